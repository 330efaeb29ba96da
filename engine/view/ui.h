#ifndef UI_H
#define UI_H
/*
 * ui - the frame under construction: where views put words, boxes and things to press.
 *
 * A screen is built anew for each frame by plain calls, top to bottom; nothing is kept but what comes in through
 * `struct ui_input`. The result is a draw list, a list of targets and a list of what is said, in reading order. Text is
 * measured through a callback, the one thing layout needs from the platform.
 */
#include "catalogue.h"
#include "date.h"
#include "prose.h"
#include "target.h"
#include "theme.h"

/* Width of `length` bytes of one line. The same text, face and size always give the same width. */
struct text_measure {
    void *context;
    int (*width_px)(void *context, enum face face, int size_px, const char *text, size_t length);
    bool (*image_size)(void *context, const char *path, int *width_out, int *height_out); /* of a picture, for its shape */
};

/* One thing to say, in order. Highlighting finds words by item and byte offset. */
struct spoken {
    const char *text;    /* plain, as shown */
    const char *clip;    /* recorded sound that replaces the voice, or NULL */
    const char *target;  /* id of the target it belongs to, or NULL */
    bool live;           /* said again by itself whenever it changes: the breath to take now */
    bool aside;          /* of the frame around the page: said when focus is on it or it is asked for, not on every page */
};

struct spoken_list { struct arena *arena; struct spoken *item; int count, room; };

struct speaking { /* what is being said now */
    int item;             /* -1: nothing */
    size_t start, length; /* bytes of the word within the item's text */
};

struct ui_input {
    struct theme theme;
    struct text_measure measure;
    const struct catalogue *interface; /* NULL: English */
    const char *language;
    bool right_to_left;
    const char *focus;        /* id, or NULL */
    const char *focus_until;  /* the ring is round all targets from there to this one; NULL or "": round the one */
    bool show_focus;          /* the ring is always visible once a key was used, and on what was touched last */
    const char *pressed;      /* id held down now, or NULL */
    struct speaking speaking;
    int64_t now_ms;           /* boot time, for breathing and counting down */
    struct local_date today;  /* in London, for calendars; year 0: not known */
    bool reduced_motion;
};

struct ui {
    struct arena *arena;      /* of the frame */
    struct ui_input in;
    struct draw_list draw;
    struct target_list targets;
    struct spoken_list spoken;
    struct rect clip;         /* what is on show of the body; targets outside are hidden */
    struct rect body;         /* room of the scrolling body, set by frame_body: for bringing the focus into view */
    bool in_body;
    int64_t wake_ms;          /* boot time of the next frame that will differ by itself; 0: none */
    int content_bottom;       /* lowest pixel of what was added; for scrolling */
    int modal_from;           /* draw commands before this one lie behind an overlay; 0: there is none */
    const char *group;        /* what the targets added now belong to (struct target), or NULL */
    bool live;                /* what is added now is said when it changes by itself (struct spoken) */
    bool silent;              /* what is added now is not said (decoration, or said otherwise) */
    bool aside, late;         /* what is added now is `aside`, comes `late` (struct spoken, struct target) */
    struct rect area;         /* where a body goes: the screen, or the inside of an overlay; as views count x */
    bool in_overlay;
    struct ui_scroll {        /* between frame_body and frame_body_end */
        int top, bottom, scroll_px, room_px, content_px;
        bool overflows;
    } scroll;
};

void ui_init(struct ui *ui, struct arena *a, const struct ui_input *in);

/* Interface words in the person's language; `english` is the msgid. With a number: ui_words_count picks the plural form of
 * "%d minute left"/"%d minutes left" and puts the number in. */
const char *ui_words(const struct ui *ui, const char *english);
const char *ui_words_count(const struct ui *ui, const char *one, const char *many, int count);
/* Interface words with arguments put in for %1, %2, %3 (translators may reorder them). */
const char *ui_words_with(const struct ui *ui, const char *english, const char *a1, const char *a2, const char *a3);

enum align { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

struct text_style {
    struct type type;
    enum face face;          /* FACE_REGULAR or FACE_BOLD to begin with; Markdown adds to it */
    enum colour colour, on;  /* `on` is what it stands on */
    enum align align;
    bool silent;             /* shown but not said */
    bool against;            /* where its letters have no direction it runs against the screen's; for text on one line */
    const char *target;      /* says: belongs to this target */
};

/* Text in `width` px, wrapped (UAX 14), at x, y; returns its height. Adds to draw and to what is said. */
int ui_text(struct ui *ui, const struct text_style *style, int x, int y, int width, const char *plain);
int ui_text_height(struct ui *ui, const struct text_style *style, int width, const char *plain);
/* On one line, cut with an ellipsis when it is too wide: for names in bars, never for what must be read. Says all. */
int ui_text_cut(struct ui *ui, const struct text_style *style, int x, int y, int width, const char *plain);
int ui_text_width(struct ui *ui, const struct text_style *style, const char *plain); /* on one line */
/* Markdown: paragraphs, bold, lists. */
int ui_prose(struct ui *ui, const struct text_style *style, int x, int y, int width, const char *markdown);
int ui_prose_height(struct ui *ui, const struct text_style *style, int width, const char *markdown);
/* Says without showing (e.g. alt text, "Chosen"); nothing is said that has no counterpart on show. */
void ui_say(struct ui *ui, const char *plain, const char *target);
void ui_say_clip(struct ui *ui, const char *plain, const char *clip);

struct text_style ui_style(const struct ui *ui, struct type type, enum face face, enum colour colour);

void ui_box(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, int radius_px);
void ui_icon(struct ui *ui, const char *name, struct rect r, enum colour colour); /* centred, as large as fits */
void ui_image(struct ui *ui, const char *path, struct rect r, const char *alt);    /* fitted into r, shape kept */
/* The same place for a video: its picture of that number, or the poster when it is 0. */
void ui_video(struct ui *ui, const char *poster, struct rect r, const char *alt, uint32_t number);
/* What is drawn so far is shaded, and neither pressed nor read any more. */
void ui_cover(struct ui *ui);
/* The same, with a panel at the foot of the screen: keys. Returns its top. */
int ui_foot_panel(struct ui *ui, int height);
void ui_line(struct ui *ui, int x1, int y1, int x2, int y2, int width_px, enum colour colour);

void ui_ellipse(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, enum stroke stroke);
void ui_box_stroked(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, int radius_px,
                    enum stroke stroke);
/* A bar filled from its start to `share` (0..1): progress of a page, a module, a recording. */
void ui_progress(struct ui *ui, struct rect r, double share);

/* Views count x from the start of the line, as if all languages ran left to right: in a right-to-left language every
 * rectangle is mirrored when it is added, and arrows change sides. This is the same rectangle on the screen. */
struct rect ui_mirror(const struct ui *ui, struct rect r);
/* Where `r` goes so that what is in `area` runs from left to right in every language: keys, and the digits of a code. */
struct rect ui_unturned(const struct ui *ui, struct rect area, struct rect r);

/* A target with its focus ring (drawn last, over everything, by ui_finish). */
void ui_target(struct ui *ui, struct target t);
bool ui_is_pressed(const struct ui *ui, const char *id); /* held down now */
bool ui_is_focused(const struct ui *ui, const char *id);
/* Clips what is added next, and hides the targets outside. Not nested. */
void ui_clip(struct ui *ui, struct rect r);
void ui_unclip(struct ui *ui);
/* The scroll that brings a target of the body into view, with room around it; `scroll_px` when it is in view. */
int ui_scroll_to(const struct ui *ui, const struct target *t, int scroll_px);

enum button_look { BUTTON_PLAIN, BUTTON_MAIN, BUTTON_QUIET /* no border, icon and words */ };
struct button {
    const char *id, *text, *icon, *icon_after;
    enum button_look look;
    const char *says;
    bool icon_only;          /* the name is only said */
    bool chosen;             /* shown as chosen: fill, border and tick; the target says so */
    struct press press;
};
void ui_button(struct ui *ui, struct rect r, const struct button *b);
/* From left to right, on as many lines as they need; returns the height. */
int ui_buttons(struct ui *ui, struct rect r, const struct button *buttons, int count);
int ui_button_width(struct ui *ui, const struct button *b); /* natural */
int ui_button_height(struct ui *ui, const struct button *b, int width); /* grows when the words wrap */

/* Draws the focus ring, unfinished clips; after this the lists are complete. */
void ui_finish(struct ui *ui);

#endif
