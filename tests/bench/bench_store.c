/* What it costs to be durable, beside what cannot be had for less: a bare write that is made durable, and bare SQLite
 * with the same settings and one row of the same size, in turn with the store so that all meet the same disk. And how
 * fast records are verified. */
#include "bench.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "demonstration.h"

#define BODY_BYTES 320 /* of a closed event */

struct floors {
    int file;
    sqlite3 *db;
    sqlite3_stmt *insert;
};

static bool floors_open(struct floors *f, const char *folder)
{
    char path[600];
    snprintf(path, sizeof path, "%s/floor.bin", folder);
    f->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    snprintf(path, sizeof path, "%s/floor.db", folder);
    return f->file >= 0 && sqlite3_open(path, &f->db) == SQLITE_OK &&
           sqlite3_exec(f->db,
                        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                        "CREATE TABLE event(n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
                        NULL, NULL, NULL) == SQLITE_OK &&
           sqlite3_prepare_v2(f->db, "INSERT INTO event(body) VALUES(?)", -1, &f->insert, NULL) == SQLITE_OK;
}

static void floors_close(struct floors *f)
{
    sqlite3_finalize(f->insert);
    sqlite3_close(f->db);
    if (f->file >= 0)
        close(f->file);
}

static bool raw_commit(struct floors *f, const char *body, struct samples *out)
{
    double since = now_ms();
    bool good = write(f->file, body, BODY_BYTES) == BODY_BYTES && fdatasync(f->file) == 0;
    sample_add(out, now_ms() - since);
    return good;
}

static bool sqlite_commit(struct floors *f, const char *body, struct samples *out)
{
    double since = now_ms();
    sqlite3_bind_blob(f->insert, 1, body, BODY_BYTES, SQLITE_STATIC);
    bool good = sqlite3_step(f->insert) == SQLITE_DONE && sqlite3_reset(f->insert) == SQLITE_OK;
    sample_add(out, now_ms() - since);
    return good;
}

static struct event event_of(instant_ms now, int n, const char *sitting)
{
    return (struct event){.kind = EVENT_PLAYED,
                          .at = now + n,
                          .boot_ms = n,
                          .sitting = sitting,
                          .page = "welcome",
                          .has_number = true,
                          .number = n};
}

static bool store_commit(struct store *s, const struct store_person *person, const char *attempt, const struct event *e,
                         struct samples *out)
{
    double since = now_ms();
    bool good = store_append(s, person->id, attempt, e, 1);
    sample_add(out, now_ms() - since);
    return good;
}

bool durable_measure(const char *folder, int commits, struct durable *out)
{
    struct arena arena;
    struct problems problems;
    struct store_person person;
    struct store_attempt attempt;
    struct floors floors = {.file = -1};
    char sitting[UUID_TEXT], body[BODY_BYTES];
    instant_ms now = clock_real().wall(NULL);
    arena_init(&arena);
    problems_init(&problems, &arena);
    memset(body, 'x', sizeof body);
    seal_uuid7(now, sitting);
    struct store *s = store_open(folder, &problems);
    bool good = s && floors_open(&floors, folder) && store_person_by_crn(s, DEMONSTRATION_CRN, &person) &&
                store_attempt_open(s, person.id, DEMONSTRATION_MODULE, "durable", NULL, now, &attempt);
    for (int n = 0; good && n < commits; n++) {
        struct event e = event_of(now, n, sitting);
        good = raw_commit(&floors, body, &out->raw) && sqlite_commit(&floors, body, &out->sqlite) &&
               store_commit(s, &person, attempt.id, &e, &out->store);
    }
    floors_close(&floors);
    store_close(s);
    arena_release(&arena);
    return good;
}

/* --- verifying ---------------------------------------------------------------------------------------------------- */

static bool add_record(struct store *s, const struct store_person *person, instant_ms at, const char *sitting)
{
    struct store_attempt attempt;
    char id[UUID_TEXT];
    seal_uuid7(at, id);
    if (!store_attempt_open(s, person->id, DEMONSTRATION_MODULE, "verified", NULL, at, &attempt))
        return false;
    struct record r = {.id = id,
                       .person = person->id,
                       .attempt = attempt.id,
                       .programme = DEMONSTRATION_MODULE,
                       .module = "verified",
                       .version = "1.0.0",
                       .content_hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                       .setting = "community",
                       .language = "en-GB",
                       .start = at,
                       .end = at + 1800000,
                       .active_ms = 1500000,
                       .activity = "activity",
                       .terminal = "T1",
                       .site = "SITE-01",
                       .demonstration = true};
    struct event completed = {.kind = EVENT_COMPLETED, .at = at, .boot_ms = 1, .sitting = sitting, .detail = id};
    return store_complete(s, person->id, attempt.id, &r, &completed);
}

double verify_measure_per_minute(const char *folder, int records)
{
    struct arena arena;
    struct problems problems;
    struct store_person person;
    char sitting[UUID_TEXT];
    instant_ms now = clock_real().wall(NULL);
    int count = 0;
    arena_init(&arena);
    problems_init(&problems, &arena);
    seal_uuid7(now, sitting);
    struct store *s = store_open(folder, &problems);
    bool good = s && store_person_by_crn(s, DEMONSTRATION_CRN, &person);
    for (int n = 0; good && n < records; n++)
        good = add_record(s, &person, now + n * 1000, sitting);
    double since = now_ms();
    good = good && store_records_verify(s, &count, &problems);
    double took = now_ms() - since;
    if (!good && problems.first)
        fprintf(stderr, "cairn-bench: %s\n", problems.first->message);
    store_close(s);
    arena_release(&arena);
    return good ? count / took * 60000 : -1;
}
