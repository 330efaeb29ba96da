#ifndef SAMPLE_H
#define SAMPLE_H
/*
 * sample - answers that nobody gave: what a person might say to each kind of exercise, so that an author sees pages filled in.
 *
 * Always the same for the same module. Right answers where there are right ones, never one that is a concern where there is
 * another.
 */
#include "attempt.h"

/* The next act that answers an exercise (not a worksheet or diary, but their parts), or goes on answering it. False: nothing is
 * left to do. Texts of `out` live in `a`. */
bool sample_act(struct arena *a, const struct attempt *s, const struct block *exercise, struct moment now, struct act *out);

#endif
