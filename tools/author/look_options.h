#ifndef LOOK_OPTIONS_H
#define LOOK_OPTIONS_H
/* look_options - the words of a command line that say how pages are to look: --setting, --theme, --size, --screen. */
#include "rehearsal.h"

struct look_options {
    const char *setting, *theme, *size, *screen; /* NULL: as it is */
};

/* Changes what the options name. False, with the reason on standard error after `who`. */
bool look_options_read(const struct look_options *options, const char *who, struct rehearsal_look *look);

#endif
