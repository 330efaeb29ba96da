#include "store_internal.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* --- the chain -------------------------------------------------------------------------------------------------- */

struct link {
    int64_t seq;
    uint8_t previous[SEAL_HASH_BYTES], hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
};

static void link_hash(const struct store *s, const struct store_record *r, struct link *l)
{
    const char *domain = seal_domain(s->keys.demonstration);
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
static bool link_next(struct store *s, struct link *l)
{
    *l = (struct link){.seq = 1};
    sqlite3_stmt *st = store_query(s, "SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1", "");
    if (st && store_row(s, st) && sqlite3_column_bytes(st, 1) == SEAL_HASH_BYTES) {
        l->seq = sqlite3_column_int64(st, 0) + 1;
        memcpy(l->previous, sqlite3_column_blob(st, 1), SEAL_HASH_BYTES);
    }
    sqlite3_finalize(st);
    return !s->broken;
}

static bool head_bring_up(struct store *s)
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
    sqlite3_finalize(st);
    return known;
}

static bool record_insert(struct store *s, const char *person, const char *attempt, struct store_record *r)
{
    struct link l;
    if (!link_next(s, &l))
        return false;
    memcpy(r->epoch, s->epoch, sizeof r->epoch);
    link_hash(s, r, &l);
    seal_sign(&s->keys, l.hash, l.signature);
    return store_write(s, "INSERT INTO record VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "itttttiitbbbtt",
                       l.seq, r->kind, r->id, person, attempt, *r->refers ? r->refers : NULL, r->at, r->boot_ms,
                       r->body, l.previous, sizeof l.previous, l.hash, sizeof l.hash, l.signature, sizeof l.signature,
                       s->keys.key_id, s->epoch);
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

#define RECORD_COLUMNS                                                                                                 \
    "SELECT seq, id, body, hash, previous, signature, key, epoch, person, attempt, kind, refers, at, boot_ms FROM "    \
    "record "

static void column_hex(sqlite3_stmt *st, int column, size_t size, char *out)
{
    *out = '\0';
    if ((size_t)sqlite3_column_bytes(st, column) == size)
        seal_hex(sqlite3_column_blob(st, column), size, out);
}

static void record_row(sqlite3_stmt *st, struct arena *a, struct store_record *out)
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

int store_records(struct store *s, struct arena *a, const char *person, struct store_record **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "WHERE ?1 IS NULL OR person = ?1 ORDER BY seq", "t", person);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        record_row(st, a, &(*out)[count++]);
    }
    sqlite3_finalize(st);
    return s->broken ? -1 : count;
}

/* --- verifying -------------------------------------------------------------------------------------------------- */

struct verdict {
    const char *code, *message;
};
#define SOUND              ((struct verdict){0})
#define BAD(code, message) ((struct verdict){code, message})

/* What the keys can tell: sequence, key, hash, link, signature. `l` holds the row before and becomes this row. */
static struct verdict verify_link(const struct store *s, const struct store_record *r, struct link *l)
{
    uint8_t previous[SEAL_HASH_BYTES], hash[SEAL_HASH_BYTES];
    if (r->seq != l->seq + 1)
        return BAD("record-sequence", "is not the next: a record before it is missing");
    if (!text_is(r->epoch, s->epoch))
        return BAD("record-epoch", "belongs to another store");
    if (!text_is(r->key_id, s->keys.key_id))
        return BAD("record-key", "was signed with a key that is not in the keys file");
    if (!seal_from_hex(r->previous_hex, previous, sizeof previous) || !seal_from_hex(r->hash_hex, hash, sizeof hash) ||
        !seal_from_hex(r->signature_hex, l->signature, sizeof l->signature) || !r->body)
        return BAD("record-shape", "is not whole");
    if (l->seq ? !seal_equal(previous, l->hash, sizeof previous) : strspn(r->previous_hex, "0") != 64)
        return BAD("record-link", "does not follow from the record before it");
    l->seq = r->seq;
    memcpy(l->previous, previous, sizeof previous);
    link_hash(s, r, l);
    if (!seal_equal(l->hash, hash, sizeof hash))
        return BAD("record-hash", "was changed: its hash is another");
    if (!seal_verify(s->keys.signing_public, s->keys.demonstration, hash, l->signature))
        return BAD("record-signature", "was not signed by this store");
    return SOUND;
}

/* What the row says beside the signed bytes must be what the bytes say. */
static struct verdict verify_body(struct store *s, struct arena *a, const struct store_record *r, const char *person,
                                  const char *attempt)
{
    struct record record;
    struct buffer again;
    struct event *events;
    int count;
    buffer_init(&again, a);
    if (!record_read(a, r->body, r->body_size, &record))
        return BAD("record-body", "cannot be read");
    record_write(&record, &again);
    if (again.length != r->body_size || memcmp(again.text, r->body, r->body_size) != 0)
        return BAD("record-body", "is not in its one form");
    if (!text_is(record.id, r->id) || !text_is(record.person, person))
        return BAD("record-body", "is of another person or has another id than its row");
    if (record.demonstration != s->keys.demonstration)
        return BAD("record-demonstration", "says something else about being a demonstration than the keys");
    if (!store_events(s, a, person, attempt, &events, &count))
        return BAD("record-journal", "has a journal that was changed: an event of its attempt does not open");
    for (int i = count - 1; i >= 0; i--)
        if (events[i].kind == EVENT_COMPLETED && text_is(events[i].detail, r->id))
            return SOUND;
    return BAD("record-journal", "is not the one its attempt was completed with");
}

static struct verdict verify_end(struct store *s, const struct link *last)
{
    struct store_head head;
    char hash_hex[65] = "";
    int64_t lost = -1;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT count(*) FROM attempt WHERE completed = 1"
                                   " AND id NOT IN (SELECT attempt FROM record)",
                                   "");
    if (st && store_row(s, st))
        lost = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    if (lost)
        return BAD("records-missing", "are not all: an attempt is completed and its record is not here");
    if (!head_read(s, &head))
        return BAD("records-head", "cannot be counted: keys/head.json was not written by this store");
    if (head.seq > last->seq)
        return BAD("records-missing", "are not all: keys/head.json names a later one");
    if (last->seq > head.seq + 1)
        return BAD("records-head", "cannot be counted: keys/head.json is missing or old");
    /* Cut off between COMMIT and the head file, the head names the one before the last. */
    seal_hex(head.seq == last->seq ? last->hash : last->previous, SEAL_HASH_BYTES, hash_hex);
    if (head.seq && !text_is(head.hash_hex, hash_hex))
        return BAD("records-head", "end in another record than keys/head.json names");
    return SOUND;
}

static bool database_is_whole(struct store *s, struct problems *problems)
{
    char answer[200] = "";
    sqlite3_stmt *st = store_query(s, "PRAGMA integrity_check(1)", "");
    if (st && store_row(s, st))
        column_copy(st, 0, answer, sizeof answer);
    sqlite3_finalize(st);
    if (text_is(answer, "ok"))
        return true;
    problem_error(problems, PLACE_NONE, "store-damaged", "the database is damaged: %s", answer);
    return false;
}

bool store_records_verify(struct store *s, int *count_out, struct problems *problems)
{
    struct verdict v = SOUND;
    struct link last = {0};
    struct arena a;
    *count_out = 0;
    if (!database_is_whole(s, problems))
        return false;
    arena_init(&a);
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "ORDER BY seq", "");
    while (!v.code && st && store_row(s, st)) {
        struct store_record r;
        arena_clear(&a);
        record_row(st, &a, &r);
        v = verify_link(s, &r, &last);
        if (!v.code)
            v = verify_body(s, &a, &r, column_text(st, 8, &a), column_text(st, 9, &a));
        if (v.code)
            problem_error(problems, PLACE_NONE, v.code, "record %lld (%s) %s", (long long)r.seq, r.id, v.message);
        else
            ++*count_out;
    }
    sqlite3_finalize(st);
    arena_release(&a);
    if (!v.code && !s->broken) {
        v = verify_end(s, &last);
        if (v.code)
            problem_error(problems, PLACE_NONE, v.code, "the records %s", v.message);
    }
    if (s->broken)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be read to its end");
    return !v.code && !s->broken;
}
