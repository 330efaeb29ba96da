#ifndef CALENDAR_H
#define CALENDAR_H
/*
 * calendar - days and months in words, in the language of the interface: "Friday 4 December 2026".
 */
#include "catalogue.h"
#include "date.h"

/* `interface` NULL: English. Months from 1, weekdays from 0, Monday. */
const char *calendar_month(const struct catalogue *interface, int month);
const char *calendar_weekday(const struct catalogue *interface, int weekday);
const char *calendar_weekday_short(const struct catalogue *interface, int weekday); /* "Mon": over a column */
const char *calendar_date(struct arena *arena, const struct catalogue *interface, struct local_date d); /* "4 December 2026" */
const char *calendar_day(struct arena *arena, const struct catalogue *interface, struct local_date d); /* with its year */
const char *calendar_day_short(struct arena *arena, const struct catalogue *interface, struct local_date d); /* without */

#endif
