#include "check_inside.h"

#include "json.h"

/*
 * Conditions are not worked out: a page can lead wherever some answers might send a person. Two questions are asked of
 * that graph: does any way lead to this page, and does any way lead from it to the end?
 *
 * An extra page goes back to where it was called from, and on: it can lead wherever its callers can.
 */
#define NODES_MAX (PAGES_MAX * 2)

struct graph {
    const struct module *m;
    int count; /* pages; the node after the last is the end */
    bool leads[NODES_MAX][NODES_MAX + 1];
    bool called_at[NODES_MAX][NODES_MAX]; /* the extra page may be called from there */
};

struct place check_place(struct arena *a, const struct module *m, const struct page *page, const char *pointer)
{
    if (page && page->uncounted)
        return json_place_of_pointer(a, m->feedback_file, m->feedback_bytes, m->feedback_size_bytes, pointer);
    return json_place_of_pointer(a, m->file, m->bytes, m->size_bytes, pointer);
}

/* From behind page `after`: to the next page of the path, past those that may be left out. Returns the first page that
 * is always on the path, or the end. */
static int lead_on(struct graph *g, int from, int after)
{
    int to = after + 1;
    for (; to < g->count; to++) {
        const struct page *page = &g->m->pages[to];
        if (page->extra)
            continue;
        g->leads[from][to] = true;
        if (!page->when)
            return to;
    }
    g->leads[from][g->count] = true;
    return g->count;
}

/* "skip" passes over the page that would come next: whichever that is. */
static void lead_skip(struct graph *g, int from, int after)
{
    for (int over = after + 1; over < g->count; over++) {
        const struct page *page = &g->m->pages[over];
        if (page->extra)
            continue;
        lead_on(g, from, over);
        if (!page->when)
            return;
    }
    g->leads[from][g->count] = true;
}

/* Where page `from` can lead when it stands at `at` of the path: its own place, or, when extra, its caller's. */
static void lead_page(struct graph *g, int from, int at)
{
    const struct page *page = &g->m->pages[from];
    for (int i = 0; i < page->next_count; i++) {
        const struct next_rule *next = &page->next[i];
        if (next->kind == NEXT_PAGE) {
            g->leads[from][next->page] = true;
        } else if (next->kind == NEXT_SKIP) {
            lead_skip(g, from, at);
        }
        if (!next->when)
            return; /* always taken: nothing after it is */
    }
    lead_on(g, from, at);
}

/* An extra page that `caller` leads to is called from wherever the caller stands. True when that is news. */
static bool lead_extra(struct graph *g, int extra, int caller)
{
    bool more = false;
    for (int at = 0; at < g->count; at++) {
        bool stands = g->m->pages[caller].extra ? g->called_at[caller][at] : at == caller;
        if (!stands || g->called_at[extra][at])
            continue;
        g->called_at[extra][at] = more = true;
        lead_page(g, extra, at);
    }
    return more;
}

static void graph_build(struct graph *g)
{
    for (int i = 0; i < g->count; i++)
        if (!g->m->pages[i].extra)
            lead_page(g, i, i);
    /* An extra page may call another: each round reaches one call further. */
    for (bool more = true; more;) {
        more = false;
        for (int extra = 0; extra < g->count; extra++)
            for (int caller = 0; g->m->pages[extra].extra && caller < g->count; caller++)
                if (g->leads[caller][extra])
                    more |= lead_extra(g, extra, caller);
    }
}

/* Marks what can be reached from the first page. */
static void reach_from_start(const struct graph *g, bool reached[NODES_MAX + 1])
{
    for (int i = 0; i < g->count; i++) { /* the first page of the path, and those before it that may be left out */
        if (g->m->pages[i].extra)
            continue;
        reached[i] = true;
        if (!g->m->pages[i].when)
            break;
    }
    for (bool more = true; more;) {
        more = false;
        for (int from = 0; from < g->count; from++)
            for (int to = 0; reached[from] && to <= g->count; to++)
                if (g->leads[from][to] && !reached[to])
                    more = reached[to] = true;
    }
}

static void reach_end(const struct graph *g, bool ends[NODES_MAX + 1])
{
    ends[g->count] = true;
    for (bool more = true; more;) {
        more = false;
        for (int from = 0; from < g->count; from++)
            for (int to = 0; !ends[from] && to <= g->count; to++)
                if (g->leads[from][to] && ends[to])
                    more = ends[from] = true;
    }
}

/* Where a circle is closed: a page that always goes elsewhere, or always leaves. The pages before it only lead there.
 */
static bool always_jumps(const struct page *page)
{
    const struct next_rule *last = page->next_count ? &page->next[page->next_count - 1] : NULL;
    return last && !last->when && last->kind != NEXT_SKIP;
}

/* True when there is one. */
static bool check_circles(const struct module *m, const bool *reached, const bool *ends, struct problems *problems)
{
    bool found = false;
    for (int i = 0; i < m->page_count; i++) {
        const struct page *page = &m->pages[i];
        if (!reached[i] || ends[i] || !always_jumps(page))
            continue;
        const char *pointer = arena_printf(problems->arena, "%s/next/%d", page->pointer, page->next_count - 1);
        problem_hint(problems,
                     problem_error(problems, check_place(problems->arena, m, page, pointer), "page-endless",
                                   "from the page \"%s\" no way leads to the end", page->id),
                     "this rule always holds: give it a \"when\"");
        found = true;
    }
    return found;
}

void check_paths(const struct module *m, struct problems *problems)
{
    struct graph *g = ARENA_NEW(problems->arena, struct graph);
    *g = (struct graph){.m = m, .count = m->page_count};
    bool reached[NODES_MAX + 1] = {false}, ends[NODES_MAX + 1] = {false};
    graph_build(g);
    reach_from_start(g, reached);
    reach_end(g, ends);
    if (check_circles(m, reached, ends, problems))
        return; /* nothing is reached behind a circle */
    for (int i = 0; i < m->page_count; i++) {
        const struct page *page = &m->pages[i];
        if (reached[i])
            continue;
        struct problem *problem =
            problem_error(problems, check_place(problems->arena, m, page, page->pointer), "page-unreachable",
                          "nothing leads to the %spage \"%s\"", page->extra ? "extra " : "", page->id);
        if (page->extra)
            problem_hint(problems, problem, "an extra page is reached by a \"next\" rule of another page only");
    }
}
