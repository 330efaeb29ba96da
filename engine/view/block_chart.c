/* chart: the person's own numbers, over time or side by side. */
#include "chart.h"
#include "chart_view.h"
#include "measure_words.h"

static int draw_words(struct block_view *v, struct rect area, const char *markdown)
{
    struct text_style style = block_style(v->ui, v->ui->in.theme.body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    return put_prose(v->ui, style, area.x, area.y, area.w, markdown);
}

/* One number is no chart: it is said in words. None: what the author says instead. */
static int draw_inside(struct block_view *v, const struct chart_block *c, struct rect area)
{
    struct ui *ui = v->ui;
    struct chart_value values[POINTS_MAX];
    struct chart_mark marks[POINTS_MAX];
    int count = chart_values(v->attempt, ui->arena, c, values);
    for (int i = 0; i < count; i++)
        marks[i] = (struct chart_mark){.value = values[i].value,
                                       .figures = values[i].figures,
                                       .label = chart_label(v->attempt, ui->arena, ui->in.interface, &values[i])};
    if (count == 0)
        return draw_words(v, area, block_words(v, &c->empty));
    if (count == 1)
        return draw_words(
            v, area, wording_escaped(ui->arena, ui_words_with(ui, "%1: %2", marks[0].label, marks[0].figures, NULL)));
    struct chart_plot plot = {.look = c->look,
                              .from = c->from,
                              .to = c->to,
                              .low = block_plain(v, &c->low),
                              .high = block_plain(v, &c->high)};
    return chart_draw(v, &plot, marks, count, area);
}

/* Below the numbers themselves: where none are shown there is nothing to judge. */
static int draw_note(struct block_view *v, const struct chart_block *c, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct chart_value values[POINTS_MAX];
    struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_CARD);
    if (!chart_is_unofficial(v->attempt, c) || !chart_values(v->attempt, ui->arena, c, values))
        return 0;
    return t->gap_small + put_text(ui, style, area.x, area.y + t->gap_small, area.w, ui_words(ui, measure_unofficial));
}

int block_chart(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct chart_block *c = &b->chart;
    int width = area.w < t->column_max ? area.w : t->column_max, pad = t->gap;
    int x = area.x + pad, y = area.y + pad, room = width - 2 * pad;
    int box = panel_begin(ui, (struct rect){area.x, area.y, width, 0}, COLOUR_CARD, COLOUR_LINE, 2, t->card_radius);
    const char *title = block_plain(v, &c->title);
    if (!text_is_empty(title)) {
        struct text_style style = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
        y += put_text(ui, style, x, y, room, title) + t->gap_small;
    }
    y += draw_inside(v, c, (struct rect){x, y, room, 0});
    y += draw_note(v, c, (struct rect){x, y, room, 0});
    panel_end(ui, box, y + pad - area.y);
    return y + pad - area.y;
}
