/*
 * test_cuts - the power goes after every step that the store takes on the disk, and what may be left then is looked at.
 *
 * Work is done once and written down, steps and answers; then every step is cut behind in many ways. Nothing that was
 * acknowledged may be missing, nothing may be there in part, and the store must open, verify and take more. The same is
 * then asked of stores with a fault in them, and of disks that lie: there it must find losses.
 *
 *     test_cuts [STATES [SEED]]
 */
#include "store_work.h"

#include <time.h>

#include "disk_log.h"
#include "fault_calls.h"
#include "fault_vfs.h"
#include "lying_store.h"

#define STATES_DEFAULT 20000
#define WAYS           10 /* to cut behind one step: all gone, all there, the rest by chance */
#define CALLS          60 /* in one work */
#define CONTROL_STATES 500
#define CONTROL_WAYS   3
#define GO_ON_EVERY    8

static int states_wanted = STATES_DEFAULT;
static unsigned first_seed = 1;

struct tally {
    int works, steps, states, lost, acknowledged;
    char note[300];
};

static void look(struct work *w, struct tally *t, enum cut_kind kind, unsigned seed)
{
    int step = disk_cuts_at();
    if (!disk_cuts_leave(kind, seed, work_sure(w, step)))
        return;
    t->states++;
    const char *bad = work_judge(w, step, t->states % GO_ON_EVERY == 0);
    if (!bad)
        return;
    if (!t->lost++)
        snprintf(t->note, sizeof t->note, "step %d of %d, cut %d, seed %u: %s", step, disk_log_count(), (int)kind, seed,
                 bad);
}

/* `most` is how many states are looked at in all works. */
static void cut_work(struct work *w, struct tally *t, unsigned seed, unsigned ways, int most, bool noise_spreads)
{
    t->works++;
    disk_cuts_begin(noise_spreads);
    while (t->states < most && disk_cuts_step())
        for (unsigned way = 0; way < ways && t->states < most; way++)
            look(w, t, way < 2 ? (enum cut_kind)way : (enum cut_kind)(CUT_TEAR + way % (CUT_KINDS - CUT_TEAR)),
                 seed * 1000 + way);
    t->steps += disk_cuts_at();
    t->acknowledged += work_sure(w, disk_cuts_at());
}

struct control {
    unsigned ways;
    enum lie lie;
    bool syncs_lie, folders_lie;
};

/* Works of one seed after the other, on a disk that promises nothing and on one that promises what the real one does.
 */
static struct tally cut_works(int states, const struct control *c)
{
    struct tally t = {0};
    static struct work w;
    for (unsigned seed = first_seed; t.states < states; seed++) {
        work_begin(&w, seed);
        lie_set(c->lie);
        lie_tidy_often(16);
        fault_syncs_lie(c->syncs_lie);
        fault_folders_lie(c->folders_lie);
        fault_disk_as_it_is(seed % 2);
        work_do(&w, CALLS, 2);
        fault_syncs_lie(false);
        fault_folders_lie(false);
        assert_false(w.refused);
        cut_work(&w, &t, seed, c->ways, states, seed % 2 == 0);
        work_end(&w);
    }
    return t;
}

static void nothing_that_was_acknowledged_is_lost(void **state)
{
    (void)state;
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    struct tally t = cut_works(states_wanted, &(struct control){.ways = WAYS});
    clock_gettime(CLOCK_MONOTONIC, &ended);
    print_message("           %d states after %d steps of %d works with %d calls: %d lost something, %ld s\n", t.states,
                  t.steps, t.works, t.acknowledged, t.lost, (long)(ended.tv_sec - began.tv_sec));
    if (t.lost)
        fail_msg("%d of %d states, the first: %s", t.lost, t.states, t.note);
}

static void losses_are_found(const char *what, const struct control *c)
{
    struct tally t = cut_works(CONTROL_STATES, c);
    print_message("           %s: %d of %d states lost something, e.g. %s\n", what, t.lost, t.states, t.note);
    assert_true(t.lost > t.states / 50);
}

static void a_store_that_does_not_wait_for_the_disk_is_seen(void **state)
{
    (void)state;
    losses_are_found("synchronous=NORMAL", &(struct control){.ways = CONTROL_WAYS, .lie = LIE_NO_WAIT});
}

static void a_store_that_says_yes_before_commit_is_seen(void **state)
{
    (void)state;
    losses_are_found("yes before COMMIT", &(struct control){.ways = CONTROL_WAYS, .lie = LIE_EARLY_YES});
}

static void a_disk_that_does_not_sync_is_seen(void **state)
{
    (void)state;
    losses_are_found("no sync", &(struct control){.ways = CONTROL_WAYS, .syncs_lie = true});
}

static void a_disk_that_forgets_names_is_seen(void **state)
{
    (void)state;
    losses_are_found("no sync of folders", &(struct control){.ways = CONTROL_WAYS, .folders_lie = true});
}

static int begin(void **state)
{
    (void)state;
    return fault_start() ? 0 : -1;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_was_acknowledged_is_lost),
        cmocka_unit_test(a_store_that_does_not_wait_for_the_disk_is_seen),
        cmocka_unit_test(a_store_that_says_yes_before_commit_is_seen),
        cmocka_unit_test(a_disk_that_does_not_sync_is_seen),
        cmocka_unit_test(a_disk_that_forgets_names_is_seen),
    };
    const struct CMUnitTest just_cuts[] = {tests[0]};
    if (argc > 1)
        states_wanted = atoi(argv[1]);
    if (argc > 2)
        first_seed = (unsigned)strtoul(argv[2], NULL, 0);
    if (first_seed != 1) /* the controls are the same for all */
        return cmocka_run_group_tests_name("power cuts", just_cuts, begin, NULL);
    return cmocka_run_group_tests_name("power cuts", tests, begin, NULL);
}
