#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>
#include <espeak-ng/speak_lib.h>

#include "files.h"
#include "speech.h"
#include "speech_words.h"

static struct speech *open_speech(void)
{
    struct arena arena;
    struct problems problems;
    arena_init(&arena);
    problems_init(&problems, &arena);
    struct speech *s = speech_open(&problems);
    assert_non_null(s);
    assert_int_equal(problems.warnings, 0);
    arena_release(&arena);
    return s;
}

static double loudness(const struct utterance *u)
{
    double sum = 0;
    for (size_t n = 0; n < u->sample_count; n++)
        sum += (double)u->samples[n] * u->samples[n];
    return sqrt(sum / (double)u->sample_count);
}

static void word_is(const struct utterance *u, int n, const char *text, const char *word)
{
    assert_true(n < u->word_count);
    assert_int_equal(u->words[n].length, strlen(word));
    assert_memory_equal(text + u->words[n].start, word, strlen(word));
}

/* Marks are in order, within the sound, and each is one word as it is shown: from space to space. */
static void marks_are_good(const struct utterance *u, const char *text)
{
    int length_ms = (int)(u->sample_count * 1000 / (size_t)u->rate_hz), words = 0;
    for (size_t n = 0; text[n]; n++)
        words += text[n] != 32 && (n == 0 || text[n - 1] == 32);
    assert_int_equal(u->word_count, words);
    for (int n = 0; n < u->word_count; n++) {
        const struct word_mark *w = &u->words[n];
        assert_true(w->start == 0 || text[w->start - 1] == 32);
        assert_true(text[w->start + w->length] == 0 || text[w->start + w->length] == 32);
        assert_in_range(w->at_ms, n ? u->words[n - 1].at_ms : 0, length_ms);
        assert_true(n == 0 || w->start > u->words[n - 1].start);
    }
}

static void english_sounds_and_every_word_is_marked(void **state)
{
    (void)state;
    const char *text = "You said: \"stop\". Isn’t that self-control? (Yes, really.)";
    struct speech *s = open_speech();
    struct utterance u;
    assert_true(speech_say(s, text, "en-GB", 4, &u));
    assert_true(loudness(&u) > 500);
    marks_are_good(&u, text);
    word_is(&u, 0, text, "You");
    word_is(&u, 2, text, "\"stop\".");
    word_is(&u, 3, text, "Isn’t");
    word_is(&u, 5, text, "self-control?");
    utterance_release(&u);
    speech_close(s);
}

static void welsh_words_are_whole(void **state)
{
    (void)state;
    const char *text = "Sut ydych chi\x27n teimlo? Mae\x27r dŵr yn oer yn y tŷ.";
    struct speech *s = open_speech();
    struct utterance u;
    assert_true(speech_has_language(s, "cy"));
    assert_true(speech_say(s, text, "cy", 4, &u));
    assert_true(loudness(&u) > 500);
    marks_are_good(&u, text);
    word_is(&u, 2, text, "chi\x27n");
    word_is(&u, 5, text, "dŵr");
    word_is(&u, 10, text, "tŷ.");
    utterance_release(&u);
    speech_close(s);
}

static void a_higher_speed_is_faster_and_the_estimate_is_near(void **state)
{
    (void)state;
    const char *text =
        "You can stop here. What you have done so far is kept. When you come back, this page opens again.";
    struct speech *s = open_speech();
    int before_ms = 1000000;
    for (int speed = 1; speed <= SPEECH_SPEEDS; speed++) {
        struct utterance u;
        assert_true(speech_say(s, text, "en", speed, &u));
        int ms = (int)(u.sample_count * 1000 / (size_t)u.rate_hz);
        assert_true(ms < before_ms);
        assert_in_range(speech_estimate_ms(text, speed), ms * 7 / 10, ms * 13 / 10);
        before_ms = ms;
        utterance_release(&u);
    }
    assert_int_equal(speech_words_per_minute(4), 160);
    speech_close(s);
}

static void a_language_without_a_voice_is_refused(void **state)
{
    (void)state;
    struct speech *s = open_speech();
    struct utterance u;
    assert_false(speech_has_language(s, "so"));
    assert_false(speech_say(s, "Waan ku faraxsanahay", "so", 4, &u));
    assert_null(u.samples);
    assert_true(speech_has_language(s, "en-gb"));
    assert_false(speech_has_language(s, ""));
    speech_close(s);
}

static void the_null_voice_is_silent_with_marks(void **state)
{
    (void)state;
    const char *text = "One two three four";
    struct speech *s = speech_open_null();
    struct utterance u;
    assert_true(speech_say(s, text, "en", 4, &u));
    assert_true(loudness(&u) == 0);
    marks_are_good(&u, text);
    assert_int_equal(u.words[3].at_ms, 3 * 375);
    assert_int_equal(u.sample_count * 1000 / (size_t)u.rate_hz, 4 * 375);
    utterance_release(&u);
    speech_close(s);
}

static void is_said_by(const struct pronunciations *list, const char *text, const char *language, const char *said)
{
    struct arena a;
    arena_init(&a);
    struct speech_words words = speech_words(&a, text, language, list);
    assert_string_equal(words.text, said);
    for (size_t i = 0; words.from && i <= strlen(words.text); i++) {
        assert_in_range(words.from[i], i ? words.from[i - 1] : 0, strlen(text));
        assert_true(i < strlen(words.text) || words.from[i] == strlen(text));
    }
    arena_release(&a);
}

static void is_said(const char *text, const char *language, const char *said)
{
    is_said_by(NULL, text, language, said);
}

static void a_telephone_number_is_said_digit_by_digit(void **state)
{
    (void)state;
    is_said("Ring 0808 2000 247.", "en-GB", "Ring 0 8 0 8, 2 0 0 0, 2 4 7.");
    is_said("Ffoniwch 08000 121 700", "cy", "Ffoniwch 0 8 0 0 0, 1 2 1, 7 0 0");
    is_said("0800 11", "en", "0800 11");
    is_said("20 000 000 000", "en", "20 000 000 000");
}

/* What the engine makes of a text, in its own letters for sounds. */
static void sounds_like(const struct pronunciations *list, const char *text, const char *sounds)
{
    struct arena a;
    char heard[256] = "";
    arena_init(&a);
    const void *at = speech_words(&a, text, "en-GB", list).text;
    while (at)
        strncat(heard, espeak_TextToPhonemes(&at, espeakCHARS_UTF8, 0), sizeof heard - strlen(heard) - 1);
    assert_string_equal(heard, sounds);
    arena_release(&a);
}

/* The list that is shipped: names, units, abbreviations and short numbers, each heard in the engine itself. */
static void the_list_makes_names_units_and_numbers_sound_right(void **state)
{
    struct arena a;
    struct problems problems;
    struct utterance u;
    (void)state;
    arena_init(&a);
    problems_init(&problems, &a);
    struct source source = files_source(SOURCE_DIR "/modules");
    struct pronunciations list = pronunciations_read(&a, &source, &problems);
    assert_null(problems.first);
    assert_true(list.count > 20);
    is_said_by(&list, "Ring 116 123, or 999.", "en-GB", "Ring 1 1 6, 1 2 3, or 9 9 9.");
    is_said_by(&list, "1999 and 116 1234 stay", "en-GB", "1999 and 116 1234 stay");
    is_said_by(&list, "Siân's 175 ml, in html", "en-GB", "Sharn's 175 millilitres, in html");
    is_said_by(&list, "Siân, 175 ml", "cy", "Siân, 175 mililitr");
    is_said_by(&list, "Siân", "pl", "Siân");
    struct speech *s = speech_open(&problems);
    if (s && speech_say(s, "one", "en", 4, &u)) {
        utterance_release(&u);
        sounds_like(&list, "Siân", "S'A@n");
        sounds_like(&list, "175 ml", "w'0nh'VndrI2d@n s'Ev@nti f'aIv m'IlIl,i:t3z");
        sounds_like(&list, "116 123", "w'0n w'0n s'Iksw'0n t'u: Tr'i:");
        sounds_like(&list, "NHS", "'En 'eItS 'Es");
        speech_close(s);
    }
    arena_release(&a);
}

/* Money in running text: as people say it. What may be no amount stays as it is. */
static void money_is_said_in_pounds_and_pence(void **state)
{
    (void)state;
    is_said("It costs £11.50.", "en-GB", "It costs 11 pounds 50.");
    is_said("£1", "en", "1 pound");
    is_said("£1.05, £0.01 or £0.50?", "en-GB", "1 pound 5 pence, 1 penny or 50 pence?");
    is_said("£2.00–£1,250", "en-GB", "2 pounds–1,250 pounds");
    is_said("£0", "en-GB", "0 pounds");
    is_said("(£5)", "cy", "(5 punt)");
    is_said("£1, £2.02", "cy", "1 bunt, 2 bunt 2 geiniog");
    const char *const as_it_is[] = {"no money at all", "£5m", "£1.5", "£1.505", "the £ sign", "£"};
    for (size_t i = 0; i < sizeof as_it_is / sizeof as_it_is[0]; i++)
        is_said(as_it_is[i], "en-GB", as_it_is[i]);
    is_said("£5", "pl", "£5");
    is_said("£5", NULL, "£5");
}

/* What is said is longer than what is shown; each word on show is still marked once, in its place. */
static void words_around_money_are_marked(void **state)
{
    (void)state;
    const char *text = "You spent £11.50 café money and £1 more.";
    struct speech *s = open_speech();
    struct utterance u;
    assert_true(speech_say(s, text, "en-GB", 4, &u));
    marks_are_good(&u, text);
    word_is(&u, 2, text, "£11.50");
    word_is(&u, 6, text, "£1");
    word_is(&u, 7, text, "more.");
    utterance_release(&u);
    speech_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_sounds_and_every_word_is_marked),
        cmocka_unit_test(money_is_said_in_pounds_and_pence),
        cmocka_unit_test(a_telephone_number_is_said_digit_by_digit),
        cmocka_unit_test(the_list_makes_names_units_and_numbers_sound_right),
        cmocka_unit_test(words_around_money_are_marked),
        cmocka_unit_test(welsh_words_are_whole),
        cmocka_unit_test(a_higher_speed_is_faster_and_the_estimate_is_near),
        cmocka_unit_test(a_language_without_a_voice_is_refused),
        cmocka_unit_test(the_null_voice_is_silent_with_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
