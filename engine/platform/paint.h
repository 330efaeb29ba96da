#ifndef PAINT_H
#define PAINT_H
/*
 * paint - a draw list into pixels: walks it, gives colour tokens their values, knows which part of the last picture is
 * still right and paints only the rest.
 *
 * It needs a surface of 32-bit XRGB pixels that nobody else draws on, and letters from fonts.
 */
#include "fonts.h"
#include "media.h"
#include "raster.h"
#include "theme.h"

struct painter; /* opaque */

struct painter *painter_open(struct fonts *fonts); /* fonts are borrowed */
void painter_close(struct painter *p);             /* NULL is fine */
/* The surface from now on; what is on it is not trusted, the next paint is a whole one. */
void painter_surface(struct painter *p, uint32_t *pixels, int width, int height, int pitch_px);

/* Where the pictures of DRAW_VIDEO come from; borrowed, NULL: their posters stand. */
void painter_media(struct painter *p, const struct media *media);

#define PAINT_RECTS_MAX 8
struct painted {
    struct rect rect[PAINT_RECTS_MAX]; /* what was painted; do not overlap */
    int count;
};
struct painted painter_paint(struct painter *p, const struct draw_list *list, const struct theme *theme);
/* Forgets what is on the surface: the next paint is a whole one. */
void painter_forget(struct painter *p);

#endif
