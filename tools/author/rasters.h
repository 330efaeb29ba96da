#ifndef RASTERS_H
#define RASTERS_H
/*
 * rasters - the pictures of a programme as the kiosk wants them: PNG, made of the SVG that authors draw (rsvg-convert).
 *
 * A folder of its own beside nothing else: what is there and not older than its source is kept; what the build has made already
 * is used as it is.
 */
#include <stdbool.h>
#include "problem.h"

struct rasters {
    char folder[512]; /* what image paths are below */
};

/* Makes the folder. False with a problem. */
bool rasters_open(struct rasters *r, struct problems *problems);
void rasters_close(struct rasters *r); /* takes the folder away */
/* Every picture, sound and film of <modules>/<programme>/media that is new or was changed. `built`: the build's folder of media, or
 * NULL. True when something was made. What cannot be drawn is a problem. */
bool rasters_make(struct rasters *r, const char *modules, const char *programme, const char *built,
                  struct problems *problems);

#endif
