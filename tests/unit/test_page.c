#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define CHOICE                                                                                                         \
    "{\"kind\":\"choice\",\"id\":\"c\",\"ask\":\"Which one?\",\"about_me\":true,\"options\":["                         \
    "{\"id\":\"a\",\"text\":\"First\"},{\"id\":\"b\",\"text\":\"Second\",\"feedback\":\"Second it is.\"}]}"

static void next_says_what_is_missing_and_marks_it(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"text\",\"text\":\"Words.\"}," CHOICE);
    assert_false(stage_says(&s, "This still needs an answer"));
    stage_press(&s, "Next");
    assert_true(s.state->missing);
    assert_true(stage_says(&s, "This still needs an answer"));
    assert_true(stage_says(&s, "Choose an answer to: Which one?"));
    stage_press(&s, "First");
    assert_false(stage_says(&s, "This still needs an answer"));
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

static void the_last_page_finishes(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"text\",\"text\":\"Words.\"}");
    assert_non_null(stage_target(&s, "Next"));
    assert_null(stage_target(&s, "Back"));
    stage_press(&s, "Next");
    assert_string_equal(stage_target(&s, "next")->name, "Check my answers");
    assert_non_null(stage_target(&s, "Back"));
    stage_close(&s);
}

static void an_option_says_its_state_and_place(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, CHOICE);
    assert_string_equal(stage_target(&s, "Second")->says, "Not chosen. 2 of 3.");
    stage_press(&s, "Second");
    assert_string_equal(stage_target(&s, "Second")->says, "Chosen. 2 of 3.");
    assert_true(stage_target(&s, "Second")->chosen);
    assert_int_equal(stage_target(&s, "Second")->role, ROLE_OPTION);
    assert_true(stage_says(&s, "Second it is."));
    assert_int_equal(stage_says_count(&s, "Second"), 1);
    stage_press(&s, "I would rather not say");
    assert_true(stage_target(&s, "c.declined")->chosen);
    assert_false(stage_says(&s, "Second it is."));
    stage_close(&s);
}

static void too_many_says_the_way_out(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"choice\",\"id\":\"c\",\"ask\":\"Which?\",\"many\":true,\"at_most\":2,\"options\":["
                   "{\"id\":\"a\",\"text\":\"A\"},{\"id\":\"b\",\"text\":\"B\"},{\"id\":\"d\",\"text\":\"D\"},"
                   "{\"id\":\"o\",\"text\":\"Else\",\"write\":true}]}");
    stage_press(&s, "c.option.a");
    stage_press(&s, "c.option.b");
    stage_press(&s, "c.option.d");
    assert_true(stage_says(&s, "You have chosen 2. Tap one to take it back."));
    stage_press(&s, "c.option.o"); /* refused before anything is typed */
    assert_false(s.state->writing);
    stage_press(&s, "c.option.a");
    assert_false(stage_says(&s, "You have chosen 2. Tap one to take it back."));
    stage_close(&s);
}

static void shuffled_options_stay_where_they_are(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"choice\",\"id\":\"c\",\"ask\":\"Which?\",\"shuffle\":true,\"options\":["
                   "{\"id\":\"a\",\"text\":\"A\"},{\"id\":\"b\",\"text\":\"B\"},{\"id\":\"d\",\"text\":\"D\"},"
                   "{\"id\":\"e\",\"text\":\"E\"},{\"id\":\"o\",\"text\":\"Else\",\"write\":true}]}");
    static const char *const id[] = {"c.option.a", "c.option.b", "c.option.d", "c.option.e", "c.option.o"};
    struct rect before[5];
    for (int i = 0; i < 5; i++)
        before[i] = stage_target(&s, id[i])->rect;
    stage_press(&s, "c.option.b");
    stage_draw(&s);
    for (int i = 0; i < 5; i++)
        assert_memory_equal(&before[i], &stage_target(&s, id[i])->rect, sizeof before[i]);
    for (int i = 0; i < 4; i++) /* "something else" stays last */
        assert_true(before[4].y > before[i].y || (before[4].y == before[i].y && before[4].x > before[i].x));
    stage_close(&s);
}

static void a_scale_says_its_ends_and_what_was_chosen(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(
        &s,
        "{\"kind\":\"scale\",\"id\":\"n\",\"ask\":\"How hot?\",\"from\":0,\"to\":10,\"ends\":[\"Calm\",\"Boiling\"],"
        "\"look\":\"thermometer\"}");
    assert_true(stage_says(&s, "0 is Calm."));
    assert_true(stage_says(&s, "10 is Boiling."));
    stage_press(&s, "n.step.7");
    assert_true(stage_says(&s, "You chose 7."));
    assert_true(stage_target(&s, "n.step.7")->chosen);
    stage_close(&s);
}

static void a_slider_moves_by_a_step_and_stops_at_its_ends(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s,
               "{\"kind\":\"scale\",\"id\":\"n\",\"ask\":\"How sure?\",\"from\":0,\"to\":100,\"step\":5,\"unit\":\"%\","
               "\"ends\":[\"Not\",\"Very\"],\"look\":\"slider\"}");
    stage_press(&s, "n.step.100");
    stage_press(&s, "More");
    assert_true(stage_says(&s, "You chose 100%."));
    stage_press(&s, "Less");
    assert_true(stage_says(&s, "You chose 95%."));
    stage_close(&s);
}

static void a_story_goes_on_one_bubble_at_a_time(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"story\",\"speakers\":[{\"id\":\"d\",\"name\":\"Dean\"}],\"lines\":["
                   "{\"who\":\"d\",\"text\":\"One.\"},{\"who\":\"d\",\"text\":\"Two.\"}]}");
    assert_true(stage_says(&s, "One."));
    assert_false(stage_says(&s, "Two."));
    stage_press(&s, "Go on");
    assert_int_equal(s.act.kind, ACT_SEEN);
    assert_true(stage_says(&s, "Two."));
    assert_null(stage_target(&s, "Go on"));
    stage_press(&s, "Next");
    stage_press(&s, "Back");
    assert_true(stage_says(&s, "Two.")); /* what was seen stays seen */
    stage_close(&s);
}

static void breathing_runs_stops_and_tells_how_long(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"breathe\",\"id\":\"b\",\"in\":4,\"hold\":2,\"out\":6,\"rounds\":2}");
    assert_int_equal(s.ui.wake_ms, 0);
    stage_press(&s, "Start");
    assert_true(stage_says(&s, "Breathe in"));
    assert_true(s.ui.wake_ms > s.now_ms);
    s.now_ms += 5000;
    stage_draw(&s);
    assert_true(stage_says(&s, "Hold"));
    s.now_ms += 2000;
    stage_draw(&s);
    assert_true(stage_says(&s, "Breathe out"));
    stage_press(&s, "Stop");
    assert_int_equal(s.act.kind, ACT_PLAYED);
    assert_true(s.act.number == 7000);
    stage_press(&s, "Start");
    s.now_ms += 60000;
    struct act act;
    page_stop(s.state, s.attempt, s.now_ms, false, &act);
    assert_int_equal(act.kind, ACT_PLAYED);
    assert_true(act.number == 24000); /* never more than the exercise is long */
    page_stop(s.state, s.attempt, s.now_ms, true, &act);
    assert_int_equal(act.kind, ACT_NONE);
    stage_close(&s);
}

static void a_countdown_can_be_given_more_time(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"countdown\",\"id\":\"t\",\"seconds\":60,\"text\":\"Sit.\"}");
    stage_press(&s, "Start");
    s.now_ms += 20000;
    stage_draw(&s);
    assert_true(stage_says(&s, "40 seconds left. You can stop at any time."));
    stage_press(&s, "One more minute");
    assert_true(stage_says(&s, "1 minute 40 seconds left. You can stop at any time."));
    s.now_ms += 100000;
    stage_draw(&s);
    assert_true(stage_says(&s, "Well done"));
    assert_int_equal(s.ui.wake_ms, 0);
    stage_close(&s);
}

static void a_box_of_a_worksheet_has_the_page_to_itself(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"worksheet\",\"id\":\"w\",\"layout\":\"columns\",\"optional\":true,\"fields\":["
                   "{\"kind\":\"choice\",\"id\":\"f\",\"ask\":\"What I felt\",\"optional\":true,\"options\":["
                   "{\"id\":\"a\",\"text\":\"Angry\"},{\"id\":\"s\",\"text\":\"Sad\"}]},"
                   "{\"kind\":\"write\",\"id\":\"d\",\"ask\":\"What I did\",\"optional\":true}]}");
    stage_press(&s, "What I felt");
    assert_null(stage_target(&s, "What I did"));
    assert_null(stage_target(&s, "next"));
    stage_press(&s, "Angry");
    stage_press(&s, "Done");
    assert_true(stage_says(&s, "Angry"));
    assert_non_null(stage_target(&s, "What I did"));
    stage_close(&s);
}

static void what_is_opened_says_so(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"reveal\",\"look\":\"accordion\",\"items\":[{\"id\":\"x\",\"title\":\"More\",\"text\":"
                   "\"Inside.\"}]}");
    assert_string_equal(stage_target(&s, "More")->says, "Closed. Press to open. 1 of 1.");
    assert_false(stage_says(&s, "Inside."));
    stage_press(&s, "More");
    assert_string_equal(stage_target(&s, "More")->says, "Open. 1 of 1.");
    assert_true(stage_says(&s, "Inside."));
    stage_press(&s, "More");
    assert_false(stage_says(&s, "Inside."));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(next_says_what_is_missing_and_marks_it),
        cmocka_unit_test(the_last_page_finishes),
        cmocka_unit_test(an_option_says_its_state_and_place),
        cmocka_unit_test(too_many_says_the_way_out),
        cmocka_unit_test(shuffled_options_stay_where_they_are),
        cmocka_unit_test(a_scale_says_its_ends_and_what_was_chosen),
        cmocka_unit_test(a_slider_moves_by_a_step_and_stops_at_its_ends),
        cmocka_unit_test(a_story_goes_on_one_bubble_at_a_time),
        cmocka_unit_test(breathing_runs_stops_and_tells_how_long),
        cmocka_unit_test(a_countdown_can_be_given_more_time),
        cmocka_unit_test(a_box_of_a_worksheet_has_the_page_to_itself),
        cmocka_unit_test(what_is_opened_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
