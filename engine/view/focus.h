#ifndef FOCUS_H
#define FOCUS_H
/*
 * focus - turns touch, mouse and keys into presses, by the targets of the last frame.
 *
 * A press counts only if it begins and ends on the same target. The keyboard alone reaches everything: Tab and
 * Shift+Tab go through the targets in reading order, arrows move to the nearest in that direction, Enter and Space press,
 * Escape goes back or closes, Page Up/Down scroll. A finger that wanders is a drag only where there is something to
 * scroll: on a page that fits, and on the bars, an unsteady hand still presses.
 */
#include "target.h"

enum key { KEY_NONE, KEY_TAB, KEY_BACKTAB, KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_ENTER, KEY_SPACE, KEY_ESCAPE,
           KEY_BACKSPACE, KEY_DELETE, KEY_HOME, KEY_END, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_F1 /* help */, KEY_F2 /* play */,
           KEY_F3 /* back a sentence */, KEY_F4 /* settings */, KEY_F12 /* cover */ };

enum input_kind { INPUT_NONE, INPUT_DOWN, INPUT_MOVE, INPUT_UP, INPUT_CANCEL, INPUT_WHEEL, INPUT_KEY, INPUT_TEXT,
                  INPUT_RESIZE, INPUT_QUIT };

struct input {
    enum input_kind kind;
    int x, y;          /* DOWN, MOVE, UP; WHEEL: y is lines */
    enum key key;
    char text[32];     /* TEXT: UTF-8 */
};

struct focus {
    char id[TARGET_ID_ROOM]; /* focused target, "" when none */
    char after[TARGET_ID_ROOM], before[TARGET_ID_ROOM]; /* its neighbours of the same kind: where it goes when its target goes */
    bool show;         /* the ring is on show */
    char pressed[TARGET_ID_ROOM]; /* DOWN on this target, "" when none */
    int down_x, down_y, drag_px; /* for scrolling by touch: a drag is never a press */
    bool steered;      /* keys moved the focus since the last typing: Enter presses it even while writing */
    bool down;         /* a finger or button is down */
    bool dragging;
};

struct focus_result {
    const struct target *pressed; /* from the list given, or NULL */
    struct press press;           /* what it means: pressed->press, with how far along a slide it was touched as number */
    bool changed;                 /* focus or pressed look changed: draw again */
    int scroll_px;                /* drag or wheel */
    bool bring_into_view;         /* focus moved by key: scroll to it */
};

#define DRAG_PX 12 /* a finger that moves further is scrolling */

void focus_init(struct focus *f);
/* `writing`: Space and letters belong to the text; Enter ends it, unless keys have just moved the focus to something. */
struct focus_result focus_input(struct focus *f, const struct target_list *targets, const struct input *in, bool writing);
/* After a new frame: keeps focus where it was, or beside that among its like, or goes to
 * `fallback`, or to the first target. */
void focus_settle(struct focus *f, const struct target_list *targets, const char *fallback);

#endif
