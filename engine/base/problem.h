#ifndef PROBLEM_H
#define PROBLEM_H
/*
 * problem - collects what is wrong, where, and the way out.
 *
 * An author's mistake is a problem with a place; the finder goes on to look for the next. The world's failures (no disk,
 * no sound) use the same list without a place. One line in the form every editor can jump to, then an optional hint:
 *
 *     modules/x/y.json:41:17: error: no page called "breathe2" [link-unknown] /pages/3/next/0/page
 *     modules/x/y.json:41:17: hint: did you mean "breathe-2"?
 */
#include <stdbool.h>
#include "arena.h"
#include "text.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct place {
    const char *file;    /* NULL: no file, e.g. "no sound card" */
    int line, column;    /* from 1, in characters; 0: the whole file */
    const char *pointer; /* JSON pointer, or NULL */
};

struct problem {
    enum severity severity;
    const char *code; /* stable, lower-case, e.g. "link-unknown" */
    struct place place;
    const char *message;
    const char *hint; /* or NULL */
    struct problem *next;
};

#define PROBLEMS_MAX 1000 /* more helps nobody; a last problem says that the rest was left out */

struct problems {
    struct arena *arena; /* messages live here */
    struct problem *first, *last;
    int errors, warnings;
    int bearable; /* of the errors: a file that is missing or damaged, for which words stand in */
};

void problems_init(struct problems *p, struct arena *a);

/* Adds one; strings are copied. The returned problem lives as long as the arena. */
struct problem *problem_add(struct problems *p, enum severity severity, struct place place, const char *code,
                            const char *format, ...) __attribute__((format(printf, 5, 6)));
#define problem_error(p, place, code, ...) problem_add((p), SEVERITY_ERROR, (place), (code), __VA_ARGS__)
#define problem_warning(p, place, code, ...) problem_add((p), SEVERITY_WARNING, (place), (code), __VA_ARGS__)
/* An error that keeps nothing from being used. */
#define problem_bearable(p, place, code, ...)                                                                           \
    ((p)->bearable++, problem_add((p), SEVERITY_ERROR, (place), (code), __VA_ARGS__))
int problems_breaking(const struct problems *p); /* the errors that do */
#define PLACE_NONE ((struct place){0})

void problem_hint(struct problems *p, struct problem *problem, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sorts by file, line and column, in the order found within one place. */
void problems_sort(struct problems *p);
void problem_print(const struct problem *problem, struct buffer *out);   /* one or two lines */
void problems_print(const struct problems *p, struct buffer *out);

#endif
