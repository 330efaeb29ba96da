/*
 * test_failing - every call of the disk and every piece of memory fails, once and from then on, in all that matters.
 *
 * The law. A disk that fails, and memory that SQLite does not get, are said: the answer is no, and the program goes on.
 * Memory that the program itself does not get ends it at once, in one way: a line on standard error and abort()
 * (arena.h), before anything is half-saved. In every case: nothing that got a yes is missing, no yes is false, what got
 * a no can be done again and comes out once; and where the program goes on, no memory and no file is kept.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS; so this comes first */
#include "scenes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "disk_log.h"
#include "fault_memory.h"
#include "fault_vfs.h"

#define FAILURES_MAX   20000
#define OPENED_ALREADY 10
#define LAST_WORDS     "out of memory; stopping before anything is half-saved"

static struct scenes scenes;
static int stride = 1; /* of SQLite's memory, one piece in so many: each costs two openings of a store */

enum source { DISK_DEAD, DISK_FULL, SQLITE_MEMORY, OUR_MEMORY };
static const char *const source_names[] = {"a dead disk", "a full disk", "no memory for SQLite", "no memory"};

struct failing {
    enum source source;
    bool sticky;
    int at;
};

struct tally {
    int points, refused, stopped;
};

static void arm(const struct failing *f, int at)
{
    bool disk = f->source == DISK_DEAD || f->source == DISK_FULL;
    fault_count_looks(f->source == DISK_DEAD && at);
    fault_arm(!disk ? FAULT_NONE : f->source == DISK_FULL ? FAULT_ENOSPC : FAULT_EIO, disk ? at : 0, f->sticky);
    fault_memory_arm(f->source == OUR_MEMORY ? MEMORY_OF_OURS : MEMORY_OF_SQLITE, disk ? 0 : at, f->sticky);
}

static int counted(const struct failing *f)
{
    return f->source == DISK_DEAD || f->source == DISK_FULL ? fault_changes() : fault_memory_count();
}

static int open_files(void)
{
    int count = 0;
    for (int file = 0; file < 256; file++)
        count += fcntl(file, F_GETFD) >= 0;
    return count;
}

static void forget(void)
{
    arena_release(&scenes.here.arena);
    arena_release(&scenes.there.arena);
}

static const char *judge(const struct scene *scene, const struct said *said)
{
    struct stage *t = scene_stage(&scenes, scene);
    problems_init(&t->problems, &t->arena);
    if (said->after_no)
        return "said yes after it had broken";
    t->store = store_open(t->folder, &t->problems);
    if (!t->store)
        return arena_printf(&t->arena, "does not open: %s", t->problems.last->message);
    const char *bad = scene->judge(&scenes, said);
    stage_close(t);
    return bad;
}

static bool all_said(const struct said *said, int acts)
{
    int yes = 0;
    for (int i = 0; i < SAID_MAX; i++)
        yes += said->yes[i];
    return yes == acts;
}

/* The act with something failing, in this program; what it kept; whether what it said is so. NULL: all is well. */
static const char *try_here(const struct scene *scene, const struct failing *f, struct said *said, int *count)
{
    static char note[120];
    forget();
    long held = fault_memory_held();
    int files = open_files();
    scene_reset(&scenes, scene);
    arm(f, f->at);
    scene->act(&scenes, said);
    stage_close(scene_stage(&scenes, scene));
    *count = counted(f);
    arm(f, 0);
    forget();
    if (fault_memory_held() != held || open_files() != files) {
        snprintf(note, sizeof note, "%ld pieces of memory and %d files are kept", fault_memory_held() - held,
                 open_files() - files);
        return note;
    }
    return judge(scene, said);
}

/* In a child, which may be stopped. */
static void act_in_child(const struct scene *scene, const struct failing *f, struct said *said, int *count, int words)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    dup2(words, STDERR_FILENO);
    forget();
    long held = fault_memory_held();
    scene_reset(&scenes, scene);
    arm(f, f->at);
    scene->act(&scenes, said);
    stage_close(scene_stage(&scenes, scene));
    *count = counted(f);
    arm(f, 0);
    forget();
    _exit(fault_memory_held() == held ? 0 : 3);
}

static const char *how_it_ended(int status, const char *words, bool *stopped)
{
    static char note[200];
    *stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && strstr(words, LAST_WORDS);
    if (*stopped || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
        return NULL;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
        return "memory is kept";
    snprintf(note, sizeof note, "ended in another way (status %x): %.120s", (unsigned)status, words);
    return note;
}

static const char *try_in_child(const struct scene *scene, const struct failing *f, struct said *said, int *count,
                                bool *stopped)
{
    struct shared {
        struct said said;
        int count;
    } *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int ends[2], status;
    char words[4096] = "";
    size_t length = 0;
    assert_true(shared != MAP_FAILED && pipe(ends) == 0);
    *shared = (struct shared){.count = f->at}; /* when it is stopped it had come so far */
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        act_in_child(scene, f, &shared->said, &shared->count, ends[1]);
    close(ends[1]);
    for (ssize_t n; length < sizeof words - 1 && (n = read(ends[0], words + length, sizeof words - 1 - length)) > 0;)
        length += (size_t)n;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    *said = shared->said;
    *count = shared->count;
    munmap(shared, sizeof *shared);
    const char *bad = how_it_ended(status, words, stopped);
    return bad ? bad : judge(scene, said);
}

static const char *try(const struct scene *scene, const struct failing *f, struct said *said, int *count, bool *stopped)
{
    *said = (struct said){.after_no = false};
    *stopped = false;
    return f->source == OUR_MEMORY ? try_in_child(scene, f, said, count, stopped) : try_here(scene, f, said, count);
}

/* Each point in turn until the act comes to its end before it; the first that goes wrong, or NULL. */
static const char *fail_each(const struct scene *scene, struct failing *f, int acts, struct tally *t)
{
    int step = f->source == SQLITE_MEMORY ? stride * (scene->opens_too ? OPENED_ALREADY : 1) : 1;
    for (f->at = 1; f->at < FAILURES_MAX; f->at += step) {
        struct said said;
        int count;
        bool stopped;
        const char *bad = try(scene, f, &said, &count, &stopped);
        if (bad)
            return bad;
        if (count < f->at)
            return all_said(&said, acts) ? NULL : "nothing failed, and the answer is no";
        t->points++;
        t->stopped += stopped;
        t->refused += !stopped && !all_said(&said, acts);
    }
    return "no end is seen";
}

/* How many yeses there are when nothing fails. */
static int acts_of(const struct scene *scene)
{
    struct said said = {.after_no = false};
    struct failing nothing = {.source = DISK_DEAD};
    int count, acts = 0;
    const char *bad = try_here(scene, &nothing, &said, &count);
    if (bad)
        fail_msg("%s, with nothing failing: %s", scene->name, bad);
    for (int i = 0; i < SAID_MAX; i++)
        acts += said.yes[i];
    assert_int_equal(acts, said.ended);
    return acts;
}

static void fail_all(enum source source)
{
    struct tally all = {0};
    for (int i = 0; i < scenes_count; i++) {
        int acts = acts_of(&scenes_all[i]);
        for (int sticky = 0; sticky < 2; sticky++) {
            struct failing f = {.source = source, .sticky = sticky};
            struct tally t = {0};
            const char *bad = fail_each(&scenes_all[i], &f, acts, &t);
            if (bad)
                fail_msg("%s: %s at %d%s: %s", scenes_all[i].name, source_names[source], f.at,
                         sticky ? " and from then on" : "", bad);
            print_message("           %s, %s%s: %d points, %d refused, %d stopped\n", source_names[source],
                          scenes_all[i].name, sticky ? ", from then on" : "", t.points, t.refused, t.stopped);
            all.points += t.points;
        }
    }
    print_message("           %s: %d points\n", source_names[source], all.points);
}

static void a_dead_disk_is_owned_up_to(void **state)
{
    (void)state;
    fail_all(DISK_DEAD);
}

static void a_full_disk_is_owned_up_to(void **state)
{
    (void)state;
    fail_all(DISK_FULL);
}

static void memory_that_sqlite_does_not_get_is_owned_up_to(void **state)
{
    (void)state;
    fail_all(SQLITE_MEMORY);
}

static void memory_that_is_not_there_stops_it_before_anything_is_half_saved(void **state)
{
    (void)state;
    fail_all(OUR_MEMORY);
}

/* Controls. */
static void a_lie_a_leak_and_a_crash_are_seen(void **state)
{
    (void)state;
    static const struct {
        const struct scene *scene;
        enum source source;
    } faults[] = {{&scene_that_lies, DISK_DEAD},
                  {&scene_that_lies, SQLITE_MEMORY},
                  {&scene_that_leaks, SQLITE_MEMORY},
                  {&scene_that_leaks, DISK_FULL},
                  {&scene_that_crashes, OUR_MEMORY}};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct failing f = {.source = faults[i].source};
        struct tally t = {0};
        const char *bad = fail_each(faults[i].scene, &f, 1, &t);
        if (!bad)
            fail_msg("%s, %s: not seen", faults[i].scene->name, source_names[f.source]);
        print_message("           %s, %s: \"%.60s\"\n", faults[i].scene->name, source_names[f.source], bad);
        stage_close(&scenes.here);
    }
}

static void break_off(int at)
{
    struct failing f = {.source = DISK_FULL, .sticky = true};
    arm(&f, at);
}

static int begin(void **state)
{
    (void)state;
    if (!fault_memory_start() || !fault_start())
        return -1;
    disk_log_record(false);
    fault_arm(FAULT_NONE, 0, false);
    scenes_begin(&scenes, break_off);
    return 0;
}

static int end(void **state)
{
    (void)state;
    scenes_end(&scenes);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dead_disk_is_owned_up_to),
        cmocka_unit_test(a_full_disk_is_owned_up_to),
        cmocka_unit_test(memory_that_sqlite_does_not_get_is_owned_up_to),
        cmocka_unit_test(memory_that_is_not_there_stops_it_before_anything_is_half_saved),
        cmocka_unit_test(a_lie_a_leak_and_a_crash_are_seen),
    };
    if (argc > 1)
        stride = atoi(argv[1]);
    return cmocka_run_group_tests_name("failing", tests, begin, end);
}
