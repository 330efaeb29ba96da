/* frame: bars, body and panels hold on every screen, at every size, in both directions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../fixed_measure.h"
#include "frame.h"

static struct arena arena;
static struct ui_input input;
static struct ui ui;

static void open_at(int width, int height, enum theme_size size, bool right_to_left)
{
    arena_release(&arena);
    input = (struct ui_input){.theme = theme_make(LOOK_LIGHT, size, width, height, 0x0A6B68),
                              .measure = fixed_measure(),
                              .language = "en",
                              .right_to_left = right_to_left,
                              .speaking = {.item = -1}};
    ui_init(&ui, &arena, &input);
}

static int open_frame(void **state)
{
    (void)state;
    open_at(1280, 800, SIZE_M, false);
    return 0;
}

static int close_frame(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct top_bar top_bar = {.title = "Stop and think",
                                       .subtitle = "Thinking Skills",
                                       .icon = "lightbulb-outline",
                                       .has_progress = true,
                                       .progress = 0.5,
                                       .cover = true,
                                       .leave = true,
                                       .progress_text = "Page 5 of 14, about 18 minutes left"};
static const struct button back = {.id = "back", .text = "Back", .icon = "arrow-left"};
static const struct button next = {.id = "next", .text = "Next", .icon_after = "arrow-right", .look = BUTTON_MAIN};
static const struct audio_bar audio = {
    .can_play = true, .playing = true, .position_ms = 14000, .total_ms = 37000, .speed = 4, .volume = 10};
static const struct bottom_bar bottom_bar = {.back = &back, .next = &next, .audio = &audio};

static const char *dump(void)
{
    struct buffer out;
    buffer_init(&out, &arena);
    draw_dump(&ui.draw, &out);
    return buffer_text(&out);
}

static struct rect place(const char *id)
{
    const struct target *t = target_find(&ui.targets, id);
    assert_non_null(t);
    return t->rect;
}

/* What holds of any screen: inside it, large enough, nothing over another. */
static void check_targets(int width, int height)
{
    for (int i = 0; i < ui.targets.count; i++) {
        const struct target *t = &ui.targets.item[i];
        struct rect inside = rect_intersect(t->rect, (struct rect){0, 0, width, height});
        if (inside.w != t->rect.w || inside.h != t->rect.h || t->rect.w < 44 || t->rect.h < 44)
            fail_msg("%s at %d,%d %dx%d on %dx%d", t->id, t->rect.x, t->rect.y, t->rect.w, t->rect.h, width, height);
        for (int j = 0; j < i; j++)
            if (rect_overlaps(t->rect, ui.targets.item[j].rect))
                fail_msg("%s and %s overlap on %dx%d", t->id, ui.targets.item[j].id, width, height);
    }
}

/* Words lie on the screen and no two lie on each other. */
static void check_texts(int width)
{
    for (int i = 0; i < ui.draw.count; i++) {
        const struct draw_command *c = &ui.draw.item[i];
        if (c->kind != DRAW_TEXT)
            continue;
        if (c->rect.x < 0 || c->rect.x + c->rect.w > width)
            fail_msg("\"%s\" runs off the side of %d at size %s", c->text, width, size_name(input.theme.size));
        for (int j = 0; j < i; j++)
            if (ui.draw.item[j].kind == DRAW_TEXT && rect_overlaps(c->rect, ui.draw.item[j].rect))
                fail_msg("\"%s\" lies on \"%s\" on %d at size %s", c->text, ui.draw.item[j].text, width,
                         size_name(input.theme.size));
    }
}

static void bars_fit_every_screen(void **state)
{
    (void)state;
    static const int screens[][2] = {{1280, 800}, {1920, 1080}, {1024, 768}, {1080, 1920}};
    for (size_t s = 0; s < sizeof screens / sizeof *screens; s++) {
        for (int each = 0; each < SIZES * 2 * 2; each++) {
            open_at(screens[s][0], screens[s][1], (enum theme_size)(each / 4), each % 2 == 1);
            struct bottom_bar bar = bottom_bar;
            bar.missing = each / 2 % 2 ? "Choose at least one, or say that you would rather not" : NULL;
            int top = frame_top(&ui, &top_bar), bottom = frame_bottom(&ui, &bar);
            assert_true(bottom - top >= screens[s][1] / 3);
            ui_finish(&ui);
            check_targets(screens[s][0], screens[s][1]);
            check_texts(screens[s][0]);
            assert_non_null(target_find(&ui.targets, "audio.seek"));
            assert_non_null(target_find(&ui.targets, "audio.volume"));
        }
    }
}

static const char long_words[] = "msgid \"\"\nmsgstr \"Language: de\\n\"\n\n"
                                 "msgid \"Settings\"\nmsgstr \"Einstellungen\"\n\n"
                                 "msgid \"Leave\"\nmsgstr \"Verabschieden\"\n";

static void long_words_fit_every_screen(void **state)
{
    (void)state;
    static const int screens[][2] = {{1280, 800}, {1920, 1080}, {1024, 768}, {1080, 1920}};
    struct top_bar top = top_bar;
    top.title = "Living with other people when I am out";
    top.progress_text = "Page 12 of 24, and a good thirty-five minutes are left from here on";
    struct button far_back = back, far_next = next;
    far_back.text = "Back to the page before";
    far_next.text = "Go on to the next page";
    struct bottom_bar bottom = {.back = &far_back, .next = &far_next, .audio = &audio};
    for (size_t s = 0; s < sizeof screens / sizeof *screens; s++) {
        for (int size = 0; size < SIZES; size++) {
            open_at(screens[s][0], screens[s][1], (enum theme_size)size, false);
            struct problems problems;
            problems_init(&problems, &arena);
            ui.in.interface = catalogue_parse(&arena, "de.po", long_words, sizeof long_words - 1, &problems);
            assert_non_null(ui.in.interface);
            int below = frame_top(&ui, &top), above = frame_bottom(&ui, &bottom);
            assert_true(above - below >= screens[s][1] / 3);
            ui_finish(&ui);
            check_targets(screens[s][0], screens[s][1]);
            check_texts(screens[s][0]);
        }
    }
}

static void stands_as_designed(void **state)
{
    (void)state;
    assert_int_equal(frame_top(&ui, &top_bar), 80);
    assert_int_equal(frame_bottom(&ui, &bottom_bar), 696);
    struct rect b = place("back"), n = place("next");
    assert_int_equal(b.x, 24);
    assert_int_equal(b.h, 72);
    assert_int_equal(n.x + n.w, 1256);
    assert_int_equal(n.y, 712);
    assert_non_null(strstr(dump(), "\"0:14 of 0:37\""));
    assert_non_null(strstr(dump(), "\"1×\""));
}

static void portrait_stacks(void **state)
{
    (void)state;
    open_at(1080, 1920, SIZE_M, false);
    int top = frame_top(&ui, &top_bar);
    assert_true(top > input.theme.top_bar);
    frame_bottom(&ui, &bottom_bar);
    assert_true(place("audio.play").y + place("audio.play").h < place("next").y);
    assert_int_equal(place("next").x + place("next").w, 1080 - input.theme.margin);
}

static void right_to_left_is_mirrored(void **state)
{
    (void)state;
    open_at(1280, 800, SIZE_M, true);
    frame_top(&ui, &top_bar);
    frame_bottom(&ui, &bottom_bar);
    assert_int_equal(place("next").x, 24);
    assert_int_equal(place("back").x + place("back").w, 1256);
    assert_true(place("leave").x < place("help").x);
    assert_true(target_find(&ui.targets, "audio.seek")->right_to_left);
}

static void places_stay_when_something_is_missing(void **state)
{
    (void)state;
    frame_bottom(&ui, &bottom_bar);
    struct rect before = place("audio.play"), next_before = place("next");
    open_at(1280, 800, SIZE_M, false);
    frame_bottom(&ui, &(struct bottom_bar){.next = &next, .audio = &audio});
    assert_int_equal(place("audio.play").x, before.x);
    assert_int_equal(place("next").x, next_before.x);
}

static void audio_says_what_it_does(void **state)
{
    (void)state;
    frame_bottom(&ui, &bottom_bar);
    assert_string_equal(target_find(&ui.targets, "audio.play")->name, "Pause");
    assert_true(target_find(&ui.targets, "audio.speed")->press.number == 5);
    assert_true(target_find(&ui.targets, "audio.volume")->press.number == 0); /* after full comes off */
    assert_true(target_find(&ui.targets, "audio.seek")->slides);
    struct audio_bar silent = {.notice = "No sound on this machine"};
    open_at(1280, 800, SIZE_M, false);
    frame_bottom(&ui, &(struct bottom_bar){.audio = &silent});
    assert_null(target_find(&ui.targets, "audio.play"));
    assert_non_null(strstr(dump(), "No sound on this machine"));
}

static void missing_is_shown_above_next_and_said(void **state)
{
    (void)state;
    struct bottom_bar bar = bottom_bar;
    bar.missing = "Choose one";
    int top = frame_bottom(&ui, &bar);
    assert_true(top < 696 - 40);
    assert_non_null(strstr(dump(), "care-tint edge care 3"));
    assert_string_equal(ui.spoken.item[0].text, "Choose one");
    assert_false(ui.spoken.item[0].aside);
    assert_true(ui.spoken.item[1].aside); /* Back */
}

/* A body of ten lines of 100 px. */
static int body(int *scroll, int *room, int content)
{
    struct rect column = frame_body(&ui, 80, 696, scroll, room, content);
    for (int i = 0; i < 10; i++)
        ui_target(&ui, (struct target){.id = arena_printf(&arena, "row%d", i),
                                       .rect = {column.x, column.y + i * 100, column.w, 80}});
    return frame_body_end(&ui, column);
}

static void body_scrolls(void **state)
{
    (void)state;
    int scroll = 0, room = 0;
    int content = body(&scroll, &room, 0);
    assert_int_equal(content, 32 + 980 + 16);
    assert_int_equal(room, 616);
    open_at(1280, 800, SIZE_M, false);
    assert_int_equal(body(&scroll, &room, content), content); /* the same at the next frame: nothing swings */
    assert_int_equal(room, 616); /* a page that scrolls keeps its height; the controls stand beside it */
    struct rect more = place("scroll.down"), row = place("row0");
    assert_true(more.h >= 72 && more.w >= 72 && more.x >= row.x + row.w && more.x + more.w <= 1280);
    assert_true(more.y >= 80 && more.y + more.h <= 696);
    assert_null(target_find(&ui.targets, "scroll.up"));
    assert_true(target_find(&ui.targets, "row9")->hidden);
    scroll = 5000;
    open_at(1280, 800, SIZE_M, false);
    assert_int_equal(body(&scroll, &room, content), content);
    assert_int_equal(scroll, content - room); /* kept within */
    assert_non_null(target_find(&ui.targets, "scroll.up"));
    assert_null(target_find(&ui.targets, "scroll.down"));
    assert_false(target_find(&ui.targets, "row9")->hidden);
    assert_true(target_find(&ui.targets, "row0")->hidden);
    scroll = -50;
    open_at(1280, 800, SIZE_M, false);
    body(&scroll, &room, content);
    assert_int_equal(scroll, 0);
}

static void page_comes_before_the_bottom_bar(void **state)
{
    (void)state;
    int scroll = 0, room = 0;
    frame_top(&ui, &top_bar);
    int bottom = frame_bottom(&ui, &bottom_bar);
    struct rect column = frame_body(&ui, 80, bottom, &scroll, &room, 0);
    ui_target(&ui, (struct target){.id = "row", .rect = {column.x, column.y, 100, 80}});
    frame_body_end(&ui, column);
    ui_finish(&ui);
    const struct target *row = target_find(&ui.targets, "row");
    assert_true(row > target_find(&ui.targets, "leave"));
    assert_true(row < target_find(&ui.targets, "back"));
    assert_true(target_find(&ui.targets, "back") < target_find(&ui.targets, "next"));
}

static void overlay_is_alone(void **state)
{
    (void)state;
    frame_top(&ui, &top_bar);
    int scroll = 0, room = 0;
    frame_body(&ui, 80, 696, &scroll, &room, 0); /* left open: a panel may come at any time */
    struct rect inside = frame_overlay(&ui, "Are you still there?", 720, 5000);
    assert_int_equal(ui.targets.count, 0);
    assert_int_equal(ui.spoken.count, 1);
    assert_true(inside.x > 280 && inside.x + inside.w < 1000 && inside.y > 24 && inside.y + inside.h < 776);
    struct rect column = frame_body(&ui, inside.y, inside.y + inside.h, &scroll, &room, 0);
    assert_int_equal(column.x, inside.x);
    assert_int_equal(column.w, inside.w);
    frame_body_end(&ui, column);
    ui_finish(&ui);
    int depth = 0;
    for (int i = 0; i < ui.draw.count; i++) {
        depth += ui.draw.item[i].kind == DRAW_CLIP;
        depth -= ui.draw.item[i].kind == DRAW_UNCLIP;
        assert_true(depth == 0 || depth == 1);
    }
    assert_int_equal(depth, 0);
}

#define WITH_FRAME(test) cmocka_unit_test_setup_teardown(test, open_frame, close_frame)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRAME(bars_fit_every_screen),
        WITH_FRAME(long_words_fit_every_screen),
        WITH_FRAME(stands_as_designed),
        WITH_FRAME(portrait_stacks),
        WITH_FRAME(right_to_left_is_mirrored),
        WITH_FRAME(places_stay_when_something_is_missing),
        WITH_FRAME(audio_says_what_it_does),
        WITH_FRAME(missing_is_shown_above_next_and_said),
        WITH_FRAME(body_scrolls),
        WITH_FRAME(page_comes_before_the_bottom_bar),
        WITH_FRAME(overlay_is_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
