#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"
#include "wording.h"

#define UNITS                                                                                                          \
    "{\"kind\":\"number\",\"id\":\"n\",\"ask\":\"How many?\",\"about_me\":true,\"from\":0,\"to\":150,\"big_step\":10," \
    "\"unit\":\"units\",\"unit_one\":\"unit\"}"
#define MONEY                                                                                                          \
    "{\"kind\":\"number\",\"id\":\"n\",\"ask\":\"How much?\",\"from\":0,\"to\":50,\"step\":0.5,\"money\":true}"
#define AGE "{\"kind\":\"number\",\"id\":\"n\",\"ask\":\"How old?\",\"from\":18,\"to\":99}"

static const struct answer *given(struct page_stage *s)
{
    return attempt_answer(s->attempt, "n");
}

static void it_is_empty_until_it_is_touched(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, UNITS);
    assert_null(given(&s));
    assert_true(stage_says(&s, "Tap to type"));
    assert_true(stage_says(&s, "From 0 to 150 units"));
    assert_false(stage_target(&s, "n.field")->chosen);
    stage_press(&s, "Next");
    assert_true(stage_says(&s, "Choose a number for: How many?"));
    stage_press(&s, "1 less"); /* none at all is an answer */
    assert_true(given(&s)->number == 0);
    assert_true(stage_says(&s, "0 units"));
    assert_true(stage_says(&s, "This is the least you can choose."));
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

static void one_is_no_plural(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, UNITS);
    stage_press(&s, "1 more");
    assert_true(stage_says(&s, "1 unit"));
    assert_string_equal(wording_answer(s.attempt, &s.arena, module_exercise(attempt_module(s.attempt), "n")), "1 unit");
    stage_press(&s, "1 more");
    assert_true(stage_says(&s, "2 units"));
    stage_close(&s);
    stage_open(&s, "{\"kind\":\"scale\",\"id\":\"n\",\"ask\":\"How long?\",\"from\":0,\"to\":3,"
                   "\"unit\":\"hours\",\"unit_one\":\"hour\"}");
    stage_press(&s, "1 hour");
    assert_true(stage_says(&s, "You chose 1 hour."));
    assert_string_equal(wording_answer(s.attempt, &s.arena, module_exercise(attempt_module(s.attempt), "n")), "1 hour");
    stage_close(&s);
}

static void steps_go_up_and_down(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, UNITS);
    stage_press(&s, "10 more");
    stage_press(&s, "1 more");
    stage_press(&s, "1 more");
    stage_press(&s, "1 less");
    assert_true(given(&s)->number == 11);
    assert_true(stage_says(&s, "11 units"));
    for (int i = 0; i < 20; i++)
        stage_press(&s, "10 more");
    assert_true(given(&s)->number == 150);
    assert_true(stage_says(&s, "This is the most you can choose."));
    for (int i = 0; i < s.ui.targets.count; i++)
        assert_true(s.ui.targets.item[i].rect.w >= 44 && s.ui.targets.item[i].rect.h >= 44);
    stage_close(&s);
}

static void money_is_said_in_pounds_and_pence(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, MONEY);
    assert_non_null(stage_target(&s, "50 pence more"));
    for (int i = 0; i < 9; i++)
        stage_press(&s, "n.more");
    assert_true(stage_says(&s, "4 pounds 50"));
    stage_press(&s, "n.more");
    assert_true(stage_says(&s, "5 pounds"));
    stage_press(&s, "n.field");
    stage_type(&s, "0");
    stage_type(&s, ".");
    stage_type(&s, "0");
    stage_type(&s, "1");
    stage_press(&s, "Done");
    assert_true(stage_says(&s, "1 penny"));
    stage_close(&s);
}

static void a_keypad_takes_any_number(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, UNITS);
    stage_press(&s, "n.field");
    assert_null(stage_target(&s, "Next")); /* what lies behind cannot be pressed */
    assert_null(stage_target(&s, "key.."));
    stage_press(&s, "3");
    stage_press(&s, "key.backspace");
    stage_press(&s, "4");
    stage_press(&s, "2");
    assert_null(given(&s));
    stage_press(&s, "Done");
    assert_true(given(&s)->number == 42);
    assert_false(s.state->writing);
    stage_press(&s, "n.field");
    assert_true(stage_says(&s, "Now: 42 units"));
    stage_press(&s, "Done"); /* nothing typed: nothing changed */
    assert_true(given(&s)->number == 42);
    stage_close(&s);
}

static void letters_are_no_digits(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, UNITS);
    stage_press(&s, "n.field");
    static const char *const typed[] = {"x", " ", ".", "7", "-", "é"};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
        stage_type(&s, typed[i]);
    assert_true(stage_says(&s, "7 units"));
    stage_press(&s, "Done");
    assert_true(given(&s)->number == 7);
    stage_close(&s);
}

/* A number that cannot be the answer stays on the keypad, with the reason, and there is a way out. */
static void what_does_not_fit_is_not_kept(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, AGE);
    stage_press(&s, "1 more");
    assert_true(given(&s)->number == 18); /* where the numbers begin */
    stage_press(&s, "n.field");
    stage_press(&s, "1");
    assert_false(stage_says(&s, "Not kept yet. From 18 to 99.")); /* it may become 19 */
    stage_press(&s, "Done");
    assert_true(stage_says(&s, "Not kept yet. From 18 to 99."));
    assert_true(s.state->writing);
    stage_press(&s, "5");
    stage_press(&s, "0");
    assert_true(stage_says(&s, "99 is the most."));
    stage_press(&s, "Leave it as it was");
    assert_false(s.state->writing);
    assert_true(given(&s)->number == 18);
    stage_close(&s);
}

static void what_is_half_typed_is_a_draft(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, UNITS);
    stage_press(&s, "n.field");
    stage_press(&s, "4");
    assert_true(s.draft_changed);
    s.state->writing = false; /* the power was lost; the draft was kept */
    stage_draw(&s);
    assert_true(stage_says(&s, "Not finished yet. Tap to go on."));
    stage_press(&s, "n.field");
    stage_press(&s, "2");
    stage_press(&s, "Done");
    assert_true(given(&s)->number == 42);
    assert_null(page_draft_find(s.state, "n", ""));
    stage_close(&s);
}

static void nobody_has_to_say(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, UNITS);
    stage_press(&s, "I would rather not say");
    assert_true(given(&s)->declined);
    assert_true(stage_says(&s, "Tap to type"));
    stage_press(&s, "1 more");
    assert_true(given(&s)->number == 1);
    stage_close(&s);
}

static void the_range_is_of_many(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"number\",\"id\":\"n\",\"ask\":\"How many?\",\"from\":0,\"to\":9,\"unit\":["
                   "{\"when\":{\"==\":[{\"var\":\"n\"},1]},\"text\":\"unit\"},{\"text\":\"units\"}]}");
    stage_press(&s, "1 more");
    assert_true(stage_says(&s, "1 unit"));
    assert_true(stage_says(&s, "From 0 to 9 units"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_empty_until_it_is_touched),
        cmocka_unit_test(one_is_no_plural),
        cmocka_unit_test(steps_go_up_and_down),
        cmocka_unit_test(money_is_said_in_pounds_and_pence),
        cmocka_unit_test(a_keypad_takes_any_number),
        cmocka_unit_test(letters_are_no_digits),
        cmocka_unit_test(what_does_not_fit_is_not_kept),
        cmocka_unit_test(what_is_half_typed_is_a_draft),
        cmocka_unit_test(nobody_has_to_say),
        cmocka_unit_test(the_range_is_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
