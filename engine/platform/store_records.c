#include "store_internal.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* --- the chain -------------------------------------------------------------------------------------------------- */

void link_hash(bool demonstration, const struct store_record *r, struct link *l)
{
    const char *domain = seal_domain(demonstration);
    uint8_t body_hash[SEAL_HASH_BYTES];
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    seal_hash(r->body, r->body_size, body_hash);
    field_text(&b, domain);
    field_text(&b, r->epoch);
    field_number(&b, l->seq);
    field_text(&b, r->kind);
    field_text(&b, r->id);
    field_text(&b, r->refers);
    field_number(&b, r->at);
    field_number(&b, r->boot_ms);
    field_bytes(&b, body_hash, sizeof body_hash);
    field_bytes(&b, l->previous, sizeof l->previous);
    seal_hash(b.text, b.length, l->hash);
    arena_release(&a);
}

/* The place at the end of the chain: seq and previous hash are filled in. */
bool link_next(struct store *s, struct link *l)
{
    *l = (struct link){.seq = 1};
    sqlite3_stmt *st = store_query(s, "SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1", "");
    if (st && store_row(s, st) && sqlite3_column_bytes(st, 1) == SEAL_HASH_BYTES) {
        l->seq = sqlite3_column_int64(st, 0) + 1;
        memcpy(l->previous, sqlite3_column_blob(st, 1), SEAL_HASH_BYTES);
    }
    store_query_end(s, st);
    return !s->broken;
}

bool head_bring_up(struct store *s)
{
    struct link l;
    struct store_head head;
    if (!link_next(s, &l))
        return false;
    head.seq = l.seq - 1;
    seal_hex(l.previous, sizeof l.previous, head.hash_hex);
    if (head_write(s, &head))
        return true;
    s->broken = true; /* the record is safe and is found again by its id; this disk takes nothing more */
    return false;
}

/* --- completing ------------------------------------------------------------------------------------------------- */

enum known { KNOWN_NOT, KNOWN_SAME, KNOWN_OTHER };

static enum known record_known(struct store *s, const char *person, const char *attempt, const char *id,
                               const struct buffer *body)
{
    enum known known = KNOWN_NOT;
    sqlite3_stmt *st =
        store_query(s, "SELECT id, person, attempt, body FROM record WHERE id = ? OR attempt = ?", "tt", id, attempt);
    while (st && known != KNOWN_OTHER && store_row(s, st)) {
        char found_id[UUID_TEXT], found_person[UUID_TEXT], found_attempt[UUID_TEXT];
        column_copy(st, 0, found_id, sizeof found_id);
        column_copy(st, 1, found_person, sizeof found_person);
        column_copy(st, 2, found_attempt, sizeof found_attempt);
        bool same = text_is(found_id, id) && text_is(found_person, person) && text_is(found_attempt, attempt) &&
                    (size_t)sqlite3_column_bytes(st, 3) == body->length &&
                    memcmp(sqlite3_column_text(st, 3), body->text, body->length) == 0;
        known = same ? KNOWN_SAME : KNOWN_OTHER;
    }
    store_query_end(s, st);
    return known;
}

bool record_insert(struct store *s, const char *person, const char *attempt, struct store_record *r)
{
    struct link l;
    if (!link_next(s, &l))
        return false;
    memcpy(r->epoch, s->epoch, sizeof r->epoch);
    link_hash(s->keys.demonstration, r, &l);
    seal_sign(&s->keys, l.hash, l.signature);
    return store_write(s, "INSERT INTO record VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "itttttiitbbbtt",
                       l.seq, r->kind, r->id, person, attempt, *r->refers ? r->refers : NULL, r->at, r->boot_ms,
                       r->body, l.previous, sizeof l.previous, l.hash, sizeof l.hash, l.signature, sizeof l.signature,
                       s->keys.key_id, s->epoch);
}

bool record_add(struct store *s, const char *kind, const char *person, const char *refers, const char *body)
{
    struct clock clock = store_clock(s);
    struct store_record r = {.kind = kind,
                             .at = clock.wall(clock.context),
                             .boot_ms = clock.boot_ms(clock.context),
                             .body = body,
                             .body_size = strlen(body)};
    seal_uuid7(r.at, r.id);
    snprintf(r.refers, sizeof r.refers, "%s", refers ? refers : "");
    return record_insert(s, person, NULL, &r);
}

static bool complete_in_one(struct store *s, const char *person, const char *attempt, const char *id,
                            const struct buffer *body, const struct event *completed)
{
    uint8_t key[SEAL_KEY_BYTES];
    struct store_record r = {.kind = "COMPLETED",
                             .at = completed->at,
                             .boot_ms = completed->boot_ms,
                             .body = body->text,
                             .body_size = body->length};
    snprintf(r.id, sizeof r.id, "%s", id);
    if (!person_key(s, person, key))
        return false;
    bool ok = store_begin(s);
    int64_t n = ok ? event_next(s, attempt) : -1;
    ok = ok && n > 0 && event_insert(s, key, attempt, n, completed) && record_insert(s, person, attempt, &r) &&
         store_write(s, "UPDATE attempt SET completed = 1, last_at = ? WHERE id = ?", "it", completed->at, attempt) &&
         store_write(s, "DELETE FROM draft WHERE attempt = ?", "t", attempt);
    seal_wipe(key, sizeof key);
    return store_end(s, ok);
}

bool store_complete(struct store *s, const char *person, const char *attempt, const struct record *record,
                    const struct event *completed)
{
    struct arena a;
    struct buffer body;
    bool ok = false;
    assert(completed->kind == EVENT_COMPLETED);
    if (s->broken || !text_is(record->person, person) || !text_is(completed->detail, record->id) ||
        record->demonstration != s->keys.demonstration || !attempt_is_of(s, attempt, person))
        return false;
    arena_init(&a);
    buffer_init(&body, &a);
    record_write(record, &body);
    switch (record_known(s, person, attempt, record->id, &body)) {
    case KNOWN_NOT:
        ok = complete_in_one(s, person, attempt, record->id, &body, completed) && head_bring_up(s);
        break;
    case KNOWN_SAME:
        ok = !s->broken && head_bring_up(s);
        break;
    case KNOWN_OTHER:
        break;
    }
    arena_release(&a);
    return ok;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static void column_hex(sqlite3_stmt *st, int column, size_t size, char *out)
{
    *out = '\0';
    if ((size_t)sqlite3_column_bytes(st, column) == size)
        seal_hex(sqlite3_column_blob(st, column), size, out);
}

void record_row(sqlite3_stmt *st, struct arena *a, struct store_record *out)
{
    *out = (struct store_record){.seq = sqlite3_column_int64(st, 0), .body = column_text(st, 2, a)};
    out->body_size = (size_t)sqlite3_column_bytes(st, 2);
    column_copy(st, 1, out->id, sizeof out->id);
    column_hex(st, 3, SEAL_HASH_BYTES, out->hash_hex);
    column_hex(st, 4, SEAL_HASH_BYTES, out->previous_hex);
    column_hex(st, 5, SEAL_SIGNATURE_BYTES, out->signature_hex);
    column_copy(st, 6, out->key_id, sizeof out->key_id);
    column_copy(st, 7, out->epoch, sizeof out->epoch);
    out->kind = column_text(st, 10, a);
    column_copy(st, 11, out->refers, sizeof out->refers);
    out->at = sqlite3_column_int64(st, 12);
    out->boot_ms = sqlite3_column_int64(st, 13);
}

static int rows_read(struct store *s, struct arena *a, const char *sql, const char *person, struct store_record **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, sql, "t", person);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        record_row(st, a, &(*out)[count++]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

int store_records(struct store *s, struct arena *a, const char *person, struct store_record **out)
{
    return rows_read(
        s, a, EVERY_RECORD_COLUMNS "WHERE kind = 'COMPLETED' AND (?1 IS NULL OR person = ?1) ORDER BY away DESC, seq",
        person, out);
}

int store_rows(struct store *s, struct arena *a, const char *person, struct store_record **out)
{
    return rows_read(s, a, RECORD_COLUMNS "WHERE ?1 IS NULL OR person = ?1 ORDER BY seq", person, out);
}
