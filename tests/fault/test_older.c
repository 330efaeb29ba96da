/*
 * test_older - the power goes while an older store is brought up to this version: what a cut leaves is opened again,
 * brought up to its end, and verifies.
 */
#include "store_versions.h"

#include "disk_log.h"
#include "fault_calls.h"
#include "fault_vfs.h"

#define WAYS 4

static const char decision[] = "INSERT INTO resolution SELECT '0190b8e2-0000-7000-8000-00000000000b', id, '2500000001',"
                               " '2026-11-21', 1, 'practitioner', 'was there', 1795255200000, '' FROM person";

/* As that version left it, and with what later versions sign. */
static void older(struct stage *t, int version)
{
    stage_take(t, version);
    command("sqlite3 %s/cairn.db \"%s; PRAGMA journal_mode=WAL\" > %s/said", t->folder,
            version >= 4 && version < 8 ? decision : "SELECT 1", t->folder);
}

static const char *judge(struct stage *t)
{
    int count;
    arena_clear(&t->arena);
    problems_init(&t->problems, &t->arena);
    for (int time = 0; time < 2; time++) {
        t->store = store_open(t->folder, &t->problems);
        bool ok = t->store && store_records_verify(t->store, &count, &t->problems);
        stage_close(t);
        if (!ok)
            return t->problems.last->message;
    }
    return NULL;
}

static void cut_from(int version)
{
    struct stage t;
    int states = 0;
    disk_log_record(false);
    older(&t, version);
    disk_log_clear();
    disk_log_record(true);
    t.store = store_open(t.folder, &t.problems);
    assert_non_null(t.store);
    stage_close(&t);
    disk_log_record(false);
    disk_cuts_begin(true);
    while (disk_cuts_step()) {
        for (unsigned way = 0; way < WAYS; way++) {
            if (!disk_cuts_leave((enum cut_kind)(way < 2 ? way : CUT_TEAR + (unsigned)disk_cuts_at() % 4), way, 0))
                continue;
            states++;
            const char *bad = judge(&t);
            if (bad)
                fail_msg("version %d, step %d of %d: %s", version, disk_cuts_at(), disk_log_count(), bad);
        }
    }
    print_message("           from version %d: %d states after %d steps\n", version, states, disk_log_count());
    disk_log_clear();
    stage_end(&t);
}

static void a_store_that_is_being_brought_up_outlives_a_cut(void **state)
{
    (void)state;
    cut_from(1);
    cut_from(7);
}

static int begin(void **state)
{
    (void)state;
    return fault_start() ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_that_is_being_brought_up_outlives_a_cut),
    };
    return cmocka_run_group_tests_name("older stores", tests, begin, NULL);
}
