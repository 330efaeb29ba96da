/* The judge of layouts is judged: each fault alone is found, and a good frame is left in peace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "../fixed_measure.h"
#include "layout_invariants.h"

struct stage {
    struct arena arena;
    struct ui ui;
    struct buffer out;
};

static void stage_begin(struct stage *s)
{
    *s = (struct stage){0};
    arena_init(&s->arena);
    struct ui_input in = {.theme = theme_make(LOOK_LIGHT, SIZE_M, 1280, 800, 0x0A6B68), .measure = fixed_measure()};
    ui_init(&s->ui, &s->arena, &in);
    buffer_init(&s->out, &s->arena);
}

static void stage_expect(struct stage *s, const char *violation)
{
    ui_finish(&s->ui);
    int count = layout_violations(&s->ui, &s->out);
    if (!violation)
        assert_int_equal(count, 0);
    else
        assert_non_null(strstr(buffer_text(&s->out), violation));
    arena_release(&s->arena);
}

static void words(struct stage *s, int x, int y, const char *text, enum colour colour, enum colour on)
{
    struct text_style style = ui_style(&s->ui, s->ui.in.theme.body, FACE_REGULAR, colour);
    style.on = on;
    ui_text(&s->ui, &style, x, y, 1200, text);
}

static void target(struct stage *s, const char *id, struct rect r)
{
    ui_target(&s->ui, (struct target){.id = id, .name = id, .rect = r});
}

static void a_good_frame_is_left_in_peace(void **state)
{
    (void)state;
    struct stage s;
    stage_begin(&s);
    ui_box(&s.ui, (struct rect){10, 10, 400, 80}, COLOUR_CARD, COLOUR_EDGE, 2, 8);
    words(&s, 20, 20, "Good", COLOUR_INK, COLOUR_CARD);
    words(&s, 20, 100, "Below", COLOUR_INK, COLOUR_PAPER);
    target(&s, "one", (struct rect){10, 10, 400, 80});
    target(&s, "two", (struct rect){10, 100, 400, 80});
    stage_expect(&s, NULL);
}

static void faults_of_text_are_found(void **state)
{
    (void)state;
    struct stage s;
    stage_begin(&s);
    words(&s, 20, 20, "One", COLOUR_INK, COLOUR_PAPER);
    words(&s, 40, 30, "Two", COLOUR_INK, COLOUR_PAPER);
    stage_expect(&s, "text over text");

    stage_begin(&s);
    words(&s, 1260, 20, "Too far", COLOUR_INK, COLOUR_PAPER);
    stage_expect(&s, "text off the screen");

    stage_begin(&s);
    words(&s, 20, 20, "Faint", COLOUR_LINE, COLOUR_PAPER);
    stage_expect(&s, "text too faint");

    stage_begin(&s);
    ui_box(&s.ui, (struct rect){10, 10, 60, 60}, COLOUR_CARD, COLOUR_EDGE, 2, 8);
    words(&s, 20, 20, "Longer", COLOUR_INK, COLOUR_CARD);
    stage_expect(&s, "text out of its box");

    stage_begin(&s);
    ui_box(&s.ui, (struct rect){10, 10, 400, 60}, COLOUR_CARD, COLOUR_EDGE, 2, 8);
    words(&s, 20, 20, "Lies", COLOUR_INK, COLOUR_PAPER);
    stage_expect(&s, "stands on this");
}

static void faults_of_targets_are_found(void **state)
{
    (void)state;
    struct stage s;
    stage_begin(&s);
    target(&s, "small", (struct rect){10, 10, 43, 80});
    stage_expect(&s, "target too small");

    stage_begin(&s);
    target(&s, "one", (struct rect){10, 10, 80, 80});
    target(&s, "two", (struct rect){80, 10, 80, 80});
    stage_expect(&s, "target over target");

    stage_begin(&s);
    ui_clip(&s.ui, (struct rect){0, 0, 1280, 800});
    target(&s, "low", (struct rect){10, 300, 80, 80});
    target(&s, "high", (struct rect){10, 100, 80, 80});
    stage_expect(&s, "target comes too late");
}

static void a_word_wider_than_its_line_is_torn(void **state)
{
    (void)state;
    struct stage s;
    stage_begin(&s);
    struct text_style style = ui_style(&s.ui, s.ui.in.theme.body, FACE_REGULAR, COLOUR_INK);
    style.on = COLOUR_PAPER;
    ui_text(&s.ui, &style, 10, 10, 200, "An incomprehensibilitynotwithstandingword is here");
    stage_expect(&s, "word torn in two: \"incomprehensibilitynotwithstandingword\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_frame_is_left_in_peace),
        cmocka_unit_test(a_word_wider_than_its_line_is_torn),
        cmocka_unit_test(faults_of_text_are_found),
        cmocka_unit_test(faults_of_targets_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
