/* An attempt: the path, extra pages, looks back, the quiz, and what is left after an edit. */
#include "player_kit.h"

/* --- opening and moving ----------------------------------------------------------------------------------------- */

static void test_open(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    assert_int_equal(k.last.count, 2);
    assert_int_equal(k.log[0].kind, EVENT_STARTED);
    assert_string_equal(k.log[0].setting, "community");
    assert_int_equal(k.log[1].kind, EVENT_PAGE);
    assert_page(&k, "one");
    assert_int_equal(attempt_page_number(k.attempt), 1);
    assert_int_equal(attempt_page_total(k.attempt), 4);
    assert_int_equal(attempt_minutes_left(k.attempt), 8); /* 2 + 1.5 + 3 + 1, rounded up */
    kit_open(&k);
    assert_int_equal(k.last.count, 1);
    assert_int_equal(k.log[2].kind, EVENT_RESUMED);
    kit_end(&k);
}

static void test_nothing_before_start(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    k.attempt = attempt_new(&k.arena, k.programme, k.module, k.settings);
    assert_false(kit_next(&k));
    assert_false(kit_back(&k));
    assert_false(kit_pick(&k, "trigger", "a"));
    assert_null(attempt_page(k.attempt));
    assert_int_equal(attempt_page_number(k.attempt), 0);
    assert_true(kit_act(&k, ACT(.kind = ACT_SUPPORT)));
    kit_end(&k);
}

static void answer_one(struct kit *k, const char *trigger, double heat)
{
    assert_page(k, "one");
    assert_true(kit_pick(k, "trigger", trigger));
    assert_true(kit_number(k, "heat", heat));
}

static void test_path(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "trigger");
    assert_true(kit_pick(&k, "trigger", "a"));
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "heat");
    assert_true(kit_number(&k, "heat", 3));
    assert_true(kit_next(&k));
    assert_page(&k, "two");
    assert_true(kit_next(&k));
    assert_page(&k, "three");
    assert_int_equal(attempt_page_number(k.attempt), 3);
    assert_true(kit_next(&k));
    assert_page(&k, "four");
    assert_int_equal(attempt_minutes_left(k.attempt), 1);
    assert_true(kit_next(&k));
    assert_true(k.last.finished);
    assert_int_equal(k.last.count, 0);
    assert_page(&k, "four");
    kit_complete(&k);
    assert_true(attempt_is_complete(k.attempt));
    assert_int_equal(attempt_minutes_left(k.attempt), 0);
    kit_end(&k);
}

static void test_complete_is_frozen(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    answer_one(&k, "b", 0);
    assert_true(kit_next(&k));
    assert_page(&k, "four"); /* a jump moves along */
    assert_true(kit_next(&k));
    kit_complete(&k);
    assert_false(kit_next(&k));
    assert_false(kit_back(&k));
    assert_false(kit_go(&k, "one"));
    assert_false(attempt_can_go_back(k.attempt));
    struct event late = {.kind = EVENT_ANSWER, .exercise = "heat"};
    assert_false(attempt_apply(k.attempt, &late));
    assert_string_equal(kit_answer(&k, "heat"), "{\"number\":0}");
    attempt_open(k.attempt, k.now, &k.last);
    assert_true(k.last.refused);
    kit_end(&k);
}

static void test_back(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    assert_false(attempt_can_go_back(k.attempt));
    assert_false(kit_back(&k));
    answer_one(&k, "b", 9);
    assert_true(kit_next(&k));
    assert_page(&k, "calm");
    assert_true(kit_next(&k));
    assert_page(&k, "four"); /* on, as the caller's other rules say */
    assert_true(kit_back(&k));
    assert_page(&k, "calm");
    assert_true(kit_back(&k));
    assert_page(&k, "one");
    assert_false(kit_back(&k));
    assert_string_equal(kit_answer(&k, "heat"), "{\"number\":9}");
    assert_int_equal(attempt_visits(k.attempt, "one"), 2);
    assert_int_equal(attempt_visits(k.attempt, "calm"), 2);
    assert_true(kit_next(&k)); /* the rule wants fewer than two visits */
    assert_page(&k, "four");
    assert_true(kit_back(&k));
    assert_page(&k, "one");
    kit_end(&k);
}

/* clang-format off */
static const char *const two_depends_on_three =
    "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'choice', 'id': 'c', 'ask': '?', 'options': ["
    "  {'id': 'x', 'text': 'X'}, {'id': 'y', 'text': 'Y'}]}]},"
    KIT_TEXT("two") ", 'when': {'!=': [{'var': 'd'}, 'z']}},"
    "{'id': 'three', 'title': 'Three', 'blocks': [{'kind': 'choice', 'id': 'd', 'ask': '?', 'options': ["
    "  {'id': 'z', 'text': 'Z'}, {'id': 'w', 'text': 'W'}]}]}";
/* clang-format on */

static void test_back_passes_over_pages_left_out(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", two_depends_on_three);
    assert_true(kit_pick(&k, "c", "x"));
    assert_true(kit_next(&k));
    assert_true(kit_next(&k));
    assert_page(&k, "three");
    assert_int_equal(attempt_page_number(k.attempt), 3);
    assert_true(kit_pick(&k, "d", "z"));
    assert_int_equal(attempt_page_number(k.attempt), 2);
    assert_int_equal(attempt_page_total(k.attempt), 2);
    assert_true(kit_back(&k));
    assert_page(&k, "one");
    kit_end(&k);
}

static void test_asking_takes_no_memory(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    answer_one(&k, "a", 8);
    size_t before = k.arena.total_bytes;
    for (int i = 0; i < 1000; i++) { /* as frames do */
        attempt_page_total(k.attempt);
        attempt_minutes_left(k.attempt);
        for (int b = 0; b < attempt_page(k.attempt)->block_count; b++)
            attempt_shows(k.attempt, &attempt_page(k.attempt)->blocks[b]);
    }
    assert_true(k.arena.total_bytes - before < 1000);
    kit_end(&k);
}

/* --- extra pages ------------------------------------------------------------------------------------------------ */

static void test_extra_returns_after_its_caller(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    answer_one(&k, "a", 8);
    assert_true(kit_next(&k));
    assert_page(&k, "calm");
    assert_int_equal(k.log[k.count - 1].kind, EVENT_PAGE);
    assert_string_equal(k.log[k.count - 1].detail, "one");
    assert_int_equal(attempt_page_number(k.attempt), 1);
    assert_int_equal(attempt_page_total(k.attempt), 4);
    assert_int_equal(attempt_minutes_left(k.attempt), 8); /* its own 2, and what follows its caller */
    assert_true(kit_next(&k));
    assert_page(&k, "two");
    kit_end(&k);
}

static void test_extra_calls_extra(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    answer_one(&k, "a", 8);
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "after", "talk"));
    assert_true(kit_next(&k));
    assert_page(&k, "talk");
    assert_string_equal(k.log[k.count - 1].detail, "one"); /* the caller stays */
    assert_true(kit_next(&k));
    assert_page(&k, "two");
    kit_end(&k);
}

/* "Stop for today" of last time must not be chosen beforehand this time. */
static void test_extra_asks_anew(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(
        &k, "",
        "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'scale', 'id': 'heat', 'ask': 'Hot?', 'from': 0, 'to': 10,"
        " 'ends': ['Calm', 'Hot']}], 'next': [{'when': {'>=': [{'var': 'heat'}, 8]}, 'page': 'calm'}]},"
        "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]},"
        "{'id': 'calm', 'extra': true, 'title': 'Calm', 'blocks': [{'kind': 'choice', 'id': 'after',"
        " 'ask': 'And now?', 'options': [{'id': 'on', 'text': 'On'}, {'id': 'stop', 'text': 'Stop'}]}]}");
    assert_true(kit_number(&k, "heat", 9));
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "after", "stop"));
    assert_true(kit_next(&k));
    assert_page(&k, "two");
    assert_true(kit_back(&k));
    assert_page(&k, "calm");
    assert_non_null(attempt_answer(k.attempt, "after")); /* going back keeps answers */
    assert_true(kit_back(&k));
    assert_true(kit_next(&k));
    assert_page(&k, "calm");
    assert_null(attempt_answer(k.attempt, "after")); /* called again: asked again */
    assert_non_null(attempt_answer(k.attempt, "heat"));
    kit_end(&k);
}

static void test_skip(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    answer_one(&k, "a", 8);
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "after", "skip"));
    assert_true(kit_next(&k));
    assert_page(&k, "three"); /* two is passed over */
    kit_end(&k);
}

static void test_leave(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    answer_one(&k, "a", 8);
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "after", "stop"));
    assert_true(kit_next(&k));
    assert_true(k.last.leave);
    assert_false(k.last.finished);
    assert_page(&k, "two"); /* where the person goes on another day */
    assert_true(kit_act(&k, ACT(.kind = ACT_PAUSE)));
    k.attempt = kit_replayed(&k);
    k.now.sitting = "s-2";
    kit_open(&k);
    assert_page(&k, "two");
    kit_end(&k);
}

/* --- looking back ----------------------------------------------------------------------------------------------- */

static void test_look(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    answer_one(&k, "a", 1);
    for (int i = 0; i < 3; i++)
        assert_true(kit_next(&k));
    assert_page(&k, "four");
    assert_false(kit_go(&k, "calm")); /* extra, and not seen */
    assert_false(kit_go(&k, "four"));
    assert_false(kit_go(&k, "nowhere"));
    assert_true(kit_go(&k, "two"));
    assert_page(&k, "two");
    assert_true(attempt_is_looking(k.attempt));
    assert_int_equal(attempt_page_number(k.attempt), 2);
    assert_int_equal(attempt_minutes_left(k.attempt), 1);
    assert_true(kit_go(&k, "one"));
    assert_true(kit_next(&k));
    assert_page(&k, "four"); /* from a look at a look, straight back */
    assert_false(attempt_is_looking(k.attempt));
    assert_true(kit_go(&k, "two"));
    assert_true(kit_back(&k));
    assert_page(&k, "four");
    assert_true(kit_go(&k, "two"));
    assert_true(kit_go(&k, "four"));
    assert_false(attempt_is_looking(k.attempt));
    assert_true(kit_back(&k));
    assert_page(&k, "three");
    kit_end(&k);
}

static void test_go_only_where_one_has_been(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    assert_false(kit_go(&k, "two"));
    assert_false(kit_go(&k, "four"));
    kit_end(&k);
}

/* --- the quiz --------------------------------------------------------------------------------------------------- */

/* clang-format off */
#define QUESTION(id)                                                                                                   \
    "{'kind': 'choice', 'id': '" id "', 'ask': '?', 'options': [{'id': 'yes', 'text': 'Yes', 'right': true},"          \
    "{'id': 'no', 'text': 'No'}], 'feedback': {'right': 'Yes.', 'other': 'No.', 'page': 'one'}}"
#define QUIZ_PAGE "{'id': 'quiz', 'title': 'Quiz', 'blocks': [" QUESTION("q1") "," QUESTION("q2") "]}"
static const char *const quiz_says =
    "'complete': {'pages': 'path', 'check': {'exercises': ['q1', 'q2'], 'at_least': 0.6}},";
static const char *const quiz = KIT_PAGE("one") "," QUIZ_PAGE "," KIT_PAGE("end");
static const char *const quiz_at_the_end = KIT_PAGE("one") "," QUIZ_PAGE;
/* clang-format on */

static void test_quiz_passed(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, quiz_says, quiz);
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "q1", "yes"));
    assert_true(attempt_score(k.attempt) < 0);
    assert_true(kit_pick(&k, "q2", "yes"));
    assert_true(attempt_score(k.attempt) == 1);
    assert_int_equal(attempt_tries(k.attempt), 0);
    assert_true(kit_next(&k));
    assert_int_equal(k.last.count, 2);
    assert_int_equal(k.last.events[0].kind, EVENT_CHECKED);
    assert_true(k.last.events[0].number == 1);
    assert_page(&k, "end");
    assert_int_equal(attempt_tries(k.attempt), 1);
    assert_true(kit_back(&k));
    assert_true(kit_next(&k)); /* nothing changed: not looked at again */
    assert_int_equal(k.last.count, 1);
    assert_int_equal(attempt_tries(k.attempt), 1);
    kit_end(&k);
}

static void test_quiz_one_more_go(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, quiz_says, quiz);
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "q1", "yes"));
    assert_true(kit_pick(&k, "q2", "no"));
    assert_true(kit_next(&k));
    assert_true(k.last.another_go);
    assert_false(k.last.refused);
    assert_int_equal(k.last.count, 1);
    assert_page(&k, "quiz");
    assert_true(attempt_wants_another_go(k.attempt));
    assert_true(attempt_checked_score(k.attempt) == 0.5);
    assert_true(kit_go(&k, "one")); /* look again */
    assert_true(attempt_wants_another_go(k.attempt));
    assert_true(kit_next(&k));
    assert_page(&k, "quiz");
    assert_true(attempt_wants_another_go(k.attempt));
    assert_true(kit_pick(&k, "q2", "yes"));
    assert_true(kit_next(&k));
    assert_page(&k, "end");
    assert_false(attempt_wants_another_go(k.attempt));
    assert_int_equal(attempt_tries(k.attempt), 2);
    assert_true(attempt_checked_score(k.attempt) == 1);
    kit_end(&k);
}

static void test_quiz_goes_on_regardless(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, quiz_says, quiz);
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "q1", "no"));
    assert_true(kit_pick(&k, "q2", "no"));
    assert_true(kit_next(&k));
    assert_page(&k, "quiz");
    assert_true(kit_next(&k)); /* the same answers: not another try, and no wall */
    assert_page(&k, "end");
    assert_int_equal(attempt_tries(k.attempt), 1);
    assert_false(attempt_wants_another_go(k.attempt));
    assert_true(kit_back(&k));
    assert_true(kit_pick(&k, "q1", "yes"));
    assert_true(kit_next(&k));
    assert_page(&k, "end"); /* still below, looked at, and on */
    assert_int_equal(attempt_tries(k.attempt), 2);
    kit_end(&k);
}

static void test_quiz_on_the_last_page(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, quiz_says, quiz_at_the_end);
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "q1", "yes"));
    assert_true(kit_pick(&k, "q2", "yes"));
    assert_true(kit_next(&k));
    assert_true(k.last.finished);
    assert_int_equal(k.last.count, 1);
    assert_int_equal(attempt_tries(k.attempt), 1);
    kit_complete(&k);
    kit_end(&k);
}

/* --- after an edit ---------------------------------------------------------------------------------------------- */

/* The events of `k`, lived through by a module of other pages. */
static void replay_edited(struct kit *k, struct kit *out, const char *pages)
{
    kit_begin(out, "", pages);
    out->attempt = attempt_new(&out->arena, out->programme, out->module, out->settings);
    for (int i = 0; i < k->count; i++)
        attempt_apply(out->attempt, &k->log[i]);
}

/* clang-format off */
#define CHOICE(id, one, other)                                                                                          \
    "{'kind': 'choice', 'id': '" id "', 'ask': '?', 'many': true, 'options': [{'id': '" one "', 'text': 'One'},"        \
    "{'id': '" other "', 'text': 'Other'}]}"
static const char *const before_edit =
    "{'id': 'one', 'title': 'One', 'blocks': ["
    CHOICE("x", "a", "b") "," CHOICE("y", "a", "b") "," CHOICE("z", "a", "b") "]}," KIT_PAGE("two") "," KIT_PAGE("three");
static const char *const after_edit = /* y lost its b, z is gone, and so is page three */
    "{'id': 'one', 'title': 'One', 'blocks': [" CHOICE("x", "a", "c") "," CHOICE("y", "a", "c") "]}," KIT_PAGE("two");
/* clang-format on */

static void test_edit_keeps_what_still_fits(void **state)
{
    (void)state;
    struct kit k, edited;
    kit_begin(&k, "", before_edit);
    assert_true(kit_pick(&k, "x", "a"));
    assert_true(kit_pick(&k, "y", "a"));
    assert_true(kit_pick(&k, "y", "b"));
    assert_true(kit_pick(&k, "z", "a"));
    assert_true(kit_next(&k));
    assert_true(kit_next(&k));
    assert_page(&k, "three");
    replay_edited(&k, &edited, after_edit);
    assert_page(&edited, "two");
    assert_string_equal(kit_answer(&edited, "x"), "{\"entries\":[[\"a\"]]}");
    assert_null(attempt_answer(edited.attempt, "y")); /* not the older answer: the person had changed it */
    assert_int_equal(attempt_dropped(edited.attempt), 2);
    kit_open(&edited);
    assert_int_equal(edited.last.events[0].kind, EVENT_RESUMED);
    assert_true(kit_back(&edited));
    assert_true(kit_pick(&edited, "y", "c"));
    assert_int_equal(attempt_dropped(edited.attempt), 1);
    struct event taken_back = {.kind = EVENT_ANSWER, .exercise = "z"};
    assert_false(attempt_apply(edited.attempt, &taken_back));
    assert_int_equal(attempt_dropped(edited.attempt), 0);
    kit_end(&k);
    kit_end(&edited);
}

static void test_edit_that_takes_every_page_seen(void **state)
{
    (void)state;
    struct kit k, edited;
    kit_begin(&k, "", KIT_PAGE("one") "," KIT_PAGE("two"));
    assert_true(kit_next(&k));
    replay_edited(&k, &edited, KIT_PAGE("new") "," KIT_PAGE("newer"));
    assert_null(attempt_page(edited.attempt));
    kit_open(&edited);
    assert_page(&edited, "new");
    kit_end(&k);
    kit_end(&edited);
}

static void test_another_setting(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
    assert_true(kit_pick(&k, "trigger", "street"));
    assert_true(kit_number(&k, "heat", 1));
    assert_true(kit_next(&k));
    assert_true(kit_next(&k));
    assert_page(&k, "three");
    k.settings.setting = "custody";
    k.attempt = kit_replayed(&k);
    kit_open(&k);
    assert_page(&k, "four"); /* three is not part of it here */
    assert_string_equal(k.log[k.count - 2].setting, "custody");
    assert_int_equal(attempt_page_total(k.attempt), 3);
    assert_true(kit_back(&k));
    assert_page(&k, "two");
    assert_true(kit_back(&k));
    assert_false(kit_next(&k)); /* the option chosen is not on show here */
    assert_string_equal(k.last.missing->id, "trigger");
    assert_true(kit_pick(&k, "trigger", "a"));
    assert_true(kit_pick(&k, "trigger", "harm")); /* what is not on show does not count for "at most" */
    assert_string_equal(kit_answer(&k, "trigger"), "{\"entries\":[[\"a\"],[\"harm\"]]}");
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open),
        cmocka_unit_test(test_nothing_before_start),
        cmocka_unit_test(test_path),
        cmocka_unit_test(test_complete_is_frozen),
        cmocka_unit_test(test_back),
        cmocka_unit_test(test_back_passes_over_pages_left_out),
        cmocka_unit_test(test_asking_takes_no_memory),
        cmocka_unit_test(test_extra_returns_after_its_caller),
        cmocka_unit_test(test_extra_calls_extra),
        cmocka_unit_test(test_extra_asks_anew),
        cmocka_unit_test(test_skip),
        cmocka_unit_test(test_leave),
        cmocka_unit_test(test_look),
        cmocka_unit_test(test_go_only_where_one_has_been),
        cmocka_unit_test(test_quiz_passed),
        cmocka_unit_test(test_quiz_one_more_go),
        cmocka_unit_test(test_quiz_goes_on_regardless),
        cmocka_unit_test(test_quiz_on_the_last_page),
        cmocka_unit_test(test_edit_keeps_what_still_fits),
        cmocka_unit_test(test_edit_that_takes_every_page_seen),
        cmocka_unit_test(test_another_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
