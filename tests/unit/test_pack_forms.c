/* Packs whose parts are not in their one form: names of files, manifests, damage; and files that change afterwards. */
#define _GNU_SOURCE /* memfd_create; mkfifo, truncate */
#include "pack_stage.h"

/* --- names of files ----------------------------------------------------------------------------------------------- */

static void names_that_lead_elsewhere_are_refused(void **state)
{
    static const char *const names[] = {
        "../calm.json",
        "calm/../x.json",
        "calm/media/a..ogg",
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(names_that_lead_elsewhere_are_refused),
        CASE(names_that_are_there_twice_are_refused),
        CASE(a_manifest_has_one_form),
        CASE(every_byte_that_is_changed_is_found),
        CASE(every_cut_is_found),
        CASE(what_is_no_file_is_refused),
        CASE(what_is_changed_afterwards_is_not_read),
    };
    return cmocka_run_group_tests(tests, make_people, end_people);
}
