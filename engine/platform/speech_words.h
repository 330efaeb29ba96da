#ifndef SPEECH_WORDS_H
#define SPEECH_WORDS_H
/*
 * speech_words - a text as it is said aloud, where a voice would read what is written wrongly.
 *
 * Money. "£11.50" is said "11 pounds 50", "£1" "1 pound", "£0.05" "5 pence"; in English and in Welsh. What is not
 * certainly an amount ("£5m", "£1.5") is left to the voice. Telephone
 * numbers: "0808 2000 247" digit by digit. Words of the list `otherwise` (pronunciation.h). Pure.
 */
#include <stddef.h>
#include "pronunciation.h"

struct speech_words {
    const char *text;   /* the text itself when nothing in it is said otherwise */
    const size_t *from; /* for each byte of it, the byte it was made of; NULL: the same */
};

/* `language` is BCP 47. */
struct speech_words speech_words(struct arena *a, const char *text, const char *language,
                                 const struct pronunciations *otherwise);

#endif
