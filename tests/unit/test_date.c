#include "cmocka_unit.h"

#include <string.h>

#include "date.h"

static instant_ms instant(const char *text)
{
    instant_ms at = -1;
    if (!instant_parse(text, &at))
        fail_msg("not an instant: %s", text);
    return at;
}

static void instants_print_in_london_time(void **state)
{
    (void)state;
    static const struct {
        instant_ms at;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00.000+00:00"},
        {-1, "1969-12-31T23:59:59.999+00:00"},
        {951782400123, "2000-02-29T00:00:00.123+00:00"},
        /* clocks go forward on 29 March 2026 and back on 25 October 2026, at 01:00 UTC */
        {1774745999999, "2026-03-29T00:59:59.999+00:00"},
        {1774746000000, "2026-03-29T02:00:00.000+01:00"},
        {1792889999999, "2026-10-25T01:59:59.999+01:00"},
        {1792890000000, "2026-10-25T01:00:00.000+00:00"},
        /* 31 March is a Sunday in 2024: the last day of the month */
        {1711846799999, "2024-03-31T00:59:59.999+00:00"},
        {1711846800000, "2024-03-31T02:00:00.000+01:00"},
        {4102444799000, "2099-12-31T23:59:59.000+00:00"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[INSTANT_TEXT];
        instant_format(rows[i].at, text);
        assert_string_equal(text, rows[i].text);
        assert_true(instant(rows[i].text) == rows[i].at);
    }
}

static void a_date_is_that_of_london(void **state)
{
    (void)state;
    struct local_date d = date_in_london(instant("2026-07-01T23:30:00.000+00:00"));
    assert_int_equal(d.day, 2); /* half past midnight in summer */
    assert_int_equal(instant_hour(instant("2026-07-01T23:30:00.000+00:00")), 0);
    d = date_in_london(instant("2026-12-01T23:30:00.000+00:00"));
    assert_int_equal(d.day, 1);
    assert_int_equal(instant_hour(instant("2026-12-01T23:30:00.000Z")), 23);
    assert_true(instant("2026-11-21T09:30:00.000-05:30") == instant("2026-11-21T15:00:00.000Z"));
}

static void what_is_not_an_instant_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "2026-11-21",
        "2026-11-21T09:30:00Z",
        "2026-11-21T09:30:00.000",
        "2026-11-21T24:30:00.000Z",
        "2026-11-21T09:60:00.000Z",
        "2026-11-21T09:30:60.000Z",
        "2026-02-29T09:30:00.000Z",
        "2026-13-01T09:30:00.000Z",
        "2026-11-21 09:30:00.000Z",
        "2026-11-21T09:30:00.000z",
        "2026-11-21T09:30:00.000+0100",
        "2026-11-21T09:30:00.000+24:00",
        "2026-11-21T09:30:00.000+00:00 ",
        "2026-11-21T09:30:00.0000+0:00",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        instant_ms at = 7;
        if (instant_parse(rows[i], &at))
            fail_msg("taken as an instant: %s", rows[i]);
        assert_true(at == 7);
    }
}

static void dates_count_days(void **state)
{
    (void)state;
    static const struct {
        struct local_date d;
        int64_t days;
        int weekday;
        const char *text;
    } rows[] = {
        {{1970, 1, 1}, 0, 3, "1970-01-01"},      {{1969, 12, 31}, -1, 2, "1969-12-31"},
        {{2000, 2, 29}, 11016, 1, "2000-02-29"}, {{2026, 11, 21}, 20778, 5, "2026-11-21"},
        {{1900, 3, 1}, -25508, 3, "1900-03-01"}, {{2100, 2, 28}, 47540, 6, "2100-02-28"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[DATE_TEXT];
        struct local_date back;
        assert_true(date_days(rows[i].d) == rows[i].days);
        assert_int_equal(date_weekday(rows[i].d), rows[i].weekday);
        date_format(rows[i].d, text);
        assert_string_equal(text, rows[i].text);
        assert_true(date_parse(text, &back));
        assert_int_equal(date_compare(back, rows[i].d), 0);
    }
    assert_int_equal(date_compare((struct local_date){2026, 1, 2}, (struct local_date){2026, 2, 1}), -1);
    assert_int_equal(date_compare((struct local_date){2027, 1, 1}, (struct local_date){2026, 12, 31}), 1);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {"2026-02-29",
                                       "1900-02-29",
                                       "2026-04-31",
                                       "2026-00-01",
                                       "2026-01-00",
                                       "0000-01-01",
                                       "2026-1-1",
                                       "2026-01-1x",
                                       "2026/01/01",
                                       "2026-01-011",
                                       ""};
    struct local_date d;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_false(date_parse(rows[i], &d));
    assert_true(date_is_valid((struct local_date){2024, 2, 29}));
    assert_false(date_is_valid((struct local_date){2026, 13, 1}));
}

/* Winter, summer, and the days on which summer time begins and ends. */
static void an_hour_of_a_day_is_an_instant(void **state)
{
    static const struct {
        struct local_date day;
        int hour;
        const char *is;
    } table[] = {
        {{2026, 3, 2}, 10, "2026-03-02T10:00:00.000+00:00"},  {{2026, 7, 1}, 0, "2026-07-01T00:00:00.000+01:00"},
        {{2026, 3, 29}, 0, "2026-03-29T00:00:00.000+00:00"},  {{2026, 3, 29}, 10, "2026-03-29T10:00:00.000+01:00"},
        {{2026, 10, 25}, 0, "2026-10-25T00:00:00.000+01:00"}, {{2026, 10, 25}, 10, "2026-10-25T10:00:00.000+00:00"}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char text[INSTANT_TEXT];
        instant_format(date_instant(table[i].day, table[i].hour), text);
        assert_string_equal(text, table[i].is);
    }
}

static void every_day_of_four_centuries_comes_back(void **state)
{
    (void)state;
    instant_ms noon = instant("1900-01-01T12:00:00.000Z");
    struct local_date before = date_in_london(noon - 86400000);
    for (int i = 0; i < 146097; i++, noon += 86400000) {
        struct local_date d = date_in_london(noon);
        assert_true(date_is_valid(d));
        assert_true(date_days(d) == date_days(before) + 1);
        assert_int_equal(date_weekday(d), (date_weekday(before) + 1) % 7);
        before = d;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_print_in_london_time),          cmocka_unit_test(a_date_is_that_of_london),
        cmocka_unit_test(what_is_not_an_instant_is_refused),      cmocka_unit_test(dates_count_days),
        cmocka_unit_test(an_hour_of_a_day_is_an_instant),         cmocka_unit_test(dates_that_do_not_exist_are_refused),
        cmocka_unit_test(every_day_of_four_centuries_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
