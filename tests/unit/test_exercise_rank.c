/* rank: places in an order, tries, and what rules and words get of it. */
#include "player_kit.h"

#define RANK(more)                                                                                                     \
    "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'rank', 'id': 'r', 'ask': 'Which?', " more                      \
    "'items': [{'id': 'a', 'text': 'Apple'}, {'id': 'b', 'text': 'Bee'}, {'id': 'c', 'text': 'Cat'}"
#define LAST                                                                                                           \
    "]}]}, {'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'First is {r}.', 'empty': 'None.'}]}"

static void things_get_their_place(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", RANK("") LAST);
    assert_false(kit_next(&k));
    assert_true(kit_place(&k, "r", "c", "1"));
    assert_true(kit_place(&k, "r", "a", "2"));
    assert_string_equal(kit_answer(&k, "r"), "{\"entries\":[[\"c\"],[\"a\"]]}");
    assert_false(kit_place(&k, "r", "b", "4")); /* there is no third */
    assert_false(kit_place(&k, "r", "b", "0"));
    assert_false(kit_place(&k, "r", "b", "1x"));
    assert_false(kit_place(&k, "r", "z", "1"));
    assert_false(kit_place(&k, "r", "a", "2")); /* is there already */
    assert_false(kit_next(&k));
    assert_true(kit_place(&k, "r", "b", "1"));
    assert_string_equal(kit_answer(&k, "r"), "{\"entries\":[[\"b\"],[\"c\"],[\"a\"]]}");
    assert_true(kit_place(&k, "r", "a", "2")); /* up */
    assert_true(kit_place(&k, "r", "b", "2")); /* down */
    assert_string_equal(kit_answer(&k, "r"), "{\"entries\":[[\"a\"],[\"b\"],[\"c\"]]}");
    assert_true(kit_place(&k, "r", "b", ""));
    assert_string_equal(kit_answer(&k, "r"), "{\"entries\":[[\"a\"],[\"c\"]]}");
    assert_true(kit_place(&k, "r", "b", "3"));
    assert_string_equal(wording_answer(k.attempt, &k.arena, kit_block(&k, "r")), "Apple, cat and bee");
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    assert_true(kit_next(&k));
    kit_end(&k);
}

static void only_so_many(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", RANK("'top': 2, ") LAST);
    assert_true(kit_place(&k, "r", "c", "1"));
    assert_true(kit_place(&k, "r", "a", "1"));
    assert_false(kit_place(&k, "r", "b", "1"));
    assert_true(k.last.too_many);
    assert_true(kit_place(&k, "r", "c", "1")); /* what is in can still move */
    assert_string_equal(kit_answer(&k, "r"), "{\"entries\":[[\"c\"],[\"a\"]]}");
    assert_true(kit_next(&k));
    kit_end(&k);
}

/* What is not on show here has no place, and is not waited for. */
static void only_what_is_on_show(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(
        &k, "",
        RANK(
            "'about_me': true, ") ", {'id': 'd', 'text': 'Dog', 'when': {'==': [{'var': 'setting'}, 'custody']}}" LAST);
    assert_false(kit_place(&k, "r", "d", "1"));
    assert_true(kit_place(&k, "r", "a", "1"));
    assert_true(kit_place(&k, "r", "b", "1"));
    assert_true(kit_place(&k, "r", "c", "1"));
    assert_true(attempt_is_answered(k.attempt, kit_block(&k, "r")));
    assert_true(kit_decline(&k, "r"));
    assert_true(kit_next(&k));
    kit_end(&k);
}

static void a_place_is_a_number_for_rules(void **state)
{
    (void)state;
    struct kit k;
    struct value value;
    kit_begin(&k, "", RANK("") LAST);
    assert_true(kit_place(&k, "r", "c", "1"));
    assert_true(kit_place(&k, "r", "a", "2"));
    struct rule_scope scope = attempt_scope(k.attempt, &k.arena);
    scope.variable(scope.context, "r.a", &value);
    assert_int_equal(value.kind, VALUE_NUMBER);
    assert_int_equal((int)value.number, 2);
    scope.variable(scope.context, "r.b", &value);
    assert_int_equal(value.kind, VALUE_NULL);
    scope.variable(scope.context, "r", &value);
    assert_int_equal(value.count, 2);
    assert_string_equal(value.items[0].text, "c");
    kit_end(&k);
}

#define QUIZ "'complete': {'pages': 'path', 'check': {'exercises': ['r'], 'at_least': 1}},"

static void a_right_order_counts_in_the_quiz(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, QUIZ, RANK("'right': true, ") LAST);
    const struct block *b = kit_block(&k, "r");
    assert_true(kit_place(&k, "r", "b", "1"));
    assert_int_equal(attempt_judgement(k.attempt, b), NOT_JUDGED); /* half an order is neither right nor wrong */
    assert_true(kit_place(&k, "r", "a", "2"));
    assert_true(kit_place(&k, "r", "c", "3"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_OTHER);
    assert_true(attempt_score(k.attempt) < 0.5);
    assert_true(kit_place(&k, "r", "a", "1"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_RIGHT);
    assert_true(attempt_score(k.attempt) > 0.5);
    assert_int_equal(attempt_goes_left(k.attempt, b), GOES_WITHOUT_END);
    assert_false(kit_check(&k, "r")); /* without tries nothing is looked at */
    kit_end(&k);
}

/* Moving things about costs nothing; looking whether they are right costs a go when they are not. */
static void goes_are_used_up_by_looking(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", RANK("'right': true, 'tries': 2, 'about_me': true, ") LAST);
    const struct block *b = kit_block(&k, "r");
    assert_true(kit_place(&k, "r", "b", "1"));
    assert_true(kit_place(&k, "r", "a", "2"));
    assert_false(kit_check(&k, "r")); /* not all are in order */
    assert_true(kit_place(&k, "r", "c", "3"));
    assert_int_equal(attempt_judgement(k.attempt, b), NOT_JUDGED);
    assert_true(attempt_wants_check(k.attempt, b));
    assert_true(kit_check(&k, "r"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_OTHER);
    assert_int_equal(attempt_goes_left(k.attempt, b), 1);
    assert_false(kit_check(&k, "r")); /* the same again is no go */
    assert_true(kit_place(&k, "r", "c", "1"));
    assert_int_equal(attempt_judgement(k.attempt, b), NOT_JUDGED);
    assert_true(kit_check(&k, "r"));
    assert_true(attempt_is_locked(k.attempt, b));
    assert_false(kit_place(&k, "r", "a", "1"));
    assert_false(kit_clear(&k, "r"));
    assert_false(kit_decline(&k, "r"));
    assert_false(kit_check(&k, "r"));
    assert_string_equal(wording_of(k.attempt, &k.arena, b, attempt_right_answer(k.attempt, &k.arena, b)),
                        "Apple, bee and cat");
    struct attempt *again = kit_replayed(&k);
    assert_true(attempt_is_locked(again, b));
    assert_string_equal(kit_state(&k, again), kit_state(&k, k.attempt));
    assert_true(kit_next(&k)); /* nobody is held up by it */
    kit_end(&k);
}

static void a_right_answer_uses_up_nothing(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", RANK("'right': true, 'tries': 1, ") LAST);
    const struct block *b = kit_block(&k, "r");
    assert_true(kit_place(&k, "r", "a", "1"));
    assert_true(kit_place(&k, "r", "b", "2"));
    assert_true(kit_place(&k, "r", "c", "3"));
    assert_true(kit_check(&k, "r"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_RIGHT);
    assert_int_equal(attempt_goes_left(k.attempt, b), 1);
    assert_true(kit_place(&k, "r", "c", "")); /* and can be changed */
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_get_their_place),
        cmocka_unit_test(only_so_many),
        cmocka_unit_test(only_what_is_on_show),
        cmocka_unit_test(a_place_is_a_number_for_rules),
        cmocka_unit_test(a_right_order_counts_in_the_quiz),
        cmocka_unit_test(goes_are_used_up_by_looking),
        cmocka_unit_test(a_right_answer_uses_up_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
