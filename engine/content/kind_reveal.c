/* reveal: cards, an accordion or tabs to open. */
#include "kind.h"

static const char *const reveal_looks[] = {"cards", "accordion", "tabs", NULL};

static const struct field reveal_fields[] = {
    SHOWN_FIELDS,
    {.key = "look", .type = FIELD_ENUM, .at = offsetof(struct block, reveal.look), .names = reveal_looks},
    {.key = "items", .required = true},
};

static const struct field item_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct reveal_item, id), .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct reveal_item, title), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct reveal_item, text), .required = true},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct reveal_item, picture)},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct reveal_item, icon)},
};
static const struct shape item_shape = {"an item", FIELDS(item_fields)};

static void finish_reveal(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "items"), "items", 1, OPTIONS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    b->reveal.count = json_count(list);
    struct reveal_item *items = ARENA_ARRAY(l->arena, struct reveal_item, b->reveal.count);
    for (int i = 0; i < b->reveal.count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &item_shape, &items[i], load_item_place(l, place, "item", one));
        if (items[i].id)
            names_add(l, &ids, items[i].id, json_member(one, "id"), "item");
    }
    b->reveal.items = items;
}

static void check_reveal(const struct check *c, const struct block *b)
{
    if (b->reveal.look == REVEAL_TABS && b->reveal.count == 1)
        problem_hint(
            c->problems,
            check_error(c, check_at_key(c, b->pointer, "items"), "reveal-tabs", "one tab is nothing to choose between"),
            "write more items, or leave \"look\" out");
    for (int i = 0; i < b->reveal.count; i++) {
        const struct reveal_item *item = &b->reveal.items[i];
        check_media(c, check_item(c, b->pointer, "items", i), "picture", item->picture);
        check_words(c, &item->title, false);
        check_words(c, &item->text, true);
    }
}

const struct kind_row kind_reveal = {"reveal", {"a reveal", FIELDS(reveal_fields)}, finish_reveal, check_reveal};
