/* grid: the same few answers for many rows. */
#include "block.h"
#include <assert.h>
#include <string.h>

static int rows_shown(const struct block_view *v, const struct block *b, const struct grid_row **out)
{
    int count = 0;
    assert(b->grid.row_count <= TABLE_ROWS_MAX);
    for (int i = 0; i < b->grid.row_count; i++)
        if (attempt_option_shows(v->attempt, b->grid.rows[i].when))
            out[count++] = &b->grid.rows[i];
    return count;
}

static const char *given_for(const struct block_view *v, const struct block *b, const struct grid_row *row)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return given ? answer_value(given, row->id) : NULL;
}

static struct chip answer_of(const struct block_view *v, const struct block *b, const struct grid_row *row, int i)
{
    struct arena *arena = v->ui->arena;
    const struct grid_column *c = &b->grid.columns[i];
    const char *n = block_digits(v, i + 1), *of = block_digits(v, b->grid.column_count);
    bool chosen = text_is(given_for(v, b, row), c->id);
    return (struct chip){
        .id = block_id(v, b, "row", arena_printf(arena, "%s.%s", row->id, c->id)),
        .text = block_plain(v, &c->text),
        .icon = c->icon,
        .says = chosen ? ui_words_with(v->ui, "Chosen. %1 of %2.", n, of, NULL)
                       : ui_words_with(v->ui, "Not chosen. %1 of %2.", n, of, NULL),
        .role = ROLE_OPTION,
        .chosen = chosen,
        .press = {.kind = PRESS_ACT, .act = {.kind = ACT_PLACE, .exercise = b->id, .item = row->id, .text = c->id}}};
}

/* "My family. Row 2 of 5." */
static const char *group_of(const struct block_view *v, const char *text, int i, int count)
{
    const struct ui *ui = v->ui;
    size_t length = strlen(text);
    bool ends = length > 0 && strchr(".!?", text[length - 1]);
    return ui_words_with(ui, "%1 Row %2 of %3.", ends ? text : arena_printf(ui->arena, "%s.", text),
                         block_digits(v, i + 1), block_digits(v, count));
}

static struct question question_of(const struct block_view *v, const struct block *b, const struct grid_row *row, int n,
                                   int rows)
{
    int count = b->grid.column_count;
    struct chip *answers = ARENA_ARRAY(v->ui->arena, struct chip, count);
    for (int i = 0; i < count; i++)
        answers[i] = answer_of(v, b, row, i);
    const char *text = block_plain(v, &row->text);
    return (struct question){.text = text,
                             .icon = row->icon,
                             .picture = row->picture ? block_media(v, row->picture) : NULL,
                             .group = group_of(v, text, n, rows),
                             .answers = answers,
                             .answer_count = count};
}

/* Which row Next waits for: the ask alone would send people looking. */
const char *grid_lacks(const struct block_view *v, const struct block *b)
{
    const struct grid_row *shown[TABLE_ROWS_MAX];
    for (int i = 0, count = rows_shown(v, b, shown); i < count; i++)
        if (!given_for(v, b, shown[i]))
            return ui_words_with(v->ui, "Choose an answer for “%1” in: %2", block_plain(v, &shown[i]->text),
                                 block_ask(v, b), NULL);
    return block_ask(v, b);
}

int block_grid(struct block_view *v, const struct block *b, struct rect area)
{
    const struct grid_row *shown[TABLE_ROWS_MAX];
    struct question questions[TABLE_ROWS_MAX];
    int count = rows_shown(v, b, shown), y = area.y + block_header(v, b, area);
    bool told = !block_is_missing(v, b); /* the first that Next waits for, among those without an answer */
    for (int i = 0; i < count; i++) {
        questions[i] = question_of(v, b, shown[i], i, count);
        questions[i].missing = !told && !given_for(v, b, shown[i]);
        told |= questions[i].missing;
    }
    y += question_table(v, b, questions, count, (struct rect){area.x, y, area.w, 0});
    return y + block_declined(v, b, (struct rect){area.x, y, area.w, 0}) - area.y;
}
