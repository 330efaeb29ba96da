/* A row with a number in a badge: things in an order, and pairs. */
#include "block.h"

struct sizes {
    int pad, badge, icon, picture, gap, text_x, room;
};

static struct text_style text_style(const struct ui *ui, const struct numbered_row *row)
{
    bool placed = row->number || row->strong;
    struct text_style style =
        block_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK, placed ? COLOUR_TINT : COLOUR_CARD);
    style.target = row->press.kind == PRESS_NOTHING ? NULL : row->id;
    return style;
}

static struct text_style below_style(const struct ui *ui, const struct numbered_row *row)
{
    struct text_style style = text_style(ui, row);
    style.type = ui->in.theme.hint;
    style.face = FACE_BOLD;
    return style;
}

static struct text_style badge_style(const struct ui *ui)
{
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_BOLD, COLOUR_ON_ACCENT, COLOUR_ACCENT);
    style.silent = true; /* said with the row */
    style.align = ALIGN_CENTRE;
    return style;
}

static struct sizes sizes_of(struct ui *ui, const struct numbered_row *row, int width)
{
    struct sizes s = {.pad = block_em(ui, 0.7), .badge = block_em(ui, 1.6), .gap = block_em(ui, 0.6)};
    struct text_style badge = badge_style(ui);
    int number = row->number ? ui_text_width(ui, &badge, row->number) + block_em(ui, 0.7) : 0;
    s.badge = number > s.badge ? number : s.badge;
    s.icon = row->icon ? block_em(ui, 1.28) : 0;
    s.picture = row->picture ? block_em(ui, 3.2) : 0;
    s.text_x = s.pad + s.badge + s.gap;
    if (s.picture || s.icon)
        s.text_x += (s.picture ? s.picture : s.icon) + s.gap;
    s.room = width - s.text_x - s.pad - row->kept_px;
    return s;
}

int numbered_row_height(const struct block_view *v, const struct numbered_row *row, int width)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct sizes s = sizes_of(ui, row, width);
    struct text_style text = text_style(ui, row), below = below_style(ui, row);
    int h = ui_text_height(ui, &text, s.room, row->text);
    if (!text_is_empty(row->below))
        h += ui_text_height(ui, &below, s.room, row->below);
    h = (h > s.picture ? h : s.picture) + 2 * (t->gap_small * 3 / 4);
    return h > t->option_height ? h : t->option_height;
}

static void draw_badge(struct ui *ui, const struct numbered_row *row, struct rect r)
{
    struct text_style style = badge_style(ui);
    int radius = r.h / 2;
    if (!row->number) {
        ui_box_stroked(ui, r, COLOUR_CARD, COLOUR_EDGE, 3, radius, STROKE_DASHED);
        return;
    }
    ui_box(ui, r, COLOUR_ACCENT, COLOUR_NONE, 0, radius);
    ui_text(ui, &style, r.x, r.y + (r.h - style.type.line_px) / 2, r.w, row->number);
}

void numbered_row(struct block_view *v, const struct numbered_row *row, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct sizes s = sizes_of(ui, row, r.w);
    struct text_style text = text_style(ui, row), below = below_style(ui, row);
    bool pressed = row->press.kind != PRESS_NOTHING;
    enum colour edge = row->number || row->strong ? COLOUR_ACCENT : COLOUR_EDGE;
    ui_box_stroked(ui, r, text.on, edge,
                   row->strong   ? 4
                   : row->number ? 3
                                 : 2,
                   t->radius, row->dashed ? STROKE_DASHED : STROKE_SOLID);
    int badge_h = block_em(ui, 1.6);
    draw_badge(ui, row, (struct rect){r.x + s.pad, r.y + (r.h - badge_h) / 2, s.badge, badge_h});
    int x = r.x + s.pad + s.badge + s.gap;
    if (row->picture)
        ui_image(ui, row->picture, (struct rect){x, r.y + (r.h - s.picture) / 2, s.picture, s.picture}, NULL);
    else if (row->icon)
        ui_icon(ui, row->icon, (struct rect){x, r.y + (r.h - s.icon) / 2, s.icon, s.icon}, COLOUR_ACCENT);
    int text_h = ui_text_height(ui, &text, s.room, row->text);
    int below_h = text_is_empty(row->below) ? 0 : ui_text_height(ui, &below, s.room, row->below);
    int y = r.y + (r.h - text_h - below_h) / 2;
    put_text(ui, text, r.x + s.text_x, y, s.room, row->text);
    if (below_h)
        put_text(ui, below, r.x + s.text_x, y + text_h, s.room, row->below);
    if (pressed)
        ui_target(ui, (struct target){.id = row->id,
                                      .name = row->text,
                                      .says = row->says,
                                      .role = ROLE_BUTTON,
                                      .rect = r,
                                      .press = row->press});
}
