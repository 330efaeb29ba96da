#ifndef VIDEO_HEAD_H
#define VIDEO_HEAD_H
/*
 * video_head - what a WebM file says of itself in its first bytes: how long it is, its shape, how it is coded.
 *
 * Nothing is decoded, and nothing here is trusted when it plays: it is for authors, for the length shown before a video
 * begins, and for journeys, which play none. The format is EBML (RFC 8794) and Matroska (RFC 9559).
 */
#include <stdbool.h>
#include <stddef.h>

#define VIDEO_HEAD_BYTES   65536 /* what it says stands before the first picture; writers put it within a few hundred bytes */
#define VIDEO_LENGTH_MAX_MS (10 * 60 * 1000)
#define VIDEO_WIDTH_MAX  1920
#define VIDEO_HEIGHT_MAX 1080

struct video_head {
    int length_ms; /* 0: it does not say */
    int width, height;
    bool has_pictures, has_sound;
    bool fits; /* pictures are VP9, sound Opus */
};

/* False: these are not the first bytes of a WebM file. */
bool video_head_read(const char *bytes, size_t size, struct video_head *out);

#endif
