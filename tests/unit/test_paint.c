#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include "media_driver.h"
#include "paint.h"

/* --- a small surface ------------------------------------------------------------------------------------------- */

#define WIDE   200
#define HIGH   120
#define PAPER  0xFFFAF6EEU
#define CARD   0xFFFFFFFFU
#define INK    0xFF1C1A17U
#define ACCENT 0xFF0A6B68U

struct easel {
    uint32_t pixels[WIDE * HIGH];
    struct fonts *fonts;
    struct painter *painter;
    struct arena arena;
    struct problems problems;
    struct draw_list list;
    struct theme theme;
};

static int easel_up(void **state)
{
    struct easel *e = calloc(1, sizeof *e);
    arena_init(&e->arena);
    problems_init(&e->problems, &e->arena);
    e->fonts = fonts_open(SOURCE_DIR "/assets", BUILD_DIR "/media", &e->problems);
    assert_non_null(e->fonts);
    assert_int_equal(e->problems.warnings, 0);
    e->painter = painter_open(e->fonts);
    painter_surface(e->painter, e->pixels, WIDE, HIGH, WIDE);
    draw_init(&e->list, &e->arena);
    e->theme.colour[COLOUR_PAPER] = PAPER;
    e->theme.colour[COLOUR_CARD] = CARD;
    e->theme.colour[COLOUR_INK] = INK;
    e->theme.colour[COLOUR_ACCENT] = ACCENT;
    e->theme.colour[COLOUR_SHADE] = 0x80000000U;
    *state = e;
    return 0;
}

static int easel_down(void **state)
{
    struct easel *e = *state;
    painter_close(e->painter);
    fonts_close(e->fonts);
    arena_release(&e->arena);
    free(e);
    return 0;
}

static uint32_t at(const struct easel *e, int x, int y)
{
    return e->pixels[y * WIDE + x];
}

static void add(struct easel *e, struct draw_command c)
{
    draw_add(&e->list, c);
}

static struct painted paint(struct easel *e)
{
    return painter_paint(e->painter, &e->list, &e->theme);
}

static void start_again(struct easel *e)
{
    draw_init(&e->list, &e->arena);
}

static struct draw_command card(int x, int y, int w, int h)
{
    return (struct draw_command){
        .kind = DRAW_BOX, .rect = {x, y, w, h}, .fill = COLOUR_CARD, .edge = COLOUR_INK, .radius_px = 16, .edge_px = 3};
}

static struct draw_command words(const char *text, int x, int y)
{
    return (struct draw_command){
        .kind = DRAW_TEXT, .rect = {x, y, 150, 38}, .fill = COLOUR_INK, .size_px = 25, .text = text};
}

static int inked(const struct easel *e, struct rect r, uint32_t but)
{
    int count = 0;
    for (int y = r.y; y < r.y + r.h; y++)
        for (int x = r.x; x < r.x + r.w; x++)
            count += at(e, x, y) != but;
    return count;
}

/* --- shapes ---------------------------------------------------------------------------------------------------- */

static void a_border_is_as_wide_as_asked_and_inside(void **state)
{
    struct easel *e = *state;
    add(e, card(20, 20, 100, 60));
    paint(e);
    assert_int_equal(at(e, 70, 19), PAPER);
    assert_int_equal(at(e, 70, 20), INK);
    assert_int_equal(at(e, 70, 22), INK);
    assert_int_equal(at(e, 70, 23), CARD);
    assert_int_equal(at(e, 70, 76), CARD);
    assert_int_equal(at(e, 70, 77), INK);
    assert_int_equal(at(e, 70, 79), INK);
    assert_int_equal(at(e, 70, 80), PAPER);
    assert_int_equal(at(e, 19, 50), PAPER);
    assert_int_equal(at(e, 20, 50), INK);
    assert_int_equal(at(e, 119, 50), INK);
    assert_int_equal(at(e, 120, 50), PAPER);
}

static void a_corner_is_round_and_smooth_and_the_same_four_times(void **state)
{
    struct easel *e = *state;
    int between = 0;
    add(e, card(20, 20, 100, 60));
    paint(e);
    assert_int_equal(at(e, 20, 20), PAPER);
    assert_int_equal(at(e, 36, 36), CARD);
    for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
            uint32_t p = at(e, 20 + x, 20 + y);
            assert_int_equal(p, at(e, 119 - x, 20 + y));
            assert_int_equal(p, at(e, 20 + x, 79 - y));
            assert_int_equal(p, at(e, 119 - x, 79 - y));
            between += p != PAPER && p != INK && p != CARD;
        }
    }
    assert_in_range(between, 8, 80);
}

static void a_clip_cuts_and_clips_within_clips_cut_more(void **state)
{
    struct easel *e = *state;
    add(e, (struct draw_command){.kind = DRAW_CLIP, .rect = {10, 10, 50, 50}});
    add(e, (struct draw_command){.kind = DRAW_CLIP, .rect = {40, 40, 100, 100}});
    add(e, (struct draw_command){.kind = DRAW_BOX, .rect = {0, 0, WIDE, HIGH}, .fill = COLOUR_ACCENT});
    add(e, (struct draw_command){.kind = DRAW_UNCLIP});
    add(e, (struct draw_command){.kind = DRAW_UNCLIP});
    paint(e);
    assert_int_equal(at(e, 39, 45), PAPER);
    assert_int_equal(at(e, 40, 40), ACCENT);
    assert_int_equal(at(e, 59, 59), ACCENT);
    assert_int_equal(at(e, 60, 59), PAPER);
    assert_int_equal(inked(e, (struct rect){0, 0, WIDE, HIGH}, PAPER), 20 * 20);
}

static void a_shade_lets_half_through(void **state)
{
    struct easel *e = *state;
    add(e, (struct draw_command){.kind = DRAW_BOX, .rect = {0, 0, 50, 50}, .fill = COLOUR_CARD});
    add(e, (struct draw_command){.kind = DRAW_BOX, .rect = {0, 0, 20, 20}, .fill = COLOUR_SHADE});
    paint(e);
    assert_int_equal(at(e, 5, 5), 0xFF7F7F7FU);
    assert_int_equal(at(e, 30, 30), CARD);
}

static void a_dashed_border_has_gaps_and_a_ring_is_hollow(void **state)
{
    struct easel *e = *state;
    struct draw_command dashed = card(10, 10, 90, 90);
    dashed.stroke = STROKE_DASHED;
    add(e, dashed);
    add(e, (struct draw_command){.kind = DRAW_ELLIPSE, .rect = {120, 20, 60, 60}, .edge = COLOUR_ACCENT, .edge_px = 4});
    paint(e);
    int ink = 0, gap = 0;
    for (int x = 30; x < 80; x++) {
        ink += at(e, x, 11) == INK;
        gap += at(e, x, 11) == CARD;
    }
    assert_in_range(ink, 20, 40);
    assert_in_range(gap, 10, 30);
    assert_int_equal(at(e, 150, 50), PAPER);
    assert_int_equal(at(e, 150, 21), ACCENT);
    assert_int_equal(at(e, 150, 25), PAPER);
    assert_int_equal(at(e, 121, 50), ACCENT);
}

/* --- painting again -------------------------------------------------------------------------------------------- */

static void an_unchanged_list_paints_nothing(void **state)
{
    struct easel *e = *state;
    add(e, card(20, 20, 100, 60));
    add(e, words("Next", 30, 30));
    assert_int_equal(paint(e).count, 1);
    assert_int_equal(paint(e).count, 0);
    start_again(e);
    add(e, card(20, 20, 100, 60));
    add(e, words("Next", 30, 30));
    assert_int_equal(paint(e).count, 0);
}

/* Whatever changes, painting only the difference must give what painting everything gives. */
static void a_part_painted_equals_a_whole_painted(void **state)
{
    struct easel *e = *state;
    static uint32_t part[WIDE * HIGH];
    unsigned chance = 12345;
    for (int round = 0; round < 200; round++) {
        start_again(e);
        add(e, (struct draw_command){.kind = DRAW_BOX, .rect = {0, 0, WIDE, HIGH}, .fill = COLOUR_PAPER});
        for (int n = 0; n < 6; n++) {
            chance = chance * 1103515245U + 12345U;
            int x = (int)(chance >> 8 & 63), y = (int)(chance >> 14 & 31), kind = (int)(chance >> 20 & 7);
            if (kind == 0)
                continue;
            if (kind < 3)
                add(e, words(kind == 1 ? "Dŵr" : "Next", x * 2, y * 2));
            else if (kind == 3)
                add(e, (struct draw_command){.kind = DRAW_LINE,
                                             .rect = {x, y, 0, 0},
                                             .x2 = 150 - x,
                                             .y2 = 100 - y,
                                             .fill = COLOUR_ACCENT,
                                             .edge_px = 3});
            else if (kind == 4)
                add(e, (struct draw_command){
                           .kind = DRAW_BOX, .rect = {x, y, 80, 60}, .fill = COLOUR_SHADE, .radius_px = 9});
            else
                add(e, card(n * 20, n % 3 * 20 + (kind == 5), 60, 50));
        }
        paint(e);
        memcpy(part, e->pixels, sizeof part);
        painter_forget(e->painter);
        paint(e);
        assert_memory_equal(part, e->pixels, sizeof part);
    }
}

static void one_changed_word_repaints_little(void **state)
{
    struct easel *e = *state;
    add(e, (struct draw_command){.kind = DRAW_BOX, .rect = {0, 0, WIDE, HIGH}, .fill = COLOUR_PAPER});
    add(e, words("Next", 10, 10));
    paint(e);
    start_again(e);
    add(e, (struct draw_command){.kind = DRAW_BOX, .rect = {0, 0, WIDE, HIGH}, .fill = COLOUR_PAPER});
    add(e, words("Back", 10, 10));
    struct painted changed = paint(e);
    assert_int_equal(changed.count, 1);
    assert_true(changed.rect[0].w < 80 && changed.rect[0].h < 40);
}

static void another_theme_paints_everything(void **state)
{
    struct easel *e = *state;
    add(e, card(20, 20, 100, 60));
    paint(e);
    e->theme.colour[COLOUR_PAPER] = 0xFF000000U;
    assert_int_equal(paint(e).count, 1);
    assert_int_equal(at(e, 1, 1), 0xFF000000U);
}

/* --- icons and pictures ---------------------------------------------------------------------------------------- */

static void every_icon_of_the_map_shows(void **state)
{
    struct easel *e = *state;
    char name[ICON_NAME];
    uint32_t character;
    int count = 0;
    for (size_t position = 0; icons_next(fonts_icons(e->fonts), &position, name, &character); count++) {
        struct glyphs glyphs;
        assert_int_equal(icons_find(fonts_icons(e->fonts), name), character);
        if (!fonts_glyphs(e->fonts, FACE_ICON, 24, name, false, &glyphs))
            fail_msg("icon %s is empty", name);
    }
    assert_true(count > 1000);
    assert_int_equal(icons_find(fonts_icons(e->fonts), "no-such-icon"), 0);
    assert_int_equal(icons_find(fonts_icons(e->fonts), ""), 0);
    assert_int_equal(icons_find(fonts_icons(e->fonts), "zzz"), 0);
}

static void a_missing_picture_is_a_frame_with_its_words(void **state)
{
    struct easel *e = *state;
    e->theme.colour[COLOUR_LINE] = ACCENT;
    e->theme.colour[COLOUR_SOFT] = INK;
    add(e,
        (struct draw_command){.kind = DRAW_IMAGE, .rect = {0, 0, 180, 100}, .text = "../etc/passwd", .alt = "A bus"});
    paint(e);
    assert_true(inked(e, (struct rect){16, 16, 150, 30}, CARD) > 20);
    assert_int_equal(at(e, 100, 80), CARD);
}

/* --- moving pictures -----------------------------------------------------------------------------------------------
 */

static uint32_t film[4 * 8]; /* 4 x 2, in rows of 8 */

static bool film_image(const struct media *m, struct media_image *out)
{
    *out = (struct media_image){.width = 4, .height = 2, .pitch_px = 8, .pixels = film, .number = m->image_number};
    return true;
}

static void a_video_is_stretched_into_its_place_in_its_own_shape(void **state)
{
    struct easel *e = *state;
    const struct media_driver driver = {.image = film_image};
    struct media media = {.driver = &driver, .image_number = 1};
    struct draw_command video = {
        .kind = DRAW_VIDEO, .rect = {20, 10, 80, 60}, .text = "none.png", .alt = "", .picture = 1};
    for (int n = 0; n < 4; n++) {
        film[n] = 0x00FF0000; /* its top byte is its own affair */
        film[8 + n] = n < 2 ? 0xFF00FF00 : 0xFF0000FF;
        film[4 + n] = film[12 + n] = 0xFFFFFFFF; /* beyond its width */
    }
    painter_media(e->painter, &media);
    add(e, video);
    paint(e);
    assert_int_equal(at(e, 19, 30), PAPER);
    assert_int_equal(at(e, 20, 10), 0xFF000000); /* 80 x 40 of it are the video's shape */
    assert_int_equal(at(e, 99, 69), 0xFF000000);
    assert_int_equal(at(e, 20, 20), 0xFFFF0000);
    assert_int_equal(at(e, 99, 39), 0xFFFF0000);
    assert_int_equal(at(e, 59, 40), 0xFF00FF00);
    assert_int_equal(at(e, 60, 59), 0xFF0000FF);
    assert_int_equal(at(e, 60, 60), 0xFF000000);
    /* The same picture is not painted again; the next one is, and nothing but it. */
    start_again(e);
    add(e, video);
    assert_int_equal(paint(e).count, 0);
    start_again(e);
    video.picture = media.image_number = 2;
    film[0] = 0xFF00FFFF;
    add(e, video);
    struct painted painted = paint(e);
    assert_int_equal(painted.count, 1);
    assert_int_equal(painted.rect[0].w, 80);
    assert_int_equal(at(e, 20, 20), 0xFF00FFFF);
}

static void a_video_without_a_picture_is_its_poster(void **state)
{
    struct easel *e = *state;
    struct draw_command video = {
        .kind = DRAW_VIDEO, .rect = {0, 0, 160, 90}, .text = "showcase/media/pause.svg", .alt = "Lights"};
    add(e, video);
    paint(e);
    uint32_t still = at(e, 80, 45);
    assert_int_not_equal(still, PAPER);
    start_again(e);
    video.picture = 7; /* the helper has gone between the frame and its painting */
    add(e, video);
    paint(e);
    assert_int_equal(at(e, 80, 45), still);
}

int main(void)
{
#define EASEL(test) cmocka_unit_test_setup_teardown(test, easel_up, easel_down)
    const struct CMUnitTest tests[] = {
        EASEL(a_border_is_as_wide_as_asked_and_inside),
        EASEL(a_corner_is_round_and_smooth_and_the_same_four_times),
        EASEL(a_clip_cuts_and_clips_within_clips_cut_more),
        EASEL(a_shade_lets_half_through),
        EASEL(a_dashed_border_has_gaps_and_a_ring_is_hollow),
        EASEL(an_unchanged_list_paints_nothing),
        EASEL(a_part_painted_equals_a_whole_painted),
        EASEL(one_changed_word_repaints_little),
        EASEL(another_theme_paints_everything),
        EASEL(every_icon_of_the_map_shows),
        EASEL(a_missing_picture_is_a_frame_with_its_words),
        EASEL(a_video_is_stretched_into_its_place_in_its_own_shape),
        EASEL(a_video_without_a_picture_is_its_poster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
