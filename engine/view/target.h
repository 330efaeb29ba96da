#ifndef TARGET_H
#define TARGET_H
/*
 * target - what can be pressed on a screen: one list for touch, mouse, keyboard, switch, read-aloud and tests.
 *
 * A target has a stable id (focus survives a redraw), a name (what it is called: tests say `press "Next"`), a role, a
 * state, and what pressing it means.
 */
#include "attempt.h"
#include "draw.h"

#define TARGET_ID_ROOM (EXERCISE_ID_ROOM + ID_ROOM + 16) /* "week.mon.drinks.option.beer" */

enum role { ROLE_BUTTON, ROLE_OPTION /* one of */, ROLE_CHECK /* any of */, ROLE_STEP /* a point on a scale */, ROLE_KEY,
            ROLE_FIELD /* opens writing */, ROLE_LINK, ROLE_TAB /* one of several panels is open */ };

/* What a press means. Attempts, views and the app each handle their own. */
enum press_kind {
    PRESS_NOTHING,
    PRESS_ACT,          /* act -> attempt_decide */
    /* of the page view: kept in page state */
    PRESS_HOLD,         /* sort: take card `item` in hand; gaps: open gap `item`; worksheet, diary: open field or row; "": put down */
    PRESS_OPEN,         /* reveal item or accordion `item`: toggle; tab `item`: open; story: next bubble */
    PRESS_RUN,          /* breathe, countdown: start or stop `item` */
    PRESS_LONGER,       /* countdown: one more minute */
    PRESS_SOUND,        /* a block's recorded sound: on or off */
    PRESS_VIDEO,        /* video `item`: text is "play" or "back" (ten seconds), both the app's, "captions" or "words" */
    PRESS_WRITE,        /* open the on-screen keyboard for exercise `item` (option in `text`); of a number, the keypad */
    PRESS_SCROLL,       /* number: pages up (-1) or down (+1) */
    PRESS_KEY,          /* on-screen keyboard: text is what it types, or "shift", "backspace", "done", "space", "symbols" */
    PRESS_STARTER,      /* write: text is put in */
    PRESS_MONTH,        /* date `item`: number is the month to show (struct block_state) */
    /* of the audio bar */
    PRESS_PLAY, PRESS_BACK_SENTENCE, PRESS_SPEED, PRESS_VOLUME, PRESS_SEEK /* number 0..1 */,
    /* of the app */
    PRESS_APP           /* item names it: "help", "settings", "cover", "leave", "sign-in" ... ; number, text with it */
};

struct press {
    enum press_kind kind;
    struct act act;
    const char *item;
    const char *text;
    double number;
};

/* Where a target goes on, when it is words that run over several lines. */
struct target_more { struct rect rect, shown; };

struct target {
    const char *id;     /* "next", "trigger.option.waiting" */
    const char *name;   /* "Next", "Being kept waiting" */
    const char *says;   /* more to say about it: "Chosen. 2 of 7.", or NULL */
    const char *group;  /* the question it answers: said when the focus comes from elsewhere; or NULL */
    enum role role;
    bool chosen;
    struct rect rect;   /* on screen, after scrolling */
    struct rect shown;  /* the part of it on show: touches count only there (ui_target fills it in) */
    const struct target_more *more; /* its further lines, its place on a picture: touched like it, ringed with it */
    int more_count;
    int radius_px;      /* of its corners, for the focus ring; 0: the theme's */
    bool in_body;       /* scrolls with the page */
    bool hidden;        /* scrolled out of sight: focus can go there and brings it back */
    bool late;          /* comes after the page in reading order: of the bottom bar */
    bool rises;         /* of a ladder: comes before what stands above it */
    bool slides;        /* a touch tells how far along it, as press.number (see focus_result) */
    bool right_to_left; /* a slide starts at its right */
    struct press press;
};

struct target_list {
    struct arena *arena;
    struct target *item;
    int count, room;
};

void targets_init(struct target_list *t, struct arena *a);
/* A target without `shown` is on show as a whole, unless it is hidden. */
void target_add(struct target_list *t, struct target target);
const struct target *target_find(const struct target_list *t, const char *id);
const struct target *target_named(const struct target_list *t, const char *name); /* first visible by name, then any */
const struct target *target_at(const struct target_list *t, int x, int y);        /* topmost: the last added */
void targets_dump(const struct target_list *t, struct buffer *out); /* one a line, as in draw_dump */

#endif
