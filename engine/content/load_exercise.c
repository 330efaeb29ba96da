#include "load_inside.h"

#include <string.h>

/* --- choice ------------------------------------------------------------------------------------------------------ */

static const char *const choice_looks[] = {"list", "consequences", NULL};

static const struct field choice_fields[] = {
    EXERCISE_FIELDS,
    {.key = "options", .required = true},
    {.key = "many", .type = FIELD_FLAG, .at = offsetof(struct block, choice.many)},
    {.key = "at_most",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, choice.at_most),
     .least = 1,
     .most = OPTIONS_MAX},
    {.key = "shuffle", .type = FIELD_FLAG, .at = offsetof(struct block, choice.shuffle)},
    {.key = "look", .type = FIELD_SECOND, .at = offsetof(struct block, choice.consequences), .names = choice_looks},
    {.key = "feedback"},
};

static const struct field option_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct option, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct option, text), .required = true, .part = ""},
    {.key = "feedback", .type = FIELD_WORDS, .at = offsetof(struct option, feedback)},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct option, icon)},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct option, picture)},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct option, when)},
    {.key = "write", .type = FIELD_FLAG, .at = offsetof(struct option, write)},
    {.key = "right", .type = FIELD_FLAG, .at = offsetof(struct option, right)},
    {.key = "concern", .type = FIELD_FLAG, .at = offsetof(struct option, concern)},
};
static const struct shape option_shape = {"an option", FIELDS(option_fields)};

static const struct field feedback_fields[] = {
    {.key = "right", .type = FIELD_WORDS, .at = offsetof(struct choice_block, feedback_right), .required = true},
    {.key = "other", .type = FIELD_WORDS, .at = offsetof(struct choice_block, feedback_other), .required = true},
    {.key = "page", .type = FIELD_ID, .at = offsetof(struct choice_block, feedback_page)},
};
static const struct shape feedback_shape = {"a feedback", FIELDS(feedback_fields)};

static void finish_choice(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct choice_block *c = &b->choice;
    const struct json *feedback = json_member(j, "feedback"), *at_most = json_member(j, "at_most");
    if (feedback)
        load_object(l, feedback, &feedback_shape, c, arena_printf(l->arena, "%s.feedback", place));
    if (at_most && (!json_member(j, "many") || json_kind(json_member(j, "many")) == JSON_FALSE))
        load_error(l, at_most, "at-most", "\"at_most\" is for a choice of \"many\"");
    const struct json *list = load_list(l, json_member(j, "options"), "options", 2, OPTIONS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    c->count = json_count(list);
    struct option *options = ARENA_ARRAY(l->arena, struct option, c->count);
    for (int i = 0; i < c->count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &option_shape, &options[i], load_item_place(l, place, "option", one));
        if (options[i].id)
            names_add(l, &ids, options[i].id, json_member(one, "id"), "option");
        c->has_right |= options[i].right;
    }
    c->options = options;
    if (feedback && !c->has_right)
        load_error(l, feedback, "quiz-right", "there is a feedback for the right answer, but no option is \"right\"");
}

const struct kind_row kind_choice = {{"a choice", FIELDS(choice_fields)}, finish_choice};

/* --- scale ------------------------------------------------------------------------------------------------------- */

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

static void check_scale(struct loader *l, const struct json *j, struct scale_block *s)
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
    check_scale(l, j, s);
}

const struct kind_row kind_scale = {{"a scale", FIELDS(scale_fields)}, finish_scale};

/* --- write ------------------------------------------------------------------------------------------------------- */

static const struct field write_fields[] = {
    EXERCISE_FIELDS,
    {.key = "long", .type = FIELD_FLAG, .at = offsetof(struct block, write.long_text)},
    {.key = "starters",
     .type = FIELD_WORDS_LIST,
     .at = offsetof(struct block, write.starters),
     .part = ".starter",
     .count_at = offsetof(struct block, write.starter_count),
     .most_items = OPTIONS_MAX},
};

const struct kind_row kind_write = {{"a write", FIELDS(write_fields)}, NULL};

/* --- spot -------------------------------------------------------------------------------------------------------- */

static const struct field spot_fields[] = {
    EXERCISE_FIELDS,
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct block, spot.picture), .required = true},
    {.key = "alt", .type = FIELD_WORDS, .at = offsetof(struct block, spot.alt), .required = true},
    {.key = "many", .type = FIELD_FLAG, .at = offsetof(struct block, spot.many)},
    {.key = "places", .required = true},
};

static const struct field place_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct spot_place, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct spot_place, text), .required = true, .part = ""},
    {.key = "at"},
};
static const struct shape place_shape = {"a place", FIELDS(place_fields)};

static void load_spot_at(struct loader *l, const struct json *at, struct spot_place *p)
{
    const struct json *list = load_list(l, at, "at", 4, 4);
    double part[4];
    for (int i = 0; list && i < 4; i++) {
        if (!load_is(l, json_at(list, i), JSON_NUMBER, "a part of the picture"))
            return;
        part[i] = json_number(json_at(list, i));
    }
    if (!list)
        return;
    bool inside = part[0] >= 0 && part[1] >= 0 && part[2] > 0 && part[3] > 0 && part[0] + part[2] <= 1.0 + 1e-9 &&
                  part[1] + part[3] <= 1.0 + 1e-9;
    if (!inside) {
        problem_hint(l->problems, load_error(l, at, "spot-outside", "this place is not inside the picture"),
                     "x, y, width and height are parts of the picture, from 0 to 1");
        return;
    }
    *p = (struct spot_place){p->id, p->text, true, part[0], part[1], part[2], part[3]};
}

static void finish_spot(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "places"), "places", 2, OPTIONS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    b->spot.count = json_count(list);
    struct spot_place *places = ARENA_ARRAY(l->arena, struct spot_place, b->spot.count);
    for (int i = 0; i < b->spot.count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &place_shape, &places[i], load_item_place(l, place, "place", one));
        if (places[i].id)
            names_add(l, &ids, places[i].id, json_member(one, "id"), "place");
        load_spot_at(l, json_member(one, "at"), &places[i]);
    }
    b->spot.places = places;
}

const struct kind_row kind_spot = {{"a spot", FIELDS(spot_fields)}, finish_spot};

/* --- sort -------------------------------------------------------------------------------------------------------- */

#define BOXES_MAX 4 /* side by side on the smallest screen */

static const struct field sort_fields[] = {
    EXERCISE_FIELDS,
    {.key = "boxes", .required = true},
    {.key = "cards", .required = true},
};

static const struct field box_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct sort_box, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct sort_box, text), .required = true, .part = ""},
};
static const struct shape box_shape = {"a box", FIELDS(box_fields)};

static const struct field card_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct sort_card, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct sort_card, text), .required = true, .part = ""},
    {.key = "feedback", .type = FIELD_WORDS, .at = offsetof(struct sort_card, feedback)},
    {.key = "box", .type = FIELD_ID, .at = offsetof(struct sort_card, box)},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct sort_card, when)},
};
static const struct shape card_shape = {"a card", FIELDS(card_fields)};

static bool names_have(const struct names *names, const char *name)
{
    for (int i = 0; i < names->count; i++)
        if (text_is(names->item[i], name))
            return true;
    return false;
}

static void finish_sort(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *boxes = load_list(l, json_member(j, "boxes"), "boxes", 2, BOXES_MAX);
    const struct json *cards = load_list(l, json_member(j, "cards"), "cards", 1, OPTIONS_MAX);
    if (!boxes || !cards)
        return;
    struct names box_ids = {0}, card_ids = {0};
    struct sort_block *s = &b->sort;
    s->box_count = json_count(boxes);
    struct sort_box *box = ARENA_ARRAY(l->arena, struct sort_box, s->box_count);
    for (int i = 0; i < s->box_count; i++) {
        const struct json *one = json_at(boxes, i);
        load_object(l, one, &box_shape, &box[i], load_item_place(l, place, "box", one));
        if (box[i].id)
            names_add(l, &box_ids, box[i].id, json_member(one, "id"), "box");
    }
    s->card_count = json_count(cards);
    struct sort_card *card = ARENA_ARRAY(l->arena, struct sort_card, s->card_count);
    for (int i = 0; i < s->card_count; i++) {
        const struct json *one = json_at(cards, i);
        load_object(l, one, &card_shape, &card[i], load_item_place(l, place, "card", one));
        if (card[i].id)
            names_add(l, &card_ids, card[i].id, json_member(one, "id"), "card");
        if (card[i].box && !names_have(&box_ids, card[i].box))
            load_hint_nearest(
                l, load_error(l, json_member(one, "box"), "link-unknown", "there is no box \"%s\"", card[i].box),
                card[i].box, box_ids.item, box_ids.count);
    }
    s->boxes = box;
    s->cards = card;
}

const struct kind_row kind_sort = {{"a sort", FIELDS(sort_fields)}, finish_sort};
