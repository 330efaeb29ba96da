/* sort: cards put into boxes. */
#include "kind.h"

#define BOXES_MAX 4 /* side by side on the smallest screen */

static const struct field sort_fields[] = {
    EXERCISE_FIELDS,
    {.key = "boxes", .required = true},
    {.key = "cards", .required = true},
    RIGHT_FIELDS,
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
    s->has_right = true;
    struct sort_card *card = ARENA_ARRAY(l->arena, struct sort_card, s->card_count);
    for (int i = 0; i < s->card_count; i++) {
        const struct json *one = json_at(cards, i);
        load_object(l, one, &card_shape, &card[i], load_item_place(l, place, "card", one));
        if (card[i].id)
            names_add(l, &card_ids, card[i].id, json_member(one, "id"), "card");
        load_link(l, json_member(one, "box"), card[i].box, &box_ids, "box");
        s->has_right &= card[i].box != NULL;
    }
    s->boxes = box;
    s->cards = card;
}

static void check_sort(const struct check *c, const struct block *b)
{
    for (int i = 0; i < b->sort.box_count; i++)
        check_words(c, &b->sort.boxes[i].text, false);
    for (int i = 0; i < b->sort.card_count; i++) {
        check_words(c, &b->sort.cards[i].text, false);
        check_words(c, &b->sort.cards[i].feedback, false);
        check_rule(c, b->sort.cards[i].when);
    }
}

const struct kind_row kind_sort = {"sort", {"a sort", FIELDS(sort_fields)}, finish_sort, check_sort};
