/* grid: the same few answers for many rows. */
#include "kind.h"

static const struct field grid_fields[] = {
    EXERCISE_FIELDS,
    {.key = "rows", .required = true},
    {.key = "columns", .required = true},
};

static const struct field row_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct grid_row, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct grid_row, text), .required = true, .part = ""},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct grid_row, icon)},
    {.key = "picture", .type = FIELD_PICTURE, .at = offsetof(struct grid_row, picture)},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct grid_row, when)},
};
static const struct shape row_shape = {"a row", FIELDS(row_fields)};

static const struct field column_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct grid_column, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct grid_column, text), .required = true, .part = ""},
    {.key = "icon", .type = FIELD_ICON, .at = offsetof(struct grid_column, icon)},
    {.key = "value", .type = FIELD_NUMBER, .at = offsetof(struct grid_column, value), .least = -1e6, .most = 1e6},
    {.key = "concern", .type = FIELD_FLAG, .at = offsetof(struct grid_column, concern)},
};
static const struct shape column_shape = {"a column", FIELDS(column_fields)};

static void load_rows(struct loader *l, const struct json *list, struct grid_block *g, const char *place)
{
    struct names ids = {0};
    bool always = false;
    g->row_count = json_count(list);
    struct grid_row *rows = ARENA_ARRAY(l->arena, struct grid_row, g->row_count);
    for (int i = 0; i < g->row_count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &row_shape, &rows[i], load_item_place(l, place, "row", one));
        if (rows[i].id)
            names_add(l, &ids, rows[i].id, json_member(one, "id"), "row");
        always |= !json_member(one, "when");
    }
    g->rows = rows;
    if (!always)
        problem_hint(
            l->problems,
            load_error(l, list, "grid-rows", "every row has a \"when\": if none holds, there is no answer to give"),
            "leave one row without, or give the \"when\" to the grid");
}

/* Rules read the columns' numbers or their ids, never now one and now the other. */
static void load_columns(struct loader *l, const struct json *list, struct grid_block *g, const char *place)
{
    struct names ids = {0};
    const struct json *without = NULL;
    bool with = false;
    g->column_count = json_count(list);
    struct grid_column *columns = ARENA_ARRAY(l->arena, struct grid_column, g->column_count);
    for (int i = 0; i < g->column_count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &column_shape, &columns[i], load_item_place(l, place, "column", one));
        if (columns[i].id)
            names_add(l, &ids, columns[i].id, json_member(one, "id"), "column");
        columns[i].has_value = json_member(one, "value") != NULL;
        with |= columns[i].has_value;
        if (!columns[i].has_value)
            without = one;
    }
    g->columns = columns;
    if (with && without)
        problem_hint(l->problems,
                     load_error(l, without, "grid-values", "other columns have a \"value\", and this one has none"),
                     "give every column a number, or none: rules read either numbers or ids");
}

static void finish_grid(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *rows = load_list(l, json_member(j, "rows"), "rows", 2, TABLE_ROWS_MAX);
    const struct json *columns = load_list(l, json_member(j, "columns"), "columns", 2, COLUMNS_MAX);
    if (rows)
        load_rows(l, rows, &b->grid, place);
    if (columns)
        load_columns(l, columns, &b->grid, place);
}

static void check_grid(const struct check *c, const struct block *b)
{
    for (int i = 0; i < b->grid.row_count; i++) {
        const struct grid_row *row = &b->grid.rows[i];
        check_words(c, &row->text, false);
        check_media(c, check_item(c, b->pointer, "rows", i), "picture", row->picture);
        check_rule(c, row->when);
    }
    for (int i = 0; i < b->grid.column_count; i++)
        check_words(c, &b->grid.columns[i].text, false);
}

const struct kind_row kind_grid = {"grid", {"a grid", FIELDS(grid_fields)}, finish_grid, check_grid};
