/*
 * A sitting: signing in, opening a module, acting in it, leaving. The one place where events meet the store: they are
 * committed first and lived through after, so that what is on show is what is kept.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "kiosk_state.h"

#define DRAFT_DELAY_MS 400 /* a draft is kept within one second of a key */
#define NOTICE_MS      8000

void kiosk_go(struct kiosk *k, enum screen screen)
{
    k->screen = screen;
    k->overlay = OVERLAY_NONE;
    k->scroll_px = 0;
    k->focus.id[0] = '\0';
    k->stale = true;
}

void kiosk_open_overlay(struct kiosk *k, enum overlay overlay)
{
    if (overlay == OVERLAY_COVER && k->screen == SCREEN_SIGN_IN)
        return; /* there is nothing to cover but the form, which the cover's own PIN would overwrite */
    if (overlay == OVERLAY_COVER) {
        k->form = (struct sign_in_form){.stage = STAGE_PIN};
        voice_stop(k->drivers.voice);
    }
    kiosk_keep_draft(k, true);
    if (overlay == OVERLAY_COVER)
        kiosk_stop_timers(k, true);
    if (k->screen == SCREEN_STAFF)
        return; /* that was not kept: nothing stands over "please call staff" and speaks of saving */
    if (!k->overlay)
        memcpy(k->opener, k->focus.id, sizeof k->opener);
    k->overlay = overlay;
    k->scroll_px = 0;
    k->focus.id[0] = '\0';
    k->stale = true;
}

void kiosk_close_overlay(struct kiosk *k)
{
    if (k->overlay)
        memcpy(k->focus.id, k->opener, sizeof k->opener);
    k->overlay = OVERLAY_NONE;
    k->scroll_px = 0;
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
    if (k->attempt)
        attempt_set_language(k->attempt, kiosk_language(k), ui_words(&k->ui[k->current], "and"));
    voice_stop(k->drivers.voice);
    k->voiced[0] = '\0'; /* said anew, in this language */
    k->stale = true;
}

/* --- home ------------------------------------------------------------------------------------------------------ */

static const char *and_word(struct kiosk *k)
{
    struct ui ui = {.in = {.interface = k->drivers.library->interface[k->prefs.language]}};
    return ui_words(&ui, "and");
}

static struct attempt_settings settings_now(struct kiosk *k)
{
    return (struct attempt_settings){
        .setting = k->drivers.store ? store_site_of(k->drivers.store)->setting : "community",
        .language = kiosk_language(k),
        .and_word = and_word(k),
    };
}

/* Replays what is kept of an attempt. False when the journal does not open: then nothing is shown rather than a guess.
 */
static bool replay(struct kiosk *k, struct arena *a, const char *id, struct attempt *attempt, struct activity *activity,
                   instant_ms *start)
{
    struct event *events;
    int count;
    if (!store_events(k->drivers.store, a, k->person.id, id, &events, &count))
        return false;
    int64_t gap_ms = (int64_t)store_site_of(k->drivers.store)->gap_max_s * 1000;
    for (int i = 0; i < count; i++) {
        attempt_apply(attempt, &events[i]);
        if (activity)
            activity_add(activity, &events[i], gap_ms > 0 ? gap_ms : ACTIVITY_GAP_MAX_MS);
        if (start && i == 0)
            *start = events[i].at;
    }
    return true;
}

static void add_plan(struct kiosk *k, struct attempt *attempt)
{
    const struct module *m = attempt_module(attempt);
    struct home *h = &k->home;
    if (!m->take_home || h->plan_count == PLANS_MAX)
        return;
    const struct block *exercise = module_exercise(m, m->take_home);
    const char *text =
        exercise && !attempt_is_private(attempt, exercise) ? wording_answer(attempt, &h->arena, exercise) : NULL;
    if (text)
        h->plans[h->plan_count++] = (struct plan){.title = wording_text(attempt, &h->arena, &m->title), .text = text};
}

static void look_at_attempt(struct kiosk *k, struct home_item *item, const struct store_attempt *stored)
{
    struct home *h = &k->home;
    struct attempt *attempt = attempt_new(&h->arena, item->programme, item->module, settings_now(k));
    if (!replay(k, &h->arena, stored->id, attempt, NULL, NULL)) {
        item->attempt = NULL;
        return;
    }
    if (stored->completed) {
        item->completed = true;
        add_plan(k, attempt);
        return;
    }
    item->attempt = arena_strdup(&h->arena, stored->id);
    item->page = attempt_page_number(attempt);
    item->pages = attempt_page_total(attempt);
}

static void add_item(struct kiosk *k, const struct programme *p, const struct module *m, const char *assignment,
                     const struct store_attempt *attempts, int count)
{
    struct home *h = &k->home;
    for (int i = 0; i < h->item_count; i++)
        if (h->items[i].module == m)
            return;
    if (h->item_count == HOME_ITEMS_MAX)
        return;
    struct home_item *item = &h->items[h->item_count++];
    *item = (struct home_item){.programme = p, .module = m, .assignment = assignment};
    instant_ms latest = 0;
    for (int i = 0; i < count; i++) {
        if (!text_is(attempts[i].module, m->id) || !text_is(attempts[i].programme, p->id))
            continue;
        look_at_attempt(k, item, &attempts[i]);
        if (!attempts[i].completed && attempts[i].last_at >= latest) {
            latest = attempts[i].last_at;
            h->last = item;
        }
    }
}

static bool assignment_covers(const struct assignment *a, const struct programme *p, const struct module *m)
{
    size_t length = strlen(p->id);
    if (strncmp(a->module, p->id, length))
        return false;
    return !a->module[length] || (a->module[length] == '/' && text_is(a->module + length + 1, m->id));
}

static struct credits decide_credit(struct kiosk *k, struct arena *a, struct assignment **assignments, int *count)
{
    struct store_record *stored;
    int records = store_records(k->drivers.store, a, k->person.id, &stored);
    struct record *read = ARENA_ARRAY(a, struct record, records > 0 ? records : 1);
    int good = 0;
    for (int i = 0; i < records; i++)
        if (record_read(a, stored[i].body, stored[i].body_size, &read[good]))
            good++;
    *count = records < 0 ? -1 : store_assignments(k->drivers.store, a, k->person.id, assignments);
    if (*count < 0)
        return (struct credits){0};
    struct credit_site site = {.minimum_active_minutes = store_site_of(k->drivers.store)->minimum_active_minutes};
    return credit_decide(a, read, good, *assignments, *count, site);
}

static void load_home(struct kiosk *k)
{
    struct home *h = &k->home;
    arena_release(&h->arena);
    *h = (struct home){0};
    struct assignment *assignments;
    struct store_attempt *attempts;
    int count = 0;
    struct credits credits = decide_credit(k, &h->arena, &assignments, &count);
    int attempt_count = store_attempts(k->drivers.store, &h->arena, k->person.id, &attempts);
    if (count < 0 || attempt_count < 0) {
        kiosk_store_failed(k); /* better no page than one that says "0 days" to someone who has done five */
        return;
    }
    for (int i = 0; i < k->drivers.library->count; i++) {
        const struct programme *p = k->drivers.library->programmes[i];
        for (int j = 0; j < p->module_count; j++)
            for (int n = 0; n < count; n++)
                if (assignment_covers(&assignments[n], p, &p->modules[j]))
                    add_item(k, p, &p->modules[j], assignments[n].id, attempts, attempt_count);
    }
    for (int n = 0; n < count && !h->days_maximum; n++) {
        h->days_maximum = assignments[n].requirement.maximum_days;
        h->days_proposed = credit_days(&credits, assignments[n].requirement.id);
    }
    if (store_is_broken(k->drivers.store))
        kiosk_store_failed(k); /* while an attempt was read: it would say "Not started" */
}

void kiosk_go_home(struct kiosk *k)
{
    kiosk_go(k, SCREEN_HOME);
    load_home(k);
}

void kiosk_sign_in(struct kiosk *k, const struct store_person *person)
{
    k->signed_in = true;
    k->person = *person;
    seal_uuid7(k->drivers.clock.wall(k->drivers.clock.context), k->sitting);
    k->form = (struct sign_in_form){0};
    kiosk_go_home(k);
}

/* --- an attempt ------------------------------------------------------------------------------------------------ */

static bool is_kept(const struct kiosk *k)
{
    return k->signed_in && k->stored.id[0];
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
    int64_t gap_ms =
        k->drivers.store ? (int64_t)store_site_of(k->drivers.store)->gap_max_s * 1000 : ACTIVITY_GAP_MAX_MS;
    for (int i = 0; i < count; i++) {
        attempt_apply(k->attempt, &events[i]);
        activity_add(&k->activity, &events[i], gap_ms > 0 ? gap_ms : ACTIVITY_GAP_MAX_MS);
    }
    return true;
}

static void enter_page(struct kiosk *k)
{
    const struct page *page = attempt_page(k->attempt);
    if (page && !text_is(page->id, k->page.page)) {
        page_state_enter(&k->page, page);
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
    k->attempt = attempt_new(&k->attempt_arena, p, m, settings_now(k));
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
        !replay(k, &k->attempt_arena, k->stored.id, k->attempt, &k->activity, &k->started_at)) {
        kiosk_store_failed(k);
        return false;
    }
    load_drafts(k);
    return open_attempt(k);
}

bool kiosk_try_module(struct kiosk *k)
{
    for (int i = 0; i < k->drivers.library->count; i++) {
        const struct programme *p = k->drivers.library->programmes[i];
        if (!p->module_count)
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
static void complete(struct kiosk *k)
{
    struct moment now = kiosk_moment(k);
    struct event completed = {.kind = EVENT_COMPLETED, .at = now.at, .boot_ms = now.boot_ms, .sitting = k->sitting};
    seal_uuid7(now.at, k->record);
    completed.detail = arena_strdup(&k->attempt_arena, k->record);
    if (is_kept(k)) {
        struct record record = {0};
        activity_add(&k->activity, &completed, (int64_t)store_site_of(k->drivers.store)->gap_max_s * 1000);
        record_from_attempt(k->attempt, &k->activity, k->started_at, now.at, &record);
        record.id = k->record;
        record.person = k->person.id;
        record.assignment = k->stored.assignment;
        record.terminal = store_site_of(k->drivers.store)->terminal;
        record.site = store_site_of(k->drivers.store)->site;
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
    k->credit_reason = NULL;
    if (is_kept(k)) {
        struct assignment *assignments;
        int count;
        struct credits credits = decide_credit(k, &k->done_arena, &assignments, &count);
        for (int i = 0; i < credits.count; i++)
            if (text_is(credits.item[i].record, k->record))
                k->credit_reason = credits.item[i].reason;
    }
    kiosk_go(k, SCREEN_DONE);
    k->done_ms = kiosk_boot_ms(k);
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
    if (d.another_go) {
        show_notice(k, WORDS("Have one more go at what needs another look. Then press Next."));
        k->page.scroll_px = 0; /* where the notice is */
        k->focus.id[0] = '\0';
    }
    if (d.finished)
        complete(k);
    else if (d.leave)
        kiosk_end_sitting(k, SCREEN_GOODBYE);
}

void kiosk_stop_timers(struct kiosk *k, bool leaving)
{
    struct act act;
    if (k->screen != SCREEN_PAGE || !k->attempt)
        return;
    page_stop(&k->page, k->attempt, kiosk_boot_ms(k), leaving, &act);
    if (act.kind != ACT_NONE)
        kiosk_act(k, act);
}

/* "I need support now": noted with the person when signed in, with the terminal alone otherwise. */
void kiosk_call_support(struct kiosk *k)
{
    bool in_attempt = k->attempt && (k->screen == SCREEN_PAGE);
    if (k->drivers.store && !store_concern_add(k->drivers.store, k->signed_in ? k->person.id : NULL, "support",
                                               in_attempt ? attempt_module(k->attempt)->id : NULL,
                                               in_attempt ? k->page.page : NULL, kiosk_moment(k).at)) {
        kiosk_store_failed(k);
        return;
    }
    if (in_attempt)
        kiosk_act(k, (struct act){.kind = ACT_SUPPORT});
    if (k->screen != SCREEN_STAFF)
        kiosk_open_overlay(k, OVERLAY_SUPPORT);
}

void kiosk_end_sitting(struct kiosk *k, enum screen last)
{
    kiosk_keep_draft(k, true);
    kiosk_stop_timers(k, true);
    voice_stop(k->drivers.voice);
    if (k->attempt && k->screen == SCREEN_PAGE && !attempt_is_complete(k->attempt))
        kiosk_act(k, (struct act){.kind = ACT_PAUSE});
    if (k->screen == SCREEN_STAFF)
        return;
    k->last_input_ms = kiosk_boot_ms(k);
    if (last == SCREEN_GOODBYE)
        kiosk_go(k, SCREEN_GOODBYE);
    else
        k->over = true;
}
