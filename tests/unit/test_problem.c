#include "cmocka_unit.h"

#include <string.h>

#include "problem.h"

static struct place place_of(const char *file, int line, int column)
{
    return (struct place){.file = file, .line = line, .column = column};
}

static void problems_print_sorted_one_line_each(void **state)
{
    (void)state;
    struct arena a;
    struct problems p;
    struct buffer out;
    arena_init(&a);
    problems_init(&p, &a);
    buffer_init(&out, &a);
    struct place with_pointer = place_of("a.json", 41, 17);
    with_pointer.pointer = "/pages/3";
    problem_error(&p, place_of("b.json", 1, 2), "code-b", "second file");
    problem_warning(&p, place_of("a.json", 41, 20), "code-c", "later column");
    problem_hint(&p, problem_error(&p, with_pointer, "link-unknown", "no page \"%s\"", "x\ny"), "did you mean \"%s\"?",
                 "z");
    problem_error(&p, place_of("a.json", 9, 99), "code-d", "earlier line");
    problem_error(&p, place_of("a.json", 0, 0), "code-e", "whole file");
    problem_error(&p, PLACE_NONE, "code-f", "no sound card");
    problem_error(&p, place_of("b.json", 1, 2), "code-a", "found later in the same place");
    problems_sort(&p);
    problems_print(&p, &out);
    assert_string_equal(buffer_text(&out), "error: no sound card [code-f]\n"
                                           "a.json: error: whole file [code-e]\n"
                                           "a.json:9:99: error: earlier line [code-d]\n"
                                           "a.json:41:17: error: no page \"x y\" [link-unknown] /pages/3\n"
                                           "a.json:41:17: hint: did you mean \"z\"?\n"
                                           "a.json:41:20: warning: later column [code-c]\n"
                                           "b.json:1:2: error: second file [code-b]\n"
                                           "b.json:1:2: error: found later in the same place [code-a]\n");
    assert_int_equal(p.errors, 6);
    assert_int_equal(p.warnings, 1);
    assert_string_equal(p.last->code, "code-a");
    arena_release(&a);
}

static void the_same_problem_is_told_once(void **state)
{
    (void)state;
    struct arena a;
    struct problems p;
    arena_init(&a);
    problems_init(&p, &a);
    struct problem *first = problem_error(&p, place_of("a", 1, 1), "x", "one");
    assert_ptr_equal(problem_error(&p, place_of("a", 1, 1), "x", "one"), first);
    assert_ptr_not_equal(problem_error(&p, place_of("a", 1, 2), "x", "one"), first);
    assert_int_equal(p.errors, 2);
    arena_release(&a);
}

static void more_than_the_limit_are_counted_not_listed(void **state)
{
    (void)state;
    struct arena a;
    struct problems p;
    arena_init(&a);
    problems_init(&p, &a);
    for (int i = 1; i <= PROBLEMS_MAX + 500; i++)
        assert_non_null(problem_error(&p, place_of("a", PROBLEMS_MAX * 2 - i, 1), "x", "one"));
    assert_int_equal(p.errors, PROBLEMS_MAX + 500);
    assert_string_equal(p.last->code, "problems-more");
    problems_sort(&p);
    int count = 0, line = 0;
    for (const struct problem *one = p.first; one; one = one->next, count++) {
        assert_true(one->place.line >= line);
        line = one->place.line;
    }
    assert_int_equal(count, PROBLEMS_MAX + 1);
    arena_release(&a);
}

static void a_long_message_is_cut_between_characters(void **state)
{
    (void)state;
    struct arena a;
    struct problems p;
    arena_init(&a);
    problems_init(&p, &a);
    struct buffer long_text;
    buffer_init(&long_text, &a);
    for (int i = 0; i < 500; i++)
        buffer_adds(&long_text, "\xC5\xB5");
    for (int i = 0; i < 4; i++) {
        const char *message =
            problem_error(&p, place_of("a", i + 1, 1), "x", "%.*s%s", i, "abc", buffer_text(&long_text))->message;
        assert_true(strlen(message) < 410);
        assert_true(utf8_is_valid(message, strlen(message)));
        assert_string_equal(message + strlen(message) - 3, "...");
    }
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(problems_print_sorted_one_line_each),
        cmocka_unit_test(the_same_problem_is_told_once),
        cmocka_unit_test(more_than_the_limit_are_counted_not_listed),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
