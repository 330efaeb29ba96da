/* What conditions name: exercises of this module and of others, pages, options. */
#include "check_inside.h"

#include <string.h>

#include "measure.h"

/* --- names ------------------------------------------------------------------------------------------------------- */

/* The parts an answer has for rules, {"var": "values.family"}, for hints. NULL after the last. */
static const char *part_id(const struct block *b, int i)
{
    switch (b->kind) {
    case BLOCK_CHOICE:
        return i == 0 && block_has_part(b, "value") ? "value" : NULL;
    case BLOCK_GRID:
        return i < b->grid.row_count ? b->grid.rows[i].id : NULL;
    case BLOCK_SORT:
        return i < b->sort.card_count ? b->sort.cards[i].id : NULL;
    case BLOCK_MATCH:
        return i < b->match.left_count ? b->match.lefts[i].id : NULL;
    case BLOCK_RANK:
        return i < b->rank.count ? b->rank.items[i].id : NULL;
    default:
        return NULL;
    }
}

static bool find_in(const struct module *m, const char *name, struct reference *out)
{
    out->module = m;
    out->part = NULL;
    out->exercise = module_exercise(m, name);
    const char *dot = strrchr(name, '.');
    for (int i = 0; !out->exercise && dot && i < m->exercise_count; i++) {
        const struct block *b = m->exercises[i];
        if (!b->id || strlen(b->id) != (size_t)(dot - name) || strncmp(b->id, name, (size_t)(dot - name)) != 0)
            continue;
        if (block_has_part(b, dot + 1))
            *out = (struct reference){.module = m, .exercise = b, .part = dot + 1};
    }
    return out->exercise != NULL;
}

/* Does the name begin with this id and a dot? Then what follows, else NULL. */
static const char *after_id(const char *name, const char *id)
{
    size_t length = id ? strlen(id) : 0;
    return length && strncmp(name, id, length) == 0 && name[length] == '.' ? name + length + 1 : NULL;
}

/* In a rule about one row of a diary, a column's name as the first row has it. */
static const char *column_name(const struct check *c, const char *name)
{
    return arena_printf(c->problems->arena, "%s.%s.%s", c->diary->id, c->diary->diary.rows[0].id, name);
}

bool check_find(const struct check *c, const char *name, struct reference *out)
{
    const struct programme *p = c->p;
    if (c->diary && find_in(c->m, column_name(c, name), out))
        return true;
    if (find_in(c->m, name, out))
        return true;
    for (int i = 0; i < p->broken_count; i++) {
        *out = (struct reference){0};
        if (after_id(name, p->broken[i].id) && !text_is(p->broken[i].id, c->m->id))
            return true; /* whatever it names, the module's own problems come first */
    }
    for (int i = 0; i < p->module_count; i++) {
        const char *rest = after_id(name, p->modules[i].id);
        if (rest && find_in(&p->modules[i], rest, out))
            return true;
    }
    return false;
}

/* For hints: the exercises of this module and their parts, then those of the others as they are written here. */
static int all_names(const struct check *c, const char ***out)
{
    struct arena *a = c->problems->arena;
    int count = 0, room = 0;
    for (int i = 0; i < c->p->module_count; i++)
        room += c->p->modules[i].exercise_count * (1 + OPTIONS_MAX);
    const char **names = ARENA_ARRAY(a, const char *, room + DIARY_COLUMNS_MAX);
    for (int i = 0; c->diary && i < c->diary->diary.column_count; i++)
        names[count++] = strrchr(c->diary->diary.rows[0].boxes[i].id, '.') + 1;
    for (int i = 0; i < c->p->module_count; i++) {
        const struct module *m = &c->p->modules[i];
        const char *of = m == c->m ? "" : arena_printf(a, "%s.", m->id);
        for (int k = 0; k < m->exercise_count; k++) {
            const struct block *b = m->exercises[k];
            names[count++] = arena_printf(a, "%s%s", of, b->id);
            for (int n = 0; n < OPTIONS_MAX && part_id(b, n); n++)
                names[count++] = arena_printf(a, "%s%s.%s", of, b->id, part_id(b, n));
        }
    }
    *out = names;
    return count;
}

bool check_name(const struct check *c, const char *pointer, const char *code, const char *name, struct reference *out)
{
    if (check_find(c, name, out))
        return true;
    struct place at = check_at(c, pointer);
    const char **names;
    int count = all_names(c, &names);
    struct problem *problem = NULL;
    for (int i = 0; i < c->p->module_count && !problem; i++)
        if (after_id(name, c->p->modules[i].id))
            problem = check_error(c, at, code, "the module \"%s\" has no exercise \"%s\"", c->p->modules[i].id,
                                  after_id(name, c->p->modules[i].id));
    for (int i = 0; i < c->m->exercise_count && !problem; i++)
        if (after_id(name, c->m->exercises[i]->id))
            problem = check_error(c, at, code, "\"%s\" has no part \"%s\"", c->m->exercises[i]->id,
                                  after_id(name, c->m->exercises[i]->id));
    if (!problem)
        problem = check_error(c, at, code, "there is no exercise%s \"%s\"",
                              text_is(code, "rule-variable") ? " or variable" : "", name);
    check_hint_nearest(c, problem, name, names, count);
    return false;
}

/* --- values ------------------------------------------------------------------------------------------------------ */

/* The ids that an answer, or a part of it, can be. */
struct answer_ids {
    const char *id[PIECES_MAX];
    int count;        /* 0: it is no id */
    const char *what; /* each is called */
    bool many;        /* several at once: a list */
};

static void add_id(struct answer_ids *ids, const char *id)
{
    if (ids->count < PIECES_MAX)
        ids->id[ids->count++] = id ? id : "";
}

static struct answer_ids part_ids(const struct block *b)
{
    struct answer_ids ids = {.what = b->kind == BLOCK_SORT ? "box" : b->kind == BLOCK_GRID ? "column" : "item"};
    for (int i = 0; b->kind == BLOCK_SORT && i < b->sort.box_count; i++)
        add_id(&ids, b->sort.boxes[i].id);
    for (int i = 0; b->kind == BLOCK_MATCH && i < b->match.right_count; i++)
        add_id(&ids, b->match.rights[i].id);
    for (int i = 0; b->kind == BLOCK_GRID && i < b->grid.column_count; i++)
        if (!b->grid.columns[i].has_value)
            add_id(&ids, b->grid.columns[i].id);
    return ids;
}

static struct answer_ids answer_ids(const struct reference *of)
{
    const struct block *b = of->exercise;
    struct answer_ids ids = {.what = "option", .many = b->kind == BLOCK_CHOICE ? b->choice.many : true};
    if (of->part)
        return part_ids(b);
    switch (b->kind) {
    case BLOCK_CHOICE:
        for (int i = 0; i < b->choice.count; i++)
            add_id(&ids, b->choice.options[i].id);
        break;
    case BLOCK_SPOT:
        ids.what = "place";
        ids.many = b->spot.many;
        for (int i = 0; i < b->spot.count; i++)
            add_id(&ids, b->spot.places[i].id);
        break;
    case BLOCK_MARK:
        ids.what = "piece";
        for (int i = 0; i < b->mark.count; i++)
            if (b->mark.pieces[i].id)
                add_id(&ids, b->mark.pieces[i].id);
        break;
    case BLOCK_GRID:
    case BLOCK_SORT:
    case BLOCK_MATCH:
    case BLOCK_RANK:
        ids.what = b->kind == BLOCK_GRID ? "row" : b->kind == BLOCK_SORT ? "card" : "item";
        for (int i = 0; part_id(b, i); i++)
            add_id(&ids, part_id(b, i));
        break;
    default:
        break;
    }
    return ids;
}

static bool is_one_of(const char *text, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (text_is(names[i], text))
            return true;
    return false;
}

static void refuse_value(const struct check *c, const struct rule *literal, const char *what, const char *const *ids,
                         int count)
{
    const char *text = literal->value.text;
    check_hint_nearest(c, check_error(c, check_at(c, literal->pointer), "rule-value", "%s \"%s\"", what, text), text,
                       ids, count);
}

/* "trigger" is compared with "hot": is there such an option? */
static void check_value(const struct check *c, const char *name, const struct rule *literal)
{
    static const char *const settings[] = {"community", "custody"};
    const char *text = literal->value.text;
    struct reference of;
    if (text_is(name, "setting") && !is_one_of(text, settings, 2)) {
        refuse_value(c, literal, "there is no setting", settings, 2);
    } else if (text_is(name, "language") && programme_language(c->p, text) < 0) {
        refuse_value(c, literal, "the programme has no language", c->p->languages, c->p->language_count);
    } else if (check_find(c, name, &of) && of.exercise) {
        struct answer_ids ids = answer_ids(&of);
        if (ids.count && !is_one_of(text, ids.id, ids.count))
            refuse_value(c, literal, arena_printf(c->problems->arena, "\"%s\" has no %s", name, ids.what), ids.id,
                         ids.count);
    }
}

/* A literal, or each of a list of them. */
static void check_values(const struct check *c, const char *name, const struct rule *r)
{
    if (r->op == RULE_LITERAL && r->value.kind == VALUE_TEXT)
        check_value(c, name, r);
    for (int i = 0; r->op == RULE_LIST && i < r->count; i++)
        check_values(c, name, r->args[i]);
}

/* An answer of many is a list: it equals an id only when nothing else was chosen with it. */
static void check_many(const struct check *c, const struct rule *r, const char *name, const struct rule *literal)
{
    struct reference of;
    bool compares = r->op == RULE_EQ || r->op == RULE_NE;
    if (!compares || literal->op != RULE_LITERAL || literal->value.kind != VALUE_TEXT)
        return;
    if (!check_find(c, name, &of) || !of.exercise || !answer_ids(&of).many || !answer_ids(&of).count)
        return;
    struct problem *problem = check_warning(c, check_at(c, r->pointer), "rule-many",
                                            "\"%s\" can have several answers: this looks at all of them at once", name);
    problem_hint(c->problems, problem, "to ask whether it is among them, write {\"in\": [\"%s\", {\"var\": \"%s\"}]}",
                 literal->value.text, name);
}

/* --- rules ------------------------------------------------------------------------------------------------------- */

/* The list whose elements are looked at one by one, inside some, all and none. */
struct each {
    const char *name; /* the exercise it is the answer to; NULL: another list */
};

const struct measure *check_measure(const struct check *c, const char *pointer, const char *code, const char *name)
{
    char id[MEASURE_ID_BYTES];
    const char *names[MEASURES_MAX];
    if (measure_variable(name, id) == MEASURE_NONE) {
        problem_hint(c->problems, check_error(c, check_at(c, pointer), code, "\"%s\" is not a score", name),
                     "write \"measure.<id>.score\", or \"first\", \"change\" or \"band\" in place of \"score\"");
        return NULL;
    }
    for (int i = 0; i < c->p->measure_count; i++) {
        names[i] = c->p->measures[i]->id;
        if (text_is(names[i], id))
            return c->p->measures[i];
    }
    check_hint_nearest(c, check_error(c, check_at(c, pointer), code, "nobody is asked the measure \"%s\"", id), id,
                       names, c->p->measure_count);
    return NULL;
}

static void check_variable(const struct check *c, const struct rule *r, const char *name, const struct each *each)
{
    static const char *const known[] = {"setting", "language", "score"};
    const struct block *diary;
    struct reference of;
    if (each) { /* the only variable there is the element */
        if (name[0])
            check_error(c, check_at(c, r->pointer), "rule-variable", "inside some, all and none write {\"var\": \"\"}");
    } else if (is_one_of(name, known, 3)) {
        return;
    } else if (text_starts_with(name, "measure.")) {
        check_measure(c, r->pointer, "rule-variable", name);
    } else if (text_starts_with(name, "visits.")) {
        const char *page = name + strlen("visits.");
        if (!module_page(c->m, page, NULL))
            check_hint_nearest(c,
                               check_error(c, check_at(c, r->pointer), "link-unknown", "there is no page \"%s\"", page),
                               page, c->pages, c->m->page_count);
    } else if (c->diary || !module_total(c->m, name, &diary)) { /* a total of totals would go round */
        check_name(c, r->pointer, "rule-variable", name, &of);
    }
}

static void check_missing(const struct check *c, const struct rule *r, const struct each *each)
{
    for (int i = 0; i < r->count; i++) {
        if (r->args[i]->op == RULE_LIST)
            check_missing(c, r->args[i], each);
        else if (r->args[i]->op == RULE_LITERAL && r->args[i]->value.kind == VALUE_TEXT)
            check_variable(c, r->args[i], r->args[i]->value.text, each);
    }
}

/* Two sides of a comparison: what is a variable may be compared with what the other is. */
static void check_sides(const struct check *c, const struct rule *r, const struct each *each)
{
    for (int i = 0; i < 2; i++) {
        const struct rule *side = r->args[i], *other = r->args[!i];
        const char *name = side->op != RULE_VAR  ? NULL
                           : side->value.text[0] ? side->value.text
                           : each                ? each->name
                                                 : NULL;
        if (!name)
            continue;
        check_values(c, name, other);
        if (side->value.text[0] && !each)
            check_many(c, r, name, other);
    }
}

/* Depth is limited by load_rule. */
static void judge(const struct check *c, const struct rule *r, const struct each *each)
{
    if (r->op == RULE_VAR)
        check_variable(c, r, r->value.text, each);
    if (r->op == RULE_MISSING)
        check_missing(c, r, each);
    if (r->count == 2 && (r->op == RULE_EQ || r->op == RULE_NE || r->op == RULE_IN))
        check_sides(c, r, each);
    bool quantifies = r->op == RULE_SOME || r->op == RULE_ALL || r->op == RULE_NONE;
    for (int i = 0; i < r->count; i++) {
        struct each inside = {.name = r->args[0]->op == RULE_VAR && !each ? r->args[0]->value.text : NULL};
        judge(c, r->args[i], quantifies && i == 1 ? &inside : each);
    }
}

static void add_site(const struct check *c, struct site site)
{
    struct sites *s = c->sites;
    if (!s)
        return;
    if (s->count == s->room) {
        s->room = s->room ? s->room * 2 : 64;
        struct site *more = ARENA_ARRAY(c->problems->arena, struct site, s->room);
        if (s->count)
            memcpy(more, s->site, sizeof *more * (size_t)s->count);
        s->site = more;
    }
    site.page = c->page;
    site.order = c->order;
    s->site[s->count++] = site;
}

void check_rule(const struct check *c, const struct rule *r)
{
    if (!r)
        return;
    judge(c, r, NULL);
    add_site(c, (struct site){.rule = r, .pointer = r->pointer});
}

void check_row_rule(const struct check *c, const struct block *diary, const struct rule *r)
{
    struct check row = *c;
    row.diary = diary->diary.column_count ? diary : NULL;
    if (r)
        judge(&row, r, NULL);
}

bool check_is_of_module(const struct check *c, const char *name)
{
    bool found = false;
    for (int i = 0; i < c->p->module_count; i++)
        found |= after_id(name, c->p->modules[i].id) != NULL;
    for (int i = 0; i < c->p->broken_count; i++)
        found |= after_id(name, c->p->broken[i].id) != NULL;
    return found;
}

const struct block *check_reference(const struct check *c, const char *pointer, const char *key, const char *name)
{
    struct reference of;
    const struct block *diary;
    const char *at = key ? arena_printf(c->problems->arena, "%s/%s", pointer, key) : pointer;
    const char *code = key ? "link-unknown" : "answer-unknown";
    if (module_exercise(c->m, name)) {
        add_site(c, (struct site){.name = name, .pointer = at});
        return module_exercise(c->m, name);
    }
    if (module_total(c->m, name, &diary) || !check_name(c, at, code, name, &of))
        return NULL;
    if (of.part)
        check_error(c, check_at(c, at), code, "\"%s\" is a part of an answer: only a rule can read it alone", name);
    return of.part ? NULL : of.exercise;
}
