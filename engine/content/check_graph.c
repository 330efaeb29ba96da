#include "check_graph.h"

#include <assert.h>
#include <string.h>

#include "check_world.h"

static void no_variable(void *context, const char *name, struct value *out)
{
    (void)name;
    *(bool *)context = true; /* it reads something */
    *out = (struct value){.kind = VALUE_NULL};
}

static void any_variable(void *context, const struct rule *at, const char *name)
{
    (void)at, (void)name;
    *(bool *)context = true;
}

struct graph graph_of(const struct module *m)
{
    assert(m->page_count <= GRAPH_PAGES_MAX);
    return (struct graph){.m = m, .count = m->page_count, .sure = -1};
}

unsigned graph_can(const struct graph *g, const struct rule *r)
{
    bool reads = false;
    if (!r)
        return CAN_HOLD;
    if (g->can)
        return g->can(g->context, r);
    rule_variables(r, any_variable, &reads);
    if (reads)
        return CAN_HOLD | CAN_FAIL;
    struct arena arena;
    arena_init(&arena);
    struct rule_scope scope = {.context = &reads, .variable = no_variable, .arena = &arena};
    bool holds = rule_holds(r, &scope);
    arena_release(&arena);
    return holds ? CAN_HOLD : CAN_FAIL;
}

/* --- one step ---------------------------------------------------------------------------------------------------- */

/* The pages that can be the next of the path behind page `after`: those that may be left out are passed. */
static void lead_on(const struct graph *g, int after, bool *to)
{
    for (int i = after + 1; i < g->count; i++) {
        const struct page *page = &g->m->pages[i];
        if (page->extra)
            continue;
        unsigned can = i == g->sure ? CAN_HOLD : graph_can(g, page->when);
        if (can & CAN_HOLD)
            to[i] = true;
        if (!(can & CAN_FAIL))
            return;
    }
    to[g->count] = true;
}

/* Passes over the page that would come next: whichever of `plain` that is. */
static void lead_over(const struct graph *g, const bool *plain, bool *to)
{
    for (int i = 0; i < g->count; i++)
        if (plain[i])
            lead_on(g, i, to);
    to[g->count] |= plain[g->count];
}

/* What the rules of a page make of `plain`, where Next would lead without them. */
static void lead_by_rules(const struct graph *g, const struct page *page, bool calls, const bool *plain, bool *to)
{
    for (int i = 0; i < page->next_count; i++) {
        const struct next_rule *next = &page->next[i];
        bool is_call = next->kind == NEXT_PAGE && g->m->pages[next->page].extra;
        if (is_call && !calls)
            continue;
        unsigned can = graph_can(g, next->when);
        if (can & CAN_HOLD) {
            if (is_call)
                to[next->page] = true;
            else if (next->kind == NEXT_PAGE)
                lead_on(g, next->page - 1, to); /* past it, when it is left out */
            else if (next->kind == NEXT_SKIP)
                lead_over(g, plain, to);
        }
        if (!(can & CAN_FAIL))
            return; /* always taken: nothing after it is tried */
    }
    for (int i = 0; i <= g->count; i++)
        to[i] |= plain[i];
}

void graph_start(const struct graph *g, bool *to)
{
    memset(to, 0, sizeof *to * ((size_t)g->count + 1));
    lead_on(g, -1, to);
}

void graph_next(const struct graph *g, int page, int at, bool *to)
{
    bool plain[GRAPH_PAGES_MAX + 1] = {false}, back[GRAPH_PAGES_MAX + 1] = {false};
    memset(to, 0, sizeof *to * ((size_t)g->count + 1));
    lead_on(g, at, plain);
    if (g->m->pages[page].extra) { /* back to the page that called, and on as its other rules say */
        lead_by_rules(g, &g->m->pages[at], false, plain, back);
        lead_by_rules(g, &g->m->pages[page], true, back, to);
    } else {
        lead_by_rules(g, &g->m->pages[page], true, plain, to);
    }
}

/* --- states ------------------------------------------------------------------------------------------------------ */

int graph_states(const struct graph *g)
{
    return g->count * g->count + 1;
}

int graph_state(const struct graph *g, int page, int from_at)
{
    if (page == g->count)
        return g->count * g->count;
    return page * g->count + (g->m->pages[page].extra ? from_at : page);
}

int graph_page(const struct graph *g, int state)
{
    return state / g->count;
}

int graph_at(const struct graph *g, int state)
{
    return state % g->count;
}

int *graph_walk(const struct graph *g, struct arena *arena, int avoid)
{
    int states = graph_states(g), end = states - 1, head = 0, tail = 0;
    int *from = ARENA_ARRAY(arena, int, states), *queue = ARENA_ARRAY(arena, int, states);
    bool to[GRAPH_PAGES_MAX + 1];
    for (int i = 0; i < states; i++)
        from[i] = NOT_REACHED;
    graph_start(g, to);
    for (int state = FROM_START, at = 0;;) {
        for (int i = 0; i <= g->count; i++) {
            int next = graph_state(g, i, at);
            if (!to[i] || i == avoid || from[next] != NOT_REACHED)
                continue;
            from[next] = state;
            if (next != end)
                queue[tail++] = next;
        }
        if (head == tail)
            return from;
        state = queue[head++];
        at = graph_at(g, state);
        graph_next(g, graph_page(g, state), at, to);
    }
}

const char *graph_way(const struct graph *g, const int *from, int state, struct arena *arena)
{
    enum { SHOWN = 8 };
    const char *names[SHOWN];
    int count = 0, left_out = 0, last = state;
    for (; state >= 0; state = from[state]) {
        if (graph_page(g, state) == g->count)
            continue;
        if (count < SHOWN)
            names[count++] = g->m->pages[graph_page(g, state)].id;
        else
            left_out++;
        last = state;
    }
    struct buffer out;
    buffer_init(&out, arena);
    if (left_out)
        buffer_addf(&out, "%s \xE2\x86\x92 %s", g->m->pages[graph_page(g, last)].id,
                    left_out > 1 ? "\xE2\x80\xA6 \xE2\x86\x92 " : "");
    for (int i = count; i-- > 0;)
        buffer_addf(&out, "%s%s", names[i], i ? " \xE2\x86\x92 " : "");
    return buffer_text(&out);
}
