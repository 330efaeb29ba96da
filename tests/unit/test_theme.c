/* theme: everything that stands on something can be read, in every look, with any programme's colour. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "theme.h"

static const uint32_t accents[] = {0x0A6B68, 0xA8391A, 0x2E4A7A, 0x6B2E7A, 0xFFE14D,
                                   0x000000, 0xFFFFFF, 0x0000FF, 0x808080, 0x3A7A1E};
#define ACCENTS ((int)(sizeof accents / sizeof *accents))

enum need { TEXT, SECOND, SHAPE }; /* words; coloured words and icons; borders and rings */
struct pair {
    enum colour colour, on;
    enum need need;
};

static const struct pair pairs[] = {
    {COLOUR_INK, COLOUR_PAPER, TEXT},
    {COLOUR_INK, COLOUR_CARD, TEXT},
    {COLOUR_INK, COLOUR_TINT, TEXT},
    {COLOUR_INK, COLOUR_GOOD_TINT, TEXT},
    {COLOUR_INK, COLOUR_CARE_TINT, TEXT},
    {COLOUR_INK, COLOUR_WARNING_TINT, TEXT},
    {COLOUR_SOFT, COLOUR_PAPER, SECOND},
    {COLOUR_SOFT, COLOUR_CARD, SECOND},
    {COLOUR_SOFT, COLOUR_TINT, SECOND},
    {COLOUR_SOFT, COLOUR_GOOD_TINT, SECOND},
    {COLOUR_SOFT, COLOUR_CARE_TINT, SECOND},
    {COLOUR_SOFT, COLOUR_WARNING_TINT, SECOND},
    {COLOUR_ACCENT, COLOUR_PAPER, SECOND},
    {COLOUR_ACCENT, COLOUR_CARD, SECOND},
    {COLOUR_ACCENT, COLOUR_TINT, SECOND},
    {COLOUR_ON_ACCENT, COLOUR_ACCENT, SECOND},
    {COLOUR_SPOKEN_INK, COLOUR_SPOKEN, SECOND},
    {COLOUR_PAPER, COLOUR_INK, SECOND},
    {COLOUR_GOOD, COLOUR_PAPER, SECOND},
    {COLOUR_GOOD, COLOUR_CARD, SECOND},
    {COLOUR_GOOD, COLOUR_GOOD_TINT, SECOND},
    {COLOUR_CARE, COLOUR_PAPER, SECOND},
    {COLOUR_CARE, COLOUR_CARD, SECOND},
    {COLOUR_CARE, COLOUR_CARE_TINT, SECOND},
    {COLOUR_WARNING, COLOUR_PAPER, SECOND},
    {COLOUR_WARNING, COLOUR_CARD, SECOND},
    {COLOUR_WARNING, COLOUR_WARNING_TINT, SECOND},
    {COLOUR_ON_LAMP, COLOUR_LAMP_RED, SHAPE},
    {COLOUR_ON_LAMP, COLOUR_LAMP_AMBER, SHAPE},
    {COLOUR_ON_LAMP, COLOUR_LAMP_GREEN, SHAPE},
    {COLOUR_CODE, COLOUR_CODE_PAPER, SHAPE},
    {COLOUR_EDGE, COLOUR_PAPER, SHAPE},
    {COLOUR_EDGE, COLOUR_CARD, SHAPE},
    {COLOUR_RING, COLOUR_PAPER, SHAPE},
    {COLOUR_RING, COLOUR_CARD, SHAPE},
    {COLOUR_RING, COLOUR_TINT, SHAPE},
};

static double needed(enum theme_look look, enum need need)
{
    static const double table[LOOKS][3] = {[LOOK_LIGHT] = {7, 4.5, 3},
                                           [LOOK_DARK] = {7, 4.5, 3},
                                           [LOOK_CONTRAST] = {20, 12, 12},
                                           [LOOK_LOW_GLARE] = {7, 4.5, 3}};
    return table[look][need];
}

static void everything_can_be_read(void **state)
{
    (void)state;
    int bad = 0;
    for (int look = 0; look < LOOKS; look++) {
        for (int a = 0; a < ACCENTS; a++) {
            struct theme t = theme_make((enum theme_look)look, SIZE_M, 1280, 800, accents[a]);
            for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
                double ratio = contrast_ratio(t.colour[pairs[i].colour], t.colour[pairs[i].on]);
                if (ratio >= needed((enum theme_look)look, pairs[i].need))
                    continue;
                bad++;
                print_error("%s, accent %06X: %s on %s is %.2f:1\n", look_name((enum theme_look)look),
                            (unsigned)accents[a], colour_name(pairs[i].colour), colour_name(pairs[i].on), ratio);
            }
        }
    }
    assert_int_equal(bad, 0);
}

static void light_is_as_designed(void **state)
{
    (void)state;
    struct theme t = theme_make(LOOK_LIGHT, SIZE_M, 1280, 800, 0x0A6B68);
    assert_int_equal(t.colour[COLOUR_PAPER], 0xFFFAF6EE);
    assert_int_equal(t.colour[COLOUR_INK], 0xFF1C1A17);
    assert_int_equal(t.colour[COLOUR_ACCENT], 0xFF0A6B68);
    assert_int_equal(t.colour[COLOUR_TINT], 0xFFDFF0EE);
    assert_int_equal(t.colour[COLOUR_RING_GAP], 0xFFFFD23F);
    assert_int_equal(t.top_bar, 80);
    assert_int_equal(t.bottom_bar, 104);
    assert_int_equal(t.margin, 64);
    assert_int_equal(t.button_height, 72);
    assert_int_equal(t.option_height, 76);
    assert_int_equal(t.body.size_px, 25);
    assert_int_equal(t.body.line_px, 38);
    assert_int_equal(t.heading.size_px, 40);
    assert_int_equal(t.hint.line_px, 30);
}

static void every_colour_has_a_value(void **state)
{
    (void)state;
    for (int look = 0; look < LOOKS; look++) {
        struct theme t = theme_make((enum theme_look)look, SIZE_M, 1280, 800, 0xA8391A);
        for (int c = COLOUR_NONE + 1; c < COLOURS; c++)
            assert_true(t.colour[c] >> 24 != 0);
    }
}

static void body_text_is_large_enough_everywhere(void **state)
{
    (void)state;
    static const int screens[][2] = {{1280, 800}, {1920, 1080}, {1024, 768}, {1080, 1920}, {800, 600}, {3840, 2160}};
    for (size_t s = 0; s < sizeof screens / sizeof *screens; s++) {
        int before = 0;
        for (int size = 0; size < SIZES; size++) {
            struct theme t = theme_make(LOOK_LIGHT, (enum theme_size)size, screens[s][0], screens[s][1], 0x0A6B68);
            if (size >= SIZE_M)
                assert_true(t.body.size_px >= 24);
            assert_true(t.body.size_px > before);
            before = t.body.size_px;
            assert_true(t.body.line_px >= t.body.size_px * 3 / 2); /* WCAG 1.4.12 */
            assert_true(t.target_min >= 44 && t.button_height >= 44 && t.option_height >= 70);
            assert_true(t.portrait == (screens[s][1] > screens[s][0]));
        }
    }
}

static void larger_screens_keep_their_lines(void **state)
{
    (void)state;
    struct theme small = theme_make(LOOK_LIGHT, SIZE_M, 1280, 800, 0),
                 large = theme_make(LOOK_LIGHT, SIZE_M, 1920, 1080, 0);
    double before = (double)small.column_max / small.body.size_px,
           after = (double)large.column_max / large.body.size_px;
    assert_true(after / before > 0.97 && after / before < 1.03);
    assert_int_equal(large.button_height, 97);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    enum theme_look look;
    enum theme_size size;
    for (int i = 0; i < LOOKS; i++)
        assert_true(look_from_name(look_name((enum theme_look)i), &look) && (int)look == i);
    for (int i = 0; i < SIZES; i++)
        assert_true(size_from_name(size_name((enum theme_size)i), &size) && (int)size == i);
    assert_false(look_from_name("pink", &look));
    assert_false(size_from_name(NULL, &size));
}

static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_true(contrast_ratio(0xFF000000, 0xFFFFFFFF) > 20.99);
    double grey = contrast_ratio(0xFF767676, 0xFFFFFFFF); /* the well-known limit: 4.54 */
    assert_true(grey > 4.53 && grey < 4.55);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_can_be_read),          cmocka_unit_test(light_is_as_designed),
        cmocka_unit_test(every_colour_has_a_value),        cmocka_unit_test(body_text_is_large_enough_everywhere),
        cmocka_unit_test(larger_screens_keep_their_lines), cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(contrast_is_that_of_wcag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
