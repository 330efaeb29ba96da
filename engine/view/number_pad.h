#ifndef NUMBER_PAD_H
#define NUMBER_PAD_H
/*
 * number_pad - the keypad for a number: what is being typed, over ten digits. Private to the page view.
 *
 * As the keyboard it covers the page until it is done; what its keys mean is page_press's business. A real keyboard's
 * digits do the same.
 */
#include "block.h"

void number_pad_view(struct block_view *v, const struct block *b);

/* --- a number in words (block_number.c) --------------------------------------------------------------------------- */

/* As it is shown: "4 units", "70%", "£4.50"; and as it is said: "4 pounds 50". */
const char *number_shown(const struct block_view *v, const struct block *b, double number);
const char *number_said(const struct block_view *v, const struct block *b, double number);
/* "From 0 to 60 units" */
const char *number_range(const struct block_view *v, const struct block *b, bool said);

#endif
