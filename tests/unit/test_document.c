/* What a person takes away: what is in it, what can never be in it, and how it travels as JSON. */
#include "player_kit.h"

#include "document.h"
#include "golden.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* clang-format off */
static const char *const more = "'take_home': 'plan', 'complete': {'pages': 'path', 'check': {'exercises': ['quiz'], 'at_least': 0.5}},";
static const char *const pages =
    "{'id': 'one', 'title': 'What *sets* you off?', 'blocks': ["
    "  {'kind': 'choice', 'id': 'trigger', 'about_me': true, 'many': true, 'options': ["
    "    {'id': 'wait', 'text': 'Being kept **waiting**'}, {'id': 'shown', 'text': 'I am shown up'},"
    "    {'id': 'other', 'text': 'Something else', 'write': true}]},"
    "  {'kind': 'scale', 'id': 'heat', 'about_me': true, 'ask': 'How hot does it get?', 'from': 0, 'to': 10, 'ends': ['Calm', 'Boiling']},"
    "  {'kind': 'write', 'id': 'secret', 'about_me': true, 'private': true, 'ask': 'Only for you'},"
    "  {'kind': 'write', 'id': 'kept', 'about_me': true, 'print': false, 'ask': 'Never on paper'},"
    "  {'kind': 'write', 'id': 'after-secret', 'about_me': true, 'optional': true, 'ask': 'And then?', 'when': {'==': [{'var': 'secret'}, 'drink']}},"
    "  {'kind': 'write', 'id': 'letter', 'about_me': true, 'long': true, 'ask': [{'when': {'==': [{'var': 'kept'}, 'rage']}, 'text': 'You are full of rage'}, {'text': 'Write a letter'}]},"
    "  {'kind': 'write', 'id': 'quoting', 'about_me': true, 'ask': [{'when': {'in': ['wait', {'var': 'trigger'}]}, 'text': 'What of kept waiting?'}, {'text': 'Why?'}]}]},"
    "{'id': 'two', 'title': 'Piece by piece', 'blocks': ["
    "  {'kind': 'worksheet', 'optional': true, 'id': 'record', 'about_me': true, 'layout': 'cross', 'fields': ["
    "    {'kind': 'write', 'id': 'happened', 'place': 'top', 'ask': 'What happened'},"
    "    {'kind': 'write', 'id': 'thought', 'place': 'left', 'ask': 'What I thought', 'with': {'kind': 'scale', 'id': 'belief', 'ask': 'How sure?', 'from': 0, 'to': 100, 'ends': ['Not', 'Very'], 'unit': '%'}},"
    "    {'kind': 'write', 'id': 'did', 'place': 'right', 'ask': 'What I did'}]},"
    "  {'kind': 'worksheet', 'optional': true, 'id': 'hidden', 'about_me': true, 'layout': 'steps', 'private': true, 'fields': ["
    "    {'kind': 'write', 'id': 'deep', 'ask': 'Deep'}, {'kind': 'write', 'id': 'deeper', 'ask': 'Deeper'}]},"
    "  {'kind': 'worksheet', 'optional': true, 'id': 'unprinted', 'about_me': true, 'layout': 'steps', 'print': false, 'fields': ["
    "    {'kind': 'write', 'id': 'low', 'ask': 'Low'}, {'kind': 'write', 'id': 'lower', 'ask': 'Lower'}]},"
    "  {'kind': 'worksheet', 'optional': true, 'id': 'matrix', 'layout': 'matrix', 'column_titles': ['Good', 'Bad'],"
    "   'row_titles': ['Go on', 'Stop'], 'fields': [{'kind': 'write', 'id': 'a', 'ask': 'What?'},"
    "    {'kind': 'write', 'id': 'b', 'ask': 'Open'}, {'kind': 'write', 'id': 'c', 'ask': 'Hidden', 'print': false},"
    "    {'kind': 'write', 'id': 'd', 'ask': 'And?'}]},"
    "  {'kind': 'diary', 'id': 'week', 'about_me': true, 'optional': true, 'ask': 'The week', 'days': 2,"
    "   'columns': [{'kind': 'number', 'id': 'n', 'ask': 'How many?', 'from': 0, 'to': 9}],"
    "   'totals': [{'id': 'all', 'text': 'Altogether', 'unit': 'drinks', 'unit_one': 'drink', 'of': {'var': 'n'}}]},"
    "  {'kind': 'chart', 'title': 'Day by *day*', 'of': 'week.total.all', 'by_row': true, 'from': 0, 'to': 9,"
    "   'ends': ['None', 'Many'], 'empty': 'None.'},"
    "  {'kind': 'gaps', 'id': 'plan', 'about_me': true, 'text': 'If [when], then I will [act].', 'gaps': ["
    "    {'id': 'when', 'label': 'When', 'write': true, 'bank': [{'id': 'w', 'text': 'I wait'}]},"
    "    {'id': 'act', 'label': 'Act', 'bank': [{'id': 'b', 'text': 'breathe out'}]}]}]},"
    "{'id': 'quiz-page', 'title': 'Quiz', 'blocks': [{'kind': 'choice', 'id': 'quiz', 'ask': 'Right?', 'options': ["
    "  {'id': 'y', 'text': 'Yes', 'right': true}, {'id': 'n', 'text': 'No'}]}]}";
/* clang-format on */

static void answer(struct kit *k, const char *secret, const char *kept)
{
    kit_begin(k, more, pages);
    kit_pick(k, "trigger", "wait");
    kit_pick(k, "trigger", "shown");
    kit_number(k, "heat", 7);
    kit_write(k, "secret", NULL, secret);
    kit_write(k, "kept", NULL, kept);
    kit_write(k, "letter", NULL, "Dear me,\n\nI *wait* & see.\nMe");
    kit_write(k, "quoting", NULL, "Because.");
    kit_write(k, "after-secret", NULL, "the pub");
    kit_next(k);
    kit_write(k, "record.happened", NULL, "The queue");
    kit_write(k, "record.thought", NULL, "Not fair");
    kit_number(k, "record.belief", 80);
    kit_decline(k, "record.did");
    kit_write(k, "hidden.deep", NULL, secret);
    kit_write(k, "unprinted.low", NULL, kept);
    kit_write(k, "matrix.a", NULL, "Peace");
    kit_write(k, "matrix.c", NULL, kept);
    kit_write(k, "matrix.d", NULL, "Sleep");
    kit_number(k, "week.mon.n", 4);
    kit_number(k, "week.tue.n", 1);
    kit_fill(k, "plan", "when", "own:I *see* red");
    kit_fill(k, "plan", "act", "b");
    kit_next(k);
    kit_pick(k, "quiz", "y");
    kit_next(k);
    kit_complete(k);
}

static struct document_request request(const struct kit *k)
{
    return (struct document_request){.attempt = k->attempt,
                                     .programme = k->programme,
                                     .language = "en-GB",
                                     .date = {2026, 3, 2},
                                     .code = "YG8-3JC-XMJ",
                                     .receipt = {3, "101010111"}};
}

static const char *written(struct kit *k, const struct document_request *r, enum document_kind kind)
{
    struct buffer out;
    struct document *d = document_make(&k->arena, r, kind);
    buffer_init(&out, &k->arena);
    if (d)
        document_write(d, &out);
    return buffer_text(&out);
}

static void test_goldens(void **state)
{
    (void)state;
    struct kit k;
    answer(&k, "drink", "rage");
    struct document_request r = request(&k);
    bool same = true;
    for (int i = 0; i < DOCUMENT_KINDS; i++) {
        const char *name = document_kind_name((enum document_kind)i);
        const char *golden = arena_printf(&k.arena, TESTS_DIR "/unit/documents/%s.json", name);
        same = golden_is(&k.arena, "document", name, golden, written(&k, &r, (enum document_kind)i)) && same;
    }
    assert_true(same);
    kit_end(&k);
}

/* The documents do not depend on what may not leave the screen: not on its words, and not on what hangs on them. */
static void test_what_stays_cannot_be_told(void **state)
{
    (void)state;
    struct kit one, other;
    answer(&one, "drink", "rage");
    answer(&other, "SECRETWORD", "KEPTWORD");
    struct document_request r = request(&one), s = request(&other);
    for (int i = 0; i < DOCUMENT_KINDS; i++) {
        const char *text = written(&other, &s, (enum document_kind)i);
        assert_string_equal(written(&one, &r, (enum document_kind)i), text);
        assert_null(strstr(text, "SECRETWORD"));
        assert_null(strstr(text, "KEPTWORD"));
    }
    assert_non_null(strstr(written(&one, &r, DOCUMENT_SUMMARY), "Write a letter"));
    kit_end(&one);
    kit_end(&other);
}

static bool is_trigger(const void *context, const struct attempt *of, const struct block *b)
{
    (void)context, (void)of;
    return text_is(b->id, "trigger");
}

/* A chart has no more than the answers beside it. */
static void test_charts(void **state)
{
    (void)state;
    struct kit k;
    const char *left[] = {"week.mon.n"};
    answer(&k, "x", "y");
    struct document_request r = request(&k);
    assert_non_null(
        strstr(written(&k, &r, DOCUMENT_SUMMARY), "{\"figures\":\"4 drinks\",\"label\":\"Monday\",\"percent\":44}"));
    r.left_out = left;
    r.left_out_count = 1;
    const char *text = written(&k, &r, DOCUMENT_SUMMARY);
    assert_null(strstr(text, "4 drinks"));
    assert_non_null(strstr(text, "\"label\":\"Tuesday\",\"percent\":11"));
    assert_null(strstr(written(&k, &r, DOCUMENT_PLAN), "Tuesday"));
    kit_end(&k);
}

/* What is left out was not answered before either. */
static void test_the_past_cannot_tell_either(void **state)
{
    (void)state;
    struct kit k;
    struct dated_answer history[4];
    answer(&k, "x", "y");
    struct attempt *past = kit_replayed(&k);
    attempt_set_past(k.attempt, (struct past){&past, 1});
    const struct attempt *told = attempt_without(&k.arena, k.attempt, is_trigger, NULL);
    assert_int_equal(attempt_history(k.attempt, "trigger", history, 4), 2);
    assert_int_equal(attempt_history(told, "trigger", history, 4), 0);
    assert_int_equal(attempt_history(told, "heat", history, 4), 2);
    kit_end(&k);
}

static void test_what_the_person_leaves_out(void **state)
{
    (void)state;
    struct kit k;
    answer(&k, "x", "y");
    struct document_request r = request(&k);
    const char *const out[] = {"trigger", "letter", "record.thought"};
    r.left_out = out;
    r.left_out_count = 3;
    const char *text = written(&k, &r, DOCUMENT_SUMMARY);
    assert_null(strstr(text, "kept waiting")); /* neither the answer nor the question that hangs on it */
    assert_null(strstr(text, "Dear me"));
    assert_null(strstr(text, "Not fair"));
    assert_non_null(strstr(text, "Because."));
    assert_non_null(strstr(text, "The queue"));
    assert_non_null(strstr(text, "80%")); /* the box's other answer stays */
    const char *const all[] = {"record.happened", "record.thought", "record.belief", "matrix.a",
                               "matrix.d",        "week.mon.n",     "week.tue.n"};
    r.left_out = all;
    r.left_out_count = COUNT(all);
    assert_string_equal(written(&k, &r, DOCUMENT_WORKSHEET), "");
    const char *const plan[] = {"plan"};
    r.left_out = plan;
    r.left_out_count = 1;
    assert_string_equal(written(&k, &r, DOCUMENT_PLAN), "");
    kit_end(&k);
}

static void test_items_for_ticks(void **state)
{
    (void)state;
    static const char *const expected[] = {"trigger",        "heat",         "letter",     "quoting",
                                           "plan",           "week.mon.n",   "week.tue.n", "record.happened",
                                           "record.thought", "record.belief"};
    struct kit k;
    answer(&k, "x", "y");
    struct document_request r = request(&k);
    struct document_item item[EXERCISES_MAX];
    const char *const out[] = {"trigger"};
    r.left_out = out;
    r.left_out_count = 1;
    int count = document_items(&k.arena, &r, DOCUMENT_SUMMARY, item);
    assert_int_equal(count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        bool found = false;
        for (int n = 0; n < count; n++)
            found = found || text_is(item[n].exercise->id, expected[i]);
        assert_true(found);
    }
    assert_string_equal(item[0].label, "What sets you off?");
    assert_string_equal(item[0].words, "Being kept waiting and I am shown up");
    assert_int_equal(document_items(&k.arena, &r, DOCUMENT_WORKSHEET, item), 7);
    assert_int_equal(document_items(&k.arena, &r, DOCUMENT_PLAN, item), 1);
    assert_int_equal(document_items(&k.arena, &r, DOCUMENT_CERTIFICATE, item), 0);
    kit_end(&k);
}

static void test_half_and_declined(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, more, pages);
    struct document_request r = request(&k);
    assert_string_equal(written(&k, &r, DOCUMENT_PLAN), "");
    assert_string_equal(written(&k, &r, DOCUMENT_WORKSHEET), "");
    assert_null(strstr(written(&k, &r, DOCUMENT_SUMMARY), "In my own words"));
    assert_non_null(strstr(written(&k, &r, DOCUMENT_SUMMARY), "I worked on Session on 2 March 2026."));
    kit_fill(&k, "plan", "act", "b"); /* half a plan */
    kit_decline(&k, "heat");
    assert_string_equal(written(&k, &r, DOCUMENT_PLAN), "");
    assert_null(strstr(written(&k, &r, DOCUMENT_SUMMARY), "How hot"));
    kit_end(&k);
}

static void test_certificate(void **state)
{
    (void)state;
    struct kit k;
    answer(&k, "x", "y");
    struct document_request r = request(&k);
    r.attempt = NULL;
    const char *text = written(&k, &r, DOCUMENT_CERTIFICATE);
    assert_non_null(strstr(text, "______"));
    assert_null(strstr(text, "queue"));
    assert_non_null(strstr(text, "YG8-3JC-XMJ"));
    assert_null(strstr(text, "squares")); /* every telephone reads a square, and the receipt's names the programme */
    kit_end(&k);
}

/* What others read: the name that they may, and no more than that somebody came. */
static void test_certificate_others_see(void **state)
{
    (void)state;
    struct kit k;
    kit_programme_more = "'public_title': 'Open door', 'certificate': 'attendance',";
    answer(&k, "x", "y");
    struct document_request r = request(&k);
    r.attempt = NULL;
    const char *text = written(&k, &r, DOCUMENT_CERTIFICATE);
    assert_non_null(strstr(text, "Open door"));
    assert_null(strstr(text, "Kit"));
    assert_non_null(strstr(text, "Certificate of attendance"));
    assert_non_null(strstr(text, "has attended all of"));
    assert_null(strstr(text, "finished"));
    kit_end(&k);
    kit_programme_more = "";
}

/* --- JSON ------------------------------------------------------------------------------------------------------- */

static struct document *read_back(struct arena *a, const char *text)
{
    struct problems problems;
    problems_init(&problems, a);
    struct document *d = document_read(a, text, strlen(text), &problems);
    assert_true((d != NULL) == (problems.errors == 0));
    return d;
}

static void test_travels_unchanged(void **state)
{
    (void)state;
    struct kit k;
    answer(&k, "x", "y");
    struct document_request r = request(&k);
    struct document *d = document_new(&k.arena, &r, "All \"of\" it");
    struct document_box box[] = {
        {.label = "For", .place = CROSS_BOTTOM_RIGHT, .prose = document_plain(&k.arena, "a\nb")},
        {.label = "", .note_label = "How sure?", .note = "80%"}};
    const char *cells[] = {"", "Before", "Now", "Mood \\ \"x\"", "3", "7"};
    document_heading(d, 1, "H\xC5\xB5yl");
    document_text(d, ELEMENT_PLAIN, "# Head\n\nSome **bold**, *slanted* and ***both***.\n\n- a\n- b\n  1. c\n\n> said");
    for (int i = 0; i < BOX_LAYOUTS; i++)
        document_boxes(d, (enum box_layout)i, box, 2);
    document_table(d, cells, 3, 2);
    document_chart(d, (struct document_mark[]){{"At the start", "8 of 10", 80}, {"Now", "", 0}}, 2, "0 Calm", "10");
    document_rule(d);
    document_picture(d, (struct document_square){2, "1001"}, "A code", NULL);
    struct buffer first, second;
    buffer_init(&first, &k.arena);
    buffer_init(&second, &k.arena);
    document_write(d, &first);
    struct document *again = read_back(&k.arena, buffer_text(&first));
    assert_non_null(again);
    document_write(again, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    assert_int_equal(again->count, d->count);
    kit_end(&k);
}

#define HEAD_TO "{'accent':'#0A6B68','date':'2026-03-02','elements':["
#define HEAD_END                                                                                                       \
    "],'footer':'','format':1,'language':'en-GB','large':false,'page_words':'%1','right_to_left':false,'title':'T'}"

static void test_refuses(void **state)
{
    (void)state;
    static const char *const good = HEAD_TO "{'kind':'rule'}" HEAD_END;
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        HEAD_TO "{}" HEAD_END,
        HEAD_TO "7" HEAD_END,
        HEAD_TO "{'kind':'video'}" HEAD_END,
        HEAD_TO "{'kind':'rule','level':1}" HEAD_END,
        HEAD_TO "{'kind':'heading','level':4,'text':'x'}" HEAD_END,
        HEAD_TO "{'kind':'heading','level':1.5,'text':'x'}" HEAD_END,
        HEAD_TO "{'kind':'heading','level':1,'text':7}" HEAD_END,
        HEAD_TO "{'kind':'text','look':'plain','text':'x'}" HEAD_END,
        HEAD_TO "{'kind':'text','look':'odd','text':[]}" HEAD_END,
        HEAD_TO "{'kind':'text','look':'plain','text':[{'kind':'text','runs':[{'bold':'a','italic':'b'}]}]}" HEAD_END,
        HEAD_TO "{'kind':'text','look':'plain','text':[{'kind':'text','runs':[{}]}]}" HEAD_END,
        HEAD_TO "{'kind':'text','look':'plain','text':[{'kind':'text','runs':[7]}]}" HEAD_END,
        HEAD_TO "{'kind':'text','look':'plain','text':[{'indent':99,'kind':'text','runs':[]}]}" HEAD_END,
        HEAD_TO "{'kind':'boxes','layout':'list','boxes':[{'label':'x'}]}" HEAD_END,
        HEAD_TO "{'kind':'boxes','layout':'list','boxes':[{'label':'x','note':'y','text':[]}]}" HEAD_END,
        HEAD_TO "{'kind':'boxes','layout':'list','boxes':[{'label':'x','place':'up','text':[]}]}" HEAD_END,
        HEAD_TO "{'kind':'table','rows':[]}" HEAD_END,
        HEAD_TO "{'kind':'table','rows':[['a','b'],['c']]}" HEAD_END,
        HEAD_TO "{'kind':'table','rows':[['1','2','3','4','5','6','7','8','9','10']]}" HEAD_END,
        HEAD_TO "{'kind':'picture','alt':'x','squares':['11','1']}" HEAD_END,
        HEAD_TO "{'kind':'picture','alt':'x','squares':['12','11']}" HEAD_END,
        HEAD_TO "{'kind':'picture','alt':'x','squares':[]}" HEAD_END,
        HEAD_TO "{'kind':'chart','high':'','low':'','marks':[]}" HEAD_END,
        HEAD_TO "{'kind':'chart','high':'','low':'','marks':[{'figures':'8','label':'x','percent':101}]}" HEAD_END,
        HEAD_TO "{'kind':'chart','high':'','low':'','marks':[{'figures':'8','label':'x'}]}" HEAD_END,
        HEAD_TO "{'kind':'chart','high':'','marks':[{'figures':'8','label':'x','percent':1}]}" HEAD_END,
    };
    struct arena a;
    arena_init(&a);
    assert_non_null(read_back(&a, kit_quotes(&a, good)));
    for (size_t i = 0; i < COUNT(bad); i++)
        if (read_back(&a, kit_quotes(&a, bad[i])))
            fail_msg("taken: %s", bad[i]);
    static const char *const swaps[][2] = {{"#0A6B68", "#0A6B6G"},       {"2026-03-02", "2026-02-30"},
                                           {"'format':1", "'format':2"}, {"false,", "0,"},
                                           {"'title':'T'", "'x':'T'"},   {"'footer':''", "'footer':[]"}};
    for (size_t i = 0; i < COUNT(swaps); i++) {
        char *at = strstr(good, swaps[i][0]);
        assert_non_null(at);
        const char *text = arena_printf(&a, "%.*s%s%s", (int)(at - good), good, swaps[i][1], at + strlen(swaps[i][0]));
        if (read_back(&a, kit_quotes(&a, text)))
            fail_msg("taken: %s", text);
    }
    arena_release(&a);
}

static void test_limits(void **state)
{
    (void)state;
    struct arena a;
    struct buffer out;
    arena_init(&a);
    buffer_init(&out, &a);
    buffer_adds(&out, kit_quotes(&a, HEAD_TO));
    for (int i = 0; i <= ELEMENTS_MAX; i++)
        buffer_adds(&out, i ? ",{\"kind\":\"rule\"}" : "{\"kind\":\"rule\"}");
    buffer_adds(&out, kit_quotes(&a, HEAD_END));
    assert_null(read_back(&a, buffer_text(&out)));
    char *large = arena_alloc(&a, DOCUMENT_BYTES_MAX + 2);
    memset(large, ' ', DOCUMENT_BYTES_MAX + 1);
    assert_null(read_back(&a, large));
    arena_release(&a);
}

/* Whatever is done to its bytes: it is refused, or it is a document that can be written again. */
static void test_changed_bytes(void **state)
{
    (void)state;
    static const char *const names[] = {"summary", "arabic", "long"};
    uint32_t dice = 1;
    for (int round = 0; round < 3000; round++) {
        struct arena a;
        struct problems problems;
        struct buffer out;
        const char *bytes;
        size_t size;
        arena_init(&a);
        problems_init(&problems, &a);
        buffer_init(&out, &a);
        assert_true(
            file_read(&a, arena_printf(&a, TESTS_DIR "/unit/documents/%s.json", names[round % 3]), &bytes, &size));
        char *changed = arena_copy(&a, bytes, size);
        for (int i = 0; i <= round % 4; i++) {
            dice = dice * 1664525 + 1013904223;
            changed[(dice >> 8) % size] = "\"{}[],:01x\\\xFF"[dice % 12];
        }
        struct document *d = document_read(&a, changed, size, &problems);
        assert_true((d != NULL) == (problems.errors == 0));
        if (d)
            document_write(d, &out);
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goldens),
        cmocka_unit_test(test_charts),
        cmocka_unit_test(test_what_stays_cannot_be_told),
        cmocka_unit_test(test_the_past_cannot_tell_either),
        cmocka_unit_test(test_what_the_person_leaves_out),
        cmocka_unit_test(test_items_for_ticks),
        cmocka_unit_test(test_half_and_declined),
        cmocka_unit_test(test_certificate),
        cmocka_unit_test(test_certificate_others_see),
        cmocka_unit_test(test_travels_unchanged),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_changed_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
