/* What a terminal plays: signed packs; plain folders only where the site says so. */
#include "store_stage.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "files.h"
#include "stock.h"

#define BASE TESTS_DIR "/bad/base"

struct terminal {
    struct stage stage;
    const char *modules;
    struct library library;
    struct shelf *shelf;
    struct {
        uint8_t secret[SEAL_SECRET_BYTES], public_key[SEAL_PUBLIC_BYTES];
    } key[3];
};

static const enum pack_role roles[3] = {PACK_PUBLISHER, PACK_PUBLISHER, PACK_CLINICAL};

static void begin(struct terminal *t, bool trusts)
{
    struct pack_keys keys = {.count = 3};
    memset(t, 0, sizeof *t);
    stage_make(&t->stage, false);
    t->modules = arena_printf(&t->stage.arena, "%s/modules", t->stage.folder);
    assert_int_equal(mkdir(t->modules, 0700), 0);
    for (int i = 0; i < 3; i++) {
        seal_pair_make(t->key[i].secret, t->key[i].public_key);
        keys.key[i] = (struct pack_key){.role = roles[i], .name = "An office"};
        memcpy(keys.key[i].public_key, t->key[i].public_key, SEAL_PUBLIC_BYTES);
    }
    if (trusts)
        assert_true(store_pack_keys_trust(t->stage.store, &keys, &t->stage.problems));
}

static bool open_stock(struct terminal *t)
{
    struct stock_from from = {.modules = t->modules, .assets = SOURCE_DIR "/assets", .today = {2026, 11, 22}};
    return stock_open(&t->library, &t->shelf, t->stage.store, &from, &t->stage.problems);
}

static void close_stock(struct terminal *t)
{
    library_close(&t->library);
    shelf_close(t->shelf);
    t->shelf = NULL;
    t->library = (struct library){0};
}

static void end(struct terminal *t)
{
    close_stock(t);
    stage_end(&t->stage);
}

/* The small programme of tests/bad, and a picture. */
static const char *put_pack(struct terminal *t, int64_t version, int signers)
{
    struct arena *a = &t->stage.arena;
    struct pack about = {
        .programme = "small", .engine = 1, .version = version, .made = {2026, 11, 1}, .expires = {2027, 11, 1}};
    struct pack_part parts[64];
    const char **names, *path = arena_printf(a, "%s/small" PACK_ENDING, t->modules);
    int count = 0, found = file_names(a, BASE "/small", ".json", &names);
    for (int i = 0; i < found; i++)
        parts[count++].path = arena_printf(a, "small/%s", names[i]);
    found = file_names(a, BASE "/shared", ".json", &names);
    for (int i = 0; i < found; i++)
        parts[count++].path = arena_printf(a, "shared/%s", names[i]);
    for (int i = 0; i < count; i++)
        assert_true(file_read(a, arena_printf(a, BASE "/%s", parts[i].path), &parts[i].bytes, &parts[i].size));
    parts[count++] = (struct pack_part){"small/media/own.png", "own", 3};
    assert_true(pack_write(path, &about, parts, count, &t->stage.problems));
    for (int i = 0; i < signers; i++)
        assert_true(pack_sign(path, roles[i], t->key[i].secret, t->key[i].public_key, &t->stage.problems));
    return path;
}

static void put_folder(struct terminal *t)
{
    char command[512];
    snprintf(command, sizeof command, "cp -r %s/. %s", BASE, t->modules);
    assert_int_equal(system(command), 0);
}

static void allow_folders(struct terminal *t)
{
    stage_site(&t->stage, "{\"format\": 1, \"content\": {\"plain_folders\": \"yes\"}}");
    stage_reopen(&t->stage);
}

static void plain_folders_have_to_be_allowed(void **state)
{
    struct terminal t;
    (void)state;
    begin(&t, false);
    put_folder(&t);
    assert_false(open_stock(&t));
    assert_string_equal(stage_code(&t.stage), "plain-folders");
    assert_non_null(strstr(t.stage.problems.last->hint, "plain_folders"));
    close_stock(&t);
    allow_folders(&t);
    assert_true(open_stock(&t));
    assert_non_null(library_programme(&t.library, "small"));
    end(&t);
}

static void a_signed_pack_is_played_and_an_older_one_no_more(void **state)
{
    struct terminal t;
    struct pack_seen seen;
    (void)state;
    begin(&t, true);
    put_folder(&t); /* beside it, and nobody's */
    put_pack(&t, 5, 3);
    assert_true(open_stock(&t));
    assert_int_equal(shelf_count(t.shelf), 1);
    assert_int_equal(t.library.place_count, 1);
    const struct programme *p = library_programme(&t.library, "small");
    assert_non_null(p);
    assert_true(p->module_count > 0);
    assert_true(store_pack_seen(t.stage.store, "small", &seen));
    assert_int_equal(seen.version, 5);
    close_stock(&t);
    assert_true(open_stock(&t)); /* and again */
    close_stock(&t);

    put_pack(&t, 4, 3);
    assert_false(open_stock(&t));
    assert_string_equal(stage_code(&t.stage), "pack-old");
    assert_int_equal(shelf_refused(t.shelf), 1);
    end(&t);
}

static void a_pack_that_is_not_signed_here_is_not_played(void **state)
{
    struct terminal t;
    (void)state;
    begin(&t, false);
    put_pack(&t, 1, 3);
    assert_false(open_stock(&t));
    assert_string_equal(stage_code(&t.stage), "pack-unsigned");
    close_stock(&t);
    end(&t);
    begin(&t, true);
    put_pack(&t, 1, 2);
    assert_false(open_stock(&t));
    assert_string_equal(stage_code(&t.stage), "pack-unapproved");
    end(&t);
}

/* Where both are allowed, what is signed stands. */
static void a_pack_stands_before_its_folder(void **state)
{
    struct terminal t;
    (void)state;
    begin(&t, true);
    put_folder(&t);
    put_pack(&t, 1, 3);
    allow_folders(&t);
    assert_true(open_stock(&t));
    int small = 0;
    for (int i = 0; i < t.library.place_count; i++)
        if (text_is(t.library.places[i].folder, "small")) {
            assert_non_null(t.library.places[i].source);
            small++;
        }
    assert_int_equal(small, 1);
    end(&t);
}

static void write_at(const char *path, int64_t at, const char *text)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(file, text, strlen(text), (off_t)at), strlen(text));
    close(file);
}

static void files_of_a_pack_are_verified_each_time(void **state)
{
    struct terminal t;
    char path[SHELF_PATH], text[8] = {0};
    (void)state;
    begin(&t, true);
    const char *pack = put_pack(&t, 1, 3);
    assert_true(open_stock(&t));
    int file = shelf_file(t.shelf, t.modules, "small/media/own.png");
    assert_true(file >= 0);
    assert_int_equal(read(file, text, sizeof text), 3);
    assert_string_equal(text, "own");
    assert_int_equal(write(file, "x", 1), -1); /* sealed */
    close(file);
    assert_int_equal(shelf_file(t.shelf, SOURCE_DIR "/modules", "small/media/none.png"), -1);
    shelf_path(t.shelf, t.modules, "small/media/own.png", path);
    assert_true(file_exists(path));
    shelf_path(t.shelf, "/somewhere", "other/media/own.png", path);
    assert_string_equal(path, "/somewhere/other/media/own.png");
    write_at(pack, pack_find(shelf_pack(t.shelf, 0), "small/media/own.png")->at, "OWN");
    assert_int_equal(shelf_file(t.shelf, t.modules, "small/media/own.png"), -1);
    write_at(pack, pack_find(shelf_pack(t.shelf, 0), "small/programme.json")->at, "[");
    assert_null(library_programme(&t.library, "small")); /* never read before: never parsed */
    end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_folders_have_to_be_allowed),
        cmocka_unit_test(a_signed_pack_is_played_and_an_older_one_no_more),
        cmocka_unit_test(a_pack_that_is_not_signed_here_is_not_played),
        cmocka_unit_test(a_pack_stands_before_its_folder),
        cmocka_unit_test(files_of_a_pack_are_verified_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
