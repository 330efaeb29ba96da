#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include "fonts.h"

static struct fonts *open_fonts(void)
{
    struct fonts *f = fonts_open(SOURCE_DIR "/assets", BUILD_DIR "/media", NULL);
    assert_non_null(f);
    return f;
}

static int width(struct fonts *f, enum face face, int size_px, const char *text)
{
    struct text_measure m = fonts_measure(f);
    return m.width_px(m.context, face, size_px, text, strlen(text));
}

/* First and last column with any ink. */
static void ink(const struct mask *m, int *first_out, int *last_out)
{
    *first_out = m->width;
    *last_out = -1;
    for (int y = 0; y < m->height; y++) {
        for (int x = 0; x < m->width; x++) {
            if (!m->alpha[y * m->pitch + x])
                continue;
            *first_out = x < *first_out ? x : *first_out;
            *last_out = x > *last_out ? x : *last_out;
        }
    }
}

static void what_is_measured_is_what_is_painted(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Which of these sets you off most?", "Dŵr oer, tŷ mawr", "jfjf", "A", "1:37", "AVATAR"};
    struct fonts *f = open_fonts();
    for (int face = FACE_REGULAR; face < FACE_ICON; face++) {
        for (size_t n = 0; n < sizeof texts / sizeof texts[0]; n++) {
            for (int size = 18; size <= 40; size += 11) {
                struct glyphs g;
                int first, last;
                assert_true(fonts_glyphs(f, (enum face)face, size, texts[n], false, &g));
                assert_in_range(g.mask.width - width(f, (enum face)face, size, texts[n]) + 1, 0, 2);
                ink(&g.mask, &first, &last);
                assert_in_range(first, 0, size / 5);
                assert_in_range(g.mask.width - last, 0, size / 5);
            }
        }
    }
    fonts_close(f);
}

/* Fonts of a script have not all the signs that stand between its words: those come from another, and no box is drawn.
 */
static void signs_between_words_of_any_script_are_drawn(void **state)
{
    (void)state;
    static const struct {
        const char *word, *sign;
        bool right_to_left;
    } pieces[] = {
        {"سلام", "?", true}, {"سلام", "…", true}, {"שלום", ":", true}, {"ሰላም", "!", false}, {"ሰላም", "7", false}};
    struct fonts *f = open_fonts();
    for (size_t n = 0; n < sizeof pieces / sizeof pieces[0]; n++) {
        char both[40];
        struct glyphs g, word;
        int first, last, word_first, word_last, sign_w = width(f, FACE_REGULAR, 30, pieces[n].sign);
        snprintf(both, sizeof both, "%s%s", pieces[n].word, pieces[n].sign);
        assert_int_equal(width(f, FACE_REGULAR, 30, both), width(f, FACE_REGULAR, 30, pieces[n].word) + sign_w);
        assert_true(fonts_glyphs(f, FACE_REGULAR, 30, both, pieces[n].right_to_left, &g));
        assert_true(fonts_glyphs(f, FACE_REGULAR, 30, pieces[n].word, pieces[n].right_to_left, &word));
        assert_in_range(g.mask.width - width(f, FACE_REGULAR, 30, both) + 1, 0, 2);
        ink(&g.mask, &first, &last);
        ink(&word.mask, &word_first, &word_last);
        /* The sign is where reading ends, and the word keeps its place beside it. */
        assert_true(pieces[n].right_to_left ? first < sign_w && last >= word_last + sign_w - 2
                                            : first <= word_first + 1 && last > word_last);
    }
    fonts_close(f);
}

static void a_space_has_its_width_wherever_it_stands(void **state)
{
    (void)state;
    struct fonts *f = open_fonts();
    int space = width(f, FACE_REGULAR, 25, " ");
    assert_true(space > 4);
    assert_in_range(width(f, FACE_REGULAR, 25, "kept waiting") - width(f, FACE_REGULAR, 25, "kept") -
                        width(f, FACE_REGULAR, 25, " waiting") + 2,
                    0, 4);
    assert_in_range(width(f, FACE_REGULAR, 25, "kept ") - width(f, FACE_REGULAR, 25, "kept") - space + 2, 0, 4);
    assert_int_equal(width(f, FACE_REGULAR, 25, ""), 0);
    fonts_close(f);
}

static void only_the_bytes_given_are_measured(void **state)
{
    (void)state;
    struct fonts *f = open_fonts();
    assert_int_equal(fonts_width(f, FACE_BOLD, 25, "Stop and think", 4), width(f, FACE_BOLD, 25, "Stop"));
    assert_true(width(f, FACE_BOLD, 25, "Stop") > width(f, FACE_REGULAR, 25, "Stop"));
    assert_true(width(f, FACE_REGULAR, 40, "Stop") > width(f, FACE_REGULAR, 25, "Stop"));
    fonts_close(f);
}

static void welsh_letters_are_in_every_face(void **state)
{
    (void)state;
    static const uint32_t letters[] = {0x175, 0x177, 0x174, 0x176,  0xE2,   0xEA,
                                       0xEE,  0xF4,  0xFB,  0x1E83, 0x1EF3, 0x2019};
    struct fonts *f = open_fonts();
    for (int face = FACE_REGULAR; face < FACE_ICON; face++)
        for (size_t n = 0; n < sizeof letters / sizeof letters[0]; n++)
            assert_true(fonts_has_character(f, (enum face)face, letters[n]));
    assert_false(fonts_has_character(f, FACE_REGULAR, 0xF004));
    fonts_close(f);
}

static void arabic_is_joined_and_goes_left(void **state)
{
    (void)state;
    struct fonts *f = open_fonts();
    struct glyphs g;
    int apart = width(f, FACE_REGULAR, 25, "م") + width(f, FACE_REGULAR, 25, "ر") + width(f, FACE_REGULAR, 25, "ح") +
                width(f, FACE_REGULAR, 25, "ب") + width(f, FACE_REGULAR, 25, "ا");
    assert_true(width(f, FACE_REGULAR, 25, "مرحبا") < apart);
    assert_true(fonts_glyphs(f, FACE_REGULAR, 25, "مرحبا", false, &g));
    assert_true(g.right_to_left);
    fonts_close(f);
}

static void an_icon_is_as_wide_as_its_size(void **state)
{
    (void)state;
    struct fonts *f = open_fonts();
    assert_in_range(width(f, FACE_ICON, 32, "check"), 30, 34);
    assert_int_equal(width(f, FACE_ICON, 32, "no-such-icon"), 0);
    fonts_close(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_measured_is_what_is_painted),
        cmocka_unit_test(signs_between_words_of_any_script_are_drawn),
        cmocka_unit_test(a_space_has_its_width_wherever_it_stands),
        cmocka_unit_test(only_the_bytes_given_are_measured),
        cmocka_unit_test(welsh_letters_are_in_every_face),
        cmocka_unit_test(arabic_is_joined_and_goes_left),
        cmocka_unit_test(an_icon_is_as_wide_as_its_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
