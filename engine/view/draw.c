#include "draw.h"

#include <assert.h>
#include <string.h>

bool rect_contains(struct rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

struct rect rect_inset(struct rect r, int by)
{
    return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

struct rect rect_intersect(struct rect a, struct rect b)
{
    int left = a.x > b.x ? a.x : b.x;
    int top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

bool rect_overlaps(struct rect a, struct rect b)
{
    struct rect both = rect_intersect(a, b);
    return both.w > 0 && both.h > 0;
}

static const char *const colour_names[] = {
    [COLOUR_NONE] = "none",
    [COLOUR_PAPER] = "paper",
    [COLOUR_CARD] = "card",
    [COLOUR_INK] = "ink",
    [COLOUR_SOFT] = "soft",
    [COLOUR_LINE] = "line",
    [COLOUR_EDGE] = "edge",
    [COLOUR_ACCENT] = "accent",
    [COLOUR_TINT] = "tint",
    [COLOUR_ON_ACCENT] = "on-accent",
    [COLOUR_RING] = "ring",
    [COLOUR_RING_GAP] = "ring-gap",
    [COLOUR_GOOD] = "good",
    [COLOUR_GOOD_TINT] = "good-tint",
    [COLOUR_CARE] = "care",
    [COLOUR_CARE_TINT] = "care-tint",
    [COLOUR_WARNING] = "warning",
    [COLOUR_WARNING_TINT] = "warning-tint",
    [COLOUR_SPOKEN] = "spoken",
    [COLOUR_SPOKEN_INK] = "spoken-ink",
    [COLOUR_LAMP_RED] = "lamp-red",
    [COLOUR_LAMP_AMBER] = "lamp-amber",
    [COLOUR_LAMP_GREEN] = "lamp-green",
    [COLOUR_ON_LAMP] = "on-lamp",
    [COLOUR_CODE] = "code",
    [COLOUR_CODE_PAPER] = "code-paper",
    [COLOUR_SHADE] = "shade",
};
_Static_assert(sizeof colour_names / sizeof *colour_names == COLOURS, "every colour has a name");

static const char *const face_names[] = {
    [FACE_REGULAR] = "regular",         [FACE_BOLD] = "bold", [FACE_ITALIC] = "italic",
    [FACE_BOLD_ITALIC] = "bold-italic", [FACE_ICON] = "icon",
};
_Static_assert(sizeof face_names / sizeof *face_names == FACES, "every face has a name");

const char *colour_name(enum colour c)
{
    assert(c >= 0 && c < COLOURS);
    return colour_names[c];
}

void draw_init(struct draw_list *d, struct arena *a)
{
    *d = (struct draw_list){.arena = a};
}

void draw_add(struct draw_list *d, struct draw_command command)
{
    if (d->count == d->room) {
        int room = d->room ? d->room * 2 : 128;
        struct draw_command *item = ARENA_ARRAY(d->arena, struct draw_command, room);
        if (d->count)
            memcpy(item, d->item, sizeof *item * (size_t)d->count);
        d->item = item;
        d->room = room;
    }
    d->item[d->count++] = command;
}

/* FNV-1a, 64 bits: short, and a wrong "unchanged" is a matter of 2^-64. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 1099511628211u;
    return hash;
}

static uint64_t hash_string(uint64_t hash, const char *text)
{
    /* The NUL goes in too, so that "ab","c" differs from "a","bc"; NULL differs from "". */
    return text ? hash_bytes(hash, text, strlen(text) + 1) : hash_bytes(hash, "\1", 1);
}

uint64_t draw_hash_command(uint64_t hash, const struct draw_command *c)
{
    const int numbers[] = {
        (int)c->kind,     c->rect.x,    c->rect.y,  c->rect.w,       c->rect.h,    (int)c->fill,
        (int)c->edge,     c->radius_px, c->edge_px, (int)c->stroke,  (int)c->face, c->size_px,
        c->right_to_left, c->x2,        c->y2,      (int)c->picture,
    };
    hash = hash_bytes(hash, numbers, sizeof numbers);
    hash = hash_string(hash, c->text);
    return hash_string(
        hash, c->kind == DRAW_IMAGE || c->kind == DRAW_VIDEO ? c->alt : NULL); /* stands where a picture is missing */
}

uint64_t draw_hash(const struct draw_list *d)
{
    uint64_t hash = DRAW_HASH_SEED;
    for (int i = 0; i < d->count; i++)
        hash = draw_hash_command(hash, &d->item[i]);
    return hash;
}

static void dump_place(struct buffer *out, const char *what, struct rect r)
{
    buffer_addf(out, "%s %d,%d %dx%d", what, r.x, r.y, r.w, r.h);
}

static void dump_shape(struct buffer *out, const char *what, const struct draw_command *c)
{
    static const char *const strokes[] = {"", " dashed", " dotted"};
    dump_place(out, what, c->rect);
    if (c->fill != COLOUR_NONE)
        buffer_addf(out, " %s", colour_name(c->fill));
    if (c->edge != COLOUR_NONE && c->edge_px > 0)
        buffer_addf(out, " edge %s %d%s", colour_name(c->edge), c->edge_px, strokes[c->stroke]);
    if (c->radius_px)
        buffer_addf(out, " radius %d", c->radius_px);
}

static void dump_text(struct buffer *out, const struct draw_command *c)
{
    dump_place(out, c->face == FACE_ICON ? "icon" : "text", c->rect);
    if (c->face != FACE_ICON)
        buffer_addf(out, " %s", face_names[c->face]);
    buffer_addf(out, " %d %s", c->size_px, colour_name(c->fill));
    if (c->on != COLOUR_NONE)
        buffer_addf(out, " on %s", colour_name(c->on));
    if (c->right_to_left)
        buffer_adds(out, c->face == FACE_ICON ? " mirrored" : " right-to-left");
    buffer_addf(out, " \"%s\"", c->text);
}

static void dump_command(struct buffer *out, const struct draw_command *c)
{
    switch (c->kind) {
    case DRAW_BOX:
        dump_shape(out, "box", c);
        break;
    case DRAW_ELLIPSE:
        dump_shape(out, "ellipse", c);
        break;
    case DRAW_TEXT:
        dump_text(out, c);
        break;
    case DRAW_IMAGE:
    case DRAW_VIDEO: /* which picture of it is a matter of time */
        dump_place(out, c->kind == DRAW_VIDEO ? "video" : "image", c->rect);
        buffer_addf(out, " %s \"%s\"", c->text, c->alt ? c->alt : "");
        break;
    case DRAW_LINE:
        buffer_addf(out, "line %d,%d to %d,%d %s %d", c->rect.x, c->rect.y, c->x2, c->y2, colour_name(c->fill),
                    c->edge_px);
        break;
    case DRAW_CLIP:
        dump_place(out, "clip", c->rect);
        break;
    case DRAW_UNCLIP:
        buffer_adds(out, "unclip");
        break;
    }
    buffer_adds(out, "\n");
}

void draw_dump(const struct draw_list *d, struct buffer *out)
{
    for (int i = 0; i < d->count; i++)
        dump_command(out, &d->item[i]);
}
