#ifndef CHECK_INSIDE_H
#define CHECK_INSIDE_H
/*
 * check_inside - the two halves of `check`: parts can be judged in a module that is not whole, paths cannot.
 */
#include "check.h"

struct check {
    const struct programme *p;
    const struct module *m;
    const struct source *source;
    struct problems *problems;
    const struct page *page; /* being judged */
    const char **exercises;  /* ids, for hints */
    const char **pages;
};

/* Where a pointer kept in the module stands; a property of something whose pointer is known; an item of its list. */
struct place check_at(const struct check *c, const char *pointer);
struct place check_at_key(const struct check *c, const char *pointer, const char *key);
const char *check_item(const struct check *c, const char *pointer, const char *list, int i);

#define check_error(c, place, code, ...)   problem_error((c)->problems, (place), (code), __VA_ARGS__)
#define check_warning(c, place, code, ...) problem_warning((c)->problems, (place), (code), __VA_ARGS__)
void check_hint_nearest(const struct check *c, struct problem *problem, const char *word, const char *const *names,
                        int count);

void check_rule(const struct check *c, const struct rule *r);
/* `is_prose`: headings may stand in them. */
void check_words(const struct check *c, const struct words *words, bool is_prose);
void check_media(const struct check *c, const char *pointer, const char *key, const char *path); /* path NULL: nothing */
/* A property `key` that names an exercise; NULL, with a problem, when there is none. */
const struct block *check_exercise(const struct check *c, const char *pointer, const char *key, const char *id);
void check_page_link(const struct check *c, const char *pointer, const char *key, const char *page);
void check_block(const struct check *c, const struct block *b);

/* What rules, quizzes and pictures name is there; what cannot be seen or heard has words instead. */
void check_parts(const struct programme *p, const struct module *m, const struct source *source,
                 struct problems *problems);
/* Every page can be reached, and from every page the end. */
void check_paths(const struct module *m, struct problems *problems);

/* Where a pointer kept in the module stands; `page` says in which file. */
struct place check_place(struct arena *a, const struct module *m, const struct page *page, const char *pointer);

#endif
