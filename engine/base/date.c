#include "date.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define DAY_MS    ((instant_ms)86400000)
#define HOUR_MS   ((instant_ms)3600000)
#define MINUTE_MS ((instant_ms)60000)

/* Divides towards minus infinity: times before 1970 have dates too. */
static int64_t divide_down(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_month_days(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_is_valid(struct local_date d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= date_month_days(d.year, d.month);
}

/* Years are counted from March, so that the leap day is the last of its year (Hinnant, chrono-compatible algorithms).
 */
int64_t date_days(struct local_date d)
{
    int64_t year = d.year - (d.month <= 2);
    int64_t era = divide_down(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct local_date date_from_days(int64_t days)
{
    days += 719468;
    int64_t era = divide_down(days, 146097);
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
    month += month < 10 ? 3 : -9;
    return (struct local_date){(int)(year_of_era + era * 400 + (month <= 2)), (int)month, (int)day};
}

int date_weekday(struct local_date d)
{
    int64_t days = date_days(d) + 3; /* 1970-01-01 was a Thursday */
    return (int)(days - divide_down(days, 7) * 7);
}

int date_compare(struct local_date a, struct local_date b)
{
    int64_t difference = date_days(a) - date_days(b);
    return (difference > 0) - (difference < 0);
}

/* 01:00 UTC on the last Sunday of a month of 31 days: when British clocks change. */
static instant_ms clocks_change(int year, int month)
{
    struct local_date last = {year, month, 31};
    last.day -= (date_weekday(last) + 1) % 7;
    return date_days(last) * DAY_MS + HOUR_MS;
}

int london_offset_minutes(instant_ms at)
{
    int year = date_from_days(divide_down(at, DAY_MS)).year;
    return at >= clocks_change(year, 3) && at < clocks_change(year, 10) ? 60 : 0;
}

static instant_ms london_clock(instant_ms at)
{
    return at + london_offset_minutes(at) * MINUTE_MS;
}

struct local_date date_in_london(instant_ms at)
{
    return date_from_days(divide_down(london_clock(at), DAY_MS));
}

int instant_hour(instant_ms at)
{
    instant_ms clock = london_clock(at);
    return (int)((clock - divide_down(clock, DAY_MS) * DAY_MS) / HOUR_MS);
}

/* --- text -------------------------------------------------------------------------------------------------------- */

static void digits_write(char *out, int64_t number, int count)
{
    for (int i = count; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
}

static bool digits_read(const char *text, int count, int *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

void date_format(struct local_date d, char out[DATE_TEXT])
{
    assert(date_is_valid(d));
    memcpy(out, "0000-00-00", DATE_TEXT);
    digits_write(out, d.year, 4);
    digits_write(out + 5, d.month, 2);
    digits_write(out + 8, d.day, 2);
}

/* The text may go on after the date. */
static bool date_read(const char *text, struct local_date *out)
{
    struct local_date d;
    if (!digits_read(text, 4, &d.year) || text[4] != '-' || !digits_read(text + 5, 2, &d.month) || text[7] != '-' ||
        !digits_read(text + 8, 2, &d.day) || !date_is_valid(d))
        return false;
    *out = d;
    return true;
}

bool date_parse(const char *text, struct local_date *out)
{
    return strlen(text) == DATE_TEXT - 1 && date_read(text, out);
}

void instant_format(instant_ms at, char out[INSTANT_TEXT])
{
    instant_ms clock = london_clock(at);
    int64_t days = divide_down(clock, DAY_MS);
    int64_t of_day = clock - days * DAY_MS;
    date_format(date_from_days(days), out);
    memcpy(out + 10, "T00:00:00.000+00:00", INSTANT_TEXT - 10);
    digits_write(out + 11, of_day / HOUR_MS, 2);
    digits_write(out + 14, of_day / MINUTE_MS % 60, 2);
    digits_write(out + 17, of_day / 1000 % 60, 2);
    digits_write(out + 20, of_day % 1000, 3);
    digits_write(out + 24, london_offset_minutes(at) / 60, 2);
}

instant_ms date_instant(struct local_date d, int hour)
{
    instant_ms utc = date_days(d) * DAY_MS + hour * HOUR_MS;
    return utc - london_offset_minutes(utc) * MINUTE_MS;
}

/* "Z", "+01:00", "-09:30" */
static bool offset_read(const char *text, int *minutes_out)
{
    if (strcmp(text, "Z") == 0) {
        *minutes_out = 0;
        return true;
    }
    int hours, minutes;
    if (strlen(text) != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' ||
        !digits_read(text + 1, 2, &hours) || !digits_read(text + 4, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *minutes_out = (hours * 60 + minutes) * (text[0] == '-' ? -1 : 1);
    return true;
}

bool instant_parse(const char *text, instant_ms *out)
{
    size_t length = strlen(text);
    struct local_date d;
    int hour, minute, second, ms, offset;
    if ((length != INSTANT_TEXT - 1 && length != 24) || !date_read(text, &d))
        return false;
    bool marks = text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == '.';
    bool numbers = digits_read(text + 11, 2, &hour) && digits_read(text + 14, 2, &minute) &&
                   digits_read(text + 17, 2, &second) && digits_read(text + 20, 3, &ms);
    if (!marks || !numbers || hour > 23 || minute > 59 || second > 59 || !offset_read(text + 23, &offset))
        return false;
    *out = date_days(d) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + ms - offset * MINUTE_MS;
    return true;
}
