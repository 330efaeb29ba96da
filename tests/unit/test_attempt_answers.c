/* An attempt: acts on exercises and the answers they lead to. */
#include "player_kit.h"

/* --- answers ---------------------------------------------------------------------------------------------------- */

static void test_pick_many(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", KIT_WALK);
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
    kit_begin(&k, "", KIT_WALK);
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
    kit_begin(&k, "", KIT_WALK);
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
    kit_begin(&k, "", KIT_WALK);
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
    kit_begin(&k, "", KIT_WALK);
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

/* clang-format off */
static const char *const bench =
    "{'id': 'one', 'title': 'One', 'blocks': ["
    "  {'kind': 'sort', 'id': 'sort', 'ask': '?', 'boxes': [{'id': 'in', 'text': 'In'}, {'id': 'out', 'text': 'Out'}],"
    "   'cards': [{'id': 'x', 'text': 'X'}, {'id': 'y', 'text': 'Y',"
    "    'when': {'==': [{'var': 'setting'}, 'custody']}}, {'id': 'z', 'text': 'Z'}]}]},"
    "{'id': 'two', 'title': 'Two', 'blocks': ["
    "  {'kind': 'gaps', 'id': 'plan', 'about_me': true, 'text': 'If [when], then I will [acts].', 'gaps': ["
    "    {'id': 'when', 'label': 'When', 'write': true, 'bank': [{'id': 'late', 'text': 'it is late'},"
    "      {'id': 'locked', 'text': 'I am locked in', 'when': {'==': [{'var': 'setting'}, 'custody']}}]},"
    "    {'id': 'acts', 'label': 'Acts', 'at_most': 2, 'bank': [{'id': 'p', 'text': 'pause'}, {'id': 'q', 'text': 'quit'},"
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
/* clang-format on */

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

/* --- what rules see ---------------------------------------------------------------------------------------------- */

static enum value_kind kind_of(struct kit *k, const char *name, struct value *out)
{
    struct rule_scope scope = attempt_scope(k->attempt, &k->arena);
    scope.variable(scope.context, name, out);
    return out->kind;
}

static void test_variables(void **state)
{
    (void)state;
    struct kit k;
    struct value v;
    kit_begin(&k, "", KIT_WALK);
    assert_int_equal(kind_of(&k, "heat", &v), VALUE_NULL);
    assert_int_equal(kind_of(&k, "trigger", &v), VALUE_NULL);
    assert_int_equal(kind_of(&k, "nothing", &v), VALUE_NULL);
    assert_int_equal(kind_of(&k, "score", &v), VALUE_NULL);
    assert_int_equal(kind_of(&k, "setting", &v), VALUE_TEXT);
    assert_string_equal(v.text, "community");
    assert_int_equal(kind_of(&k, "language", &v), VALUE_TEXT);
    assert_string_equal(v.text, "en-GB");
    assert_int_equal(kind_of(&k, "visits.one", &v), VALUE_NUMBER);
    assert_true(v.number == 1);
    assert_int_equal(kind_of(&k, "visits.two", &v), VALUE_NUMBER);
    assert_true(v.number == 0);
    kit_decline(&k, "heat");
    kit_decline(&k, "trigger");
    assert_int_equal(kind_of(&k, "heat", &v), VALUE_NULL); /* declined is not there */
    assert_int_equal(kind_of(&k, "trigger", &v), VALUE_NULL);
    kit_number(&k, "heat", 0);
    assert_int_equal(kind_of(&k, "heat", &v), VALUE_NUMBER);
    kit_pick(&k, "trigger", "b");
    assert_int_equal(kind_of(&k, "trigger", &v), VALUE_LIST);
    assert_int_equal(v.count, 1);
    assert_string_equal(v.items[0].text, "b");
    kit_end(&k);
}

static void test_variables_of_other_kinds(void **state)
{
    (void)state;
    struct kit k;
    struct value v;
    kit_begin(&k, "", bench);
    kit_place(&k, "sort", "x", "in");
    assert_int_equal(kind_of(&k, "sort", &v), VALUE_LIST);
    assert_string_equal(v.items[0].text, "x");
    kit_place(&k, "sort", "z", "in");
    kit_next(&k);
    kit_fill(&k, "plan", "when", "late");
    kit_fill(&k, "plan", "acts", "p");
    kit_fill(&k, "plan", "acts", "q");
    assert_int_equal(kind_of(&k, "plan", &v), VALUE_LIST);
    assert_int_equal(v.count, 2); /* the gaps that are filled */
    assert_string_equal(v.items[1].text, "acts");
    kit_next(&k);
    kit_pick(&k, "one-of", "b");
    kit_write(&k, "note", NULL, "words");
    assert_int_equal(kind_of(&k, "one-of", &v), VALUE_TEXT);
    assert_string_equal(v.text, "b");
    assert_int_equal(kind_of(&k, "note", &v), VALUE_TEXT);
    assert_string_equal(v.text, "words");
    assert_int_equal(kind_of(&k, "sheet", &v), VALUE_NULL);
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pick_many), cmocka_unit_test(test_write_in),
        cmocka_unit_test(test_number),    cmocka_unit_test(test_decline),
        cmocka_unit_test(test_concern),   cmocka_unit_test(test_sort),
        cmocka_unit_test(test_gaps),      cmocka_unit_test(test_spot_write_and_when),
        cmocka_unit_test(test_worksheet), cmocka_unit_test(test_seen_and_played),
        cmocka_unit_test(test_variables), cmocka_unit_test(test_variables_of_other_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
