#ifndef CHECK_INSIDE_H
#define CHECK_INSIDE_H
/*
 * check_inside - the two halves of `check`: parts can be judged in a module that is not whole, paths cannot.
 */
#include "check.h"

/* What rules, quizzes and pictures name is there; what cannot be seen or heard has words instead. */
void check_parts(const struct programme *p, const struct module *m, const struct source *source,
                 struct problems *problems);
/* Every page can be reached, and from every page the end. */
void check_paths(const struct module *m, struct problems *problems);

/* Where a pointer kept in the module stands; `page` says in which file. */
struct place check_place(struct arena *a, const struct module *m, const struct page *page, const char *pointer);

#endif
