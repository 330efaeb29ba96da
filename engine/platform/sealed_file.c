#include "sealed_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAGIC_MAX 32

static bool write_all(int file, const void *bytes, size_t size)
{
    for (const char *at = bytes; size;) {
        ssize_t put = write(file, at, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        size -= (size_t)put;
    }
    return true;
}

/* How much there was; -1 when the disk does not answer. */
static ssize_t read_most(int file, void *bytes, size_t size)
{
    size_t have = 0;
    while (have < size) {
        ssize_t got = read(file, (char *)bytes + have, size - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        have += (size_t)got;
    }
    return (ssize_t)have;
}

static void about_chunk(const struct sealed_file *f, bool last, char about[64])
{
    snprintf(about, 64, "cairn-chunk-v1|%lld|%s", (long long)f->chunk, last ? "last" : "more");
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

bool sealed_make(struct sealed_file *f, const char *path, const char *magic, const char *phrase)
{
    uint8_t salt[SEAL_SALT_BYTES];
    memset(f, 0, sizeof *f);
    seal_random(salt, sizeof salt);
    f->file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    return f->file >= 0 && seal_phrase_key(phrase, salt, f->key) && write_all(f->file, magic, strlen(magic)) &&
           write_all(f->file, salt, sizeof salt);
}

static bool chunk_write(struct sealed_file *f, bool last)
{
    char about[64];
    about_chunk(f, last, about);
    seal_close(f->key, about, f->plain, f->fill, f->sealed);
    size_t size = f->fill + SEAL_OVERHEAD_BYTES;
    f->fill = 0;
    f->chunk++;
    return write_all(f->file, f->sealed, size);
}

bool sealed_put(struct sealed_file *f, const void *bytes, size_t size)
{
    for (const char *from = bytes; size;) {
        size_t room = SEALED_CHUNK - f->fill, part = size < room ? size : room;
        memcpy(f->plain + f->fill, from, part);
        f->fill += part;
        from += part;
        size -= part;
        if (f->fill == SEALED_CHUNK && !chunk_write(f, false))
            return false;
    }
    return true;
}

bool sealed_end(struct sealed_file *f)
{
    return chunk_write(f, true) && fsync(f->file) == 0;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/* A chunk that is not full is the last; one that is full never is. */
static bool chunk_read(struct sealed_file *f)
{
    char about[64];
    ssize_t size = read_most(f->file, f->sealed, sizeof f->sealed);
    if (f->was_last || size < SEAL_OVERHEAD_BYTES)
        return false;
    f->was_last = (size_t)size < sizeof f->sealed;
    about_chunk(f, f->was_last, about);
    f->chunk++;
    f->at = 0;
    f->fill = (size_t)size - SEAL_OVERHEAD_BYTES;
    return seal_open(f->key, about, f->sealed, (size_t)size, f->plain);
}

enum sealed sealed_open(struct sealed_file *f, const char *path, const char *magic, const char *phrase)
{
    char start[MAGIC_MAX] = "";
    uint8_t salt[SEAL_SALT_BYTES];
    size_t length = strlen(magic);
    memset(f, 0, sizeof *f);
    f->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (f->file < 0)
        return SEALED_MISSING;
    if (length >= sizeof start || read_most(f->file, start, length) != (ssize_t)length ||
        memcmp(start, magic, length) != 0 || read_most(f->file, salt, sizeof salt) != (ssize_t)sizeof salt)
        return SEALED_OTHER;
    return seal_phrase_key(phrase, salt, f->key) && chunk_read(f) ? SEALED_OPEN : SEALED_CLOSED;
}

bool sealed_get(struct sealed_file *f, void *out, size_t size)
{
    for (char *to = out; size;) {
        if (f->at == f->fill && !chunk_read(f))
            return false;
        size_t left = f->fill - f->at, part = size < left ? size : left;
        memcpy(to, f->plain + f->at, part);
        f->at += part;
        to += part;
        size -= part;
        if (f->at == f->fill && f->was_last && size)
            return false;
    }
    return true;
}

bool sealed_is_read(struct sealed_file *f)
{
    while (f->at == f->fill && !f->was_last)
        if (!chunk_read(f))
            return false;
    return f->at == f->fill && f->was_last;
}

void sealed_close(struct sealed_file *f)
{
    if (f->file >= 0)
        close(f->file);
    seal_wipe(f, sizeof *f);
    f->file = -1;
}
