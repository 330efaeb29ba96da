/* chart: own numbers over time. */
#include "kind.h"

static const struct field chart_fields[] = {
    SHOWN_FIELDS,
};

const struct kind_row kind_chart = {"chart", {"a chart", FIELDS(chart_fields)}, NULL, NULL};
