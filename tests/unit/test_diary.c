/* diary: which rows are filled in, what they add up to, what Next waits for, what is taken back. */
#include "player_kit.h"

#include "diary.h"

/* clang-format off */
static const char *const drinks =
    "{'id': 'one', 'title': 'One', 'blocks': ["
    "  {'kind': 'diary', 'id': 'week', 'ask': 'My week', 'days': 3, 'about_me': true, 'columns': ["
    "    {'kind': 'choice', 'id': 'size', 'ask': 'How big?', 'options': ["
    "      {'id': 'pint', 'text': 'A pint', 'value': 568}, {'id': 'glass', 'text': 'A glass', 'value': 175},"
    "      {'id': 'single', 'text': 'A single', 'value': 25}]},"
    "    {'kind': 'choice', 'id': 'strength', 'ask': 'How strong?', 'options': ["
    "      {'id': 'beer', 'text': 'Beer', 'value': 4}, {'id': 'wine', 'text': 'Wine', 'value': 13},"
    "      {'id': 'spirits', 'text': 'Spirits', 'value': 40}]},"
    "    {'kind': 'scale', 'id': 'glasses', 'ask': 'How many?', 'from': 1, 'to': 10, 'ends': ['One', 'Ten']},"
    "    {'kind': 'write', 'id': 'note', 'ask': 'Who with?', 'optional': true,"
    "     'when': {'>=': [{'var': 'glasses'}, 5]}}],"
    "   'totals': ["
    "    {'id': 'units', 'text': 'Units', 'unit': 'units', 'decimals': 1,"
    "     'of': {'/': [{'*': [{'var': 'size.value'}, {'var': 'strength.value'}, {'var': 'glasses'}]}, 1000]}},"
    "    {'id': 'spent', 'text': 'Spent', 'money': true, 'of': {'*': [{'var': 'glasses'}, 4.25]}},"
    "    {'id': 'count', 'text': 'Drinks', 'unit': 'drinks', 'unit_one': 'drink', 'of': {'var': 'glasses'}}]},"
    "  {'kind': 'text', 'id': 'sum', 'text': 'So {week.total.units} and {week.total.spent}.', 'empty': 'Nothing yet.'},"
    "  {'kind': 'text', 'id': 'much', 'when': {'>': [{'var': 'week.total.units'}, 14]}, 'text': 'That is a lot.'}]},"
    "{'id': 'two', 'title': 'Two', 'blocks': ["
    "  {'kind': 'diary', 'id': 'log', 'occasions': 3, 'each': 'Row', 'nothing': 'No rows', 'columns': ["
    "    {'kind': 'write', 'id': 'what', 'ask': 'What?'},"
    "    {'kind': 'scale', 'id': 'heat', 'ask': 'How hot?', 'from': 0, 'to': 10, 'ends': ['Cold', 'Hot']}]}]},"
    "{'id': 'three', 'title': 'Three', 'blocks': [{'kind': 'text', 'text': 'Done.'}]}";
/* clang-format on */

static void fill_in(struct kit *k, const char *day, const char *size, const char *strength, double glasses)
{
    struct arena *a = &k->arena;
    assert_true(kit_pick(k, arena_printf(a, "week.%s.size", day), size));
    assert_true(kit_pick(k, arena_printf(a, "week.%s.strength", day), strength));
    assert_true(kit_number(k, arena_printf(a, "week.%s.glasses", day), glasses));
}

static const char *sum_of(struct kit *k, const char *diary, int total, int row)
{
    const struct block *b = page_block(attempt_page(k->attempt), diary);
    return diary_sum_words(k->attempt, &k->arena, b, &b->diary.totals[total], row);
}

static const char *text_of(struct kit *k, const char *id)
{
    const struct block *b = page_block(attempt_page(k->attempt), id);
    return wording_or(k->attempt, &k->arena, &b->text.text, &b->text.empty);
}

static bool clear_row(struct kit *k, const char *diary, const char *row)
{
    return kit_act(k, (struct act){.kind = ACT_CLEAR_ROW, .exercise = diary, .item = row});
}

/* A unit is 10 ml of alcohol: millilitres times per cent by thousand (NHS, "Alcohol units"). */
static void units_are_added_up(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", drinks);
    assert_null(sum_of(&k, "week", 0, -1));
    assert_string_equal(text_of(&k, "sum"), "Nothing yet.");
    fill_in(&k, "mon", "pint", "beer", 1);
    assert_string_equal(sum_of(&k, "week", 0, 0), "2.3 units");
    fill_in(&k, "tue", "glass", "wine", 1);
    assert_string_equal(sum_of(&k, "week", 0, 1), "2.3 units");
    fill_in(&k, "wed", "single", "spirits", 1);
    assert_string_equal(sum_of(&k, "week", 0, 2), "1.0 units");
    assert_string_equal(sum_of(&k, "week", 0, -1), "5.5 units"); /* 2.272 + 2.275 + 1, not 2.3 + 2.3 + 1 */
    assert_string_equal(sum_of(&k, "week", 1, -1), "£12.75");
    assert_string_equal(sum_of(&k, "week", 2, -1), "3 drinks");
    assert_string_equal(sum_of(&k, "week", 2, 0), "1 drink");
    assert_string_equal(text_of(&k, "sum"), "So 5.5 units and £12.75.");
    const struct block *much = page_block(attempt_page(k.attempt), "much");
    assert_false(attempt_shows(k.attempt, much));
    assert_true(kit_number(&k, "week.mon.glasses", 6));
    assert_true(attempt_shows(k.attempt, much)); /* 13.6 + 2.3 + 1 */
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void next_waits_for_what_was_begun(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", drinks);
    const struct block *week = page_block(attempt_page(k.attempt), "week");
    assert_false(kit_next(&k));
    assert_ptr_equal(k.last.missing, week); /* one row at least */
    assert_true(kit_pick(&k, "week.tue.size", "pint"));
    assert_int_equal(diary_row_state(k.attempt, week, 1), DIARY_BEGUN);
    assert_false(kit_next(&k));
    assert_string_equal(k.last.missing->id, "week.tue.strength");
    assert_false(kit_number(&k, "week.tue.glasses", 11));
    assert_true(kit_pick(&k, "week.tue.strength", "beer"));
    assert_true(kit_number(&k, "week.tue.glasses", 2));
    assert_int_equal(diary_row_state(k.attempt, week, 1), DIARY_FULL);
    assert_int_equal(diary_row_state(k.attempt, week, 0), DIARY_EMPTY);
    assert_true(kit_next(&k)); /* the other days are no gaps */
    kit_end(&k);
}

static void nothing_that_day_is_one_press_and_counts_as_none(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", drinks);
    const struct block *week = page_block(attempt_page(k.attempt), "week");
    assert_true(kit_pick(&k, "week.mon.nothing", "nothing"));
    assert_int_equal(diary_row_state(k.attempt, week, 0), DIARY_NOTHING);
    assert_string_equal(sum_of(&k, "week", 0, 0), "0 units");
    assert_string_equal(sum_of(&k, "week", 2, -1), "0 drinks");
    /* an answer takes "nothing" back, and the other way round */
    assert_true(kit_number(&k, "week.mon.glasses", 6));
    assert_string_equal(kit_answer(&k, "week.mon.nothing"), "{}");
    assert_true(kit_write(&k, "week.mon.note", NULL, "With Sam"));
    assert_true(kit_pick(&k, "week.mon.nothing", "nothing"));
    assert_string_equal(kit_answer(&k, "week.mon.glasses"), "{}");
    assert_string_equal(kit_answer(&k, "week.mon.note"), "{}");
    assert_true(kit_pick(&k, "week.mon.nothing", "nothing")); /* and it is taken back itself */
    assert_int_equal(diary_row_state(k.attempt, week, 0), DIARY_EMPTY);
    assert_true(kit_pick(&k, "week.tue.nothing", "nothing"));
    assert_true(kit_next(&k));
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void what_is_not_said_is_not_counted(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", drinks);
    const struct block *week = page_block(attempt_page(k.attempt), "week");
    assert_true(kit_decline(&k, "week.mon.nothing")); /* the whole day */
    assert_int_equal(diary_row_state(k.attempt, week, 0), DIARY_DECLINED);
    assert_null(sum_of(&k, "week", 2, -1));
    fill_in(&k, "tue", "pint", "beer", 2);
    assert_true(kit_decline(&k, "week.tue.glasses"));
    assert_null(sum_of(&k, "week", 0, -1));
    assert_true(kit_next(&k));
    assert_true(kit_back(&k));
    assert_false(kit_decline(&k, "week.whole")); /* not over what is there */
    assert_true(clear_row(&k, "week", "mon"));
    assert_true(clear_row(&k, "week", "tue"));
    assert_false(clear_row(&k, "week", "tue"));
    assert_false(clear_row(&k, "week", "sun"));
    assert_true(kit_decline(&k, "week.whole"));
    assert_true(kit_next(&k));
    assert_true(kit_back(&k));
    assert_true(kit_number(&k, "week.wed.glasses", 1)); /* and an answer takes that back */
    assert_string_equal(kit_answer(&k, "week.whole"), "{}");
    kit_end(&k);
}

static void a_rule_of_a_column_is_about_its_own_row(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", drinks);
    assert_true(kit_number(&k, "week.mon.glasses", 7));
    assert_true(kit_number(&k, "week.tue.glasses", 2));
    assert_true(kit_write(&k, "week.mon.note", NULL, "Alone"));
    assert_false(kit_write(&k, "week.tue.note", NULL, "Alone")); /* not on show that day */
    kit_end(&k);
}

static void occasions_come_one_by_one(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", drinks);
    assert_true(kit_pick(&k, "week.mon.nothing", "nothing"));
    assert_true(kit_next(&k));
    const struct block *log = page_block(attempt_page(k.attempt), "log");
    assert_false(kit_next(&k));
    assert_true(kit_pick(&k, "log.whole", "nothing")); /* there were none */
    assert_true(kit_next(&k));
    assert_true(kit_back(&k));
    assert_true(kit_write(&k, "log.row-1.what", NULL, "The queue"));
    assert_true(kit_number(&k, "log.row-1.heat", 6));
    assert_true(kit_write(&k, "log.row-2.what", NULL, "The phone"));
    assert_true(kit_number(&k, "log.row-2.heat", 9));
    assert_string_equal(diary_row_title(k.attempt, &k.arena, NULL, log, 1), "Row 2");
    assert_string_equal(diary_row_words(k.attempt, &k.arena, NULL, log, 1), "The phone, How hot? 9");
    assert_true(kit_write(&k, "log.row-2.what", NULL, "He rang off."));
    assert_string_equal(diary_row_words(k.attempt, &k.arena, NULL, log, 1), "He rang off. How hot? 9");
    assert_true(clear_row(&k, "log", "row-1"));
    assert_string_equal(diary_row_title(k.attempt, &k.arena, NULL, log, 1), "Row 1");
    assert_int_equal(diary_rows_used(k.attempt, log), 1);
    assert_true(kit_next(&k));
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_added_up),
        cmocka_unit_test(next_waits_for_what_was_begun),
        cmocka_unit_test(nothing_that_day_is_one_press_and_counts_as_none),
        cmocka_unit_test(what_is_not_said_is_not_counted),
        cmocka_unit_test(a_rule_of_a_column_is_about_its_own_row),
        cmocka_unit_test(occasions_come_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
