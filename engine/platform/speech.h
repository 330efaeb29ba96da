#ifndef SPEECH_H
#define SPEECH_H
/*
 * speech - words to sound, with the time of every word (espeak-ng; the only unit that sees it).
 *
 * Makes sound, does not play it: the result is samples and word marks, so that one queue (sound) plays everything.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "problem.h"
#include "pronunciation.h"

struct speech; /* opaque */

struct word_mark {
    int at_ms;            /* when the word begins in the samples */
    size_t start, length; /* bytes in the text */
};

struct utterance { /* release with utterance_release */
    int16_t *samples; /* mono */
    size_t sample_count;
    int rate_hz;
    struct word_mark *words;
    int word_count;
};

#define SPEECH_SPEEDS 7 /* 1 slow .. 4 normal .. 7 fast */
int speech_words_per_minute(int speed);

struct speech *speech_open(struct problems *problems); /* NULL with a problem when there is no speech data */
struct speech *speech_open_null(void);                 /* silent, but with marks: about 160 words a minute; for journeys */
void speech_close(struct speech *s);
void speech_pronounce(struct speech *s, const struct pronunciations *otherwise); /* borrowed until it is closed */
bool speech_has_language(struct speech *s, const char *language);
/* False when the language has no voice. */
bool speech_say(struct speech *s, const char *text, const char *language, int speed, struct utterance *out);
/* Length without making the samples twice: an estimate from characters and speed, for totals. */
int speech_estimate_ms(const char *text, int speed);
void utterance_release(struct utterance *u);

#endif
