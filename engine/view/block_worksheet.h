#ifndef BLOCK_WORKSHEET_H
#define BLOCK_WORKSHEET_H
/*
 * block_worksheet - a sheet of boxes; an open box has the page to itself until it is done. Private to the page view.
 */
#include "block.h"

/* The worksheet on this page one of whose boxes is open, or NULL. */
const struct block *worksheet_open(const struct block_view *v);
/* The open box as a page: its question, what it asks with it. `column` as for a page's body. */
void worksheet_field_page(struct block_view *v, const struct block *sheet, struct rect column);

#endif
