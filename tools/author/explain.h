#ifndef EXPLAIN_H
#define EXPLAIN_H
/*
 * explain - what each problem's code means, from assets/problems.md: an entry for every code, as tests/check-codes proves.
 *
 * An entry is a heading with the code, a paragraph that says what is wrong, and four items: why it matters to the reader,
 * how to put it right, and an example wrong and right. The words are Markdown, for reading as they are.
 */
#include "problem.h"

struct explained {
    const char *code, *meaning, *why, *put_right, *wrong, *right; /* none of them empty */
};

struct explained_list {
    struct explained *entry; /* as they stand in the file */
    int count;
};

/* False, with problems, when an entry is not whole: `text` as in the file. */
bool explained_parse(struct arena *a, const char *file, const char *text, struct explained_list *out,
                     struct problems *problems);
/* The same from the folder of assets. */
bool explained_read(struct arena *a, const char *assets, struct explained_list *out, struct problems *problems);

const struct explained *explained_find(const struct explained_list *list, const char *of); /* NULL: none */

#endif
