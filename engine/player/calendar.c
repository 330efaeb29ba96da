#include "calendar.h"

#include <assert.h>

const char *calendar_month(const struct catalogue *interface, int month)
{
    static const char *const months[] = {WORDS("January"),   WORDS("February"), WORDS("March"),    WORDS("April"),
                                         WORDS("May"),       WORDS("June"),     WORDS("July"),     WORDS("August"),
                                         WORDS("September"), WORDS("October"),  WORDS("November"), WORDS("December")};
    assert(month >= 1 && month <= 12);
    return catalogue_words(interface, months[month - 1]);
}

const char *calendar_weekday(const struct catalogue *interface, int weekday)
{
    static const char *const days[] = {WORDS("Monday"), WORDS("Tuesday"),  WORDS("Wednesday"), WORDS("Thursday"),
                                       WORDS("Friday"), WORDS("Saturday"), WORDS("Sunday")};
    assert(weekday >= 0 && weekday < 7);
    return catalogue_words(interface, days[weekday]);
}

const char *calendar_weekday_short(const struct catalogue *interface, int weekday)
{
    static const char *const days[] = {WORDS("Mon"), WORDS("Tue"), WORDS("Wed"), WORDS("Thu"),
                                       WORDS("Fri"), WORDS("Sat"), WORDS("Sun")};
    assert(weekday >= 0 && weekday < 7);
    return catalogue_words(interface, days[weekday]);
}

const char *calendar_date(struct arena *arena, const struct catalogue *interface, struct local_date d)
{
    return arena_printf(arena, "%d %s %d", d.day, calendar_month(interface, d.month), d.year);
}

const char *calendar_day_short(struct arena *arena, const struct catalogue *interface, struct local_date d)
{
    return arena_printf(arena, "%s %d %s", calendar_weekday(interface, date_weekday(d)), d.day,
                        calendar_month(interface, d.month));
}

const char *calendar_day(struct arena *arena, const struct catalogue *interface, struct local_date d)
{
    return arena_printf(arena, "%s %d", calendar_day_short(arena, interface, d), d.year);
}
