#ifndef FRAME_H
#define FRAME_H
/*
 * frame - what every screen shares: top bar, bottom bar with audio, the scrolling body between them, overlays.
 */
#include "page.h"

struct top_bar {
    const char *title, *subtitle; /* subtitle NULL: none */
    const char *icon;             /* programme's, in its accent; NULL: none */
    bool has_progress;
    double progress;              /* 0..1 */
    const char *progress_text;    /* "Page 4 of 14, about 20 minutes left" */
    bool cover;                   /* Cover is offered (signed in) */
    bool leave;
    bool bare;                    /* neither Help nor Settings: an overlay's own bar */
};
/* Top bar with Help, Settings, Cover, Leave. In portrait the progress has a row of its own. Returns its bottom. */
int frame_top(struct ui *ui, const struct top_bar *bar);

struct bottom_bar {
    const struct button *back, *next;  /* NULL: none */
    const struct audio_bar *audio;     /* NULL: none */
    const char *missing;               /* said and shown above Next: what is missing; NULL */
};
/* Bottom bar; in portrait audio has a row of its own. Returns its top. It may be added before the body, which needs its
 * height: its targets come after those of the page in any case. */
int frame_bottom(struct ui *ui, const struct bottom_bar *bar);

/* Body between `top` and `bottom`: begins clipping and scrolling. When the content of the last frame was taller than the
 * room, big "More below" / "Back up" controls stand at the right edge and the scroll is kept within it. Returns the column to
 * lay out in: x, w, and y already moved by the scroll; h is the room. After frame_overlay the body is inside its panel:
 * give top and bottom of the rectangle that it returned. */
struct rect frame_body(struct ui *ui, int top, int bottom, int *scroll_px, int *body_px, int content_px);
/* Ends the body; returns the height of its content, to be given next time. */
int frame_body_end(struct ui *ui, struct rect column);

/* A panel over a shaded screen: returns its inside. Everything added after it belongs to it; earlier targets are dropped
 * (a modal keeps focus, and nothing behind it is read). */
struct rect frame_overlay(struct ui *ui, const char *title, int width, int height);

#endif
