#ifndef MET_H
#define MET_H
/*
 * met - which pages of a module were on show, and which rules of its pages led where they lead.
 *
 * Whoever goes through the module notes it here: walks without a screen, and hands on a kiosk.
 */
#include "attempt.h"

#define MET_RULES_MAX 64 /* of one page: load allows fewer */

struct met {
    const struct module *module; /* borrowed */
    bool *seen;                  /* by page */
    bool (*fired)[MET_RULES_MAX]; /* by page and rule */
};

void met_init(struct met *met, struct arena *a, const struct module *m);
void met_page(struct met *met, const struct page *page);
/* A page was left for page number `to`. False: it has no rule that leads there. */
bool met_rule_to(struct met *met, const struct page *from, int to);
/* It was left by stopping or by skipping what comes next: each rule of that kind that holds. False: there is none. */
bool met_rule_that_holds(struct met *met, const struct page *from, enum next_kind kind, const struct rule_scope *scope);

int met_ways(const struct met *met); /* pages and rules there are */
int met_gone(const struct met *met); /* and that were met */
/* Of what `wanted` met, how much `met` did not. Both of the same module. */
int met_lacks(const struct met *met, const struct met *wanted);
void met_join(struct met *met, const struct met *other);
/* A line for each that `wanted` met and `met` did not. */
void met_tell_lacks(const struct met *met, const struct met *wanted, struct buffer *out);

#endif
