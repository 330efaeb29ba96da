/* grid: one entry a row; the column as value. */
#include "exercise.h"

#include "wording.h"

static const struct grid_row *row_of(const struct block *b, const char *id)
{
    for (int i = 0; i < b->grid.row_count; i++)
        if (text_is(b->grid.rows[i].id, id))
            return &b->grid.rows[i];
    return NULL;
}

static const struct grid_column *column_of(const struct block *b, const char *id)
{
    for (int i = 0; i < b->grid.column_count; i++)
        if (text_is(b->grid.columns[i].id, id))
            return &b->grid.columns[i];
    return NULL;
}

static bool grid_fits(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < a->count; i++)
        if (!row_of(b, a->entries[i].key) || !column_of(b, a->entries[i].value) || answer_repeats(a, i, false))
            return false;
    return true;
}

static bool grid_is_complete(const struct answer *a, const struct block *b)
{
    for (int i = 0; i < b->grid.row_count; i++)
        if (!b->grid.rows[i].when && !answer_has(a, b->grid.rows[i].id))
            return false;
    return true;
}

/* --- changing it -------------------------------------------------------------------------------------------------- */

/* All rows but `changed`, which gets `column`, or is emptied by "". */
static enum change choose(const struct attempt *s, const struct block *b, const struct grid_row *changed,
                          const char *column, struct answer *out)
{
    struct draft d = {.count = 0};
    for (int i = 0; i < b->grid.row_count; i++) {
        const struct grid_row *row = &b->grid.rows[i];
        const struct answer_entry *old = exercise_entry(s, b, row->id);
        const char *value = row == changed ? column : old ? old->value : "";
        if (!text_is_empty(value))
            draft_add(&d, row->id, value);
    }
    return draft_finish(s, &d, out);
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    const struct grid_row *row = act.kind == ACT_PLACE && act.item ? row_of(b, act.item) : NULL;
    if (!row || !attempt_option_shows(s, row->when))
        return CHANGE_REFUSED;
    return choose(s, b, row, act.text, out);
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

static const struct rule *row_when(const struct block *b, const struct answer_entry *e)
{
    const struct grid_row *row = row_of(b, e->key);
    return row ? row->when : NULL;
}

static bool grid_is_answered(const struct attempt *s, const struct block *b, const struct answer *a)
{
    for (int i = 0; i < b->grid.row_count; i++)
        if (attempt_holds(s, b->grid.rows[i].when, true) && !answer_has(a, b->grid.rows[i].id))
            return false;
    return true;
}

static bool grid_is_concern(const struct block *b, const struct answer *now, const struct answer *before)
{
    for (int i = 0; i < now->count; i++) {
        const struct grid_column *column = column_of(b, now->entries[i].value);
        const char *was = before ? answer_value(before, now->entries[i].key) : NULL;
        if (column && column->concern && !text_is(was, column->id))
            return true;
    }
    return false;
}

/* "values.family": the number of the column, or its id where columns have none. */
static bool grid_part(const struct answer *a, const struct block *b, const char *part, struct value *out)
{
    const struct grid_column *column = column_of(b, answer_value(a, part));
    if (!column)
        return false;
    *out = column->has_value ? (struct value){.kind = VALUE_NUMBER, .number = column->value}
                             : (struct value){.kind = VALUE_TEXT, .text = column->id};
    return true;
}

/* "Family: very important" */
static struct phrase row_phrase(const struct attempt *s, struct arena *arena, const struct block *b,
                                const struct answer_entry *e)
{
    const struct grid_row *row = row_of(b, e->key);
    const struct grid_column *column = column_of(b, e->value);
    if (!row || !column)
        return (struct phrase){NULL, false};
    const char *chosen = wording_inside(arena, wording_unstyled(s, arena, &column->text));
    return (struct phrase){arena_printf(arena, "%s: %s", wording_unstyled(s, arena, &row->text), chosen), false};
}

const struct exercise_kind exercise_grid = {.fits = grid_fits,
                                            .complete = grid_is_complete,
                                            .change = change,
                                            .entry_when = row_when,
                                            .answered = grid_is_answered,
                                            .concern = grid_is_concern,
                                            .part = grid_part,
                                            .phrase = row_phrase};
