#include "check_world.h"

#include <math.h>
#include <string.h>

#include "coerce.h"
#include "measure.h"

#define TOTAL_MOST   1e6 /* of a diary */
#define VALUES_MAX   110 /* of a variable: a scale in per cent, and none */
#define LITERALS_MAX 24
#define OPTIONS_ALL  6    /* up to so many options, every set of them is tried */
#define VISITS_MOST  1000 /* nobody goes round more often */

/* --- what a rule reads ------------------------------------------------------------------------------------------- */

static bool is_each(const struct rule *r, int argument)
{
    return argument == 1 && (r->op == RULE_SOME || r->op == RULE_ALL || r->op == RULE_NONE);
}

static void names_of(const struct rule *r, void (*found)(void *context, const struct rule *at, const char *name),
                     void *context)
{
    for (int i = 0; i < r->count; i++) {
        if (r->args[i]->op == RULE_LIST)
            names_of(r->args[i], found, context);
        else if (r->args[i]->op == RULE_LITERAL && r->args[i]->value.kind == VALUE_TEXT)
            found(context, r->args[i], r->args[i]->value.text);
    }
}

void rule_variables(const struct rule *r, void (*found)(void *context, const struct rule *at, const char *name),
                    void *context)
{
    if (!r)
        return;
    if (r->op == RULE_VAR && r->value.text[0])
        found(context, r, r->value.text);
    if (r->op == RULE_MISSING)
        names_of(r, found, context);
    for (int i = 0; i < r->count; i++)
        if (!is_each(r, i))
            rule_variables(r->args[i], found, context);
}

/* --- the values a variable can have ------------------------------------------------------------------------------ */

struct values {
    struct arena *arena;
    struct value item[VALUES_MAX];
    int count;
    bool is_full;
};

static void add(struct values *v, struct value value)
{
    if (v->count == VALUES_MAX)
        v->is_full = true;
    else
        v->item[v->count++] = value;
}

static void add_text(struct values *v, const char *text)
{
    add(v, (struct value){.kind = VALUE_TEXT, .text = text});
}

static void add_number(struct values *v, double number)
{
    for (int i = 0; i < v->count; i++)
        if (v->item[i].kind == VALUE_NUMBER && v->item[i].number == number)
            return;
    add(v, (struct value){.kind = VALUE_NUMBER, .number = number});
}

/* The steps from one end to the other; where they are too many, both ends and those beside what the rules name. */
static enum domain_kind add_range(const struct worlds *w, struct values *v, double from, double to, double step)
{
    double steps = step > 0 ? (to - from) / step : 0;
    if (steps >= 0 && steps <= 101) {
        for (int i = 0; i <= (int)(steps + 1e-6); i++)
            add(v, (struct value){.kind = VALUE_NUMBER, .number = from + i * step});
        return DOMAIN_ALL;
    }
    add_number(v, from);
    add_number(v, to);
    for (int i = 0; i < w->number_count; i++) {
        double number = w->numbers[i].number;
        double near = number >= from && number <= to ? from + step * floor((number - from) / step) : from;
        for (int k = -1; k <= 1; k++)
            if (near + k * step >= from && near + k * step <= to)
                add_number(v, near + k * step);
    }
    return DOMAIN_STEPS;
}

/* A measure's score, its band, or how far it has changed. */
static enum domain_kind add_measured(const struct worlds *w, const char *name, struct values *v)
{
    const struct programme *p = w->check->p;
    char id[MEASURE_ID_BYTES];
    enum measure_score_of what = measure_variable(name, id);
    for (int i = 0; i < p->measure_count; i++) {
        const struct measure *m = p->measures[i];
        if (!text_is(m->id, id))
            continue;
        if (what == MEASURE_CHANGE)
            return add_range(w, v, m->least - m->most, m->most - m->least, 0.5);
        if (what != MEASURE_BAND)
            return add_range(w, v, m->least, m->most, 0.5);
        for (int k = 0; k < m->band_count; k++)
            add_text(v, m->bands[k].id);
        return DOMAIN_ALL;
    }
    return DOMAIN_SOME;
}

static void add_list(struct values *v, const char *const *ids, int count, unsigned set)
{
    struct value *items = ARENA_ARRAY(v->arena, struct value, count);
    int used = 0;
    for (int i = 0; i < count; i++)
        if (set >> i & 1)
            items[used++] = (struct value){.kind = VALUE_TEXT, .text = ids[i]};
    if (used > 0)
        add(v, (struct value){.kind = VALUE_LIST, .items = items, .count = used});
}

/* Several of some ids: every set of a few; of more, each by itself, each left out, and all. What is in `alone` is in no
 * set with others. */
static enum domain_kind add_sets(struct values *v, const char *const *ids, int count, int at_most, unsigned alone)
{
    unsigned all = (1u << count) - 1, together = all & ~alone;
    if (count > OPTIONS_ALL) {
        for (int i = 0; i < count; i++)
            add_list(v, ids, count, 1u << i);
        for (int i = 0; i < count && at_most == 0; i++)
            if (together >> i & 1)
                add_list(v, ids, count, together & ~(1u << i));
        if (at_most == 0)
            add_list(v, ids, count, together);
        return DOMAIN_SOME;
    }
    for (unsigned set = 1; set <= all; set++) {
        int size = 0;
        for (int i = 0; i < count; i++)
            size += (int)(set >> i & 1);
        if ((at_most == 0 || size <= at_most) && (size == 1 || !(set & alone)))
            add_list(v, ids, count, set);
    }
    return DOMAIN_ALL;
}

static enum domain_kind add_options(const struct choice_block *c, struct values *v)
{
    const char *ids[OPTIONS_MAX];
    unsigned alone = 0;
    for (int i = 0; i < c->count; i++) {
        ids[i] = c->options[i].id;
        alone |= (unsigned)c->options[i].alone << i;
        if (!c->many)
            add_text(v, ids[i]);
    }
    return c->many ? add_sets(v, ids, c->count, c->at_most, alone) : DOMAIN_ALL;
}

static enum domain_kind add_places(const struct spot_block *s, struct values *v)
{
    const char *ids[OPTIONS_MAX];
    for (int i = 0; i < s->count; i++)
        ids[i] = s->places[i].id;
    return add_sets(v, ids, s->count, s->many ? 0 : 1, 0);
}

static enum domain_kind add_literals(const struct worlds *w, struct values *v)
{
    add_text(v, "x");
    for (int i = 0; i < w->text_count; i++)
        add(v, w->texts[i]);
    for (int i = 0; i < w->number_count; i++)
        add(v, w->numbers[i]);
    return DOMAIN_SOME;
}

/* What can be said in one part of an answer: "values.family". */
static enum domain_kind add_part_values(const struct worlds *w, const struct block *b, struct values *v)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        for (int i = 0; i < b->choice.count; i++)
            if (b->choice.options[i].has_value)
                add_number(v, b->choice.options[i].value);
        return DOMAIN_ALL;
    case BLOCK_SORT:
        for (int i = 0; i < b->sort.box_count; i++)
            add_text(v, b->sort.boxes[i].id);
        return DOMAIN_ALL;
    case BLOCK_MATCH:
        for (int i = 0; i < b->match.right_count; i++)
            add_text(v, b->match.rights[i].id);
        return DOMAIN_ALL;
    case BLOCK_GRID:
        for (int i = 0; i < b->grid.column_count; i++) {
            const struct grid_column *column = &b->grid.columns[i];
            if (column->has_value)
                add_number(v, column->value);
            else
                add_text(v, column->id);
        }
        return DOMAIN_ALL;
    case BLOCK_RANK: /* the place of an item */
        return add_range(w, v, 1, b->rank.top ? b->rank.top : b->rank.count, 1);
    default:
        return add_literals(w, v);
    }
}

static enum domain_kind add_answers(const struct worlds *w, const struct block *b, struct values *v)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        return add_options(&b->choice, v);
    case BLOCK_SPOT:
        return add_places(&b->spot, v);
    case BLOCK_SCALE:
        return add_range(w, v, b->scale.from, b->scale.to, b->scale.step);
    case BLOCK_NUMBER:
        return add_range(w, v, b->number.from, b->number.to, b->number.step);
    default: /* own words, days, orders: without end */
        return add_literals(w, v);
    }
}

static enum domain_kind add_values(const struct worlds *w, const char *name, struct values *v)
{
    const struct programme *p = w->check->p;
    struct reference of;
    if (text_is(name, "setting")) {
        add_text(v, "community");
        add_text(v, "custody");
        return DOMAIN_ALL;
    }
    if (text_is(name, "language")) {
        for (int i = 0; i < p->language_count; i++)
            add_text(v, p->languages[i]);
        return DOMAIN_SOME; /* another may be added */
    }
    if (text_starts_with(name, "visits."))
        return add_range(w, v, 0, VISITS_MOST, 1);
    add(v, (struct value){.kind = VALUE_NULL}); /* not answered, or rather not said */
    if (text_is(name, "score")) {
        add_range(w, v, 0, 1, 0.01);
        return DOMAIN_STEPS;
    }
    if (text_starts_with(name, "measure."))
        return add_measured(w, name, v);
    const struct block *diary;
    if (module_total(w->check->m, name, &diary)) {
        add_range(w, v, 0, TOTAL_MOST, 0.01);
        return DOMAIN_STEPS;
    }
    if (check_find(w->check, name, &of) && of.exercise)
        return of.part ? add_part_values(w, of.exercise, v) : add_answers(w, of.exercise, v);
    return add_literals(w, v);
}

/* --- worlds ------------------------------------------------------------------------------------------------------ */

void worlds_begin(struct worlds *w, const struct check *c, struct arena *arena)
{
    *w = (struct worlds){.check = c, .arena = arena};
    arena_init(&w->scratch);
    w->numbers = ARENA_ARRAY(arena, struct value, LITERALS_MAX);
    w->texts = ARENA_ARRAY(arena, struct value, LITERALS_MAX);
}

void worlds_end(struct worlds *w)
{
    arena_release(&w->scratch);
}

int worlds_variable(const struct worlds *w, const char *name)
{
    for (int i = 0; i < w->count; i++)
        if (text_is(w->domains[i].name, name))
            return i;
    return -1;
}

static void add_variable(void *context, const struct rule *at, const char *name)
{
    struct worlds *w = context;
    (void)at;
    if (worlds_variable(w, name) >= 0)
        return;
    if (w->count == WORLD_VARIABLES_MAX)
        w->is_cut = true;
    else
        w->domains[w->count++].name = name;
}

static void add_to_sum(void *context, const struct rule *at, const char *name)
{
    struct worlds *w = context;
    int i = worlds_variable(w, name);
    (void)at;
    if (i >= 0)
        w->domains[i].in_sum = true;
}

static void add_numbers_and_texts(struct worlds *w, const struct rule *r)
{
    if (r->op >= RULE_ADD && r->op <= RULE_MODULO)
        rule_variables(r, add_to_sum, w);
    if (r->op == RULE_LITERAL && r->value.kind == VALUE_NUMBER && w->number_count < LITERALS_MAX)
        w->numbers[w->number_count++] = r->value;
    if (r->op == RULE_LITERAL && r->value.kind == VALUE_TEXT && w->text_count < LITERALS_MAX)
        w->texts[w->text_count++] = r->value;
    for (int i = 0; i < r->count; i++)
        add_numbers_and_texts(w, r->args[i]);
}

void worlds_add(struct worlds *w, const struct rule *r)
{
    if (!r)
        return;
    rule_variables(r, add_variable, w);
    add_numbers_and_texts(w, r);
}

static bool has_trials(struct worlds *w)
{
    w->is_cut |= *w->check->trials <= 0;
    return *w->check->trials > 0;
}

bool worlds_first(struct worlds *w)
{
    long worlds = 1;
    w->tried = 0;
    if (!has_trials(w))
        return false;
    for (int i = 0; i < w->count; i++) {
        struct domain *d = &w->domains[i];
        w->at[i] = 0;
        if (!d->values) {
            struct values v = {.arena = w->arena};
            d->kind = add_values(w, d->name, &v);
            if (v.is_full)
                d->kind = DOMAIN_SOME;
            if (v.count == 0)
                add(&v, (struct value){.kind = VALUE_NULL});
            struct value *values = ARENA_ARRAY(w->arena, struct value, v.count);
            memcpy(values, v.item, sizeof *values * (size_t)v.count);
            d->values = values;
            d->count = v.count;
            *w->check->trials -= v.count;
        }
        worlds = worlds > WORLDS_MAX ? worlds : worlds * d->count;
    }
    w->is_cut |= worlds > WORLDS_MAX;
    return has_trials(w);
}

bool worlds_next(struct worlds *w)
{
    w->tried++;
    for (int i = 0; w->is_cut && i < w->count; i++) { /* some here, some there: FNV-1a of the number and the variable */
        unsigned mixed = ((2166136261u ^ (unsigned)w->tried) * 16777619u ^ (unsigned)i) * 16777619u;
        w->at[i] = (int)((mixed >> 8) % (unsigned)w->domains[i].count);
    }
    if (!has_trials(w))
        return false;
    if (w->is_cut)
        return w->tried < WORLDS_MAX;
    for (int i = 0; i < w->count; i++) {
        if (++w->at[i] < w->domains[i].count)
            return true;
        w->at[i] = 0;
    }
    return false;
}

bool worlds_are_all(const struct worlds *w)
{
    bool all = !w->is_cut;
    for (int i = 0; i < w->count; i++)
        all &= w->domains[i].kind == DOMAIN_ALL || (w->domains[i].kind == DOMAIN_STEPS && !w->domains[i].in_sum);
    return all;
}

const struct value *worlds_value(const struct worlds *w, int variable)
{
    return &w->domains[variable].values[w->at[variable]];
}

static void lend(void *context, const char *name, struct value *out)
{
    const struct worlds *w = context;
    int i = worlds_variable(w, name);
    *out = i < 0 ? (struct value){.kind = VALUE_NULL} : *worlds_value(w, i);
}

bool worlds_hold(struct worlds *w, const struct rule *r)
{
    struct rule_scope scope = {.context = w, .variable = lend, .arena = &w->scratch};
    bool holds = rule_holds(r, &scope);
    --*w->check->trials;
    arena_clear(&w->scratch);
    return holds;
}

const char *worlds_say(const struct worlds *w, struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (int i = 0; i < w->count; i++) {
        const struct value *v = worlds_value(w, i);
        bool is_null = v->kind == VALUE_NULL;
        buffer_addf(&out, "%s\"%s\" is %s", i ? " and " : "", w->domains[i].name,
                    is_null ? "not answered" : value_text(v, arena));
    }
    return buffer_text(&out);
}
