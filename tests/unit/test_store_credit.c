/* What staff decide about days, in the store: once, by whom, with an audit row; and whether the clock is believed. */
#include "store_stage.h"

#include "store_audit.h"
#include "store_credit.h"

#define REQUIREMENT "2500000001"

static void begin(struct stage *t)
{
    struct assignment assignment = {
        .id = "a", .module = "thinking-skills", .requirement = {.id = REQUIREMENT, .maximum_days = 10}};
    char record[UUID_TEXT];
    stage_begin(t, false);
    assert_true(store_assign(t->store, t->person.id, &assignment, STAGE_NOW - 60000, &t->problems));
    seal_uuid7(STAGE_NOW, record);
    struct record r = stage_record(t, record);
    struct event completed = stage_completed(record);
    r.assignment = "a";
    r.attempt = t->attempt;
    assert_true(store_complete(t->store, t->person.id, t->attempt, &r, &completed));
    store_use_staff(t->store, "Sam");
}

static struct credits credits_of(struct stage *t)
{
    struct credit_input in;
    assert_true(store_credit_input(t->store, &t->arena, t->person.id, STAGE_NOW + 86400000, &in));
    return credit_decide(&t->arena, &in);
}

static enum resolve resolve(struct stage *t, struct local_date date, bool credited, const char *reason)
{
    const struct credit_day *day;
    enum resolve answer;
    struct resolution r = {.requirement = REQUIREMENT, .date = date, .credited = credited, .reason = reason};
    assert_true(store_resolve(t->store, &t->arena, t->person.id, &r, STAGE_NOW + 86400000, &answer, &day));
    return answer;
}

static void test_once(void **state)
{
    (void)state;
    struct stage t;
    struct store_audit *audits;
    struct resolution *kept;
    begin(&t);
    struct credits c = credits_of(&t);
    if (c.proposed != 1)
        fail_msg("%s", c.count ? c.item[0].reason : "no record");
    struct local_date date = c.days[0].date;
    int before = store_audits(t.store, &t.arena, NULL, &audits);
    assert_int_equal(resolve(&t, date, true, "Seen at work."), RESOLVE_OK);
    assert_int_equal(resolve(&t, date, true, "Seen at work."), RESOLVE_SAME);
    assert_int_equal(resolve(&t, date, false, "On second thoughts."), RESOLVE_ALREADY);
    assert_int_equal(resolve(&t, (struct local_date){2020, 1, 1}, true, "A favour."), RESOLVE_NO_DAY);
    assert_int_equal(store_audits(t.store, &t.arena, NULL, &audits), before + 1);
    assert_string_equal(audits[before].action, "resolve");
    assert_string_equal(audits[before].who, "Sam");
    assert_string_equal(audits[before].person, t.person.id);
    assert_null(strstr(audits[before].detail, "Seen")); /* what staff wrote stays with the day */
    stage_reopen(&t);
    c = credits_of(&t);
    assert_int_equal(c.proposed, 0);
    assert_int_equal(credit_days(&c, REQUIREMENT, DAY_CREDITED), 1);
    assert_int_equal(store_resolutions(t.store, &t.arena, t.person.id, &kept), 1);
    assert_string_equal(kept[0].by, "Sam");
    assert_string_equal(kept[0].reason, "Seen at work.");
    assert_int_equal(kept[0].settle_count, 0);
    stage_end(&t);
}

/* 30 minutes in a module that is not completed, a look a minute. */
static void sit(struct stage *t)
{
    for (int i = 0; i <= 30; i++) {
        struct event e = stage_event(0);
        e.at = STAGE_NOW + i * 60000;
        e.boot_ms = 5000 + i * 60000;
        e.number = i;
        assert_true(store_append(t->store, t->person.id, t->attempt, &e, 1));
    }
}

static void test_attendance(void **state)
{
    (void)state;
    struct stage t;
    struct store_attempt attempt;
    struct assignment assignment = {
        .id = "a", .module = "thinking-skills", .requirement = {.id = REQUIREMENT, .maximum_days = 10}};
    stage_make(&t, false);
    assert_true(store_person_add(t.store, "X123456", STAGE_NOW, &t.person, t.pin, &t.problems));
    assert_true(store_assign(t.store, t.person.id, &assignment, STAGE_NOW - 60000, &t.problems));
    assert_true(
        store_attempt_open(t.store, t.person.id, "thinking-skills", "stop-and-think", "a", STAGE_NOW, &attempt));
    memcpy(t.attempt, attempt.id, sizeof t.attempt);
    sit(&t);
    const char *by_attendance = "{\"format\": 1, \"day\": {\"rule\": \"attendance\", \"label\": \"rar\"}}";
    stage_site(&t, by_attendance);
    stage_reopen(&t);
    assert_int_equal(credits_of(&t).count, 0); /* what kind of module it is was never said */
    assert_true(store_attempt_is(t.store, t.attempt, "induction"));
    assert_string_equal(credits_of(&t).item[0].code, "not-activity");
    assert_true(store_attempt_is(t.store, t.attempt, "activity"));
    struct credits c = credits_of(&t);
    assert_int_equal(c.proposed, 1);
    assert_null(c.days[0].from->record);
    assert_string_equal(
        c.days[0].reason,
        "30 active minutes on 21 November 2026, in a module that was begun; this site goes by attendance.");
    assert_int_equal(resolve(&t, c.days[0].date, true, "Seen at work."), RESOLVE_OK);

    /* What was decided stays when the site goes by completion, and when its minutes change. */
    stage_site(&t, "{\"format\": 1}");
    stage_reopen(&t);
    c = credits_of(&t);
    assert_int_equal(c.count, 0);
    assert_int_equal(credit_days(&c, REQUIREMENT, DAY_CREDITED), 1);
    stage_site(&t, "{\"format\": 1, \"day\": {\"rule\": \"attendance\", \"minimum_minutes\": 31}}");
    stage_reopen(&t);
    c = credits_of(&t);
    assert_string_equal(c.item[0].code, "short");
    assert_int_equal(credit_days(&c, REQUIREMENT, DAY_CREDITED), 1);
    stage_end(&t);
}

/* As a merge brings them in: the table takes what another terminal said. */
static void test_disputed_is_settled(void **state)
{
    (void)state;
    struct stage t;
    struct resolution *kept;
    char sql[600], date[DATE_TEXT];
    begin(&t);
    struct credits c = credits_of(&t);
    struct local_date day = c.days[0].date;
    assert_int_equal(resolve(&t, day, true, "Seen at work."), RESOLVE_OK);
    date_format(day, date);
    snprintf(sql, sizeof sql,
             "INSERT INTO resolution VALUES('other', '%s', '" REQUIREMENT "', '%s', 0, 'Kim', 'No.', 5, '', '')",
             t.person.id, date);
    stage_close(&t);
    assert_int_equal(stage_sql(&t, sql), SQLITE_OK);
    t.store = store_open(t.folder, &t.problems);
    store_use_staff(t.store, "Lee");
    c = credits_of(&t);
    assert_int_equal(c.days[0].state, DAY_DISPUTED);
    assert_int_equal(resolve(&t, day, false, "Kim was there."), RESOLVE_OK);
    c = credits_of(&t);
    assert_int_equal(c.days[0].state, DAY_NOT_CREDITED);
    assert_int_equal(store_resolutions(t.store, &t.arena, t.person.id, &kept), 3);
    int settles = 0; /* two were made at one instant: their order is that of their ids */
    for (int i = 0; i < 3; i++)
        settles += kept[i].settle_count == 2 && text_is(kept[i].settles[0], "other");
    assert_int_equal(settles, 1);
    stage_end(&t);
}

static void test_never_changed(void **state)
{
    (void)state;
    struct stage t;
    begin(&t);
    struct credits c = credits_of(&t);
    assert_int_equal(resolve(&t, c.days[0].date, true, "Seen at work."), RESOLVE_OK);
    stage_close(&t);
    assert_int_not_equal(stage_sql(&t, "UPDATE resolution SET credited = 0"), SQLITE_OK);
    assert_int_not_equal(stage_sql(&t, "DELETE FROM resolution"), SQLITE_OK);
    assert_int_not_equal(stage_sql(&t, "INSERT OR REPLACE INTO resolution SELECT * FROM resolution"), SQLITE_OK);
    t.store = store_open(t.folder, &t.problems);
    stage_end(&t);
}

static void test_erased(void **state)
{
    (void)state;
    struct stage t;
    struct resolution *kept;
    begin(&t);
    struct credits c = credits_of(&t);
    assert_int_equal(resolve(&t, c.days[0].date, true, "Seen at work."), RESOLVE_OK);
    assert_true(store_person_erase(t.store, t.person.id, "They asked.", &t.problems));
    assert_int_equal(store_resolutions(t.store, &t.arena, t.person.id, &kept), 1);
    assert_string_equal(kept[0].requirement, "");
    assert_string_equal(kept[0].reason, "");
    assert_true(kept[0].credited);
    stage_end(&t);
}

static void test_clock(void **state)
{
    (void)state;
    struct stage t;
    const char *doubt;
    struct virtual_clock hands = {.wall = STAGE_NOW, .boot_ms = 1000};
    struct clock clock = clock_virtual(&hands);
    stage_begin(&t, false);
    assert_true(store_clock_look(t.store, &clock, &doubt));
    assert_null(doubt);
    hands.wall += 86400000;
    stage_reopen(&t);
    assert_true(store_clock_look(t.store, &clock, &doubt));
    assert_string_equal(doubt, DOUBT_JUMPED);
    stage_reopen(&t);
    assert_true(store_clock_look(t.store, &clock, &doubt));
    assert_string_equal(doubt, DOUBT_JUMPED);
    assert_true(store_clock_confirm(t.store, &clock));
    assert_true(store_clock_look(t.store, &clock, &doubt));
    assert_null(doubt);
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_once),
        cmocka_unit_test(test_attendance),
        cmocka_unit_test(test_disputed_is_settled),
        cmocka_unit_test(test_never_changed),
        cmocka_unit_test(test_erased),
        cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
