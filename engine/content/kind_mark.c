/* mark: words marked in a passage. */
#include "kind.h"

static const struct field mark_fields[] = {
    EXERCISE_FIELDS,
};

const struct kind_row kind_mark = {"mark", {"a mark", FIELDS(mark_fields)}, NULL, NULL};
