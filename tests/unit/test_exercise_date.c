/* A day as an answer: it stays one whenever it is read, and is worded in the person's language. */
#include "player_kit.h"

#include "calendar.h"
#include "files.h"

#define DATE                                                                                                           \
    "{'id': 'one', 'title': 'One', 'blocks': ["                                                                        \
    "  {'kind': 'date', 'id': 'start', 'ask': 'When?', 'about_me': true, 'from_days': 0, 'to_days': 7}]},"             \
    "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}"

static const char *words_of(struct kit *k)
{
    return wording_answer(k->attempt, &k->arena, module_exercise(k->module, "start"));
}

static struct value variable(struct kit *k, const char *name)
{
    struct value v;
    struct rule_scope scope = attempt_scope(k->attempt, &k->arena);
    scope.variable(scope.context, name, &v);
    return v;
}

static void a_day_is_answered_and_replayed(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", DATE);
    assert_false(kit_next(&k));
    static const char *const bad[] = {"", "2026-02-30", "2026-2-3", "tomorrow", "2026-12-04 "};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(kit_pick(&k, "start", bad[i]));
    assert_false(kit_pick(&k, "start", NULL));
    assert_true(kit_pick(&k, "start", "2026-12-04"));
    assert_false(kit_pick(&k, "start", "2026-12-04"));
    assert_string_equal(kit_answer(&k, "start"), "{\"entries\":[[\"date\",\"2026-12-04\"]]}");
    assert_string_equal(variable(&k, "start").text, "2026-12-04");
    assert_true(kit_pick(&k, "start", "1999-01-01")); /* whatever day it was that the calendar offered */
    assert_true(kit_next(&k));
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    assert_int_equal(attempt_dropped(kit_replayed(&k)), 0);
    kit_end(&k);
}

static void going_on_without_a_day_is_an_answer_without_words(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", DATE);
    assert_true(kit_pick(&k, "start", DATE_NONE));
    assert_int_equal(variable(&k, "start").kind, VALUE_NULL);
    assert_null(words_of(&k));
    assert_true(kit_next(&k));
    kit_end(&k);
}

static struct catalogue *welsh(struct arena *a)
{
    struct problems problems;
    const char *text = NULL;
    size_t size = 0;
    problems_init(&problems, a);
    assert_true(file_read(a, SOURCE_DIR "/assets/po/cy.po", &text, &size));
    return catalogue_parse(a, "cy.po", text, size, &problems);
}

static void it_is_worded_in_the_persons_language(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", DATE);
    kit_pick(&k, "start", "2026-12-04");
    assert_string_equal(words_of(&k), "Friday 4 December 2026");
    attempt_set_language(k.attempt, "cy", "a", welsh(&k.arena));
    assert_string_equal(words_of(&k), "dydd Gwener 4 Rhagfyr 2026");
    kit_end(&k);
}

static void every_day_has_its_name(void **state)
{
    (void)state;
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    struct arena a;
    arena_init(&a);
    int64_t monday = date_days((struct local_date){2026, 11, 23});
    for (int i = 0; i < 7; i++)
        assert_true(text_starts_with(calendar_day(&a, NULL, date_from_days(monday + i)), days[i]));
    assert_string_equal(calendar_day(&a, NULL, (struct local_date){2028, 2, 29}), "Tuesday 29 February 2028");
    assert_int_equal(date_month_days(2028, 2), 29);
    assert_int_equal(date_month_days(2100, 2), 28);
    for (int64_t day = -800000; day < 800000; day += 997)
        assert_int_equal(date_days(date_from_days(day)), day);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_answered_and_replayed),
        cmocka_unit_test(going_on_without_a_day_is_an_answer_without_words),
        cmocka_unit_test(it_is_worded_in_the_persons_language),
        cmocka_unit_test(every_day_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
