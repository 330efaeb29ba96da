#include "ui.h"

#include <assert.h>
#include <string.h>

void ui_init(struct ui *ui, struct arena *a, const struct ui_input *in)
{
    assert(in->measure.width_px);
    *ui = (struct ui){.arena = a, .in = *in};
    draw_init(&ui->draw, a);
    targets_init(&ui->targets, a);
    ui->spoken.arena = a;
    ui->area = (struct rect){0, 0, in->theme.width, in->theme.height};
    ui->clip = ui->area;
}

struct rect ui_mirror(const struct ui *ui, struct rect r)
{
    if (ui->in.right_to_left)
        r.x = ui->in.theme.width - r.x - r.w;
    return r;
}

struct rect ui_unturned(const struct ui *ui, struct rect area, struct rect r)
{
    if (ui->in.right_to_left)
        r.x = 2 * area.x + area.w - r.x - r.w;
    return r;
}

/* --- shapes -------------------------------------------------------------------------------------------------- */

static void note_bottom(struct ui *ui, struct rect r)
{
    if (ui->in_body && r.y + r.h > ui->content_bottom)
        ui->content_bottom = r.y + r.h;
}

void ui_box_stroked(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, int radius_px,
                    enum stroke stroke)
{
    note_bottom(ui, r);
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_BOX,
                                              .rect = ui_mirror(ui, r),
                                              .fill = fill,
                                              .edge = edge,
                                              .edge_px = edge_px,
                                              .radius_px = radius_px,
                                              .stroke = stroke});
}

void ui_box(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, int radius_px)
{
    ui_box_stroked(ui, r, fill, edge, edge_px, radius_px, STROKE_SOLID);
}

void ui_cover(struct ui *ui)
{
    ui->targets.count = 0;
    ui->spoken.count = 0;
    ui->modal_from = ui->draw.count;
    ui_box(ui, (struct rect){0, 0, ui->in.theme.width, ui->in.theme.height}, COLOUR_SHADE, COLOUR_NONE, 0, 0);
}

int ui_foot_panel(struct ui *ui, int height)
{
    int y = ui->in.theme.height - height, width = ui->in.theme.width;
    ui_cover(ui);
    ui_box(ui, (struct rect){0, y, width, height}, COLOUR_PAPER, COLOUR_NONE, 0, 0);
    ui_line(ui, 0, y, width, y, 2, COLOUR_LINE);
    return y;
}

void ui_ellipse(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, enum stroke stroke)
{
    note_bottom(ui, r);
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_ELLIPSE,
                                              .rect = ui_mirror(ui, r),
                                              .fill = fill,
                                              .edge = edge,
                                              .edge_px = edge_px,
                                              .stroke = stroke});
}

void ui_line(struct ui *ui, int x1, int y1, int x2, int y2, int width_px, enum colour colour)
{
    note_bottom(ui, (struct rect){x1, y1 < y2 ? y1 : y2, 0, y1 < y2 ? y2 - y1 : y1 - y2});
    int start = ui_mirror(ui, (struct rect){x1, y1, 0, 0}).x;
    int end = ui_mirror(ui, (struct rect){x2, y2, 0, 0}).x;
    draw_add(
        &ui->draw,
        (struct draw_command){
            .kind = DRAW_LINE, .rect = {start, y1, 0, 0}, .x2 = end, .y2 = y2, .fill = colour, .edge_px = width_px});
}

void ui_progress(struct ui *ui, struct rect r, double share)
{
    int edge = r.h >= 18 ? 3 : 2;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    ui_box(ui, r, COLOUR_CARD, COLOUR_EDGE, edge, r.h / 2);
    struct rect done = rect_inset(r, edge);
    done.w = (int)(done.w * share + 0.5);
    if (done.w > 0)
        ui_box(ui, done, COLOUR_ACCENT, COLOUR_NONE, 0, done.h / 2 < done.w / 2 ? done.h / 2 : done.w / 2);
}

/* --- icons and pictures ---------------------------------------------------------------------------------------- */

/* Icons that point along the line: they change places where lines run the other way. */
static const char *turned(const char *name)
{
    static const char *const pairs[][2] = {
        {"arrow-left", "arrow-right"},
        {"chevron-left", "chevron-right"},
        {"menu-left", "menu-right"},
        {"chevron-double-left", "chevron-double-right"},
        {"skip-previous", "skip-next"},
        {"undo", "redo"},
        {"format-align-left", "format-align-right"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int side = 0; side < 2; side++)
            if (text_is(name, pairs[i][side]))
                return pairs[i][1 - side];
    return NULL;
}

/* Icons that point along the line and have no twin: the painter turns them over. */
static bool is_turned_over(const char *name)
{
    static const char *const names[] = {
        "exit-to-app", "login", "logout", "logout-variant",      "send", "keyboard-backspace",
        "backspace",   "walk",  "run",    "format-list-bulleted"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, names[i]))
            return true;
    return false;
}

void ui_icon(struct ui *ui, const char *name, struct rect r, enum colour colour)
{
    if (text_is_empty(name))
        return;
    int size = r.w < r.h ? r.w : r.h;
    struct rect square = {r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, size};
    const char *twin = ui->in.right_to_left ? turned(name) : NULL;
    note_bottom(ui, square);
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_TEXT,
                                              .rect = ui_mirror(ui, square),
                                              .fill = colour,
                                              .face = FACE_ICON,
                                              .size_px = size,
                                              .text = twin ? twin : name,
                                              .right_to_left = ui->in.right_to_left && !twin && is_turned_over(name)});
}

static void add_picture(struct ui *ui, enum draw_kind kind, const char *path, struct rect r, const char *alt,
                        uint32_t number)
{
    int width = 0, height = 0;
    const struct text_measure *m = &ui->in.measure;
    struct rect fitted = r;
    if (m->image_size && m->image_size(m->context, path, &width, &height) && width > 0 && height > 0) {
        fitted.h = (int)((int64_t)r.w * height / width);
        if (fitted.h > r.h) {
            fitted.h = r.h;
            fitted.w = (int)((int64_t)r.h * width / height);
        }
        fitted.x += (r.w - fitted.w) / 2;
        fitted.y += (r.h - fitted.h) / 2;
    }
    note_bottom(ui, fitted);
    draw_add(&ui->draw,
             (struct draw_command){
                 .kind = kind, .rect = ui_mirror(ui, fitted), .text = path, .alt = alt ? alt : "", .picture = number});
    if (!text_is_empty(alt))
        ui_say(ui, alt, NULL);
}

void ui_image(struct ui *ui, const char *path, struct rect r, const char *alt)
{
    add_picture(ui, DRAW_IMAGE, path, r, alt, 0);
}

void ui_video(struct ui *ui, const char *poster, struct rect r, const char *alt, uint32_t number)
{
    add_picture(ui, DRAW_VIDEO, poster, r, alt, number);
}

/* --- clipping and targets -------------------------------------------------------------------------------------- */

void ui_clip(struct ui *ui, struct rect r)
{
    assert(!ui->in_body);
    ui->clip = ui_mirror(ui, r);
    ui->in_body = true;
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_CLIP, .rect = ui->clip});
}

void ui_unclip(struct ui *ui)
{
    assert(ui->in_body);
    ui->in_body = false;
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_UNCLIP});
}

static struct rect shown_of(const struct ui *ui, struct rect r)
{
    return ui->in_body ? rect_intersect(r, ui->clip) : r;
}

static const struct target_more *mirror_more(struct ui *ui, const struct target *t)
{
    struct target_more *more = ARENA_ARRAY(ui->arena, struct target_more, t->more_count);
    for (int i = 0; i < t->more_count; i++) {
        note_bottom(ui, t->more[i].rect);
        more[i].rect = ui_mirror(ui, t->more[i].rect);
        more[i].shown = shown_of(ui, more[i].rect);
    }
    return more;
}

void ui_target(struct ui *ui, struct target t)
{
    assert(t.id);
    note_bottom(ui, t.rect);
    t.rect = ui_mirror(ui, t.rect);
    if (t.more_count)
        t.more = mirror_more(ui, &t);
    t.in_body = ui->in_body;
    t.late = ui->late;
    if (!t.group)
        t.group = ui->group;
    t.right_to_left = ui->in.right_to_left;
    if (t.radius_px == 0)
        t.radius_px = ui->in.theme.radius;
    t.shown = shown_of(ui, t.rect);
    t.hidden = t.shown.w == 0 || t.shown.h == 0;
    target_add(&ui->targets, t);
}

bool ui_is_pressed(const struct ui *ui, const char *id)
{
    return ui->in.pressed && text_is(ui->in.pressed, id);
}

bool ui_is_focused(const struct ui *ui, const char *id)
{
    return ui->in.focus && text_is(ui->in.focus, id);
}

int ui_scroll_to(const struct ui *ui, const struct target *t, int scroll_px)
{
    if (!t->in_body)
        return scroll_px;
    int room = ui->in.theme.gap;
    int above = ui->body.y - (t->rect.y - room);
    int below = t->rect.y + t->rect.h + room - (ui->body.y + ui->body.h);
    /* Of a target taller than the room, the top is what is read first. */
    if (above > 0)
        return scroll_px - above > 0 ? scroll_px - above : 0;
    if (below > 0)
        return scroll_px + (below < -above ? below : -above);
    return scroll_px;
}

/* --- the end of the frame -------------------------------------------------------------------------------------- */

#define RING_PX 4
#define GAP_PX  4

/* All of a row that the one switch would enter, as if it were one target. */
static struct target focused_row(const struct ui *ui, const struct target *first)
{
    struct target all = *first;
    const struct target *last =
        text_is_empty(ui->in.focus_until) ? NULL : target_find(&ui->targets, ui->in.focus_until);
    all.more_count = last ? 0 : all.more_count;
    for (const struct target *t = first; last && t <= last; t++) {
        int right = all.rect.x + all.rect.w, bottom = all.rect.y + all.rect.h;
        int t_right = t->rect.x + t->rect.w, t_bottom = t->rect.y + t->rect.h;
        all.rect.x = t->rect.x < all.rect.x ? t->rect.x : all.rect.x;
        all.rect.y = t->rect.y < all.rect.y ? t->rect.y : all.rect.y;
        all.rect.w = (t_right > right ? t_right : right) - all.rect.x;
        all.rect.h = (t_bottom > bottom ? t_bottom : bottom) - all.rect.y;
    }
    return all;
}

static void draw_ring_around(struct ui *ui, const struct target *t, struct rect rect, struct rect shown)
{
    bool cut = t->in_body && (shown.w < rect.w || shown.h < rect.h);
    /* Of a target half out of sight the ring ends where the body ends; otherwise nothing cuts it. */
    if (cut)
        draw_add(&ui->draw, (struct draw_command){.kind = DRAW_CLIP, .rect = ui->clip});
    /* The gap is laid over a ring of both widths: where they have one colour no seam shows. */
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_BOX,
                                              .rect = rect_inset(rect, -GAP_PX - RING_PX),
                                              .edge = COLOUR_RING,
                                              .edge_px = GAP_PX + RING_PX,
                                              .radius_px = t->radius_px + GAP_PX + RING_PX});
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_BOX,
                                              .rect = rect_inset(rect, -GAP_PX),
                                              .edge = COLOUR_RING_GAP,
                                              .edge_px = GAP_PX,
                                              .radius_px = t->radius_px + GAP_PX});
    if (cut)
        draw_add(&ui->draw, (struct draw_command){.kind = DRAW_UNCLIP});
}

static void draw_ring(struct ui *ui, const struct target *t)
{
    if (!t->hidden)
        draw_ring_around(ui, t, t->rect, t->shown);
    for (int i = 0; i < t->more_count; i++)
        if (t->more[i].shown.w > 0 && t->more[i].shown.h > 0)
            draw_ring_around(ui, t, t->more[i].rect, t->more[i].shown);
}

/* A view must know the bottom bar's height before it lays out the page; whoever presses Tab meets the page first. */
static void put_late_last(struct ui *ui)
{
    struct target_list sorted;
    targets_init(&sorted, ui->arena);
    for (int late = 0; late < 2; late++)
        for (int i = 0; i < ui->targets.count; i++)
            if (ui->targets.item[i].late == (late == 1))
                target_add(&sorted, ui->targets.item[i]);
    ui->targets = sorted;
}

void ui_finish(struct ui *ui)
{
    if (ui->in_body)
        ui_unclip(ui);
    put_late_last(ui);
    const struct target *focused = ui->in.show_focus ? target_find(&ui->targets, ui->in.focus) : NULL;
    if (focused && (!focused->hidden || focused->more_count)) {
        struct target row = focused_row(ui, focused);
        draw_ring(ui, &row);
    }
}
