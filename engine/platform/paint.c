#include "paint.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CLIPS_MAX  8  /* boxes within boxes that scroll; views have two */
#define LOOK_AHEAD 64 /* commands that may have come in between; more and the rest counts as new */

/* What is remembered of a command that was painted. */
struct seen {
    uint64_t hash;      /* of the command and of what it was cut to */
    struct rect bounds; /* all it can touch */
    struct rect clip;
};

struct painter {
    struct fonts *fonts;
    const struct media *media; /* or NULL */
    struct canvas canvas;
    struct seen *before, *now;
    int before_count, now_count, before_room, now_room;
    uint32_t colour[COLOURS];
    bool trusted; /* the surface shows `before` in `colour` */
};

struct painter *painter_open(struct fonts *fonts)
{
    struct painter *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    p->fonts = fonts;
    return p;
}

void painter_close(struct painter *p)
{
    if (!p)
        return;
    canvas_release(&p->canvas);
    free(p->before);
    free(p->now);
    free(p);
}

void painter_surface(struct painter *p, uint32_t *pixels, int width, int height, int pitch_px)
{
    p->canvas.pixels = pixels;
    p->canvas.width = width;
    p->canvas.height = height;
    p->canvas.pitch_px = pitch_px;
    p->trusted = false;
}

void painter_forget(struct painter *p)
{
    p->trusted = false;
}

void painter_media(struct painter *p, const struct media *media)
{
    p->media = media;
}

/* --- text --------------------------------------------------------------------------------------------------------- */

struct placed {
    struct glyphs glyphs;
    int x, y;
};

/* The line stands in the middle of its box; right-to-left text ends at the box's right, an icon is in the middle. */
static bool text_place(struct painter *p, const struct draw_command *c, struct placed *out)
{
    int ascent, descent;
    if (!c->text || !fonts_glyphs(p->fonts, c->face, c->size_px, c->text, c->right_to_left, &out->glyphs))
        return false;
    fonts_line(p->fonts, c->face, c->size_px, &ascent, &descent);
    int baseline = c->rect.y + (c->rect.h - ascent - descent) / 2 + ascent;
    int spare = c->rect.w - out->glyphs.mask.width;
    out->x = c->rect.x;
    if (c->face == FACE_ICON)
        out->x += spare / 2;
    else if (out->glyphs.right_to_left)
        out->x += spare;
    out->y = baseline + out->glyphs.top;
    return true;
}

/* --- what changed ------------------------------------------------------------------------------------------------- */

/* The same words clipped elsewhere look different. */
static uint64_t hash_command(const struct draw_command *c, struct rect clip)
{
    uint64_t hash = draw_hash_command(DRAW_HASH_SEED, &(struct draw_command){.kind = DRAW_CLIP, .rect = clip});
    return draw_hash_command(hash, c);
}

static struct rect line_bounds(const struct draw_command *c)
{
    struct rect r = {c->rect.x < c->x2 ? c->rect.x : c->x2, c->rect.y < c->y2 ? c->rect.y : c->y2,
                     abs(c->x2 - c->rect.x), abs(c->y2 - c->rect.y)};
    return rect_inset(r, -c->edge_px - 1);
}

/* All a command can touch, so that what it touched can be painted again without looking at it. */
static struct rect bounds_of(struct painter *p, const struct draw_command *c, struct rect clip)
{
    struct rect r = c->rect;
    if (c->kind == DRAW_LINE) {
        r = line_bounds(c);
    } else if (c->kind == DRAW_TEXT) {
        struct placed at;
        if (!rect_overlaps(rect_inset(r, -c->size_px), clip) || !text_place(p, c, &at))
            return (struct rect){0};
        r = (struct rect){at.x, at.y, at.glyphs.mask.width, at.glyphs.mask.height};
    } else if (c->kind == DRAW_CLIP || c->kind == DRAW_UNCLIP) {
        return (struct rect){0};
    }
    return rect_intersect(r, clip);
}

static void look(struct painter *p, const struct draw_list *list)
{
    struct rect stack[CLIPS_MAX + 1] = {{0, 0, p->canvas.width, p->canvas.height}};
    int depth = 0;
    if (p->now_room < list->count) {
        p->now_room = list->count + 64;
        free(p->now);
        p->now = malloc(sizeof *p->now * (size_t)p->now_room);
        if (!p->now)
            abort();
    }
    for (int n = 0; n < list->count; n++) {
        const struct draw_command *c = &list->item[n];
        if (c->kind == DRAW_CLIP) {
            assert(depth < CLIPS_MAX);
            stack[depth + 1] = rect_intersect(c->rect, stack[depth]);
            depth++;
        } else if (c->kind == DRAW_UNCLIP) {
            assert(depth > 0);
            depth--;
        }
        p->now[n] = (struct seen){hash_command(c, stack[depth]), bounds_of(p, c, stack[depth]), stack[depth]};
    }
    p->now_count = list->count;
}

static int64_t area(struct rect r)
{
    return (int64_t)r.w * r.h;
}

static struct rect around(struct rect a, struct rect b)
{
    int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w, bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){x, y, right - x, bottom - y};
}

/* Adds to what must be painted. Two that meet become one, so that nothing is painted twice over itself. */
static void dirty_add(struct painted *d, struct rect r)
{
    if (r.w <= 0 || r.h <= 0)
        return;
    for (int n = 0; n < d->count;) {
        struct rect both = around(d->rect[n], r);
        if (rect_overlaps(d->rect[n], r) || area(both) <= area(d->rect[n]) + area(r) + 4096) {
            d->rect[n] = d->rect[--d->count];
            r = both;
            n = 0;
        } else {
            n++;
        }
    }
    if (d->count == PAINT_RECTS_MAX) {
        r = around(d->rect[--d->count], r);
        dirty_add(d, r);
        return;
    }
    d->rect[d->count++] = r;
}

/* Commands that both lists have in the same order leave the same pixels wherever no other command of either list
 * reaches: so those others' bounds are what to paint. */
static void compare(const struct painter *p, struct painted *out)
{
    const struct seen *old = p->before, *new = p->now;
    int o = 0, n = 0, o_end = p->before_count, n_end = p->now_count;
    while (o_end > 0 && n_end > 0 && old[o_end - 1].hash == new[n_end - 1].hash)
        o_end--, n_end--;
    for (; n < n_end; n++) {
        int found = o;
        while (found < o_end && found < o + LOOK_AHEAD && old[found].hash != new[n].hash)
            found++;
        if (found < o_end && old[found].hash == new[n].hash) {
            for (; o < found; o++)
                dirty_add(out, old[o].bounds);
            o++;
        } else {
            dirty_add(out, new[n].bounds);
        }
    }
    for (; o < o_end; o++)
        dirty_add(out, old[o].bounds);
}

/* --- painting ----------------------------------------------------------------------------------------------------- */

/* A picture that is not there: a frame with its words, so that the page still says what it says. */
static void paint_missing(struct painter *p, const struct draw_command *c)
{
    struct shape frame = {p->colour[COLOUR_CARD], p->colour[COLOUR_LINE], 16, 2, STROKE_DASHED};
    raster_box(&p->canvas, c->rect, &frame);
    const int size = 20, line = 28, room = c->rect.w - 32;
    const char *at = c->alt ? c->alt : "";
    int y = c->rect.y + 16;
    while (*at && y + line <= c->rect.y + c->rect.h) {
        size_t length = strlen(at), fits = length;
        while (fits > 0 && fonts_width(p->fonts, FACE_REGULAR, size, at, fits) > room) {
            while (fits > 0 && at[fits - 1] != ' ')
                fits--;
            while (fits > 0 && at[fits - 1] == ' ')
                fits--;
        }
        if (!fits || fits > 255)
            return; /* a word wider than the picture */
        char words[256];
        memcpy(words, at, fits);
        words[fits] = '\0';
        struct draw_command text = {
            .kind = DRAW_TEXT, .rect = {c->rect.x + 16, y, room, line}, .size_px = size, .text = words};
        struct placed placed;
        if (text_place(p, &text, &placed))
            raster_mask(&p->canvas, placed.x, placed.y, &placed.glyphs.mask, p->colour[COLOUR_SOFT]);
        for (at += fits, y += line; *at == ' ';)
            at++;
    }
}

/* Fitted into its rectangle: the shape is kept, what is over is left free on both sides. */
static void paint_image(struct painter *p, const struct draw_command *c)
{
    struct images *images = fonts_images(p->fonts);
    int width, height;
    struct image image;
    if (c->rect.w <= 0 || c->rect.h <= 0)
        return;
    struct rect r = c->rect;
    if (!c->text || !images_size(images, c->text, &width, &height)) {
        if (c->text)
            images_scaled(images, c->text, r.w, r.h, &image); /* says what is missing */
        paint_missing(p, c);
        return;
    }
    if ((int64_t)r.w * height > (int64_t)r.h * width)
        r.w = (int)((int64_t)r.h * width / height);
    else
        r.h = (int)((int64_t)r.w * height / width);
    /* A pixel of rounding is the layout's, not a margin. */
    r.w = r.w < 1 ? 1 : c->rect.w - r.w <= 1 ? c->rect.w : r.w;
    r.h = r.h < 1 ? 1 : c->rect.h - r.h <= 1 ? c->rect.h : r.h;
    r.x += (c->rect.w - r.w) / 2;
    r.y += (c->rect.h - r.h) / 2;
    if (images_scaled(images, c->text, r.w, r.h, &image))
        raster_pixels(&p->canvas, r.x, r.y, image.width, image.height, image.pixels);
    else
        paint_missing(p, c);
}

/* In its own shape, in the middle of the place; what is left of that is black. A picture that has been taken away in
 * the meantime leaves the poster. */
static void paint_video(struct painter *p, const struct draw_command *c)
{
    struct media_image image;
    if (!c->picture || !media_image(p->media, &image)) {
        paint_image(p, c);
        return;
    }
    struct frame frame = {image.width, image.height, image.pitch_px, image.pixels};
    struct rect r = c->rect;
    if ((int64_t)r.w * image.height > (int64_t)r.h * image.width)
        r.w = (int)((int64_t)r.h * image.width / image.height);
    else
        r.h = (int)((int64_t)r.w * image.height / image.width);
    r.w = c->rect.w - r.w <= 2 ? c->rect.w : r.w; /* a pixel or two of rounding are no margin */
    r.h = c->rect.h - r.h <= 2 ? c->rect.h : r.h;
    r.x += (c->rect.w - r.w) / 2;
    r.y += (c->rect.h - r.h) / 2;
    if (r.w < c->rect.w || r.h < c->rect.h)
        raster_fill(&p->canvas, c->rect, 0xFF000000);
    raster_frame(&p->canvas, r, &frame);
}

static void paint_text(struct painter *p, const struct draw_command *c)
{
    struct placed at;
    if (text_place(p, c, &at))
        raster_mask(&p->canvas, at.x, at.y, &at.glyphs.mask, p->colour[c->fill]);
}

static struct shape shape_of(const struct painter *p, const struct draw_command *c)
{
    return (struct shape){p->colour[c->fill], p->colour[c->edge], c->radius_px, c->edge_px, c->stroke};
}

static void paint_command(struct painter *p, const struct draw_command *c)
{
    struct shape shape;
    assert(c->fill < COLOURS && c->edge < COLOURS);
    switch (c->kind) {
    case DRAW_BOX:
        shape = shape_of(p, c);
        raster_box(&p->canvas, c->rect, &shape);
        break;
    case DRAW_ELLIPSE:
        shape = shape_of(p, c);
        raster_ellipse(&p->canvas, c->rect, &shape);
        break;
    case DRAW_TEXT:
        paint_text(p, c);
        break;
    case DRAW_IMAGE:
        paint_image(p, c);
        break;
    case DRAW_VIDEO:
        paint_video(p, c);
        break;
    case DRAW_LINE:
        raster_line(&p->canvas, c->rect.x, c->rect.y, c->x2, c->y2, c->edge_px, p->colour[c->fill], c->stroke);
        break;
    case DRAW_CLIP:
    case DRAW_UNCLIP:
        break; /* known since look() */
    }
}

/* The first command from which on this part must be painted: what lies under an opaque box that covers it all is not
 * seen. 0 with *bare_out true when nothing covers it. */
static int first_seen(const struct painter *p, const struct draw_list *list, struct rect r, bool *bare_out)
{
    for (int n = list->count - 1; n >= 0; n--) {
        const struct draw_command *c = &list->item[n];
        if (c->kind != DRAW_BOX || p->colour[c->fill] >> 24 != 255 || c->stroke != STROKE_SOLID)
            continue;
        /* inside the border, and not in the square of a rounded corner */
        int in = c->radius_px > c->edge_px ? c->radius_px : c->edge_px;
        struct rect whole = rect_intersect(rect_inset(c->rect, in), p->now[n].clip), part = rect_intersect(whole, r);
        if (part.w == r.w && part.h == r.h) {
            *bare_out = false;
            return n;
        }
    }
    *bare_out = true;
    return 0;
}

static void paint_rect(struct painter *p, const struct draw_list *list, struct rect r)
{
    bool bare;
    int first = first_seen(p, list, r, &bare);
    p->canvas.clip = r;
    if (bare)
        raster_fill(&p->canvas, r, p->colour[COLOUR_PAPER]);
    for (int n = first; n < list->count; n++) {
        if (!rect_overlaps(p->now[n].bounds, r))
            continue;
        p->canvas.clip = rect_intersect(r, p->now[n].clip);
        paint_command(p, &list->item[n]);
    }
}

struct painted painter_paint(struct painter *p, const struct draw_list *list, const struct theme *theme)
{
    struct painted out = {.count = 0};
    struct rect all = {0, 0, p->canvas.width, p->canvas.height};
    assert(p->canvas.pixels);
    if (memcmp(p->colour, theme->colour, sizeof p->colour) != 0)
        p->trusted = false;
    memcpy(p->colour, theme->colour, sizeof p->colour);
    p->colour[COLOUR_NONE] = 0;
    look(p, list);
    if (p->trusted)
        compare(p, &out);
    else
        dirty_add(&out, all);
    for (int n = 0; n < out.count; n++)
        paint_rect(p, list, out.rect[n]);
    struct seen *spare = p->before;
    int spare_room = p->before_room;
    p->before = p->now;
    p->before_count = p->now_count;
    p->before_room = p->now_room;
    p->now = spare;
    p->now_room = spare_room;
    p->trusted = true;
    return out;
}
