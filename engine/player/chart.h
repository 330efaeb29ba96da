#ifndef CHART_H
#define CHART_H
/*
 * chart - the numbers a chart shows: what this person gave, then and now.
 *
 * Only numbers that were given: what was not answered, was declined, or is private has no place in a chart.
 */
#include "attempt.h"

struct chart_value {
    double value;
    const char *figures;       /* as it is shown: "7", "70%", "£12.50" */
    const struct words *label; /* the author's, or NULL */
    const char *row;           /* of a diary: "Monday"; or NULL */
    instant_ms at;             /* without either it is told apart by when it was given */
};

/* What stands under it, plain: "At the start", "Monday", "3 March 2026". `interface` NULL: English. */
const char *chart_label(const struct attempt *s, struct arena *arena, const struct catalogue *interface,
                        const struct chart_value *value);
/* In the order they are shown; the latest POINTS_MAX of a question that was answered more often. Returns how many. */
int chart_values(const struct attempt *s, struct arena *arena, const struct chart_block *chart,
                 struct chart_value out[POINTS_MAX]);
/* Some of its numbers are what a measure came to that nobody has validated: whoever shows it says so (measure_words.h). */
bool chart_is_unofficial(const struct attempt *s, const struct chart_block *chart);

#endif
