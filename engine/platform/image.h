#ifndef IMAGE_H
#define IMAGE_H
/*
 * image - pictures: PNG files below one folder, scaled to where they go and kept for the next repaint.
 *
 * The build makes the PNGs: a path that ends in ".svg" means the ".png" of the same name. Only SDL_image's PNG loader
 * is used, on files whose header was looked at first; everything else is no picture.
 */
#include <stdbool.h>
#include <stdint.h>
#include "arena.h"
#include "media_head.h"

#define IMAGE_SIDE_MAX_PX    PICTURE_SIDE_MAX_PX
#define IMAGE_FILE_MAX_BYTES (8L * 1024 * 1024)
#define IMAGE_CACHE_BYTES    ((size_t)24 * 1024 * 1024) /* scaled pixels: a few full screens of 1280x800 */

struct images; /* opaque */
struct shelf;  /* shelf.h */

struct image {
    int width, height;
    const uint32_t *pixels; /* premultiplied ARGB; borrowed until the next call */
};

struct images *images_open(const char *media, const char *assets);
void images_close(struct images *i); /* NULL is fine */
void images_use(struct images *i, const struct shelf *shelf); /* programmes' pictures come from their packs */
/* Files were made anew: nothing that was read stays. */
void images_forget(struct images *i);
/* Size of the file's own picture, from its header. */
bool images_size(struct images *i, const char *path, int *width_out, int *height_out);
/* The picture scaled to width x height. False when there is none; the first time it says so on the error output. */
bool images_scaled(struct images *i, const char *path, int width, int height, struct image *out);
/* Pixels without gaps between rows as a PNG file; its bytes are the arena's. */
bool image_png(struct arena *a, const uint32_t *pixels, int width, int height, const char **bytes_out, size_t *size_out);

#endif
