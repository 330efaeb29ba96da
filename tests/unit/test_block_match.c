/* match on the page: taken in hand, joined, told by number, words and a line; taken apart again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define MATCH(more, with_a, with_b)                                                                                    \
    "{\"kind\":\"match\",\"id\":\"m\",\"ask\":\"Which?\"," more "\"lefts\":["                                          \
    "{\"id\":\"a\",\"text\":\"Apple\"" with_a ",\"feedback\":\"Sweet.\"},{\"id\":\"b\",\"text\":\"Bee\"" with_b "}],"  \
    "\"rights\":[{\"id\":\"x\",\"text\":\"Red\"},{\"id\":\"y\",\"text\":\"Buzz\"}]}"
#define PLAIN       MATCH("", "", "")
#define RIGHT(more) MATCH(more, ",\"with\":\"x\"", ",\"with\":\"y\"")
#define FEEDBACK    "\"feedback\":{\"right\":\"That is it.\",\"other\":\"Not yet.\"},"

static const char *with(struct page_stage *s, const char *left)
{
    const struct answer *a = attempt_answer(s->attempt, "m");
    return a ? answer_value(a, left) : NULL;
}

static int lines(const struct page_stage *s)
{
    int n = 0;
    for (int i = 0; i < s->ui.draw.count; i++)
        n += s->ui.draw.item[i].kind == DRAW_LINE;
    return n;
}

static void a_pair_is_joined_by_hand(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, PLAIN);
    assert_null(stage_target(&s, "Red")); /* with empty hands there is nothing to join with */
    assert_true(stage_says(&s, "What they can go with: Red, Buzz."));
    stage_press(&s, "Apple");
    assert_true(stage_says(&s, "In your hand: Apple. Now tap what goes with it."));
    assert_string_equal(stage_target(&s, "Red")->says, "Press to join it with Apple.");
    assert_int_equal(lines(&s), 0);
    stage_press(&s, "Red");
    assert_string_equal(with(&s, "a"), "x");
    assert_int_equal(lines(&s), 1);
    assert_int_equal(stage_says_count(&s, "Goes with: Red"), 1);
    assert_int_equal(stage_says_count(&s, "Goes with: Apple"), 1);
    assert_true(stage_says(&s, "Sweet."));
    assert_null(stage_target(&s, "Red"));
    stage_press(&s, "Bee");
    stage_press(&s, "Buzz");
    assert_true(stage_says(&s, "All are joined. You can still change the pairs."));
    stage_close(&s);
}

static void a_pair_is_changed_and_taken_apart(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, PLAIN);
    stage_press(&s, "Apple");
    assert_null(stage_target(&s, "Take this pair apart"));
    stage_press(&s, "Red");
    stage_press(&s, "Apple");
    stage_press(&s, "Buzz");
    assert_string_equal(with(&s, "a"), "y");
    stage_press(&s, "Bee");
    assert_string_equal(stage_target(&s, "Buzz")->says, "Goes with: Apple. Press to join it with Bee.");
    stage_press(&s, "Buzz"); /* can be used once: Apple is alone again */
    assert_null(with(&s, "a"));
    assert_string_equal(with(&s, "b"), "y");
    stage_press(&s, "Bee");
    stage_press(&s, "Take this pair apart");
    assert_null(with(&s, "b"));
    assert_null(stage_target(&s, "Red")); /* and the hand is empty */
    assert_int_equal(lines(&s), 0);
    stage_close(&s);
}

static void what_is_in_hand_can_be_put_down(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, PLAIN);
    stage_press(&s, "Apple");
    stage_press(&s, "Bee"); /* another one instead */
    assert_true(stage_says(&s, "In your hand: Bee. Now tap what goes with it."));
    stage_press(&s, "Bee");
    assert_null(stage_target(&s, "Red"));
    assert_null(with(&s, "b"));
    stage_close(&s);
}

/* Joining moves nothing: the next one to tap is where it was. */
static void nothing_moves_under_a_finger(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, PLAIN);
    int before = stage_target(&s, "Bee")->rect.y;
    stage_press(&s, "Apple");
    assert_int_equal(stage_target(&s, "Bee")->rect.y, before);
    stage_press(&s, "Red");
    assert_int_equal(stage_target(&s, "Bee")->rect.y, before);
    stage_close(&s);
}

static void right_ones_are_not_written_beside_each_other(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RIGHT(FEEDBACK));
    stage_press(&s, "Apple");
    assert_true(stage_target(&s, "Buzz")->rect.y < stage_target(&s, "Red")->rect.y);
    stage_press(&s, "Buzz");
    assert_false(stage_says(&s, "Not yet."));
    stage_press(&s, "Bee");
    stage_press(&s, "Red");
    assert_true(stage_says(&s, "Not yet."));
    stage_press(&s, "Apple");
    stage_press(&s, "Red");
    stage_press(&s, "Bee");
    stage_press(&s, "Buzz");
    assert_true(stage_says(&s, "That is it."));
    stage_close(&s);
}

static void the_last_go_shows_the_pairs(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RIGHT("\"tries\":1," FEEDBACK));
    stage_press(&s, "Apple");
    stage_press(&s, "Buzz");
    assert_false(stage_says(&s, "Sweet."));
    stage_press(&s, "Bee");
    stage_press(&s, "Red");
    stage_press(&s, "Check my answer");
    assert_true(stage_says(&s, "Apple: Sweet."));
    assert_true(stage_says(&s, "That was the last go. The answer is:"));
    assert_true(stage_says(&s, "Apple (Red)"));
    assert_null(stage_target(&s, "Apple"));
    assert_null(stage_target(&s, "Check my answer"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_is_joined_by_hand),
        cmocka_unit_test(a_pair_is_changed_and_taken_apart),
        cmocka_unit_test(what_is_in_hand_can_be_put_down),
        cmocka_unit_test(nothing_moves_under_a_finger),
        cmocka_unit_test(right_ones_are_not_written_beside_each_other),
        cmocka_unit_test(the_last_go_shows_the_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
