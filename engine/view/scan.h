#ifndef SCAN_H
#define SCAN_H
/*
 * scan - one switch does everything: the focus goes round by itself, and the switch presses where it is.
 *
 * It goes from row to row of targets; the switch enters the row, and the focus goes along it; the switch again presses.
 * A row of one is pressed at once. Nobody is stuck in a row: after two times along it the focus goes on to the next.
 * Rows are what stands beside each other in reading order. Two switches need nothing of this: Tab and Enter are theirs.
 */
#include <stdint.h>
#include "focus.h"

#define SCAN_ROUNDS 2 /* along a row without a press: then on */

struct scan {
    bool inside;    /* going along a row */
    int rounds;     /* along it so far */
    char until[96]; /* id of the last target of the row: the ring is round all of it; "" when it is round one */
};

/* A new screen, or scanning begins: row by row, from where the focus is. */
void scan_reset(struct scan *s);
/* The next row, or the next target of the row. Moves the focus; false when there is nothing to go to. */
bool scan_step(struct scan *s, struct focus *f, const struct target_list *targets);
/* The switch: enters the row (NULL), or the target that it presses. */
const struct target *scan_switch(struct scan *s, struct focus *f, const struct target_list *targets);
/* After a new frame, which may have put the focus anywhere: the ring is round all that the switch would enter. */
void scan_settle(struct scan *s, struct focus *f, const struct target_list *targets);

#endif
