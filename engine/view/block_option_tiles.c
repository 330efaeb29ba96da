/* Options whose pictures say more than their words: tiles, the words under the picture. */
#include "block.h"

#define TILE_LEAST_PX 160 /* narrower, a picture is an icon: then rows read better */

struct tiles {
    int columns, width, height, picture, pad, mark;
};

static struct text_style tile_style(const struct block_view *v, const struct option_row *row, bool below)
{
    const struct theme *t = &v->ui->in.theme;
    struct text_style style = block_style(v->ui, below ? t->hint : t->body, below ? FACE_BOLD : FACE_REGULAR,
                                          COLOUR_INK, row->chosen ? COLOUR_TINT : COLOUR_CARD);
    style.align = ALIGN_CENTRE;
    style.target = row->press.kind == PRESS_NOTHING ? NULL : row->id;
    return style;
}

static int words_height(struct block_view *v, const struct option_row *row, int width)
{
    struct text_style style = tile_style(v, row, false), below = tile_style(v, row, true);
    int h = ui_text_height(v->ui, &style, width, row->text);
    return text_is_empty(row->below) ? h : h + ui_text_height(v->ui, &below, width, row->below);
}

static bool fits(struct block_view *v, const struct option_row *rows, int count, int width)
{
    for (int i = 0; i < count; i++) {
        struct text_style style = tile_style(v, &rows[i], false);
        if (block_longest_word(v->ui, &style, rows[i].text) > width)
            return false;
    }
    return true;
}

/* As many across as leave no short row behind, up to four; 0 columns: not even two have room. */
static struct tiles tiles_of(struct block_view *v, const struct option_row *rows, int count, int room)
{
    struct ui *ui = v->ui;
    int gap = ui->in.theme.gap_small;
    struct tiles t = {.pad = block_em(ui, 0.5), .mark = block_em(ui, 1.3)};
    int least = block_em(ui, 6.4) > TILE_LEAST_PX ? block_em(ui, 6.4) : TILE_LEAST_PX, most = block_em(ui, 13);
    int wanted = count <= 4 ? count : count == 5 || count == 6 || count == 9 ? 3 : 4;
    for (t.columns = wanted; t.columns > 1; t.columns--) {
        t.width = (room + gap) / t.columns - gap;
        t.width = t.width < most ? t.width : most;
        if (t.width >= least && fits(v, rows, count, t.width - 2 * t.pad))
            break;
    }
    if (t.columns < 2)
        return (struct tiles){0};
    t.picture = (t.width - 2 * t.pad) * 5 / 8;
    for (int i = 0; i < count; i++) {
        int h = words_height(v, &rows[i], t.width - 2 * t.pad);
        t.height = h > t.height ? h : t.height;
    }
    t.height += t.picture + 3 * t.pad;
    return t;
}

static void draw_tile(struct block_view *v, const struct option_row *row, const struct tiles *t, struct rect r)
{
    struct ui *ui = v->ui;
    struct text_style style = tile_style(v, row, false), below = tile_style(v, row, true);
    enum colour fill = row->chosen ? COLOUR_TINT : COLOUR_CARD, edge = row->chosen ? COLOUR_ACCENT : COLOUR_EDGE;
    int width = r.w - 2 * t->pad, x = r.x + t->pad, y = r.y + t->pad;
    ui_box(ui, r, fill, edge, row->chosen ? 4 : 2, ui->in.theme.radius);
    ui_image(ui, row->picture, (struct rect){x, y, width, t->picture}, NULL);
    struct rect mark = {x, y, t->mark, t->mark};
    if (row->mark == ROW_ROUND) /* a rim of its own: its edge is seen on any picture */
        ui_ellipse(ui, rect_inset(mark, -4), COLOUR_CARD, COLOUR_NONE, 0, STROKE_SOLID);
    else
        ui_box(ui, rect_inset(mark, -4), COLOUR_CARD, COLOUR_NONE, 0, t->mark / 4);
    option_mark(ui, row->mark, row->chosen, mark);
    y += t->picture + t->pad;
    y += put_text(ui, style, x, y, width, row->text);
    if (!text_is_empty(row->below))
        put_text(ui, below, x, y, width, row->below);
    option_target(v, row, r);
}

int option_tiles(struct block_view *v, const struct option_row *rows, int count, struct rect area)
{
    int gap = v->ui->in.theme.gap_small;
    struct tiles t = tiles_of(v, rows, count, area.w);
    if (!t.columns)
        return 0;
    for (int i = 0; i < count; i++) {
        int column = i % t.columns, row = i / t.columns;
        draw_tile(v, &rows[i], &t,
                  (struct rect){area.x + column * (t.width + gap), area.y + row * (t.height + gap), t.width, t.height});
    }
    return (count + t.columns - 1) / t.columns * (t.height + gap) - gap;
}
