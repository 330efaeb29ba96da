#ifndef BLOCK_DIARY_H
#define BLOCK_DIARY_H
/*
 * block_diary - rows of the same boxes, and what they add up to; an open row has the page to itself. Private to the page
 * view.
 */
#include "block_sheet.h"

/* Index of the row that is open; -1: none. */
int diary_open_row(const struct block_view *v, const struct block *diary);
void diary_row_page(struct block_view *v, const struct block *diary, struct rect column);
/* sheet_target_of, of a diary. */
const char *diary_target_of(const struct block_view *v, const struct block *diary, const struct block *part);

#endif
