/* image: a picture, in its own shape, as large as its column and not taller than half the screen. */
#include "block.h"

int block_image(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const char *path = block_media(v, b->image.src);
    const char *alt = b->image.decorative ? NULL : block_plain(v, &b->image.alt);
    int w = 4, h = 3;
    if (!ui->in.measure.image_size || !ui->in.measure.image_size(ui->in.measure.context, path, &w, &h) || w < 1 ||
        h < 1)
        w = 4, h = 3;
    int widest = area.w < block_em(ui, 34) ? area.w : block_em(ui, 34);
    /* A picture leaves room for words: at large sizes the bars have taken more of the screen. */
    int room = ui->body.h > 0 ? ui->body.h : t->height - t->top_bar - t->bottom_bar;
    int tallest = room * (t->portrait ? 36 : room < block_em(ui, 18) ? 46 : 64) / 100;
    int height = widest * h / w;
    if (height > tallest)
        height = tallest;
    int width = height * w / h;
    /* Alone in a column of words it starts where they start; a little narrower than its column it stands in the middle.
     */
    int x = area.w - width < area.w / 4 ? area.x + (area.w - width) / 2 : area.x;
    ui_image(ui, path, (struct rect){x, area.y, width, height}, alt);
    return height;
}
