#ifndef CHECK_H
#define CHECK_H
/*
 * check - judges a whole programme: links, reachability, every path ends, quizzes that can be passed, media present,
 * alternatives for pictures and sounds, translations complete. Reports problems; changes nothing.
 */
#include "load.h"

void module_check(const struct programme *p, const struct module *m, const struct source *source,
                  struct problems *problems);

#endif
