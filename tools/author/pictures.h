#ifndef PICTURES_H
#define PICTURES_H
/*
 * pictures - frames as PNG files in memory: the kiosk's own letters and painter, without a window.
 */
#include "problem.h"
#include "ui.h"

struct pictures; /* opaque */

/* `assets`: icons and fonts' map; `media`: the folder of pictures made by the build. NULL with a problem. */
struct pictures *pictures_open(const char *assets, const char *media, struct problems *problems);
void pictures_close(struct pictures *p); /* NULL is fine */
struct text_measure pictures_measure(struct pictures *p);
/* The frame on a picture of that size; bytes are the arena's. False: there is no memory, or it cannot be written. */
bool pictures_png(struct pictures *p, struct arena *a, const struct ui *ui, int width, int height, const char **bytes_out,
                  size_t *size_out);

#endif
