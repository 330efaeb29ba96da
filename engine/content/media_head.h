#ifndef MEDIA_HEAD_H
#define MEDIA_HEAD_H
/*
 * media_head - what a picture or a sound says of itself in its first bytes: its size, and whether it is one at all.
 *
 * For authors: nothing is decoded, and nothing here is trusted when it is shown or heard. A picture is a PNG (W3C, "Portable
 * Network Graphics", 11.2.1) or an SVG, of which the build makes a PNG; a sound is Ogg (RFC 3533) with Opus (RFC 7845).
 */
#include <stdbool.h>
#include <stddef.h>

#define PICTURE_HEAD_BYTES  4096
#define PICTURE_SIDE_MAX_PX 4096 /* a 4K screen; more is a mistake or an attack */
#define PICTURE_DRAWN_PX    1000 /* as wide as the build draws an SVG */
#define SOUND_HEAD_BYTES    64

enum picture_kind { PICTURE_NONE, PICTURE_PNG, PICTURE_SVG };
struct picture_head {
    enum picture_kind kind; /* NONE: these are not the first bytes of a picture */
    double width, height;   /* PNG: pixels; SVG: its own units, 0 when it does not say */
};
struct picture_head picture_head_read(const char *bytes, size_t size);

enum sound_head { SOUND_HEAD_NONE, SOUND_HEAD_OPUS, SOUND_HEAD_OTHER /* Ogg, with something else in it */ };
enum sound_head sound_head_read(const char *bytes, size_t size);

#endif
