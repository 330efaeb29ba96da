#ifndef CATALOGUE_H
#define CATALOGUE_H
/*
 * catalogue - translations: gettext PO text to look-ups by place and source string.
 *
 * Own small reader of the PO format: the pure layers are handed bytes, and problems need line and column, neither of which
 * libgettextpo offers (it opens files itself). Fuzzy and empty entries are kept apart: they are not shown.
 */
#include "problem.h"

struct catalogue; /* opaque, in the arena */

struct catalogue_header {
    const char *language; /* "cy" */
    bool reviewed;        /* X-Reviewed: yes */
};

/* NULL when the text is not PO (problems say where). */
struct catalogue *catalogue_parse(struct arena *a, const char *file, const char *text, size_t length,
                                  struct problems *problems);
struct catalogue_header catalogue_header(const struct catalogue *c);

/* The translation, or NULL: none, empty, fuzzy, or made of another source string (then stale). `context` may be NULL. */
const char *catalogue_find(const struct catalogue *c, const char *context, const char *source);
bool catalogue_is_stale(const struct catalogue *c, const char *context, const char *source);
/* Plural form for n by the header's Plural-Forms; falls back to NULL like catalogue_find. */
const char *catalogue_find_plural(const struct catalogue *c, const char *context, const char *source, unsigned long n);
int catalogue_count(const struct catalogue *c);

/* Entries whose place nobody has looked for: for (struct catalogue_entry e = {0}; catalogue_next_unused(c, &e);) */
struct catalogue_entry {
    const void *at; /* of the reader */
    const char *context, *source; /* context may be NULL */
    int line;
};
bool catalogue_next_unused(const struct catalogue *c, struct catalogue_entry *io);

/* --- words of the program itself: their English is their id, and stands in where there is no translation ----------- */

const char *catalogue_words(const struct catalogue *c, const char *english); /* `c` NULL: English */
/* With arguments put in for %1, %2, %3 (translators may reorder them); NULL is "". */
const char *catalogue_words_with(struct arena *a, const struct catalogue *c, const char *english, const char *a1,
                                 const char *a2, const char *a3);
/* In the form for `count`, which is put in for %d. `c` NULL: English. */
const char *catalogue_words_count(struct arena *a, const struct catalogue *c, const char *one, const char *many,
                                  int count);

#endif
