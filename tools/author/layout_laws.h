#ifndef LAYOUT_LAWS_H
#define LAYOUT_LAWS_H
/*
 * layout_laws - what every screen must keep, whatever its size, theme and language.
 *
 * Looks at a finished frame (after ui_finish) as data. Body content that is scrolled out of sight is nobody's fault.
 */
#include "icons.h"
#include "ui.h"

enum layout_law {
    LAW_ON_SCREEN, /* words, icons and targets lie on the screen */
    LAW_WHOLE,     /* no word is so long that it is torn in two */
    LAW_IN_BOX,    /* words and icons lie in the box they stand on */
    LAW_APART,     /* words lie over no other words */
    LAW_CONTRAST,  /* WCAG 2.2 1.4.3 and 1.4.11 */
    LAW_GROUND,    /* words stand on the colour that they say they stand on */
    LAW_ICON,      /* an icon is one that there is */
    LAW_TARGET_SIZE, LAW_TARGETS_APART, LAW_TARGET_ONCE /* no two of one name */, LAW_TARGET_ORDER
};

struct layout_violation {
    enum layout_law law;
    const char *what;   /* "text off the screen" */
    const char *about;  /* the words, the icon or the target's id: "a | b" where there are two */
    struct rect rect;
    const char *words;  /* as drawn: a line of a text, or a part of it; NULL: it is no text */
    const char *target; /* id, or NULL */
};

/* Everything is borrowed: of the frame and until the call returns. */
typedef void layout_told(void *context, const struct layout_violation *v);

/* Tells each violation; returns how many there are. */
int layout_laws(const struct ui *ui, const struct icons *icons, layout_told *told, void *context);
/* Only LAW_CONTRAST: for a frame that was looked at already, in the colours of another theme. */
int layout_laws_of_colour(const struct ui *ui, layout_told *told, void *context);

#endif
