/* What a programme comes to: people, change, and what they say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "report.h"

static const struct measure known = {.id = "phq",
                                     .name = "PHQ",
                                     .higher_is_better = false,
                                     .reliable = {.kind = RELIABLE_POINTS, .points = 6},
                                     .validated = true};
static const struct measure unknown = {.id = "sure", .name = "How sure", .higher_is_better = true};
static const struct measure *const measures[] = {&known, &unknown};

/* A person's record: scores of both measures (negative: none) and whether it was useful (NULL: not said). */
static struct record did(const char *id, const char *person, int64_t end, double phq, double sure, const char *useful)
{
    struct record r = {.id = id, .attempt = id, .person = person, .programme = "ts", .module = "m", .end = end};
    if (phq >= 0)
        r.measures[r.measure_count++] = (struct record_measure){.exercise = "x", .id = "phq", .score = phq};
    if (sure >= 0)
        r.measures[r.measure_count++] = (struct record_measure){.exercise = "y", .id = "sure", .score = sure};
    if (useful)
        r.feedback[r.feedback_count++] = (struct record_feedback){.exercise = "useful", .option = useful};
    return r;
}

static void make(struct arena *a, struct report *out)
{
    struct record records[] = {
        did("r2", "one", 20, 8, 5, "yes"), /* given in no order: r1 came first */
        did("r1", "one", 10, 15, 4, "no"), /* 7 points less is more than chance */
        did("r3", "two", 10, 10, 4, NULL), /* 5 less is not, half a point more is not */
        did("r4", "two", 20, 5, 4.5, "yes"),
        did("r5", "three", 10, -1, 4, "some"), /* one score is no change */
        did("r6", "four", 10, 10, 4, NULL),    /* worse, and nothing said */
        did("r7", "four", 20, 17, 3, NULL),
        did("r7b", "four", 30, 2, 9, NULL), /* the same attempt, at another terminal */
        did("r8", "five", 10, -1, -1, NULL),
        did("other", "six", 10, 3, 3, "yes"),
    };
    records[7].attempt = "r7";
    records[9].programme = "another";
    report_make(a, "ts", measures, 2, records, 10, out);
}

static void test_figures(void **state)
{
    (void)state;
    struct arena a;
    struct report r;
    arena_init(&a);
    make(&a, &r);
    assert_int_equal(r.completions, 8);
    assert_int_equal(r.people, 5);
    assert_int_equal(r.measures[0].people, 3);
    assert_int_equal(r.measures[0].better, 2);
    assert_int_equal(r.measures[0].worse, 1);
    assert_int_equal(r.measures[0].reliably_better, 1);
    assert_int_equal(r.measures[0].reliably_worse, 1);
    assert_true(r.measures[0].mean_change > -1.67 && r.measures[0].mean_change < -1.66); /* -7, -5, +7 */
    assert_int_equal(r.measures[1].people, 3);
    assert_false(r.measures[1].knows_reliable);
    assert_int_equal(r.benefited, 1);     /* one */
    assert_int_equal(r.possibly, 1);      /* two: useful, but no more than chance */
    assert_int_equal(r.not_benefited, 2); /* three, four; of five nothing is known */
    assert_int_equal(r.useful.yes, 2);
    assert_int_equal(r.useful.answered, 3);
    assert_int_equal(r.easy.answered, 0);
    arena_release(&a);
}

static void test_told(void **state)
{
    (void)state;
    struct arena a;
    struct report r;
    struct buffer text, csv;
    arena_init(&a);
    buffer_init(&text, &a);
    buffer_init(&csv, &a);
    make(&a, &r);
    report_text(&r, &text);
    assert_string_equal(
        buffer_text(&text),
        "ts: 8 completed by 5 people\n"
        "  PHQ: 3 with two scores; 2 better, 0 the same, 1 worse; mean change -1.7\n"
        "    by more than chance: 1 better, 1 worse\n"
        "  How sure (not an official measure): 3 with two scores; 2 better, 0 the same, 1 worse; mean change +0.2\n"
        "    how much is more than chance has not been worked out for it\n"
        "  benefited 25% (1), possibly 25% (1), not 50% (2), of 4 of whom it is known\n"
        "  Useful:                67% said yes (2 of 3)\n"
        "  Would tell a friend:   nobody has said\n"
        "  Easy to understand:    nobody has said\n");
    report_csv(&r, true, &csv);
    assert_true(text_starts_with(buffer_text(&csv), "programme,figure,value\r\nts,completions,8\r\nts,people,5\r\n"
                                                    "ts,two-scores:phq,3\r\n"));
    assert_non_null(strstr(buffer_text(&csv), "\r\nts,reliably-better:phq,1\r\n"));
    assert_null(strstr(buffer_text(&csv), "reliably-better:sure"));
    arena_release(&a);
}

static void test_nobody(void **state)
{
    (void)state;
    struct arena a;
    struct report r;
    struct buffer text;
    arena_init(&a);
    buffer_init(&text, &a);
    report_make(&a, "ts", NULL, 0, NULL, 0, &r);
    report_text(&r, &text);
    assert_true(text_starts_with(buffer_text(&text), "ts: 0 completed by 0 people\n"));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
