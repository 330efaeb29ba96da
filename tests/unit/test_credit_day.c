/* Days of requirements: what staff decided, corrected and could not agree about; and that neither the order of anything
 * nor that something is there twice changes what comes out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "credit.h"

#define MINUTE 60000LL
#define DAY    86400000LL
#define NOON   1795262400000LL /* 21 November 2026, 12:00 */

static const struct assignment assignments[] = {
    {.id = "first", .module = "ts", .requirement = {.id = "rar-1"}},
    {.id = "again", .module = "ts", .requirement = {.id = "rar-1"}},
    {.id = "two-days", .module = "ts", .requirement = {.id = "rar-2", .maximum_days = 2}},
    {.id = "inside", .module = "ts", .requirement = {.id = "rar-2"}, .supervision = SUPERVISION_CUSTODY},
};
#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* A record of one sitting, 30 minutes, `day` days after 21 November 2026. */
static struct record of_day(const char *id, const char *assignment, const char *module, int day)
{
    instant_ms start = NOON + day * DAY;
    return (struct record){
        .id = id,
        .assignment = assignment,
        .attempt = id,
        .programme = "ts",
        .module = module,
        .activity = "activity",
        .setting = "community",
        .start = start,
        .end = start + 30 * MINUTE,
        .active_ms = 30 * MINUTE,
        .sitting_count = 1,
        .sittings = {{.id = "s", .date = date_in_london(start), .start = start, .active_ms = 30 * MINUTE}}};
}

static struct resolution resolved(const char *id, int day, bool credited, const char *by)
{
    return (struct resolution){.id = id,
                               .requirement = "rar-1",
                               .date = date_in_london(NOON + day * DAY),
                               .credited = credited,
                               .by = by,
                               .reason = credited ? "Seen at work." : "Somebody else sat there.",
                               .at = NOON + 10 * DAY};
}

/* One line a decision, then one a day. */
static const char *told(struct arena *a, const struct credits *c)
{
    struct buffer out;
    char date[DATE_TEXT];
    buffer_init(&out, a);
    for (int i = 0; i < c->count; i++) {
        date_format(c->item[i].date, date);
        buffer_addf(&out, "%s %s %s %s\n", c->item[i].record ? c->item[i].record : "-", date, c->item[i].code,
                    c->item[i].reason);
    }
    for (int i = 0; i < c->day_count; i++) {
        date_format(c->days[i].date, date);
        buffer_addf(&out, "%s %s %s %d %s\n", c->days[i].requirement, date, day_state_name(c->days[i].state),
                    c->days[i].open_count, c->days[i].reason);
    }
    return buffer_text(&out);
}

static struct credits decided(struct arena *a, const struct record *records, int count, const struct resolution *r,
                              int resolution_count)
{
    return credit_decide(a, &(struct credit_input){.records = records,
                                                   .record_count = count,
                                                   .assignments = assignments,
                                                   .assignment_count = COUNT(assignments),
                                                   .resolutions = r,
                                                   .resolution_count = resolution_count,
                                                   .site = {.minimum_active_minutes = 20}});
}

/* --- what staff decide -------------------------------------------------------------------------------------------- */

static void test_resolved_once(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record records[] = {of_day("r1", "first", "stop", 0), of_day("r2", "first", "plan", 1)};
    struct resolution yes = resolved("x1", 0, true, "Sam"), no = resolved("x2", 1, false, "Sam");
    struct credits c = decided(&a, records, 2, NULL, 0);
    assert_int_equal(c.proposed, 2);
    assert_int_equal(credit_resolve(&c, &yes), RESOLVE_OK);
    struct resolution elsewhere = resolved("x3", 5, true, "Sam");
    assert_int_equal(credit_resolve(&c, &elsewhere), RESOLVE_NO_DAY);

    struct resolution both[] = {yes, no};
    c = decided(&a, records, 2, both, 2);
    assert_int_equal(c.proposed, 0);
    assert_int_equal(credit_days(&c, "rar-1", DAY_CREDITED), 1);
    assert_int_equal(credit_days(&c, "rar-1", DAY_NOT_CREDITED), 1);
    assert_string_equal(c.days[0].reason, "Credited by Sam on 1 December 2026: Seen at work.");
    assert_string_equal(c.days[1].reason, "Not credited by Sam on 1 December 2026: Somebody else sat there.");
    assert_ptr_equal(c.days[0].from, &c.item[0]);
    struct resolution again = yes;
    again.id = "x4";
    again.at += DAY;
    assert_int_equal(credit_resolve(&c, &again), RESOLVE_SAME);
    again.credited = false;
    assert_int_equal(credit_resolve(&c, &again), RESOLVE_ALREADY);
    arena_release(&a);
}

static void test_two_terminals_disagree(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = of_day("r1", "first", "stop", 0);
    struct resolution said[] = {resolved("x1", 0, true, "Sam"), resolved("x2", 0, false, "Kim"),
                                resolved("x3", 0, true, "Lee")};
    struct credits c = decided(&a, &r, 1, said, 2);
    assert_int_equal(c.day_count, 1);
    assert_int_equal(c.days[0].state, DAY_DISPUTED);
    assert_int_equal(c.days[0].open_count, 2);
    assert_non_null(strstr(c.days[0].reason, "Credited by Sam"));
    assert_non_null(strstr(c.days[0].reason, "Not credited by Kim"));
    static const char *const one[] = {"x1"}, *const both[] = {"x1", "x2"};
    said[2].settles = one;
    said[2].settle_count = 1;
    assert_int_equal(credit_resolve(&c, &said[2]), RESOLVE_ALREADY); /* it leaves the other standing */
    said[2].settles = both;
    said[2].settle_count = 2;
    assert_int_equal(credit_resolve(&c, &said[2]), RESOLVE_OK);
    c = decided(&a, &r, 1, said, 3);
    assert_int_equal(c.days[0].state, DAY_CREDITED);
    assert_string_equal(c.days[0].resolution->by, "Lee");
    arena_release(&a);
}

static void test_two_terminals_agree(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = of_day("r1", "first", "stop", 0);
    struct resolution said[] = {resolved("x2", 0, true, "Kim"), resolved("x1", 0, true, "Sam")};
    struct credits c = decided(&a, &r, 1, said, 2);
    assert_int_equal(c.days[0].state, DAY_CREDITED);
    assert_string_equal(c.days[0].resolution->by, "Sam"); /* the first, by id at one instant */
    arena_release(&a);
}

static void test_another_day_settles_nothing(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    static const char *const named[] = {"x1"};
    struct record records[] = {of_day("r1", "first", "stop", 0), of_day("r2", "first", "plan", 1)};
    struct resolution said[] = {resolved("x1", 0, true, "Sam"), resolved("x2", 1, false, "Kim")};
    said[1].settles = named;
    said[1].settle_count = 1;
    struct credits c = decided(&a, records, 2, said, 2);
    assert_int_equal(c.days[0].state, DAY_CREDITED);
    arena_release(&a);
}

static void test_credited_without_a_record_here(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct resolution said = resolved("x1", 0, true, "Sam");
    struct credits c = decided(&a, NULL, 0, &said, 1);
    assert_int_equal(c.day_count, 1);
    assert_int_equal(c.days[0].state, DAY_CREDITED);
    assert_null(c.days[0].from);
    arena_release(&a);
}

static void test_a_credited_day_uses_up_the_maximum(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record records[] = {of_day("r0", "two-days", "a", 0), of_day("r1", "two-days", "b", 1),
                               of_day("r2", "two-days", "c", 2)};
    struct resolution said = resolved("x1", 2, true, "Sam");
    said.requirement = "rar-2";
    struct credits c = decided(&a, records, 3, &said, 1);
    assert_string_equal(c.item[0].code, "ok");
    assert_string_equal(c.item[1].code, "over-maximum");
    assert_string_equal(c.item[2].code, "ok"); /* credited already */
    assert_int_equal(c.proposed, 1);
    said.credited = false; /* the day is free again */
    c = decided(&a, records, 3, &said, 1);
    assert_string_equal(c.item[1].code, "ok");
    assert_int_equal(c.proposed, 2);
    arena_release(&a);
}

/* --- corrections, voids, twins, attendance ------------------------------------------------------------------------ */

static void test_void_and_correct(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record records[] = {of_day("r1", "first", "stop", 0), of_day("r2", "first", "stop", 1)};
    struct record_change changes[] = {
        {.id = "c1", .record = "r1", .kind = CHANGE_VOID, .by = "Sam", .reason = "It was the wrong card.", .at = NOON},
        {.id = "c2", .record = "r2", .kind = CHANGE_DATE, .from = {2026, 11, 22}, .to = {2026, 11, 23}, .at = NOON},
        {.id = "c3", .record = "r2", .kind = CHANGE_DATE, .from = {2026, 11, 22}, .to = {2026, 11, 24}, .at = NOON + 1},
    };
    struct credit_input in = {.records = records,
                              .record_count = 2,
                              .assignments = assignments,
                              .assignment_count = COUNT(assignments),
                              .changes = changes,
                              .change_count = 1};
    struct credits c = credit_decide(&a, &in);
    assert_string_equal(c.item[0].code, "voided");
    assert_string_equal(c.item[0].reason, "Sam took this record back on 21 November 2026: It was the wrong card.");
    assert_string_equal(c.item[1].code, "ok"); /* what was taken back has not counted */
    in.change_count = 3;
    c = credit_decide(&a, &in);
    assert_int_equal(c.item[1].date.day, 24); /* the later of two */
    changes[0] = (struct record_change){
        .id = "c1", .record = "r1", .kind = CHANGE_ASSIGNMENT, .assignment = "inside", .at = NOON};
    c = credit_decide(&a, &in);
    assert_string_equal(c.item[0].code, "custody");
    arena_release(&a);
}

static void test_one_attempt_completed_twice(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record records[] = {of_day("r2", "first", "stop", 1), of_day("r1", "first", "stop", 0)};
    records[0].attempt = records[1].attempt = "one";
    struct credits c = decided(&a, records, 2, NULL, 0);
    assert_int_equal(c.proposed, 1);
    assert_string_equal(c.item[0].record, "r1");
    assert_string_equal(c.item[0].code, "ok");
    assert_string_equal(c.item[1].code, "same-attempt");
    arena_release(&a);
}

static void test_attendance(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record begun = of_day(NULL, "first", "stop", 0), done = of_day("r1", "first", "stop", 1);
    begun.attempt = done.attempt = "one";
    done.sittings[1] = done.sittings[0];
    done.sittings[0] = begun.sittings[0];
    done.sitting_count = 2;
    struct credit_input in = {.unfinished = &begun,
                              .unfinished_count = 1,
                              .assignments = assignments,
                              .assignment_count = COUNT(assignments),
                              .site = {.minimum_active_minutes = 20}};
    struct credits c = credit_decide(&a, &in);
    assert_int_equal(c.count, 0); /* a site that goes by completion */
    in.site.by_attendance = true;
    c = credit_decide(&a, &in);
    assert_int_equal(c.proposed, 1);
    assert_null(c.item[0].record);
    assert_string_equal(c.item[0].attempt, "one");
    assert_string_equal(
        c.item[0].reason,
        "30 active minutes on 21 November 2026, in a module that was begun; this site goes by attendance.");
    in.records = &done;
    in.record_count = 1;
    c = credit_decide(&a, &in);
    assert_int_equal(c.count, 2); /* the record alone */
    assert_int_equal(c.proposed, 2);
    arena_release(&a);
}

static void test_the_name_of_days(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = of_day("r1", "until", "stop", 0);
    struct assignment until = {
        .id = "until", .module = "ts", .requirement = {.id = "x", .has_until = true, .until = {2026, 11, 20}}};
    struct credits c = credit_decide(&a, &(struct credit_input){.records = &r,
                                                                .record_count = 1,
                                                                .assignments = &until,
                                                                .assignment_count = 1,
                                                                .site = {.days_name = "RAR"}});
    assert_string_equal(c.item[0].reason,
                        "21 November 2026 is after 20 November 2026, the last date on which RAR days can be earned.");
    arena_release(&a);
}

static void test_kinds_that_count(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = of_day("r1", "first", "stop", 0);
    r.activity = "induction";
    struct credit_input in = {.records = &r,
                              .record_count = 1,
                              .assignments = assignments,
                              .assignment_count = COUNT(assignments),
                              .site = {.minimum_active_minutes = 20}};
    assert_string_equal(credit_decide(&a, &in).item[0].code, "not-activity");
    in.site.activities = 1U << ACTIVITY_ACTIVITY | 1U << ACTIVITY_INDUCTION;
    assert_int_equal(credit_decide(&a, &in).proposed, 1);
    r.activity = "measure";
    assert_string_equal(credit_decide(&a, &in).item[0].code, "not-activity");
    arena_release(&a);
}

/* --- sets, not lists ---------------------------------------------------------------------------------------------- */

#define SETS 12
struct world { /* everything about one person, at most twice */
    struct record records[2 * SETS], unfinished[2 * SETS];
    struct record_change changes[2 * SETS];
    struct resolution resolutions[2 * SETS];
    struct assignment assignments[COUNT(assignments)];
    int records_n, unfinished_n, changes_n, resolutions_n;
};

static unsigned drawn;
static int draw(int below)
{
    drawn = drawn * 1103515245u + 12345u;
    return (int)(drawn >> 16) % below;
}

static const char *const names[] = {"n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11"};
static const char *const modules[] = {"stop", "plan", "look"};

static void draw_record(struct record *out, int n, bool finished)
{
    *out = of_day(finished ? names[n] : NULL, assignments[draw(COUNT(assignments))].id, modules[draw(3)], draw(5));
    out->attempt = draw(3) ? names[n] : names[draw(SETS)];
    out->active_ms = out->sittings[0].active_ms = (15 + draw(3) * 10) * MINUTE;
    for (; out->sitting_count < 1 + draw(3); out->sitting_count++) {
        struct record_sitting *s = &out->sittings[out->sitting_count];
        s->start = out->start + draw(60) * 3600000LL;
        s->date = date_in_london(s->start);
        s->active_ms = (15 + draw(3) * 10) * MINUTE;
    }
    out->end += draw(2) * DAY;
}

static void draw_world(struct world *w)
{
    memset(w, 0, sizeof *w);
    memcpy(w->assignments, assignments, sizeof assignments);
    w->records_n = draw(SETS + 1);
    w->unfinished_n = draw(4);
    w->changes_n = draw(5);
    w->resolutions_n = draw(8);
    for (int i = 0; i < w->records_n; i++)
        draw_record(&w->records[i], i, true);
    for (int i = 0; i < w->unfinished_n; i++)
        draw_record(&w->unfinished[i], i, false);
    for (int i = 0; i < w->changes_n; i++)
        w->changes[i] = (struct record_change){.id = names[i],
                                               .record = names[draw(SETS)],
                                               .kind = (enum record_change_kind)draw(3),
                                               .from = date_in_london(NOON + draw(5) * DAY),
                                               .to = date_in_london(NOON + draw(5) * DAY),
                                               .assignment = assignments[draw(COUNT(assignments))].id,
                                               .by = "Sam",
                                               .reason = "Because.",
                                               .at = NOON + draw(2)};
    for (int i = 0; i < w->resolutions_n; i++) {
        w->resolutions[i] = resolved(names[i], draw(5), draw(2), draw(2) ? "Sam" : "Kim");
        w->resolutions[i].requirement = draw(2) ? "rar-1" : "rar-2";
        w->resolutions[i].at += draw(2);
        if (i && !draw(3)) {
            w->resolutions[i].settles = &names[draw(i)];
            w->resolutions[i].settle_count = 1;
        }
    }
}

/* Some things twice, and all in another order. */
static int shuffle(void *items, int count, size_t size)
{
    char *at = items;
    char kept[sizeof(struct record)];
    int all = count;
    for (int i = 0; i < count; i++)
        if (!draw(3))
            memcpy(at + size * (size_t)all++, at + size * (size_t)i, size);
    for (int i = all - 1; i > 0; i--) {
        size_t other = size * (size_t)draw(i + 1), here = size * (size_t)i;
        memcpy(kept, at + here, size);
        memcpy(at + here, at + other, size);
        memcpy(at + other, kept, size);
    }
    return all;
}

static struct credits of_world(struct arena *a, const struct world *w, bool by_attendance)
{
    return credit_decide(
        a, &(struct credit_input){.records = w->records,
                                  .record_count = w->records_n,
                                  .unfinished = w->unfinished,
                                  .unfinished_count = w->unfinished_n,
                                  .changes = w->changes,
                                  .change_count = w->changes_n,
                                  .assignments = w->assignments,
                                  .assignment_count = COUNT(assignments),
                                  .resolutions = w->resolutions,
                                  .resolution_count = w->resolutions_n,
                                  .site = {.minimum_active_minutes = 20, .by_attendance = by_attendance}});
}

static void assert_sound(const struct credits *c)
{
    int proposed = 0, made = 0;
    for (int i = 0; i < c->day_count; i++) {
        const struct credit_day *day = &c->days[i];
        proposed += day->state == DAY_PROPOSED;
        made += day->from != NULL;
        assert_true(!i || strcmp(c->days[i - 1].requirement, day->requirement) < 0 ||
                    date_compare(c->days[i - 1].date, day->date) < 0); /* one a date */
        assert_int_equal(day->state == DAY_PROPOSED, day->resolution == NULL);
        assert_true(day->state != DAY_DISPUTED || day->open_count > 1);
    }
    assert_int_equal(c->proposed, proposed);
    for (int i = 0; i < c->count; i++)
        made -= c->item[i].verdict == CREDIT_PROPOSED;
    assert_int_equal(made, 0);
    if (credit_days(c, "rar-2", DAY_CREDITED) + credit_days(c, "rar-2", DAY_DISPUTED) <= 2)
        assert_true(credit_days(c, "rar-2", DAY_CREDITED) + credit_days(c, "rar-2", DAY_PROPOSED) <= 2);
}

static void test_order_and_repeats_change_nothing(void **state)
{
    (void)state;
    static struct world w;
    int lines = 0;
    for (unsigned seed = 1; seed <= 10000; seed++) {
        struct arena a;
        arena_init(&a);
        drawn = seed * 2654435761u;
        draw_world(&w);
        bool by_attendance = draw(2);
        struct credits c = of_world(&a, &w, by_attendance);
        assert_sound(&c);
        const char *before = told(&a, &c);
        for (int round = 0; round < 2; round++) {
            struct world again = w;
            again.records_n = shuffle(again.records, w.records_n, sizeof *w.records);
            again.unfinished_n = shuffle(again.unfinished, w.unfinished_n, sizeof *w.unfinished);
            again.changes_n = shuffle(again.changes, w.changes_n, sizeof *w.changes);
            again.resolutions_n = shuffle(again.resolutions, w.resolutions_n, sizeof *w.resolutions);
            struct credits other = of_world(&a, &again, by_attendance);
            const char *after = told(&a, &other);
            if (strcmp(before, after) != 0)
                print_error("seed %u\n%s--- is not\n%s", seed, before, after);
            assert_string_equal(before, after);
        }
        lines += c.day_count;
        arena_release(&a);
    }
    assert_true(lines > 5000); /* it did look at something */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resolved_once),
        cmocka_unit_test(test_two_terminals_disagree),
        cmocka_unit_test(test_two_terminals_agree),
        cmocka_unit_test(test_another_day_settles_nothing),
        cmocka_unit_test(test_credited_without_a_record_here),
        cmocka_unit_test(test_a_credited_day_uses_up_the_maximum),
        cmocka_unit_test(test_void_and_correct),
        cmocka_unit_test(test_one_attempt_completed_twice),
        cmocka_unit_test(test_attendance),
        cmocka_unit_test(test_the_name_of_days),
        cmocka_unit_test(test_kinds_that_count),
        cmocka_unit_test(test_order_and_repeats_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
