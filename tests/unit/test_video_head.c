#include "cmocka_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "video_head.h"

static char bytes[VIDEO_HEAD_BYTES];

static size_t file_read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return size;
}

static void says_what_the_file_says(void **state)
{
    (void)state;
    struct video_head head;
    size_t size = file_read_all(TESTS_DIR "/media/colours.webm");
    assert_true(video_head_read(bytes, size, &head));
    assert_in_range(head.length_ms, 2990, 3020);
    assert_int_equal(head.width, 160);
    assert_int_equal(head.height, 90);
    assert_true(head.has_pictures && head.has_sound && head.fits);
    size = file_read_all(TESTS_DIR "/media/silent.webm");
    assert_true(video_head_read(bytes, size, &head));
    assert_in_range(head.length_ms, 2990, 3020);
    assert_true(head.has_pictures && !head.has_sound && head.fits);
    size = file_read_all(TESTS_DIR "/bad/video-codec/small/media/bad.webm");
    assert_true(video_head_read(bytes, size, &head));
    assert_true(head.has_pictures && !head.fits);
}

static void other_files_are_none(void **state)
{
    (void)state;
    struct video_head head;
    assert_false(video_head_read("", 0, &head));
    assert_false(video_head_read("This is no film.", 16, &head));
    size_t size = file_read_all(SOURCE_DIR "/modules/thinking-skills/media/breath.ogg");
    assert_false(video_head_read(bytes, size, &head));
}

/* Cut anywhere, and with any byte wrong: the sanitizers look on. Each is its own piece of memory, so that one byte too
 * far is seen. */
static void any_bytes_can_be_read(void **state)
{
    (void)state;
    struct video_head head;
    size_t size = file_read_all(TESTS_DIR "/media/colours.webm");
    size = size < 700 ? size : 700;
    for (size_t n = 0; n <= size; n++) {
        char *cut = malloc(n ? n : 1);
        assert_non_null(cut);
        memcpy(cut, bytes, n);
        video_head_read(cut, n, &head);
        for (int value = 0; n && value < 256; value += 17) {
            memcpy(cut, bytes, n);
            cut[(n * 7 + (size_t)value) % n] = (char)value;
            cut[n - 1] = (char)(value ^ 0x55);
            video_head_read(cut, n, &head);
            assert_true(head.length_ms >= 0 && head.width >= 0 && head.height >= 0);
        }
        free(cut);
    }
    for (size_t n = 0; n < size; n++)
        for (int value = 0; value < 256; value++) {
            char was = bytes[n];
            bytes[n] = (char)value;
            video_head_read(bytes, size, &head);
            assert_true(head.length_ms >= 0 && head.width >= 0 && head.height >= 0);
            bytes[n] = was;
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_the_file_says),
        cmocka_unit_test(other_files_are_none),
        cmocka_unit_test(any_bytes_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
