/* Rules: the variables an attempt lends them, and what they come to, in the whole attempt or in one row of a diary. */
#include "diary.h"
#include "exercise.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct lender {
    const struct attempt *attempt;
    struct arena *arena;
    bool with_score;
    const char *row; /* "week.mon.": where names are looked for first; or NULL */
    bool only_shown; /* of that row */
};

static struct value value_of_answer(const struct answer *a, const struct block *b, struct arena *arena)
{
    const struct exercise_kind *kind = exercise_of(b);
    if (answer_is_empty(a) || a->declined)
        return (struct value){.kind = VALUE_NULL};
    if (kind->value)
        return kind->value(a, b, arena);
    if (a->has_number)
        return (struct value){.kind = VALUE_NUMBER, .number = a->number};
    return exercise_keys(a, arena);
}

/* The answer to an exercise of this module or another. */
static bool lend_answer(const struct lender *l, const char *name, struct value *out)
{
    const struct attempt *of;
    const struct block *b = attempt_exercise(l->attempt, name, &of);
    if (b && of)
        *out = value_of_answer(of->notes[b->index].answer, b, l->arena);
    return b != NULL;
}

/* "values.family": what was given for one part of an exercise. */
static void lend_part(const struct lender *l, const char *name, struct value *out)
{
    const struct attempt *of;
    const char *dot = strrchr(name, '.');
    const struct block *b =
        dot ? attempt_exercise(l->attempt, arena_copy(l->arena, name, (size_t)(dot - name)), &of) : NULL;
    const struct answer *a = b && of ? of->notes[b->index].answer : NULL;
    if (answer_is_empty(a) || a->declined)
        return;
    const char *value = answer_value(a, dot + 1);
    if (exercise_of(b)->part)
        exercise_of(b)->part(a, b, dot + 1, out);
    else if (value)
        *out = (struct value){.kind = VALUE_TEXT, .text = value};
}

/* A column of the row that the rule is about, or a part of one. */
static bool lend_of_row(const struct lender *l, const char *name, struct value *out)
{
    const struct module *m = l->attempt->module;
    const char *full = arena_printf(l->arena, "%s%s", l->row, name), *dot = strrchr(name, '.');
    const struct block *b = module_exercise(m, full);
    if (!b && dot)
        b = module_exercise(m, arena_copy(l->arena, full, strlen(full) - strlen(dot)));
    if (!b)
        return false;
    if (l->only_shown && !attempt_shows(l->attempt, b))
        return true;
    if (!lend_answer(l, full, out))
        lend_part(l, full, out);
    return true;
}

/* "week.total.units" */
static bool lend_total(const struct lender *l, const char *name, struct value *out)
{
    const struct block *diary;
    const struct diary_total *total = module_total(l->attempt->module, name, &diary);
    double sum;
    if (total && diary_sum(l->attempt, diary, total, -1, &sum))
        *out = (struct value){.kind = VALUE_NUMBER, .number = sum};
    return total != NULL;
}

static void lend(void *context, const char *name, struct value *out)
{
    const struct lender *l = context;
    const struct attempt *s = l->attempt;
    *out = (struct value){.kind = VALUE_NULL};
    if (l->row && lend_of_row(l, name, out))
        return;
    if (text_is(name, "setting")) {
        *out = (struct value){.kind = VALUE_TEXT, .text = s->settings.setting};
    } else if (text_is(name, "language")) {
        *out = (struct value){.kind = VALUE_TEXT, .text = s->settings.language};
    } else if (text_is(name, "score")) {
        double score = l->with_score ? attempt_score(s) : -1;
        if (score >= 0)
            *out = (struct value){.kind = VALUE_NUMBER, .number = score};
    } else if (text_starts_with(name, "visits.")) {
        *out = (struct value){.kind = VALUE_NUMBER, .number = attempt_visits(s, name + strlen("visits."))};
    } else if (!attempt_score_of(s, name, out) && !lend_total(l, name, out) && !lend_answer(l, name, out)) {
        lend_part(l, name, out);
    }
}

struct rule_scope attempt_scope(const struct attempt *s, struct arena *arena)
{
    struct lender *l = ARENA_NEW(arena, struct lender);
    *l = (struct lender){.attempt = s, .arena = arena, .with_score = true};
    return (struct rule_scope){.context = l, .variable = lend, .arena = arena};
}

/* What a rule needs on the way is given back at once: a page asks dozens of rules for every frame. */
static struct value work_out(const struct attempt *s, const struct rule *r, struct lender l, bool *holds_out)
{
    struct arena before = *s->arena;
    l.attempt = s;
    l.arena = s->arena;
    struct rule_scope scope = {.context = &l, .variable = lend, .arena = s->arena};
    struct value value = {.kind = VALUE_NULL};
    if (holds_out)
        *holds_out = rule_holds(r, &scope);
    else
        value = rule_value(r, &scope);
    if (s->arena->last == before.last)
        *s->arena = before;
    return value;
}

bool attempt_holds(const struct attempt *s, const struct rule *when, bool with_score)
{
    bool holds = true;
    if (when)
        work_out(s, when, (struct lender){.with_score = with_score}, &holds);
    return holds;
}

bool attempt_holds_in_row(const struct attempt *s, const struct rule *when, const char *row)
{
    bool holds = true;
    if (when)
        work_out(s, when, (struct lender){.with_score = true, .row = row}, &holds);
    return holds;
}

double attempt_sum(const struct attempt *s, const struct rule *of, const char *row)
{
    struct value v = work_out(s, of, (struct lender){.row = row, .only_shown = true}, NULL);
    return v.kind == VALUE_NUMBER ? v.number : NAN;
}

void attempt_row_place(const struct block *box, char out[EXERCISE_ID_ROOM])
{
    const char *dot = strrchr(box->id, '.');
    size_t length = dot ? (size_t)(dot - box->id) + 1 : 0;
    assert(length < EXERCISE_ID_ROOM);
    memcpy(out, box->id, length);
    out[length] = '\0';
}
