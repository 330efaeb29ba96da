#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define SORT                                                                                                           \
    "{\"kind\":\"sort\",\"id\":\"s\",\"ask\":\"Which?\",\"boxes\":[{\"id\":\"k\",\"text\":\"Knew\"},"                  \
    "{\"id\":\"g\",\"text\":\"Guessed\"}],\"cards\":["                                                                 \
    "{\"id\":\"one\",\"text\":\"He laughed\",\"box\":\"k\",\"feedback\":\"Anyone could hear that.\"},"                 \
    "{\"id\":\"two\",\"text\":\"He hates me\",\"box\":\"g\"}]}"

static const char *box_of(struct page_stage *s, const char *card)
{
    const struct answer *a = attempt_answer(s->attempt, "s");
    return a ? answer_value(a, card) : NULL;
}

static void a_card_goes_by_hand_into_a_box(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SORT);
    assert_null(stage_target(&s, "Knew")); /* with empty hands a box is nothing to press */
    stage_press(&s, "He laughed");
    assert_true(stage_says(&s, "In your hand: He laughed. Now tap a box."));
    stage_press(&s, "Knew");
    assert_string_equal(box_of(&s, "one"), "k");
    assert_true(stage_says(&s, "Anyone could hear that."));
    assert_false(stage_says(&s, "In your hand: He laughed. Now tap a box."));
    stage_press(&s, "He hates me");
    stage_press(&s, "Guessed");
    assert_true(stage_says(&s, "Every card is in a box. You can still move them."));
    stage_close(&s);
}

static void a_placed_card_can_be_moved(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SORT);
    stage_press(&s, "He laughed");
    stage_press(&s, "Guessed");
    stage_press(&s, "He laughed");
    assert_true(stage_says(&s, "In your hand: He laughed. Now tap a box."));
    stage_press(&s, "Knew");
    assert_string_equal(box_of(&s, "one"), "k");
    assert_null(stage_target(&s, "Knew"));
    stage_close(&s);
}

static void a_card_can_be_put_down(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SORT);
    stage_press(&s, "He laughed");
    stage_press(&s, "He laughed");
    assert_null(stage_target(&s, "Knew"));
    assert_null(box_of(&s, "one"));
    stage_close(&s);
}

#define RIGHT(more)                                                                                                    \
    "{\"kind\":\"sort\",\"id\":\"s\",\"ask\":\"Which?\"," more                                                         \
    "\"feedback\":{\"right\":\"That is it.\",\"other\":\"Not yet.\"},\"boxes\":[{\"id\":\"k\",\"text\":\"Knew\"},"     \
    "{\"id\":\"g\",\"text\":\"Guessed\"}],\"cards\":["                                                                 \
    "{\"id\":\"one\",\"text\":\"He laughed\",\"box\":\"k\",\"feedback\":\"Anyone could hear that.\"},"                 \
    "{\"id\":\"two\",\"text\":\"He hates me\",\"box\":\"g\"}]}"

static void all_in_their_boxes_is_said_once_they_are_in(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RIGHT(""));
    stage_press(&s, "He laughed");
    stage_press(&s, "Guessed");
    assert_false(stage_says(&s, "Not yet."));
    stage_press(&s, "He hates me");
    stage_press(&s, "Guessed");
    assert_true(stage_says(&s, "Not yet."));
    stage_press(&s, "He laughed");
    stage_press(&s, "Knew");
    assert_true(stage_says(&s, "That is it."));
    assert_true(stage_says(&s, "Anyone could hear that."));
    stage_close(&s);
}

static void the_last_go_shows_the_boxes(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RIGHT("\"tries\":1,"));
    stage_press(&s, "He laughed");
    stage_press(&s, "Guessed");
    assert_false(stage_says(&s, "Anyone could hear that."));
    stage_press(&s, "He hates me");
    stage_press(&s, "Guessed");
    stage_press(&s, "Check my answer");
    assert_true(stage_says(&s, "He laughed: Anyone could hear that."));
    assert_true(stage_says(&s, "That was the last go. The answer is:"));
    assert_true(stage_says(&s, "He laughed (Knew)"));
    assert_null(stage_target(&s, "He laughed"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_goes_by_hand_into_a_box), cmocka_unit_test(a_placed_card_can_be_moved),
        cmocka_unit_test(a_card_can_be_put_down),         cmocka_unit_test(all_in_their_boxes_is_said_once_they_are_in),
        cmocka_unit_test(the_last_go_shows_the_boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
