#ifndef CHECK_INSIDE_H
#define CHECK_INSIDE_H
/*
 * check_inside - what the files of `check` share; nobody else but load.c and the kinds of blocks includes it.
 *
 * check.c goes through pages and blocks, check_rule.c judges what conditions name, check_path.c the ways through a module
 * (check_graph.h), check_asked.c whether an answer that is read was asked for, and whether a rule can hold (check_world.h).
 * Parts can be judged in a module that is not whole; paths cannot.
 */
#include "check.h"
#include "rule.h"

/* A place where an answer is read: by a condition, or by words. */
struct site {
    const struct rule *rule; /* NULL: words, a recall */
    const char *name;        /* rule NULL: of what is read */
    const char *pointer;
    const struct page *page; /* NULL: of the module */
    int order;               /* among the blocks of the page, as block.index */
};
#define ORDER_FIRST (-1)            /* before all blocks: the page itself, and its title */
#define ORDER_LAST  MODULE_BLOCKS_MAX /* after all: where it leads */

#define TRIALS_MAX  300000 /* a long module needs a few thousand; nobody waits for one that is made to take for ever */

struct sites {
    struct site *site;
    int count, room;
};

struct check {
    const struct programme *p; /* its modules: those read so far, whole or not */
    const struct module *m;
    const struct source *source;
    struct problems *problems;
    const struct page *page; /* being judged */
    int order;               /* of what is being judged: as in struct site */
    const struct block *diary; /* check_row_rule: the diary; else NULL */
    const char **exercises;  /* ids, for hints */
    const char **pages;
    struct sites *sites;
    long *trials; /* how many more times rules of this module are worked out */
};

/* Where a pointer kept in the module stands; a property of something whose pointer is known; an item of its list. */
struct place check_at(const struct check *c, const char *pointer);
struct place check_at_key(const struct check *c, const char *pointer, const char *key);
const char *check_item(const struct check *c, const char *pointer, const char *list, int i);

#define check_error(c, place, code, ...)   problem_error((c)->problems, (place), (code), __VA_ARGS__)
#define check_warning(c, place, code, ...) problem_warning((c)->problems, (place), (code), __VA_ARGS__)
void check_hint_nearest(const struct check *c, struct problem *problem, const char *word, const char *const *names,
                        int count);

/* What a name means: "heat", "record.thought", "values.family" (a part), "stop-and-think.heat". */
struct reference {
    const struct module *module;   /* of the exercise */
    const struct block *exercise;  /* NULL: of a module that is not whole, so that nothing can be said of it */
    const char *part;              /* NULL: the answer as a whole */
};
bool check_find(const struct check *c, const char *name, struct reference *out); /* false: nothing */
/* The same, with a problem when it means nothing. `pointer` is the place of the name. */
bool check_name(const struct check *c, const char *pointer, const char *code, const char *name, struct reference *out);
/* The measure of "measure.<id>.score"; NULL, with a problem, when it names none that the programme asks. */
const struct measure *check_measure(const struct check *c, const char *pointer, const char *code, const char *name);

void check_rule(const struct check *c, const struct rule *r);
bool check_is_of_module(const struct check *c, const char *name); /* "stop-and-think.heat" */
/* A rule about one row of a diary, in which columns are known by their own names. */
void check_row_rule(const struct check *c, const struct block *diary, const struct rule *r);
/* `is_prose`: headings may stand in them. */
void check_words(const struct check *c, const struct words *words, bool is_prose);
void check_media(const struct check *c, const char *pointer, const char *key, const char *path); /* path NULL: nothing */
/* A property `key` that names an exercise of this module; NULL, with a problem, when there is none. */
const struct block *check_exercise(const struct check *c, const char *pointer, const char *key, const char *id);
/* The same of any module; NULL without a problem for a total; key NULL: words at `pointer`. NULL without a problem: of a module that is not whole. */
const struct block *check_reference(const struct check *c, const char *pointer, const char *key, const char *name);
void check_page_link(const struct check *c, const char *pointer, const char *key, const char *page);
void check_block(const struct check *c, const struct block *b);

/* Index of the page that asks this exercise of the module; the block of the page that it is a part of, or itself. */
int check_page_of(const struct module *m, const struct block *exercise, const struct block **top_out);

struct check *check_begin(const struct programme *p, const struct module *m, const struct source *source,
                          struct problems *problems);
/* What rules, quizzes and pictures name is there; what cannot be seen or heard has words instead. */
void check_parts(struct check *c);
/* Every page can be reached, and from every page the end; rules read what was asked. After check_parts, of a module
 * without errors. */
void check_paths(const struct check *c);
void check_asked(const struct check *c); /* after check_paths, when it found no error */

/* Where a pointer kept in the module stands; `page` says in which file. */
struct place check_place(struct arena *a, const struct module *m, const struct page *page, const char *pointer);

#endif
