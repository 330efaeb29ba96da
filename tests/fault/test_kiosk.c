/*
 * The kiosk as fate and a bored person would have it: the disk fails at every write, the power goes at every write,
 * keys are pressed where no keys should work, and the next person stands there a second later.
 */
#include "kiosk_bench.h"

#include <string.h>

static void key(struct kiosk_bench *b, enum key k)
{
    robot_give(&b->robot, (struct input){.kind = INPUT_KEY, .key = k});
}

/* Stopped: it says so, claims nothing, and whatever is pressed leads nowhere. */
static void assert_stopped(struct kiosk_bench *b)
{
    static const enum key keys[] = {KEY_F1, KEY_F4, KEY_F12, KEY_ESCAPE, KEY_ENTER, KEY_TAB, KEY_SPACE, KEY_BACKSPACE};
    struct kiosk *k = b->stage.kiosk;
    for (size_t i = 0; i <= sizeof keys / sizeof keys[0]; i++) {
        robot_frame(&b->robot);
        if (!text_is(kiosk_screen(k), "staff") || *kiosk_overlay(k))
            fail_msg("the disk is full and the kiosk shows %s %s", kiosk_screen(k), kiosk_overlay(k));
        assert_true(bench_shows(b, "Please call staff"));
        assert_false(bench_shows(b, "Your answers are saved"));
        assert_false(bench_shows(b, "Saved and safe"));
        assert_false(voice_bar(b->stage.voice).playing);
        if (i < sizeof keys / sizeof keys[0])
            key(b, keys[i]);
    }
    robot_wait(&b->robot, 400000);
    assert_false(kiosk_is_over(k));
    assert_string_equal(kiosk_screen(k), "staff");
}

/* --- drafts ------------------------------------------------------------------------------------------------------ */

static void withdrawn_words_are_gone_though_another_field_is_opened_at_once(void **state)
{
    (void)state;
    struct kiosk_bench b;
    bench_begin(&b);
    bench_open(&b);
    bench_press(&b, "a.field");
    robot_type(&b.robot, "secret");
    robot_wait(&b.robot, 1000);
    assert_string_equal(bench_draft(&b, "a"), "secret");
    for (int i = 0; i < 6; i++)
        key(&b, KEY_BACKSPACE);
    /* as two fingers do it, faster than the draft is kept */
    struct press done = {.kind = PRESS_KEY, .text = "done"}, other = {.kind = PRESS_WRITE, .item = "b"};
    page_screen.press(b.stage.kiosk, &done);
    page_screen.press(b.stage.kiosk, &other);
    robot_wait(&b.robot, 2000);
    bench_cut(&b);
    assert_string_equal(bench_draft(&b, "a"), "");
    bench_end(&b);
}

static void keys_behind_an_overlay_write_nothing(void **state)
{
    (void)state;
    static const enum key opening[] = {KEY_F1, KEY_F4, KEY_F12};
    for (size_t i = 0; i < sizeof opening / sizeof opening[0]; i++) {
        struct kiosk_bench b;
        bench_begin(&b);
        bench_open(&b);
        bench_press(&b, "a.field");
        robot_type(&b.robot, "mine");
        key(&b, opening[i]);
        robot_type(&b.robot, "yours");
        key(&b, KEY_BACKSPACE);
        robot_wait(&b.robot, 2000);
        assert_string_equal(bench_draft(&b, "a"), "mine");
        bench_end(&b);
    }
}

/* However the page goes away, half-typed words are in the store first. */
static void a_draft_outlives_every_way_to_leave(void **state)
{
    (void)state;
    for (int way = 0; way < 5; way++) {
        struct kiosk_bench b;
        bench_begin(&b);
        bench_open(&b);
        bench_press(&b, "a.field");
        robot_type(&b.robot, "half");
        if (way == 0)
            key(&b, KEY_F12);
        else if (way == 1)
            kiosk_open_overlay(b.stage.kiosk, OVERLAY_LEAVE);
        else if (way == 2)
            kiosk_end_sitting(b.stage.kiosk, SCREEN_ATTRACT);
        else if (way == 3)
            kiosk_input(b.stage.kiosk, &(struct input){.kind = INPUT_QUIT});
        else
            robot_wait(&b.robot, 1000);
        bench_cut(&b);
        assert_string_equal(bench_draft(&b, "a"), "half");
        bench_end(&b);
    }
}

/* --- the disk -------------------------------------------------------------------------------------------------- */

static void no_overlay_claims_a_save_that_failed(void **state)
{
    (void)state;
    static const enum overlay opened[] = {OVERLAY_HELP, OVERLAY_SETTINGS, OVERLAY_LEAVE, OVERLAY_COVER, OVERLAY_IDLE};
    for (size_t i = 0; i < sizeof opened / sizeof opened[0]; i++) {
        struct kiosk_bench b;
        bench_begin(&b);
        bench_open(&b);
        bench_press(&b, "a.field");
        robot_type(&b.robot, "half");
        fault_arm(FAULT_ENOSPC, 1, true);
        kiosk_open_overlay(b.stage.kiosk, opened[i]);
        assert_stopped(&b);
        bench_end(&b);
    }
}

static void play_all(struct kiosk_bench *b)
{
    robot_press(&b->robot, "carry-on");
    robot_press(&b->robot, "c.option.danger");
    robot_press(&b->robot, "a.field");
    robot_type(&b->robot, "what I wrote");
    robot_wait(&b->robot, 1000);
    key(b, KEY_ESCAPE);
    page_screen.press(b->stage.kiosk, &(struct press){.kind = PRESS_KEY, .text = "done"});
    robot_frame(&b->robot);
    robot_press(&b->robot, "next");
    robot_press(&b->robot, "next");
    robot_wait(&b->robot, 1000); /* the answers are on show: a tap at once would be half of a double tap */
    robot_press(&b->robot, "next");
}

static void whatever_was_acknowledged_is_there_and_staff_are_called(void **state)
{
    (void)state;
    int failed = 0;
    for (int at = 1;; at++) {
        struct kiosk_bench b;
        bench_begin(&b);
        fault_arm(at % 2 ? FAULT_ENOSPC : FAULT_EIO, at, true);
        play_all(&b);
        bool reached = fault_changes() >= at, done = text_is(kiosk_screen(b.stage.kiosk), "done");
        struct attempt *attempt = b.stage.kiosk->attempt;
        bool danger = attempt && answer_has(attempt_answer(attempt, "c"), "danger");
        bool wrote = attempt && attempt_answer(attempt, "a") != NULL;
        bool record = kiosk_last_record(b.stage.kiosk) != NULL;
        assert_int_equal(record, done);
        if (reached && !done)
            assert_stopped(&b);
        if (!reached)
            assert_true(done);
        failed += reached;
        bench_cut(&b);
        int kept = bench_count(&b, EVENT_CONCERN);
        if (danger)
            assert_string_equal(bench_answer(&b, "c", "danger"), "danger");
        if (danger)
            assert_int_equal(kept, 1);
        assert_int_equal(bench_concerns(&b), kept); /* staff hear of all that was answered, and of nothing else */
        if (wrote)
            assert_string_equal(bench_answer(&b, "a", "text"), "what I wrote");
        if (done)
            assert_int_equal(bench_count(&b, EVENT_COMPLETED), 1);
        bench_end(&b);
        if (!reached)
            break;
    }
    assert_true(failed > 10);
}

/* --- the next person ------------------------------------------------------------------------------------------- */

static void a_cover_needs_a_page(void **state)
{
    (void)state;
    struct kiosk_bench b;
    bench_begin(&b);
    bench_cut(&b);
    bench_press(&b, "start");
    robot_type(&b.robot, DEMONSTRATION_CODE);
    key(&b, KEY_F12);
    assert_string_equal(kiosk_overlay(b.stage.kiosk), "");
    bench_press(&b, "go");
    robot_type(&b.robot, DEMONSTRATION_PIN);
    bench_press(&b, "go");
    assert_string_equal(kiosk_screen(b.stage.kiosk), "home");
    bench_end(&b);
}

static void whoever_walks_away_from_a_breath_is_locked_out(void **state)
{
    (void)state;
    static const char sound_path[] =
        "../../../../../../../../.." SOURCE_DIR "/modules/thinking-skills/media/breath.ogg";
    struct press run = {.kind = PRESS_RUN, .item = "d"}, sound = {.kind = PRESS_SOUND, .item = "d", .text = sound_path};
    for (int way = 1; way < 8; way++) {
        struct kiosk_bench b;
        bench_begin(&b);
        bench_open(&b);
        if (way & 1)
            page_screen.press(b.stage.kiosk, &run);
        if (way & 2)
            page_screen.press(b.stage.kiosk, &sound);
        assert_int_equal(b.stage.kiosk->page.blocks[3].sound, way >> 1 & 1);
        key(&b, KEY_TAB);
        if (way & 4)
            key(&b, KEY_F4); /* what runs is not on show */
        robot_wait(&b.robot, (30 + 90 + 90 + 30 + 10) * 1000);
        assert_true(kiosk_is_over(b.stage.kiosk));
        bench_end(&b);
    }
}

/* A wait that is over no longer says how long it is, nor takes the number of tries for it. */
static void the_wait_counts_down_and_ends(void **state)
{
    (void)state;
    struct kiosk_bench b;
    bench_begin(&b);
    bench_cut(&b);
    bench_press(&b, "start");
    robot_type(&b.robot, DEMONSTRATION_CODE);
    bench_press(&b, "go");
    for (int i = 0; i < 6; i++) {
        robot_type(&b.robot, "111111");
        bench_press(&b, "go");
    }
    assert_true(bench_shows(&b, "Wait 1"));
    robot_wait(&b.robot, 5000);
    assert_true(bench_shows(&b, "Wait 9") || bench_shows(&b, "Wait 8"));
    robot_wait(&b.robot, 15000);
    assert_false(bench_shows(&b, "Wait "));
    bench_end(&b);
}

static void finishing_twice_makes_one_record_and_shows_it(void **state)
{
    (void)state;
    struct kiosk_bench b;
    struct store_record *records;
    bench_begin(&b);
    bench_open(&b);
    bench_press(&b, "next");
    const struct target *t = target_find(&kiosk_ui(b.stage.kiosk)->targets, "next");
    int x = t->rect.x + t->rect.w / 2, y = t->rect.y + t->rect.h / 2;
    for (int i = 0; i < 2; i++) {
        robot_give(&b.robot, (struct input){.kind = INPUT_DOWN, .x = x, .y = y});
        robot_give(&b.robot, (struct input){.kind = INPUT_UP, .x = x, .y = y});
        clock_advance(&b.stage.virtual, 150);
    }
    assert_string_equal(kiosk_screen(b.stage.kiosk), "done");
    assert_int_equal(store_records(b.stage.store, &b.arena, NULL, &records), 1);
    bench_end(&b);
}

/* Answers that still fit are kept and the person is told; the one that does not is told too. */
static void a_changed_module_says_what_became_of_answers(void **state)
{
    (void)state;
    for (int fits = 0; fits < 2; fits++) {
        struct kiosk_bench b;
        bench_begin(&b);
        bench_open(&b);
        bench_press(&b, fits ? "c.option.safe" : "c.option.danger");
        stage_close(&b.stage);
        library_close(&b.library);
        bench_module(&b, "peril");
        bench_library(&b);
        disk_log_clear();
        bench_cut(&b);
        bench_sign_in(&b);
        bench_open(&b);
        assert_true(bench_shows(&b, fits ? "Your answers are kept." : "Some answers no longer fit."));
        const struct answer *c = attempt_answer(b.stage.kiosk->attempt, "c");
        assert_int_equal(answer_has(c, "safe"), fits);
        bench_end(&b);
    }
}

/* One module has mistakes: the person hears of it, and not that their officer has given them nothing. */
static void a_broken_module_is_named_and_the_others_go_on(void **state)
{
    (void)state;
    for (int others = 0; others < 2; others++) {
        struct kiosk_bench b;
        bench_begin(&b);
        stage_close(&b.stage);
        library_close(&b.library);
        if (others)
            bench_second(&b);
        else
            bench_module(&b, "\"{ broken");
        bench_library(&b);
        disk_log_clear();
        bench_cut(&b);
        bench_sign_in(&b);
        assert_true(bench_shows(&b, others ? "two" : "one"));
        assert_true(bench_shows(&b, "is not available now. Staff can see why."));
        assert_false(bench_shows(&b, "There is no session for you here yet"));
        if (others)
            bench_open(&b);
        bench_end(&b);
    }
}

static void trying_leaves_no_trace(void **state)
{
    (void)state;
    struct kiosk_bench b;
    bench_begin(&b);
    bench_cut(&b);
    fault_arm(FAULT_NONE, 0, false);
    bench_press(&b, "start");
    bench_press(&b, "try");
    bench_press(&b, "c.option.danger");
    bench_press(&b, "a.field");
    robot_type(&b.robot, "not kept");
    robot_wait(&b.robot, 2000);
    page_screen.press(b.stage.kiosk, &(struct press){.kind = PRESS_KEY, .text = "done"});
    bench_press(&b, "next");
    bench_press(&b, "next");
    robot_wait(&b.robot, 1000);
    bench_press(&b, "next");
    assert_string_equal(kiosk_screen(b.stage.kiosk), "done");
    assert_true(bench_shows(&b, "Nothing was kept."));
    assert_int_equal(fault_changes(), 0);
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(withdrawn_words_are_gone_though_another_field_is_opened_at_once),
        cmocka_unit_test(keys_behind_an_overlay_write_nothing),
        cmocka_unit_test(a_draft_outlives_every_way_to_leave),
        cmocka_unit_test(no_overlay_claims_a_save_that_failed),
        cmocka_unit_test(whatever_was_acknowledged_is_there_and_staff_are_called),
        cmocka_unit_test(a_cover_needs_a_page),
        cmocka_unit_test(whoever_walks_away_from_a_breath_is_locked_out),
        cmocka_unit_test(the_wait_counts_down_and_ends),
        cmocka_unit_test(finishing_twice_makes_one_record_and_shows_it),
        cmocka_unit_test(a_changed_module_says_what_became_of_answers),
        cmocka_unit_test(a_broken_module_is_named_and_the_others_go_on),
        cmocka_unit_test(trying_leaves_no_trace),
    };
    return cmocka_run_group_tests(tests, bench_start, bench_stop);
}
