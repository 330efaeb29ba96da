/* What a grid takes as its answer, what is missing of it, and what rules and words make of it. */
#include "player_kit.h"

#define COLUMNS                                                                                                        \
    "'columns': [{'id': 'no', 'text': 'Not at all'}, {'id': 'bit', 'text': 'A bit'},"                                  \
    "            {'id': 'most', 'text': 'More than anything', 'concern': true}]"
#define GRID                                                                                                           \
    "{'id': 'one', 'title': 'One', 'blocks': ["                                                                        \
    "  {'kind': 'grid', 'id': 'values', 'ask': 'How much?', 'about_me': true, 'rows': ["                               \
    "    {'id': 'family', 'text': 'My family'}, {'id': 'work', 'text': 'Work'},"                                       \
    "    {'id': 'wing', 'text': 'The wing', 'when': {'==': [{'var': 'setting'}, 'custody']}}]," COLUMNS "},"           \
    "  {'kind': 'grid', 'id': 'often', 'ask': 'How often?', 'optional': true, 'rows': ["                               \
    "    {'id': 'sleep', 'text': 'No sleep'}, {'id': 'food', 'text': 'No food'}], 'columns': ["                        \
    "    {'id': 'never', 'text': 'Never', 'value': 0}, {'id': 'always', 'text': 'Always', 'value': 3}]}]},"            \
    "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}"

static struct value variable(struct kit *k, const char *name)
{
    struct value v;
    struct rule_scope scope = attempt_scope(k->attempt, &k->arena);
    scope.variable(scope.context, name, &v);
    return v;
}

static void rows_are_answered_one_by_one(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", GRID);
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "values");
    assert_true(kit_place(&k, "values", "work", "bit"));
    assert_false(kit_place(&k, "values", "work", "bit")); /* it is the answer already */
    assert_true(kit_place(&k, "values", "family", "no"));
    assert_string_equal(kit_answer(&k, "values"), "{\"entries\":[[\"family\",\"no\"],[\"work\",\"bit\"]]}");
    assert_true(kit_place(&k, "values", "family", "most"));
    assert_true(kit_place(&k, "values", "work", "")); /* taken back */
    assert_string_equal(kit_answer(&k, "values"), "{\"entries\":[[\"family\",\"most\"]]}");
    assert_false(kit_next(&k));
    assert_true(kit_place(&k, "values", "work", "no"));
    assert_true(kit_next(&k)); /* the row of another setting is not waited for */
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void what_is_not_there_is_refused(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", GRID);
    assert_false(kit_place(&k, "values", "friends", "no"));
    assert_false(kit_place(&k, "values", "family", "never"));
    assert_false(kit_place(&k, "values", "wing", "no")); /* not on show here */
    assert_false(kit_pick(&k, "values", "family"));
    assert_false(kit_number(&k, "values", 1));
    assert_string_equal(kit_answer(&k, "values"), "{}");
    kit_end(&k);
}

static void every_row_on_show_is_waited_for(void **state)
{
    (void)state;
    struct kit k;
    static char json[8 * 1024];
    snprintf(json, sizeof json,
             "{'id': 'm', 'title': 'M', 'public_title': 'Session', 'minutes': 30, 'aims': ['Try'], 'pages': [%s]}",
             GRID);
    kit_load(&k, json, "kit", "m", "custody");
    kit_open(&k);
    kit_place(&k, "values", "family", "no");
    kit_place(&k, "values", "work", "no");
    assert_false(kit_next(&k));
    assert_true(kit_place(&k, "values", "wing", "bit"));
    assert_true(kit_next(&k));
    kit_end(&k);
}

static void declining_answers_all_of_it(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", GRID);
    kit_place(&k, "values", "family", "no");
    assert_true(kit_decline(&k, "values"));
    assert_string_equal(kit_answer(&k, "values"), "{\"declined\":true}");
    assert_true(kit_place(&k, "values", "family", "bit")); /* changed one's mind */
    assert_string_equal(kit_answer(&k, "values"), "{\"entries\":[[\"family\",\"bit\"]]}");
    assert_false(kit_decline(&k, "often")); /* not about the person */
    kit_end(&k);
}

/* Each time a row comes to that column: the other row again, and not the same row twice. */
static void a_column_can_be_a_concern(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", GRID);
    kit_place(&k, "values", "family", "most");
    assert_int_equal(k.last.count, 2);
    assert_int_equal(k.last.events[1].kind, EVENT_CONCERN);
    kit_place(&k, "values", "work", "bit");
    assert_int_equal(k.last.count, 1);
    kit_place(&k, "values", "work", "most");
    assert_int_equal(k.last.count, 2);
    kit_end(&k);
}

static void rules_read_rows(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", GRID);
    assert_int_equal(variable(&k, "values.family").kind, VALUE_NULL);
    kit_place(&k, "values", "family", "bit");
    kit_place(&k, "often", "food", "always");
    assert_string_equal(variable(&k, "values.family").text, "bit");
    assert_int_equal(variable(&k, "values.work").kind, VALUE_NULL);
    assert_int_equal(variable(&k, "values").kind, VALUE_LIST);
    assert_int_equal(variable(&k, "values").count, 1);
    assert_int_equal(variable(&k, "often.food").kind, VALUE_NUMBER);
    assert_true(variable(&k, "often.food").number == 3);
    kit_end(&k);
}

static void it_reads_as_a_sentence(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", GRID);
    kit_place(&k, "values", "family", "most");
    kit_place(&k, "values", "work", "bit");
    assert_string_equal(wording_answer(k.attempt, &k.arena, module_exercise(k.module, "values")),
                        "My family: more than anything and work: a bit");
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_answered_one_by_one),    cmocka_unit_test(what_is_not_there_is_refused),
        cmocka_unit_test(every_row_on_show_is_waited_for), cmocka_unit_test(declining_answers_all_of_it),
        cmocka_unit_test(a_column_can_be_a_concern),       cmocka_unit_test(rules_read_rows),
        cmocka_unit_test(it_reads_as_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
