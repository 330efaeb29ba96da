#include "child.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kiosk_state.h"
#include "robot.h"

#define DRAFT_PROMISE_MS 1000
#define SHOWN_MAX        256 /* states of one piece of writing within a second: one a key */
#define LATE_WRITES      3

/* --- the store between kiosk and disk -------------------------------------------------------------------------- */

/* The linker sends the kiosk's calls here (--wrap), so that the program under test is the real one, untouched. */
bool __real_store_append(struct store *s, const char *person, const char *attempt, const struct event *events,
                         int count);
bool __wrap_store_append(struct store *s, const char *person, const char *attempt, const struct event *events,
                         int count);
bool __real_store_draft_put(struct store *s, const char *person, const char *attempt, const char *exercise,
                            const char *item, const char *text);
bool __wrap_store_draft_put(struct store *s, const char *person, const char *attempt, const char *exercise,
                            const char *item, const char *text);
bool __real_store_complete(struct store *s, const char *person, const char *attempt, const struct record *record,
                           const struct event *completed);
bool __wrap_store_complete(struct store *s, const char *person, const char *attempt, const struct record *record,
                           const struct event *completed);

static struct {
    enum behaviour behaviour;
    int at, writes;
    struct arena arena;
    struct event late[64];
    int late_count, late_acts;
    bool draft_promised;
} now;

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static void before_write(void)
{
    now.writes++;
    if (now.behaviour == STORE_DIES_BEFORE && now.writes == now.at)
        die();
}

static bool after_write(bool good)
{
    if (now.behaviour == STORE_DIES_AFTER && now.writes == now.at)
        die();
    return good;
}

static void keep_for_later(const struct event *e)
{
    struct buffer line;
    buffer_init(&line, &now.arena);
    event_write(e, &line);
    assert(now.late_count < (int)(sizeof now.late / sizeof now.late[0]));
    bool good = event_read(&now.arena, buffer_text(&line), line.length, &now.late[now.late_count++]);
    assert(good);
    (void)good;
}

static bool write_late(struct store *s, const char *person, const char *attempt)
{
    bool good = __real_store_append(s, person, attempt, now.late, now.late_count);
    now.late_count = now.late_acts = 0;
    return good;
}

bool __wrap_store_append(struct store *s, const char *person, const char *attempt, const struct event *events,
                         int count)
{
    before_write();
    if (now.behaviour == STORE_LATE) {
        for (int i = 0; i < count; i++)
            keep_for_later(&events[i]);
        return ++now.late_acts < LATE_WRITES || write_late(s, person, attempt);
    }
    bool good = __real_store_append(s, person, attempt, events, count);
    if (now.behaviour == STORE_TWICE)
        good = __real_store_append(s, person, attempt, events, count);
    return after_write(good);
}

bool __wrap_store_draft_put(struct store *s, const char *person, const char *attempt, const char *exercise,
                            const char *item, const char *text)
{
    before_write();
    if (now.behaviour == STORE_NO_DRAFTS)
        return true;
    return after_write(__real_store_draft_put(s, person, attempt, exercise, item, text));
}

bool __wrap_store_complete(struct store *s, const char *person, const char *attempt, const struct record *record,
                           const struct event *completed)
{
    before_write();
    if (now.behaviour == STORE_NO_RECORD)
        return __real_store_append(s, person, attempt, completed, 1);
    if (now.behaviour == STORE_LATE && !write_late(s, person, attempt))
        return false;
    return after_write(__real_store_complete(s, person, attempt, record, completed));
}

/* --- what is promised ------------------------------------------------------------------------------------------ */

struct shown { /* half-typed words and since when they are on show */
    int64_t boot_ms;
    char exercise[EXERCISE_ID_ROOM], text[ANSWER_TEXT_MAX + 1];
};

struct witness {
    const struct child_plan *plan;
    struct kiosk_stage stage;
    struct arena arena; /* of the promises */
    const char *answers[EXERCISES_MAX];
    bool began;
    int visits;
    const char *record;
    struct shown shown[SHOWN_MAX];
    int shown_count;
};

/* One write a line: a line is there whole or not at all. */
static void say(struct witness *w, const char *line)
{
    size_t length = strlen(line);
    if (write(w->plan->pipe, line, length) != (ssize_t)length)
        _exit(CHILD_STUCK);
}

static void say_page(struct witness *w, const struct attempt *attempt)
{
    const struct module *m = attempt_module(attempt);
    int visits = 0;
    for (int i = 0; i < m->page_count; i++)
        visits += attempt_visits(attempt, m->pages[i].id);
    if (visits == w->visits)
        return;
    w->visits = visits;
    say(w, arena_printf(&w->arena, "page %s\n", attempt_page(attempt)->id));
}

static void say_answers(struct witness *w, const struct attempt *attempt, bool silent)
{
    const struct module *m = attempt_module(attempt);
    for (int i = 0; i < m->exercise_count; i++) {
        const struct answer *answer = attempt_answer(attempt, m->exercises[i]->id);
        struct buffer out;
        buffer_init(&out, &w->arena);
        if (answer)
            answer_write(answer, &out);
        const char *text = buffer_text(&out), *before = w->answers[i] ? w->answers[i] : "";
        if (text_is(text, before))
            continue;
        w->answers[i] = text;
        if (!silent)
            say(w, arena_printf(&w->arena, "answer %s %s\n", m->exercises[i]->id, *text ? text : "{}"));
    }
}

static void forget_oldest(struct witness *w, int count)
{
    memmove(w->shown, w->shown + count, sizeof w->shown[0] * (size_t)(w->shown_count - count));
    w->shown_count -= count;
}

static void say_draft(struct witness *w)
{
    struct kiosk *k = w->stage.kiosk;
    int64_t boot_ms = kiosk_boot_ms(k);
    const struct page_draft *d =
        k->page.writing ? page_draft_find(&k->page, k->page.writing_exercise, k->page.writing_item) : NULL;
    if (!d || (w->shown_count && !text_is(w->shown[0].exercise, d->exercise))) {
        w->shown_count = 0;
        if (!d)
            return;
    }
    const struct shown *last = w->shown_count ? &w->shown[w->shown_count - 1] : NULL;
    if (d->text[0] && (!last || !text_is(last->text, d->text))) {
        if (w->shown_count == SHOWN_MAX)
            forget_oldest(w, 1);
        struct shown *s = &w->shown[w->shown_count++];
        s->boot_ms = boot_ms;
        snprintf(s->exercise, sizeof s->exercise, "%s", d->exercise);
        snprintf(s->text, sizeof s->text, "%s", d->text);
    }
    int due = 0;
    while (due < w->shown_count && boot_ms - w->shown[due].boot_ms >= DRAFT_PROMISE_MS)
        due++;
    if (!due)
        return;
    say(w, arena_printf(&w->arena, "draft %s %s\n", w->shown[due - 1].exercise, w->shown[due - 1].text));
    now.draft_promised = true;
    forget_oldest(w, due);
}

static void acted(void *context)
{
    struct witness *w = context;
    const struct attempt *attempt = kiosk_attempt(w->stage.kiosk);
    if (!attempt || !attempt_page(attempt))
        return;
    if (!w->began) {
        w->began = true;
        if (w->plan->resumes) {
            say_answers(w, attempt, true);
            const struct module *m = attempt_module(attempt);
            for (int i = 0; i < m->page_count; i++)
                w->visits += attempt_visits(attempt, m->pages[i].id);
        }
    }
    say_answers(w, attempt, false);
    say_page(w, attempt);
    say_draft(w);
    const char *record = kiosk_last_record(w->stage.kiosk);
    if (record && !w->record) {
        w->record = record;
        say(w, arena_printf(&w->arena, "record %s\n", record));
    }
    if (now.behaviour == STORE_NO_DRAFTS && now.draft_promised)
        die();
    if (now.behaviour == STORE_LATE && now.late_acts && now.writes >= now.at)
        die();
}

/* --- playing --------------------------------------------------------------------------------------------------- */

static int measure_width(void *context, enum face face, int size_px, const char *text, size_t length)
{
    (void)context, (void)text;
    return face == FACE_ICON ? size_px : (int)length * size_px / 2;
}

/* Signing in takes 80 ms of hashing, which is another test's: the person is signed in below the PIN. */
static bool play(struct witness *w, struct robot *r)
{
    struct store_person person;
    if (!store_person_by_crn(w->stage.store, DEMONSTRATION_CRN, &person))
        return false;
    kiosk_sign_in(w->stage.kiosk, &person);
    return robot_press(r, "carry-on") && robot_play(r);
}

void child_run(const struct child_plan *plan)
{
    struct witness *w = calloc(1, sizeof *w);
    if (!w)
        _exit(CHILD_STUCK);
    arena_init(&now.arena);
    arena_init(&w->arena);
    now.behaviour = plan->behaviour;
    now.at = plan->at;
    w->plan = plan;
    struct kiosk_options options = {.language = "en-GB", .look = LOOK_LIGHT, .size = SIZE_M};
    struct text_measure measure = {.width_px = measure_width};
    if (!stage_open(&w->stage, plan->folder, plan->library, measure, 1280, 800, &options))
        _exit(CHILD_STUCK);
    struct robot r = {
        .kiosk = w->stage.kiosk, .clock = &w->stage.virtual, .context = w, .acted = acted, .words = "I was waiting "};
    bool good = play(w, &r);
    if (!good)
        fprintf(stderr, "the child is stuck: %s\n", r.stuck);
    _exit(good ? CHILD_FINISHED : CHILD_STUCK);
}
