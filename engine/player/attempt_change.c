#include "exercise.h"

static enum change change_by_kind(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    if (act.kind == ACT_CLEAR) {
        *out = (struct answer){0};
        return CHANGE_MADE;
    }
    if (act.kind != ACT_DECLINE)
        return exercise_of(b)->change(s, b, act, out);
    if (!b->about_me)
        return CHANGE_REFUSED;
    const struct answer *now = exercise_answer(s, b);
    *out = (struct answer){.declined = !(now && now->declined)};
    return CHANGE_MADE;
}

enum change attempt_change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    if (attempt_is_locked(s, b))
        return CHANGE_REFUSED;
    enum change change = change_by_kind(s, b, act, out);
    if (change != CHANGE_MADE)
        return change;
    /* what cannot be an answer here (off the scale, an unknown box), or is the answer already */
    if (!answer_fits(out, b) || answer_equal(out, exercise_answer(s, b)))
        return CHANGE_REFUSED;
    return CHANGE_MADE;
}
