/* Stories: how far one is told, what its choices change, and how it stands on a page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"
#include "story.h"

#define WHEN(option) "\"when\":{\"==\":[{\"var\":\"do\"},\"" option "\"]}"
#define OPTIONS                                                                                                        \
    "\"options\":[{\"id\":\"stay\",\"text\":\"Stay\",\"feedback\":\"He stays.\"},{\"id\":\"go\",\"text\":\"Go "        \
    "away\"}]"
#define STORY(more)                                                                                                    \
    "{\"kind\":\"story\",\"id\":\"s\",\"speakers\":[{\"id\":\"d\",\"name\":\"Dean\"},{\"id\":\"k\",\"name\":"          \
    "\"Kim\"}],\"lines\":["                                                                                            \
    "{\"who\":\"d\",\"text\":\"One.\"},{\"who\":\"d\",\"text\":\"Two.\"},"                                             \
    "{\"choice\":{\"id\":\"do\",\"ask\":\"What now?\"," more OPTIONS "}},"                                             \
    "{\"who\":\"k\",\"text\":\"You stayed.\"," WHEN("stay") "},{\"who\":\"k\",\"text\":\"You left.\"," WHEN(           \
        "go") "},"                                                                                                     \
              "{\"who\":\"d\",\"text\":\"The end of it.\"}]}"

static const struct block *story_of_page(const struct page_stage *s)
{
    return page_block(attempt_page(s->attempt), "s");
}

static int told(const struct page_stage *s)
{
    return story_told(s->attempt, story_of_page(s));
}

static void a_story_waits_at_a_choice(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY(""));
    assert_int_equal(told(&s), 1);
    stage_press(&s, "Go on");
    assert_false(stage_says(&s, "What now?"));
    stage_press(&s, "Go on");
    assert_true(stage_says(&s, "What now?"));
    assert_null(stage_target(&s, "Go on"));
    assert_ptr_equal(story_waits(s.attempt, story_of_page(&s), told(&s)),
                     module_exercise(attempt_module(s.attempt), "do"));
    stage_press(&s, "Stay");
    assert_true(stage_says(&s, "He stays."));
    stage_press(&s, "Go on");
    assert_true(stage_says(&s, "You stayed."));
    assert_false(stage_says(&s, "You left."));
    stage_press(&s, "Go on"); /* the line of the other way is passed over */
    assert_true(stage_says(&s, "The end of it."));
    assert_null(stage_target(&s, "Go on"));
    assert_int_equal(told(&s), 6);
    stage_close(&s);
}

static void another_answer_tells_what_follows_anew(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY(""));
    for (int i = 0; i < 2; i++)
        stage_press(&s, "Go on");
    stage_press(&s, "Stay");
    for (int i = 0; i < 2; i++)
        stage_press(&s, "Go on");
    stage_press(&s, "Go away");
    assert_int_equal(told(&s), 3);
    assert_false(stage_says(&s, "The end of it."));
    stage_press(&s, "Go on");
    assert_true(stage_says(&s, "You left."));
    assert_false(stage_says(&s, "You stayed."));
    stage_press(&s, "Next");
    stage_press(&s, "Back"); /* what was seen stays seen */
    assert_true(stage_says(&s, "You left."));
    assert_int_equal(told(&s), 5);
    stage_close(&s);
}

static void next_asks_for_the_choice_and_tells_as_far(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY(""));
    stage_press(&s, "Next");
    assert_true(s.state->missing);
    assert_true(stage_says(&s, "Choose an answer to: What now?"));
    assert_true(stage_says(&s, "Two."));
    assert_true(stage_says(&s, "This still needs an answer"));
    stage_press(&s, "Stay");
    assert_true(stage_says(&s, "He stays."));
    assert_int_equal(told(&s), 3); /* whoever answered has met it */
    assert_non_null(stage_target(&s, "Go on"));
    stage_press(&s, "Next"); /* the rest need not be read */
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

static void an_optional_choice_can_be_passed(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY("\"optional\":true,"));
    for (int i = 0; i < 3; i++)
        stage_press(&s, "Go on");
    assert_true(stage_says(&s, "The end of it."));
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

static void rather_not_say_goes_on_too(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY("\"about_me\":true,"));
    for (int i = 0; i < 2; i++)
        stage_press(&s, "Go on");
    stage_press(&s, "I would rather not say");
    stage_press(&s, "Go on");
    assert_true(stage_says(&s, "The end of it."));
    stage_close(&s);
}

/* Both of one's bubbles say whose they are, and no target is named. */
static void every_bubble_says_who_speaks(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY(""));
    stage_press(&s, "Go on");
    assert_int_equal(stage_says_count(&s, "Dean"), 2);
    const char *first = NULL, *second = NULL;
    for (int i = 0; i < s.ui.spoken.count; i++)
        if (text_is(s.ui.spoken.item[i].text, "Dean")) {
            first = first ? first : s.ui.spoken.item[i].target;
            second = s.ui.spoken.item[i].target;
        }
    assert_string_not_equal(first, second); /* or the second would count as heard */
    stage_close(&s);
}

static void the_new_end_is_brought_into_view(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY(""));
    s.width = 1024;
    s.height = 480;
    stage_draw(&s);
    stage_press(&s, "Go on");
    stage_draw(&s);
    const struct target *more = stage_target(&s, "Go on");
    assert_false(more->hidden);
    assert_true(more->rect.y + more->rect.h <= s.ui.body.y + s.ui.body.h);
    int scroll = s.state->scroll_px;
    stage_draw(&s);
    assert_int_equal(s.state->scroll_px, scroll);
    stage_press(&s, "Go on"); /* a choice: the keyboard goes to its first option */
    assert_string_equal(s.state->then_focus, "do.option.stay");
    stage_close(&s);
}

#define ASKED(option) "\"when\":{\"==\":[{\"var\":\"one\"},\"" option "\"]}"
#define CHOOSE(id, when)                                                                                               \
    "{" when "\"choice\":{\"id\":\"" id "\",\"ask\":\"" id "?\",\"options\":[{\"id\":\"a\",\"text\":\"A\"},{\"id\":"   \
    "\"b\",\"text\":\"B\"}]}}"

/* The second question belongs to the first way alone. */
static void a_question_of_another_way_was_not_answered(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s,
               "{\"kind\":\"story\",\"id\":\"s\",\"speakers\":[{\"id\":\"d\",\"name\":\"Dean\"}],\"lines\":[" CHOOSE(
                   "one", "") "," CHOOSE("two", ASKED("a") ",") ",{\"who\":\"d\",\"text\":\"So it was b.\","
                                                                "\"when\":{\"==\":[{\"var\":\"two\"},\"b\"]}},{\"who\":"
                                                                "\"d\",\"text\":\"The end.\"}]}");
    stage_press(&s, "one.option.a");
    stage_press(&s, "Go on");
    stage_press(&s, "two.option.b");
    stage_press(&s, "Go on");
    assert_true(stage_says(&s, "So it was b."));
    stage_press(&s, "one.option.b");
    assert_null(attempt_answer(s.attempt, "two"));
    stage_press(&s, "Go on");
    assert_true(stage_says(&s, "The end."));
    assert_false(stage_says(&s, "So it was b."));
    stage_close(&s);
}

/* Nothing of it is in what the view keeps. */
static void events_alone_say_how_far(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, STORY(""));
    for (int i = 0; i < 2; i++)
        stage_press(&s, "Go on");
    stage_press(&s, "Stay");
    stage_press(&s, "Go on");
    page_state_init(s.state);
    stage_draw(&s);
    assert_true(stage_says(&s, "You stayed."));
    assert_non_null(stage_target(&s, "Go on"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_waits_at_a_choice),
        cmocka_unit_test(another_answer_tells_what_follows_anew),
        cmocka_unit_test(next_asks_for_the_choice_and_tells_as_far),
        cmocka_unit_test(an_optional_choice_can_be_passed),
        cmocka_unit_test(rather_not_say_goes_on_too),
        cmocka_unit_test(every_bubble_says_who_speaks),
        cmocka_unit_test(the_new_end_is_brought_into_view),
        cmocka_unit_test(a_question_of_another_way_was_not_answered),
        cmocka_unit_test(events_alone_say_how_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
