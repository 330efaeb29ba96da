/* Reading packs. Until the signatures are found good nothing but sizes and fixed fields is looked at. */
#include "pack.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_at(int file, int64_t at, void *out, size_t size)
{
    for (size_t have = 0; have < size;) {
        ssize_t got = pread(file, (char *)out + have, size - have, (off_t)(at + (int64_t)have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        have += (size_t)got;
    }
    return true;
}

static uint32_t big_endian(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* --- signatures --------------------------------------------------------------------------------------------------- */

static const struct pack_key *key_find(const struct pack_keys *keys, const uint8_t *public_key)
{
    for (int i = 0; i < keys->count; i++)
        if (seal_equal(keys->key[i].public_key, public_key, SEAL_PUBLIC_BYTES))
            return &keys->key[i];
    return NULL;
}

/* One signature. A key that is not known here may have signed as well: it counts for nothing. */
static bool signature_judge(struct pack *p, const uint8_t *bytes, const struct pack_keys *keys,
                            const uint8_t hash[SEAL_HASH_BYTES], struct problems *problems)
{
    struct pack_key by = {.role = (enum pack_role)bytes[0]};
    const struct pack_key *known = keys ? key_find(keys, bytes + 1) : NULL;
    if (bytes[0] >= PACK_ROLES)
        return pack_refuse(problems, p->shown, "pack-role", "a signature is of a role that there is not");
    memcpy(by.public_key, bytes + 1, SEAL_PUBLIC_BYTES);
    seal_key_id(by.public_key, by.id);
    for (int i = 0; i < p->signer_count; i++)
        if (seal_equal(p->signer[i].public_key, by.public_key, SEAL_PUBLIC_BYTES))
            return pack_refuse(problems, p->shown, "pack-key-twice", "the key %s signed twice", by.id);
    if (keys && !known)
        return true;
    if (known && known->role != by.role)
        return pack_refuse(problems, p->shown, "pack-role", "the key of %s (%s) signed as %s", known->name,
                           pack_role_name(known->role), pack_role_name(by.role));
    if (!seal_verify_as(by.public_key, pack_domain(by.role), hash, bytes + 1 + SEAL_PUBLIC_BYTES))
        return pack_refuse(problems, p->shown, "pack-signature", "the signature of %s does not fit: it was changed",
                           known ? known->name : by.id);
    by.name = known ? known->name : NULL;
    p->signer[p->signer_count++] = by;
    return true;
}

static bool are_enough(const struct pack *p, struct problems *problems)
{
    int count[PACK_ROLES] = {0};
    for (int i = 0; i < p->signer_count; i++)
        count[p->signer[i].role]++;
    if (count[PACK_PUBLISHER] < PACK_PUBLISHERS)
        return pack_refuse(problems, p->shown, "pack-unsigned",
                           "%d publishers' keys that are trusted here signed the pack; %d have to",
                           count[PACK_PUBLISHER], PACK_PUBLISHERS);
    if (!count[PACK_CLINICAL])
        return pack_refuse(problems, p->shown, "pack-unapproved",
                           "nobody who is trusted here for clinical sign-off signed the pack");
    return true;
}

static bool signatures_judge(struct pack *p, const uint8_t *bytes, uint32_t count, const struct pack_keys *keys,
                             const uint8_t hash[SEAL_HASH_BYTES], struct problems *problems)
{
    for (uint32_t i = 0; i < count; i++)
        if (!signature_judge(p, bytes + (size_t)i * PACK_SIGNATURE, keys, hash, problems))
            return false;
    return !keys || are_enough(p, problems);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

bool pack_read(const struct pack *p, struct arena *a, const struct pack_file *file, const char **bytes_out,
               size_t *size_out)
{
    uint8_t hash[SEAL_HASH_BYTES];
    char *bytes = arena_alloc(a, (size_t)file->size + 1);
    if (!read_at(p->file, file->at, bytes, (size_t)file->size))
        return false;
    seal_hash(bytes, (size_t)file->size, hash);
    if (!seal_equal(hash, file->hash, sizeof hash))
        return false;
    *bytes_out = bytes;
    *size_out = (size_t)file->size;
    return true;
}

/* Where each begins; that they fill the pack, and nothing more is in it. */
static bool places_judge(struct pack *p, int64_t at, struct problems *problems)
{
    for (int i = 0; i < p->file_count; i++) {
        p->files[i].at = at;
        at += p->files[i].size; /* no more than files times their most: no overflow */
    }
    if (at > p->bytes)
        return pack_refuse(problems, p->shown, "pack-cut", "the pack has %lld bytes of %lld: copy it here again",
                           (long long)p->bytes, (long long)at);
    if (at < p->bytes)
        return pack_refuse(problems, p->shown, "pack-long", "something comes after the pack's last file");
    return true;
}

bool pack_files_verify(const struct pack *p, struct problems *problems)
{
    bool good = true;
    for (int i = 0; good && i < p->file_count; i++) {
        struct arena a;
        const char *bytes;
        size_t size;
        arena_init(&a);
        good = pack_read(p, &a, &p->files[i], &bytes, &size);
        arena_release(&a);
        if (!good)
            pack_refuse(problems, p->shown, "pack-hash", "%s is not the one that was signed for", p->files[i].path);
    }
    return good;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static bool size_judge(struct pack *p, struct problems *problems)
{
    struct stat about;
    if (fstat(p->file, &about) != 0 || !S_ISREG(about.st_mode))
        return pack_refuse(problems, p->shown, "pack-file", "that is not a file");
    p->bytes = about.st_size;
    if (p->bytes > PACK_BYTES_MAX)
        return pack_refuse(problems, p->shown, "pack-large", "the pack has %lld bytes; %lld are allowed",
                           (long long)p->bytes, (long long)PACK_BYTES_MAX);
    return true;
}

static bool head_judge(struct arena *a, int file, const char *shown, const struct pack_keys *keys, struct pack *out,
                       struct problems *problems)
{
    uint8_t head[PACK_HEAD], hash[SEAL_HASH_BYTES];
    const size_t magic = sizeof PACK_MAGIC - 1;
    *out = (struct pack){.file = file, .shown = arena_strdup(a, shown)};
    if (!size_judge(out, problems))
        return false;
    if (!read_at(file, 0, head, sizeof head) || memcmp(head, PACK_MAGIC, magic) != 0)
        return pack_refuse(problems, out->shown, "pack-format", "that is no pack, or one of another version");
    uint32_t manifest_size = big_endian(head + magic), count = big_endian(head + magic + 4);
    if (manifest_size > PACK_MANIFEST_MAX || count > PACK_SIGNATURES_MAX)
        return pack_refuse(problems, out->shown, "pack-large",
                           "the manifest has %u bytes and %u signatures; %d and %d are allowed", manifest_size, count,
                           PACK_MANIFEST_MAX, PACK_SIGNATURES_MAX);
    size_t signed_size = (size_t)count * PACK_SIGNATURE;
    uint8_t *signatures = arena_alloc(a, signed_size);
    char *manifest = arena_alloc(a, (size_t)manifest_size + 1);
    if (!read_at(file, PACK_HEAD, signatures, signed_size) ||
        !read_at(file, (int64_t)(PACK_HEAD + signed_size), manifest, manifest_size))
        return pack_refuse(problems, out->shown, "pack-cut", "the pack ends in its manifest: copy it here again");
    pack_hash(manifest, manifest_size, hash);
    seal_hex(hash, sizeof hash, out->hash);
    return signatures_judge(out, signatures, count, keys, hash, problems) &&
           pack_manifest_read(a, manifest, manifest_size, out, problems) &&
           places_judge(out, (int64_t)(PACK_HEAD + signed_size + manifest_size), problems);
}

bool pack_open_file(struct arena *a, int file, const char *shown, const struct pack_keys *keys, struct pack *out,
                    struct problems *problems)
{
    return head_judge(a, file, shown, keys, out, problems) && pack_files_verify(out, problems);
}

bool pack_open_signed(struct arena *a, const char *path, const struct pack_keys *keys, struct pack *out,
                      struct problems *problems)
{
    /* NONBLOCK: a pipe must not hold the kiosk; NOFOLLOW: what is looked at is what was put there */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (file >= 0)
        return head_judge(a, file, path, keys, out, problems);
    *out = (struct pack){.file = -1, .shown = arena_strdup(a, path)};
    return pack_refuse(problems, out->shown, "pack-file",
                       errno == ELOOP ? "that is a link and not a file" : "the pack cannot be opened");
}

bool pack_open(struct arena *a, const char *path, const struct pack_keys *keys, struct pack *out,
               struct problems *problems)
{
    return pack_open_signed(a, path, keys, out, problems) && pack_files_verify(out, problems);
}

void pack_close(struct pack *p)
{
    if (p->file >= 0)
        close(p->file);
    p->file = -1;
}

/* --- is it the right one ------------------------------------------------------------------------------------------ */

static bool judge_new(const struct pack *p, int64_t seen, struct local_date today, struct problems *problems)
{
    char date[DATE_TEXT];
    if (p->version > seen + PACK_JUMP_MAX)
        return pack_refuse(problems, p->shown, "pack-jump",
                           "the pack has version %lld and %lld was the last: no more than %d may be left out",
                           (long long)p->version, (long long)seen, PACK_JUMP_MAX);
    date_format(p->made, date);
    if (date_days(p->made) > date_days(today) + 1)
        return pack_refuse(problems, p->shown, "pack-future", "the pack says that it was made on %s: look at the clock",
                           date);
    date_format(p->expires, date);
    if (date_compare(p->expires, today) < 0)
        return pack_refuse(problems, p->shown, "pack-expired", "the pack was to be used until %s: ask for a newer one",
                           date);
    return true;
}

bool pack_judge(const struct pack *p, const char *programme, const struct pack_seen *seen, struct local_date today,
                struct problems *problems)
{
    char date[DATE_TEXT];
    if (!text_is(p->programme, programme))
        return pack_refuse(problems, p->shown, "pack-programme", "the pack is of the programme %s, not %s",
                           p->programme, programme);
    if (p->version < seen->version)
        return pack_refuse(problems, p->shown, "pack-old", "the pack has version %lld; %lld was used here already",
                           (long long)p->version, (long long)seen->version);
    if (p->version > seen->version)
        return judge_new(p, seen->version, today, problems);
    if (!text_is(p->hash, seen->hash))
        return pack_refuse(problems, p->shown, "pack-other", "another pack with version %lld was used here already",
                           (long long)p->version);
    date_format(p->expires, date);
    if (date_compare(p->expires, today) < 0)
        problem_warning(problems, (struct place){.file = p->shown}, "pack-expired",
                        "the pack was to be used until %s: ask for a newer one", date);
    return true;
}

/* --- as a source -------------------------------------------------------------------------------------------------- */

const struct pack_file *pack_find(const struct pack *p, const char *path)
{
    int from = 0, to = p->file_count;
    while (from < to) {
        int middle = (from + to) / 2, order = strcmp(p->files[middle].path, path);
        if (!order)
            return &p->files[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static bool source_read(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    const struct pack *p = context;
    const struct pack_file *file = pack_find(p, path);
    return file && pack_read(p, a, file, bytes_out, size_out);
}

/* A picture "x.svg" is there when "x.png" is, as in files_source. */
static bool source_exists(void *context, const char *path)
{
    char png[PACK_PATH_MAX + 1];
    size_t length = strlen(path);
    if (pack_find(context, path))
        return true;
    if (length < 4 || length > PACK_PATH_MAX || strcmp(path + length - 4, ".svg") != 0)
        return false;
    memcpy(png, path, length - 3);
    memcpy(png + length - 3, "png", 4);
    return pack_find(context, png) != NULL;
}

struct source pack_source(struct pack *p)
{
    return (struct source){.context = p, .read = source_read, .exists = source_exists, .root = p->shown};
}
