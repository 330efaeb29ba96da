#ifndef SECTIONS_H
#define SECTIONS_H
/*
 * sections - tables with what stands above each, gathered row by row, and written out as a page or as JSON.
 *
 * For what is told in full and in a fixed order. Strings are borrowed; lists are the arena's.
 */
#include "arena.h"
#include "text.h"

#define SECTION_COLUMNS_MAX 5

struct section {
    const char *title, *words; /* `words`: in plain English what it is */
    int level;                 /* 2, or 3 below another */
    const char *head[SECTION_COLUMNS_MAX];
    int columns, rows;
    const char **cells; /* row by row, each as wide as the head */
};

struct sections {
    struct arena *arena;
    struct section *item;
    int count;
};

void section_begin(struct sections *s, int level, const char *title, const char *words, const char *const *head,
                   int columns);
#define SECTION_BEGIN(s, level, title, words, ...)                                                                     \
    section_begin(s, level, title, words, (const char *const[]){__VA_ARGS__},                                          \
                  (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

/* A row of the section begun last; NULL and what is left out are "". */
void section_row(struct sections *s, const char *const *cells, int columns);
#define SECTION_ROW(s, ...)                                                                                            \
    section_row(s, (const char *const[]){__VA_ARGS__},                                                                 \
                (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

/* Inside a page that html_begin began. */
void sections_html(const struct sections *s, struct buffer *out);
/* Objects with commas between: {"title", "level", "rows": an object a row}. */
void sections_json(const struct sections *s, struct buffer *out);

#endif
