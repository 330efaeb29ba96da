#ifndef DRAW_H
#define DRAW_H
/*
 * draw - the draw list: what a screen looks like, as data.
 *
 * View code appends, the platform walks and paints. A list can be hashed (an unchanged screen is not painted again) and
 * dumped as text (goldens). Colours are tokens: the theme gives them values when painting, so one dump serves all themes.
 * All coordinates are pixels of the whole screen, from its top left.
 */
#include <stdbool.h>
#include <stdint.h>
#include "arena.h"
#include "text.h"

struct rect { int x, y, w, h; };

bool rect_contains(struct rect r, int x, int y);
struct rect rect_inset(struct rect r, int by); /* negative grows */
struct rect rect_intersect(struct rect a, struct rect b); /* w or h 0 when they do not meet */
bool rect_overlaps(struct rect a, struct rect b);

enum colour {
    COLOUR_NONE, /* nothing is drawn */
    COLOUR_PAPER, COLOUR_CARD, COLOUR_INK, COLOUR_SOFT, COLOUR_LINE, COLOUR_EDGE /* borders of things to press */,
    COLOUR_ACCENT, COLOUR_TINT, COLOUR_ON_ACCENT,
    COLOUR_RING, COLOUR_RING_GAP,
    COLOUR_GOOD, COLOUR_GOOD_TINT, COLOUR_CARE, COLOUR_CARE_TINT, COLOUR_WARNING, COLOUR_WARNING_TINT,
    COLOUR_SPOKEN, COLOUR_SPOKEN_INK,
    COLOUR_LAMP_RED, COLOUR_LAMP_AMBER, COLOUR_LAMP_GREEN, COLOUR_ON_LAMP, /* of a traffic light */
    COLOUR_CODE, COLOUR_CODE_PAPER, /* of a QR code: dark on light in every theme, or no reader finds it */
    COLOUR_SHADE, /* behind an overlay: translucent */
    COLOURS
};
const char *colour_name(enum colour c);

enum face { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_ICON, FACES };

enum draw_kind { DRAW_BOX, DRAW_TEXT, DRAW_IMAGE, DRAW_ELLIPSE, DRAW_LINE, DRAW_VIDEO, DRAW_CLIP, DRAW_UNCLIP };
enum stroke { STROKE_SOLID, STROKE_DASHED, STROKE_DOTTED };

struct draw_command {
    enum draw_kind kind;
    struct rect rect;          /* BOX, ELLIPSE: outside; TEXT: its line box; IMAGE: where it goes; CLIP */
    enum colour fill, edge;    /* BOX, ELLIPSE; LINE and TEXT use fill */
    int radius_px, edge_px;
    enum stroke stroke;
    enum face face;            /* TEXT; ICON: text is the icon's name */
    int size_px;               /* TEXT: font size in pixels (em) */
    const char *text;          /* TEXT; IMAGE, VIDEO: path below the modules or assets folder */
    const char *alt;           /* IMAGE, VIDEO: alternative text */
    bool right_to_left;        /* TEXT */
    uint32_t picture;          /* VIDEO: number of the moving picture in the image's place; 0: the image stands */
    int x2, y2;                /* LINE: end (start is rect.x, rect.y); edge_px wide */
    enum colour on;            /* TEXT: the colour it stands on, for the contrast check */
    const char *torn;          /* TEXT: the word within which its line ends, being too wide for it; or NULL */
};

struct draw_list {
    struct arena *arena;
    struct draw_command *item;
    int count, room;
};

void draw_init(struct draw_list *d, struct arena *a);
void draw_add(struct draw_list *d, struct draw_command command); /* strings are borrowed */
#define DRAW_HASH_SEED 14695981039346656037u
uint64_t draw_hash_command(uint64_t hash, const struct draw_command *c); /* adds one to a hash begun with the seed */
uint64_t draw_hash(const struct draw_list *d);
void draw_dump(const struct draw_list *d, struct buffer *out); /* one command a line; reads as prose */

#endif
