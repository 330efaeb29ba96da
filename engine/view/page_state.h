#ifndef PAGE_STATE_H
#define PAGE_STATE_H
/*
 * page_state - what the page's own files ask of its state. Private to the page view; page.h is for everyone.
 */
#include "focus.h"
#include "page.h"

#define NUMBER_TYPED_MAX 9 /* "999999.99" */

/* The draft being written, NULL when nothing is. */
struct page_draft *page_writing(struct page_state *p);
void page_name_set(char *out, size_t room, const char *name); /* ids are short: load refuses longer */
/* A key that edits; text put in at the caret. True when the draft is another one now. */
bool page_edit(struct page_state *p, struct page_draft *d, enum key key);
bool page_insert(struct page_state *p, struct page_draft *d, const char *text);
bool page_begins_sentence(const struct page_draft *d, size_t caret);
/* Begins to write into an exercise, where it was left; false when there is no room for another draft. */
bool page_write(struct page_state *p, const struct attempt *attempt, const char *exercise, const char *item);
void page_write_end(struct page_state *p, const struct attempt *attempt, struct act *act); /* and what it answers */
size_t page_room(const struct page_state *p, const struct page_draft *d); /* bytes that still fit */

/* The number that is being typed with the keypad, or NULL: words are written. */
const struct number_block *page_number_typed(const struct page_state *p, const struct attempt *attempt);
/* One digit, or the point, as long as it goes on being a number. True when it was put in. */
bool page_number_type(struct page_state *p, struct page_draft *d, const struct number_block *n, const char *text);
/* What was typed becomes the number; what cannot be the answer stays to be put right. */
void page_number_end(struct page_state *p, struct page_draft *d, const struct block *b, struct act *act);

/* Breathing and counting down: how long it takes in all, and how long it has run. */
int64_t page_total_ms(const struct block *b, const struct block_state *s);
int64_t page_ran_ms(const struct block *b, const struct block_state *s, int64_t now_ms);
/* Starts, or stops what runs: then `act` tells how long it did. */
void page_run(const struct block *b, struct block_state *s, int64_t now_ms, struct act *act);
/* A minute more; asked for when the time was up, it begins at once. */
void page_longer(const struct block *b, struct block_state *s, int64_t now_ms, struct act *act);

#endif
