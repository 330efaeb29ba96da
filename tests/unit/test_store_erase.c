#include "store_stage.h"

#include "store_audit.h"
#include "store_internal.h"

/* The person's wrapped key, as the database holds it. */
static void wrapped_key(struct stage *t, uint8_t out[SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES])
{
    sqlite3_stmt *st = store_query(t->store, "SELECT key FROM person WHERE id = ?", "t", t->person.id);
    assert_true(st && store_row(t->store, st));
    assert_int_equal(sqlite3_column_bytes(st, 0), SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES);
    memcpy(out, sqlite3_column_blob(st, 0), SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES);
    sqlite3_finalize(st);
}

static bool file_holds(const struct stage *t, const char *name, const void *bytes, size_t size)
{
    char path[160];
    struct arena a;
    const char *text;
    size_t length;
    bool found = false;
    arena_init(&a);
    snprintf(path, sizeof path, "%s/%s", t->folder, name);
    FILE *file = fopen(path, "rb");
    if (file) {
        fseek(file, 0, SEEK_END);
        length = (size_t)ftell(file);
        rewind(file);
        char *all = arena_alloc(&a, length + 1);
        assert_int_equal(fread(all, 1, length, file), length);
        fclose(file);
        text = all;
        for (size_t i = 0; !found && i + size <= length; i++)
            found = memcmp(text + i, bytes, size) == 0;
    }
    arena_release(&a);
    return found;
}

static bool folder_holds(const struct stage *t, const void *bytes, size_t size)
{
    return file_holds(t, "cairn.db", bytes, size) || file_holds(t, "cairn.db-wal", bytes, size);
}

/* With a requirement, a journal, a completed attempt, a draft, a concern, and tries at the door. */
static void begin(struct stage *t, char record[UUID_TEXT])
{
    struct assignment assignment = {
        .id = "0190b8e2-0000-7000-8000-00000000000a",
        .module = "thinking-skills",
        .requirement = {.id = "requirement-2500000001", .has_until = true, .until = {2026, 12, 31}}};
    struct store_person person;
    stage_begin(t, false);
    assert_true(store_assign(t->store, t->person.id, &assignment, STAGE_NOW, &t->problems));
    stage_append(t, 1, 3);
    stage_complete(t, record);
    stage_append(t, 1, 3);
    assert_true(store_draft_put(t->store, t->person.id, t->attempt, "e", NULL, "half-typed"));
    assert_true(store_concern_add(t->store, t->person.id, "support", "m", "p", STAGE_NOW));
    assert_int_equal(store_sign_in(t->store, t->person.code, "000000", STAGE_NOW, &person, NULL, NULL), SIGN_IN_WRONG);
}

static void who_is_erased_is_gone_from_the_files_and_records_stay(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *records;
    struct store_person person, *people;
    struct store_audit *audits;
    struct event *events;
    uint8_t key[SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES];
    char record[UUID_TEXT];
    int count;
    begin(&t, record);
    wrapped_key(&t, key);
    assert_true(folder_holds(&t, key, sizeof key) && folder_holds(&t, "X123456", 7) && folder_holds(&t, "stop-and", 8));
    assert_true(folder_holds(&t, t.person.code, 8) && folder_holds(&t, "requirement-25", 14));
    assert_false(store_person_erase(t.store, t.person.id, "", &t.problems));
    assert_string_equal(stage_code(&t), "erase-reason");

    assert_true(store_person_erase(t.store, t.person.id, "asked for it", &t.problems));
    assert_false(folder_holds(&t, key, sizeof key));
    assert_false(folder_holds(&t, "X123456", 7));
    assert_false(folder_holds(&t, t.person.code, 8));
    assert_false(folder_holds(&t, "requirement-25", 14));
    assert_false(file_holds(&t, "cairn.db-wal", "argon2", 6)); /* nothing is: it was emptied */
    stage_reopen(&t);
    assert_false(folder_holds(&t, key, sizeof key));
    assert_true(folder_holds(&t, t.person.id, 36)); /* the search does find things */

    assert_true(store_person_is_erased(t.store, t.person.id));
    assert_false(store_person_by_id(t.store, t.person.id, &person));
    assert_false(store_person_by_crn(t.store, "X123456", &person));
    assert_int_equal(store_people(t.store, &t.arena, &people), 0);
    assert_false(store_events(t.store, &t.arena, t.person.id, t.attempt, &events, &count));
    assert_int_equal(store_rows(t.store, &t.arena, t.person.id, &records), 2);
    assert_string_equal(records[0].id, record);
    assert_string_equal(records[1].kind, "ERASED");
    if (!store_records_verify(t.store, &count, &t.problems))
        fail_msg("%s", t.problems.last->message);
    assert_int_equal(store_audits(t.store, &t.arena, t.person.id, &audits), 3);
    assert_string_equal(audits[2].action, "erase");
    assert_string_equal(audits[2].detail, "{\"reason\":\"asked for it\"}");
    assert_false(store_person_erase(t.store, t.person.id, "again", &t.problems));
    assert_string_equal(stage_code(&t), "person-unknown");
    stage_end(&t);
}

static void nothing_is_added_for_who_is_erased(void **state)
{
    (void)state;
    struct stage t;
    struct store_attempt attempt;
    struct store_person person;
    struct assignment assignment = {.id = "0190b8e2-0000-7000-8000-00000000000b", .module = "thinking-skills"};
    char record[UUID_TEXT], pin[7], sql[600];
    begin(&t, record);
    assert_true(store_person_erase(t.store, t.person.id, "asked for it", &t.problems));
    struct event e = stage_event(9);
    struct record r = stage_record(&t, "0190b8e2-0000-7000-8000-00000000000c");
    struct event completed = stage_completed(r.id);
    assert_false(store_append(t.store, t.person.id, t.attempt, &e, 1));
    assert_false(store_complete(t.store, t.person.id, t.attempt, &r, &completed));
    assert_false(store_draft_put(t.store, t.person.id, t.attempt, "e", NULL, "more"));
    assert_false(store_attempt_open(t.store, t.person.id, "thinking-skills", "other", NULL, STAGE_NOW, &attempt));
    assert_false(store_assign(t.store, t.person.id, &assignment, STAGE_NOW, &t.problems));
    assert_false(store_concern_add(t.store, t.person.id, "support", NULL, NULL, STAGE_NOW));
    assert_false(store_person_new_pin(t.store, t.person.id, pin));
    assert_false(store_is_broken(t.store));

    /* Past the functions above, as a bundle's rows would go, too. */
    const char *const tries[] = {
        "INSERT INTO assignment SELECT id || 'x', person, module, NULL, 0, NULL, 'order', 0 FROM assignment",
        "INSERT INTO attempt SELECT id || 'x', person, 'p', 'm', NULL, 0, 0, 0, NULL FROM attempt",
        "INSERT INTO event SELECT attempt, n + 100, body, turn FROM event",
        "INSERT INTO draft SELECT id, 'e', '', zeroblob(80), 0 FROM attempt",
        "INSERT INTO concern(id, person, at, body) SELECT 'c', id, 0, zeroblob(80) FROM person",
        "UPDATE person SET erased_at = NULL, crn = 'X123456', code = '1', pin = '', key = zeroblob(72)",
        "DELETE FROM person",
        "REPLACE INTO person SELECT id, 'X123456', '1', '', zeroblob(72), 0, NULL FROM person",
    };
    stage_close(&t);
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
        snprintf(sql, sizeof sql, "PRAGMA recursive_triggers=OFF; %s", tries[i]);
        if (stage_sql(&t, sql) != SQLITE_CONSTRAINT)
            fail_msg("%s", tries[i]);
    }
    stage_reopen(&t);
    /* The CRN is free: who comes back later is somebody new. */
    assert_true(store_person_add(t.store, "X123456", STAGE_NOW, &person, pin, &t.problems));
    assert_string_not_equal(person.id, t.person.id);
    stage_end(&t);
}

/* With the tables' own guards out of the way: the signed row tells. */
static void bringing_someone_back_or_taking_them_out_is_found(void **state)
{
    (void)state;
    struct stage t;
    char record[UUID_TEXT];
    int count;
    begin(&t, record);
    assert_true(store_person_erase(t.store, t.person.id, "asked for it", &t.problems));
    stage_close(&t);
    assert_int_equal(stage_sql(&t,
                               "DROP TRIGGER person_stays_erased; UPDATE person SET erased_at = NULL, crn = 'X123456',"
                               " code = '1', pin = '', key = zeroblob(72)"),
                     SQLITE_OK);
    stage_reopen(&t);
    assert_false(store_records_verify(t.store, &count, &t.problems));
    assert_string_equal(stage_code(&t), "record-journal"); /* the key is another */
    stage_end(&t);

    begin(&t, record);
    stage_close(&t);
    assert_int_equal(stage_sql(&t, "UPDATE person SET erased_at = 5, crn = NULL, code = NULL, pin = NULL, key = NULL"),
                     SQLITE_OK);
    stage_reopen(&t);
    assert_false(store_records_verify(t.store, &count, &t.problems));
    assert_string_equal(stage_code(&t), "person-erased");
    stage_end(&t);
}

static void people_are_due_by_the_end_of_their_order_or_their_last_activity(void **state)
{
    (void)state;
    struct stage t;
    struct store_person other;
    struct store_due *due;
    char record[UUID_TEXT], pin[7];
    begin(&t, record); /* until 2026-12-31 */
    assert_true(
        store_person_add(t.store, "X222222", STAGE_NOW, &other, pin, &t.problems)); /* on 2026-11-21, no order */
    stage_site(&t, "{\"format\": 1, \"keep\": {\"after_order_days\": 0, \"after_activity_days\": 0}}");
    stage_reopen(&t);
    assert_int_equal(store_due(t.store, &t.arena, (struct local_date){2031, 1, 1}, &due), 0); /* 0 days: for good */
    stage_site(&t, "{\"format\": 1, \"keep\": {\"after_activity_days\": 100}}");
    stage_reopen(&t);
    assert_int_equal(store_site_of(t.store)->keep_after_order_days, 90);
    assert_int_equal(store_due(t.store, &t.arena, (struct local_date){2027, 3, 1}, &due), 0);
    assert_int_equal(store_due(t.store, &t.arena, (struct local_date){2027, 3, 2}, &due), 1);
    assert_string_equal(due[0].person.crn, "X222222");
    assert_false(due[0].by_order);
    assert_int_equal(store_due(t.store, &t.arena, (struct local_date){2027, 3, 31}, &due), 1);
    assert_int_equal(store_due(t.store, &t.arena, (struct local_date){2027, 4, 1}, &due), 2);
    assert_true(due[0].by_order || due[1].by_order);
    assert_true(store_person_erase(t.store, other.id, "retention", &t.problems));
    assert_int_equal(store_due(t.store, &t.arena, (struct local_date){2027, 4, 1}, &due), 1);
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_erased_is_gone_from_the_files_and_records_stay),
        cmocka_unit_test(nothing_is_added_for_who_is_erased),
        cmocka_unit_test(bringing_someone_back_or_taking_them_out_is_found),
        cmocka_unit_test(people_are_due_by_the_end_of_their_order_or_their_last_activity),
    };
    return cmocka_run_group_tests_name("store erase", tests, NULL, NULL);
}
