/*
 * test_rekey - the power goes after every step of a change of keys: the old keys or the new ones open everything.
 */
#include "store_stage.h"

#include "disk_log.h"
#include "fault_vfs.h"
#include "store_audit.h"
#include "store_rekey.h"

#define EVENTS      4
#define PIN_EVERY   40 /* each takes the time of a hash */
#define AGAIN_EVERY 25

static void prepare(struct stage *t)
{
    char record[UUID_TEXT];
    disk_log_record(false);
    fault_arm(FAULT_NONE, 0, false);
    stage_begin(t, false);
    assert_true(store_day(t->store));
    stage_append(t, 1, 2);
    stage_complete(t, record);
    stage_append(t, 1, EVENTS);
    assert_true(store_concern_add(t->store, t->person.id, "support", "stop-and-think", "welcome", STAGE_NOW));
    stage_close(t);
    disk_log_clear();
}

/* NULL when all of it opens. */
static const char *judge(struct stage *t, int state)
{
    struct store_person person;
    struct store_concern *concerns;
    struct store_rekeyed out;
    struct event *events;
    int count;
    const char *bad = NULL;
    problems_init(&t->problems, &t->arena);
    t->store = store_open(t->folder, &t->problems);
    if (!t->store)
        return t->problems.last->message;
    if (!store_records_verify(t->store, &count, &t->problems) || !store_audit_verify(t->store, &count, &t->problems))
        bad = t->problems.last->message;
    else if (!store_events(t->store, &t->arena, t->person.id, t->attempt, &events, &count) || count != EVENTS)
        bad = "the journal does not open";
    else if (store_concerns(t->store, &t->arena, NULL, &concerns) != 1 || !text_is(concerns[0].kind, "support"))
        bad = "the concern does not open";
    else if (state % PIN_EVERY == 0 &&
             store_sign_in(t->store, t->person.code, t->pin, STAGE_NOW, &person, NULL, NULL) != SIGN_IN_OK)
        bad = "the PIN is not right";
    else if (state % AGAIN_EVERY == 0 && !store_new_keys(t->store, "Once more.", false, &out, &t->problems))
        bad = t->problems.last->message;
    stage_close(t);
    return bad;
}

static void a_cut_leaves_keys_that_open_everything(void **state)
{
    (void)state;
    struct stage t;
    struct store_rekeyed out;
    int states = 0;
    prepare(&t);
    disk_log_record(true);
    t.store = store_open(t.folder, &t.problems);
    assert_non_null(t.store);
    assert_true(store_new_keys(t.store, "Somebody left.", true, &out, &t.problems));
    stage_close(&t);
    disk_log_record(false);
    disk_cuts_begin(true);
    while (disk_cuts_step())
        for (int kind = 0; kind < CUT_KINDS; kind++) {
            if (!disk_cuts_leave((enum cut_kind)kind, 7, disk_cuts_at()))
                continue;
            const char *bad = judge(&t, states++);
            if (bad)
                fail_msg("step %d of %d, cut %d: %s", disk_cuts_at(), disk_log_count(), kind, bad);
        }
    print_message("           %d states after %d steps: all open\n", states, disk_cuts_at());
    assert_true(states > 100);
    stage_end(&t);
}

/* Each change of the disk fails in turn: it is owned up to, and opening again finds all of it. */
static void a_disk_that_fails_leaves_keys_that_open_everything(void **state)
{
    (void)state;
    int failed = 0;
    for (int at = 1, changes = 1; at <= changes; at++) {
        struct stage t;
        struct store_rekeyed out;
        prepare(&t);
        t.store = store_open(t.folder, &t.problems);
        assert_non_null(t.store);
        fault_arm(FAULT_EIO, at, false);
        bool done = store_new_keys(t.store, "Somebody left.", false, &out, &t.problems);
        changes = at == 1 ? 400 : changes;
        if (fault_changes() < at)
            changes = 0;
        assert_true(done || store_is_broken(t.store));
        failed += !done;
        stage_close(&t);
        fault_arm(FAULT_NONE, 0, false);
        const char *bad = judge(&t, at);
        if (bad)
            fail_msg("change %d fails: %s", at, bad);
        stage_end(&t);
    }
    print_message("           %d failures owned up to\n", failed);
    assert_true(failed > 10);
}

static int begin(void **state)
{
    (void)state;
    return fault_start() ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_leaves_keys_that_open_everything),
        cmocka_unit_test(a_disk_that_fails_leaves_keys_that_open_everything),
    };
    return cmocka_run_group_tests_name("keys", tests, begin, NULL);
}
