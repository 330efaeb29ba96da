#include "load_inside.h"

#include <string.h>

/* The exercises that are made of parts: a sentence with gaps, and a worksheet of fields. */

/* --- gaps -------------------------------------------------------------------------------------------------------- */

static const struct field gaps_fields[] = {
    EXERCISE_FIELDS,
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct block, gaps.text), .required = true},
    {.key = "gaps", .required = true},
};

static const struct field gap_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct gap, id), .required = true},
    {.key = "label", .type = FIELD_WORDS, .at = offsetof(struct gap, label), .required = true, .part = ""},
    {.key = "bank"},
    {.key = "recall"}, /* an exercise, or a field: record.thought */
    {.key = "write", .type = FIELD_FLAG, .at = offsetof(struct gap, write)},
    {.key = "optional", .type = FIELD_FLAG, .at = offsetof(struct gap, optional)},
    {.key = "at_most", .type = FIELD_COUNT, .at = offsetof(struct gap, at_most), .least = 1, .most = OPTIONS_MAX},
};
static const struct shape gap_shape = {"a gap", FIELDS(gap_fields)};

static const struct field word_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct gap_word, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct gap_word, text), .required = true, .part = ""},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct gap_word, when)},
};
static const struct shape word_shape = {"a word of the bank", FIELDS(word_fields)};

/* Words of the bank stand at "<exercise>.bank.<gap>.<word>". */
static void load_bank(struct loader *l, const struct json *j, struct gap *gap, const char *place)
{
    const struct json *list = load_list(l, j, "bank", 1, OPTIONS_MAX);
    if (!list)
        return;
    const char *part = arena_printf(l->arena, "bank.%s", gap->id ? gap->id : "");
    struct names ids = {0};
    gap->count = json_count(list);
    struct gap_word *bank = ARENA_ARRAY(l->arena, struct gap_word, gap->count);
    for (int i = 0; i < gap->count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &word_shape, &bank[i], load_item_place(l, place, part, one));
        if (bank[i].id)
            names_add(l, &ids, bank[i].id, json_member(one, "id"), "word");
    }
    gap->bank = bank;
}

static void load_gap(struct loader *l, const struct json *j, struct gap *gap, const char *place)
{
    if (!load_object(l, j, &gap_shape, gap, load_item_place(l, place, "gap", j)))
        return;
    if (gap->at_most == 0)
        gap->at_most = 1;
    if (json_member(j, "recall"))
        gap->recall = load_string(l, json_member(j, "recall"), "recall");
    const struct json *bank = json_member(j, "bank");
    if (bank) {
        load_bank(l, bank, gap, place);
    } else if (!gap->recall && !gap->write) {
        load_error(l, j, "missing", "a gap needs a \"bank\" of words, \"recall\" or \"write\": nothing could fill it");
    }
}

static int count_marker(const char *text, const char *id)
{
    int count = 0;
    size_t length = strlen(id);
    for (const char *open = strchr(text, '['); open; open = strchr(open + 1, '['))
        count += strncmp(open + 1, id, length) == 0 && open[1 + length] == ']';
    return count;
}

/* Every [marker] of one alternative of the text is a gap. */
static void check_markers(struct loader *l, const struct json *j, const char *text, const struct names *ids)
{
    for (const char *open = strchr(text, '['); open; open = strchr(open + 1, '[')) {
        size_t length = strcspn(open + 1, "]");
        if (!open[1 + length])
            return;
        const char *name = arena_copy(l->arena, open + 1, length);
        bool known = false;
        for (int i = 0; i < ids->count; i++)
            known |= text_is(ids->item[i], name);
        if (!known)
            load_hint_nearest(l, load_error(l, j, "gap-unknown", "there is no gap \"%s\"", name), name, ids->item,
                              ids->count);
    }
}

static void finish_gaps(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "gaps"), "gaps", 1, GAPS_MAX), *text = json_member(j, "text");
    if (!list)
        return;
    struct names ids = {0};
    struct gaps_block *g = &b->gaps;
    g->count = json_count(list);
    struct gap *gaps = ARENA_ARRAY(l->arena, struct gap, g->count);
    for (int i = 0; i < g->count; i++) {
        load_gap(l, json_at(list, i), &gaps[i], place);
        if (gaps[i].id)
            names_add(l, &ids, gaps[i].id, json_member(json_at(list, i), "id"), "gap");
    }
    g->gaps = gaps;
    for (int i = 0; i < g->text.count; i++) {
        const char *sentence = g->text.item[i].message.source;
        check_markers(l, text, sentence, &ids);
        for (int k = 0; k < ids.count; k++) {
            int count = count_marker(sentence, ids.item[k]);
            if (count != 1)
                load_error(l, text, "gap-marker", "[%s] is in the text %s: it must be there once", ids.item[k],
                           count ? "more than once" : "nowhere");
        }
    }
}

const struct kind_row kind_gaps = {{"a gaps", FIELDS(gaps_fields)}, finish_gaps};

/* --- worksheet --------------------------------------------------------------------------------------------------- */

static const char *const layouts[] = {"columns", "steps", "cross", NULL};
static const char *const cross_places[] = {"top", "left", "right", "bottom-left", "bottom-right", NULL};

static const struct field worksheet_fields[] = {
    EXERCISE_FIELDS,
    {.key = "layout",
     .type = FIELD_ENUM,
     .at = offsetof(struct block, worksheet.layout),
     .required = true,
     .names = layouts},
    {.key = "fields", .required = true},
};

/* What a field has beside the exercise that it is. */
static const struct field beside_fields[] = {{.key = "icon"}, {.key = "with"}, {.key = "place"}};
static const struct shape beside_shape = {"a field", FIELDS(beside_fields)};
static const struct field place_field = {.key = "place", .names = cross_places};

/* The exercise of a field. Its id is "<worksheet>.<field>"; what the worksheet says of itself holds for all its fields.
 */
static struct block *load_field_exercise(struct loader *l, const struct json *j, const struct block *sheet,
                                         const char *place, struct names *ids, const struct shape *also)
{
    struct block *b = ARENA_NEW(l->arena, struct block);
    const struct json *written = json_member(j, "id");
    if (!load_block_kind(l, j, &b->kind))
        return NULL;
    if (b->kind != BLOCK_WRITE && b->kind != BLOCK_CHOICE && b->kind != BLOCK_SCALE) {
        load_error(l, json_member(j, "kind"), "field-kind", "a field is a write, a choice or a scale, not a %s",
                   block_kind_name(b->kind));
        return NULL;
    }
    if (!written)
        load_error(l, j, "missing", "a field needs \"id\"");
    const char *id = written ? load_id(l, written, "id") : NULL;
    if (!id || !names_add(l, ids, id, written, "field"))
        return NULL;
    l->also = also;
    load_block_as(l, j, b, arena_printf(l->arena, "%s.%s", sheet->id, id), arena_printf(l->arena, "%s.%s", place, id));
    b->is_private |= sheet->is_private;
    b->optional |= sheet->optional;
    b->about_me |= sheet->about_me;
    return b;
}

static void load_cross_place(struct loader *l, const struct json *j, const struct block *sheet,
                             struct worksheet_field *field, struct names *places)
{
    const struct json *place = json_member(j, "place");
    bool is_cross = sheet->worksheet.layout == WORKSHEET_CROSS;
    if (place && !is_cross) {
        load_error(l, place, "field-place", "\"place\" is for the layout \"cross\"");
    } else if (!place && is_cross) {
        load_error(l, j, "missing", "a field of a cross needs \"place\"");
    } else if (place) {
        field->place = (enum cross_place)load_enum(l, place, &place_field);
        if (json_kind(place) == JSON_STRING)
            names_add(l, places, json_string(place), place, "place");
    }
}

static void load_sheet_field(struct loader *l, const struct json *j, const struct block *sheet, const char *place,
                             struct worksheet_field *field, struct names *ids)
{
    const struct json *icon = json_member(j, "icon"), *with = json_member(j, "with");
    field->exercise = load_field_exercise(l, j, sheet, place, ids, &beside_shape);
    if (icon)
        field->icon = load_icon(l, icon);
    if (with && load_is(l, with, JSON_OBJECT, "with"))
        field->with = load_field_exercise(l, with, sheet, place, ids, NULL);
}

static void finish_worksheet(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "fields"), "fields", 1, FIELDS_MAX);
    if (!list)
        return;
    struct names ids = {0}, places = {0};
    int count = json_count(list);
    struct worksheet_field *fields = ARENA_ARRAY(l->arena, struct worksheet_field, count);
    for (int i = 0; i < count; i++) {
        const struct json *one = json_at(list, i);
        if (!load_is(l, one, JSON_OBJECT, "a field"))
            continue;
        load_sheet_field(l, one, b, place, &fields[i], &ids);
        load_cross_place(l, one, b, &fields[i], &places);
    }
    b->worksheet.fields = fields;
    b->worksheet.count = count;
}

const struct kind_row kind_worksheet = {{"a worksheet", FIELDS(worksheet_fields)}, finish_worksheet};
