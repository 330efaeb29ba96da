/* rank: things put in order. */
#include "kind.h"

static const struct field rank_fields[] = {
    EXERCISE_FIELDS,
    RIGHT_FIELDS,
    {.key = "items", .required = true},
    {.key = "top", .type = FIELD_COUNT, .at = offsetof(struct block, rank.top), .least = 1, .most = OPTIONS_MAX},
    {.key = "right", .type = FIELD_FLAG, .at = offsetof(struct block, rank.has_right)},
};

static const struct field item_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct rank_item, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct rank_item, text), .required = true, .part = ""},
    {.key = "feedback", .type = FIELD_WORDS, .at = offsetof(struct rank_item, feedback)},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct rank_item, icon)},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct rank_item, picture)},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct rank_item, when)},
};
static const struct shape item_shape = {"an item", FIELDS(item_fields)};

static void finish_rank(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct rank_block *r = &b->rank;
    const struct json *list = load_list(l, json_member(j, "items"), "items", 2, OPTIONS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    r->count = json_count(list);
    struct rank_item *items = ARENA_ARRAY(l->arena, struct rank_item, r->count);
    for (int i = 0; i < r->count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &item_shape, &items[i], load_item_place(l, place, "item", one));
        if (items[i].id)
            names_add(l, &ids, items[i].id, json_member(one, "id"), "item");
        if (r->has_right && items[i].when)
            load_error(l, json_member(one, "when"), "rank-when",
                       "an item of a right order is always on show: it cannot have \"when\"");
    }
    r->items = items;
    if (r->top >= r->count)
        problem_hint(
            l->problems,
            load_error(l, json_member(j, "top"), "rank-top", "\"top\" is %d, of only %d items", r->top, r->count),
            "leave \"top\" out: all are put in order then");
}

static void check_rank(const struct check *c, const struct block *b)
{
    for (int i = 0; i < b->rank.count; i++) {
        const struct rank_item *item = &b->rank.items[i];
        check_media(c, check_item(c, b->pointer, "items", i), "picture", item->picture);
        check_words(c, &item->text, false);
        check_words(c, &item->feedback, false);
        check_rule(c, item->when);
    }
}

const struct kind_row kind_rank = {"rank", {"a rank", FIELDS(rank_fields)}, finish_rank, check_rank};
