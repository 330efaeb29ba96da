/* number. */
#include "block.h"

int block_number(struct block_view *v, const struct block *b, struct rect area)
{
    return block_header(v, b, area);
}
