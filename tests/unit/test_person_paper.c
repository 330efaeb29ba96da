/* The report about one person, out of a real store: what comes first, what is said of a day, and what is never in it.
 */
#include "store_stage.h"

#include "document_html.h"
#include "golden.h"
#include "person_paper.h"
#include "store_audit.h"
#include "store_credit.h"

#define REQUIREMENT "2500000001"
#define DAY_MS      ((instant_ms)86400000)

static struct library library; /* large */

static int open_library(void **state)
{
    (void)state;
    return library_open(&library, SOURCE_DIR "/modules", SOURCE_DIR "/assets") ? 0 : -1;
}

static int close_library(void **state)
{
    (void)state;
    library_close(&library);
    return 0;
}

static const char *html_in(struct stage *t, const char *language)
{
    int at = library_language(&library, language);
    struct document_request request = {
        .interface = library.interface[at], .language = library.languages[at], .date = {2026, 12, 1}};
    struct buffer out;
    assert_true(store_person_by_id(t->store, t->person.id, &t->person));
    struct document *d = person_paper(&t->arena, t->store, &library, &t->person, STAGE_NOW + 10 * DAY_MS, &request);
    assert_non_null(d);
    buffer_init(&out, &t->arena);
    document_html(d, &out);
    return buffer_text(&out);
}

static const char *html_of(struct stage *t)
{
    return html_in(t, "en-GB");
}

/* A session that was finished `days` after the first day, and the next one begun. */
static void finish(struct stage *t, int days, int minutes, double score, int fast)
{
    char id[UUID_TEXT], *sitting = arena_alloc(&t->arena, UUID_TEXT);
    struct store_attempt next;
    instant_ms start = STAGE_NOW + days * DAY_MS;
    seal_uuid7(start, id);
    seal_uuid7(start, sitting);
    struct record r = stage_record(t, id);
    struct event completed = stage_completed(id);
    r.assignment = "a";
    r.start = start;
    r.end = start + 3600000;
    r.active_ms = minutes * 60000;
    r.sittings[0] = (struct record_sitting){
        .id = sitting, .date = date_in_london(start), .start = start, .active_ms = minutes * 60000};
    r.measure_count = 2;
    r.measures[0] = (struct record_measure){.exercise = "m1", .id = "confidence-thinking", .score = score};
    r.measures[1] = (struct record_measure){.exercise = "m2", .id = "phq-9", .score = 20 - 2 * score};
    r.how = (struct pace){.has = true, .pages = 14, .fast = fast, .words = 700, .back = 2, .aloud_s = 130};
    r.has_score = true;
    r.score = 0.75;
    r.tries = 2;
    assert_true(store_complete(t->store, t->person.id, t->attempt, &r, &completed));
    assert_true(store_attempt_open(t->store, t->person.id, "thinking-skills", "stop-and-think", "a", start, &next));
    memcpy(t->attempt, next.id, sizeof t->attempt);
}

/* Who acts from now on. */
static const char *staff(struct stage *t, const char *name)
{
    struct store_staff found;
    char pin[STAFF_PIN];
    if (!store_staff_by_name(t->store, name, &found))
        assert_true(store_staff_add(t->store, name, STAFF_PRACTITIONER, NULL, STAGE_NOW, &found, pin, &t->problems));
    const char *id = arena_strdup(&t->arena, found.id);
    store_use_staff(t->store, id);
    return id;
}

static void begin(struct stage *t)
{
    struct assignment assignment = {
        .id = "a",
        .module = "thinking-skills",
        .requirement = {.id = REQUIREMENT, .maximum_days = 10, .has_until = true, .until = {2027, 3, 31}}};
    stage_begin(t, false);
    staff(t, "a.officer");
    assert_true(store_assign(t->store, t->person.id, &assignment, STAGE_NOW - 60000, &t->problems));
}

static void append(struct stage *t, const char *exercise, const struct answer_entry *entries, int count)
{
    struct event e = stage_event(0);
    e.kind = EVENT_ANSWER;
    e.exercise = exercise;
    e.answer = (struct answer){.entries = entries, .count = count};
    e.detail = NULL;
    e.has_number = false;
    assert_true(store_append(t->store, t->person.id, t->attempt, &e, 1));
}

/* Fills in the plan, and says whether staff may see it. */
static void plan(struct stage *t, const char *when, const char *share)
{
    const struct answer_entry gaps[] = {{"when", arena_printf(&t->arena, "own:%s", when)}, {"acts", "breathe"}};
    const struct answer_entry choice[] = {{share, NULL}};
    append(t, "plan", gaps, 2);
    append(t, "share", choice, 1);
}

static void test_whole(void **state)
{
    (void)state;
    struct stage t;
    struct store_concern *concern;
    const struct credit_day *day;
    enum resolve answer;
    struct resolution credited = {
        .requirement = REQUIREMENT, .date = {2026, 11, 21}, .credited = true, .reason = "Talked it through."};
    begin(&t);
    plan(&t, "someone <shouts> at me", "yes");
    finish(&t, 0, 25, 3, 3);
    plan(&t, "nobody is to know", "no");
    finish(&t, 2, 12, 4.5, 0);
    plan(&t, "it is not finished", "yes");
    assert_true(store_resolve(t.store, &t.arena, t.person.id, &credited, STAGE_NOW + DAY_MS, &answer, &day));
    assert_int_equal(answer, RESOLVE_OK);
    assert_true(store_concern_add(t.store, t.person.id, "answer", "stop-and-think", "welcome", STAGE_NOW));
    assert_int_equal(store_concerns(t.store, &t.arena, t.person.id, &concern), 1);
    assert_true(store_concern_seen(t.store, staff(&t, "b.officer"), concern[0].id, STAGE_NOW + 600000));
    assert_true(store_concern_add(t.store, t.person.id, "support", NULL, NULL, STAGE_NOW + DAY_MS));
    stage_append(&t, 0, 3);
    if (!golden_is(&t.arena, "person-paper", "person.html", TESTS_DIR "/unit/documents/person-report.html",
                   html_of(&t)))
        fail_msg("the report differs");
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
    };
    return cmocka_run_group_tests(tests, open_library, close_library);
}
