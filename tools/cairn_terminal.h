#ifndef CAIRN_TERMINAL_H
#define CAIRN_TERMINAL_H
/*
 * cairn_terminal - what only somebody at a terminal should see: how far long work is, and colours.
 */
#include <stdbool.h>
#include <stdio.h>

/* Output goes to a terminal that shows colours, and nobody asked for none (NO_COLOR, https://no-color.org). */
bool terminal_has_colours(FILE *out);

struct progress {
    const char *what; /* is counted: "page" */
    bool shown;       /* standard error is a terminal */
};

struct progress progress_begin(const char *what);
/* A bar on standard error, drawn over itself and wiped when all is done. `context` is the progress, so that it can be a callback. */
void progress_tell(void *context, int done, int count);
void progress_hide(const struct progress *p); /* before anything else is written */

#endif
