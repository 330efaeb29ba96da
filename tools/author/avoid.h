#ifndef AVOID_H
#define AVOID_H
/*
 * avoid - words that shame, blame, come from the office or promise too much, and what to say instead: a list as data.
 *
 * A line an entry: "avoid => say"; nothing after the arrow: leave it out; "(of drugs)" says when. "#" begins a comment.
 */
#include "problem.h"

struct avoid_entry {
    const char *words; /* lower case, one space between words */
    const char *when;  /* "of drugs", or NULL */
    const char *say;   /* "" : leave it out */
};

struct avoid_list {
    struct avoid_entry *entries;
    int count;
};

/* Lines that are no entry are problems, with their line. */
struct avoid_list avoid_parse(struct arena *a, const char *file, const char *text, size_t length,
                              struct problems *problems);
/* The next entry that stands in `plain` as whole words, and where; begins at *at. NULL: none is left. */
const struct avoid_entry *avoid_next(const struct avoid_list *list, const char **at, const char **found_out);

#endif
