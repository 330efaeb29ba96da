#define _GNU_SOURCE /* memfd_create, seals */
#include "shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "files.h"

#define PACKS_MAX 32
#define HELD      8 /* files that were given as paths */

struct shelf {
    struct arena arena;
    struct pack pack[PACKS_MAX];
    int count, refused;
    struct held {
        int file; /* -1: none */
        char path[PACK_PATH_MAX + 1];
    } held[HELD];
    int turn;
};

/* --- opening --------------------------------------------------------------------------------------------------------
 */

static bool pack_take(struct shelf *h, const char *path, const char *programme, const struct pack_keys *keys,
                      struct store *s, struct local_date today, struct problems *problems)
{
    struct pack *p = &h->pack[h->count];
    struct pack_seen seen;
    if (h->count == PACKS_MAX)
        return pack_refuse(problems, path, "packs-many", "there are more than %d packs", PACKS_MAX);
    bool good = pack_open_signed(&h->arena, path, keys, p, problems) && store_pack_seen(s, p->programme, &seen) &&
                pack_judge(p, programme, &seen, today, problems);
    if (good && p->version != seen.version)
        good = pack_files_verify(p, problems) && store_pack_use(s, p);
    if (good)
        h->count++;
    else
        pack_close(p);
    return good;
}

struct shelf *shelf_open(const char *folder, struct store *s, struct local_date today, struct problems *problems)
{
    const char **names;
    struct pack_keys keys;
    struct arena a;
    arena_init(&a);
    int count = file_names(&a, folder, PACK_ENDING, &names);
    if (count < 0 || !store_pack_keys(s, &a, &keys)) {
        arena_release(&a);
        return NULL;
    }
    struct arena own;
    arena_init(&own);
    struct shelf *h = ARENA_NEW(&own, struct shelf);
    h->arena = own;
    for (int i = 0; i < HELD; i++)
        h->held[i].file = -1;
    for (int i = 0; i < count; i++) {
        const char *path = arena_printf(&a, "%s/%s", folder, names[i]);
        const char *programme = arena_copy(&a, names[i], strlen(names[i]) - strlen(PACK_ENDING));
        h->refused += !pack_take(h, path, programme, &keys, s, today, problems);
    }
    for (int i = 0; i < h->count; i++) /* their names were the store's, and that may be closed */
        for (int k = 0; k < h->pack[i].signer_count; k++)
            h->pack[i].signer[k].name = arena_strdup(&h->arena, h->pack[i].signer[k].name);
    arena_release(&a);
    return h;
}

void shelf_close(struct shelf *h)
{
    if (!h)
        return;
    for (int i = 0; i < h->count; i++)
        pack_close(&h->pack[i]);
    for (int i = 0; i < HELD; i++)
        if (h->held[i].file >= 0)
            close(h->held[i].file);
    struct arena own = h->arena;
    arena_release(&own);
}

int shelf_count(const struct shelf *h)
{
    return h ? h->count : 0;
}

struct pack *shelf_pack(const struct shelf *h, int at)
{
    struct shelf *own = (struct shelf *)(uintptr_t)h; /* packs are read through a source, which has no const */
    return &own->pack[at];
}

int shelf_refused(const struct shelf *h)
{
    return h ? h->refused : 0;
}

/* --- files ----------------------------------------------------------------------------------------------------------
 */

static const struct pack *pack_of(const struct shelf *h, const char *path)
{
    size_t length = strcspn(path, "/");
    for (int i = 0; i < shelf_count(h); i++)
        if (strncmp(h->pack[i].programme, path, length) == 0 && !h->pack[i].programme[length])
            return &h->pack[i];
    return NULL;
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size) {
        ssize_t put = write(file, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes += put;
        size -= (size_t)put;
    }
    return true;
}

/* Verified, and then sealed: who has it open reads those bytes and no others. */
static int memory_file(const struct pack *p, const char *path)
{
    const struct pack_file *of = pack_find(p, path);
    struct arena a;
    const char *bytes;
    size_t size;
    int file = -1;
    arena_init(&a);
    if (of && pack_read(p, &a, of, &bytes, &size))
        file = memfd_create("cairn-pack", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    bool good = file >= 0 && write_all(file, bytes, size) &&
                fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0 &&
                lseek(file, 0, SEEK_SET) == 0;
    arena_release(&a);
    if (good || file < 0)
        return file;
    close(file);
    return -1;
}

int shelf_file(const struct shelf *h, const char *folder, const char *path)
{
    char full[SHELF_PATH];
    const struct pack *p = pack_of(h, path);
    if (p)
        return memory_file(p, path);
    int length = snprintf(full, sizeof full, "%s/%s", folder, path);
    return length < 0 || (size_t)length >= sizeof full ? -1 : open(full, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

static int held_file(struct shelf *h, const struct pack *p, const char *path)
{
    for (int i = 0; i < HELD; i++)
        if (h->held[i].file >= 0 && text_is(h->held[i].path, path))
            return h->held[i].file;
    struct held *one = &h->held[h->turn++ % HELD];
    if (one->file >= 0)
        close(one->file);
    one->file = strlen(path) < sizeof one->path ? memory_file(p, path) : -1;
    snprintf(one->path, sizeof one->path, "%s", path);
    return one->file;
}

void shelf_path(struct shelf *h, const char *folder, const char *path, char out[SHELF_PATH])
{
    const struct pack *p = pack_of(h, path);
    int file = p ? held_file(h, p, path) : -1;
    out[0] = '\0';
    if (file >= 0)
        snprintf(out, SHELF_PATH, "/proc/self/fd/%d", file); /* opened anew, with a place of its own */
    else if (!p)
        snprintf(out, SHELF_PATH, "%s/%s", folder, path);
}
