/* Packs as attackers would have them: every kind of attack in at least twenty forms, each refused for the right reason.
 */
#define _GNU_SOURCE /* memfd_create; mkfifo, truncate */
#include "pack_stage.h"

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
        CASE(the_store_remembers_keys_and_the_newest),
        CASE(one_key_has_one_owner),
    };
    return cmocka_run_group_tests(tests, make_people, end_people);
}
