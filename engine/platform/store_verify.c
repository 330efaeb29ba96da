#include "seal_checks.h"
#include "store_verify.h"

#include <stdio.h>
#include <string.h>

/* --- verifying -------------------------------------------------------------------------------------------------- */

static bool kind_is_known(const char *kind)
{
    static const char *const kinds[] = {"COMPLETED", "CORRECTED", "VOIDED",  "ERASED",  "RESOLVED",
                                        "HEARTBEAT", "KEYROLL",   "EPOCH",   "TRUSTED", "DISTRUSTED",
                                        "IMPORTED",  "PACK",      "PACKKEYS"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_is(kind, kinds[i]))
            return true;
    return false;
}

/* Who may sign the next row, and under which epoch. */
struct trust {
    struct link last;
    uint8_t public_key[SEAL_PUBLIC_BYTES];
    char key_id[17], epoch[UUID_TEXT];
};

static bool trust_begin(struct store *s, struct trust *t)
{
    *t = (struct trust){0};
    memcpy(t->public_key, s->keys.root_public, sizeof t->public_key);
    memcpy(t->key_id, s->keys.root_id, sizeof t->key_id);
    sqlite3_stmt *st = store_query(s, "SELECT id FROM epoch ORDER BY n LIMIT 1", "");
    bool ok = st && store_row(s, st);
    if (ok)
        column_copy(st, 0, t->epoch, sizeof t->epoch);
    store_query_end(s, st);
    return ok;
}

/* What the keys can tell: sequence, key, hash, link; the signature goes to `checks`. `t` is of the row before, its link
 * becomes this row's. */
static struct verdict verify_link(const struct store *s, struct arena *a, const struct store_record *r, struct trust *t,
                                  struct seal_checks *checks)
{
    uint8_t previous[SEAL_HASH_BYTES], hash[SEAL_HASH_BYTES];
    struct link *l = &t->last;
    const char *from = text_is(r->kind, "EPOCH") ? body_text(a, body_read(a, r->body, r->body_size), "from") : r->epoch;
    if (r->seq != l->seq + 1)
        return BAD("record-sequence", "is not the next: a record before it is missing");
    if (!text_is(from, t->epoch))
        return BAD("record-epoch", "belongs to another store");
    if (!text_is(r->key_id, t->key_id))
        return BAD("record-key", "was signed with a key that is not the one of its day");
    if (!seal_from_hex(r->previous_hex, previous, sizeof previous) || !seal_from_hex(r->hash_hex, hash, sizeof hash) ||
        !seal_from_hex(r->signature_hex, l->signature, sizeof l->signature) || !r->body)
        return BAD("record-shape", "is not whole");
    if (l->seq ? !seal_equal(previous, l->hash, sizeof previous) : strspn(r->previous_hex, "0") != 64)
        return BAD("record-link", "does not follow from the record before it");
    l->seq = r->seq;
    memcpy(l->previous, previous, sizeof previous);
    link_hash(s->keys.demonstration, r, l);
    if (!seal_equal(l->hash, hash, sizeof hash))
        return BAD("record-hash", "was changed: its hash is another");
    seal_checks_add(checks, r->seq, r->id, t->public_key, s->keys.demonstration, hash, l->signature);
    if (!kind_is_known(r->kind))
        return BAD("record-kind", "is of a kind that this program does not know");
    return SOUND;
}

struct verdict verify_texts(sqlite3_stmt *st, const int *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const unsigned char *text = sqlite3_column_text(st, columns[i]);
        if (text && strlen((const char *)text) != (size_t)sqlite3_column_bytes(st, columns[i]))
            return BAD("record-shape", "is not whole");
    }
    return SOUND;
}

static struct verdict verify_roll(struct arena *a, const struct store_record *r, struct trust *t)
{
    const struct json *body = body_read(a, r->body, r->body_size);
    char id[17];
    if (!seal_from_hex(body_text(a, body, "public"), t->public_key, sizeof t->public_key))
        return BAD("record-body", "hands over to a key that cannot be read");
    seal_key_id(t->public_key, id);
    if (!text_is(body_text(a, body, "key"), id))
        return BAD("record-body", "hands over to a key that cannot be read");
    memcpy(t->key_id, id, sizeof id);
    return SOUND;
}

/* The audit up to that day is signed with it. */
static struct verdict verify_heartbeat(struct store *s, struct arena *a, const struct store_record *r)
{
    const struct json *body = body_read(a, r->body, r->body_size);
    const char *audit = body_text(a, body, "audit");
    char hash[65] = "0000000000000000000000000000000000000000000000000000000000000000";
    sqlite3_stmt *st = store_query(s, "SELECT hash FROM audit WHERE seq = CAST(? AS INTEGER)", "t", audit);
    bool found = st && store_row(s, st) && sqlite3_column_bytes(st, 0) == SEAL_HASH_BYTES;
    if (found)
        seal_hex(sqlite3_column_blob(st, 0), SEAL_HASH_BYTES, hash);
    store_query_end(s, st);
    if ((!found && !text_is(audit, "0")) || !text_is(body_text(a, body, "audit_hash"), hash))
        return BAD("audit-missing", "names a row of the audit that is not here or is another");
    return SOUND;
}

static struct verdict verify_change(struct store *s, struct arena *a, const struct store_record *r, const char *person,
                                    bool is_own)
{
    sqlite3_stmt *st = store_query(s,
                                   is_own ? "SELECT 1 FROM record WHERE id = ?1 AND kind = 'COMPLETED' AND seq < ?2"
                                            " AND person = ?3"
                                          : "SELECT 1 FROM every_record WHERE id = ?1 AND kind = 'COMPLETED'"
                                            " AND ?2 > 0 AND person = ?3",
                                   "tit", r->refers, r->seq, person);
    bool found = st && store_row(s, st);
    store_query_end(s, st);
    if (!found)
        return BAD("record-refers", "is about a record that is not here, or of another person");
    if (!change_is_read(a, r))
        return BAD("record-body", "cannot be read");
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
    if (record.attempt && !text_is(record.attempt, attempt))
        return BAD("record-body", "is of another attempt than its row");
    if (store_person_is_erased(s, person)) /* their journal is closed for good: verify_erased looks at that */
        return attempt_is_of(s, attempt, person) ? SOUND : BAD("record-journal", "has no attempt of its person");
    if (!store_events(s, a, person, attempt, &events, &count))
        return BAD("record-journal", "has a journal that was changed: an event of its attempt does not open");
    for (int i = count - 1; i >= 0; i--)
        if (events[i].kind == EVENT_COMPLETED && text_is(events[i].detail, r->id))
            return SOUND;
    return BAD("record-journal", "is not the one its attempt was completed with");
}

static struct verdict verify_resolutions(struct store *s)
{
    sqlite3_stmt *st = store_query(s,
                                   "SELECT 1 FROM resolution WHERE id NOT IN"
                                   " (SELECT id FROM every_record WHERE kind = 'RESOLVED')",
                                   "");
    bool found = st && store_row(s, st);
    store_query_end(s, st);
    return found ? BAD("resolution-unsigned", "do not account for a decision about a day: nobody signed it") : SOUND;
}

/* Who is erased here and who is said to be erased in signed rows must be the same people. */
static struct verdict verify_erased(struct store *s)
{
    int64_t unlike = -1;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT count(*) FROM person p WHERE (p.erased_at IS NOT NULL) <>"
                                   " EXISTS(SELECT 1 FROM record r WHERE r.person = p.id AND r.kind = 'ERASED')",
                                   "");
    if (st && store_row(s, st))
        unlike = sqlite3_column_int64(st, 0);
    store_query_end(s, st);
    if (unlike)
        return BAD("person-erased",
                   "and the people do not agree on who was erased: someone was brought back or taken out");
    return SOUND;
}

static struct verdict verify_resolved(struct store *s, struct arena *a, const struct store_record *r,
                                      const char *person)
{
    bool ok = false;
    sqlite3_stmt *st = store_query(s, RESOLUTION_COLUMNS "WHERE id = ?", "t", r->id);
    if (st && store_row(s, st)) {
        struct resolution_row said;
        resolution_row_read(st, a, &said);
        ok = text_is(said.person, person) && resolution_is_signed(a, &said, r, store_person_is_erased(s, person));
    }
    store_query_end(s, st);
    return ok ? SOUND : BAD("record-resolution", "signs a decision about a day that is not here, or says otherwise");
}

struct verdict verify_of_person(struct store *s, struct arena *a, const struct store_record *r, const char *person,
                                const char *attempt, bool is_own)
{
    if (text_is(r->kind, "COMPLETED"))
        return verify_body(s, a, r, person, attempt);
    if (attempt)
        return BAD("record-body", "is of no attempt, and its row names one");
    if (text_is(r->kind, "ERASED"))
        return text_is(body_text(a, body_read(a, r->body, r->body_size), "person"), person)
                   ? SOUND
                   : BAD("record-body", "is of another person than its row");
    if (text_is(r->kind, "RESOLVED"))
        return verify_resolved(s, a, r, person);
    return verify_change(s, a, r, person, is_own);
}

static struct verdict verify_kind(struct store *s, struct arena *a, const struct store_record *r, const char *person,
                                  const char *attempt, struct trust *t)
{
    static const char *const terminals[] = {"KEYROLL",    "HEARTBEAT", "EPOCH", "TRUSTED",
                                            "DISTRUSTED", "IMPORTED",  "PACK",  "PACKKEYS"};
    for (size_t i = 0; i < sizeof terminals / sizeof terminals[0]; i++)
        if (text_is(r->kind, terminals[i]) && !attempt && person)
            return BAD("record-body", "is of no person, and its row names one");
    if (attempt && !text_is(r->kind, "COMPLETED"))
        return BAD("record-body", "is of no attempt, and its row names one");
    if (text_is(r->kind, "KEYROLL"))
        return verify_roll(a, r, t);
    if (text_is(r->kind, "HEARTBEAT"))
        return verify_heartbeat(s, a, r);
    if (text_is(r->kind, "EPOCH"))
        memcpy(t->epoch, r->epoch, sizeof t->epoch);
    else if (!text_is(r->kind, "TRUSTED") && !text_is(r->kind, "DISTRUSTED") &&
             !text_is(r->kind, "IMPORTED") /* verify_imported looks at those */ && !text_starts_with(r->kind, "PACK"))
        return verify_of_person(s, a, r, person, attempt, true);
    return SOUND;
}

static struct verdict verify_completed(struct store *s)
{
    int64_t lost = -1;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT count(*) FROM attempt WHERE completed = 1"
                                   " AND id NOT IN (SELECT attempt FROM every_record WHERE attempt IS NOT NULL)",
                                   "");
    if (st && store_row(s, st))
        lost = sqlite3_column_int64(st, 0);
    store_query_end(s, st);
    return lost ? BAD("records-missing", "are not all: an attempt is completed and its record is not here") : SOUND;
}

static struct verdict verify_end(struct store *s, const struct trust *t)
{
    const struct link *last = &t->last;
    struct store_head head;
    char hash_hex[65] = "";
    if (!text_is(t->epoch, s->epoch))
        return BAD("record-epoch", "end in another epoch than the store");
    if (!text_is(t->key_id, s->keys.key_id))
        return BAD("records-missing", "are not all: keys/day.json is of a later day");
    if (!head_read(s, &head) || (head.is_stranger && head.seq <= last->seq))
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

static bool references_hold(struct store *s)
{
    sqlite3_stmt *st = store_query(s, "PRAGMA foreign_key_check(record)", "");
    bool hold = st && !store_row(s, st);
    store_query_end(s, st);
    return hold;
}

static bool database_is_whole(struct store *s, struct problems *problems)
{
    char answer[200] = "";
    sqlite3_stmt *st = store_query(s, "PRAGMA integrity_check(1)", "");
    if (st && store_row(s, st))
        column_copy(st, 0, answer, sizeof answer);
    store_query_end(s, st);
    if (text_is(answer, "ok"))
        return true;
    problem_error(problems, PLACE_NONE, "store-damaged", "the database is damaged: %s", answer);
    return false;
}

/* What no row of the chain tells by itself. */
static struct verdict verify_rest(struct store *s, const struct trust *trust, struct problems *problems)
{
    int64_t first = 0, mark = 0;
    char id[UUID_TEXT];
    struct verdict v = verify_end(s, trust);
    if (!v.code)
        v = verify_imported(s, &first, &mark, id);
    if (v.code && first)
        problem_error(problems, PLACE_NONE, v.code, "imported record %lld (%s) %s", (long long)first, id, v.message);
    else if (v.code && mark)
        problem_error(problems, PLACE_NONE, v.code, "record %lld (%s) %s", (long long)mark, id, v.message);
    if (first || mark)
        return v;
    if (!v.code)
        v = verify_completed(s);
    if (!v.code)
        v = verify_resolutions(s);
    if (!v.code)
        v = verify_erased(s);
    if (!v.code && !references_hold(s))
        v = BAD("records-refer", "refer to people, sittings or keys that are not here");
    if (v.code)
        problem_error(problems, PLACE_NONE, v.code, "the records %s", v.message);
    return v;
}

/* The first row that is wrong, whoever found it: in one row the signature comes before what the row says. */
static struct verdict verify_rows(struct store *s, struct trust *trust, int *count_out, struct problems *problems)
{
    static const int texts[] = {1, 6, 7, 8, 9, 10, 11}; /* of RECORD_COLUMNS */
    struct verdict v = SOUND;
    struct seal_checked bad = {.number = -1};
    struct arena a;
    struct seal_checks *checks = seal_checks_open();
    arena_init(&a);
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "ORDER BY seq", "");
    while (!v.code && st && store_row(s, st) && !seal_checks_found(checks)) {
        struct store_record r;
        arena_clear(&a);
        record_row(st, &a, &r);
        v = verify_link(s, &a, &r, trust, checks);
        if (!v.code)
            v = verify_texts(st, texts, sizeof texts / sizeof texts[0]);
        if (!v.code)
            v = verify_kind(s, &a, &r, column_text(st, 8, &a), column_text(st, 9, &a), trust);
        if (!v.code) {
            ++*count_out;
            continue;
        }
        bad.number = r.seq;
        snprintf(bad.name, sizeof bad.name, "%s", r.id);
    }
    store_query_end(s, st);
    arena_release(&a);
    struct seal_checked unsigned_row = seal_checks_end(checks);
    if (unsigned_row.number >= 0 && (!v.code || unsigned_row.number <= bad.number)) {
        v = BAD("record-signature", "was not signed by this store");
        bad = unsigned_row;
        *count_out = (int)bad.number - 1; /* those before it: numbers have no gap there */
    }
    if (v.code)
        problem_error(problems, PLACE_NONE, v.code, "record %lld (%s) %s", (long long)bad.number, bad.name, v.message);
    return v;
}

bool store_records_verify(struct store *s, int *count_out, struct problems *problems)
{
    struct trust trust;
    *count_out = 0;
    if (!database_is_whole(s, problems))
        return false;
    if (!trust_begin(s, &trust)) {
        problem_error(problems, PLACE_NONE, "store-broken", "the store has no epoch");
        return false;
    }
    struct verdict v = verify_rows(s, &trust, count_out, problems);
    if (!v.code && !s->broken)
        v = verify_rest(s, &trust, problems);
    if (s->broken)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be read to its end");
    return !v.code && !s->broken;
}
