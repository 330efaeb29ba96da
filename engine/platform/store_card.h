#ifndef STORE_CARD_H
#define STORE_CARD_H
/*
 * store_card - the card a person holds: a random token that a reader types, in place of the code.
 *
 * It says nothing about anybody, is kept only hashed under the pepper, and goes with the PIN. A new card makes the one
 * before worthless.
 */
#include "store.h"

#define CARD_START "CAIRN" /* how a reader's typing is told from a person's */
#define CARD_TOKEN 32      /* CARD_START, 26 letters and digits for 128 bits, and NUL */

/* Draws one; what is on the card is returned once. */
bool store_card_make(struct store *s, const char *person, instant_ms now, char token_out[CARD_TOKEN]);
bool card_token_is_valid(const char *token); /* of that form */
/* As store_sign_in, with the same tries. */
enum sign_in store_sign_in_card(struct store *s, const char *token, const char *pin, instant_ms now,
                                struct store_person *out, int *wait_s_out, int *left_out);

#endif
