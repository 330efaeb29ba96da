/* rank: things put in order. */
#include "kind.h"

static const struct field rank_fields[] = {
    EXERCISE_FIELDS,
};

const struct kind_row kind_rank = {"rank", {"a rank", FIELDS(rank_fields)}, NULL, NULL};
