#include "media_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "media_process.h"

#define PATH_ROOM    1024
#define QUIET_MAX_MS 3000 /* without a picture or a moment of sound that was due */
#define QUIET_START_MAX_MS                                                                                             \
    10000                /* its libraries come off a slow card, the first time after the machine was started           \
                          */
#define STEP_SEEN_MS 100 /* what one look counts as at most: while the kiosk itself stood still nobody hung */
#define STARTING_MS  10  /* between looks */
#define STEP_MIN_MS  5
#define STEP_MAX_MS  40
#define BURY_LOOKS   50 /* of a millisecond */
#define SOUND_KEEP                                                                                                     \
    16384u /* moments kept after they went to the device: a pause takes back what was not heard, two buffers */
#define SOUND_LEAD 9600u /* moments that are there before it begins */
#define STARVED_MS 500   /* by the clock it never runs further ahead of the last picture than this */

struct media_helper {
    struct media media;
    char program[PATH_ROOM], path[PATH_ROOM], told[PATH_ROOM]; /* told: the last that was said to have failed */
    struct media_process process;
    struct media_order order;
    bool sent;     /* the order */
    bool waiting;  /* for its first picture, and for sound to begin with */
    bool answered; /* it is at work on the order */
    bool shown;    /* the first picture of the order has been taken */
    bool taken;    /* something was, since the helper was last told that there is room */
    bool has_sound;
    uint32_t pictures; /* looked at, of all it made */
    int quiet_ms;
    int64_t stepped_ms;
    /* The picture on show: a copy, so that nobody changes it between two looks. */
    uint32_t *pixels;
    int width, height, image_ms;
    uint32_t images;
    /* Time: by the sound it makes, or by the clock, from a moment on. */
    bool by_sound;
    int from_ms;
    int64_t from_boot_ms;
    struct sound_stream stream;
    uint32_t sound_first;      /* of the order: at its from_ms */
    uint32_t sound_kept;       /* from here on; the helper has been told */
    _Atomic uint32_t sound_at; /* to go to the device next: its thread's while it sounds, ours otherwise */
    _Atomic bool nonsense;
};

static struct media_helper *helper_of(struct media *m)
{
    return (struct media_helper *)(void *)m;
}

static int64_t boot_ms(const struct media_helper *h)
{
    return h->media.clock.boot_ms(h->media.clock.context);
}

static bool sounds(const struct media_helper *h)
{
    return h->media.sound && sound_is_streaming(h->media.sound, &h->stream);
}

/* On the device's thread. The count it made is its own word: more than there are places is nonsense. */
static size_t pull(void *context, int16_t *out, size_t moments)
{
    struct media_helper *h = context;
    struct media_share *share = h->process.share;
    uint32_t at = atomic_load(&h->sound_at), ready = atomic_load(&share->sound_made) - at;
    if (ready > MEDIA_SOUND_MOMENTS) {
        atomic_store(&h->nonsense, true);
        return 0;
    }
    size_t count = moments < ready ? moments : ready;
    for (size_t n = 0; n < count; n++)
        memcpy(&out[n * MEDIA_CHANNELS], &share->sound[(at + n) % MEDIA_SOUND_MOMENTS * MEDIA_CHANNELS],
               sizeof *out * MEDIA_CHANNELS);
    at += (uint32_t)count;
    atomic_store(&h->sound_at, at);
    if (at - h->sound_kept > SOUND_KEEP) {
        h->sound_kept = at - SOUND_KEEP;
        atomic_store(&share->sound_used, h->sound_kept);
    }
    return count;
}

static void hush(struct media_helper *h)
{
    if (sounds(h))
        sound_stop(h->media.sound); /* after this `pull` does not run */
}

/* Nothing of it is left but its last picture, if that is to stay. */
static void let_go(struct media_helper *h, enum media_state state)
{
    hush(h);
    media_process_kill(&h->process);
    free(h->pixels);
    h->pixels = NULL;
    h->media.image_number = 0;
    h->media.state = state;
}

static void fail(struct media_helper *h, const char *why)
{
    if (strcmp(h->told, h->path) != 0) /* said once */
        fprintf(stderr, "cairn: warning: %s: this video cannot be shown: %s [video-failed]\n", h->path, why);
    snprintf(h->told, sizeof h->told, "%s", h->path);
    let_go(h, MEDIA_FAILED);
}

/* --- time --------------------------------------------------------------------------------------------------------- */

static bool all_made(const struct media_helper *h)
{
    return h->answered && atomic_load(&h->process.share->status) == MEDIA_ALL_MADE;
}

static bool sound_is_over(const struct media_helper *h)
{
    return all_made(h) && atomic_load(&h->process.share->sound_made) == atomic_load(&h->sound_at);
}

static void by_clock(struct media_helper *h, int from_ms)
{
    h->by_sound = false;
    h->from_ms = from_ms;
    h->from_boot_ms = boot_ms(h);
}

static void run(struct media_helper *h, int from_ms)
{
    by_clock(h, from_ms);
    h->quiet_ms = 0;
    if (h->has_sound && h->media.sound && !sound_is_over(h))
        h->by_sound = sound_play_stream(h->media.sound, &h->stream);
}

static int time_now(struct media_helper *h)
{
    if (h->by_sound) {
        int at = h->from_ms + sound_position_ms(h->media.sound);
        if (sound_is_over(h))
            by_clock(h, at); /* what of it is still in the device sounds on */
        return at;
    }
    int64_t at = h->from_ms + (boot_ms(h) - h->from_boot_ms);
    int most = h->image_ms + STARVED_MS > h->from_ms ? h->image_ms + STARVED_MS : h->from_ms;
    if (!all_made(h) && at > most) {
        by_clock(h, most);
        return most;
    }
    return at < h->media.length_ms ? (int)at : h->media.length_ms;
}

/* What went to the device and was not heard sounds again when it goes on. */
static void take_sound_back(struct media_helper *h, int heard_ms)
{
    uint32_t at = atomic_load(&h->sound_at), given = at - h->sound_first;
    int64_t heard = (int64_t)(heard_ms - (int)h->order.from_ms) * MEDIA_RATE_HZ / 1000;
    heard = heard < 0 ? 0 : heard;
    if (heard >= given)
        return;
    uint32_t back = given - (uint32_t)heard, most = at - h->sound_kept;
    atomic_store(&h->sound_at, at - (back < most ? back : most));
}

/* --- what it made ------------------------------------------------------------------------------------------------- */

static bool picture_is_sound(const struct media_picture *p)
{
    return p->width > 0 && p->width <= MEDIA_WIDTH_MAX && p->height > 0 && p->height <= MEDIA_HEIGHT_MAX &&
           p->at_ms <= MEDIA_LENGTH_MAX_MS;
}

static bool show(struct media_helper *h, uint32_t place, const struct media_picture *picture)
{
    if (!h->pixels)
        h->pixels = malloc(sizeof *h->pixels * MEDIA_PITCH_PX * MEDIA_HEIGHT_MAX);
    if (!h->pixels)
        return false;
    memcpy(h->pixels, h->process.share->pixels[place], sizeof *h->pixels * MEDIA_PITCH_PX * picture->height);
    h->width = (int)picture->width;
    h->height = (int)picture->height;
    h->image_ms = (int)picture->at_ms;
    h->images += h->images == UINT32_MAX ? 2 : 1;
    h->media.image_number = h->images;
    h->shown = true;
    return true;
}

/* Shows the newest picture whose time has come; earlier ones and other orders' are passed over. What the helper says of
 * one is copied once and judged then. `next_ms`: when the next is due, -1: it is not there. False: nonsense. */
static bool take_pictures(struct media_helper *h, int until_ms, int *next_ms_out)
{
    struct media_share *share = h->process.share;
    uint32_t made = atomic_load(&share->pictures_made), newest = made;
    struct media_picture picture, last = {0};
    *next_ms_out = -1;
    if (made - h->pictures > MEDIA_PICTURES)
        return false;
    for (; h->pictures != made && *next_ms_out < 0; h->pictures++) {
        memcpy(&picture, &share->picture[h->pictures % MEDIA_PICTURES], sizeof picture);
        if (picture.order == h->order.number && !picture_is_sound(&picture))
            return false;
        if (picture.order == h->order.number && (int)picture.at_ms > until_ms) {
            *next_ms_out = (int)picture.at_ms;
            break;
        }
        if (picture.order == h->order.number) {
            newest = h->pictures;
            last = picture;
        }
        h->taken = true;
    }
    bool good = newest == made || show(h, newest % MEDIA_PICTURES, &last);
    atomic_store(&share->pictures_used, h->pictures);
    h->quiet_ms = newest == made ? h->quiet_ms : 0;
    return good;
}

/* Throws away what there is: nobody will hear it. */
static void drop_sound(struct media_helper *h)
{
    uint32_t made = atomic_load(&h->process.share->sound_made);
    h->taken = h->taken || made != h->sound_kept;
    h->sound_kept = made;
    atomic_store(&h->sound_at, made);
    atomic_store(&h->process.share->sound_used, made);
}

/* The helper is at work on the order: from here on pictures and sound are the order's. False: nonsense. */
static bool begin_order(struct media_helper *h)
{
    struct media_share *share = h->process.share;
    uint32_t first = atomic_load(&share->sound_first), made = atomic_load(&share->sound_made);
    uint32_t length_ms = atomic_load(&share->length_ms);
    if (made - first > MEDIA_SOUND_MOMENTS || length_ms > MEDIA_LENGTH_MAX_MS)
        return false;
    h->has_sound = atomic_load(&share->has_sound) != 0;
    h->media.length_ms = (int)length_ms;
    h->sound_first = h->sound_kept = first;
    atomic_store(&h->sound_at, first);
    atomic_store(&share->sound_used, first);
    h->answered = true;
    return true;
}

/* --- one look ----------------------------------------------------------------------------------------------------- */

static const char *fault_words(uint32_t fault)
{
    static const char *const words[MEDIA_FAULTS] = {
        [MEDIA_FAULT_SANDBOX] = "this machine does not let cairn-media lock itself up, so it does not open the file",
        [MEDIA_FAULT_FILE] = "the file is damaged, cut off or no WebM",
        [MEDIA_FAULT_CODEC] = "it is not VP9 with Opus",
        [MEDIA_FAULT_LIMIT] = "it is larger, longer or in more pieces than a video may be",
        [MEDIA_FAULT_DECODER] = "a part of it is damaged",
    };
    return fault < MEDIA_FAULTS && words[fault] ? words[fault] : "cairn-media talks nonsense";
}

static void send_orders(struct media_helper *h)
{
    const struct media_order room = {.number = 0};
    if (!h->sent)
        h->sent = media_process_order(&h->process, &h->order);
    else if (h->taken || h->by_sound)
        media_process_order(&h->process, &room);
    h->taken = false;
}

/* Until the order's first picture is here, and sound enough to begin with. */
static int step_waiting(struct media_helper *h)
{
    struct media_share *share = h->process.share;
    bool sense = true;
    int next_ms;
    if (!h->answered && atomic_load(&share->answered) == h->order.number)
        sense = begin_order(h);
    else if (!h->answered)
        drop_sound(h);
    /* Of pictures before the answer none is this order's; its first one is at the order's time. */
    sense = sense && take_pictures(h, (int)h->order.from_ms, &next_ms);
    if (sense && h->answered && !h->shown && next_ms >= 0)
        sense = take_pictures(h, next_ms, &next_ms); /* unless the file begins later than that */
    if (!sense) {
        fail(h, fault_words(MEDIA_FAULTS));
        return -1;
    }
    bool sounds_soon = !h->has_sound || all_made(h) || atomic_load(&share->sound_made) - h->sound_first >= SOUND_LEAD;
    if (!h->answered || !h->shown || !sounds_soon)
        return STARTING_MS;
    h->waiting = false;
    if (h->media.state == MEDIA_STARTING)
        h->media.state = MEDIA_PLAYING;
    if (h->media.state == MEDIA_PLAYING)
        run(h, (int)h->order.from_ms);
    return STEP_MIN_MS;
}

static int step_playing(struct media_helper *h)
{
    int next_ms, at = time_now(h);
    if (!take_pictures(h, at, &next_ms) || atomic_load(&h->nonsense)) {
        fail(h, fault_words(MEDIA_FAULTS));
        return -1;
    }
    if (!h->by_sound && !sound_is_over(h))
        drop_sound(h); /* there is nothing to sound on */
    if (at > h->media.position_ms)
        h->media.position_ms = at < h->media.length_ms ? at : h->media.length_ms;
    if (all_made(h) && next_ms < 0 && !h->by_sound && at >= h->media.length_ms) {
        let_go(h, MEDIA_ENDED);
        return -1;
    }
    if (next_ms >= 0 || all_made(h))
        h->quiet_ms = 0; /* nothing is due */
    int wait = next_ms < 0 ? STEP_MAX_MS : next_ms - at;
    return wait < STEP_MIN_MS ? STEP_MIN_MS : wait > STEP_MAX_MS ? STEP_MAX_MS : wait;
}

/* What went wrong at the other end, or NULL. */
static const char *trouble(struct media_helper *h)
{
    struct media_share *share = h->process.share;
    if (atomic_load(&share->status) == MEDIA_BROKEN)
        return fault_words(atomic_load(&share->fault));
    if (media_process_is_gone(&h->process)) /* it may have said why just before */
        return atomic_load(&share->status) == MEDIA_BROKEN ? fault_words(atomic_load(&share->fault))
                                                           : "cairn-media stopped by itself";
    int most = h->order.number == 1 && !h->answered ? QUIET_START_MAX_MS : QUIET_MAX_MS;
    return h->quiet_ms > most ? "cairn-media hangs" : NULL;
}

static void pause_at(struct media_helper *h, int heard_ms)
{
    hush(h);
    if (!h->waiting)
        take_sound_back(h, heard_ms);
    h->by_sound = false;
    h->media.state = MEDIA_PAUSED;
}

static int helper_step(struct media *m)
{
    struct media_helper *h = helper_of(m);
    int64_t now = boot_ms(h), since = now - h->stepped_ms;
    media_process_bury(&h->process);
    h->stepped_ms = now;
    if (m->state == MEDIA_PLAYING && h->by_sound && !sounds(h))
        pause_at(h, m->position_ms); /* something else sounds */
    if (!h->process.pid || (m->state == MEDIA_PAUSED && !h->waiting))
        return h->process.dead_count ? STEP_MAX_MS : -1;
    h->quiet_ms += since > STEP_SEEN_MS ? STEP_SEEN_MS : (int)since;
    const char *wrong = trouble(h);
    if (wrong) {
        fail(h, wrong);
        return STEP_MAX_MS;
    }
    int wait = h->waiting ? step_waiting(h) : step_playing(h);
    if (!h->process.pid)
        return STEP_MAX_MS; /* it has ended; there is a process to bury */
    send_orders(h);
    return wait;
}

/* --- what people press -------------------------------------------------------------------------------------------- */

static void order(struct media_helper *h, int from_ms)
{
    h->order.number++;
    h->order.from_ms = (uint32_t)from_ms;
    h->sent = h->answered = h->shown = false;
    h->waiting = true;
    h->by_sound = false;
    h->quiet_ms = 0;
    h->stepped_ms = boot_ms(h);
    h->media.position_ms = from_ms;
    send_orders(h);
}

static void helper_play(struct media *m, const struct media_video *video)
{
    struct media_helper *h = helper_of(m);
    const char *why;
    int length = snprintf(h->path, sizeof h->path, "%s", video->path);
    m->length_ms = video->length_ms;
    m->position_ms = video->from_ms;
    if (length < 0 || (size_t)length >= sizeof h->path) {
        fail(h, "its path is too long");
        return;
    }
    if (!media_process_start(&h->process, h->program, video->path, &why)) {
        fail(h, why);
        return;
    }
    h->pictures = 0;
    atomic_store(&h->nonsense, false);
    m->state = MEDIA_STARTING;
    h->order = (struct media_order){.width = (uint32_t)video->width, .height = (uint32_t)video->height};
    order(h, video->from_ms);
}

static void helper_pause(struct media *m)
{
    struct media_helper *h = helper_of(m);
    pause_at(h, h->waiting ? m->position_ms : time_now(h));
}

static void helper_resume(struct media *m)
{
    struct media_helper *h = helper_of(m);
    m->state = h->waiting && !m->image_number ? MEDIA_STARTING : MEDIA_PLAYING;
    h->stepped_ms = boot_ms(h);
    if (!h->waiting)
        run(h, m->position_ms);
}

static void helper_seek(struct media *m, int to_ms)
{
    hush(helper_of(m));
    order(helper_of(m), to_ms);
}

static void helper_stop(struct media *m)
{
    let_go(helper_of(m), MEDIA_STILL);
}

static bool helper_image(const struct media *m, struct media_image *out)
{
    const struct media_helper *h = (const struct media_helper *)(const void *)m;
    *out = (struct media_image){.width = h->width,
                                .height = h->height,
                                .pitch_px = MEDIA_PITCH_PX,
                                .pixels = h->pixels,
                                .number = m->image_number};
    return h->pixels != NULL;
}

/* Killed processes are gone in no time; one that is not, because the disk it read from hangs, is init's. */
static void helper_close(struct media *m)
{
    struct media_helper *h = helper_of(m);
    helper_stop(m);
    for (int n = 0; n < BURY_LOOKS && h->process.dead_count; n++) {
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        media_process_bury(&h->process);
    }
    free(h);
}

static const struct media_driver driver = {helper_close, helper_play, helper_pause, helper_resume,
                                           helper_seek,  helper_stop, helper_step,  helper_image};

struct media *media_open(const char *helper, struct sound *sound, struct clock clock)
{
    struct media_helper *h = calloc(1, sizeof *h);
    if (!h)
        abort();
    h->media = (struct media){.driver = &driver, .sound = sound, .clock = clock};
    h->stream = (struct sound_stream){.pull = pull, .context = h};
    snprintf(h->program, sizeof h->program, "%s", helper);
    return &h->media;
}
