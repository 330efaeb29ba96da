#include "walker.h"

#include <stdlib.h>

#include "json.h"
#include "rule_words.h"
#include "sample.h"

#define NOON        ((instant_ms)1795255200000)
#define STEPS_MAX   400 /* pages on one way; more goes round in circles */
#define ACTS_MAX    200 /* on one page */
#define BACK_ONE_IN 5   /* pages: people look back, and some ways open only then */
#define RULES_MAX   64  /* of one page: load allows fewer */

struct met { /* of one module */
    struct walked told;
    bool *seen;               /* by page */
    bool (*fired)[RULES_MAX]; /* by page and rule */
};

struct walk {
    const struct library *library;
    const struct programme *programme;
    struct problems *problems;
    uint32_t seed;
    struct met *met;          /* by module */
    struct rehearsal *stages; /* by module: those before are the past of those after */
    struct attempt **past;
    /* the module being walked */
    struct met *here;
    struct rehearsal *r;
};

/* No picture is drawn: widths are nobody's. */
static int no_width(void *context, enum face face, int size_px, const char *text, size_t length)
{
    (void)context, (void)face, (void)text;
    return (int)length * size_px / 2;
}

static bool no_picture(void *context, const char *path, int *width_out, int *height_out)
{
    (void)context, (void)path, (void)width_out, (void)height_out;
    return false;
}

static struct place place_in(const struct problems *problems, const struct module *m, const struct page *page)
{
    if (!page || page->made || page->uncounted)
        return (struct place){.file = m->file};
    return json_place_of_pointer(problems->arena, m->file, m->bytes, m->size_bytes, page->pointer);
}

static struct place of_page(const struct walk *w, const struct page *page)
{
    return place_in(w->problems, w->r->module, page);
}

static void answer_one(struct walk *w, const struct block *b)
{
    struct act act;
    for (int i = 0; i < block_part_count(b); i++)
        answer_one(w, block_part(b, i));
    for (int i = 0; i < ACTS_MAX && block_is_exercise(b) && attempt_shows(w->r->attempt, b); i++)
        if (!sample_any(&w->r->arena, w->r->attempt, b, w->r->now, &w->seed, &act) || !rehearsal_act(w->r, act))
            return;
}

static void answer_page(struct walk *w)
{
    const struct page *page = attempt_page(w->r->attempt);
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < page->block_count; i++) {
            const struct block *b = &page->blocks[i];
            if (b->kind == BLOCK_STORY)
                rehearsal_act(w->r, (struct act){.kind = ACT_SEEN, .item = b->id, .number = b->story.line_count});
            answer_one(w, b);
        }
}

/* False: the page has no such rule. */
static bool fire(struct walk *w, const struct page *page, enum next_kind kind, int to, struct arena *a)
{
    struct rule_scope scope = attempt_scope(w->r->attempt, a);
    bool fired = false;
    int index = (int)(page - w->r->module->pages);
    for (int i = 0; i < page->next_count && i < RULES_MAX; i++)
        if (page->next[i].kind == kind && (kind != NEXT_PAGE || page->next[i].page == to) &&
            (kind == NEXT_PAGE || rule_holds(page->next[i].when, &scope)))
            fired = w->here->fired[index][i] = true;
    return fired;
}

/* Which rule sent it there: of the page itself, or of the one that an extra page goes back to. */
static void note_rules(struct walk *w, const struct page *from, bool skips)
{
    const struct decision *d = &w->r->decided;
    if (d->leave)
        fire(w, from, NEXT_LEAVE, 0, &w->r->arena);
    else if (skips)
        fire(w, from, NEXT_SKIP, 0, &w->r->arena);
    for (int i = 0; i < d->count; i++) {
        const struct event *e = &d->events[i];
        int to;
        if (e->kind != EVENT_PAGE || !module_page(w->r->module, e->page, &to))
            continue;
        const struct page *caller = e->detail ? module_page(w->r->module, e->detail, NULL) : NULL;
        if (!fire(w, from, NEXT_PAGE, to, &w->r->arena) && caller)
            fire(w, caller, NEXT_PAGE, to, &w->r->arena);
    }
}

static bool skips_next(struct walk *w, const struct page *page)
{
    struct rule_scope scope = attempt_scope(w->r->attempt, &w->r->arena);
    for (int i = 0; i < page->next_count; i++)
        if (rule_holds(page->next[i].when, &scope))
            return page->next[i].kind == NEXT_SKIP;
    return false;
}

static bool go_on(struct walk *w, const struct page *page)
{
    bool skips = skips_next(w, page);
    bool went = rehearsal_act(w->r, (struct act){.kind = ACT_NEXT});
    if (went)
        note_rules(w, page, skips);
    return went;
}

/* On from a page. False: the way has ended, well or not. */
static bool step(struct walk *w)
{
    const struct page *page = attempt_page(w->r->attempt);
    w->here->seen[page - w->r->module->pages] = true;
    w->here->told.pages++;
    answer_page(w);
    if (sample_roll(&w->seed, BACK_ONE_IN) == 0 && rehearsal_act(w->r, (struct act){.kind = ACT_BACK}))
        return true;
    bool went = go_on(w, page);
    if (!went && w->r->decided.missing) { /* chance left something open: answered as a sample is */
        rehearsal_fill(w->r);
        went = go_on(w, page);
    }
    if (!went)
        problem_error(w->problems, of_page(w, page), "walk-stuck", "there is no way on from the page \"%s\"%s%s",
                      page->id, w->r->decided.missing ? ": nothing answers " : "",
                      w->r->decided.missing ? w->r->decided.missing->id : "");
    return went && !w->r->decided.finished && !w->r->decided.leave;
}

static void walk_one(struct walk *w, int module, const struct rehearsal_look *look)
{
    const struct text_measure measure = {.width_px = no_width, .image_size = no_picture};
    int steps = 0;
    w->r = &w->stages[module];
    w->here = &w->met[module];
    rehearsal_open(w->r, w->programme, &w->programme->modules[module], look, measure,
                   (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "walk"});
    attempt_set_past(w->r->attempt, (struct past){w->past, module});
    while (steps < STEPS_MAX && step(w))
        steps++;
    if (steps == STEPS_MAX)
        problem_error(w->problems, of_page(w, NULL), "walk-circle", "%d pages on, and no end: the last was \"%s\"",
                      STEPS_MAX, attempt_page(w->r->attempt)->id);
    w->past[module] = w->r->attempt;
    w->here->told.walks++;
}

static void walk_all(struct walk *w, const struct rehearsal_look *look)
{
    int count = w->programme->module_count;
    for (int i = 0; i < count; i++)
        walk_one(w, i, look);
    for (int i = count - 1; i >= 0; i--)
        rehearsal_close(&w->stages[i]);
}

static bool is_met(const struct met *met, const struct module *m)
{
    for (int i = 0; i < m->page_count; i++) {
        if (!met->seen[i])
            return false;
        for (int k = 0; k < m->pages[i].next_count && k < RULES_MAX; k++)
            if (!met->fired[i][k])
                return false;
    }
    return true;
}

static bool all_met(const struct walk *w)
{
    for (int i = 0; i < w->programme->module_count; i++)
        if (!is_met(&w->met[i], &w->programme->modules[i]))
            return false;
    return true;
}

static void tell_rule(struct problems *problems, struct place place, const struct page *page, const struct rule *when)
{
    struct buffer rule;
    buffer_init(&rule, problems->arena);
    rule_words(when, &rule);
    problem_warning(problems, place, "walk-rule", "on the page \"%s\" no walk met this rule: when %s", page->id,
                    buffer_text(&rule));
}

static void tell_unmet(struct walk *w, struct met *met, const struct module *m)
{
    for (int i = 0; i < m->page_count; i++) {
        const struct page *page = &m->pages[i];
        struct place place = place_in(w->problems, m, page);
        met->told.ways += 1 + page->next_count;
        met->told.gone += met->seen[i];
        if (!met->seen[i])
            problem_warning(w->problems, place, "walk-page", "no walk came to the page \"%s\"", page->id);
        for (int k = 0; k < page->next_count && k < RULES_MAX; k++) {
            met->told.gone += met->fired[i][k];
            if (!met->fired[i][k] && met->seen[i])
                tell_rule(w->problems, place, page, page->next[k].when);
        }
    }
}

void walk_programme(const struct library *library, const struct programme *p, int most, uint32_t seed,
                    struct problems *problems, struct walked *out)
{
    static const char *const settings[] = {"community", "custody"};
    struct arena *a = problems->arena;
    struct walk w = {.library = library, .programme = p, .problems = problems, .seed = seed ? seed : 1};
    struct rehearsal_look look = {
        .language = p->languages[0], .size = SIZE_M, .width = 1280, .height = 800, .interface = library->interface[0]};
    int errors = problems->errors;
    w.met = ARENA_ARRAY(a, struct met, p->module_count);
    w.stages = ARENA_ARRAY(a, struct rehearsal, p->module_count);
    w.past = ARENA_ARRAY(a, struct attempt *, p->module_count);
    for (int i = 0; i < p->module_count; i++) {
        w.met[i].told.module = &p->modules[i];
        w.met[i].seen = ARENA_ARRAY(a, bool, p->modules[i].page_count);
        w.met[i].fired = arena_alloc(a, sizeof *w.met[i].fired * (size_t)p->modules[i].page_count);
    }
    for (int i = 0; i < most && problems->errors == errors && (i < 2 || !all_met(&w)); i++)
        for (int k = 0; k < 2; k++) {
            look.setting = settings[k];
            walk_all(&w, &look);
        }
    for (int i = 0; i < p->module_count; i++) {
        tell_unmet(&w, &w.met[i], &p->modules[i]);
        out[i] = w.met[i].told;
    }
}
