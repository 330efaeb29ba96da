/* mark: pieces of a passage, no more than may be; what is right, and when that is said. */
#include "player_kit.h"

#define MARK(more)                                                                                                     \
    "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'mark', 'id': 'k', 'ask': 'Which?', " more                      \
    "'pieces': [{'text': 'Dean'}, {'id': 'a', 'text': 'laughed.', 'right': true}, {'id': 'b', 'text': 'He sat.'},"     \
    "           {'id': 'c', 'text': 'He knew.', 'right': true}]}]},"                                                   \
    "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}"

static void pieces_are_marked_in_the_order_of_the_passage(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", MARK(""));
    assert_false(kit_next(&k));
    assert_true(kit_pick(&k, "k", "c"));
    assert_true(kit_pick(&k, "k", "a"));
    assert_false(kit_pick(&k, "k", "Dean"));
    assert_false(kit_pick(&k, "k", NULL));
    assert_string_equal(kit_answer(&k, "k"), "{\"entries\":[[\"a\"],[\"c\"]]}");
    assert_string_equal(wording_answer(k.attempt, &k.arena, kit_block(&k, "k")), "laughed. and he knew.");
    assert_true(kit_pick(&k, "k", "a"));
    assert_string_equal(kit_answer(&k, "k"), "{\"entries\":[[\"c\"]]}");
    assert_true(kit_next(&k));
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void no_more_than_may_be(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", MARK("'at_most': 2, "));
    assert_true(kit_pick(&k, "k", "a"));
    assert_true(kit_pick(&k, "k", "b"));
    assert_false(kit_pick(&k, "k", "c"));
    assert_true(k.last.too_many);
    assert_true(kit_pick(&k, "k", "b"));
    assert_true(kit_pick(&k, "k", "c"));
    kit_end(&k);
}

/* Nobody is told "not yet" at the first of two. */
static void it_is_judged_once_as_many_are_marked_as_are_right(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", MARK(""));
    const struct block *b = kit_block(&k, "k");
    assert_true(kit_pick(&k, "k", "a"));
    assert_int_equal(attempt_judgement(k.attempt, b), NOT_JUDGED);
    assert_true(kit_pick(&k, "k", "b"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_OTHER);
    assert_true(kit_pick(&k, "k", "c"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_OTHER); /* all marked is not found */
    assert_true(kit_pick(&k, "k", "b"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_RIGHT);
    kit_end(&k);
}

/* A quiz that is below its mark says of every question what it is, half answered or not. */
static void a_quiz_below_its_mark_judges_all(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "'complete': {'pages': 'path', 'check': {'exercises': ['k'], 'at_least': 1}},", MARK(""));
    assert_true(kit_pick(&k, "k", "a"));
    assert_true(kit_next(&k));
    assert_true(k.last.another_go);
    assert_int_equal(attempt_judgement(k.attempt, kit_block(&k, "k")), JUDGED_OTHER);
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void goes_are_used_up_by_looking(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", MARK("'tries': 1, "));
    const struct block *b = kit_block(&k, "k");
    assert_true(kit_pick(&k, "k", "a"));
    assert_false(kit_check(&k, "k"));
    assert_true(kit_pick(&k, "k", "b"));
    assert_true(kit_check(&k, "k"));
    assert_true(attempt_is_locked(k.attempt, b));
    assert_false(kit_pick(&k, "k", "b"));
    assert_string_equal(wording_of(k.attempt, &k.arena, b, attempt_right_answer(k.attempt, &k.arena, b)),
                        "laughed. and he knew.");
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_marked_in_the_order_of_the_passage),
        cmocka_unit_test(no_more_than_may_be),
        cmocka_unit_test(it_is_judged_once_as_many_are_marked_as_are_right),
        cmocka_unit_test(a_quiz_below_its_mark_judges_all),
        cmocka_unit_test(goes_are_used_up_by_looking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
