/* Making, signing and unpacking packs: on the machines of those who publish them. */
#include "pack.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"

static void put_number(struct buffer *out, uint32_t number)
{
    const char bytes[4] = {(char)(number >> 24), (char)(number >> 16), (char)(number >> 8), (char)number};
    buffer_add(out, bytes, 4);
}

static int by_path(const void *a, const void *b)
{
    const struct pack_part *x = a, *y = b;
    return strcmp(x->path, y->path);
}

bool pack_write(const char *path, const struct pack *about, struct pack_part *parts, int count,
                struct problems *problems)
{
    struct arena a;
    struct buffer manifest, out;
    arena_init(&a);
    buffer_init(&manifest, &a);
    buffer_init(&out, &a);
    qsort(parts, (size_t)count, sizeof *parts, by_path);
    struct pack_file *files = ARENA_ARRAY(&a, struct pack_file, count);
    struct pack read = {.shown = path};
    for (int i = 0; i < count; i++) {
        files[i] = (struct pack_file){.path = parts[i].path, .size = (int64_t)parts[i].size};
        seal_hash(parts[i].bytes, parts[i].size, files[i].hash);
    }
    pack_manifest_write(about, files, count, &manifest);
    bool good = pack_manifest_read(&a, buffer_text(&manifest), manifest.length, &read, problems);
    if (good) {
        buffer_adds(&out, PACK_MAGIC);
        put_number(&out, (uint32_t)manifest.length);
        put_number(&out, 0);
        buffer_add(&out, manifest.text, manifest.length);
        for (int i = 0; i < count; i++)
            buffer_add(&out, parts[i].bytes, parts[i].size);
        good = ((int64_t)out.length <= PACK_BYTES_MAX && manifest.length <= PACK_MANIFEST_MAX) ||
               pack_refuse(problems, path, "pack-large", "the pack would have %zu bytes", out.length);
    }
    good = good && (file_write_atomically(path, out.text, out.length) ||
                    pack_refuse(problems, path, "pack-write", "the pack cannot be written"));
    arena_release(&a);
    return good;
}

static bool sign_whole(struct arena *a, const char *path, const struct pack *p, const uint8_t *signature,
                       struct problems *problems)
{
    struct buffer out;
    const char *bytes;
    size_t size;
    const size_t before = PACK_HEAD + (size_t)p->signer_count * PACK_SIGNATURE;
    if (p->bytes > (int64_t)FILE_BYTES_MAX)
        return pack_refuse(problems, path, "pack-large", "a pack of more than %zu bytes cannot be signed",
                           FILE_BYTES_MAX);
    if (!file_read(a, path, &bytes, &size) || (int64_t)size != p->bytes)
        return pack_refuse(problems, path, "pack-file", "the pack cannot be read");
    buffer_init(&out, a);
    buffer_add(&out, bytes, PACK_HEAD - 4);
    put_number(&out, (uint32_t)p->signer_count + 1);
    buffer_add(&out, bytes + PACK_HEAD, before - PACK_HEAD);
    buffer_add(&out, (const char *)signature, PACK_SIGNATURE);
    buffer_add(&out, bytes + before, size - before);
    return file_write_atomically(path, out.text, out.length) ||
           pack_refuse(problems, path, "pack-write", "the pack cannot be written");
}

bool pack_sign(const char *path, enum pack_role role, const uint8_t secret[SEAL_SECRET_BYTES],
               const uint8_t public_key[SEAL_PUBLIC_BYTES], struct problems *problems)
{
    struct arena a;
    struct pack p;
    uint8_t hash[SEAL_HASH_BYTES], signature[PACK_SIGNATURE] = {(uint8_t)role};
    arena_init(&a);
    bool good = pack_open(&a, path, NULL, &p, problems);
    for (int i = 0; good && i < p.signer_count; i++)
        if (seal_equal(p.signer[i].public_key, public_key, SEAL_PUBLIC_BYTES))
            good = pack_refuse(problems, path, "pack-key-twice", "that key has signed the pack already");
    if (good && p.signer_count == PACK_SIGNATURES_MAX)
        good = pack_refuse(problems, path, "pack-large", "the pack has %d signatures: no more are allowed",
                           PACK_SIGNATURES_MAX);
    if (good) {
        seal_from_hex(p.hash, hash, sizeof hash);
        memcpy(signature + 1, public_key, SEAL_PUBLIC_BYTES);
        seal_sign_as(secret, pack_domain(role), hash, signature + 1 + SEAL_PUBLIC_BYTES);
        good = sign_whole(&a, path, &p, signature, problems);
    }
    pack_close(&p);
    arena_release(&a);
    return good;
}

/* --- unpacking ---------------------------------------------------------------------------------------------------- */

/* The folders that `path` is in, below `folder`, which was just made and is nobody else's. */
static bool folders_make(struct arena *a, const char *folder, const char *path)
{
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        const char *part = arena_printf(a, "%s/%.*s", folder, (int)(slash - path), path);
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

bool pack_unpack(const struct pack *p, const char *folder, struct problems *problems)
{
    if (mkdir(folder, 0700) != 0)
        return pack_refuse(problems, folder, "pack-folder",
                           errno == EEXIST ? "the folder is there already: nothing is written over"
                                           : "the folder cannot be made");
    bool good = true;
    for (int i = 0; good && i < p->file_count; i++) {
        struct arena a;
        const char *bytes;
        size_t size;
        arena_init(&a);
        good = (pack_read(p, &a, &p->files[i], &bytes, &size) ||
                pack_refuse(problems, p->shown, "pack-hash", "%s was changed meanwhile", p->files[i].path)) &&
               folders_make(&a, folder, p->files[i].path) &&
               (file_write_atomically(arena_printf(&a, "%s/%s", folder, p->files[i].path), bytes, size) ||
                pack_refuse(problems, folder, "pack-write", "%s cannot be written", p->files[i].path));
        arena_release(&a);
    }
    return good;
}
