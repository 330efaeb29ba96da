/* diary: rows of the same boxes, with totals. */
#include "kind.h"

static const struct field diary_fields[] = {
    EXERCISE_FIELDS,
};

const struct kind_row kind_diary = {"diary", {"a diary", FIELDS(diary_fields)}, NULL, NULL};
