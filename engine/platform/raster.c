#include "raster.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define OPAQUE 0xFF000000U

void canvas_release(struct canvas *c)
{
    for (int i = 0; i <= CORNER_MAX_PX; i++)
        free(c->corner[i]);
    memset(c->corner, 0, sizeof c->corner);
}

/* x/255 for 0 <= x <= 255*255, rounded. */
static uint32_t by_255(uint32_t x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

/* Red and blue together, then green: two multiplications a pixel. `cover` 0..255. */
static uint32_t mix(uint32_t under, uint32_t over, uint32_t cover)
{
    uint32_t keep = 255 - cover;
    uint32_t rb = (under & 0xFF00FF) * keep + (over & 0xFF00FF) * cover + 0x800080;
    uint32_t g = (under & 0x00FF00) * keep + (over & 0x00FF00) * cover + 0x008000;
    rb = (rb + ((rb >> 8) & 0xFF00FF)) >> 8;
    g = (g + ((g >> 8) & 0x00FF00)) >> 8;
    return OPAQUE | (rb & 0xFF00FF) | (g & 0x00FF00);
}

static uint32_t alpha_of(uint32_t colour)
{
    return colour >> 24;
}

static void pixel(struct canvas *c, int x, int y, uint32_t colour, uint32_t cover)
{
    uint32_t *at = c->pixels + (ptrdiff_t)y * c->pitch_px + x;
    cover = by_255(cover * alpha_of(colour));
    if (cover == 255)
        *at = OPAQUE | colour;
    else if (cover)
        *at = mix(*at, colour, cover);
}

/* One row from x1 to before x2, cut to the clip. */
static void span(struct canvas *c, int x1, int x2, int y, uint32_t colour)
{
    if (x1 < c->clip.x)
        x1 = c->clip.x;
    if (x2 > c->clip.x + c->clip.w)
        x2 = c->clip.x + c->clip.w;
    uint32_t *row = c->pixels + (ptrdiff_t)y * c->pitch_px;
    uint32_t alpha = alpha_of(colour);
    if (alpha == 255) {
        for (int x = x1; x < x2; x++)
            row[x] = colour;
    } else if (alpha) {
        for (int x = x1; x < x2; x++)
            row[x] = mix(row[x], colour, alpha);
    }
}

static struct rect clipped(const struct canvas *c, struct rect r)
{
    struct rect all = {0, 0, c->width, c->height};
    return rect_intersect(rect_intersect(r, c->clip), all);
}

void raster_fill(struct canvas *c, struct rect r, uint32_t colour)
{
    struct rect in = clipped(c, r);
    for (int y = in.y; y < in.y + in.h; y++)
        span(c, in.x, in.x + in.w, y, colour);
}

/* Coverage of a pixel `distance` px outside (negative: inside) an edge, 0..255. */
static uint32_t cover_at(double distance)
{
    double cover = 0.5 - distance;
    if (cover <= 0)
        return 0;
    return cover >= 1 ? 255 : (uint32_t)(cover * 255 + 0.5);
}

/* How much fill to paint under an edge that will take its part on top, so that together they cover `outer`: painted
 * one after the other without this, what lies beneath would shine through between them. */
static uint32_t share_left(uint32_t outer, uint32_t edge)
{
    return edge >= 255 ? 0 : (outer - edge) * 255 / (255 - edge);
}

/* A quarter disc, its centre at the bottom right: radius x radius coverages. */
static const uint8_t *corner_of(struct canvas *c, int radius)
{
    assert(radius > 0 && radius <= CORNER_MAX_PX);
    if (!c->corner[radius]) {
        uint8_t *made = malloc((size_t)radius * (size_t)radius);
        if (!made)
            abort();
        for (int y = 0; y < radius; y++)
            for (int x = 0; x < radius; x++)
                made[y * radius + x] = (uint8_t)cover_at(hypot(radius - x - 0.5, radius - y - 0.5) - radius);
        c->corner[radius] = made;
    }
    return c->corner[radius];
}

/* A rounded rectangle ready to be asked for coverage. */
struct rounded {
    struct rect r;
    int radius;
    const uint8_t *corner;
};

static struct rounded rounded_of(struct canvas *c, struct rect r, int radius)
{
    int most = (r.w < r.h ? r.w : r.h) / 2;
    if (radius > most)
        radius = most;
    if (radius > CORNER_MAX_PX)
        radius = CORNER_MAX_PX;
    if (radius < 0)
        radius = 0;
    return (struct rounded){r, radius, radius ? corner_of(c, radius) : NULL};
}

static uint32_t rounded_cover(const struct rounded *s, int x, int y)
{
    int left = x - s->r.x, right = s->r.x + s->r.w - 1 - x;
    int top = y - s->r.y, bottom = s->r.y + s->r.h - 1 - y;
    if (left < 0 || right < 0 || top < 0 || bottom < 0)
        return 0;
    int across = left < right ? left : right, down = top < bottom ? top : bottom;
    if (across >= s->radius || down >= s->radius)
        return 255;
    return s->corner[down * s->radius + across];
}

/* --- dashes ------------------------------------------------------------------------------------------------------- */

struct dashes {
    double period, dash; /* px along the middle of the edge */
};

/* A whole number of dashes goes round, so that no two meet. */
static struct dashes dashes_for(double length, int edge_px, enum stroke stroke)
{
    double dash = stroke == STROKE_DASHED ? 3.0 * edge_px : edge_px;
    double period = stroke == STROKE_DASHED ? 5.0 * edge_px : 2.0 * edge_px;
    double count = floor(length / period + 0.5);
    if (count < 1)
        count = 1;
    return (struct dashes){length / count, dash * (length / count) / period};
}

static uint32_t dash_cover(const struct dashes *d, double along)
{
    double at = fmod(along, d->period);
    if (at < 0)
        at += d->period;
    /* distance to the nearer end of the dash, negative inside it */
    double beyond = at < d->dash ? -fmin(at, d->dash - at) : fmin(at - d->dash, d->period - at);
    return cover_at(beyond);
}

/* How far along the middle line of a rounded border the point is: clockwise from the top left. */
static double along_border(const struct rounded *s, double half_edge, double x, double y)
{
    double w = s->r.w - 2 * half_edge, h = s->r.h - 2 * half_edge;
    double radius = fmax(s->radius - half_edge, 0);
    double px = x - s->r.x - half_edge, py = y - s->r.y - half_edge;
    double flat_w = w - 2 * radius, flat_h = h - 2 * radius, arc = radius * acos(-1) / 2;
    bool left = px<radius, right = px> w - radius, top = py<radius, bottom = py> h - radius;
    if (radius > 0 && (left || right) && (top || bottom)) {
        double dx = left ? radius - px : px - (w - radius), dy = top ? radius - py : py - (h - radius);
        double turn = atan2(left == top ? dy : dx, left == top ? dx : dy) * radius;
        if (left && top)
            return 2 * flat_w + 2 * flat_h + 3 * arc + turn;
        if (right && top)
            return flat_w + turn;
        if (right)
            return flat_w + arc + flat_h + turn;
        return 2 * flat_w + flat_h + 2 * arc + turn;
    }
    double to_top = py, to_bottom = h - py, to_left = px, to_right = w - px;
    double nearest = fmin(fmin(to_top, to_bottom), fmin(to_left, to_right));
    if (nearest == to_top)
        return px - radius;
    if (nearest == to_right)
        return flat_w + arc + py - radius;
    if (nearest == to_bottom)
        return flat_w + 2 * arc + flat_h + (w - radius - px);
    return 2 * flat_w + 3 * arc + flat_h + (h - radius - py);
}

static double border_length(const struct rounded *s, double half_edge)
{
    double radius = fmax(s->radius - half_edge, 0);
    double w = s->r.w - 2 * half_edge - 2 * radius, h = s->r.h - 2 * half_edge - 2 * radius;
    return 2 * w + 2 * h + 2 * acos(-1) * radius;
}

/* --- boxes -------------------------------------------------------------------------------------------------------- */

struct box_job {
    struct rounded outer, inner;
    const struct shape *shape;
    bool has_edge;
    struct dashes dashes;
};

static void box_pixel(struct canvas *c, const struct box_job *job, int x, int y)
{
    uint32_t outer = rounded_cover(&job->outer, x, y);
    if (!outer)
        return;
    if (!job->has_edge) {
        pixel(c, x, y, job->shape->fill, outer);
        return;
    }
    uint32_t inner = rounded_cover(&job->inner, x, y);
    uint32_t edge = outer > inner ? outer - inner : 0;
    if (edge && job->shape->stroke != STROKE_SOLID) {
        double along = along_border(&job->outer, job->shape->edge_px / 2.0, x + 0.5, y + 0.5);
        edge = by_255(edge * dash_cover(&job->dashes, along));
    }
    pixel(c, x, y, job->shape->fill, share_left(outer, edge));
    pixel(c, x, y, job->shape->edge, edge);
}

static void box_row(struct canvas *c, const struct box_job *job, struct rect in, int y)
{
    struct rect r = job->outer.r;
    int edge_px = job->has_edge ? job->shape->edge_px : 0;
    int top = y - r.y, bottom = r.y + r.h - 1 - y, down = top < bottom ? top : bottom;
    bool round = down < job->outer.radius || down < edge_px + job->inner.radius;
    int side = round && job->outer.radius > edge_px ? job->outer.radius : edge_px;
    bool in_edge = down < edge_px;
    bool broken = job->has_edge && job->shape->stroke != STROKE_SOLID;
    int x1 = in.x, x2 = in.x + in.w;
    if (in_edge && broken)
        side = r.w; /* the whole row is looked at pixel by pixel */
    int left_end = r.x + side < x2 ? r.x + side : x2, right_start = r.x + r.w - side > x1 ? r.x + r.w - side : x1;
    if (right_start < left_end)
        right_start = left_end;
    for (int x = x1; x < left_end; x++)
        box_pixel(c, job, x, y);
    if (left_end < right_start)
        span(c, left_end, right_start, y, in_edge ? job->shape->edge : job->shape->fill);
    for (int x = right_start < x1 ? x1 : right_start; x < x2; x++)
        box_pixel(c, job, x, y);
}

void raster_box(struct canvas *c, struct rect r, const struct shape *shape)
{
    struct rect in = clipped(c, r);
    if (in.w <= 0 || in.h <= 0)
        return;
    struct box_job job = {.outer = rounded_of(c, r, shape->radius_px), .shape = shape};
    job.has_edge = shape->edge_px > 0 && alpha_of(shape->edge);
    if (!job.has_edge && !job.outer.radius) {
        raster_fill(c, r, shape->fill);
        return;
    }
    if (job.has_edge) {
        job.inner = rounded_of(c, rect_inset(r, shape->edge_px), job.outer.radius - shape->edge_px);
        if (shape->stroke != STROKE_SOLID)
            job.dashes = dashes_for(border_length(&job.outer, shape->edge_px / 2.0), shape->edge_px, shape->stroke);
    }
    for (int y = in.y; y < in.y + in.h; y++)
        box_row(c, &job, in, y);
}

/* --- ellipses ----------------------------------------------------------------------------------------------------- */

struct oval {
    double x, y, a, b; /* centre and half axes */
};

/* Distance from the oval's edge, negative inside: exact for a circle, good to a fraction of a pixel otherwise. */
static double oval_distance(const struct oval *o, double x, double y)
{
    double dx = x - o->x, dy = y - o->y;
    if (o->a <= 0 || o->b <= 0)
        return 1e9;
    if (fabs(o->a - o->b) < 1e-9)
        return sqrt(dx * dx + dy * dy) - o->a;
    double k0 = hypot(dx / o->a, dy / o->b), k1 = hypot(dx / (o->a * o->a), dy / (o->b * o->b));
    return k1 > 0 ? k0 * (k0 - 1) / k1 : -fmin(o->a, o->b);
}

/* Half of the oval's width at height y, or -1 where it has none. */
static double oval_half_width(const struct oval *o, double y)
{
    if (o->a <= 0 || o->b <= 0)
        return -1;
    double part = (y - o->y) / o->b;
    return part * part >= 1 ? -1 : o->a * sqrt(1 - part * part);
}

static void disc(struct canvas *c, double x, double y, double radius, uint32_t colour)
{
    struct rect around = {(int)floor(x - radius - 1), (int)floor(y - radius - 1), (int)ceil(2 * radius + 3),
                          (int)ceil(2 * radius + 3)};
    struct rect in = clipped(c, around);
    for (int py = in.y; py < in.y + in.h; py++)
        for (int px = in.x; px < in.x + in.w; px++)
            pixel(c, px, py, colour, cover_at(hypot(px + 0.5 - x, py + 0.5 - y) - radius));
}

static void oval_dots(struct canvas *c, const struct oval *o, const struct shape *shape)
{
    double radius = shape->edge_px / 2.0, a = o->a - radius, b = o->b - radius, turn = 2 * acos(-1);
    double length = turn * sqrt((a * a + b * b) / 2), count = fmax(8, floor(length / (2.2 * shape->edge_px) + 0.5));
    for (double i = 0; i < count; i++)
        disc(c, o->x + a * cos(turn * i / count), o->y + b * sin(turn * i / count), radius, shape->edge);
}

struct oval_job {
    struct oval outer, inner, solid, beyond;
    const struct shape *shape;
    bool has_edge;
    struct dashes dashes;
};

static void oval_pixel(struct canvas *c, const struct oval_job *job, int x, int y)
{
    uint32_t outer = cover_at(oval_distance(&job->outer, x + 0.5, y + 0.5));
    if (!outer)
        return;
    uint32_t inner = job->has_edge ? cover_at(oval_distance(&job->inner, x + 0.5, y + 0.5)) : outer;
    uint32_t edge = outer > inner ? outer - inner : 0;
    if (edge && job->shape->stroke == STROKE_DASHED) {
        double angle = atan2((y + 0.5 - job->outer.y) / job->outer.b, (x + 0.5 - job->outer.x) / job->outer.a);
        edge = by_255(edge * dash_cover(&job->dashes, angle * (job->outer.a + job->outer.b) / 2));
    }
    pixel(c, x, y, job->shape->fill, share_left(outer, edge));
    pixel(c, x, y, job->shape->edge, edge);
}

static void oval_row(struct canvas *c, const struct oval_job *job, struct rect in, int y)
{
    double wide = oval_half_width(&job->beyond, y + 0.5), full = oval_half_width(&job->solid, y + 0.5);
    if (wide < 0)
        return;
    int x1 = (int)floor(job->outer.x - wide), x2 = (int)ceil(job->outer.x + wide);
    x1 = x1 < in.x ? in.x : x1;
    x2 = x2 > in.x + in.w ? in.x + in.w : x2;
    int s1 = x2, s2 = x2;
    if (full > 0) {
        s1 = (int)ceil(job->outer.x - full);
        s2 = (int)floor(job->outer.x + full);
        s1 = s1 < x1 ? x1 : s1 > x2 ? x2 : s1;
        s2 = s2 < s1 ? s1 : s2 > x2 ? x2 : s2;
    }
    for (int x = x1; x < s1; x++)
        oval_pixel(c, job, x, y);
    span(c, s1, s2, y, job->shape->fill);
    for (int x = s2; x < x2; x++)
        oval_pixel(c, job, x, y);
}

void raster_ellipse(struct canvas *c, struct rect r, const struct shape *shape)
{
    struct rect in = clipped(c, r);
    struct oval o = {r.x + r.w / 2.0, r.y + r.h / 2.0, r.w / 2.0, r.h / 2.0};
    if (in.w <= 0 || in.h <= 0)
        return;
    bool dots = shape->edge_px > 0 && shape->stroke == STROKE_DOTTED && alpha_of(shape->edge);
    double edge = shape->edge_px > 0 && alpha_of(shape->edge) && !dots ? shape->edge_px : 0;
    struct oval_job job = {.outer = o, .shape = shape, .has_edge = edge > 0};
    job.inner = (struct oval){o.x, o.y, o.a - edge, o.b - edge};
    job.solid = (struct oval){o.x, o.y, o.a - edge - 1.5, o.b - edge - 1.5};
    job.beyond = (struct oval){o.x, o.y, o.a + 1, o.b + 1};
    job.dashes = dashes_for(acos(-1) * (o.a + o.b), shape->edge_px > 0 ? shape->edge_px : 1, STROKE_DASHED);
    for (int y = in.y; y < in.y + in.h; y++)
        oval_row(c, &job, in, y);
    if (dots)
        oval_dots(c, &o, shape);
}

/* --- lines, masks, pictures --------------------------------------------------------------------------------------- */

void raster_line(struct canvas *c, int x1, int y1, int x2, int y2, int width_px, uint32_t colour, enum stroke stroke)
{
    double dx = x2 - x1, dy = y2 - y1, length = hypot(dx, dy), half = width_px / 2.0;
    if (width_px <= 0)
        return;
    if (stroke == STROKE_SOLID && (y1 == y2 || x1 == x2)) {
        struct rect r = y1 == y2 ? (struct rect){x1 < x2 ? x1 : x2, y1 - width_px / 2, abs(x2 - x1), width_px}
                                 : (struct rect){x1 - width_px / 2, y1 < y2 ? y1 : y2, width_px, abs(y2 - y1)};
        raster_fill(c, r, colour);
        return;
    }
    if (length < 1)
        return;
    struct dashes dashes = dashes_for(length, width_px, stroke == STROKE_SOLID ? STROKE_DASHED : stroke);
    /* An odd width stands on the middle of a pixel, an even one on the line between two. */
    double shift = width_px % 2 ? 0.5 : 0, ux = dx / length, uy = dy / length;
    struct rect around = {x1 < x2 ? x1 : x2, y1 < y2 ? y1 : y2, abs(x2 - x1), abs(y2 - y1)};
    struct rect in = clipped(c, rect_inset(around, -width_px - 1));
    for (int y = in.y; y < in.y + in.h; y++) {
        for (int x = in.x; x < in.x + in.w; x++) {
            double px = x + 0.5 - x1 - shift, py = y + 0.5 - y1 - shift;
            double along = px * ux + py * uy, off = fabs(py * ux - px * uy) - half;
            uint32_t cover = cover_at(fmax(off, fmax(-along, along - length)));
            if (cover && stroke != STROKE_SOLID)
                cover = by_255(cover * dash_cover(&dashes, along));
            if (cover)
                pixel(c, x, y, colour, cover);
        }
    }
}

static void mask_row(uint32_t *row, const uint8_t *alpha, int count, uint32_t colour)
{
    uint32_t solid = OPAQUE | colour, of_colour = alpha_of(colour);
    for (int x = 0; x < count; x++) {
        uint64_t eight;
        if (count - x >= 8 && (memcpy(&eight, alpha + x, sizeof eight), !eight)) {
            x += 7; /* most of a line of text is paper */
            continue;
        }
        uint32_t cover = of_colour == 255 ? alpha[x] : by_255(alpha[x] * of_colour);
        if (cover == 255)
            row[x] = solid;
        else if (cover)
            row[x] = mix(row[x], colour, cover);
    }
}

void raster_mask(struct canvas *c, int x, int y, const struct mask *mask, uint32_t colour)
{
    struct rect in = clipped(c, (struct rect){x, y, mask->width, mask->height});
    for (int row = in.y; row < in.y + in.h; row++)
        mask_row(c->pixels + (ptrdiff_t)row * c->pitch_px + in.x,
                 mask->alpha + (ptrdiff_t)(row - y) * mask->pitch + (in.x - x), in.w, colour);
}

void raster_pixels(struct canvas *c, int x, int y, int width, int height, const uint32_t *pixels)
{
    struct rect in = clipped(c, (struct rect){x, y, width, height});
    for (int row = in.y; row < in.y + in.h; row++) {
        uint32_t *to = c->pixels + (ptrdiff_t)row * c->pitch_px + in.x;
        const uint32_t *from = pixels + (ptrdiff_t)(row - y) * width + (in.x - x);
        for (int i = 0; i < in.w; i++) {
            uint32_t keep = 255 - alpha_of(from[i]);
            if (!keep) {
                to[i] = from[i];
            } else if (keep < 255) {
                uint32_t rb = (to[i] & 0xFF00FF) * keep + 0x800080, g = (to[i] & 0x00FF00) * keep + 0x008000;
                rb = ((rb + ((rb >> 8) & 0xFF00FF)) >> 8) & 0xFF00FF;
                g = ((g + ((g >> 8) & 0x00FF00)) >> 8) & 0x00FF00;
                to[i] = OPAQUE | (((from[i] & 0xFF00FF) + rb) & 0xFF00FF) | (((from[i] & 0x00FF00) + g) & 0x00FF00);
            }
        }
    }
}

void raster_frame(struct canvas *c, struct rect r, const struct frame *frame)
{
    struct rect in = clipped(c, r);
    for (int row = in.y; row < in.y + in.h; row++) {
        uint32_t *to = c->pixels + (ptrdiff_t)row * c->pitch_px + in.x;
        const uint32_t *from =
            frame->pixels + (ptrdiff_t)((int64_t)(row - r.y) * frame->height / r.h) * frame->pitch_px;
        if (frame->width == r.w) {
            for (int i = 0; i < in.w; i++)
                to[i] = OPAQUE | from[in.x - r.x + i];
            continue;
        }
        for (int i = 0; i < in.w; i++)
            to[i] = OPAQUE | from[(int64_t)(in.x - r.x + i) * frame->width / r.w];
    }
}
