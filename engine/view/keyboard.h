#ifndef KEYBOARD_H
#define KEYBOARD_H
/*
 * keyboard - the on-screen keyboard: what is being written, with its caret, over the keys. Private to the page view,
 * but for its keys, which any keyboard is made of.
 *
 * It covers the page (which stays in sight, shaded) until it is done; what its keys mean is page_press's business.
 */
#include "block.h"

#define ACCENTS_MAX 10 /* letters of a language beyond a to z: one row of keys */

struct accent {
    const char *lower, *upper;
};
/* Letters that the language writes with and a to z has not; the count. */
int keyboard_accents(const char *language, const struct accent **out);

void keyboard_view(struct block_view *v);

/* One key: PRESS_KEY with `types`. `on`: held, as Capital letters; `main`: what ends the writing. */
void keyboard_key(struct ui *ui, struct rect r, const char *types, const char *name, const char *icon, bool on,
                  bool main);

#endif
