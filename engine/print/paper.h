#ifndef PAPER_H
#define PAPER_H
/*
 * paper - pages of A4 on which text is set: lines, page turning, boxes, structure tags. Pango and Cairo are seen here and by
 * whoever sets something on it.
 *
 * A column is text broken into lines for one width; lines are then put where there is room, so that no line is ever split
 * between pages. Everything is measured in points from the top left of the page. "Start" is the left, or the right in a
 * document that runs from right to left: callers count from the start, as the screens do.
 *
 * Nothing is given back: the process makes one document and ends.
 */
#include <cairo.h>
#include <pango/pangocairo.h>

#include "document.h"

/* How text looks. */
enum type { TYPE_BODY, TYPE_SOFT, TYPE_PLAN, TYPE_LARGE, TYPE_TITLE, TYPE_HEADING, TYPE_LABEL, TYPE_CODE, TYPE_FOOT, TYPES };

enum paper_colour { PAPER_INK, PAPER_SOFT, PAPER_LINE, PAPER_ACCENT, PAPER_TINT, PAPER_WHITE };

struct paper {
    struct arena *arena;
    const struct document *document;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoContext *context;
    double scale;          /* of type and the spaces that go with it */
    double start, width;   /* of what is set, from the start edge of the page */
    double top, bottom, y; /* where the next thing goes */
    int page, pages;       /* from 1; pages 0: they are being counted */
};

/* Writes PDF through `write`; NULL counts pages only. False: there are no fonts. */
bool paper_begin(struct paper *p, struct arena *a, const struct document *d, cairo_write_func_t write, void *closure,
                 int pages);
bool paper_end(struct paper *p); /* the last page's foot; false when Cairo could not do it */
double paper_room(const struct paper *p);        /* left on this page */
double paper_room_whole(const struct paper *p);  /* of an empty page */
bool paper_is_empty(const struct paper *p);      /* nothing on this page yet */
void paper_turn(struct paper *p);
void paper_need(struct paper *p, double height); /* turns the page unless there is room; never an empty one */
void paper_colour(struct paper *p, enum paper_colour colour);
/* A card: white, with a fine edge and soft corners. `start` from the start edge. */
void paper_card(struct paper *p, double start, double y, double width, double height, bool strong);
double paper_left(const struct paper *p, double start, double width); /* of a box, from the left of the page */
void paper_tag(struct paper *p, const char *tag);
void paper_tag_end(struct paper *p, const char *tag);

/* --- columns (column.c) ------------------------------------------------------------------------------------------ */

PangoLayout *paper_layout(const struct paper *p, enum type type, const char *text); /* not broken yet */

#define TAGS_MAX 3

struct line {
    PangoLayoutLine *line;
    enum type type;
    double indent, width;          /* within its column */
    double before, ascent, height; /* before: space above it unless it is first on a page or card */
    const char *marker;            /* of a list, drawn in the indent; or NULL */
    bool centred;
    const char *begin[TAGS_MAX], *end[TAGS_MAX];
};

struct column {
    struct paper *paper;
    double width;
    struct line *line;
    int count, room;
};

void column_begin(struct column *c, struct paper *p, double width);
/* Adds paragraphs below what is there. `tag` is the structure tag: "P", "H1" ... */
void column_text(struct column *c, enum type type, const char *tag, const char *plain);
void column_prose(struct column *c, enum type type, const struct prose *prose);
double column_height(const struct column *c, int from, int to); /* of lines from..to-1 put on a page of their own */
void column_draw(const struct column *c, int from, int to, double start, double y);
int column_fits(const struct column *c, int from, double height); /* lines up to this one fit */
/* All of it from p->y on, over as many pages as it takes. */
void column_flow(const struct column *c, double start);

/* A document onto pages (pages.c). */
void pages_set(struct paper *p);

#endif
