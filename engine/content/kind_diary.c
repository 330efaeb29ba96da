/*
 * diary: rows of the same boxes, with totals.
 *
 * The columns are read once, as the boxes of the first row; every other row has copies with ids of their own, so that
 * words are translated once. What is not asked but pressed - that a day had nothing - is an exercise too, so that it is
 * kept, replayed and read back like any answer.
 */
#include "kind.h"

#include <string.h>

#define DAYS      7
#define NOTHING   "nothing"
#define OF_TOTALS "total" /* "week.total.units" is no box */
#define OF_WHOLE  "whole"

static const char *const days[DAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static const struct field diary_fields[] = {
    EXERCISE_FIELDS,
    {.key = "rows"},
    {.key = "days", .type = FIELD_COUNT, .at = offsetof(struct block, diary.row_count), .least = 1, .most = DAYS},
    {.key = "occasions",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, diary.row_count),
     .least = 1,
     .most = TABLE_ROWS_MAX},
    {.key = "columns", .required = true},
    {.key = "totals"},
    {.key = "each", .type = FIELD_WORDS, .at = offsetof(struct block, diary.each)},
    {.key = "nothing", .type = FIELD_WORDS, .at = offsetof(struct block, diary.nothing)},
    {.key = "at_least",
     .type = FIELD_COUNT,
     .at = offsetof(struct block, diary.at_least),
     .least = 1,
     .most = TABLE_ROWS_MAX},
};

static const struct field row_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct diary_row, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct diary_row, text), .required = true, .part = ""},
};
static const struct shape row_shape = {"a row", FIELDS(row_fields)};

static const struct field total_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct diary_total, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct diary_total, text), .required = true, .part = ""},
    {.key = "unit", .type = FIELD_WORDS, .at = offsetof(struct diary_total, unit)},
    {.key = "unit_one", .type = FIELD_WORDS, .at = offsetof(struct diary_total, unit_one)},
    {.key = "of", .type = FIELD_RULE, .at = offsetof(struct diary_total, of), .required = true},
    {.key = "money", .type = FIELD_FLAG, .at = offsetof(struct diary_total, money)},
    {.key = "decimals", .type = FIELD_COUNT, .at = offsetof(struct diary_total, decimals), .least = 0, .most = 2},
};
static const struct shape total_shape = {"a total", FIELDS(total_fields)};

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void refuse_reserved(struct loader *l, const struct json *at, const char *what, const char *id)
{
    if (id && (text_is(id, NOTHING) || text_is(id, OF_TOTALS) || text_is(id, OF_WHOLE)))
        problem_hint(l->problems, load_error(l, at, "id-reserved", "a %s cannot be called \"%s\"", what, id),
                     "\"" NOTHING "\", \"" OF_TOTALS "\" and \"" OF_WHOLE "\" mean something in every diary");
}

static void load_written_rows(struct loader *l, const struct json *list, struct diary_block *d, const char *place)
{
    struct names ids = {0};
    int count = json_count(list) < TABLE_ROWS_MAX ? json_count(list) : TABLE_ROWS_MAX;
    struct diary_row *rows = ARENA_ARRAY(l->arena, struct diary_row, count);
    for (int i = 0; i < count; i++) {
        const struct json *one = json_at(list, i);
        struct diary_row *row = &rows[d->row_count];
        load_object(l, one, &row_shape, row, load_item_place(l, place, "row", one));
        refuse_reserved(l, json_member(one, "id"), "row", row->id);
        d->row_count += row->id && names_add(l, &ids, row->id, json_member(one, "id"), "row");
    }
    d->rows = rows;
}

static void make_rows(struct loader *l, struct diary_block *d)
{
    struct diary_row *rows = ARENA_ARRAY(l->arena, struct diary_row, d->row_count);
    for (int i = 0; i < d->row_count; i++)
        rows[i].id = d->kind == DIARY_DAYS ? days[i] : arena_printf(l->arena, "row-%d", i + 1);
    d->rows = rows;
}

static void load_rows(struct loader *l, const struct json *j, struct diary_block *d, const char *place)
{
    static const char *const keys[] = {"rows", "days", "occasions"};
    const struct json *found = NULL;
    for (int i = 0; i < 3; i++) {
        const struct json *one = json_member(j, keys[i]);
        if (one && found)
            load_error(l, one, "diary-rows", "a diary has one of \"rows\", \"days\" and \"occasions\"");
        if (!one || found)
            continue;
        found = one;
        d->kind = (enum diary_rows)i;
    }
    if (!found) {
        load_error(l, j, "missing", "a diary needs \"rows\", \"days\" or \"occasions\"");
    } else if (d->kind == DIARY_ROWS) {
        const struct json *list = load_list(l, found, "rows", 1, TABLE_ROWS_MAX);
        d->row_count = 0;
        if (list)
            load_written_rows(l, list, d, place);
    } else {
        d->row_count = d->row_count < DAYS || d->kind != DIARY_DAYS ? d->row_count : DAYS;
        make_rows(l, d);
    }
}

/* --- columns ----------------------------------------------------------------------------------------------------- */

static bool fits_column(enum block_kind kind)
{
    return block_fits_box(kind) && kind != BLOCK_GRID && kind != BLOCK_RANK;
}

/* What the diary says of itself holds for all of it. */
static void inherit(struct block *box, const struct block *diary)
{
    box->is_private |= diary->is_private;
    box->no_print |= diary->no_print;
    box->about_me |= diary->about_me;
    box->optional |= diary->optional;
}

/* The box of the first row. False when it cannot be a column. */
static bool load_column(struct loader *l, const struct json *j, const struct block *diary, const char *place,
                        struct names *ids, struct block *box)
{
    const struct json *written = json_kind(j) == JSON_OBJECT ? json_member(j, "id") : NULL;
    if (!load_is(l, j, JSON_OBJECT, "a column") || !load_block_kind(l, j, &box->kind))
        return false;
    if (!fits_column(box->kind)) {
        problem_hint(
            l->problems,
            load_error(l, json_member(j, "kind"), "column-kind", "a column cannot be a %s", block_kind_name(box->kind)),
            "a column is a choice, scale, number, write or date");
        return false;
    }
    if (!written)
        load_error(l, j, "missing", "a column needs \"id\"");
    const char *id = written ? load_id(l, written, "id") : NULL;
    refuse_reserved(l, written, "column", id);
    if (!id || !names_add(l, ids, id, written, "column"))
        return false;
    const char *row = diary->diary.rows[0].id;
    load_block_as(l, j, box, arena_printf(l->arena, "%s.%s.%s", diary->id, row, id),
                  arena_printf(l->arena, "%s.%s", place, id));
    inherit(box, diary);
    return true;
}

static void copy_boxes(struct loader *l, const struct json *at, const struct block *diary, const struct block *from,
                       const struct diary_row *row, struct block *boxes)
{
    for (int i = 0; i < diary->diary.column_count; i++) {
        boxes[i] = from[i];
        boxes[i].id = arena_printf(l->arena, "%s.%s.%s", diary->id, row->id, strrchr(from[i].id, '.') + 1);
        load_block_number(l, at, &boxes[i]);
        load_block_exercise(l, at, &boxes[i]);
    }
}

/* One thing to press, or to leave: there was nothing. */
static const struct block *add_nothing(struct loader *l, const struct json *at, const struct block *diary,
                                       const char *id)
{
    struct block *b = ARENA_NEW(l->arena, struct block);
    struct option *option = ARENA_NEW(l->arena, struct option);
    *option = (struct option){.id = NOTHING, .text = diary->diary.nothing};
    *b = (struct block){.kind = BLOCK_CHOICE,
                        .id = id,
                        .ask = diary->diary.nothing,
                        .pointer = diary->pointer,
                        .choice = {.options = option, .count = 1, .many = true}};
    inherit(b, diary);
    b->optional = true;
    load_block_number(l, at, b);
    load_block_exercise(l, at, b);
    return b;
}

static void load_boxes(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct diary_block *d = &b->diary;
    const struct json *list = load_list(l, json_member(j, "columns"), "columns", 1, DIARY_COLUMNS_MAX);
    if (!list || !d->row_count)
        return;
    struct names ids = {0};
    int count = json_count(list) < DIARY_COLUMNS_MAX ? json_count(list) : DIARY_COLUMNS_MAX;
    struct diary_row *rows = ARENA_ARRAY(l->arena, struct diary_row, d->row_count);
    struct block *first = ARENA_ARRAY(l->arena, struct block, count);
    for (int i = 0; i < count; i++)
        d->column_count += load_column(l, json_at(list, i), b, place, &ids, &first[d->column_count]);
    for (int i = 0; i < d->row_count; i++) {
        struct block *boxes = i ? ARENA_ARRAY(l->arena, struct block, d->column_count) : first;
        if (i)
            copy_boxes(l, list, b, first, &d->rows[i], boxes);
        rows[i] = d->rows[i];
        rows[i].boxes = boxes;
        if (d->kind != DIARY_OCCASIONS)
            rows[i].nothing = add_nothing(l, list, b, arena_printf(l->arena, "%s.%s." NOTHING, b->id, rows[i].id));
    }
    d->rows = rows;
    d->whole = add_nothing(l, list, b, arena_printf(l->arena, "%s." OF_WHOLE, b->id));
}

/* --- totals ------------------------------------------------------------------------------------------------------ */

static void load_totals(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    const struct json *list = load_list(l, json_member(j, "totals"), "totals", 1, DIARY_TOTALS_MAX);
    if (!list)
        return;
    struct names ids = {0};
    int count = json_count(list) < DIARY_TOTALS_MAX ? json_count(list) : DIARY_TOTALS_MAX;
    struct diary_total *totals = ARENA_ARRAY(l->arena, struct diary_total, count);
    for (int i = 0; i < count; i++) {
        const struct json *one = json_at(list, i), *unit = json_member(one, "unit");
        struct diary_total *total = &totals[i];
        if (!load_object(l, one, &total_shape, total, load_item_place(l, place, "total", one)))
            continue;
        if (!json_member(one, "decimals"))
            total->decimals = -1;
        if (unit && total->money)
            load_error(l, unit, "total-unit", "money is in pounds and pence: it has no unit");
        load_check_unit_one(l, one);
        if (total->id && names_add(l, &ids, total->id, json_member(one, "id"), "total"))
            names_add(l, &l->totals, arena_printf(l->arena, "%s." OF_TOTALS ".%s", b->id, total->id),
                      json_member(one, "id"), "total");
    }
    b->diary.totals = totals;
    b->diary.total_count = count;
}

static void finish_diary(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct diary_block *d = &b->diary;
    load_rows(l, j, d, place);
    load_boxes(l, j, b, place);
    load_totals(l, j, b, place);
    const struct json *at_least = json_member(j, "at_least"), *each = json_member(j, "each");
    if (d->row_count && d->at_least > d->row_count)
        load_error(l, at_least, "diary-rows", "Next would wait for %d rows, and there are %d", d->at_least,
                   d->row_count);
    if (each && d->row_count && d->kind != DIARY_OCCASIONS)
        load_error(l, each, "diary-rows", "\"each\" is for \"occasions\": what one of them is called");
    if (!at_least)
        d->at_least = 1;
}

/* --- judging ----------------------------------------------------------------------------------------------------- */

static void check_diary(const struct check *c, const struct block *b)
{
    const struct diary_block *d = &b->diary;
    check_words(c, &d->each, false);
    check_words(c, &d->nothing, false);
    for (int i = 0; i < d->row_count; i++)
        check_words(c, &d->rows[i].text, false);
    for (int i = 0; i < d->column_count && d->row_count; i++) {
        struct block column = d->rows[0].boxes[i];
        check_row_rule(c, b, column.when);
        column.when = NULL;
        check_block(c, &column);
    }
    for (int i = 0; i < d->total_count; i++) {
        check_words(c, &d->totals[i].text, false);
        check_words(c, &d->totals[i].unit, false);
        check_words(c, &d->totals[i].unit_one, false);
        check_row_rule(c, b, d->totals[i].of);
    }
}

const struct kind_row kind_diary = {"diary", {"a diary", FIELDS(diary_fields)}, finish_diary, check_diary};
