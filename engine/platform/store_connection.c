#include "store_internal.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define CHECKPOINT_PAGES 1000
#define ROW_BYTES_MAX    1000000 /* the largest body is a page of handwriting; a record is a few kB */
#define BODY_STEP        64      /* bodies are filled up to this, so that their length does not tell their kind */

/* --- statements ------------------------------------------------------------------------------------------------- */

static bool bind_all(sqlite3_stmt *st, const char *types, va_list list)
{
    int rc = SQLITE_OK;
    for (int i = 1; *types && rc == SQLITE_OK; types++, i++) {
        if (*types == 'i') {
            rc = sqlite3_bind_int64(st, i, va_arg(list, int64_t));
        } else if (*types == 't') {
            const char *text = va_arg(list, const char *);
            rc = text ? sqlite3_bind_text(st, i, text, -1, SQLITE_TRANSIENT) : sqlite3_bind_null(st, i);
        } else {
            assert(*types == 'b');
            const void *bytes = va_arg(list, const void *);
            size_t size = va_arg(list, size_t);
            rc = sqlite3_bind_blob64(st, i, bytes, size, SQLITE_TRANSIENT);
        }
    }
    return rc == SQLITE_OK;
}

/* One that is kept, or a new one. */
static sqlite3_stmt *prepare(struct store *s, const char *sql)
{
    sqlite3_stmt *st = NULL;
    for (int i = s->kept_count - 1; i >= 0; i--) { /* the last used come first */
        if (strcmp(sqlite3_sql(s->kept[i]), sql) != 0)
            continue;
        st = s->kept[i];
        s->kept[i] = s->kept[--s->kept_count];
        return st;
    }
    sqlite3_prepare_v2(s->db, sql, -1, &st, NULL);
    return st;
}

/* A PRAGMA may act when it is prepared, and what makes a table is said once. */
static bool is_worth_keeping(sqlite3_stmt *st)
{
    static const char *const verbs[] = {"SELECT", "INSERT", "UPDATE", "DELETE", "BEGIN", "COMMIT"};
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (text_starts_with(sqlite3_sql(st), verbs[i]))
            return true;
    return false;
}

void store_query_end(struct store *s, sqlite3_stmt *st)
{
    if (!st)
        return;
    /* What else went wrong was seen when it was stepped; a text that there was no memory for looks like none. */
    if (sqlite3_reset(st) == SQLITE_NOMEM)
        s->broken = true;
    sqlite3_clear_bindings(st);
    if (s->kept_count == STATEMENTS_KEPT || !is_worth_keeping(st))
        sqlite3_finalize(st);
    else
        s->kept[s->kept_count++] = st;
}

void store_queries_forget(struct store *s)
{
    while (s->kept_count > 0)
        sqlite3_finalize(s->kept[--s->kept_count]);
}

static sqlite3_stmt *query(struct store *s, const char *sql, const char *types, va_list list)
{
    if (s->broken)
        return NULL;
    sqlite3_stmt *st = prepare(s, sql);
    if (st && bind_all(st, types, list))
        return st;
    store_query_end(s, st);
    s->broken = true;
    return NULL;
}

sqlite3_stmt *store_query(struct store *s, const char *sql, const char *types, ...)
{
    va_list list;
    va_start(list, types);
    sqlite3_stmt *st = query(s, sql, types, list);
    va_end(list);
    return st;
}

bool store_row(struct store *s, sqlite3_stmt *st)
{
    if (s->broken)
        return false;
    int rc = sqlite3_step(st);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        s->broken = true;
    return rc == SQLITE_ROW;
}

bool store_write(struct store *s, const char *sql, const char *types, ...)
{
    va_list list;
    va_start(list, types);
    sqlite3_stmt *st = query(s, sql, types, list);
    va_end(list);
    if (!st)
        return false;
    /* Not `!s->broken`: a COMMIT that is done stays done when the checkpoint after it fails (after_commit). */
    bool done = sqlite3_step(st) == SQLITE_DONE;
    if (!done)
        s->broken = true;
    store_query_end(s, st);
    return done;
}

bool store_begin(struct store *s)
{
    return store_write(s, "BEGIN IMMEDIATE", "");
}

bool store_end(struct store *s, bool ok)
{
    /* On a failed COMMIT nobody can say what is on the disk: nothing is tried again on this connection. */
    if (ok && !s->broken && store_write(s, "COMMIT", ""))
        return true;
    if (!sqlite3_get_autocommit(s->db) && sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
        s->broken = true;
    return false;
}

char *column_text(sqlite3_stmt *st, int column, struct arena *a)
{
    const unsigned char *text = sqlite3_column_text(st, column);
    return text ? arena_copy(a, (const char *)text, (size_t)sqlite3_column_bytes(st, column)) : NULL;
}

void column_copy(sqlite3_stmt *st, int column, char *out, size_t room)
{
    const unsigned char *text = sqlite3_column_text(st, column);
    snprintf(out, room, "%s", text ? (const char *)text : "");
}

/* --- bodies ----------------------------------------------------------------------------------------------------- */

uint8_t *body_close(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *about, const char *text,
                    size_t length, size_t *size_out)
{
    size_t filled = (length / BODY_STEP + 1) * BODY_STEP;
    char *plain = arena_alloc(a, filled);
    memcpy(plain, text, length);
    memset(plain + length, '\n', filled - length);
    *size_out = filled + SEAL_OVERHEAD_BYTES;
    uint8_t *sealed = arena_alloc(a, *size_out);
    seal_close(key, about, plain, filled, sealed);
    seal_wipe(plain, filled);
    return sealed;
}

char *body_open(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], const char *about, sqlite3_stmt *st, int column)
{
    const uint8_t *sealed = sqlite3_column_blob(st, column);
    size_t size = (size_t)sqlite3_column_bytes(st, column);
    if (!sealed || size <= SEAL_OVERHEAD_BYTES)
        return NULL;
    size_t length = size - SEAL_OVERHEAD_BYTES;
    char *text = arena_alloc(a, length + 1);
    if (!seal_open(key, about, sealed, size, text))
        return NULL;
    while (length && text[length - 1] == '\n')
        text[--length] = '\0';
    return text;
}

/* --- what is hashed --------------------------------------------------------------------------------------------- */

static void put_u64(struct buffer *b, uint64_t number)
{
    char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (char)(uint8_t)(number >> (8 * (7 - i)));
    buffer_add(b, bytes, sizeof bytes);
}

void field_bytes(struct buffer *b, const void *bytes, size_t size)
{
    put_u64(b, size);
    buffer_add(b, bytes, size);
}

void field_text(struct buffer *b, const char *text)
{
    field_bytes(b, text ? text : "", text ? strlen(text) : 0);
}

void field_number(struct buffer *b, int64_t number)
{
    put_u64(b, 8);
    put_u64(b, (uint64_t)number);
}

/* --- the connection --------------------------------------------------------------------------------------------- */

/* A checkpoint after a commit fails in silence; the commit itself is safe, but this disk is to be trusted no more. */
static int after_commit(void *context, sqlite3 *db, const char *name, int pages)
{
    struct store *s = context;
    if (pages >= CHECKPOINT_PAGES &&
        sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) != SQLITE_OK)
        s->broken = true;
    return SQLITE_OK;
}

static bool pragma_says(struct store *s, const char *sql, const char *expected)
{
    char value[32] = "";
    sqlite3_stmt *st = store_query(s, sql, "");
    if (st && store_row(s, st))
        column_copy(st, 0, value, sizeof value);
    store_query_end(s, st);
    return text_is(value, expected);
}

static bool connection_configure(struct store *s)
{
    static const struct {
        const char *set, *ask, *expected;
    } settings[] = {
        {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA locking_mode", "exclusive"},
        {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
        {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
        {"PRAGMA mmap_size=0", NULL, NULL},
        {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"}, /* no answer in a temporary file */
        {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
        {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
        {"PRAGMA recursive_triggers=ON", "PRAGMA recursive_triggers", "1"},
        {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"},
        {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
    };
    int on = 0;
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, ROW_BYTES_MAX);
    sqlite3_limit(s->db, SQLITE_LIMIT_SQL_LENGTH, 100000);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    if (sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on) != SQLITE_OK || !on)
        return false;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (sqlite3_exec(s->db, settings[i].set, NULL, NULL, NULL) != SQLITE_OK)
            return false;
        if (settings[i].ask && !pragma_says(s, settings[i].ask, settings[i].expected))
            return false;
    }
    sqlite3_wal_hook(s->db, after_commit, s);
    return true;
}

bool connection_open(struct store *s, const char *path, struct problems *problems)
{
    if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_PRIVATECACHE, NULL) == SQLITE_OK &&
        connection_configure(s))
        return true;
    problem_error(problems, PLACE_NONE, "store-open", "cannot open %s safely: %s", path,
                  s->db ? sqlite3_errmsg(s->db) : "no memory");
    return false;
}
