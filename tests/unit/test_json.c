#include "cmocka_unit.h"

#include <string.h>

#include "json.h"

static struct arena a;
static struct problems problems;

static int start(void **state)
{
    (void)state;
    arena_init(&a);
    problems_init(&problems, &a);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&a);
    return 0;
}

static const struct json_document *parse(const char *text, size_t length)
{
    problems_init(&problems, &a);
    return json_parse(&a, "f", text, length, &problems);
}

#define ROW(text, line, column, code)                                                                                  \
    {                                                                                                                  \
        text, sizeof(text) - 1, line, column, code                                                                     \
    }

/* Every row of the table of what a strict reader must refuse, with the exact place. */
static void what_a_strict_reader_refuses_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        int line, column;
        const char *code;
    } rows[] = {
        ROW("{\"a\":1,\n \"a\":2}", 2, 2, "json-duplicate"),
        ROW("{\"a\":1, \"\\u0061\":2}", 1, 9, "json-duplicate"),
        ROW("[{\"b\":{\"x\":0,\"y\":0,\"x\":1}}]", 1, 20, "json-duplicate"),
        ROW("[1] x", 1, 5, "json-trailing"),
        ROW("{} {}", 1, 4, "json-trailing"),
        ROW("[1]\0", 1, 4, "json-null-character"),
        ROW("\xEF\xBB\xBF{}", 1, 1, "json-bom"),
        ROW("[\"\xFF\xFE\"]", 1, 3, "json-utf8"),
        ROW("[\"\xC5\xB5\xC5\xB5\xC0\xAF\"]", 1, 5, "json-utf8"), /* columns are characters */
        ROW("[\"\xED\xA0\x80\"]", 1, 3, "json-utf8"),
        ROW("[\"a\x01\"]", 1, 4, "json-control"),
        ROW("[\"a\tb\"]", 1, 4, "json-control"),
        ROW("[\"a\nb\"]", 1, 4, "json-control"),
        ROW("[\"a\0b\"]", 1, 4, "json-control"),
        ROW("[\"a\\u0000b\"]", 1, 4, "json-null-character"),
        ROW("[1,\n1e999]", 2, 1, "json-number-large"),
        ROW("[-1e999]", 1, 2, "json-number-large"),
        ROW("[1e-999]", 1, 2, "json-number-large"),
        ROW("[012]", 1, 2, "json-number"),
        ROW("[-012]", 1, 2, "json-number"),
        ROW("[1.]", 1, 2, "json-number"),
        ROW("[1e]", 1, 2, "json-number"),
        ROW("[1e+]", 1, 2, "json-number"),
        ROW("[9007199254740992]", 1, 2, "json-number-large"),
        ROW("[9007199254740993]", 1, 2, "json-number-large"),
        ROW("[-9007199254740993]", 1, 2, "json-number-large"),
        ROW("[10000000000000000]", 1, 2, "json-number-large"),
        ROW("[99999999999999999999]", 1, 2, "json-number-large"),
        ROW("[1,]", 1, 4, "json-trailing-comma"),
        ROW("{\"a\":1,}", 1, 8, "json-trailing-comma"),
        ROW("[+1]", 1, 2, "json-syntax"),
        ROW("[.5]", 1, 2, "json-syntax"),
        ROW("[-]", 1, 3, "json-number"),
        ROW("[0x10]", 1, 3, "json-syntax"),
        ROW("[NaN]", 1, 2, "json-syntax"),
        ROW("[Infinity]", 1, 2, "json-syntax"),
        ROW("[-Infinity]", 1, 3, "json-number"),
        ROW("[True]", 1, 2, "json-syntax"),
        ROW("[truex]", 1, 6, "json-syntax"),
        ROW("[1, // one\n2]", 1, 5, "json-comment"),
        ROW("{ /* none */ }", 1, 3, "json-comment"),
        ROW("# none\n{}", 1, 1, "json-comment"),
        ROW("[\"\\ud800\"]", 1, 3, "json-surrogate"),
        ROW("[\"\\udc00\"]", 1, 3, "json-surrogate"),
        ROW("[\"\\ud800\\u0041\"]", 1, 3, "json-surrogate"),
        ROW("[\"\\ud800\\n\"]", 1, 3, "json-surrogate"),
        ROW("[\"\\u00g0\"]", 1, 7, "json-escape"),
        ROW("[\"\\x\"]", 1, 3, "json-escape"),
        ROW("[\"\\'\"]", 1, 3, "json-escape"),
        ROW("{\"a\" 1}", 1, 6, "json-syntax"),
        ROW("{\"a\":1 \"b\":2}", 1, 8, "json-syntax"),
        ROW("[1 2]", 1, 4, "json-syntax"),
        ROW("{a:1}", 1, 2, "json-syntax"),
        ROW("{'a':1}", 1, 2, "json-syntax"),
        ROW("[\"a]", 1, 2, "json-string-open"),
        ROW("[1", 1, 3, "json-syntax"),
        ROW("{\"a\":", 1, 6, "json-syntax"),
        ROW("{", 1, 2, "json-syntax"),
        ROW("", 1, 1, "json-syntax"),
        ROW(" \n ", 2, 2, "json-syntax"),
        ROW("[1}", 1, 3, "json-syntax"),
        ROW("[0.1234567890123456789012345678901234567890123456789012345678901234567890]", 1, 2, "json-number-long"),
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (parse(rows[i].text, rows[i].length))
            fail_msg("not refused: %s", rows[i].text);
        const struct problem *first = problems.first;
        if (first->place.line != rows[i].line || first->place.column != rows[i].column ||
            strcmp(first->code, rows[i].code) != 0)
            fail_msg("%s: %s at %d:%d, not %s at %d:%d", rows[i].text, first->code, first->place.line,
                     first->place.column, rows[i].code, rows[i].line, rows[i].column);
        assert_string_equal(first->place.file, "f");
    }
}

static char *repeated(const char *start, const char *part, size_t count, const char *finish)
{
    struct buffer b;
    buffer_init(&b, &a);
    buffer_adds(&b, start);
    for (size_t i = 0; i < count; i++)
        buffer_adds(&b, part);
    buffer_adds(&b, finish);
    return b.text;
}

static void limits_are_refused_just_above_and_not_below(void **state)
{
    (void)state;
    const struct {
        const char *fits, *exceeds, *code;
    } rows[] = {
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
         "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "json-depth"},
        {repeated("\"", "x", JSON_STRING_MAX, "\""), repeated("\"", "x", JSON_STRING_MAX + 1, "\""),
         "json-string-long"},
        {repeated("[0", ",0", JSON_VALUES_MAX - 2, "]"), repeated("[0", ",0", JSON_VALUES_MAX - 1, "]"), "json-values"},
        {repeated("0", " ", JSON_BYTES_MAX - 1, ""), repeated("0", " ", JSON_BYTES_MAX, ""), "json-size"},
        {repeated("", "[", 31, "[]"), repeated("", "[", 1000000, "[]"), "json-depth"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (i < 4)
            assert_non_null(parse(rows[i].fits, strlen(rows[i].fits)));
        assert_null(parse(rows[i].exceeds, strlen(rows[i].exceeds)));
        assert_string_equal(problems.first->code, rows[i].code);
        assert_null(problems.first->next);
    }
}

static void faults_that_leave_the_structure_whole_are_all_told(void **state)
{
    (void)state;
    static const char text[] = "[\"a\x01\",\n01,\n\"\xFF\",\n9007199254740993]";
    assert_null(parse(text, sizeof text - 1));
    assert_int_equal(problems.errors, 4);
}

static void values_are_read_exactly(void **state)
{
    (void)state;
    static const char text[] =
        "{\"Role\":\"a\\n\\u00e9\\ud83d\\ude00\\/\", \"n\":[99999999999, 2.9, -0, 1e2, 9007199254740991],"
        " \"t\":true,\"f\":false,\"z\":null,\"e\":{},\"l\":[]}";
    const struct json *root = json_root(parse(text, sizeof text - 1));
    assert_int_equal(json_kind(root), JSON_OBJECT);
    assert_int_equal(json_count(root), 7);
    assert_null(json_member(root, "role")); /* cJSON alone would find it */
    assert_string_equal(json_string(json_member(root, "Role")), "a\n\xC3\xA9\xF0\x9F\x98\x80/");
    const struct json *n = json_member(root, "n");
    assert_true(json_number(json_at(n, 0)) == 99999999999.0);
    assert_false(json_is_integer(json_at(n, 1)));
    assert_true(json_is_integer(json_at(n, 2)));
    assert_true(json_is_integer(json_at(n, 3)));
    assert_true(json_is_integer(json_at(n, 4)));
    assert_int_equal(json_kind(json_member(root, "t")), JSON_TRUE);
    assert_int_equal(json_kind(json_member(root, "f")), JSON_FALSE);
    assert_int_equal(json_kind(json_member(root, "z")), JSON_NULL);
    assert_int_equal(json_count(json_member(root, "e")), 0);
    assert_int_equal(json_count(json_member(root, "l")), 0);
    assert_string_equal(json_key(json_at(root, 1)), "n");
    assert_null(json_member(json_at(n, 0), "x"));
}

static void assert_place(struct place place, int line, int column)
{
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void every_value_tells_its_place(void **state)
{
    (void)state;
    static const char text[] = "{\n  \"d\xC5\xB5r\" : [ \"\xC5\xB5\\\"\" , {\"a/b~\": [ ]} ],\r\n\t\"x\":{ }\n}";
    const struct json_document *d = parse(text, sizeof text - 1);
    const struct json *list = json_at(json_root(d), 0), *object = json_at(list, 1), *inner = json_at(object, 0);
    assert_place(json_place(d, json_root(d)), 1, 1);
    assert_place(json_place_key(d, list), 2, 3);
    assert_place(json_place(d, list), 2, 11);
    assert_place(json_place(d, json_at(list, 0)), 2, 13);
    assert_place(json_place(d, object), 2, 21);
    assert_place(json_place(d, inner), 2, 30);
    assert_place(json_place(d, json_at(json_root(d), 1)), 3, 6);
    assert_string_equal(json_pointer(&a, d, inner), "/d\xC5\xB5r/1/a~1b~0");
    assert_string_equal(json_pointer(&a, d, json_root(d)), "");
    const struct json *all[] = {json_root(d), list, json_at(list, 0), object, inner, json_at(json_root(d), 1)};
    for (size_t i = 0; i < COUNT(all); i++) {
        struct place here = json_place(d, all[i]);
        struct place again = json_place_of_pointer(&a, "f", text, sizeof text - 1, json_pointer(&a, d, all[i]));
        assert_place(again, here.line, here.column);
    }
    /* the nearest thing there is */
    assert_place(json_place_of_pointer(&a, "f", text, sizeof text - 1, "/x/none/0"), 3, 6);
    assert_place(json_place_of_pointer(&a, "f", text, sizeof text - 1, "/d\xC5\xB5r/9"), 2, 11);
}

static void strings_and_numbers_are_written_canonically(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } rows[] = {{0, "0"},
                {-0.0, "0"},
                {7, "7"},
                {-3, "-3"},
                {0.1, "0.1"},
                {0.6, "0.6"},
                {1e300, "1e+300"},
                {2.5, "2.5"},
                {9007199254740991, "9007199254740991"},
                {1.0 / 3, "0.3333333333333333"},
                {99999999999, "99999999999"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buffer b;
        buffer_init(&b, &a);
        json_write_number(&b, rows[i].number);
        assert_string_equal(buffer_text(&b), rows[i].text);
    }
    struct buffer b;
    buffer_init(&b, &a);
    json_write_string(&b, "a\"\\/\n\t\b\f\r\x01\x0B\x7F \xC5\xB5");
    assert_string_equal(buffer_text(&b), "\"a\\\"\\\\/\\n\\t\\b\\f\\r\\u0001\\u000b\x7F \xC5\xB5\"");
    const struct json_document *d = parse(buffer_text(&b), b.length);
    assert_string_equal(json_string(json_root(d)), "a\"\\/\n\t\b\f\r\x01\x0B\x7F \xC5\xB5");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_a_strict_reader_refuses_is_refused),
        TEST(limits_are_refused_just_above_and_not_below),
        TEST(faults_that_leave_the_structure_whole_are_all_told),
        TEST(values_are_read_exactly),
        TEST(every_value_tells_its_place),
        TEST(strings_and_numbers_are_written_canonically),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
