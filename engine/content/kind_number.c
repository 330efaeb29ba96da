/* number: a number from a stepper. */
#include "kind.h"

static const struct field number_fields[] = {
    EXERCISE_FIELDS,
};

const struct kind_row kind_number = {"number", {"a number", FIELDS(number_fields)}, NULL, NULL};
