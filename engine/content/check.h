#ifndef CHECK_H
#define CHECK_H
/*
 * check - judges a whole programme: links, reachability, every path ends, quizzes that can be passed, media present,
 * alternatives for pictures and sounds, translations complete. Reports problems; changes nothing.
 */
#include "date.h"
#include "load.h"

/* Warns of facts whose `review_by` has passed on the day `today`; nothing else here depends on a day. */
void programme_check_review(const struct programme *p, struct local_date today, struct problems *problems);
/* What may be played in a draft and not be released: facts nobody has verified, translations no speaker has reviewed, drafts. Errors. */
void programme_check_release(const struct programme *p, struct problems *problems);

#endif


