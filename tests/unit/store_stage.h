#ifndef STORE_STAGE_H
#define STORE_STAGE_H
/*
 * store_stage - a store in a folder of its own, with one person at one module, for tests of the store.
 */
#define _XOPEN_SOURCE 700 /* nftw; so this header comes first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "site_file.h"
#include "store.h"

#define STAGE_NOW ((instant_ms)1795255200000) /* 2026-11-21T10:00Z */

struct stage {
    char folder[64];
    struct arena arena;
    struct problems problems;
    struct store *store;
    struct store_person person;
    char pin[7];
    char attempt[UUID_TEXT];
};

static inline void stage_folder(struct stage *t)
{
    memset(t, 0, sizeof *t);
    assert_true(seal_start());
    arena_init(&t->arena);
    problems_init(&t->problems, &t->arena);
    const char *place = getenv("TMPDIR");
    snprintf(t->folder, sizeof t->folder, "%s/cairn-test-XXXXXX", place && strlen(place) < 32 ? place : "/tmp");
    assert_non_null(mkdtemp(t->folder));
}

static inline void stage_make(struct stage *t, bool demonstration)
{
    stage_folder(t);
    assert_true(store_make(t->folder, demonstration, &t->problems));
    t->store = store_open(t->folder, &t->problems);
    assert_non_null(t->store);
}

/* With a person and an open attempt. */
static inline void stage_begin(struct stage *t, bool demonstration)
{
    struct store_attempt attempt;
    stage_make(t, demonstration);
    assert_true(store_person_add(t->store, "X123456", STAGE_NOW, &t->person, t->pin, &t->problems));
    assert_true(
        store_attempt_open(t->store, t->person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW, &attempt));
    memcpy(t->attempt, attempt.id, sizeof t->attempt);
}

static inline void stage_close(struct stage *t)
{
    store_close(t->store);
    t->store = NULL;
}

static inline void stage_reopen(struct stage *t)
{
    stage_close(t);
    t->store = store_open(t->folder, &t->problems);
    assert_non_null(t->store);
}

/* What the site decides; holds from the next opening on. */
static inline void stage_site(struct stage *t, const char *text)
{
    FILE *file = fopen(arena_printf(&t->arena, "%s/" SITE_FILE, t->folder), "w");
    assert_true(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static inline int stage_remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info, (void)kind, (void)walk;
    return remove(path);
}

static inline void stage_end(struct stage *t)
{
    stage_close(t);
    nftw(t->folder, stage_remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_release(&t->arena);
}

static inline const char *stage_code(const struct stage *t) /* of the last problem */
{
    return t->problems.last ? t->problems.last->code : "";
}

static inline struct event stage_event(int number)
{
    return (struct event){.kind = EVENT_SEEN,
                          .at = STAGE_NOW + number * 1000,
                          .boot_ms = 5000 + number * 1000,
                          .sitting = "0190b8e2-0000-7000-8000-000000000001",
                          .page = "welcome",
                          .detail = "card-words-of-the-person",
                          .has_number = true,
                          .number = number};
}

static inline void stage_append(struct stage *t, int from, int count)
{
    for (int i = 0; i < count; i++) {
        struct event e = stage_event(from + i);
        assert_true(store_append(t->store, t->person.id, t->attempt, &e, 1));
    }
}

static inline struct event stage_completed(const char *record)
{
    return (struct event){.kind = EVENT_COMPLETED,
                          .at = STAGE_NOW + 3600000,
                          .boot_ms = 3605000,
                          .sitting = "0190b8e2-0000-7000-8000-000000000001",
                          .detail = record};
}

static inline struct record stage_record(const struct stage *t, const char *id)
{
    struct record r = {.id = id,
                       .person = t->person.id,
                       .attempt = t->attempt,
                       .programme = "thinking-skills",
                       .module = "stop-and-think",
                       .version = "1",
                       .content_hash = "00",
                       .setting = "community",
                       .language = "en",
                       .start = STAGE_NOW,
                       .end = STAGE_NOW + 3600000,
                       .active_ms = 1500000,
                       .sitting_count = 1,
                       .pages = 14,
                       .activity = "activity",
                       .terminal = "T1",
                       .site = "SITE-01",
                       .demonstration = store_is_demonstration(t->store)};
    r.sittings[0] = (struct record_sitting){
        .id = "0190b8e2-0000-7000-8000-000000000001", .date = {2026, 11, 21}, .start = STAGE_NOW, .active_ms = 1500000};
    return r;
}

/* Completes the open attempt and opens the next. */
static inline void stage_complete(struct stage *t, char id_out[UUID_TEXT])
{
    struct store_attempt next;
    seal_uuid7(STAGE_NOW, id_out);
    struct record r = stage_record(t, id_out);
    struct event completed = stage_completed(id_out);
    assert_true(store_complete(t->store, t->person.id, t->attempt, &r, &completed));
    assert_true(
        store_attempt_open(t->store, t->person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW, &next));
    memcpy(t->attempt, next.id, sizeof t->attempt);
}

/* Another program at the database: plain SQLite, nothing of ours set. Only when the store is closed. */
static inline int stage_sql(struct stage *t, const char *sql)
{
    char path[128];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/cairn.db", t->folder);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return rc;
}

#endif
