/*
 * Any bytes as a pack: looking at one must end, in memory bounds, and what is let through must be what its manifest
 * says.
 *
 * An even first byte: the rest is a whole pack; an odd one: a manifest, which is otherwise reached only by who holds
 * keys.
 */
#define _GNU_SOURCE /* memfd_create */
#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pack.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return seal_start() ? 0 : 1;
}

static void look(const struct pack *p)
{
    for (int i = 0; i < p->file_count; i++) {
        assert(pack_path_is_fit(p->files[i].path, p->programme) && !strstr(p->files[i].path, ".."));
        assert(pack_find(p, p->files[i].path) == &p->files[i]);
        assert(p->files[i].size >= 0 && p->files[i].size <= PACK_FILE_MAX);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems problems;
    struct arena a;
    struct pack p = {.file = -1, .shown = "pack"};
    if (!size)
        return 0;
    arena_init(&a);
    problems_init(&problems, &a);
    bool good;
    if (data[0] % 2) {
        const char *text = arena_copy(&a, (const char *)data + 1, size - 1);
        good = pack_manifest_read(&a, text, size - 1, &p, &problems);
    } else {
        int file = memfd_create("pack", MFD_CLOEXEC);
        assert(file >= 0 && write(file, data + 1, size - 1) == (ssize_t)size - 1);
        good = pack_open_file(&a, file, "pack", NULL, &p, &problems);
    }
    assert(good == (problems.errors == 0));
    if (good)
        look(&p);
    pack_close(&p);
    arena_release(&a);
    return 0;
}
