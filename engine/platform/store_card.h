#ifndef STORE_CARD_H
#define STORE_CARD_H
/*
 * store_card - the card a person holds: a random token that a reader types, in place of the code.
 *
 * It says nothing about anybody, is kept only hashed under the pepper, and goes with the PIN. A new card makes the one
 * before worthless.
 *
 * For people who cannot use numbers three pictures may stand for the PIN, only with the card: three different ones of
 * nine, in order, as drawn here. That is one of 504, so after PICTURE_TRIES wrong tries staff have to come: whoever finds
 * a card gets in with a chance of one in a hundred.
 */
#include "store.h"

#define CARD_START "CAIRN" /* how a reader's typing is told from a person's */
#define CARD_TOKEN 32      /* CARD_START, 26 letters and digits for 128 bits, and NUL */

/* Draws one; what is on the card is returned once. */
bool store_card_make(struct store *s, const char *person, instant_ms now, char token_out[CARD_TOKEN]);
bool card_token_is_valid(const char *token); /* of that form */
/* As store_sign_in, with the same tries; `pin` are pictures for whoever has those. */
enum sign_in store_sign_in_card(struct store *s, const char *token, const char *pin, instant_ms now,
                                struct store_person *out, int *wait_s_out, int *left_out);

/* --- three pictures -------------------------------------------------------------------------------------------------- */

#define PICTURES         9
#define PICTURES_CHOSEN  3
#define PICTURES_SECRET  (PICTURES_CHOSEN + 1) /* "472": numbers of pictures, from 1, and NUL */
#define PICTURE_TRIES    5

/* Draws three for somebody who has a card; they are returned once and kept only hashed, as a PIN is. The PIN works no more
 * until they are given another, which takes the pictures away. False: no card, or the store broke. */
bool store_pictures_new(struct store *s, const char *person, char out[PICTURES_SECRET]);
bool store_person_has_card(struct store *s, const char *person);
bool store_card_asks_pictures(struct store *s, const char *token); /* of a card that nobody has, too: no */

#endif
