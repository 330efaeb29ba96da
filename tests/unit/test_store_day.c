#include "store_stage.h"

#include <sys/stat.h>
#include "store_audit.h"
#include "store_internal.h"

#define DAY_MS ((int64_t)24 * 3600 * 1000)

static struct virtual_clock now;

static void begin(struct stage *t)
{
    stage_begin(t, false);
    now = (struct virtual_clock){.wall = STAGE_NOW, .boot_ms = 5000};
    store_use_clock(t->store, clock_virtual(&now));
}

static void reopen(struct stage *t)
{
    problems_init(&t->problems, &t->arena);
    stage_reopen(t);
    store_use_clock(t->store, clock_virtual(&now));
}

static int rows(struct stage *t, struct store_record **out)
{
    return store_rows(t->store, &t->arena, NULL, out);
}

static void expect_good(struct stage *t, int expected)
{
    int count;
    if (!store_records_verify(t->store, &count, &t->problems))
        fail_msg("%s: %s", stage_code(t), t->problems.last->message);
    assert_int_equal(count, expected);
}

static void expect_bad(struct stage *t, const char *code, const char *named)
{
    int count;
    problems_init(&t->problems, &t->arena);
    assert_false(store_records_verify(t->store, &count, &t->problems));
    if (!text_is(stage_code(t), code) || !strstr(t->problems.last->message, named))
        fail_msg("%s: %s; expected %s: %s", stage_code(t), t->problems.last->message, code, named);
}

static void file_path(const struct stage *t, const char *name, char out[160])
{
    snprintf(out, 160, "%s/%s", t->folder, name);
}

static void command(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void command(const char *format, ...)
{
    char text[600];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    assert_int_equal(system(text), 0);
}

/* --- days ------------------------------------------------------------------------------------------------------- */

static void a_day_has_its_heartbeat_and_its_key_once(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *r;
    char record[UUID_TEXT], first[17], second[17];
    begin(&t);
    memcpy(first, store_keys(t.store)->key_id, sizeof first);
    assert_true(store_day(t.store));
    memcpy(second, store_keys(t.store)->key_id, sizeof second);
    assert_string_not_equal(first, second);
    assert_true(store_day(t.store));
    reopen(&t);
    assert_true(store_day(t.store));
    stage_complete(&t, record);
    assert_int_equal(rows(&t, &r), 3);
    assert_string_equal(r[0].kind, "HEARTBEAT");
    assert_string_equal(r[1].kind, "KEYROLL");
    assert_string_equal(r[2].kind, "COMPLETED");
    assert_string_equal(r[1].key_id, first);
    assert_string_equal(r[2].key_id, second);
    now.wall += DAY_MS;
    assert_true(store_day(t.store));
    stage_complete(&t, record);
    now.wall -= DAY_MS; /* a clock that is set back leaves its rows, too */
    assert_true(store_day(t.store));
    assert_int_equal(rows(&t, &r), 8);
    expect_good(&t, 8);
    assert_int_equal(store_records(t.store, &t.arena, NULL, &r), 2);
    reopen(&t);
    expect_good(&t, 8);
    stage_end(&t);
}

/* A disk without its old days: no secret of the day before is in the folder. */
static void the_old_secret_is_gone(void **state)
{
    (void)state;
    struct stage t;
    struct stat info;
    char day[160], seed[65], name[160];
    begin(&t);
    seal_hex(store_keys(t.store)->signing_secret, SEAL_KEY_BYTES, seed);
    file_path(&t, "keys/day.json", day);
    command("grep -q %s %s", seed, day);
    assert_true(store_day(t.store));
    command("! grep -rq %s %s", seed, t.folder);
    file_path(&t, "keys/day.next.json", name);
    assert_int_equal(stat(name, &info), -1);
    assert_int_equal(stat(day, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    stage_end(&t);
}

/* The thief has everything of today, and what was signed yesterday stays as it was. */
static void who_steals_todays_key_cannot_sign_for_yesterday(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *r;
    struct link l = {0};
    char record[UUID_TEXT], sql[4096], hash[65], signature[129], previous[65];
    begin(&t);
    stage_complete(&t, record); /* row 1, by the first key */
    assert_true(store_day(t.store));
    assert_int_equal(rows(&t, &r), 3);
    struct store_record forged = r[0];
    char todays[17];
    memcpy(todays, store_keys(t.store)->key_id, sizeof todays);
    forged.body = "{\"a\":1}";
    forged.body_size = 7;
    l.seq = 1;
    link_hash(false, &forged, &l);
    seal_sign(store_keys(t.store), l.hash, l.signature);
    seal_hex(l.hash, sizeof l.hash, hash);
    seal_hex(l.signature, sizeof l.signature, signature);
    seal_hex(l.previous, sizeof l.previous, previous);
    stage_close(&t);
    snprintf(sql, sizeof sql,
             "DROP TRIGGER record_stays; UPDATE record SET body = '%s', hash = x'%s', signature = x'%s' WHERE seq = 1",
             forged.body, hash, signature);
    assert_int_equal(stage_sql(&t, sql), SQLITE_OK);
    reopen(&t);
    expect_bad(&t, "record-signature", "record 1 ");
    stage_close(&t);
    snprintf(sql, sizeof sql, "UPDATE record SET key = '%s' WHERE seq = 1", todays);
    assert_int_equal(stage_sql(&t, sql), SQLITE_OK);
    reopen(&t);
    expect_bad(&t, "record-key", "record 1 ");
    stage_end(&t);
}

/* Cut off anywhere while a key takes over: what opens again signs with the key that the records end with. */
static void a_cut_while_a_key_takes_over_is_mended(void **state)
{
    (void)state;
    struct stage t;
    struct seal_keys next;
    char keys[160], record[UUID_TEXT];
    begin(&t);
    file_path(&t, "keys", keys);
    /* before the row: the next key is forgotten */
    assert_true(seal_day_begin(keys, store_keys(t.store), &next));
    reopen(&t);
    assert_string_not_equal(store_keys(t.store)->key_id, next.key_id);
    stage_complete(&t, record);
    expect_good(&t, 1);
    /* after the row: the old one is there still, then wiped only, and the head is one behind */
    for (int wiped = 0; wiped < 2; wiped++) {
        now.wall += DAY_MS;
        command("cp %s/keys/day.json %s/old.json && cp %s/keys/head.json %s/head.json", t.folder, t.folder, t.folder,
                t.folder);
        assert_true(store_day(t.store));
        stage_close(&t);
        command("mv %s/keys/day.json %s/keys/day.next.json && cp %s/%s %s/keys/day.json && chmod 600 %s/keys/day.json",
                t.folder, t.folder, t.folder, wiped ? "cairn.lock" : "old.json", t.folder, t.folder);
        reopen(&t);
        stage_complete(&t, record);
        expect_good(&t, 4 + 3 * wiped);
    }
    stage_end(&t);
}

static void an_audit_row_cut_off_is_missed_by_the_heartbeat(void **state)
{
    (void)state;
    struct stage t;
    begin(&t);
    assert_true(store_audit_add(t.store, AUDIT_VIEW, t.person.id, NULL));
    assert_true(store_day(t.store));
    expect_good(&t, 2);
    stage_close(&t);
    assert_int_equal(stage_sql(&t, "DROP TRIGGER audit_kept; DELETE FROM audit WHERE seq = 2"), SQLITE_OK);
    reopen(&t);
    expect_bad(&t, "audit-missing", "record 1 ");
    stage_end(&t);
}

/* --- epochs ----------------------------------------------------------------------------------------------------- */

static void an_old_copy_goes_on_in_an_epoch_of_its_own(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *r;
    char record[UUID_TEXT], lost[UUID_TEXT];
    begin(&t);
    stage_complete(&t, record);
    assert_true(store_day(t.store));
    stage_close(&t);
    command("cp -a %s %s-copy", t.folder, t.folder);
    reopen(&t);
    stage_complete(&t, lost);
    stage_close(&t);
    /* the whole folder: nothing here can tell, and a new epoch says that it happened */
    command("rm -r %s && mv %s-copy %s", t.folder, t.folder, t.folder);
    reopen(&t);
    expect_good(&t, 3);
    assert_false(store_epoch(t.store, "", &t.problems));
    assert_string_equal(stage_code(&t), "epoch-reason");
    assert_true(store_epoch(t.store, "restored from the backup of Friday", &t.problems));
    reopen(&t);
    now.wall += DAY_MS;
    assert_true(store_day(t.store));
    assert_int_equal(rows(&t, &r), 6);
    assert_string_equal(r[3].kind, "EPOCH");
    assert_string_not_equal(r[2].epoch, r[3].epoch);
    assert_string_equal(r[3].epoch, r[5].epoch);
    expect_good(&t, 6);
    stage_close(&t);
    assert_int_equal(stage_sql(&t, "DROP TRIGGER epoch_kept; PRAGMA foreign_keys=OFF; DELETE FROM epoch WHERE n = 2"),
                     SQLITE_OK);
    reopen(&t);
    expect_bad(&t, "record-epoch", "end in another epoch");
    stage_end(&t);
}

static void an_old_database_under_todays_key_is_refused(void **state)
{
    (void)state;
    struct stage t;
    begin(&t);
    stage_close(&t);
    command("cp %s/cairn.db %s/old.db", t.folder, t.folder);
    reopen(&t);
    assert_true(store_day(t.store));
    stage_close(&t);
    command("cp %s/old.db %s/cairn.db", t.folder, t.folder);
    assert_null(store_open(t.folder, &t.problems));
    assert_string_equal(stage_code(&t), "keys-day");
    stage_end(&t);
}

/* Rows without an attempt must not hide that one of an attempt is missing (NULL in a NOT IN). */
static void a_completed_sitting_without_its_record_is_missed(void **state)
{
    (void)state;
    struct stage t;
    begin(&t);
    assert_true(store_day(t.store));
    stage_close(&t);
    assert_int_equal(stage_sql(&t, "UPDATE attempt SET completed = 1"), SQLITE_OK);
    reopen(&t);
    expect_bad(&t, "records-missing", "the records are not all");
    stage_end(&t);
}

/* --- changes ---------------------------------------------------------------------------------------------------- */

static void corrections_and_voids_refer_back_and_edit_nothing(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *before, *after;
    struct record_change *changes;
    struct store_audit *audits;
    char record[UUID_TEXT];
    begin(&t);
    store_use_staff(t.store, "staff-1");
    stage_complete(&t, record);
    assert_int_equal(rows(&t, &before), 1);
    struct record_change date = {.record = record,
                                 .kind = CHANGE_DATE,
                                 .from = {2026, 11, 21},
                                 .to = {2026, 11, 20},
                                 .reason = "the clock was a day ahead"};
    struct record_change assignment = {
        .record = record, .kind = CHANGE_ASSIGNMENT, .assignment = "a-2", .reason = "wrong order"};
    struct record_change voiding = {.record = record, .kind = CHANGE_VOID, .reason = "somebody else sat there"};
    struct record_change unknown = {.record = "none", .kind = CHANGE_VOID, .reason = "x"};
    assert_true(store_change_add(t.store, &date, &t.problems));
    assert_true(store_change_add(t.store, &assignment, &t.problems));
    assert_false(store_change_add(t.store, &unknown, &t.problems));
    assert_string_equal(stage_code(&t), "record-unknown");
    voiding.reason = "";
    assert_false(store_change_add(t.store, &voiding, &t.problems));
    assert_string_equal(stage_code(&t), "change-reason");
    voiding.reason = "somebody else sat there";
    assert_true(store_change_add(t.store, &voiding, &t.problems));
    assert_false(store_change_add(t.store, &date, &t.problems));
    assert_string_equal(stage_code(&t), "record-void");

    reopen(&t);
    assert_int_equal(rows(&t, &after), 4);
    assert_string_equal(after[0].hash_hex, before[0].hash_hex);
    assert_int_equal(store_changes(t.store, &t.arena, t.person.id, &changes), 3);
    assert_int_equal(changes[0].kind, CHANGE_DATE);
    assert_int_equal(date_compare(changes[0].to, date.to), 0);
    assert_string_equal(changes[0].by, "staff-1");
    assert_string_equal(changes[0].record, record);
    assert_string_equal(changes[1].assignment, "a-2");
    assert_int_equal(changes[2].kind, CHANGE_VOID);
    assert_string_equal(changes[2].reason, "somebody else sat there");
    assert_int_equal(store_audits(t.store, &t.arena, t.person.id, &audits), 4);
    assert_string_equal(audits[1].action, "correct");
    assert_string_equal(audits[3].action, "void");
    expect_good(&t, 4);
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_has_its_heartbeat_and_its_key_once),
        cmocka_unit_test(the_old_secret_is_gone),
        cmocka_unit_test(who_steals_todays_key_cannot_sign_for_yesterday),
        cmocka_unit_test(a_cut_while_a_key_takes_over_is_mended),
        cmocka_unit_test(an_audit_row_cut_off_is_missed_by_the_heartbeat),
        cmocka_unit_test(a_completed_sitting_without_its_record_is_missed),
        cmocka_unit_test(an_old_copy_goes_on_in_an_epoch_of_its_own),
        cmocka_unit_test(an_old_database_under_todays_key_is_refused),
        cmocka_unit_test(corrections_and_voids_refer_back_and_edit_nothing),
    };
    return cmocka_run_group_tests_name("store day", tests, NULL, NULL);
}
