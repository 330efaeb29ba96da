#ifndef RASTER_H
#define RASTER_H
/*
 * raster - shapes into a surface of 32-bit pixels, smooth at the edges; plain C, so that it is the same on every
 * machine.
 *
 * Colours are 0xAARRGGBB, not premultiplied; alpha 0 draws nothing. Widths are exact: a border of 3 is 3 pixels inside
 * the rectangle. It knows nothing of themes, fonts or windows.
 */
#include <stdint.h>
#include "draw.h"

#define CORNER_MAX_PX 128 /* rounder than any design; larger radii are cut to it */

struct canvas {
    uint32_t *pixels; /* XRGB; the top byte is kept at 255 */
    int width, height, pitch_px;
    struct rect clip;
    uint8_t *corner[CORNER_MAX_PX + 1]; /* quarter discs by radius, made on first use; freed by canvas_release */
};

void canvas_release(struct canvas *c);

struct shape {
    uint32_t fill, edge;
    int radius_px, edge_px;
    enum stroke stroke; /* of the edge */
};

struct mask { /* coverage of a piece of text */
    int width, height, pitch;
    const uint8_t *alpha;
};

void raster_fill(struct canvas *c, struct rect r, uint32_t colour);
void raster_box(struct canvas *c, struct rect r, const struct shape *shape);
void raster_ellipse(struct canvas *c, struct rect r, const struct shape *shape);
void raster_line(struct canvas *c, int x1, int y1, int x2, int y2, int width_px, uint32_t colour, enum stroke stroke);
void raster_mask(struct canvas *c, int x, int y, const struct mask *mask, uint32_t colour);
/* Opaque pixels stretched into r, each from its nearest: what moves is there for a moment only. */
struct frame {
    int width, height, pitch_px;
    const uint32_t *pixels; /* XRGB */
};
void raster_frame(struct canvas *c, struct rect r, const struct frame *frame);
/* Premultiplied ARGB pixels, `width` a row. */
void raster_pixels(struct canvas *c, int x, int y, int width, int height, const uint32_t *pixels);

#endif
