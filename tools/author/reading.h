#ifndef READING_H
#define READING_H
/*
 * reading - how hard English words are to read: sentences, long words, and the three formulas that authors are held to.
 *
 * Formulas see length, not order, culture or tone: a good figure proves little, a bad one is worth a look.
 * Sources: SMOG, UK form (NIACE): age = 8 + square root of the words of three syllables or more in 30 sentences;
 * Flesch-Kincaid grade (Kincaid et al. 1975), age = grade + 5; FORCAST (Caylor et al. 1973) for text without sentences.
 */
#include "arena.h"
#include "syllables.h"

#define LONG_WORD_SYLLABLES 3

/* A sentence of plain text: from `text`, `length` bytes, no white space at its ends. */
struct sentence {
    const char *text;
    size_t length;
    int words;
};

/* for (const char *at = text; sentence_next(&at, &s);). A sentence ends at . ! or ? before white space, and at a new line. */
bool sentence_next(const char **at, struct sentence *out);
/* for (const char *at = start; word_next(&at, end, &word, &length);). A word has a letter or a digit in it; "don't" and
 * "if-then" are one. */
bool word_next(const char **at, const char *end, const char **word_out, size_t *length_out);

/* What was read so far; begin with {0}. */
struct reading {
    int sentences, words, syllables;
    int long_words;  /* of LONG_WORD_SYLLABLES or more */
    int short_words; /* of one */
};

void reading_add(struct reading *r, struct syllables *s, const char *plain);
double reading_smog_age(const struct reading *r); /* UK; 30 sentences make it trustworthy */
double reading_grade(const struct reading *r);    /* Flesch-Kincaid; at least 0 */
double reading_forcast(const struct reading *r);  /* 150 words make it trustworthy */

#define SMOG_SENTENCES 30
#define FORCAST_WORDS  150

/* Markdown as it is read: a line a paragraph, {answers} and [gaps] as one short word each. */
const char *reading_plain(struct arena *a, const char *markdown);

#endif
