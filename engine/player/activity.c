#include "activity.h"

#include <assert.h>
#include <string.h>

#include "text.h"

void activity_init(struct activity *a)
{
    *a = (struct activity){.page = -1};
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void count(struct activity *a, int64_t ms)
{
    a->sittings[a->current].active_ms += ms;
    a->active_ms += ms;
    if (a->page >= 0)
        a->pages[a->page].active_ms += ms;
}

static void doubt(struct activity *a, int sitting, const char *why)
{
    if (!a->sittings[sitting].doubt)
        a->sittings[sitting].doubt = why;
}

/* The dates of an attempt speak against each other: which of them is wrong cannot be told, so all that could be are
 * doubted. Between sittings the machine may have been another one: only going back in time says something. */
static void look_at_clocks(struct activity *a, const struct event *e, const char *sitting)
{
    struct clock_reading now = {.at = e->at, .boot_ms = e->boot_ms, .boot = sitting};
    const char *why = a->seen.boot ? witness_doubt(&a->seen, &now) : NULL;
    a->seen = now;
    if (why && text_is(why, DOUBT_BEHIND))
        for (int i = 0; i < a->count; i++)
            if (a->sittings[i].start > e->at)
                doubt(a, i, why);
    if (why)
        doubt(a, a->current, why);
    if (e->doubt)
        doubt(a, a->current, e->doubt);
}

static void open_page(struct activity *a, const struct event *e)
{
    int at = 0;
    while (at < a->page_count && !text_is(a->pages[at].page, e->page))
        at++;
    if (at == a->page_count && at < PAGES_MAX)
        a->pages[a->page_count++] = (struct page_activity){.page = e->page};
    a->page = at < PAGES_MAX ? at : -1;
    a->back += e->has_number && e->number == PAGE_BACK;
}

static int find_sitting(const struct activity *a, const char *sitting)
{
    for (int i = 0; i < a->count; i++)
        if (strcmp(a->sittings[i].sitting, sitting) == 0)
            return i;
    return -1;
}

/* Boot time at which something that has just ended began to play; no later than the event, no earlier than the start.
 */
static int64_t play_began(const struct event *e)
{
    if (e->kind != EVENT_PLAYED || !e->has_number || !(e->number > 0) || e->boot_ms <= 0)
        return e->boot_ms;
    return e->number < (double)e->boot_ms ? e->boot_ms - (int64_t)e->number : 0;
}

/* The first event of a sitting, or the first after the machine was started again: nothing before it counts. */
static void begin(struct activity *a, const struct event *e, const char *sitting)
{
    int known = find_sitting(a, sitting);
    if (known < 0 && a->count < SITTINGS_MAX) {
        known = a->count++;
        a->sittings[known] = (struct sitting_activity){.sitting = sitting, .start = e->at};
    }
    a->current = known >= 0 ? known : SITTINGS_MAX - 1;
    a->sitting = sitting;
    a->idle_count = 0;
    a->last_boot_ms = play_began(e);
}

/* How much of a gap counts: all that something played over, and of the rest no more than `most`. */
static int64_t counted(const struct activity_gap *g, int64_t most)
{
    return g->to - g->covered_from + least(g->covered_from - g->from, most);
}

/* Something played from `from` until the gap's end or longer. What that adds to the time that counts is returned. */
static int64_t cover(struct activity_gap *g, int64_t from, int64_t most)
{
    int64_t before = counted(g, most);
    if (from < g->from)
        from = g->from;
    g->covered_from = least(g->covered_from, from);
    return counted(g, most) - before;
}

static void remember_idle(struct activity *a, struct activity_gap g)
{
    if (a->idle_count == ACTIVITY_IDLE_MAX)
        memmove(a->idle, a->idle + 1, sizeof *a->idle * (size_t)--a->idle_count);
    a->idle[a->idle_count++] = g;
}

void activity_add(struct activity *a, const struct event *e, int64_t gap_max_ms)
{
    const char *sitting = e->sitting ? e->sitting : "";
    assert(gap_max_ms >= 0);
    if (!a->sitting || strcmp(a->sitting, sitting) != 0 || e->boot_ms < a->last_boot_ms)
        begin(a, e, sitting);
    look_at_clocks(a, e, sitting);
    int64_t most = a->paused ? 0 : gap_max_ms;
    struct activity_gap g = {.from = a->last_boot_ms, .to = e->boot_ms, .covered_from = e->boot_ms};
    count(a, counted(&g, most));
    count(a, cover(&g, play_began(e), most));
    for (int i = 0; i < a->idle_count; i++)
        count(a, cover(&a->idle[i], play_began(e), gap_max_ms));
    /* a pause stays a pause: nothing is remembered of it */
    if (!a->paused && g.covered_from - g.from > gap_max_ms)
        remember_idle(a, g);
    if (e->kind == EVENT_PAGE && e->page)
        open_page(a, e);
    if (e->kind == EVENT_PLAYED && !e->detail && e->number > 0) /* a block that runs in time names itself */
        a->aloud_ms += (int64_t)e->number;
    a->paused = e->kind == EVENT_PAUSED;
    a->last_boot_ms = e->boot_ms;
}
