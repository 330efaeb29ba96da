#ifndef UNDERWAY_H
#define UNDERWAY_H
/*
 * underway - what an edit of a module does to somebody who is in the middle of it.
 *
 * Tried, not guessed: a person with sample answers stops on each page in turn, the module becomes the new one, and they go
 * on to its end. In the community, without other modules before.
 */
#include "programme.h"

struct underway {
    const char *stopped;  /* id of a page of before */
    const char *goes_on;  /* of now; NULL: the module cannot be gone on with */
    int lost;             /* answers given before that cannot be read any more */
    const char *again[PAGES_MAX]; /* pages seen before that come once more on the way to the end */
    int again_count;
    const char *missed[PAGES_MAX]; /* pages that are new, and that they never come to */
    int missed_count;
    bool ends; /* they come to the end */
};

/* One for every page that can be stopped on, extra pages left out. `out` has room for all pages. Returns how many. */
int underway_try(struct arena *a, const struct programme *was, const struct module *was_module,
                 const struct programme *is, const struct module *is_module, struct underway *out);
bool underway_is_smooth(const struct underway *u); /* goes on where they stopped, with everything */

#endif
