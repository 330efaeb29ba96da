#ifndef WINDOW_H
#define WINDOW_H
/*
 * window - where a draw list becomes pixels and where input comes from: a real window, or a surface in memory.
 *
 * Drivers are tables of functions; offscreen is a driver like the other. Fonts and pictures are opened on first need.
 */
#include "focus.h"
#include "problem.h"
#include "ui.h"

struct window; /* opaque */

struct window_options {
    int width, height;          /* 0: the screen's */
    bool offscreen;
    bool fullscreen;
    const char *assets;         /* folder of icons' map and illustrations */
    const char *media;          /* folder that pictures' paths are below: the built PNGs */
    const char *title;
};

struct window *window_open(const struct window_options *options, struct problems *problems);
void window_close(struct window *w); /* NULL is fine */
void window_size(const struct window *w, int *width_out, int *height_out);
void window_resize(struct window *w, int width, int height); /* as far as the screen allows */
/* Pictures were made anew: none is shown as it was. */
void window_forget_pictures(struct window *w);
struct text_measure window_measure(struct window *w); /* real fonts */
/* Where moving pictures come from; borrowed. */
struct media;
void window_media(struct window *w, const struct media *media);
struct shelf;
void window_shelf(struct window *w, const struct shelf *shelf); /* programmes' pictures come from their packs */
/* Paints the list and shows it. Colours from the theme. */
void window_paint(struct window *w, const struct draw_list *list, const struct theme *theme);
/* Waits up to timeout_ms (-1: for ever, without using the processor) for input. INPUT_NONE on timeout. */
struct input window_wait(struct window *w, int timeout_ms);
bool window_save_png(struct window *w, const char *path, struct problems *problems);
/* Another thread or driver wants the loop to look: wakes window_wait with INPUT_NONE. Safe from any thread. */
void window_wake(struct window *w);
/* Typing is expected (screen keyboards of the desktop, input methods). */
void window_text_input(struct window *w, bool on);

/* Fonts alone, for layout checks without a window. */
struct fonts;
struct fonts *fonts_open(const char *assets, const char *media, struct problems *problems);
void fonts_close(struct fonts *f);
struct text_measure fonts_measure(struct fonts *f);

#endif
