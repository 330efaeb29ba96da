/* The ways through a module: every page is reached, and nobody goes round in a circle for ever. */
#include <string.h>

#include "check_graph.h"
#include "check_world.h"
#include "json.h"

struct place check_place(struct arena *a, const struct module *m, const struct page *page, const char *pointer)
{
    if (page && page->uncounted)
        return json_place_of_pointer(a, m->feedback_file, m->feedback_bytes, m->feedback_size_bytes, pointer);
    return json_place_of_pointer(a, m->file, m->bytes, m->size_bytes, pointer);
}

/* --- circles ----------------------------------------------------------------------------------------------------- */

/* The states that are reached, and the circles they stand in. A circle is a set of states each of which leads to all
 * others; a state that nobody comes back to is one by itself. Circles are numbered from the last: they lead to lower
 * numbers. */
struct circles {
    struct graph g;
    const int *from; /* graph_walk */
    int *circle;     /* of each state; NONE: not reached, or the end */
    bool *to;        /* where each state leads: a row of pages a state */
    int count;
    /* Tarjan's algorithm, without recursion */
    int *number, *low, *stack, *open;
    int numbered, stack_count, open_count;
};
#define NONE (-1)

static bool *row_of(const struct circles *c, int state)
{
    return c->to + (size_t)state * ((size_t)c->g.count + 1);
}

static void state_open(struct circles *c, int state)
{
    c->number[state] = c->low[state] = ++c->numbered;
    c->stack[c->stack_count++] = state;
    c->open[c->open_count++] = state;
    graph_next(&c->g, graph_page(&c->g, state), graph_at(&c->g, state), row_of(c, state));
}

/* The next state after page `*page` that `state` leads to; NONE when there is none left. */
static int state_after(const struct circles *c, int state, int *page)
{
    for (; *page < c->g.count; (*page)++)
        if (row_of(c, state)[*page])
            return graph_state(&c->g, (*page)++, graph_at(&c->g, state));
    return NONE;
}

static void state_close(struct circles *c, int state)
{
    if (c->low[state] != c->number[state])
        return;
    for (int member = NONE; member != state;) {
        member = c->stack[--c->stack_count];
        c->circle[member] = c->count;
    }
    c->count++;
}

static void find_from(struct circles *c, int first, int *pages)
{
    state_open(c, first);
    while (c->open_count) {
        int state = c->open[c->open_count - 1], next = state_after(c, state, &pages[state]);
        if (next == NONE) {
            state_close(c, state);
            c->open_count--;
            if (c->open_count && c->low[state] < c->low[c->open[c->open_count - 1]])
                c->low[c->open[c->open_count - 1]] = c->low[state];
        } else if (!c->number[next]) {
            state_open(c, next);
        } else if (c->circle[next] == NONE && c->number[next] < c->low[state]) {
            c->low[state] = c->number[next];
        }
    }
}

static void find_circles(struct circles *c, const struct module *m, struct arena *a)
{
    *c = (struct circles){.g = graph_of(m)};
    int states = graph_states(&c->g), *pages = ARENA_ARRAY(a, int, states);
    c->circle = ARENA_ARRAY(a, int, states);
    c->number = ARENA_ARRAY(a, int, states);
    c->low = ARENA_ARRAY(a, int, states);
    c->stack = ARENA_ARRAY(a, int, states);
    c->open = ARENA_ARRAY(a, int, states);
    c->to = ARENA_ARRAY(a, bool, states *(c->g.count + 1));
    c->from = graph_walk(&c->g, a, -1);
    for (int i = 0; i < states; i++)
        c->circle[i] = NONE;
    for (int i = 0; i < states - 1; i++)
        if (c->from[i] != NOT_REACHED && !c->number[i])
            find_from(c, i, pages);
}

/* Does anything lead out of the circle? */
static bool leads_out(const struct circles *c, int circle)
{
    for (int state = 0; state < graph_states(&c->g) - 1; state++) {
        if (c->circle[state] != circle)
            continue;
        for (int page = 0; page <= c->g.count; page++)
            if (row_of(c, state)[page] &&
                (page == c->g.count || c->circle[graph_state(&c->g, page, graph_at(&c->g, state))] != circle))
                return true;
    }
    return false;
}

static bool has_page(const struct circles *c, int circle, int page)
{
    for (int at = 0; at < c->g.count; at++)
        if (c->circle[page * c->g.count + at] == circle)
            return true;
    return false;
}

/* --- circles without a way out ----------------------------------------------------------------------------------- */

static bool always_jumps(const struct page *page)
{
    const struct next_rule *last = page->next_count ? &page->next[page->next_count - 1] : NULL;
    return last && !last->when && last->kind != NEXT_SKIP;
}

/* Said where the circle is closed: at its last page that always goes elsewhere, or always leaves. The pages before it
 * only lead there. */
static void report_endless(const struct check *c, const struct circles *circles, int circle)
{
    const struct module *m = c->m;
    int last = -1;
    for (int i = 0; i < m->page_count; i++)
        if (has_page(circles, circle, i) && (last < 0 || always_jumps(&m->pages[i])))
            last = i;
    const struct page *page = &m->pages[last];
    const char *pointer = page->next_count
                              ? arena_printf(c->problems->arena, "%s/next/%d", page->pointer, page->next_count - 1)
                              : page->pointer;
    problem_hint(c->problems,
                 check_error(c, check_place(c->problems->arena, m, page, pointer), "page-endless",
                             "from the page \"%s\" no way leads to the end", page->id),
                 "this rule always holds: give it a \"when\"");
}

/* True when there is one. */
static bool check_endless(const struct check *c, const struct circles *circles)
{
    bool found = false;
    for (int i = 0; i < circles->count; i++) {
        if (leads_out(circles, i))
            continue;
        report_endless(c, circles, i);
        found = true;
    }
    return found;
}

#define ROUNDS_MAX 256 /* worlds that are tried for a circle */

/* --- circles that no answer inside them can leave ---------------------------------------------------------------- */

/* Somebody goes round a circle: its answers may change, those given before it do not. */
struct round {
    const struct check *check;
    const struct circles *circles;
    int circle;
    struct worlds worlds; /* of what decides in the circle and does not change in it */
};

static bool is_asked_inside(const struct round *r, const struct block *exercise)
{
    const struct module *m = r->check->m;
    for (int i = 0; i < m->page_count; i++)
        for (int k = 0; k < m->pages[i].block_count && has_page(r->circles, r->circle, i); k++) {
            const struct block *b = &m->pages[i].blocks[k];
            if (b == exercise)
                return true;
            for (int n = 0; n < block_part_count(b); n++)
                if (block_part(b, n) == exercise)
                    return true;
        }
    return false;
}

static bool changes_inside(const struct round *r, const char *name)
{
    const struct module *m = r->check->m;
    struct reference of;
    int page;
    if (text_starts_with(name, "visits."))
        return module_page(m, name + strlen("visits."), &page) && has_page(r->circles, r->circle, page);
    bool changes = false;
    for (int i = 0; i < m->check_count && text_is(name, "score"); i++)
        changes |= is_asked_inside(r, m->check[i]);
    return changes || (check_find(r->check, name, &of) && of.module == m && is_asked_inside(r, of.exercise));
}

struct question {
    const struct round *round;
    bool changes;
};

static void ask_change(void *context, const struct rule *at, const char *name)
{
    struct question *q = context;
    (void)at;
    q->changes |= changes_inside(q->round, name);
}

static bool is_constant(const struct round *r, const struct rule *rule)
{
    struct question q = {.round = r};
    rule_variables(rule, ask_change, &q);
    return !q.changes;
}

static unsigned note_rule(void *context, const struct rule *rule)
{
    struct round *r = context;
    if (is_constant(r, rule))
        worlds_add(&r->worlds, rule);
    return CAN_HOLD | CAN_FAIL;
}

struct known {
    const struct round *round;
    bool lasting_only, is_known;
};

static void is_known(void *context, const struct rule *at, const char *name)
{
    struct known *k = context;
    (void)at;
    k->is_known &= worlds_variable(&k->round->worlds, name) >= 0;
    k->is_known &= !k->lasting_only || text_is(name, "setting") || text_is(name, "language");
}

/* What a rule comes to in this world; those that read anything else can come to both. */
static unsigned can(struct round *r, const struct rule *rule, bool lasting_only)
{
    struct known k = {r, lasting_only, true};
    rule_variables(rule, is_known, &k);
    if (!k.is_known || *r->check->trials <= 0)
        return CAN_HOLD | CAN_FAIL;
    return worlds_hold(&r->worlds, rule) ? CAN_HOLD : CAN_FAIL;
}

static unsigned can_in_world(void *context, const struct rule *rule)
{
    return can(context, rule, false);
}

/* Before the circle answers were others; only the setting and the language were the same. */
static unsigned can_before(void *context, const struct rule *rule)
{
    return can(context, rule, true);
}

/* The states of a circle that somebody who stands at `state` can come to in this world; false when one of them is
 * outside. */
static bool stays_inside(const struct round *r, const struct graph *g, int state, bool *seen, struct arena *a)
{
    const struct circles *c = r->circles;
    int *queue = ARENA_ARRAY(a, int, graph_states(g)), head = 0, tail = 0;
    bool stays = true, to[GRAPH_PAGES_MAX + 1];
    memset(seen, 0, sizeof *seen * (size_t)graph_states(g));
    for (queue[tail++] = state; head < tail && stays; head++) {
        graph_next(g, graph_page(g, queue[head]), graph_at(g, queue[head]), to);
        stays &= !to[g->count];
        for (int page = 0; page < g->count && stays; page++) {
            int next = graph_state(g, page, graph_at(g, queue[head]));
            if (!to[page])
                continue;
            stays &= c->circle[next] == r->circle;
            if (stays && !seen[next])
                queue[tail++] = next;
            seen[next] = true;
        }
    }
    return stays;
}

/* A way into the circle in this world behind which there is no way out again; NONE: there is none. */
static int trapped_at(struct round *r, struct arena *a)
{
    const struct circles *c = r->circles;
    struct graph g = c->g;
    g.can = can_before;
    g.context = r;
    bool to[GRAPH_PAGES_MAX + 1], *seen = ARENA_ARRAY(a, bool, graph_states(&g));
    const int *from = graph_walk(&g, a, -1);
    g.can = can_in_world;
    for (int state = -1; state < graph_states(&g) - 1; state++) {
        bool enters = state < 0 || (from[state] != NOT_REACHED && c->circle[state] != r->circle);
        if (!enters)
            continue;
        int at = state < 0 ? 0 : graph_at(&g, state);
        if (state < 0)
            graph_start(&g, to);
        else
            graph_next(&g, graph_page(&g, state), at, to);
        for (int page = 0; page < g.count; page++) {
            int next = to[page] ? graph_state(&g, page, at) : NONE;
            if (next != NONE && c->circle[next] == r->circle && stays_inside(r, &g, next, seen, a))
                return next;
        }
    }
    return NONE;
}

/* An answer that everybody has given before the circle is never missing in it, and a page they came past was opened. */
static bool is_given_before(const struct round *r, const char *name, struct arena *a)
{
    const struct module *m = r->check->m;
    struct reference of;
    int page;
    bool counts = text_starts_with(name, "visits.") && module_page(m, name + strlen("visits."), &page);
    if (!counts) {
        if (!check_find(r->check, name, &of) || of.module != m || of.exercise->optional || of.exercise->about_me ||
            of.exercise->when)
            return false;
        page = check_page_of(m, of.exercise, NULL);
    }
    const int *from = graph_walk(&r->circles->g, a, page);
    for (int state = 0; state < graph_states(&r->circles->g) - 1; state++)
        if (r->circles->circle[state] == r->circle && from[state] != NOT_REACHED)
            return false;
    return true;
}

static void report_round(const struct round *r, int state)
{
    const struct check *c = r->check;
    const struct page *closes = NULL;
    const char *pointer = NULL;
    struct buffer pages;
    int last = 0;
    buffer_init(&pages, c->problems->arena);
    for (int i = 0; i < c->m->page_count; i++)
        last = has_page(r->circles, r->circle, i) ? i : last;
    for (int i = 0; i < c->m->page_count; i++) {
        const struct page *page = &c->m->pages[i];
        if (!has_page(r->circles, r->circle, i))
            continue;
        buffer_addf(&pages, "%s\"%s\"", !pages.length ? "" : i == last ? " and " : ", ", page->id);
        for (int k = 0; k < page->next_count; k++) {
            const struct next_rule *next = &page->next[k];
            if (next->kind == NEXT_PAGE && next->page <= i && has_page(r->circles, r->circle, next->page)) {
                closes = page;
                pointer = arena_printf(c->problems->arena, "%s/next/%d", page->pointer, k);
            }
        }
    }
    if (!closes) {
        closes = &c->m->pages[graph_page(&r->circles->g, state)];
        pointer = closes->pointer;
    }
    struct problem *problem = check_error(c, check_place(c->problems->arena, c->m, closes, pointer), "page-endless",
                                          "when %s, nothing a person does on %s leads out of this circle",
                                          worlds_say(&r->worlds, c->problems->arena), buffer_text(&pages));
    problem_hint(c->problems, problem,
                 "ask again inside the circle, or count the rounds: {\"<\": [{\"var\": \"visits.%s\"}, 3]}",
                 closes->id);
}

static bool is_possible(const struct round *r, const bool *given)
{
    bool possible = true;
    for (int i = 0; i < r->worlds.count; i++)
        possible &= !given[i] || r->worlds.at[i] > 0; /* the first value: not answered, not opened */
    return possible;
}

static void check_circle(const struct check *c, const struct circles *circles, int circle, struct arena *a)
{
    struct round r = {.check = c, .circles = circles, .circle = circle};
    struct graph g = circles->g;
    struct arena scratch;
    bool to[GRAPH_PAGES_MAX + 1], given[WORLD_VARIABLES_MAX];
    worlds_begin(&r.worlds, c, a);
    g.can = note_rule;
    g.context = &r;
    for (int state = 0; state < graph_states(&g) - 1; state++)
        if (circles->circle[state] == circle)
            graph_next(&g, graph_page(&g, state), graph_at(&g, state), to);
    for (int i = 0; i < r.worlds.count; i++)
        given[i] = is_given_before(&r, r.worlds.domains[i].name, a);
    arena_init(&scratch);
    bool more = r.worlds.count > 0 && worlds_first(&r.worlds);
    for (int tried = 0; more && tried < ROUNDS_MAX; tried++, more = worlds_next(&r.worlds)) {
        int state = is_possible(&r, given) ? trapped_at(&r, &scratch) : NONE;
        if (state != NONE)
            report_round(&r, state);
        if (state != NONE)
            break;
        arena_clear(&scratch);
    }
    arena_release(&scratch);
    worlds_end(&r.worlds);
}

static void check_rounds(const struct check *c, const struct circles *circles, struct arena *a)
{
    bool *comes_back = ARENA_ARRAY(a, bool, circles->count);
    for (int state = 0; state < graph_states(&circles->g) - 1; state++)
        for (int page = 0; circles->circle[state] != NONE && page < circles->g.count; page++)
            if (row_of(circles, state)[page]) {
                int next = circles->circle[graph_state(&circles->g, page, graph_at(&circles->g, state))];
                comes_back[next] |= next == circles->circle[state];
            }
    for (int i = 0; i < circles->count; i++)
        if (comes_back[i])
            check_circle(c, circles, i, a);
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static void check_reached(const struct check *c, const struct circles *circles)
{
    for (int i = 0; i < c->m->page_count; i++) {
        const struct page *page = &c->m->pages[i];
        bool reached = false;
        for (int at = 0; at < c->m->page_count; at++)
            reached |= circles->from[i * c->m->page_count + at] != NOT_REACHED;
        if (reached)
            continue;
        struct problem *problem =
            check_error(c, check_place(c->problems->arena, c->m, page, page->pointer), "page-unreachable",
                        "nothing leads to the %spage \"%s\"", page->extra ? "extra " : "", page->id);
        if (page->extra)
            problem_hint(c->problems, problem, "an extra page is reached by a \"next\" rule of another page only");
    }
}

void check_paths(const struct check *c)
{
    struct arena a;
    struct circles circles;
    arena_init(&a);
    find_circles(&circles, c->m, &a);
    if (!check_endless(c, &circles)) { /* nothing is reached behind a circle */
        int errors = problems_breaking(c->problems);
        check_reached(c, &circles);
        if (problems_breaking(c->problems) == errors)
            check_rounds(c, &circles, &a);
    }
    arena_release(&a);
}
