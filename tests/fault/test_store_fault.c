#include "store_stage.h"

#include <stdarg.h>
#include <sys/stat.h>
#include "disk_log.h"
#include "fault_vfs.h"
#include "store_copy.h"

/*
 * Every change to the disk fails once in turn, in every way, while a person works. Whatever the store said yes to must
 * be there when it opens again; whatever it said no to may be repeated and comes out once.
 */

#define EVENTS_MAX 16

struct work { /* what the store said yes to */
    bool opened, event[EVENTS_MAX], draft, concern, completed, next, next_event, false_success;
    int events; /* appended one call after another: the first `events` are acknowledged */
    int maybe;  /* of the call that failed: all or none of them may be there */
    char next_id[UUID_TEXT];
};

struct bench {
    struct stage stage;
    struct store_copy copy;
    char record[UUID_TEXT];
    char note[300];
};

static int begin(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    char first[UUID_TEXT];
    if (!b || !fault_start())
        return -1;
    fault_arm(FAULT_NONE, 0, false);
    stage_begin(&b->stage, false);
    stage_complete(&b->stage, first);
    stage_close(&b->stage);
    disk_log_clear();
    store_copy_take(&b->copy, b->stage.folder);
    seal_uuid7(STAGE_NOW + 1, b->record);
    *state = b;
    return 0;
}

static int end(void **state)
{
    struct bench *b = *state;
    fault_arm(FAULT_NONE, 0, false);
    disk_log_clear();
    stage_end(&b->stage);
    store_copy_free(&b->copy);
    free(b);
    return 0;
}

static void bench_reset(struct bench *b)
{
    fault_arm(FAULT_NONE, 0, false);
    disk_log_clear();
    store_copy_put(&b->copy, b->stage.folder);
    arena_clear(&b->stage.arena);
    problems_init(&b->stage.problems, &b->stage.arena);
}

/* --- the work --------------------------------------------------------------------------------------------------- */

/* After the first no, every yes is false: the store must take nothing more. */
static bool say(struct stage *t, struct work *w, bool yes)
{
    if (yes && store_is_broken(t->store))
        w->false_success = true;
    return yes;
}

static void append(struct stage *t, struct work *w, int count)
{
    struct event events[3];
    for (int i = 0; i < count; i++)
        events[i] = stage_event(w->events + w->maybe + i);
    bool broken = store_is_broken(t->store);
    bool yes = say(t, w, store_append(t->store, t->person.id, t->attempt, events, count));
    if (yes)
        w->events += count;
    else if (!broken)
        w->maybe = count;
}

static bool complete(struct bench *b)
{
    struct record record = stage_record(&b->stage, b->record);
    struct event completed = stage_completed(b->record);
    return store_complete(b->stage.store, b->stage.person.id, b->stage.attempt, &record, &completed);
}

static void work_do(struct bench *b, struct work *w)
{
    struct stage *t = &b->stage;
    struct store_attempt next;
    *w = (struct work){0};
    t->store = store_open(t->folder, &t->problems);
    if (!t->store)
        return;
    w->opened = true;
    append(t, w, 1);
    append(t, w, 1);
    w->draft = say(t, w, store_draft_put(t->store, t->person.id, t->attempt, "e", NULL, "half-typed"));
    append(t, w, 3);
    w->concern = say(t, w, store_concern_add(t->store, t->person.id, "answer", "m", "p", STAGE_NOW));
    append(t, w, 1);
    w->completed = say(t, w, complete(b));
    w->next = say(t, w, store_attempt_open(t->store, t->person.id, "thinking-skills", "more", NULL, STAGE_NOW, &next));
    if (w->next) {
        struct event e = stage_event(1);
        memcpy(w->next_id, next.id, sizeof w->next_id);
        w->next_event = say(t, w, store_append(t->store, t->person.id, next.id, &e, 1));
    }
    stage_close(t);
}

/* --- what must be true afterwards ------------------------------------------------------------------------------- */

static const char *wrong(struct bench *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const char *wrong(struct bench *b, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(b->note, sizeof b->note, format, list);
    va_end(list);
    return b->note;
}

static const char *events_judge(struct bench *b, const struct work *w, bool is_complete)
{
    struct stage *t = &b->stage;
    struct event *events;
    int count;
    if (!store_events(t->store, &t->arena, t->person.id, t->attempt, &events, &count))
        return wrong(b, "the journal does not open");
    count -= is_complete;
    if (count != w->events && count != w->events + w->maybe)
        return wrong(b, "%d events; %d acknowledged, %d in doubt", count, w->events, w->maybe);
    for (int i = 0; i < count; i++)
        if ((int)events[i].number != i)
            return wrong(b, "event %d is number %d", i, (int)events[i].number);
    return NULL;
}

static const char *rest_judge(struct bench *b, const struct work *w)
{
    struct stage *t = &b->stage;
    struct store_draft *drafts;
    struct store_concern *concerns;
    struct event *events;
    int count;
    if (w->concern && store_concerns(t->store, &t->arena, NULL, &concerns) != 1)
        return wrong(b, "a concern is lost");
    if (w->draft && !w->completed && store_drafts(t->store, &t->arena, t->person.id, t->attempt, &drafts) == 0 &&
        store_attempts(t->store, &t->arena, t->person.id, &(struct store_attempt *){0}) >= 0) {
        struct store_attempt *attempts; /* an unacknowledged completion takes drafts away too */
        int attempt_count = store_attempts(t->store, &t->arena, t->person.id, &attempts);
        for (int i = 0; i < attempt_count; i++)
            if (text_is(attempts[i].id, t->attempt) && !attempts[i].completed)
                return wrong(b, "a draft is lost");
    }
    if (w->next_event && (!store_events(t->store, &t->arena, t->person.id, w->next_id, &events, &count) || count != 1))
        return wrong(b, "the event of the next attempt is lost");
    return NULL;
}

/* NULL when all is well. */
static const char *judge(struct bench *b, const struct work *w)
{
    struct stage *t = &b->stage;
    struct store_record *records;
    const char *bad;
    int count;
    if (w->false_success)
        return wrong(b, "said yes after it was broken");
    problems_init(&t->problems, &t->arena);
    t->store = store_open(t->folder, &t->problems);
    if (!t->store)
        return wrong(b, "does not open: %s", t->problems.last->message);
    int before = store_records(t->store, &t->arena, t->person.id, &records);
    bad = before < 1 || (w->completed && before != 2) ? wrong(b, "%d records", before) : NULL;
    if (!bad && !store_records_verify(t->store, &count, &t->problems))
        bad = wrong(b, "%s", t->problems.last->message);
    if (!bad)
        bad = events_judge(b, w, before == 2);
    if (!bad)
        bad = rest_judge(b, w);
    if (!bad && !complete(b)) /* the same again: once, whatever happened */
        bad = wrong(b, "the record cannot be made again");
    if (!bad && store_records(t->store, &t->arena, t->person.id, &records) != 2)
        bad = wrong(b, "the record was doubled");
    if (!bad && !store_records_verify(t->store, &count, &t->problems))
        bad = wrong(b, "afterwards %s", t->problems.last->message);
    stage_close(t);
    return bad;
}

static int changes_of_all(struct bench *b)
{
    struct work w;
    bench_reset(b);
    fault_arm(FAULT_NONE, 0, false);
    work_do(b, &w);
    int changes = fault_changes();
    const char *bad = judge(b, &w);
    if (bad)
        fail_msg("without a fault: %s", bad);
    assert_true(w.opened && w.completed && w.next_event && w.draft && w.concern && w.events == 6 && !w.maybe);
    assert_true(changes > 40);
    return changes;
}

/* --- the tests -------------------------------------------------------------------------------------------------- */

static void every_change_that_fails_is_owned_up_to(void **state)
{
    struct bench *b = *state;
    static const enum fault_kind kinds[] = {FAULT_EIO, FAULT_ENOSPC};
    int changes = changes_of_all(b), points = 0, noticed = 0;
    for (size_t k = 0; k < 2; k++) {
        for (int sticky = 0; sticky < 2; sticky++) {
            for (int at = 1; at <= changes; at++, points++) {
                struct work w;
                bench_reset(b);
                fault_arm(kinds[k], at, sticky);
                work_do(b, &w);
                fault_arm(FAULT_NONE, 0, false);
                noticed += !w.next_event;
                const char *bad = judge(b, &w);
                if (bad)
                    fail_msg("%s at change %d%s: %s", k ? "ENOSPC" : "EIO", at, sticky ? " and all later" : "", bad);
            }
        }
    }
    assert_true(noticed > points / 2); /* the rest fail in the tidying after everything was said */
    print_message("           %d points of failure, %d of them stopped the work\n", points, noticed);
}

static int cuts(struct bench *b, int changes, int *points)
{
    int lost = 0;
    for (int kind = CUT_DROP; kind <= CUT_TEAR; kind++) {
        for (int at = 1; at <= changes; at++) {
            for (unsigned seed = 1; seed <= (kind == CUT_TEAR ? 3 : 1); seed++, ++*points) {
                struct work w;
                bench_reset(b);
                fault_arm(FAULT_EIO, at, true);
                work_do(b, &w);
                fault_arm(FAULT_NONE, 0, false);
                fault_syncs_lie(false);
                disk_cut((enum cut_kind)kind, seed + (unsigned)at);
                lost += judge(b, &w) != NULL;
                stage_close(&b->stage);
            }
        }
    }
    return lost;
}

static void a_power_cut_takes_nothing_that_was_acknowledged(void **state)
{
    struct bench *b = *state;
    int changes = changes_of_all(b), points = 0;
    int lost = cuts(b, changes, &points);
    if (lost)
        fail_msg("%d of %d cuts: %s", lost, points, b->note);
    print_message("           %d cuts\n", points);
}

/* Long words until SQLite moves its log into the database: what fails there was acknowledged before and stays so. */
struct much {
    int from, to; /* the changes of the call that moved the log */
    bool tidying_failed;
};

static struct much write_much(struct bench *b, struct work *w)
{
    enum { MUCH = 320, LONG = 3900 };
    struct stage *t = &b->stage;
    struct much much = {0};
    static char words[LONG + 1];
    memset(words, 'w', LONG);
    *w = (struct work){0};
    t->store = store_open(t->folder, &t->problems);
    for (int i = 0; t->store && i < MUCH && !store_is_broken(t->store); i++) {
        struct event e = stage_event(i);
        int before = fault_changes();
        e.detail = words;
        if (store_append(t->store, t->person.id, t->attempt, &e, 1)) {
            w->events++;
            much.tidying_failed = store_is_broken(t->store);
        } else {
            w->maybe = 1;
        }
        if (fault_changes() - before > much.to - much.from)
            much = (struct much){before + 1, fault_changes(), much.tidying_failed};
    }
    stage_close(t);
    return much;
}

static void a_failure_while_tidying_loses_nothing(void **state)
{
    enum { POINTS = 12 };
    struct bench *b = *state;
    struct work w;
    int failed = 0;
    bench_reset(b);
    disk_log_record(false);
    struct much much = write_much(b, &w);
    assert_true(much.to - much.from > 150); /* that many pages moved */
    for (int cut = 0; cut < 2; cut++) {
        for (int i = 0; i <= POINTS; i++) {
            bench_reset(b);
            disk_log_record(cut);
            fault_arm(FAULT_EIO, much.from + (much.to - much.from) * i / POINTS, true);
            failed += write_much(b, &w).tidying_failed;
            fault_arm(FAULT_NONE, 0, false);
            disk_log_record(true);
            if (cut)
                disk_cut(CUT_TEAR, (unsigned)i);
            const char *bad = judge(b, &w);
            if (bad)
                fail_msg("%d of %d: %s", i, POINTS, bad);
        }
    }
    assert_true(failed >= 2 * (POINTS - 1)); /* the words were acknowledged, and the next call refused */
}

/* Controls: the judge must see a disk that lies, or the two tests above prove nothing. */
static void the_judge_sees_a_disk_that_does_not_sync(void **state)
{
    struct bench *b = *state;
    int changes = changes_of_all(b), lost = 0;
    for (int at = 1; at <= changes; at++) {
        struct work w;
        bench_reset(b);
        fault_syncs_lie(true);
        fault_arm(FAULT_EIO, at, true);
        work_do(b, &w);
        fault_arm(FAULT_NONE, 0, false);
        fault_syncs_lie(false);
        disk_cut(CUT_DROP, 1);
        lost += judge(b, &w) != NULL;
        stage_close(&b->stage);
    }
    assert_true(lost > changes / 2);
}

static void the_judge_sees_a_disk_that_drops_writes(void **state)
{
    struct bench *b = *state;
    int changes = changes_of_all(b), lost = 0;
    for (int at = 1; at <= changes; at++) {
        struct work w;
        bench_reset(b);
        fault_arm(FAULT_SILENT, at, true);
        work_do(b, &w);
        fault_arm(FAULT_NONE, 0, false);
        lost += judge(b, &w) != NULL;
        stage_close(&b->stage);
    }
    assert_true(lost > changes / 2);
}

/* The head file is no part of the transaction: when it cannot be written the record is safe, and nobody is told "done".
 */
static void a_head_file_that_cannot_be_written_breaks_the_store(void **state)
{
    struct bench *b = *state;
    struct stage *t = &b->stage;
    struct store_record *records;
    char path[160];
    int count;
    bench_reset(b);
    snprintf(path, sizeof path, "%s/keys/head.json.new", t->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    t->store = store_open(t->folder, &t->problems);
    assert_non_null(t->store);
    assert_false(complete(b));
    assert_true(store_is_broken(t->store));
    struct event e = stage_event(1);
    assert_false(store_append(t->store, t->person.id, t->attempt, &e, 1));
    assert_int_equal(rmdir(path), 0);
    stage_reopen(t);
    assert_true(complete(b));
    assert_int_equal(store_records(t->store, &t->arena, NULL, &records), 2);
    assert_true(store_records_verify(t->store, &count, &t->problems));
    stage_close(t);
}

/* The try is on the disk before the PIN is looked at; when it cannot be, nobody gets in. */
static void a_try_that_cannot_be_counted_is_none(void **state)
{
    struct bench *b = *state;
    struct stage *t = &b->stage;
    struct store_person who;
    for (int at = 1; at <= 3; at++) {
        bench_reset(b);
        t->store = store_open(t->folder, &t->problems);
        assert_non_null(t->store);
        fault_arm(FAULT_EIO, at, false);
        assert_int_equal(store_sign_in(t->store, t->person.code, t->pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_FAILED);
        assert_true(store_is_broken(t->store));
        fault_arm(FAULT_NONE, 0, false);
        stage_close(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_change_that_fails_is_owned_up_to),
        cmocka_unit_test(a_power_cut_takes_nothing_that_was_acknowledged),
        cmocka_unit_test(a_failure_while_tidying_loses_nothing),
        cmocka_unit_test(the_judge_sees_a_disk_that_does_not_sync),
        cmocka_unit_test(the_judge_sees_a_disk_that_drops_writes),
        cmocka_unit_test(a_head_file_that_cannot_be_written_breaks_the_store),
        cmocka_unit_test(a_try_that_cannot_be_counted_is_none),
    };
    return cmocka_run_group_tests_name("store faults", tests, begin, end);
}
