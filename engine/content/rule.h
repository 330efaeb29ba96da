#ifndef RULE_H
#define RULE_H
/*
 * rule - conditions and small sums over answers: the JsonLogic subset of modules/README.md.
 *
 * Answers are those of the reference implementation of JsonLogic (json-logic-js): loose equality, null counts as 0 in
 * comparisons, "" and 0 and [] are false. Variables come through a callback, so a rule knows no attempt.
 */
#include "programme.h"

struct rule_scope {
    void *context;
    /* Fills `out` (VALUE_NULL when there is none). Lists and texts are borrowed until the scope ends. */
    void (*variable)(void *context, const char *name, struct value *out);
    struct arena *arena; /* for values made on the way */
};

struct value rule_value(const struct rule *r, const struct rule_scope *scope);
bool rule_holds(const struct rule *r, const struct rule_scope *scope); /* NULL holds */

#endif
