/* match: pairs joined, changed and taken apart; what is right, and what rules and words get of it. */
#include "player_kit.h"

#define MATCH(more)                                                                                                    \
    "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'match', 'id': 'm', 'ask': 'Which?', 'about_me': true, " more   \
    "'lefts': [{'id': 'a', 'text': 'Apple', 'with': 'x'}, {'id': 'b', 'text': 'Bee', 'with': 'y'},"                    \
    "          {'id': 'd', 'text': 'Dog', 'with': 'z', 'when': {'==': [{'var': 'setting'}, 'custody']}}],"             \
    "'rights': [{'id': 'x', 'text': 'Red'}, {'id': 'y', 'text': 'Buzz'}, {'id': 'z', 'text': 'Bark'}]}]},"             \
    "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}"

static void pairs_are_joined_and_taken_apart(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", MATCH(""));
    assert_true(kit_place(&k, "m", "b", "x"));
    assert_false(kit_place(&k, "m", "b", "x"));
    assert_false(kit_place(&k, "m", "b", "q"));
    assert_false(kit_place(&k, "m", "q", "x"));
    assert_false(kit_place(&k, "m", "d", "z")); /* not on show here */
    assert_false(kit_place(&k, "m", "a", ""));  /* is in no pair */
    assert_false(kit_next(&k));
    assert_true(kit_place(&k, "m", "a", "y"));
    assert_string_equal(kit_answer(&k, "m"), "{\"entries\":[[\"a\",\"y\"],[\"b\",\"x\"]]}");
    assert_string_equal(wording_answer(k.attempt, &k.arena, kit_block(&k, "m")), "Apple (Buzz) and bee (Red)");
    assert_true(kit_place(&k, "m", "a", ""));
    assert_string_equal(kit_answer(&k, "m"), "{\"entries\":[[\"b\",\"x\"]]}");
    assert_true(kit_decline(&k, "m"));
    assert_true(kit_next(&k));
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void what_is_used_once_leaves_its_pair(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", MATCH(""));
    assert_true(kit_place(&k, "m", "a", "x"));
    assert_true(kit_place(&k, "m", "b", "x"));
    assert_string_equal(kit_answer(&k, "m"), "{\"entries\":[[\"b\",\"x\"]]}");
    kit_end(&k);
    kit_begin(&k, "", MATCH("'again': true, "));
    assert_true(kit_place(&k, "m", "a", "x"));
    assert_true(kit_place(&k, "m", "b", "x"));
    assert_string_equal(kit_answer(&k, "m"), "{\"entries\":[[\"a\",\"x\"],[\"b\",\"x\"]]}");
    kit_end(&k);
}

/* An answer of before an edit that took "again" away is no answer any more. */
static void an_answer_has_to_fit(void **state)
{
    (void)state;
    struct kit k;
    struct answer_entry twice[] = {{"a", "x"}, {"b", "x"}}, unknown[] = {{"a", "q"}};
    kit_begin(&k, "", MATCH(""));
    assert_false(answer_fits(&(struct answer){.entries = twice, .count = 2}, kit_block(&k, "m")));
    assert_false(answer_fits(&(struct answer){.entries = unknown, .count = 1}, kit_block(&k, "m")));
    assert_true(answer_fits(&(struct answer){.entries = twice, .count = 1}, kit_block(&k, "m")));
    kit_end(&k);
}

static void right_pairs_count_in_the_quiz(void **state)
{
    (void)state;
    struct kit k;
    struct value value;
    kit_begin(&k, "'complete': {'pages': 'path', 'check': {'exercises': ['m'], 'at_least': 1}},", MATCH(""));
    assert_true(kit_place(&k, "m", "a", "x"));
    assert_true(attempt_score(k.attempt) < 0);
    assert_true(kit_place(&k, "m", "b", "z"));
    assert_int_equal(attempt_judgement(k.attempt, kit_block(&k, "m")), JUDGED_OTHER);
    assert_true(kit_next(&k));
    assert_true(k.last.another_go);
    assert_true(kit_place(&k, "m", "b", "y"));
    assert_int_equal(attempt_judgement(k.attempt, kit_block(&k, "m")), JUDGED_RIGHT);
    assert_true(attempt_score(k.attempt) > 0.9);
    struct rule_scope scope = attempt_scope(k.attempt, &k.arena);
    scope.variable(scope.context, "m.b", &value);
    assert_string_equal(value.text, "y");
    kit_end(&k);
}

/* A quiz below its mark offers another go only where there is one left. */
static void no_other_go_when_all_are_used(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "'complete': {'pages': 'path', 'check': {'exercises': ['m'], 'at_least': 1}},",
              MATCH("'tries': 1, "));
    assert_true(kit_place(&k, "m", "a", "y"));
    assert_true(kit_place(&k, "m", "b", "x"));
    assert_true(kit_check(&k, "m"));
    assert_true(attempt_is_locked(k.attempt, kit_block(&k, "m")));
    assert_string_equal(wording_of(k.attempt, &k.arena, kit_block(&k, "m"),
                                   attempt_right_answer(k.attempt, &k.arena, kit_block(&k, "m"))),
                        "Apple (Red) and bee (Buzz)"); /* only what is on show here */
    assert_false(kit_place(&k, "m", "a", ""));
    assert_true(kit_next(&k));
    assert_false(k.last.another_go);
    assert_page(&k, "two");
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_joined_and_taken_apart),
        cmocka_unit_test(what_is_used_once_leaves_its_pair),
        cmocka_unit_test(an_answer_has_to_fit),
        cmocka_unit_test(right_pairs_count_in_the_quiz),
        cmocka_unit_test(no_other_go_when_all_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
