/* worksheet: exercises laid out as a sheet. */
#include "kind.h"

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

static void check_worksheet(const struct check *c, const struct block *b)
{
    for (int i = 0; i < b->worksheet.count; i++) {
        const struct worksheet_field *field = &b->worksheet.fields[i];
        if (field->exercise)
            check_block(c, field->exercise);
        if (field->with)
            check_block(c, field->with);
    }
}

const struct kind_row kind_worksheet = {
    "worksheet", {"a worksheet", FIELDS(worksheet_fields)}, finish_worksheet, check_worksheet};
