/* Packs as attackers would have them: every kind of attack in at least twenty forms, each refused for the right reason.
 */
#define _GNU_SOURCE /* memfd_create; mkfifo, truncate */
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

static int make_people(void **state)
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

static int end_people(void **state)
{
    (void)state;
    nftw(folder, stage_remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_release(&arena);
    return 0;
}

static int fresh(void **state)
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

static struct raw good_raw(int64_t version)
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

static const char *manifest_of(const struct raw *r)
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

static void number_add(struct buffer *out, uint32_t n)
{
    const char bytes[] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
    buffer_add(out, bytes, 4);
}

static void signature_add(struct buffer *out, struct by by, const char *manifest)
{
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    const char role = (char)by.as;
    pack_hash(manifest, strlen(manifest), hash);
    seal_sign_as(people[by.who].secret, pack_domain(by.as), hash, signature);
    buffer_add(out, &role, 1);
    buffer_add(out, (const char *)people[by.who].public_key, SEAL_PUBLIC_BYTES);
    buffer_add(out, (const char *)signature, sizeof signature);
}

static struct buffer bytes_of(const struct raw *r)
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

static const char *path_of(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static const char *put(const char *name, const struct buffer *bytes)
{
    const char *path = path_of(name);
    FILE *file = fopen(path, "wb"); /* not made durable: a thousand of them */
    assert_true(file && fwrite(bytes->text, 1, bytes->length, file) == bytes->length && fclose(file) == 0);
    return path;
}

/* The reason, or "". */
static const char *told_by(const char *path, const struct pack_keys *keys, struct pack_seen seen)
{
    struct problems problems;
    struct pack p;
    problems_init(&problems, &arena);
    bool good = pack_open(&arena, path, keys, &p, &problems) && pack_judge(&p, "calm", &seen, today, &problems);
    pack_close(&p);
    assert_int_equal(problems.errors, !good);
    return good ? "" : problems.first->code;
}

static const char *told_with(const struct raw *r, const struct pack_keys *keys, struct pack_seen seen)
{
    struct buffer bytes = bytes_of(r);
    return told_by(put("calm" PACK_ENDING, &bytes), keys, seen);
}

static const char *told(const struct raw *r, int64_t seen)
{
    return told_with(r, &trusted, (struct pack_seen){.version = seen});
}

static const char *told_bytes(const struct buffer *bytes)
{
    return told_by(put("calm" PACK_ENDING, bytes), &trusted, (struct pack_seen){0});
}

/* --- as it should be ---------------------------------------------------------------------------------------------- */

static void a_good_pack_is_taken_and_read(void **state)
{
    struct raw r = good_raw(3);
    struct buffer bytes = bytes_of(&r);
    struct problems problems;
    struct pack p;
    const char *text;
    size_t size;
    (void)state;
    problems_init(&problems, &arena);
    assert_true(pack_open(&arena, put("good" PACK_ENDING, &bytes), &trusted, &p, &problems));
    assert_string_equal(p.programme, "calm");
    assert_int_equal(p.version, 3);
    assert_int_equal(p.file_count, 4);
    assert_string_equal(pack_signers(&arena, &p), "publisher: North, West; clinical: Clinic");
    struct source source = pack_source(&p);
    assert_true(source.read(source.context, &arena, "calm/programme.json", &text, &size));
    assert_int_equal(size, 7);
    assert_string_equal(text, "{\"a\":1}");
    assert_true(source.exists(source.context, "calm/media/body.svg"));
    assert_false(source.exists(source.context, "calm/media/none.svg"));
    assert_false(source.read(source.context, &arena, "calm/other.json", &text, &size));
    pack_close(&p);
}

static void what_is_written_and_signed_here_is_taken(void **state)
{
    struct raw r = good_raw(1);
    struct pack about = {
        .programme = "calm", .engine = PACK_ENGINE, .version = 1, .made = r.made, .expires = r.expires};
    struct problems problems;
    struct pack p;
    const char *path = path_of("written" PACK_ENDING), *text;
    size_t size;
    (void)state;
    problems_init(&problems, &arena);
    assert_true(pack_write(path, &about, r.part, r.part_count, &problems));
    assert_string_equal(told_by(path, &trusted, (struct pack_seen){0}), "pack-unsigned");
    for (int i = 0; i < r.by_count; i++)
        assert_true(pack_sign(path, r.by[i].as, people[r.by[i].who].secret, people[r.by[i].who].public_key, &problems));
    assert_string_equal(told_by(path, &trusted, (struct pack_seen){0}), "");
    assert_false(pack_sign(path, PACK_PUBLISHER, people[NORTH].secret, people[NORTH].public_key, &problems));
    assert_string_equal(problems.last->code, "pack-key-twice");

    const char *to = path_of("unpacked");
    assert_true(pack_open(&arena, path, &trusted, &p, &problems));
    assert_true(pack_unpack(&p, to, &problems));
    assert_true(file_read(&arena, arena_printf(&arena, "%s/calm/media/body.png", to), &text, &size));
    assert_memory_equal(text, "picture", 7);
    assert_false(pack_unpack(&p, to, &problems)); /* nothing is ever written over */
    assert_string_equal(problems.last->code, "pack-folder");
    assert_int_equal(symlink("/tmp", path_of("link")), 0);
    assert_false(pack_unpack(&p, path_of("link"), &problems));
    pack_close(&p);
}

/* --- 1: content of anybody's -------------------------------------------------------------------------------------- */

#define P PACK_PUBLISHER
#define C PACK_CLINICAL
#define T PACK_TRANSLATION

static void content_of_anybody_is_refused(void **state)
{
    static const struct {
        struct by by[4];
        int count;
        const char *code;
    } cases[] = {
        {{{NORTH, P}}, 0, "pack-unsigned"},
        {{{NORTH, P}}, 1, "pack-unsigned"},
        {{{SOUTH, P}}, 1, "pack-unsigned"},
        {{{WEST, P}}, 1, "pack-unsigned"},
        {{{CLINIC, C}}, 1, "pack-unsigned"},
        {{{WELSH, T}}, 1, "pack-unsigned"},
        {{{NORTH, P}, {CLINIC, C}}, 2, "pack-unsigned"},
        {{{CLINIC, C}, {WELSH, T}}, 2, "pack-unsigned"},
        {{{STRANGER, P}, {THIEF, P}, {STRANGER, C}}, 2, "pack-unsigned"},
        {{{STRANGER, P}, {NORTH, P}, {CLINIC, C}}, 3, "pack-unsigned"},
        {{{STRANGER, P}, {THIEF, P}, {CLINIC, C}}, 3, "pack-unsigned"},
        {{{NORTH, P}, {WELSH, T}, {CLINIC, C}}, 3, "pack-unsigned"},
        {{{NORTH, P}, {SOUTH, P}}, 2, "pack-unapproved"},
        {{{NORTH, P}, {WEST, P}}, 2, "pack-unapproved"},
        {{{NORTH, P}, {SOUTH, P}, {WEST, P}}, 3, "pack-unapproved"},
        {{{NORTH, P}, {SOUTH, P}, {WELSH, T}}, 3, "pack-unapproved"},
        {{{NORTH, P}, {SOUTH, P}, {STRANGER, C}}, 3, "pack-unapproved"},
        {{{NORTH, P}, {SOUTH, P}, {WEST, C}}, 3, "pack-role"},
        {{{NORTH, P}, {SOUTH, P}, {WELSH, C}}, 3, "pack-role"},
        {{{NORTH, P}, {CLINIC, P}, {WEST, P}}, 3, "pack-role"},
        {{{NORTH, P}, {WELSH, P}, {CLINIC, C}}, 3, "pack-role"},
        {{{NORTH, T}, {SOUTH, T}, {CLINIC, T}}, 3, "pack-role"},
        {{{NORTH, P}, {SOUTH, P}, {CLINIC, T}}, 3, "pack-role"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct raw r = good_raw(1);
        memcpy(r.by, cases[i].by, sizeof cases[i].by);
        r.by_count = cases[i].count;
        assert_string_equal(told(&r, 0), cases[i].code);
    }
    assert_true(sizeof cases / sizeof cases[0] >= VARIANTS);
}

/* --- 2: data without end ------------------------------------------------------------------------------------------ */

static void data_without_end_is_refused(void **state)
{
    static const uint32_t manifests[] = {PACK_MANIFEST_MAX + 1, 1u << 24, 1u << 30, 1u << 31, UINT32_MAX};
    static const int64_t more[] = {1, 2, 7, 4096, 1000000};
    static const char *const sizes[] = {"50331649",   "268435456",    "4294967296", "4294967303",
                                        "1000000000", "274877906944", "99999999999"};
    int variants = 0;
    (void)state;
    for (size_t i = 0; i < sizeof manifests / sizeof manifests[0]; i++, variants++) {
        struct raw r = good_raw(1);
        struct buffer b = bytes_of(&r), n;
        buffer_init(&n, &arena);
        number_add(&n, manifests[i]);
        memcpy(b.text + sizeof PACK_MAGIC - 1, n.text, 4);
        assert_string_equal(told_bytes(&b), "pack-large");
    }
    for (uint32_t count = PACK_SIGNATURES_MAX + 1; count; count = count < 1u << 31 ? count * 8 : 0, variants++) {
        struct raw r = good_raw(1);
        struct buffer b = bytes_of(&r), n;
        buffer_init(&n, &arena);
        number_add(&n, count);
        memcpy(b.text + sizeof PACK_MAGIC + 3, n.text, 4);
        assert_string_equal(told_bytes(&b), "pack-large");
    }
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++, variants++) {
        struct raw r = good_raw(1);
        struct buffer b = bytes_of(&r);
        char *rest = arena_alloc(&arena, (size_t)more[i]);
        buffer_add(&b, rest, (size_t)more[i]);
        assert_string_equal(told_bytes(&b), "pack-long");
    }
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++, variants++) { /* declared, and signed for */
        struct raw r = good_raw(1);
        const char *manifest = manifest_of(&r), *at = strstr(manifest, "\"size\":7");
        r.manifest = arena_printf(&arena, "%.*s\"size\":%s%s", (int)(at - manifest), manifest, sizes[i], at + 8);
        assert_string_equal(told(&r, 0), "pack-large");
    }
    struct raw r = good_raw(1); /* and a disk full of nothing */
    struct buffer b = bytes_of(&r);
    const char *path = put("huge" PACK_ENDING, &b);
    assert_int_equal(truncate(path, (off_t)PACK_BYTES_MAX + 1), 0);
    assert_string_equal(told_by(path, &trusted, (struct pack_seen){0}), "pack-large");
    assert_true(++variants >= VARIANTS);
}

static void more_files_than_allowed_are_refused(void **state)
{
    char hash[2 * SEAL_HASH_BYTES + 1];
    struct raw r = good_raw(1);
    struct buffer out;
    (void)state;
    buffer_init(&out, &arena);
    seal_hash_hex("", 0, hash);
    buffer_adds(&out, "{\"engine\":1,\"expires\":\"2027-11-01\",\"files\":[");
    for (int i = 0; i <= PACK_FILES_MAX; i++)
        buffer_addf(&out, "%s\n{\"hash\":\"%s\",\"path\":\"calm/%06d.json\",\"size\":0}", i ? "," : "", hash, i);
    buffer_adds(&out, "],\n\"format\":1,\"made\":\"2026-11-01\",\"programme\":\"calm\",\"version\":1}\n");
    r.manifest = buffer_text(&out);
    r.part_count = 0;
    assert_string_equal(told(&r, 0), "pack-large");
}

/* --- 3: all versions used up -------------------------------------------------------------------------------------- */

static void a_jump_of_versions_is_refused(void **state)
{
    static const int64_t seen[] = {0, 1, 2, 10, 999, 5000};
    static const int64_t jump[] = {1001, 1002, 2000, 1000000, 900000000};
    int variants = 0;
    (void)state;
    for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
        for (size_t k = 0; k < sizeof jump / sizeof jump[0]; k++, variants++) {
            struct raw r = good_raw(seen[i] + jump[k]);
            assert_string_equal(told(&r, seen[i]), "pack-jump");
            r = good_raw(seen[i] + PACK_JUMP_MAX);
            assert_string_equal(told(&r, seen[i]), "");
        }
    assert_true(variants >= VARIANTS);
    struct raw r = good_raw(PACK_VERSION_MAX + 1); /* past all that there are */
    assert_string_equal(told(&r, PACK_VERSION_MAX), "pack-manifest");
}

/* --- 4: the same for ever ----------------------------------------------------------------------------------------- */

static void a_pack_that_has_expired_is_not_begun_with(void **state)
{
    int variants = 0;
    (void)state;
    for (int64_t days = 1; days < 100000 && date_days(today) - days > 400; days = days * 3 / 2 + 1, variants++) {
        struct raw r = good_raw(2);
        r.expires = date_from_days(date_days(today) - days);
        r.made = date_from_days(date_days(today) - days - 300);
        assert_string_equal(told(&r, 1), "pack-expired");
    }
    for (int64_t days = 2; days < 100000; days = days * 3 / 2 + 1, variants++) {
        struct raw r = good_raw(2);
        r.made = date_from_days(date_days(today) + days);
        r.expires = date_from_days(date_days(today) + days + 300);
        assert_string_equal(told(&r, 1), "pack-future");
    }
    assert_true(variants >= 2 * VARIANTS);
}

/* Nobody is left without content by a calendar: it is said, and played. */
static void one_that_is_used_goes_on_being_used(void **state)
{
    struct raw r = good_raw(2);
    r.expires = (struct local_date){2026, 11, 21};
    struct buffer bytes = bytes_of(&r);
    struct pack_seen seen = {.version = 2};
    struct problems problems;
    struct pack p;
    (void)state;
    problems_init(&problems, &arena);
    assert_true(pack_open(&arena, put("old" PACK_ENDING, &bytes), &trusted, &p, &problems));
    memcpy(seen.hash, p.hash, sizeof seen.hash);
    assert_true(pack_judge(&p, "calm", &seen, today, &problems));
    assert_int_equal(problems.warnings, 1);
    assert_string_equal(problems.last->code, "pack-expired");
    pack_close(&p);
}

/* --- 5: parts of several ------------------------------------------------------------------------------------------ */

static void parts_of_several_packs_are_refused(void **state)
{
    static const char *const others[] = {"PICTURE", "picturf", "\0icture", "pictur ", "7777777"};
    int variants = 0;
    (void)state;
    for (int part = 0; part < 3; part++) /* files of another pack under this one's manifest */
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++, variants++) {
            struct raw r = good_raw(1);
            r.manifest = manifest_of(&r);
            r.part[part].bytes = others[i];
            assert_string_equal(told(&r, 0), "pack-hash");
        }
    for (int a = 0; a < 3; a++) /* each in the other's place */
        for (int b = a + 1; b < 3; b++, variants++) {
            struct raw r = good_raw(1);
            r.manifest = manifest_of(&r);
            struct pack_part was = r.part[a];
            r.part[a] = r.part[b];
            r.part[b] = was;
            assert_string_equal(told(&r, 0), "pack-hash");
        }
    for (int64_t version = 2; version < 12; version++, variants++) { /* signatures of another manifest */
        struct raw one = good_raw(1), two = good_raw(version);
        struct buffer a = bytes_of(&one), b = bytes_of(&two);
        memcpy(b.text + PACK_HEAD, a.text + PACK_HEAD, 3 * PACK_SIGNATURE);
        assert_string_equal(told_bytes(&b), "pack-signature");
    }
    static const char *const programmes[] = {"anger", "cal", "calmer", "calm-2", "thinking-skills", "c"};
    for (size_t i = 0; i < sizeof programmes / sizeof programmes[0]; i++, variants++) { /* a whole other programme */
        struct raw r = good_raw(1);
        r.programme = programmes[i];
        r.part[0] = (struct pack_part){arena_printf(&arena, "%s/programme.json", programmes[i]), "{}", 2};
        r.part_count = 1;
        assert_string_equal(told(&r, 0), "pack-programme");
    }
    assert_true(variants >= VARIANTS);
}

/* --- 6: back to an older one -------------------------------------------------------------------------------------- */

static void an_older_pack_is_refused(void **state)
{
    int variants = 0;
    (void)state;
    for (int64_t seen = 2; seen <= 1 << 20; seen *= 4)
        for (int64_t version = 1; version < seen; version = version * 3 + 1, variants++) {
            struct raw r = good_raw(version);
            assert_string_equal(told(&r, seen), "pack-old");
        }
    for (int64_t version = 1; version <= 20; version++, variants++) { /* two under one number */
        struct raw r = good_raw(version);
        struct pack_seen seen = {.version = version, .hash = "00"};
        assert_string_equal(told_with(&r, &trusted, seen), "pack-other");
    }
    assert_true(variants >= 2 * VARIANTS);
}

/* --- 7: stolen keys ----------------------------------------------------------------------------------------------- */

/* Whoever has one key, however they use it, has not enough; and a key that is trusted no more counts for nothing. */
static void a_stolen_key_is_not_enough(void **state)
{
    int variants = 0;
    (void)state;
    for (enum who stolen = NORTH; stolen <= WELSH; stolen++)
        for (int times = 1; times <= 4; times++)
            for (enum pack_role as = P; as <= T; as++, variants++) {
                struct raw r = good_raw(1);
                for (int i = 0; i < times; i++)
                    r.by[i] = (struct by){stolen, as};
                r.by_count = times;
                const char *code = trusted.key[stolen].role != as ? "pack-role"
                                   : times > 1                    ? "pack-key-twice"
                                                                  : "pack-unsigned";
                assert_string_equal(told(&r, 0), code);
            }
    static const char *const without[] = {"pack-unsigned", "", "pack-unsigned", "pack-unapproved", ""};
    for (int gone = NORTH; gone <= WELSH; gone++, variants++) {
        struct pack_keys rest = trusted;
        struct raw r = good_raw(1);
        rest.key[gone] = rest.key[--rest.count];
        assert_string_equal(told_with(&r, &rest, (struct pack_seen){0}), without[gone]);
    }
    assert_true(variants >= VARIANTS);
}

/* --- names of files ----------------------------------------------------------------------------------------------- */

static void names_that_lead_elsewhere_are_refused(void **state)
{
    static const char *const names[] = {
        "../calm.json",
        "calm/../x.json",
        "calm/../../x.json",
        "/etc/x.json",
        "calm//x.json",
        "calm/./x.json",
        "calm/.x.json",
        "calm/x.json.",
        "calm\\\\..\\\\x.json",
        "calm/x\\u0001.json",
        "calm/x y.json",
        "calm/x.svg",
        "calm/x.sh",
        "calm/x",
        "calm/x.json/",
        "calm/.json",
        "x.json",
        "anger/x.json",
        "calmx.json",
        "calm",
        "calm/",
        "shared",
        "C:/x.json",
        "calm/x:y.json",
        "calm/caf\\u00e9.json",
        "calm/%2e%2e/x.json",
        "~/x.json",
        "calm/..",
        "calm/x.JSON",
        "calm/x.tar.gz",
        "calm/x.desktop",
        "calm/a/../../x.po",
        "calm/*.json",
        "calm/$x.json",
        "calm/\\ud83d\\ude00.po",
        "shared/../calm/x.po",
        "measures//x.json",
        "./calm/x.json",
        "calm/x.json\\n",
        "calm/media/x.so",
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct raw r = good_raw(1);
        const char *manifest = manifest_of(&r), *at = strstr(manifest, "calm/media/body.png");
        r.manifest = arena_printf(&arena, "%.*s%s%s", (int)(at - manifest), manifest, names[i], at + 19);
        assert_string_equal(told(&r, 0), "pack-path");
    }
    assert_true(sizeof names / sizeof names[0] >= VARIANTS);
    struct raw r = good_raw(1);
    char *longer = arena_alloc(&arena, PACK_PATH_MAX + 8);
    memset(longer, 'x', PACK_PATH_MAX);
    r.part[0].path = arena_printf(&arena, "calm/%s.png", longer);
    assert_string_equal(told(&r, 0), "pack-path");
}

static void names_that_are_there_twice_are_refused(void **state)
{
    static const char *const pairs[][2] = {
        {"calm/a.json", "calm/a.json"},
        {"calm/A.json", "calm/a.json"},
        {"calm/MEDIA/a.png", "calm/media/a.png"},
        {"calm/media/A.png", "calm/media/a.png"},
        {"calm/Zz.po", "calm/zZ.po"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct raw r = good_raw(1);
        r.part[0].path = pairs[i][0];
        r.part[1].path = pairs[i][1];
        assert_string_equal(told(&r, 0), "pack-name-twice");
    }
    struct raw r = good_raw(1); /* far apart */
    r.part[0].path = "calm/Body.json";
    r.part[1].path = "calm/Media/x.png";
    r.part[2].path = "calm/body.json";
    assert_string_equal(told(&r, 0), "pack-name-twice");
}

/* --- manifests ---------------------------------------------------------------------------------------------------- */

static void a_manifest_has_one_form(void **state)
{
    static const struct {
        const char *from, *to, *code;
    } cases[] = {
        {"\"format\":1", "\"format\":2", "pack-engine"},
        {"\"engine\":1", "\"engine\":2", "pack-engine"},
        {"\"engine\":1", "\"engine\":0", "pack-engine"},
        {"\"engine\":1", "\"engine\":1.5", "pack-engine"},
        {"\"engine\":1", "\"engine\":\"1\"", "pack-engine"},
        {"\"version\":1", "\"version\":0", "pack-manifest"},
        {"\"version\":1", "\"version\":-1", "pack-manifest"},
        {"\"version\":1", "\"version\":1.5", "pack-manifest"},
        {"\"version\":1", "\"version\":1e0", "pack-manifest"},
        {"\"version\":1", "\"version\":\"1\"", "pack-manifest"},
        {"\"version\":1", "\"version\":1,\"version\":9", "pack-manifest"},
        {"\"version\":1", "\"version\":1,\"x\":1", "pack-manifest"},
        {"\"version\":1", "\"version\": 1", "pack-manifest"},
        {"\"version\":1}\n", "\"version\":1}", "pack-manifest"},
        {"\"version\":1}\n", "\"version\":1}\n\n", "pack-manifest"},
        {"\"version\":1}\n", "\"version\":1}\n{}", "pack-manifest"},
        {"\"version\":1}\n", "", "pack-manifest"},
        {"2026-11-01", "2026-11-31", "pack-manifest"},
        {"2026-11-01", "2027-11-02", "pack-manifest"},
        {"2027-11-01", "next year", "pack-manifest"},
        {"\"programme\":\"calm\"", "\"programme\":\"Calm\"", "pack-manifest"},
        {"\"programme\":\"calm\"", "\"programme\":\"../calm\"", "pack-manifest"},
        {"\"programme\":\"calm\"", "\"programme\":\"\"", "pack-manifest"},
        {"\"programme\":\"calm\"", "\"programme\":\"shared\"", "pack-manifest"},
        {"\"programme\":\"calm\"", "\"programme\":null", "pack-manifest"},
        {"\"size\":7", "\"size\":-7", "pack-manifest"},
        {"\"size\":7", "\"size\":1e400", "pack-manifest"},
        {"\"size\":7", "\"size\":null", "pack-manifest"},
        {"\"hash\":\"", "\"hash\":\"0", "pack-manifest"},
        {"\"hash\":\"", "\"hush\":\"", "pack-manifest"},
        {"\"files\":[", "\"files\":[1,", "pack-manifest"},
        {"\"files\":[", "\"files\":[[],", "pack-manifest"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct raw r = good_raw(1);
        const char *manifest = manifest_of(&r), *at = strstr(manifest, cases[i].from);
        r.manifest =
            arena_printf(&arena, "%.*s%s%s", (int)(at - manifest), manifest, cases[i].to, at + strlen(cases[i].from));
        assert_string_equal(told(&r, 0), cases[i].code);
    }
    struct raw r = good_raw(1); /* another order */
    struct pack_part was = r.part[1];
    r.part[1] = r.part[2];
    r.part[2] = was;
    assert_string_equal(told(&r, 0), "pack-manifest");
    r = good_raw(1);
    r.part_count = 0;
    assert_string_equal(told(&r, 0), "pack-manifest");
    r.manifest = "";
    assert_string_equal(told(&r, 0), "pack-manifest");
}

/* --- damage ------------------------------------------------------------------------------------------------------- */

static void every_byte_that_is_changed_is_found(void **state)
{
    struct raw r = good_raw(1);
    struct buffer b = bytes_of(&r);
    int changed = 0;
    (void)state;
    for (size_t i = 0; i < b.length; i++)
        for (unsigned bit = 1; bit < 256; bit <<= 3, changed++) {
            struct problems problems;
            struct arena a;
            struct pack p;
            b.text[i] = (char)(b.text[i] ^ (char)bit);
            arena_init(&a);
            problems_init(&problems, &a);
            int file = memfd_create("pack", MFD_CLOEXEC);
            assert_true(file >= 0 && write(file, b.text, b.length) == (ssize_t)b.length);
            assert_false(pack_open_file(&a, file, "pack", &trusted, &p, &problems));
            assert_int_equal(problems.errors, 1);
            pack_close(&p);
            arena_release(&a);
            b.text[i] = (char)(b.text[i] ^ (char)bit);
        }
    assert_int_equal(changed, 3 * b.length);
    assert_string_equal(told_bytes(&b), "");
}

static void every_cut_is_found(void **state)
{
    struct raw r = good_raw(1);
    struct buffer b = bytes_of(&r);
    size_t whole = b.length;
    (void)state;
    for (b.length = 0; b.length < whole; b.length += b.length < PACK_HEAD || b.length + 40 > whole ? 1 : 13)
        assert_string_equal(told_bytes(&b), b.length < PACK_HEAD ? "pack-format" : "pack-cut");
}

static void what_is_no_file_is_refused(void **state)
{
    struct raw r = good_raw(1);
    struct buffer b = bytes_of(&r);
    const char *path = put("good" PACK_ENDING, &b), *link = path_of("link" PACK_ENDING), *pipe = path_of("pipe");
    (void)state;
    assert_int_equal(symlink(path, link), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    const char *const paths[] = {link, pipe, folder, "/dev/zero", "/dev/null", "/proc/self/mem", path_of("none")};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        const char *code = told_by(paths[i], &trusted, (struct pack_seen){0});
        assert_true(text_is(code, "pack-file") || text_is(code, "pack-format"));
    }
}

/* Whatever happens to the file after it was verified: nothing else is read from it. */
static void what_is_changed_afterwards_is_not_read(void **state)
{
    struct raw r = good_raw(1);
    struct buffer b = bytes_of(&r);
    const char *path = put("good" PACK_ENDING, &b), *text;
    struct problems problems;
    struct pack p;
    size_t size;
    (void)state;
    problems_init(&problems, &arena);
    assert_true(pack_open(&arena, path, &trusted, &p, &problems));
    int file = open(path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(file, "PICTURE", 7, (off_t)p.files[0].at), 7);
    assert_false(pack_read(&p, &arena, &p.files[0], &text, &size));
    assert_true(pack_read(&p, &arena, &p.files[1], &text, &size));
    assert_int_equal(ftruncate(file, 10), 0);
    assert_false(pack_read(&p, &arena, &p.files[1], &text, &size));
    assert_false(pack_unpack(&p, path_of("changed"), &problems));
    close(file);
    pack_close(&p);
}

/* --- what the store keeps ----------------------------------------------------------------------------------------- */

static void the_store_remembers_keys_and_the_newest(void **state)
{
    struct raw r = good_raw(3);
    struct buffer b = bytes_of(&r);
    struct pack_keys keys;
    struct pack_seen seen;
    struct problems problems;
    struct pack p;
    struct stage t;
    int records;
    (void)state;
    problems_init(&problems, &arena);
    stage_make(&t, false);
    assert_true(store_pack_keys(t.store, &arena, &keys));
    assert_int_equal(keys.count, 0);
    struct pack_keys few = trusted;
    few.count = 3; /* nobody for clinical sign-off */
    assert_false(store_pack_keys_trust(t.store, &few, &problems));
    assert_true(store_pack_keys_trust(t.store, &trusted, &problems));
    stage_reopen(&t);
    assert_true(store_pack_keys(t.store, &arena, &keys));
    assert_int_equal(keys.count, 5);
    assert_string_equal(keys.key[CLINIC].name, "Clinic");
    assert_int_equal(keys.key[CLINIC].role, PACK_CLINICAL);

    const char *path = put("good" PACK_ENDING, &b);
    assert_true(pack_open(&arena, path, &keys, &p, &problems));
    assert_true(store_pack_seen(t.store, "calm", &seen));
    assert_int_equal(seen.version, 0);
    assert_true(store_pack_use(t.store, &p));
    assert_true(store_pack_use(t.store, &p)); /* again changes nothing */
    stage_reopen(&t);
    assert_true(store_pack_seen(t.store, "calm", &seen));
    assert_int_equal(seen.version, 3);
    assert_string_equal(seen.hash, p.hash);
    assert_true(store_pack_seen(t.store, "anger", &seen));
    assert_int_equal(seen.version, 0);
    pack_close(&p);
    struct raw older = good_raw(2);
    store_pack_seen(t.store, "calm", &seen);
    assert_string_equal(told_with(&older, &keys, seen), "pack-old");
    assert_true(store_records_verify(t.store, &records, &problems));
    stage_close(&t);
    stage_sql(&t, "DROP TRIGGER IF EXISTS record_kept; DELETE FROM record WHERE kind = 'PACK'");
    t.store = store_open(t.folder, &problems);
    assert_true(!t.store || !store_records_verify(t.store, &records, &problems)); /* that it was forgotten shows */
    stage_end(&t);
}

static void one_key_has_one_owner(void **state)
{
    struct pack_keys keys = {0};
    struct problems problems;
    struct buffer text;
    (void)state;
    problems_init(&problems, &arena);
    buffer_init(&text, &arena);
    pack_keys_write(&trusted, &text);
    assert_true(pack_keys_read(&arena, buffer_text(&text), text.length, &keys, &problems));
    assert_int_equal(keys.count, trusted.count);
    assert_false(pack_keys_read(&arena, buffer_text(&text), text.length, &keys, &problems));
    assert_string_equal(problems.last->code, "pack-key-twice");
    static const char *const bad[] = {"", "[]", "{}", "{\"format\":\"cairn-pack-keys-v1\",\"keys\":[{}]}",
                                      "{\"format\":\"cairn-pack-keys-v2\",\"keys\":[]}"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(pack_keys_read(&arena, bad[i], strlen(bad[i]), &keys, &problems));
        assert_string_equal(problems.last->code, "pack-keys");
    }
}

#define CASE(name) cmocka_unit_test_setup(name, fresh)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_good_pack_is_taken_and_read),
        CASE(what_is_written_and_signed_here_is_taken),
        CASE(content_of_anybody_is_refused),
        CASE(data_without_end_is_refused),
        CASE(more_files_than_allowed_are_refused),
        CASE(a_jump_of_versions_is_refused),
        CASE(a_pack_that_has_expired_is_not_begun_with),
        CASE(one_that_is_used_goes_on_being_used),
        CASE(parts_of_several_packs_are_refused),
        CASE(an_older_pack_is_refused),
        CASE(a_stolen_key_is_not_enough),
        CASE(names_that_lead_elsewhere_are_refused),
        CASE(names_that_are_there_twice_are_refused),
        CASE(a_manifest_has_one_form),
        CASE(every_byte_that_is_changed_is_found),
        CASE(every_cut_is_found),
        CASE(what_is_no_file_is_refused),
        CASE(what_is_changed_afterwards_is_not_read),
        CASE(the_store_remembers_keys_and_the_newest),
        CASE(one_key_has_one_owner),
    };
    return cmocka_run_group_tests(tests, make_people, end_people);
}
