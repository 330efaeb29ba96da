/* match: one entry a left one; the right one as value. */
#include "exercise.h"

static const struct match_left *left_of(const struct block *b, const char *id)
{
    for (int i = 0; i < b->match.left_count; i++)
        if (text_is(b->match.lefts[i].id, id))
            return &b->match.lefts[i];
    return NULL;
}

static const struct match_right *right_of(const struct block *b, const char *id)
{
    for (int i = 0; i < b->match.right_count; i++)
        if (text_is(b->match.rights[i].id, id))
            return &b->match.rights[i];
    return NULL;
}

static bool is_used_before(const struct answer *a, int index)
{
    for (int i = 0; i < index; i++)
        if (text_is(a->entries[i].value, a->entries[index].value))
            return true;
    return false;
}

static bool fits(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < a->count; i++)
        if (!left_of(b, a->entries[i].key) || !right_of(b, a->entries[i].value) || answer_repeats(a, i, false) ||
            (!b->match.again && is_used_before(a, i)))
            return false;
    return true;
}

static bool complete(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < b->match.left_count; i++)
        if (!b->match.lefts[i].when && !answer_has(a, b->match.lefts[i].id))
            return false;
    return a->count > 0;
}

static bool right(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < a->count; i++) {
        const struct match_left *left = left_of(b, a->entries[i].key);
        if (!left || !text_is(left->with, a->entries[i].value))
            return false;
    }
    return b->match.has_right && complete(a, b);
}

static bool right_answer(const struct block *b, struct draft *out)
{
    for (int i = 0; i < b->match.left_count; i++)
        draft_add(out, b->match.lefts[i].id, b->match.lefts[i].with);
    return b->match.has_right;
}

/* A right one that can be used once leaves the pair it was in. "" takes a pair apart. */
static enum change join(const struct attempt *s, const struct block *b, const char *id, const char *with,
                        struct answer *out)
{
    const struct match_left *joined = left_of(b, id);
    struct draft d = {.count = 0};
    if (!joined || !with || !attempt_option_shows(s, joined->when) || (with[0] && !right_of(b, with)))
        return CHANGE_REFUSED;
    for (int i = 0; i < b->match.left_count; i++) {
        const struct match_left *left = &b->match.lefts[i];
        const struct answer_entry *old = exercise_entry(s, b, left->id);
        if (left == joined && with[0])
            draft_add(&d, left->id, with);
        else if (left != joined && old && (b->match.again || !text_is(old->value, with)))
            draft_add(&d, left->id, old->value);
    }
    return draft_finish(s, &d, out);
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    return act.kind == ACT_PLACE ? join(s, b, act.item, act.text, out) : CHANGE_REFUSED;
}

static const struct rule *left_when(const struct block *b, const struct answer_entry *e)
{
    const struct match_left *left = left_of(b, e->key);
    return left ? left->when : NULL;
}

static bool answered(const struct attempt *s, const struct block *b, const struct answer *a)
{
    for (int i = 0; i < b->match.left_count; i++)
        if (attempt_holds(s, b->match.lefts[i].when, true) && !answer_has(a, b->match.lefts[i].id))
            return false;
    return true;
}

/* "He laughed (shame)" */
static struct phrase pair_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                 const struct answer_entry *e)
{
    const struct match_left *left = left_of(b, e->key);
    const struct match_right *with = right_of(b, e->value);
    if (!left || !with)
        return (struct phrase){NULL, false};
    return (struct phrase){arena_printf(arena, "%s (%s)", wording_unstyled(s, arena, &left->text),
                                        wording_unstyled(s, arena, &with->text)),
                           false};
}

const struct exercise_kind exercise_match = {.fits = fits,
                                             .complete = complete,
                                             .right = right,
                                             .right_answer = right_answer,
                                             .change = change,
                                             .entry_when = left_when,
                                             .answered = answered,
                                             .phrase = pair_phrase};
