#ifndef RECORD_WORDS_H
#define RECORD_WORDS_H
/*
 * record_words - what a record says of how a module was done, in sentences: for staff to judge by.
 *
 * Facts alone, never a verdict: somebody who reads fast is not told to have cheated.
 */
#include "catalogue.h"
#include "record.h"

/* "Pages were passed faster than they can be read on 3 of 14 pages. Pages gone back to: 2. Quiz: 75% right. Tries: 2."
 * `interface` NULL: English. "" where the record says nothing of it. */
const char *record_how_words(struct arena *a, const struct catalogue *interface, const struct record *r);

#endif
