#include "cmocka_unit.h"

#include <string.h>

#include "media_head.h"

static void a_png_says_its_size(void **state)
{
    (void)state;
    char bytes[60] = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x9C\x40\0\0\x75\x30";
    struct picture_head head = picture_head_read(bytes, sizeof bytes);
    assert_int_equal(head.kind, PICTURE_PNG);
    assert_true(head.width == 40000 && head.height == 30000);
    memcpy(bytes + 16, "\xFF\xFF\xFF\xFF", 4);
    assert_true(picture_head_read(bytes, sizeof bytes).width == 4294967295.0);
    for (size_t size = 0; size < 57; size++) /* cut off */
        assert_int_equal(picture_head_read(bytes, size).kind, PICTURE_NONE);
    bytes[1] = 'p';
    assert_int_equal(picture_head_read(bytes, sizeof bytes).kind, PICTURE_NONE);
}

static void an_svg_has_the_shape_of_its_box(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_svg;
        double width, height;
    } rows[] = {
        {"<svg viewBox=\"0 0 800 600\"/>", true, 800, 600},
        {"<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg\n  viewBox='0,0,12.5,40000'>", true, 12.5, 40000},
        {"<svg width=\"800\" height=\"600px\">", true, 800, 600},
        {"<svg width=\"1\" height=\"1\" viewBox=\"0 0 8 6\">", true, 8, 6},
        {"<svg width=\"100%\" height=\"100%\">", true, 0, 0},
        {"<svg viewBox=\"0 0 800\">", true, 0, 0},
        {"<svg viewBox=\"0 0 -8 -6\" width=\"-1\" height=\"1e300\">", true, 0, 0},
        {"<svg data-viewBox=\"0 0 8 6\">", true, 0, 0},
        {"<svg viewBox>", true, 0, 0},
        {"<svg><rect width=\"8\" height=\"6\"/></svg>", true, 0, 0}, /* of what is inside it */
        {"<svg", true, 0, 0},
        {"<svgx viewBox=\"0 0 8 6\">", false, 0, 0},
        {"<html><body>Not found</body></html>", false, 0, 0},
        {"", false, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct picture_head head = picture_head_read(rows[i].text, strlen(rows[i].text));
        bool right = (head.kind == PICTURE_SVG) == (rows[i].is_svg && strlen(rows[i].text) > 4);
        if (!right || head.width != rows[i].width || head.height != rows[i].height)
            fail_msg("%s: kind %d, %g x %g", rows[i].text, head.kind, head.width, head.height);
    }
    assert_int_equal(picture_head_read("<svg\0 viewBox='0 0 8 6'>", 24).kind, PICTURE_NONE);
}

static void an_svg_is_looked_for_in_its_first_bytes_only(void **state)
{
    (void)state;
    char bytes[PICTURE_HEAD_BYTES + 60];
    memset(bytes, ' ', sizeof bytes);
    memcpy(bytes + PICTURE_HEAD_BYTES, "<svg viewBox='0 0 8 6'>", 23);
    assert_int_equal(picture_head_read(bytes, sizeof bytes).kind, PICTURE_NONE);
    memcpy(bytes + PICTURE_HEAD_BYTES - 23, "<svg viewBox='0 0 8 6'>", 23);
    assert_int_equal(picture_head_read(bytes, sizeof bytes).kind, PICTURE_SVG);
}

static void an_ogg_says_what_is_in_it(void **state)
{
    (void)state;
    char bytes[SOUND_HEAD_BYTES] = "OggS\0\2";
    bytes[26] = 1;
    memcpy(bytes + 28, "OpusHead", 8);
    assert_int_equal(sound_head_read(bytes, sizeof bytes), SOUND_HEAD_OPUS);
    assert_int_equal(sound_head_read(bytes, 35), SOUND_HEAD_OTHER);
    memcpy(bytes + 28, "\1vorbis\0", 8);
    assert_int_equal(sound_head_read(bytes, sizeof bytes), SOUND_HEAD_OTHER);
    bytes[26] = (char)0xFF; /* a table that goes on behind the bytes there are */
    assert_int_equal(sound_head_read(bytes, sizeof bytes), SOUND_HEAD_OTHER);
    assert_int_equal(sound_head_read(bytes, 27), SOUND_HEAD_NONE);
    assert_int_equal(sound_head_read("", 0), SOUND_HEAD_NONE);
    bytes[0] = 'o';
    assert_int_equal(sound_head_read(bytes, sizeof bytes), SOUND_HEAD_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_png_says_its_size),
        cmocka_unit_test(an_svg_has_the_shape_of_its_box),
        cmocka_unit_test(an_svg_is_looked_for_in_its_first_bytes_only),
        cmocka_unit_test(an_ogg_says_what_is_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
