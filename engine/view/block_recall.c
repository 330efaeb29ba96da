/* recall: what the person said before, kept for them on a card. */
#include "block.h"

int block_recall(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const char *words = wording_recall(v->attempt, ui->arena, b);
    if (text_is_empty(words))
        return 0;
    int pad = t->gap, bar = block_em(ui, 0.32), x = area.x + pad + bar, y = area.y + pad, room = area.w - 2 * pad - bar;
    int box = panel_begin(ui, area, COLOUR_CARD, COLOUR_LINE, 2, t->radius);
    int stripe =
        panel_begin(ui, (struct rect){area.x + pad / 2, area.y + pad, bar, 0}, COLOUR_ACCENT, COLOUR_NONE, 0, bar / 2);
    const char *title = block_plain(v, &b->recall.title);
    if (!text_is_empty(title)) {
        struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_ACCENT, COLOUR_CARD);
        y += put_text(ui, style, x, y, room, title) + t->gap_small / 2;
    }
    struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    y += put_prose(ui, style, x, y, room, words);
    panel_end(ui, stripe, y - area.y - pad);
    panel_end(ui, box, y + pad - area.y);
    return y + pad - area.y;
}
