#ifndef PREVIEW_H
#define PREVIEW_H
/*
 * preview - a module as its author works on it: the page as a person meets it, and beside it what an author needs.
 *
 * It reads the files again whenever they change and stays on the same page with the same answers; what is wrong lies as a panel
 * over the last good version. It knows no window and no files' clock: who has them calls reload, frame and input. It never writes
 * records: there is no store.
 */
#include "focus.h"
#include "library.h"
#include "rehearsal.h"
#include "voice.h"

struct preview_options {
    const char *modules, *programme, *module, *assets;
    const char *page; /* to begin on, or NULL */
    struct rehearsal_look look;
    struct text_measure measure;
    struct voice *voice;
    const char *editor; /* "code -g {file}:{line}:{column}", or NULL: problems lead to their page alone */
};

#define STRIP_PX 340 /* what stands beside the page */

enum preview_mark { MARK_ORDER, MARK_SIZES, MARK_BOXES, MARK_SPOKEN, MARKS };

struct preview {
    struct preview_options options;
    struct library versions[2]; /* the one on show, and room for the next */
    int current;
    bool has_version;    /* something good has been read */
    bool is_open;        /* the rehearsal is */
    struct rehearsal rehearsal;
    struct arena found;  /* of problems */
    struct problems problems; /* of the last reading */
    bool panel;          /* problems are on show */
    bool marks[MARKS];
    struct focus focus;
    struct arena frame;
    struct ui ui;        /* the frame as it is now: page and strip */
    bool stale;
    bool aloud;          /* each page is read out when it comes */
    char aloud_page[ID_ROOM]; /* the one that was, or "" */
    int strip_scroll;    /* first page in the list */
    int loads, load_ms;  /* how often it was read, and how long the last took */
    bool recording;
    struct arena recorded_arena;
    struct buffer recorded; /* a journey for cairn test */
    char told[240];      /* the last thing that was done, for the strip */
    char run[600];       /* a command to start (the editor's), "" for none: the caller's to take */
    char save[600];      /* where the recording was asked to go: the caller's to take */
    bool wants_resize;   /* another screen was chosen */
};

void preview_open(struct preview *p, const struct preview_options *options);
void preview_close(struct preview *p);
/* Reads the programme anew; `took_ms` is filled in by who has a clock. False: what is there now is not good; the last good
 * version stays. */
bool preview_reload(struct preview *p);
/* Draws when something changed; true when the picture differs. */
bool preview_frame(struct preview *p, int64_t boot_ms);
void preview_input(struct preview *p, const struct input *in);
bool preview_wants_text(const struct preview *p);
int preview_wait_ms(const struct preview *p, int64_t boot_ms); /* until something moves by itself; -1: never */

/* preview_strip.c: what stands beside the page, and what its presses mean. */
void preview_strip(struct preview *p);
bool preview_strip_press(struct preview *p, const struct press *press);
/* preview_marks.c: focus order, sizes of targets, layout boxes, what is said, over the page. */
void preview_marks(struct preview *p);
/* preview_panel.c: what is wrong. */
void preview_panel(struct preview *p);
bool preview_panel_press(struct preview *p, const struct press *press);

void preview_read_aloud(struct preview *p, bool on);
void preview_go(struct preview *p, int page);
void preview_look(struct preview *p, const struct rehearsal_look *look); /* shows the same in another look */
void preview_tell(struct preview *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
const struct programme *preview_programme(const struct preview *p); /* of the version on show; NULL: none yet */

#endif
