#ifndef JUDGE_LAYOUT_H
#define JUDGE_LAYOUT_H
/*
 * judge_layout - every page of a module laid out with the real fonts, filled in with sample answers: what is cut off, lies over
 * something else, is too faint or too small to press, and which page is too long.
 *
 * Where it is tightest, if it is not to be everywhere: the smallest screen, the largest size, the language with the longest words.
 * Colours change no layout and are looked at in every theme.
 */
#include "judge.h"

/* `assets`: icons and the interface's words. `all`: every screen, size, language and setting. NULL with a problem when there are
 * no fonts. */
struct judge_layout *judge_layout_open(const char *assets, bool all, struct problems *problems);
void judge_layout_close(struct judge_layout *l); /* NULL is fine */

#endif
