#include "store_audit.h"
#include "store_internal.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "json.h"

static const char *const action_names[AUDIT_ACTIONS] = {
    [AUDIT_ENROL] = "enrol",     [AUDIT_LIST] = "list",       [AUDIT_VIEW] = "view",
    [AUDIT_EXPORT] = "export",   [AUDIT_CARD] = "card",       [AUDIT_CHANGE] = "change",
    [AUDIT_ASSIGN] = "assign",   [AUDIT_PIN] = "pin",         [AUDIT_UNLOCK] = "unlock",
    [AUDIT_CONCERN] = "concern", [AUDIT_RESOLVE] = "resolve", [AUDIT_CORRECT] = "correct",
    [AUDIT_VOID] = "void",       [AUDIT_ERASE] = "erase",     [AUDIT_RETAIN] = "retain",
    [AUDIT_IMPORT] = "import",   [AUDIT_SIGN_IN] = "sign-in", [AUDIT_SIGN_OUT] = "sign-out",
    [AUDIT_REFUSED] = "refused", [AUDIT_STAFF] = "staff",     [AUDIT_SITE] = "site",
    [AUDIT_FAULT] = "fault",     [AUDIT_STORE] = "store",
};

const char *audit_action_name(enum audit_action action)
{
    assert(action < AUDIT_ACTIONS);
    return action_names[action];
}

void store_use_staff(struct store *s, const char *who)
{
    s->who = arena_strdup(&s->arena, who);
}

const char *audit_detail(struct arena *a, ...)
{
    struct buffer out;
    va_list list;
    const char *name, *before = "{";
    buffer_init(&out, a);
    va_start(list, a);
    while ((name = va_arg(list, const char *)) != NULL) {
        const char *value = va_arg(list, const char *);
        if (!value)
            continue;
        buffer_addf(&out, "%s", before);
        json_write_string(&out, name);
        buffer_addf(&out, ":");
        json_write_string(&out, value);
        before = ",";
    }
    va_end(list);
    buffer_addf(&out, "%s}", *before == '{' ? "{" : "");
    return buffer_text(&out);
}

/* --- the chain -------------------------------------------------------------------------------------------------- */

void audit_key(const struct seal_keys *keys, uint8_t out[SEAL_KEY_BYTES])
{
    static const char name[] = "cairn-audit-v1";
    seal_hash_keyed(keys->site, name, sizeof name - 1, out);
}

/* Rows stay as they were hashed when the site key changes. */
static void audit_key_of(const struct store *s, int64_t seq, uint8_t out[SEAL_KEY_BYTES])
{
    audit_key(&s->keys, out);
    for (int i = s->past_count - 1; i >= 0 && seq <= s->past[i].until; i--)
        memcpy(out, s->past[i].key, SEAL_KEY_BYTES);
}

static void audit_hash(const struct store *s, const struct store_audit *row, const uint8_t previous[SEAL_HASH_BYTES],
                       uint8_t out[SEAL_HASH_BYTES])
{
    uint8_t key[SEAL_KEY_BYTES];
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    field_number(&b, row->seq);
    field_text(&b, row->id);
    field_number(&b, row->at);
    field_number(&b, row->boot_ms);
    field_text(&b, row->boot_id);
    field_text(&b, row->who);
    field_text(&b, row->action);
    field_text(&b, row->person);
    field_text(&b, row->detail);
    field_bytes(&b, previous, SEAL_HASH_BYTES);
    audit_key_of(s, row->seq, key);
    seal_hash_keyed(key, b.text, b.length, out);
    seal_wipe(key, sizeof key);
    arena_release(&a);
}

bool audit_end(struct store *s, int64_t *seq_out, uint8_t hash_out[SEAL_HASH_BYTES])
{
    *seq_out = 0;
    memset(hash_out, 0, SEAL_HASH_BYTES);
    sqlite3_stmt *st = store_query(s, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", "");
    if (st && store_row(s, st) && sqlite3_column_bytes(st, 1) == SEAL_HASH_BYTES) {
        *seq_out = sqlite3_column_int64(st, 0);
        memcpy(hash_out, sqlite3_column_blob(st, 1), SEAL_HASH_BYTES);
    }
    store_query_end(s, st);
    return !s->broken;
}

/* --- adding ----------------------------------------------------------------------------------------------------- */

bool audit_insert(struct store *s, enum audit_action action, const char *person, const char *detail)
{
    uint8_t previous[SEAL_HASH_BYTES], hash[SEAL_HASH_BYTES];
    struct clock clock = store_clock(s);
    struct store_audit row = {.at = clock.wall(clock.context),
                              .boot_ms = clock.boot_ms(clock.context),
                              .who = s->who ? s->who : "nobody",
                              .action = audit_action_name(action),
                              .detail = detail ? detail : "{}"};
    assert(!sqlite3_get_autocommit(s->db));
    if (!audit_end(s, &row.seq, previous))
        return false;
    row.seq++;
    seal_uuid7(row.at, row.id);
    snprintf(row.boot_id, sizeof row.boot_id, "%s", s->boot_id);
    snprintf(row.person, sizeof row.person, "%s", person ? person : "");
    audit_hash(s, &row, previous, hash);
    return store_write(s, "INSERT INTO audit VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "itiitttttbb", row.seq, row.id,
                       row.at, row.boot_ms, row.boot_id, row.who, row.action, person, row.detail, previous,
                       sizeof previous, hash, sizeof hash);
}

bool store_audit_add(struct store *s, enum audit_action action, const char *person, const char *detail)
{
    bool ok = store_begin(s);
    return store_end(s, ok && audit_insert(s, action, person, detail));
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

#define AUDIT_COLUMNS "SELECT seq, id, at, boot_ms, boot_id, who, action, person, detail, previous, hash FROM audit "

static void audit_read(sqlite3_stmt *st, struct arena *a, struct store_audit *out)
{
    *out = (struct store_audit){.seq = sqlite3_column_int64(st, 0),
                                .at = sqlite3_column_int64(st, 2),
                                .boot_ms = sqlite3_column_int64(st, 3),
                                .who = column_text(st, 5, a),
                                .action = column_text(st, 6, a),
                                .detail = column_text(st, 8, a)};
    column_copy(st, 1, out->id, sizeof out->id);
    column_copy(st, 4, out->boot_id, sizeof out->boot_id);
    column_copy(st, 7, out->person, sizeof out->person);
}

int store_audits(struct store *s, struct arena *a, const char *person, struct store_audit **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, AUDIT_COLUMNS "WHERE ?1 IS NULL OR person = ?1 ORDER BY seq", "t", person);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        audit_read(st, a, &(*out)[count++]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

static const char *row_fault(const struct store *s, sqlite3_stmt *st, const struct store_audit *row, int64_t seq,
                             uint8_t last[SEAL_HASH_BYTES])
{
    uint8_t hash[SEAL_HASH_BYTES];
    if (row->seq != seq)
        return "is not the next: a row before it is missing";
    if (sqlite3_column_bytes(st, 9) != SEAL_HASH_BYTES || sqlite3_column_bytes(st, 10) != SEAL_HASH_BYTES)
        return "is not whole";
    if (!seal_equal(sqlite3_column_blob(st, 9), last, SEAL_HASH_BYTES))
        return "does not follow from the row before it";
    audit_hash(s, row, last, hash);
    if (!seal_equal(sqlite3_column_blob(st, 10), hash, SEAL_HASH_BYTES))
        return "was changed: its hash is another";
    memcpy(last, hash, SEAL_HASH_BYTES);
    return NULL;
}

bool store_audit_verify(struct store *s, int *count_out, struct problems *problems)
{
    uint8_t last[SEAL_HASH_BYTES] = {0};
    const char *fault = NULL;
    struct arena a;
    *count_out = 0;
    arena_init(&a);
    sqlite3_stmt *st = store_query(s, AUDIT_COLUMNS "ORDER BY seq", "");
    while (!fault && st && store_row(s, st)) {
        struct store_audit row;
        arena_clear(&a);
        audit_read(st, &a, &row);
        fault = row_fault(s, st, &row, *count_out + 1, last);
        if (fault)
            problem_error(problems, PLACE_NONE, "audit-row", "audit row %lld (%s) %s", (long long)row.seq, row.id,
                          fault);
        else
            ++*count_out;
    }
    store_query_end(s, st);
    arena_release(&a);
    if (s->broken)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be read to its end");
    return !fault && !s->broken;
}
