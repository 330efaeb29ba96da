/* diary: cards a row, what they say, and the page of an open row. */
#include "cmocka_unit.h"

#include "../page_stage.h"

#define COLUMNS                                                                                                        \
    "\"columns\":[{\"kind\":\"scale\",\"id\":\"n\",\"ask\":\"How many?\",\"from\":0,\"to\":5,"                         \
    "\"ends\":[\"None\",\"Five\"]},{\"kind\":\"write\",\"id\":\"who\",\"ask\":\"Who with?\",\"optional\":true}],"      \
    "\"totals\":[{\"id\":\"all\",\"text\":\"In all\",\"unit\":\"drinks\",\"of\":{\"var\":\"n\"}}]}"
#define DAYS      "{\"kind\":\"diary\",\"id\":\"d\",\"ask\":\"My week\",\"about_me\":true,\"days\":3," COLUMNS
#define OCCASIONS "{\"kind\":\"diary\",\"id\":\"d\",\"ask\":\"My week\",\"occasions\":2,\"each\":\"Time\"," COLUMNS

static void a_row_opens_is_filled_in_and_says_what_it_comes_to(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DAYS);
    assert_string_equal(stage_target(&s, "Monday")->says, "Empty. Press to fill it in.");
    assert_false(stage_says(&s, "So far, in all"));
    stage_press(&s, "Monday");
    assert_null(stage_target(&s, "Tuesday"));
    assert_null(stage_target(&s, "next"));
    stage_press(&s, "d.mon.n.step.3");
    assert_true(stage_says(&s, "In all: 3 drinks"));
    stage_press(&s, "sheet.done");
    assert_string_equal(stage_target(&s, "Monday")->says, "How many? 3. 3 drinks");
    assert_true(stage_says(&s, "So far, in all"));
    stage_press(&s, "next");
    assert_string_equal(attempt_page(s.attempt)->id, "two"); /* the other days are no gaps */
    stage_close(&s);
}

static void nothing_that_day_is_pressed_beside_the_day(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DAYS);
    assert_string_equal(stage_target(&s, "d.tue.nothing")->name, "Nothing that day");
    assert_string_equal(stage_target(&s, "d.tue.nothing")->says, "Tuesday");
    assert_false(stage_target(&s, "d.tue.nothing")->chosen);
    stage_press(&s, "d.tue.nothing");
    assert_true(stage_target(&s, "d.tue.nothing")->chosen);
    assert_string_equal(stage_target(&s, "Tuesday")->says, "Nothing that day. 0 drinks");
    /* filled in after all: no longer on offer, until it is cleared */
    stage_press(&s, "Tuesday");
    stage_press(&s, "d.tue.n.step.1");
    assert_null(stage_target(&s, "d.tue.nothing"));
    stage_press(&s, "Clear all of this");
    assert_non_null(stage_target(&s, "Monday")); /* back on the diary */
    assert_false(stage_target(&s, "d.tue.nothing")->chosen);
    stage_close(&s);
}

static void a_day_or_all_of_it_need_not_be_said(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DAYS);
    assert_non_null(stage_target(&s, "d.whole.declined"));
    stage_press(&s, "Wednesday");
    stage_press(&s, "d.wed.nothing.declined");
    stage_press(&s, "sheet.done");
    assert_string_equal(stage_target(&s, "Wednesday")->says, "I would rather not say");
    assert_null(stage_target(&s, "d.whole.declined")); /* there is something now */
    stage_close(&s);
}

static void what_next_waits_for_is_named_with_its_day(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DAYS);
    stage_press(&s, "next");
    assert_true(stage_says(&s, "Fill in more of: My week"));
    stage_press(&s, "Monday");
    stage_press(&s, "d.mon.who.field");
    stage_type(&s, "Sam");
    stage_press(&s, "key.done");
    stage_press(&s, "sheet.done");
    stage_press(&s, "next");
    assert_true(stage_says(&s, "Choose a number for: Monday: How many?"));
    assert_string_equal(stage_target(&s, "Monday")->says, "This still needs an answer. Sam");
    stage_close(&s);
}

static void half_typed_words_of_a_row_are_kept(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, DAYS);
    stage_press(&s, "Monday");
    stage_press(&s, "d.mon.who.field");
    stage_type(&s, "Sa");
    assert_non_null(page_draft_find(s.state, "d.mon.who", ""));
    assert_null(page_draft_find(s.state, "d.tue.who", ""));
    stage_close(&s);
}

static void occasions_are_added_and_taken_out(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, OCCASIONS);
    assert_null(stage_target(&s, "Time 1"));
    assert_non_null(stage_target(&s, "There is nothing to add"));
    stage_press(&s, "Add one");
    assert_true(stage_says(&s, "Time 1"));
    stage_press(&s, "sheet.done"); /* nothing was filled in: there is no row */
    assert_null(stage_target(&s, "Time 1"));
    stage_press(&s, "Add one");
    stage_press(&s, "d.row-1.n.step.2");
    stage_press(&s, "sheet.done");
    stage_press(&s, "Add another");
    stage_press(&s, "d.row-2.n.step.5");
    stage_press(&s, "sheet.done");
    assert_null(stage_target(&s, "Add another")); /* there are only two */
    assert_true(stage_says(&s, "In all: 7 drinks"));
    stage_press(&s, "Time 1");
    stage_press(&s, "Take this one out");
    assert_string_equal(stage_target(&s, "Time 1")->says, "How many? 5. 5 drinks");
    assert_non_null(stage_target(&s, "Add another"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_opens_is_filled_in_and_says_what_it_comes_to),
        cmocka_unit_test(nothing_that_day_is_pressed_beside_the_day),
        cmocka_unit_test(a_day_or_all_of_it_need_not_be_said),
        cmocka_unit_test(what_next_waits_for_is_named_with_its_day),
        cmocka_unit_test(half_typed_words_of_a_row_are_kept),
        cmocka_unit_test(occasions_are_added_and_taken_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
