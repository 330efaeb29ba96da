/* The site's program, as a real one: what it is told, and what becomes of one that fails, is not there, or does not
 * end. */
#define _XOPEN_SOURCE 700
#include "cmocka_unit.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "files.h"
#include "notifier.h"

static char folder[64];
static struct arena arena;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena);
    strcpy(folder, "/tmp/cairn-notify-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    unlink(arena_printf(&arena, "%s/told", folder));
    unlink(arena_printf(&arena, "%s/program", folder));
    rmdir(folder);
    arena_release(&arena);
    return 0;
}

static const char *program(const char *does)
{
    const char *path = arena_printf(&arena, "%s/program", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", does);
    fclose(file);
    chmod(path, 0755);
    return path;
}

static const char *told(void)
{
    const char *bytes;
    size_t size;
    return file_read(&arena, arena_printf(&arena, "%s/told", folder), &bytes, &size) ? bytes : "";
}

/* Until nothing runs; true when it failed. */
static bool wait_for(struct notifier *n)
{
    for (int i = 0; i < 1000; i++) {
        if (notifier_step(n))
            return true;
        if (notifier_wait_ms(n) < 0)
            return false;
        nanosleep(&(struct timespec){0, 10000000}, NULL);
    }
    fail_msg("it never ends");
    return true;
}

static void it_is_told_the_terminal_and_nothing_else(void **state)
{
    (void)state;
    const char *out = arena_printf(&arena, "%s/told", folder);
    setenv("CAIRN_SECRET", "X000002", 1);
    struct site_command command = {{program(arena_printf(&arena, "{ echo \"$@\"; env; cat; } > %s", out)), "--ring"},
                                   2};
    struct notifier *n = notifier_open(&command, "T1", clock_real());
    notifier_tell(n);
    assert_false(wait_for(n));
    assert_true(text_starts_with(told(), "--ring T1\n"));
    assert_null(strstr(told(), "X000002"));
    assert_int_equal(notifier_told(n), 1);
    notifier_close(n);
}

static void calls_while_it_runs_are_one_more_start(void **state)
{
    (void)state;
    const char *out = arena_printf(&arena, "%s/told", folder);
    unlink(out);
    struct site_command command = {{program(arena_printf(&arena, "sleep 0.2; echo rang >> %s", out))}, 1};
    struct notifier *n = notifier_open(&command, "T1", clock_real());
    for (int i = 0; i < 5; i++)
        notifier_tell(n);
    assert_false(wait_for(n));
    assert_string_equal(told(), "rang\nrang\n");
    notifier_close(n);
}

static void what_fails_is_said_once(void **state)
{
    (void)state;
    struct site_command bad = {{program("exit 3")}, 1}, missing = {{"/nowhere/bell"}, 1};
    struct notifier *n = notifier_open(&bad, "T1", clock_real());
    notifier_tell(n);
    assert_true(wait_for(n));
    assert_false(notifier_step(n));
    notifier_close(n);
    n = notifier_open(&missing, "T1", clock_real());
    notifier_tell(n);
    assert_true(wait_for(n));
    assert_false(notifier_step(n));
    notifier_close(n);
}

static void one_that_does_not_end_is_stopped(void **state)
{
    (void)state;
    struct virtual_clock v = {.wall = 0, .boot_ms = 1000};
    struct site_command command = {{program("exec sleep 600")}, 1};
    struct notifier *n = notifier_open(&command, "T1", clock_virtual(&v));
    notifier_tell(n);
    assert_false(notifier_step(n));
    clock_advance(&v, 29000);
    assert_false(notifier_step(n));
    clock_advance(&v, 2000);
    assert_true(notifier_step(n));
    assert_int_equal(notifier_wait_ms(n), -1);
    notifier_close(n);
}

static void a_site_without_one_tells_nobody(void **state)
{
    (void)state;
    struct site_command none = {{NULL}, 0};
    assert_null(notifier_open(&none, "T1", clock_real()));
    notifier_tell(NULL);
    assert_false(notifier_step(NULL));
    assert_int_equal(notifier_wait_ms(NULL), -1);
    struct notifier *n = notifier_open_null(clock_real());
    notifier_tell(n);
    assert_int_equal(notifier_told(n), 1);
    assert_int_equal(notifier_wait_ms(n), -1);
    notifier_close(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_the_terminal_and_nothing_else),
        cmocka_unit_test(calls_while_it_runs_are_one_more_start),
        cmocka_unit_test(what_fails_is_said_once),
        cmocka_unit_test(one_that_does_not_end_is_stopped),
        cmocka_unit_test(a_site_without_one_tells_nobody),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
