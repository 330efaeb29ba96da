#include "store_rekey.h"
#include "store_internal.h"

#include <stdio.h>
#include <string.h>

#define WRAPPED (SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES)

/* --- what was changed before ------------------------------------------------------------------------------------ */

static void about_rekey(int64_t n, char about[ABOUT_MAX])
{
    snprintf(about, ABOUT_MAX, "rekey|%lld", (long long)n);
}

/* A store of an older version has none yet: keys are read before it is brought up. */
static bool has_table(struct store *s)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'rekey'", "");
    bool has = st && store_row(s, st);
    store_query_end(s, st);
    return has;
}

bool rekey_mark(struct store *s, uint8_t out[SEAL_MARK_BYTES])
{
    if (!has_table(s))
        return false;
    sqlite3_stmt *st = store_query(s, "SELECT mark FROM rekey ORDER BY n DESC LIMIT 1", "");
    bool found = st && store_row(s, st) && sqlite3_column_bytes(st, 0) == SEAL_MARK_BYTES;
    if (found)
        memcpy(out, sqlite3_column_blob(st, 0), SEAL_MARK_BYTES);
    store_query_end(s, st);
    return found;
}

bool rekey_read(struct store *s)
{
    char about[ABOUT_MAX];
    bool ok = true;
    s->past = NULL;
    s->past_count = 0;
    if (!has_table(s))
        return !s->broken;
    sqlite3_stmt *st = store_query(s, "SELECT n, until, audit FROM rekey ORDER BY n", "");
    while (ok && st && store_row(s, st)) {
        s->past = list_room(&s->arena, s->past, s->past_count, sizeof *s->past);
        struct past_audit *p = &s->past[s->past_count++];
        p->until = sqlite3_column_int64(st, 1);
        about_rekey(sqlite3_column_int64(st, 0), about);
        ok = sqlite3_column_bytes(st, 2) == WRAPPED &&
             seal_open(s->keys.site, about, sqlite3_column_blob(st, 2), WRAPPED, p->key);
    }
    store_query_end(s, st);
    return ok && !s->broken;
}

/* --- wrapping anew ---------------------------------------------------------------------------------------------- */

struct wrapped { /* a row whose column is closed under the site key */
    int64_t row;
    const char *about;
    uint8_t *sealed;
    size_t size;
};

static int wrapped_read(struct store *s, struct arena *a, const char *sql, struct wrapped **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, sql, "");
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        struct wrapped *w = &(*out)[count++];
        w->row = sqlite3_column_int64(st, 0);
        w->about = column_text(st, 1, a);
        w->size = (size_t)sqlite3_column_bytes(st, 2);
        w->sealed = (uint8_t *)arena_copy(a, sqlite3_column_blob(st, 2), w->size);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

static bool wrap_anew(struct store *s, const struct seal_keys *next, const char *read, const char *write)
{
    struct wrapped *rows;
    struct arena a;
    arena_init(&a);
    int count = wrapped_read(s, &a, read, &rows);
    bool ok = count >= 0;
    for (int i = 0; ok && i < count; i++) {
        struct wrapped *w = &rows[i];
        size_t plain_size = w->size > SEAL_OVERHEAD_BYTES ? w->size - SEAL_OVERHEAD_BYTES : 0;
        uint8_t *plain = arena_alloc(&a, plain_size + 1);
        ok = plain_size && seal_open(s->keys.site, w->about, w->sealed, w->size, plain);
        if (ok) {
            seal_close(next->site, w->about, plain, plain_size, w->sealed);
            ok = store_write(s, write, "bi", w->sealed, w->size, w->row);
        }
        seal_wipe(plain, plain_size);
    }
    arena_release(&a);
    return ok;
}

static bool all_wrapped_anew(struct store *s, const struct seal_keys *next)
{
    return wrap_anew(s, next, "SELECT rowid, 'person|' || id, key FROM person WHERE key IS NOT NULL",
                     "UPDATE person SET key = ? WHERE rowid = ?") &&
           wrap_anew(s, next, "SELECT rowid, 'concern|' || id, body FROM concern",
                     "UPDATE concern SET body = ? WHERE rowid = ?") &&
           wrap_anew(s, next, "SELECT n, 'rekey|' || n, audit FROM rekey", "UPDATE rekey SET audit = ? WHERE n = ?");
}

/* Rows up to here are hashed with the old key for good. */
static bool rekey_note(struct store *s, const struct seal_keys *next)
{
    uint8_t key[SEAL_KEY_BYTES], wrapped[WRAPPED], mark[SEAL_MARK_BYTES], hash[SEAL_HASH_BYTES];
    char about[ABOUT_MAX];
    int64_t until, n = s->past_count + 1;
    about_rekey(n, about);
    audit_key(&s->keys, key);
    seal_close(next->site, about, key, sizeof key, wrapped);
    seal_wipe(key, sizeof key);
    seal_site_mark(next, mark);
    return audit_end(s, &until, hash) && store_write(s, "INSERT INTO rekey VALUES(?, ?, ?, ?)", "iibb", n, until,
                                                     wrapped, sizeof wrapped, mark, sizeof mark);
}

/* Each PIN is a generation older. */
static bool pins_age(struct store *s)
{
    return store_write(s, "UPDATE person SET pin = '-' || pin WHERE erased_at IS NULL AND pin NOT LIKE '--%'", "") &&
           store_write(s, "UPDATE card SET pictures = '-' || pictures WHERE pictures NOT LIKE '--%'", "") &&
           store_write(s, "UPDATE staff SET pin = '-' || pin WHERE removed_at IS NULL AND pin NOT LIKE '--%'", "");
}

static bool count_of(struct store *s, const char *sql, int *out)
{
    sqlite3_stmt *st = store_query(s, sql, "");
    bool ok = st && store_row(s, st);
    if (ok)
        *out = sqlite3_column_int(st, 0);
    store_query_end(s, st);
    return ok;
}

/* Pictures stand for the PIN of who has them. */
#define SECRETS                                                                                                        \
    "(SELECT coalesce(c.pictures, p.pin) AS pin FROM person p LEFT JOIN card c ON c.person = p.id"                     \
    " WHERE p.erased_at IS NULL)"

static bool pins_count(struct store *s, struct store_rekeyed *out)
{
    return count_of(s, "SELECT count(*) FROM " SECRETS " WHERE pin LIKE '-%' AND pin NOT LIKE '--%'", &out->people) &&
           count_of(s, "SELECT count(*) FROM staff WHERE pin LIKE '-%' AND pin NOT LIKE '--%'", &out->staff) &&
           count_of(s,
                    "SELECT (SELECT count(*) FROM " SECRETS " WHERE pin LIKE '--%')"
                    " + (SELECT count(*) FROM staff WHERE pin LIKE '--%')",
                    &out->without);
}

/* --- the change ------------------------------------------------------------------------------------------------- */

static bool change_commit(struct store *s, const struct seal_keys *next, const char *reason, bool stolen,
                          struct store_rekeyed *out)
{
    struct arena a;
    arena_init(&a);
    bool ok = store_begin(s);
    ok = ok &&
         audit_insert(s, AUDIT_STORE, NULL,
                      audit_detail(&a, "reason", reason, "stolen", stolen ? "yes" : "no", "what", "new keys", NULL)) &&
         all_wrapped_anew(s, next) && rekey_note(s, next) && pins_age(s) && pins_count(s, out);
    ok = store_end(s, ok);
    arena_release(&a);
    return ok;
}

bool store_new_keys(struct store *s, const char *reason, bool stolen, struct store_rekeyed *out,
                    struct problems *problems)
{
    char folder[STORE_PATH_MAX];
    struct seal_keys next;
    *out = (struct store_rekeyed){0};
    if (text_is_empty(reason)) {
        problem_error(problems, PLACE_NONE, "keys-reason", "a change of keys needs a reason: it is kept");
        return false;
    }
    if (s->keys.is_credential) {
        struct problem *p = problem_error(problems, PLACE_NONE, "keys-credential",
                                          "these keys came as a systemd credential, which cannot be changed from here");
        problem_hint(problems, p,
                     "put the credential's keys.json (systemd-creds decrypt) back into %s/keys, change them without"
                     " $CREDENTIALS_DIRECTORY, and make the credential anew",
                     s->folder);
        return false;
    }
    snprintf(folder, sizeof folder, "%s/keys", s->folder);
    bool ok = seal_site_begin(folder, &s->keys, &next) && change_commit(s, &next, reason, stolen, out);
    if (ok) {
        s->keys = next;
        ok =
            seal_site_end(folder) && rekey_read(s) && store_key_roll(s, stolen ? "stolen" : "new keys") && wal_empty(s);
    }
    seal_keys_wipe(&next);
    if (!ok) {
        s->broken = true; /* which keys are right is told by what is on the disk: opening again looks */
        problem_error(
            problems, PLACE_NONE, "store-broken",
            "the keys could not be changed to the end: open the store again, all of it opens with the old ones or "
            "with the new");
    }
    return ok;
}
