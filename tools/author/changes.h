#ifndef CHANGES_H
#define CHANGES_H
/*
 * changes - what has changed in a module for whoever reads it: pages, words, rules, questions; and anything else, by name.
 *
 * Whatever differs between the two files is told somehow: no change means that nothing differs but how it is written down.
 */
#include "programme.h"

enum change_kind {
    CHANGE_PAGE_ADDED, CHANGE_PAGE_GONE, CHANGE_PAGE_MOVED,
    CHANGE_WORDS,     /* before NULL: new ones; after NULL: gone; translations too, with the language behind their place */
    CHANGE_RULE,      /* when something shows, where Next leads: in words */
    CHANGE_QUESTION,  /* an exercise that is new (before NULL), gone (after NULL) or another kind */
    CHANGE_OTHER      /* something else of the page or the module */
};
const char *change_kind_name(enum change_kind kind); /* "page-added", "words" ... */

struct change {
    enum change_kind kind;
    const char *page;  /* id; NULL: of the module */
    const char *place; /* a string's stable place, an exercise's id, "when", "next"; NULL: the page itself */
    const char *before, *after;
};

struct changes {
    struct change *item;
    int count;
};

struct changes changes_of(struct arena *a, const struct programme *was_of, const struct module *was,
                          const struct programme *is_of, const struct module *is);

#endif
