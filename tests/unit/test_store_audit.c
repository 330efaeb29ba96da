#include "store_stage.h"

#include "store_audit.h"

static int rows_of(struct stage *t, const char *person, struct store_audit **out)
{
    return store_audits(t->store, &t->arena, person, out);
}

/* What staff do leaves a row each, by whom, with what; what the person does leaves none. */
static void staff_leave_a_row_for_everything(void **state)
{
    (void)state;
    struct stage t;
    struct store_audit *rows;
    struct store_concern *concerns;
    struct assignment assignment = {.id = "0190b8e2-0000-7000-8000-00000000000a", .module = "thinking-skills"};
    char pin[7], record[UUID_TEXT];
    int count;
    stage_make(&t, false);
    store_use_staff(t.store, "staff-1");
    assert_true(store_person_add(t.store, "X123456", STAGE_NOW, &t.person, pin, &t.problems));
    store_use_staff(t.store, "staff-2");
    assert_true(store_assign(t.store, t.person.id, &assignment, STAGE_NOW, &t.problems));
    assert_true(store_person_new_pin(t.store, t.person.id, pin));
    assert_true(store_person_unlock(t.store, t.person.id));
    assert_true(store_concern_add(t.store, NULL, "support", NULL, NULL, STAGE_NOW));
    assert_true(store_concern_add(t.store, t.person.id, "support", "m", "p", STAGE_NOW));
    assert_int_equal(store_concerns(t.store, &t.arena, NULL, &concerns), 2);
    for (int i = 0; i < 2; i++)
        assert_true(store_concern_seen(t.store, NULL, concerns[i].id, STAGE_NOW));
    assert_false(store_concern_seen(t.store, NULL, concerns[0].id, STAGE_NOW));
    assert_true(store_audit_add(t.store, AUDIT_VIEW, t.person.id,
                                audit_detail(&t.arena, "record", "r \"1\"", "reason", NULL, NULL)));
    struct store_attempt attempt;
    assert_true(
        store_attempt_open(t.store, t.person.id, "thinking-skills", "stop-and-think", NULL, STAGE_NOW, &attempt));
    memcpy(t.attempt, attempt.id, sizeof t.attempt);
    stage_append(&t, 1, 3);
    stage_complete(&t, record);

    static const struct {
        const char *action, *who;
        bool person;
    } expected[] = {{"enrol", "staff-1", true},  {"assign", "staff-2", true},  {"pin", "staff-2", true},
                    {"unlock", "staff-2", true}, {"concern", "staff-2", true}, {"concern", "staff-2", false},
                    {"view", "staff-2", true}};
    assert_int_equal(rows_of(&t, NULL, &rows), 7);
    for (int i = 0; i < 7; i++) {
        assert_string_equal(rows[i].action, expected[i].action);
        assert_string_equal(rows[i].who, expected[i].who);
        assert_string_equal(rows[i].person, expected[i].person ? t.person.id : "");
        assert_true(rows[i].at > STAGE_NOW / 2);
        assert_int_equal(rows[i].seq, i + 1);
    }
    assert_string_equal(rows[6].detail, "{\"record\":\"r \\\"1\\\"\"}");
    assert_int_equal(rows_of(&t, t.person.id, &rows), 6);
    stage_reopen(&t);
    assert_true(store_audit_verify(t.store, &count, &t.problems));
    assert_int_equal(count, 7);
    stage_end(&t);
}

/* The row and what it tells of are one: neither is there without the other. */
static void a_row_is_of_the_same_transaction(void **state)
{
    (void)state;
    struct stage t;
    struct store_audit *rows;
    struct store_person person;
    char pin[7];
    stage_begin(&t, false);
    stage_close(&t);
    assert_int_equal(
        stage_sql(&t, "CREATE TRIGGER no_more BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"),
        SQLITE_OK);
    stage_reopen(&t);
    assert_false(store_person_add(t.store, "X222222", STAGE_NOW, &person, pin, &t.problems));
    stage_reopen(&t);
    assert_false(store_person_by_crn(t.store, "X222222", &person));
    assert_false(store_audit_add(t.store, AUDIT_VIEW, NULL, NULL));
    stage_reopen(&t);
    assert_int_equal(rows_of(&t, NULL, &rows), 1);
    assert_string_equal(rows[0].who, "nobody");
    stage_end(&t);
}

static void the_audit_is_append_only_and_every_change_is_found(void **state)
{
    (void)state;
    static const char *const refused[] = {"UPDATE audit SET who = 'me'", "DELETE FROM audit WHERE seq = 2",
                                          "REPLACE INTO audit SELECT * FROM audit WHERE seq = 2"};
    static const struct {
        const char *sql, *named;
    } changes[] = {
        {"UPDATE audit SET who = 'me' WHERE seq = 2", "row 2 "},
        {"UPDATE audit SET at = at + 1 WHERE seq = 1", "row 1 "},
        {"UPDATE audit SET boot_ms = boot_ms + 1 WHERE seq = 3", "row 3 "},
        {"UPDATE audit SET boot_id = 'x' WHERE seq = 3", "row 3 "},
        {"UPDATE audit SET action = 'view' WHERE seq = 1", "row 1 "},
        {"UPDATE audit SET person = NULL WHERE seq = 1", "row 1 "},
        {"UPDATE audit SET detail = '{\"a\":1}' WHERE seq = 4", "row 4 "},
        {"UPDATE audit SET hash = zeroblob(32) WHERE seq = 2", "row 2 "},
        {"UPDATE audit SET previous = zeroblob(32) WHERE seq = 2", "row 2 "},
        {"DELETE FROM audit WHERE seq = 2", "row 3 "},
        {"DELETE FROM audit WHERE seq = 1", "row 2 "},
        {"UPDATE audit SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3);"
         "UPDATE audit SET seq = -seq WHERE seq < 0",
         "row 2 "},
    };
    struct stage t;
    int count;
    stage_begin(&t, false);
    for (int i = 0; i < 4; i++)
        assert_true(store_audit_add(t.store, AUDIT_VIEW, t.person.id, NULL));
    stage_close(&t);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_int_equal(stage_sql(&t, refused[i]), SQLITE_CONSTRAINT);
    assert_int_equal(stage_sql(&t, "DROP TRIGGER audit_stays; DROP TRIGGER audit_kept; DROP TRIGGER audit_once;"
                                   "CREATE TABLE kept AS SELECT * FROM audit"),
                     SQLITE_OK);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        char sql[300];
        snprintf(sql, sizeof sql, "PRAGMA ignore_check_constraints=ON; %s", changes[i].sql);
        assert_int_equal(stage_sql(&t, sql), SQLITE_OK);
        problems_init(&t.problems, &t.arena);
        stage_reopen(&t);
        assert_false(store_audit_verify(t.store, &count, &t.problems));
        assert_string_equal(stage_code(&t), "audit-row");
        if (!strstr(t.problems.last->message, changes[i].named))
            fail_msg("%s: %s", changes[i].sql, t.problems.last->message);
        stage_close(&t);
        assert_int_equal(stage_sql(&t, "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept"), SQLITE_OK);
    }
    stage_reopen(&t);
    assert_true(store_audit_verify(t.store, &count, &t.problems));
    assert_int_equal(count, 5);
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staff_leave_a_row_for_everything),
        cmocka_unit_test(a_row_is_of_the_same_transaction),
        cmocka_unit_test(the_audit_is_append_only_and_every_change_is_found),
    };
    return cmocka_run_group_tests_name("store audit", tests, NULL, NULL);
}
