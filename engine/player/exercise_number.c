/* number: a number. */
#include "exercise.h"

#include <math.h>

#include "amount.h"

static bool number_fits(const struct answer *a, const struct block *b)
{
    return amount_fits(&b->number, a->number);
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    (void)s;
    if (act.kind != ACT_NUMBER || !isfinite(act.number) || !amount_fits(&b->number, act.number))
        return CHANGE_REFUSED;
    *out = (struct answer){.has_number = true, .number = amount_of(amount_hundredths(act.number))};
    return CHANGE_MADE;
}

static bool number_is_concern(const struct block *b, const struct answer *now, const struct answer *before)
{
    (void)before;
    return b->number.has_concern && now->has_number && now->number >= b->number.concern_at_least;
}

static const char *number_words(const struct attempt *s, struct arena *arena, const struct block *b,
                                const struct answer *a)
{
    if (b->number.money)
        return arena_printf(arena, "£%s", amount_digits(arena, &b->number, a->number));
    return wording_number(s, arena, a->number, &b->number.unit, &b->number.unit_one);
}

const struct exercise_kind exercise_number = {
    .is_number = true, .fits = number_fits, .change = change, .concern = number_is_concern, .words = number_words};
