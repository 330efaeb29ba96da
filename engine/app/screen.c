/* What screens that are not a page share: their background, bars, column and scrolling. */
#include "kiosk_state.h"

struct rect screen_begin(struct kiosk *k, struct ui *ui, const struct top_bar *top, const struct bottom_bar *bottom)
{
    const struct theme *t = &ui->in.theme;
    if (k->screen != SCREEN_ATTRACT)
        ui_box(ui, (struct rect){0, 0, t->width, t->height}, COLOUR_PAPER, COLOUR_NONE, 0, 0);
    int from = top ? frame_top(ui, top) : 0;
    int to = bottom ? frame_bottom(ui, bottom) : t->height;
    return frame_body(ui, from, to, &k->scroll_px, &k->body_px, k->content_px);
}

void screen_end(struct kiosk *k, struct ui *ui, struct rect column)
{
    k->content_px = frame_body_end(ui, column);
}

int plan_card(struct ui *ui, struct rect r, const char *title, const char *markdown, int gap_px)
{
    const struct theme *t = &ui->in.theme;
    int pad = t->gap;
    struct text_style head = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    head.on = body.on = COLOUR_CARD;
    int w = r.w - 2 * pad;
    int h = ui_text_height(ui, &head, w, title) + ui_prose_height(ui, &body, w, markdown) + 2 * pad + gap_px;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, COLOUR_CARD, COLOUR_LINE, 2, t->radius);
    int y = r.y + pad;
    y += ui_text(ui, &head, r.x + pad, y, w, title) + gap_px;
    ui_prose(ui, &body, r.x + pad, y, w, markdown);
    return h;
}
