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
