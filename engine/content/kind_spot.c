/* spot: places in a picture. */
#include "kind.h"

static const struct field spot_fields[] = {
    EXERCISE_FIELDS,
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct block, spot.picture), .required = true},
    {.key = "alt", .type = FIELD_WORDS, .at = offsetof(struct block, spot.alt), .required = true},
    {.key = "many", .type = FIELD_FLAG, .at = offsetof(struct block, spot.many)},
    {.key = "places", .required = true},
    RIGHT_FIELDS,
};

static const struct field place_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct spot_place, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct spot_place, text), .required = true, .part = ""},
    {.key = "feedback", .type = FIELD_WORDS, .at = offsetof(struct spot_place, feedback)},
    {.key = "right", .type = FIELD_FLAG, .at = offsetof(struct spot_place, right)},
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
    p->on_picture = true;
    p->x = part[0];
    p->y = part[1];
    p->width = part[2];
    p->height = part[3];
}

static void finish_spot(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "places"), "places", 2, OPTIONS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    int rights = 0;
    b->spot.count = json_count(list);
    struct spot_place *places = ARENA_ARRAY(l->arena, struct spot_place, b->spot.count);
    for (int i = 0; i < b->spot.count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &place_shape, &places[i], load_item_place(l, place, "place", one));
        if (places[i].id)
            names_add(l, &ids, places[i].id, json_member(one, "id"), "place");
        load_spot_at(l, json_member(one, "at"), &places[i]);
        rights += places[i].right;
    }
    b->spot.places = places;
    b->spot.has_right = rights > 0;
    if (rights > 1 && !b->spot.many)
        problem_hint(l->problems,
                     load_error(l, list, "spot-many", "%d places are right, and one can be chosen", rights),
                     "write \"many\": true");
}

static void check_spot(const struct check *c, const struct block *b)
{
    check_media(c, b->pointer, "picture", b->spot.picture);
    check_words(c, &b->spot.alt, false);
    for (int i = 0; i < b->spot.count; i++) {
        check_words(c, &b->spot.places[i].text, false);
        check_words(c, &b->spot.places[i].feedback, false);
    }
}

const struct kind_row kind_spot = {"spot", {"a spot", FIELDS(spot_fields)}, finish_spot, check_spot};
