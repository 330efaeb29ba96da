#ifndef PAGE_STATE_H
#define PAGE_STATE_H
/*
 * page_state - what the page's own files ask of its state. Private to the page view; page.h is for everyone.
 */
#include "page.h"

/* The draft being written, NULL when nothing is. */
struct page_draft *page_writing(struct page_state *p);
size_t page_room(const struct page_state *p, const struct page_draft *d); /* bytes that still fit */
/* Breathing and counting down: how long it takes in all, and how long it has run. */
int64_t page_total_ms(const struct block *b, const struct block_state *s);
int64_t page_ran_ms(const struct block *b, const struct block_state *s, int64_t now_ms);

#endif
