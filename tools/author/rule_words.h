#ifndef RULE_WORDS_H
#define RULE_WORDS_H
/*
 * rule_words - a rule as its author would say it: "heat is 8 or more, and setting is custody".
 */
#include "programme.h"

void rule_words(const struct rule *r, struct buffer *out); /* NULL: "always" */

#endif
