#ifndef WATCH_H
#define WATCH_H
/*
 * watch - tells when something in some folders was saved, made, renamed or taken away (inotify).
 *
 * Editors write a file in several steps, or another one that takes its name: a change counts when nothing more has happened for
 * a moment, so that half-written files are seldom read.
 */
#include <stdbool.h>
#include <stdint.h>
#include "problem.h"

struct watch; /* opaque */

struct watch *watch_open(struct problems *problems);
void watch_close(struct watch *w); /* NULL is fine */
/* The folder itself, not what is below it. False: it cannot be watched (it is not there). */
bool watch_folder(struct watch *w, const char *folder);
/* Has something changed, and then been quiet? `now_ms` is a clock that only goes on. Never waits. */
bool watch_changed(struct watch *w, int64_t now_ms);

#endif
