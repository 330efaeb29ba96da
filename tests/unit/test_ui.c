/* ui: words, pictures and things to press become draw list, targets and what is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../fixed_measure.h"

static struct arena arena;
static struct ui_input input;
static struct ui ui;

static int open_ui(void **state)
{
    (void)state;
    arena_init(&arena);
    input = (struct ui_input){.theme = theme_make(LOOK_LIGHT, SIZE_M, 1280, 800, 0x0A6B68),
                              .measure = fixed_measure(),
                              .language = "en",
                              .speaking = {.item = -1}};
    ui_init(&ui, &arena, &input);
    return 0;
}

static int close_ui(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct text_style body(void)
{
    return ui_style(&ui, (struct type){20, 30}, FACE_REGULAR, COLOUR_INK);
}

static const char *dump(void)
{
    struct buffer out;
    buffer_init(&out, &arena);
    draw_dump(&ui.draw, &out);
    return buffer_text(&out);
}

static const char *said(void)
{
    struct buffer out;
    buffer_init(&out, &arena);
    for (int i = 0; i < ui.spoken.count; i++)
        buffer_addf(&out, "%s%s", i ? "|" : "", ui.spoken.item[i].text);
    return buffer_text(&out);
}

static void text_is_drawn_and_said(void **state)
{
    (void)state;
    struct text_style style = body();
    assert_int_equal(ui_text(&ui, &style, 64, 100, 100, "one two three"), 60);
    assert_int_equal(ui_text_height(&ui, &style, 100, "one two three"), 60);
    assert_int_equal(ui_text_width(&ui, &style, "one two three"), 130);
    assert_string_equal(dump(), "text 64,100 70x30 regular 20 ink on paper \"one two\"\n"
                                "text 64,130 50x30 regular 20 ink on paper \"three\"\n");
    assert_string_equal(said(), "one two three");
    assert_int_equal(ui_text(&ui, &style, 0, 0, 100, NULL), 0);
    assert_int_equal(ui_text(&ui, &style, 0, 0, 100, " "), 0);
}

static void silent_text_is_not_said(void **state)
{
    (void)state;
    struct text_style style = body();
    style.silent = true;
    ui_text(&ui, &style, 0, 0, 500, "hush");
    style.silent = false;
    ui.silent = true;
    ui_text(&ui, &style, 0, 0, 500, "hush");
    ui_say(&ui, "hush", NULL);
    ui.silent = false;
    ui_text(&ui, &style, 0, 0, 500, "heard");
    assert_string_equal(said(), "heard");
}

static void spoken_word_lights_up(void **state)
{
    (void)state;
    ui.in.speaking = (struct speaking){.item = 1, .start = 5, .length = 3};
    struct text_style style = body();
    ui_text(&ui, &style, 0, 0, 500, "body now here"); /* item 0: not being said */
    ui_text(&ui, &style, 0, 30, 500, "body now here");
    assert_string_equal(dump(), "text 0,0 130x30 regular 20 ink on paper \"body now here\"\n"
                                "text 0,30 50x30 regular 20 ink on paper \"body \"\n"
                                "box 49,32 32x26 spoken radius 4\n"
                                "text 50,30 30x30 regular 20 spoken-ink on spoken \"now\"\n"
                                "text 80,30 50x30 regular 20 ink on paper \" here\"\n");
}

static void prose_has_lists_headings_and_bold(void **state)
{
    (void)state;
    struct text_style style = body();
    const char *markdown = "Say **no** now.\n\n- one\n- two\n\n1. first";
    int height = ui_prose(&ui, &style, 0, 0, 500, markdown);
    assert_int_equal(height, ui_prose_height(&ui, &style, 500, markdown));
    assert_int_equal(height, 30 + 16 + 30 + 8 + 30 + 8 + 30);
    assert_string_equal(said(), "Say no now.|one|two|first");
    assert_non_null(strstr(dump(), "text 40,0 20x30 bold 20 ink on paper \"no\"\n"));
    assert_non_null(strstr(dump(), "ellipse 5,59 6x6 ink\ntext 30,46 30x30 regular 20 ink on paper \"one\"\n"));
    assert_non_null(strstr(dump(), "text 0,122 20x30 regular 20 ink on paper \"1.\"\n"));
}

static void cut_text_says_all(void **state)
{
    (void)state;
    struct text_style style = body();
    ui_text_cut(&ui, &style, 0, 0, 80, "A very long name");
    assert_non_null(strstr(dump(), "\"A very…\""));
    assert_string_equal(said(), "A very long name");
}

/* Keys are known by their place: 1 stays left of 2 on a screen that is turned over. */
static void keys_are_not_turned_over(void **state)
{
    (void)state;
    struct rect area = {100, 0, 300, 10}, first = {100, 0, 90, 10}, last = {310, 0, 90, 10};
    assert_int_equal(ui_unturned(&ui, area, first).x, 100);
    ui.in.right_to_left = true;
    int x1 = ui_mirror(&ui, ui_unturned(&ui, area, first)).x, x3 = ui_mirror(&ui, ui_unturned(&ui, area, last)).x;
    assert_int_equal(x1, ui_mirror(&ui, area).x);
    assert_int_equal(x3 - x1, 210);
}

static void mirrored_when_right_to_left(void **state)
{
    (void)state;
    ui.in.right_to_left = true;
    struct text_style style = body();
    ui_box(&ui, (struct rect){64, 0, 100, 50}, COLOUR_CARD, COLOUR_NONE, 0, 0);
    ui_text(&ui, &style, 64, 0, 500, "אחת");
    ui_icon(&ui, "arrow-left", (struct rect){64, 0, 32, 32}, COLOUR_INK);
    ui_icon(&ui, "logout", (struct rect){64, 0, 32, 32}, COLOUR_INK);
    ui_icon(&ui, "eye", (struct rect){64, 0, 32, 32}, COLOUR_INK);
    ui_line(&ui, 0, 1, 10, 2, 3, COLOUR_INK);
    ui_target(&ui, (struct target){.id = "t", .rect = {64, 0, 100, 50}});
    assert_string_equal(dump(), "box 1116,0 100x50 card\n"
                                "text 1186,0 30x30 regular 20 ink on paper right-to-left \"אחת\"\n"
                                "icon 1184,0 32x32 32 ink \"arrow-right\"\n"
                                "icon 1184,0 32x32 32 ink mirrored \"logout\"\n"
                                "icon 1184,0 32x32 32 ink \"eye\"\n"
                                "line 1280,1 to 1270,2 ink 3\n");
    assert_int_equal(ui.targets.item[0].rect.x, 1116);
}

static void image_keeps_its_shape_and_says_what_it_shows(void **state)
{
    (void)state;
    ui_image(&ui, "a.png", (struct rect){0, 0, 800, 300}, "A bird"); /* the picture is 400x300 */
    assert_string_equal(dump(), "image 200,0 400x300 a.png \"A bird\"\n");
    assert_string_equal(said(), "A bird");
}

static void button_is_drawn_said_and_pressed(void **state)
{
    (void)state;
    struct button b = {.id = "next",
                       .text = "Next",
                       .icon_after = "arrow-right",
                       .look = BUTTON_MAIN,
                       .says = "2 of 7",
                       .press = {.kind = PRESS_ACT}};
    ui_button(&ui, (struct rect){100, 100, 176, 72}, &b);
    const struct target *t = target_named(&ui.targets, "Next");
    assert_non_null(t);
    assert_string_equal(t->id, "next");
    assert_int_equal(t->press.kind, PRESS_ACT);
    assert_string_equal(said(), "Next|2 of 7");
    assert_string_equal(ui.spoken.item[0].target, "next");
    assert_non_null(strstr(dump(), "box 100,100 176x72 accent"));
    assert_non_null(strstr(dump(), "on-accent on accent \"Next\""));
}

static void button_grows_with_its_words(void **state)
{
    (void)state;
    struct button b = {.id = "b", .text = "I would rather not say anything about this"};
    int natural = ui_button_width(&ui, &b);
    assert_int_equal(ui_button_height(&ui, &b, natural), ui.in.theme.button_height);
    assert_true(ui_button_height(&ui, &b, natural / 3) > ui.in.theme.button_height);
    struct button quiet = {.id = "q", .text = "x", .look = BUTTON_QUIET};
    assert_true(ui_button_height(&ui, &quiet, 300) >= 44 && ui_button_width(&ui, &quiet) >= 44);
}

static void icon_button_says_its_name(void **state)
{
    (void)state;
    struct button b = {.id = "b", .text = "Delete", .icon = "backspace", .icon_only = true, .chosen = true};
    ui_button(&ui, (struct rect){0, 0, 72, 72}, &b);
    assert_null(strstr(dump(), "text "));
    assert_string_equal(said(), "Delete|Chosen.");
    assert_true(target_named(&ui.targets, "Delete")->chosen);
}

static void ring_is_last_and_whole(void **state)
{
    (void)state;
    ui.in.focus = "t";
    ui.in.show_focus = true;
    ui_clip(&ui, (struct rect){0, 80, 1280, 600});
    ui_target(&ui, (struct target){.id = "t", .rect = {64, 84, 100, 60}});
    ui_unclip(&ui);
    ui_box(&ui, (struct rect){0, 0, 1280, 80}, COLOUR_CARD, COLOUR_NONE, 0, 0);
    ui_finish(&ui);
    /* Eight pixels of ring stand out of the body's clip: nothing cuts them. */
    const char *end = "box 0,0 1280x80 card\n"
                      "box 56,76 116x76 edge ring 8 radius 24\n"
                      "box 60,80 108x68 edge ring-gap 4 radius 20\n";
    const char *all = dump();
    assert_string_equal(all + strlen(all) - strlen(end), end);
}

static void ring_of_what_is_cut_is_cut(void **state)
{
    (void)state;
    ui.in.focus = "t";
    ui.in.show_focus = true;
    ui_clip(&ui, (struct rect){0, 80, 1280, 600});
    ui_target(&ui, (struct target){.id = "t", .rect = {64, 660, 100, 60}});
    ui_target(&ui, (struct target){.id = "far", .rect = {64, 760, 100, 60}});
    ui_finish(&ui); /* also ends the clip that was left open */
    assert_true(ui.targets.item[1].hidden);
    assert_false(ui.targets.item[0].hidden);
    assert_null(target_at(&ui.targets, 100, 700)); /* the part that is cut away cannot be touched */
    assert_non_null(target_at(&ui.targets, 100, 670));
    assert_non_null(strstr(dump(), "unclip\nclip 0,80 1280x600\nbox 56,652"));
    ui.in.focus = "far";
    int before = ui.draw.count;
    ui_finish(&ui);
    assert_int_equal(ui.draw.count, before);
}

static void scroll_brings_into_view(void **state)
{
    (void)state;
    ui.body = (struct rect){0, 100, 1280, 500};
    ui_clip(&ui, ui.body);
    ui_target(&ui, (struct target){.id = "seen", .rect = {64, 200, 100, 60}});
    ui_target(&ui, (struct target){.id = "below", .rect = {64, 700, 100, 60}});
    ui_target(&ui, (struct target){.id = "above", .rect = {64, 20, 100, 60}});
    ui_target(&ui, (struct target){.id = "tall", .rect = {64, 300, 100, 2000}});
    ui_unclip(&ui);
    assert_int_equal(ui_scroll_to(&ui, target_find(&ui.targets, "seen"), 200), 200);
    assert_int_equal(ui_scroll_to(&ui, target_find(&ui.targets, "below"), 200), 200 + 184);
    assert_int_equal(ui_scroll_to(&ui, target_find(&ui.targets, "above"), 200), 200 - 104);
    assert_int_equal(ui_scroll_to(&ui, target_find(&ui.targets, "above"), 50), 0);
    assert_int_equal(ui_scroll_to(&ui, target_find(&ui.targets, "tall"), 200), 200 + 176);
}

static void words_take_arguments(void **state)
{
    (void)state;
    assert_string_equal(ui_words_with(&ui, "%2 of %1, 100%", "ten", "two", NULL), "two of ten, 100%");
    assert_string_equal(ui_words_with(&ui, "%3.", "a", "b", NULL), ".");
    assert_string_equal(ui_words_with(&ui, "%4 %", "a", "b", "c"), "%4 %");
    assert_string_equal(ui_words_count(&ui, "%d minute left", "%d minutes left", 1), "1 minute left");
    assert_string_equal(ui_words_count(&ui, "%d minute left", "%d minutes left", 20), "20 minutes left");
}

static void words_come_from_the_catalogue(void **state)
{
    (void)state;
    static const char po[] =
        "msgid \"\"\nmsgstr \"\"\n\"Language: cy\\n\"\n"
        "\"Plural-Forms: nplurals=2; plural=(n != 2);\\n\"\n\n"
        "msgid \"Help\"\nmsgstr \"Cymorth\"\n\n"
        "msgid \"%d day\"\nmsgid_plural \"%d days\"\nmsgstr[0] \"%d ddiwrnod\"\nmsgstr[1] \"%d diwrnod\"\n";
    struct problems problems;
    problems_init(&problems, &arena);
    ui.in.interface = catalogue_parse(&arena, "cy.po", po, sizeof po - 1, &problems);
    assert_non_null(ui.in.interface);
    assert_string_equal(ui_words(&ui, "Help"), "Cymorth");
    assert_string_equal(ui_words(&ui, "Leave"), "Leave");
    assert_string_equal(ui_words_count(&ui, "%d day", "%d days", 2), "2 ddiwrnod");
    assert_string_equal(ui_words_count(&ui, "%d day", "%d days", 5), "5 diwrnod");
}

#define WITH_UI(test) cmocka_unit_test_setup_teardown(test, open_ui, close_ui)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_UI(text_is_drawn_and_said),
        WITH_UI(silent_text_is_not_said),
        WITH_UI(spoken_word_lights_up),
        WITH_UI(prose_has_lists_headings_and_bold),
        WITH_UI(cut_text_says_all),
        WITH_UI(mirrored_when_right_to_left),
        WITH_UI(keys_are_not_turned_over),
        WITH_UI(image_keeps_its_shape_and_says_what_it_shows),
        WITH_UI(button_is_drawn_said_and_pressed),
        WITH_UI(button_grows_with_its_words),
        WITH_UI(icon_button_says_its_name),
        WITH_UI(ring_is_last_and_whole),
        WITH_UI(ring_of_what_is_cut_is_cut),
        WITH_UI(scroll_brings_into_view),
        WITH_UI(words_take_arguments),
        WITH_UI(words_come_from_the_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
