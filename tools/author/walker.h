#ifndef WALKER_H
#define WALKER_H
/*
 * walker - goes through a programme again and again with answers given by chance, until every page has been on show and every rule of
 * every page has led where it leads, in every setting.
 */
#include "library.h"
#include "rehearsal.h"

struct walked { /* of one module */
    const struct module *module;
    int walks, pages; /* how many ways were gone, and how many pages they came to */
    int ways, gone;   /* rules and pages there are, and that were met */
};

/* At most `most` walks a setting through all modules, one after another, as a person goes: what was said in one is known in the
 * next. Ends when everything was met. What never was, and a walk that does not come to its end, is a problem. `out` has room for a
 * module each. */
void walk_programme(const struct library *library, const struct programme *p, int most, uint32_t seed,
                    struct problems *problems, struct walked *out);

#endif
