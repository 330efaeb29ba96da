/*
 * worksheet as circles of support: me in the middle, who is close, who is further away. The boxes of the list hold the
 * answers; the circles show the same names again, as many as they have room for, and are neither pressed nor read.
 */
#include "block_sheet.h"
#include <math.h>
#include <string.h>

#define NAMES_MAX  40
#define TURN_STEPS 72 /* places tried around a ring */

struct ellipse {
    double x, y, rx, ry;
};

struct ring {
    struct ellipse outer, inner; /* of the middle one the inner has no size */
    enum colour fill;
    const char *label;
};

struct placing {
    struct rect taken[NAMES_MAX + 2 * RINGS];
    int count;
};

static const char *ring_label(const struct ui *ui, enum circle_ring ring)
{
    switch (ring) {
    case RING_ME:
        return ui_words(ui, "Me");
    case RING_CLOSE:
        return ui_words(ui, "Close to me");
    default:
        return ui_words(ui, "Further away");
    }
}

/* --- names ------------------------------------------------------------------------------------------------------- */

static void add_names(struct ui *ui, const char *text, const char **out, int *count)
{
    while (*text && *count < NAMES_MAX) {
        size_t length = strcspn(text, ",;\n");
        const char *from = text, *to = text + length;
        text = *to ? to + 1 : to;
        while (from < to && *from == ' ')
            from++;
        while (to > from && to[-1] == ' ')
            to--;
        if (to > from)
            out[(*count)++] = arena_copy(ui->arena, from, (size_t)(to - from));
    }
}

static void add_options(const struct block_view *v, const struct block *b, const struct answer *given, const char **out,
                        int *count)
{
    for (int i = 0; i < given->count && *count < NAMES_MAX; i++) {
        const struct option *o = choice_option(&b->choice, given->entries[i].key);
        if (o)
            out[(*count)++] = given->entries[i].value ? given->entries[i].value : block_plain(v, &o->text);
    }
}

/* What was written with commas or on lines of its own is several names, and so is a choice of many; any other answer is
 * one. */
static int names_of(const struct block_view *v, const struct block *sheet, enum circle_ring ring,
                    const char *out[NAMES_MAX])
{
    int count = 0;
    for (int i = 0; i < sheet->worksheet.count; i++) {
        const struct worksheet_field *f = &sheet->worksheet.fields[i];
        const struct answer *given = attempt_answer(v->attempt, f->exercise->id);
        const char *words = given && !given->declined ? sheet_words(v, f->exercise) : NULL;
        if (f->ring != ring || !words || !attempt_shows(v->attempt, f->exercise))
            continue;
        if (f->exercise->kind == BLOCK_WRITE)
            add_names(v->ui, given->entries[0].value, out, &count);
        else if (f->exercise->kind == BLOCK_CHOICE)
            add_options(v, f->exercise, given, out, &count);
        else if (count < NAMES_MAX)
            out[count++] = words;
    }
    return count;
}

/* --- places ------------------------------------------------------------------------------------------------------ */

static bool point_in(const struct ellipse *e, double x, double y)
{
    double dx = (x - e->x) / e->rx, dy = (y - e->y) / e->ry;
    return dx * dx + dy * dy <= 1;
}

/* Between the two ellipses of the ring, and over nothing else. */
static bool is_free(const struct placing *p, const struct ring *ring, struct rect r)
{
    if (!point_in(&ring->outer, r.x, r.y) || !point_in(&ring->outer, r.x + r.w, r.y) ||
        !point_in(&ring->outer, r.x, r.y + r.h) || !point_in(&ring->outer, r.x + r.w, r.y + r.h))
        return false;
    double near_x = fmin(fmax(ring->inner.x, r.x), r.x + r.w), near_y = fmin(fmax(ring->inner.y, r.y), r.y + r.h);
    if (ring->inner.rx > 0 && point_in(&ring->inner, near_x, near_y))
        return false;
    for (int i = 0; i < p->count; i++)
        if (rect_overlaps(rect_inset(p->taken[i], -4), r))
            return false;
    return true;
}

/* The place nearest to `turn` (a share of the way round, from the top) that has room for something of this size. */
static bool find_place(struct placing *p, const struct ring *ring, double turn, struct rect *r)
{
    static const double depths[] = {0.5, 0.35, 0.65, 0.2, 0.8, 0.05};
    for (int i = 0; i < TURN_STEPS; i++) {
        int step = i % 2 ? (i + 1) / 2 : -(i / 2); /* first here, then to both sides by turns */
        double angle = (turn + (double)step / TURN_STEPS) * 2 * 3.14159265358979 - 3.14159265358979 / 2;
        for (size_t d = 0; d < sizeof depths / sizeof depths[0]; d++) {
            double rx = ring->inner.rx + (ring->outer.rx - ring->inner.rx) * depths[d];
            double ry = ring->inner.ry + (ring->outer.ry - ring->inner.ry) * depths[d];
            r->x = (int)lround(ring->outer.x + rx * cos(angle)) - r->w / 2;
            r->y = (int)lround(ring->outer.y + ry * sin(angle)) - r->h / 2;
            if (p->count < (int)(sizeof p->taken / sizeof p->taken[0]) && is_free(p, ring, *r)) {
                p->taken[p->count++] = *r;
                return true;
            }
        }
    }
    return false;
}

/* --- drawing ----------------------------------------------------------------------------------------------------- */

static bool draw_name(struct block_view *v, struct placing *p, const struct ring *ring, double turn, const char *name)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    int pad = block_em(ui, 0.35), widest = (int)(ring->outer.rx * 0.9), width = ui_text_width(ui, &style, name) + 1;
    width = width < widest ? width : widest;
    struct rect r = {0, 0, width + 2 * pad, t->hint.line_px + pad};
    if (!find_place(p, ring, turn, &r))
        return false;
    style.silent = true;
    ui_box(ui, r, COLOUR_CARD, COLOUR_ACCENT, 2, r.h / 2);
    ui_text_cut(ui, &style, r.x + pad, r.y + pad / 2, width, name);
    return true;
}

static void draw_label(struct block_view *v, struct placing *p, const struct ring *ring)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_INK, ring->fill);
    struct rect r = {0, 0, ui_text_width(ui, &style, ring->label) + 2, t->hint.line_px};
    if (!find_place(p, ring, 0, &r))
        return;
    style.silent = true;
    put_text(ui, style, r.x, r.y, r.w, ring->label);
}

static void draw_ring(struct block_view *v, const struct block *sheet, struct placing *p, const struct ring *ring,
                      enum circle_ring which)
{
    struct ui *ui = v->ui;
    const char *names[NAMES_MAX];
    int count = names_of(v, sheet, which, names), left = 0;
    draw_label(v, p, ring);
    for (int i = 0; i < count; i++) /* spread around, the first ones beside the label */
        left += !draw_name(v, p, ring, (i + 1.0) / (count + 1), names[i]);
    if (left)
        draw_name(v, p, ring, 0.5, arena_printf(ui->arena, "+%d", left));
}

static void draw_circles(struct block_view *v, const struct block *sheet, struct rect r)
{
    static const double reach[RINGS] = {0.37, 0.7, 1};
    static const enum colour fills[RINGS] = {COLOUR_TINT, COLOUR_CARD, COLOUR_TINT};
    struct ui *ui = v->ui;
    struct ring ring[RINGS];
    struct placing placing = {.count = 0};
    struct ellipse whole = {r.x + r.w / 2.0, r.y + r.h / 2.0, r.w / 2.0, r.h / 2.0};
    for (int i = RINGS - 1; i >= 0; i--) {
        struct ellipse e = {whole.x, whole.y, whole.rx * reach[i], whole.ry * reach[i]};
        struct ellipse inner = {whole.x, whole.y, i ? whole.rx * reach[i - 1] : 0, i ? whole.ry * reach[i - 1] : 0};
        ring[i] = (struct ring){e, inner, fills[i], ring_label(ui, (enum circle_ring)i)};
        ui_ellipse(ui,
                   (struct rect){(int)lround(e.x - e.rx), (int)lround(e.y - e.ry), (int)lround(2 * e.rx),
                                 (int)lround(2 * e.ry)},
                   fills[i], COLOUR_ACCENT, i ? 2 : 4, STROKE_SOLID);
    }
    for (int i = 0; i < RINGS; i++)
        draw_ring(v, sheet, &placing, &ring[i], (enum circle_ring)i);
}

int worksheet_circles(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                      struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int gap = t->gap, least = block_em(ui, 17);
    bool beside = !t->portrait && area.w >= block_em(ui, 36);
    for (int i = 0; i < count; i++)
        box[i].over = ring_label(ui, box[i].field->ring);
    if (area.w < least) /* no room for names: the list says it all */
        return worksheet_down(v, sheet, box, count, area);
    int list_w = beside ? area.w * 44 / 100 : area.w, widest = block_em(ui, 26);
    int width = beside ? area.w - list_w - gap : area.w < widest ? area.w : widest, height = width * 3 / 4;
    if (!beside) { /* on a low screen what is filled in comes first, and the picture of it below */
        int list_y = t->portrait ? area.y + height + gap : area.y;
        int list_h = worksheet_down(v, sheet, box, count, (struct rect){area.x, list_y, area.w, 0});
        int y = t->portrait ? area.y : area.y + list_h + gap;
        draw_circles(v, sheet, (struct rect){area.x + (area.w - width) / 2, y, width, height});
        return list_h + gap + height;
    }
    int h = worksheet_down(v, sheet, box, count, (struct rect){area.x + width + gap, area.y, list_w, 0});
    draw_circles(v, sheet, (struct rect){area.x, area.y, width, height});
    return h > height ? h : height;
}
