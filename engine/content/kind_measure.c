/* measure: a named questionnaire of modules/measures. */
#include "kind.h"

static const struct field measure_fields[] = {
    EXERCISE_FIELDS,
    {.key = "measure", .required = true},
};

static void finish_measure(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    (void)place;
    const struct json *named = json_member(j, "measure");
    const char *id = named ? load_id(l, named, "measure") : NULL;
    int errors = l->problems->errors;
    b->measure.measure = id ? load_measure(l, id, named) : NULL;
    if (b->measure.measure)
        load_module_asks(l, b->measure.measure);
    else if (id && l->problems->errors == errors)
        load_error(l, named, "measure-broken", "the measure \"%s\" cannot be used: its own file says why", id);
}

const struct kind_row kind_measure = {"measure", {"a measure", FIELDS(measure_fields)}, finish_measure, NULL};
