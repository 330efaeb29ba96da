/* scale: a number between two ends. */
#include "kind.h"

#define STEPS_MAX 1000 /* positions of a slider that a finger can tell apart, and more */

static const char *const scale_looks[] = {"steps", "slider", "thermometer", "faces", "traffic-light", NULL};
static const char *const good_ends[] = {"high", "low", NULL};

#define FACES_LEAST 3
#define FACES_MOST  7 /* more moods than that cannot be told apart */
#define LIGHTS      3

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
    {.key = "names",
     .type = FIELD_WORDS_LIST,
     .at = offsetof(struct block, scale.names),
     .part = ".name",
     .count_at = offsetof(struct block, scale.name_count),
     .most_items = FACES_MOST},
    {.key = "good", .type = FIELD_SECOND, .at = offsetof(struct block, scale.good_is_low), .names = good_ends},
    {.key = "unit", .type = FIELD_WORDS, .at = offsetof(struct block, scale.unit)},
    {.key = "unit_one", .type = FIELD_WORDS, .at = offsetof(struct block, scale.unit_one)},
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

/* What is drawn has a name for every step: nobody has to guess what a face means, and ears have the names alone. */
static void judge_names(struct loader *l, const struct json *j, const struct scale_block *s)
{
    const struct json *names = json_member(j, "names"), *good = json_member(j, "good");
    bool lights = s->look == SCALE_TRAFFIC_LIGHT, drawn = lights || s->look == SCALE_FACES;
    const char *look = lights ? "traffic-light" : "faces";
    if (!drawn) {
        if (names || good)
            load_error(l, names ? names : good, "scale-names",
                       "\"names\" and \"good\" are for the looks \"faces\" and \"traffic-light\"");
        return;
    }
    const struct json *spare = json_member(j, "ends") ? json_member(j, "ends") : json_member(j, "unit");
    if (spare)
        load_error(l, spare, "scale-names", "with the look \"%s\" the steps have \"names\" instead of \"%s\"", look,
                   json_key(spare));
    int steps = s->to > s->from ? scale_steps(s) : 0, least = lights ? LIGHTS : FACES_LEAST;
    if (steps && (steps < least || steps > (lights ? LIGHTS : FACES_MOST)))
        load_error(l, json_member(j, "to"), "scale-names", "the look \"%s\" has %s steps; here are %d", look,
                   lights ? "3" : "3 to 7", steps);
    else if (!names)
        load_error(l, j, "missing", "a scale of the look \"%s\" needs \"names\": one for each step", look);
    else if (json_kind(names) == JSON_ARRAY && json_count(names) != steps && steps)
        load_error(l, names, "scale-names", "there are %d names for %d steps", json_count(names), steps);
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
    bool drawn = s->look == SCALE_FACES || s->look == SCALE_TRAFFIC_LIGHT;
    if (!drawn && !ends && s->unit.count == 0)
        load_error(l, j, "missing", "a scale needs \"ends\": words for what its lowest and highest number mean");
    if (concern)
        s->has_concern = load_object(l, concern, &concern_shape, s, place);
    load_check_unit_one(l, j);
    judge_range(l, j, s);
    judge_names(l, j, s);
}

static void check_scale(const struct check *c, const struct block *b)
{
    check_words(c, &b->scale.low, false);
    check_words(c, &b->scale.high, false);
    check_words(c, &b->scale.unit, false);
    check_words(c, &b->scale.unit_one, false);
    for (int i = 0; i < b->scale.name_count; i++)
        check_words(c, &b->scale.names[i], false);
}

const struct kind_row kind_scale = {"scale", {"a scale", FIELDS(scale_fields)}, finish_scale, check_scale};
