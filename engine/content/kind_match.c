/* match: pairs. */
#include "kind.h"

static const struct field match_fields[] = {
    EXERCISE_FIELDS,
};

const struct kind_row kind_match = {"match", {"a match", FIELDS(match_fields)}, NULL, NULL};
