#ifndef SAMPLE_H
#define SAMPLE_H
/*
 * sample - answers that nobody gave: what a person might say to each kind of exercise, so that an author sees pages filled in.
 *
 * Always the same for the same module. Right answers where there are right ones, never one that is a concern where there is
 * another.
 */
#include <stdint.h>
#include "attempt.h"

#define SAMPLE_WORDS "some words of mine" /* what is written */

/* The next act that answers an exercise (not a worksheet or diary, but their parts), or goes on answering it. False: nothing is
 * left to do. Texts of `out` live in `a`. */
bool sample_act(struct arena *a, const struct attempt *s, const struct block *exercise, struct moment now, struct act *out);
/* Some answer or other, by chance: any option, the ends of scales more often than their middle, now and then none at all. */
bool sample_any(struct arena *a, const struct attempt *s, const struct block *exercise, struct moment now, uint32_t *seed,
                struct act *out);
uint32_t sample_roll(uint32_t *seed, int below); /* 0 to below - 1; the seed is not 0 */

#endif
