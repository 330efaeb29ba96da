#include "store_backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "sealed_file.h"
#include "store_backup_parts.h"
#include "store_internal.h"

/* --- writing ---------------------------------------------------------------------------------------------------- */

static bool part_begin(struct sealed_file *f, const char *name, int64_t size)
{
    uint8_t head[PART_NAME + 8] = {0};
    snprintf((char *)head, PART_NAME, "%s", name);
    for (int i = 0; i < 8; i++)
        head[PART_NAME + i] = (uint8_t)(size >> (8 * (7 - i)));
    return sealed_put(f, head, sizeof head);
}

static bool part_put(struct sealed_file *f, const char *name, const void *bytes, size_t size)
{
    return part_begin(f, name, (int64_t)size) && sealed_put(f, bytes, size);
}

/* A file beside the database; none is none. */
static bool part_put_file(const struct store *s, struct arena *a, struct sealed_file *f, const char *name)
{
    const char *bytes, *path = arena_printf(a, "%s/%s", s->folder, name);
    size_t size;
    if (access(path, F_OK) != 0)
        return errno == ENOENT;
    return file_read(a, path, &bytes, &size) && part_put(f, name, bytes, size);
}

/* Through the connection's own file: another one, closed, would let go of its locks. */
static bool part_put_database(struct store *s, struct arena *a, struct sealed_file *f)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    char *bytes = arena_alloc(a, SEALED_CHUNK);
    bool ok = sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file &&
              file->pMethods && file->pMethods->xFileSize(file, &size) == SQLITE_OK && part_begin(f, "cairn.db", size);
    for (sqlite3_int64 at = 0; ok && at < size; at += SEALED_CHUNK) {
        int part = size - at < SEALED_CHUNK ? (int)(size - at) : SEALED_CHUNK;
        ok = file->pMethods->xRead(file, bytes, part, at) == SQLITE_OK && sealed_put(f, bytes, (size_t)part);
    }
    return ok;
}

static bool part_put_keys(struct store *s, struct sealed_file *f)
{
    char text[SEAL_KEYS_TEXT];
    bool ok = part_put(f, "keys/keys.json", text, seal_keys_text(&s->keys, text)) &&
              part_put(f, "keys/day.json", text, seal_day_text(&s->keys, text));
    seal_wipe(text, sizeof text);
    return ok;
}

static bool part_put_about(struct store *s, struct arena *a, struct sealed_file *f, instant_ms now)
{
    struct link end;
    char root[2 * SEAL_PUBLIC_BYTES + 1];
    if (!link_next(s, &end))
        return false;
    seal_hex(s->keys.root_public, SEAL_PUBLIC_BYTES, root);
    const char *about =
        audit_detail(a, "at", arena_printf(a, "%lld", (long long)now), "epoch", s->epoch, "records",
                     arena_printf(a, "%lld", (long long)end.seq - 1), "root", root, "site", s->site.site, "terminal",
                     s->site.terminal, "version", arena_printf(a, "%d", store_version()), NULL);
    return part_put(f, "about", about, strlen(about));
}

/* With nothing in the WAL the file of the database is the database. */
static bool parts_put(struct store *s, struct arena *a, struct sealed_file *f, instant_ms now)
{
    return part_put_about(s, a, f, now) && part_put_keys(s, f) && part_put_file(s, a, f, "keys/head.json") &&
           part_put_file(s, a, f, "site.json") && wal_empty(s) && part_put_database(s, a, f) && part_begin(f, "", 0);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static bool part_is_known(const char *name)
{
    static const char *const names[] = {"about",          "keys/keys.json", "keys/day.json",
                                        "keys/head.json", "site.json",      "cairn.db"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_is(name, names[i]))
            return true;
    return false;
}

static bool part_copy(struct sealed_file *f, int64_t size, int file)
{
    char bytes[4096];
    bool ok = true;
    for (int64_t left = size; ok && left > 0;) {
        size_t part = left < (int64_t)sizeof bytes ? (size_t)left : sizeof bytes;
        ok = sealed_get(f, bytes, part) && (file < 0 || write(file, bytes, part) == (ssize_t)part);
        left -= (int64_t)part;
    }
    seal_wipe(bytes, sizeof bytes);
    return ok;
}

static bool part_take(struct sealed_file *f, struct arena *a, const char *name, int64_t size, const char *folder)
{
    if (!folder)
        return part_copy(f, size, -1);
    int file = open(arena_printf(a, "%s/%s", folder, name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool ok = file >= 0 && part_copy(f, size, file) && fsync(file) == 0;
    if (file >= 0)
        ok = close(file) == 0 && ok;
    return ok;
}

bool backup_read(struct sealed_file *f, struct arena *a, const char *folder, const struct json **about_out)
{
    *about_out = NULL;
    for (;;) {
        char head[PART_NAME + 8], *about;
        int64_t size = 0;
        if (!sealed_get(f, head, sizeof head) || head[PART_NAME - 1])
            return false;
        for (int i = 0; i < 8; i++)
            size = (int64_t)((uint64_t)size << 8 | (uint8_t)head[PART_NAME + i]);
        if (!*head)
            return *about_out && sealed_is_read(f);
        if (!part_is_known(head) || size < 0)
            return false;
        if (!text_is(head, "about")) {
            if (!part_take(f, a, head, size, folder))
                return false;
            continue;
        }
        if (size > SEALED_CHUNK || !sealed_get(f, about = arena_alloc(a, (size_t)size + 1), (size_t)size))
            return false;
        *about_out = body_read(a, about, (size_t)size);
    }
}

/* What the stick has, not what the machine remembers of writing it. */
static bool is_read_back(struct arena *a, const char *path, const char *phrase)
{
    const struct json *about;
    struct sealed_file *f = arena_alloc(a, sizeof *f);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        close(file);
    }
    bool ok = sealed_open(f, path, BACKUP_MAGIC, phrase) == SEALED_OPEN && backup_read(f, a, NULL, &about);
    sealed_close(f);
    return ok;
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

/* What the file system of any stick takes. */
static char *file_name(struct arena *a, const char *name)
{
    char *made = arena_strdup(a, name);
    for (char *c = made; *c; c++)
        if (!(*c >= 'a' && *c <= 'z') && !(*c >= 'A' && *c <= 'Z') && !(*c >= '0' && *c <= '9'))
            *c = '-';
    return made;
}

const char *store_erased_path(struct arena *a, const char *path, const char *site, const char *terminal)
{
    const char *slash = strrchr(path, '/');
    return arena_printf(a, "%.*s%s.erased", slash ? (int)(slash - path + 1) : 0, path,
                        file_name(a, arena_printf(a, "cairn-%s-%s", site, terminal)));
}

const char *store_backup_path(const struct store *s, struct arena *a, const char *to, instant_ms now)
{
    struct stat info;
    char at[INSTANT_TEXT];
    if (stat(to, &info) != 0 || !S_ISDIR(info.st_mode))
        return to;
    instant_format(now, at);
    const char *name = file_name(a, arena_printf(a, "cairn-%s-%s-%.19s", s->site.site, s->site.terminal, at));
    return arena_printf(a, "%s/%s.backup", to, name);
}

static bool fail(struct problems *problems, const char *code, const char *path, const char *words)
{
    problem_error(problems, PLACE_NONE, code, "%s %s", path, words);
    return false;
}

static bool folder_sync_of(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy(a, path, (size_t)(slash - path + 1)) : ".";
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return ok;
}

static bool backup_write(struct store *s, struct arena *a, const char *path, const char *phrase, instant_ms now,
                         struct problems *problems)
{
    const char *beside = arena_printf(a, "%s.part", path);
    struct sealed_file *f = arena_alloc(a, sizeof *f);
    if (access(path, F_OK) == 0)
        return fail(problems, "backup-exists", path, "is there already: a backup is never written over another");
    unlink(beside); /* of a try that was cut off */
    bool ok = sealed_make(f, beside, BACKUP_MAGIC, phrase);
    ok = ok && parts_put(s, a, f, now) && sealed_end(f);
    sealed_close(f);
    if (!ok)
        fail(problems, "backup-write", path, "could not be written: is it there, and not full? Nothing was left");
    else if (!(ok = is_read_back(a, beside, phrase)))
        fail(problems, "backup-read", path, "does not read back as it was written: use another disk or stick");
    else if (!(ok = rename(beside, path) == 0 && folder_sync_of(a, path)))
        fail(problems, "backup-write", path, "could not be put into its place");
    if (!ok)
        unlink(beside);
    return ok;
}

bool store_backup(struct store *s, const char *path, const char *phrase, struct problems *problems)
{
    struct clock clock = store_clock(s);
    instant_ms now = clock.wall(clock.context);
    struct arena a;
    arena_init(&a);
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    bool ok = store_audit_add(s, AUDIT_STORE, NULL, audit_detail(&a, "what", "backup begun", NULL)) &&
              backup_write(s, &a, path, phrase, now, problems);
    if (ok && !(ok = store_audit_add(s, AUDIT_STORE, NULL, audit_detail(&a, "name", name, "what", "backup", NULL))))
        fail(problems, "store-broken", path, "is whole, but that it was made could not be noted");
    if (!ok && !problems->errors)
        fail(problems, "store-broken", path, "was not begun: the audit could not be written");
    arena_release(&a);
    return ok;
}

static bool last_at(struct store *s, const char *sql, instant_ms *out)
{
    *out = 0;
    sqlite3_stmt *st = store_query(s, sql, "");
    if (st && store_row(s, st))
        *out = sqlite3_column_int64(st, 0);
    store_query_end(s, st);
    return !s->broken;
}

bool store_backup_last(struct store *s, instant_ms *at_out)
{
    return last_at(s,
                   "SELECT at FROM audit WHERE action = 'store' AND json_extract(detail, '$.what') = 'backup'"
                   " ORDER BY seq DESC LIMIT 1",
                   at_out);
}

bool store_bundle_last(struct store *s, instant_ms *at_out)
{
    return last_at(s,
                   "SELECT at FROM audit WHERE action = 'import' OR (action = 'export' AND"
                   " json_extract(detail, '$.bundle') IS NOT NULL) ORDER BY seq DESC LIMIT 1",
                   at_out);
}
