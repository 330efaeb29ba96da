#ifndef MEASURE_WORDS_H
#define MEASURE_WORDS_H
/*
 * measure_words - what somebody answered to a measure, read back: item after item, what it came to, and what it had come
 * to the first time.
 *
 * Numbers stand for themselves: no band, no "mild" or "severe", nothing better or worse. In the person's language;
 * everything lives in `a`.
 */
#include "attempt.h"
#include "measure.h"

/* Said wherever a measure is asked, or its numbers are shown, that is not validated (a msgid). */
extern const char *const measure_unofficial;

struct measure_line { const char *ask, *answer; };
/* Of the items that have an answer, "I would rather not say" among them; at most MEASURE_ITEMS_MAX. `paper`: without those
 * that can be a concern, because paper is seen by others. */
int measure_lines(const struct attempt *s, struct arena *a, const struct block *b, bool paper,
                  struct measure_line out[MEASURE_ITEMS_MAX]);
/* "From 0 (Not sure at all) to 10 (Very sure)": what the numbers mean; NULL when its answers are words. */
const char *measure_scale_words(const struct attempt *s, struct arena *a, const struct measure *m);
/* "In all: 12, from 0 to 27"; NULL when there is no score. */
const char *measure_total_words(const struct attempt *s, struct arena *a, const struct block *b);
/* "The first time it was 9, 3 less than now."; NULL unless this is the latest of two or more times. */
const char *measure_change_words(const struct attempt *s, struct arena *a, const struct block *b);
/* All of it as for paper, one thing after the other: it is quoted where nobody knows who looks on. NULL: nothing to say. */
const char *measure_all_words(const struct attempt *s, struct arena *a, const struct block *b);

#endif
