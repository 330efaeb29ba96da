#ifndef CARD_PAPER_H
#define CARD_PAPER_H
/*
 * card_paper - the card as a person holds it: a square for the reader, and their code for when it is worn. It says nothing
 * else about them, and never the PIN.
 */
#include "document.h"

/* `token` as of store_card_make; `code` of 8 digits. In the arena; NULL when the token fits no square. */
struct document *card_paper(struct arena *a, const struct document_request *request, const char *code,
                            const char *token);

#endif
