#ifndef PSEUDO_H
#define PSEUDO_H
/*
 * pseudo - languages that nobody speaks, to see before there is a translation what one will do: "x-long" is English with accents
 * on every letter and every vowel twice, "x-rtl" is English in Arabic letters, from right to left.
 *
 * Whatever still shows a plain Latin letter was never a translator's to write: it is a word that stands in the program. What a person
 * wrote, names and figures stay as they are.
 */
#include "library.h"

#define PSEUDO_LONG "x-long"
#define PSEUDO_RTL  "x-rtl"

bool pseudo_is(const char *language); /* one of them */
/* Another word for each, with its {places}, [gaps], %1 and Markdown left alone. In `a`. */
const char *pseudo_words(struct arena *a, const char *language, const char *words);
/* Adds the language to every programme that was read, and to the interface's words, which are those of `assets`. False with a problem
 * in l->problems: there are as many languages already as there may be, or no words. */
bool pseudo_add(struct library *l, const char *assets, const char *language);

#endif
