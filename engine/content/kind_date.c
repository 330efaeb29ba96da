/* date: a day from a calendar. */
#include "kind.h"

static const struct field date_fields[] = {
    EXERCISE_FIELDS,
};

const struct kind_row kind_date = {"date", {"a date", FIELDS(date_fields)}, NULL, NULL};
