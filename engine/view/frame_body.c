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

/* Beside the column, so that a page that scrolls keeps its whole height: as wide as a thumb, and its gap. */
static int gutter_width(const struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    int wanted = control_height(t) + t->gap_small, margin = ui->in_overlay ? 0 : t->margin;
    return wanted > margin ? wanted - margin : 0; /* beyond the margin that is free already */
}

struct rect frame_body(struct ui *ui, int top, int bottom, int *scroll_px, int *body_px, int content_px)
{
    const struct theme *t = &ui->in.theme;
    int room = bottom - top;
    assert(room > 0);
    struct ui_scroll *s = &ui->scroll;
    *s = (struct ui_scroll){.top = top, .bottom = bottom, .content_px = content_px, .overflows = content_px > room};
    int most = content_px > room ? content_px - room : 0;
    *scroll_px = *scroll_px < 0 ? 0 : *scroll_px > most ? most : *scroll_px;
    *body_px = room;
    s->scroll_px = *scroll_px;
    s->room_px = room;
    int side = ui->in_overlay ? t->focus_px : 0; /* a panel's clip leaves room for what stands out at its sides */
    struct rect clip = {ui->area.x - side, top, ui->area.w + 2 * side, room};
    ui->content_bottom = top;
    ui_clip(ui, clip);
    ui->body = ui->clip;
    /* A page keeps its gutter whether it scrolls or not: a picture that grew with the room would make it scroll again.
     */
    int margin = ui->in_overlay ? 0 : t->margin, gutter = s->overflows || !ui->in_overlay ? gutter_width(ui) : 0;
    return (struct rect){ui->area.x + margin, top + pad_above(ui) - *scroll_px, ui->area.w - 2 * margin - gutter, room};
}

static void add_scroll_control(struct ui *ui, struct rect r, int pages)
{
    struct button b = {
        .id = pages > 0 ? "scroll.down" : "scroll.up",
        .text = ui_words(ui, pages > 0 ? "More below" : "Back up"),
        .icon = pages > 0 ? "arrow-down" : "arrow-up",
        .icon_only = true,
        .look = BUTTON_PLAIN,
        .press = {.kind = PRESS_SCROLL, .number = pages},
    };
    ui_button(ui, r, &b);
}

/* How much of the page is on show, and where: a thumb on a track. */
static void add_scroll_track(struct ui *ui, struct rect track)
{
    const struct ui_scroll *s = &ui->scroll;
    int thumb = track.h * s->room_px / s->content_px, way = s->content_px - s->room_px;
    ui_box(ui, track, COLOUR_LINE, COLOUR_NONE, 0, track.w / 2);
    int y = track.y + (way > 0 ? (track.h - thumb) * s->scroll_px / way : 0);
    ui_box(ui, (struct rect){track.x, y, track.w, thumb}, COLOUR_SOFT, COLOUR_NONE, 0, track.w / 2);
}

/* At the right edge, each always in its own place: what is pressed again and again does not move. */
static void add_scroll_controls(struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    const struct ui_scroll *s = &ui->scroll;
    int gap = t->gap_small, size = control_height(t), track = 8;
    int x = ui->area.x + ui->area.w - size - (ui->in_overlay ? 0 : gap / 2);
    struct rect up = {x, s->top + gap, size, size}, down = {x, s->top + s->room_px - size - gap, size, size};
    bool aside = ui->aside;
    ui->aside = true;
    int from = up.y + size + gap, to = down.y - gap;
    if (to - from > size)
        add_scroll_track(ui, (struct rect){x + (size - track) / 2, from, track, to - from});
    if (s->scroll_px > 0)
        add_scroll_control(ui, up, -1);
    if (s->scroll_px < s->content_px - s->room_px)
        add_scroll_control(ui, down, 1);
    ui->aside = aside;
}

int frame_body_end(struct ui *ui, struct rect column)
{
    ui_unclip(ui);
    int start = ui->scroll.top - ui->scroll.scroll_px;
    int content = ui->content_bottom > column.y ? ui->content_bottom - start + pad_below(ui) : 0;
    if (ui->scroll.overflows)
        add_scroll_controls(ui);
    return content;
}

struct rect frame_overlay(struct ui *ui, const char *title, int width, int height)
{
    const struct theme *t = &ui->in.theme;
    if (ui->in_body)
        ui_unclip(ui);
    ui->aside = ui->late = ui->silent = false;
    ui_cover(ui);
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
