#ifndef PLURAL_H
#define PLURAL_H
/*
 * plural - the C expression of a PO header's Plural-Forms: which form goes with a number.
 *
 * n, whole numbers, ?: || && == != < > <= >= + - * / % ! and brackets, as gettext reads them. Division by zero gives 0.
 */
#include <stdbool.h>

#define PLURAL_DEPTH_MAX 32

/* False when the text is not such an expression. */
bool plural_evaluate(const char *expression, unsigned long n, unsigned long *out);

#endif
