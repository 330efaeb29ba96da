#include "store_work.h"

#include <assert.h>

#include "disk_log.h"
#include "fault_vfs.h"
#include "lying_store.h"

#define LONG_WORDS 3900
#define DAY_MS     ((int64_t)24 * 3600 * 1000)

static uint64_t chance(struct work *w, uint64_t below)
{
    w->random ^= w->random << 13;
    w->random ^= w->random >> 7;
    w->random ^= w->random << 17;
    return (w->random >> 11) % below;
}

/* --- what is expected ------------------------------------------------------------------------------------------- */

static const struct kept *last(const struct work *w)
{
    return &w->calls[w->call_count - 1].kept;
}

/* The next state, to be filled in; the call begins now. */
static struct kept *expect(struct work *w)
{
    assert(w->call_count < WORK_CALLS);
    struct expected *e = &w->calls[w->call_count++];
    *e = (struct expected){.kept = e[-1].kept, .from = disk_log_count(), .sure = -1};
    return &e->kept;
}

static void said(struct work *w, bool yes)
{
    w->calls[w->call_count - 1].sure = disk_log_count();
    w->refused = w->refused || !yes;
}

int work_sure(const struct work *w, int step)
{
    int sure = 0;
    for (int i = 1; i < w->call_count; i++)
        if (w->calls[i].sure >= 0 && w->calls[i].sure <= step)
            sure = i;
    return sure;
}

/* --- the work --------------------------------------------------------------------------------------------------- */

void work_open(struct work *w)
{
    struct stage *t = &w->stage;
    t->store = store_open(t->folder, &t->problems);
    if (t->store)
        store_use_clock(t->store, clock_virtual(&w->now));
}

void work_begin(struct work *w, unsigned seed)
{
    memset(w, 0, sizeof *w);
    w->random = seed * 0x9e3779b97f4a7c15u + 1;
    w->now = (struct virtual_clock){.wall = STAGE_NOW, .boot_ms = 1000000};
    lie_set(LIE_NONE);
    disk_log_record(false);
    fault_arm(FAULT_NONE, 0, false);
    stage_begin(&w->stage, false);
    w->calls[0].kept.attempts = w->call_count = 1;
    stage_close(&w->stage);
    disk_log_clear();
}

void work_end(struct work *w)
{
    disk_log_record(false);
    disk_log_clear();
    stage_end(&w->stage);
}

static struct event event_of(const struct work *w, int attempt, int number)
{
    static char words[LONG_WORDS + 1];
    struct event e = stage_event(number);
    if (!words[0])
        memset(words, 'w', LONG_WORDS);
    e.kind = w->asks[attempt][number] ? EVENT_CONCERN : EVENT_SEEN;
    e.detail = w->is_long[attempt][number] ? words : "card";
    return e;
}

static void do_events(struct work *w)
{
    struct stage *t = &w->stage;
    struct kept *k = expect(w);
    struct event events[3];
    int count = 1 + (int)chance(w, 3), attempt = k->attempts - 1;
    for (int i = 0; i < count; i++) {
        int number = k->events[attempt]++;
        w->asks[attempt][number] = chance(w, 8) == 0;
        w->is_long[attempt][number] = chance(w, 6) == 0;
        k->concerns += w->asks[attempt][number];
        events[i] = event_of(w, attempt, number);
    }
    said(w, store_append(t->store, t->person.id, t->attempt, events, count));
}

static void draft_text(int number, char out[32])
{
    snprintf(out, 32, "half-typed %d", number);
}

static void do_draft(struct work *w)
{
    struct stage *t = &w->stage;
    struct kept *k = expect(w);
    char text[32] = "";
    k->draft = chance(w, 5) ? ++w->drafts : 0;
    if (k->draft)
        draft_text(k->draft, text);
    said(w, store_draft_put(t->store, t->person.id, t->attempt, "e", NULL, text));
}

static void do_concern(struct work *w)
{
    expect(w)->concerns++;
    said(w, store_concern_add(w->stage.store, w->stage.person.id, "help", "m", "p", w->now.wall));
}

/* Ends the attempt and begins the next. */
static void do_complete(struct work *w)
{
    struct stage *t = &w->stage;
    struct store_attempt next;
    char id[UUID_TEXT];
    seal_uuid7(w->now.wall, id);
    struct record record = stage_record(t, id);
    struct event completed = stage_completed(id);
    struct kept *k = expect(w);
    k->events[k->attempts - 1]++;
    k->completed++;
    k->rows++;
    k->draft = 0;
    said(w, store_complete(t->store, t->person.id, t->attempt, &record, &completed));
    k = expect(w);
    k->attempts++;
    said(w, store_attempt_open(t->store, t->person.id, "thinking-skills", "stop-and-think", NULL, w->now.wall, &next));
    memcpy(t->attempt, next.id, sizeof t->attempt);
}

/* An hour later, so that no wait is in the way. */
static void do_guess(struct work *w, bool right)
{
    struct stage *t = &w->stage;
    struct store_person who;
    clock_advance(&w->now, 3600 * 1000);
    expect(w)->tries++;
    if (right) /* counted first, then forgotten: two transactions, one answer */
        expect(w)->tries = 0;
    enum sign_in answer =
        store_sign_in(t->store, t->person.code, right ? t->pin : "000000", w->now.wall, &who, NULL, NULL);
    said(w, answer == (right ? SIGN_IN_OK : SIGN_IN_WRONG));
}

/* The heartbeat, then another key. */
static void do_day(struct work *w)
{
    clock_advance(&w->now, DAY_MS);
    expect(w)->rows++;
    expect(w)->rows++;
    said(w, store_day(w->stage.store));
}

static void do_reopen(struct work *w)
{
    lie_settle();
    stage_close(&w->stage);
    work_open(w);
}

static void do_one(struct work *w, int *guesses)
{
    unsigned kind = (unsigned)chance(w, 20);
    const struct kept *k = last(w);
    if (kind < 2 && *guesses) {
        bool right = k->tries >= 3 || chance(w, 3) == 0;
        --*guesses;
        do_guess(w, right);
    } else if (kind < 4 && k->attempts < WORK_ATTEMPTS)
        do_complete(w);
    else if (kind < 7)
        do_draft(w);
    else if (kind < 8)
        do_concern(w);
    else if (kind < 10)
        do_day(w);
    else if (kind < 11)
        do_reopen(w);
    else if (k->events[k->attempts - 1] < WORK_EVENTS - 4)
        do_events(w);
}

void work_do(struct work *w, int calls, int guesses)
{
    disk_log_record(true);
    work_open(w);
    for (int i = 0; i < calls && w->stage.store && !w->refused; i++)
        do_one(w, &guesses);
    w->refused = w->refused || !w->stage.store;
    lie_settle();
    stage_close(&w->stage);
    disk_log_record(false);
}

/* --- what is there ---------------------------------------------------------------------------------------------- */

static const char *wrong(struct work *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const char *wrong(struct work *w, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(w->note, sizeof w->note, format, list);
    va_end(list);
    return w->note;
}

static bool same_event(struct arena *a, const struct event *one, const struct event *other)
{
    struct buffer first, second;
    buffer_init(&first, a);
    buffer_init(&second, a);
    event_write(one, &first);
    event_write(other, &second);
    return first.length == second.length && memcmp(first.text, second.text, first.length) == 0;
}

static const char *read_journal(struct work *w, int attempt, const struct store_attempt *row, struct kept *out)
{
    struct stage *t = &w->stage;
    struct event *events;
    int count;
    if (!store_events(t->store, &t->arena, t->person.id, row->id, &events, &count))
        return wrong(w, "the journal of attempt %d does not open", attempt);
    out->events[attempt] = count;
    out->completed += row->completed;
    for (int i = 0; i < count - row->completed; i++) {
        struct event e = event_of(w, attempt, i);
        if (i >= WORK_EVENTS || !same_event(&t->arena, &events[i], &e))
            return wrong(w, "event %d of attempt %d is another", i, attempt);
    }
    if (row->completed && (count == 0 || events[count - 1].kind != EVENT_COMPLETED))
        return wrong(w, "attempt %d is said to be done, and is not", attempt);
    return NULL;
}

static const char *read_desk(struct work *w, const char *attempt, struct kept *out)
{
    struct stage *t = &w->stage;
    struct store_draft *drafts;
    char text[32];
    int count = store_drafts(t->store, &t->arena, t->person.id, attempt, &drafts);
    if (count > 1 || (count && sscanf(drafts[0].text, "half-typed %d", &out->draft) != 1))
        return wrong(w, "half-typed words that nobody typed");
    draft_text(out->draft, text);
    return count && strcmp(text, drafts[0].text) != 0 ? wrong(w, "half-typed words are not whole") : NULL;
}

/* Not by signing in: that would count, and take the time of a hash. */
int work_tries(struct work *w)
{
    sqlite3_stmt *st = NULL;
    int tries = -1;
    if (sqlite3_prepare_v2(lie_connection(), "SELECT coalesce(max(tries), 0) FROM door WHERE who = ?", -1, &st, NULL) ==
            SQLITE_OK &&
        sqlite3_bind_text(st, 1, w->stage.person.id, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
        tries = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    return tries;
}

static const char *read_all(struct work *w, struct kept *out)
{
    struct stage *t = &w->stage;
    struct store_attempt *attempts;
    struct store_concern *concerns;
    struct store_record *records;
    const char *bad = NULL;
    int verified;
    *out = (struct kept){0};
    out->attempts = store_attempts(t->store, &t->arena, t->person.id, &attempts);
    if (out->attempts < 1 || out->attempts > WORK_ATTEMPTS)
        return wrong(w, "%d attempts", out->attempts);
    for (int i = 0; !bad && i < out->attempts; i++)
        bad = read_journal(w, i, &attempts[i], out);
    if (!bad)
        bad = read_desk(w, attempts[out->attempts - 1].id, out);
    out->concerns = store_concerns(t->store, &t->arena, NULL, &concerns);
    out->tries = work_tries(w);
    out->rows = store_rows(t->store, &t->arena, NULL, &records);
    if (!bad && store_records(t->store, &t->arena, NULL, &records) != out->completed)
        bad = wrong(w, "records and completed attempts are not the same");
    if (!bad && !store_records_verify(t->store, &verified, &t->problems))
        bad = wrong(w, "%s", t->problems.last->message);
    return bad;
}

static const char *hold_against(struct work *w, int step, const struct kept *found)
{
    int least = work_sure(w, step), most = least;
    while (most + 1 < w->call_count && w->calls[most + 1].from <= step)
        most++;
    for (int i = least; i <= most; i++)
        if (memcmp(&w->calls[i].kept, found, sizeof *found) == 0)
            return NULL;
    const struct kept *k = &w->calls[least].kept;
    return wrong(w,
                 "call %d of %d: %d attempts, %d done, %d events in the last, %d rows, %d concerns, %d tries, draft %d;"
                 " acknowledged were %d, %d, %d, %d, %d, %d, %d",
                 least, w->call_count, found->attempts, found->completed, found->events[found->attempts - 1],
                 found->rows, found->concerns, found->tries, found->draft, k->attempts, k->completed,
                 k->events[k->attempts - 1], k->rows, k->concerns, k->tries, k->draft);
}

/* The next day comes, something is written, and all of it is there when the store is opened again. */
static const char *work_on(struct work *w, const struct kept *found)
{
    struct stage *t = &w->stage;
    struct virtual_clock before = w->now;
    struct event *events, e = stage_event(1);
    int count = 0, verified;
    const char *bad = NULL;
    struct store_attempt *attempts;
    work_open(w);
    clock_advance(&w->now, DAY_MS);
    if (!t->store || store_attempts(t->store, &t->arena, t->person.id, &attempts) != found->attempts)
        bad = wrong(w, "does not open a second time");
    const char *id = bad ? NULL : attempts[found->attempts - 1].id;
    if (!bad && (!store_day(t->store) || !store_append(t->store, t->person.id, id, &e, 1)))
        bad = wrong(w, "takes nothing more: %s", store_is_broken(t->store) ? "broken" : "whole");
    stage_close(t);
    if (!bad)
        work_open(w);
    if (!bad &&
        (!t->store || !store_events(t->store, &t->arena, t->person.id, id, &events, &count) ||
         count != found->events[found->attempts - 1] + 1 || !store_records_verify(t->store, &verified, &t->problems)))
        bad = wrong(w, "did not keep what came after: %s", t->problems.last ? t->problems.last->message : "events");
    stage_close(t);
    w->now = before;
    return bad;
}

const char *work_judge(struct work *w, int step, bool goes_on)
{
    struct stage *t = &w->stage;
    struct kept found;
    arena_clear(&t->arena);
    problems_init(&t->problems, &t->arena);
    lie_set(LIE_NONE);
    work_open(w);
    if (!t->store)
        return wrong(w, "does not open: %s", t->problems.last->message);
    const char *bad = read_all(w, &found);
    stage_close(t);
    if (!bad)
        bad = hold_against(w, step, &found);
    return !bad && goes_on ? work_on(w, &found) : bad;
}
