#include "sound_driver.h"

#include <stdlib.h>

#include "sound_file.h"

/* Sounds nothing, for as long as it would have sounded. */
struct sound_null {
    struct sound sound;
    struct clock clock;
    bool playing, paused, loop;
    const struct sound_stream *stream;
    int64_t pulled;     /* moments of it */
    int64_t started_ms; /* boot time at which position 0 would have been; while paused: the position */
    int length_ms;
};

static struct sound_null *null_of(struct sound *s)
{
    return (struct sound_null *)(void *)s;
}

static int64_t boot_ms(const struct sound_null *n)
{
    return n->clock.boot_ms(n->clock.context);
}

/* Takes from the stream what would have been heard by now; what it does not have takes no time. */
static int stream_position_ms(struct sound_null *n, int64_t at_ms)
{
    int16_t unheard[1024];
    for (int64_t due = at_ms * SOUND_STREAM_HZ / 1000; n->pulled < due;) {
        size_t room = sizeof unheard / sizeof *unheard / 2, left = (size_t)(due - n->pulled);
        size_t had = n->stream->pull(n->stream->context, unheard, left < room ? left : room);
        n->pulled += (int64_t)had;
        if (!had) {
            n->started_ms += (due - n->pulled) * 1000 / SOUND_STREAM_HZ;
            break;
        }
    }
    return (int)(n->pulled * 1000 / SOUND_STREAM_HZ);
}

static int position_ms(struct sound *s)
{
    struct sound_null *n = null_of(s);
    if (!n->playing)
        return 0;
    if (n->stream)
        return n->paused ? (int)n->started_ms : stream_position_ms(n, boot_ms(n) - n->started_ms);
    int64_t at = n->paused ? n->started_ms : boot_ms(n) - n->started_ms;
    if (n->loop && n->length_ms > 0)
        return (int)(at % n->length_ms);
    return at > n->length_ms ? n->length_ms : (int)at;
}

static bool play(struct sound_null *n, int length_ms, int from_ms, bool loop)
{
    n->playing = true;
    n->stream = NULL;
    n->paused = false;
    n->loop = loop;
    n->length_ms = length_ms;
    n->started_ms = boot_ms(n) - from_ms;
    return true;
}

static bool play_utterance(struct sound *s, const struct utterance *u, int from_ms)
{
    return play(null_of(s), utterance_length_ms(u), from_ms, false);
}

static bool play_file(struct sound *s, const char *path, int from_ms, bool loop)
{
    int length_ms;
    null_of(s)->playing = false;
    return sound_file_look(path, &length_ms) != SOUND_NONE && play(null_of(s), length_ms, from_ms, loop);
}

static bool play_stream(struct sound *s, const struct sound_stream *stream)
{
    struct sound_null *n = null_of(s);
    play(n, 0, 0, false);
    n->stream = stream;
    n->pulled = 0;
    return true;
}

static void stop(struct sound *s)
{
    null_of(s)->playing = false;
}

static void pause_at(struct sound *s, bool paused)
{
    struct sound_null *n = null_of(s);
    if (!n->playing || n->paused == paused)
        return;
    n->started_ms = boot_ms(n) - n->started_ms; /* time and position change places, both ways */
    n->paused = paused;
}

static bool is_playing(struct sound *s)
{
    struct sound_null *n = null_of(s);
    if (n->playing && !n->paused && !n->loop && !n->stream && boot_ms(n) - n->started_ms >= n->length_ms)
        n->playing = false;
    return n->playing;
}

static void volume(struct sound *s, int level)
{
    (void)s, (void)level;
}

static void tick(struct sound *s, const char *path)
{
    (void)s, (void)path;
}

static int rest(struct sound *s)
{
    (void)s;
    return -1;
}

static void null_close(struct sound *s)
{
    free(null_of(s));
}

static const struct sound_driver driver = {null_close, play_utterance, play_file, play_stream, stop, pause_at,
                                           is_playing, position_ms,    volume,    tick,        rest};

struct sound *sound_open_null(struct clock clock)
{
    struct sound_null *n = calloc(1, sizeof *n);
    if (!n)
        abort();
    n->sound.driver = &driver;
    n->clock = clock;
    return &n->sound;
}
