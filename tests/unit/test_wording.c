/* Words as one person sees them: alternatives, languages, and their own answers put in. */
#include "exercise.h"
#include "files.h"
#include "player_kit.h"

/* clang-format off */
static const char *const pages =
    "{'id': 'one', 'title': 'One', 'blocks': ["
    "  {'kind': 'choice', 'id': 'trigger', 'about_me': true, 'many': true, 'ask': '?', 'options': ["
    "    {'id': 'a', 'text': 'Being **late**'}, {'id': 'b', 'text': 'Queues'}, {'id': 'c', 'text': 'Noise'},"
    "    {'id': 'other', 'text': 'Something else', 'write': true}]},"
    "  {'kind': 'scale', 'id': 'heat', 'about_me': true, 'ask': '?', 'from': 0, 'to': 10, 'step': 0.5, 'ends': ['L', 'H']},"
    "  {'kind': 'scale', 'id': 'sure', 'about_me': true, 'ask': '?', 'from': 0, 'to': 100, 'ends': ['L', 'H'], 'unit': '%'},"
    "  {'kind': 'scale', 'id': 'units', 'about_me': true, 'ask': '?', 'from': 0, 'to': 20, 'ends': ['L', 'H'],"
    "   'unit': 'units'},"
    "  {'kind': 'write', 'id': 'note', 'about_me': true, 'ask': '?', 'long': true},"
    "  {'kind': 'write', 'id': 'secret', 'about_me': true, 'private': true, 'ask': '?'},"
    "  {'kind': 'sort', 'id': 'sort', 'about_me': true, 'ask': '?', 'boxes': [{'id': 'in', 'text': 'In'},"
    "   {'id': 'out', 'text': 'Out'}], 'cards': [{'id': 'x', 'text': 'Cats'}, {'id': 'y', 'text': 'Dogs'}]},"
    "  {'kind': 'spot', 'id': 'body', 'about_me': true, 'ask': '?', 'picture': 'media/b.svg', 'alt': 'A body', 'many': true,"
    "   'places': [{'id': 'jaw', 'text': 'Tight jaw', 'at': [0.1, 0.1, 0.2, 0.2]}, {'id': 'no', 'text': 'Nowhere'}]},"
    "  {'kind': 'gaps', 'id': 'plan', 'about_me': true, 'text': 'If [when], I will [acts] (again).', 'gaps': ["
    "    {'id': 'when', 'label': 'When', 'recall': 'trigger', 'bank': [{'id': 'late', 'text': 'I am *late*'}]},"
    "    {'id': 'acts', 'label': 'Acts', 'at_most': 3, 'bank': [{'id': 'p', 'text': 'pause'}, {'id': 'q', 'text': 'ask'},"
    "      {'id': 'r', 'text': 'walk'}]}]}]},"
    "{'id': 'two', 'title': 'Two', 'blocks': ["
    "  {'kind': 'worksheet', 'id': 'sheet', 'layout': 'columns', 'private': true, 'fields': ["
    "    {'kind': 'write', 'id': 'line', 'about_me': true, 'ask': '?'}]},"
    "  {'kind': 'text', 'text': 'You said: **{trigger}**, {heat}.', 'empty': 'You said nothing.'},"
    "  {'kind': 'text', 'text': [{'when': {'==': [{'var': 'setting'}, 'custody']}, 'text': 'Inside'},"
    "    {'when': {'>=': [{'var': 'heat'}, 8]}, 'text': 'Hot'}, {'text': 'Plain'}]},"
    "  {'kind': 'recall', 'of': 'plan', 'text': 'Plan: {answer}', 'empty': 'No plan.'},"
    "  {'kind': 'text', 'text': 'Secret {secret}', 'empty': 'Hidden.'},"
    "  {'kind': 'text', 'text': 'Sheet {sheet.line}', 'empty': 'Hidden too.'},"
    "  {'kind': 'text', 'text': 'Note {note}', 'empty': 'No note.'}]}";
/* clang-format on */

static const struct block *exercise(const struct kit *k, const char *id)
{
    const struct block *b = module_exercise(k->module, id);
    assert_non_null(b);
    return b;
}

static const struct block *on_two(const struct kit *k, int index)
{
    return &k->module->pages[1].blocks[index];
}

static const char *words_on_two(struct kit *k, int index)
{
    const struct block *b = on_two(k, index);
    return wording_or(k->attempt, &k->arena, &b->text.text, &b->text.empty);
}

#define assert_said(k, id, words)                                                                                      \
    assert_string_equal(wording_answer((k)->attempt, &(k)->arena, exercise((k), (id))), words)

static void test_choice_in_words(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    assert_null(wording_answer(k.attempt, &k.arena, exercise(&k, "trigger")));
    kit_pick(&k, "trigger", "a");
    assert_said(&k, "trigger", "Being late"); /* without the Markdown */
    kit_pick(&k, "trigger", "b");
    assert_said(&k, "trigger", "Being late and queues");
    kit_pick(&k, "trigger", "c");
    assert_said(&k, "trigger", "Being late, queues and noise");
    kit_pick(&k, "trigger", "other");
    assert_said(&k, "trigger", "Being late, queues, noise and something else"); /* nothing written yet */
    kit_write(&k, "trigger", "other", " my\n boss ");
    assert_said(&k, "trigger", "Being late, queues, noise and my boss");
    attempt_set_language(k.attempt, "cy", "a", NULL);
    assert_said(&k, "trigger", "Being late, queues, noise a my boss");
    kit_decline(&k, "trigger");
    assert_null(wording_answer(k.attempt, &k.arena, exercise(&k, "trigger")));
    kit_end(&k);
}

static void test_other_kinds_in_words(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    kit_number(&k, "heat", 7.5);
    assert_said(&k, "heat", "7.5");
    kit_number(&k, "heat", 0);
    assert_said(&k, "heat", "0");
    kit_number(&k, "sure", 70);
    assert_said(&k, "sure", "70%");
    kit_number(&k, "units", 3);
    assert_said(&k, "units", "3 units");
    kit_write(&k, "note", NULL, "one\ntwo");
    assert_said(&k, "note", "one two");
    kit_place(&k, "sort", "y", "out");
    kit_place(&k, "sort", "x", "in");
    assert_said(&k, "sort", "Cats (In) and dogs (Out)");
    kit_pick(&k, "body", "jaw");
    assert_said(&k, "body", "Tight jaw");
    assert_null(wording_answer(k.attempt, &k.arena, on_two(&k, 0))); /* a worksheet says nothing itself */
    kit_end(&k);
}

static void test_gaps(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    const struct block *plan = exercise(&k, "plan");
    assert_string_equal(wording_gaps(k.attempt, &k.arena, plan), "If \\_\\_\\_, I will \\_\\_\\_ (again).");
    assert_null(wording_answer(k.attempt, &k.arena, plan));
    kit_fill(&k, "plan", "acts", "r");
    kit_fill(&k, "plan", "acts", "p");
    kit_fill(&k, "plan", "acts", "q");
    assert_said(&k, "plan", "If ___, I will walk, pause and ask (again).");
    kit_fill(&k, "plan", "when", "late");
    assert_said(&k, "plan", "If I am late, I will walk, pause and ask (again).");
    kit_fill(&k, "plan", "when", "own:it is *hot*");
    assert_said(&k, "plan", "If it is *hot*, I will walk, pause and ask (again).");
    assert_string_equal(wording_gaps(k.attempt, &k.arena, plan),
                        "If **it is \\*hot\\***, I will **walk, pause and ask** (again).");
    kit_end(&k);
}

static void test_answers_inside_words(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    assert_string_equal(words_on_two(&k, 1), "You said nothing.");
    kit_pick(&k, "trigger", "b");
    assert_string_equal(words_on_two(&k, 1), "You said nothing."); /* one of them has none */
    kit_number(&k, "heat", 4);
    assert_string_equal(words_on_two(&k, 1), "You said: **queues**, 4.");
    kit_decline(&k, "heat");
    assert_string_equal(words_on_two(&k, 1), "You said nothing.");
    assert_string_equal(wording_text(k.attempt, &k.arena, &on_two(&k, 1)->text.text), "You said: **queues**, .");
    kit_end(&k);
}

static void test_their_words_are_not_markdown(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"a *b* _c_ `d`", "Note a \\*b\\* \\_c\\_ \\`d\\`"},
        {"# not a heading", "Note \\# not a heading"},
        {"- not a list", "Note \\- not a list"},
        {"1. not a list", "Note 1\\. not a list"},
        {"7.5 or 8", "Note 7.5 or 8"},
        {"<b>&amp;</b> [x](y)", "Note \\<b\\>\\&amp;\\</b\\> \\[x\\](y)"},
        {"back\\slash {heat}", "Note back\\\\slash \\{heat\\}"}, /* and never filled in again */
        {"caf\xc3\xa9, isn't it?", "Note caf\xc3\xa9, isn't it?"},
    };
    struct kit k;
    kit_begin(&k, "", pages);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_true(kit_write(&k, "note", NULL, table[i][0]));
        assert_string_equal(words_on_two(&k, 6), table[i][1]);
    }
    kit_end(&k);
}

static void test_private_is_never_put_into_words(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    assert_true(kit_write(&k, "secret", NULL, "mine"));
    assert_string_equal(words_on_two(&k, 4), "Hidden.");
    assert_said(&k, "secret", "mine"); /* in the person's own view */
    assert_true(attempt_is_private(k.attempt, exercise(&k, "secret")));
    assert_false(attempt_is_private(k.attempt, exercise(&k, "note")));
    struct answer_entry entry = {"text", "mine"};
    struct event e = {.kind = EVENT_ANSWER, .exercise = "sheet.line", .answer = {.entries = &entry, .count = 1}};
    assert_true(attempt_apply(k.attempt, &e));
    assert_string_equal(words_on_two(&k, 5), "Hidden too."); /* its worksheet is private */
    kit_end(&k);
}

static void test_alternatives(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    assert_string_equal(words_on_two(&k, 2), "Plain");
    kit_number(&k, "heat", 8);
    assert_string_equal(words_on_two(&k, 2), "Hot");
    k.settings.setting = "custody";
    k.attempt = kit_replayed(&k);
    assert_string_equal(words_on_two(&k, 2), "Inside");
    assert_string_equal(wording_plain(&on_two(&k, 2)->text.text, 0), "Plain");              /* nobody's answers */
    assert_string_equal(wording_text(k.attempt, &k.arena, &on_two(&k, 2)->text.empty), ""); /* absent */
    kit_end(&k);
}

static void test_recall(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    assert_string_equal(wording_recall(k.attempt, &k.arena, on_two(&k, 3)), "No plan.");
    kit_fill(&k, "plan", "acts", "p");
    assert_string_equal(wording_recall(k.attempt, &k.arena, on_two(&k, 3)), "No plan."); /* half a plan is none */
    kit_fill(&k, "plan", "when", "late");
    assert_string_equal(wording_recall(k.attempt, &k.arena, on_two(&k, 3)),
                        "Plan: If I am late, I will pause (again).");
    kit_end(&k);
}

static void test_languages(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, "", pages);
    const struct page *one = &k.module->pages[0], *two = &k.module->pages[1];
    assert_string_equal(wording_text(k.attempt, &k.arena, &one->title), "One");
    attempt_set_language(k.attempt, "cy", "a", NULL);
    assert_string_equal(wording_text(k.attempt, &k.arena, &one->title), "Un");
    assert_string_equal(wording_text(k.attempt, &k.arena, &two->title), "Two"); /* not translated */
    attempt_set_language(k.attempt, "pl", "i", NULL);
    assert_string_equal(wording_text(k.attempt, &k.arena, &one->title), "One"); /* the programme has no Polish */
    assert_string_equal(wording_plain(&one->title, 1), "Un");
    assert_string_equal(wording_plain(&one->title, 0), "One");
    kit_end(&k);
}

/* A number of the shared list is put in before anybody's answers are. */
static void facts_are_shown(void **state)
{
    (void)state;
    struct arena a;
    struct problems problems;
    arena_init(&a);
    problems_init(&problems, &a);
    struct source source = files_source(TESTS_DIR "/bad/base");
    struct programme *p = programme_load(&a, &source, "small", &problems);
    assert_non_null(p);
    const struct module *m = &p->modules[0];
    struct attempt_settings settings = {.setting = "community", .language = "en-GB", .and_word = "and"};
    const struct words *ask = &module_exercise(m, "quiz")->ask;
    struct attempt *s = attempt_new(&a, p, m, settings);
    assert_string_equal(wording_unstyled(s, &a, ask), "What comes first? Not 116 123.");
    attempt_set_language(s, "cy", "a", NULL);
    assert_string_equal(wording_unstyled(s, &a, ask), "Beth sy'n dod gyntaf? Nid 116 123.");
    assert_string_equal(wording_plain(ask, 0), "What comes first? Not 116 123.");
    arena_release(&a);
}

/* Welsh is in it, and what a keyboard wrote as a letter and a mark. */
static void an_option_begins_small_inside_a_sentence(void **state)
{
    static const char *const pairs[][2] = {
        {"Noise", "noise"},
        {"Sŵn", "sŵn"},
        {"Tŷ", "tŷ"},
        {"Dŵr", "dŵr"},
        {"Ŵyna", "ŵyna"},
        {"Âi", "âi"},
        {"Ẁyn", "ẁyn"},
        {"Sw\u0302n", "sw\u0302n"},
        {"W\u0302yna", "w\u0302yna"},
        {"A bit", "a bit"},
        {"I am late", "I am late"},
        {"TV", "TV"},
        {"TŶ", "TŶ"},
        {"5 pints", "5 pints"},
        {"own", "own"},
        {"I", "I"},
        {"", ""},
    };
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        assert_string_equal(wording_inside(&a, pairs[i][0]), pairs[i][1]);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_are_shown),
        cmocka_unit_test(test_choice_in_words),
        cmocka_unit_test(test_other_kinds_in_words),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_answers_inside_words),
        cmocka_unit_test(test_their_words_are_not_markdown),
        cmocka_unit_test(test_private_is_never_put_into_words),
        cmocka_unit_test(test_alternatives),
        cmocka_unit_test(test_recall),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(an_option_begins_small_inside_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
