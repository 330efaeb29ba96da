/* Every word of the interface has its Welsh: what the sources ask for is in assets/po/cy.po, and fits. */
#include "cmocka_unit.h"
#include <glob.h>
#include <string.h>

#include "catalogue.h"
#include "files.h"
#include "words_scan.h"

#define PO "assets/po/cy.po"

static struct arena arena;
static struct words_scan scan;
static struct catalogue *welsh;
static const char *welsh_text;
static size_t welsh_size;

static void scan_files(const char *pattern)
{
    glob_t found = {0};
    if (glob(arena_printf(&arena, SOURCE_DIR "/%s", pattern), 0, NULL, &found) != 0)
        fail_msg("no sources: %s", pattern);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        size_t size = 0;
        if (!file_read(&arena, found.gl_pathv[i], &scan.text, &size))
            fail_msg("cannot be read: %s", found.gl_pathv[i]);
        scan.file = arena_strdup(&arena, found.gl_pathv[i] + strlen(SOURCE_DIR) + 1);
        words_scan_text(&scan);
    }
    globfree(&found);
}

static struct catalogue *parse(const char *text, size_t size)
{
    struct problems problems;
    problems_init(&problems, &arena);
    struct catalogue *c = catalogue_parse(&arena, PO, text, size, &problems);
    if (!c || problems.first) {
        struct buffer out;
        buffer_init(&out, &arena);
        problems_print(&problems, &out);
        fail_msg("%s", buffer_text(&out));
    }
    return c;
}

static int read_all(void **state)
{
    (void)state;
    arena_init(&arena);
    scan = (struct words_scan){.arena = &arena};
    scan.end = &scan.first;
    scan_files("engine/base/*.c");
    scan_files("engine/player/*.c");
    scan_files("engine/view/*.c");
    scan_files("engine/app/*.c");
    scan_files("engine/app/*/*.c");
    scan_files("engine/platform/*.c");
    if (!file_read(&arena, SOURCE_DIR "/" PO, &welsh_text, &welsh_size))
        fail_msg(PO " cannot be read");
    welsh = parse(welsh_text, welsh_size);
    return 0;
}

static int release_all(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* The form for n, or without a plural the translation. NULL: there is none. */
static const char *welsh_of(const struct shown_words *w, unsigned long n)
{
    const char *found =
        w->many ? catalogue_find_plural(welsh, NULL, w->english, n) : catalogue_find(welsh, NULL, w->english);
    return text_is_empty(found) ? NULL : found;
}

static int times(const char *text, const char *part)
{
    int count = 0;
    for (const char *c = strstr(text, part); c; c = strstr(c + strlen(part), part))
        count++;
    return count;
}

static void scanner_reads_c(void **state)
{
    (void)state;
    static const char source[] =
        "/* ui_words(ui, \"in a comment\") */ x = '\"'; // ui_words(ui, \"in another\")\n"
        "a = ui_words(ui, \"one \" \n \"string\");\n"
        "b = ui_words(v->ui, t(\"no\") ? \"say \\\"hi\\\"\" : (n > 2) ? (\"b, (c)\") : \"d\");\n"
        "c = ui_words_with(f(ui, 1), \"%1: %2\", ui_words(ui, \"inner\"), \"not me\", NULL);\n"
        "d = ui_words_count(ui, \"%d a\", \"%d \" \"as\", 2); {WORDS(\"marked\")};\n"
        "e = ui_words(ui, name); not_ui_words(ui, \"no\"); ui_words_too(ui, \"no\");\n";
    static const char *const expected[] = {"one string", "say \"hi\"", "b, (c)", "d",
                                           "%1: %2",     "inner",      "%d a",   "marked"};
    struct words_scan s = {.arena = &arena, .file = "source", .text = source};
    s.end = &s.first;
    words_scan_text(&s);
    size_t n = 0;
    for (const struct shown_words *w = s.first; w; w = w->next, n++) {
        assert_true(n < COUNT(expected));
        assert_string_equal(w->english, expected[n]);
        if (text_is(w->english, "%d a"))
            assert_string_equal(w->many, "%d as");
        else
            assert_null(w->many);
    }
    assert_int_equal(n, COUNT(expected));
    assert_int_equal(s.first->line, 2);
}

static void scanner_finds_the_interface(void **state)
{
    (void)state;
    assert_true(scan.count >= 150);
}

static void every_word_is_translated(void **state)
{
    (void)state;
    int missing = 0;
    for (const struct shown_words *w = scan.first; w; w = w->next) {
        for (unsigned long n = 0; n <= (w->many ? 20 : 0); n++) {
            if (welsh_of(w, n))
                continue;
            missing++;
            print_error("%s:%d: \"%s\" is not in " PO "%s\n", w->file, w->line, w->english,
                        w->many ? " with all its plural forms" : "");
            break;
        }
    }
    assert_int_equal(missing, 0);
}

static void marks_are_kept(void **state)
{
    (void)state;
    static const char *const marks[] = {"%1", "%2", "%3", "%d", "**"};
    int bad = 0;
    for (const struct shown_words *w = scan.first; w; w = w->next) {
        for (unsigned long n = 0; n <= (w->many ? 20 : 0); n++) {
            const char *translation = welsh_of(w, n);
            for (size_t i = 0; translation && i < COUNT(marks); i++) {
                if (times(w->english, marks[i]) == times(translation, marks[i]))
                    continue;
                bad++;
                print_error("%s:%d: %s in \"%s\" is not as often in \"%s\"\n", w->file, w->line, marks[i], w->english,
                            translation);
            }
            if (translation && times(translation, "**") % 2 != 0) {
                bad++;
                print_error("%s:%d: ** is opened and not closed in \"%s\"\n", w->file, w->line, translation);
            }
        }
    }
    assert_int_equal(bad, 0);
}

static void header_says_not_reviewed(void **state)
{
    (void)state;
    struct catalogue_header header = catalogue_header(welsh);
    assert_string_equal(header.language, "cy");
    assert_false(header.reviewed);
}

/* The header's rule, seen through an entry whose forms all differ. */
static void numbers_choose_their_form(void **state)
{
    (void)state;
    const char *header_end = strstr(welsh_text, "\n\n");
    assert_non_null(header_end);
    const char *text = arena_printf(&arena,
                                    "%.*s\n\nmsgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"one\"\nmsgstr[1] \"two\"\n"
                                    "msgstr[2] \"other\"\nmsgstr[3] \"eight\"\n",
                                    (int)(header_end - welsh_text), welsh_text);
    const struct catalogue *c = parse(text, strlen(text));
    static const struct {
        unsigned long n;
        const char *form;
    } cases[] = {{0, "other"}, {1, "one"},    {2, "two"},    {3, "other"}, {7, "other"},
                 {8, "eight"}, {11, "eight"}, {12, "other"}, {20, "other"}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(catalogue_find_plural(c, NULL, "a", cases[i].n), cases[i].form);
}

static const char *plural(const char *english, unsigned long n)
{
    const char *found = catalogue_find_plural(welsh, NULL, english, n);
    return found ? found : "(none)";
}

/* "munud" is softened behind two, and only there. */
static void numbers_change_the_words(void **state)
{
    (void)state;
    assert_string_equal(plural("%d minute", 1), "%d munud");
    assert_string_equal(plural("%d minute", 2), "%d funud");
    assert_string_equal(plural("%d minute", 3), "%d munud");
    assert_string_equal(plural("%d minute", 8), "%d munud");
    assert_string_not_equal(plural("%d day is waiting for your officer to confirm.", 1),
                            plural("%d day is waiting for your officer to confirm.", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scanner_reads_c),          cmocka_unit_test(scanner_finds_the_interface),
        cmocka_unit_test(every_word_is_translated), cmocka_unit_test(marks_are_kept),
        cmocka_unit_test(header_says_not_reviewed), cmocka_unit_test(numbers_choose_their_form),
        cmocka_unit_test(numbers_change_the_words),
    };
    return cmocka_run_group_tests(tests, read_all, release_all);
}
