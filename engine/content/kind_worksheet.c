/* worksheet: exercises laid out as a sheet. */
#include "kind.h"

static const char *const layouts[] = {"columns", "steps", "cross", "matrix", "ladder", "timeline", "circles", NULL};
static const char *const cross_places[] = {"top", "left", "right", "bottom-left", "bottom-right", NULL};
static const char *const rings[] = {"me", "close", "further", NULL};

#define MATRIX_FIELDS 4

static const struct field worksheet_fields[] = {
    EXERCISE_FIELDS,
    {.key = "layout",
     .type = FIELD_ENUM,
     .at = offsetof(struct block, worksheet.layout),
     .required = true,
     .names = layouts},
    {.key = "fields", .required = true},
    {.key = "column_titles"},
    {.key = "row_titles"},
};

/* What a field has beside the exercise that it is. */
static const struct field beside_fields[] = {{.key = "icon"}, {.key = "with"}, {.key = "place"}, {.key = "ring"}};
static const struct shape beside_shape = {"a field", FIELDS(beside_fields)};
static const struct field place_field = {.key = "place", .names = cross_places};
static const struct field ring_field = {.key = "ring", .names = rings};

/* The exercise of a field. Its id is "<worksheet>.<field>"; what the worksheet says of itself holds for all its fields.
 */
static struct block *load_field_exercise(struct loader *l, const struct json *j, const struct block *sheet,
                                         const char *place, struct names *ids, const struct shape *also)
{
    struct block *b = ARENA_NEW(l->arena, struct block);
    const struct json *written = json_member(j, "id");
    if (!load_block_kind(l, j, &b->kind))
        return NULL;
    if (!block_fits_box(b->kind)) {
        struct problem *problem =
            load_error(l, json_member(j, "kind"), "field-kind", "a field cannot be a %s", block_kind_name(b->kind));
        problem_hint(l->problems, problem, "a field is a write, choice, scale, number, date, rank or grid");
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

static void load_ring(struct loader *l, const struct json *j, const struct block *sheet, struct worksheet_field *field)
{
    const struct json *ring = json_member(j, "ring");
    bool circles = sheet->worksheet.layout == WORKSHEET_CIRCLES;
    if (ring && !circles)
        load_error(l, ring, "field-ring", "\"ring\" is for the layout \"circles\"");
    else if (!ring && circles)
        load_error(l, j, "missing", "a field of circles needs \"ring\"");
    else if (ring)
        field->ring = (enum circle_ring)load_enum(l, ring, &ring_field);
}

/* Both titles of one side of a matrix. */
static void load_titles(struct loader *l, const struct json *j, const struct block *b, const char *key,
                        const char *what, const char *place, struct words out[2])
{
    const struct json *titles = json_member(j, key);
    bool matrix = b->worksheet.layout == WORKSHEET_MATRIX;
    if (titles && !matrix)
        load_error(l, titles, "matrix-titles", "\"%s\" are for the layout \"matrix\"", key);
    else if (!titles && matrix)
        load_error(l, j, "missing", "a matrix needs \"%s\": what its two %ss are about", key, what);
    const struct json *list = matrix ? load_list(l, titles, key, 2, 2) : NULL;
    for (int i = 0; list && i < 2 && json_at(list, i); i++)
        out[i] = load_words(l, json_at(list, i), arena_printf(l->arena, "%s.%d", place, i + 1), false);
}

static void load_matrix(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    load_titles(l, j, b, "column_titles", "column", arena_printf(l->arena, "%s.column", place),
                b->worksheet.column_titles);
    load_titles(l, j, b, "row_titles", "row", arena_printf(l->arena, "%s.row", place), b->worksheet.row_titles);
    const struct json *list = json_member(j, "fields");
    if (b->worksheet.layout == WORKSHEET_MATRIX && list && json_kind(list) == JSON_ARRAY &&
        json_count(list) != MATRIX_FIELDS)
        load_error(l, list, "matrix-fields", "a matrix has 4 fields, row by row; here are %d", json_count(list));
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
    load_matrix(l, j, b, place);
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
        load_ring(l, one, b, &fields[i]);
    }
    b->worksheet.fields = fields;
    b->worksheet.count = count;
}

static void check_worksheet(const struct check *c, const struct block *b)
{
    for (int i = 0; i < 2; i++) {
        check_words(c, &b->worksheet.column_titles[i], false);
        check_words(c, &b->worksheet.row_titles[i], false);
    }
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
