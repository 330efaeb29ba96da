#include "media_driver.h"

void media_close(struct media *m)
{
    if (m)
        m->driver->close(m);
}

void media_play(struct media *m, const struct media_video *video)
{
    if (!m)
        return;
    m->driver->stop(m);
    m->driver->play(m, video);
}

void media_pause(struct media *m)
{
    if (m && (m->state == MEDIA_PLAYING || m->state == MEDIA_STARTING))
        m->driver->pause(m);
}

void media_resume(struct media *m)
{
    if (m && m->state == MEDIA_PAUSED)
        m->driver->resume(m);
}

void media_seek(struct media *m, int to_ms)
{
    if (m && (m->state == MEDIA_PLAYING || m->state == MEDIA_STARTING || m->state == MEDIA_PAUSED))
        m->driver->seek(m, to_ms < 0 ? 0 : to_ms > m->length_ms ? m->length_ms : to_ms);
}

void media_stop(struct media *m)
{
    if (m)
        m->driver->stop(m);
}

int media_step(struct media *m)
{
    return m ? m->driver->step(m) : -1;
}

enum media_state media_state(const struct media *m)
{
    return m ? m->state : MEDIA_STILL;
}

int media_position_ms(const struct media *m)
{
    return m && m->state != MEDIA_STILL ? m->position_ms : 0;
}

uint32_t media_image_number(const struct media *m)
{
    return m ? m->image_number : 0;
}

bool media_image(const struct media *m, struct media_image *out)
{
    return m && m->image_number && m->driver->image(m, out);
}
