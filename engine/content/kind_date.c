/* date: a day from a calendar, counted from the day it is filled in. */
#include "kind.h"

#define DAYS_MOST 3660 /* ten years: further is no plan, and a long way to turn the pages of a calendar */

static const struct field date_fields[] = {
    EXERCISE_FIELDS,
    {.key = "from_days",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, date.from_days),
     .required = true,
     .least = -DAYS_MOST,
     .most = DAYS_MOST},
    {.key = "to_days",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, date.to_days),
     .required = true,
     .least = -DAYS_MOST,
     .most = DAYS_MOST},
};

static void finish_date(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *from = json_member(j, "from_days"), *to = json_member(j, "to_days");
    (void)b, (void)place;
    if (!from || !to || !json_is_integer(from) || !json_is_integer(to) || json_number(from) < json_number(to))
        return;
    problem_hint(l->problems,
                 load_error(l, to, "date-range", "the days go from %g to %g: \"to_days\" must be more",
                            json_number(from), json_number(to)),
                 "0 is the day it is filled in, 7 a week later, -7 a week before");
}

const struct kind_row kind_date = {"date", {"a date", FIELDS(date_fields)}, finish_date, NULL};
