#include "walker.h"

#include <stdlib.h>

#include "json.h"
#include "rule_words.h"
#include "sample.h"

#define NOON        ((instant_ms)1795255200000)
#define ACTS_MAX    200 /* on one page */
#define BACK_ONE_IN 5   /* pages: people look back, and some ways open only then */

struct walk {
    const struct library *library;
    const struct programme *programme;
    struct problems *problems;
    uint32_t seed;
    struct met *met;          /* by module */
    struct walked *told;      /* by module */
    struct rehearsal *stages; /* by module: those before are the past of those after */
    struct attempt **past;
    struct walk_steps *steps; /* by module; NULL: nobody asks */
    /* the module being walked */
    struct met *here;
    struct walked *told_here;
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

/* Which rule sent it there: of the page itself, or of the one that an extra page goes back to. */
static void note_rules(struct walk *w, const struct page *from, bool skips)
{
    const struct decision *d = &w->r->decided;
    struct rule_scope scope = attempt_scope(w->r->attempt, &w->r->arena);
    if (d->leave || skips)
        met_rule_that_holds(w->here, from, d->leave ? NEXT_LEAVE : NEXT_SKIP, &scope);
    for (int i = 0; i < d->count; i++) {
        const struct event *e = &d->events[i];
        int to;
        if (e->kind != EVENT_PAGE || !module_page(w->r->module, e->page, &to))
            continue;
        const struct page *caller = e->detail ? module_page(w->r->module, e->detail, NULL) : NULL;
        if (!met_rule_to(w->here, from, to) && caller)
            met_rule_to(w->here, caller, to);
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

static const struct answer *const *answers_now(const struct walk *w)
{
    const struct module *m = w->r->module;
    const struct answer **answers = ARENA_ARRAY(&w->r->arena, const struct answer *, m->exercise_count);
    for (int i = 0; i < m->exercise_count; i++)
        answers[i] = attempt_answer(w->r->attempt, m->exercises[i]->id);
    return answers;
}

static void note_step(struct walk *w, const struct page *page, bool back)
{
    struct walk_steps *steps = w->steps ? &w->steps[w->r->module - w->programme->modules] : NULL;
    struct walk_step *last = steps && steps->count ? &steps->step[steps->count - 1] : NULL;
    struct walk_step step = {.page = page, .back = back, .answers = steps ? answers_now(w) : NULL};
    if (last && last->page == page && !last->back)
        *last = step; /* one more go at the questions: it is still there */
    else if (steps && steps->count <= WALK_STEPS_MAX)
        steps->step[steps->count++] = step;
}

/* On from a page. False: the way has ended, well or not. */
static bool step(struct walk *w)
{
    const struct page *page = attempt_page(w->r->attempt);
    met_page(w->here, page);
    w->told_here->pages++;
    answer_page(w);
    bool back = sample_roll(&w->seed, BACK_ONE_IN) == 0 && rehearsal_act(w->r, (struct act){.kind = ACT_BACK});
    note_step(w, page, back);
    if (back)
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
    w->told_here = &w->told[module];
    rehearsal_open(w->r, w->programme, &w->programme->modules[module], look, measure,
                   (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "walk"});
    attempt_set_past(w->r->attempt, (struct past){w->past, module});
    while (steps < WALK_STEPS_MAX && step(w))
        steps++;
    if (steps == WALK_STEPS_MAX)
        problem_error(w->problems, of_page(w, NULL), "walk-circle", "%d pages on, and no end: the last was \"%s\"",
                      WALK_STEPS_MAX, attempt_page(w->r->attempt)->id);
    w->past[module] = w->r->attempt;
    w->told_here->walks++;
}

static void walk_all(struct walk *w, const struct rehearsal_look *look)
{
    for (int i = 0; i < w->programme->module_count; i++)
        walk_one(w, i, look);
}

static void close_all(struct rehearsal *stages, int count)
{
    for (int i = count - 1; i >= 0; i--)
        rehearsal_close(&stages[i]);
}

static bool all_met(const struct walk *w)
{
    for (int i = 0; i < w->programme->module_count; i++)
        if (met_gone(&w->met[i]) < met_ways(&w->met[i]))
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

static void tell_unmet(struct walk *w, const struct met *met)
{
    for (int i = 0; i < met->module->page_count; i++) {
        const struct page *page = &met->module->pages[i];
        struct place place = place_in(w->problems, met->module, page);
        if (!met->seen[i])
            problem_warning(w->problems, place, "walk-page", "no walk came to the page \"%s\"", page->id);
        for (int k = 0; met->seen[i] && k < page->next_count && k < MET_RULES_MAX; k++)
            if (!met->fired[i][k])
                tell_rule(w->problems, place, page, page->next[k].when);
    }
}

static struct met *mets_new(struct arena *a, const struct programme *p)
{
    struct met *met = ARENA_ARRAY(a, struct met, p->module_count);
    for (int i = 0; i < p->module_count; i++)
        met_init(&met[i], a, &p->modules[i]);
    return met;
}

static struct walk walk_of(const struct library *library, const struct programme *p, uint32_t seed,
                           struct problems *problems)
{
    struct arena *a = problems->arena;
    return (struct walk){.library = library,
                         .programme = p,
                         .problems = problems,
                         .seed = seed ? seed : 1,
                         .told = ARENA_ARRAY(a, struct walked, p->module_count),
                         .past = ARENA_ARRAY(a, struct attempt *, p->module_count)};
}

static struct rehearsal_look plain_look(const struct library *library, const struct programme *p, const char *setting)
{
    return (struct rehearsal_look){.setting = setting,
                                   .language = p->languages[0],
                                   .size = SIZE_M,
                                   .width = 1280,
                                   .height = 800,
                                   .interface = library->interface[0]};
}

void walk_programme(const struct library *library, const struct programme *p, int most, uint32_t seed,
                    struct problems *problems, struct walked *out)
{
    static const char *const settings[] = {"community", "custody"};
    struct walk w = walk_of(library, p, seed, problems);
    int errors = problems->errors;
    w.met = mets_new(problems->arena, p);
    w.stages = ARENA_ARRAY(problems->arena, struct rehearsal, p->module_count);
    for (int i = 0; i < most && problems->errors == errors && (i < 2 || !all_met(&w)); i++)
        for (int k = 0; k < 2; k++) {
            struct rehearsal_look look = plain_look(library, p, settings[k]);
            walk_all(&w, &look);
            close_all(w.stages, p->module_count);
        }
    for (int i = 0; i < p->module_count; i++) {
        tell_unmet(&w, &w.met[i]);
        out[i] = w.told[i];
        out[i].module = &p->modules[i];
        out[i].ways = met_ways(&w.met[i]);
        out[i].gone = met_gone(&w.met[i]);
    }
}

void walk_record(const struct library *library, const struct programme *p, const char *setting, int count,
                 uint32_t seed, struct problems *problems, struct walk_through *out)
{
    struct arena *a = problems->arena;
    struct rehearsal_look look = plain_look(library, p, setting);
    struct walk w = walk_of(library, p, seed, problems);
    for (int i = 0; i < count; i++) {
        out[i].stages = w.stages = ARENA_ARRAY(a, struct rehearsal, p->module_count);
        out[i].met = w.met = mets_new(a, p);
        out[i].steps = w.steps = arena_alloc(a, sizeof *w.steps * (size_t)p->module_count);
        walk_all(&w, &look);
    }
}

void walk_through_close(struct walk_through *through, int module_count)
{
    close_all(through->stages, module_count);
}
