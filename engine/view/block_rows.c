/* The one way a question among several alike looks: a card with the question, and its answers under it. */
#include "block.h"

/* Numbers, and under the first and the last what they mean, which is said with them. */
static int draw_numbers(struct block_view *v, const struct question *q, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_CARD);
    struct steps g = steps_of(v, q->step_count, area.w);
    int width = g.columns * (g.width + g.gap) - g.gap, side = (width - t->gap_small) / 2;
    int y = area.y + g.rows * (g.height + g.gap);
    for (int i = 0; i < q->step_count; i++) {
        step_draw(v, &q->steps[i], steps_cell(&g, i, area.x, area.y));
        if (q->steps[i].chosen) /* shown by its fill and tick */
            ui_say(ui, ui_words_with(ui, "You chose %1.", q->steps[i].name, NULL, NULL), NULL);
    }
    style.silent = true;
    int left = put_text(ui, style, area.x, y, side, q->low);
    style.align = ALIGN_END;
    int right = put_text(ui, style, area.x + width - side, y, side, q->high);
    return y + (left > right ? left : right) - area.y;
}

struct words_sizes {
    int picture, icon, text_x;
};

static struct words_sizes words_sizes(const struct ui *ui, const struct question *q)
{
    struct words_sizes s = {.picture = q->picture ? block_em(ui, 2.8) : 0};
    s.icon = q->icon && !q->picture ? block_em(ui, 1.28) : 0;
    s.text_x = s.picture + s.icon ? s.picture + s.icon + block_em(ui, 0.5) : 0;
    return s;
}

int question_words_height(struct block_view *v, const struct question *q, int width)
{
    struct words_sizes s = words_sizes(v->ui, q);
    struct text_style style = block_style(v->ui, v->ui->in.theme.body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    int h = ui_text_height(v->ui, &style, width - s.text_x, q->text);
    return h > s.picture ? h : s.picture;
}

void question_words(struct block_view *v, const struct question *q, struct rect r)
{
    struct ui *ui = v->ui;
    struct words_sizes s = words_sizes(ui, q);
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    int h = ui_text_height(ui, &style, r.w - s.text_x, q->text);
    if (s.picture)
        ui_image(ui, q->picture, (struct rect){r.x, r.y + (r.h - s.picture) / 2, s.picture, s.picture}, NULL);
    else if (s.icon)
        ui_icon(ui, q->icon, (struct rect){r.x, r.y + (r.h - s.icon) / 2, s.icon, s.icon}, COLOUR_ACCENT);
    put_text(ui, style, r.x + s.text_x, r.y + (r.h - h) / 2, r.w - s.text_x, q->text);
}

int question_card(struct block_view *v, const struct question *q, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const char *around = ui->group;
    int pad = t->gap_small, y = area.y + pad, x = area.x + pad, width = area.w - 2 * pad;
    int box =
        panel_begin(ui, area, COLOUR_CARD, q->missing ? COLOUR_WARNING : COLOUR_LINE, q->missing ? 4 : 2, t->radius);
    if (q->missing)
        y += block_missing_mark(v, (struct rect){x, y, width, 0}, COLOUR_CARD);
    int height = question_words_height(v, q, width);
    question_words(v, q, (struct rect){x, y, width, height});
    y += height + t->gap_small / 2;
    ui->group = q->group ? q->group : q->text;
    struct rect room = {x, y, width, 0};
    if (q->steps)
        y += draw_numbers(v, q, room) + t->gap_small / 2;
    if (q->answer_count)
        y += chip_columns(v, q->answers, q->answer_count, (struct rect){x, y, width, 0});
    ui->group = around;
    panel_end(ui, box, y + pad - area.y);
    return y + pad - area.y;
}
