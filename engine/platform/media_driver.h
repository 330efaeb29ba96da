#ifndef MEDIA_DRIVER_H
#define MEDIA_DRIVER_H
/*
 * media_driver - what a way of playing video must be able to do; media.c has the helper, media_null.c only the time it
 * takes.
 */
#include "media.h"

struct media_driver {
    void (*close)(struct media *m);
    void (*play)(struct media *m, const struct media_video *video);
    void (*pause)(struct media *m);
    void (*resume)(struct media *m);
    void (*seek)(struct media *m, int to_ms);
    void (*stop)(struct media *m);
    int (*step)(struct media *m);
    bool (*image)(const struct media *m, struct media_image *out);
};

struct media { /* each driver's own struct begins with it */
    const struct media_driver *driver;
    struct sound *sound; /* or NULL */
    struct clock clock;
    enum media_state state;
    int position_ms, length_ms;
    uint32_t image_number;
};

#endif
