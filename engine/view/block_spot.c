/* spot: places on a picture, and the same places as a list: whoever cannot see or hit the picture loses nothing. */
#include "block.h"
#include <assert.h>

static bool is_chosen(const struct block_view *v, const struct block *b, const struct spot_place *p)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return given && answer_has(given, p->id);
}

static struct press press_place(const struct block_view *v, const struct block *b, const struct spot_place *p)
{
    if (attempt_is_locked(v->attempt, b))
        return (struct press){.kind = PRESS_NOTHING}; /* it is only seen */
    return (struct press){.kind = PRESS_ACT, .act = {.kind = ACT_PICK, .exercise = b->id, .item = p->id}};
}

static struct rect picture_rect(struct block_view *v, const struct block *b, int width)
{
    struct ui *ui = v->ui;
    const char *path = block_media(v, b->spot.picture);
    int w = 3, h = 4, tallest = ui->in.theme.height * (ui->in.theme.portrait ? 45 : 54) / 100;
    if (!ui->in.measure.image_size || !ui->in.measure.image_size(ui->in.measure.context, path, &w, &h) || w < 1 ||
        h < 1)
        w = 3, h = 4;
    struct rect r = {0, 0, width, width * h / w};
    if (r.h > tallest)
        r = (struct rect){0, 0, tallest * w / h, tallest};
    return r;
}

/* The ui turns rectangles over for right-to-left languages, but a picture stays as it is drawn: so do places on it. */
static struct rect place_rect(const struct ui *ui, struct rect picture, const struct spot_place *p)
{
    double x = ui->in.right_to_left ? 1 - p->x - p->width : p->x;
    struct rect r = {picture.x + (int)(x * picture.w), picture.y + (int)(p->y * picture.h), (int)(p->width * picture.w),
                     (int)(p->height * picture.h)};
    int least = ui->in.theme.target_min;
    if (r.w < least)
        r = (struct rect){r.x - (least - r.w) / 2, r.y, least, r.h};
    if (r.h < least)
        r = (struct rect){r.x, r.y - (least - r.h) / 2, r.w, least};
    return r;
}

/* Places near each other would fight for a finger once they are grown: each gives way at the middle between them. */
static void keep_apart(struct rect *place, int count)
{
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count; j++) {
            struct rect *a = place[i].y <= place[j].y ? &place[i] : &place[j],
                        *b = a == &place[i] ? &place[j] : &place[i];
            if (!rect_overlaps(*a, *b))
                continue;
            int push = a->y + a->h - b->y;
            if (push <= b->h)
                b->y += push;
        }
}

static void draw_place(struct block_view *v, bool chosen, struct rect r)
{
    struct ui *ui = v->ui;
    int radius = (r.w < r.h ? r.w : r.h) / 3;
    /* A picture has every colour: the line lies on one of its own. */
    ui_box(ui, rect_inset(r, -2), COLOUR_NONE, COLOUR_CARD, chosen ? 11 : 7, radius + 2);
    if (!chosen) {
        ui_box_stroked(ui, r, COLOUR_NONE, COLOUR_INK, 3, radius, STROKE_DASHED);
        return;
    }
    ui_box(ui, r, COLOUR_NONE, COLOUR_ACCENT, 7, radius);
    int badge = r.h * 2 / 3 < block_em(ui, 1.9) ? r.h * 2 / 3 : block_em(ui, 1.9); /* what was chosen stays in sight */
    struct rect mark = {r.x + (r.w - badge) / 2, r.y + (r.h - badge) / 2, badge, badge};
    ui_ellipse(ui, rect_inset(mark, -3), COLOUR_CARD, COLOUR_NONE, 0, STROKE_SOLID);
    ui_ellipse(ui, mark, COLOUR_ACCENT, COLOUR_NONE, 0, STROKE_SOLID);
    ui_icon(ui, "check-bold", rect_inset(mark, badge / 5), COLOUR_ON_ACCENT);
}

/* A place is one thing to press that lies in two: its row of the list, which keys and switches come to, and its part of
 * the picture, which is touched like it and ringed with it. `on_out`: that part, by place; w 0 when it has none. */
static void draw_picture(struct block_view *v, const struct block *b, struct rect picture,
                         struct target_more on_out[OPTIONS_MAX])
{
    struct ui *ui = v->ui;
    struct rect place[OPTIONS_MAX];
    int of[OPTIONS_MAX], count = 0;
    ui_image(ui, block_media(v, b->spot.picture), picture, block_plain(v, &b->spot.alt));
    for (int i = 0; i < b->spot.count; i++) {
        on_out[i] = (struct target_more){.rect = {0}};
        if (!b->spot.places[i].on_picture)
            continue;
        of[count] = i;
        place[count++] = place_rect(ui, picture, &b->spot.places[i]);
    }
    keep_apart(place, count);
    for (int i = 0; i < count; i++) {
        draw_place(v, is_chosen(v, b, &b->spot.places[of[i]]), place[i]);
        on_out[of[i]].rect = place[i];
    }
}

static int draw_list(struct block_view *v, const struct block *b, const struct target_more *on, struct rect area)
{
    struct option_row rows[OPTIONS_MAX + 1];
    int count = 0;
    for (int i = 0; i < b->spot.count; i++) {
        const struct spot_place *p = &b->spot.places[i];
        rows[count++] = (struct option_row){.id = block_id(v, b, "option", p->id),
                                            .text = block_plain(v, &p->text),
                                            .mark = b->spot.many ? ROW_TICK : ROW_ROUND,
                                            .chosen = is_chosen(v, b, p),
                                            .elsewhere = on[i].rect.w ? &on[i] : NULL,
                                            .press = press_place(v, b, p)};
    }
    if (b->about_me && !attempt_is_locked(v->attempt, b))
        rows[count++] = option_declined(v, b);
    for (int i = 0; i < count; i++) {
        rows[i].position = i + 1;
        rows[i].count = count;
    }
    return option_rows(v, rows, count, area);
}

static int draw_feedback(struct block_view *v, const struct block *b, struct rect area)
{
    struct buffer said;
    buffer_init(&said, v->ui->arena);
    for (int i = 0; i < b->spot.count; i++) {
        const struct spot_place *p = &b->spot.places[i];
        bool waits = b->tries && attempt_judgement(v->attempt, b) == NOT_JUDGED;
        if (is_chosen(v, b, p) && p->feedback.count && !waits)
            buffer_addf(&said, "%s%s", said.length ? "\n\n" : "", block_words(v, &p->feedback));
    }
    return block_verdict(v, b, buffer_text(&said), area);
}

/* As large as leaves the list beside it no taller than the picture is, or than it would be anyway. */
static int picture_width(struct block_view *v, const struct block *b, int width)
{
    const struct theme *t = &v->ui->in.theme;
    const struct target_more none[OPTIONS_MAX] = {{.rect = {0}}};
    int large = width * 38 / 100, small = width * 27 / 100, list[2];
    for (int i = 0; i < 2; i++) {
        struct ui scratch;
        struct block_view dry = block_scratch(v, &scratch);
        int beside = width - t->gap_large - picture_rect(v, b, i ? small : large).w;
        list[i] = draw_list(&dry, b, none, (struct rect){.w = beside});
    }
    return list[0] <= picture_rect(v, b, large).h || list[0] <= list[1] ? large : small;
}

int block_spot(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    assert(b->spot.count <= OPTIONS_MAX);
    int y = area.y + block_header(v, b, area);
    struct rect picture = picture_rect(v, b, t->portrait ? area.w : picture_width(v, b, area.w));
    bool beside = area.w - picture.w - t->gap_large >= block_em(v->ui, 12);
    picture.x = beside ? area.x : area.x + (area.w - picture.w) / 2;
    picture.y = y;
    struct target_more on[OPTIONS_MAX];
    draw_picture(v, b, picture, on);
    if (!beside) {
        y += picture.h + t->gap;
        y += draw_list(v, b, on, (struct rect){area.x, y, area.w, 0});
        return y + draw_feedback(v, b, (struct rect){area.x, y, area.w, 0}) - area.y;
    }
    int x = picture.x + picture.w + t->gap_large, width = area.x + area.w - x;
    int h = draw_list(v, b, on, (struct rect){x, y, width, 0});
    h += draw_feedback(v, b, (struct rect){x, y + h, width, 0});
    return y + (h > picture.h ? h : picture.h) - area.y;
}
