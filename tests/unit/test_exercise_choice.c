/* choice of many with an option that goes with no other: "None of these". */
#include "player_kit.h"

#define SIGNS(none, more)                                                                                              \
    "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'choice', 'id': 'c', 'ask': 'Which?', 'many': true, " more      \
    "'options': [{'id': 'a', 'text': 'I shake'}, {'id': 'b', 'text': 'I sweat'}, {'id': 'd', 'text': 'I fall'},"       \
    "            {'id': 'none', 'text': 'None of these'" none "},"                                                     \
    "            {'id': 'unsure', 'text': 'I am not sure'" none "},"                                                   \
    "            {'id': 'other', 'text': 'Else', 'write': true}]}]},"                                                  \
    "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}"
#define ALONE ", 'alone': true"

static void it_takes_the_others_back_in_one_act(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", SIGNS(ALONE, ""));
    assert_true(kit_pick(&k, "c", "a"));
    assert_true(kit_pick(&k, "c", "b"));
    int before = k.count;
    assert_true(kit_pick(&k, "c", "none"));
    assert_int_equal(k.count, before + 1);
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"none\"]]}");
    assert_true(kit_pick(&k, "c", "unsure")); /* and so does another of its sort */
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"unsure\"]]}");
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    assert_true(kit_pick(&k, "c", "unsure"));
    assert_string_equal(kit_answer(&k, "c"), "{}");
    kit_end(&k);
}

static void another_takes_it_back_in_one_act(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", SIGNS(ALONE, ""));
    assert_true(kit_pick(&k, "c", "none"));
    int before = k.count;
    assert_true(kit_pick(&k, "c", "b"));
    assert_int_equal(k.count, before + 1);
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"b\"]]}");
    assert_true(kit_pick(&k, "c", "a"));
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"a\"],[\"b\"]]}");
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void what_is_taken_back_leaves_room_for_another(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", SIGNS(ALONE, "'at_most': 2, "));
    assert_true(kit_pick(&k, "c", "a"));
    assert_true(kit_pick(&k, "c", "b"));
    assert_false(kit_pick(&k, "c", "d"));
    assert_true(k.last.too_many);
    assert_true(kit_pick(&k, "c", "none"));
    assert_true(kit_pick(&k, "c", "a"));
    assert_true(kit_pick(&k, "c", "d"));
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"a\"],[\"d\"]]}");
    kit_end(&k);
}

static void words_of_ones_own_are_kept_meanwhile(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", SIGNS(ALONE, ""));
    assert_true(kit_pick(&k, "c", "none"));
    assert_true(kit_write(&k, "c", "other", "cramps")); /* to write is to choose */
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"other\",\"cramps\"]]}");
    assert_true(kit_pick(&k, "c", "none"));
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"none\"]]}");
    assert_true(kit_pick(&k, "c", "other"));
    assert_string_equal(kit_answer(&k, "c"), "{\"entries\":[[\"other\",\"cramps\"]]}");
    kit_end(&k);
}

/* The option was an ordinary one when the answer was given. */
static void an_answer_that_holds_both_still_says_so(void **state)
{
    (void)state;
    struct kit before, now;
    kit_begin(&before, "", SIGNS("", ""));
    kit_begin(&now, "", SIGNS(ALONE, ""));
    assert_true(kit_pick(&before, "c", "a"));
    assert_true(kit_pick(&before, "c", "none"));
    for (int i = now.count; i < before.count; i++)
        assert_true(attempt_apply(now.attempt, &before.log[i]));
    assert_string_equal(kit_answer(&now, "c"), "{\"entries\":[[\"a\"],[\"none\"]]}");
    assert_string_equal(wording_answer(now.attempt, &now.arena, kit_block(&now, "c")), "I shake and none of these");
    assert_int_equal(attempt_dropped(now.attempt), 0);
    assert_true(kit_pick(&now, "c", "b"));
    assert_string_equal(kit_answer(&now, "c"), "{\"entries\":[[\"a\"],[\"b\"]]}");
    kit_end(&before);
    kit_end(&now);
}

static void either_of_both_can_be_taken_back_by_hand(void **state)
{
    (void)state;
    struct kit before, now;
    kit_begin(&before, "", SIGNS("", ""));
    kit_begin(&now, "", SIGNS(ALONE, ""));
    assert_true(kit_pick(&before, "c", "a"));
    assert_true(kit_pick(&before, "c", "none"));
    for (int i = now.count; i < before.count; i++)
        assert_true(attempt_apply(now.attempt, &before.log[i]));
    assert_true(kit_pick(&now, "c", "a"));
    assert_string_equal(kit_answer(&now, "c"), "{\"entries\":[[\"none\"]]}");
    kit_end(&before);
    kit_end(&now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_takes_the_others_back_in_one_act),
        cmocka_unit_test(another_takes_it_back_in_one_act),
        cmocka_unit_test(what_is_taken_back_leaves_room_for_another),
        cmocka_unit_test(words_of_ones_own_are_kept_meanwhile),
        cmocka_unit_test(an_answer_that_holds_both_still_says_so),
        cmocka_unit_test(either_of_both_can_be_taken_back_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
