#include "diary.h"
#include "exercise.h"

#include <assert.h>

static struct event *add(const struct attempt *s, struct decision *out, enum event_kind kind, struct moment now)
{
    assert(out->count < DECISION_EVENTS_MAX);
    const struct page *p = attempt_page(s);
    struct event *e = &out->events[out->count++];
    *e = (struct event){
        .kind = kind, .at = now.at, .boot_ms = now.boot_ms, .sitting = now.sitting, .page = p ? p->id : NULL};
    return e;
}

static struct event *add_page(const struct attempt *s, struct decision *out, int page, struct moment now)
{
    struct event *e = add(s, out, EVENT_PAGE, now);
    e->page = s->module->pages[page].id;
    return e;
}

static void add_page_back(const struct attempt *s, struct decision *out, int trail, struct moment now)
{
    struct event *e = add_page(s, out, s->trail[trail].page, now);
    e->has_number = true;
    e->number = PAGE_BACK;
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

/* The page to resume on: the one on show, unless an edit or another setting took it off the path. NO_PAGE: stay. */
static int page_to_open(const struct attempt *s)
{
    const struct stop *stop = attempt_stop(s);
    if (!stop)
        return attempt_page_after(s, NO_PAGE);
    const struct page *p = &s->module->pages[stop->page];
    if (p->extra || attempt_holds(s, p->when, true))
        return NO_PAGE;
    return attempt_page_after(s, stop->page);
}

void attempt_open(const struct attempt *s, struct moment now, struct decision *out)
{
    *out = (struct decision){.refused = s->complete};
    if (s->complete)
        return;
    struct event *e = add(s, out, s->started ? EVENT_RESUMED : EVENT_STARTED, now);
    e->detail = s->module->hash[0] ? s->module->hash : NULL;
    e->setting = s->settings.setting;
    e->language = s->settings.language;
    e->doubt = now.doubt;
    int page = page_to_open(s);
    if (page != NO_PAGE)
        add_page(s, out, page, now);
}

/* --- moving ----------------------------------------------------------------------------------------------------- */

/* True when the first look at the quiz is below its mark, and the person is asked to have another go. */
static bool check_quiz(const struct attempt *s, struct moment now, struct decision *out)
{
    double score = attempt_score(s);
    if (!attempt_is_quiz_page(s, attempt_stop(s)->page) || score < 0 || !attempt_quiz_changed(s))
        return false;
    struct event *e = add(s, out, EVENT_CHECKED, now);
    e->has_number = true;
    e->number = score;
    return s->tries == 0 && score < s->module->check_at_least && attempt_can_do_better(s);
}

static void go_on(const struct attempt *s, struct moment now, struct decision *out)
{
    struct route route = attempt_route(s);
    out->leave = route.leave;
    out->finished = route.page == NO_PAGE;
    if (out->finished)
        return;
    struct event *e = add_page(s, out, route.page, now);
    if (route.caller != NO_PAGE)
        e->detail = s->module->pages[route.caller].id;
}

static void next(const struct attempt *s, struct moment now, struct decision *out)
{
    int looked_from = attempt_stop_looked_from(s);
    out->missing = attempt_first_missing(s);
    out->refused = out->missing != NULL;
    if (out->refused)
        return;
    out->another_go = check_quiz(s, now, out);
    if (out->another_go)
        return;
    if (looked_from >= 0)
        add_page_back(s, out, looked_from, now);
    else
        go_on(s, now, out);
}

static void back(const struct attempt *s, struct moment now, struct decision *out)
{
    int trail = attempt_stop_before(s);
    out->refused = trail < 0;
    if (!out->refused)
        add_page_back(s, out, trail, now);
}

/* Only to pages the person has seen, so that nobody jumps over a question. */
static void go(const struct attempt *s, const char *id, struct moment now, struct decision *out)
{
    int page, looked_from = attempt_stop_looked_from(s);
    const struct page *p = id ? module_page(s->module, id, &page) : NULL;
    out->refused =
        !p || p->extra || !s->visits[page] || page == attempt_stop(s)->page || !attempt_holds(s, p->when, true);
    if (out->refused)
        return;
    if (looked_from >= 0 && s->trail[looked_from].page == page)
        add_page_back(s, out, looked_from, now);
    else
        add_page(s, out, page, now)->detail = attempt_page(s)->id;
}

/* --- answering -------------------------------------------------------------------------------------------------- */

static const struct block *exercise_here(const struct attempt *s, const char *id)
{
    const struct block *b = id ? module_exercise(s->module, id) : NULL;
    return b && s->notes[b->index].page == attempt_stop(s)->page && attempt_shows(s, b) ? b : NULL;
}

static void add_go(const struct attempt *s, struct decision *out, const struct block *b, const struct answer *a,
                   struct moment now)
{
    struct event *e = add(s, out, EVENT_CHECKED, now);
    e->exercise = b->id;
    e->has_number = true;
    e->number = answer_is_right(a, b);
}

static void check_one(const struct attempt *s, struct act act, struct moment now, struct decision *out)
{
    const struct block *b = exercise_here(s, act.exercise);
    out->refused = !b || !attempt_wants_check(s, b);
    if (!out->refused)
        add_go(s, out, b, s->notes[b->index].answer, now);
}

static void take_back(const struct attempt *s, struct decision *out, const struct block *b, struct moment now)
{
    if (b && !answer_is_empty(s->notes[b->index].answer))
        add(s, out, EVENT_ANSWER, now)->exercise = b->id;
}

static void take_back_row(const struct attempt *s, struct decision *out, const struct block *diary,
                          const struct diary_row *row, struct moment now)
{
    for (int i = 0; i < diary->diary.column_count; i++)
        take_back(s, out, &row->boxes[i], now);
}

/* In a diary "nothing that day" and what is in that day cannot both be. */
static void keep_rows_true(const struct attempt *s, const struct block *b, struct decision *out, struct moment now)
{
    const struct block *diary = s->notes[b->index].sheet;
    const struct diary_row *row = diary && diary->kind == BLOCK_DIARY ? diary_row_of(diary, b) : NULL;
    if (!row)
        return;
    take_back(s, out, diary->diary.whole, now);
    if (b == row->nothing)
        take_back_row(s, out, diary, row, now);
    else
        take_back(s, out, row->nothing, now);
}

/* What is said of a whole diary is said of one without rows: there is nothing then that it could wipe out unseen. */
static bool is_contradicted(const struct attempt *s, const struct block *b)
{
    const struct block *diary = s->notes[b->index].sheet;
    return diary && diary->kind == BLOCK_DIARY && b == diary->diary.whole && diary_rows_used(s, diary) > 0;
}

static void clear_row(const struct attempt *s, struct act act, struct moment now, struct decision *out)
{
    const struct block *b = act.exercise ? page_block(attempt_page(s), act.exercise) : NULL;
    out->refused = true;
    if (!b || b->kind != BLOCK_DIARY || !attempt_shows(s, b))
        return;
    for (int i = 0; i < b->diary.row_count; i++)
        if (text_is(b->diary.rows[i].id, act.item)) {
            take_back_row(s, out, b, &b->diary.rows[i], now);
            take_back(s, out, b->diary.rows[i].nothing, now);
        }
    out->refused = out->count == 0;
}

static void answer(const struct attempt *s, struct act act, struct moment now, struct decision *out)
{
    const struct block *b = exercise_here(s, act.exercise);
    struct answer changed;
    out->refused = true;
    if (!b || is_contradicted(s, b))
        return;
    enum change change = attempt_change(s, b, act, &changed);
    out->too_many = change == CHANGE_TOO_MANY;
    out->refused = change != CHANGE_MADE;
    if (out->refused)
        return;
    struct event *e = add(s, out, EVENT_ANSWER, now);
    e->exercise = b->id;
    e->answer = changed;
    if (!answer_is_empty(&changed))
        keep_rows_true(s, b, out, now);
    const struct exercise_kind *kind = exercise_of(b);
    if (kind->concern && kind->concern(b, &changed, s->notes[b->index].answer)) {
        add(s, out, EVENT_CONCERN, now)->exercise = b->id;
        out->concern = b;
    }
    /* one of several: to choose is to say "this one" */
    if (b->tries && attempt_is_one_of(b) && changed.count && answer_is_complete(&changed, b))
        add_go(s, out, b, &changed, now);
}

/* --- seeing and hearing ----------------------------------------------------------------------------------------- */

static const struct block *block_on_show(const struct attempt *s, const char *id)
{
    const struct page *p = attempt_page(s);
    for (int i = 0; i < p->block_count; i++)
        if (text_is(p->blocks[i].id, id) && attempt_shows(s, &p->blocks[i]))
            return &p->blocks[i];
    return NULL;
}

static void seen(const struct attempt *s, struct act act, struct moment now, struct decision *out)
{
    const struct block *b = act.item ? block_on_show(s, act.item) : NULL;
    out->refused = !b || !(act.number >= 0 && act.number <= 1000000) || (int)act.number == s->notes[b->index].seen;
    if (out->refused)
        return;
    struct event *e = add(s, out, EVENT_SEEN, now);
    e->detail = b->id;
    e->has_number = true;
    e->number = (int)act.number;
}

#define PLAYED_MAX_MS 3600000.0 /* nothing in a module of 40 minutes plays for an hour */

static void played(const struct attempt *s, struct act act, struct moment now, struct decision *out)
{
    out->refused = !(act.number > 0 && act.number <= PLAYED_MAX_MS);
    if (out->refused)
        return;
    const struct block *b = act.item ? block_on_show(s, act.item) : NULL;
    struct event *e = add(s, out, EVENT_PLAYED, now);
    e->detail = b ? b->id : NULL;
    e->has_number = true;
    e->number = act.number;
}

/* --- any act ---------------------------------------------------------------------------------------------------- */

/* Support and leaving are always possible; everything else needs a page on show and an attempt that goes on. */
static bool can_act(const struct attempt *s, enum act_kind kind)
{
    if (kind == ACT_SUPPORT || kind == ACT_PAUSE)
        return true;
    return s->started && !s->complete && attempt_stop(s) && kind != ACT_NONE;
}

void attempt_decide(struct attempt *s, struct act act, struct moment now, struct decision *out)
{
    *out = (struct decision){.refused = !can_act(s, act.kind)};
    if (out->refused)
        return;
    switch (act.kind) {
    case ACT_NONE:
        break;
    case ACT_NEXT:
        next(s, now, out);
        break;
    case ACT_BACK:
        back(s, now, out);
        break;
    case ACT_GO:
        go(s, act.item, now, out);
        break;
    case ACT_SEEN:
        seen(s, act, now, out);
        break;
    case ACT_PLAYED:
        played(s, act, now, out);
        break;
    case ACT_CHECK:
        check_one(s, act, now, out);
        break;
    case ACT_SUPPORT:
        add(s, out, EVENT_SUPPORT, now);
        break;
    case ACT_PAUSE:
        add(s, out, EVENT_PAUSED, now);
        break;
    case ACT_CLEAR_ROW:
        clear_row(s, act, now, out);
        break;
    default: /* the acts on an exercise */
        answer(s, act, now, out);
        break;
    }
}
