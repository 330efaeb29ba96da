#ifndef STORY_H
#define STORY_H
/*
 * story - how far a story is told: a pure function of what was seen and answered.
 *
 * Lines are told one after another. One whose `when` does not hold is passed over; at a choice the story waits until it is
 * answered, or declined, unless it is optional. Changing an answer takes the story back to that choice (attempt_apply):
 * what follows is told anew. Lines are counted as they are written, so that an edit of words moves nobody.
 */
#include "attempt.h"

/* The first `told` lines have been told: of those, the ones that show. At least the first that shows. */
int story_told(const struct attempt *s, const struct block *story);
bool story_shows(const struct attempt *s, const struct block *story, int line);
/* How many are told after the next step; `told` when there is none: the story is over, or waits. */
int story_next(const struct attempt *s, const struct block *story, int told);
/* The choice that has to be answered before it goes on, or NULL. */
const struct block *story_waits(const struct attempt *s, const struct block *story, int told);

#endif
