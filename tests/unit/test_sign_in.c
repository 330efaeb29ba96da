#include "store_stage.h"

#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include "clock.h"
#include "store_card.h"
#include "store_internal.h"

/* Each look at a PIN costs 80 ms and 66 MB: what does not need one sets the tries by SQL. */
static void set_tries(struct stage *t, int tries)
{
    char sql[300];
    stage_close(t);
    snprintf(
        sql, sizeof sql,
        "INSERT INTO door SELECT id, %d, %lld, NULL, NULL FROM person WHERE crn = 'X123456'"
        " ON CONFLICT(who) DO UPDATE SET tries = excluded.tries, tried_at = excluded.tried_at, tried_boot_ms = NULL",
        tries, (long long)STAGE_NOW);
    assert_int_equal(stage_sql(t, sql), SQLITE_OK);
    stage_reopen(t);
}

static const char *wrong_pin(const struct stage *t)
{
    return strcmp(t->pin, "000000") == 0 ? "000001" : "000000";
}

static void the_right_pin_signs_in_and_forgets_the_tries(void **state)
{
    (void)state;
    struct stage t;
    struct store_person who = {0};
    int wait_s = 99, left = 99;
    stage_begin(&t, false);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW, &who, &wait_s, &left), SIGN_IN_OK);
    assert_string_equal(who.id, t.person.id);
    assert_int_equal(left, 10);
    assert_int_equal(wait_s, 0);
    assert_int_equal(store_sign_in(t.store, t.person.code, wrong_pin(&t), STAGE_NOW, &who, &wait_s, &left),
                     SIGN_IN_WRONG);
    assert_int_equal(left, 9);
    stage_reopen(&t);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    assert_int_equal(store_sign_in(t.store, t.person.code, wrong_pin(&t), STAGE_NOW, &who, &wait_s, &left),
                     SIGN_IN_WRONG);
    assert_int_equal(left, 9);
    stage_end(&t);
}

static void waits_double_after_five_and_staff_come_at_ten(void **state)
{
    (void)state;
    static const int waits_s[] = {[5] = 15, [6] = 30, [7] = 60, [8] = 120, [9] = 240};
    struct stage t;
    struct store_person who = {0};
    int wait_s, left;
    char pin[7];
    stage_begin(&t, false);
    set_tries(&t, 4);
    assert_int_equal(store_sign_in(t.store, t.person.code, wrong_pin(&t), STAGE_NOW, &who, &wait_s, &left),
                     SIGN_IN_WRONG);
    assert_int_equal(left, 5);
    assert_int_equal(wait_s, 15);
    for (int tries = 5; tries < 10; tries++) {
        instant_ms at = STAGE_NOW + waits_s[tries] * 1000;
        set_tries(&t, tries);
        assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, at - 1, &who, &wait_s, &left), SIGN_IN_WAIT);
        assert_int_equal(wait_s, 1);
        assert_int_equal(left, 10 - tries); /* waiting costs no try */
        assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW, &who, &wait_s, NULL), SIGN_IN_WAIT);
        assert_int_equal(wait_s, waits_s[tries]);
    }
    assert_int_equal(store_sign_in(t.store, t.person.code, wrong_pin(&t), STAGE_NOW + 240000, &who, NULL, &left),
                     SIGN_IN_LOCKED);
    assert_int_equal(left, 0);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW + 86400000LL * 400, &who, NULL, NULL),
                     SIGN_IN_LOCKED);
    assert_true(store_person_by_id(t.store, t.person.id, &who));
    assert_true(who.locked);
    assert_true(store_person_unlock(t.store, t.person.id));
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    assert_false(who.locked);

    set_tries(&t, 10);
    memcpy(pin, t.pin, sizeof pin);
    assert_true(store_person_new_pin(t.store, t.person.id, t.pin));
    assert_false(store_person_new_pin(t.store, "nobody", pin));
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    if (strcmp(pin, t.pin) != 0)
        assert_int_equal(store_sign_in(t.store, t.person.code, pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_WRONG);
    stage_end(&t);
}

static void turning_the_wall_clock_gains_nothing(void **state)
{
    (void)state;
    struct stage t;
    struct store_person who;
    struct virtual_clock v = {.wall = STAGE_NOW, .boot_ms = 1000};
    int wait_s;
    stage_begin(&t, false);
    set_tries(&t, 7);
    /* Back: the wait begins again from there; it must not last until that day comes round. */
    instant_ms past = STAGE_NOW - 86400000LL * 365;
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, past, &who, &wait_s, NULL), SIGN_IN_WAIT);
    assert_int_equal(wait_s, 60);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, past + 60000, &who, NULL, NULL), SIGN_IN_OK);

    set_tries(&t, 6);
    store_use_clock(t.store, clock_virtual(&v));
    clock_advance(&v, 30000);
    assert_int_equal(store_sign_in(t.store, t.person.code, wrong_pin(&t), v.wall, &who, &wait_s, NULL), SIGN_IN_WRONG);
    assert_int_equal(wait_s, 60);
    v.wall += 86400000LL * 3650; /* on ten years, the boot clock knows better */
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, v.wall, &who, &wait_s, NULL), SIGN_IN_WAIT);
    assert_int_equal(wait_s, 60);
    clock_advance(&v, 60000);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, v.wall, &who, &wait_s, NULL), SIGN_IN_OK);
    stage_end(&t);
}

static int64_t spent_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The same answers and about the same time, so that nobody learns which codes exist. */
static void a_code_nobody_has_behaves_like_a_wrong_pin(void **state)
{
    (void)state;
    struct stage t;
    struct store_person who;
    char code[PERSON_CODE] = "10000004";
    int wait_s, left;
    stage_begin(&t, false);
    if (strcmp(code, t.person.code) == 0)
        memcpy(code, "10000012", sizeof code);
    int64_t start = spent_us();
    assert_int_equal(store_sign_in(t.store, t.person.code, wrong_pin(&t), STAGE_NOW, &who, &wait_s, &left),
                     SIGN_IN_WRONG);
    int64_t known_us = spent_us() - start;
    start = spent_us();
    assert_int_equal(store_sign_in(t.store, code, wrong_pin(&t), STAGE_NOW, &who, &wait_s, &left), SIGN_IN_WRONG);
    int64_t unknown_us = spent_us() - start;
    assert_true(unknown_us * 2 > known_us && known_us * 2 > unknown_us);
    assert_int_equal(left, 9);
    for (int i = 2; i <= 5; i++)
        assert_int_equal(store_sign_in(t.store, code, t.pin, STAGE_NOW, &who, &wait_s, &left), SIGN_IN_WRONG);
    assert_int_equal(left, 5);
    assert_int_equal(wait_s, 15);
    stage_reopen(&t);
    assert_int_equal(store_sign_in(t.store, code, t.pin, STAGE_NOW + 1, &who, &wait_s, &left), SIGN_IN_WAIT);
    stage_end(&t);
}

/* The plug is pulled while the PIN is looked at: the try stays counted. */
static void a_try_is_not_given_back_by_pulling_the_plug(void **state)
{
    (void)state;
    struct stage t;
    struct store_person who;
    int left = 0;
    stage_begin(&t, false);
    stage_close(&t);
    for (int cut = 0; cut < 3; cut++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct arena a;
            struct problems problems;
            arena_init(&a);
            problems_init(&problems, &a);
            struct store *s = store_open(t.folder, &problems);
            if (!s)
                _exit(1);
            struct itimerval soon = {
                .it_value = {.tv_usec = 20000}}; /* Argon2 takes 60 ms or more; of the processor; SIGPROF kills */
            setitimer(ITIMER_PROF, &soon, NULL);
            store_sign_in(s, t.person.code, wrong_pin(&t), STAGE_NOW, &who, NULL, NULL);
            _exit(2);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF);
    }
    stage_reopen(&t);
    assert_int_equal(store_sign_in(t.store, t.person.code, wrong_pin(&t), STAGE_NOW, &who, NULL, &left), SIGN_IN_WRONG);
    assert_int_equal(left, 6);
    stage_end(&t);
}

static bool has_run(const char *pin, int step, int length)
{
    for (int i = 0, run = 1; i < 5; i++) {
        run = pin[i + 1] - pin[i] == step ? run + 1 : 1;
        if (run == length)
            return true;
    }
    return false;
}

/* No PIN that people try first, and otherwise any. */
static void drawn_pins_are_not_the_easy_ones(void **state)
{
    (void)state;
    char pin[7], code[PERSON_CODE];
    int firsts = 0;
    assert_true(seal_start());
    for (int i = 0; i < 50000; i++) {
        pin_draw(pin);
        assert_int_equal(strspn(pin, "0123456789"), 6);
        assert_false(has_run(pin, 0, 3) || has_run(pin, 1, 4) || has_run(pin, -1, 4));
        assert_true(memcmp(pin, pin + 3, 3) != 0);
        assert_true(memcmp(pin, "19", 2) != 0 && memcmp(pin, "20", 2) != 0); /* a year */
        int day = (pin[0] - '0') * 10 + pin[1] - '0', month = (pin[2] - '0') * 10 + pin[3] - '0';
        assert_false(day >= 1 && day <= 31 && month >= 1 && month <= 12);
        firsts |= 1 << (pin[0] - '0');
        code_draw(code);
        assert_true(code_is_valid(code) && code[0] != '0');
    }
    assert_int_equal(firsts, 1023);
}

/* --- three pictures ----------------------------------------------------------------------------------------------- */

#define CARD "CAIRN0123456789ABCDEFGHJKMNPQRS"

static const char *wrong_pictures(const char *right)
{
    return strcmp(right, "123") == 0 ? "321" : "123";
}

static void three_pictures_are_different_and_go_with_a_card(void **state)
{
    (void)state;
    struct stage t;
    char pictures[PICTURES_SECRET];
    stage_begin(&t, false);
    assert_false(store_pictures_new(t.store, t.person.id, pictures)); /* no card */
    assert_true(card_put(t.store, t.person.id, CARD, STAGE_NOW));
    assert_false(store_card_asks_pictures(t.store, CARD));
    assert_true(store_pictures_new(t.store, t.person.id, pictures));
    assert_true(store_card_asks_pictures(t.store, CARD));
    assert_false(store_card_asks_pictures(t.store, "CAIRN0123456789ABCDEFGHJKMNPQR0"));
    assert_int_equal(strlen(pictures), 3);
    assert_int_equal(strspn(pictures, "123456789"), 3);
    assert_true(pictures[0] != pictures[1] && pictures[1] != pictures[2] && pictures[0] != pictures[2]);
    assert_true(store_person_by_id(t.store, t.person.id, &t.person));
    assert_true(t.person.pictures);
    stage_end(&t);
}

static void pictures_open_with_the_card_alone_and_in_their_order(void **state)
{
    (void)state;
    struct stage t;
    struct store_person who;
    char pictures[PICTURES_SECRET], turned[PICTURES_SECRET];
    int left;
    stage_begin(&t, false);
    assert_true(card_put(t.store, t.person.id, CARD, STAGE_NOW) && store_pictures_new(t.store, t.person.id, pictures));
    snprintf(turned, sizeof turned, "%c%c%c", pictures[2], pictures[1], pictures[0]);
    assert_int_equal(store_sign_in(t.store, t.person.code, pictures, STAGE_NOW, &who, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_sign_in(t.store, t.person.code, t.pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_sign_in_card(t.store, CARD, turned, STAGE_NOW, &who, NULL, &left), SIGN_IN_WRONG);
    assert_int_equal(left, 2);
    assert_int_equal(store_sign_in_card(t.store, CARD, pictures, STAGE_NOW, &who, NULL, &left), SIGN_IN_OK);
    assert_int_equal(left, 5); /* all of them again */
    assert_string_equal(who.id, t.person.id);
    assert_int_equal(store_sign_in_again(t.store, who.id, turned, STAGE_NOW, &who, NULL, &left), SIGN_IN_WRONG);
    assert_int_equal(store_sign_in_again(t.store, t.person.id, pictures, STAGE_NOW, &who, NULL, &left), SIGN_IN_OK);
    stage_end(&t);
}

static void five_tries_of_pictures_and_staff_come(void **state)
{
    (void)state;
    struct stage t;
    struct store_person who;
    char pictures[PICTURES_SECRET];
    int left;
    stage_begin(&t, false);
    assert_true(card_put(t.store, t.person.id, CARD, STAGE_NOW) && store_pictures_new(t.store, t.person.id, pictures));
    set_tries(&t, 4);
    assert_int_equal(store_sign_in_card(t.store, CARD, wrong_pictures(pictures), STAGE_NOW, &who, NULL, &left),
                     SIGN_IN_LOCKED);
    assert_int_equal(left, 0);
    stage_reopen(&t); /* pulling the plug gives no try back */
    assert_int_equal(store_sign_in_card(t.store, CARD, pictures, STAGE_NOW + 86400000LL, &who, NULL, NULL),
                     SIGN_IN_LOCKED);
    assert_true(store_person_by_id(t.store, t.person.id, &who) && who.locked);
    assert_true(store_person_unlock(t.store, t.person.id));
    assert_int_equal(store_sign_in_card(t.store, CARD, pictures, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    stage_end(&t);
}

static void a_new_card_keeps_the_pictures_and_a_new_pin_takes_them_away(void **state)
{
    (void)state;
    static const char other[] = "CAIRN0123456789ABCDEFGHJKMNPQRT";
    struct stage t;
    struct store_person who;
    char pictures[PICTURES_SECRET], pin[7];
    stage_begin(&t, false);
    assert_true(card_put(t.store, t.person.id, CARD, STAGE_NOW) && store_pictures_new(t.store, t.person.id, pictures) &&
                card_put(t.store, t.person.id, other, STAGE_NOW));
    assert_int_equal(store_sign_in_card(t.store, CARD, pictures, STAGE_NOW, &who, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_sign_in_card(t.store, other, pictures, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    assert_true(store_person_new_pin(t.store, t.person.id, pin));
    assert_false(store_card_asks_pictures(t.store, other));
    assert_int_equal(store_sign_in_card(t.store, other, pictures, STAGE_NOW, &who, NULL, NULL), SIGN_IN_WRONG);
    assert_int_equal(store_sign_in_card(t.store, other, pin, STAGE_NOW, &who, NULL, NULL), SIGN_IN_OK);
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_pin_signs_in_and_forgets_the_tries),
        cmocka_unit_test(three_pictures_are_different_and_go_with_a_card),
        cmocka_unit_test(pictures_open_with_the_card_alone_and_in_their_order),
        cmocka_unit_test(five_tries_of_pictures_and_staff_come),
        cmocka_unit_test(a_new_card_keeps_the_pictures_and_a_new_pin_takes_them_away),
        cmocka_unit_test(waits_double_after_five_and_staff_come_at_ten),
        cmocka_unit_test(turning_the_wall_clock_gains_nothing),
        cmocka_unit_test(a_code_nobody_has_behaves_like_a_wrong_pin),
        cmocka_unit_test(a_try_is_not_given_back_by_pulling_the_plug),
        cmocka_unit_test(drawn_pins_are_not_the_easy_ones),
    };
    return cmocka_run_group_tests_name("sign in", tests, NULL, NULL);
}
