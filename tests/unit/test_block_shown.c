/* Blocks that are only shown: what opens, what runs in time, what sounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

/* --- tabs ------------------------------------------------------------------------------------------------------- */

#define TABS                                                                                                           \
    "{\"kind\":\"reveal\",\"id\":\"r\",\"look\":\"tabs\",\"items\":[{\"id\":\"a\",\"title\":\"Mine\",\"text\":\"I "    \
    "waited.\"},{\"id\":\"b\",\"title\":\"Theirs\",\"text\":\"They waited. They waited for a long time, and nobody "   \
    "came.\"},{\"id\":\"c\",\"title\":\"Outside\",\"text\":\"Two people.\"}]}"

static void one_tab_is_open(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, TABS);
    assert_true(stage_says(&s, "I waited."));
    assert_false(stage_says(&s, "Two people."));
    const struct target *mine = stage_target(&s, "Mine");
    assert_int_equal(mine->role, ROLE_TAB);
    assert_true(mine->chosen);
    assert_string_equal(mine->says, "Chosen. Tab 1 of 3.");
    assert_string_equal(stage_target(&s, "Outside")->says, "Not chosen. Tab 3 of 3.");
    stage_press(&s, "Outside");
    assert_true(stage_says(&s, "Two people."));
    assert_false(stage_says(&s, "I waited."));
    assert_false(stage_target(&s, "Mine")->chosen);
    stage_press(&s, "Outside"); /* an open tab stays open */
    assert_true(stage_says(&s, "Two people."));
    stage_close(&s);
}

static void tabs_that_were_open_are_counted(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, TABS);
    stage_press(&s, "Theirs");
    assert_int_equal(s.act.kind, ACT_SEEN);
    assert_true(s.act.number == 2); /* the first was open from the start */
    stage_press(&s, "Mine");
    assert_int_equal(s.act.kind, ACT_NONE);
    stage_press(&s, "Outside");
    assert_true(s.act.number == 3);
    assert_int_equal(attempt_seen(s.attempt, "r"), 3);
    stage_close(&s);
}

static void opening_a_tab_moves_nothing(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, TABS ",{\"kind\":\"choice\",\"id\":\"q\",\"ask\":\"And now?\",\"options\":[{\"id\":\"x\",\"text\":"
                        "\"One\"},{\"id\":\"y\",\"text\":\"Two\"}]}");
    struct rect tab = stage_target(&s, "Outside")->rect, below = stage_target(&s, "One")->rect;
    stage_press(&s, "Theirs");
    assert_memory_equal(&tab, &stage_target(&s, "Outside")->rect, sizeof tab);
    assert_memory_equal(&below, &stage_target(&s, "One")->rect, sizeof below);
    stage_close(&s);
}

static void tabs_that_do_not_fit_stand_one_below_another(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"reveal\",\"id\":\"r\",\"look\":\"tabs\",\"items\":["
                   "{\"id\":\"a\",\"title\":\"How it was for me\",\"text\":\"One.\"},"
                   "{\"id\":\"b\",\"title\":\"How it was for them\",\"text\":\"Two.\"},"
                   "{\"id\":\"c\",\"title\":\"From outside\",\"text\":\"Three.\"}]}");
    assert_int_equal(stage_target(&s, "r.item.a")->rect.y, stage_target(&s, "r.item.c")->rect.y);
    s.width = 800;
    stage_draw(&s);
    assert_true(stage_target(&s, "r.item.a")->rect.y < stage_target(&s, "r.item.c")->rect.y);
    assert_int_equal(stage_target(&s, "r.item.a")->rect.x, stage_target(&s, "r.item.c")->rect.x);
    stage_close(&s);
}

/* --- breathing -------------------------------------------------------------------------------------------------- */

static void after(struct page_stage *s, int64_t ms)
{
    s->now_ms += ms;
    stage_draw(s);
}

static void a_breath_has_words_of_its_own_and_rests(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"breathe\",\"id\":\"b\",\"in\":4,\"out\":6,\"rest\":2,\"rounds\":2,"
                   "\"words\":{\"in\":\"Smell the soup\",\"rest\":\"Let go\"}}");
    assert_true(stage_says(&s, "Follow the circle: smell the soup for 4, breathe out for 6, let go for 2."));
    assert_true(stage_says(&s, "It takes 24 seconds. You can stop at any time."));
    stage_press(&s, "Start");
    assert_true(stage_says(&s, "Smell the soup"));
    after(&s, 4000);
    assert_true(stage_says(&s, "Breathe out"));
    after(&s, 6000);
    assert_true(stage_says(&s, "Let go"));
    after(&s, 2000);
    assert_true(stage_says(&s, "Smell the soup"));
    assert_true(stage_says(&s, "1 breath left. You can stop at any time."));
    stage_close(&s);
}

static void minutes_are_made_of_whole_breaths(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"breathe\",\"id\":\"b\",\"in\":4,\"hold\":3,\"out\":6,\"minutes\":2}");
    assert_true(stage_says(&s, "It takes about 2 minutes. You can stop at any time."));
    assert_int_equal(page_block(attempt_page(s.attempt), "b")->breathe.rounds, 10); /* 130 s of breaths of 13 s */
    stage_press(&s, "Start");
    assert_true(stage_says(&s, "About 2 minutes left. You can stop at any time."));
    after(&s, 60000);
    assert_true(stage_says(&s, "About 1 minute left. You can stop at any time."));
    after(&s, 69000);
    assert_true(stage_says(&s, "Breathe out"));
    stage_close(&s);
}

static void the_end_of_breathing_stays_on_show(void **state)
{
    (void)state;
    struct page_stage s;
    struct act act;
    stage_open(&s, "{\"kind\":\"breathe\",\"id\":\"b\",\"in\":4,\"out\":6,\"rounds\":1}");
    stage_press(&s, "Start");
    s.now_ms += 10000;
    page_stop(s.state, s.attempt, s.now_ms, false, &act);
    assert_int_equal(act.kind, ACT_PLAYED);
    stage_draw(&s);
    assert_true(stage_says(&s, "Well done"));
    assert_true(stage_says(&s, "That was all. You can do it again if you like."));
    stage_press(&s, "Again");
    assert_true(stage_says(&s, "Breathe in"));
    stage_close(&s);
}

/* --- counting down ---------------------------------------------------------------------------------------------- */

static void a_minute_more_begins_at_once_when_the_time_is_up(void **state)
{
    (void)state;
    struct page_stage s;
    struct act act;
    stage_open(&s, "{\"kind\":\"countdown\",\"id\":\"t\",\"seconds\":20,\"text\":\"Sit.\",\"done\":\"You sat.\"}");
    assert_false(stage_says(&s, "You sat."));
    stage_press(&s, "Start");
    s.now_ms += 20000;
    page_stop(s.state, s.attempt, s.now_ms, false, &act);
    assert_true(act.number == 20000);
    stage_draw(&s);
    assert_true(stage_says(&s, "You sat."));
    s.now_ms += 5000; /* they think about it */
    stage_press(&s, "One more minute");
    assert_false(stage_says(&s, "You sat."));
    assert_true(stage_says(&s, "1 minute left. You can stop at any time."));
    after(&s, 15000);
    assert_true(stage_says(&s, "45 seconds left. You can stop at any time."));
    stage_press(&s, "Stop");
    assert_int_equal(s.act.kind, ACT_PLAYED);
    assert_true(s.act.number == 15000);
    stage_close(&s);
}

/* --- sound ------------------------------------------------------------------------------------------------------ */

static void one_recording_sounds_at_a_time(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s,
               "{\"kind\":\"audio\",\"id\":\"a\",\"src\":\"media/a.ogg\",\"title\":\"A\",\"transcript\":\"Words.\"},"
               "{\"kind\":\"audio\",\"id\":\"b\",\"src\":\"media/b.ogg\",\"title\":\"B\",\"transcript\":\"Words.\"}");
    stage_press(&s, "a.sound");
    assert_string_equal(stage_target(&s, "a.sound")->name, "Stop the sound");
    stage_press(&s, "b.sound");
    assert_string_equal(stage_target(&s, "a.sound")->name, "Listen");
    assert_string_equal(stage_target(&s, "b.sound")->name, "Stop the sound");
    stage_press(&s, "b.sound");
    assert_string_equal(stage_target(&s, "b.sound")->name, "Listen");
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_tab_is_open),
        cmocka_unit_test(tabs_that_were_open_are_counted),
        cmocka_unit_test(opening_a_tab_moves_nothing),
        cmocka_unit_test(tabs_that_do_not_fit_stand_one_below_another),
        cmocka_unit_test(a_breath_has_words_of_its_own_and_rests),
        cmocka_unit_test(minutes_are_made_of_whole_breaths),
        cmocka_unit_test(the_end_of_breathing_stays_on_show),
        cmocka_unit_test(a_minute_more_begins_at_once_when_the_time_is_up),
        cmocka_unit_test(one_recording_sounds_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
