#ifndef THEME_H
#define THEME_H
/*
 * theme - sizes, spacing and colours of a screen, in profiles.
 *
 * Colours: light, dark, high contrast, low glare. Sizes: S, M, L, XL scale type and the things people press. The numbers
 * are those of the design (80 px top bar, 104 px bottom bar, body 25/38 ...) at size M on 1280x800; a larger screen scales
 * them up so that a line keeps its length in millimetres.
 */
#include <stdbool.h>
#include <stdint.h>
#include "draw.h"

enum theme_look { LOOK_LIGHT, LOOK_DARK, LOOK_CONTRAST, LOOK_LOW_GLARE, LOOKS };
enum theme_size { SIZE_S, SIZE_M, SIZE_L, SIZE_XL, SIZES };

const char *look_name(enum theme_look look); /* "light", "dark", "contrast", "low-glare" */
const char *size_name(enum theme_size size); /* "S" ... */
bool look_from_name(const char *name, enum theme_look *out);
bool size_from_name(const char *name, enum theme_size *out);

struct type { int size_px, line_px; };

struct theme {
    enum theme_look look;
    enum theme_size size;
    int width, height; /* of the screen */
    bool portrait;
    struct type title, heading, subheading, body, hint, small, button, digit, bar /* the top bar's title, times */;
    int top_bar, bottom_bar, margin, gap, gap_small, gap_large, button_height, option_height, icon, radius;
    int target_min; /* nothing to press is smaller */
    int focus_px;   /* how far the focus ring reaches outside a target: keep this free around it */
    int card_radius, card_pad;
    int column_max; /* widest column of text: about 66 characters */
    uint32_t colour[COLOURS]; /* 0xAARRGGBB */
    double scale, controls;   /* of the screen; of what is pressed, by size (its type has the whole factor) */
};

/* `accent` 0xRRGGBB is the programme's; themes that need more contrast use their own. */
struct theme theme_make(enum theme_look look, enum theme_size size, int width, int height, uint32_t accent);
/* `design_px` of the drawings at 1280x800, size M, for this screen: spaces (not type). */
int theme_px(const struct theme *t, int design_px);
/* WCAG 2.2 contrast ratio of two opaque colours, 1 to 21. */
double contrast_ratio(uint32_t a, uint32_t b);

#endif
