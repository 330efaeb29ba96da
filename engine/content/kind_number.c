/* number: from a stepper or a keypad; money in pounds and pence. */
#include "kind.h"

#include <math.h>

#define NUMBER_MOST 999999 /* six digits: what a keypad and a large box hold */

#define NUMBER_FIELD(name, min, need)                                                                                  \
    {                                                                                                                  \
        .key = #name, .type = FIELD_NUMBER, .at = offsetof(struct block, number.name), .required = need, .least = min, \
        .most = NUMBER_MOST                                                                                            \
    }

static const struct field number_fields[] = {
    EXERCISE_FIELDS,
    NUMBER_FIELD(from, 0, true),
    NUMBER_FIELD(to, 0, true),
    NUMBER_FIELD(step, 0.01, false),
    NUMBER_FIELD(big_step, 0.01, false),
    {.key = "unit", .type = FIELD_WORDS, .at = offsetof(struct block, number.unit)},
    {.key = "unit_one", .type = FIELD_WORDS, .at = offsetof(struct block, number.unit_one)},
    {.key = "money", .type = FIELD_FLAG, .at = offsetof(struct block, number.money)},
    {.key = "concern"},
};

static const struct field concern_fields[] = {
    {.key = "at_least",
     .type = FIELD_NUMBER,
     .at = offsetof(struct number_block, concern_at_least),
     .required = true,
     .least = 0,
     .most = NUMBER_MOST},
};
static const struct shape concern_shape = {"a concern", FIELDS(concern_fields)};

/* Answers are counted in hundredths, so that no sum of them ever shows 0.30000000000000004. */
static bool judge_decimals(struct loader *l, const struct json *j)
{
    static const char *const keys[] = {"from", "to", "step", "big_step"};
    bool good = true;
    for (int i = 0; i < 4; i++) {
        const struct json *at = json_member(j, keys[i]);
        if (!at || json_kind(at) != JSON_NUMBER)
            continue;
        double hundredths = json_number(at) * 100;
        if (fabs(hundredths - round(hundredths)) < 1e-6)
            continue;
        load_error(l, at, "number-decimals", "%s is %g: a number has at most two decimals", keys[i], json_number(at));
        good = false;
    }
    return good;
}

static void judge_range(struct loader *l, const struct json *j, const struct number_block *n)
{
    const struct json *from = json_member(j, "from"), *to = json_member(j, "to");
    if (!from || !to || json_kind(from) != JSON_NUMBER || json_kind(to) != JSON_NUMBER)
        return;
    double low = json_number(from), high = json_number(to); /* as written: what is off limits is told already */
    if (low >= high)
        load_error(l, to, "number-range", "the numbers go from %g to %g: \"to\" must be more", low, high);
    else if (n->step > high - low)
        load_error(l, json_member(j, "step") ? json_member(j, "step") : to, "number-range",
                   "a step of %g is more than there is from %g to %g", n->step, low, high);
    else if (n->big_step > high - low)
        load_error(l, json_member(j, "big_step"), "number-range",
                   "a big step of %g is more than there is from %g to %g", n->big_step, low, high);
    else if (json_member(j, "big_step") && n->big_step <= n->step)
        load_error(l, json_member(j, "big_step"), "number-range", "a big step of %g is no more than a step of %g",
                   n->big_step, n->step);
    else if (n->has_concern && (n->concern_at_least < low || n->concern_at_least > high))
        load_error(l, json_member(j, "concern"), "number-range",
                   "the concern is at %g, outside the numbers from %g to %g", n->concern_at_least, low, high);
}

static void finish_number(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct number_block *n = &b->number;
    const struct json *concern = json_member(j, "concern");
    if (!json_member(j, "step"))
        n->step = 1;
    if (concern)
        n->has_concern = load_object(l, concern, &concern_shape, n, place);
    if (n->money && n->unit.count)
        load_error(l, json_member(j, "unit"), "number-unit", "money is in pounds and pence: it has no other unit");
    load_check_unit_one(l, j);
    if (judge_decimals(l, j))
        judge_range(l, j, n);
}

static void check_number(const struct check *c, const struct block *b)
{
    check_words(c, &b->number.unit, false);
    check_words(c, &b->number.unit_one, false);
}

const struct kind_row kind_number = {"number", {"a number", FIELDS(number_fields)}, finish_number, check_number};
