#include "cmocka_unit.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "media.h"

#define HELPER  BUILD_DIR "/bin/cairn-media"
#define LIAR    BUILD_DIR "/bin/media-liar"
#define COLOURS TESTS_DIR "/media/colours.webm"
#define SILENT  TESTS_DIR "/media/silent.webm"
#define FAR     TESTS_DIR "/media/long-way.webm"
#define LATE_MS 15000 /* for a busy machine */

enum sight { RED = 0xFF0000, GREEN = 0x00FF00, BLUE = 0x0000FF, NO_SIGHT = 0x1000000 };

/* The colour in the middle, as one of the three; NO_SIGHT without a picture. */
static enum sight sight(const struct media *m)
{
    struct media_image image;
    if (!media_image(m, &image))
        return NO_SIGHT;
    assert_int_equal(image.width, 320);
    assert_int_equal(image.height, 180);
    uint32_t middle = image.pixels[90 * image.pitch_px + 160];
    assert_int_equal(middle >> 24, 255);
    return (middle & 0x800000 ? 0xFF0000 : 0) | (middle & 0x8000 ? 0xFF00 : 0) | (middle & 0x80 ? 0xFF : 0);
}

static int64_t now_ms(void)
{
    struct clock clock = clock_real();
    return clock.boot_ms(clock.context);
}

/* One turn of a kiosk's loop; it must never take long. */
static void turn(struct media *m)
{
    int64_t before = now_ms();
    int wait = media_step(m);
    assert_true(now_ms() - before < 1000); /* hundreds of times what it takes, for a busy machine */
    wait = wait < 0 || wait > 20 ? 20 : wait;
    nanosleep(&(struct timespec){.tv_nsec = wait * 1000000L}, NULL);
}

static void until(struct media *m, enum media_state state)
{
    for (int64_t end = now_ms() + LATE_MS; media_state(m) != state && now_ms() < end;)
        turn(m);
    assert_int_equal(media_state(m), state);
}

static void until_ms(struct media *m, int position_ms)
{
    for (int64_t end = now_ms() + LATE_MS; media_position_ms(m) < position_ms && now_ms() < end;)
        turn(m);
    assert_true(media_position_ms(m) >= position_ms);
}

static void until_sight(struct media *m, enum sight wanted)
{
    for (int64_t end = now_ms() + LATE_MS; sight(m) != wanted && now_ms() < end;)
        turn(m);
    assert_int_equal(sight(m), wanted);
}

static void play(struct media *m, const char *path, int from_ms)
{
    struct media_video video = {.path = path, .length_ms = 3000, .from_ms = from_ms, .width = 320, .height = 200};
    media_play(m, &video);
}

static int helpers(pid_t *out) /* that are ours */
{
    int count = 0;
    DIR *dir = opendir("/proc");
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[300], name[32] = "";
        int pid, parent;
        snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
        FILE *file = entry->d_name[0] >= '1' && entry->d_name[0] <= '9' ? fopen(path, "r") : NULL;
        if (!file)
            continue;
        if (fscanf(file, "%d (%31[^)]) %*c %d", &pid, name, &parent) == 3 && parent == getpid()) {
            *out = pid;
            count++;
        }
        fclose(file);
    }
    closedir(dir);
    return count;
}

static void nothing_is_left(struct media *m)
{
    pid_t pid;
    for (int64_t end = now_ms() + LATE_MS; helpers(&pid) && now_ms() < end;)
        turn(m);
    assert_int_equal(helpers(&pid), 0);
    assert_int_equal(media_image_number(m), 0);
    assert_int_equal(media_step(m), -1); /* it does not ask to be looked at: a still page */
}

/* --- playing ------------------------------------------------------------------------------------------------------ */

static void play_through(struct media *m, const char *path)
{
    int64_t began;
    uint32_t before = 0;
    int images = 0, position = 0;
    play(m, path, 0);
    assert_int_equal(media_state(m), MEDIA_STARTING);
    until(m, MEDIA_PLAYING);
    began = now_ms();
    for (; media_state(m) == MEDIA_PLAYING && now_ms() - began < LATE_MS; turn(m)) {
        images += media_image_number(m) != before;
        before = media_image_number(m);
        assert_true(media_position_ms(m) >= position);
        position = media_position_ms(m);
        int second = position / 1000, into = position % 1000;
        if (into > 200 && into < 950) /* a turn may be as much late */
            assert_int_equal(sight(m), second == 0 ? RED : second == 1 ? GREEN : BLUE);
    }
    assert_int_equal(media_state(m), MEDIA_ENDED);
    assert_true(now_ms() - began >= 2800);
    assert_true(images > 15 && images <= 31);
    assert_in_range(media_position_ms(m), 2990, 3020);
    nothing_is_left(m);
}

static void plays_by_the_clock(void **state)
{
    (void)state;
    struct media *m = media_open(HELPER, NULL, clock_real());
    assert_int_equal(media_state(m), MEDIA_STILL);
    play_through(m, COLOURS);
    play_through(m, SILENT);
    media_close(m);
}

static void plays_by_its_sound(void **state)
{
    (void)state;
    struct sound *s = sound_open_null(clock_real());
    struct media *m = media_open(HELPER, s, clock_real());
    play_through(m, COLOURS);
    assert_false(sound_is_playing(s));
    play_through(m, SILENT);
    media_close(m);
    sound_close(s);
}

static void pauses_and_goes_on(void **state)
{
    struct sound *s = *state ? sound_open_null(clock_real()) : NULL;
    struct media *m = media_open(HELPER, s, clock_real());
    play(m, COLOURS, 0);
    until_ms(m, 300);
    media_pause(m);
    int at = media_position_ms(m);
    uint32_t number = media_image_number(m);
    assert_int_equal(media_state(m), MEDIA_PAUSED);
    assert_int_equal(media_step(m), -1);
    if (s)
        assert_false(sound_is_playing(s));
    for (int64_t end = now_ms() + 300; now_ms() < end;)
        turn(m);
    assert_int_equal(media_position_ms(m), at);
    assert_int_equal(media_image_number(m), number);
    media_resume(m);
    until_ms(m, at + 200);
    assert_int_equal(sight(m), RED);
    until(m, MEDIA_ENDED);
    media_close(m);
    sound_close(s);
}

static void seeks_to_and_fro(void **state)
{
    struct sound *s = *state ? sound_open_null(clock_real()) : NULL;
    struct media *m = media_open(HELPER, s, clock_real());
    const char *const files[] = {COLOURS, SILENT, FAR};
    for (int n = 0; n < 3; n++) {
        play(m, files[n], 2400);
        until_sight(m, BLUE);
        assert_in_range(media_position_ms(m), 2400, 2800);
        media_seek(m, -7000);
        assert_int_equal(media_position_ms(m), 0);
        until_sight(m, RED);
        media_seek(m, 1500);
        until_sight(m, GREEN);
        media_pause(m);
        media_seek(m, 100);
        until_sight(m, RED);
        assert_int_equal(media_state(m), MEDIA_PAUSED);
        assert_int_equal(media_position_ms(m), 100);
        media_seek(m, 99999);
        media_resume(m);
        until(m, MEDIA_ENDED);
    }
    nothing_is_left(m);
    media_close(m);
    sound_close(s);
}

static void gives_way_to_whatever_else_sounds(void **state)
{
    (void)state;
    static int16_t tone[800];
    const struct utterance word = {.samples = tone, .sample_count = 800, .rate_hz = 8000};
    struct sound *s = sound_open_null(clock_real());
    struct media *m = media_open(HELPER, s, clock_real());
    play(m, COLOURS, 0);
    until_ms(m, 300);
    assert_true(sound_play_utterance(s, &word, 0));
    turn(m);
    assert_int_equal(media_state(m), MEDIA_PAUSED);
    int at = media_position_ms(m);
    media_resume(m);
    assert_int_equal(sound_position_ms(s), 0); /* the word has been cut off */
    until_ms(m, at + 100);
    assert_true(media_position_ms(m) < at + 600);
    media_stop(m);
    assert_false(sound_is_playing(s));
    media_close(m);
    sound_close(s);
}

static void leaving_ends_it_at_once(void **state)
{
    (void)state;
    struct media *m = media_open(HELPER, NULL, clock_real());
    play(m, COLOURS, 0);
    media_stop(m); /* before it has come to anything */
    assert_int_equal(media_state(m), MEDIA_STILL);
    play(m, COLOURS, 0);
    until(m, MEDIA_PLAYING);
    media_stop(m);
    assert_int_equal(media_position_ms(m), 0);
    nothing_is_left(m);
    for (int n = 0; n < 20; n++) /* an impatient finger */
        play(m, COLOURS, 0);
    media_stop(m);
    nothing_is_left(m);
    media_close(m);
}

/* --- what goes wrong ---------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/cairn-media-XXXXXX";

static const char *file_of(const char *name, const char *bytes, size_t size)
{
    static char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
    return path;
}

static void fails(struct media *m, const char *path)
{
    play(m, path, 0);
    until(m, MEDIA_FAILED);
    nothing_is_left(m);
    media_resume(m);
    media_pause(m);
    media_seek(m, 5);
    assert_int_equal(media_state(m), MEDIA_FAILED);
    media_stop(m);
    assert_int_equal(media_state(m), MEDIA_STILL);
}

static void bad_files_fail_and_the_next_plays(void **state)
{
    (void)state;
    struct media *m = media_open(HELPER, NULL, clock_real());
    static char bytes[65536];
    FILE *file = fopen(COLOURS, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_true(size > 9000 && size < sizeof bytes);
    fails(m, file_of("empty.webm", "", 0));
    fails(m, file_of("text.webm", "This is no video, it only says so.", 34));
    fails(m, file_of("head.webm", bytes, 40));
    fails(m, file_of("cut.webm", bytes, size / 4));
    fails(m, "/nonexistent.webm");
    fails(m, "/tmp");
    fails(m, "/dev/zero");
    fails(m, SOURCE_DIR "/modules/thinking-skills/media/breath.ogg");
    /* A hole in the middle: what is left of it may be shown, but it comes to an end, and to no harm. */
    memset(bytes + size / 2, 0, size / 4);
    play(m, file_of("damaged.webm", bytes, size), 0);
    for (int64_t end = now_ms() + LATE_MS; media_state(m) < MEDIA_ENDED && now_ms() < end;)
        turn(m);
    assert_true(media_state(m) == MEDIA_ENDED || media_state(m) == MEDIA_FAILED);
    play(m, COLOURS, 0);
    until(m, MEDIA_PLAYING);
    media_close(m);
}

static void a_killed_helper_is_a_failed_video(void **state)
{
    (void)state;
    struct media *m = media_open(HELPER, NULL, clock_real());
    pid_t pid;
    play(m, COLOURS, 0);
    until(m, MEDIA_PLAYING);
    assert_int_equal(helpers(&pid), 1);
    assert_int_equal(kill(pid, SIGKILL), 0);
    until(m, MEDIA_FAILED);
    nothing_is_left(m);
    media_close(m);
}

static void a_helper_that_hangs_is_a_failed_video(void **state)
{
    (void)state;
    struct media *m = media_open(HELPER, NULL, clock_real());
    pid_t pid;
    play(m, COLOURS, 0);
    until(m, MEDIA_PLAYING);
    assert_int_equal(helpers(&pid), 1);
    assert_int_equal(kill(pid, SIGSTOP), 0);
    until(m, MEDIA_FAILED); /* and no turn of the loop has taken long */
    nothing_is_left(m);
    media_close(m);
}

static void a_helper_that_does_not_start_is_a_failed_video(void **state)
{
    (void)state;
    const char *const programs[] = {"/nonexistent", "/bin/false", "/"};
    for (size_t n = 0; n < sizeof programs / sizeof *programs; n++) {
        struct media *m = media_open(programs[n], NULL, clock_real());
        fails(m, COLOURS);
        media_close(m);
    }
}

static void nonsense_is_a_failed_video(void **state)
{
    (void)state;
    const char lies[] = "cwhztsfl";
    for (const char *how = lies; *how; how++) {
        struct sound *s = sound_open_null(clock_real());
        struct media *m = media_open(LIAR, s, clock_real());
        fails(m, file_of("lie.webm", how, 1));
        media_close(m);
        sound_close(s);
    }
}

static void its_memory_cannot_be_taken_away(void **state)
{
    (void)state;
    struct media *m = media_open(LIAR, NULL, clock_real());
    play(m, file_of("lie.webm", "x", 1), 0);
    until(m, MEDIA_PLAYING); /* reading it has not killed us */
    media_close(m);
}

/* --- null --------------------------------------------------------------------------------------------------------- */

static void null_takes_the_time_of_the_video(void **state)
{
    (void)state;
    struct virtual_clock time = {.boot_ms = 1000};
    struct sound *s = sound_open_null(clock_virtual(&time));
    struct media *m = media_open_null(s, clock_virtual(&time));
    play(m, COLOURS, 500);
    assert_int_equal(media_state(m), MEDIA_PLAYING);
    clock_advance(&time, 1000);
    assert_int_equal(media_step(m), 40);
    assert_int_equal(media_position_ms(m), 1500);
    media_pause(m);
    clock_advance(&time, 1000);
    assert_int_equal(media_step(m), -1);
    assert_int_equal(media_position_ms(m), 1500);
    media_resume(m);
    media_seek(m, 200);
    clock_advance(&time, 300);
    media_step(m);
    assert_int_equal(media_position_ms(m), 500);
    assert_true(sound_is_playing(s));
    clock_advance(&time, 9000);
    media_step(m);
    assert_int_equal(media_state(m), MEDIA_ENDED);
    assert_int_equal(media_position_ms(m), 3000);
    assert_false(sound_is_playing(s));
    media_close(m);
    sound_close(s);
    media_close(NULL);
    assert_int_equal(media_state(NULL), MEDIA_STILL);
}

int main(void)
{
    if (!mkdtemp(folder))
        return 1;
    char with_sound[] = "with sound";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plays_by_the_clock),
        cmocka_unit_test(plays_by_its_sound),
        cmocka_unit_test(pauses_and_goes_on),
        {"pauses_and_goes_on, with sound", pauses_and_goes_on, NULL, NULL, with_sound},
        cmocka_unit_test(seeks_to_and_fro),
        {"seeks_to_and_fro, with sound", seeks_to_and_fro, NULL, NULL, with_sound},
        cmocka_unit_test(gives_way_to_whatever_else_sounds),
        cmocka_unit_test(leaving_ends_it_at_once),
        cmocka_unit_test(bad_files_fail_and_the_next_plays),
        cmocka_unit_test(a_killed_helper_is_a_failed_video),
        cmocka_unit_test(a_helper_that_hangs_is_a_failed_video),
        cmocka_unit_test(a_helper_that_does_not_start_is_a_failed_video),
        cmocka_unit_test(nonsense_is_a_failed_video),
        cmocka_unit_test(its_memory_cannot_be_taken_away),
        cmocka_unit_test(null_takes_the_time_of_the_video),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
