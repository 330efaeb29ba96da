#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define DATE "{\"kind\":\"date\",\"id\":\"d\",\"ask\":\"When?\",\"about_me\":true,\"from_days\":1,\"to_days\":20}"
#define PAST "{\"kind\":\"date\",\"id\":\"d\",\"ask\":\"When?\",\"from_days\":-30,\"to_days\":0}"

static const char *day_of(struct page_stage *s)
{
    const struct answer *a = attempt_answer(s->attempt, "d");
    return a ? answer_value(a, "date") : NULL;
}

/* Today is Saturday 21 November 2026. */
static void a_month_of_days(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DATE);
    assert_true(stage_says(&s, "November 2026"));
    assert_true(stage_says(&s, "Choose a day from Sunday 22 November 2026 to Friday 11 December 2026."));
    assert_null(day_of(&s));
    assert_null(stage_target(&s, "d.day.2026-11-21")); /* today is not on offer here */
    assert_null(stage_target(&s, "d.day.2026-12-01"));
    assert_string_equal(stage_target(&s, "Previous month")->says, "No earlier days can be chosen.");
    const struct target *t = stage_target(&s, "Monday 30 November");
    assert_string_equal(t->says, "Not chosen.");
    assert_int_equal(t->role, ROLE_OPTION);
    assert_true(t->rect.w >= 48 && t->rect.h >= 48);
    stage_press(&s, "Monday 30 November");
    assert_string_equal(day_of(&s), "2026-11-30");
    assert_true(stage_says(&s, "You chose Monday 30 November 2026."));
    assert_true(stage_target(&s, "Monday 30 November")->chosen);
    stage_close(&s);
}

static void weeks_begin_on_monday(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DATE);
    struct rect sunday = stage_target(&s, "Sunday 22 November")->rect;
    struct rect monday = stage_target(&s, "Monday 23 November")->rect;
    struct rect tuesday = stage_target(&s, "Tuesday 24 November")->rect;
    assert_true(monday.y > sunday.y && monday.x < sunday.x);
    assert_true(tuesday.y == monday.y && tuesday.x > monday.x);
    stage_close(&s);
}

static void pages_are_turned_to_where_there_are_days(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DATE);
    stage_press(&s, "Next month");
    assert_true(stage_says(&s, "December 2026"));
    stage_press(&s, "Next month"); /* as far as there are days */
    assert_true(stage_says(&s, "December 2026"));
    assert_non_null(stage_target(&s, "Friday 11 December"));
    assert_null(stage_target(&s, "Saturday 12 December"));
    stage_press(&s, "Friday 4 December");
    assert_string_equal(day_of(&s), "2026-12-04");
    assert_true(stage_says(&s, "December 2026"));
    stage_press(&s, "Previous month");
    assert_true(stage_says(&s, "November 2026"));
    stage_press(&s, "Tomorrow"); /* turns to the day that was chosen */
    assert_true(stage_says(&s, "You chose Sunday 22 November 2026."));
    stage_press(&s, "Next month");
    stage_press(&s, "In a week");
    assert_true(stage_says(&s, "November 2026"));
    assert_string_equal(day_of(&s), "2026-11-28");
    stage_close(&s);
}

static void chips_are_the_days_on_offer(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DATE);
    assert_null(stage_target(&s, "Today"));
    assert_null(stage_target(&s, "Yesterday"));
    assert_string_equal(stage_target(&s, "Tomorrow")->says, "Sunday 22 November 2026. Not chosen.");
    stage_close(&s);
    stage_open(&s, PAST);
    assert_non_null(stage_target(&s, "A week ago"));
    assert_non_null(stage_target(&s, "Yesterday"));
    assert_non_null(stage_target(&s, "Today"));
    assert_null(stage_target(&s, "Tomorrow"));
    stage_press(&s, "Today");
    assert_string_equal(day_of(&s), "2026-11-21");
    assert_string_equal(stage_target(&s, "d.day.2026-11-21")->says, "Today. Chosen.");
    stage_close(&s);
}

/* Answered a month ago, looked at today: the answer stands, though it is not on offer any more. */
static void an_old_answer_stands(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DATE);
    stage_press(&s, "Tomorrow");
    s.today = (struct local_date){2026, 12, 24};
    stage_draw(&s);
    assert_true(stage_says(&s, "You chose Sunday 22 November 2026."));
    assert_true(stage_says(&s, "December 2026"));
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

static void february_has_as_many_days_as_it_has(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, PAST);
    s.today = (struct local_date){2028, 3, 10};
    stage_draw(&s);
    stage_press(&s, "Previous month");
    assert_non_null(stage_target(&s, "Tuesday 29 February"));
    stage_close(&s);
}

static void without_a_calendar_people_can_go_on(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, PAST);
    s.today = (struct local_date){0};
    stage_draw(&s);
    assert_true(stage_says(&s, "The calendar is not there just now. You can go on without a day."));
    stage_press(&s, "Go on without a day");
    assert_true(stage_target(&s, "Go on without a day")->chosen);
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

static void nobody_has_to_say(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DATE);
    stage_press(&s, "Next");
    assert_true(stage_says(&s, "Choose a day for: When?"));
    stage_press(&s, "I would rather not say");
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_of_days),
        cmocka_unit_test(weeks_begin_on_monday),
        cmocka_unit_test(pages_are_turned_to_where_there_are_days),
        cmocka_unit_test(chips_are_the_days_on_offer),
        cmocka_unit_test(an_old_answer_stands),
        cmocka_unit_test(february_has_as_many_days_as_it_has),
        cmocka_unit_test(without_a_calendar_people_can_go_on),
        cmocka_unit_test(nobody_has_to_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
