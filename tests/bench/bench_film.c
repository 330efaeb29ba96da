#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "paint.h"

#define WIDE     1280
#define HIGH     800
#define PATIENCE 5000 /* ms */

struct stage {
    struct media *media;
    struct painter *painter;
    struct arena arena;
    struct theme theme;
};

static double processor_ms(int who)
{
    struct rusage used;
    getrusage(who, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

/* One turn of the kiosk's loop: a look, and the picture painted if it is another one. */
static void turn(struct stage *s)
{
    int wait_ms = media_step(s->media);
    struct draw_list list;
    arena_clear(&s->arena);
    draw_init(&list, &s->arena);
    draw_add(&list,
             (struct draw_command){
                 .kind = DRAW_VIDEO, .rect = {64, 228, 574, 323}, .alt = "", .picture = media_image_number(s->media)});
    painter_paint(s->painter, &list, &s->theme);
    pause_ms(wait_ms < 0 || wait_ms > 40 ? 40 : wait_ms);
}

static bool until(struct stage *s, enum media_state state, double patience_ms)
{
    for (double end = now_ms() + patience_ms; media_state(s->media) != state && now_ms() < end;)
        turn(s);
    return media_state(s->media) == state;
}

static void measure(struct stage *s, const char *path, int times, struct film *out)
{
    const struct media_video video = {.path = path, .length_ms = 10000, .width = 574, .height = 323};
    out->good = true;
    for (int n = 0; n < times && out->good; n++) {
        double since = now_ms();
        media_play(s->media, &video);
        out->good = until(s, MEDIA_PLAYING, PATIENCE);
        sample_add(&out->first, now_ms() - since);
        media_stop(s->media);
        turn(s);
    }
    double helper = processor_ms(RUSAGE_CHILDREN);
    media_play(s->media, &video);
    out->good = out->good && until(s, MEDIA_PLAYING, PATIENCE);
    double since = now_ms(), own = processor_ms(RUSAGE_SELF);
    out->good = out->good && until(s, MEDIA_ENDED, 3 * PATIENCE);
    double took = now_ms() - since;
    out->own_percent = 100 * (processor_ms(RUSAGE_SELF) - own) / took;
    turn(s); /* the helper is buried, and what it used is known */
    turn(s);
    out->helper_percent = 100 * (processor_ms(RUSAGE_CHILDREN) - helper) / took;
    out->looks_when_ended = media_step(s->media) < 0 ? 0 : 1;
}

void film_measure(const char *bin, const char *assets, const char *media, int times, struct film *out)
{
    char helper[512], path[512];
    struct stage s = {0};
    struct problems problems;
    uint32_t *pixels = calloc((size_t)WIDE * HIGH, sizeof *pixels);
    snprintf(helper, sizeof helper, "%s/cairn-media", bin);
    snprintf(path, sizeof path, "%s/showcase/media/pause.webm", media);
    arena_init(&s.arena);
    problems_init(&problems, &s.arena);
    struct fonts *fonts = fonts_open(assets, media, &problems);
    s.media = media_open(helper, NULL, clock_real());
    s.painter = fonts ? painter_open(fonts) : NULL;
    s.theme = theme_make(LOOK_LIGHT, SIZE_M, WIDE, HIGH, 0x0A6B68);
    if (pixels && s.painter) {
        painter_surface(s.painter, pixels, WIDE, HIGH, WIDE);
        painter_media(s.painter, s.media);
        measure(&s, path, times, out);
    }
    painter_close(s.painter);
    media_close(s.media);
    fonts_close(fonts);
    arena_release(&s.arena);
    free(pixels);
}
