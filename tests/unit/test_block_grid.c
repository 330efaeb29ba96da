#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define GRID                                                                                                           \
    "{\"kind\":\"grid\",\"id\":\"g\",\"about_me\":true,\"ask\":\"How much?\",\"rows\":["                               \
    "{\"id\":\"family\",\"text\":\"My family\",\"icon\":\"account-group\"},{\"id\":\"work\",\"text\":\"Work\"},"       \
    "{\"id\":\"health\",\"text\":\"Are you well?\"}],\"columns\":[{\"id\":\"no\",\"text\":\"Not at all\"},"            \
    "{\"id\":\"bit\",\"text\":\"A bit\"},{\"id\":\"most\",\"text\":\"More than anything\"}]}"

static const char *column_of(struct page_stage *s, const char *row)
{
    const struct answer *a = attempt_answer(s->attempt, "g");
    return a ? answer_value(a, row) : NULL;
}

/* Is this drawn as words, and how often? */
static int drawn(const struct page_stage *s, const char *text)
{
    int count = 0;
    for (int i = 0; i < s->ui.draw.count; i++)
        count += s->ui.draw.item[i].kind == DRAW_TEXT && text_is(s->ui.draw.item[i].text, text);
    return count;
}

static void each_row_has_one_answer(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GRID);
    for (int i = 0; i < s.ui.targets.count; i++)
        assert_false(s.ui.targets.item[i].chosen); /* nothing is chosen beforehand */
    stage_press(&s, "g.row.family.bit");
    stage_press(&s, "g.row.work.no");
    assert_string_equal(column_of(&s, "family"), "bit");
    assert_true(stage_target(&s, "g.row.family.bit")->chosen);
    assert_string_equal(stage_target(&s, "g.row.family.bit")->says, "Chosen. 2 of 3.");
    stage_press(&s, "g.row.family.most"); /* changeable */
    assert_string_equal(column_of(&s, "family"), "most");
    assert_false(stage_target(&s, "g.row.family.bit")->chosen);
    assert_string_equal(column_of(&s, "work"), "no");
    stage_close(&s);
}

static void a_wide_screen_has_a_table(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GRID);
    assert_int_equal(drawn(&s, "A bit"), 1); /* once, in the head */
    assert_true(stage_says(&s, "Choose one answer for each row: Not at all, A bit, More than anything."));
    const struct target *a = stage_target(&s, "g.row.family.no"), *b = stage_target(&s, "g.row.work.no");
    assert_int_equal(a->rect.x, b->rect.x);
    assert_true(b->rect.y >= a->rect.y + a->rect.h);
    assert_true(a->rect.w >= 48 && a->rect.h >= 48);
    stage_press(&s, "g.row.work.bit");
    assert_true(stage_says(&s, "Chosen: A bit."));
    stage_close(&s);
}

static void a_narrow_screen_has_a_card_for_each_row(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GRID);
    s.width = 900;
    stage_draw(&s);
    assert_int_equal(drawn(&s, "A bit"), 3);
    const struct target *a = stage_target(&s, "g.row.family.no"), *b = stage_target(&s, "g.row.work.no");
    assert_true(b->rect.y >= a->rect.y + a->rect.h);
    assert_true(a->rect.w >= 48 && a->rect.h >= 48);
    stage_close(&s);
}

/* "My family. Row 1 of 3. A bit. Not chosen. 2 of 3." */
static void a_row_is_its_answers_question(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GRID);
    for (int narrow = 0; narrow < 2; narrow++) {
        s.width = narrow ? 900 : 2600;
        stage_draw(&s);
        assert_string_equal(stage_target(&s, "g.row.family.bit")->group, "My family. Row 1 of 3.");
        assert_string_equal(stage_target(&s, "g.row.health.no")->group, "Are you well? Row 3 of 3.");
        assert_string_equal(stage_target(&s, "g.row.health.no")->name, "Not at all");
        assert_int_equal(stage_target(&s, "g.row.health.no")->role, ROLE_OPTION);
    }
    stage_close(&s);
}

static void next_names_the_row_it_waits_for(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GRID);
    stage_press(&s, "g.row.family.bit");
    stage_press(&s, "Next");
    assert_true(stage_says(&s, "Choose an answer for “Work” in: How much?"));
    assert_int_equal(stage_says_count(&s, "This still needs an answer"), 1);
    stage_press(&s, "g.row.work.bit");
    stage_press(&s, "Next");
    assert_true(stage_says(&s, "Choose an answer for “Are you well?” in: How much?"));
    stage_press(&s, "g.row.health.bit");
    assert_int_equal(stage_says_count(&s, "This still needs an answer"), 0);
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

static void nobody_has_to_say(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GRID);
    stage_press(&s, "g.row.family.bit");
    stage_press(&s, "I would rather not say");
    assert_false(stage_target(&s, "g.row.family.bit")->chosen);
    stage_press(&s, "Next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_has_one_answer),
        cmocka_unit_test(a_wide_screen_has_a_table),
        cmocka_unit_test(a_narrow_screen_has_a_card_for_each_row),
        cmocka_unit_test(a_row_is_its_answers_question),
        cmocka_unit_test(next_names_the_row_it_waits_for),
        cmocka_unit_test(nobody_has_to_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
