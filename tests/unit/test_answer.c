/* An answer: what it holds, its JSON, and whether it fits, is complete and is right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "answer.h"

/* --- exercises -------------------------------------------------------------------------------------------------- */

static const struct rule some_rule = {.op = RULE_LITERAL};
static const struct option options[] = {{.id = "a", .right = true}, {.id = "b"}, {.id = "other", .write = true}};
static const struct spot_place places[] = {{.id = "jaw"}, {.id = "fists"}};
static const struct sort_box boxes[] = {{.id = "knew"}, {.id = "guessed"}};
static const struct sort_card cards[] = {{.id = "one"}, {.id = "two"}, {.id = "maybe", .when = &some_rule}};
static const struct gap_word words[] = {{.id = "breathe"}, {.id = "count"}, {.id = "walk"}};
static const struct gap gaps[] = {
    {.id = "when", .bank = words, .count = 1, .recall = "trigger", .at_most = 1},
    {.id = "acts", .bank = words, .count = 3, .at_most = 2},
    {.id = "also", .bank = words, .count = 3, .at_most = 1, .write = true, .optional = true},
};
static const struct block one = {.kind = BLOCK_CHOICE, .choice = {.options = options, .count = 3, .has_right = true}};
static const struct block many = {
    .kind = BLOCK_CHOICE, .about_me = true, .choice = {.options = options, .count = 3, .many = true, .at_most = 2}};
static const struct block scale = {.kind = BLOCK_SCALE, .about_me = true, .scale = {.from = 0, .to = 1, .step = 0.1}};
static const struct block writing = {.kind = BLOCK_WRITE};
static const struct block spot = {.kind = BLOCK_SPOT, .spot = {.places = places, .count = 2, .many = true}};
static const struct block sort = {.kind = BLOCK_SORT,
                                  .sort = {.boxes = boxes, .box_count = 2, .cards = cards, .card_count = 3}};
static const struct block plan = {.kind = BLOCK_GAPS, .gaps = {.gaps = gaps, .count = 3}};
static const struct block shown = {.kind = BLOCK_TEXT};

/* --- reading and writing ---------------------------------------------------------------------------------------- */

static bool answer_from(struct arena *a, const char *text, struct answer *out)
{
    struct problems problems;
    problems_init(&problems, a);
    struct json_document *d = json_parse(a, "answer", text, strlen(text), &problems);
    assert_non_null(d);
    return answer_read(a, json_root(d), out);
}

static void test_json_round_trip(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "{}",
        "{\"declined\":true}",
        "{\"number\":7}",
        "{\"number\":0.5}",
        "{\"entries\":[[\"waiting\"],[\"other\",\"a \\\"word\\\"\\n\"]]}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct arena a;
        struct answer answer;
        struct buffer out;
        arena_init(&a);
        buffer_init(&out, &a);
        assert_true(answer_from(&a, lines[i], &answer));
        answer_write(&answer, &out);
        assert_string_equal(buffer_text(&out), lines[i]);
        arena_release(&a);
    }
}

static void test_json_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "[]",
        "7",
        "{\"declined\":false}",
        "{\"declined\":1}",
        "{\"number\":\"7\"}",
        "{\"number\":7,\"declined\":true}",
        "{\"entries\":{}}",
        "{\"entries\":[\"a\"]}",
        "{\"entries\":[[]]}",
        "{\"entries\":[[\"a\",\"b\",\"c\"]]}",
        "{\"entries\":[[1]]}",
        "{\"unknown\":1}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct arena a;
        struct answer answer;
        arena_init(&a);
        if (answer_from(&a, lines[i], &answer))
            fail_msg("taken: %s", lines[i]);
        arena_release(&a);
    }
}

static void test_too_many_entries_are_refused(void **state)
{
    (void)state;
    for (int count = ANSWER_ENTRIES_MAX; count <= ANSWER_ENTRIES_MAX + 1; count++) {
        struct arena a;
        struct answer answer;
        struct buffer text;
        arena_init(&a);
        buffer_init(&text, &a);
        for (int i = 0; i < count; i++)
            buffer_adds(&text, i ? ",[\"1\"]" : "{\"entries\":[[\"1\"]");
        buffer_adds(&text, "]}");
        assert_int_equal(answer_from(&a, text.text, &answer), count == ANSWER_ENTRIES_MAX);
        arena_release(&a);
    }
}

static void test_equal(void **state)
{
    (void)state;
    struct answer_entry a[] = {{"x", "1"}}, b[] = {{"x", "2"}}, none[] = {{"x", NULL}};
    struct answer one_x = {.entries = a, .count = 1}, other_x = {.entries = b, .count = 1};
    struct answer no_value = {.entries = none, .count = 1}, empty = {0}, declined = {.declined = true};
    struct answer seven = {.has_number = true, .number = 7}, eight = {.has_number = true, .number = 8};
    assert_true(answer_equal(NULL, &empty));
    assert_true(answer_equal(NULL, NULL));
    assert_false(answer_equal(NULL, &declined));
    assert_true(answer_equal(&one_x, &one_x));
    assert_false(answer_equal(&one_x, &other_x));
    assert_false(answer_equal(&one_x, &no_value));
    assert_true(answer_equal(&seven, &seven));
    assert_false(answer_equal(&seven, &eight));
    assert_false(answer_equal(&seven, &empty));
    assert_string_equal(answer_value(&one_x, "x"), "1");
    assert_null(answer_value(&one_x, "y"));
    assert_false(answer_has(NULL, "x"));
    assert_true(answer_is_empty(&empty));
    assert_false(answer_is_empty(&declined));
}

/* --- fits, complete --------------------------------------------------------------------------------------------- */

static void test_fits_and_complete(void **state)
{
    (void)state;
    static const struct {
        const struct block *exercise;
        const char *answer;
        bool fits, complete;
    } table[] = {
        {&one, "{}", true, false},
        {&one, "{\"entries\":[[\"a\"]]}", true, true},
        {&one, "{\"entries\":[[\"a\"],[\"b\"]]}", false, false},
        {&one, "{\"entries\":[[\"gone\"]]}", false, false},
        {&one, "{\"entries\":[[\"a\",\"words\"]]}", false, false},
        {&one, "{\"entries\":[[\"other\",\"words\"]]}", true, true},
        {&one, "{\"entries\":[[\"other\"]]}", true, false},
        {&one, "{\"entries\":[[\"other\",\"  \"]]}", true, false},
        {&one, "{\"declined\":true}", false, false},
        {&one, "{\"number\":1}", false, false},
        {&many, "{\"declined\":true}", true, true},
        {&many, "{\"entries\":[[\"a\"],[\"b\"]]}", true, true},
        {&many, "{\"entries\":[[\"a\"],[\"a\"]]}", false, false},
        {&many, "{\"entries\":[[\"a\"],[\"b\"],[\"other\",\"x\"]]}", false, false},
        {&scale, "{\"number\":0}", true, true},
        {&scale, "{\"number\":0.3}", true, true},
        {&scale, "{\"number\":1}", true, true},
        {&scale, "{\"number\":0.35}", false, false},
        {&scale, "{\"number\":1.1}", false, false},
        {&scale, "{\"number\":-0.1}", false, false},
        {&scale, "{\"declined\":true}", true, true},
        {&scale, "{\"entries\":[[\"a\"]]}", false, false},
        {&writing, "{\"entries\":[[\"text\",\"words\"]]}", true, true},
        {&writing, "{\"entries\":[[\"text\",\" \\n\"]]}", true, false},
        {&writing, "{\"entries\":[[\"text\"]]}", false, false},
        {&writing, "{\"entries\":[[\"words\",\"words\"]]}", false, false},
        {&spot, "{\"entries\":[[\"jaw\"],[\"fists\"]]}", true, true},
        {&spot, "{\"entries\":[[\"knee\"]]}", false, false},
        {&spot, "{\"entries\":[[\"jaw\",\"x\"]]}", false, false},
        {&sort, "{\"entries\":[[\"one\",\"knew\"],[\"two\",\"knew\"]]}", true, true},
        {&sort, "{\"entries\":[[\"one\",\"knew\"]]}", true, false},
        {&sort, "{\"entries\":[[\"one\",\"knew\"],[\"two\",\"nobody\"]]}", false, false},
        {&sort, "{\"entries\":[[\"three\",\"knew\"]]}", false, false},
        {&sort, "{\"entries\":[[\"one\"]]}", false, false},
        {&plan, "{\"entries\":[[\"when\",\"own:late\"],[\"acts\",\"count\"],[\"acts\",\"walk\"]]}", true, true},
        {&plan, "{\"entries\":[[\"when\",\"own:late\"],[\"acts\",\"count\"],[\"also\",\"own:sing\"]]}", true, true},
        {&plan, "{\"entries\":[[\"acts\",\"count\"]]}", true, false},
        {&plan, "{\"entries\":[[\"acts\",\"count\"],[\"acts\",\"count\"]]}", false, false},
        {&plan, "{\"entries\":[[\"acts\",\"breathe\"],[\"acts\",\"count\"],[\"acts\",\"walk\"]]}", false, false},
        {&plan, "{\"entries\":[[\"when\",\"breathe\"],[\"when\",\"own:late\"]]}", false, false},
        {&plan, "{\"entries\":[[\"acts\",\"own:shout\"]]}", false, false},
        {&plan, "{\"entries\":[[\"when\",\"own: \"]]}", false, false},
        {&plan, "{\"entries\":[[\"when\",\"walk\"]]}", false, false},
        {&plan, "{\"entries\":[[\"where\",\"walk\"]]}", false, false},
        {&plan, "{\"entries\":[[\"acts\"]]}", false, false},
        {&shown, "{\"entries\":[[\"a\"]]}", false, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena a;
        struct answer answer;
        arena_init(&a);
        assert_true(answer_from(&a, table[i].answer, &answer));
        if (answer_fits(&answer, table[i].exercise) != table[i].fits)
            fail_msg("case %d fits wrongly: %s", (int)i, table[i].answer);
        if (table[i].fits && answer_is_complete(&answer, table[i].exercise) != table[i].complete)
            fail_msg("case %d is complete wrongly: %s", (int)i, table[i].answer);
        arena_release(&a);
    }
}

static void test_right(void **state)
{
    (void)state;
    static const struct option two_right[] = {{.id = "a", .right = true}, {.id = "b", .right = true}, {.id = "c"}};
    static const struct block both = {.kind = BLOCK_CHOICE,
                                      .choice = {.options = two_right, .count = 3, .many = true, .has_right = true}};
    struct answer_entry entries[] = {{"a", NULL}, {"b", NULL}, {"c", NULL}};
    assert_true(answer_is_right(&(struct answer){.entries = entries, .count = 1}, &one));
    assert_false(answer_is_right(&(struct answer){.entries = entries + 1, .count = 1}, &one));
    assert_false(answer_is_right(NULL, &one));
    assert_true(answer_is_right(&(struct answer){.entries = entries, .count = 2}, &both));
    assert_false(answer_is_right(&(struct answer){.entries = entries, .count = 1}, &both));
    assert_false(answer_is_right(&(struct answer){.entries = entries, .count = 3}, &both));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_round_trip),
        cmocka_unit_test(test_json_refused),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_too_many_entries_are_refused),
        cmocka_unit_test(test_fits_and_complete),
        cmocka_unit_test(test_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
