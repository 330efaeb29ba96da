#ifndef MEDIA_SHARE_H
#define MEDIA_SHARE_H
/*
 * media_share - what passes between the kiosk and its helper program cairn-media: the memory both see, the orders, and
 * the limits of a video.
 *
 * The kiosk trusts nothing the helper writes: a decoder is the likeliest place for a file to take a program over. So
 * every place in this memory is fixed beforehand; the helper hands over counts that only grow, and the kiosk judges each
 * against its own. The kiosk never waits for the helper: it looks, and takes what is there.
 *
 * Each side writes only its own half. A picture's place is its number modulo MEDIA_PICTURES, a moment of sound's its
 * number modulo MEDIA_SOUND_MOMENTS; `made` less `used` of them are ready, and never more than there are places.
 */
#include <stdatomic.h>
#include <stdint.h>

/* --- limits of a video ------------------------------------------------------------------------------------------------ */
#define MEDIA_BYTES_MAX  (64L * 1024 * 1024) /* of a file: ten minutes at 850 kbit/s; what a module carries comes on a USB stick */
#define MEDIA_LENGTH_MAX_MS (10 * 60 * 1000) /* longer is a lesson to sit through: the format asks for 90 seconds */
#define MEDIA_SOURCE_WIDTH_MAX  1920         /* what one old core still decodes in time */
#define MEDIA_SOURCE_HEIGHT_MAX 1080
#define MEDIA_RATE_MAX 31                    /* pictures a second handed over; faster ones are passed over. 30 and a little */

/* --- pictures: 32-bit XRGB, the top byte 255 ----------------------------------------------------------------------- */
#define MEDIA_WIDTH_MAX  1280 /* as large as one is shown on a kiosk's screen; larger is stretched by the painter */
#define MEDIA_HEIGHT_MAX 720
#define MEDIA_PITCH_PX   MEDIA_WIDTH_MAX
#define MEDIA_PICTURES   4 /* the one on show, one that follows it, and two for the decoder's hiccups */
#define MEDIA_SPARE_PX   64 /* after each picture: scalers write whole vectors */
#define MEDIA_PICTURE_PX (MEDIA_PITCH_PX * MEDIA_HEIGHT_MAX + MEDIA_SPARE_PX)

/* --- sound: 16 bits, two channels --------------------------------------------------------------------------------------- */
#define MEDIA_RATE_HZ       48000
#define MEDIA_CHANNELS      2
#define MEDIA_SOUND_MOMENTS 65536u /* a power of two; 1.4 s, longer than any file holds its sound back */

enum media_status {
    MEDIA_AT_START, /* nothing has been locked yet, nothing read */
    MEDIA_LOCKED,   /* sandboxed; reads the file from here on */
    MEDIA_READING,  /* knows what the file is */
    MEDIA_ALL_MADE, /* of this order: no more pictures or sound come */
    MEDIA_BROKEN,   /* gave up; `fault` says why */
};

enum media_fault {
    MEDIA_NO_FAULT,
    MEDIA_FAULT_SANDBOX,  /* this machine does not let it lock itself up */
    MEDIA_FAULT_FILE,     /* no WebM that can be read */
    MEDIA_FAULT_CODEC,    /* not VP9 and Opus */
    MEDIA_FAULT_LIMIT,    /* longer, larger or in more pieces than the limits above */
    MEDIA_FAULT_DECODER,  /* damaged: could not be decoded */
    MEDIA_FAULTS,
};

/* From the kiosk, whole, over a socket that keeps messages apart. Number 0: nothing new, but there is room again. */
struct media_order {
    uint32_t number;        /* grows by one; what was made for an earlier one is thrown away */
    uint32_t from_ms;       /* pictures and sound from here on */
    uint32_t width, height; /* pictures fitted into this */
};

struct media_picture {
    uint32_t order; /* it was made for */
    uint32_t at_ms;
    uint32_t width, height;
};

struct media_share {
    /* The helper's. */
    _Atomic uint32_t status, fault;
    _Atomic uint32_t length_ms, has_sound;
    _Atomic uint32_t answered;     /* the order being carried out; then the two below hold for it */
    _Atomic uint32_t sound_first;  /* number of the moment of sound at the order's from_ms */
    _Atomic uint32_t pictures_made, sound_made; /* in all; they wrap round */
    struct media_picture picture[MEDIA_PICTURES];
    /* The kiosk's. */
    _Atomic uint32_t pictures_used, sound_used;
    /* The helper's again. */
    int16_t sound[MEDIA_SOUND_MOMENTS * MEDIA_CHANNELS];
    uint32_t pixels[MEDIA_PICTURES][MEDIA_PICTURE_PX];
};

/* Open files of the helper, handed over by number. */
enum { MEDIA_FD_ORDERS, MEDIA_FD_FILE, MEDIA_FD_NOTHING /* where a library may want to say something */, MEDIA_FD_SHARE,
       MEDIA_FDS };

#endif
