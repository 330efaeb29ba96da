#ifndef PACE_H
#define PACE_H
/*
 * pace - how a module was gone through: for staff to judge by, and to hold back a day that nobody can have read for.
 *
 * A page is "fast" when it was on show, all visits together, for less time than its words take at 600 words a minute:
 * more than twice as fast as most adults read (Brysbaert 2019: 175 to 300), so that nobody is doubted for reading well.
 * Only words that everybody meets are counted (text, callouts, questions), so the bar is rather too low.
 */
#include "activity.h"
#include "attempt.h"

#define PACE_WORD_MS 100   /* 600 words a minute */
#define PACE_MOST_MS 45000 /* no page asks for more: time without a touch counts only up to a limit */

struct pace {
    bool has;  /* records made before there was a pace have none */
    int pages; /* opened, of those with words to read */
    int fast;  /* of these */
    int words; /* on them */
    int back;  /* how often the person went back a page */
    int aloud_s; /* how long a voice read to them */
};

struct pace pace_of(const struct attempt *s, const struct activity *activity);
/* Words of a page as this person sees them. */
int pace_words(const struct attempt *s, const struct page *p);
/* More than half of the pages were left sooner than they can be read. */
bool pace_is_fast(const struct pace *p);

#endif
