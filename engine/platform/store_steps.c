#include "store_internal.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/*
 * The tables, as steps from an empty file to the newest store. A step that is out is never changed: what must be other
 * is a further step, with its version's store added to tests/unit/stores (test_store_steps says how).
 *
 * The triggers guard against our own mistakes and a hasty hand; the chain and the keys against the others. BEFORE
 * INSERT is there because INSERT OR REPLACE deletes without asking a DELETE trigger unless the connection has
 * recursive_triggers.
 */
static const char *const step_1[] = {
    "CREATE TABLE site(one INTEGER PRIMARY KEY CHECK(one = 1), site TEXT NOT NULL, terminal TEXT NOT NULL,"
    " setting TEXT NOT NULL CHECK(setting IN ('community', 'custody')),"
    " minimum_active_minutes INTEGER NOT NULL CHECK(minimum_active_minutes >= 0),"
    " gap_max_s INTEGER NOT NULL CHECK(gap_max_s > 0), idle_s INTEGER NOT NULL CHECK(idle_s > 0)) STRICT",
    "CREATE TABLE origin(one INTEGER PRIMARY KEY CHECK(one = 1),"
    " demonstration INTEGER NOT NULL CHECK(demonstration IN (0, 1)), dummy_pin TEXT NOT NULL) STRICT",
    "CREATE TABLE epoch(n INTEGER PRIMARY KEY CHECK(n > 0), id TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE key(id TEXT PRIMARY KEY, public BLOB NOT NULL UNIQUE CHECK(length(public) = 32)) STRICT",
    /* who was erased keeps the id alone */
    "CREATE TABLE person(id TEXT PRIMARY KEY, crn TEXT UNIQUE, code TEXT UNIQUE, pin TEXT, key BLOB,"
    " added_at INTEGER NOT NULL, erased_at INTEGER, CHECK(CASE WHEN erased_at IS NULL"
    " THEN crn IS NOT NULL AND code IS NOT NULL AND pin IS NOT NULL AND key IS NOT NULL"
    " ELSE crn IS NULL AND code IS NULL AND pin IS NULL AND key IS NULL END)) STRICT",
    /* tries by person id, or by "stranger-<n>" for codes nobody has */
    "CREATE TABLE door(who TEXT PRIMARY KEY, tries INTEGER NOT NULL, tried_at INTEGER NOT NULL, tried_boot_ms INTEGER,"
    " boot_id TEXT) STRICT",
    "CREATE TABLE assignment(id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), module TEXT NOT NULL,"
    " requirement TEXT, maximum_days INTEGER NOT NULL, until TEXT, supervision TEXT NOT NULL,"
    " assigned_at INTEGER NOT NULL) STRICT",
    "CREATE INDEX assignment_person ON assignment(person)",
    "CREATE TABLE attempt(id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), programme TEXT NOT NULL,"
    " module TEXT NOT NULL, assignment TEXT, opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL,"
    " completed INTEGER NOT NULL CHECK(completed IN (0, 1))) STRICT",
    "CREATE UNIQUE INDEX attempt_open ON attempt(person, programme, module) WHERE completed = 0",
    "CREATE INDEX attempt_person ON attempt(person)",
    "CREATE TABLE event(attempt TEXT NOT NULL REFERENCES attempt(id), n INTEGER NOT NULL CHECK(n > 0),"
    " body BLOB NOT NULL, PRIMARY KEY(attempt, n)) STRICT, WITHOUT ROWID",
    "CREATE TABLE draft(attempt TEXT NOT NULL REFERENCES attempt(id), exercise TEXT NOT NULL, item TEXT NOT NULL,"
    " body BLOB NOT NULL, PRIMARY KEY(attempt, exercise, item)) STRICT, WITHOUT ROWID",
    "CREATE TABLE concern(id TEXT PRIMARY KEY, person TEXT REFERENCES person(id), at INTEGER NOT NULL, seen_at INTEGER,"
    " body BLOB NOT NULL) STRICT",
    "CREATE INDEX concern_person ON concern(person) WHERE seen_at IS NULL",
    /* One row each of what happened, see store.h; `refers` is the record that a later one is about. */
    "CREATE TABLE record(seq INTEGER PRIMARY KEY CHECK(seq > 0), kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE,"
    " person TEXT REFERENCES person(id), attempt TEXT UNIQUE REFERENCES attempt(id), refers TEXT REFERENCES record(id),"
    " at INTEGER NOT NULL, boot_ms INTEGER NOT NULL, body TEXT NOT NULL,"
    " previous BLOB NOT NULL CHECK(length(previous) = 32), hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),"
    " signature BLOB NOT NULL CHECK(length(signature) = 64), key TEXT NOT NULL REFERENCES key(id),"
    " epoch TEXT NOT NULL REFERENCES epoch(id), CHECK((kind = 'COMPLETED') = (attempt IS NOT NULL))) STRICT",
    "CREATE INDEX record_person ON record(person)",
    "CREATE INDEX record_refers ON record(refers)",

    "CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
    "CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER event_once BEFORE INSERT ON event"
    " WHEN EXISTS(SELECT 1 FROM event WHERE attempt = NEW.attempt AND n = NEW.n)"
    " BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END",
    "CREATE TRIGGER record_stays BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'records are never changed'); END",
    "CREATE TRIGGER record_kept BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END",
    "CREATE TRIGGER record_once BEFORE INSERT ON record WHEN EXISTS(SELECT 1 FROM record WHERE seq = NEW.seq"
    " OR id = NEW.id OR attempt = NEW.attempt OR hash = NEW.hash)"
    " BEGIN SELECT RAISE(ABORT, 'records are never replaced'); END",
    "CREATE TRIGGER origin_stays BEFORE UPDATE ON origin BEGIN SELECT RAISE(ABORT, 'the origin stays'); END",
    "CREATE TRIGGER origin_kept BEFORE DELETE ON origin BEGIN SELECT RAISE(ABORT, 'the origin stays'); END",
    "CREATE TRIGGER origin_once BEFORE INSERT ON origin WHEN EXISTS(SELECT 1 FROM origin)"
    " BEGIN SELECT RAISE(ABORT, 'the origin stays'); END",
    "CREATE TRIGGER epoch_stays BEFORE UPDATE ON epoch BEGIN SELECT RAISE(ABORT, 'epochs stay'); END",
    "CREATE TRIGGER epoch_kept BEFORE DELETE ON epoch BEGIN SELECT RAISE(ABORT, 'epochs stay'); END",
    "CREATE TRIGGER epoch_once BEFORE INSERT ON epoch WHEN EXISTS(SELECT 1 FROM epoch WHERE n >= NEW.n OR id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'epochs stay'); END",
    "CREATE TRIGGER key_stays BEFORE UPDATE ON key BEGIN SELECT RAISE(ABORT, 'keys stay'); END",
    "CREATE TRIGGER key_kept BEFORE DELETE ON key BEGIN SELECT RAISE(ABORT, 'keys stay'); END",
    "CREATE TRIGGER key_once BEFORE INSERT ON key"
    " WHEN EXISTS(SELECT 1 FROM key WHERE id = NEW.id OR public = NEW.public)"
    " BEGIN SELECT RAISE(ABORT, 'keys stay'); END",
    "CREATE TRIGGER person_kept BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'people are erased, not deleted'); "
    "END",
    "CREATE TRIGGER person_stays_erased BEFORE UPDATE ON person WHEN OLD.erased_at IS NOT NULL OR NEW.id <> OLD.id"
    " BEGIN SELECT RAISE(ABORT, 'who was erased stays erased'); END",
    "CREATE TRIGGER person_once BEFORE INSERT ON person WHEN EXISTS(SELECT 1 FROM person WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'people are never replaced'); END",
};

static const char *const step_2[] = {
    "CREATE TABLE audit(seq INTEGER PRIMARY KEY CHECK(seq > 0), id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,"
    " boot_ms INTEGER NOT NULL, boot_id TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,"
    " person TEXT REFERENCES person(id), detail TEXT NOT NULL,"
    " previous BLOB NOT NULL CHECK(length(previous) = 32), hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT",
    "CREATE INDEX audit_person ON audit(person)",
    "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END",
    "CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is never deleted'); END",
    "CREATE TRIGGER audit_once BEFORE INSERT ON audit WHEN EXISTS(SELECT 1 FROM audit WHERE seq = NEW.seq OR id = "
    "NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'the audit is never replaced'); END",
};

static const char *const step_3[] = {
    "ALTER TABLE site ADD COLUMN keep_after_order_days INTEGER NOT NULL DEFAULT 90 CHECK(keep_after_order_days >= 0)",
    "ALTER TABLE site ADD COLUMN keep_after_activity_days INTEGER NOT NULL DEFAULT 365"
    " CHECK(keep_after_activity_days >= 0)",
#define NOT_FOR_ERASED(table, who)                                                                                     \
    "CREATE TRIGGER " table "_not_erased BEFORE INSERT ON " table " WHEN EXISTS(SELECT 1 FROM person WHERE id = " who  \
    " AND erased_at IS NOT NULL)"                                                                                      \
    " BEGIN SELECT RAISE(ABORT, 'this person was erased'); END"
    NOT_FOR_ERASED("assignment", "NEW.person"),
    NOT_FOR_ERASED("attempt", "NEW.person"),
    NOT_FOR_ERASED("concern", "NEW.person"),
    NOT_FOR_ERASED("event", "(SELECT person FROM attempt WHERE id = NEW.attempt)"),
    NOT_FOR_ERASED("draft", "(SELECT person FROM attempt WHERE id = NEW.attempt)"),
    NOT_FOR_ERASED("record", "NEW.person AND NEW.kind = 'COMPLETED'"),
};

static const char *const step_4[] = {
    /* `settles`: ids of others, with spaces between */
    "CREATE TABLE resolution(id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id),"
    " requirement TEXT NOT NULL, date TEXT NOT NULL, credited INTEGER NOT NULL CHECK(credited IN (0, 1)),"
    " who TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, settles TEXT NOT NULL) STRICT",
    "CREATE INDEX resolution_person ON resolution(person)",
    /* erasing a person empties what could name them */
    "CREATE TRIGGER resolution_stays BEFORE UPDATE ON resolution WHEN NEW.requirement <> '' OR NEW.reason <> ''"
    " OR NEW.id <> OLD.id OR NEW.person <> OLD.person OR NEW.date <> OLD.date OR NEW.credited <> OLD.credited"
    " OR NEW.who <> OLD.who OR NEW.at <> OLD.at OR NEW.settles <> OLD.settles"
    " BEGIN SELECT RAISE(ABORT, 'resolutions are never changed'); END",
    "CREATE TRIGGER resolution_kept BEFORE DELETE ON resolution"
    " BEGIN SELECT RAISE(ABORT, 'resolutions are never deleted'); END",
    "CREATE TRIGGER resolution_once BEFORE INSERT ON resolution"
    " WHEN EXISTS(SELECT 1 FROM resolution WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'resolutions are never replaced'); END",
    /* the last time that could be believed, and what has been wrong with the clock since */
    "CREATE TABLE watch(one INTEGER PRIMARY KEY CHECK(one = 1), at INTEGER NOT NULL, boot_ms INTEGER NOT NULL,"
    " boot_id TEXT NOT NULL, doubt TEXT CHECK(doubt IN ('behind', 'jumped'))) STRICT",
};

static const char *const step_5[] = {
    /* who works here; names are compared without their case */
    "CREATE TABLE staff(id TEXT PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE,"
    " role TEXT NOT NULL CHECK(role IN ('site-staff', 'practitioner', 'administrator')), pin TEXT NOT NULL,"
    " added_at INTEGER NOT NULL, removed_at INTEGER) STRICT",
    "CREATE UNIQUE INDEX staff_name ON staff(name) WHERE removed_at IS NULL",
    /* what needs two people: `about` is a person's id, or '' */
    "CREATE TABLE pending(id TEXT PRIMARY KEY, act TEXT NOT NULL, about TEXT NOT NULL,"
    " asked_by TEXT NOT NULL REFERENCES staff(id), asked_at INTEGER NOT NULL,"
    " confirmed_by TEXT REFERENCES staff(id), confirmed_at INTEGER, withdrawn_at INTEGER,"
    " CHECK(confirmed_by IS NULL OR confirmed_by <> asked_by)) STRICT",
    /* by what else a person is known: kind is 'prison-number' or 'pnc' */
    "CREATE TABLE identity(person TEXT NOT NULL REFERENCES person(id), kind TEXT NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY(person, kind)) STRICT, WITHOUT ROWID",
    "CREATE INDEX identity_value ON identity(value)",
    /* the card that a person holds now: the hash of what is on it, and of their pictures when they use those */
    "CREATE TABLE card(person TEXT PRIMARY KEY REFERENCES person(id),"
    " token BLOB NOT NULL UNIQUE CHECK(length(token) = 32), pictures TEXT, made_at INTEGER NOT NULL) STRICT",
    /* faults of the equipment, so that nobody is blamed for them */
    "CREATE TABLE fault(id TEXT PRIMARY KEY, what TEXT NOT NULL, noted_by TEXT NOT NULL REFERENCES staff(id),"
    " noted_at INTEGER NOT NULL, mended_by TEXT REFERENCES staff(id), mended_at INTEGER) STRICT",
    "ALTER TABLE concern ADD COLUMN seen_by TEXT REFERENCES staff(id)",
    "CREATE INDEX attempt_last ON attempt(last_at)",
    "CREATE TRIGGER identity_goes AFTER UPDATE OF erased_at ON person WHEN NEW.erased_at IS NOT NULL BEGIN"
    " DELETE FROM identity WHERE person = NEW.id; DELETE FROM card WHERE person = NEW.id; END",
    NOT_FOR_ERASED("identity", "NEW.person"),
    NOT_FOR_ERASED("card", "NEW.person"),
};

static const char *const step_6[] = {
    /* Rows of other terminals' chains as they signed them (store_bundle.h): `root` is the key that the terminal began
     * with. Who was erased elsewhere need not be known here. */
    "CREATE TABLE imported(root TEXT NOT NULL, seq INTEGER NOT NULL CHECK(seq > 0), kind TEXT NOT NULL,"
    " id TEXT PRIMARY KEY, person TEXT NOT NULL, attempt TEXT, refers TEXT, at INTEGER NOT NULL,"
    " boot_ms INTEGER NOT NULL, body TEXT NOT NULL, previous BLOB NOT NULL CHECK(length(previous) = 32),"
    " hash BLOB NOT NULL CHECK(length(hash) = 32), signature BLOB NOT NULL CHECK(length(signature) = 64),"
    " key TEXT NOT NULL, epoch TEXT NOT NULL) STRICT",
    "CREATE INDEX imported_person ON imported(person)",
    "CREATE INDEX imported_attempt ON imported(attempt)",
    "CREATE TRIGGER imported_stays BEFORE UPDATE ON imported BEGIN SELECT RAISE(ABORT, 'records are never changed'); "
    "END",
    "CREATE TRIGGER imported_kept BEFORE DELETE ON imported BEGIN SELECT RAISE(ABORT, 'records are never deleted'); "
    "END",
    "CREATE TRIGGER imported_once BEFORE INSERT ON imported WHEN EXISTS(SELECT 1 FROM imported WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'records are never replaced'); END",
    /* away: made at another terminal. One that came back to where it was made is there once. */
    "CREATE VIEW every_record AS SELECT seq, id, body, hash, previous, signature, key, epoch, person, attempt, kind,"
    " refers, at, boot_ms, 0 AS away FROM record UNION ALL SELECT seq, id, body, hash, previous, signature, key, epoch,"
    " person, attempt, kind, refers, at, boot_ms, 1 FROM imported i"
    " WHERE NOT EXISTS(SELECT 1 FROM record r WHERE r.id = i.id)",
    /* other terminals: what cairn store public says there; only from trusted ones is anything taken */
    "CREATE TABLE terminal(root TEXT PRIMARY KEY, keys TEXT NOT NULL, trusted INTEGER NOT NULL"
    " CHECK(trusted IN (0, 1))) STRICT",
    /* attempts whose events came from several terminals: read by time */
    "CREATE TABLE merged(attempt TEXT PRIMARY KEY REFERENCES attempt(id)) STRICT",
    /* two terminals may each have begun a session: the one that was used last is gone on with */
    "DROP INDEX attempt_open",
    "CREATE INDEX attempt_open ON attempt(person, programme, module) WHERE completed = 0",
};

static const char *const step_7[] = {
    "DROP TABLE site", /* site.json has it: site_move() */
};

static const char *const step_8[] = {
    /* A terminal's keys before an old copy of it was put back: they do not go on to those in `terminal`. */
    "CREATE TABLE fork(root TEXT NOT NULL, keys TEXT NOT NULL, PRIMARY KEY(root, keys)) STRICT, WITHOUT ROWID",
    "CREATE VIEW every_terminal AS SELECT root, keys FROM terminal UNION ALL SELECT root, keys FROM fork",
    /* goes into what is signed of the words, and with them when the person is erased: then they cannot be guessed */
    "ALTER TABLE resolution ADD COLUMN salt TEXT NOT NULL DEFAULT ''",
    /* the newer of two terminals' stays */
    "ALTER TABLE draft ADD COLUMN at INTEGER NOT NULL DEFAULT 0",
    /* which event of the attempt it was where it happened; NULL: `n`, as it is in a journal of one line */
    "ALTER TABLE event ADD COLUMN turn INTEGER",
    "DROP TABLE merged",
    "CREATE INDEX record_kind ON record(kind)",
};

static const char *const step_9[] = {
    /* the kind of its module, "activity": for sites that go by attendance. NULL: not looked at yet */
    "ALTER TABLE attempt ADD COLUMN activity TEXT",
};

static const char *const step_10[] = {
    /* Changes of the site key: `audit` is the audit's key of before, for rows up to `until`, wrapped with the newest
     * site key, and `mark` tells which that is. */
    "CREATE TABLE rekey(n INTEGER PRIMARY KEY CHECK(n > 0), until INTEGER NOT NULL, audit BLOB NOT NULL,"
    " mark BLOB NOT NULL CHECK(length(mark) = 32)) STRICT",
    "CREATE TRIGGER rekey_kept BEFORE DELETE ON rekey BEGIN SELECT RAISE(ABORT, 'changes of keys stay'); END",
};

static const struct step {
    const char *const *sql;
    size_t count;
} steps[] = {
    {step_1, COUNT(step_1)},   /* people, assignments, sittings, events, drafts, concerns, records */
    {step_2, COUNT(step_2)},   /* what staff did */
    {step_3, COUNT(step_3)},   /* how long answers are kept, and that nothing comes back */
    {step_4, COUNT(step_4)},   /* what staff decided about days; whether the clock can be believed */
    {step_5, COUNT(step_5)},   /* staff, what needs two of them, cards, other numbers of a person, faults */
    {step_6, COUNT(step_6)},   /* what comes from other terminals */
    {step_7, COUNT(step_7)},   /* what the site decides is in a file of its own */
    {step_8, COUNT(step_8)},   /* that it is signed for here, and is found in order */
    {step_9, COUNT(step_9)},   /* what kind of module an attempt is at */
    {step_10, COUNT(step_10)}, /* changes of keys */
};

int store_version(void)
{
    return (int)COUNT(steps);
}

/* Foreign keys are looked at row by row when a statement runs; a step that makes a table anew could leave some
 * unmatched. */
static bool foreign_keys_hold(struct store *s)
{
    sqlite3_stmt *st = store_query(s, "PRAGMA foreign_key_check", "");
    bool none = st && !store_row(s, st);
    store_query_end(s, st);
    return none && !s->broken;
}

bool store_step(struct store *s, int version)
{
    char number[64];
    const struct step *step = &steps[version - 1];
    bool ok = true;
    for (size_t i = 0; ok && i < step->count; i++)
        ok = store_write(s, step->sql[i], "");
    snprintf(number, sizeof number, "PRAGMA user_version=%d", version);
    return ok && foreign_keys_hold(s) && store_write(s, number, "");
}
