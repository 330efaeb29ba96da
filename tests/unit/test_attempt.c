/* An attempt: acts in, events out, and the page and answers that the events lead to. */
#include "player_kit.h"

/* --- pages to play ---------------------------------------------------------------------------------------------- */

#define TEXT(id) "{'id': '" id "', 'title': 'T', 'blocks': [{'kind': 'text', 'text': 'Words.'}]"
#define PAGE(id) TEXT(id) "}"
#define HEAT_AT_LEAST_8                                                                                                \
    "{'and': [{'!': [{'missing': ['heat']}]}, {'>=': [{'var': 'heat'}, 8]}, {'<': [{'var': 'visits.calm'}, 2]}]}"

/* one (trigger, heat) -> two -> three (left out in custody) -> four; calm and talk are extra */
static const char *const walk =
    "{'id': 'one', 'title': 'One', 'minutes': 2, 'blocks': ["
    "  {'kind': 'choice', 'id': 'trigger', 'about_me': true, 'many': true, 'at_most': 2, 'ask': 'Which?', 'options': ["
    "    {'id': 'a', 'text': 'Apple'}, {'id': 'b', 'text': 'Bee'}, {'id': 'harm', 'text': 'Harm', 'concern': true},"
    "    {'id': 'street', 'text': 'Street', 'when': {'==': [{'var': 'setting'}, 'community']}},"
    "    {'id': 'other', 'text': 'Else', 'write': true}]},"
    "  {'kind': 'scale', 'id': 'heat', 'about_me': true, 'ask': 'How hot?', 'from': 0, 'to': 10, 'ends': ['Low', "
    "'High'],"
    "   'concern': {'at_least': 10}}],"
    " 'next': [{'when': " HEAT_AT_LEAST_8 ", 'page': 'calm'},"
    "          {'when': {'in': ['b', {'var': 'trigger'}]}, 'page': 'four'}]}," TEXT(
        "two") ", 'minutes': 1.5}," TEXT("three") ", 'minutes': 3, 'when': {'==': [{'var': 'setting'}, "
                                                  "'community']}}," TEXT("four") ", 'minutes': 1},"
                                                                                 "{'id': 'calm', 'title': 'Calm', "
                                                                                 "'extra': true, 'minutes': 2, "
                                                                                 "'blocks': ["
                                                                                 "  {'kind': 'choice', 'id': 'after', "
                                                                                 "'ask': 'Now?', 'optional': true, "
                                                                                 "'options': ["
                                                                                 "    {'id': 'on', 'text': 'On'}, "
                                                                                 "{'id': 'skip', 'text': 'Skip'}, "
                                                                                 "{'id': 'stop', 'text': 'Stop'},"
                                                                                 "    {'id': 'talk', 'text': "
                                                                                 "'Talk'}]}],"
                                                                                 " 'next': [{'when': {'==': [{'var': "
                                                                                 "'after'}, 'talk']}, 'page': 'talk'},"
                                                                                 "          {'when': {'==': [{'var': "
                                                                                 "'after'}, 'skip']}, 'skip': true},"
                                                                                 "          {'when': {'==': [{'var': "
                                                                                 "'after'}, 'stop']}, 'leave': "
                                                                                 "true}]}," TEXT(
                                                                                     "talk") ", 'extra': true}";

/* --- opening and moving ----------------------------------------------------------------------------------------- */

static void test_open(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
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

static void test_back_passes_over_pages_left_out(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(
        &k, "",
        "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'choice', 'id': 'c', 'ask': '?', 'options': ["
        "{'id': 'x', 'text': 'X'}, {'id': 'y', 'text': 'Y'}]}]}," TEXT(
            "two") ", 'when': {'!=': [{'var': 'd'}, 'z']}},"
                   "{'id': 'three', 'title': 'Three', 'blocks': [{'kind': 'choice', 'id': 'd', 'ask': '?', 'options': ["
                   "{'id': 'z', 'text': 'Z'}, {'id': 'w', 'text': 'W'}]}]}");
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

/* --- extra pages ------------------------------------------------------------------------------------------------ */

static void test_extra_returns_after_its_caller(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
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

static void test_skip(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
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
    kit_begin(&k, "", walk);
    assert_false(kit_go(&k, "two"));
    assert_false(kit_go(&k, "four"));
    kit_end(&k);
}

/* --- answers ---------------------------------------------------------------------------------------------------- */

static void test_pick_many(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
    assert_true(kit_pick(&k, "trigger", "b"));
    assert_true(kit_pick(&k, "trigger", "a"));
    assert_string_equal(kit_answer(&k, "trigger"), "{\"entries\":[[\"a\"],[\"b\"]]}"); /* as defined, not as picked */
    assert_false(kit_pick(&k, "trigger", "street"));
    assert_true(k.last.too_many);
    assert_true(kit_pick(&k, "trigger", "a"));
    assert_true(kit_pick(&k, "trigger", "b"));
    assert_string_equal(kit_answer(&k, "trigger"), "{}");
    assert_false(kit_pick(&k, "trigger", "nothing"));
    assert_false(kit_pick(&k, "nothing", "a"));
    assert_false(kit_pick(&k, "heat", "a"));
    assert_false(kit_pick(&k, "after", "on")); /* on a page that is not on show */
    kit_end(&k);
}

static void test_write_in(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
    assert_true(kit_number(&k, "heat", 1));
    assert_true(kit_pick(&k, "trigger", "other"));
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "trigger"); /* nothing is written yet */
    assert_true(kit_write(&k, "trigger", "other", "my boss"));
    assert_false(kit_write(&k, "trigger", "other", "my boss"));
    assert_false(kit_write(&k, "trigger", "a", "words"));
    assert_true(kit_pick(&k, "trigger", "a"));
    assert_true(kit_pick(&k, "trigger", "other"));
    assert_string_equal(kit_answer(&k, "trigger"), "{\"entries\":[[\"a\"]]}");
    assert_true(kit_pick(&k, "trigger", "other")); /* the words are there again */
    assert_string_equal(kit_answer(&k, "trigger"), "{\"entries\":[[\"a\"],[\"other\",\"my boss\"]]}");
    assert_true(kit_write(&k, "trigger", "other", ""));
    assert_string_equal(kit_answer(&k, "trigger"), "{\"entries\":[[\"a\"],[\"other\"]]}");
    assert_false(kit_write(&k, "trigger", "other", "  "));
    assert_false(kit_write(&k, "trigger", "other", "\xff"));
    kit_end(&k);
}

static void test_number(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
    assert_true(kit_number(&k, "heat", 0));
    assert_false(kit_number(&k, "heat", 0));
    assert_false(kit_number(&k, "heat", 11));
    assert_false(kit_number(&k, "heat", -1));
    assert_false(kit_number(&k, "heat", 1.5));
    assert_false(kit_number(&k, "trigger", 1));
    assert_string_equal(kit_answer(&k, "heat"), "{\"number\":0}");
    assert_true(kit_clear(&k, "heat"));
    assert_false(kit_clear(&k, "heat"));
    assert_null(attempt_answer(k.attempt, "heat"));
    kit_end(&k);
}

static void test_decline(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
    assert_true(kit_decline(&k, "trigger"));
    assert_true(kit_decline(&k, "heat"));
    assert_true(kit_decline(&k, "heat")); /* takes it back */
    assert_null(attempt_answer(k.attempt, "heat"));
    assert_true(kit_decline(&k, "heat"));
    assert_true(kit_next(&k));
    assert_page(&k, "two"); /* a declined number is not a high one, and a declined list holds nothing */
    kit_end(&k);
}

static void test_concern(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", walk);
    assert_true(kit_number(&k, "heat", 9));
    assert_int_equal(k.last.count, 1);
    assert_true(kit_number(&k, "heat", 10));
    assert_int_equal(k.last.count, 2);
    assert_int_equal(k.last.events[1].kind, EVENT_CONCERN);
    assert_string_equal(k.last.events[1].exercise, "heat");
    assert_true(answer_is_empty(&k.last.events[1].answer));
    assert_true(kit_pick(&k, "trigger", "harm"));
    assert_int_equal(k.last.count, 2);
    assert_true(kit_pick(&k, "trigger", "a")); /* said before, not said again */
    assert_int_equal(k.last.count, 1);
    assert_true(kit_pick(&k, "trigger", "harm"));
    assert_int_equal(k.last.count, 1);
    assert_true(kit_pick(&k, "trigger", "harm"));
    assert_int_equal(k.last.count, 2);
    kit_end(&k);
}

static const char *const bench =
    "{'id': 'one', 'title': 'One', 'blocks': ["
    "  {'kind': 'sort', 'id': 'sort', 'ask': '?', 'boxes': [{'id': 'in', 'text': 'In'}, {'id': 'out', 'text': 'Out'}],"
    "   'cards': [{'id': 'x', 'text': 'X'}, {'id': 'y', 'text': 'Y',"
    "    'when': {'==': [{'var': 'setting'}, 'custody']}}, {'id': 'z', 'text': 'Z'}]}]},"
    "{'id': 'two', 'title': 'Two', 'blocks': ["
    "  {'kind': 'gaps', 'id': 'plan', 'about_me': true, 'text': 'If [when], then I will [acts].', 'gaps': ["
    "    {'id': 'when', 'label': 'When', 'write': true, 'bank': [{'id': 'late', 'text': 'it is late'},"
    "      {'id': 'locked', 'text': 'I am locked in', 'when': {'==': [{'var': 'setting'}, 'custody']}}]},"
    "    {'id': 'acts', 'label': 'Acts', 'at_most': 2, 'bank': [{'id': 'p', 'text': 'pause'}, {'id': 'q', 'text': "
    "'quit'},"
    "      {'id': 'r', 'text': 'run'}]}]}]},"
    "{'id': 'three', 'title': 'Three', 'blocks': ["
    "  {'kind': 'spot', 'id': 'body', 'ask': '?', 'picture': 'media/b.svg', 'alt': 'A body', 'many': true, 'places': ["
    "    {'id': 'jaw', 'text': 'Jaw', 'at': [0.1, 0.1, 0.2, 0.2]}, {'id': 'none', 'text': 'None'}]},"
    "  {'kind': 'choice', 'id': 'one-of', 'ask': '?', 'options': [{'id': 'a', 'text': 'A'}, {'id': 'b', 'text': 'B'},"
    "    {'id': 'w', 'text': 'W', 'write': true}]},"
    "  {'kind': 'write', 'id': 'note', 'ask': '?', 'when': {'==': [{'var': 'one-of'}, 'b']}}]},"
    "{'id': 'four', 'title': 'Four', 'blocks': ["
    "  {'kind': 'worksheet', 'id': 'sheet', 'layout': 'columns', 'fields': ["
    "    {'kind': 'write', 'id': 'thought', 'ask': '?', 'with': {'kind': 'scale', 'id': 'sure', 'ask': '?', 'from': 0,"
    "     'to': 100, 'step': 10, 'ends': ['No', 'Yes'], 'unit': '%'}},"
    "    {'kind': 'write', 'id': 'more', 'ask': '?', 'optional': true}]}]},"
    "{'id': 'five', 'title': 'Five', 'blocks': ["
    "  {'kind': 'reveal', 'look': 'cards', 'items': [{'id': 'i', 'title': 'I', 'text': 'One.'},"
    "    {'id': 'j', 'title': 'J', 'text': 'Two.'}]},"
    "  {'kind': 'worksheet', 'id': 'open', 'layout': 'columns', 'optional': true, 'fields': ["
    "    {'kind': 'write', 'id': 'line', 'ask': '?'}, {'kind': 'write', 'id': 'other', 'ask': '?'}]}]}";

static void test_sort(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", bench);
    assert_true(kit_place(&k, "sort", "z", "in"));
    assert_false(kit_place(&k, "sort", "z", "in"));
    assert_false(kit_place(&k, "sort", "y", "in")); /* not on show here */
    assert_false(kit_place(&k, "sort", "x", "nowhere"));
    assert_false(kit_place(&k, "sort", "q", "in"));
    assert_false(kit_next(&k));
    assert_true(kit_place(&k, "sort", "x", "out"));
    assert_string_equal(kit_answer(&k, "sort"), "{\"entries\":[[\"x\",\"out\"],[\"z\",\"in\"]]}");
    assert_true(kit_place(&k, "sort", "z", ""));
    assert_string_equal(kit_answer(&k, "sort"), "{\"entries\":[[\"x\",\"out\"]]}");
    assert_true(kit_place(&k, "sort", "z", "out"));
    assert_true(kit_next(&k));
    assert_page(&k, "two");
    kit_end(&k);
}

static void pass_sort(struct kit *k)
{
    assert_true(kit_place(k, "sort", "x", "in"));
    assert_true(kit_place(k, "sort", "z", "in"));
    assert_true(kit_next(k));
}

static void test_gaps(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", bench);
    pass_sort(&k);
    assert_true(kit_fill(&k, "plan", "acts", "q"));
    assert_true(kit_fill(&k, "plan", "acts", "p"));
    assert_false(kit_fill(&k, "plan", "acts", "r"));
    assert_true(k.last.too_many);
    assert_true(kit_fill(&k, "plan", "acts", "q"));
    assert_true(kit_fill(&k, "plan", "acts", "q"));
    assert_string_equal(kit_answer(&k, "plan"), "{\"entries\":[[\"acts\",\"p\"],[\"acts\",\"q\"]]}"); /* as filled */
    assert_false(kit_fill(&k, "plan", "acts", "own:shout"));
    assert_false(kit_next(&k));
    assert_false(kit_fill(&k, "plan", "when", "locked")); /* not on show here */
    assert_true(kit_fill(&k, "plan", "when", "late"));
    assert_false(kit_fill(&k, "plan", "when", "late"));
    assert_true(kit_fill(&k, "plan", "when", "own:the bus is late"));
    assert_false(kit_fill(&k, "plan", "when", "own:"));
    assert_string_equal(kit_answer(&k, "plan"), "{\"entries\":[[\"when\",\"own:the bus is late\"],[\"acts\",\"p\"],"
                                                "[\"acts\",\"q\"]]}");
    assert_true(kit_fill(&k, "plan", "acts", ""));
    assert_false(kit_next(&k));
    assert_true(kit_decline(&k, "plan"));
    assert_true(kit_next(&k));
    assert_page(&k, "three");
    kit_end(&k);
}

static void test_spot_write_and_when(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", bench);
    pass_sort(&k);
    assert_true(kit_decline(&k, "plan"));
    assert_true(kit_next(&k));
    assert_true(kit_pick(&k, "body", "none"));
    assert_true(kit_pick(&k, "body", "jaw"));
    assert_string_equal(kit_answer(&k, "body"), "{\"entries\":[[\"jaw\"],[\"none\"]]}");
    assert_false(kit_pick(&k, "body", "knee"));
    assert_false(kit_decline(&k, "body"));              /* not about the person */
    assert_false(kit_write(&k, "note", NULL, "words")); /* not on show yet */
    assert_true(kit_pick(&k, "one-of", "b"));
    assert_false(kit_pick(&k, "one-of", "b"));
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "note");
    assert_true(kit_write(&k, "note", NULL, "words"));
    assert_true(kit_write(&k, "note", NULL, ""));
    assert_false(kit_next(&k));
    assert_true(kit_write(&k, "note", NULL, "words"));
    assert_true(kit_pick(&k, "one-of", "w"));
    assert_true(kit_write(&k, "one-of", "w", "mine"));
    assert_true(kit_pick(&k, "one-of", "a")); /* replaces */
    assert_string_equal(kit_answer(&k, "one-of"), "{\"entries\":[[\"a\"]]}");
    assert_true(kit_pick(&k, "one-of", "w"));
    assert_string_equal(kit_answer(&k, "one-of"), "{\"entries\":[[\"w\",\"mine\"]]}");
    assert_string_equal(kit_answer(&k, "note"), "{\"entries\":[[\"text\",\"words\"]]}"); /* kept, though not on show */
    assert_true(kit_next(&k));
    kit_end(&k);
}

static void go_to_four(struct kit *k)
{
    pass_sort(k);
    assert_true(kit_decline(k, "plan"));
    assert_true(kit_next(k));
    assert_true(kit_pick(k, "body", "none"));
    assert_true(kit_pick(k, "one-of", "a"));
    assert_true(kit_next(k));
    assert_page(k, "four");
}

static void test_worksheet(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", bench);
    go_to_four(&k);
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "sheet.thought");
    assert_true(kit_write(&k, "sheet.thought", NULL, "no"));
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "sheet.sure");
    assert_false(kit_number(&k, "sheet.sure", 75));
    assert_true(kit_number(&k, "sheet.sure", 70));
    assert_true(kit_next(&k)); /* more is optional */
    assert_page(&k, "five");
    assert_true(kit_next(&k)); /* so is all of the last worksheet */
    assert_true(k.last.finished);
    kit_end(&k);
}

static void test_seen_and_played(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", bench);
    go_to_four(&k);
    assert_true(kit_write(&k, "sheet.thought", NULL, "no"));
    assert_true(kit_number(&k, "sheet.sure", 70));
    assert_true(kit_next(&k));
    const char *reveal = attempt_page(k.attempt)->blocks[0].id;
    assert_int_equal(attempt_seen(k.attempt, reveal), 0);
    assert_true(kit_act(&k, ACT(.kind = ACT_SEEN, .item = reveal, .number = 2)));
    assert_int_equal(attempt_seen(k.attempt, reveal), 2);
    assert_false(kit_act(&k, ACT(.kind = ACT_SEEN, .item = reveal, .number = 2)));
    assert_false(kit_act(&k, ACT(.kind = ACT_SEEN, .item = "nothing", .number = 2)));
    assert_false(kit_act(&k, ACT(.kind = ACT_SEEN, .item = reveal, .number = -1)));
    assert_true(kit_act(&k, ACT(.kind = ACT_PLAYED, .item = reveal, .number = 12000)));
    assert_int_equal(k.log[k.count - 1].kind, EVENT_PLAYED);
    assert_false(kit_act(&k, ACT(.kind = ACT_PLAYED, .number = 0)));
    assert_false(kit_act(&k, ACT(.kind = ACT_NONE)));
    kit_end(&k);
}

/* --- the quiz --------------------------------------------------------------------------------------------------- */

#define QUESTION(id)                                                                                                   \
    "{'kind': 'choice', 'id': '" id "', 'ask': '?', 'options': [{'id': 'yes', 'text': 'Yes', 'right': true},"          \
    "{'id': 'no', 'text': 'No'}], 'feedback': {'right': 'Yes.', 'other': 'No.', 'page': 'one'}}"
static const char *const quiz_says =
    "'complete': {'pages': 'path', 'check': {'exercises': ['q1', 'q2'], 'at_least': 0.6}},";
static const char *const quiz =
    PAGE("one") ",{'id': 'quiz', 'title': 'Quiz', 'blocks': [" QUESTION("q1") "," QUESTION("q2") "]}," PAGE("end");

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
    kit_begin(&k, quiz_says,
              PAGE("one") ",{'id': 'quiz', 'title': 'Quiz', 'blocks': [" QUESTION("q1") "," QUESTION("q2") "]}");
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

#define EDIT(id, options) "{'kind': 'choice', 'id': '" id "', 'ask': '?', 'many': true, 'options': [" options "]}"

static void test_edit_keeps_what_still_fits(void **state)
{
    (void)state;
    struct kit k, edited;
    kit_begin(&k, "",
              "{'id': 'one', 'title': 'One', 'blocks': [" EDIT("x", "{'id': 'a', 'text': 'A'}, {'id': 'b', 'text': "
                                                                    "'B'}") "," EDIT("y", "{'id': 'a', 'text': 'A'}, "
                                                                                          "{'id': 'b', 'text': 'B'}") "," EDIT(
                  "z", "{'id': 'a', 'text': 'A'}, {'id': 'b', 'text': 'B'}") "]}," PAGE("two") "," PAGE("three"));
    assert_true(kit_pick(&k, "x", "a"));
    assert_true(kit_pick(&k, "y", "a"));
    assert_true(kit_pick(&k, "y", "b"));
    assert_true(kit_pick(&k, "z", "a"));
    assert_true(kit_next(&k));
    assert_true(kit_next(&k));
    assert_page(&k, "three");
    /* y lost its b, z is gone, and so is page three */
    replay_edited(&k, &edited,
                  "{'id': 'one', 'title': 'One', 'blocks': [" EDIT("x", "{'id': 'a', 'text': 'A2'}, {'id': 'c', "
                                                                        "'text': 'C'}") "," EDIT(
                      "y", "{'id': 'a', 'text': 'A'}, {'id': 'c', 'text': 'C'}") "]}," PAGE("two"));
    assert_page(&edited, "two");
    assert_string_equal(kit_answer(&edited, "x"), "{\"entries\":[[\"a\"]]}");
    assert_null(attempt_answer(edited.attempt, "y")); /* not the older answer: the person had changed it */
    assert_int_equal(attempt_dropped(edited.attempt), 2);
    kit_open(&edited);
    assert_int_equal(edited.last.events[0].kind, EVENT_RESUMED);
    assert_true(kit_back(&edited));
    assert_true(kit_pick(&edited, "y", "c"));
    assert_int_equal(attempt_dropped(edited.attempt), 1);
    kit_end(&k);
    kit_end(&edited);
}

static void test_edit_that_takes_every_page_seen(void **state)
{
    (void)state;
    struct kit k, edited;
    kit_begin(&k, "", PAGE("one") "," PAGE("two"));
    assert_true(kit_next(&k));
    replay_edited(&k, &edited, PAGE("new") "," PAGE("newer"));
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
    kit_begin(&k, "", walk);
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

/* --- any module, any acts --------------------------------------------------------------------------------------- */

static uint64_t dice;

static int roll(int sides)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (int)((dice >> 33) % (uint64_t)sides);
}

static const char *some_item(const struct block *b)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        return b->choice.options[roll(b->choice.count)].id;
    case BLOCK_SPOT:
        return b->spot.places[roll(b->spot.count)].id;
    case BLOCK_SORT:
        return b->sort.cards[roll(b->sort.card_count)].id;
    case BLOCK_GAPS:
        return b->gaps.gaps[roll(b->gaps.count)].id;
    default:
        return roll(2) ? "text" : NULL;
    }
}

static const char *some_text(const struct block *b, const char *item)
{
    static const char *const words[] = {"", " ", "own:mine", "mine *and* yours", "\xc3\xa9", "\xff", "own:", NULL};
    if (roll(4) == 0)
        return words[roll(8)];
    if (b->kind == BLOCK_SORT)
        return b->sort.boxes[roll(b->sort.box_count)].id;
    for (int i = 0; b->kind == BLOCK_GAPS && i < b->gaps.count; i++)
        if (text_is(b->gaps.gaps[i].id, item) && b->gaps.gaps[i].count)
            return b->gaps.gaps[i].bank[roll(b->gaps.gaps[i].count)].id;
    return words[roll(8)];
}

static struct act some_act(struct kit *k)
{
    static const enum act_kind kinds[] = {ACT_PICK,  ACT_PICK,   ACT_NUMBER,  ACT_NUMBER,  ACT_WRITE,
                                          ACT_PLACE, ACT_PLACE,  ACT_FILL,    ACT_DECLINE, ACT_CLEAR,
                                          ACT_NEXT,  ACT_NEXT,   ACT_NEXT,    ACT_BACK,    ACT_GO,
                                          ACT_SEEN,  ACT_PLAYED, ACT_SUPPORT, ACT_PAUSE,   ACT_NONE};
    const struct module *m = k->module;
    const struct block *b = m->exercises[roll(m->exercise_count)];
    struct act act = {.kind = kinds[roll(20)], .exercise = b->id, .number = roll(13) - 1};
    for (int tries = 0; tries < 20 && act.kind < ACT_SEEN; tries++) { /* mostly one that is on show */
        const struct page *p = attempt_page(k->attempt);
        bool here = false;
        for (int i = 0; i < p->block_count; i++)
            here |= strncmp(p->blocks[i].id, b->id, strlen(p->blocks[i].id)) == 0;
        if (here)
            break;
        b = m->exercises[roll(m->exercise_count)];
        act.exercise = b->id;
    }
    act.item = act.kind == ACT_GO ? m->pages[roll(m->page_count)].id : some_item(b);
    act.text = some_text(b, act.item);
    if (b->kind == BLOCK_SCALE && act.kind == ACT_PICK)
        act.kind = ACT_NUMBER;
    if (act.kind == ACT_NUMBER && b->kind == BLOCK_SCALE && roll(4))
        act.number = b->scale.from + b->scale.step * roll(1 + (int)((b->scale.to - b->scale.from) / b->scale.step));
    return act;
}

/* Answers what is missing in the plainest way, and presses Next. */
static void finish_block(struct kit *k, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        for (int i = 0; i < b->choice.count; i++) {
            const struct option *o = &b->choice.options[i];
            if (!o->write && attempt_option_shows(k->attempt, o->when) && kit_pick(k, b->id, o->id) &&
                attempt_is_answered(k->attempt, b))
                return;
        }
        for (int i = 0; i < b->choice.count; i++) /* a write-in that was left empty */
            if (answer_has(attempt_answer(k->attempt, b->id), b->choice.options[i].id) && b->choice.options[i].write)
                kit_write(k, b->id, b->choice.options[i].id, "mine");
        break;
    case BLOCK_SCALE:
        kit_number(k, b->id, b->scale.from);
        break;
    case BLOCK_WRITE:
        kit_write(k, b->id, NULL, "mine");
        break;
    case BLOCK_SPOT:
        kit_pick(k, b->id, b->spot.places[0].id);
        break;
    case BLOCK_SORT:
        for (int i = 0; i < b->sort.card_count; i++)
            kit_place(k, b->id, b->sort.cards[i].id, b->sort.boxes[0].id);
        break;
    default:
        kit_decline(k, b->id);
        break;
    }
}

static void play_to_the_end(struct kit *k)
{
    for (int i = 0; i < 1000; i++) {
        kit_next(k);
        if (k->last.finished)
            return;
        if (k->last.missing)
            finish_block(k, k->last.missing);
    }
    fail_msg("no end: %s", kit_state(k, k->attempt));
}

static void play_at_random(uint64_t seed, const char *setting)
{
    struct kit k;
    dice = seed;
    kit_load(&k, NULL, "thinking-skills", "stop-and-think", setting);
    kit_open(&k);
    for (int i = 0; i < 1500; i++) {
        const char *before = kit_state(&k, k.attempt);
        int events = k.count;
        if (!kit_act(&k, some_act(&k))) {
            assert_int_equal(k.count, events);
            assert_string_equal(kit_state(&k, k.attempt), before);
        }
        assert_in_range(attempt_page_number(k.attempt), 1, attempt_page_total(k.attempt));
        assert_true(attempt_minutes_left(k.attempt) >= 1);
        if (i % 250 == 0)
            assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    }
    play_to_the_end(&k);
    kit_complete(&k);
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void test_random_acts(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    for (uint64_t i = 0; i < 6; i++) {
        uint64_t seed = given ? strtoull(given, NULL, 10) : 20260101 + i * 7919;
        print_message("seed %llu\n", (unsigned long long)seed);
        play_at_random(seed, i % 2 ? "custody" : "community");
    }
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
        cmocka_unit_test(test_extra_returns_after_its_caller),
        cmocka_unit_test(test_extra_calls_extra),
        cmocka_unit_test(test_skip),
        cmocka_unit_test(test_leave),
        cmocka_unit_test(test_look),
        cmocka_unit_test(test_go_only_where_one_has_been),
        cmocka_unit_test(test_pick_many),
        cmocka_unit_test(test_write_in),
        cmocka_unit_test(test_number),
        cmocka_unit_test(test_decline),
        cmocka_unit_test(test_concern),
        cmocka_unit_test(test_sort),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_spot_write_and_when),
        cmocka_unit_test(test_worksheet),
        cmocka_unit_test(test_seen_and_played),
        cmocka_unit_test(test_quiz_passed),
        cmocka_unit_test(test_quiz_one_more_go),
        cmocka_unit_test(test_quiz_goes_on_regardless),
        cmocka_unit_test(test_quiz_on_the_last_page),
        cmocka_unit_test(test_edit_keeps_what_still_fits),
        cmocka_unit_test(test_edit_that_takes_every_page_seen),
        cmocka_unit_test(test_another_setting),
        cmocka_unit_test(test_random_acts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
