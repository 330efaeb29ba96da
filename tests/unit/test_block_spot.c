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

static void a_place_is_on_the_picture_and_in_the_list(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SPOT(""));
    assert_non_null(stage_target(&s, "p.option.c"));
    assert_null(stage_target(&s, "p.spot.c")); /* is in the list only */
    stage_press(&s, "p.spot.a");
    assert_true(stage_target(&s, "p.option.a")->chosen);
    assert_true(stage_says(&s, "Loud."));
    stage_press(&s, "p.option.c");
    assert_false(stage_target(&s, "p.spot.a")->chosen);
    stage_close(&s);
}

static void a_right_place_is_said(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SPOT(FEEDBACK));
    stage_press(&s, "p.spot.a");
    assert_true(stage_says(&s, "Look once more."));
    stage_press(&s, "p.spot.b");
    assert_true(stage_says(&s, "Yes, there."));
    stage_close(&s);
}

static void the_last_go_shows_the_place(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SPOT(FEEDBACK "\"tries\":2,"));
    assert_true(stage_says(&s, "You have 2 goes."));
    stage_press(&s, "p.spot.a");
    assert_true(stage_says(&s, "You have 1 more go."));
    stage_press(&s, "p.option.c");
    assert_true(stage_says(&s, "That was the last go. The answer is:"));
    assert_null(stage_target(&s, "p.spot.b"));
    assert_null(stage_target(&s, "p.option.b"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_on_the_picture_and_in_the_list),
        cmocka_unit_test(a_right_place_is_said),
        cmocka_unit_test(the_last_go_shows_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
