#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "narration.h"
#include "voice.h"

/* Null drivers: 375 ms a word at normal speed, time by hand. */
#define WORD_MS 375

struct stage {
    struct virtual_clock time;
    struct speech *speech;
    struct sound *sound;
    struct voice *voice;
};

static struct spoken page[] = {
    {.text = "One two. Three four five."},
    {.text = "Being told no", .target = "option.no"},
    {.text = "Next"},
};

static void show(struct stage *t, struct spoken *items, int count)
{
    struct spoken_list list = {.item = items, .count = count};
    voice_show(t->voice, &list, "en-GB");
}

static int stage_up(void **state)
{
    struct stage *t = calloc(1, sizeof *t);
    t->speech = speech_open_null();
    t->sound = sound_open_null(clock_virtual(&t->time));
    t->voice = voice_open(t->speech, t->sound, SOURCE_DIR "/modules");
    show(t, page, 3);
    *state = t;
    return 0;
}

static int stage_down(void **state)
{
    struct stage *t = *state;
    voice_close(t->voice);
    sound_close(t->sound);
    speech_close(t->speech);
    free(t);
    return 0;
}

/* Lets time pass as the loop would: never longer than the voice asked for. */
static void pass(struct stage *t, int ms)
{
    while (ms > 0) {
        int wait = voice_step(t->voice);
        int step = wait > 0 && wait < ms ? wait : ms;
        clock_advance(&t->time, step);
        ms -= step;
    }
    voice_step(t->voice);
}

static void says(struct stage *t, int item, const char *word)
{
    struct speaking now = voice_speaking(t->voice);
    assert_int_equal(now.item, item);
    if (item >= 0) {
        assert_int_equal(now.length, strlen(word));
        assert_memory_equal(page[item].text + now.start, word, now.length);
    }
}

static void the_page_is_read_word_by_word_to_its_end(void **state)
{
    struct stage *t = *state;
    says(t, -1, "");
    voice_play(t->voice);
    says(t, 0, "One");
    pass(t, WORD_MS + 10);
    says(t, 0, "two.");
    pass(t, WORD_MS);
    says(t, 0, "Three");
    pass(t, 3 * WORD_MS);
    says(t, 1, "Being");
    pass(t, 3 * WORD_MS);
    says(t, 2, "Next");
    assert_true(voice_bar(t->voice).playing);
    pass(t, WORD_MS);
    says(t, -1, "");
    assert_false(voice_bar(t->voice).playing);
    assert_int_equal(voice_take_played_ms(t->voice), 9 * WORD_MS);
    assert_int_equal(voice_take_played_ms(t->voice), 0);
    assert_int_equal(voice_step(t->voice), -1);
    voice_play(t->voice);
    says(t, 0, "One");
}

static void pause_keeps_the_place(void **state)
{
    struct stage *t = *state;
    voice_play(t->voice);
    pass(t, 3 * WORD_MS + 10);
    voice_pause(t->voice);
    int64_t at = voice_bar(t->voice).position_ms;
    assert_in_range(at, 3 * WORD_MS, 3 * WORD_MS + 10);
    pass(t, 10000);
    assert_int_equal(voice_bar(t->voice).position_ms, at);
    says(t, -1, "");
    voice_play(t->voice);
    says(t, 0, "four");
    pass(t, WORD_MS);
    says(t, 0, "five.");
}

static void back_goes_to_the_sentence_and_then_to_the_one_before(void **state)
{
    struct stage *t = *state;
    voice_set_speed(t->voice, 1);
    voice_play(t->voice);
    pass(t, 631 * 2 + 1600);
    says(t, 0, "five.");
    voice_back_sentence(t->voice);
    says(t, 0, "Three");
    voice_back_sentence(t->voice);
    says(t, 0, "One");
    voice_back_sentence(t->voice);
    says(t, 0, "One");
    voice_pause(t->voice);
    voice_back_sentence(t->voice);
    assert_false(voice_bar(t->voice).playing);
}

static void the_bar_covers_the_whole_page(void **state)
{
    struct stage *t = *state;
    voice_play(t->voice);
    pass(t, 9 * WORD_MS - 20);
    struct audio_bar bar = voice_bar(t->voice);
    assert_int_equal(bar.total_ms, 9 * WORD_MS);
    assert_in_range(bar.position_ms, 9 * WORD_MS - 30, 9 * WORD_MS);
    assert_true(bar.can_play);
    assert_null(bar.notice);
    voice_seek(t->voice, 0.0);
    says(t, 0, "One");
    voice_seek(t->voice, 5.5 / 9);
    says(t, 1, "Being");
    voice_pause(t->voice);
    voice_seek(t->voice, 0.5 / 9);
    assert_false(voice_bar(t->voice).playing);
    voice_play(t->voice);
    says(t, 0, "One");
}

static void another_page_is_silence_at_once(void **state)
{
    struct stage *t = *state;
    static struct spoken other[] = {{.text = "Something else altogether."}};
    voice_play(t->voice);
    pass(t, 100);
    show(t, other, 1);
    says(t, -1, "");
    assert_false(sound_is_playing(t->sound));
    assert_false(voice_bar(t->voice).playing);
    show(t, page, 3);
    voice_play(t->voice);
    pass(t, 100);
    voice_stop(t->voice);
    assert_false(sound_is_playing(t->sound));
    assert_int_equal(voice_bar(t->voice).position_ms, 0);
}

static void a_changed_page_goes_on_while_the_words_are_still_there(void **state)
{
    struct stage *t = *state;
    struct spoken changed[] = {{.text = "Chosen."}, page[0], page[2]};
    voice_play(t->voice);
    pass(t, 3 * WORD_MS + 10);
    show(t, changed, 3);
    assert_true(sound_is_playing(t->sound));
    assert_int_equal(voice_speaking(t->voice).item, 1);
    assert_memory_equal(changed[1].text + voice_speaking(t->voice).start, "four", 4);
    pass(t, 2 * WORD_MS);
    assert_int_equal(voice_speaking(t->voice).item, 2); /* what is gone is not said */
    pass(t, 2 * WORD_MS);
    assert_int_equal(voice_speaking(t->voice).item, -1);
}

static void another_language_is_another_page(void **state)
{
    struct stage *t = *state;
    struct spoken_list list = {.item = page, .count = 3};
    voice_play(t->voice);
    voice_show(t->voice, &list, "cy");
    assert_false(sound_is_playing(t->sound));
}

static void a_confirmation_takes_the_place_of_reading(void **state)
{
    struct stage *t = *state;
    voice_play(t->voice);
    pass(t, WORD_MS + 10);
    voice_say_now(t->voice, "Chosen", "en-GB");
    assert_true(sound_is_playing(t->sound));
    says(t, -1, "");
    pass(t, WORD_MS + 10);
    assert_false(sound_is_playing(t->sound));
    assert_false(voice_bar(t->voice).playing);
    voice_play(t->voice);
    says(t, 0, "two.");
}

static void a_new_speed_goes_on_from_the_same_word(void **state)
{
    struct stage *t = *state;
    voice_play(t->voice);
    pass(t, 3 * WORD_MS + 200);
    voice_set_speed(t->voice, 7);
    says(t, 0, "four");
    pass(t, 60000 / 320);
    says(t, 0, "five.");
    assert_int_equal(voice_bar(t->voice).speed, 7);
}

static void a_recording_takes_the_place_of_the_voice(void **state)
{
    struct stage *t = *state;
    struct spoken items[] = {{.text = "Breathe in. Breathe out.", .clip = "thinking-skills/media/breath.ogg"}, page[2]};
    int length_ms = sound_file_length_ms(t->sound, SOURCE_DIR "/modules/thinking-skills/media/breath.ogg");
    show(t, items, 2);
    voice_play(t->voice);
    assert_int_equal(voice_speaking(t->voice).item, 0);
    assert_int_equal(voice_speaking(t->voice).length, 0);
    pass(t, length_ms - 10);
    assert_int_equal(voice_speaking(t->voice).item, 0);
    pass(t, 20);
    assert_int_equal(voice_speaking(t->voice).item, 1);
    items[0].clip = "thinking-skills/media/gone.ogg";
    show(t, items, 2);
    voice_stop(t->voice);
    voice_play(t->voice);
    pass(t, 10);
    assert_int_equal(voice_speaking(t->voice).length, strlen("Breathe")); /* read from its words */
}

/* A folder of media in which somebody has read this sentence: "Three four five.". */
static void narrate(const char *media)
{
    char path[256], name[NARRATION_NAME];
    assert_int_equal(mkdir(media, 0700), 0);
    snprintf(path, sizeof path, "%s/narration", media);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/narration/en-GB", media);
    assert_int_equal(mkdir(path, 0700), 0);
    narration_name("Three four five.", name);
    snprintf(path, sizeof path, "%s/narration/en-GB/%s.ogg", media, name);
    assert_int_equal(symlink(SOURCE_DIR "/modules/thinking-skills/media/breath.ogg", path), 0);
}

static void forget(const char *media)
{
    char path[256], name[NARRATION_NAME];
    narration_name("Three four five.", name);
    snprintf(path, sizeof path, "%s/narration/en-GB/%s.ogg", media, name);
    unlink(path);
    snprintf(path, sizeof path, "%s/narration/en-GB", media);
    rmdir(path);
    snprintf(path, sizeof path, "%s/narration", media);
    rmdir(path);
    rmdir(media);
}

static void a_sentence_that_somebody_read_is_heard_as_they_read_it(void **state)
{
    struct stage *t = *state;
    char media[64];
    snprintf(media, sizeof media, "/tmp/cairn-narration-%d", (int)getpid());
    narrate(media);
    struct voice *v = voice_open(t->speech, t->sound, media);
    struct spoken_list list = {.item = page, .count = 3};
    int length_ms = sound_file_length_ms(t->sound, SOURCE_DIR "/modules/thinking-skills/media/breath.ogg");
    voice_close(t->voice);
    t->voice = v;
    assert_true(length_ms > 3 * WORD_MS + 500);
    voice_show(v, &list, "en-GB");
    voice_play(v);
    assert_int_equal(voice_speaking(v).length, strlen("One")); /* nobody read that */
    pass(t, 2 * WORD_MS + 20);
    assert_int_equal(voice_speaking(v).length, 0);
    pass(t, length_ms - 60);
    assert_int_equal(voice_speaking(v).item, 0);
    pass(t, 80);
    assert_int_equal(voice_speaking(v).item, 1);
    /* slower than it was read: the voice, from the beginning of the sentence */
    voice_stop(v);
    voice_play(v);
    pass(t, 2 * WORD_MS + 1000);
    voice_set_speed(v, 2);
    pass(t, 10);
    assert_int_equal(voice_speaking(v).length, strlen("Three"));
    /* other words, another language: nobody read them */
    voice_set_speed(v, 4);
    voice_show(v, &list, "cy");
    voice_play(v);
    pass(t, 2 * WORD_MS + 20);
    assert_int_equal(voice_speaking(v).length, strlen("Three"));
    forget(media);
}

static void without_sound_everything_is_silent_and_says_so(void **state)
{
    (void)state;
    struct spoken_list list = {.item = page, .count = 3};
    struct voice *v = voice_open(NULL, NULL, NULL);
    voice_show(v, &list, "en-GB");
    voice_play(v);
    voice_say_now(v, "Chosen", "en-GB");
    voice_back_sentence(v);
    voice_seek(v, 0.5);
    voice_set_speed(v, 6);
    voice_pause(v);
    assert_int_equal(voice_step(v), -1);
    assert_int_equal(voice_speaking(v).item, -1);
    assert_false(voice_bar(v).can_play);
    assert_string_equal(voice_bar(v).notice, "No sound on this machine");
    assert_false(voice_can_speak(v, "en-GB"));
    assert_int_equal(voice_take_played_ms(v), 0);
    voice_close(v);
}

static void an_empty_page_is_no_trouble(void **state)
{
    struct stage *t = *state;
    show(t, page, 0);
    voice_play(t->voice);
    voice_back_sentence(t->voice);
    voice_seek(t->voice, 1);
    assert_false(voice_bar(t->voice).playing);
    assert_int_equal(voice_bar(t->voice).total_ms, 0);
}

static void bars_around_a_page_are_not_read(void **state)
{
    struct stage *t = *state;
    struct spoken items[] = {
        {.text = "Help", .aside = true}, {.text = "One two."}, {.text = "0:01 of 0:09", .aside = true}};
    show(t, items, 3);
    voice_play(t->voice);
    assert_int_equal(voice_speaking(t->voice).item, 1);
    pass(t, WORD_MS / 2);
    items[2].text = "0:02 of 0:09"; /* the bar's time moves on: the same page */
    show(t, items, 3);
    assert_int_equal(voice_speaking(t->voice).item, 1);
    pass(t, 3 * WORD_MS);
    assert_false(voice_bar(t->voice).playing);
}

static void what_a_press_brought_is_read_after_its_confirmation_and_no_further(void **state)
{
    struct stage *t = *state;
    voice_play(t->voice);
    pass(t, WORD_MS / 2);
    voice_say_now(t->voice, "Chosen", "en-GB");
    voice_read_part(t->voice, 1, 1);
    assert_int_equal(voice_speaking(t->voice).item, -1);
    pass(t, WORD_MS + 10);
    says(t, 1, "Being");
    pass(t, 3 * WORD_MS);
    assert_false(voice_bar(t->voice).playing);
    voice_play(t->voice); /* where it was before */
    says(t, 0, "One");
    pass(t, 2 * WORD_MS);
    says(t, 0, "Three");
}

static void a_part_ends_with_the_page(void **state)
{
    struct stage *t = *state;
    struct spoken other[] = {{.text = "Another page"}};
    voice_say_now(t->voice, "Chosen", "en-GB");
    voice_read_part(t->voice, 1, 2);
    show(t, other, 1);
    pass(t, 3 * WORD_MS);
    assert_int_equal(voice_speaking(t->voice).item, -1);
    assert_false(voice_bar(t->voice).playing);
}

static void reading_goes_on_after_what_changes_by_itself(void **state)
{
    struct stage *t = *state;
    struct spoken items[] = {{.text = "30 seconds left."}, {.text = "Yes, I am here"}};
    show(t, items, 2);
    voice_play(t->voice);
    pass(t, WORD_MS / 2);
    items[0].text = "29 seconds left.";
    show(t, items, 2);
    assert_int_equal(voice_speaking(t->voice).item, 1);
}

static void play_takes_over_from_a_confirmation(void **state)
{
    struct stage *t = *state;
    voice_say_now(t->voice, "Chosen and kept", "en-GB");
    pass(t, WORD_MS / 2);
    voice_play(t->voice);
    says(t, 0, "One");
}

static void a_recording_of_the_page_is_heard_and_counted(void **state)
{
    struct stage *t = *state;
    voice_play(t->voice);
    pass(t, 500);
    assert_true(voice_play_recording(t->voice, "thinking-skills/media/breath.ogg", false));
    assert_int_equal(voice_speaking(t->voice).item, -1); /* never two voices at once */
    voice_take_played_ms(t->voice);
    pass(t, 4000);
    assert_true(voice_is_heard(t->voice));
    pass(t, 7000);
    assert_false(voice_is_heard(t->voice));
    assert_int_equal(voice_take_played_ms(t->voice), 10000); /* as long as the recording */
    assert_true(voice_play_recording(t->voice, "thinking-skills/media/breath.ogg", true));
    pass(t, 60000);
    assert_true(sound_is_playing(t->sound));
    assert_false(voice_is_heard(t->voice)); /* what goes round for ever keeps nobody's page open */
    assert_int_equal(voice_take_played_ms(t->voice), 0);
    voice_stop(t->voice);
    assert_false(sound_is_playing(t->sound));
    assert_false(voice_play_recording(t->voice, "thinking-skills/media/none.ogg", false));
}

int main(void)
{
#define STAGE(test) cmocka_unit_test_setup_teardown(test, stage_up, stage_down)
    const struct CMUnitTest tests[] = {
        STAGE(a_recording_of_the_page_is_heard_and_counted),
        STAGE(the_page_is_read_word_by_word_to_its_end),
        STAGE(pause_keeps_the_place),
        STAGE(back_goes_to_the_sentence_and_then_to_the_one_before),
        STAGE(the_bar_covers_the_whole_page),
        STAGE(another_page_is_silence_at_once),
        STAGE(a_changed_page_goes_on_while_the_words_are_still_there),
        STAGE(another_language_is_another_page),
        STAGE(a_confirmation_takes_the_place_of_reading),
        STAGE(a_new_speed_goes_on_from_the_same_word),
        STAGE(a_recording_takes_the_place_of_the_voice),
        STAGE(a_sentence_that_somebody_read_is_heard_as_they_read_it),
        cmocka_unit_test(without_sound_everything_is_silent_and_says_so),
        STAGE(an_empty_page_is_no_trouble),
        STAGE(bars_around_a_page_are_not_read),
        STAGE(what_a_press_brought_is_read_after_its_confirmation_and_no_further),
        STAGE(a_part_ends_with_the_page),
        STAGE(reading_goes_on_after_what_changes_by_itself),
        STAGE(play_takes_over_from_a_confirmation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
