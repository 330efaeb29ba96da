/* spot on the page: a place can be pressed on the picture and in the list; right ones, and goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define SPOT(more)                                                                                                     \
    "{\"kind\":\"spot\",\"id\":\"p\",\"ask\":\"Where?\",\"picture\":\"media/x.svg\",\"alt\":\"A street\"," more        \
    "\"places\":[{\"id\":\"a\",\"text\":\"Pub\",\"at\":[0.1,0.1,0.2,0.2],\"feedback\":\"Loud.\"},"                     \
    "{\"id\":\"b\",\"text\":\"Bench\",\"right\":true,\"at\":[0.6,0.6,0.2,0.2]},{\"id\":\"c\",\"text\":\"Home\"}]}"
#define FEEDBACK "\"feedback\":{\"right\":\"Yes, there.\",\"other\":\"Look once more.\"},"

static void a_place_is_met_once(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SPOT(""));
    int pubs = 0;
    for (int i = 0; i < s.ui.targets.count; i++)
        pubs += text_is(s.ui.targets.item[i].name, "Pub");
    assert_int_equal(pubs, 1);
    assert_int_equal(stage_target(&s, "Pub")->more_count, 1);
    assert_int_equal(stage_target(&s, "Home")->more_count, 0); /* is in the list only */
    stage_close(&s);
}

static void it_is_touched_on_the_picture_and_in_the_list(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SPOT(""));
    struct rect on = stage_target(&s, "Pub")->more[0].rect, row = stage_target(&s, "Pub")->rect;
    assert_false(rect_overlaps(on, row));
    assert_ptr_equal(target_at(&s.ui.targets, on.x + on.w / 2, on.y + on.h / 2), stage_target(&s, "Pub"));
    stage_press(&s, "Pub");
    assert_true(stage_target(&s, "Pub")->chosen);
    assert_true(stage_says(&s, "Loud."));
    int ticks = 0; /* in its row, and on the picture */
    for (int i = 0; i < s.ui.draw.count; i++)
        ticks += text_is(s.ui.draw.item[i].text, "check-bold");
    assert_int_equal(ticks, 2);
    stage_press(&s, "Home");
    assert_false(stage_target(&s, "Pub")->chosen);
    stage_close(&s);
}

static void a_right_place_is_said(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SPOT(FEEDBACK));
    stage_press(&s, "p.option.a");
    assert_true(stage_says(&s, "Look once more."));
    stage_press(&s, "p.option.b");
    assert_true(stage_says(&s, "Yes, there."));
    stage_close(&s);
}

static void the_last_go_shows_the_place(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SPOT(FEEDBACK "\"tries\":2,"));
    assert_true(stage_says(&s, "You have 2 goes."));
    stage_press(&s, "p.option.a");
    assert_true(stage_says(&s, "You have 1 more go."));
    stage_press(&s, "p.option.c");
    assert_true(stage_says(&s, "That was the last go. The answer is:"));
    assert_null(stage_target(&s, "p.option.b"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_met_once),
        cmocka_unit_test(it_is_touched_on_the_picture_and_in_the_list),
        cmocka_unit_test(a_right_place_is_said),
        cmocka_unit_test(the_last_go_shows_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
