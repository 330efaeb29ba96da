#ifndef LAYOUT_INVARIANTS_H
#define LAYOUT_INVARIANTS_H
/*
 * layout_invariants - what every screen must keep, whatever its size, theme and language.
 *
 * Looks at a finished frame (after ui_finish) as data. Body content that is scrolled out of sight is nobody's fault.
 */
#include "ui.h"

/* Adds one line of text a violation to `out`; returns how many there are. */
int layout_violations(const struct ui *ui, struct buffer *out);

#endif
