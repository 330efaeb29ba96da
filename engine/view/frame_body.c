#include "frame.h"

#include <assert.h>

static int control_height(const struct theme *t)
{
    return t->button_height > 72 ? t->button_height : 72;
}

/* Above the first line and below the last; inside a panel its own padding is enough, but for the focus ring. */
static int pad_above(const struct ui *ui)
{
    return ui->in_overlay ? ui->in.theme.focus_px : theme_px(&ui->in.theme, 32);
}

static int pad_below(const struct ui *ui)
{
    return 2 * ui->in.theme.focus_px;
}

struct rect frame_body(struct ui *ui, int top, int bottom, int *scroll_px, int *body_px, int content_px)
{
    const struct theme *t = &ui->in.theme;
    int room = bottom - top;
    assert(room > 0);
    struct ui_scroll *s = &ui->scroll;
    *s = (struct ui_scroll){.top = top, .bottom = bottom, .content_px = content_px, .overflows = content_px > room};
    if (s->overflows)
        room -= control_height(t) + t->gap_small;
    int most = content_px > room && s->overflows ? content_px - room : 0;
    *scroll_px = *scroll_px < 0 ? 0 : *scroll_px > most ? most : *scroll_px;
    *body_px = room;
    s->scroll_px = *scroll_px;
    s->room_px = room;
    int side = ui->in_overlay ? t->focus_px : 0; /* a panel's clip leaves room for what stands out at its sides */
    struct rect clip = {ui->area.x - side, top, ui->area.w + 2 * side, room};
    ui->content_bottom = top;
    ui_clip(ui, clip);
    ui->body = ui->clip;
    int margin = ui->in_overlay ? 0 : t->margin;
    return (struct rect){ui->area.x + margin, top + pad_above(ui) - *scroll_px, ui->area.w - 2 * margin, room};
}

static void add_scroll_control(struct ui *ui, struct rect r, int pages)
{
    struct button b = {
        .id = pages > 0 ? "scroll.down" : "scroll.up",
        .text = ui_words(ui, pages > 0 ? "More below" : "Back up"),
        .icon = pages > 0 ? "arrow-down" : "arrow-up",
        .look = BUTTON_PLAIN,
        .press = {.kind = PRESS_SCROLL, .number = pages},
    };
    ui_button(ui, r, &b);
}

/* At the lower edge, each always in its own half: what is pressed again and again does not move. */
static void add_scroll_controls(struct ui *ui, struct rect column)
{
    const struct theme *t = &ui->in.theme;
    const struct ui_scroll *s = &ui->scroll;
    int gap = t->gap_small, height = control_height(t);
    int y = s->bottom - height - gap / 2;
    int half = (column.w - gap) / 2;
    ui_box(ui, (struct rect){ui->area.x, s->top + s->room_px, ui->area.w, 2}, COLOUR_LINE, COLOUR_NONE, 0, 0);
    bool aside = ui->aside;
    ui->aside = true;
    if (s->scroll_px > 0)
        add_scroll_control(ui, (struct rect){column.x, y, half, height}, -1);
    if (s->scroll_px < s->content_px - s->room_px)
        add_scroll_control(ui, (struct rect){column.x + half + gap, y, half, height}, 1);
    ui->aside = aside;
}

int frame_body_end(struct ui *ui, struct rect column)
{
    ui_unclip(ui);
    int start = ui->scroll.top - ui->scroll.scroll_px;
    int content = ui->content_bottom > column.y ? ui->content_bottom - start + pad_below(ui) : 0;
    if (ui->scroll.overflows)
        add_scroll_controls(ui, column);
    return content;
}

struct rect frame_overlay(struct ui *ui, const char *title, int width, int height)
{
    const struct theme *t = &ui->in.theme;
    if (ui->in_body)
        ui_unclip(ui);
    /* Behind a panel nothing can be pressed and nothing is read. */
    ui->targets.count = 0;
    ui->spoken.count = 0;
    ui->modal_from = ui->draw.count;
    ui->aside = ui->late = ui->silent = false;
    ui_box(ui, (struct rect){0, 0, t->width, t->height}, COLOUR_SHADE, COLOUR_NONE, 0, 0);
    int edge = t->gap;
    width = width > t->width - 2 * edge ? t->width - 2 * edge : width;
    height = height > t->height - 2 * edge ? t->height - 2 * edge : height;
    struct rect panel = {(t->width - width) / 2, (t->height - height) / 2, width, height};
    ui_box(ui, panel, COLOUR_PAPER, COLOUR_INK, 3, t->card_radius);
    struct rect inside = rect_inset(panel, theme_px(t, 32));
    if (!text_is_empty(title)) {
        struct text_style style = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
        int used = ui_text(ui, &style, inside.x, inside.y, inside.w, title) + t->gap_small;
        inside.y += used;
        inside.h -= used;
    }
    ui->in_overlay = true;
    ui->area = inside;
    return inside;
}
