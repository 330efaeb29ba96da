/*
 * tamper - tens of thousands of changed records: each is found, and the first bad row named is the one that was
 * changed.
 *
 *     tamper             every byte of every row changed in several ways; rows swapped, deleted, doubled, cut off
 *     tamper --make DIR  leaves the store that is changed, for tests/tamper/agree
 *
 * Whoever does it has the database and no key. It is done in a transaction of the store's own connection that is rolled
 * back, with triggers and constraints out of the way: thousands of copies of files would only take longer. Controls:
 * nothing changed is found good, and so is a changed row that was signed again with the right key.
 */
#include "../unit/store_stage.h"

#include <sys/wait.h>
#include "files.h"
#include "receipt_keys.h"
#include "store_audit.h"
#include "store_bundle.h"
#include "store_credit.h"
#include "store_internal.h"

#define SHARES  4 /* processes */
#define DAY_MS  ((int64_t)24 * 3600 * 1000)
#define COLUMNS 15
#define AWAY    1000000 /* and the place of an imported row */

struct tally {
    long done, missed, misnamed;
};

static struct virtual_clock now = {.wall = STAGE_NOW, .boot_ms = 5000};

static void complete_for_a_day(struct stage *t)
{
    struct assignment assignment = {
        .module = "thinking-skills", .requirement = {.id = "2500000001", .maximum_days = 10}, .assigned_at = STAGE_NOW};
    struct resolution said = {.requirement = "2500000001", .date = {2026, 11, 21}, .credited = true, .reason = "Seen."};
    const struct credit_day *day;
    enum resolve answer;
    char id[UUID_TEXT], record[UUID_TEXT];
    seal_uuid7(STAGE_NOW, id);
    seal_uuid7(STAGE_NOW, record);
    assignment.id = id;
    assert_true(store_assign(t->store, t->person.id, &assignment, STAGE_NOW - 60000, &t->problems));
    struct record r = stage_record(t, record);
    struct event completed = stage_completed(record);
    struct store_attempt next;
    r.assignment = id;
    assert_true(store_complete(t->store, t->person.id, t->attempt, &r, &completed));
    assert_true(store_resolve(t->store, &t->arena, t->person.id, &said, STAGE_NOW + DAY_MS, &answer, &day));
    assert_int_equal(answer, RESOLVE_OK);
    assert_true(
        store_attempt_open(t->store, t->person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW, &next));
    memcpy(t->attempt, next.id, sizeof t->attempt);
}

static void change(struct stage *t, enum record_change_kind kind, const char *record)
{
    struct record_change said = {.record = record,
                                 .kind = kind,
                                 .from = {2026, 11, 21},
                                 .to = {2026, 11, 20},
                                 .reason = "somebody else sat there"};
    assert_true(store_change_add(t->store, &said, &t->problems));
}

static void person(struct stage *t, const char *crn)
{
    struct store_attempt attempt;
    assert_true(store_person_add(t->store, crn, STAGE_NOW, &t->person, t->pin, &t->problems));
    assert_true(
        store_attempt_open(t->store, t->person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW, &attempt));
    memcpy(t->attempt, attempt.id, sizeof t->attempt);
}

static const char *keys_of(struct stage *t, size_t *size)
{
    struct buffer out;
    buffer_init(&out, &t->arena);
    assert_true(receipt_keys_write(t->store, &out));
    *size = out.length;
    return buffer_text(&out);
}

/* Rows of another terminal, of every kind that leaves one. */
static void bring_in(struct stage *t)
{
    struct stage away;
    struct store_imported in;
    char record[UUID_TEXT], path[100];
    const char *bytes;
    size_t size;
    stage_make(&away, false);
    store_use_clock(away.store, clock_virtual(&now));
    person(&away, "X444444");
    assert_true(store_person_erase(away.store, away.person.id, "asked for it", &away.problems));
    assert_true(store_day(away.store));
    person(&away, "X333333");
    complete_for_a_day(&away);
    stage_append(&away, 1, 2);
    stage_complete(&away, record);
    change(&away, CHANGE_DATE, record);
    change(&away, CHANGE_VOID, record);
    const char *keys = keys_of(&away, &size);
    assert_true(store_terminal_trust(t->store, keys, size, &t->problems));
    keys = keys_of(t, &size);
    snprintf(path, sizeof path, "%s/person.bundle", away.folder);
    assert_true(store_bundle_export(away.store, away.person.id, keys, size, path, &away.problems));
    assert_true(file_read(&away.arena, path, &bytes, &size));
    if (!store_bundle_import(t->store, bytes, size, &in, &t->problems))
        fail_msg("%s", t->problems.last->message);
    stage_end(&away);
}

/* A row of every kind; ends in a completion, so that the last row is one of a person. */
static void make(struct stage *t)
{
    char first[UUID_TEXT], second[UUID_TEXT];
    stage_begin(t, false);
    store_use_clock(t->store, clock_virtual(&now));
    assert_true(store_day(t->store));
    stage_append(t, 1, 2);
    stage_complete(t, first);
    stage_complete(t, second);
    change(t, CHANGE_DATE, first);
    change(t, CHANGE_VOID, second);
    complete_for_a_day(t);
    assert_true(store_person_erase(t->store, t->person.id, "asked for it", &t->problems));
    assert_true(store_epoch(t->store, "a copy", &t->problems));
    now.wall += DAY_MS;
    assert_true(store_day(t->store));
    bring_in(t);
    person(t, "X222222");
    complete_for_a_day(t);
    stage_append(t, 1, 2);
    stage_complete(t, first);
}

static void run(struct stage *t, const char *sql)
{
    char *error = NULL;
    if (sqlite3_exec(t->store->db, sql, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s: %s", sql, error);
}

/* 0: nothing bad; -1: the end or the store as a whole; or the number of the first bad row, AWAY more when imported. */
static int64_t first_bad(struct stage *t)
{
    struct arena a;
    struct problems problems;
    long long seq = -1;
    int count;
    arena_init(&a);
    problems_init(&problems, &a);
    if (store_records_verify(t->store, &count, &problems))
        seq = 0;
    else if (sscanf(problems.last->message, "imported record %lld (", &seq) == 1)
        seq += AWAY;
    else if (sscanf(problems.last->message, "record %lld (", &seq) != 1)
        seq = -1;
    arena_release(&a);
    t->store->broken = false;
    return seq;
}

static void judge(struct stage *t, struct tally *tally, int64_t expected, const char *what, int64_t row)
{
    int64_t seq = first_bad(t);
    tally->done++;
    if (seq == expected)
        return;
    tally->missed += seq == 0;
    tally->misnamed += seq != 0;
    if (tally->missed + tally->misnamed < 10)
        print_error("row %lld, %s: %lld was named, not %lld\n", (long long)row, what, (long long)seq,
                    (long long)expected);
}

/* --- bytes ------------------------------------------------------------------------------------------------------ */

struct place_of { /* a row to change, and the one to be named then */
    const char *table;
    int64_t row, named;
    bool few; /* ways of changing a byte */
};

/* `root` and `seq` are of imported rows alone: the chain's own are where they stand. */
static const char *const column_names[COLUMNS] = {"kind", "id",        "person", "attempt",  "refers",
                                                  "at",   "boot_ms",   "body",   "previous", "hash",
                                                  "key",  "signature", "epoch",  "root",     "seq"};
#define COLUMNS_OWN 13

static void column_put(struct stage *t, const struct place_of *p, const char *column, bool is_text, const char *bytes,
                       size_t size)
{
    char sql[128];
    sqlite3_stmt *st = NULL;
    snprintf(sql, sizeof sql, "UPDATE %s SET %s = ? WHERE rowid = ?", p->table, column);
    assert_int_equal(sqlite3_prepare_v2(t->store->db, sql, -1, &st, NULL), SQLITE_OK);
    if (is_text)
        sqlite3_bind_text(st, 1, bytes, (int)size, SQLITE_STATIC);
    else
        sqlite3_bind_blob(st, 1, bytes, (int)size, SQLITE_STATIC);
    sqlite3_bind_int64(st, 2, p->row);
    int rc = sqlite3_step(st);
    if (rc != SQLITE_DONE && rc != SQLITE_CONSTRAINT)
        fail_msg("%s: %s", sql, sqlite3_errmsg(t->store->db));
    sqlite3_finalize(st);
}

static void change_bytes(struct stage *t, struct tally *tally, const struct place_of *p, const char *column,
                         bool is_text, const char *bytes, size_t size)
{
    static const unsigned char flips[] = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x80};
    char changed[8192];
    assert_true(size + 1 < sizeof changed);
    for (size_t at = 0; at < size; at++) {
        for (size_t way = p->few ? sizeof flips - 1 : 0; way < sizeof flips + 2; way++) {
            size_t length = size;
            memcpy(changed, bytes, size);
            if (way < sizeof flips) {
                changed[at] = (char)(changed[at] ^ (char)flips[p->few ? at % sizeof flips : way]);
            } else if (way == sizeof flips) { /* taken out */
                memmove(changed + at, changed + at + 1, size - at - 1);
                length--;
            } else { /* put in */
                memmove(changed + at + 1, changed + at, size - at);
                changed[at] = '\0';
                length++;
            }
            run(t, "BEGIN");
            column_put(t, p, column, is_text, changed, length);
            if (sqlite3_changes(t->store->db) == 1) /* a table that takes only so many bytes refuses others itself */
                judge(t, tally, p->named, column, p->row);
            run(t, "ROLLBACK");
        }
    }
}

static void change_number(struct stage *t, struct tally *tally, const struct place_of *p, const char *column,
                          int64_t number)
{
    char sql[160];
    for (int bit = 0; bit < 64; bit++) {
        snprintf(sql, sizeof sql, "BEGIN; UPDATE OR IGNORE %s SET %s = %lld WHERE rowid = %lld", p->table, column,
                 (long long)((uint64_t)number ^ (uint64_t)1 << bit), (long long)p->row);
        run(t, sql);
        judge(t, tally, p->named, column, p->row);
        run(t, "ROLLBACK");
    }
}

static void change_columns(struct stage *t, struct tally *tally, const struct place_of *p, const char *const *names,
                           int count)
{
    char sql[400];
    struct {
        int type;
        char bytes[4096];
        size_t size;
        int64_t number;
    } column;
    for (int i = 0; i < count; i++) {
        sqlite3_stmt *st = NULL;
        snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE rowid = %lld", names[i], p->table, (long long)p->row);
        assert_int_equal(sqlite3_prepare_v2(t->store->db, sql, -1, &st, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(st), SQLITE_ROW);
        column.type = sqlite3_column_type(st, 0);
        column.number = sqlite3_column_int64(st, 0);
        const void *bytes = sqlite3_column_blob(st, 0);
        column.size = (size_t)sqlite3_column_bytes(st, 0);
        assert_true(column.size <= sizeof column.bytes);
        if (bytes)
            memcpy(column.bytes, bytes, column.size);
        sqlite3_finalize(st);
        if (column.type == SQLITE_INTEGER)
            change_number(t, tally, p, names[i], column.number);
        else if (column.type != SQLITE_NULL)
            change_bytes(t, tally, p, names[i], column.type == SQLITE_TEXT, column.bytes, column.size);
    }
}

static int64_t number_of(struct stage *t, const char *sql, int64_t value)
{
    int64_t number = -1;
    sqlite3_stmt *st = store_query(t->store, sql, "i", value);
    if (st && store_row(t->store, st))
        number = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return number;
}

static void change_row(struct stage *t, struct tally *tally, int64_t seq)
{
    struct place_of p = {.table = "record", .row = seq, .named = seq};
    change_columns(t, tally, &p, column_names, COLUMNS_OWN);
}

static void change_away(struct stage *t, struct tally *tally, int64_t row)
{
    struct place_of p = {.table = "imported", .row = row, .named = AWAY + row, .few = true};
    change_columns(t, tally, &p, column_names, COLUMNS);
}

/* The record that signs it is named. */
static void change_resolution(struct stage *t, struct tally *tally, int64_t row)
{
    static const char *const names[] = {"person", "requirement", "date",    "credited", "who",
                                        "reason", "at",          "settles", "salt"};
    int64_t own = number_of(t, "SELECT seq FROM record WHERE id = (SELECT id FROM resolution WHERE rowid = ?)", row);
    int64_t away =
        number_of(t, "SELECT rowid FROM imported WHERE id = (SELECT id FROM resolution WHERE rowid = ?)", row);
    struct place_of p = {.table = "resolution", .row = row, .named = own > 0 ? own : AWAY + away, .few = true};
    assert_true(own > 0 || away > 0);
    change_columns(t, tally, &p, names, sizeof names / sizeof names[0]);
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static void tried(struct stage *t, struct tally *tally, int64_t expected, const char *what, const char *sql)
{
    run(t, "BEGIN");
    run(t, sql);
    judge(t, tally, expected, what, expected);
    run(t, "ROLLBACK");
}

static void change_order(struct stage *t, struct tally *tally, int64_t count)
{
    char sql[600];
    for (int64_t i = 1; i <= count; i++) {
        snprintf(sql, sizeof sql, "DELETE FROM record WHERE seq = %lld", (long long)i);
        tried(t, tally, i < count ? i + 1 : -1, "deleted", sql);
        snprintf(sql, sizeof sql, "DELETE FROM record WHERE seq >= %lld", (long long)i);
        tried(t, tally, -1, "cut off from here", sql);
        /* with the sittings that were completed, too: only the head file and the day's key know */
        snprintf(sql, sizeof sql,
                 "DELETE FROM event WHERE attempt IN (SELECT attempt FROM record WHERE seq >= %lld);"
                 "DELETE FROM attempt WHERE id IN (SELECT attempt FROM record WHERE seq >= %lld);"
                 "DELETE FROM record WHERE seq >= %lld",
                 (long long)i, (long long)i, (long long)i);
        tried(t, tally, -1, "cut off with its sittings", sql);
        snprintf(
            sql, sizeof sql,
            "UPDATE record SET seq = seq + 1000 WHERE seq > %lld; UPDATE record SET seq = seq - 999 WHERE seq > 1000;"
            "INSERT INTO record SELECT %lld, kind, 'x' || id, person, attempt || 'x', refers, at, boot_ms, body,"
            " hash, zeroblob(32), signature, key, epoch FROM record WHERE seq = %lld",
            (long long)i, (long long)i + 1, (long long)i);
        tried(t, tally, i + 1, "doubled", sql);
        for (int64_t j = i + 1; j <= count; j++) {
            snprintf(sql, sizeof sql,
                     "UPDATE record SET seq = -1 WHERE seq = %lld; UPDATE record SET seq = %lld WHERE seq = %lld;"
                     "UPDATE record SET seq = %lld WHERE seq = -1",
                     (long long)i, (long long)i, (long long)j, (long long)j);
            tried(t, tally, i, "swapped", sql);
        }
    }
}

/* Rows of other terminals, and decisions about days. */
static void change_others(struct stage *t, struct tally *tally)
{
    char sql[400];
    int64_t rows = number_of(t, "SELECT count(*) + ? FROM imported", 0);
    int64_t mark = number_of(t, "SELECT seq + ? FROM record WHERE kind = 'IMPORTED'", 0);
    for (int64_t i = 1; i <= rows; i++) {
        snprintf(sql, sizeof sql, "DELETE FROM imported WHERE rowid = %lld", (long long)i);
        tried(t, tally, i < rows ? AWAY + i : mark, "an imported row deleted", sql);
        snprintf(sql, sizeof sql,
                 "INSERT INTO imported SELECT root, seq, kind, 'x' || id, person, attempt, refers, at, boot_ms, body,"
                 " previous, hash, signature, key, epoch FROM imported WHERE rowid = %lld",
                 (long long)i);
        tried(t, tally, AWAY + rows + 1, "an imported row doubled", sql);
    }
    tried(t, tally, mark, "all imported rows deleted", "DELETE FROM imported");
    tried(t, tally, -1, "a terminal trusted by nobody",
          "INSERT INTO terminal SELECT replace(root, 'a', 'b'), keys, 1 FROM terminal");
    tried(t, tally, -1, "a terminal's keys changed",
          "UPDATE terminal SET keys = replace(keys, '\"at\":1', '\"at\":2')");
    tried(t, tally, -1, "a decision planted",
          "INSERT INTO resolution SELECT 'x', person, requirement, date, 1, who, reason, at, '', salt FROM resolution "
          "LIMIT 1");
    for (int64_t i = 1, count = number_of(t, "SELECT count(*) + ? FROM resolution", 0); i <= count; i++)
        change_resolution(t, tally, i);
}

/* --- controls --------------------------------------------------------------------------------------------------- */

/* Who has the key of today can change the last row of today: were that "found", so would be anything. */
static void expect_resigned_is_good(struct stage *t, int64_t last)
{
    struct store_record *rows;
    struct link l = {0};
    sqlite3_stmt *st = NULL;
    run(t, "BEGIN; UPDATE record SET boot_ms = boot_ms + 1 WHERE seq = (SELECT max(seq) FROM record)");
    assert_int_equal(first_bad(t), last);
    assert_int_equal(store_rows(t->store, &t->arena, NULL, &rows), last);
    struct store_record *r = &rows[last - 1];
    l.seq = last;
    assert_true(seal_from_hex(r->previous_hex, l.previous, sizeof l.previous));
    link_hash(false, r, &l);
    seal_sign(store_keys(t->store), l.hash, l.signature);
    assert_int_equal(
        sqlite3_prepare_v2(t->store->db, "UPDATE record SET hash = ?, signature = ? WHERE seq = ?", -1, &st, NULL),
        SQLITE_OK);
    sqlite3_bind_blob(st, 1, l.hash, sizeof l.hash, SQLITE_STATIC);
    sqlite3_bind_blob(st, 2, l.signature, sizeof l.signature, SQLITE_STATIC);
    sqlite3_bind_int64(st, 3, last);
    assert_int_equal(sqlite3_step(st), SQLITE_DONE);
    sqlite3_finalize(st);
    assert_int_equal(first_bad(t), -1); /* the head file names another hash: nothing else is wrong */
    run(t, "ROLLBACK");
}

static void share(struct stage *t, int number, int64_t count, struct tally *tally)
{
    run(t, "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON");
    assert_int_equal(first_bad(t), 0);
    if (number == 0) {
        change_order(t, tally, count);
        change_others(t, tally);
        expect_resigned_is_good(t, count);
    }
    for (int64_t seq = 1; seq <= count; seq++)
        if (seq % SHARES == number)
            change_row(t, tally, seq);
    for (int64_t row = 1, rows = number_of(t, "SELECT count(*) + ? FROM imported", 0); row <= rows; row++)
        if (row % SHARES == number)
            change_away(t, tally, row);
    assert_int_equal(first_bad(t), 0);
}

static void every_change_is_found_and_its_row_named(void **state)
{
    (void)state;
    struct stage t;
    struct store_record *rows;
    struct tally all = {0};
    char command[200];
    int pipes[2];
    make(&t);
    int64_t count = store_rows(t.store, &t.arena, NULL, &rows);
    stage_close(&t);
    assert_int_equal(stage_sql(&t,
                               "DROP TRIGGER record_stays; DROP TRIGGER record_kept; DROP TRIGGER record_once;"
                               "DROP TRIGGER record_not_erased; DROP TRIGGER event_kept; DROP TRIGGER imported_stays;"
                               "DROP TRIGGER imported_kept; DROP TRIGGER resolution_stays"),
                     SQLITE_OK);
    assert_int_equal(pipe(pipes), 0);
    for (int number = 0; number < SHARES; number++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child)
            continue;
        struct stage own;
        struct tally tally = {0};
        stage_folder(&own);
        snprintf(command, sizeof command, "cp -a %s/. %s", t.folder, own.folder);
        assert_int_equal(system(command), 0);
        own.store = store_open(own.folder, &own.problems);
        assert_non_null(own.store);
        share(&own, number, count, &tally);
        stage_end(&own);
        assert_int_equal(write(pipes[1], &tally, sizeof tally), sizeof tally);
        _exit(0);
    }
    close(pipes[1]);
    for (int status; wait(&status) > 0;)
        assert_int_equal(status, 0);
    for (struct tally one; read(pipes[0], &one, sizeof one) == sizeof one;) {
        all.done += one.done;
        all.missed += one.missed;
        all.misnamed += one.misnamed;
    }
    close(pipes[0]);
    print_message("           %ld changes of %lld rows: %ld missed, %ld named wrongly\n", all.done, (long long)count,
                  all.missed, all.misnamed);
    assert_int_equal(all.missed, 0);
    assert_int_equal(all.misnamed, 0);
    assert_true(all.done >= 50000);
    stage_end(&t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_change_is_found_and_its_row_named)};
    if (argc == 3 && text_is(argv[1], "--make")) {
        struct stage t;
        char command[300];
        make(&t);
        stage_close(&t);
        snprintf(command, sizeof command, "cp -a %s %s", t.folder, argv[2]);
        int status = system(command);
        stage_end(&t);
        return status != 0;
    }
    return cmocka_run_group_tests_name("tamper", tests, NULL, NULL);
}
