#ifndef MEDIA_H
#define MEDIA_H
/*
 * media - plays one video at a time: pictures to paint, sound through `sound`, in step with each other.
 *
 * Decoding is the work of a helper program, cairn-media, which is started on first need, locks itself up and is killed when
 * its video is over or left. Nothing here ever waits for it. A helper that dies, hangs, talks nonsense or cannot decode
 * makes the video MEDIA_FAILED, with one line on the error output; there is nothing else to do about it.
 *
 * The picture follows the sound; without sound, or a card to sound on, it follows the clock. Drivers: the helper, and null,
 * which shows nothing for as long as a video takes.
 */
#include "clock.h"
#include "sound.h"

struct media; /* opaque */

enum media_state {
    MEDIA_STILL,    /* no video */
    MEDIA_STARTING, /* no picture has come yet */
    MEDIA_PLAYING,
    MEDIA_PAUSED,
    MEDIA_ENDED,    /* the helper has gone */
    MEDIA_FAILED,
};

struct media_video {
    const char *path; /* of the file; copied */
    int length_ms;    /* as its head says; null goes by it alone */
    int from_ms;
    int width, height; /* pixels it will be painted in; pictures come no larger than a limit, in the video's own shape */
};

struct media_image {
    int width, height, pitch_px;
    const uint32_t *pixels; /* XRGB; borrowed until the next call */
    uint32_t number;        /* another one for every picture; never 0 */
};

/* `helper` is the program; `sound` is borrowed and may be NULL. */
struct media *media_open(const char *helper, struct sound *sound, struct clock clock);
struct media *media_open_null(struct sound *sound, struct clock clock);
void media_close(struct media *m); /* NULL is fine, here and in all that follow: no video */

/* In place of what played before. What is wrong shows in the state, now or later. */
void media_play(struct media *m, const struct media_video *video);
void media_pause(struct media *m);
void media_resume(struct media *m);
void media_seek(struct media *m, int to_ms); /* goes on as it was, playing or paused */
void media_stop(struct media *m);            /* back to MEDIA_STILL; nothing of it is left */
/* Moves on; call from the loop. Returns ms until it wants to be called again, -1: not at all. When something else has begun
 * to sound, the video has paused. */
int media_step(struct media *m);

enum media_state media_state(const struct media *m);
int media_position_ms(const struct media *m); /* as of the last step */
uint32_t media_image_number(const struct media *m);               /* 0: there is none */
bool media_image(const struct media *m, struct media_image *out); /* false: there is none */

#endif
