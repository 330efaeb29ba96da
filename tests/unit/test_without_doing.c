/* Finishing without doing: tapping through as fast as it goes, and turning the clock, earn nothing by themselves. */
#include "player_kit.h"

#include "credit.h"

#define MINUTE 60000LL
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define YEARS  (10 * 365 * DAY)
#define NOON   1795262400000LL /* 21 November 2026, 12:00 */

static const struct assignment assignment = {.id = "a", .module = "thinking-skills", .requirement = {.id = "rar"}};

static struct credits decided(struct arena *a, const struct record *records, int count, int minimum)
{
    return credit_decide(a, &(struct credit_input){.records = records,
                                                   .record_count = count,
                                                   .assignments = &assignment,
                                                   .assignment_count = 1,
                                                   .site = {.minimum_active_minutes = minimum}});
}

/* --- going through a module, a pause before each act ---------------------------------------------------------------
 */

struct runner {
    struct kit *kit;
    struct arena arena;
    struct attempt *attempt;
    struct activity activity;
    struct moment now;
    instant_ms start;
};

static void live(struct runner *r, const struct decision *d)
{
    for (int i = 0; i < d->count; i++) {
        attempt_apply(r->attempt, &d->events[i]);
        activity_add(&r->activity, &d->events[i], ACTIVITY_GAP_MAX_MS);
    }
}

static bool act(struct runner *r, struct act act, int64_t pause_ms, struct decision *out)
{
    r->now.at += pause_ms;
    r->now.boot_ms += pause_ms;
    attempt_decide(r->attempt, act, r->now, out);
    live(r, out);
    return !out->refused;
}

static void begin(struct runner *r, struct kit *k, struct moment now)
{
    struct decision d;
    *r = (struct runner){.kit = k, .now = now, .start = now.at};
    arena_init(&r->arena);
    r->attempt = attempt_new(&r->arena, k->programme, k->module, k->settings);
    activity_init(&r->activity);
    attempt_open(r->attempt, r->now, &d);
    live(r, &d);
}

/* The least anybody can do with what Next waits for: tap, and tap again. */
static void least(struct runner *r, const struct block *b, int64_t pause_ms)
{
    struct decision d;
    if (act(r, (struct act){.kind = ACT_DECLINE, .exercise = b->id}, pause_ms, &d) &&
        !attempt_is_waiting(r->attempt, b))
        return;
    for (int i = 0; b->kind == BLOCK_CHOICE && i < b->choice.count && attempt_is_waiting(r->attempt, b); i++)
        act(r, (struct act){.kind = ACT_PICK, .exercise = b->id, .item = b->choice.options[i].id}, pause_ms, &d);
    for (int i = 0; b->kind == BLOCK_SORT && i < b->sort.card_count; i++)
        act(r,
            (struct act){
                .kind = ACT_PLACE, .exercise = b->id, .item = b->sort.cards[i].id, .text = b->sort.boxes[0].id},
            pause_ms, &d);
    for (int i = 0; b->kind == BLOCK_GAPS && i < b->gaps.count; i++)
        act(r,
            (struct act){.kind = ACT_FILL,
                         .exercise = b->id,
                         .item = b->gaps.gaps[i].id,
                         .text = b->gaps.gaps[i].count ? b->gaps.gaps[i].bank[0].id : "own:x"},
            pause_ms, &d);
    if (b->kind == BLOCK_SCALE || b->kind == BLOCK_NUMBER)
        act(r,
            (struct act){.kind = ACT_NUMBER,
                         .exercise = b->id,
                         .number = b->kind == BLOCK_SCALE ? scale_value(&b->scale, 0) : 1},
            pause_ms, &d);
    if (b->kind == BLOCK_WRITE)
        act(r, (struct act){.kind = ACT_WRITE, .exercise = b->id, .text = "x"}, pause_ms, &d);
    for (int i = 0; b->kind == BLOCK_SPOT && i < b->spot.count && attempt_is_waiting(r->attempt, b); i++)
        act(r, (struct act){.kind = ACT_PICK, .exercise = b->id, .item = b->spot.places[i].id}, pause_ms, &d);
}

/* To the end; `pause_ms` before every act, `page_ms` on every page besides. */
static bool play(struct runner *r, int64_t pause_ms, int64_t page_ms)
{
    struct decision d = {0};
    for (int acts = 0; acts < 2000 && !d.finished; acts++) {
        act(r, (struct act){.kind = ACT_NEXT}, pause_ms + page_ms, &d);
        if (d.missing)
            least(r, d.missing, pause_ms);
    }
    return d.finished;
}

static void finish(struct runner *r, const char *id, struct record *out)
{
    struct event completed = {
        .kind = EVENT_COMPLETED, .at = r->now.at, .boot_ms = r->now.boot_ms, .sitting = r->now.sitting, .detail = id};
    activity_add(&r->activity, &completed, ACTIVITY_GAP_MAX_MS);
    record_from_attempt(r->attempt, &r->activity, r->start, r->now.at, out);
    out->id = out->attempt = id;
    out->setting = "community"; /* the attempt's own goes with it */
    out->language = out->content_hash = NULL;
    out->assignment = assignment.id;
}

static void load(struct kit *k)
{
    kit_load(k, NULL, "thinking-skills", "stop-and-think", "community");
}

/* --- tapping -------------------------------------------------------------------------------------------------------
 */

static void test_a_bot_earns_nothing(void **state)
{
    (void)state;
    struct kit k;
    struct arena a;
    static struct record records[1000];
    load(&k);
    arena_init(&a);
    for (int i = 0; i < 1000; i++) {
        struct runner r;
        begin(&r, &k, (struct moment){.at = NOON + i * DAY, .boot_ms = 1000 + i * DAY, .sitting = "s"});
        assert_true(play(&r, 1 + i % 200, 0)); /* up to five taps a second */
        finish(&r, arena_printf(&a, "r%d", i), &records[i]);
        assert_true(records[i].how.fast * 2 > records[i].how.pages);
        arena_release(&r.arena);
        struct credits alone = decided(&a, &records[i], 1, 0); /* even where any time is enough */
        assert_int_equal(alone.proposed, 0);
        assert_string_equal(alone.item[0].code, "check-pace");
    }
    assert_int_equal(decided(&a, records, 1000, 20).proposed, 0);
    assert_int_equal(decided(&a, records, 1000, 0).proposed, 0);
    arena_release(&a);
    kit_end(&k);
}

static void test_reading_does(void **state)
{
    (void)state;
    struct kit k;
    struct arena a;
    struct record record;
    struct runner r;
    load(&k);
    arena_init(&a);
    begin(&r, &k, (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "s"});
    assert_true(play(&r, 2000, 80000));
    finish(&r, "r", &record);
    assert_int_equal(record.how.fast, 0);
    assert_true(record.how.pages > 5);
    assert_true(record.how.words > 300);
    struct credits c = decided(&a, &record, 1, 20);
    assert_int_equal(c.proposed, 1);
    arena_release(&r.arena);
    arena_release(&a);
    kit_end(&k);
}

/* --- how -----------------------------------------------------------------------------------------------------------
 */

static void test_how(void **state)
{
    (void)state;
    struct kit k;
    struct runner r;
    struct decision d;
    kit_begin(
        &k, "",
        "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'text', 'text': 'One two three four five six seven "
        "eight nine ten.'}, {'kind': 'callout', 'text': 'And **more** words.'}]},"
        "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'choice', 'id': 'q', 'ask': 'Which is it?', 'optional': "
        "true, 'options': [{'id': 'a', 'text': 'A'}, {'id': 'b', 'text': 'B'}]}]}");
    begin(&r, &k, (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "s"});
    assert_true(act(&r, (struct act){.kind = ACT_NEXT}, 1200, &d)); /* 13 words want 1.3 s */
    assert_true(act(&r, (struct act){.kind = ACT_PLAYED, .number = 5000}, 5000, &d));
    struct pace pace = pace_of(r.attempt, &r.activity);
    assert_int_equal(pace.pages, 2);
    assert_int_equal(pace.words, 16);
    assert_int_equal(pace.fast, 1);
    assert_int_equal(pace.aloud_s, 5);
    assert_false(pace_is_fast(&pace)); /* half is not more than half */
    assert_true(act(&r, (struct act){.kind = ACT_BACK}, 100, &d));
    assert_true(act(&r, (struct act){.kind = ACT_NEXT}, 100, &d)); /* both visits count */
    pace = pace_of(r.attempt, &r.activity);
    assert_int_equal(pace.back, 1);
    assert_int_equal(pace.fast, 0);
    arena_release(&r.arena);
    kit_end(&k);
}

/* --- turning the clock ---------------------------------------------------------------------------------------------
 */

static const int64_t turns[] = {DAY, -DAY, YEARS, -YEARS, 2 * HOUR, -2 * HOUR, 40 * DAY};

/* Two sittings of 30 minutes on one true day; the clock is turned at some act of them. Whatever is turned, no more than
 * the one day it was is proposed. */
static void test_turning_the_clock(void **state)
{
    (void)state;
    struct kit k;
    load(&k);
    for (size_t t = 0; t < sizeof turns / sizeof *turns; t++)
        for (int at = 0; at < 40; at++) {
            struct arena a;
            struct runner r;
            struct record record;
            struct watch watch = {.doubt = NULL};
            watch_look(&watch, &(struct clock_reading){.at = NOON, .boot_ms = 1000, .boot = "boot"});
            arena_init(&a);
            begin(&r, &k, (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "s1"});
            struct decision d;
            for (int n = 0; n < 40; n++) {
                if (n == at)
                    r.now.at += turns[t];
                if (n == 20) { /* signed in again */
                    r.now.sitting = "s2";
                    r.now.doubt = watch_look(
                        &watch, &(struct clock_reading){.at = r.now.at, .boot_ms = r.now.boot_ms, .boot = "boot"});
                    attempt_open(r.attempt, r.now, &d);
                    live(&r, &d);
                }
                act(&r, (struct act){.kind = ACT_SEEN, .item = "nothing"}, 0, &d);
                assert_true(act(&r, (struct act){.kind = ACT_SUPPORT}, 80000, &d));
            }
            finish(&r, "r", &record);
            assert_non_null(record.sittings[at < 20 ? 0 : 1].doubt);
            struct credits c = decided(&a, &record, 1, 20);
            int earned = c.proposed;
            for (int i = 0; i < c.count; i++)
                if (c.item[i].verdict == CREDIT_PROPOSED)
                    assert_int_equal(date_compare(c.item[i].date, date_in_london(NOON)), 0);
            assert_true(earned <= 1);
            arena_release(&r.arena);
            arena_release(&a);
        }
    kit_end(&k);
}

static void test_witness(void **state)
{
    (void)state;
    struct clock_reading then = {.at = NOON, .boot_ms = HOUR, .boot = "b"};
    struct clock_reading now = {.at = NOON + DAY, .boot_ms = HOUR + DAY, .boot = "b"};
    assert_null(witness_doubt(&then, &now));
    now.at += 4 * MINUTE; /* set right by a little */
    assert_null(witness_doubt(&then, &now));
    now.at += 2 * MINUTE;
    assert_string_equal(witness_doubt(&then, &now), DOUBT_JUMPED);
    now.at = NOON + HOUR;
    assert_string_equal(witness_doubt(&then, &now), DOUBT_JUMPED);
    now.boot = "another"; /* started again: the boot clock says nothing about the time between */
    assert_null(witness_doubt(&then, &now));
    now.boot_ms = 5;
    now.at = NOON - 4 * MINUTE;
    assert_null(witness_doubt(&then, &now));
    now.at = NOON - 6 * MINUTE;
    assert_string_equal(witness_doubt(&then, &now), DOUBT_BEHIND);
    then.boot = now.boot = NULL;
    assert_string_equal(witness_doubt(&then, &now), DOUBT_BEHIND);
}

static void test_a_turned_clock_stays_doubtful(void **state)
{
    (void)state;
    struct watch w = {.doubt = NULL};
    struct clock_reading now = {.at = NOON, .boot_ms = HOUR, .boot = "b"};
    assert_null(watch_look(&w, &now));
    now.at += DAY;
    assert_string_equal(watch_look(&w, &now), DOUBT_JUMPED);
    now.at += HOUR;
    now.boot_ms += HOUR;
    assert_string_equal(watch_look(&w, &now), DOUBT_JUMPED);
    struct watch kept = w;
    now.at -= DAY; /* turned back */
    assert_null(watch_look(&w, &now));
    w = kept;
    now = (struct clock_reading){.at = NOON + 2 * DAY, .boot_ms = 5, .boot = "c"}; /* started again */
    assert_string_equal(watch_look(&w, &now), DOUBT_JUMPED);
    watch_confirm(&w, &now); /* staff looked */
    now.at += HOUR;
    now.boot_ms += HOUR;
    assert_null(watch_look(&w, &now));
    now = (struct clock_reading){.at = 1000, .boot_ms = 5, .boot = "d"}; /* a flat battery */
    assert_string_equal(watch_look(&w, &now), DOUBT_BEHIND);
    now.at = NOON + 3 * DAY; /* and the network set it right */
    assert_null(watch_look(&w, &now));
}

/* --- what staff are told -------------------------------------------------------------------------------------------
 */

static struct record sat(const char *id, int day, const char *doubt)
{
    instant_ms start = NOON + day * DAY;
    return (struct record){
        .id = id,
        .assignment = "a",
        .programme = "thinking-skills",
        .module = "stop-and-think",
        .activity = "activity",
        .start = start,
        .end = start + 30 * MINUTE,
        .active_ms = 30 * MINUTE,
        .sitting_count = 1,
        .sittings = {
            {.id = "s", .date = date_in_london(start), .start = start, .active_ms = 30 * MINUTE, .doubt = doubt}}};
}

static void test_what_waits_says_why(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = sat("r", 0, DOUBT_BEHIND);
    r.activity = "activity";
    struct assignment to = assignment;
    struct credit_input in = {.records = &r, .record_count = 1, .assignments = &to, .assignment_count = 1};
    struct credits c = credit_decide(&a, &in);
    assert_int_equal(c.item[0].verdict, CREDIT_WAITS);
    assert_int_equal(c.days[0].state, DAY_CHECK);
    assert_int_equal(c.proposed, 0);
    assert_string_equal(c.days[0].reason, "30 active minutes, but 21 November 2026 cannot be relied on: the terminal's "
                                          "clock went back. Staff say which day it was.");
    struct record_change moved = {
        .id = "c", .record = "r", .kind = CHANGE_DATE, .from = {2026, 11, 21}, .to = {2026, 11, 20}, .at = NOON};
    in.changes = &moved;
    in.change_count = 1;
    c = credit_decide(&a, &in);
    assert_string_equal(c.item[0].code, "ok"); /* staff have said it */
    in.change_count = 0;
    r = sat("r", 0, NULL);
    in.site.today = (struct local_date){2026, 11, 20};
    c = credit_decide(&a, &in);
    assert_string_equal(c.item[0].reason,
                        "30 active minutes, but 21 November 2026 lies in the future. Staff say which day it was.");
    in.site.today = (struct local_date){2026, 11, 21};
    to.assigned_at = NOON + DAY;
    c = credit_decide(&a, &in);
    assert_string_equal(c.item[0].code, "check-date");
    to.assigned_at = NOON + HOUR; /* the same day is early enough */
    c = credit_decide(&a, &in);
    assert_string_equal(c.item[0].code, "ok");
    r.how = (struct pace){.has = true, .pages = 9, .fast = 5};
    c = credit_decide(&a, &in);
    assert_string_equal(c.item[0].reason,
                        "30 active minutes on 21 November 2026, but 5 of 9 pages were left sooner than "
                        "they can be read. Staff say whether it counts.");
    arena_release(&a);
}

static void test_a_doubtful_sitting_takes_nothing_from_a_good_one(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = sat("r", 0, DOUBT_JUMPED);
    r.sittings[1] = r.sittings[0];
    r.sittings[1].doubt = NULL;
    r.sittings[1].active_ms = 21 * MINUTE;
    r.sitting_count = 2;
    assert_int_equal(decided(&a, &r, 1, 20).proposed, 1);
    r.sittings[1].active_ms = 19 * MINUTE;
    struct credits c = decided(&a, &r, 1, 20);
    assert_int_equal(c.proposed, 0);
    assert_int_equal(c.days[0].state, DAY_CHECK);
    /* proposed by another record: that one is taken */
    struct record both[] = {r, sat("r2", 0, NULL)};
    both[1].module = "plan";
    c = decided(&a, both, 2, 20);
    assert_int_equal(c.proposed, 1);
    assert_string_equal(c.days[0].from->record, "r2");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_bot_earns_nothing),
        cmocka_unit_test(test_reading_does),
        cmocka_unit_test(test_how),
        cmocka_unit_test(test_turning_the_clock),
        cmocka_unit_test(test_witness),
        cmocka_unit_test(test_a_turned_clock_stays_doubtful),
        cmocka_unit_test(test_what_waits_says_why),
        cmocka_unit_test(test_a_doubtful_sitting_takes_nothing_from_a_good_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
