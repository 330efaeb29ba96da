#ifndef PACK_STAGE_H
#define PACK_STAGE_H
/*
 * pack_stage - publishers, thieves and packs that are put together by hand. Included once by a program, after
 * _GNU_SOURCE was defined.
 */
#include "store_stage.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "files.h"
#include "store_packs.h"

#define VARIANTS 20 /* of each kind, at least */

enum who { NORTH, SOUTH, WEST, CLINIC, WELSH, STRANGER, THIEF, PEOPLE };

static struct {
    uint8_t secret[SEAL_SECRET_BYTES], public_key[SEAL_PUBLIC_BYTES];
} people[PEOPLE];

static struct pack_keys trusted;

static char folder[64];
static struct arena arena;

static const struct local_date today = {2026, 11, 22};

static inline int make_people(void **state)
{
    static const struct {
        const char *name;
        enum pack_role role;
    } offices[] = {{"North", PACK_PUBLISHER},
                   {"South", PACK_PUBLISHER},
                   {"West", PACK_PUBLISHER},
                   {"Clinic", PACK_CLINICAL},
                   {"Welsh", PACK_TRANSLATION}};
    struct stage t;
    (void)state;
    stage_folder(&t);
    memcpy(folder, t.folder, sizeof folder);
    arena_release(&t.arena);
    for (int i = 0; i < PEOPLE; i++)
        seal_pair_make(people[i].secret, people[i].public_key);
    for (int i = 0; i <= WELSH; i++) {
        struct pack_key *key = &trusted.key[trusted.count++];
        *key = (struct pack_key){.role = offices[i].role, .name = offices[i].name};
        memcpy(key->public_key, people[i].public_key, SEAL_PUBLIC_BYTES);
        seal_key_id(key->public_key, key->id);
    }
    return 0;
}

static inline int end_people(void **state)
{
    (void)state;
    nftw(folder, stage_remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_release(&arena);
    return 0;
}

static inline int fresh(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

/* --- packs, put together by hand --------------------------------------------------------------------------------- */

struct by {
    enum who who;
    enum pack_role as;
};

#define BY_ALL                                                                                                         \
    {                                                                                                                  \
        {NORTH, PACK_PUBLISHER}, {WEST, PACK_PUBLISHER},                                                               \
        {                                                                                                              \
            CLINIC, PACK_CLINICAL                                                                                      \
        }                                                                                                              \
    }

struct raw {
    const char *manifest; /* NULL: as it should be */
    const char *programme;
    int64_t version;
    struct local_date made, expires;
    struct pack_part part[4];
    int part_count;
    struct by by[PACK_SIGNATURES_MAX + 2];
    int by_count;
};

static inline struct raw good_raw(int64_t version)
{
    return (struct raw){.programme = "calm",
                        .version = version,
                        .made = {2026, 11, 1},
                        .expires = {2027, 11, 1},
                        .part = {{"calm/media/body.png", "picture", 7},
                                 {"calm/programme.json", "{\"a\":1}", 7},
                                 {"measures/how.json", "{\"b\":2}", 7},
                                 {"shared/facts.json", "{}", 2}},
                        .part_count = 4,
                        .by = BY_ALL,
                        .by_count = 3};
}

static inline const char *manifest_of(const struct raw *r)
{
    struct pack about = {
        .programme = r->programme, .engine = 1, .version = r->version, .made = r->made, .expires = r->expires};
    struct pack_file files[4];
    struct buffer out;
    buffer_init(&out, &arena);
    for (int i = 0; i < r->part_count; i++) {
        files[i] = (struct pack_file){.path = r->part[i].path, .size = (int64_t)r->part[i].size};
        seal_hash(r->part[i].bytes, r->part[i].size, files[i].hash);
    }
    pack_manifest_write(&about, files, r->part_count, &out);
    return buffer_text(&out);
}

static inline void number_add(struct buffer *out, uint32_t n)
{
    const char bytes[] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
    buffer_add(out, bytes, 4);
}

static inline void signature_add(struct buffer *out, struct by by, const char *manifest)
{
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    const char role = (char)by.as;
    pack_hash(manifest, strlen(manifest), hash);
    seal_sign_as(people[by.who].secret, pack_domain(by.as), hash, signature);
    buffer_add(out, &role, 1);
    buffer_add(out, (const char *)people[by.who].public_key, SEAL_PUBLIC_BYTES);
    buffer_add(out, (const char *)signature, sizeof signature);
}

static inline struct buffer bytes_of(const struct raw *r)
{
    const char *manifest = r->manifest ? r->manifest : manifest_of(r);
    struct buffer out;
    buffer_init(&out, &arena);
    buffer_adds(&out, PACK_MAGIC);
    number_add(&out, (uint32_t)strlen(manifest));
    number_add(&out, (uint32_t)r->by_count);
    for (int i = 0; i < r->by_count; i++)
        signature_add(&out, r->by[i], manifest);
    buffer_adds(&out, manifest);
    for (int i = 0; i < r->part_count; i++)
        buffer_add(&out, r->part[i].bytes, r->part[i].size);
    return out;
}

/* --- what the terminal says of them ------------------------------------------------------------------------------- */

static inline const char *path_of(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static inline const char *put(const char *name, const struct buffer *bytes)
{
    const char *path = path_of(name);
    FILE *file = fopen(path, "wb"); /* not made durable: a thousand of them */
    assert_true(file && fwrite(bytes->text, 1, bytes->length, file) == bytes->length && fclose(file) == 0);
    return path;
}

/* The reason, or "". */
static inline const char *told_by(const char *path, const struct pack_keys *keys, struct pack_seen seen)
{
    struct problems problems;
    struct pack p;
    problems_init(&problems, &arena);
    bool good = pack_open(&arena, path, keys, &p, &problems) && pack_judge(&p, "calm", &seen, today, &problems);
    pack_close(&p);
    assert_int_equal(problems.errors, !good);
    return good ? "" : problems.first->code;
}

static inline const char *told_with(const struct raw *r, const struct pack_keys *keys, struct pack_seen seen)
{
    struct buffer bytes = bytes_of(r);
    return told_by(put("calm" PACK_ENDING, &bytes), keys, seen);
}

static inline const char *told(const struct raw *r, int64_t seen)
{
    return told_with(r, &trusted, (struct pack_seen){.version = seen});
}

static inline const char *told_bytes(const struct buffer *bytes)
{
    return told_by(put("calm" PACK_ENDING, bytes), &trusted, (struct pack_seen){0});
}

#define CASE(name) cmocka_unit_test_setup(name, fresh)

#endif
