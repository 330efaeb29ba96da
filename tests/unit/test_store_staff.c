/* Staff accounts, what each role may do, what needs two people, and what staff see of a day. */
#include "store_stage.h"

#include "store_card.h"
#include "store_desk.h"
#include "store_internal.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PHRASE       "seven green bottles"

static void add(struct stage *t, const char *name, enum staff_role role, struct store_staff *out)
{
    assert_true(store_staff_add(t->store, name, role, PHRASE, STAGE_NOW, out, NULL, &t->problems));
}

static void set_tries(struct stage *t, const char *who, int tries)
{
    assert_true(store_begin(t->store));
    assert_true(
        store_end(t->store, store_write(t->store, "INSERT OR REPLACE INTO door(who, tries, tried_at) VALUES(?, ?, ?)",
                                        "tii", who, (int64_t)tries, STAGE_NOW)));
}

static void a_drawn_pin_signs_in_whatever_the_case_of_the_name(void **state)
{
    (void)state;
    struct stage t;
    struct store_staff staff, who = {0};
    char pin[STAFF_PIN];
    int left;
    stage_make(&t, false);
    assert_true(store_staff_add(t.store, "A.Officer", STAFF_PRACTITIONER, NULL, STAGE_NOW, &staff, pin, &t.problems));
    assert_int_equal(strlen(pin), 8);
    assert_null(staff_secret_fault(pin));
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", pin, STAGE_NOW, &who, NULL, &left), SIGN_IN_OK);
    assert_string_equal(who.id, staff.id);
    assert_int_equal(who.role, STAFF_PRACTITIONER);
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", "00000000", STAGE_NOW, &who, NULL, &left),
                     SIGN_IN_WRONG);
    assert_int_equal(left, 9);
    stage_reopen(&t); /* the try was kept */
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", "00000000", STAGE_NOW, &who, NULL, &left),
                     SIGN_IN_WRONG);
    assert_int_equal(left, 8);
    assert_int_equal(store_staff_sign_in(t.store, "nobody", pin, STAGE_NOW, &who, NULL, &left), SIGN_IN_WRONG);
    assert_int_equal(left, 9);
    stage_end(&t);
}

static void ten_wrong_tries_lock_until_a_new_pin(void **state)
{
    (void)state;
    struct stage t;
    struct store_staff staff, who;
    char pin[STAFF_PIN];
    stage_make(&t, false);
    add(&t, "a.officer", STAFF_SITE, &staff);
    set_tries(&t, staff.id, 10);
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", PHRASE, STAGE_NOW + 86400000, &who, NULL, NULL),
                     SIGN_IN_LOCKED);
    assert_true(store_staff_by_id(t.store, staff.id, &who));
    assert_true(who.locked);
    assert_true(store_staff_new_pin(t.store, staff.id, NULL, pin, &t.problems));
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", PHRASE, STAGE_NOW, &who, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    stage_end(&t);
}

static void twenty_wrong_tries_at_a_terminal_wait_for_staff(void **state)
{
    (void)state;
    struct stage t;
    struct store_staff staff;
    struct store_person who;
    stage_begin(&t, false);
    add(&t, "a.officer", STAFF_SITE, &staff);
    set_tries(&t, "terminal", 19);
    assert_int_equal(store_sign_in(t.store, "00005724", "000000", STAGE_NOW + 5, &who, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW + 6, &who, NULL, NULL), SIGN_IN_TERMINAL);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW + 7200000, &who, NULL, NULL),
                     SIGN_IN_TERMINAL);
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", PHRASE, STAGE_NOW + 7, &staff, NULL, NULL), SIGN_IN_OK);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW + 8, &who, NULL, NULL), SIGN_IN_OK);
    set_tries(&t, "terminal", 19);
    assert_int_equal(store_sign_in(t.store, "00005724", "000000", STAGE_NOW + 3600000, &who, NULL, NULL),
                     SIGN_IN_WRONG);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW + 3600001, &who, NULL, NULL), SIGN_IN_OK);
    stage_end(&t);
}

static void a_weak_pin_or_a_short_phrase_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",         "1234567", "12345678",    "11111111", "98765432",
                                      "11223344", "short",   "eleven lett", "12121212"};
    for (size_t i = 0; i < COUNT(bad); i++)
        if (!staff_secret_fault(bad[i]))
            fail_msg("%s was taken", bad[i]);
    assert_non_null(staff_secret_fault(NULL));
    assert_null(staff_secret_fault("40718263"));
    assert_null(staff_secret_fault("twelve lette"));
}

static void names_are_sound_and_had_by_one(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", "a", " a.officer", "a.officer ", "a\nb", "a|b", "abcdefghijabcdefghijabcdefghijabcdefghijk"};
    struct stage t;
    struct store_staff staff, other;
    stage_make(&t, false);
    add(&t, "a.officer", STAFF_SITE, &staff);
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_false(store_staff_add(t.store, bad[i], STAFF_SITE, PHRASE, STAGE_NOW, &other, NULL, &t.problems));
        assert_string_equal(stage_code(&t), "staff-name");
    }
    assert_false(store_staff_add(t.store, "A.OFFICER", STAFF_SITE, PHRASE, STAGE_NOW, &other, NULL, &t.problems));
    assert_string_equal(stage_code(&t), "staff-exists");
    assert_true(store_staff_remove(t.store, staff.id, STAGE_NOW, &t.problems));
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", PHRASE, STAGE_NOW, &other, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_staff_sign_in(t.store, "a.officer", "", STAGE_NOW, &other, NULL, NULL), SIGN_IN_WRONG);
    assert_true(store_staff_by_id(t.store, staff.id, &other)); /* the name of what they did */
    add(&t, "a.officer", STAFF_PRACTITIONER, &other);          /* somebody else of that name */
    assert_string_not_equal(other.id, staff.id);
    stage_end(&t);
}

static void the_last_administrator_stays(void **state)
{
    (void)state;
    struct stage t;
    struct store_staff one, two;
    stage_make(&t, false);
    add(&t, "one", STAFF_ADMINISTRATOR, &one);
    assert_false(store_staff_remove(t.store, one.id, STAGE_NOW, &t.problems));
    assert_false(store_staff_set_role(t.store, one.id, STAFF_SITE, &t.problems));
    assert_string_equal(stage_code(&t), "staff-last");
    add(&t, "two", STAFF_ADMINISTRATOR, &two);
    assert_true(store_staff_set_role(t.store, one.id, STAFF_SITE, &t.problems));
    assert_false(store_staff_remove(t.store, two.id, STAGE_NOW, &t.problems));
    stage_end(&t);
}

static void nobody_decides_about_days_and_accounts_both(void **state)
{
    (void)state;
    for (int i = 0; i < STAFF_ROLES; i++) {
        enum staff_role role, named = (enum staff_role)i;
        assert_true(staff_role_from_name(staff_role_name(named), &role));
        assert_int_equal(role, named);
        assert_false(staff_may(named, MAY_RESOLVE) && staff_may(named, MAY_KEEP_STAFF));
    }
    assert_false(staff_may(STAFF_SITE, MAY_RESOLVE));
    assert_false(staff_may(STAFF_SITE, MAY_ASSIGN));
    assert_false(staff_may(STAFF_SITE, MAY_CERTIFY));
    assert_true(staff_may(STAFF_PRACTITIONER, MAY_CERTIFY));
    assert_true(staff_may(STAFF_SITE, MAY_SEE_TODAY));
}

static void two_people_are_two(void **state)
{
    (void)state;
    struct stage t;
    struct store_staff one, two;
    struct store_pending *pending;
    char id[UUID_TEXT], again[UUID_TEXT];
    stage_begin(&t, false);
    add(&t, "one", STAFF_ADMINISTRATOR, &one);
    add(&t, "two", STAFF_PRACTITIONER, &two);
    assert_true(store_pending_ask(t.store, one.id, "erase", t.person.id, STAGE_NOW, id, &t.problems));
    assert_true(store_pending_ask(t.store, one.id, "erase", t.person.id, STAGE_NOW + 1, again, &t.problems));
    assert_string_equal(id, again);
    assert_false(store_pending_confirm(t.store, one.id, id, STAGE_NOW + 2, &t.problems));
    assert_string_equal(stage_code(&t), "pending-same");
    assert_int_equal(store_pending(t.store, &t.arena, STAGE_NOW + 3, &pending), 1);
    assert_string_equal(pending[0].act, "erase");
    assert_string_equal(pending[0].about, t.person.id);
    assert_false(store_pending_confirm(t.store, two.id, id, STAGE_NOW + PENDING_DAY_MS, &t.problems)); /* too late */
    assert_true(store_pending_confirm(t.store, two.id, id, STAGE_NOW + 4, &t.problems));
    assert_false(store_pending_confirm(t.store, two.id, id, STAGE_NOW + 5, &t.problems)); /* once */
    assert_string_equal(stage_code(&t), "pending-closed");
    assert_int_equal(store_pending(t.store, &t.arena, STAGE_NOW + 6, &pending), 0);
    assert_true(store_pending_ask(t.store, one.id, "key-change", "", STAGE_NOW, id, &t.problems));
    assert_true(store_pending_withdraw(t.store, id, STAGE_NOW + 7));
    assert_false(store_pending_confirm(t.store, two.id, id, STAGE_NOW + 8, &t.problems));
    stage_end(&t);
}

static void a_concern_that_was_seen_says_by_whom(void **state)
{
    (void)state;
    struct stage t;
    struct store_staff staff;
    struct store_concern *concerns;
    stage_begin(&t, false);
    add(&t, "a.officer", STAFF_SITE, &staff);
    assert_true(store_concern_add(t.store, t.person.id, "support", "m", "p", STAGE_NOW));
    assert_int_equal(store_concerns(t.store, &t.arena, NULL, &concerns), 1);
    assert_true(store_concern_seen(t.store, staff.id, concerns[0].id, STAGE_NOW + 9));
    assert_false(store_concern_seen(t.store, staff.id, concerns[0].id, STAGE_NOW + 10));
    assert_int_equal(store_concerns(t.store, &t.arena, NULL, &concerns), 0);
    assert_int_equal(store_concerns_seen(t.store, &t.arena, STAGE_NOW, &concerns), 1);
    assert_string_equal(concerns[0].seen_by, staff.id);
    assert_string_equal(concerns[0].page, "p");
    assert_int_equal(concerns[0].seen_at, STAGE_NOW + 9);
    assert_int_equal(store_concerns_seen(t.store, &t.arena, STAGE_NOW + 10, &concerns), 0);
    stage_end(&t);
}

static void a_crn_is_put_right_and_the_person_stays(void **state)
{
    (void)state;
    struct stage t;
    struct store_person other;
    struct store_identity identity = {.prison_number = "A1234BC"};
    char pin[7];
    stage_begin(&t, false);
    assert_true(store_person_add(t.store, "X000002", STAGE_NOW, &other, pin, &t.problems));
    assert_false(store_person_correct_crn(t.store, t.person.id, "X000002", &t.problems));
    assert_string_equal(stage_code(&t), "person-exists");
    assert_false(store_person_correct_crn(t.store, t.person.id, "X00002", &t.problems));
    assert_true(store_person_correct_crn(t.store, t.person.id, "X000003", &t.problems));
    assert_true(store_person_by_crn(t.store, "X000003", &other));
    assert_string_equal(other.id, t.person.id);
    assert_true(store_identity_set(t.store, t.person.id, &identity));
    identity = (struct store_identity){0};
    assert_true(store_identity(t.store, t.person.id, &identity));
    assert_string_equal(identity.prison_number, "A1234BC");
    assert_string_equal(identity.pnc, "");
    stage_end(&t);
}

static void today_is_who_sat_and_what_was_broken(void **state)
{
    (void)state;
    struct stage t;
    struct store_staff staff;
    struct store_sat *sat;
    struct store_fault *faults;
    stage_begin(&t, false);
    add(&t, "a.officer", STAFF_SITE, &staff);
    assert_int_equal(store_sittings_since(t.store, &t.arena, STAGE_NOW, &sat), 1);
    assert_string_equal(sat[0].crn, "X123456");
    assert_string_equal(sat[0].module, "stop-and-think");
    assert_false(sat[0].completed);
    assert_int_equal(store_sittings_since(t.store, &t.arena, STAGE_NOW + 1, &sat), 0);
    assert_true(store_fault_add(t.store, staff.id, "sound", STAGE_NOW));
    assert_int_equal(store_faults(t.store, &t.arena, &faults), 1);
    assert_string_equal(faults[0].what, "sound");
    assert_string_equal(faults[0].noted_by, "a.officer");
    assert_true(store_fault_mended(t.store, staff.id, faults[0].id, STAGE_NOW + 5));
    assert_int_equal(store_faults(t.store, &t.arena, &faults), 1);
    assert_int_equal(faults[0].mended_at, STAGE_NOW + 5);
    stage_end(&t);
}

static void a_card_with_its_pin_signs_in_until_the_next_card(void **state)
{
    (void)state;
    struct stage t;
    struct store_person who = {0};
    char first[CARD_TOKEN], second[CARD_TOKEN];
    int left;
    stage_begin(&t, false);
    assert_true(store_card_make(t.store, t.person.id, STAGE_NOW, first));
    assert_true(card_token_is_valid(first));
    assert_int_equal(store_sign_in_card(t.store, first, t.pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    assert_string_equal(who.id, t.person.id);
    assert_int_equal(store_sign_in_card(t.store, first, "000000", STAGE_NOW, &who, NULL, &left), SIGN_IN_WRONG);
    assert_int_equal(left, 9);
    assert_int_equal(store_sign_in(t.store, t.person.code, "000000", STAGE_NOW, &who, NULL, &left), SIGN_IN_WRONG);
    assert_int_equal(left, 8); /* the tries are one count, however one comes */
    assert_true(store_card_make(t.store, t.person.id, STAGE_NOW, second));
    assert_string_not_equal(first, second);
    assert_int_equal(store_sign_in_card(t.store, first, t.pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_sign_in_card(t.store, second, t.pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    stage_reopen(&t);
    stage_close(&t);
    char sql[200]; /* what is on the card is nowhere in the store */
    snprintf(sql, sizeof sql,
             "SELECT CASE WHEN EXISTS(SELECT 1 FROM card WHERE CAST(token AS TEXT) LIKE '%%%s%%') THEN"
             " abs(-1 << 63) END",
             second);
    assert_int_equal(stage_sql(&t, sql), SQLITE_OK);
    assert_false(card_token_is_valid("CAIRN"));
    assert_false(card_token_is_valid("cairn0123456789abcdefghjkmnpqrs"));
    assert_false(card_token_is_valid("CAIRN0123456789ABCDEFGHJKMNPQRU"));
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drawn_pin_signs_in_whatever_the_case_of_the_name),
        cmocka_unit_test(ten_wrong_tries_lock_until_a_new_pin),
        cmocka_unit_test(twenty_wrong_tries_at_a_terminal_wait_for_staff),
        cmocka_unit_test(a_weak_pin_or_a_short_phrase_is_refused),
        cmocka_unit_test(names_are_sound_and_had_by_one),
        cmocka_unit_test(the_last_administrator_stays),
        cmocka_unit_test(nobody_decides_about_days_and_accounts_both),
        cmocka_unit_test(two_people_are_two),
        cmocka_unit_test(a_concern_that_was_seen_says_by_whom),
        cmocka_unit_test(a_crn_is_put_right_and_the_person_stays),
        cmocka_unit_test(a_card_with_its_pin_signs_in_until_the_next_card),
        cmocka_unit_test(today_is_who_sat_and_what_was_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
