#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "sound.h"

#define SPEECH_FILE SOURCE_DIR "/modules/thinking-skills/media/breath.ogg"

static int16_t tone[8000]; /* one second */
static const struct utterance second = {.samples = tone, .sample_count = 8000, .rate_hz = 8000};

static void positions_follow_the_clock(void **state)
{
    (void)state;
    struct virtual_clock time = {.boot_ms = 5000};
    struct sound *s = sound_open_null(clock_virtual(&time));
    assert_false(sound_is_playing(s));
    assert_true(sound_play_utterance(s, &second, 0));
    clock_advance(&time, 400);
    assert_int_equal(sound_position_ms(s), 400);
    sound_pause(s, true);
    clock_advance(&time, 5000);
    assert_int_equal(sound_position_ms(s), 400);
    assert_true(sound_is_playing(s));
    sound_pause(s, false);
    clock_advance(&time, 500);
    assert_int_equal(sound_position_ms(s), 900);
    clock_advance(&time, 500);
    assert_false(sound_is_playing(s));
    assert_true(sound_play_utterance(s, &second, 700));
    assert_int_equal(sound_position_ms(s), 700);
    sound_stop(s);
    assert_false(sound_is_playing(s));
    sound_close(s);
}

static void the_last_one_played_is_the_only_one(void **state)
{
    (void)state;
    struct virtual_clock time = {0};
    struct sound *s = sound_open_null(clock_virtual(&time));
    assert_true(sound_play_file(s, SPEECH_FILE, 0, true));
    clock_advance(&time, 300);
    assert_true(sound_play_utterance(s, &second, 0));
    assert_int_equal(sound_position_ms(s), 0);
    clock_advance(&time, 1000);
    assert_false(sound_is_playing(s));
    sound_close(s);
}

static void only_four_kinds_of_file_are_recordings(void **state)
{
    (void)state;
    struct virtual_clock time = {0};
    struct sound *s = sound_open_null(clock_virtual(&time));
    assert_in_range(sound_file_length_ms(s, SPEECH_FILE), 1000, 600000);
    assert_int_equal(sound_file_length_ms(s, SOURCE_DIR "/CMakeLists.txt"), 0);
    assert_false(sound_play_file(s, SOURCE_DIR "/CMakeLists.txt", 0, false));
    assert_false(sound_play_file(s, "/no/such/file.ogg", 0, false));
    assert_false(sound_is_playing(s));
    sound_close(s);
}

static void pass(int ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000L};
    nanosleep(&t, NULL);
}

/* SDL writes to a file what a card would have sounded. */
static struct sound *open_disk(char path[64])
{
    struct arena arena;
    struct problems problems;
    snprintf(path, 64, "/tmp/cairn-sound-%d.raw", (int)getpid());
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", path, 1);
    arena_init(&arena);
    problems_init(&problems, &arena);
    struct sound *s = sound_open(&problems);
    assert_non_null(s);
    arena_release(&arena);
    return s;
}

static double loudness_of_file(const char *path, long *frames_out)
{
    int16_t frame[2];
    double sum = 0;
    long count = 0;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (; fread(frame, sizeof frame, 1, file) == 1; count++)
        sum += (double)frame[0] * frame[0];
    fclose(file);
    *frames_out = count;
    return count ? sqrt(sum / (double)count) : 0;
}

static void what_is_played_reaches_the_device(void **state)
{
    (void)state;
    char path[64];
    long frames;
    for (int n = 0; n < 8000; n++)
        tone[n] = (int16_t)(12000 * sin(n * 0.3));
    struct sound *s = open_disk(path);
    sound_volume(s, 10);
    assert_true(sound_play_utterance(s, &second, 0));
    int waited = 0, before = 0;
    for (; sound_is_playing(s) && waited < 4000; waited += 20) {
        int at = sound_position_ms(s);
        assert_true(at >= before);
        before = at;
        pass(20);
    }
    assert_in_range(waited, 300, 3000);
    assert_true(before > 500);
    assert_true(sound_play_file(s, SPEECH_FILE, 0, false));
    pass(300);
    sound_tick(s, SOURCE_DIR "/assets/sounds/confirm.ogg");
    pass(100);
    sound_stop(s);
    assert_false(sound_is_playing(s));
    sound_close(s);
    assert_true(loudness_of_file(path, &frames) > 1000);
    assert_true(frames > 30000);
    unlink(path);
}

static void the_device_is_closed_when_nothing_sounds(void **state)
{
    (void)state;
    char path[64];
    long frames, later;
    struct sound *s = open_disk(path);
    assert_int_equal(sound_rest(s), -1);
    assert_true(sound_play_utterance(s, &second, 900));
    assert_true(sound_rest(s) > 0);
    int wait = 1;
    for (int waited = 0; wait >= 0 && waited < 5000; waited += wait) {
        wait = sound_rest(s);
        if (wait > 0)
            pass(wait < 50 ? wait : 50), wait = wait < 50 ? wait : 50;
    }
    assert_int_equal(wait, -1);
    loudness_of_file(path, &frames);
    pass(200);
    loudness_of_file(path, &later);
    assert_int_equal(frames, later);
    sound_close(s);
    unlink(path);
}

/* --- sound that comes as it is made ---------------------------------------------------------------------------------
 */

struct maker {
    _Atomic long had, more; /* moments taken, and those still there */
};

static size_t make_moments(void *context, int16_t *out, size_t moments)
{
    struct maker *m = context;
    long count = m->more < (long)moments ? m->more : (long)moments;
    for (long n = 0; n < count; n++)
        out[2 * n] = out[2 * n + 1] = (int16_t)(12000 * sin((double)(m->had + n) * 0.05));
    m->had += count;
    m->more -= count;
    return (size_t)count;
}

static void a_stream_is_taken_as_time_goes_by(void **state)
{
    (void)state;
    struct virtual_clock time = {.boot_ms = 70};
    struct sound *s = sound_open_null(clock_virtual(&time));
    struct maker maker = {.more = 48000};
    const struct sound_stream stream = {make_moments, &maker};
    assert_true(sound_play_stream(s, &stream));
    clock_advance(&time, 400);
    assert_int_equal(sound_position_ms(s), 400);
    assert_int_equal(maker.had, 400 * 48);
    clock_advance(&time, 900); /* only 600 of them are there */
    assert_int_equal(sound_position_ms(s), 1000);
    assert_true(sound_is_playing(s)); /* more may come */
    maker.more = 48000;
    assert_int_equal(sound_position_ms(s), 1000); /* what was not there took no time */
    clock_advance(&time, 10);
    assert_int_equal(sound_position_ms(s), 1010);
    assert_true(sound_is_streaming(s, &stream));
    assert_true(sound_play_utterance(s, &second, 0));
    assert_false(sound_is_streaming(s, &stream));
    clock_advance(&time, 10);
    sound_position_ms(s);
    assert_int_equal(maker.had, 1010 * 48);
    sound_close(s);
}

static double streamed(int volume, long *frames_out)
{
    char path[64];
    struct sound *s = open_disk(path);
    struct maker maker = {.more = 24000};
    const struct sound_stream stream = {make_moments, &maker};
    sound_volume(s, volume);
    assert_true(sound_play_stream(s, &stream));
    for (int waited = 0, before = 0; maker.more && waited < 4000; waited += 20) {
        assert_true(sound_position_ms(s) >= before && sound_position_ms(s) <= 500);
        before = sound_position_ms(s);
        pass(20);
    }
    pass(200);
    assert_int_equal(maker.more, 0);
    sound_stop(s);
    assert_false(sound_is_streaming(s, &stream));
    sound_close(s);
    double loudness = loudness_of_file(path, frames_out);
    unlink(path);
    return loudness;
}

static void a_stream_reaches_the_device_as_loud_as_it_is_set(void **state)
{
    (void)state;
    long frames;
    double loud = streamed(10, &frames), half = streamed(5, &frames);
    assert_true(loud > 2000);
    assert_true(half > loud * 0.3 && half < loud * 0.7);
    assert_true(streamed(0, &frames) == 0);
    assert_true(frames > 24000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_follow_the_clock),
        cmocka_unit_test(the_last_one_played_is_the_only_one),
        cmocka_unit_test(only_four_kinds_of_file_are_recordings),
        cmocka_unit_test(what_is_played_reaches_the_device),
        cmocka_unit_test(the_device_is_closed_when_nothing_sounds),
        cmocka_unit_test(a_stream_is_taken_as_time_goes_by),
        cmocka_unit_test(a_stream_reaches_the_device_as_loud_as_it_is_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
