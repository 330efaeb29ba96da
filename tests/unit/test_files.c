#define _XOPEN_SOURCE 700
#include "cmocka_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"

static char folder[] = "/tmp/cairn-files-XXXXXX";
static struct arena a;

static int make_folder(void **state)
{
    (void)state;
    arena_init(&a);
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    remove(arena_printf(&a, "%s/x.txt", folder));
    remove(arena_printf(&a, "%s/x.png", folder));
    remove(arena_printf(&a, "%s/pipe", folder));
    int left = rmdir(folder); /* fails when something was left behind */
    arena_release(&a);
    return left;
}

static void paths_that_lead_out_are_refused(void **state)
{
    (void)state;
    static const char *const inside[] = {"a", "a/b.json", "a/..b", "a/b..", ".a", "a.b/c"};
    static const char *const outside[] = {"",       "/a",   "a/", "a//b", "..",    "../a",
                                          "a/../b", "a/..", ".",  "./a",  "a/./b", "a\\b"};
    for (size_t i = 0; i < COUNT(inside); i++)
        if (!path_is_inside(inside[i]))
            fail_msg("refused: %s", inside[i]);
    for (size_t i = 0; i < COUNT(outside); i++)
        if (path_is_inside(outside[i]))
            fail_msg("let through: %s", outside[i]);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    const char *path = arena_printf(&a, "%s/x.txt", folder), *bytes = NULL;
    size_t size = 0;
    assert_false(file_read(&a, path, &bytes, &size));
    assert_true(file_write_atomically(path, "one\0two", 7));
    assert_true(file_write_atomically(path, "three", 5)); /* over it */
    assert_true(file_read(&a, path, &bytes, &size));
    assert_int_equal(size, 5);
    assert_string_equal(bytes, "three");
    assert_false(file_write_atomically(arena_printf(&a, "%s/none/x", folder), "x", 1));
}

static void only_regular_files_are_read(void **state)
{
    (void)state;
    const char *pipe_path = arena_printf(&a, "%s/pipe", folder), *bytes = NULL;
    size_t size = 0;
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    assert_false(file_read(&a, pipe_path, &bytes, &size)); /* and does not wait for a writer */
    assert_false(file_read(&a, folder, &bytes, &size));
    assert_false(file_exists(folder));
}

static void a_folder_is_a_source(void **state)
{
    (void)state;
    const char *bytes = NULL;
    size_t size = 0;
    struct source source = files_source(folder);
    assert_true(file_write_atomically(arena_printf(&a, "%s/x.png", folder), "p", 1));
    assert_true(source.read(source.context, &a, "x.png", &bytes, &size));
    assert_true(source.exists(source.context, "x.png"));
    assert_true(source.exists(source.context, "x.svg")); /* the build makes one of the other */
    assert_false(source.exists(source.context, "y.svg"));
    assert_false(source.exists(source.context, "../x.png"));
    assert_false(source.read(source.context, &a, "../../etc/passwd", &bytes, &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_that_lead_out_are_refused),
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(only_regular_files_are_read),
        cmocka_unit_test(a_folder_is_a_source),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
