#include "attempt_state.h"

#include <math.h>
#include <string.h>

/* The entries of an answer in the making. Entries that are not on show now (another setting) do not come along: a new
 * answer is what the person sees. */
struct draft {
    struct answer_entry entry[ANSWER_ENTRIES_MAX];
    int count;
    bool full;
};

static void draft_add(struct draft *d, const char *key, const char *value)
{
    if (d->count == ANSWER_ENTRIES_MAX)
        d->full = true;
    else
        d->entry[d->count++] = (struct answer_entry){key, value};
}

static const struct answer *answer_of(const struct attempt *s, const struct block *b)
{
    return s->notes[b->index].answer;
}

static const struct answer_entry *shown_entry(const struct attempt *s, const struct block *b, const char *key)
{
    const struct answer *a = answer_of(s, b);
    for (int i = 0; a && i < a->count; i++)
        if (text_is(a->entries[i].key, key) && attempt_entry_shows(s, b, &a->entries[i]))
            return &a->entries[i];
    return NULL;
}

static enum change finish(const struct attempt *s, const struct draft *d, struct answer *out)
{
    if (d->full)
        return CHANGE_TOO_MANY;
    struct answer_entry *entries = ARENA_ARRAY(s->arena, struct answer_entry, d->count);
    for (int i = 0; i < d->count; i++) {
        entries[i].key = arena_strdup(s->arena, d->entry[i].key);
        entries[i].value = d->entry[i].value ? arena_strdup(s->arena, d->entry[i].value) : NULL;
    }
    *out = (struct answer){.entries = entries, .count = d->count};
    return CHANGE_MADE;
}

/* Words that can be kept: not too long, UTF-8. White space alone counts as nothing. */
static bool words_fit(const char *text)
{
    return text && strlen(text) <= ANSWER_TEXT_MAX && utf8_is_valid(text, strlen(text));
}

/* --- choice and spot -------------------------------------------------------------------------------------------- */

/* All options but `changed`, which is added with `words` when it is chosen; in the order they are defined. */
static enum change choose(const struct attempt *s, const struct block *b, const char *changed, bool chosen,
                          const char *words, struct answer *out)
{
    const struct choice_block *c = &b->choice;
    struct draft d = {.count = 0};
    for (int i = 0; i < c->count; i++) {
        const char *id = c->options[i].id;
        const struct answer_entry *old = shown_entry(s, b, id);
        if (!text_is(id, changed)) {
            if (old && (c->many || !chosen))
                draft_add(&d, id, old->value);
        } else if (chosen) {
            draft_add(&d, id, words);
        }
    }
    if (c->many && c->at_most && d.count > c->at_most)
        return CHANGE_TOO_MANY;
    return finish(s, &d, out);
}

static enum change pick_option(const struct attempt *s, const struct block *b, const char *id, struct answer *out)
{
    const struct option *o = id ? choice_option(&b->choice, id) : NULL;
    if (!o || !attempt_option_shows(s, o->when))
        return CHANGE_REFUSED;
    bool was_chosen = shown_entry(s, b, id) != NULL;
    if (was_chosen && !b->choice.many)
        return CHANGE_REFUSED;
    const struct answer_entry *kept = &s->notes[b->index].write_in;
    return choose(s, b, id, !was_chosen, o->write && text_is(kept->key, id) ? kept->value : NULL, out);
}

static enum change write_in(const struct attempt *s, const struct block *b, const char *id, const char *text,
                            struct answer *out)
{
    const struct option *o = id ? choice_option(&b->choice, id) : NULL;
    if (!o || !o->write || !words_fit(text) || !attempt_option_shows(s, o->when))
        return CHANGE_REFUSED;
    return choose(s, b, id, true, text_is_empty(text) ? NULL : text, out);
}

static enum change pick_place(const struct attempt *s, const struct block *b, const char *id, struct answer *out)
{
    const struct spot_block *spot = &b->spot;
    bool known = false, was_chosen = answer_has(answer_of(s, b), id);
    struct draft d = {.count = 0};
    if (was_chosen && !spot->many)
        return CHANGE_REFUSED;
    for (int i = 0; i < spot->count; i++) {
        bool is_it = text_is(spot->places[i].id, id);
        known |= is_it;
        if (is_it ? !was_chosen : spot->many && answer_has(answer_of(s, b), spot->places[i].id))
            draft_add(&d, spot->places[i].id, NULL);
    }
    return known ? finish(s, &d, out) : CHANGE_REFUSED;
}

/* --- the others ------------------------------------------------------------------------------------------------- */

static enum change write_words(const struct attempt *s, const char *text, struct answer *out)
{
    struct draft d = {.count = 0};
    if (!words_fit(text))
        return CHANGE_REFUSED;
    if (!text_is_empty(text))
        draft_add(&d, "text", text);
    return finish(s, &d, out);
}

static enum change place_card(const struct attempt *s, const struct block *b, const char *card, const char *box,
                              struct answer *out)
{
    bool known = false, takes_out = text_is_empty(box);
    struct draft d = {.count = 0};
    for (int i = 0; i < b->sort.card_count; i++) {
        const struct sort_card *c = &b->sort.cards[i];
        const struct answer_entry *old = shown_entry(s, b, c->id);
        bool is_it = text_is(c->id, card);
        known |= is_it && attempt_option_shows(s, c->when);
        if (is_it ? !takes_out : old != NULL)
            draft_add(&d, c->id, is_it ? box : old->value);
    }
    return known ? finish(s, &d, out) : CHANGE_REFUSED;
}

/* Adds what is in a gap now, but not `without`. Says whether `without` was there. */
static bool keep_gap(const struct attempt *s, const struct block *b, const struct gap *g, const char *without,
                     struct draft *d)
{
    const struct answer *a = answer_of(s, b);
    bool found = false;
    for (int i = 0; a && i < a->count; i++) {
        const struct answer_entry *e = &a->entries[i];
        if (!text_is(e->key, g->id) || !attempt_entry_shows(s, b, e))
            continue;
        if (text_is(e->value, without))
            found = true;
        else
            draft_add(d, e->key, e->value);
    }
    return found;
}

static enum change fill_gap(const struct attempt *s, const struct block *b, const char *gap, const char *text,
                            struct answer *out)
{
    struct draft d = {.count = 0};
    bool known = false;
    if (!words_fit(text))
        return CHANGE_REFUSED;
    for (int i = 0; i < b->gaps.count; i++) {
        const struct gap *g = &b->gaps.gaps[i];
        if (!text_is(g->id, gap)) {
            keep_gap(s, b, g, NULL, &d);
            continue;
        }
        known = true;
        if (text_is_empty(text))
            continue;
        int before = d.count;
        bool found = g->at_most > 1 && keep_gap(s, b, g, text, &d);
        if (!found)
            draft_add(&d, gap, text);
        if (d.count - before > (g->at_most > 1 ? g->at_most : 1))
            return CHANGE_TOO_MANY;
    }
    return known ? finish(s, &d, out) : CHANGE_REFUSED;
}

static bool word_shows(const struct attempt *s, const struct block *b, const char *gap, const char *text)
{
    return attempt_entry_shows(s, b, &(struct answer_entry){gap, text});
}

/* --- any act on an exercise ------------------------------------------------------------------------------------- */

static enum change change_by_kind(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    bool is_choice = b->kind == BLOCK_CHOICE;
    if (act.kind == ACT_PICK && is_choice)
        return pick_option(s, b, act.item, out);
    if (act.kind == ACT_PICK && b->kind == BLOCK_SPOT)
        return pick_place(s, b, act.item, out);
    if (act.kind == ACT_WRITE && is_choice)
        return write_in(s, b, act.item, act.text, out);
    if (act.kind == ACT_WRITE && b->kind == BLOCK_WRITE)
        return write_words(s, act.text, out);
    if (act.kind == ACT_PLACE && b->kind == BLOCK_SORT)
        return place_card(s, b, act.item, act.text, out);
    if (act.kind == ACT_FILL && b->kind == BLOCK_GAPS && word_shows(s, b, act.item, act.text))
        return fill_gap(s, b, act.item, act.text, out);
    if (act.kind == ACT_DECLINE && b->about_me) {
        const struct answer *now = answer_of(s, b);
        *out = (struct answer){.declined = !(now && now->declined)};
        return CHANGE_MADE;
    }
    if (act.kind == ACT_CLEAR) {
        *out = (struct answer){0};
        return CHANGE_MADE;
    }
    if (act.kind != ACT_NUMBER || b->kind != BLOCK_SCALE || !isfinite(act.number))
        return CHANGE_REFUSED;
    *out = (struct answer){.has_number = true, .number = act.number};
    return CHANGE_MADE;
}

enum change attempt_change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    enum change change = change_by_kind(s, b, act, out);
    if (change != CHANGE_MADE)
        return change;
    /* what cannot be an answer here (off the scale, an unknown box), or is the answer already */
    if (!answer_fits(out, b) || answer_equal(out, answer_of(s, b)))
        return CHANGE_REFUSED;
    return CHANGE_MADE;
}
