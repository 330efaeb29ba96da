/* Exports: one golden a shape (tests/check-export holds those of JSON to schemas and to cmi5's rules), and what no
 * golden shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "export.h"
#include "golden.h"

#define MINUTE 60000LL
#define DAY    86400000LL
#define NOON   1782043200000LL /* 21 June 2026, 12:00 UTC: 13:00 in London */
#define ALEX   "0190b8e2-0000-7000-8000-0000000000aa"

static const struct assignment assignment = {
    .id = "a", .module = "thinking-skills", .requirement = {.id = "2500000001", .maximum_days = 10}};

static struct record record_of(const char *id, const char *attempt, const char *module, int day)
{
    instant_ms start = NOON + day * DAY;
    return (struct record){
        .id = id,
        .person = ALEX,
        .assignment = "a",
        .attempt = attempt,
        .programme = "thinking-skills",
        .module = module,
        .version = "1.2.0",
        .content_hash = "ab12",
        .setting = "community",
        .language = "en-GB",
        .start = start,
        .end = start + DAY + 31 * MINUTE,
        .active_ms = 52 * MINUTE + 40500,
        .sitting_count = 2,
        .sittings =
            {{.id = "s-1", .date = date_in_london(start), .start = start, .active_ms = 22 * MINUTE + 40500},
             {.id = "s-2", .date = date_in_london(start + DAY), .start = start + DAY, .active_ms = 30 * MINUTE}},
        .expected_min = 45,
        .pages = 14,
        .has_score = true,
        .score = 0.8,
        .tries = 1,
        .how = {.has = true, .pages = 12, .fast = 1, .words = 1480, .back = 3, .aloud_s = 95},
        .activity = "activity",
        .terminal = "T1",
        .site = "SITE-01",
    };
}

static const struct export_place place = {.day = "activity day",
                                          .home_page = "https://example.org/cairn",
                                          .type = "COAP",
                                          .provider = "N07",
                                          .team = "N07CHT",
                                          .staff = "N07B899",
                                          .first_name = "Alex",
                                          .last_name = "Example",
                                          .born = "1990-01-01",
                                          .region = "North",
                                          .pdu = "Leeds",
                                          .delivery_office = "Leeds",
                                          .email = "alex@example.org"};

/* Two records, the second of one sitting and with a version nobody should give; the first day is credited. */
static struct export_person person(struct arena *a)
{
    struct record *records = ARENA_ARRAY(a, struct record, 3);
    struct resolution *said = ARENA_ARRAY(a, struct resolution, 1);
    records[0] =
        record_of("0190b8e2-0000-7000-8000-000000000001", "0190b8e2-0000-7000-8000-0000000000a1", "stop-and-think", 0);
    records[1] = record_of("0190b8e2-0000-7000-8000-000000000002", "0190b8e2-0000-7000-8000-0000000000a2", "plan-b", 5);
    records[1].version = "=1,\"2\"";
    records[1].sitting_count = 0;
    records[1].has_score = false;
    records[2] = records[0]; /* of the same attempt, from another terminal */
    records[2].id = "0190b8e2-0000-7000-8000-000000000003";
    records[2].end += MINUTE;
    records[2].terminal = "T2";
    *said = (struct resolution){.id = "x1",
                                .requirement = "2500000001",
                                .date = records[0].sittings[0].date,
                                .credited = true,
                                .by = "Sam",
                                .reason = "Seen at work.",
                                .at = NOON + 8 * DAY};
    return (struct export_person){.crn = "X000001",
                                  .records = records,
                                  .record_count = 3,
                                  .credits =
                                      credit_decide(a, &(struct credit_input){.records = records,
                                                                              .record_count = 3,
                                                                              .assignments = &assignment,
                                                                              .assignment_count = 1,
                                                                              .resolutions = said,
                                                                              .resolution_count = 1,
                                                                              .site = {.minimum_active_minutes = 20}})};
}

typedef void exporter(const struct export_person *people, int count, const struct export_place *place,
                      struct buffer *out);

static void csv(const struct export_person *people, int count, const struct export_place *p, struct buffer *out)
{
    (void)p;
    export_csv(people, count, out);
}

static void json(const struct export_person *people, int count, const struct export_place *p, struct buffer *out)
{
    (void)p;
    export_json(people, count, out);
}

static const struct {
    const char *name;
    exporter *run;
} shapes[] = {
    {"records.csv", csv},       {"records.json", json},           {"xapi.json", export_xapi},
    {"cmi5.json", export_cmi5}, {"contact.json", export_contact}, {"course-completion.json", export_course_completion},
};
#define SHAPES (sizeof shapes / sizeof *shapes)

static const char *text_of(struct arena *a, size_t shape, const struct export_person *p, int count)
{
    struct buffer out;
    buffer_init(&out, a);
    shapes[shape].run(p, count, &place, &out);
    return buffer_text(&out);
}

static void test_goldens(void **state)
{
    (void)state;
    struct arena a;
    bool same = true;
    arena_init(&a);
    struct export_person p = person(&a);
    for (size_t i = 0; i < SHAPES; i++)
        same = golden_is(&a, "export", shapes[i].name, arena_printf(&a, TESTS_DIR "/unit/export/%s", shapes[i].name),
                         text_of(&a, i, &p, 1)) &&
               same;
    assert_true(same);
    arena_release(&a);
}

/* Whatever order records come in, a registration is completed once, by the record that ended first. */
static void test_once(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct export_person p = person(&a);
    const char *before = text_of(&a, 2, &p, 1);
    struct record turned[4] = {p.records[2], p.records[0], p.records[0], p.records[1]};
    p.records = turned;
    p.record_count = 4;
    assert_string_equal(text_of(&a, 2, &p, 1), before);
    arena_release(&a);
}

static void test_nobody(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_string_equal(text_of(&a, 1, NULL, 0), "{\"records\":[\n]}\n");
    for (size_t i = 2; i < SHAPES; i++)
        assert_string_equal(text_of(&a, i, NULL, 0), "[\n]\n");
    arena_release(&a);
}

static void test_no_contact_without_a_crn(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct export_person p = person(&a);
    p.crn = NULL;
    assert_string_equal(text_of(&a, 4, &p, 1), "[\n]\n");
    arena_release(&a);
}

/* What staff took back is completed nowhere; the same attempt from another terminal stands in for it. */
static void test_taken_back(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct export_person p = person(&a);
    struct record_change voided = {.id = "c",
                                   .record = p.records[0].id,
                                   .kind = CHANGE_VOID,
                                   .by = "Sam",
                                   .reason = "It was the wrong card.",
                                   .at = NOON + 9 * DAY};
    p.credits = credit_decide(&a, &(struct credit_input){.records = p.records,
                                                         .record_count = 3,
                                                         .changes = &voided,
                                                         .change_count = 1,
                                                         .assignments = &assignment,
                                                         .assignment_count = 1});
    const char *text = text_of(&a, 5, &p, 1);
    assert_null(strstr(text, p.records[0].id));
    assert_non_null(strstr(text, p.records[1].id));
    assert_non_null(strstr(text, p.records[2].id));
    arena_release(&a);
}

/* Long words of staff are cut between characters. */
static void test_notes_have_an_end(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct export_person p = person(&a);
    struct credit_day *days = ARENA_ARRAY(&a, struct credit_day, 1);
    char *words = arena_alloc(&a, 9001);
    for (int i = 0; i < 9000; i++)
        words[i] = i % 2 ? '\xa9' : '\xc3';
    words[9000] = '\0';
    days[0] = p.credits.days[0];
    days[0].reason = words + 2;
    p.credits.days = days;
    p.credits.day_count = 1;
    const char *text = text_of(&a, 4, &p, 1), *notes = strstr(text, "\"notes\":\"");
    assert_true(utf8_is_valid(text, strlen(text)));
    assert_true(strlen(notes) < 4100 && strlen(notes) > 3900);
    arena_release(&a);
}

/* Staff took one record back: its statement is voided. A registration of which another record stands is not. */
static void test_voided(void **state)
{
    (void)state;
    static const struct record_change changes[] = {{.id = "v1",
                                                    .record = "0190b8e2-0000-7000-8000-000000000002",
                                                    .kind = CHANGE_VOID,
                                                    .at = NOON + 9 * DAY,
                                                    .by = "0190b8e2-0000-7000-8000-0000000000b1",
                                                    .reason = "Somebody else sat here."},
                                                   {.id = "v2",
                                                    .record = "0190b8e2-0000-7000-8000-000000000003",
                                                    .kind = CHANGE_VOID,
                                                    .at = NOON + 9 * DAY,
                                                    .by = "command line: root",
                                                    .reason = "Twice."}};
    struct arena a;
    struct buffer out;
    arena_init(&a);
    buffer_init(&out, &a);
    struct export_person p = person(&a);
    p.changes = changes;
    p.change_count = 2;
    p.credits = credit_decide(&a, &(struct credit_input){.records = p.records,
                                                         .record_count = p.record_count,
                                                         .changes = changes,
                                                         .change_count = 2,
                                                         .assignments = &assignment,
                                                         .assignment_count = 1});
    export_cmi5(&p, 1, &place, &out);
    if (!golden_is(&a, "export", "voided.json", TESTS_DIR "/unit/export/voided.json", buffer_text(&out)))
        fail_msg("voided.json differs");
    assert_null(strstr(buffer_text(&out), "Somebody else")); /* why is told to nobody outside */
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goldens),
        cmocka_unit_test(test_voided),
        cmocka_unit_test(test_once),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_no_contact_without_a_crn),
        cmocka_unit_test(test_notes_have_an_end),
        cmocka_unit_test(test_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
