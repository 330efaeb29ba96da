#ifndef COERCE_H
#define COERCE_H
/*
 * coerce - values turned into truth, numbers and text, and compared, the way ECMAScript does it.
 *
 * JsonLogic leaves these questions to JavaScript ("1" == 1, null < 8, [] == ""), so a rule's answer is only right when
 * they are answered in the same way. Source: ECMA-262, "Type Conversion", "Testing and Comparison Operations". The one
 * difference is JsonLogic's own: an empty list is false.
 */
#include "programme.h"

bool value_is_true(const struct value *v);
double value_number(const struct value *v, struct arena *arena);  /* Number(v); NAN when it is none */
double value_leading_number(const struct value *v, struct arena *arena); /* parseFloat(v): what the text begins with */
const char *value_text(const struct value *v, struct arena *arena); /* String(v) */
bool value_is_same(const struct value *a, const struct value *b);   /* === ; two lists never are */
bool value_equal(const struct value *a, const struct value *b, struct arena *arena); /* == */

enum value_order { ORDER_LESS = -1, ORDER_SAME = 0, ORDER_MORE = 1, ORDER_NONE = 2 /* one is no number */ };
enum value_order value_order(const struct value *a, const struct value *b, struct arena *arena);

#endif
