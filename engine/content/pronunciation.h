#ifndef PRONUNCIATION_H
#define PRONUNCIATION_H
/*
 * pronunciation - how words are said aloud where a voice would say them wrongly: names, abbreviations, units, short
 * telephone numbers. One list for all programmes, shared/pronunciation.json. What is shown stays as it is written.
 */
#include "load.h"

#define PRONUNCIATIONS_MAX 400
#define PRONUNCIATION_GROWS 8 /* at most so many times as many bytes as the word */

struct pronunciation {
    const char *word, *language, *say; /* language: "en", its first part; NULL: any */
};

struct pronunciations {
    const struct pronunciation *item;
    int count;
};

/* Empty, without a problem, when there is no such list; strings are the arena's. */
struct pronunciations pronunciations_read(struct arena *a, const struct source *source, struct problems *problems);
/* The word at `at`, the longest there is, as a whole word; NULL: it is said as it is written. `language` is BCP 47. */
const struct pronunciation *pronunciation_at(const struct pronunciations *list, const char *text, size_t at,
                                             const char *language);

#endif
