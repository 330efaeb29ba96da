#ifndef LAYOUT_INVARIANTS_H
#define LAYOUT_INVARIANTS_H
/*
 * layout_invariants - the laws of layout (tools/author/layout_laws.h) as lines of text: for tests.
 *
 * Of a finished frame (after ui_finish).
 */
#include "ui.h"

/* Adds one line of text a violation to `out`; returns how many there are. */
int layout_violations(const struct ui *ui, struct buffer *out);

#endif
