/* scale: a number. */
#include "exercise.h"

#include <math.h>

static bool scale_fits(const struct answer *a, const struct block *b)
{
    const struct scale_block *s = &b->scale;
    if (a->number < s->from || a->number > s->to)
        return false;
    double steps = s->step > 0 ? (a->number - s->from) / s->step : 0;
    double off = steps - (double)(int64_t)(steps + 0.5); /* from is the first step, so steps is never below 0 */
    return off > -1e-6 && off < 1e-6;
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    (void)s, (void)b;
    if (act.kind != ACT_NUMBER || !isfinite(act.number))
        return CHANGE_REFUSED;
    *out = (struct answer){.has_number = true, .number = act.number};
    return CHANGE_MADE;
}

static bool scale_is_concern(const struct block *b, const struct answer *now, const struct answer *before)
{
    (void)before;
    return b->scale.has_concern && now->has_number && now->number >= b->scale.concern_at_least;
}

static const char *scale_words(const struct attempt *s, struct arena *arena, const struct block *b,
                               const struct answer *a)
{
    int step = scale_step_of(&b->scale, a->number);
    if (step >= 0 && step < b->scale.name_count)
        return wording_unstyled(s, arena, &b->scale.names[step]);
    return wording_number(s, arena, a->number, &b->scale.unit, &b->scale.unit_one);
}

const struct exercise_kind exercise_scale = {
    .is_number = true, .fits = scale_fits, .change = change, .concern = scale_is_concern, .words = scale_words};
