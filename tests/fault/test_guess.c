/*
 * test_guess - somebody guesses a PIN and pulls the plug, two hundred times: no try comes back.
 *
 * The law: at whatever step of the disk the power goes, the tries that are counted are never fewer than the PINs that
 * were looked at. Answered is not enough: who watches the machine could see the answer before it is said.
 */
#include "store_work.h"

#include "disk_log.h"
#include "fault_vfs.h"
#include "lying_store.h"

#define CUTS         200
#define CONTROL_CUTS 40
#define WAIT_MS      (600 * 1000) /* longer than any wait, and few enough in an hour for the terminal */
#define LOOKS_MAX    4

bool __real_seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES]);
bool __wrap_seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES]);

static struct { /* the steps after which a PIN was looked at, since the plug was in again */
    int steps[LOOKS_MAX], count;
} looks;

bool __wrap_seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES])
{
    assert_true(looks.count < LOOKS_MAX);
    looks.steps[looks.count++] = disk_log_count();
    return __real_seal_pin_check(keys, pin, stored);
}

struct tally {
    int cuts, guesses, refunds, unlocks;
};

/* One or two guesses; true when staff have to come first. */
static bool guess(struct work *w, int count)
{
    struct stage *t = &w->stage;
    struct store_person who;
    enum sign_in answer = SIGN_IN_WRONG;
    disk_log_clear();
    disk_log_record(true);
    looks.count = 0;
    work_open(w);
    for (int i = 0; i < count && answer == SIGN_IN_WRONG; i++) {
        clock_advance(&w->now, WAIT_MS);
        answer = store_sign_in(t->store, t->person.code, "000000", w->now.wall, &who, NULL, NULL);
    }
    lie_settle();
    stage_close(t);
    disk_log_record(false);
    assert_true(answer == SIGN_IN_WRONG || answer == SIGN_IN_LOCKED);
    return answer == SIGN_IN_LOCKED;
}

/* Somewhere in what was done; the PINs that had been looked at by then. */
static int pull_the_plug(unsigned seed)
{
    int stop = 1 + (int)(seed * 2654435761u >> 8) % disk_log_count(), looked = 0;
    disk_cuts_begin(true);
    while (disk_cuts_at() < stop)
        disk_cuts_step();
    assert_true(disk_cuts_leave((enum cut_kind)(seed % CUT_KINDS), seed, 0));
    for (int i = 0; i < looks.count; i++)
        looked += looks.steps[i] <= stop;
    return looked;
}

static struct tally guess_on(int cuts, enum lie lie)
{
    static struct work w;
    struct tally t = {0};
    int looked = 0; /* since staff came */
    work_begin(&w, 1);
    for (t.cuts = 1; t.cuts <= cuts; t.cuts++) {
        arena_clear(&w.stage.arena);
        problems_init(&w.stage.problems, &w.stage.arena);
        lie_set(lie);
        bool locked = guess(&w, 1 + t.cuts % 2);
        looked += pull_the_plug((unsigned)t.cuts);
        t.guesses += looks.count;
        lie_set(LIE_NONE);
        work_open(&w);
        assert_non_null(w.stage.store);
        if (work_tries(&w) < looked) {
            t.refunds++;
            looked = work_tries(&w);
        }
        if (locked) {
            assert_true(store_person_unlock(w.stage.store, w.stage.person.id));
            looked = 0;
            t.unlocks++;
        }
        stage_close(&w.stage);
    }
    t.cuts--;
    work_end(&w);
    return t;
}

static void no_try_comes_back(void **state)
{
    (void)state;
    struct tally t = guess_on(CUTS, LIE_NONE);
    print_message("           %d cuts, %d PINs looked at, staff came %d times: %d tries came back\n", t.cuts, t.guesses,
                  t.unlocks, t.refunds);
    assert_true(t.guesses >= CUTS && t.unlocks > CUTS / 40);
    assert_int_equal(t.refunds, 0);
}

static void a_try_that_is_counted_after_the_look_is_seen(void **state)
{
    (void)state;
    struct tally t = guess_on(CONTROL_CUTS, LIE_EARLY_YES);
    print_message("           counted after the look: %d of %d cuts gave tries back\n", t.refunds, t.cuts);
    assert_true(t.refunds > CONTROL_CUTS / 10);
}

static int begin(void **state)
{
    (void)state;
    return fault_start() ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_try_comes_back),
        cmocka_unit_test(a_try_that_is_counted_after_the_look_is_seen),
    };
    return cmocka_run_group_tests_name("guesses", tests, begin, NULL);
}
