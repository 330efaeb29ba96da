#ifndef SARIF_H
#define SARIF_H
/*
 * sarif - problems as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for editors and for where
 * changes are looked at together.
 *
 * A rule for each code that was met, with its entry of assets/problems.md as help; a result for each problem, with its
 * file, line and column (in characters) and its JSON pointer as logical location. Where a problem has a hint, that follows
 * its message.
 */
#include "explain.h"

#define SARIF_RULES_MAX 512

struct sarif {
    struct arena *arena;
    const struct explained_list *explained;
    const char *rules[SARIF_RULES_MAX]; /* codes, as they were met */
    int rule_count, result_count;
    struct buffer results;
};

void sarif_init(struct sarif *s, struct arena *a, const struct explained_list *explained);
void sarif_add(struct sarif *s, const struct problem *problem);
void sarif_write(const struct sarif *s, struct buffer *out); /* the whole document */

#endif
