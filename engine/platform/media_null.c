#include "media_driver.h"

#include <stdlib.h>
#include <string.h>

/* Shows nothing and sounds nothing, for as long as the video would take; yet it takes the sound's one place. */
struct media_null {
    struct media media;
    struct sound_stream silence;
    int64_t since_ms; /* boot time at position 0 */
};

static struct media_null *null_of(struct media *m)
{
    return (struct media_null *)(void *)m;
}

static int64_t boot_ms(const struct media *m)
{
    return m->clock.boot_ms(m->clock.context);
}

static size_t pull(void *context, int16_t *out, size_t moments)
{
    (void)context;
    memset(out, 0, moments * 2 * sizeof *out);
    return moments;
}

static void resume(struct media *m)
{
    struct media_null *n = null_of(m);
    n->since_ms = boot_ms(m) - m->position_ms;
    m->state = MEDIA_PLAYING;
    if (m->sound)
        sound_play_stream(m->sound, &n->silence);
}

static void hush(struct media *m)
{
    if (m->sound && sound_is_streaming(m->sound, &null_of(m)->silence))
        sound_stop(m->sound);
}

static void pause_now(struct media *m)
{
    hush(m);
    m->state = MEDIA_PAUSED;
}

static void play(struct media *m, const struct media_video *video)
{
    m->length_ms = video->length_ms;
    m->position_ms = video->from_ms;
    if (m->length_ms > 0)
        resume(m);
    else
        m->state = MEDIA_FAILED;
}

static void seek(struct media *m, int to_ms)
{
    m->position_ms = to_ms;
    null_of(m)->since_ms = boot_ms(m) - to_ms;
}

static void stop(struct media *m)
{
    hush(m);
    m->state = MEDIA_STILL;
}

static int step(struct media *m)
{
    struct media_null *n = null_of(m);
    if (m->state != MEDIA_PLAYING)
        return -1;
    if (m->sound && !sound_is_streaming(m->sound, &n->silence)) {
        m->state = MEDIA_PAUSED;
        return -1;
    }
    int64_t at = boot_ms(m) - n->since_ms;
    m->position_ms = at < m->length_ms ? (int)at : m->length_ms;
    if (m->position_ms < m->length_ms)
        return 40;
    hush(m);
    m->state = MEDIA_ENDED;
    return -1;
}

static bool image(const struct media *m, struct media_image *out)
{
    (void)m, (void)out;
    return false;
}

static void null_close(struct media *m)
{
    hush(m);
    free(null_of(m));
}

static const struct media_driver driver = {null_close, play, pause_now, resume, seek, stop, step, image};

struct media *media_open_null(struct sound *sound, struct clock clock)
{
    struct media_null *n = calloc(1, sizeof *n);
    if (!n)
        abort();
    n->media = (struct media){.driver = &driver, .sound = sound, .clock = clock};
    n->silence = (struct sound_stream){.pull = pull};
    return &n->media;
}
