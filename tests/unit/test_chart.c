/* Charts: which numbers they show, and how they are seen and heard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"
#include "chart.h"

#define SCALE(id, more)                                                                                                \
    "{\"kind\":\"scale\",\"id\":\"" id "\",\"ask\":\"" id "?\",\"from\":0,\"to\":10,\"ends\":[\"Calm\",\"Boiling\"],"  \
    "\"about_me\":true," more "\"look\":\"thermometer\"}"
#define CHART(what)                                                                                                    \
    "{\"kind\":\"chart\",\"id\":\"c\",\"title\":\"How "                                                                \
    "hot\",\"from\":0,\"to\":10,\"ends\":[\"Calm\",\"Boiling\"]," what ","                                             \
    "\"empty\":\"Nothing yet.\"}"
#define POINTS                                                                                                         \
    "\"points\":[{\"of\":\"a\",\"label\":\"At the start\"},{\"of\":\"b\",\"label\":\"In the middle\"},{\"of\":\"d\","  \
    "\"label\":\"Now\"}]"
#define PAGE(what) SCALE("a", "") "," SCALE("b", "") "," SCALE("d", "") "," CHART(what)

static void give(struct page_stage *s, const char *id, double number)
{
    stage_do(s, (struct act){.kind = ACT_NUMBER, .exercise = id, .number = number});
    stage_draw(s);
}

static const struct chart_block *chart_of(const struct page_stage *s)
{
    return &page_block(attempt_page(s->attempt), "c")->chart;
}

static void numbers_stand_side_by_side(void **state)
{
    (void)state;
    struct page_stage s;
    struct chart_value values[POINTS_MAX];
    stage_open(&s, PAGE(POINTS));
    assert_true(stage_says(&s, "Nothing yet."));
    give(&s, "d", 5);
    assert_true(stage_says(&s, "Now: 5")); /* one number is no chart */
    assert_false(stage_says(&s, "Nothing yet."));
    give(&s, "a", 8);
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 2);
    assert_true(values[0].value == 8 && values[1].value == 5);
    stage_draw(&s);
    assert_true(stage_says(&s, "At the start: 8"));
    assert_true(stage_says(&s, "Now: 5"));
    assert_false(stage_says(&s, "In the middle: 0")); /* what was not given is not zero */
    assert_true(stage_says(&s, "10 is Boiling."));
    stage_do(&s, (struct act){.kind = ACT_DECLINE, .exercise = "a"});
    stage_draw(&s);
    assert_true(stage_says(&s, "Now: 5"));
    assert_false(stage_says(&s, "At the start: 8"));
    stage_close(&s);
}

static void private_numbers_are_left_out(void **state)
{
    (void)state;
    struct page_stage s;
    struct chart_value values[POINTS_MAX];
    stage_open(&s, SCALE("a", "\"private\":true,") "," SCALE("b", "") "," SCALE("d", "") "," CHART(POINTS));
    give(&s, "a", 8);
    give(&s, "b", 3);
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 1);
    assert_true(values[0].value == 3);
    stage_close(&s);
}

static void figures_have_the_unit_of_the_question(void **state)
{
    (void)state;
    struct page_stage s;
    struct chart_value values[POINTS_MAX];
    stage_open(
        &s,
        "{\"kind\":\"number\",\"id\":\"spent\",\"ask\":\"How much?\",\"from\":0,\"to\":100,\"money\":true},"
        "{\"kind\":\"scale\",\"id\":\"sure\",\"ask\":\"How sure?\",\"from\":0,\"to\":100,\"step\":10,\"unit\":\"%\"},"
        "{\"kind\":\"chart\",\"id\":\"c\",\"from\":0,\"to\":100,\"ends\":[\"None\",\"All\"],\"empty\":\"None.\","
        "\"points\":[{\"of\":\"spent\",\"label\":\"A\"},{\"of\":\"sure\",\"label\":\"B\"}]}");
    give(&s, "spent", 12.5);
    give(&s, "sure", 40);
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 2);
    assert_string_equal(values[0].figures, "£12.50");
    assert_string_equal(values[1].figures, "40%");
    stage_close(&s);
}

/* --- time after time -------------------------------------------------------------------------------------------- */

#define DAY INT64_C(86400000)

static struct attempt *went(struct page_stage *s, int day, double number)
{
    struct attempt *past =
        attempt_new(&s->arena, s->programme, &s->programme->modules[0],
                    (struct attempt_settings){.setting = "community", .language = "en-GB", .and_word = "and"});
    struct moment at = {.at = 1772445600000 + day * DAY, .boot_ms = 1, .sitting = "s"}; /* 2 March 2026 */
    struct decision d;
    attempt_open(past, at, &d);
    for (int i = 0; i < d.count; i++)
        attempt_apply(past, &d.events[i]);
    attempt_decide(past, (struct act){.kind = ACT_NUMBER, .exercise = "a", .number = number}, at, &d);
    attempt_apply(past, &d.events[0]);
    return past;
}

static void every_time_has_its_date(void **state)
{
    (void)state;
    struct page_stage s;
    struct chart_value values[POINTS_MAX];
    stage_open(&s, PAGE("\"of\":\"a\""));
    struct attempt *past[] = {went(&s, 0, 9), went(&s, 7, 7)};
    attempt_set_past(s.attempt, (struct past){past, 2});
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 2);
    give(&s, "a", 4);
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 3);
    assert_true(values[0].value == 9 && values[2].value == 4);
    assert_null(values[0].label);
    stage_draw(&s);
    assert_true(stage_says(&s, "2 March 2026: 9"));
    assert_true(stage_says(&s, "9 March 2026: 7"));
    assert_true(stage_says(&s, "21 November 2026: 4"));
    stage_close(&s);
}

/* The latest are kept, and not all of them are heard one by one. */
static void many_times_are_heard_in_a_few_sentences(void **state)
{
    (void)state;
    struct page_stage s;
    struct attempt *past[POINTS_MAX + 6];
    struct chart_value values[POINTS_MAX];
    stage_open(&s, PAGE("\"of\":\"a\""));
    for (int i = 0; i < POINTS_MAX + 6; i++)
        past[i] = went(&s, i, i == 24 ? 10 : i == 26 ? 0 : 5);
    attempt_set_past(s.attempt, (struct past){past, POINTS_MAX + 6});
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), POINTS_MAX);
    stage_draw(&s);
    const char *first = NULL;
    int count = 0;
    for (int i = 0; i < s.ui.spoken.count; i++)
        if (strstr(s.ui.spoken.item[i].text, " numbers.") && sscanf(s.ui.spoken.item[i].text, "%d", &count) == 1)
            first = s.ui.spoken.item[i + 1].text;
    assert_non_null(first); /* as many of the latest as there is room for */
    assert_string_equal(first, arena_printf(&s.frame, "%d March 2026: 5", 32 - count));
    assert_true(stage_says(&s, "The lowest was 0, the highest 10."));
    assert_true(stage_says(&s, "31 March 2026: 5"));
    assert_false(stage_says(&s, "26 March 2026: 10"));
    stage_close(&s);
}

/* --- what a diary adds up to -------------------------------------------------------------------------------------- */

#define DIARY(more)                                                                                                    \
    "{\"kind\":\"diary\",\"id\":\"week\",\"ask\":\"The week\",\"days\":3," more "\"columns\":["                        \
    "{\"kind\":\"number\",\"id\":\"n\",\"ask\":\"How many?\",\"from\":0,\"to\":9}],"                                   \
    "\"totals\":[{\"id\":\"all\",\"text\":\"All\",\"unit\":\"drinks\",\"unit_one\":\"drink\",\"of\":{\"var\":\"n\"}}]" \
    "}"

static void a_total_is_shown_row_by_row(void **state)
{
    (void)state;
    struct page_stage s;
    struct chart_value values[POINTS_MAX];
    stage_open(&s, DIARY("") "," CHART("\"of\":\"week.total.all\",\"by_row\":true"));
    assert_true(stage_says(&s, "Nothing yet."));
    give(&s, "week.mon.n", 4);
    assert_true(stage_says(&s, "Monday: 4 drinks"));
    give(&s, "week.wed.n", 1);
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 2); /* nobody said anything of Tuesday */
    assert_true(values[0].value == 4 && values[1].value == 1);
    stage_draw(&s);
    assert_true(stage_says(&s, "Wednesday: 1 drink"));
    stage_close(&s);
    stage_open(&s, DIARY("\"private\":true,") "," CHART("\"of\":\"week.total.all\",\"by_row\":true"));
    give(&s, "week.mon.n", 4);
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 0);
    stage_close(&s);
}

static void a_total_is_shown_time_after_time(void **state)
{
    (void)state;
    struct page_stage s;
    struct chart_value values[POINTS_MAX];
    stage_open(&s, DIARY("") "," CHART("\"of\":\"week.total.all\""));
    struct attempt *before =
        attempt_new(&s.arena, attempt_programme(s.attempt), attempt_module(s.attempt), attempt_settings_of(s.attempt));
    struct answer four = {.has_number = true, .number = 4};
    attempt_apply(before,
                  &(struct event){.kind = EVENT_ANSWER, .at = 1772445600000, .exercise = "week.tue.n", .answer = four});
    attempt_set_past(s.attempt, (struct past){&before, 1});
    give(&s, "week.mon.n", 2);
    give(&s, "week.tue.n", 5);
    assert_int_equal(chart_values(s.attempt, &s.frame, chart_of(&s), values), 2);
    assert_true(values[0].value == 4 && values[1].value == 7);
    assert_string_equal(chart_label(s.attempt, &s.frame, NULL, &values[0]), "2 March 2026");
    assert_string_equal(values[1].figures, "7 drinks");
    stage_close(&s);
}

/* --- what is seen ----------------------------------------------------------------------------------------------- */

static const struct draw_command *drawn(const struct page_stage *s, const char *text)
{
    for (int i = 0; i < s->ui.draw.count; i++)
        if (s->ui.draw.item[i].kind == DRAW_TEXT && text_is(s->ui.draw.item[i].text, text))
            return &s->ui.draw.item[i];
    return NULL;
}

static void higher_numbers_stand_higher(void **state)
{
    (void)state;
    struct page_stage s;
    for (int i = 0; i < 2; i++) {
        stage_open(&s, i ? PAGE(POINTS ",\"look\":\"line\"") : PAGE(POINTS ",\"look\":\"bars\""));
        give(&s, "a", 8);
        give(&s, "b", 3);
        give(&s, "d", 5);
        /* The figures of the chart come after those of the scales. */
        const struct draw_command *start = drawn(&s, "At the start"), *now = drawn(&s, "Now");
        assert_true(start && now && start->rect.x < now->rect.x);
        assert_int_equal(start->rect.y, now->rect.y);
        int y[3] = {0, 0, 0}, nth = 0;
        for (const struct draw_command *c = s.ui.draw.item; c < s.ui.draw.item + s.ui.draw.count; c++)
            if (c->kind == DRAW_TEXT && c->face == FACE_BOLD && c->on == COLOUR_CARD &&
                c->size_px == drawn(&s, "How hot")->size_px &&
                (text_is(c->text, "8") || text_is(c->text, "3") || text_is(c->text, "5")) && nth < 3)
                y[nth++] = c->rect.y;
        assert_int_equal(nth, 3);
        assert_true(y[0] < y[2] && y[2] < y[1]);
        stage_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_side_by_side),
        cmocka_unit_test(private_numbers_are_left_out),
        cmocka_unit_test(figures_have_the_unit_of_the_question),
        cmocka_unit_test(every_time_has_its_date),
        cmocka_unit_test(many_times_are_heard_in_a_few_sentences),
        cmocka_unit_test(a_total_is_shown_row_by_row),
        cmocka_unit_test(a_total_is_shown_time_after_time),
        cmocka_unit_test(higher_numbers_stand_higher),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
