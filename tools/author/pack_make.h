#ifndef PACK_MAKE_H
#define PACK_MAKE_H
/*
 * pack_make - a programme's folder to a pack (pack.h) that nobody has signed yet.
 *
 * In it is what the loader reads, with the measures, facts and feedback that the programme shares with others, and its
 * pictures, sounds and films as a kiosk shows them: SVG is drawn here, and none is in a pack.
 */
#include "pack.h"

/* `about` has version, made and expires; programme and engine are filled in. `built`: the build's folder of media, or NULL.
 * False with the problems: a programme with any mistake is not packed. What was written was read back, and plays. */
bool pack_make(struct arena *a, const char *modules, const char *programme, const char *built, struct pack *about,
               const char *path, struct problems *problems);

#endif
