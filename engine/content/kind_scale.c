/* scale: a number between two ends. */
#include "kind.h"

#define STEPS_MAX 1000 /* positions of a slider that a finger can tell apart, and more */

static const char *const scale_looks[] = {"steps", "slider", "thermometer", NULL};

static const struct field scale_fields[] = {
    EXERCISE_FIELDS,
    {.key = "from",
     .type = FIELD_NUMBER,
     .at = offsetof(struct block, scale.from),
     .required = true,
     .least = -1e6,
     .most = 1e6},
    {.key = "to",
     .type = FIELD_NUMBER,
     .at = offsetof(struct block, scale.to),
     .required = true,
     .least = -1e6,
     .most = 1e6},
    {.key = "step", .type = FIELD_NUMBER, .at = offsetof(struct block, scale.step), .least = 0.01, .most = 1e6},
    {.key = "ends"},
    {.key = "look", .type = FIELD_ENUM, .at = offsetof(struct block, scale.look), .names = scale_looks},
    {.key = "unit", .type = FIELD_WORDS, .at = offsetof(struct block, scale.unit)},
    {.key = "concern"},
};

static const struct field concern_fields[] = {
    {.key = "at_least",
     .type = FIELD_NUMBER,
     .at = offsetof(struct scale_block, concern_at_least),
     .required = true,
     .least = -1e6,
     .most = 1e6},
};
static const struct shape concern_shape = {"a concern", FIELDS(concern_fields)};

static void judge_range(struct loader *l, const struct json *j, struct scale_block *s)
{
    const struct json *from = json_member(j, "from"), *to = json_member(j, "to");
    if (!from || !to || json_kind(from) != JSON_NUMBER || json_kind(to) != JSON_NUMBER)
        return;
    double steps = (s->to - s->from) / s->step;
    if (s->from >= s->to)
        load_error(l, to, "scale-range", "the scale goes from %g to %g: \"to\" must be more", s->from, s->to);
    else if (steps > STEPS_MAX)
        load_error(l, j, "limit", "a scale of %g steps; at most %d are allowed", steps, STEPS_MAX);
    else if (steps - (double)(int)(steps + 1e-9) > 1e-6)
        load_error(l, json_member(j, "step") ? json_member(j, "step") : to, "scale-range",
                   "steps of %g from %g do not reach %g", s->step, s->from, s->to);
    else if (s->has_concern && (s->concern_at_least < s->from || s->concern_at_least > s->to))
        load_error(l, json_member(j, "concern"), "scale-range", "the concern is at %g, off the scale from %g to %g",
                   s->concern_at_least, s->from, s->to);
}

static void finish_scale(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct scale_block *s = &b->scale;
    const struct json *ends = json_member(j, "ends"), *concern = json_member(j, "concern");
    if (s->step <= 0)
        s->step = 1;
    const struct json *list = load_list(l, ends, "ends", 2, 2);
    if (list) {
        s->low = load_words(l, json_at(list, 0), arena_printf(l->arena, "%s.end.1", place), false);
        s->high = load_words(l, json_at(list, 1), arena_printf(l->arena, "%s.end.2", place), false);
    }
    if (!ends && s->unit.count == 0)
        load_error(l, j, "missing", "a scale needs \"ends\": words for what its lowest and highest number mean");
    if (concern)
        s->has_concern = load_object(l, concern, &concern_shape, s, place);
    judge_range(l, j, s);
}

static void check_scale(const struct check *c, const struct block *b)
{
    check_words(c, &b->scale.low, false);
    check_words(c, &b->scale.high, false);
    check_words(c, &b->scale.unit, false);
}

const struct kind_row kind_scale = {"scale", {"a scale", FIELDS(scale_fields)}, finish_scale, check_scale};
