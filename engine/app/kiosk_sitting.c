/*
 * A sitting: signing in, opening a module, acting in it, leaving. The one place where events meet the store: they are
 * committed first and lived through after, so that what is on show is what is kept.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "kiosk_state.h"
#include "store_credit.h"

#define DRAFT_DELAY_MS 400 /* a draft is kept within one second of a key */
#define NOTICE_MS      8000

void kiosk_go(struct kiosk *k, enum screen screen)
{
    kiosk_video_leave(k);
    k->screen = screen;
    k->overlay = OVERLAY_NONE;
    k->scroll_px = k->content_px = 0; /* how tall what is shown now is, its own drawing says */
    k->focus.id[0] = '\0';
    k->stale = true;
}

void kiosk_open_overlay(struct kiosk *k, enum overlay overlay)
{
    if (overlay == OVERLAY_COVER && k->screen == SCREEN_SIGN_IN)
        return; /* there is nothing to cover but the form, which the cover's own PIN would overwrite */
    if (!k->overlay) {
        k->under = (struct under){.mark = voice_mark(k->drivers.voice), .reading = k->prefs.reading};
        memcpy(k->under.voiced, k->voiced, sizeof k->under.voiced);
    }
    if (overlay == OVERLAY_COVER) {
        k->form = (struct sign_in_form){.stage = k->person.pictures ? STAGE_PICTURES : STAGE_PIN};
        pictures_mix(k);
        voice_stop(k->drivers.voice);
    }
    kiosk_video_pause(k);
    kiosk_keep_draft(k, true);
    if (overlay == OVERLAY_COVER)
        kiosk_stop_timers(k, true);
    if (k->screen == SCREEN_STAFF)
        return; /* that was not kept: nothing stands over "please call staff" and speaks of saving */
    if (!k->overlay)
        memcpy(k->opener, k->focus.id, sizeof k->opener);
    k->overlay = overlay;
    k->scroll_px = k->content_px = 0;
    k->focus.id[0] = '\0';
    k->stale = true;
}

void kiosk_close_overlay(struct kiosk *k)
{
    if (k->overlay)
        memcpy(k->focus.id, k->opener, sizeof k->opener);
    k->overlay = OVERLAY_NONE;
    k->scroll_px = k->content_px = 0;
    k->last_input_ms = kiosk_boot_ms(k);
    k->stale = true;
}

void kiosk_store_failed(struct kiosk *k)
{
    voice_stop(k->drivers.voice);
    kiosk_go(k, SCREEN_STAFF);
}

static void show_notice(struct kiosk *k, const char *english)
{
    k->notice = english;
    k->notice_until_ms = kiosk_boot_ms(k) + NOTICE_MS;
}

void kiosk_set_language(struct kiosk *k, int language)
{
    k->prefs.language = language;
    struct attempt_settings now =
        kiosk_settings_now(k); /* not the words of the frame on show, which is of the old one */
    if (k->attempt)
        attempt_set_language(k->attempt, now.language, now.and_word, now.interface);
    for (int i = 0; i < k->home.made_count; i++)
        attempt_set_language(k->home.made[i].attempt, now.language, now.and_word, now.interface);
    voice_stop(k->drivers.voice);
    kiosk_read_anew(k); /* in this language */
    k->stale = true;
}

void kiosk_sign_in(struct kiosk *k, const struct store_person *person)
{
    k->signed_in = true;
    k->person = *person;
    seal_uuid7(k->drivers.clock.wall(k->drivers.clock.context), k->sitting);
    k->form = (struct sign_in_form){0};
    if (store_clock_look(k->drivers.store, &k->drivers.clock, &k->doubt))
        kiosk_go_home(k);
    else
        kiosk_store_failed(k);
}

/* --- an attempt ------------------------------------------------------------------------------------------------ */

static bool is_kept(const struct kiosk *k)
{
    return k->signed_in && k->stored.id[0];
}

/* How long someone may look at a page without a touch and still be at work: the site says. */
int64_t kiosk_gap_ms(const struct kiosk *k)
{
    return (int64_t)k->site.gap_max_s * 1000;
}

/* Durable first, lived through after. */
static bool live_through(struct kiosk *k, const struct event *events, int count)
{
    if (!count)
        return true;
    if (is_kept(k) && !store_append(k->drivers.store, k->person.id, k->stored.id, events, count)) {
        kiosk_store_failed(k);
        return false;
    }
    for (int i = 0; i < count; i++) {
        attempt_apply(k->attempt, &events[i]);
        activity_add(&k->activity, &events[i], kiosk_gap_ms(k));
    }
    return true;
}

static void enter_page(struct kiosk *k)
{
    const struct page *page = attempt_page(k->attempt);
    if (page && !text_is(page->id, k->page.page)) {
        page_state_enter(&k->page, page);
        kiosk_video_leave(k);
        k->focus.id[0] = '\0';
        k->notice = NULL; /* it was about the page before */
    }
    k->stale = true;
}

static void load_drafts(struct kiosk *k)
{
    struct store_draft *drafts;
    int count = store_drafts(k->drivers.store, &k->attempt_arena, k->person.id, k->stored.id, &drafts);
    for (int i = 0; i < count; i++)
        page_draft_put(&k->page, drafts[i].exercise, drafts[i].item ? drafts[i].item : "", drafts[i].text);
}

static void begin_attempt(struct kiosk *k, const struct programme *p, const struct module *m)
{
    arena_clear(&k->attempt_arena);
    k->programme = p;
    k->attempt = attempt_new(&k->attempt_arena, p, m, kiosk_settings_now(k));
    activity_init(&k->activity);
    page_state_init(&k->page);
    k->started_at = k->drivers.clock.wall(k->drivers.clock.context);
    k->notice = NULL;
}

static bool open_attempt(struct kiosk *k)
{
    struct decision d;
    const char *hash = attempt_started_hash(k->attempt);
    bool changed = hash && !text_is(hash, attempt_module(k->attempt)->hash);
    attempt_open(k->attempt, kiosk_moment(k), &d);
    if (!live_through(k, d.events, d.count))
        return false;
    kiosk_go(k, SCREEN_PAGE);
    k->page.page[0] = '\0';
    enter_page(k);
    if (changed)
        show_notice(k, attempt_dropped(k->attempt)
                           ? WORDS("This session has been changed since you were here. Some answers no longer fit.")
                           : WORDS("This session has been changed since you were here. Your answers are kept."));
    return true;
}

bool kiosk_open_module(struct kiosk *k, const struct home_item *item)
{
    struct moment now = kiosk_moment(k);
    begin_attempt(k, item->programme, item->module);
    if (!store_attempt_open(k->drivers.store, k->person.id, item->programme->id, item->module->id, item->assignment,
                            now.at, &k->stored) ||
        !store_attempt_is(k->drivers.store, k->stored.id, record_activity_name(item->module->activity)) ||
        !kiosk_load_past(k) ||
        !kiosk_replay(k, &k->attempt_arena, k->stored.id, k->attempt, &k->activity, &k->started_at)) {
        kiosk_store_failed(k);
        return false;
    }
    load_drafts(k);
    return open_attempt(k);
}

bool kiosk_try_module(struct kiosk *k)
{
    const struct programme *p;
    for (int at = 0; (p = library_next(k->drivers.library, &at));) {
        if (!p->module_count || p->example)
            continue;
        k->signed_in = false;
        k->stored = (struct store_attempt){0};
        seal_uuid7(k->drivers.clock.wall(k->drivers.clock.context), k->sitting);
        begin_attempt(k, p, &p->modules[0]);
        return open_attempt(k);
    }
    return false;
}

void kiosk_keep_draft(struct kiosk *k, bool now)
{
    if (!now) {
        if (!k->draft_dirty)
            k->draft_due_ms = kiosk_boot_ms(k) + DRAFT_DELAY_MS;
        k->draft_dirty = true;
        return;
    }
    if (!k->draft_dirty)
        return;
    k->draft_dirty = false;
    if (!is_kept(k))
        return;
    const struct page_draft *d = page_draft_find(&k->page, k->page.writing_exercise, k->page.writing_item);
    if (!store_draft_put(k->drivers.store, k->person.id, k->stored.id, k->page.writing_exercise, k->page.writing_item,
                         d ? d->text : NULL))
        kiosk_store_failed(k);
}

/* The record is made of what has happened, signed and committed; only then does anything say "done". */
void kiosk_complete(struct kiosk *k)
{
    struct moment now = kiosk_moment(k);
    struct event completed = {.kind = EVENT_COMPLETED, .at = now.at, .boot_ms = now.boot_ms, .sitting = k->sitting};
    seal_uuid7(now.at, k->record);
    completed.detail = arena_strdup(&k->attempt_arena, k->record);
    if (is_kept(k)) {
        struct record record = {0};
        activity_add(&k->activity, &completed, kiosk_gap_ms(k));
        record_from_attempt(k->attempt, &k->activity, k->started_at, now.at, &record);
        record.id = k->record;
        record.person = k->person.id;
        record.assignment = k->stored.assignment;
        record.attempt = k->stored.id;
        record.terminal = k->site.terminal;
        record.site = k->site.site;
        record.demonstration = store_is_demonstration(k->drivers.store);
        if (!store_complete(k->drivers.store, k->person.id, k->stored.id, &record, &completed)) {
            k->record[0] = '\0';
            kiosk_store_failed(k);
            return;
        }
    } else
        k->record[0] = '\0';
    attempt_apply(k->attempt, &completed);
    voice_stop(k->drivers.voice);
    arena_clear(&k->done_arena);
    k->day_proposed = 0;
    k->receipt = (struct document_square){0};
    if (is_kept(k)) {
        kiosk_make_receipt(k, k->record, &k->receipt);
        const struct assignment *assignments;
        int count;
        struct credits credits = kiosk_credits(k, &k->done_arena, &assignments, &count);
        for (int i = 0; i < credits.count; i++)
            if (text_is(credits.item[i].record, k->record) && credits.item[i].verdict != CREDIT_NOT_PROPOSED)
                k->day_proposed++;
    }
    kiosk_go(k, SCREEN_DONE);
    k->done_ms = kiosk_boot_ms(k);
}

/* Everything that was said is read back once more, while it can still be changed. */
static void check_answers(struct kiosk *k)
{
    if (!answers_count(k->attempt, true)) {
        kiosk_complete(k);
        return;
    }
    voice_stop(k->drivers.voice);
    k->uncovered[0] = '\0';
    k->answers_ms = kiosk_boot_ms(k);
    kiosk_go(k, SCREEN_CHECK_ANSWERS);
}

bool kiosk_is_in_attempt(const struct kiosk *k)
{
    return k->attempt && (k->screen == SCREEN_PAGE || k->screen == SCREEN_CHECK_ANSWERS);
}

static void tell_refusal(struct kiosk *k, const struct decision *d)
{
    k->page.missing = d->missing != NULL;
    k->page.missing_block = d->missing;
    k->page.too_many = d->too_many;
    k->stale = true;
}

/* What has sounded since the last act counts as active time, however long it was. */
static int add_played(struct kiosk *k, struct event *events)
{
    int64_t played_ms = voice_take_played_ms(k->drivers.voice);
    if (played_ms < 1000)
        return 0;
    struct decision d;
    attempt_decide(k->attempt, (struct act){.kind = ACT_PLAYED, .number = (double)played_ms}, kiosk_moment(k), &d);
    if (d.refused || !d.count)
        return 0;
    events[0] = d.events[0];
    return 1;
}

#define NOTIFIER_FAULT "notifier"

/* Staff find it among the faults, once until it is mended; the person is not troubled with it. */
void kiosk_notify_failed(struct kiosk *k)
{
    struct arena a;
    struct store_fault *faults;
    bool known = false;
    arena_init(&a);
    int count = k->drivers.store ? store_faults(k->drivers.store, &a, &faults) : 0;
    for (int i = 0; i < count; i++)
        known = known || (!faults[i].mended_at && text_is(faults[i].what, NOTIFIER_FAULT));
    if (count >= 0 && k->drivers.store && !known &&
        !store_fault_add(k->drivers.store, k->site.terminal, NOTIFIER_FAULT, kiosk_moment(k).at))
        kiosk_store_failed(k);
    arena_release(&a);
}

/* The risk item of a questionnaire: who to talk to comes at once, once staff have it on their list. Where an author
 * asks, the page says what comes next. */
static void answer_concern(struct kiosk *k, const struct block *about)
{
    if (about->kind != BLOCK_MEASURE)
        return;
    if (!is_kept(k) && k->drivers.store &&
        !store_concern_add(k->drivers.store, NULL, "answer", attempt_module(k->attempt)->id, k->page.page,
                           kiosk_moment(k).at)) {
        kiosk_store_failed(k);
        return;
    }
    kiosk_open_overlay(k, OVERLAY_SUPPORT);
    k->support_for_answer = true;
}

void kiosk_act(struct kiosk *k, struct act act)
{
    struct decision d;
    struct event events[DECISION_EVENTS_MAX + 1];
    attempt_decide(k->attempt, act, kiosk_moment(k), &d);
    k->page.missing = false;
    k->page.too_many = false;
    if (d.missing || d.too_many) {
        tell_refusal(k, &d);
        return;
    }
    if (d.refused)
        return;
    int count = add_played(k, events);
    memcpy(events + count, d.events, sizeof d.events[0] * (size_t)d.count);
    count += d.count;
    if (!live_through(k, events, count))
        return;
    enter_page(k);
    if (d.concern) {
        notifier_tell(k->drivers.notifier);
        answer_concern(k, d.concern);
    }
    if (d.another_go) {
        show_notice(k, WORDS("Have one more go at what needs another look. Then press Next."));
        k->page.scroll_px = 0; /* where the notice is */
        k->focus.id[0] = '\0';
    }
    if (d.finished)
        check_answers(k);
    else if (d.leave)
        kiosk_end_sitting(k, SCREEN_GOODBYE);
}

void kiosk_stop_timers(struct kiosk *k, bool leaving)
{
    struct act act;
    if (k->screen != SCREEN_PAGE || !k->attempt)
        return;
    if (leaving)
        kiosk_video_pause(k);
    page_stop(&k->page, k->attempt, kiosk_boot_ms(k), leaving, &act);
    if (act.kind != ACT_NONE)
        kiosk_act(k, act);
}

/* "I need support now": noted with the person when signed in, with the terminal alone otherwise. */
void kiosk_call_support(struct kiosk *k)
{
    bool in_attempt = kiosk_is_in_attempt(k);
    if (k->drivers.store && !store_concern_add(k->drivers.store, k->signed_in ? k->person.id : NULL, "support",
                                               in_attempt ? attempt_module(k->attempt)->id : NULL,
                                               in_attempt ? k->page.page : NULL, kiosk_moment(k).at)) {
        kiosk_store_failed(k);
        return;
    }
    notifier_tell(k->drivers.notifier);
    if (in_attempt)
        kiosk_act(k, (struct act){.kind = ACT_SUPPORT});
    if (k->screen != SCREEN_STAFF)
        kiosk_open_overlay(k, OVERLAY_SUPPORT);
    k->support_for_answer = false;
}

void kiosk_end_sitting(struct kiosk *k, enum screen last)
{
    kiosk_keep_draft(k, true);
    kiosk_stop_timers(k, true);
    voice_stop(k->drivers.voice);
    if (kiosk_is_in_attempt(k) && !attempt_is_complete(k->attempt))
        kiosk_act(k, (struct act){.kind = ACT_PAUSE});
    if (k->screen == SCREEN_STAFF)
        return;
    k->last_input_ms = kiosk_boot_ms(k);
    if (last == SCREEN_GOODBYE)
        kiosk_go(k, SCREEN_GOODBYE);
    else
        k->over = true;
}
