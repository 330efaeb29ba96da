/* One switch: the focus goes round by itself, and everything can be reached. */
#include "cmocka_unit.h"
#include <string.h>

#include "scan.h"

struct stage {
    struct arena arena;
    struct target_list targets;
    struct focus focus;
    struct scan scan;
};

static void add(struct stage *s, const char *id, int x, int y, bool in_body)
{
    target_add(&s->targets, (struct target){.id = id, .name = id, .rect = {x, y, 80, 60}, .in_body = in_body});
}

/* help settings | a b c | d | back next */
static void begin(struct stage *s)
{
    *s = (struct stage){0};
    arena_init(&s->arena);
    targets_init(&s->targets, &s->arena);
    focus_init(&s->focus);
    scan_reset(&s->scan);
    add(s, "help", 0, 0, false);
    add(s, "settings", 100, 5, false);
    add(s, "a", 0, 100, true);
    add(s, "b", 100, 100, true);
    add(s, "c", 200, 110, true);
    add(s, "d", 0, 200, true);
    add(s, "back", 0, 210, false); /* at d's height, and of the bar */
    add(s, "next", 100, 210, false);
}

static const char *step(struct stage *s)
{
    assert_true(scan_step(&s->scan, &s->focus, &s->targets));
    return s->focus.id;
}

static const char *pressed(struct stage *s)
{
    const struct target *t = scan_switch(&s->scan, &s->focus, &s->targets);
    return t ? t->id : "";
}

static void it_goes_from_row_to_row_and_round(void **state)
{
    (void)state;
    static const char *const firsts[] = {"help", "a", "d", "back", "help"};
    static const char *const lasts[] = {"settings", "c", "", "next", "settings"};
    struct stage s;
    begin(&s);
    for (int i = 0; i < 5; i++) {
        assert_string_equal(step(&s), firsts[i]);
        assert_string_equal(s.scan.until, lasts[i]);
    }
    arena_release(&s.arena);
}

static void the_switch_enters_a_row_and_presses_in_it(void **state)
{
    (void)state;
    struct stage s;
    begin(&s);
    step(&s);
    step(&s);
    assert_string_equal(pressed(&s), "");
    assert_string_equal(s.focus.id, "a");
    assert_string_equal(s.scan.until, "");
    assert_string_equal(step(&s), "b");
    assert_string_equal(pressed(&s), "b");
    assert_string_equal(s.focus.id, "a"); /* the row again: another choice in it is near */
    assert_string_equal(s.scan.until, "c");
    assert_string_equal(step(&s), "d");
    assert_string_equal(pressed(&s), "d"); /* alone in its row */
    arena_release(&s.arena);
}

static void nobody_is_stuck_in_a_row(void **state)
{
    (void)state;
    struct stage s;
    begin(&s);
    step(&s);
    step(&s);
    pressed(&s);
    for (int i = 0; i < SCAN_ROUNDS * 3 - 1; i++)
        assert_string_equal(step(&s), ((const char *[]){"b", "c", "a"})[i % 3]);
    assert_string_equal(step(&s), "d");
    assert_false(s.scan.inside);
    arena_release(&s.arena);
}

static void nothing_is_pressed_unseen(void **state)
{
    (void)state;
    struct stage s;
    begin(&s);
    strcpy(s.focus.id, "d"); /* the ring is not on show yet */
    assert_string_equal(pressed(&s), "");
    assert_true(s.focus.show);
    assert_string_equal(pressed(&s), "d");
    arena_release(&s.arena);
}

/* A screen begins with the focus on Next: the ring says that the switch would enter the row. */
static void the_ring_is_round_what_the_switch_would_enter(void **state)
{
    (void)state;
    struct stage s;
    begin(&s);
    strcpy(s.focus.id, "next");
    s.focus.show = true;
    scan_settle(&s.scan, &s.focus, &s.targets);
    assert_string_equal(s.focus.id, "back");
    assert_string_equal(s.scan.until, "next");
    pressed(&s);
    step(&s);
    scan_settle(&s.scan, &s.focus, &s.targets); /* inside a row it is round the one */
    assert_string_equal(s.focus.id, "next");
    assert_string_equal(s.scan.until, "");
    arena_release(&s.arena);
}

static void a_screen_without_targets_is_no_matter(void **state)
{
    (void)state;
    struct stage s = {0};
    arena_init(&s.arena);
    targets_init(&s.targets, &s.arena);
    assert_false(scan_step(&s.scan, &s.focus, &s.targets));
    assert_string_equal(pressed(&s), "");
    scan_settle(&s.scan, &s.focus, &s.targets);
    arena_release(&s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_goes_from_row_to_row_and_round),
        cmocka_unit_test(the_switch_enters_a_row_and_presses_in_it),
        cmocka_unit_test(nobody_is_stuck_in_a_row),
        cmocka_unit_test(nothing_is_pressed_unseen),
        cmocka_unit_test(the_ring_is_round_what_the_switch_would_enter),
        cmocka_unit_test(a_screen_without_targets_is_no_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
