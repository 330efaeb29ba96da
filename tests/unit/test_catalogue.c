#include "cmocka_unit.h"

#include <string.h>

#include "catalogue.h"
#include "plural.h"

static struct arena a;
static struct problems problems;

static int start(void **state)
{
    (void)state;
    arena_init(&a);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&a);
    return 0;
}

static struct catalogue *parse(const char *text)
{
    problems_init(&problems, &a);
    return catalogue_parse(&a, "cy.po", text, strlen(text), &problems);
}

#define HEADER                                                                                                         \
    "msgid \"\"\nmsgstr \"\"\n\"Language: cy\\n\"\n\"X-Reviewed: yes\\n\"\n"                                           \
    "\"Plural-Forms: nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\\n\"\n\n"

static void strings_are_found_by_context_and_source(void **state)
{
    (void)state;
    const struct catalogue *c =
        parse(HEADER "# a comment\n#: file.c:3\n#, c-format\n#| msgid \"Older\"\n"
                     "msgctxt \"page/title\"\nmsgid \"Stop\"\nmsgstr \"\"\n\"Sto\"\n\"pio\\n\"\n\n"
                     "msgid \"Stop\"\nmsgstr \"Stop!\"\r\n\n"
                     "msgctxt \"b\"\nmsgid \"a \\\"q\\\" \\\\ \\t\"\nmsgstr \"x\"\n"
                     "#~ msgid \"old\"\n#~ msgstr \"hen\"\n");
    assert_non_null(c);
    assert_string_equal(catalogue_header(c).language, "cy");
    assert_true(catalogue_header(c).reviewed);
    assert_int_equal(catalogue_count(c), 3);
    assert_string_equal(catalogue_find(c, "page/title", "Stop"), "Stopio\n");
    assert_string_equal(catalogue_find(c, NULL, "Stop"), "Stop!");
    assert_string_equal(catalogue_find(c, "b", "a \"q\" \\ \t"), "x");
    assert_null(catalogue_find(c, "b", "Stop"));
    assert_null(catalogue_find(c, NULL, "old"));
    assert_null(catalogue_find(c, NULL, ""));
}

static void fuzzy_empty_and_changed_are_kept_apart(void **state)
{
    (void)state;
    const struct catalogue *c = parse(HEADER "#, fuzzy\nmsgctxt \"a\"\nmsgid \"A\"\nmsgstr \"x\"\n\n"
                                             "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\"\n\n"
                                             "msgctxt \"c\"\nmsgid \"C\"\nmsgstr \"z\"\n");
    assert_null(catalogue_find(c, "a", "A"));
    assert_true(catalogue_is_stale(c, "a", "A"));
    assert_null(catalogue_find(c, "b", "B"));
    assert_false(catalogue_is_stale(c, "b", "B"));
    assert_null(catalogue_find(c, "c", "C, changed"));
    assert_true(catalogue_is_stale(c, "c", "C, changed"));
    assert_false(catalogue_is_stale(c, "c", "C"));
    assert_false(catalogue_is_stale(c, "d", "D"));
}

static void plurals_follow_the_header(void **state)
{
    (void)state;
    const struct catalogue *c = parse(
        HEADER "msgid \"%d page\"\nmsgid_plural \"%d pages\"\nmsgstr[0] \"dim\"\nmsgstr[1] \"un\"\nmsgstr[2] \"dwy\"\n"
               "msgstr[3] \"tair\"\nmsgstr[4] \"chwe\"\nmsgstr[5] \"llawer\"\n");
    static const char *const forms[] = {"dim", "un", "dwy", "tair", "llawer", "llawer", "chwe", "llawer"};
    for (unsigned long n = 0; n < COUNT(forms); n++)
        assert_string_equal(catalogue_find_plural(c, NULL, "%d page", n), forms[n]);
    assert_null(catalogue_find_plural(c, NULL, "%d book", 1));
}

static void plural_expressions_are_worked_out(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned long n, value;
    } rows[] = {
        {"0", 5, 0},
        {"n != 1", 1, 0},
        {"n != 1", 2, 1},
        {"n>1", 1, 0},
        {"n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", 21, 0}, /* Russian */
        {"n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", 12, 2},
        {"n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", 33, 1},
        {"1 + 2 * 3", 0, 7},
        {"10 - 2 - 3", 0, 5},
        {"!n", 0, 1},
        {"!(n == 3)", 3, 0},
        {"n / 0", 7, 0},
        {"n % 0", 7, 0},
        {"n || 0 && 0", 1, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        unsigned long value = 99;
        assert_true(plural_evaluate(rows[i].text, rows[i].n, &value));
        assert_int_equal(value, rows[i].value);
    }
    static const char *const bad[] = {
        "",           "n +",
        "(n",         "n)",
        "n ? 1",      "n ? 1 : ",
        "m",          "n = 1",
        "1 2",        "n;",
        "n & 1",      "-1",
        "9999999999", "((((((((((((((((((((((((((((((((((n))))))))))))))))))))))))))))))))))"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        unsigned long value = 99;
        if (plural_evaluate(bad[i], 1, &value))
            fail_msg("taken as a plural: %s", bad[i]);
    }
}

static void faults_are_told_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, column;
        const char *code;
    } rows[] = {
        {"msgid \"a\nmsgstr \"b\"\n", 1, 9, "po-syntax"},
        {"msgid \"a\" b\nmsgstr \"b\"\n", 1, 11, "po-syntax"},
        {"msgid a\nmsgstr \"b\"\n", 1, 7, "po-syntax"},
        {"msgid \"\xC5\xB5\\q\"\nmsgstr \"b\"\n", 1, 9, "po-escape"},
        {"massage \"a\"\n", 1, 1, "po-syntax"},
        {"msgstr \"a\"\n", 1, 7, "po-syntax"},
        {"msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"\n", 1, 1, "po-entry"},
        {"msgid \"a\"\nmsgstr[9] \"b\"\n", 2, 7, "po-syntax"},
        {"msgid \"a\"\nmsgstr \"\xFF\"\n", 2, 1, "po-utf8"},
        {"msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", 4, 1, "po-twice"},
        {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=latin1\\n\"\n", 1, 1, "po-charset"},
        {"msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=n~1;\\n\"\n", 1, 1, "po-plural"},
        {"msgid \"\"\nmsgstr \"Plural-Forms: nplurals=9; plural=n;\\n\"\n", 1, 1, "po-plural"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (parse(rows[i].text))
            fail_msg("taken as PO: %s", rows[i].text);
        const struct problem *first = problems.first;
        if (first->place.line != rows[i].line || first->place.column != rows[i].column ||
            strcmp(first->code, rows[i].code) != 0)
            fail_msg("%s: %s at %d:%d, not %s at %d:%d", rows[i].text, first->code, first->place.line,
                     first->place.column, rows[i].code, rows[i].line, rows[i].column);
    }
    assert_non_null(parse(""));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(strings_are_found_by_context_and_source),
        TEST(fuzzy_empty_and_changed_are_kept_apart),
        TEST(plurals_follow_the_header),
        TEST(plural_expressions_are_worked_out),
        TEST(faults_are_told_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
