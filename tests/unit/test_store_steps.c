#include "store_versions.h"

#include <sys/stat.h>
#include "store_credit.h"
#include "store_internal.h"

/*
 * A store of every version there ever was is brought up to the newest: tests/unit/stores/<version> holds what that
 * version wrote. When a step is added, its version's store is made by the program with that step:
 *
 *     <build>/bin/test_store_steps --make tests/unit/stores/<version>
 */

#define EVENTS 4

/* Everything that a store's tables hold, in a person with an open attempt and a completed one. */
static int make(const char *folder)
{
    struct stage t;
    struct assignment assignment = {
        .id = "0190b8e2-0000-7000-8000-00000000000a",
        .module = "thinking-skills",
        .requirement = {.id = "2500000001", .maximum_days = 10, .has_until = true, .until = {2027, 11, 21}}};
    char record[UUID_TEXT];
    stage_begin(&t, false);
    assert_true(store_assign(t.store, t.person.id, &assignment, STAGE_NOW, &t.problems));
    stage_append(&t, 1, EVENTS);
    stage_complete(&t, record);
    stage_append(&t, 1, EVENTS);
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "exercise", NULL, "half-typed"));
    assert_true(store_concern_add(t.store, t.person.id, "support", "stop-and-think", "welcome", STAGE_NOW));
    stage_close(&t);
    command("mkdir -p %s && cp %s/keys/* %s/ && chmod 644 %s/*.json && { echo 'PRAGMA application_id=%d;"
            " PRAGMA user_version=%d;'; sqlite3 %s/cairn.db .dump; } > %s/cairn.sql",
            folder, t.folder, folder, folder, STORE_APPLICATION_ID, store_version(), t.folder, folder);
    stage_end(&t);
    return 0;
}

static char *tables_of(struct stage *t)
{
    struct buffer out;
    buffer_init(&out, &t->arena);
    sqlite3_stmt *st =
        store_query(t->store, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name", "");
    while (st && store_row(t->store, st))
        buffer_addf(&out, "%s: %s\n", sqlite3_column_text(st, 0), sqlite3_column_text(st, 1));
    sqlite3_finalize(st);
    return out.text;
}

static int64_t version_of(struct stage *t)
{
    sqlite3_stmt *st = store_query(t->store, "PRAGMA user_version", "");
    assert_true(st && store_row(t->store, st));
    int64_t version = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return version;
}

/* Nothing is lost on the way, and work goes on. */
static void judge_contents(struct stage *t)
{
    struct store_attempt *attempts;
    struct assignment *assignments;
    struct store_concern *concerns;
    struct store_draft *drafts;
    struct event *events;
    char record[UUID_TEXT];
    int count;
    assert_true(store_person_by_crn(t->store, "X123456", &t->person));
    assert_int_equal(store_attempts(t->store, &t->arena, t->person.id, &attempts), 2);
    assert_int_equal(store_assignments(t->store, &t->arena, t->person.id, &assignments), 1);
    assert_string_equal(assignments[0].requirement.id, "2500000001");
    for (int i = 0; i < 2; i++) {
        assert_true(store_events(t->store, &t->arena, t->person.id, attempts[i].id, &events, &count));
        assert_int_equal(count, EVENTS + attempts[i].completed);
        if (!attempts[i].completed)
            memcpy(t->attempt, attempts[i].id, sizeof t->attempt);
    }
    assert_int_equal(store_drafts(t->store, &t->arena, t->person.id, t->attempt, &drafts), 1);
    assert_string_equal(drafts[0].text, "half-typed");
    assert_int_equal(store_concerns(t->store, &t->arena, NULL, &concerns), 1);
    stage_append(t, 5, 1);
    stage_complete(t, record);
    if (!store_records_verify(t->store, &count, &t->problems))
        fail_msg("%s", t->problems.last->message);
    assert_int_equal(count, 2);
}

static void a_store_of_every_version_is_brought_up(void **state)
{
    (void)state;
    struct stage fresh, t;
    stage_make(&fresh, false);
    assert_int_equal(version_of(&fresh), store_version());
    const char *tables = tables_of(&fresh);
    for (int version = 1; version <= store_version(); version++) {
        stage_take(&t, version);
        t.store = store_open(t.folder, &t.problems);
        if (!t.store)
            fail_msg("version %d: %s", version, t.problems.last->message);
        assert_int_equal(version_of(&t), store_version());
        assert_string_equal(tables_of(&t), tables);
        judge_contents(&t);
        stage_reopen(&t);
        assert_int_equal(version_of(&t), store_version());
        stage_end(&t);
    }
    stage_end(&fresh);
}

/* A step that fails in its middle leaves the store as it was, to be opened once the reason is gone. */
static void a_step_is_made_whole_or_not_at_all(void **state)
{
    (void)state;
    struct stage t;
    stage_take(&t, 1);
    assert_int_equal(stage_sql(&t, "CREATE TABLE elsewhere(x); CREATE INDEX audit_person ON elsewhere(x)"), SQLITE_OK);
    assert_null(store_open(t.folder, &t.problems)); /* the table is made, its index is not */
    assert_string_equal(stage_code(&t), "store-step");
    assert_int_equal(stage_sql(&t, "SELECT * FROM audit"), SQLITE_ERROR);
    assert_int_equal(stage_sql(&t, "DROP TABLE elsewhere"), SQLITE_OK);
    t.store = store_open(t.folder, &t.problems);
    assert_non_null(t.store);
    assert_int_equal(version_of(&t), store_version());
    judge_contents(&t);
    stage_end(&t);
}

static void a_store_of_a_newer_version_is_refused(void **state)
{
    (void)state;
    struct stage t;
    char sql[100];
    stage_take(&t, store_version());
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", store_version() + 1);
    assert_int_equal(stage_sql(&t, sql), SQLITE_OK);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "store-newer");
    assert_non_null(strstr(t.problems.last->message, "was written by a newer Cairn"));
    stage_end(&t);
}

/* A decision about a day from before decisions were signed is signed when the store is brought up, and holds from then
 * on. */
static void what_was_decided_before_is_signed(void **state)
{
    (void)state;
    struct stage t;
    struct resolution *kept;
    int count;
    stage_take(&t, 7);
    assert_int_equal(stage_sql(&t,
                               "INSERT INTO resolution SELECT '0190b8e2-0000-7000-8000-0000000000bb', id, '2500000001',"
                               " '2026-11-21', 1, 'Sam', 'Seen.', 5, '' FROM person"),
                     SQLITE_OK);
    t.store = store_open(t.folder, &t.problems);
    assert_non_null(t.store);
    if (!store_records_verify(t.store, &count, &t.problems))
        fail_msg("%s", t.problems.last->message);
    assert_true(store_person_by_crn(t.store, "X123456", &t.person));
    assert_int_equal(store_resolutions(t.store, &t.arena, t.person.id, &kept), 1);
    stage_close(&t);
    assert_int_equal(stage_sql(&t, "DROP TRIGGER resolution_stays; UPDATE resolution SET credited = 0"), SQLITE_OK);
    t.store = store_open(t.folder, &t.problems);
    assert_non_null(t.store);
    assert_false(store_records_verify(t.store, &count, &t.problems));
    assert_string_equal(stage_code(&t), "record-resolution");
    stage_end(&t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_decided_before_is_signed),
        cmocka_unit_test(a_store_of_every_version_is_brought_up),
        cmocka_unit_test(a_step_is_made_whole_or_not_at_all),
        cmocka_unit_test(a_store_of_a_newer_version_is_refused),
    };
    if (argc == 3 && text_is(argv[1], "--make"))
        return make(argv[2]);
    return cmocka_run_group_tests_name("store steps", tests, NULL, NULL);
}
