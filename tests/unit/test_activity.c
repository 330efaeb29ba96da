/* Active minutes: by boot time, idle left out. Times in seconds of boot time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "activity.h"

#define GAP_S 90

struct beat {
    int at_s;
    enum event_kind kind; /* STARTED stands for any that is neither PLAYED nor PAUSED */
    int played_s;
    const char *sitting; /* NULL: as before */
};

#define BEAT(at)                                                                                                       \
    {                                                                                                                  \
        at, EVENT_STARTED, 0, NULL                                                                                     \
    }
#define PLAYED(at, s)                                                                                                  \
    {                                                                                                                  \
        at, EVENT_PLAYED, s, NULL                                                                                      \
    }
#define PAUSED(at)                                                                                                     \
    {                                                                                                                  \
        at, EVENT_PAUSED, 0, NULL                                                                                      \
    }
#define BEGIN(at, name)                                                                                                \
    {                                                                                                                  \
        at, EVENT_STARTED, 0, name                                                                                     \
    }
#define BEATS_MAX 24

static struct activity active(const struct beat *beats, int count)
{
    struct activity a;
    const char *sitting = "a";
    activity_init(&a);
    for (int i = 0; i < count; i++) {
        sitting = beats[i].sitting ? beats[i].sitting : sitting;
        struct event e = {.kind = beats[i].kind,
                          .at = 1790000000000 + i,
                          .boot_ms = beats[i].at_s * 1000LL,
                          .sitting = sitting,
                          .has_number = beats[i].played_s > 0,
                          .number = beats[i].played_s * 1000.0};
        activity_add(&a, &e, GAP_S * 1000);
    }
    return a;
}

static const struct {
    const char *what;
    struct beat beats[BEATS_MAX];
    int count, active_s;
} cases[] = {
    {"nothing", {{0}}, 0, 0},
    {"one event is no time", {BEAT(100)}, 1, 0},
    {"time between two events", {BEAT(100), BEAT(160)}, 2, 60},
    {"up to the gap", {BEAT(100), BEAT(190)}, 2, 90},
    {"no more than the gap", {BEAT(100), BEAT(191)}, 2, 90},
    {"an hour away is a gap", {BEAT(100), BEAT(3700), BEAT(3710)}, 3, 100},
    {"many gaps", {BEAT(0), BEAT(200), BEAT(400), BEAT(430)}, 4, 210},
    {"a voice counts whole", {BEAT(100), PLAYED(400, 300)}, 2, 300},
    {"and what was before it, up to the gap", {BEAT(100), PLAYED(600, 300)}, 2, 390},
    {"a short wait before it", {BEAT(100), PLAYED(430, 300)}, 2, 330},
    {"a voice over other events", {BEAT(100), BEAT(150), BEAT(200), PLAYED(400, 300)}, 4, 300},
    {"a voice over a long gap that was cut", {BEAT(100), BEAT(300), PLAYED(400, 300)}, 3, 300},
    {"a voice over the end of a long gap", {BEAT(0), BEAT(300), PLAYED(400, 150)}, 3, 240},
    {"a voice over two long gaps", {BEAT(0), BEAT(200), BEAT(400), PLAYED(450, 450)}, 4, 450},
    {"two voices at once count once", {BEAT(0), BEAT(200), PLAYED(300, 300), PLAYED(301, 301)}, 4, 301},
    {"a voice longer than the sitting", {BEAT(1000), PLAYED(1100, 900)}, 2, 100},
    {"a voice longer than the machine is up", {BEAT(50), PLAYED(60, 3600)}, 2, 10},
    {"after a pause nothing counts", {BEAT(0), PAUSED(10), BEAT(60), BEAT(70)}, 4, 20},
    {"a pause, then a gap", {BEAT(0), PAUSED(10), BEAT(500), BEAT(700)}, 4, 100},
    {"the machine starts again: no time", {BEAT(5000), BEAT(5010), BEAT(20), BEAT(50)}, 4, 40},
    {"a voice after the machine started again", {BEAT(5000), PLAYED(100, 40), BEAT(110)}, 3, 50},
    {"time between sittings is none", {BEAT(0), BEAT(10), BEGIN(20, "b"), BEAT(50)}, 4, 40},
    {"a voice does not reach back into another sitting",
     {BEAT(0), BEAT(300), BEGIN(310, "b"), PLAYED(400, 350)},
     4,
     180},
    {"nor to before the machine started again", {BEAT(0), BEAT(300), BEAT(290), PLAYED(295, 200)}, 4, 95},
    {"back in a sitting", {BEAT(0), BEAT(10), BEGIN(20, "b"), BEAT(50), BEGIN(60, "a"), BEAT(61)}, 6, 41},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct activity a = active(cases[i].beats, cases[i].count);
        if (a.active_ms != cases[i].active_s * 1000LL)
            fail_msg("%s: %lld ms, not %d s", cases[i].what, (long long)a.active_ms, cases[i].active_s);
        int64_t sum = 0;
        for (int s = 0; s < a.count; s++)
            sum += a.sittings[s].active_ms;
        assert_true(sum == a.active_ms);
    }
}

static void test_sittings(void **state)
{
    (void)state;
    const struct beat beats[] = {BEAT(0), BEAT(10), BEGIN(20, "b"), BEAT(50), BEGIN(60, "a"), BEAT(61)};
    struct activity a = active(beats, 6);
    assert_int_equal(a.count, 2);
    assert_string_equal(a.sittings[0].sitting, "a");
    assert_true(a.sittings[0].start == 1790000000000);
    assert_true(a.sittings[0].active_ms == 11000);
    assert_true(a.sittings[1].start == 1790000000002);
    assert_true(a.sittings[1].active_ms == 30000);
}

static void test_wall_clock_changes_nothing(void **state)
{
    (void)state;
    struct activity a;
    activity_init(&a);
    for (int i = 0; i < 10; i++) {
        struct event e = {.at = i % 2 ? 0 : 4000000000000, .boot_ms = i * 1000, .sitting = "a"};
        activity_add(&a, &e, GAP_S * 1000);
    }
    assert_true(a.active_ms == 9000);
}

static void test_more_sittings_than_room(void **state)
{
    (void)state;
    static char names[SITTINGS_MAX + 10][8];
    struct activity a;
    activity_init(&a);
    for (int i = 0; i < SITTINGS_MAX + 10; i++) {
        snprintf(names[i], sizeof names[i], "s%d", i);
        for (int beat = 0; beat < 3; beat++) {
            struct event e = {.boot_ms = i * 100000 + beat * 1000, .sitting = names[i]};
            activity_add(&a, &e, GAP_S * 1000);
        }
    }
    assert_int_equal(a.count, SITTINGS_MAX);
    assert_true(a.active_ms == (SITTINGS_MAX + 10) * 2000);
    assert_true(a.sittings[SITTINGS_MAX - 1].active_ms == 11 * 2000);
}

static void test_numbers_that_nobody_could_mean(void **state)
{
    (void)state;
    struct activity a;
    activity_init(&a);
    struct event e = {.kind = EVENT_PLAYED, .boot_ms = 5000, .has_number = true, .number = 1e300};
    activity_add(&a, &e, GAP_S * 1000);
    e.number = -1e300;
    activity_add(&a, &e, GAP_S * 1000);
    assert_true(a.active_ms == 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_sittings),
        cmocka_unit_test(test_wall_clock_changes_nothing),
        cmocka_unit_test(test_more_sittings_than_room),
        cmocka_unit_test(test_numbers_that_nobody_could_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
