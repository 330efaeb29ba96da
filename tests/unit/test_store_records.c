#include "store_stage.h"

#define RECORDS 4

/* Four records, the store closed. */
static void begin_with_records(struct stage *t, bool demonstration, char id[RECORDS][UUID_TEXT])
{
    stage_begin(t, demonstration);
    for (int i = 0; i < RECORDS; i++) {
        stage_append(t, 1, 2);
        stage_complete(t, id[i]);
    }
    stage_close(t);
}

static bool verify(struct stage *t, int *count)
{
    bool ok = store_records_verify(t->store, count, &t->problems);
    assert_int_equal(ok, t->problems.errors == 0);
    return ok;
}

/* --- completing ------------------------------------------------------------------------------------------------- */

static void a_record_is_made_once(void **state)
{
    (void)state;
    struct stage t;
    struct event *events;
    struct store_record *records;
    struct store_attempt *attempts;
    char id[UUID_TEXT], other[UUID_TEXT];
    int count;
    stage_begin(&t, false);
    stage_append(&t, 1, 1);
    assert_true(store_draft_put(t.store, t.person.id, t.attempt, "e", NULL, "half"));
    seal_uuid7(STAGE_NOW, id);
    seal_uuid7(STAGE_NOW, other);
    struct record record = stage_record(&t, id), changed = record;
    struct event completed = stage_completed(id), completed_other = stage_completed(other);
    assert_true(store_complete(t.store, t.person.id, t.attempt, &record, &completed));
    assert_true(store_complete(t.store, t.person.id, t.attempt, &record, &completed));
    stage_reopen(&t);
    assert_true(store_complete(t.store, t.person.id, t.attempt, &record, &completed));

    changed.active_ms++;
    assert_false(store_complete(t.store, t.person.id, t.attempt, &changed, &completed));
    changed.id = other;
    assert_false(store_complete(t.store, t.person.id, t.attempt, &changed, &completed_other));
    assert_false(store_is_broken(t.store));
    assert_int_equal(store_records(t.store, &t.arena, NULL, &records), 1);
    assert_string_equal(records[0].id, id);
    assert_true(store_events(t.store, &t.arena, t.person.id, t.attempt, &events, &count));
    assert_int_equal(count, 2);
    assert_string_equal(events[1].detail, id);
    assert_int_equal(store_attempts(t.store, &t.arena, t.person.id, &attempts), 1);
    assert_true(attempts[0].completed);
    assert_true(verify(&t, &count));
    assert_int_equal(count, 1);
    stage_end(&t);
}

static void a_record_must_be_of_its_attempt_person_and_store(void **state)
{
    (void)state;
    struct stage t;
    char id[UUID_TEXT];
    struct store_record *records;
    stage_begin(&t, false);
    seal_uuid7(STAGE_NOW, id);
    struct record record = stage_record(&t, id);
    struct event completed = stage_completed(id);
    record.demonstration = true;
    assert_false(store_complete(t.store, t.person.id, t.attempt, &record, &completed));
    record.demonstration = false;
    record.person = "somebody else";
    assert_false(store_complete(t.store, t.person.id, t.attempt, &record, &completed));
    record.person = t.person.id;
    completed.detail = "another record";
    assert_false(store_complete(t.store, t.person.id, t.attempt, &record, &completed));
    completed.detail = id;
    assert_false(store_complete(t.store, t.person.id, "no-attempt", &record, &completed));
    assert_int_equal(store_records(t.store, &t.arena, NULL, &records), 0);
    assert_false(store_is_broken(t.store));
    stage_end(&t);
}

static void records_are_read_by_person(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *records;
    char id[RECORDS][UUID_TEXT];
    begin_with_records(&t, false, id);
    stage_reopen(&t);
    assert_int_equal(store_records(t.store, &t.arena, t.person.id, &records), RECORDS);
    for (int i = 0; i < RECORDS; i++) {
        assert_int_equal(records[i].seq, i + 1);
        assert_string_equal(records[i].id, id[i]);
        assert_int_equal(strlen(records[i].body), records[i].body_size);
        assert_string_equal(records[i].previous_hex,
                            i ? records[i - 1].hash_hex
                              : "0000000000000000000000000000000000000000000000000000000000000000");
        assert_string_equal(records[i].key_id, store_keys(t.store)->key_id);
    }
    assert_int_equal(store_records(t.store, &t.arena, "nobody", &records), 0);
    stage_end(&t);
}

static void a_demonstration_is_signed_as_one(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *records;
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    char id[RECORDS][UUID_TEXT];
    int count;
    begin_with_records(&t, true, id);
    stage_reopen(&t);
    assert_true(verify(&t, &count));
    assert_int_equal(store_records(t.store, &t.arena, NULL, &records), RECORDS);
    assert_true(seal_from_hex(records[0].hash_hex, hash, sizeof hash));
    assert_true(seal_from_hex(records[0].signature_hex, signature, sizeof signature));
    assert_true(seal_verify(store_keys(t.store)->signing_public, true, hash, signature));
    assert_false(seal_verify(store_keys(t.store)->signing_public, false, hash, signature));
    stage_end(&t);
}

/* --- tampering -------------------------------------------------------------------------------------------------- */

static void records_are_append_only_for_everyone(void **state)
{
    (void)state;
    static const char *const tries[] = {
        "UPDATE record SET body = '{}' WHERE seq = 1",
        "DELETE FROM record WHERE seq = 4",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE seq = 1",
        "REPLACE INTO record SELECT seq, kind, id || 'x', person, attempt || 'x', refers, at, boot_ms, body, previous,"
        " zeroblob(32), signature, key, epoch FROM record WHERE seq = 2",
        "REPLACE INTO record SELECT 9, kind, id, person, attempt || 'x', refers, at, boot_ms, body, previous,"
        " zeroblob(32), signature, key, epoch FROM record WHERE seq = 2",
        "REPLACE INTO record SELECT 9, kind, id || 'x', person, attempt, refers, at, boot_ms, body, previous,"
        " zeroblob(32), signature, key, epoch FROM record WHERE seq = 2",
        "REPLACE INTO record SELECT 9, kind, id || 'x', person, attempt || 'x', refers, at, boot_ms, body, previous,"
        " hash, signature, key, epoch FROM record WHERE seq = 2",
        "INSERT INTO record SELECT * FROM record WHERE seq = 1 ON CONFLICT DO UPDATE SET body = '{}'",
        "UPDATE epoch SET id = 'mine'",
        "DELETE FROM epoch",
        "REPLACE INTO epoch SELECT * FROM epoch",
        "UPDATE origin SET demonstration = 1",
        "DELETE FROM origin",
        "REPLACE INTO origin SELECT * FROM origin",
        "UPDATE key SET public = zeroblob(32)",
        "DELETE FROM key",
        "REPLACE INTO key SELECT id, zeroblob(32) FROM key",
        "DELETE FROM person",
        "REPLACE INTO person SELECT id, crn, code, pin, key, 0, NULL FROM person"};
    struct stage t;
    char id[RECORDS][UUID_TEXT];
    int count;
    begin_with_records(&t, false, id);
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
        assert_int_equal(stage_sql(&t, tries[i]), SQLITE_CONSTRAINT);
    stage_reopen(&t);
    assert_true(verify(&t, &count));
    assert_int_equal(count, RECORDS);
    stage_end(&t);
}

static const char no_triggers[] = "DROP TRIGGER record_stays; DROP TRIGGER record_kept; DROP TRIGGER record_once;"
                                  "DROP TRIGGER event_stays; DROP TRIGGER event_kept; DROP TRIGGER event_once;"
                                  "DROP TRIGGER epoch_stays; DROP TRIGGER epoch_kept; DROP TRIGGER epoch_once;"
                                  "DROP TRIGGER key_stays";

static void folder_copy(const char *from, const char *to)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf %s && cp -a %s %s", to, from, to);
    assert_int_equal(system(command), 0);
}

/* Each change by someone with the database and no key, on a copy; the first bad row is named. */
static void every_change_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *code;
        const char *named;
    } changes[] = {
        {"UPDATE record SET body = replace(body, '1500000', '1500001') WHERE seq = 2", "record-hash", "record 2 "},
        {"UPDATE record SET body = body || ' ' WHERE seq = 4", "record-hash", "record 4 "},
        {"UPDATE record SET id = 'x' || substr(id, 2) WHERE seq = 1", "record-hash", "record 1 "},
        {"UPDATE record SET kind = 'VOIDED', attempt = NULL WHERE seq = 2", "record-hash", "record 2 "},
        {"UPDATE record SET refers = (SELECT id FROM record WHERE seq = 1) WHERE seq = 2", "record-hash", "record 2 "},
        {"UPDATE record SET at = at + 1 WHERE seq = 2", "record-hash", "record 2 "},
        {"UPDATE record SET boot_ms = boot_ms - 1 WHERE seq = 2", "record-hash", "record 2 "},
        {"UPDATE record SET hash = zeroblob(32) WHERE seq = 3", "record-hash", "record 3 "},
        {"UPDATE record SET previous = zeroblob(32) WHERE seq = 3", "record-link", "record 3 "},
        {"UPDATE record SET previous = hash WHERE seq = 1", "record-link", "record 1 "},
        {"UPDATE record SET signature = zeroblob(64) WHERE seq = 3", "record-signature", "record 3 "},
        {"UPDATE record SET signature = (SELECT signature FROM record WHERE seq = 1) WHERE seq = 2", "record-signature",
         "record 2 "},
        {"UPDATE record SET epoch = 'other' WHERE seq = 2", "record-epoch", "record 2 "},
        {"UPDATE epoch SET id = 'other'", "record-epoch", "record 1 "},
        {"UPDATE record SET key = 'other' WHERE seq = 2", "record-key", "record 2 "},
        {"UPDATE record SET seq = 9 WHERE seq = 4", "record-sequence", "record 9 "},
        {"DELETE FROM record WHERE seq = 2", "record-sequence", "record 3 "},
        {"DELETE FROM record WHERE seq = 1", "record-sequence", "record 2 "},
        {"UPDATE record SET seq = 100 + seq;"
         "UPDATE record SET seq = CASE seq WHEN 102 THEN 3 WHEN 103 THEN 2 ELSE seq - 100 END",
         "record-link", "record 2 "},
        {"CREATE TABLE r AS SELECT * FROM record; DELETE FROM record WHERE seq > 1;"
         "INSERT INTO record SELECT 2, kind, id, person, attempt, refers, at, boot_ms, body, previous, hash, signature,"
         " key, epoch FROM r WHERE seq = 3",
         "record-link", "record 2 "},
        {"INSERT INTO record SELECT 5, kind, id || 'x', person, attempt || 'x', refers, at, boot_ms, body, hash,"
         " zeroblob(32), signature, key, epoch FROM record WHERE seq = 4",
         "record-hash", "record 5 "},
        {"DELETE FROM record WHERE seq = 4", "records-missing", "the records "},
        {"DELETE FROM record WHERE seq > 1", "records-missing", "the records "},
        {"DELETE FROM record", "records-missing", "the records "},
        {"DELETE FROM record WHERE seq = 4; UPDATE attempt SET completed = 1", "records-missing", "the records "},
        {"DELETE FROM record WHERE seq = 4; DELETE FROM event WHERE attempt NOT IN (SELECT attempt FROM record);"
         "DELETE FROM attempt WHERE id NOT IN (SELECT attempt FROM record)",
         "records-missing", "the records "},
        {"INSERT INTO person SELECT 'other', 'Y000001', '1', pin, key, 0, NULL FROM person;"
         "UPDATE record SET person = 'other' WHERE seq = 2",
         "record-body", "record 2 "},
        {"UPDATE record SET attempt = attempt || 'x' WHERE seq = 2", "record-body", "record 2 "},
        {"CREATE TABLE r AS SELECT seq, attempt FROM record; UPDATE record SET attempt = seq;"
         "UPDATE record SET attempt = (SELECT attempt FROM r WHERE r.seq = 5 - record.seq)",
         "record-body", "record 1 "},
        {"DELETE FROM event WHERE n = 3 AND attempt = (SELECT attempt FROM record WHERE seq = 2)", "record-journal",
         "record 2 "},
        {"UPDATE event SET body = zeroblob(80) WHERE n = 1 AND attempt = (SELECT attempt FROM record WHERE seq = 3)",
         "record-journal", "record 3 "},
    };
    struct stage t, copy;
    char id[RECORDS][UUID_TEXT];
    int count;
    begin_with_records(&t, false, id);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        stage_folder(&copy);
        folder_copy(t.folder, copy.folder);
        assert_int_equal(stage_sql(&copy, no_triggers), SQLITE_OK);
        if (stage_sql(&copy, changes[i].sql) != SQLITE_OK)
            fail_msg("change %zu cannot be made: %s", i, changes[i].sql);
        stage_reopen(&copy);
        assert_false(verify(&copy, &count));
        if (strcmp(stage_code(&copy), changes[i].code) != 0 || !strstr(copy.problems.last->message, changes[i].named))
            fail_msg("change %zu (%s): %s: %s", i, changes[i].sql, stage_code(&copy), copy.problems.last->message);
        stage_end(&copy);
    }
    stage_end(&t);
}

static void file_put(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void records_text(struct stage *t, struct buffer *out)
{
    struct store_record *records;
    int count = store_records(t->store, &t->arena, t->person.id, &records);
    buffer_init(out, &t->arena);
    for (int i = 0; i < count; i++)
        buffer_addf(out, "%lld %s %s %s\n", (long long)records[i].seq, records[i].id, records[i].body,
                    records[i].hash_hex);
}

/* A bit flipped anywhere in the file: refused, or found, or the records say what they said (it was of something else).
 */
static void no_flipped_bit_changes_what_records_say(void **state)
{
    (void)state;
    enum { STEP = 83, FILE_MAX = 1024 * 1024 };
    struct stage t;
    struct buffer before, after;
    char id[RECORDS][UUID_TEXT], path[128], *bytes = malloc(FILE_MAX);
    int count, refused = 0, found = 0;
    assert_non_null(bytes);
    begin_with_records(&t, false, id);
    stage_reopen(&t);
    records_text(&t, &before);
    stage_close(&t);
    snprintf(path, sizeof path, "%s/cairn.db", t.folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t size = fread(bytes, 1, FILE_MAX, file);
    fclose(file);
    assert_true(size > 50000 && size < FILE_MAX);
    for (size_t at = 0; at < size; at += STEP) {
        char bit = (char)(1 << (at / STEP % 8));
        bytes[at] ^= bit;
        file_put(path, bytes, size);
        bytes[at] ^= bit;
        struct arena a;
        struct problems problems;
        arena_init(&a);
        problems_init(&problems, &a);
        t.store = store_open(t.folder, &problems);
        if (!t.store) {
            refused++;
        } else if (!store_records_verify(t.store, &count, &problems)) {
            found++;
        } else {
            records_text(&t, &after);
            assert_string_equal(buffer_text(&before), buffer_text(&after));
        }
        stage_close(&t);
        arena_release(&a);
    }
    assert_true(found > 50);
    print_message("           %zu flips: %d refused, %d found\n", size / STEP, refused, found);
    free(bytes);
    stage_end(&t);
}

/* The row and the key table may say what they like: the keys file decides. */
static void other_keys_sign_for_nobody(void **state)
{
    (void)state;
    struct stage t, forger;
    struct store_record *records;
    char id[RECORDS][UUID_TEXT], sql[2048];
    int count;
    begin_with_records(&forger, false, id);
    stage_reopen(&forger);
    assert_int_equal(store_records(forger.store, &forger.arena, NULL, &records), RECORDS);
    begin_with_records(&t, false, id);
    assert_int_equal(stage_sql(&t, no_triggers), SQLITE_OK);
    snprintf(sql, sizeof sql,
             "INSERT INTO key VALUES('%s', x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff');"
             "UPDATE record SET key = '%s', signature = x'%s' WHERE seq = 4",
             records[0].key_id, records[0].key_id, records[0].signature_hex);
    assert_int_equal(stage_sql(&t, sql), SQLITE_OK);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "keys-day");
    assert_int_equal(stage_sql(&t, "UPDATE key SET rowid = -rowid WHERE rowid > 1"), SQLITE_OK); /* not the newest */
    stage_reopen(&t);
    assert_false(verify(&t, &count));
    assert_string_equal(stage_code(&t), "record-key");
    stage_end(&t);
    stage_end(&forger);
}

static void expect_bad(struct stage *t, const char *command, const char *sql, const char *code)
{
    int count;
    assert_int_equal(system(command), 0);
    if (sql)
        assert_int_equal(stage_sql(t, sql), SQLITE_OK);
    problems_init(&t->problems, &t->arena);
    stage_reopen(t);
    assert_false(verify(t, &count));
    assert_string_equal(stage_code(t), code);
    stage_close(t);
}

static void the_head_file_counts(void **state)
{
    (void)state;
    struct stage t, before;
    char id[RECORDS][UUID_TEXT], more[UUID_TEXT], command[400], head[128];
    int count;
    begin_with_records(&t, false, id);
    stage_folder(&before);
    folder_copy(t.folder, before.folder);
    stage_reopen(&t);
    stage_complete(&t, more);
    stage_close(&t);

    /* Cut off between COMMIT and the head file: one ahead is whole. */
    snprintf(command, sizeof command, "cp %s/keys/head.json %s/newer.json && cp %s/keys/head.json %s/keys/head.json",
             t.folder, t.folder, before.folder, t.folder);
    assert_int_equal(system(command), 0);
    stage_reopen(&t);
    assert_true(verify(&t, &count));
    stage_complete(&t, more);
    stage_close(&t);
    snprintf(command, sizeof command, "cp %s/keys/head.json %s/keys/head.json", before.folder, t.folder);
    assert_int_equal(system(command), 0);
    stage_reopen(&t);
    assert_false(verify(&t, &count)); /* two ahead is not */
    assert_string_equal(stage_code(&t), "records-head");
    stage_close(&t);

    /* An old image of the database under the newer head. */
    snprintf(command, sizeof command, "cp %s/cairn.db %s/cairn.db && cp %s/newer.json %s/keys/head.json", before.folder,
             t.folder, t.folder, t.folder);
    assert_int_equal(system(command), 0);
    problems_init(&t.problems, &t.arena);
    stage_reopen(&t);
    assert_false(verify(&t, &count));
    assert_string_equal(stage_code(&t), "records-missing");
    stage_close(&t);

    /* A head that somebody wrote. */
    snprintf(head, sizeof head, "%s/keys/head.json", t.folder);
    snprintf(command, sizeof command, "sed -i 's/\"seq\": 5/\"seq\": 4/' %s", head);
    assert_int_equal(system(command), 0);
    problems_init(&t.problems, &t.arena);
    stage_reopen(&t);
    assert_false(verify(&t, &count));
    assert_string_equal(stage_code(&t), "records-head");
    stage_close(&t);

    /* Its signature alone; then none at all: two records cannot be without one, and the journal misses what
     * it lacks. */
    snprintf(command, sizeof command, "cp %s/newer.json %s && sed -i '/signature/s/[0-7]/8/' %s", t.folder, head, head);
    expect_bad(&t, command, NULL, "records-head");
    snprintf(command, sizeof command, "rm %s", head);
    expect_bad(&t, command, NULL, "records-head");
    assert_int_equal(stage_sql(&t, no_triggers), SQLITE_OK);
    expect_bad(&t, "true", "DELETE FROM record WHERE seq > 1", "records-missing");
    stage_end(&before);
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_made_once),
        cmocka_unit_test(a_record_must_be_of_its_attempt_person_and_store),
        cmocka_unit_test(records_are_read_by_person),
        cmocka_unit_test(a_demonstration_is_signed_as_one),
        cmocka_unit_test(records_are_append_only_for_everyone),
        cmocka_unit_test(every_change_is_found),
        cmocka_unit_test(no_flipped_bit_changes_what_records_say),
        cmocka_unit_test(other_keys_sign_for_nobody),
        cmocka_unit_test(the_head_file_counts),
    };
    return cmocka_run_group_tests_name("store records", tests, NULL, NULL);
}
