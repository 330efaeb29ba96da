/* Numbers that are counted in hundredths: which fit, where minus and plus lead, what was typed, how they read. */
#include <math.h>

#include "player_kit.h"

#include "amount.h"

static const struct number_block units = {.from = 0, .to = 150, .step = 1, .big_step = 10};
static const struct number_block hours = {.from = 0, .to = 24, .step = 0.5};
static const struct number_block money = {.from = 0, .to = 500, .step = 5, .money = true};
static const struct number_block share = {.from = 10, .to = 100, .step = 10};

static void as_many_decimals_as_the_author_uses(void **state)
{
    (void)state;
    assert_int_equal(amount_decimals(&units), 0);
    assert_int_equal(amount_decimals(&hours), 1);
    assert_int_equal(amount_decimals(&money), 2);
    assert_true(amount_fits(&units, 37));
    assert_false(amount_fits(&units, 37.5));
    assert_true(amount_fits(&hours, 7.3)); /* typed: the step is only what plus moves by */
    assert_false(amount_fits(&hours, 7.25));
    assert_true(amount_fits(&money, 4.55));
    assert_false(amount_fits(&money, 4.555));
    assert_false(amount_fits(&units, -1));
    assert_false(amount_fits(&units, 151));
    assert_false(amount_fits(&units, NAN));
}

static void steps_from_nothing_begin_at_nothing(void **state)
{
    (void)state;
    const double end = 150, near = 145, low = 10;
    assert_true(amount_moved(&units, NULL, 1) == 1);
    assert_true(amount_moved(&units, NULL, 10) == 10);
    assert_true(amount_moved(&units, NULL, -1) == 0);
    assert_true(amount_moved(&share, NULL, 10) == 10); /* where the numbers begin */
    assert_true(amount_moved(&share, NULL, -10) == 10);
    assert_true(amount_moved(&units, &near, 10) == 150);
    assert_true(amount_moved(&units, &end, 1) == 150);
    assert_true(amount_moved(&share, &low, -10) == 10);
}

/* Ten times 0.1 is 1, not 0.9999999999999999. */
static void sums_are_exact(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    const struct number_block tenths = {.from = 0, .to = 10, .step = 0.1};
    double number = 0;
    for (int i = 0; i < 3; i++)
        number = amount_moved(&tenths, &number, 0.1);
    assert_true(number == 0.3);
    assert_string_equal(amount_digits(&a, &tenths, number), "0.3");
    assert_string_equal(amount_digits(&a, &money, 4.5), "4.50");
    assert_string_equal(amount_digits(&a, &money, 4), "4");
    assert_string_equal(amount_digits(&a, &hours, 7.5), "7.5");
    arena_release(&a);
}

static void what_is_typed_is_read(void **state)
{
    (void)state;
    double n = -1;
    assert_true(amount_read(&money, "4.5", &n) && n == 4.5);
    assert_true(amount_read(&money, "4,55", &n) && n == 4.55);
    assert_true(amount_read(&money, "12.", &n) && n == 12);
    assert_true(amount_read(&units, "007", &n) && n == 7);
    static const char *const bad[] = {"", ".", "4.555", "4.5.5", "-4", "4a", "1e3", " 4"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(amount_read(&money, bad[i], &n));
    assert_false(amount_read(&units, "4.5", &n));
}

#define NUMBER                                                                                                         \
    "{'id': 'one', 'title': 'One', 'blocks': ["                                                                        \
    "  {'kind': 'number', 'id': 'units', 'ask': 'How many?', 'about_me': true, 'from': 0, 'to': 150, 'unit': ["        \
    "    {'when': {'==': [{'var': 'units'}, 1]}, 'text': 'unit'}, {'text': 'units'}], 'concern': {'at_least': 100}},"  \
    "  {'kind': 'number', 'id': 'spend', 'ask': 'How much?', 'optional': true, 'from': 0, 'to': 500, 'money': true}"   \
    "]},{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}"

static const char *words_of(struct kit *k, const char *id)
{
    return wording_answer(k->attempt, &k->arena, module_exercise(k->module, id));
}

static void a_number_is_answered_and_replayed(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", NUMBER);
    assert_false(kit_next(&k));
    assert_false(kit_number(&k, "units", 151));
    assert_false(kit_number(&k, "units", 1.5));
    assert_false(kit_number(&k, "units", NAN));
    assert_false(kit_write(&k, "units", NULL, "4"));
    assert_true(kit_number(&k, "units", 0)); /* none is an answer */
    assert_string_equal(words_of(&k, "units"), "0 units");
    assert_true(kit_number(&k, "units", 1));
    assert_string_equal(words_of(&k, "units"), "1 unit");
    assert_true(kit_number(&k, "spend", 4.1 + 0.2)); /* 4.3 and a little */
    assert_string_equal(kit_answer(&k, "spend"), "{\"number\":4.3}");
    assert_string_equal(words_of(&k, "spend"), "£4.30");
    assert_true(kit_next(&k));
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void many_are_a_concern(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", NUMBER);
    kit_number(&k, "units", 99);
    assert_int_equal(k.last.count, 1);
    kit_number(&k, "units", 100);
    assert_int_equal(k.last.count, 2);
    assert_int_equal(k.last.events[1].kind, EVENT_CONCERN);
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_decimals_as_the_author_uses),
        cmocka_unit_test(steps_from_nothing_begin_at_nothing),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(what_is_typed_is_read),
        cmocka_unit_test(a_number_is_answered_and_replayed),
        cmocka_unit_test(many_are_a_concern),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
