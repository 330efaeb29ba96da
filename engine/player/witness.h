#ifndef WITNESS_H
#define WITNESS_H
/*
 * witness - whether a date can be believed: the wall clock held against what was seen before.
 *
 * The wall clock gives a sitting its date and can be turned; the boot clock cannot. A date that does not fit is never
 * corrected here: it is marked, and staff say which day it was.
 */
#include "date.h"

struct clock_reading {
    instant_ms at;
    int64_t boot_ms;
    const char *boot; /* which start of the machine `boot_ms` counts from; NULL or "": not known */
};

/* Clocks drift, and one is set right by a little when the network comes back: that is nothing. */
#define WITNESS_TOLERANCE_MS 300000

#define DOUBT_BEHIND "behind" /* earlier than a time that had been already */
#define DOUBT_JUMPED "jumped" /* since then the wall clock moved on more or less than the boot clock did */

/* NULL: nothing speaks against `now`. */
const char *witness_doubt(const struct clock_reading *before, const struct clock_reading *now);

/* What a terminal remembers: the last time that could be believed, and whether something has been wrong since. */
struct watch {
    struct clock_reading trusted; /* `at` 0: none yet */
    const char *doubt;      /* DOUBT_...; NULL */
};

/* Looks at the clocks, and says whether `now` can be believed (NULL) or why not. A clock that was turned stays doubtful,
 * over starts of the machine too, until it is right again by the boot clock or staff say that it is (watch_confirm). */
const char *watch_look(struct watch *w, const struct clock_reading *now);
void watch_confirm(struct watch *w, const struct clock_reading *now);

#endif
