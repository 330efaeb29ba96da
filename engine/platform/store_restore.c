#include "store_backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sealed_file.h"
#include "store_backup_parts.h"
#include "store_internal.h"

static bool is_empty_or_absent(const char *folder)
{
    DIR *dir = opendir(folder);
    bool empty = true;
    if (!dir)
        return errno == ENOENT;
    for (struct dirent *entry; empty && (entry = readdir(dir));)
        empty = text_is(entry->d_name, ".") || text_is(entry->d_name, "..");
    closedir(dir);
    return empty;
}

/* Of this try, or of one that was cut off. Nothing but what a backup has in it is ever there. */
static void beside_remove(struct arena *a, const char *beside)
{
    static const char *const names[] = {"keys/keys.json",     "keys/day.json", "keys/day.next.json",  "keys/head.json",
                                        "keys/head.json.new", "keys/keys.new", "keys/keys.next.json", "keys",
                                        "cairn.db",           "cairn.db-wal",  "cairn.db-journal",    "cairn.db-shm",
                                        "cairn.lock",         "site.json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        remove(arena_printf(a, "%s/%s", beside, names[i]));
    remove(beside);
}

static bool backup_unpack(struct arena *a, const char *path, const char *phrase, const char *beside,
                          struct store_restored *out, struct problems *problems)
{
    const struct json *about;
    struct sealed_file *f = arena_alloc(a, sizeof *f);
    enum sealed sealed = sealed_open(f, path, BACKUP_MAGIC, phrase);
    bool ok = false;
    if (sealed == SEALED_MISSING)
        problem_error(problems, PLACE_NONE, "backup-read", "%s cannot be read", path);
    else if (sealed == SEALED_OTHER)
        problem_error(problems, PLACE_NONE, "backup-read", "%s is no backup of a store", path);
    else if (sealed == SEALED_CLOSED)
        problem_error(problems, PLACE_NONE, "backup-closed", "%s does not open with those words, or it was changed",
                      path);
    else if (mkdir(beside, 0700) != 0 || mkdir(arena_printf(a, "%s/keys", beside), 0700) != 0)
        problem_error(problems, PLACE_NONE, "restore-write", "%s cannot be made: %s", beside, strerror(errno));
    else if (!(ok = backup_read(f, a, beside, &about)))
        problem_error(problems, PLACE_NONE, "backup-read",
                      "%s is not whole, or what is in it could not all be written here", path);
    if (ok)
        *out = (struct store_restored){.site = body_text(a, about, "site"),
                                       .terminal = body_text(a, about, "terminal"),
                                       .at = strtoll(body_text(a, about, "at"), NULL, 10)};
    sealed_close(f);
    return ok;
}

/* Verified as it was, before anything is added to it. */
static bool restored_verify(struct store *s, const struct store_restore *how, struct store_restored *out,
                            struct problems *problems)
{
    int audits;
    out->is_whole = store_records_verify(s, &out->records, problems) && store_audit_verify(s, &audits, problems);
    if (out->is_whole || how->although_not_whole)
        return !s->broken;
    problem_hint(problems, problems->last, "take an older backup, or this one all the same with --although-not-whole");
    return false;
}

static bool restored_begin(struct store *s, struct arena *a, const struct store_restore *how,
                           const struct store_restored *out, struct problems *problems)
{
    char at[INSTANT_TEXT];
    instant_format(out->at, at);
    store_use_staff(s, how->who);
    if (!store_epoch(s, how->reason, problems))
        return false;
    if (store_audit_add(s, AUDIT_STORE, NULL, audit_detail(a, "of", at, "what", "restored", NULL)) &&
        store_key_roll(s, "restored"))
        return true;
    problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written: nothing was put back");
    return false;
}

/* Without a list nothing here can know who was erased after the backup was made. */
static bool erase_whom_it_brings(struct store *s, struct arena *a, const char *path, const struct store_restore *how,
                                 struct store_restored *out, struct problems *problems)
{
    out->list = how->erased;
    if (!out->list) {
        const char *beside = store_erased_path(a, path, out->site, out->terminal);
        out->list = access(beside, F_OK) == 0 ? beside : NULL;
    }
    return !out->list || store_erased_again(s, out->list, &out->erased, problems);
}

static bool into_place(struct arena *a, const char *beside, const char *folder, struct problems *problems)
{
    const char *slash = strrchr(folder, '/');
    int parent =
        open(slash ? arena_copy(a, folder, (size_t)(slash - folder + 1)) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = parent >= 0 && rename(beside, folder) == 0 && fsync(parent) == 0;
    if (!ok)
        problem_error(problems, PLACE_NONE, "restore-write", "%s cannot be made: %s", folder, strerror(errno));
    if (parent >= 0)
        close(parent);
    return ok;
}

bool store_restore(const char *path, const char *phrase, const char *folder, const struct store_restore *how,
                   struct arena *a, struct store_restored *out, struct problems *problems)
{
    size_t length = strlen(folder);
    *out = (struct store_restored){0};
    while (length > 1 && folder[length - 1] == '/')
        length--;
    folder = arena_copy(a, folder, length);
    const char *beside = arena_printf(a, "%s.restoring", folder);
    if (text_is_empty(how->reason)) {
        problem_error(problems, PLACE_NONE, "epoch-reason",
                      "putting a backup back needs a reason: it is kept, and signed");
        return false;
    }
    if (!is_empty_or_absent(folder)) {
        struct problem *p = problem_error(problems, PLACE_NONE, "restore-exists",
                                          "%s is not empty: nothing is ever written over a store", folder);
        problem_hint(problems, p, "put the backup back into a new folder, or move the old one away first");
        return false;
    }
    beside_remove(a, beside);
    bool ok = backup_unpack(a, path, phrase, beside, out, problems);
    struct store *s = ok ? store_open(beside, problems) : NULL;
    ok = s && restored_verify(s, how, out, problems) && restored_begin(s, a, how, out, problems) &&
         erase_whom_it_brings(s, a, path, how, out, problems);
    store_close(s);
    ok = ok && into_place(a, beside, folder, problems);
    if (!ok)
        beside_remove(a, beside);
    return ok;
}
