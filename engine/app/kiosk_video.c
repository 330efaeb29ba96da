/*
 * The video of a page: what its buttons do, when it must stop, and what is kept of it. It plays only when somebody has
 * pressed Play, and pauses for whatever covers or leaves the page. Where it stopped is kept as SEEN, in seconds; how
 * long it was watched as PLAYED.
 */
#include <stdio.h>
#include <string.h>

#include "kiosk_state.h"
#include "shelf.h"

#define BACK_MS         10000
#define KEEP_S          10  /* so much at most is watched again after a power cut */
#define CAPTION_STEP_MS 100 /* nobody sees that a caption comes later by this */
#define LOOK_MAX_MS     500 /* of watching, between two looks: the kiosk itself stood still for the rest */

static const struct block *video_of(const struct kiosk *k, const char *id)
{
    const struct block *b = k->attempt ? page_block(attempt_page(k->attempt), id) : NULL;
    return b && b->kind == BLOCK_VIDEO ? b : NULL;
}

static bool is_playing(const struct kiosk *k)
{
    enum media_state state = media_state(k->drivers.media);
    return state == MEDIA_PLAYING || state == MEDIA_STARTING;
}

bool kiosk_video_plays(const struct kiosk *k)
{
    return k->video.block[0] && is_playing(k);
}

struct video_now kiosk_video_now(const struct kiosk *k)
{
    static const enum video_state states[] = {
        [MEDIA_STILL] = VIDEO_STILL,   [MEDIA_STARTING] = VIDEO_STARTING, [MEDIA_PLAYING] = VIDEO_PLAYING,
        [MEDIA_PAUSED] = VIDEO_PAUSED, [MEDIA_ENDED] = VIDEO_ENDED,       [MEDIA_FAILED] = VIDEO_FAILED};
    const struct media *m = k->drivers.media;
    if (!k->video.block[0])
        return (struct video_now){.state = VIDEO_STILL};
    return (struct video_now){.block = k->video.block,
                              .state = m ? states[media_state(m)] : VIDEO_FAILED,
                              .position_ms = media_position_ms(m),
                              .picture = media_image_number(m)};
}

/* --- what is kept ------------------------------------------------------------------------------------------------- */

static void keep_place(struct kiosk *k)
{
    const struct block *b = video_of(k, k->video.block);
    int seconds = media_position_ms(k->drivers.media) / 1000;
    if (!b || media_state(k->drivers.media) == MEDIA_FAILED)
        return;
    k->video.kept_s = seconds;
    if (seconds != attempt_seen(k->attempt, b->id))
        kiosk_act(k, (struct act){.kind = ACT_SEEN, .item = b->id, .number = seconds});
}

static void keep_time(struct kiosk *k)
{
    int64_t watched_ms = k->video.watched_ms;
    k->video.watched_ms = 0;
    if (watched_ms > 0 && video_of(k, k->video.block))
        kiosk_act(k, (struct act){.kind = ACT_PLAYED, .item = k->video.block, .number = (double)watched_ms});
}

static void keep(struct kiosk *k)
{
    keep_time(k);
    keep_place(k);
}

/* --- what stops it ------------------------------------------------------------------------------------------------ */

void kiosk_video_pause(struct kiosk *k)
{
    if (!kiosk_video_plays(k))
        return;
    media_pause(k->drivers.media);
    k->stale = true;
    keep(k);
}

void kiosk_video_leave(struct kiosk *k)
{
    media_stop(k->drivers.media);
    k->video = (struct video_shown){.step_ms = media_step(k->drivers.media)};
}

/* --- its buttons -------------------------------------------------------------------------------------------------- */

/* As large as its place on the screen was in the last frame. */
static void size_of(const struct kiosk *k, int *width_out, int *height_out)
{
    const struct draw_list *d = &k->ui[k->current].draw;
    *width_out = k->drivers.width;
    *height_out = k->drivers.height;
    for (int i = 0; i < d->count; i++)
        if (d->item[i].kind == DRAW_VIDEO) {
            *width_out = d->item[i].rect.w;
            *height_out = d->item[i].rect.h;
        }
}

static void begin(struct kiosk *k, const struct block *b, const char *path)
{
    int seen_ms = attempt_seen(k->attempt, b->id) * 1000;
    kiosk_video_pause(k); /* another one of the page */
    kiosk_video_leave(k);
    snprintf(k->video.block, sizeof k->video.block, "%s", b->id);
    k->video.from_ms = kiosk_boot_ms(k);
    struct media_video video = {.path = path, .length_ms = b->video.length_ms};
    video.from_ms = seen_ms < video_end_ms(b->video.length_ms) ? seen_ms : 0;
    size_of(k, &video.width, &video.height);
    voice_make_way(k->drivers.voice);
    media_play(k->drivers.media, &video);
}

static void press_play(struct kiosk *k, const struct block *b, const char *path)
{
    enum media_state state = media_state(k->drivers.media);
    bool this_one = text_is(k->video.block, b->id);
    if (this_one && is_playing(k)) {
        kiosk_video_pause(k);
    } else if (this_one && state == MEDIA_PAUSED) {
        voice_make_way(k->drivers.voice);
        k->video.from_ms = kiosk_boot_ms(k);
        media_resume(k->drivers.media);
    } else {
        begin(k, b, path);
    }
}

/* Also when it does not play: then it begins from there. */
static void press_back(struct kiosk *k, const struct block *b)
{
    enum media_state state = media_state(k->drivers.media);
    bool this_one = text_is(k->video.block, b->id) && (is_playing(k) || state == MEDIA_PAUSED);
    int at_ms = this_one ? media_position_ms(k->drivers.media) : attempt_seen(k->attempt, b->id) * 1000;
    int to_ms = at_ms > BACK_MS ? at_ms - BACK_MS : 0;
    if (this_one) {
        keep_time(k);
        media_seek(k->drivers.media, to_ms);
        keep_place(k);
        return;
    }
    if (text_is(k->video.block, b->id))
        kiosk_video_leave(k); /* it has ended */
    if (to_ms / 1000 != attempt_seen(k->attempt, b->id))
        kiosk_act(k, (struct act){.kind = ACT_SEEN, .item = b->id, .number = to_ms / 1000});
}

void kiosk_video_press(struct kiosk *k, const struct press *p)
{
    const struct block *b = video_of(k, p->item);
    if (!b)
        return;
    const char *root = k->drivers.media_folder ? k->drivers.media_folder : ".";
    char path[SHELF_PATH];
    shelf_path(k->drivers.shelf, root,
               arena_printf(k->ui[k->current].arena, "%s/%s", attempt_module(k->attempt)->folder, b->video.src), path);
    if (text_is(p->text, "play"))
        press_play(k, b, path);
    else if (text_is(p->text, "back"))
        press_back(k, b);
    k->stale = true;
}

/* --- time --------------------------------------------------------------------------------------------------------- */

void kiosk_video_step(struct kiosk *k)
{
    struct media *m = k->drivers.media;
    int64_t now = kiosk_boot_ms(k), since = now - k->video.from_ms;
    bool played = kiosk_video_plays(k);
    k->video.step_ms = media_step(m);
    if (!k->video.block[0])
        return;
    if (played && voice_is_heard(k->drivers.voice))
        kiosk_video_pause(k);
    if (played && media_state(m) != MEDIA_STARTING)
        k->video.watched_ms += since < LOOK_MAX_MS ? since : LOOK_MAX_MS;
    k->video.from_ms = now;
    struct video_now before = k->video.now, now_on = kiosk_video_now(k);
    k->video.now = now_on;
    if (now_on.state != before.state || now_on.picture != before.picture ||
        now_on.position_ms / CAPTION_STEP_MS != before.position_ms / CAPTION_STEP_MS)
        k->stale = true;
    bool stopped = !is_playing(k); /* it has ended, or something else sounds now */
    if (played && (stopped || now_on.position_ms / 1000 >= k->video.kept_s + KEEP_S))
        keep(k);
}
