/* mark: one entry a marked piece. */
#include "exercise.h"

static bool fits(const struct answer *a, const struct block *b)
{
    (void)a, (void)b;
    return false;
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    (void)s, (void)b, (void)act, (void)out;
    return CHANGE_REFUSED;
}

const struct exercise_kind exercise_mark = {.fits = fits, .change = change};
