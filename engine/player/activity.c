#include "activity.h"

#include <assert.h>
#include <string.h>

void activity_init(struct activity *a)
{
    *a = (struct activity){0};
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void count(struct activity *a, int64_t ms)
{
    a->sittings[a->current].active_ms += ms;
    a->active_ms += ms;
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
    int64_t most = a->paused ? 0 : gap_max_ms;
    struct activity_gap g = {.from = a->last_boot_ms, .to = e->boot_ms, .covered_from = e->boot_ms};
    count(a, counted(&g, most));
    count(a, cover(&g, play_began(e), most));
    for (int i = 0; i < a->idle_count; i++)
        count(a, cover(&a->idle[i], play_began(e), gap_max_ms));
    /* a pause stays a pause: nothing is remembered of it */
    if (!a->paused && g.covered_from - g.from > gap_max_ms)
        remember_idle(a, g);
    a->paused = e->kind == EVENT_PAUSED;
    a->last_boot_ms = e->boot_ms;
}
