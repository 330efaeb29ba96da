/* spot: one entry a place. */
#include "exercise.h"

static bool spot_fits(const struct answer *a, const struct block *b)
{
    const struct spot_block *s = &b->spot;
    if (a->count > (s->many ? s->count : 1))
        return false;
    for (int i = 0; i < a->count; i++) {
        bool known = false;
        for (int p = 0; p < s->count; p++)
            known |= text_is(s->places[p].id, a->entries[i].key);
        if (!known || a->entries[i].value || answer_repeats(a, i, false))
            return false;
    }
    return true;
}

static bool right(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < b->spot.count; i++)
        if (b->spot.places[i].right != answer_has(a, b->spot.places[i].id))
            return false;
    return b->spot.has_right;
}

static bool right_answer(const struct block *b, struct draft *out)
{
    for (int i = 0; i < b->spot.count; i++)
        if (b->spot.places[i].right)
            draft_add(out, b->spot.places[i].id, NULL);
    return b->spot.has_right;
}

static enum change pick_place(const struct attempt *s, const struct block *b, const char *id, struct answer *out)
{
    const struct spot_block *spot = &b->spot;
    bool known = false, was_chosen = answer_has(exercise_answer(s, b), id);
    struct draft d = {.count = 0};
    if (was_chosen && !spot->many)
        return CHANGE_REFUSED;
    for (int i = 0; i < spot->count; i++) {
        bool is_it = text_is(spot->places[i].id, id);
        known |= is_it;
        if (is_it ? !was_chosen : spot->many && answer_has(exercise_answer(s, b), spot->places[i].id))
            draft_add(&d, spot->places[i].id, NULL);
    }
    return known ? draft_finish(s, &d, out) : CHANGE_REFUSED;
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    return act.kind == ACT_PICK ? pick_place(s, b, act.item, out) : CHANGE_REFUSED;
}

static struct phrase place_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                  const struct answer_entry *e)
{
    for (int i = 0; i < b->spot.count; i++)
        if (text_is(b->spot.places[i].id, e->key))
            return (struct phrase){wording_unstyled(s, arena, &b->spot.places[i].text), false};
    return (struct phrase){NULL, false};
}

const struct exercise_kind exercise_spot = {
    .fits = spot_fits, .right = right, .right_answer = right_answer, .change = change, .phrase = place_phrase};
