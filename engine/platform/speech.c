#include "speech.h"

#include <assert.h>
#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <espeak-ng/speak_lib.h>

#include "speech_words.h"
#include "text.h"

#define SAMPLES_MAX  ((size_t)22050 * 60 * 10) /* ten minutes of one piece of text: no page says so much */
#define NULL_RATE_HZ 8000

static const int words_per_minute[SPEECH_SPEEDS] = {95, 115, 135, 160, 195, 250, 320};

int speech_words_per_minute(int speed)
{
    assert(speed >= 1 && speed <= SPEECH_SPEEDS);
    return words_per_minute[speed - 1];
}

/* English prose with its pauses: 950 characters a minute at 160 words a minute, measured. */
int speech_estimate_ms(const char *text, int speed)
{
    size_t characters = 0;
    for (const char *c = text; *c; c++)
        characters += ((unsigned char)*c & 0xC0) != 0x80;
    return (int)(characters * 60000 * 160 / 950 / (size_t)speech_words_per_minute(speed));
}

void utterance_release(struct utterance *u)
{
    free(u->samples);
    free(u->words);
    *u = (struct utterance){0};
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Adds the word around byte `at`, from space to space. The engine tells where a word begins by its own idea of words
 * (of "chi'n" it knows "chi" and "n"): what is shown is one word, and is marked once. */
static void word_add(struct utterance *u, const char *text, size_t at, int at_ms)
{
    size_t start = at, end = at;
    if (!text[at] || is_space(text[at]))
        return;
    while (start > 0 && !is_space(text[start - 1]))
        start--;
    while (text[end] && !is_space(text[end]))
        end++;
    if (u->word_count && start <= u->words[u->word_count - 1].start)
        return;
    if ((u->word_count & (u->word_count - 1)) == 0) { /* room doubles at each power of two */
        size_t room = u->word_count ? (size_t)u->word_count * 2 : 1;
        struct word_mark *words = realloc(u->words, sizeof *words * room);
        if (!words)
            abort();
        u->words = words;
    }
    if (u->word_count && at_ms < u->words[u->word_count - 1].at_ms)
        at_ms = u->words[u->word_count - 1].at_ms;
    u->words[u->word_count++] = (struct word_mark){at_ms, start, end - start};
}

/* --- espeak-ng ---------------------------------------------------------------------------------------------------- */

struct speech {
    bool silent;       /* the null driver */
    char voice[32];    /* set now, "" when none */
    char language[32]; /* it was set for */
    const struct pronunciations *otherwise;
};

struct making { /* one utterance on its way */
    struct utterance *out;
    const char *text;          /* as it was given: words are marked in it */
    struct speech_words words; /* as it is said */
    size_t room;
    size_t character, byte; /* the same place in the text, counted both ways; goes forward only */
    bool too_long;
};

/* Files of voices by language: found at once, where a search by language reads every file there is. */
static const struct {
    const char *language, *voice;
} voices[] = {
    {"en", "gmw/en"}, {"cy", "cel/cy"}, {"pl", "zlw/pl"}, {"ro", "roa/ro"}, {"sq", "ine/sq"}, {"lt", "bat/lt"},
    {"ur", "inc/ur"}, {"ar", "sem/ar"}, {"vi", "aav/vi"}, {"tr", "trk/tr"}, {"bn", "inc/bn"}, {"pa", "inc/pa"},
    {"gu", "inc/gu"}, {"hi", "inc/hi"}, {"fa", "ira/fa"}, {"ku", "ira/ku"}, {"ru", "zle/ru"}, {"uk", "zle/uk"},
    {"pt", "roa/pt"}, {"es", "roa/es"}, {"fr", "roa/fr"}, {"it", "roa/it"}, {"de", "gmw/de"},
};

static bool data_is_there(void)
{
    const char *told = getenv("ESPEAK_DATA_PATH");
    glob_t found = {0};
    if (told)
        return access(told, R_OK) == 0;
    bool there = access("/usr/share/espeak-ng-data/phontab", R_OK) == 0 ||
                 glob("/usr/lib/*/espeak-ng-data/phontab", GLOB_NOSORT, NULL, &found) == 0;
    globfree(&found);
    return there;
}

struct speech *speech_open(struct problems *problems)
{
    if (!data_is_there()) {
        struct problem *p =
            problem_warning(problems, PLACE_NONE, "speech-missing", "no voices on this machine: nothing is read aloud");
        problem_hint(problems, p, "install the Debian package espeak-ng-data");
        return NULL;
    }
    struct speech *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    return s; /* the engine starts with the first word: most people never ask for it */
}

void speech_pronounce(struct speech *s, const struct pronunciations *otherwise)
{
    s->otherwise = otherwise;
}

void speech_close(struct speech *s)
{
    free(s);
}

/* Starts the engine, once in a process, and tells its rate; 0 when it does not start. It is never stopped: even in this
 * mode it has a thread, and telling that to stop hangs when it is not waiting just then (espeak-ng 1.51, fifo_stop).
 * The engine's own state is of the process too, so nothing is shared here that was not already. */
static int engine_rate_hz(void)
{
    static int rate_hz;
    if (rate_hz == 0)
        rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 200, NULL, espeakINITIALIZE_DONT_EXIT);
    return rate_hz > 0 ? rate_hz : 0;
}

/* "en-GB" -> "en" */
static void language_base(const char *language, char out[32])
{
    size_t n = 0;
    for (; language && isalpha((unsigned char)language[n]) && n < 31; n++)
        out[n] = (char)tolower((unsigned char)language[n]);
    out[n] = '\0';
}

static bool voice_set(struct speech *s, const char *language)
{
    char base[32];
    language_base(language, base);
    if (!base[0] || !engine_rate_hz())
        return false;
    if (!strcmp(s->language, base))
        return s->voice[0] != '\0';
    const char *name = base;
    for (size_t n = 0; n < sizeof voices / sizeof voices[0]; n++)
        if (!strcmp(voices[n].language, base))
            name = voices[n].voice;
    bool set = espeak_SetVoiceByName(name) == EE_OK || espeak_SetVoiceByName(base) == EE_OK;
    snprintf(s->language, sizeof s->language, "%s", base);
    snprintf(s->voice, sizeof s->voice, "%s", set ? name : "");
    return set;
}

bool speech_has_language(struct speech *s, const char *language)
{
    return s->silent || voice_set(s, language);
}

/* Byte of the text for the character at `position` (from 1) of what is said; marks come in order, so the walk never
 * starts again. */
static size_t byte_of(struct making *m, int position)
{
    size_t target = position > 0 ? (size_t)position - 1 : 0;
    if (target < m->character)
        m->character = m->byte = 0;
    while (m->character < target && m->words.text[m->byte]) {
        m->byte++;
        while (((unsigned char)m->words.text[m->byte] & 0xC0) == 0x80)
            m->byte++;
        m->character++;
    }
    return m->words.from ? m->words.from[m->byte] : m->byte;
}

static void samples_add(struct making *m, const short *samples, size_t count)
{
    struct utterance *u = m->out;
    if (count > SAMPLES_MAX - u->sample_count) {
        m->too_long = true;
        return;
    }
    if (u->sample_count + count > m->room) {
        m->room = (u->sample_count + count) * 2;
        int16_t *grown = realloc(u->samples, sizeof *grown * m->room);
        if (!grown)
            abort();
        u->samples = grown;
    }
    memcpy(u->samples + u->sample_count, samples, sizeof *samples * count);
    u->sample_count += count;
}

static int take(short *samples, int count, espeak_EVENT *events)
{
    struct making *m = events->user_data;
    if (samples && count > 0)
        samples_add(m, samples, (size_t)count);
    for (; events->type != espeakEVENT_LIST_TERMINATED; events++)
        if (events->type == espeakEVENT_WORD && events->length > 0)
            word_add(m->out, m->text, byte_of(m, events->text_position), events->audio_position);
    return m->too_long ? 1 : 0;
}

static bool say_null(const char *text, int speed, struct utterance *out)
{
    int word_ms = 60000 / speech_words_per_minute(speed), at_ms = 0;
    for (size_t n = 0; text[n]; n++) {
        if (is_space(text[n]) || (n && !is_space(text[n - 1])))
            continue;
        word_add(out, text, n, at_ms);
        at_ms += word_ms;
    }
    out->rate_hz = NULL_RATE_HZ;
    out->sample_count = (size_t)at_ms * NULL_RATE_HZ / 1000;
    out->samples = calloc(out->sample_count ? out->sample_count : 1, sizeof *out->samples);
    if (!out->samples)
        abort();
    return out->sample_count > 0;
}

struct speech *speech_open_null(void)
{
    struct speech *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    s->silent = true;
    return s;
}

bool speech_say(struct speech *s, const char *text, const char *language, int speed, struct utterance *out)
{
    *out = (struct utterance){0};
    if (s->silent)
        return say_null(text, speed, out);
    if (!voice_set(s, language))
        return false;
    struct arena arena;
    arena_init(&arena);
    struct making making = {.out = out, .text = text, .words = speech_words(&arena, text, language, s->otherwise)};
    out->rate_hz = engine_rate_hz();
    espeak_SetSynthCallback(take);
    espeak_SetParameter(espeakRATE, speech_words_per_minute(speed), 0);
    const char *said = making.words.text;
    espeak_ERROR failed = espeak_Synth(said, strlen(said) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, &making);
    arena_release(&arena);
    if (failed == EE_OK && out->sample_count && !making.too_long)
        return true;
    utterance_release(out);
    return false;
}
