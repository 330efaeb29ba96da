/* grid. */
#include "block.h"

int block_grid(struct block_view *v, const struct block *b, struct rect area)
{
    return block_header(v, b, area);
}
