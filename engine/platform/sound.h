#ifndef SOUND_H
#define SOUND_H
/*
 * sound - plays one voice at a time, and a short confirming tick over it.
 *
 * The device is open only while something sounds. Drivers: SDL2_mixer, and null, whose position follows a clock.
 */
#include "clock.h"
#include "problem.h"
#include "speech.h"

struct sound; /* opaque */

struct sound *sound_open(struct problems *problems); /* NULL with a problem: no sound card */
struct sound *sound_open_null(struct clock clock);
void sound_close(struct sound *s);

/* Each stops what played before: never two voices at once. */
bool sound_play_utterance(struct sound *s, const struct utterance *u, int from_ms); /* samples borrowed while it plays */
bool sound_play_file(struct sound *s, const char *path, int from_ms, bool loop);    /* Ogg Opus, Vorbis, FLAC, WAV */
int sound_file_length_ms(struct sound *s, const char *path);
/* Sound that comes as it is made. `pull` writes up to `moments` of 48 kHz, 16 bits, two channels and returns how many it
 * had; it is called from the device's own thread and never waits. Borrowed while it plays, which is until something else
 * does: it has no end of its own. */
struct sound_stream {
    size_t (*pull)(void *context, int16_t *out, size_t moments);
    void *context;
};
#define SOUND_STREAM_HZ 48000
bool sound_play_stream(struct sound *s, const struct sound_stream *stream);
bool sound_is_streaming(struct sound *s, const struct sound_stream *stream); /* nothing has taken its place */
void sound_stop(struct sound *s);
void sound_pause(struct sound *s, bool paused);
bool sound_is_playing(struct sound *s); /* paused counts as playing; false once it has come to its end */
int sound_position_ms(struct sound *s); /* of a stream: how much of it has been heard */
void sound_volume(struct sound *s, int volume); /* 0..10 */
/* A short confirming sound beside the voice; never waits. */
void sound_tick(struct sound *s, const char *path);
/* Closes the device when nothing has sounded for a while; call from the loop. Returns ms until it wants to be called
 * again, -1: not at all. */
int sound_rest(struct sound *s);

#endif
