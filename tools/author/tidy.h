#ifndef TIDY_H
#define TIDY_H
/*
 * tidy - what is mechanical to put right in a JSON file, and only that: nothing in it means anything else afterwards.
 *
 * Whatever stands inside a string stays as it is. What has been put right once is not touched again.
 */
#include "arena.h"
#include <stdbool.h>
#include <stddef.h>

struct tidied { /* how often each was put right */
    int mark;          /* a byte-order mark at the beginning */
    int line_ends;     /* lines that ended as on Windows */
    int spaces;        /* lines with white space at their end */
    int commas;        /* with nothing behind them */
    int last_line;     /* no line's end at the end of the file, or more than one */
};

/* The text put right, its length in `size_out`. NULL: nothing is to be done, or a string in it is never closed. */
const char *tidy_json(struct arena *a, const char *text, size_t size, size_t *size_out, struct tidied *out);
const char *tidied_words(struct arena *a, const struct tidied *t); /* "2 commas with nothing behind them, ..." */

#endif
