/* measure: a named questionnaire. */
#include "kind.h"

static const struct field measure_fields[] = {
    EXERCISE_FIELDS,
};

const struct kind_row kind_measure = {"measure", {"a measure", FIELDS(measure_fields)}, NULL, NULL};
