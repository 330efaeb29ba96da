/* focus: what a touch, a key and a wandering finger mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "focus.h"

static struct arena arena;
static struct target_list targets;
static struct focus focus;

/* Four options in two columns, of which the last row is scrolled away; a bar with a slide and Next below. */
static int open_screen(void **state)
{
    (void)state;
    arena_init(&arena);
    targets_init(&targets, &arena);
    focus_init(&focus);
    static const char *const ids[] = {"a", "b", "c", "d"};
    for (int i = 0; i < 4; i++)
        target_add(&targets, (struct target){.id = ids[i],
                                             .name = ids[i],
                                             .in_body = true,
                                             .rect = {10 + (i % 2) * 210, 100 + (i / 2) * 100, 200, 80}});
    target_add(&targets,
               (struct target){.id = "e", .name = "Far", .in_body = true, .hidden = true, .rect = {10, 900, 200, 80}});
    target_add(&targets, (struct target){.id = "audio.seek",
                                         .slides = true,
                                         .rect = {10, 500, 101, 40},
                                         .press = {.kind = PRESS_SEEK, .number = 0.5}});
    target_add(&targets, (struct target){.id = "next", .name = "Next", .rect = {220, 500, 200, 80}});
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct focus_result send(enum input_kind kind, int x, int y)
{
    struct input in = {.kind = kind, .x = x, .y = y};
    return focus_input(&focus, &targets, &in, false);
}

static struct focus_result key(enum key k)
{
    struct input in = {.kind = INPUT_KEY, .key = k};
    return focus_input(&focus, &targets, &in, false);
}

static void scrollable(void)
{
    target_add(&targets, (struct target){.id = "scroll.down",
                                         .name = "More below",
                                         .rect = {10, 400, 400, 72},
                                         .press = {.kind = PRESS_SCROLL, .number = 1}});
}

static void press_begins_and_ends_on_one(void **state)
{
    (void)state;
    assert_null(send(INPUT_DOWN, 20, 110).pressed);
    assert_string_equal(focus.pressed, "a");
    assert_string_equal(focus.id, "a");
    assert_true(focus.show);
    struct focus_result up = send(INPUT_UP, 30, 120);
    assert_non_null(up.pressed);
    assert_string_equal(up.pressed->id, "a");
    assert_string_equal(focus.pressed, "");
    send(INPUT_DOWN, 20, 110);
    assert_null(send(INPUT_UP, 230, 110).pressed); /* ended on b */
    send(INPUT_DOWN, 5, 5);
    assert_null(send(INPUT_UP, 20, 110).pressed); /* began on nothing */
    assert_null(send(INPUT_UP, 20, 110).pressed); /* never began */
    send(INPUT_DOWN, 20, 110);
    send(INPUT_CANCEL, 0, 0);
    assert_null(send(INPUT_UP, 20, 110).pressed);
}

static void drag_scrolls_and_is_no_press(void **state)
{
    (void)state;
    scrollable();
    send(INPUT_DOWN, 20, 170);
    assert_int_equal(send(INPUT_MOVE, 20, 160).scroll_px, 0); /* within an unsteady finger */
    assert_int_equal(send(INPUT_MOVE, 20, 150).scroll_px, 20);
    assert_int_equal(send(INPUT_MOVE, 20, 140).scroll_px, 10);
    assert_string_equal(focus.pressed, "");
    assert_int_equal(send(INPUT_MOVE, 20, 165).scroll_px, -25);
    assert_null(send(INPUT_UP, 20, 165).pressed);
    assert_int_equal(send(INPUT_MOVE, 20, 100).scroll_px, 0); /* nothing is down */
}

static void unsteady_hand_presses_where_nothing_scrolls(void **state)
{
    (void)state;
    send(INPUT_DOWN, 20, 110);
    send(INPUT_MOVE, 40, 160);
    assert_non_null(send(INPUT_UP, 40, 160).pressed);
    scrollable();
    send(INPUT_DOWN, 230, 510);
    send(INPUT_MOVE, 230, 560);
    assert_non_null(send(INPUT_UP, 230, 560).pressed); /* Next does not scroll with the page */
}

static void wheel_scrolls(void **state)
{
    (void)state;
    assert_true(send(INPUT_WHEEL, 0, -1).scroll_px > 0);
    assert_true(send(INPUT_WHEEL, 0, 1).scroll_px < 0);
}

static void slide_tells_how_far(void **state)
{
    (void)state;
    send(INPUT_DOWN, 20, 510);
    send(INPUT_MOVE, 85, 530);
    struct focus_result up = send(INPUT_UP, 85, 530);
    assert_non_null(up.pressed);
    assert_true(up.press.number > 0.749 && up.press.number < 0.751);
    targets.item[5].right_to_left = true;
    send(INPUT_DOWN, 85, 510);
    up = send(INPUT_UP, 85, 510);
    assert_true(up.press.number > 0.249 && up.press.number < 0.251);
    assert_true(key(KEY_ENTER).press.number == 0.5); /* by key: what the view said */
}

static void tab_goes_through_all_and_round(void **state)
{
    (void)state;
    static const char *const order[] = {"a", "b", "c", "d", "e", "audio.seek", "next", "a"};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        struct focus_result r = key(KEY_TAB);
        assert_string_equal(focus.id, order[i]);
        assert_true(r.changed);
        assert_int_equal(r.bring_into_view, i != 5 && i != 6);
    }
    key(KEY_BACKTAB);
    assert_string_equal(focus.id, "next");
}

static void arrows_go_to_the_nearest(void **state)
{
    (void)state;
    key(KEY_TAB);
    key(KEY_RIGHT);
    assert_string_equal(focus.id, "b");
    key(KEY_DOWN);
    assert_string_equal(focus.id, "d");
    key(KEY_LEFT);
    assert_string_equal(focus.id, "c");
    key(KEY_UP);
    assert_string_equal(focus.id, "a");
    key(KEY_UP); /* nothing there: stays */
    assert_string_equal(focus.id, "a");
    key(KEY_RIGHT);
    key(KEY_DOWN);
    key(KEY_DOWN);
    assert_string_equal(focus.id, "next");
}

static void straight_ahead_is_nearer_than_aside(void **state)
{
    (void)state;
    targets.count = 0;
    target_add(&targets, (struct target){.id = "from", .rect = {0, 0, 100, 80}});
    target_add(&targets, (struct target){.id = "aside", .rect = {150, 100, 100, 80}});
    target_add(&targets, (struct target){.id = "below", .rect = {0, 200, 100, 80}});
    key(KEY_TAB);
    key(KEY_DOWN);
    assert_string_equal(focus.id, "below");
}

static void first_key_shows_then_presses(void **state)
{
    (void)state;
    focus_settle(&focus, &targets, "next");
    assert_string_equal(focus.id, "next");
    assert_null(key(KEY_ENTER).pressed); /* nobody has seen where the focus is */
    assert_true(focus.show);
    assert_string_equal(key(KEY_ENTER).pressed->id, "next");
    assert_string_equal(key(KEY_SPACE).pressed->id, "next");
}

static void hidden_comes_into_view_before_it_is_pressed(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        key(KEY_TAB);
    assert_string_equal(focus.id, "e");
    struct focus_result r = key(KEY_ENTER);
    assert_null(r.pressed);
    assert_true(r.bring_into_view);
    assert_null(target_at(&targets, 20, 910)); /* and no touch finds it */
}

static void keys_have_their_targets(void **state)
{
    (void)state;
    scrollable();
    target_add(&targets, (struct target){.id = "help"});
    target_add(&targets, (struct target){.id = "back"});
    assert_string_equal(key(KEY_PAGE_DOWN).pressed->id, "scroll.down");
    assert_null(key(KEY_PAGE_UP).pressed);
    assert_string_equal(key(KEY_F1).pressed->id, "help");
    assert_string_equal(key(KEY_ESCAPE).pressed->id, "back");
    target_add(&targets, (struct target){.id = "close"});
    assert_string_equal(key(KEY_ESCAPE).pressed->id, "close");
    assert_null(key(KEY_F12).pressed); /* Cover is not offered here */
}

static void writing_owns_space_and_enter(void **state)
{
    (void)state;
    target_add(&targets, (struct target){.id = "key.done", .press = {.kind = PRESS_KEY, .text = "done"}});
    focus_settle(&focus, &targets, "a");
    focus.show = true;
    struct input space = {.kind = INPUT_KEY, .key = KEY_SPACE}, enter = {.kind = INPUT_KEY, .key = KEY_ENTER};
    struct input tab = {.kind = INPUT_KEY, .key = KEY_TAB}, text = {.kind = INPUT_TEXT, .text = "x"};
    assert_null(focus_input(&focus, &targets, &space, true).pressed);
    assert_string_equal(focus_input(&focus, &targets, &enter, true).pressed->id, "key.done");
    focus_input(&focus, &targets, &tab, true); /* a switch steers to a key: Enter presses that */
    assert_string_equal(focus_input(&focus, &targets, &enter, true).pressed->id, "b");
    focus_input(&focus, &targets, &text, true); /* and typing on gives Enter back to the text */
    assert_string_equal(focus_input(&focus, &targets, &enter, true).pressed->id, "key.done");
}

/* A thing that was put in its place is no target any more: the next one to answer the same question is at hand. */
static void focus_goes_on_to_its_neighbour(void **state)
{
    (void)state;
    targets.count = 4;
    targets.item[1].group = targets.item[2].group = targets.item[3].group = "Which?";
    key(KEY_TAB);
    key(KEY_TAB);
    key(KEY_TAB);
    assert_string_equal(focus.id, "c");
    targets.item[2].id = "gone";
    focus_settle(&focus, &targets, "a");
    assert_string_equal(focus.id, "d");
    targets.item[2].id = "c";
    key(KEY_NONE);
    targets.item[3].id = "gone too";
    focus_settle(&focus, &targets, "a"); /* none after it: the one before */
    assert_string_equal(focus.id, "c");
    key(KEY_BACKTAB);
    assert_string_equal(focus.id, "b");
    targets.item[1].id = targets.item[2].id = "gone";
    focus_settle(&focus, &targets, "a"); /* what stands before it asks something else */
    assert_string_equal(focus.id, "a");
}

static void focus_survives_a_redraw(void **state)
{
    (void)state;
    key(KEY_TAB);
    key(KEY_TAB);
    focus_settle(&focus, &targets, "next");
    assert_string_equal(focus.id, "b");
    targets.count = 1;
    focus_settle(&focus, &targets, "next");
    assert_string_equal(focus.id, "a"); /* no fallback either: the first */
    targets.count = 0;
    focus_settle(&focus, &targets, NULL);
    assert_string_equal(focus.id, "");
    key(KEY_TAB);
    key(KEY_DOWN);
    key(KEY_ENTER);
}

static void targets_are_found_and_dumped(void **state)
{
    (void)state;
    assert_string_equal(target_named(&targets, "Next")->id, "next");
    assert_string_equal(target_named(&targets, "Far")->id, "e");
    assert_null(target_named(&targets, "Nowhere"));
    assert_null(target_find(&targets, NULL));
    targets.item[0].chosen = true;
    targets.count = 1;
    struct buffer out;
    buffer_init(&out, &arena);
    targets_dump(&targets, &out);
    assert_string_equal(buffer_text(&out), "target 10,100 200x80 button \"a\" chosen as a\n");
}

#define ON_SCREEN(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_SCREEN(press_begins_and_ends_on_one),
        ON_SCREEN(drag_scrolls_and_is_no_press),
        ON_SCREEN(unsteady_hand_presses_where_nothing_scrolls),
        ON_SCREEN(wheel_scrolls),
        ON_SCREEN(slide_tells_how_far),
        ON_SCREEN(tab_goes_through_all_and_round),
        ON_SCREEN(arrows_go_to_the_nearest),
        ON_SCREEN(straight_ahead_is_nearer_than_aside),
        ON_SCREEN(first_key_shows_then_presses),
        ON_SCREEN(hidden_comes_into_view_before_it_is_pressed),
        ON_SCREEN(keys_have_their_targets),
        ON_SCREEN(writing_owns_space_and_enter),
        ON_SCREEN(focus_goes_on_to_its_neighbour),
        ON_SCREEN(focus_survives_a_redraw),
        ON_SCREEN(targets_are_found_and_dumped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
