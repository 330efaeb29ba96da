#ifndef STORE_SQL_H
#define STORE_SQL_H
/* store_sql - the tables. A change makes a new STORE_VERSION and a step in store_open; a newer one is refused. */

#define STORE_VERSION        1
#define STORE_APPLICATION_ID 0x4361726e /* "Carn" */

/* The triggers guard against our own mistakes and a hasty hand; the chain and the keys against the others. BEFORE
 * INSERT is there because INSERT OR REPLACE deletes without asking a DELETE trigger unless the connection has
 * recursive_triggers. */
static const char *const store_sql[] = {
    "CREATE TABLE site(one INTEGER PRIMARY KEY CHECK(one = 1), site TEXT NOT NULL, terminal TEXT NOT NULL,"
    " setting TEXT NOT NULL CHECK(setting IN ('community', 'custody')),"
    " minimum_active_minutes INTEGER NOT NULL CHECK(minimum_active_minutes >= 0),"
    " gap_max_s INTEGER NOT NULL CHECK(gap_max_s > 0), idle_s INTEGER NOT NULL CHECK(idle_s > 0)) STRICT",
    "CREATE TABLE epoch(one INTEGER PRIMARY KEY CHECK(one = 1), id TEXT NOT NULL,"
    " demonstration INTEGER NOT NULL CHECK(demonstration IN (0, 1)), dummy_pin TEXT NOT NULL) STRICT",
    "CREATE TABLE key(id TEXT PRIMARY KEY, public BLOB NOT NULL CHECK(length(public) = 32)) STRICT",
    "CREATE TABLE person(id TEXT PRIMARY KEY, crn TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE, pin TEXT NOT NULL,"
    " key BLOB NOT NULL, added_at INTEGER NOT NULL) STRICT",
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
    "CREATE TABLE record(seq INTEGER PRIMARY KEY CHECK(seq > 0), id TEXT NOT NULL UNIQUE,"
    " person TEXT NOT NULL REFERENCES person(id), attempt TEXT NOT NULL UNIQUE REFERENCES attempt(id),"
    " body TEXT NOT NULL, previous BLOB NOT NULL CHECK(length(previous) = 32),"
    " hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32), signature BLOB NOT NULL CHECK(length(signature) = 64),"
    " key TEXT NOT NULL REFERENCES key(id), epoch TEXT NOT NULL) STRICT",
    "CREATE INDEX record_person ON record(person)",

    "CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
    "CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER event_once BEFORE INSERT ON event"
    " WHEN EXISTS(SELECT 1 FROM event WHERE attempt = NEW.attempt AND n = NEW.n)"
    " BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END",
    "CREATE TRIGGER record_stays BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'records are never changed'); END",
    "CREATE TRIGGER record_kept BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END",
    "CREATE TRIGGER record_once BEFORE INSERT ON record"
    " WHEN EXISTS(SELECT 1 FROM record WHERE seq = NEW.seq OR id = NEW.id OR attempt = NEW.attempt OR hash = NEW.hash)"
    " BEGIN SELECT RAISE(ABORT, 'records are never replaced'); END",
    "CREATE TRIGGER epoch_stays BEFORE UPDATE ON epoch BEGIN SELECT RAISE(ABORT, 'the epoch stays'); END",
    "CREATE TRIGGER epoch_kept BEFORE DELETE ON epoch BEGIN SELECT RAISE(ABORT, 'the epoch stays'); END",
    "CREATE TRIGGER epoch_once BEFORE INSERT ON epoch WHEN EXISTS(SELECT 1 FROM epoch)"
    " BEGIN SELECT RAISE(ABORT, 'the epoch stays'); END",
};

#endif
