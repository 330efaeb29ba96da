#ifndef DATE_H
#define DATE_H
/*
 * date - instants, local dates of Europe/London, and durations.
 *
 * Pure: it never asks what time it is. An instant is milliseconds since 1970-01-01T00:00:00Z. Summer time follows the
 * rule in force since 1996 (last Sunday of March 01:00 UTC to last Sunday of October 01:00 UTC; Summer Time Order 2002),
 * so that a date in a record does not depend on a machine's time-zone files.
 */
#include <stdbool.h>
#include <stdint.h>

typedef int64_t instant_ms;

struct local_date {
    int year, month, day; /* month and day from 1 */
};

struct local_date date_in_london(instant_ms at);
int london_offset_minutes(instant_ms at); /* 0 or 60 */
int date_compare(struct local_date a, struct local_date b);
bool date_is_valid(struct local_date d);
int date_weekday(struct local_date d); /* 0 Monday .. 6 Sunday */
int64_t date_days(struct local_date d); /* days since 1970-01-01 */
struct local_date date_from_days(int64_t days);
int date_month_days(int year, int month); /* 28 to 31 */

#define DATE_TEXT 11    /* "2026-11-21" and NUL */
#define INSTANT_TEXT 30 /* "2026-11-21T09:30:00.000+00:00" and NUL */

void date_format(struct local_date d, char out[DATE_TEXT]);
bool date_parse(const char *text, struct local_date *out); /* YYYY-MM-DD only; must exist */
/* RFC 3339 with milliseconds, in London time with its offset. */
void instant_format(instant_ms at, char out[INSTANT_TEXT]);
bool instant_parse(const char *text, instant_ms *out); /* the same form, any offset */
/* When it is `hour` o'clock in London on that day; not of the hour in which summer time begins or ends. */
instant_ms date_instant(struct local_date d, int hour);
/* Hour of the day in London, 0-23: for "Good afternoon". */
int instant_hour(instant_ms at);

#endif
