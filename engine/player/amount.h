#ifndef AMOUNT_H
#define AMOUNT_H
/*
 * amount - the numbers of a `number` exercise: counted in whole hundredths, so that three times 0.10 shows as 0.30.
 *
 * An answer is kept as a double made of hundredths, which json writes with its shortest digits: 4.5, never
 * 4.500000000000001. `step` is what minus and plus move by; from the keypad any number with as many decimals as the
 * author's numbers fits, money always in pence.
 */
#include <stdint.h>
#include "programme.h"

int64_t amount_hundredths(double number); /* rounded */
double amount_of(int64_t hundredths);
int amount_decimals(const struct number_block *n); /* 0, 1 or 2: how many an answer may have */
bool amount_fits(const struct number_block *n, double number);
/* What minus and plus lead to; `now` NULL: from nothing, as if at 0, or where the numbers begin. Never beyond an end. */
double amount_moved(const struct number_block *n, const double *now, double by);
/* As it was typed, "4", "4.5" or "4,50". False when it is no number, or has more decimals than there may be. */
bool amount_read(const struct number_block *n, const char *typed, double *out);
/* Plain digits: "4", "4.5"; money "4" or "4.50". */
const char *amount_digits(struct arena *arena, const struct number_block *n, double number);

#endif
