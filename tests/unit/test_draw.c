/* draw: the list grows, is hashed and reads as prose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "draw.h"

static struct arena arena;

static int open_arena(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct draw_command text_command = {.kind = DRAW_TEXT,
                                                 .rect = {96, 140, 832, 38},
                                                 .fill = COLOUR_INK,
                                                 .on = COLOUR_PAPER,
                                                 .size_px = 25,
                                                 .text = "How low has your mood been?"};

static void dumps_as_prose(void **state)
{
    (void)state;
    struct draw_list d;
    struct buffer out;
    draw_init(&d, &arena);
    buffer_init(&out, &arena);
    draw_add(&d, (struct draw_command){.kind = DRAW_CLIP, .rect = {0, 80, 1280, 616}});
    draw_add(&d, (struct draw_command){.kind = DRAW_BOX,
                                       .rect = {64, 228, 568, 76},
                                       .fill = COLOUR_CARD,
                                       .edge = COLOUR_EDGE,
                                       .edge_px = 2,
                                       .radius_px = 16,
                                       .stroke = STROKE_DASHED});
    draw_add(&d, text_command);
    draw_add(&d, (struct draw_command){.kind = DRAW_TEXT,
                                       .rect = {1, 2, 32, 32},
                                       .fill = COLOUR_ACCENT,
                                       .face = FACE_ICON,
                                       .size_px = 32,
                                       .text = "eye"});
    draw_add(&d, (struct draw_command){.kind = DRAW_ELLIPSE, .rect = {1, 2, 3, 4}, .fill = COLOUR_GOOD});
    draw_add(&d, (struct draw_command){
                     .kind = DRAW_LINE, .rect = {1, 2, 0, 0}, .x2 = 9, .y2 = 8, .fill = COLOUR_SOFT, .edge_px = 4});
    draw_add(&d, (struct draw_command){.kind = DRAW_IMAGE, .rect = {5, 6, 7, 8}, .text = "a/b.png", .alt = "A bird"});
    draw_add(&d, (struct draw_command){.kind = DRAW_UNCLIP});
    draw_dump(&d, &out);
    assert_string_equal(buffer_text(&out),
                        "clip 0,80 1280x616\n"
                        "box 64,228 568x76 card edge edge 2 dashed radius 16\n"
                        "text 96,140 832x38 regular 25 ink on paper \"How low has your mood been?\"\n"
                        "icon 1,2 32x32 32 accent \"eye\"\n"
                        "ellipse 1,2 3x4 good\n"
                        "line 1,2 to 9,8 soft 4\n"
                        "image 5,6 7x8 a/b.png \"A bird\"\n"
                        "unclip\n");
}

static uint64_t hash_of(struct draw_command command)
{
    struct draw_list d;
    draw_init(&d, &arena);
    draw_add(&d, command);
    return draw_hash(&d);
}

static void hash_sees_every_change(void **state)
{
    (void)state;
    uint64_t same = hash_of(text_command);
    char copied[] = "How low has your mood been?";
    struct draw_command c = text_command;
    c.text = copied;
    assert_true(hash_of(c) == same); /* words count, not where they are kept */
    copied[0] = 'N';
    assert_true(hash_of(c) != same);
    c = text_command, c.fill = COLOUR_SOFT;
    assert_true(hash_of(c) != same);
    c = text_command, c.rect.y++;
    assert_true(hash_of(c) != same);
    c = text_command, c.size_px++;
    assert_true(hash_of(c) != same);
    c = text_command, c.right_to_left = true;
    assert_true(hash_of(c) != same);
    c = text_command, c.face = FACE_BOLD;
    assert_true(hash_of(c) != same);
}

static void grows_without_losing(void **state)
{
    (void)state;
    struct draw_list d;
    draw_init(&d, &arena);
    for (int i = 0; i < 1000; i++)
        draw_add(&d, (struct draw_command){.kind = DRAW_BOX, .rect = {i, 0, 1, 1}});
    assert_int_equal(d.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(d.item[i].rect.x, i);
}

static void rects_meet(void **state)
{
    (void)state;
    struct rect a = {0, 0, 10, 10}, b = {5, 5, 10, 10}, far = {10, 0, 5, 5};
    struct rect both = rect_intersect(a, b);
    assert_int_equal(both.x, 5);
    assert_int_equal(both.w, 5);
    assert_true(rect_overlaps(a, b));
    assert_false(rect_overlaps(a, far)); /* side by side is not over each other */
    assert_true(rect_contains(a, 9, 0));
    assert_false(rect_contains(a, 10, 0));
    assert_int_equal(rect_inset(a, -4).w, 18);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dumps_as_prose),
        cmocka_unit_test(hash_sees_every_change),
        cmocka_unit_test(grows_without_losing),
        cmocka_unit_test(rects_meet),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
