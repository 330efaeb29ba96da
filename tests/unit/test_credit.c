/* Proposed days: one for each requirement and date, each decision with its reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "catalogue.h"
#include "credit.h"

/* --- people, orders, records ------------------------------------------------------------------------------------- */

static const struct assignment assignments[] = {
    {.id = "first", .module = "ts/stop", .requirement = {.id = "rar-1"}},
    {.id = "again", .module = "ts/stop", .requirement = {.id = "rar-1"}},
    {.id = "whole", .module = "ts", .requirement = {.id = "rar-1"}},
    {.id = "other-order", .module = "ts", .requirement = {.id = "rar-2"}},
    {.id = "two-days", .module = "ts", .requirement = {.id = "rar-3", .maximum_days = 2}},
    {.id = "until", .module = "ts", .requirement = {.id = "rar-4", .has_until = true, .until = {2026, 11, 21}}},
    {.id = "inside", .module = "ts", .requirement = {.id = "rar-5"}, .supervision = SUPERVISION_CUSTODY},
    {.id = "licence", .module = "ts", .requirement = {.id = "rar-6"}, .supervision = SUPERVISION_LICENCE},
    {.id = "none", .module = "ts"},
};
#define ASSIGNMENTS (int)(sizeof assignments / sizeof *assignments)

struct visit {
    const char *start; /* of a sitting */
    int active_min;
};

struct run {
    const char *id, *assignment, *module, *end; /* `end` NULL: the minute after the last sitting begins */
    struct visit visits[4];
    const char *activity, *setting; /* NULL: "activity", "community" */
};

static instant_ms instant(const char *minute) /* "2026-11-21T10:00", UTC */
{
    instant_ms at;
    char text[INSTANT_TEXT];
    snprintf(text, sizeof text, "%.16s:00.000+00:00", minute);
    assert_true(instant_parse(text, &at));
    return at;
}

static void record_of(const struct run *run, struct record *out)
{
    *out = (struct record){.id = run->id,
                           .assignment = run->assignment,
                           .programme = "ts",
                           .module = run->module,
                           .activity = run->activity ? run->activity : "activity",
                           .setting = run->setting ? run->setting : "community"};
    for (int i = 0; i < 4 && run->visits[i].start; i++) {
        instant_ms start = instant(run->visits[i].start);
        out->sittings[out->sitting_count++] = (struct record_sitting){
            .id = "s", .date = date_in_london(start), .start = start, .active_ms = run->visits[i].active_min * 60000LL};
        out->active_ms += run->visits[i].active_min * 60000LL;
        out->end = start + 60000;
    }
    out->start = out->sittings[0].start;
    if (run->end)
        out->end = instant(run->end);
}

/* "2026-11-21 rar-1 ok; ..." */
static const char *decided(struct arena *a, const struct run *runs, int minimum, struct credits *credits_out)
{
    static struct record records[8];
    struct buffer out;
    buffer_init(&out, a);
    int count = 0;
    while (count < 6 && runs[count].id) {
        record_of(&runs[count], &records[count]);
        count++;
    }
    struct credits c = credit_decide(a, &(struct credit_input){.records = records,
                                                               .record_count = count,
                                                               .assignments = assignments,
                                                               .assignment_count = ASSIGNMENTS,
                                                               .site = {.minimum_active_minutes = minimum}});
    for (int i = 0; i < c.count; i++) {
        char date[DATE_TEXT];
        date_format(c.item[i].date, date);
        buffer_addf(&out, "%s%s %s %s", i ? "; " : "", date, c.item[i].record, c.item[i].code);
        assert_int_equal(c.item[i].verdict == CREDIT_PROPOSED, strcmp(c.item[i].code, "ok") == 0);
        assert_true(strlen(c.item[i].reason) > 20); /* a sentence */
        assert_int_equal(c.item[i].reason[strlen(c.item[i].reason) - 1], '.');
    }
    if (credits_out)
        *credits_out = c;
    return buffer_text(&out);
}

/* --- the table --------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *what;
    struct run runs[6];
    int minimum;
    const char *decided;
} cases[] = {
    {"a module in one sitting is a day",
     {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20, "2026-11-21 r1 ok"},
    {"two modules on one date are one day",
     {{"r1", "whole", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL},
      {"r2", "whole", "plan", NULL, {{"2026-11-21T14:00", 30}}, NULL, NULL}},
     20, "2026-11-21 r1 ok; 2026-11-21 r2 same-day"},
    {"under two requirements they are one each",
     {{"r1", "whole", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL},
      {"r2", "other-order", "plan", NULL, {{"2026-11-21T14:00", 30}}, NULL, NULL}},
     20, "2026-11-21 r1 ok; 2026-11-21 r2 ok"},
    {"a module over two dates can be two days",
     {{"r1", "first", "stop", NULL, {{"2026-11-20T10:00", 25}, {"2026-11-21T10:00", 20}}, NULL, NULL}},
     20, "2026-11-20 r1 ok; 2026-11-21 r1 ok"},
    {"a date that is too short is none",
     {{"r1", "first", "stop", NULL, {{"2026-11-20T10:00", 19}, {"2026-11-21T10:00", 20}}, NULL, NULL}},
     20, "2026-11-20 r1 short; 2026-11-21 r1 ok"},
    {"two short sittings on one date are not a long one",
     {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 12}, {"2026-11-21T11:00", 12}}, NULL, NULL}},
     20, "2026-11-21 r1 short"},
    {"a short sitting takes nothing from a long one on its date",
     {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 21}, {"2026-11-21T11:00", 2}}, NULL, NULL}},
     20, "2026-11-21 r1 ok"},
    {"a site may count any time", {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 0}}, NULL, NULL}}, 0,
     "2026-11-21 r1 ok"},
    {"a repeat does not count",
     {{"r1", "first", "stop", NULL, {{"2026-11-20T10:00", 30}}, NULL, NULL},
      {"r2", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}},
     20, "2026-11-20 r1 ok; 2026-11-21 r2 counted-before"},
    {"assigned again, it does",
     {{"r1", "first", "stop", NULL, {{"2026-11-20T10:00", 30}}, NULL, NULL},
      {"r2", "again", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}},
     20, "2026-11-20 r1 ok; 2026-11-21 r2 ok"},
    {"assigned again, but on the same date",
     {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL},
      {"r2", "again", "stop", NULL, {{"2026-11-21T14:00", 30}}, NULL, NULL}},
     20, "2026-11-21 r1 ok; 2026-11-21 r2 same-day"},
    {"another module of the programme is no repeat",
     {{"r1", "whole", "stop", NULL, {{"2026-11-20T10:00", 30}}, NULL, NULL},
      {"r2", "whole", "plan", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}},
     20, "2026-11-20 r1 ok; 2026-11-21 r2 ok"},
    {"what was too short has not counted",
     {{"r1", "first", "stop", NULL, {{"2026-11-20T10:00", 5}}, NULL, NULL},
      {"r2", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}},
     20, "2026-11-20 r1 short; 2026-11-21 r2 ok"},
    {"what shared in a day has counted",
     {{"r1", "whole", "plan", NULL, {{"2026-11-20T10:00", 30}}, NULL, NULL},
      {"r2", "whole", "stop", NULL, {{"2026-11-20T12:00", 30}}, NULL, NULL},
      {"r3", "whole", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}},
     20, "2026-11-20 r1 ok; 2026-11-20 r2 same-day; 2026-11-21 r3 counted-before"},
    {"decided in order of their end, not as given",
     {{"r2", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL},
      {"r1", "first", "stop", NULL, {{"2026-11-20T10:00", 30}}, NULL, NULL}},
     20, "2026-11-20 r1 ok; 2026-11-21 r2 counted-before"},
    {"a record sent twice is one",
     {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL},
      {"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}},
     20, "2026-11-21 r1 ok"},
    {"a sitting over midnight belongs to its start",
     {{"r1", "first", "stop", "2026-11-22T00:20", {{"2026-11-21T23:50", 30}}, NULL, NULL}}, 20, "2026-11-21 r1 ok"},
    {"before and after midnight are two dates",
     {{"r1", "first", "stop", NULL, {{"2026-11-21T23:30", 25}, {"2026-11-22T00:05", 25}}, NULL, NULL}},
     20, "2026-11-21 r1 ok; 2026-11-22 r1 ok"},
    {"midnight is London's: in summer 23:30 UTC is the next date",
     {{"r1", "first", "stop", NULL, {{"2026-07-01T22:30", 25}, {"2026-07-01T23:30", 25}}, NULL, NULL}},
     20, "2026-07-01 r1 ok; 2026-07-02 r1 ok"},
    {"the night the clocks go forward (29 March 2026)",
     {{"r1", "first", "stop", NULL, {{"2026-03-28T23:59", 25}, {"2026-03-29T00:30", 25}}, NULL, NULL},
      {"r2", "again", "stop", NULL, {{"2026-03-29T22:59", 25}, {"2026-03-29T23:00", 25}}, NULL, NULL}},
     20, "2026-03-28 r1 ok; 2026-03-29 r1 ok; 2026-03-29 r2 same-day; 2026-03-30 r2 ok"},
    {"the night the clocks go back (25 October 2026)",
     {{"r1", "first", "stop", NULL, {{"2026-10-24T22:59", 25}, {"2026-10-24T23:00", 25}}, NULL, NULL},
      {"r2", "again", "stop", NULL, {{"2026-10-25T23:59", 25}, {"2026-10-26T00:00", 25}}, NULL, NULL}},
     20, "2026-10-24 r1 ok; 2026-10-25 r1 ok; 2026-10-25 r2 same-day; 2026-10-26 r2 ok"},
    {"not in custody", {{"r1", "inside", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20,
     "2026-11-21 r1 custody"},
    {"not done in custody", {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, "custody"}}, 20,
     "2026-11-21 r1 custody"},
    {"not on licence", {{"r1", "licence", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20,
     "2026-11-21 r1 licence"},
    {"no requirement", {{"r1", "none", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20,
     "2026-11-21 r1 no-requirement"},
    {"an assignment nobody knows", {{"r1", "lost", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20,
     "2026-11-21 r1 no-requirement"},
    {"no assignment", {{"r1", NULL, "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20,
     "2026-11-21 r1 no-requirement"},
    {"an assignment of another module", {{"r1", "first", "plan", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20,
     "2026-11-21 r1 no-requirement"},
    {"an induction", {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, "induction", NULL}}, 20,
     "2026-11-21 r1 not-activity"},
    {"a measure", {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, "measure", NULL}}, 20,
     "2026-11-21 r1 not-activity"},
    {"supervision", {{"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 30}}, "supervision", NULL}}, 20,
     "2026-11-21 r1 not-activity"},
    {"on the last date it counts", {{"r1", "until", "stop", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}}, 20,
     "2026-11-21 r1 ok"},
    {"after it, it does not",
     {{"r1", "until", "stop", NULL, {{"2026-11-21T10:00", 30}, {"2026-11-22T10:00", 30}}, NULL, NULL}},
     20, "2026-11-21 r1 ok; 2026-11-22 r1 too-late"},
    {"never above the order's maximum",
     {{"r1", "two-days", "a", NULL, {{"2026-11-19T10:00", 30}, {"2026-11-20T10:00", 30}}, NULL, NULL},
      {"r2", "two-days", "b", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL}},
     20, "2026-11-19 r1 ok; 2026-11-20 r1 ok; 2026-11-21 r2 over-maximum"},
    {"the maximum is of one requirement",
     {{"r0", "whole", "a", NULL, {{"2026-11-18T10:00", 30}}, NULL, NULL},
      {"r1", "two-days", "a", NULL, {{"2026-11-19T10:00", 30}, {"2026-11-20T10:00", 30}}, NULL, NULL}},
     20, "2026-11-18 r0 ok; 2026-11-19 r1 ok; 2026-11-20 r1 ok"},
    {"a date that counts already is not above it",
     {{"r1", "two-days", "a", NULL, {{"2026-11-19T10:00", 30}, {"2026-11-20T10:00", 30}}, NULL, NULL},
      {"r2", "two-days", "b", NULL, {{"2026-11-20T12:00", 30}}, NULL, NULL}},
     20, "2026-11-19 r1 ok; 2026-11-20 r1 ok; 2026-11-20 r2 same-day"},
};
/* clang-format on */

static void test_table(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a);
        const char *got = decided(&a, cases[i].runs, cases[i].minimum, NULL);
        if (strcmp(got, cases[i].decided) != 0) {
            print_error("%s: %s\n    not %s\n", cases[i].what, got, cases[i].decided);
            wrong++;
        }
        arena_release(&a);
    }
    assert_int_equal(wrong, 0);
}

/* --- what staff read out ------------------------------------------------------------------------------------------ */

static void test_reasons(void **state)
{
    (void)state;
    static const struct run runs[6] = {
        {"r1", "two-days", "a", NULL, {{"2026-11-18T10:00", 1}, {"2026-11-19T10:00", 30}}, NULL, NULL},
        {"r2", "two-days", "b", NULL, {{"2026-11-19T12:00", 30}, {"2026-11-20T10:00", 25}}, NULL, NULL},
        {"r3", "two-days", "c", NULL, {{"2026-11-21T10:00", 30}}, NULL, NULL},
        {"r4", "until", "a", NULL, {{"2026-11-22T10:00", 30}}, NULL, NULL},
    };
    static const char *const reasons[] = {
        "1 active minute on 18 November 2026; this site asks for 20 for a day.",
        "30 active minutes on 19 November 2026, in a module that was completed.",
        "19 November 2026 is proposed already; a date counts once however many modules are done on it.",
        "25 active minutes on 20 November 2026, in a module that was completed.",
        "21 November 2026 would make 3 days; the order allows 2 at most.",
        "22 November 2026 is after 21 November 2026, the last date on which activity days can be earned.",
    };
    struct arena a;
    struct credits c;
    arena_init(&a);
    decided(&a, runs, 20, &c);
    assert_int_equal(c.count, 6);
    for (int i = 0; i < c.count; i++)
        assert_string_equal(c.item[i].reason, reasons[i]);
    assert_int_equal(c.proposed, 2);
    assert_int_equal(credit_days(&c, "rar-3", DAY_PROPOSED), 2);
    assert_int_equal(credit_days(&c, "rar-4", DAY_PROPOSED), 0);
    assert_int_equal(credit_days(&c, "rar-1", DAY_PROPOSED), 0);
    assert_string_equal(c.item[0].requirement, "rar-3");
    assert_string_equal(c.item[0].module, "a");
    arena_release(&a);
}

static void test_nothing(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct credits c = credit_decide(&a, &(struct credit_input){0});
    assert_int_equal(c.count, 0);
    assert_int_equal(c.proposed, 0);
    arena_release(&a);
}

static void test_reasons_in_another_language(void **state)
{
    (void)state;
    static const char po[] = "msgid \"\"\nmsgstr \"Language: cy\\n\"\n\n"
                             "msgid \"%1 on %2, in a module that was completed.\"\n"
                             "msgstr \"%1 ar %2, mewn modiwl a gafodd ei orffen.\"\n\n"
                             "msgid \"November\"\nmsgstr \"Tachwedd\"\n";
    static const struct run run = {"r1", "first", "stop", NULL, {{"2026-11-21T10:00", 25}}, NULL, NULL};
    struct arena a;
    struct problems problems;
    struct record r;
    arena_init(&a);
    problems_init(&problems, &a);
    record_of(&run, &r);
    struct credit_input in = {.records = &r,
                              .record_count = 1,
                              .assignments = assignments,
                              .assignment_count = ASSIGNMENTS,
                              .interface = catalogue_parse(&a, "cy.po", po, sizeof po - 1, &problems)};
    assert_non_null(in.interface);
    struct credits c = credit_decide(&a, &in);
    assert_int_equal(c.day_count, 1);
    assert_string_equal(c.days[0].reason, "25 active minutes ar 21 Tachwedd 2026, mewn modiwl a gafodd ei orffen.");
    arena_release(&a);
}

static void test_a_record_without_sittings(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = {.id = "r",
                       .assignment = "first",
                       .programme = "ts",
                       .module = "stop",
                       .activity = "activity",
                       .start = instant("2026-11-21T10:00"),
                       .active_ms = 25 * 60000};
    struct credits c = credit_decide(&a, &(struct credit_input){.records = &r,
                                                                .record_count = 1,
                                                                .assignments = assignments,
                                                                .assignment_count = ASSIGNMENTS,
                                                                .site = {.minimum_active_minutes = 20}});
    assert_int_equal(c.count, 1);
    assert_int_equal(c.item[0].verdict, CREDIT_PROPOSED);
    assert_int_equal(c.item[0].date.day, 21);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_reasons_in_another_language),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_a_record_without_sittings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
