/* Rules against the answers there can be: does each read what was asked by then, can it hold, does it always? */
#include <string.h>

#include "check_graph.h"
#include "check_world.h"

static struct place place_of(const struct check *c, const struct site *site, const struct rule *r)
{
    return check_place(c->problems->arena, c->m, site->page, r->pointer);
}

/* --- can it hold ------------------------------------------------------------------------------------------------- */

static bool compares(const struct rule *r)
{
    return r->op >= RULE_EQ && r->op <= RULE_GE;
}

enum { NEVER_HOLDS = 1, ALWAYS_HOLDS = 2 };

/* What all worlds make of the rule: 0 when it can come to both, or nobody can tell. `answered`: those in which
 * everything it reads has an answer. */
static int verdict(const struct check *c, const struct rule *r, bool answered, struct arena *a)
{
    struct worlds w;
    bool holds = false, fails = false;
    worlds_begin(&w, c, a);
    worlds_add(&w, r);
    for (bool more = worlds_first(&w); more && !(holds && fails); more = worlds_next(&w)) {
        bool counts = true;
        for (int i = 0; i < w.count; i++)
            counts &= !answered || worlds_value(&w, i)->kind != VALUE_NULL;
        if (!counts)
            continue;
        if (worlds_hold(&w, r))
            holds = true;
        else
            fails = true;
    }
    int found = !worlds_are_all(&w) || holds == fails ? 0 : holds ? ALWAYS_HOLDS : NEVER_HOLDS;
    worlds_end(&w);
    return found;
}

struct first_name {
    const char *name;
};

static void take_first(void *context, const struct rule *at, const char *name)
{
    struct first_name *first = context;
    (void)at;
    if (!first->name)
        first->name = name;
}

static void hint_range(const struct check *c, struct problem *problem, const char *name)
{
    struct reference of;
    bool is_scale = check_find(c, name, &of) && of.exercise && !of.part && of.exercise->kind == BLOCK_SCALE;
    bool is_number = check_find(c, name, &of) && of.exercise && !of.part && of.exercise->kind == BLOCK_NUMBER;
    if (is_scale)
        problem_hint(c->problems, problem, "\"%s\" goes from %g to %g", name, of.exercise->scale.from,
                     of.exercise->scale.to);
    else if (is_number)
        problem_hint(c->problems, problem, "\"%s\" goes from %g to %g", name, of.exercise->number.from,
                     of.exercise->number.to);
    else if (text_is(name, "score"))
        problem_hint(c->problems, problem, "the score goes from 0 to 1");
}

/* A comparison of answers that all answers pass, or none: off the end of a scale. True when there is one in the rule.
 */
static bool check_ranges(const struct check *c, const struct site *site, const struct rule *r, struct arena *a)
{
    bool found = false;
    for (int i = 0; i < r->count; i++) {
        bool each = i == 1 && (r->op == RULE_SOME || r->op == RULE_ALL || r->op == RULE_NONE);
        if (!each)
            found |= check_ranges(c, site, r->args[i], a);
    }
    struct first_name first = {NULL};
    rule_variables(r, take_first, &first);
    if (found || !compares(r) || !first.name)
        return found;
    int always = verdict(c, r, true, a);
    if (!always)
        return false;
    struct problem *problem =
        check_warning(c, place_of(c, site, r), "rule-range", "%s answer to \"%s\" makes this hold",
                      always == ALWAYS_HOLDS ? "every" : "no", first.name);
    hint_range(c, problem, first.name);
    return true;
}

static void check_holds(const struct check *c, const struct site *site, struct arena *a)
{
    const struct rule *r = site->rule;
    bool is_true = r->op == RULE_LITERAL && r->value.kind == VALUE_TRUE; /* written so on purpose */
    if (check_ranges(c, site, r, a) || is_true)
        return;
    int always = verdict(c, r, false, a);
    if (always == NEVER_HOLDS)
        check_warning(c, place_of(c, site, r), "rule-never", "this rule can never hold");
    else if (always == ALWAYS_HOLDS)
        problem_hint(c->problems, check_warning(c, place_of(c, site, r), "rule-always", "this rule always holds"),
                     "leave the \"when\" out, or look at what it compares");
}

/* --- was it asked ------------------------------------------------------------------------------------------------ */

/* Why a question may not have been asked where its answer is read. */
struct gap_in_path {
    const char *way;              /* "a → c"; NULL: it was asked, unless one of the guards failed */
    const struct rule *guards[4]; /* conditions of the question and of its page */
    int guard_count;
    bool is_later; /* it can only be asked after */
};

static const struct rule *line_when(const struct block *top, const struct block *exercise)
{
    for (int i = 0; top->kind == BLOCK_STORY && i < top->story.line_count; i++)
        if (top->story.lines[i].choice == exercise)
            return top->story.lines[i].when;
    return NULL;
}

static void add_guard(struct gap_in_path *gap, const struct rule *r)
{
    if (r)
        gap->guards[gap->guard_count++] = r;
}

/* A state of the page that the walk came to; -1: none. */
static int state_of_page(const struct graph *g, const int *from, int page)
{
    for (int at = 0; at < g->count; at++)
        if (from[page * g->count + at] != NOT_REACHED)
            return page * g->count + at;
    return -1;
}

/* Can a person who was on page `first` be on page `then` later? */
static bool leads_to(const struct graph *g, int first, int then, struct arena *a)
{
    int states = graph_states(g), head = 0, tail = 0, *queue = ARENA_ARRAY(a, int, states);
    const int *from = graph_walk(g, a, -1);
    bool *seen = ARENA_ARRAY(a, bool, states), to[GRAPH_PAGES_MAX + 1];
    for (int at = 0; at < g->count; at++)
        if (from[first * g->count + at] != NOT_REACHED)
            queue[tail++] = first * g->count + at;
    for (; head < tail; head++) {
        graph_next(g, graph_page(g, queue[head]), graph_at(g, queue[head]), to);
        for (int page = 0; page < g->count; page++) {
            int next = graph_state(g, page, graph_at(g, queue[head]));
            if (to[page] && page == then)
                return true;
            if (to[page] && !seen[next])
                queue[tail++] = next;
            seen[next] |= to[page];
        }
    }
    return false;
}

enum { KNOWN_MAX = 64 };

struct unasked {
    const struct check *check;
    const char *name;
    struct arena *arena;
    const struct rule *rule[KNOWN_MAX]; /* worked out already */
    unsigned can[KNOWN_MAX];
    int count;
};

/* Is it the answer, or a part of it? */
static bool is_of(const char *variable, const char *exercise)
{
    size_t length = strlen(exercise);
    return strncmp(variable, exercise, length) == 0 && (variable[length] == '\0' || variable[length] == '.');
}

/* What a rule can come to for people who were not asked: a rule that wants the answer leads them nowhere. */
static unsigned work_out(const struct unasked *u, const struct rule *r)
{
    struct worlds w;
    unsigned can = 0;
    worlds_begin(&w, u->check, u->arena);
    worlds_add(&w, r);
    for (bool more = worlds_first(&w); more && can != (CAN_HOLD | CAN_FAIL); more = worlds_next(&w)) {
        bool counts = true;
        for (int i = 0; i < w.count; i++)
            counts &= !is_of(w.domains[i].name, u->name) || worlds_value(&w, i)->kind == VALUE_NULL;
        if (counts)
            can |= worlds_hold(&w, r) ? CAN_HOLD : CAN_FAIL;
    }
    if (!worlds_are_all(&w))
        can |= CAN_HOLD | CAN_FAIL;
    worlds_end(&w);
    return can;
}

static unsigned can_unasked(void *context, const struct rule *r)
{
    struct unasked *u = context;
    for (int i = 0; i < u->count; i++)
        if (u->rule[i] == r)
            return u->can[i];
    unsigned can = work_out(u, r);
    if (u->count < KNOWN_MAX) {
        u->rule[u->count] = r;
        u->can[u->count++] = can;
    }
    return can;
}

/* False: whoever comes to the site was asked before. */
static bool find_gap(const struct check *c, const struct site *site, const struct block *exercise, struct arena *a,
                     struct gap_in_path *gap)
{
    const struct module *m = c->m;
    const struct block *top;
    struct graph g = graph_of(m);
    struct unasked unasked = {.check = c, .name = exercise->id, .arena = a};
    int asked = check_page_of(m, exercise, &top), here = site->page ? (int)(site->page - m->pages) : -1;
    *gap = (struct gap_in_path){0};
    if (here < 0) { /* titles and aims are on show before anything is asked */
        gap->way = "";
        gap->is_later = true;
        return true;
    }
    add_guard(gap, exercise->when);
    add_guard(gap, top != exercise ? top->when : NULL);
    add_guard(gap, line_when(top, exercise));
    if (asked == here && exercise->index < site->order)
        return gap->guard_count > 0;
    if (asked == here) {
        gap->way = "";
        return true;
    }
    g.can = can_unasked;
    g.context = &unasked;
    const int *from = graph_walk(&g, a, asked);
    int state = state_of_page(&g, from, here);
    if (state < 0)
        return gap->guard_count > 0;
    g.sure = asked; /* without its own condition: would everybody come past it? */
    bool by_condition = m->pages[asked].when && state_of_page(&g, graph_walk(&g, a, asked), here) < 0;
    if (by_condition) {
        add_guard(gap, m->pages[asked].when);
        return true;
    }
    gap->way = graph_way(&g, from, state, c->problems->arena);
    g = graph_of(m);
    gap->is_later = !leads_to(&g, asked, here, a);
    return true;
}

/* --- does it matter ---------------------------------------------------------------------------------------------- */

/* The author has thought of there being no answer: a default, missing, a comparison with null, or "not". */
static bool expects_none(const struct rule *r, const char *name)
{
    bool is_it = r->op == RULE_VAR && text_is(r->value.text, name);
    if (is_it && r->count > 0)
        return true;
    for (int i = 0; i < r->count; i++) {
        const struct rule *argument = r->args[i];
        bool names = argument->op == RULE_LITERAL && argument->value.kind == VALUE_TEXT;
        bool reads = argument->op == RULE_VAR && text_is(argument->value.text, name);
        if (r->op == RULE_MISSING && names && text_is(argument->value.text, name))
            return true;
        if (r->op == RULE_MISSING && argument->op == RULE_LIST)
            for (int k = 0; k < argument->count; k++)
                if (text_is(argument->args[k]->value.text, name))
                    return true;
        if (reads && r->op == RULE_NOT)
            return true;
        const struct rule *other = reads && (r->op == RULE_EQ || r->op == RULE_NE) ? r->args[!i] : NULL;
        if (other && other->op == RULE_LITERAL && other->value.kind == VALUE_NULL)
            return true;
        if (expects_none(argument, name))
            return true;
    }
    return false;
}

/* Would the rule hold for somebody who was not asked, where an answer could keep it from holding? */
static bool null_matters(const struct check *c, const struct rule *r, const char *name, const struct gap_in_path *gap,
                         struct arena *a)
{
    struct worlds w;
    bool matters = false;
    worlds_begin(&w, c, a);
    worlds_add(&w, r);
    for (int i = 0; i < gap->guard_count; i++)
        worlds_add(&w, gap->guards[i]);
    int variable = worlds_variable(&w, name);
    for (bool more = variable >= 0 && worlds_first(&w); more && !matters; more = worlds_next(&w)) {
        bool asked = gap->way == NULL;
        int value = w.at[variable];
        w.at[variable] = 0; /* null: the first of every answer's values */
        for (int i = 0; i < gap->guard_count; i++)
            asked &= worlds_hold(&w, gap->guards[i]);
        bool holds_without = !asked && worlds_hold(&w, r);
        w.at[variable] = value;
        matters = holds_without && !worlds_hold(&w, r);
    }
    worlds_end(&w);
    return matters;
}

static const char *why(const struct check *c, const struct gap_in_path *gap)
{
    if (!gap->way)
        return "the question is not asked of everybody: it, or its page, has a \"when\"";
    if (!gap->way[0])
        return "the question comes after this";
    return arena_printf(c->problems->arena, "on the path %s the question was not asked", gap->way);
}

struct reading {
    const struct check *check;
    const struct site *site;
    struct arena *arena;
    const char *said[WORLD_VARIABLES_MAX]; /* names that were judged */
    int said_count;
};

static void judge_exercise(struct reading *r, const struct rule *at, const char *name, const struct block *exercise)
{
    const struct check *c = r->check;
    struct gap_in_path gap;
    if (!find_gap(c, r->site, exercise, r->arena, &gap))
        return;
    if (gap.is_later) {
        int page = check_page_of(c->m, exercise, NULL);
        problem_hint(c->problems,
                     check_warning(c, place_of(c, r->site, at), "rule-early",
                                   "\"%s\" is never answered when this rule is tried", name),
                     "the question is on the page \"%s\", which comes later", c->m->pages[page].id);
    } else if (!expects_none(r->site->rule, name) && null_matters(c, r->site->rule, name, &gap, r->arena)) {
        struct problem *problem = check_warning(c, place_of(c, r->site, at), "rule-unasked",
                                                "this rule holds for people who were never asked \"%s\"", name);
        problem_hint(c->problems, problem, "%s; begin with {\"!\": [{\"missing\": [\"%s\"]}]}", why(c, &gap), name);
    }
}

/* Modules can be done in any order: what another asks may not have been asked yet. */
static void judge_other_module(struct reading *r, const struct rule *at, const char *name, const struct module *m)
{
    const struct check *c = r->check;
    struct gap_in_path gap = {.way = ""};
    if (expects_none(r->site->rule, name) || !null_matters(c, r->site->rule, name, &gap, r->arena))
        return;
    struct problem *problem = check_warning(c, place_of(c, r->site, at), "rule-unasked",
                                            "this rule holds for people who were never asked \"%s\"", name);
    problem_hint(c->problems, problem,
                 "they may not have done the module \"%s\" yet; begin with {\"!\": [{\"missing\": [\"%s\"]}]}", m->id,
                 name);
}

static void judge_reading(void *context, const struct rule *at, const char *name)
{
    struct reading *r = context;
    const struct check *c = r->check;
    struct reference of;
    for (int i = 0; i < r->said_count; i++)
        if (text_is(r->said[i], name))
            return;
    if (r->said_count < WORLD_VARIABLES_MAX)
        r->said[r->said_count++] = name;
    if (text_is(name, "score")) { /* known when the whole quiz is answered */
        for (int i = 0; i < c->m->check_count; i++) {
            int errors = c->problems->warnings;
            judge_exercise(r, at, name, c->m->check[i]);
            if (c->problems->warnings > errors)
                return;
        }
        return;
    }
    if (!check_find(c, name, &of) || !of.exercise)
        return;
    if (of.module == c->m)
        judge_exercise(r, at, name, of.exercise);
    else
        judge_other_module(r, at, name, of.module);
}

/* Words that quote an answer have others for when there is none; but somebody should see them. */
static void judge_quote(const struct check *c, const struct site *site, struct arena *a)
{
    struct gap_in_path gap;
    const struct block *exercise = module_exercise(c->m, site->name);
    if (!exercise || !find_gap(c, site, exercise, a, &gap) || !gap.is_later)
        return;
    int page = check_page_of(c->m, exercise, NULL);
    problem_hint(c->problems,
                 check_warning(c, check_place(c->problems->arena, c->m, site->page, site->pointer), "answer-early",
                               "\"%s\" is never answered when this shows", site->name),
                 "the question is on the page \"%s\", which comes later", c->m->pages[page].id);
}

void check_asked(const struct check *c)
{
    struct arena a;
    arena_init(&a);
    for (int i = 0; i < c->sites->count; i++) {
        const struct site *site = &c->sites->site[i];
        struct reading reading = {.check = c, .site = site, .arena = &a};
        if (site->rule) {
            check_holds(c, site, &a);
            rule_variables(site->rule, judge_reading, &reading);
        } else {
            judge_quote(c, site, &a);
        }
        arena_clear(&a);
    }
    arena_release(&a);
    if (*c->trials <= 0)
        problem_hint(c->problems,
                     check_warning(c, (struct place){.file = c->m->file}, "rules-many",
                                   "there are so many rules that some were not judged"),
                     "rules that read several answers at once take longest: make two of one");
}
