#include "kiosk.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk_state.h"

#define GOODBYE_MS      6000
#define DONE_IDLE_EXTRA 2 /* the last screen may be read at leisure */
#define BUILDS_MAX      3 /* of a frame: two settle every layout there is */
#define ACCENT_DEFAULT  0x0A6B68

static const struct screen_driver *const screens[] = {
    [SCREEN_ATTRACT] = &attract_screen,
    [SCREEN_SIGN_IN] = &sign_in_screen,
    [SCREEN_HOME] = &home_screen,
    [SCREEN_PLANS] = &plans_screen,
    [SCREEN_MADE] = &made_screen,
    [SCREEN_CHECK_ANSWERS] = &check_answers_screen,
    [SCREEN_PAGE] = &page_screen,
    [SCREEN_DONE] = &done_screen,
    [SCREEN_PRINT] = &print_screen,
    [SCREEN_PRINT_WHAT] = &print_what_screen,
    [SCREEN_PRINTING] = &printing_screen,
    [SCREEN_GOODBYE] = &goodbye_screen,
    [SCREEN_STAFF] = &staff_screen,
    [SCREEN_STAFF_SIGN_IN] = &staff_sign_in_screen,
    [SCREEN_STAFF_TODAY] = &staff_today_screen,
    [SCREEN_STAFF_PEOPLE] = &staff_people_screen,
    [SCREEN_STAFF_PERSON] = &staff_person_screen,
    [SCREEN_STAFF_ENROL] = &staff_enrol_screen,
    [SCREEN_STAFF_ASSIGN] = &staff_assign_screen,
    [SCREEN_STAFF_TAKE] = &staff_take_screen,
    [SCREEN_STAFF_BRING] = &staff_bring_screen,
    [SCREEN_STAFF_ACCOUNTS] = &staff_accounts_screen,
    [SCREEN_STAFF_READY] = &staff_ready_screen,
    [SCREEN_STAFF_CERTIFICATE] = &staff_certificate_screen,
};
static_assert(sizeof screens / sizeof screens[0] == SCREENS, "every screen has a driver");

static const struct screen_driver *const overlays[] = {
    [OVERLAY_NONE] = NULL,
    [OVERLAY_HELP] = &help_overlay,
    [OVERLAY_SETTINGS] = &settings_overlay,
    [OVERLAY_SUPPORT] = &support_overlay,
    [OVERLAY_CALL_STAFF] = &call_staff_overlay,
    [OVERLAY_LEAVE] = &leave_overlay,
    [OVERLAY_COVER] = &cover_overlay,
    [OVERLAY_IDLE] = &idle_overlay,
    [OVERLAY_PRIVACY] = &privacy_overlay,
};
static_assert(sizeof overlays / sizeof overlays[0] == OVERLAYS, "every overlay has a driver");

int64_t kiosk_boot_ms(const struct kiosk *k)
{
    return k->drivers.clock.boot_ms(k->drivers.clock.context);
}

struct moment kiosk_moment(const struct kiosk *k)
{
    return (struct moment){.at = k->drivers.clock.wall(k->drivers.clock.context),
                           .boot_ms = kiosk_boot_ms(k),
                           .sitting = k->sitting,
                           .doubt = k->doubt};
}

const char *kiosk_language(const struct kiosk *k)
{
    return k->drivers.library->languages[k->prefs.language];
}

struct kiosk *kiosk_new(const struct kiosk_drivers *drivers, const struct kiosk_options *options)
{
    struct kiosk *k = calloc(1, sizeof *k);
    if (!k)
        return NULL;
    k->drivers = *drivers;
    k->options = *options;
    k->site = drivers->store ? *store_site_of(drivers->store) : site_standard(&k->site_arena);
    k->prefs = (struct preferences){.look = options->look,
                                    .size = options->size,
                                    .language = library_language(drivers->library, options->language),
                                    .speed = 4,
                                    .volume = 7,
                                    .reduced_motion = options->reduced_motion};
    focus_init(&k->focus);
    page_state_init(&k->page);
    k->last_input_ms = kiosk_boot_ms(k);
    k->video.step_ms = -1;
    k->stale = true;
    return k;
}

void kiosk_free(struct kiosk *k)
{
    if (!k)
        return;
    media_stop(k->drivers.media);
    arena_release(&k->frame[0]);
    arena_release(&k->frame[1]);
    arena_release(&k->home.arena);
    arena_release(&k->attempt_arena);
    arena_release(&k->done_arena);
    arena_release(&k->desk.arena);
    arena_release(&k->site_arena);
    seal_wipe(k, sizeof *k);
    free(k);
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

const struct screen_driver *kiosk_front(const struct kiosk *k)
{
    return k->overlay ? overlays[k->overlay] : screens[k->screen];
}

struct ui_input kiosk_ui_input(struct kiosk *k)
{
    uint32_t accent = k->programme && k->screen != SCREEN_ATTRACT ? k->programme->accent : ACCENT_DEFAULT;
    k->theme = theme_make(k->prefs.look, k->prefs.size, k->drivers.width, k->drivers.height, accent);
    return (struct ui_input){
        .theme = k->theme,
        .measure = k->drivers.measure,
        .interface = k->drivers.library->interface[k->prefs.language],
        .language = kiosk_language(k),
        .right_to_left = k->options.right_to_left || language_is_right_to_left(kiosk_language(k)),
        .focus = k->focus.id[0] ? k->focus.id : NULL,
        .focus_until = k->prefs.scan_ms ? k->scan.until : NULL,
        .show_focus = k->focus.show,
        .pressed = k->focus.pressed[0] ? k->focus.pressed : NULL,
        .speaking = voice_speaking(k->drivers.voice),
        .now_ms = kiosk_boot_ms(k),
        .today = date_in_london(kiosk_moment(k).at),
        .reduced_motion = k->prefs.reduced_motion,
    };
}

static void build(struct kiosk *k)
{
    k->current = !k->current;
    struct arena *arena = &k->frame[k->current];
    struct ui *ui = &k->ui[k->current];
    arena_clear(arena);
    struct ui_input in = kiosk_ui_input(k);
    ui_init(ui, arena, &in);
    /* What is covered is not built: nobody can see it, focus it or hear it. */
    int scroll_px = k->scroll_px, body_px = k->body_px, content_px = k->content_px;
    if (!kiosk_front(k)->covers)
        screens[k->screen]->view(k, ui);
    if (k->overlay) {
        /* The overlay is what scrolls: how tall the screen under it is does not count. */
        k->scroll_px = scroll_px;
        k->body_px = body_px;
        k->content_px = content_px;
        overlays[k->overlay]->view(k, ui);
    }
    ui_finish(ui);
}

/* How tall a body is comes out of drawing it; whether it scrolls goes in. Drawn again until the two agree, or the
 * scroll controls would come only with the next touch, and under the finger. */
static void build_whole(struct kiosk *k)
{
    for (int i = 0; i < BUILDS_MAX; i++) {
        int page_px = k->page.content_px, content_px = k->content_px;
        build(k);
        if (page_px == k->page.content_px && content_px == k->content_px)
            return;
    }
}

void kiosk_read_anew(struct kiosk *k)
{
    k->voiced[0] = k->under.voiced[0] = '\0';
}

/* From the top; but what comes back from under an overlay is read on where it was. When nothing is left to read, what
 * has the focus says where one is. */
static void begin_reading(struct kiosk *k, const char *place)
{
    bool back = !k->overlay && k->under.reading && text_is(place, k->under.voiced);
    if (!k->overlay)
        k->under.voiced[0] = '\0';
    if (!k->prefs.reading)
        return;
    if (!back)
        voice_play(k->drivers.voice);
    else if (k->under.mark.begun)
        voice_resume(k->drivers.voice, k->under.mark);
    else
        ear_focus(k);
}

/* The voice is told what is on show; a new place starts reading anew when reading aloud is on. */
static void give_voice(struct kiosk *k)
{
    const struct ui *ui = &k->ui[k->current];
    char place[sizeof k->voiced];
    const struct block *sheet = k->screen == SCREEN_PAGE ? page_open_sheet(&k->page, k->attempt) : NULL;
    bool asks_pin = k->overlay == OVERLAY_COVER || (k->screen == SCREEN_SIGN_IN && !k->overlay);
    snprintf(place, sizeof place, "%s/%s/%s/%s/%s/%s", screens[k->screen]->name,
             k->overlay ? overlays[k->overlay]->name : "", k->screen == SCREEN_PAGE ? k->page.page : "",
             asks_pin && k->form.stage != STAGE_CODE ? "pin" : "", sheet ? k->page.blocks[sheet->index].held : "",
             k->screen == SCREEN_PAGE && k->page.writing ? "writing" : "");
    bool moved = !text_is(place, k->voiced);
    if (moved) {
        voice_stop(k->drivers.voice);
        snprintf(k->voiced, sizeof k->voiced, "%s", place);
    }
    voice_show(k->drivers.voice, &ui->spoken, kiosk_language(k));
    if (moved)
        begin_reading(k, place);
    ear_frame(k, moved);
    k->voice_ms = voice_step(k->drivers.voice);
}

/* Where the keyboard goes on a new screen; a page begins at its first question, not at the bars. */
static void settle_focus(struct kiosk *k)
{
    char before[sizeof k->focus.id], until[sizeof k->scan.until];
    const struct target_list *targets = &k->ui[k->current].targets;
    const char *first = kiosk_front(k)->focus;
    if (kiosk_front(k) == &page_screen && target_find(targets, k->page.then_focus))
        first = k->page.then_focus;
    for (int i = 0; i < targets->count && !first; i++)
        if (targets->item[i].in_body)
            first = targets->item[i].id;
    memcpy(before, k->focus.id, sizeof before);
    snprintf(until, sizeof until, "%s", k->scan.until);
    focus_settle(&k->focus, targets, first ? first : "next");
    /* What had it is gone, as a card that was put into a box: who steers by the ring sees where it went. */
    if (k->focus.show && before[0] && !text_is(before, k->focus.id))
        k->focus_to_view = true;
    if (k->prefs.scan_ms)
        scan_settle(&k->scan, &k->focus, targets);
    if (!text_is(before, k->focus.id) || !text_is(until, k->scan.until))
        build_whole(k);
}

bool kiosk_frame(struct kiosk *k)
{
    if (!k->stale)
        return false;
    k->stale = false;
    build_whole(k);
    settle_focus(k);
    if (k->focus_to_view) {
        k->focus_to_view = false;
        kiosk_scroll_to_focus(k);
        k->stale = false; /* it is built here */
        build_whole(k);
    }
    struct audio_bar before = voice_bar(k->drivers.voice);
    give_voice(k);
    struct audio_bar after = voice_bar(k->drivers.voice);
    if (before.total_ms != after.total_ms || before.position_ms != after.position_ms || before.playing != after.playing)
        build_whole(k); /* the bar tells of this page, not of the last */
    uint64_t hash = draw_hash(&k->ui[k->current].draw);
    bool differs = !k->has_frame || hash != k->painted_hash;
    k->has_frame = true;
    k->painted_hash = hash;
    return differs;
}

const struct ui *kiosk_ui(const struct kiosk *k)
{
    return &k->ui[k->current];
}

const struct theme *kiosk_theme(const struct kiosk *k)
{
    return &k->theme;
}

/* --- time --------------------------------------------------------------------------------------------------------- */

static int64_t idle_ms(const struct kiosk *k)
{
    return (int64_t)k->site.idle_s * 1000 * (k->screen == SCREEN_DONE ? DONE_IDLE_EXTRA : 1);
}

/* Somebody is listening or breathing with the circle: not idle. */
static bool is_busy(const struct kiosk *k)
{
    if (k->overlay == OVERLAY_COVER)
        return false;
    if (voice_is_heard(k->drivers.voice) || kiosk_video_plays(k))
        return true;
    for (int i = 0; k->screen == SCREEN_PAGE && i < MODULE_BLOCKS_MAX; i++)
        if (k->page.blocks[i].started_ms)
            return true;
    return false;
}

static bool is_of_staff(const struct kiosk *k)
{
    return k->screen >= SCREEN_STAFF_SIGN_IN && k->screen <= SCREEN_STAFF_READY;
}

static int64_t staff_lock_ms(const struct kiosk *k)
{
    return (int64_t)k->site.staff_lock_s * 1000;
}

static void watch_idle(struct kiosk *k, int64_t now)
{
    if (is_of_staff(k) && now - k->last_input_ms >= staff_lock_ms(k))
        desk_lock(k);
    bool cover = k->overlay == OVERLAY_COVER;
    /* Somebody changed the language or the size and walked away: the next person finds it as it was. */
    if (k->screen == SCREEN_ATTRACT && k->touched && !is_busy(k) && now - k->last_input_ms >= idle_ms(k))
        k->over = true;
    if (!screens[k->screen]->idles)
        return;
    if (k->overlay == OVERLAY_IDLE) {
        k->stale = true; /* the seconds left are on show */
        if (now >= k->idle_until_ms)
            kiosk_end_sitting(k, SCREEN_ATTRACT);
    } else if (is_busy(k)) {
        k->last_input_ms = now;
    } else if (now - k->last_input_ms >= idle_ms(k) * (cover ? 2 : 1)) {
        if (cover || !k->signed_in) {
            kiosk_end_sitting(k, SCREEN_ATTRACT);
            return;
        }
        k->idle_until_ms = now + (int64_t)k->site.idle_answer_s * 1000;
        kiosk_open_overlay(k, OVERLAY_IDLE);
    }
}

/* A clip that has come to its end can be listened to again. */
static void follow_recording(struct kiosk *k)
{
    if (!voice_is_recording(k->drivers.voice) && page_silence(&k->page))
        k->stale = true;
}

static void pass_time(struct kiosk *k)
{
    int64_t now = kiosk_boot_ms(k);
    struct speaking before = voice_speaking(k->drivers.voice);
    struct audio_bar bar = voice_bar(k->drivers.voice);
    k->voice_ms = voice_step(k->drivers.voice);
    follow_recording(k);
    struct speaking after = voice_speaking(k->drivers.voice);
    if (before.item != after.item || before.start != after.start || bar.playing)
        k->stale = true;
    kiosk_video_step(k);
    if (notifier_step(k->drivers.notifier))
        kiosk_notify_failed(k);
    enum printer_state printer = printer_step(k->drivers.printer);
    k->stale = k->stale || printer != k->printer;
    k->printer = printer;
    kiosk_stop_timers(k, false); /* also of what is not on show, or a page that breathes would never be locked */
    if (k->ui[k->current].wake_ms && now >= k->ui[k->current].wake_ms)
        k->stale = true;
    kiosk_scan(k, now);
    if (k->draft_dirty && now >= k->draft_due_ms)
        kiosk_keep_draft(k, true);
    if (k->notice_until_ms && now >= k->notice_until_ms) {
        k->notice = NULL;
        k->notice_until_ms = 0;
        k->stale = true;
    }
    if (k->form.wait_until_ms) {
        k->stale = true; /* the seconds left are on show */
        if (now >= k->form.wait_until_ms) {
            k->form.message = NULL;
            k->form.wait_until_ms = 0;
        }
    }
    if (k->desk.wait_until_ms) {
        k->stale = true; /* the same for staff */
        if (now >= k->desk.wait_until_ms) {
            k->desk.message = NULL;
            k->desk.wait_until_ms = 0;
        }
    }
    if (k->screen == SCREEN_GOODBYE && now - k->last_input_ms >= GOODBYE_MS)
        k->over = true;
    watch_idle(k, now);
}

void kiosk_input(struct kiosk *k, const struct input *in)
{
    if (k->over)
        return;
    if (in->kind == INPUT_QUIT) {
        kiosk_end_sitting(k, SCREEN_ATTRACT); /* shut down under someone's hands: what they typed last is kept */
        return;
    }
    if (in->kind == INPUT_RESIZE) {
        k->drivers.width = in->x;
        k->drivers.height = in->y;
        k->stale = true;
    } else if (in->kind != INPUT_NONE) {
        if (in->kind != INPUT_MOVE)
            k->last_input_ms = kiosk_boot_ms(k);
        k->touched = k->touched || in->kind != INPUT_MOVE;
        kiosk_frame(k); /* presses are judged by what is on show */
        kiosk_user_input(k, in);
    }
    pass_time(k);
}

static int sooner(int wait_ms, int64_t until_ms, int64_t now)
{
    int64_t left = until_ms > now ? until_ms - now : 0;
    return wait_ms < 0 || left < wait_ms ? (int)left : wait_ms;
}

int kiosk_wait_ms(const struct kiosk *k)
{
    int64_t now = kiosk_boot_ms(k);
    int wait_ms = -1;
    if (k->stale)
        return 0;
    if (k->voice_ms >= 0)
        wait_ms = k->voice_ms;
    if (k->video.step_ms >= 0)
        wait_ms = sooner(wait_ms, now + k->video.step_ms, now);
    if (k->ui[k->current].wake_ms)
        wait_ms = sooner(wait_ms, k->ui[k->current].wake_ms, now);
    if (k->prefs.scan_ms)
        wait_ms = sooner(wait_ms, k->scan_due_ms, now);
    if (printer_wait_ms(k->drivers.printer) >= 0)
        wait_ms = sooner(wait_ms, now + printer_wait_ms(k->drivers.printer), now);
    if (notifier_wait_ms(k->drivers.notifier) >= 0)
        wait_ms = sooner(wait_ms, now + notifier_wait_ms(k->drivers.notifier), now);
    if (k->draft_dirty)
        wait_ms = sooner(wait_ms, k->draft_due_ms, now);
    if (k->notice_until_ms)
        wait_ms = sooner(wait_ms, k->notice_until_ms, now);
    if (k->overlay == OVERLAY_IDLE)
        wait_ms = sooner(wait_ms, now + 1000, now);
    else if (screens[k->screen]->idles || (k->screen == SCREEN_ATTRACT && k->touched))
        wait_ms = sooner(wait_ms, k->last_input_ms + idle_ms(k), now);
    if (k->screen == SCREEN_GOODBYE)
        wait_ms = sooner(wait_ms, k->last_input_ms + GOODBYE_MS, now);
    if (k->form.wait_until_ms || k->desk.wait_until_ms)
        wait_ms = sooner(wait_ms, now + 1000, now);
    if (is_of_staff(k))
        wait_ms = sooner(wait_ms, k->last_input_ms + staff_lock_ms(k), now);
    return wait_ms;
}

bool kiosk_is_writing(const struct kiosk *k)
{
    if (k->desk.writing && !k->overlay)
        return true;
    return k->screen == SCREEN_PAGE && !k->overlay && k->page.writing;
}

bool kiosk_wants_text(const struct kiosk *k)
{
    bool digits = (k->screen == SCREEN_SIGN_IN && !k->overlay) || k->overlay == OVERLAY_COVER;
    return kiosk_is_writing(k) || digits || kiosk_reads_cards(k); /* a card reader types as a keyboard does */
}

bool kiosk_is_over(const struct kiosk *k)
{
    return k->over;
}

const char *kiosk_screen(const struct kiosk *k)
{
    return screens[k->screen]->name;
}

const char *kiosk_overlay(const struct kiosk *k)
{
    return k->overlay ? overlays[k->overlay]->name : "";
}

const struct attempt *kiosk_attempt(const struct kiosk *k)
{
    return k->attempt;
}

int kiosk_notified(const struct kiosk *k)
{
    return notifier_told(k->drivers.notifier);
}

int kiosk_concerns(const struct kiosk *k)
{
    struct store_concern *list;
    struct arena a;
    arena_init(&a);
    int count = k->drivers.store ? store_concerns(k->drivers.store, &a, NULL, &list) : -1;
    arena_release(&a);
    return count;
}

const char *kiosk_last_record(const struct kiosk *k)
{
    return k->record[0] ? k->record : NULL;
}

const char *kiosk_said(const struct kiosk *k)
{
    return k->ear.said;
}
