/* Right answers and goes: what is the same for every kind that has them, through events and back. */
#include "player_kit.h"

#define TWO        "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}"
#define ONE(block) "{'id': 'one', 'title': 'One', 'blocks': [" block "]}," TWO
#define CHOICE(more)                                                                                                   \
    ONE("{'kind': 'choice', 'id': 'c', 'ask': 'Which?', " more "'options': [{'id': 'a', 'text': 'Apple'},"             \
        "{'id': 'b', 'text': 'Bee', 'right': true}, {'id': 'd', 'text': 'Dog'},"                                       \
        "{'id': 'o', 'text': 'Else', 'write': true}]}")
#define SPOT(more)                                                                                                     \
    ONE("{'kind': 'spot', 'id': 'p', 'ask': 'Where?', 'picture': 'media/x.svg', 'alt': 'X', " more                     \
        "'places': [{'id': 'a', 'text': 'Apple'}, {'id': 'b', 'text': 'Bee', 'right': true}]}")
#define SORT(more)                                                                                                     \
    ONE("{'kind': 'sort', 'id': 's', 'ask': 'Which?', " more                                                           \
        "'boxes': [{'id': 'x', 'text': 'Ex'}, {'id': 'y', 'text': 'Why'}],"                                            \
        "'cards': [{'id': 'a', 'text': 'Apple', 'box': 'x'}, {'id': 'b', 'text': 'Bee', 'box': 'y'}]}")

static void assert_replays(struct kit *k)
{
    assert_string_equal(kit_state(k, kit_replayed(k)), kit_state(k, k->attempt));
}

/* To choose one of several is to say "this one": every wrong choice is a go. */
static void each_wrong_choice_is_a_go(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", CHOICE("'tries': 2, "));
    const struct block *b = kit_block(&k, "c");
    assert_int_equal(attempt_goes_left(k.attempt, b), 2);
    assert_true(kit_pick(&k, "c", "a"));
    assert_int_equal(k.last.count, 2); /* the answer, and the look at it */
    assert_int_equal(k.last.events[1].kind, EVENT_CHECKED);
    assert_string_equal(k.last.events[1].exercise, "c");
    assert_int_equal(attempt_goes_left(k.attempt, b), 1);
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_OTHER);
    assert_false(kit_check(&k, "c"));
    assert_true(kit_pick(&k, "c", "b"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_RIGHT);
    assert_int_equal(attempt_goes_left(k.attempt, b), 1);
    assert_true(kit_pick(&k, "c", "d")); /* a right one can be left again */
    assert_true(attempt_is_locked(k.attempt, b));
    assert_false(kit_pick(&k, "c", "b"));
    assert_int_equal(attempt_tries(k.attempt), 0); /* of the quiz: this is none */
    assert_replays(&k);
    kit_end(&k);
}

/* "Something else" is said only once it is written; an empty one is no go. */
static void an_empty_write_in_is_no_go(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", CHOICE("'tries': 1, "));
    assert_true(kit_pick(&k, "c", "o"));
    assert_int_equal(attempt_goes_left(k.attempt, kit_block(&k, "c")), 1);
    assert_true(kit_write(&k, "c", "o", "mine"));
    assert_true(attempt_is_locked(k.attempt, kit_block(&k, "c")));
    kit_end(&k);
}

static void a_choice_of_many_is_looked_at(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", CHOICE("'tries': 2, 'many': true, "));
    const struct block *b = kit_block(&k, "c");
    assert_true(kit_pick(&k, "c", "a"));
    assert_int_equal(k.last.count, 1);
    assert_int_equal(attempt_judgement(k.attempt, b), NOT_JUDGED);
    assert_true(kit_check(&k, "c"));
    assert_int_equal(attempt_goes_left(k.attempt, b), 1);
    assert_true(kit_pick(&k, "c", "b"));
    assert_true(kit_pick(&k, "c", "a"));
    assert_true(kit_check(&k, "c"));
    assert_int_equal(attempt_judgement(k.attempt, b), JUDGED_RIGHT);
    assert_replays(&k);
    kit_end(&k);
}

static void places_are_right_or_not(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "'complete': {'pages': 'path', 'check': {'exercises': ['p'], 'at_least': 1}},", SPOT(""));
    assert_true(kit_pick(&k, "p", "a"));
    assert_int_equal(attempt_judgement(k.attempt, kit_block(&k, "p")), JUDGED_OTHER);
    assert_true(kit_pick(&k, "p", "b"));
    assert_true(attempt_score(k.attempt) > 0.9);
    kit_end(&k);
    kit_begin(&k, "", SPOT("'tries': 1, "));
    assert_true(kit_pick(&k, "p", "a"));
    assert_true(attempt_is_locked(k.attempt, kit_block(&k, "p")));
    assert_false(kit_pick(&k, "p", "b"));
    assert_string_equal(wording_of(k.attempt, &k.arena, kit_block(&k, "p"),
                                   attempt_right_answer(k.attempt, &k.arena, kit_block(&k, "p"))),
                        "Bee");
    assert_replays(&k);
    kit_end(&k);
}

static void cards_are_right_or_not(void **state)
{
    (void)state;
    struct kit k;
    struct value value;
    kit_begin(&k, "'complete': {'pages': 'path', 'check': {'exercises': ['s'], 'at_least': 1}},", SORT(""));
    assert_true(kit_place(&k, "s", "a", "y"));
    assert_int_equal(attempt_judgement(k.attempt, kit_block(&k, "s")), NOT_JUDGED);
    assert_true(kit_place(&k, "s", "b", "y"));
    assert_int_equal(attempt_judgement(k.attempt, kit_block(&k, "s")), JUDGED_OTHER);
    assert_true(kit_place(&k, "s", "a", "x"));
    assert_int_equal(attempt_judgement(k.attempt, kit_block(&k, "s")), JUDGED_RIGHT);
    assert_true(attempt_score(k.attempt) > 0.9);
    struct rule_scope scope = attempt_scope(k.attempt, &k.arena);
    scope.variable(scope.context, "s.a", &value);
    assert_string_equal(value.text, "x");
    kit_end(&k);
}

/* An edit of the module that takes the limit away opens the answer again; the events are what they were. */
static void without_tries_the_same_events_lock_nothing(void **state)
{
    (void)state;
    struct kit k, other;
    kit_begin(&k, "", SORT("'tries': 1, "));
    kit_place(&k, "s", "a", "y");
    kit_place(&k, "s", "b", "y");
    assert_true(kit_check(&k, "s"));
    assert_true(attempt_is_locked(k.attempt, kit_block(&k, "s")));
    kit_begin(&other, "", SORT(""));
    for (int i = 2; i < k.count; i++)
        attempt_apply(other.attempt, &k.log[i]);
    assert_false(attempt_is_locked(other.attempt, kit_block(&other, "s")));
    assert_true(kit_place(&other, "s", "a", "x"));
    kit_end(&other);
    kit_end(&k);
}

/* A look at something that is not there any more, or has no answer, is dropped, and harms nothing. */
static void a_look_at_nothing_is_dropped(void **state)
{
    (void)state;
    struct kit k;
    struct event look = {.kind = EVENT_CHECKED, .exercise = "gone", .has_number = true};
    kit_begin(&k, "", SORT("'tries': 1, "));
    const char *before = kit_state(&k, k.attempt);
    assert_false(attempt_apply(k.attempt, &look));
    look.exercise = "s";
    assert_false(attempt_apply(k.attempt, &look));
    assert_string_equal(kit_state(&k, k.attempt), before);
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wrong_choice_is_a_go),     cmocka_unit_test(an_empty_write_in_is_no_go),
        cmocka_unit_test(a_choice_of_many_is_looked_at), cmocka_unit_test(places_are_right_or_not),
        cmocka_unit_test(cards_are_right_or_not),        cmocka_unit_test(without_tries_the_same_events_lock_nothing),
        cmocka_unit_test(a_look_at_nothing_is_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
