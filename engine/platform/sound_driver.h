#ifndef SOUND_DRIVER_H
#define SOUND_DRIVER_H
/*
 * sound_driver - what a way of sounding must be able to do; sound.c has SDL2_mixer, sound_null.c only the time it
 * takes.
 */
#include "sound.h"

struct sound_driver {
    void (*close)(struct sound *s);
    bool (*play_utterance)(struct sound *s, const struct utterance *u, int from_ms);
    bool (*play_file)(struct sound *s, const char *path, int from_ms, bool loop);
    bool (*play_stream)(struct sound *s, const struct sound_stream *stream);
    void (*stop)(struct sound *s);
    void (*pause)(struct sound *s, bool paused);
    bool (*is_playing)(struct sound *s);
    int (*position_ms)(struct sound *s);
    void (*volume)(struct sound *s, int volume);
    void (*tick)(struct sound *s, const char *path);
    int (*rest)(struct sound *s);
};

struct sound { /* each driver's own struct begins with it */
    const struct sound_driver *driver;
    const struct sound_stream *stream; /* that plays, or NULL */
};

int utterance_length_ms(const struct utterance *u);

#endif
