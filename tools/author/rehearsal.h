#ifndef REHEARSAL_H
#define REHEARSAL_H
/*
 * rehearsal - one module played for its authors: pages as frames, without a person, a store or a record.
 *
 * Acts go the way they go in the kiosk: decided, applied, drawn again. Every page can be opened at once, with sample answers to
 * whatever comes before it. Time is what the caller says.
 */
#include "page.h"
#include "programme.h"

/* What kiosks have; the smallest is the last. */
#define SCREENS 4
extern const struct screen_size { int width, height; } screen_sizes[SCREENS];

struct rehearsal_look {
    const char *setting, *language; /* "community", "en-GB" */
    const struct catalogue *interface;
    enum theme_look look;
    enum theme_size size;
    int width, height;
    bool right_to_left;
};

struct rehearsal {
    struct arena arena, frame; /* of the attempt; of one frame */
    const struct programme *programme;
    const struct module *module;
    struct rehearsal_look look;
    struct text_measure measure;
    struct attempt *attempt;
    struct page_state *page;
    struct ui ui; /* the frame as it is now */
    struct moment now;
    struct decision decided; /* of the last act */
    struct buffer journal;   /* what has happened, an event a line: for rehearsal_again */
};

/* Begins the module on its first page. Everything given is borrowed. */
void rehearsal_open(struct rehearsal *r, const struct programme *p, const struct module *m, const struct rehearsal_look *look,
                    struct text_measure measure, struct moment now);
/* The same after the module was edited: what had happened in `before` happens again, as far as it still can. */
void rehearsal_again(struct rehearsal *r, const struct rehearsal *before, const struct programme *p, const struct module *m,
                     const struct rehearsal_look *look);
void rehearsal_close(struct rehearsal *r);

/* Draws the page on show; rehearsal_draw_whole on a screen so high that nothing scrolls (at most `most` px), and returns that
 * height. */
void rehearsal_draw(struct rehearsal *r);
int rehearsal_draw_whole(struct rehearsal *r, int most);

/* What a press or an act leads to; the frame is drawn anew. False: it was refused. */
bool rehearsal_act(struct rehearsal *r, struct act act);
bool rehearsal_press(struct rehearsal *r, const struct target *t);

/* Sample answers to everything on show that has none. */
void rehearsal_fill(struct rehearsal *r);
/* Opens the page as if the way led there: what comes before it in the file has been seen and answered, extra pages left out.
 * False: it is extra,
 * or its `when` does not hold then (it is on show all the same). */
bool rehearsal_go(struct rehearsal *r, int page);
/* Opens the page with the answers there are now. */
void rehearsal_enter(struct rehearsal *r, int page);

#endif
