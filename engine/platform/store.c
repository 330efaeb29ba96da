#include "site_file.h"
#include "store_imported.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the lock file ---------------------------------------------------------------------------------------------- */

static void lock_refuse(int file, const char *folder, struct problems *problems)
{
    char holder[80] = {0};
    if (pread(file, holder, sizeof holder - 1, 0) <= 0)
        snprintf(holder, sizeof holder, "another program");
    holder[strcspn(holder, "\n")] = '\0';
    struct problem *p = problem_error(problems, PLACE_NONE, "store-in-use", "%s is in use by %s", folder, holder);
    problem_hint(problems, p, "close that program first; on a running kiosk use its staff area");
}

/* flock, not a file that is there or not: the system lets go of it when the holder dies, however it dies. Returns the
 * descriptor, -1 with a problem. */
static int lock_take(const char *folder, struct problems *problems)
{
    char path[STORE_PATH_MAX], name[32] = "cairn", text[80];
    snprintf(path, sizeof path, "%s/cairn.lock", folder);
    int file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        problem_error(problems, PLACE_NONE, "store-open", "cannot open %s: %s", path, strerror(errno));
        return -1;
    }
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            lock_refuse(file, folder, problems);
        else
            problem_error(problems, PLACE_NONE, "store-open", "cannot lock %s: %s", path, strerror(errno));
        close(file);
        return -1;
    }
    FILE *comm = fopen("/proc/self/comm", "re");
    if (comm) {
        if (fgets(name, sizeof name, comm))
            name[strcspn(name, "\n")] = '\0';
        fclose(comm);
    }
    int length = snprintf(text, sizeof text, "%s (process %ld)\n", name, (long)getpid());
    /* Only for the message above: a full disk must not keep people from reading what is there. */
    if (ftruncate(file, 0) != 0 || pwrite(file, text, (size_t)length, 0) != length)
        errno = 0;
    return file;
}

/* --- making ----------------------------------------------------------------------------------------------------- */

static bool tables_make(struct store *s, const char *dummy_pin)
{
    char number[64], epoch[UUID_TEXT];
    struct clock clock = clock_real();
    bool ok = store_begin(s);
    for (int version = 1; ok && version <= store_version(); version++)
        ok = store_step(s, version);
    seal_uuid7(clock.wall(clock.context), epoch);
    ok = ok && store_write(s, "INSERT INTO origin VALUES(1, ?, ?)", "it", (int64_t)s->keys.demonstration, dummy_pin);
    ok = ok && store_write(s, "INSERT INTO epoch VALUES(1, ?)", "t", epoch);
    ok = ok && store_write(s, "INSERT INTO key VALUES(?, ?)", "tb", s->keys.key_id, s->keys.signing_public,
                           sizeof s->keys.signing_public);
    snprintf(number, sizeof number, "PRAGMA application_id=%d", STORE_APPLICATION_ID);
    ok = ok && store_write(s, number, "");
    return store_end(s, ok);
}

static bool database_make(struct store *s, const char *path, struct problems *problems)
{
    char dummy[SEAL_PIN_BYTES], nobody[65];
    uint8_t bytes[32];
    /* Made here, empty, so that it is ours alone and never one that was there; SQLite gives its WAL the same mode. */
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        problem_error(problems, PLACE_NONE, "store-make", "cannot make %s: %s", path, strerror(errno));
        return false;
    }
    close(file);
    seal_random(bytes, sizeof bytes);
    seal_hex(bytes, sizeof bytes, nobody);
    bool ok = seal_pin_hash(&s->keys, nobody, dummy) && connection_open(s, path, problems) && tables_make(s, dummy);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-make", "cannot write %s: %s", path, sqlite3_errmsg(s->db));
    store_queries_forget(s);
    if (s->db && sqlite3_close(s->db) != SQLITE_OK)
        ok = false;
    s->db = NULL;
    return ok;
}

static bool folder_sync(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return ok;
}

/* Else a cut could take a new folder away, and all that was said to be kept in it. Where the one above is not ours to
 * read, whoever made the folder there saw to it. */
static bool parent_sync(const char *folder)
{
    char parent[STORE_PATH_MAX];
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    while (length && folder[length - 1] != '/')
        length--;
    snprintf(parent, sizeof parent, "%.*s", length ? (int)length : 1, length ? folder : ".");
    return access(parent, R_OK) != 0 || folder_sync(parent);
}

bool store_make(const char *folder, bool demonstration, struct problems *problems)
{
    char path[STORE_PATH_MAX], keys[STORE_PATH_MAX];
    struct store s = {.lock_file = -1};
    bool ok = false;
    struct arena a;
    struct site site;
    arena_init(&a);
    bool is_sound = site_file_read(&a, folder, problems, &site, NULL);
    arena_release(&a);
    if (!is_sound)
        return false;
    if (strlen(folder) > STORE_PATH_MAX - 64 || (mkdir(folder, 0700) != 0 && errno != EEXIST)) {
        problem_error(problems, PLACE_NONE, "store-make", "cannot make %s: %s", folder, strerror(errno));
        return false;
    }
    snprintf(path, sizeof path, "%s/cairn.db", folder);
    snprintf(keys, sizeof keys, "%s/keys", folder);
    if (access(path, F_OK) == 0) {
        problem_error(problems, PLACE_NONE, "store-exists", "%s holds a store already", folder);
        return false;
    }
    s.lock_file = lock_take(folder, problems);
    if (s.lock_file >= 0 && seal_keys_make(keys, demonstration, problems) &&
        seal_keys_read(keys, NULL, &s.keys, problems)) {
        ok = database_make(&s, path, problems) && folder_sync(folder) && parent_sync(folder);
        if (!ok) { /* both are ours, and nothing has been kept in them yet */
            unlink(path);
            snprintf(path, sizeof path, "%s/keys/keys.json", folder);
            unlink(path);
            snprintf(path, sizeof path, "%s/keys/day.json", folder);
            unlink(path);
        }
    }
    seal_keys_wipe(&s.keys);
    if (s.lock_file >= 0)
        close(s.lock_file);
    return ok;
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

static int64_t number_of(struct store *s, const char *sql)
{
    int64_t number = -1;
    sqlite3_stmt *st = store_query(s, sql, "");
    if (st && store_row(s, st))
        number = sqlite3_column_int64(st, 0);
    store_query_end(s, st);
    return number;
}

/* Not to be taken for a store of something else. */
static bool is_unreadable(struct store *s, struct problems *problems)
{
    if (s->broken)
        problem_error(problems, PLACE_NONE, "store-broken", "%s/cairn.db could not be read: %s", s->folder,
                      sqlite3_errmsg(s->db));
    return s->broken;
}

static bool version_is_known(struct store *s, int64_t version, int64_t application, struct problems *problems)
{
    if (is_unreadable(s, problems))
        return false;
    if (application != STORE_APPLICATION_ID || version < 1) {
        problem_error(problems, PLACE_NONE, "store-other", "%s/cairn.db is not a whole Cairn store", s->folder);
        return false;
    }
    if (version > store_version()) {
        struct problem *p = problem_error(problems, PLACE_NONE, "store-newer",
                                          "%s was written by a newer Cairn (version %lld, this is %d)", s->folder,
                                          (long long)version, store_version());
        problem_hint(problems, p, "use the newer program: an older one could lose what it does not know");
        return false;
    }
    return true;
}

static bool step_fail(struct store *s, int64_t from, int64_t to, struct problems *problems)
{
    problem_error(problems, PLACE_NONE, "store-step", "%s could not be brought from version %lld to %lld: %s",
                  s->folder, (long long)from, (long long)to, sqlite3_errmsg(s->db));
    return false;
}

/* Brings an older store up to where signing begins, one step a transaction: cut off between two, the rest is done next
 * time. */
static bool version_bring_up(struct store *s, struct problems *problems)
{
    int64_t version = number_of(s, "PRAGMA user_version"), application = number_of(s, "PRAGMA application_id");
    if (!version_is_known(s, version, application, problems))
        return false;
    for (; version < STORE_SIGNS_ALL_SINCE - 1; version++) {
        if (version + 1 == STEP_SITE && !site_move(s, problems))
            return false;
        bool ok = store_begin(s);
        if (!store_end(s, ok && store_step(s, (int)version + 1)))
            return step_fail(s, version, version + 1, problems);
    }
    return true;
}

/* The other steps, once the keys are open: in one transaction with what is signed of before, or a cut between the two
 * would leave a store that is up to date and never signed it. */
static bool version_finish(struct store *s, struct problems *problems)
{
    int64_t from = number_of(s, "PRAGMA user_version"), version = from;
    if (is_unreadable(s, problems) || version == store_version())
        return !s->broken;
    bool signs = version < STORE_SIGNS_ALL_SINCE && store_has_unsigned(s);
    bool ok = (!signs || head_settle(s)) && store_begin(s);
    while (ok && version < store_version())
        ok = store_step(s, (int)++version);
    ok = store_end(s, ok && (!signs || store_sign_older(s))) && (!signs || head_bring_up(s));
    return ok || step_fail(s, from, store_version(), problems);
}

/* The key that the records end with. */
static void newest_key(struct store *s, char out[17])
{
    sqlite3_stmt *st = store_query(s, "SELECT id FROM key ORDER BY rowid DESC LIMIT 1", "");
    if (st && store_row(s, st))
        column_copy(st, 0, out, 17);
    store_query_end(s, st);
}

/* The keys beside the database must be the ones it was made with: other keys open nothing and sign for nobody. */
static bool keys_open(struct store *s, struct problems *problems)
{
    char path[STORE_PATH_MAX], newest[17] = "";
    bool demonstration = false;
    newest_key(s, newest);
    uint8_t mark[SEAL_MARK_BYTES], found[SEAL_MARK_BYTES];
    bool has_mark = rekey_mark(s, mark);
    snprintf(path, sizeof path, "%s/keys", s->folder);
    if (is_unreadable(s, problems))
        return false;
    if (!seal_keys_settle(path, has_mark ? mark : NULL) || !seal_keys_read(path, newest, &s->keys, problems)) {
        if (!problems->errors)
            problem_error(problems, PLACE_NONE, "keys-read", "%s could not be brought up to date", path);
        return false;
    }
    seal_site_mark(&s->keys, found);
    if (has_mark && !seal_equal(mark, found, sizeof mark)) {
        struct problem *p = problem_error(problems, PLACE_NONE, "keys-before",
                                          "the keys of %s were changed, and keys.json is of before", s->folder);
        problem_hint(problems, p, "a credential is made anew of keys.json after cairn store new-keys");
        return false;
    }
    sqlite3_stmt *st = store_query(
        s, "SELECT e.id, o.demonstration, o.dummy_pin FROM epoch e, origin o ORDER BY e.n DESC LIMIT 1", "");
    bool ok = st && store_row(s, st);
    if (ok) {
        column_copy(st, 0, s->epoch, sizeof s->epoch);
        demonstration = sqlite3_column_int(st, 1) == 1;
        column_copy(st, 2, s->dummy_pin, sizeof s->dummy_pin);
    }
    store_query_end(s, st);
    st = store_query(s, "SELECT public FROM key WHERE id = ?", "t", s->keys.root_id);
    ok = ok && st && store_row(s, st) && sqlite3_column_bytes(st, 0) == SEAL_PUBLIC_BYTES &&
         seal_equal(sqlite3_column_blob(st, 0), s->keys.root_public, SEAL_PUBLIC_BYTES) &&
         demonstration == s->keys.demonstration;
    store_query_end(s, st);
    ok = ok && rekey_read(s);
    if (is_unreadable(s, problems))
        return false;
    if (!ok) {
        problem_error(problems, PLACE_NONE, "keys-other", "%s/keys are not the keys of this store", s->folder);
    } else if (!text_is(s->keys.key_id, newest)) {
        struct problem *p = problem_error(problems, PLACE_NONE, "keys-day",
                                          "%s/keys/day.json is of another day than the records end with", s->folder);
        problem_hint(problems, p,
                     "database and keys must be of the same moment: put both back from one backup, then"
                     " cairn store epoch");
        ok = false;
    }
    return ok;
}

static void boot_id_read(struct store *s)
{
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    if (!file)
        return;
    if (!fgets(s->boot_id, sizeof s->boot_id, file))
        s->boot_id[0] = '\0';
    fclose(file);
}

struct store *store_open(const char *folder, struct problems *problems)
{
    char path[STORE_PATH_MAX];
    struct store *s = calloc(1, sizeof *s);
    if (!s || strlen(folder) > STORE_PATH_MAX - 64) {
        problem_error(problems, PLACE_NONE, "store-open", "cannot open %s", folder);
        free(s);
        return NULL;
    }
    s->lock_file = -1;
    arena_init(&s->arena);
    s->folder = arena_strdup(&s->arena, folder);
    snprintf(path, sizeof path, "%s/cairn.db", folder);
    bool is_there = access(path, F_OK) == 0;
    if (!is_there && errno != ENOENT && errno != ENOTDIR) {
        problem_error(problems, PLACE_NONE, "store-open", "cannot look at %s: %s", path, strerror(errno));
        goto fail;
    }
    if (!is_there) {
        struct problem *p = problem_error(problems, PLACE_NONE, "store-missing", "there is no store in %s", folder);
        problem_hint(problems, p, "make one with: cairn store new %s", folder);
        goto fail;
    }
    s->lock_file = lock_take(folder, problems);
    if (s->lock_file < 0 || !connection_open(s, path, problems) || !version_bring_up(s, problems))
        goto fail;
    if (!keys_open(s, problems) || !version_finish(s, problems))
        goto fail;
    boot_id_read(s);
    if (!site_open(s, problems))
        goto fail;
    return s;
fail:
    store_close(s);
    return NULL;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    if (s->db) {
        store_queries_forget(s);
        int rc = sqlite3_close(s->db);
        assert(rc == SQLITE_OK); /* every statement was finalised */
    }
    if (s->lock_file >= 0)
        close(s->lock_file);
    seal_keys_wipe(&s->keys);
    if (s->past_count)
        seal_wipe(s->past, sizeof *s->past * (size_t)s->past_count);
    arena_release(&s->arena);
    free(s);
}

bool store_is_demonstration(const struct store *s)
{
    return s->keys.demonstration;
}

bool store_is_broken(const struct store *s)
{
    return s->broken;
}

const struct site *store_site_of(const struct store *s)
{
    return &s->site;
}

const struct seal_keys *store_keys(const struct store *s)
{
    return &s->keys;
}

void store_use_clock(struct store *s, struct clock clock)
{
    s->clock = clock;
    s->has_clock = true;
}

struct clock store_clock(const struct store *s)
{
    return s->has_clock ? s->clock : clock_real();
}
