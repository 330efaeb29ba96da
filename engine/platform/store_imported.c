#include "receipt_keys.h"
#include "store_imported.h"

#include <stdlib.h>
#include <string.h>

/* --- which terminals -------------------------------------------------------------------------------------------- */

bool root_is_own(const struct store *s, const char *root)
{
    char own[2 * SEAL_PUBLIC_BYTES + 1];
    seal_hex(s->keys.root_public, SEAL_PUBLIC_BYTES, own);
    return text_is(root, own);
}

bool terminal_trust_is_signed(struct store *s, const char *root)
{
    bool trusted = false; /* the newest row about it says */
    struct arena a;
    arena_init(&a);
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "WHERE kind IN ('TRUSTED', 'DISTRUSTED') ORDER BY seq", "");
    while (st && store_row(s, st)) {
        struct store_record r;
        record_row(st, &a, &r);
        if (text_is(body_text(&a, body_read(&a, r.body, r.body_size), "root"), root))
            trusted = text_is(r.kind, "TRUSTED");
    }
    store_query_end(s, st);
    arena_release(&a);
    return trusted && !s->broken;
}

bool terminal_is_trusted(struct store *s, const char *root)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM terminal WHERE root = ? AND trusted = 1", "t", root);
    bool found = st && store_row(s, st);
    store_query_end(s, st);
    return found && terminal_trust_is_signed(s, root);
}

bool terminal_trust_sign(struct store *s, const char *root)
{
    struct arena a;
    arena_init(&a);
    bool ok =
        store_write(s, "UPDATE terminal SET trusted = 1 WHERE root = ?", "t", root) &&
        (terminal_trust_is_signed(s, root) ||
         record_add(s, "TRUSTED", NULL, NULL, audit_detail(&a, "by", s->who ? s->who : "nobody", "root", root, NULL)));
    arena_release(&a);
    return ok;
}

bool terminal_distrust_sign(struct store *s, const char *root, const char *reason)
{
    struct arena a;
    arena_init(&a);
    bool ok = store_write(s, "UPDATE terminal SET trusted = 0 WHERE root = ?", "t", root) &&
              record_add(s, "DISTRUSTED", NULL, NULL,
                         audit_detail(&a, "by", s->who ? s->who : "nobody", "reason", reason, "root", root, NULL));
    arena_release(&a);
    return ok;
}

/* --- their keys ------------------------------------------------------------------------------------------------- */

/* Whether `longer` begins with all keys of `keys`. */
static bool goes_on(const struct receipt_keys *longer, const struct receipt_keys *keys)
{
    if (longer->count < keys->count)
        return false;
    for (int i = 0; i < keys->count; i++)
        if (!text_is(longer->ids[i], keys->ids[i]))
            return false;
    return true;
}

static bool text_read(struct arena *a, const char *text, struct receipt_keys *out)
{
    struct problems problems;
    problems_init(&problems, a);
    return receipt_keys_read(a, text, strlen(text), out, &problems);
}

static bool fork_put(struct store *s, struct arena *a, const struct receipt_keys *keys, const char *text)
{
    bool ok = true, is_in = false;
    sqlite3_stmt *st = store_query(s, "SELECT keys FROM fork WHERE root = ?", "t", keys->root_hex);
    while (!is_in && st && store_row(s, st)) {
        struct receipt_keys here;
        const char *known = column_text(st, 0, a);
        is_in = text_read(a, known, &here) && goes_on(&here, keys);
        if (!is_in && goes_on(keys, &here)) {
            store_query_end(s, st);
            ok = store_write(s, "DELETE FROM fork WHERE root = ? AND keys = ?", "tt", keys->root_hex, known);
            return ok && fork_put(s, a, keys, text);
        }
    }
    store_query_end(s, st);
    return !s->broken && (is_in || store_write(s, "INSERT INTO fork VALUES(?, ?)", "tt", keys->root_hex, text));
}

static bool own_has(struct store *s, const struct receipt_keys *keys)
{
    bool has = true;
    for (int i = 0; has && i < keys->count; i++) {
        sqlite3_stmt *st = store_query(s, "SELECT 1 FROM key WHERE id = ?", "t", keys->ids[i]);
        has = st && store_row(s, st);
        store_query_end(s, st);
    }
    return has;
}

static bool other_keys_put(struct store *s, struct arena *a, const struct receipt_keys *keys, const char *text)
{
    struct receipt_keys here;
    const char *known = NULL;
    sqlite3_stmt *st = store_query(s, "SELECT keys FROM terminal WHERE root = ?", "t", keys->root_hex);
    if (st && store_row(s, st))
        known = column_text(st, 0, a);
    store_query_end(s, st);
    if (!known)
        return store_write(s, "INSERT INTO terminal VALUES(?, ?, 0)", "tt", keys->root_hex, text);
    if (text_is(known, text))
        return true;
    if (!text_read(a, known, &here))
        return false;
    if (!goes_on(keys, &here) && goes_on(&here, keys))
        return true;
    return (goes_on(keys, &here) || fork_put(s, a, &here, known)) &&
           store_write(s, "UPDATE terminal SET keys = ? WHERE root = ?", "tt", text, keys->root_hex);
}

bool terminal_keys_put(struct store *s, const struct receipt_keys *keys, const char *text)
{
    struct arena a;
    arena_init(&a);
    bool ok = root_is_own(s, keys->root_hex) ? own_has(s, keys) || fork_put(s, &a, keys, text)
                                             : other_keys_put(s, &a, keys, text);
    arena_release(&a);
    return ok;
}

/* --- that their rows are all here ------------------------------------------------------------------------------- */

void imported_mark_row(struct imported_mark *m, const char *root, const char *id, const void *hash, size_t size)
{
    struct arena a;
    struct buffer b;
    arena_init(&a);
    buffer_init(&b, &a);
    field_text(&b, "cairn-imported-v1");
    field_bytes(&b, m->hash, sizeof m->hash);
    field_text(&b, root);
    field_text(&b, id);
    field_bytes(&b, hash, size);
    seal_hash(b.text, b.length, m->hash);
    m->count++;
    arena_release(&a);
}

bool imported_mark_read(struct arena *a, const char *body, size_t size, struct imported_mark *out)
{
    const struct json *object = body_read(a, body, size);
    const char *count = body_text(a, object, "count");
    char *end;
    out->count = strtoll(count, &end, 10);
    return *count && !*end && out->count > 0 && seal_from_hex(body_text(a, object, "hash"), out->hash, SEAL_HASH_BYTES);
}

static bool mark_last(struct store *s, struct arena *a, struct imported_mark *out)
{
    bool ok = true;
    *out = (struct imported_mark){0};
    sqlite3_stmt *st = store_query(s, RECORD_COLUMNS "WHERE kind = 'IMPORTED' ORDER BY seq DESC LIMIT 1", "");
    if (st && store_row(s, st)) {
        struct store_record r;
        record_row(st, a, &r);
        ok = imported_mark_read(a, r.body, r.body_size, out);
    }
    store_query_end(s, st);
    return ok && !s->broken;
}

bool imported_sign(struct store *s, const char *from)
{
    struct imported_mark mark;
    struct arena a;
    char hex[2 * SEAL_HASH_BYTES + 1];
    arena_init(&a);
    bool ok = mark_last(s, &a, &mark);
    sqlite3_stmt *st =
        ok ? store_query(s, "SELECT root, id, hash FROM imported WHERE rowid > ? ORDER BY rowid", "i", mark.count)
           : NULL;
    while (st && store_row(s, st))
        imported_mark_row(&mark, column_text(st, 0, &a), column_text(st, 1, &a), sqlite3_column_blob(st, 2),
                          (size_t)sqlite3_column_bytes(st, 2));
    store_query_end(s, st);
    seal_hex(mark.hash, sizeof mark.hash, hex);
    ok = ok && !s->broken &&
         record_add(s, "IMPORTED", NULL, NULL,
                    audit_detail(&a, "count", arena_printf(&a, "%lld", (long long)mark.count), "from", from, "hash",
                                 hex, NULL));
    arena_release(&a);
    return ok;
}

/* --- what came before any of that was signed -------------------------------------------------------------------- */

static bool older_trust_sign(struct store *s, struct arena *a)
{
    const char **roots = NULL;
    int count = 0;
    sqlite3_stmt *st = store_query(s, "SELECT root FROM terminal WHERE trusted = 1", "");
    while (st && store_row(s, st)) {
        roots = list_room(a, roots, count, sizeof *roots);
        roots[count++] = column_text(st, 0, a);
    }
    store_query_end(s, st);
    bool ok = !s->broken;
    for (int i = 0; ok && i < count; i++)
        ok = terminal_trust_sign(s, roots[i]);
    return ok;
}

static bool has_rows(struct store *s, const char *sql)
{
    sqlite3_stmt *st = store_query(s, sql, "");
    bool has = st && store_row(s, st);
    store_query_end(s, st);
    return has;
}

bool store_has_unsigned(struct store *s)
{
    return has_rows(s, "SELECT 1 FROM terminal UNION ALL SELECT 1 FROM imported UNION ALL SELECT 1 FROM resolution");
}

bool store_sign_older(struct store *s)
{
    struct arena a;
    arena_init(&a);
    bool ok = older_trust_sign(s, &a) && resolutions_sign_older(s, &a) &&
              (!has_rows(s, "SELECT 1 FROM imported") || imported_sign(s, "before"));
    arena_release(&a);
    return ok && !s->broken;
}
