/* A programme that measures before and after: the pages made of its measures, what they come to, and who hears of it.
 */
#include "player_kit.h"
#include "chart.h"
#include "document.h"
#include "measure_words.h"
#include "record.h"

#include <math.h>

#define SURE "confidence-thinking"

static const char *const pages =
    "{'id': 'hello', 'title': 'Hello', 'blocks': [{'kind': 'text', 'text': 'Words.'}]},"
    "{'id': 'middle', 'title': 'Middle', 'blocks': ["
    "  {'kind': 'text', 'text': 'You began at {measure." SURE ".first}.', 'empty': 'You have not begun.'}]},"
    "{'id': 'end', 'title': 'End', 'blocks': ["
    "  {'kind': 'text', 'when': {'>': [{'var': 'measure." SURE ".change'}, 0]}, 'text': 'More sure.'}]}";

static const char *const plain = "{'id': 'hello', 'title': 'Hello', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}";

static const struct measure *measure_of(const struct kit *k)
{
    return k->programme->measures[0];
}

/* Every item of the page on show with this answer; false when one is refused. */
static bool answer_all(struct kit *k, const char *exercise, const char *value)
{
    const struct measure *m = module_exercise(k->module, exercise)->measure.measure;
    bool all = true;
    for (int i = 0; i < m->item_count; i++)
        all &= kit_place(k, exercise, m->items[i].id, value);
    return all;
}

static void begin(struct kit *k, const char *first, const char *last)
{
    static char more[400];
    snprintf(more, sizeof more, "'measures': {'first': ['%s'], 'last': ['%s']}, ", first, last);
    kit_programme_more = more;
    kit_begin(k, "", strcmp(first, SURE) == 0 ? pages : plain);
    kit_programme_more = "";
}

static const char *text_of(struct kit *k, const struct block *b)
{
    return wording_or(k->attempt, &k->arena, &b->text.text, &b->text.empty);
}

static void pages_are_made_after_the_first_and_before_the_end(void **state)
{
    (void)state;
    static const char *const order[] = {"hello",
                                        "measure-first-" SURE,
                                        "middle",
                                        "end",
                                        "measure-last-" SURE,
                                        "measure-then-" SURE,
                                        "measure-change-" SURE};
    struct kit k;
    begin(&k, SURE, SURE);
    assert_int_equal(k.module->page_count, 7);
    for (int i = 0; i < 7; i++)
        assert_string_equal(k.module->pages[i].id, order[i]);
    assert_int_equal(k.module->measure_count, 1);
    assert_ptr_equal(k.module->measures[0], measure_of(&k));
    assert_int_equal(k.programme->first_count, 1);
    assert_ptr_equal(k.programme->measures_last[0], measure_of(&k));
    assert_string_equal(k.module->pages[1].title.item[0].message.source, "How sure are you today?");
    assert_string_equal(k.module->pages[1].title.item[0].message.in[1], "Pa mor si\u0175r ydych chi heddiw?");
    for (int i = 0; i < k.module->exercise_count; i++) /* what was made has the page's id, and numbers of its own */
        for (int j = 0; j < i; j++)
            assert_true(k.module->exercises[i]->index != k.module->exercises[j]->index);
    assert_int_equal(k.module->exercise_count, 3);
    assert_int_equal(module_exercise(k.module, "measure-then-" SURE)->kind, BLOCK_SCALE);
    assert_int_equal(attempt_page_total(k.attempt), 7);
    kit_end(&k);
}

static void how_far_somebody_has_come(void **state)
{
    (void)state;
    struct kit k;
    begin(&k, SURE, SURE);
    assert_true(kit_next(&k));
    assert_page(&k, "measure-first-" SURE);
    assert_false(kit_next(&k)); /* it waits for its answers */
    assert_true(answer_all(&k, "measure-first-" SURE, "4"));
    assert_true(kit_next(&k));
    assert_string_equal(text_of(&k, &attempt_page(k.attempt)->blocks[0]), "You began at 4.");
    assert_true(kit_next(&k));
    assert_false(attempt_shows(k.attempt, &attempt_page(k.attempt)->blocks[0])); /* one occasion is no change */
    assert_true(kit_next(&k));
    assert_true(answer_all(&k, "measure-last-" SURE, "7"));
    /* five items of 7 and one of 4: 39 / 6 = 6.5 */
    assert_true(kit_place(&k, "measure-last-" SURE, "stop", "4"));
    assert_true(kit_next(&k));
    assert_true(kit_number(&k, "measure-then-" SURE, 2));
    assert_true(kit_next(&k));
    const struct page *change = attempt_page(k.attempt);
    assert_string_equal(change->id, "measure-change-" SURE);
    assert_string_equal(text_of(&k, &change->blocks[0]), "You were at **4**. You are at **6.5**.");
    assert_int_equal(change->blocks[1].kind, BLOCK_CHART);
    assert_true(attempt_shows(k.attempt, &change->blocks[1]));
    assert_int_equal(change->blocks[1].chart.point_count, 3);
    struct chart_value values[POINTS_MAX];
    assert_int_equal(chart_values(k.attempt, &k.arena, &change->blocks[1].chart, values), 3);
    assert_true(values[0].value == 4 && values[1].value == 2 && values[2].value == 6.5);
    assert_true(attempt_shows(k.attempt, &change->blocks[2]));  /* better */
    assert_false(attempt_shows(k.attempt, &change->blocks[3])); /* the same */
    assert_false(attempt_shows(k.attempt, &change->blocks[4])); /* worse */
    struct occasions o = attempt_occasions(k.attempt, measure_of(&k));
    assert_true(o.are_two && o.first.score == 4 && o.latest.score == 6.5);
    /* Answers are what counts: taken down again, and the words follow. */
    assert_true(kit_back(&k) && kit_back(&k));
    assert_true(answer_all(&k, "measure-last-" SURE, "3"));
    assert_true(kit_next(&k) && kit_next(&k));
    assert_true(attempt_shows(k.attempt, &change->blocks[4]));
    assert_string_equal(text_of(&k, &change->blocks[4]), "Many people score lower once they know more.");
    /* five of 3 and one of 2: 17 / 6 = 2.833, drawn as it is said */
    assert_true(kit_back(&k) && kit_back(&k));
    assert_true(kit_place(&k, "measure-last-" SURE, "help", "2"));
    assert_true(kit_next(&k) && kit_next(&k));
    assert_string_equal(text_of(&k, &change->blocks[0]), "You were at **4**. You are at **2.8**.");
    chart_values(k.attempt, &k.arena, &change->blocks[1].chart, values);
    assert_true(values[2].value == 2.8);
    kit_end(&k);
}

static void nobody_has_to_answer(void **state)
{
    (void)state;
    struct kit k;
    begin(&k, SURE, SURE);
    assert_true(kit_next(&k));
    assert_true(kit_decline(&k, "measure-first-" SURE));
    assert_true(kit_next(&k));
    assert_string_equal(text_of(&k, &attempt_page(k.attempt)->blocks[0]), "You have not begun.");
    assert_true(kit_next(&k) && kit_next(&k));
    assert_true(answer_all(&k, "measure-last-" SURE, "-"));
    assert_true(kit_next(&k));
    assert_true(kit_decline(&k, "measure-then-" SURE));
    assert_true(kit_next(&k));
    const struct page *change = attempt_page(k.attempt);
    assert_string_equal(text_of(&k, &change->blocks[0]), "There are no two scores to put side by side. That is fine.");
    for (int i = 1; i < change->block_count; i++)
        assert_false(attempt_shows(k.attempt, &change->blocks[i]));
    struct record r;
    struct activity activity;
    activity_init(&activity);
    record_from_attempt(k.attempt, &activity, 0, 0, &r);
    assert_int_equal(r.measure_count, 0);
    kit_end(&k);
}

static void only_answers_of_the_item_are_taken(void **state)
{
    (void)state;
    struct kit k;
    begin(&k, SURE, SURE);
    const char *first = "measure-first-" SURE;
    assert_false(kit_place(&k, first, "stop", "4")); /* not on this page */
    assert_true(kit_next(&k));
    assert_false(kit_place(&k, first, "stop", "11"));
    assert_false(kit_place(&k, first, "nothing", "4"));
    assert_false(kit_act(&k, ACT(.kind = ACT_PLACE, .exercise = first, .text = "4")));
    assert_false(kit_number(&k, first, 4));
    assert_true(kit_place(&k, first, "help", "4"));
    assert_true(kit_place(&k, first, "stop", "-"));
    assert_false(kit_place(&k, first, "stop", "-")); /* as it is already */
    assert_string_equal(kit_answer(&k, first), "{\"entries\":[[\"stop\",\"-\"],[\"help\",\"4\"]]}");
    assert_true(kit_place(&k, first, "stop", ""));
    assert_string_equal(kit_answer(&k, first), "{\"entries\":[[\"help\",\"4\"]]}");
    assert_string_equal(kit_state(&k, kit_replayed(&k)), kit_state(&k, k.attempt));
    kit_end(&k);
}

static void a_risk_item_makes_a_concern_once(void **state)
{
    (void)state;
    struct kit k;
    begin(&k, "phq-9", "gad-7");
    assert_int_equal(k.module->measure_count, 2);
    assert_true(kit_next(&k));
    assert_true(answer_all(&k, "measure-first-phq-9", "not-at-all"));
    assert_null(k.last.concern);
    assert_true(kit_place(&k, "measure-first-phq-9", "self-harm", "several-days"));
    assert_int_equal(k.last.count, 2);
    assert_int_equal(k.last.events[0].kind, EVENT_ANSWER);
    assert_int_equal(k.last.events[1].kind, EVENT_CONCERN);
    assert_string_equal(k.last.events[1].exercise, "measure-first-phq-9");
    assert_ptr_equal(k.last.concern, module_exercise(k.module, "measure-first-phq-9"));
    assert_true(kit_place(&k, "measure-first-phq-9", "sleep", "nearly-every-day"));
    assert_null(k.last.concern);
    assert_true(kit_place(&k, "measure-first-phq-9", "self-harm", "nearly-every-day"));
    assert_non_null(k.last.concern);
    assert_true(kit_place(&k, "measure-first-phq-9", "self-harm", "not-at-all"));
    assert_null(k.last.concern);
    kit_end(&k);
}

static void what_was_answered_before_counts_as_the_first(void **state)
{
    (void)state;
    struct kit earlier, now;
    begin(&earlier, SURE, SURE);
    assert_true(kit_next(&earlier));
    assert_true(answer_all(&earlier, "measure-first-" SURE, "2"));
    begin(&now, SURE, SURE);
    struct attempt *again = attempt_new(&now.arena, now.programme, now.module, now.settings);
    for (int i = 0; i < earlier.count; i++)
        attempt_apply(again, &earlier.log[i]);
    attempt_set_past(now.attempt, (struct past){.attempts = &again, .count = 1});
    struct value score;
    assert_true(attempt_score_of(now.attempt, "measure." SURE ".score", &score));
    assert_true(score.kind == VALUE_NUMBER && score.number == 2);
    assert_true(attempt_score_of(now.attempt, "measure." SURE ".change", &score));
    assert_int_equal(score.kind, VALUE_NULL);
    assert_true(kit_next(&now));
    assert_true(answer_all(&now, "measure-first-" SURE, "5"));
    assert_true(attempt_score_of(now.attempt, "measure." SURE ".change", &score));
    assert_true(score.number == 3);
    assert_true(attempt_score_of(now.attempt, "measure." SURE ".first", &score));
    assert_true(score.number == 2);
    assert_false(attempt_score_of(now.attempt, "measure." SURE ".total", &score));
    assert_false(attempt_score_of(now.attempt, "middle", &score));
    assert_true(attempt_score_of(now.attempt, "measure.none.score", &score));
    assert_int_equal(score.kind, VALUE_NULL);
    kit_end(&earlier);
    kit_end(&now);
}

/* Read back: every item with its answer, what they come to, and what that was before. Never what it might mean. */
static void answers_have_words(void **state)
{
    (void)state;
    struct kit k;
    struct measure_line line[MEASURE_ITEMS_MAX];
    begin(&k, SURE, SURE);
    const struct block *first = module_exercise(k.module, "measure-first-" SURE);
    const struct block *last = module_exercise(k.module, "measure-last-" SURE);
    assert_null(wording_answer(k.attempt, &k.arena, first));
    assert_true(kit_next(&k));
    assert_true(kit_place(&k, first->id, "stop", "5"));
    assert_string_equal(wording_answer(k.attempt, &k.arena, first), "Stop before I act when I am wound up: 5");
    assert_true(answer_all(&k, first->id, "4"));
    assert_true(kit_place(&k, first->id, "help", "-"));
    assert_int_equal(measure_lines(k.attempt, &k.arena, first, false, line), 6);
    assert_string_equal(line[5].answer, "I would rather not say");
    assert_string_equal(measure_scale_words(k.attempt, &k.arena, measure_of(&k)),
                        "From 0 (Not sure at all) to 10 (Very sure).");
    assert_string_equal(measure_total_words(k.attempt, &k.arena, first), "On average: 4, from 0 to 10");
    assert_null(measure_change_words(k.attempt, &k.arena, first));
    while (!text_is(attempt_page(k.attempt)->id, last->id))
        assert_true(kit_next(&k));
    assert_true(answer_all(&k, last->id, "6"));
    assert_null(measure_change_words(k.attempt, &k.arena, first)); /* it is the latest that is told apart */
    assert_string_equal(measure_change_words(k.attempt, &k.arena, last), "The first time it was 4, 2 less than now.");
    assert_true(answer_all(&k, last->id, "4"));
    assert_string_equal(measure_change_words(k.attempt, &k.arena, last), "The first time it was 4, too.");
    assert_true(answer_all(&k, last->id, "1"));
    assert_string_equal(measure_change_words(k.attempt, &k.arena, last), "The first time it was 4, 3 more than now.");
    kit_end(&k);
}

static const char *printed(struct kit *k, const char *left_out)
{
    struct document_request r = {.attempt = k->attempt,
                                 .programme = k->programme,
                                 .language = "en-GB",
                                 .date = {2026, 3, 2},
                                 .left_out = &left_out,
                                 .left_out_count = left_out ? 1 : 0};
    struct buffer out;
    buffer_init(&out, &k->arena);
    document_write(document_make(&k->arena, &r, DOCUMENT_SUMMARY), &out);
    return buffer_text(&out);
}

/* Numbers on paper last longer than what was said when they were asked for. */
static void own_scales_are_not_official(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "",
              "{'id': 'one', 'title': 'How sure?', 'blocks': ["
              "  {'kind': 'measure', 'id': 'before', 'measure': 'confidence-thinking', 'about_me': true}]},"
              "{'id': 'two', 'title': 'And now?', 'blocks': ["
              "  {'kind': 'measure', 'id': 'after', 'measure': 'confidence-thinking', 'about_me': true}]}");
    assert_true(answer_all(&k, "before", "4"));
    assert_true(kit_next(&k));
    assert_true(answer_all(&k, "after", "6"));
    const char *text = printed(&k, NULL);
    assert_non_null(strstr(text, "Before and now"));
    assert_non_null(strstr(text, "It is not an official measure."));
    kit_end(&k);
}

/* Paper is seen by others: what must bring somebody help is not on it, and what is left out is in no table either. */
static void answers_stand_on_paper(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "",
              "{'id': 'one', 'title': 'How have you been?', 'blocks': ["
              "  {'kind': 'measure', 'id': 'before', 'measure': 'phq-9', 'about_me': true}]},"
              "{'id': 'two', 'title': 'And now?', 'blocks': ["
              "  {'kind': 'measure', 'id': 'after', 'measure': 'phq-9', 'about_me': true}]}");
    assert_true(answer_all(&k, "before", "several-days"));
    assert_null(strstr(printed(&k, NULL), "Before and now"));
    assert_true(kit_next(&k));
    assert_true(answer_all(&k, "after", "not-at-all"));
    const char *text = printed(&k, NULL);
    assert_non_null(strstr(text, "Trouble falling or staying asleep"));
    assert_non_null(strstr(text, "Several days"));
    assert_non_null(strstr(text, "In all: 9, from 0 to 27"));
    assert_non_null(strstr(text, "[\"And now?\",\"9\",\"0\"]"));
    assert_null(strstr(text, "hurting yourself"));
    assert_null(strstr(wording_answer(k.attempt, &k.arena, module_exercise(k.module, "after")), "hurting yourself"));
    assert_null(strstr(text, "Mild")); /* no band */
    assert_null(strstr(text, "It is not an official measure."));
    text = printed(&k, "before");
    assert_null(strstr(text, "Several days"));
    assert_null(strstr(text, "Before and now"));
    kit_end(&k);
    /* those that a programme asks by itself stay off paper altogether */
    begin(&k, "phq-9", "phq-9");
    assert_true(kit_next(&k));
    assert_true(answer_all(&k, "measure-first-phq-9", "several-days"));
    assert_null(strstr(printed(&k, NULL), "Several days"));
    kit_end(&k);
}

static void a_band_and_an_items_worth_are_for_rules(void **state)
{
    (void)state;
    struct kit k;
    begin(&k, "gad-7", "gad-7");
    assert_true(kit_next(&k));
    assert_true(answer_all(&k, "measure-first-gad-7", "more-than-half"));
    struct value band, part, score;
    struct rule_scope scope = attempt_scope(k.attempt, &k.arena);
    scope.variable(scope.context, "measure.gad-7.band", &band);
    scope.variable(scope.context, "measure-first-gad-7.afraid", &part);
    scope.variable(scope.context, "measure-first-gad-7", &score);
    assert_string_equal(band.text, "moderate"); /* 7 * 2 = 14 */
    assert_true(part.number == 2 && score.number == 14);
    kit_end(&k);
}

/* Scores alone, in the order of the pages; the bytes read back the same. */
static void a_record_says_scores_and_no_answers(void **state)
{
    (void)state;
    struct kit k;
    struct record r = {0}, back;
    struct activity activity;
    begin(&k, SURE, SURE);
    assert_true(kit_next(&k));
    assert_true(answer_all(&k, "measure-first-" SURE, "4"));
    assert_true(kit_next(&k) && kit_next(&k) && kit_next(&k));
    assert_true(answer_all(&k, "measure-last-" SURE, "7"));
    assert_true(kit_place(&k, "measure-last-" SURE, "help", "-"));
    activity_init(&activity);
    record_from_attempt(k.attempt, &activity, k.log[0].at, k.now.at, &r);
    r.id = "0190-id";
    struct buffer out, again;
    buffer_init(&out, &k.arena);
    buffer_init(&again, &k.arena);
    record_write(&r, &out);
    assert_non_null(strstr(buffer_text(&out),
                           "\"language\":\"en-GB\",\"measures\":["
                           "{\"exercise\":\"measure-first-" SURE "\",\"id\":\"" SURE "\",\"score\":4},"
                           "{\"exercise\":\"measure-last-" SURE "\",\"id\":\"" SURE "\",\"score\":7}],"
                           "\"module\":\"m\""));
    assert_null(strstr(buffer_text(&out), "stop"));
    assert_true(record_read(&k.arena, buffer_text(&out), out.length, &back));
    record_write(&back, &again);
    assert_string_equal(buffer_text(&again), buffer_text(&out));
    static const char wrong[] = "{\"active_ms\":0,\"demonstration\":false,\"end\":\"2026-07-19T23:26:40.000+01:00\","
                                "\"id\":\"x\",\"measures\":[{\"exercise\":\"a\",\"id\":\"b\"}],\"pages\":1,"
                                "\"sittings\":[],\"start\":\"2026-07-19T23:26:40.000+01:00\",\"tries\":0}";
    assert_false(record_read(&k.arena, wrong, sizeof wrong - 1, &back)); /* without its score */
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_made_after_the_first_and_before_the_end),
        cmocka_unit_test(how_far_somebody_has_come),
        cmocka_unit_test(nobody_has_to_answer),
        cmocka_unit_test(only_answers_of_the_item_are_taken),
        cmocka_unit_test(a_risk_item_makes_a_concern_once),
        cmocka_unit_test(what_was_answered_before_counts_as_the_first),
        cmocka_unit_test(answers_have_words),
        cmocka_unit_test(own_scales_are_not_official),
        cmocka_unit_test(answers_stand_on_paper),
        cmocka_unit_test(a_band_and_an_items_worth_are_for_rules),
        cmocka_unit_test(a_record_says_scores_and_no_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
