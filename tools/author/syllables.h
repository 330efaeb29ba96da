#ifndef SYLLABLES_H
#define SYLLABLES_H
/*
 * syllables - how many a word has, as it is said: British English, by espeak-ng's own dictionary and rules.
 *
 * Counting letters gets "people", "idea" and "wanted" wrong; what is spoken to the listener is what counts here too.
 * Known words are remembered, so that a word of a whole curriculum is asked for once.
 */
#include <stdbool.h>
#include <stddef.h>

struct syllables; /* opaque */

struct syllables *syllables_open(void); /* NULL: there is no speech data on this machine */
void syllables_close(struct syllables *s);
/* Of one word, `length` bytes; at least 1. Numbers as they are said. */
int syllables_of(struct syllables *s, const char *word, size_t length);

#endif
