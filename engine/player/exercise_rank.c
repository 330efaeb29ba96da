/* rank: one entry a thing, in order. */
#include "exercise.h"

#include <stdlib.h>

static const struct rank_item *item_of(const struct block *b, const char *id)
{
    for (int i = 0; i < b->rank.count; i++)
        if (text_is(b->rank.items[i].id, id))
            return &b->rank.items[i];
    return NULL;
}

/* How many are put in order, when `count` could be. */
static int wanted(const struct block *b, int count)
{
    return b->rank.top && b->rank.top < count ? b->rank.top : count;
}

static bool fits(const struct answer *a, const struct block *b)
{
    if (a->count > wanted(b, b->rank.count))
        return false;
    for (int i = 0; i < a->count; i++)
        if (!item_of(b, a->entries[i].key) || a->entries[i].value || answer_repeats(a, i, false))
            return false;
    return true;
}

static bool complete(const struct answer *a, const struct block *b)
{
    int always = 0;
    for (int i = 0; i < b->rank.count; i++)
        always += !b->rank.items[i].when;
    return a->count > 0 && a->count >= wanted(b, always);
}

/* Load sees to it that a right order has nothing in it that is not always on show. */
static bool right(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < a->count; i++)
        if (!text_is(a->entries[i].key, b->rank.items[i].id))
            return false;
    return complete(a, b);
}

static bool right_answer(const struct block *b, struct draft *out)
{
    for (int i = 0; i < wanted(b, b->rank.count); i++)
        draft_add(out, b->rank.items[i].id, NULL);
    return b->rank.has_right;
}

/* `position` counts from 1; "" takes the thing out. */
static enum change place(const struct attempt *s, const struct block *b, const char *id, const char *position,
                         struct answer *out)
{
    const struct rank_item *item = item_of(b, id);
    const struct answer *now = exercise_answer(s, b);
    struct draft others = {.count = 0}, d = {.count = 0};
    char *end = NULL;
    long at = text_is_empty(position) ? 0 : strtol(position, &end, 10);
    if (!item || !position || !attempt_option_shows(s, item->when) || (end && (*end || at < 1)))
        return CHANGE_REFUSED;
    for (int i = 0; now && i < now->count; i++)
        if (!text_is(now->entries[i].key, id) && attempt_entry_shows(s, b, &now->entries[i]))
            draft_add(&others, now->entries[i].key, NULL);
    if (at > others.count + 1)
        return CHANGE_REFUSED;
    if (at && others.count == wanted(b, b->rank.count))
        return CHANGE_TOO_MANY;
    for (int i = 0; i <= others.count; i++) {
        if (i == at - 1)
            draft_add(&d, id, NULL);
        if (i < others.count)
            draft_add(&d, others.entry[i].key, NULL);
    }
    return draft_finish(s, &d, out);
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    return act.kind == ACT_PLACE ? place(s, b, act.item, act.text, out) : CHANGE_REFUSED;
}

static const struct rule *item_when(const struct block *b, const struct answer_entry *e)
{
    const struct rank_item *item = item_of(b, e->key);
    return item ? item->when : NULL;
}

static bool answered(const struct attempt *s, const struct block *b, const struct answer *a)
{
    int given = 0, shown = 0;
    for (int i = 0; i < a->count; i++)
        given += attempt_entry_shows(s, b, &a->entries[i]);
    for (int i = 0; i < b->rank.count; i++)
        shown += attempt_holds(s, b->rank.items[i].when, true);
    return given >= wanted(b, shown);
}

/* {"var": "values.family"}: its place in the order, from 1. */
static bool part(const struct answer *a, const struct block *b, const char *name, struct value *out)
{
    (void)b;
    for (int i = 0; i < a->count; i++) {
        if (!text_is(a->entries[i].key, name))
            continue;
        *out = (struct value){.kind = VALUE_NUMBER, .number = i + 1};
        return true;
    }
    return false;
}

static struct phrase phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                            const struct answer_entry *e)
{
    const struct rank_item *item = item_of(b, e->key);
    return (struct phrase){item ? wording_unstyled(s, arena, &item->text) : NULL, false};
}

const struct exercise_kind exercise_rank = {.fits = fits,
                                            .complete = complete,
                                            .right = right,
                                            .right_answer = right_answer,
                                            .change = change,
                                            .entry_when = item_when,
                                            .answered = answered,
                                            .part = part,
                                            .phrase = phrase};
