#ifndef FONTS_H
#define FONTS_H
/*
 * fonts - letters: how wide they are and what they look like; the only unit that sees SDL2_ttf.
 *
 * It stands apart from paint because layout checks measure without ever painting. Painting and measuring use the same
 * font objects with the same settings, so what was measured is what appears. Fonts come from the system, never from
 * content. A piece of text is drawn in one script: the first letter that is not Latin decides font and direction (the
 * layout splits mixed text before it comes here).
 */
#include "icons.h"
#include "image.h"
#include "raster.h"
#include "window.h"

#define FONTS_MASK_BYTES ((size_t)8 * 1024 * 1024) /* twenty pages of words; the oldest go first */

/* Coverage of the text in any colour. False when there is nothing to draw (empty, unknown icon, no font).
 * `mask_out` is borrowed until the next call; it goes at (left, baseline + top) where `left` is the pen's start. */
struct glyphs {
    struct mask mask;
    int left, top; /* of the mask, from the pen's start on the baseline */
    int width_px;  /* how far the pen moves: what measuring says */
    bool right_to_left;
};
bool fonts_glyphs(struct fonts *f, enum face face, int size_px, const char *text, bool right_to_left,
                  struct glyphs *out);
/* Of the face at this size: the baseline stands ascent_px below the top of a line that is ascent_px + descent_px high.
 */
void fonts_line(struct fonts *f, enum face face, int size_px, int *ascent_out, int *descent_out);
int fonts_width(struct fonts *f, enum face face, int size_px, const char *text, size_t length);
bool fonts_has_character(struct fonts *f, enum face face, uint32_t character);
struct images *fonts_images(struct fonts *f);
const struct icons *fonts_icons(struct fonts *f);

#endif
