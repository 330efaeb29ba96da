/* diary: rows of the same boxes, with totals. */
#include "block_diary.h"

int block_diary(struct block_view *v, const struct block *b, struct rect area)
{
    return block_header(v, b, area);
}

int diary_open_row(const struct block_view *v, const struct block *diary)
{
    (void)v, (void)diary;
    return -1;
}

const char *diary_target_of(const struct block_view *v, const struct block *diary, const struct block *part)
{
    (void)v, (void)diary, (void)part;
    return NULL;
}

void diary_row_page(struct block_view *v, const struct block *diary, struct rect column)
{
    (void)v, (void)diary, (void)column;
}
