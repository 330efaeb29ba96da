/* layout: lines break where they may, long words break where they must, and right to left stands in visual order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../fixed_measure.h"
#include "layout.h"

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

/* Size 20: every character is 10 px, so a width of 100 holds 10 characters. */
static struct layout lay(const char *text, int width, bool right_to_left, enum align align)
{
    struct layout_run run = {0, strlen(text), FACE_REGULAR};
    struct text_measure m = fixed_measure();
    struct layout_job job = {.plain = text,
                             .runs = &run,
                             .run_count = 1,
                             .size_px = 20,
                             .width_px = width,
                             .align = align,
                             .right_to_left = right_to_left,
                             .language = "en"};
    return layout_text(&arena, &m, &job);
}

/* Lines as they are seen: pieces from left to right between bars, lines between slashes. */
static const char *seen(const struct layout *l)
{
    struct buffer out;
    buffer_init(&out, &arena);
    for (int i = 0; i < l->count; i++) {
        buffer_adds(&out, i ? "/" : "");
        for (int p = 0; p < l->lines[i].count; p++) {
            buffer_adds(&out, p ? "|" : "");
            buffer_adds(&out, l->lines[i].pieces[p].text);
        }
    }
    return buffer_text(&out);
}

static void wraps_between_words(void **state)
{
    (void)state;
    struct layout l = lay("one two three four", 100, false, ALIGN_START);
    assert_string_equal(seen(&l), "one two/three four");
    assert_int_equal(l.width_px, 100);
    l = lay("ten chars!", 100, false, ALIGN_START); /* exactly full; no early break */
    assert_string_equal(seen(&l), "ten chars!");
    l = lay("a well-known thing", 70, false, ALIGN_START); /* UAX 14 breaks after a hyphen */
    assert_string_equal(seen(&l), "a well-/known/thing");
    l = lay("10\u00A0000 £5", 60, false, ALIGN_START); /* never at a no-break space */
    assert_string_equal(seen(&l), "10\u00A0000/£5");
}

static void telephone_numbers_stay_whole(void **state)
{
    (void)state;
    struct layout l = lay("Ring us: 116 123 now", 140, false, ALIGN_START);
    assert_string_equal(seen(&l), "Ring us:/116 123 now");
    l = lay("Call 0808 802 4040.", 140, false, ALIGN_START);
    assert_string_equal(seen(&l), "Call/0808 802 4040.");
    l = lay("0808 802 4040", 100, false, ALIGN_START); /* where no line has room, between its groups */
    assert_string_equal(seen(&l), "0808 802/4040");
    l = lay("on 3 March 2027 at 9", 60, false, ALIGN_START); /* other numbers are words */
    assert_string_equal(seen(&l), "on 3/March/2027/at 9");
}

/* A font in which spaces inside a line are a pixel wider than at the end of a word, as rounding makes them. */
static int rounding_width_px(void *context, enum face face, int size_px, const char *text, size_t length)
{
    int width = fixed_width_px(context, face, size_px, text, length);
    for (size_t i = 0; i + 1 < length; i++)
        width += text[i] == ' ';
    return width;
}

static void line_that_rounds_up_is_measured(void **state)
{
    (void)state;
    const char *text = "a b c d e";
    struct layout_run run = {0, strlen(text), FACE_REGULAR};
    struct text_measure m = {.width_px = rounding_width_px};
    struct layout_job job = {
        .plain = text, .runs = &run, .run_count = 1, .size_px = 20, .width_px = 90, .language = "en"};
    struct layout l = layout_text(&arena, &m, &job); /* 90 px word by word, 94 as a line */
    assert_string_equal(seen(&l), "a b c d/e");
    job.width_px = 94;
    l = layout_text(&arena, &m, &job);
    assert_string_equal(seen(&l), "a b c d e");
}

static void newlines_start_lines(void **state)
{
    (void)state;
    struct layout l = lay("one\n\ntwo", 100, false, ALIGN_START);
    assert_string_equal(seen(&l), "one//two");
    assert_int_equal(l.count, 3);
    l = lay("", 100, false, ALIGN_START);
    assert_int_equal(l.count, 1);
}

static void breaks_words_that_are_too_long(void **state)
{
    (void)state;
    struct layout l = lay("Llanfairpwllgwyngyll yes", 100, false, ALIGN_START);
    assert_string_equal(seen(&l), "Llanfairpw/llgwyngyll/yes");
    l = lay("x", 3, false, ALIGN_START); /* narrower than a letter: still one a line, and it ends */
    assert_string_equal(seen(&l), "x");
    l = lay("w\u0302w\u0302", 10, false, ALIGN_START); /* w and circumflex stay together */
    assert_string_equal(seen(&l), "w\u0302/w\u0302");
    l = lay("aaw\u0302b", 30, false, ALIGN_START);
    assert_string_equal(seen(&l), "aaw\u0302/b");
}

static void welsh_is_measured_in_characters(void **state)
{
    (void)state;
    struct layout l = lay("tŷ bach dŵr", 70, false, ALIGN_START);
    assert_string_equal(seen(&l), "tŷ bach/dŵr");
}

static void aligns(void **state)
{
    (void)state;
    assert_int_equal(lay("four", 100, false, ALIGN_START).lines[0].x, 0);
    assert_int_equal(lay("four", 100, false, ALIGN_CENTRE).lines[0].x, 30);
    assert_int_equal(lay("four", 100, false, ALIGN_END).lines[0].x, 60);
    assert_int_equal(lay("four", 100, true, ALIGN_START).lines[0].x, 60);
    assert_int_equal(lay("four", 100, true, ALIGN_END).lines[0].x, 0);
}

static void styles_are_pieces(void **state)
{
    (void)state;
    const char *text = "your warning light.";
    struct layout_run runs[] = {{0, 5, FACE_REGULAR}, {5, 13, FACE_BOLD}, {18, 1, FACE_REGULAR}};
    struct text_measure m = fixed_measure();
    struct layout_job job = {
        .plain = text, .runs = runs, .run_count = 3, .size_px = 20, .width_px = 140, .language = "en"};
    struct layout l = layout_text(&arena, &m, &job);
    assert_string_equal(seen(&l), "your |warning/light|.");
    assert_int_equal(l.lines[0].pieces[1].face, FACE_BOLD);
    assert_int_equal(l.lines[0].pieces[1].x, 50);
    assert_int_equal(l.lines[1].pieces[1].face, FACE_REGULAR);
}

static struct layout lay_spoken(const char *text, bool right_to_left, const char *word, size_t length)
{
    struct layout_run run = {0, strlen(text), FACE_REGULAR};
    struct text_measure m = fixed_measure();
    struct layout_job job = {.plain = text,
                             .runs = &run,
                             .run_count = 1,
                             .size_px = 20,
                             .width_px = 1000,
                             .right_to_left = right_to_left,
                             .language = "en",
                             .spoken_start = (size_t)(strstr(text, word) - text),
                             .spoken_length = length};
    return layout_text(&arena, &m, &job);
}

static void spoken_word_stands_alone_and_moves_nothing(void **state)
{
    (void)state;
    struct layout l = lay_spoken("body already knew", false, "already", 7);
    assert_string_equal(seen(&l), "body |already| knew");
    assert_true(l.lines[0].pieces[1].spoken);
    assert_false(l.lines[0].pieces[0].spoken || l.lines[0].pieces[2].spoken);
    assert_int_equal(l.lines[0].pieces[1].x, 50);
    assert_int_equal(l.lines[0].pieces[1].width_px, 70);
    assert_int_equal(l.lines[0].pieces[2].x, 120);
    l = lay_spoken("Beth yw chi'n wneud?", false, "chi", 3); /* the voice says only "chi" */
    assert_string_equal(seen(&l), "Beth yw |chi'n| wneud?");
    l = lay_spoken("Stop. Think.", false, "Stop", 4); /* the full stop is not of the word */
    assert_string_equal(seen(&l), "Stop|. Think.");
}

static void right_to_left_is_seen_from_the_right(void **state)
{
    (void)state;
    /* Hebrew with a number: the number stands left of the word before it, in its own order. */
    struct layout l = lay("עמוד 12 מתוך", 1000, true, ALIGN_START);
    assert_string_equal(seen(&l), " מתוך|12|עמוד ");
    assert_true(l.lines[0].pieces[0].right_to_left);
    assert_false(l.lines[0].pieces[1].right_to_left);
    assert_int_equal(l.lines[0].pieces[2].x + l.lines[0].pieces[2].width_px, 1000);
    /* English in an Arabic screen keeps its own order and its full stop, at the right. */
    l = lay("Stop now.", 100, true, ALIGN_START);
    assert_string_equal(seen(&l), "Stop now.");
    assert_int_equal(l.lines[0].x, 10);
    /* Arabic wraps from its first word. */
    l = lay("عندما يحرجني أحد", 130, true, ALIGN_START);
    assert_string_equal(seen(&l), "عندما يحرجني/أحد");
    assert_true(l.lines[1].pieces[0].right_to_left);
    /* An amount alone keeps its sign before its digits; it stands where the line starts. */
    l = lay("–£0.50", 100, true, ALIGN_START);
    assert_string_equal(seen(&l), "–£0.50");
    assert_int_equal(l.lines[0].x, 40);
    l = lay("+10", 100, true, ALIGN_START);
    assert_string_equal(seen(&l), "+10");
    assert_false(l.lines[0].pieces[0].right_to_left);
    /* A number to ring keeps the order of its groups, with its full stop after it. */
    l = lay("אחת 116 123.", 1000, true, ALIGN_START);
    assert_string_equal(seen(&l), ".|116 123|אחת ");
    /* A name in a left-to-right list. */
    l = lay("اردو (Urdu)", 1000, false, ALIGN_START);
    assert_int_equal(l.lines[0].x, 0);
    assert_string_equal(l.lines[0].pieces[l.lines[0].count - 1].text, "اردو (");
}

static void spoken_word_right_to_left(void **state)
{
    (void)state;
    struct layout l = lay_spoken("אחת שתיים שלוש", true, "אחת", strlen("אחת"));
    assert_int_equal(l.lines[0].count, 2);
    const struct layout_piece *word = NULL;
    for (int i = 0; i < 2; i++)
        if (l.lines[0].pieces[i].spoken)
            word = &l.lines[0].pieces[i];
    assert_non_null(word);
    assert_string_equal(word->text, "אחת");
    assert_int_equal(word->x, 970); /* the first word is at the right */
    assert_int_equal(word->width_px, 30);
}

static void bad_bytes_do_no_harm(void **state)
{
    (void)state;
    struct layout l = lay("ab\xFF\xD7 c\xC3", 30, true, ALIGN_START);
    assert_true(l.count >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wraps_between_words),
        cmocka_unit_test(telephone_numbers_stay_whole),
        cmocka_unit_test(line_that_rounds_up_is_measured),
        cmocka_unit_test(newlines_start_lines),
        cmocka_unit_test(breaks_words_that_are_too_long),
        cmocka_unit_test(welsh_is_measured_in_characters),
        cmocka_unit_test(aligns),
        cmocka_unit_test(styles_are_pieces),
        cmocka_unit_test(spoken_word_stands_alone_and_moves_nothing),
        cmocka_unit_test(right_to_left_is_seen_from_the_right),
        cmocka_unit_test(spoken_word_right_to_left),
        cmocka_unit_test(bad_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
