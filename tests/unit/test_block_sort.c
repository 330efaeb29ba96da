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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_goes_by_hand_into_a_box),
        cmocka_unit_test(a_placed_card_can_be_moved),
        cmocka_unit_test(a_card_can_be_put_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
