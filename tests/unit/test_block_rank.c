/* rank on the page: tapped into an order, moved, taken out; said with its place; goes and what is said of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define RANK(more)                                                                                                     \
    "{\"kind\":\"rank\",\"id\":\"r\",\"ask\":\"Which?\"," more "\"items\":["                                           \
    "{\"id\":\"a\",\"text\":\"Apple\",\"feedback\":\"Sweet.\"},{\"id\":\"b\",\"text\":\"Bee\"},{\"id\":\"c\","         \
    "\"text\":\"Cat\"}]}"

static const char *order(struct page_stage *s)
{
    struct buffer out;
    const struct answer *a = attempt_answer(s->attempt, "r");
    buffer_init(&out, &s->arena);
    for (int i = 0; a && i < a->count; i++)
        buffer_adds(&out, a->entries[i].key);
    return buffer_text(&out);
}

static void things_are_tapped_into_an_order(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RANK(""));
    assert_null(stage_target(&s, "r.up.a")); /* nothing has a place beforehand */
    assert_true(stage_says(&s, "Tap what comes first."));
    assert_string_equal(stage_target(&s, "Cat")->says, "Press to make it number 1.");
    stage_press(&s, "Cat");
    assert_true(stage_says(&s, "Cat. Number 1 of 3."));
    assert_true(stage_says(&s, "Now tap what comes next."));
    stage_press(&s, "Apple");
    assert_true(stage_says(&s, "Sweet."));
    stage_press(&s, "Bee");
    assert_false(stage_says(&s, "Sweet.")); /* of what was moved last */
    assert_string_equal(order(&s), "cab");
    assert_true(stage_says(&s, "All are in order. You can still move them."));
    stage_close(&s);
}

static void what_has_a_place_can_move(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RANK(""));
    stage_press(&s, "Apple");
    stage_press(&s, "Bee");
    stage_press(&s, "Cat");
    assert_null(stage_target(&s, "r.up.a")); /* first has no Up, last no Down */
    assert_null(stage_target(&s, "r.down.c"));
    stage_press(&s, "Move up: Bee");
    assert_string_equal(order(&s), "bac");
    stage_press(&s, "Move down: Apple");
    assert_string_equal(order(&s), "bca");
    stage_press(&s, "Take out: Bee");
    assert_string_equal(order(&s), "ca");
    assert_non_null(stage_target(&s, "Bee"));
    stage_close(&s);
}

static void a_full_order_says_so(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RANK("\"top\":2,"));
    assert_true(stage_says(&s, "Tap what comes first. Put 2 in order."));
    stage_press(&s, "Apple");
    stage_press(&s, "Bee");
    assert_true(stage_says(&s, "Apple. Number 1 of 2."));
    stage_press(&s, "Cat");
    assert_string_equal(order(&s), "ab");
    assert_true(stage_says(&s, "You have put 2 in order. Take one out first."));
    stage_close(&s);
}

static void a_right_order_is_shown_in_another(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RANK("\"right\":true,\"feedback\":{\"right\":\"That is it.\",\"other\":\"Not yet.\"},"));
    const struct target *a = stage_target(&s, "Apple"), *b = stage_target(&s, "Bee"), *c = stage_target(&s, "Cat");
    assert_false(a->rect.y < b->rect.y && b->rect.y < c->rect.y);
    stage_press(&s, "Bee");
    stage_press(&s, "Apple");
    assert_false(stage_says(&s, "Not yet."));
    stage_press(&s, "Cat");
    assert_true(stage_says(&s, "Not yet."));
    stage_press(&s, "Move up: Apple");
    assert_true(stage_says(&s, "That is it."));
    stage_close(&s);
}

static void the_last_go_shows_the_answer(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, RANK("\"right\":true,\"tries\":2,\"feedback\":{\"right\":\"That is it.\",\"other\":\"Not yet.\"},"));
    assert_true(stage_says(&s, "You have 2 goes."));
    stage_press(&s, "Bee");
    stage_press(&s, "Apple");
    assert_null(stage_target(&s, "Check my answer"));
    assert_false(stage_says(&s, "Sweet.")); /* would give it away */
    stage_press(&s, "Cat");
    assert_false(stage_says(&s, "Not yet."));
    stage_press(&s, "Check my answer");
    assert_true(stage_says(&s, "Not yet."));
    assert_true(stage_says(&s, "Apple: Sweet."));
    assert_true(stage_says(&s, "You have 1 more go."));
    assert_null(stage_target(&s, "Check my answer")); /* the same answer is not looked at twice */
    stage_press(&s, "Move up: Cat");
    assert_true(stage_says(&s, "You have 1 go."));
    stage_press(&s, "Check my answer");
    assert_true(stage_says(&s, "That was the last go. The answer is:"));
    assert_null(stage_target(&s, "Move up: Cat"));
    assert_null(stage_target(&s, "Take out: Bee"));
    assert_string_equal(order(&s), "bca");
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_are_tapped_into_an_order),
        cmocka_unit_test(what_has_a_place_can_move),
        cmocka_unit_test(a_full_order_says_so),
        cmocka_unit_test(a_right_order_is_shown_in_another),
        cmocka_unit_test(the_last_go_shows_the_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
