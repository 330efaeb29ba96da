#include "store_internal.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define SHORT_NAME_MAX 128 /* ids of modules are shorter: load refuses longer */

/* --- attempts --------------------------------------------------------------------------------------------------- */

#define ATTEMPT_COLUMNS "SELECT id, programme, module, assignment, completed, last_at, activity FROM attempt "

static void attempt_read(sqlite3_stmt *st, struct arena *a, struct store_attempt *out)
{
    *out = (struct store_attempt){.programme = column_text(st, 1, a),
                                  .module = column_text(st, 2, a),
                                  .assignment = column_text(st, 3, a),
                                  .completed = sqlite3_column_int(st, 4) == 1,
                                  .last_at = sqlite3_column_int64(st, 5),
                                  .activity = column_text(st, 6, a)};
    column_copy(st, 0, out->id, sizeof out->id);
}

static bool attempt_find_open(struct store *s, const char *person, const char *programme, const char *module,
                              struct store_attempt *out)
{
    sqlite3_stmt *st = store_query(
        s,
        ATTEMPT_COLUMNS
        "WHERE person = ? AND programme = ? AND module = ? AND completed = 0 ORDER BY last_at DESC, id DESC LIMIT 1",
        "ttt", person, programme, module);
    bool found = st && store_row(s, st);
    if (found)
        attempt_read(st, &s->arena, out);
    store_query_end(s, st);
    return found;
}

static bool assignment_is_of(struct store *s, const char *assignment, const char *person)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM assignment WHERE id = ? AND person = ?", "tt", assignment, person);
    bool ok = st && store_row(s, st);
    store_query_end(s, st);
    return ok;
}

bool store_attempt_open(struct store *s, const char *person, const char *programme, const char *module,
                        const char *assignment, instant_ms now, struct store_attempt *out)
{
    char id[UUID_TEXT];
    struct store_person found;
    if (attempt_find_open(s, person, programme, module, out))
        return true;
    if (!store_person_by_id(s, person, &found) || (assignment && !assignment_is_of(s, assignment, person)))
        return false;
    seal_uuid7(now, id);
    bool ok = store_begin(s);
    ok = ok && store_write(s, "INSERT INTO attempt VALUES(?, ?, ?, ?, ?, ?, ?, 0, NULL)", "tttttii", id, person,
                           programme, module, assignment, now, now);
    return store_end(s, ok) && attempt_find_open(s, person, programme, module, out);
}

bool store_attempt_is(struct store *s, const char *attempt, const char *activity)
{
    return store_write(s, "UPDATE attempt SET activity = ?2 WHERE id = ?1 AND activity IS NOT ?2", "tt", attempt,
                       activity);
}

int store_attempts(struct store *s, struct arena *a, const char *person, struct store_attempt **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, ATTEMPT_COLUMNS "WHERE person = ? ORDER BY opened_at, rowid", "t", person);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        attempt_read(st, a, &(*out)[count++]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

bool attempt_is_of(struct store *s, const char *attempt, const char *person)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM attempt WHERE id = ? AND person = ?", "tt", attempt, person);
    bool ok = st && store_row(s, st);
    store_query_end(s, st);
    return ok;
}

bool attempt_touch(struct store *s, const char *attempt, instant_ms at)
{
    return store_write(s, "UPDATE attempt SET last_at = ? WHERE id = ?", "it", at, attempt);
}

/* --- events ----------------------------------------------------------------------------------------------------- */

static void about_event(const char *attempt, int64_t n, int64_t turn, char about[ABOUT_MAX])
{
    int length = snprintf(about, ABOUT_MAX, "event|%s|%lld", attempt, (long long)n);
    if (turn != n)
        snprintf(about + length, ABOUT_MAX - (size_t)length, "|%lld", (long long)turn);
}

int64_t event_next(struct store *s, const char *attempt)
{
    int64_t next = -1;
    sqlite3_stmt *st = store_query(s, "SELECT coalesce(max(n), 0) + 1 FROM event WHERE attempt = ?", "t", attempt);
    if (st && store_row(s, st))
        next = sqlite3_column_int64(st, 0);
    store_query_end(s, st);
    return next;
}

bool event_insert(struct store *s, const uint8_t key[SEAL_KEY_BYTES], const char *attempt, int64_t n,
                  const struct event *e)
{
    return turn_insert(s, key, attempt, n, &(struct turn){.event = *e, .turn = n});
}

bool turn_insert(struct store *s, const uint8_t key[SEAL_KEY_BYTES], const char *attempt, int64_t n,
                 const struct turn *t)
{
    char about[ABOUT_MAX];
    size_t size;
    struct arena a;
    struct buffer line;
    arena_init(&a);
    buffer_init(&line, &a);
    event_write(&t->event, &line);
    about_event(attempt, n, t->turn, about);
    uint8_t *body = body_close(&a, key, about, buffer_text(&line), line.length, &size);
    bool ok = store_write(s, "INSERT INTO event(attempt, n, body, turn) VALUES(?1, ?2, ?3, nullif(?4, ?2))", "tibi",
                          attempt, n, body, size, t->turn);
    if (line.length)
        seal_wipe(line.text, line.length);
    arena_release(&a);
    return ok;
}

/* Names in a draft's row are hashes under the person's key: the row tells nobody which exercise someone is at. */
static void draft_name(const uint8_t key[SEAL_KEY_BYTES], const char *name, char out[33])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash_keyed(key, name, strlen(name), hash);
    seal_hex(hash, 16, out);
}

static bool drafts_forget(struct store *s, const uint8_t key[SEAL_KEY_BYTES], const char *attempt,
                          const struct event *e)
{
    char name[33];
    if (e->kind != EVENT_ANSWER || !e->exercise)
        return true;
    draft_name(key, e->exercise, name);
    return store_write(s, "DELETE FROM draft WHERE attempt = ? AND exercise = ?", "tt", attempt, name);
}

static bool concern_insert(struct store *s, const char *person, const char *kind, const char *module, const char *page,
                           instant_ms now);

/* What someone must look at is on staff's list in the same transaction: a power cut leaves both or neither. */
static bool concern_of_event(struct store *s, const char *person, const char *attempt, const struct event *e)
{
    char module[SHORT_NAME_MAX] = "";
    if (e->kind != EVENT_CONCERN)
        return true;
    sqlite3_stmt *st = store_query(s, "SELECT module FROM attempt WHERE id = ?", "t", attempt);
    bool ok = st && store_row(s, st);
    if (ok)
        column_copy(st, 0, module, sizeof module);
    store_query_end(s, st);
    return ok && concern_insert(s, person, "answer", module, e->page, e->at);
}

bool store_append(struct store *s, const char *person, const char *attempt, const struct event *events, int count)
{
    uint8_t key[SEAL_KEY_BYTES];
    assert(count >= 0);
    if (s->broken || !attempt_is_of(s, attempt, person) || !person_key(s, person, key))
        return false;
    bool ok = store_begin(s);
    int64_t n = ok ? event_next(s, attempt) : -1;
    ok = ok && n > 0;
    for (int i = 0; ok && i < count; i++)
        ok = event_insert(s, key, attempt, n + i, &events[i]) && drafts_forget(s, key, attempt, &events[i]) &&
             concern_of_event(s, person, attempt, &events[i]);
    ok = ok && (!count || attempt_touch(s, attempt, events[count - 1].at));
    seal_wipe(key, sizeof key);
    return store_end(s, ok);
}

bool journal_read(struct store *s, struct arena *a, const char *person, const char *attempt, struct turn **out,
                  int *count_out)
{
    char about[ABOUT_MAX];
    uint8_t key[SEAL_KEY_BYTES];
    int count = 0;
    bool ok = true;
    *out = NULL;
    *count_out = 0;
    if (!attempt_is_of(s, attempt, person) || !person_key(s, person, key))
        return false;
    sqlite3_stmt *st =
        store_query(s, "SELECT n, body, coalesce(turn, n) FROM event WHERE attempt = ? ORDER BY n", "t", attempt);
    while (ok && st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        struct turn *t = &(*out)[count];
        *t = (struct turn){.turn = sqlite3_column_int64(st, 2)};
        about_event(attempt, count + 1, t->turn, about); /* a gap in the row numbers does not open */
        char *line = sqlite3_column_int64(st, 0) == count + 1 ? body_open(a, key, about, st, 1) : NULL;
        ok = line && event_read(a, line, strlen(line), &t->event);
        count += ok;
    }
    store_query_end(s, st);
    seal_wipe(key, sizeof key);
    *count_out = count;
    turns_sort(*out, count);
    return ok && !s->broken;
}

bool store_events(struct store *s, struct arena *a, const char *person, const char *attempt, struct event **out,
                  int *count_out)
{
    struct turn *turns;
    bool ok = journal_read(s, a, person, attempt, &turns, count_out);
    *out = ARENA_ARRAY(a, struct event, *count_out + 1);
    for (int i = 0; i < *count_out; i++)
        (*out)[i] = turns[i].event;
    return ok;
}

/* --- drafts ----------------------------------------------------------------------------------------------------- */

static void about_draft(const char *attempt, const char *exercise, const char *item, char about[ABOUT_MAX])
{
    snprintf(about, ABOUT_MAX, "draft|%s|%s|%s", attempt, exercise, item);
}

/* Three texts, each ended by NUL: nothing in them needs quoting then. */
static uint8_t *parts_close(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *about,
                            const char *const part[3], size_t *size_out)
{
    size_t length = 0, sizes[3];
    for (int i = 0; i < 3; i++)
        length += sizes[i] = strlen(part[i]) + 1;
    char *plain = arena_alloc(a, length);
    for (size_t i = 0, at = 0; i < 3; at += sizes[i++])
        memcpy(plain + at, part[i], sizes[i]);
    uint8_t *sealed = body_close(a, key, about, plain, length, size_out);
    seal_wipe(plain, length);
    return sealed;
}

static bool parts_open(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *about, sqlite3_stmt *st,
                       int column, const char *part[3])
{
    size_t size = (size_t)sqlite3_column_bytes(st, column);
    const char *text = body_open(a, key, about, st, column);
    if (!text)
        return false;
    const char *end = text + (size - SEAL_OVERHEAD_BYTES); /* body_open puts a NUL there */
    for (int i = 0; i < 3; i++) {
        if (text >= end)
            return false;
        part[i] = text;
        text += strlen(text) + 1;
    }
    return true;
}

static bool draft_write(struct store *s, struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *attempt,
                        const struct store_draft *d, const char *sql)
{
    const char *const part[3] = {d->exercise, d->item ? d->item : "", d->text};
    char exercise[33], item[33], about[ABOUT_MAX];
    size_t size;
    draft_name(key, part[0], exercise);
    draft_name(key, part[1], item);
    if (text_is_empty(d->text))
        return store_write(s, "DELETE FROM draft WHERE attempt = ? AND exercise = ? AND item = ?", "ttt", attempt,
                           exercise, item);
    about_draft(attempt, exercise, item, about);
    uint8_t *body = parts_close(a, key, about, part, &size);
    return store_write(s, sql, "tttbi", attempt, exercise, item, body, size, d->at);
}

#define DRAFT_INSERT                                                                                                   \
    "INSERT INTO draft(attempt, exercise, item, body, at) VALUES(?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"             \
    " body = excluded.body, at = excluded.at"

bool store_draft_put(struct store *s, const char *person, const char *attempt, const char *exercise, const char *item,
                     const char *text)
{
    struct clock clock = store_clock(s);
    struct store_draft d = {.exercise = exercise, .item = item, .text = text, .at = clock.wall(clock.context)};
    uint8_t key[SEAL_KEY_BYTES];
    struct arena a;
    if (s->broken || !attempt_is_of(s, attempt, person) || !person_key(s, person, key))
        return false;
    arena_init(&a);
    bool ok = store_begin(s);
    ok = ok && draft_write(s, &a, key, attempt, &d, DRAFT_INSERT);
    seal_wipe(key, sizeof key);
    arena_release(&a);
    return store_end(s, ok);
}

bool draft_put_newer(struct store *s, struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *attempt,
                     const struct store_draft *draft)
{
    return text_is_empty(draft->text) ||
           draft_write(s, a, key, attempt, draft, DRAFT_INSERT " WHERE excluded.at > draft.at");
}

static bool draft_read(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *attempt, sqlite3_stmt *st,
                       struct store_draft *out)
{
    const char *part[3];
    char exercise[33], item[33], about[ABOUT_MAX];
    column_copy(st, 0, exercise, sizeof exercise);
    column_copy(st, 1, item, sizeof item);
    about_draft(attempt, exercise, item, about);
    if (!parts_open(a, key, about, st, 2, part))
        return false;
    *out = (struct store_draft){
        .exercise = part[0], .item = *part[1] ? part[1] : NULL, .text = part[2], .at = sqlite3_column_int64(st, 3)};
    return true;
}

int store_drafts(struct store *s, struct arena *a, const char *person, const char *attempt, struct store_draft **out)
{
    uint8_t key[SEAL_KEY_BYTES];
    int count = 0;
    *out = NULL;
    if (!attempt_is_of(s, attempt, person) || !person_key(s, person, key))
        return s->broken ? -1 : 0;
    sqlite3_stmt *st = store_query(
        s, "SELECT exercise, item, body, at FROM draft WHERE attempt = ? ORDER BY exercise, item", "t", attempt);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        if (draft_read(a, key, attempt, st, &(*out)[count]))
            count++; /* one that does not open is lost words, not a lost record: leave it */
    }
    store_query_end(s, st);
    seal_wipe(key, sizeof key);
    return s->broken ? -1 : count;
}

/* --- concerns --------------------------------------------------------------------------------------------------- */

static void about_concern(const char *id, char about[ABOUT_MAX])
{
    snprintf(about, ABOUT_MAX, "concern|%s", id);
}

bool concern_put(struct store *s, const char *person, const struct store_concern *c)
{
    const char *const part[3] = {c->kind, c->module ? c->module : "", c->page ? c->page : ""};
    char about[ABOUT_MAX];
    struct arena a;
    size_t size;
    arena_init(&a);
    about_concern(c->id, about);
    uint8_t *body = parts_close(&a, s->keys.site, about, part, &size);
    bool ok = store_write(s,
                          "INSERT INTO concern(id, person, at, body, seen_at) VALUES(?, ?, ?, ?, nullif(?, 0))"
                          " ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at"
                          " WHERE seen_at IS NULL AND excluded.seen_at IS NOT NULL AND person = excluded.person",
                          "ttibi", c->id, person, c->at, body, size, c->seen_at);
    arena_release(&a);
    return ok;
}

static bool concern_insert(struct store *s, const char *person, const char *kind, const char *module, const char *page,
                           instant_ms now)
{
    struct store_concern c = {.kind = kind, .module = module, .page = page, .at = now};
    seal_uuid7(now, c.id);
    return concern_put(s, person, &c);
}

bool store_concern_add(struct store *s, const char *person, const char *kind, const char *module, const char *page,
                       instant_ms now)
{
    struct store_person found;
    if (person && !store_person_by_id(s, person, &found))
        return false;
    bool ok = store_begin(s);
    return store_end(s, ok && concern_insert(s, person, kind, module, page, now));
}

/* Finalises `st`. */
static int concerns_read(struct store *s, struct arena *a, sqlite3_stmt *st, struct store_concern **out)
{
    const char *part[3];
    char about[ABOUT_MAX];
    int count = 0;
    *out = NULL;
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        struct store_concern *c = &(*out)[count++];
        *c = (struct store_concern){.kind = "?",
                                    .module = "",
                                    .page = "",
                                    .at = sqlite3_column_int64(st, 2),
                                    .seen_at = sqlite3_column_int64(st, 4)};
        column_copy(st, 0, c->id, sizeof c->id);
        column_copy(st, 1, c->person, sizeof c->person);
        column_copy(st, 5, c->seen_by, sizeof c->seen_by);
        about_concern(c->id, about);
        if (parts_open(a, s->keys.site, about, st, 3, part)) { /* one that does not open is shown all the same */
            c->kind = part[0];
            c->module = part[1];
            c->page = part[2];
        }
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

#define CONCERN_COLUMNS "SELECT id, person, at, body, coalesce(seen_at, 0), coalesce(seen_by, '') FROM concern "

int store_concerns(struct store *s, struct arena *a, const char *person, struct store_concern **out)
{
    return concerns_read(s, a,
                         store_query(s,
                                     CONCERN_COLUMNS "WHERE seen_at IS NULL AND (?1 IS NULL OR person = ?1)"
                                                     " ORDER BY at DESC, rowid DESC",
                                     "t", person),
                         out);
}

int concerns_of(struct store *s, struct arena *a, const char *person, struct store_concern **out)
{
    return concerns_read(s, a, store_query(s, CONCERN_COLUMNS "WHERE person = ? ORDER BY at, id", "t", person), out);
}

int store_concerns_seen(struct store *s, struct arena *a, instant_ms since, struct store_concern **out)
{
    return concerns_read(
        s, a, store_query(s, CONCERN_COLUMNS "WHERE seen_at >= ? ORDER BY seen_at DESC, rowid DESC", "i", since), out);
}

bool store_concern_seen(struct store *s, const char *by, const char *id, instant_ms now)
{
    char person[UUID_TEXT] = "";
    struct arena a;
    bool ok = store_begin(s);
    ok = ok && store_write(s, "UPDATE concern SET seen_at = ?, seen_by = ? WHERE id = ? AND seen_at IS NULL", "itt",
                           now, by, id);
    bool changed = ok && sqlite3_changes(s->db) == 1;
    if (changed) {
        sqlite3_stmt *st = store_query(s, "SELECT person FROM concern WHERE id = ?", "t", id);
        if (st && store_row(s, st))
            column_copy(st, 0, person, sizeof person);
        store_query_end(s, st);
        arena_init(&a);
        ok = audit_insert(s, AUDIT_CONCERN, *person ? person : NULL, audit_detail(&a, "concern", id, NULL));
        arena_release(&a);
    }
    return store_end(s, ok) && changed;
}
