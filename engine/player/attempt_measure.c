/* What measures came to, here and in the person's other attempts. */
#include "attempt_state.h"

/* Within an attempt, occasions follow each other as the pages do. */
static void add_occasions(const struct attempt *s, const struct measure *m, struct occasions *o)
{
    for (int i = 0; i < s->module->exercise_count; i++) {
        const struct block *b = s->module->exercises[i];
        if (b->kind != BLOCK_MEASURE || b->measure.measure != m || !s->notes[b->index].answer)
            continue;
        struct score score = measure_score(m, s->notes[b->index].answer);
        if (!score.has)
            continue;
        o->are_two = o->first.has;
        if (!o->first.has)
            o->first = score;
        o->latest = score;
    }
}

struct occasions attempt_occasions(const struct attempt *s, const struct measure *m)
{
    struct occasions o = {.are_two = false};
    for (int i = 0; i < s->past.count; i++)
        add_occasions(s->past.attempts[i], m, &o);
    add_occasions(s, m, &o);
    return o;
}

static struct value number(double of)
{
    return (struct value){.kind = VALUE_NUMBER, .number = of};
}

bool attempt_score_of(const struct attempt *s, const char *name, struct value *out)
{
    char id[MEASURE_ID_BYTES];
    enum measure_score_of what = measure_variable(name, id);
    *out = (struct value){.kind = VALUE_NULL};
    for (int i = 0; what != MEASURE_NONE && i < s->programme->measure_count; i++) {
        const struct measure *m = s->programme->measures[i];
        if (!text_is(m->id, id))
            continue;
        struct occasions o = attempt_occasions(s, m);
        if (what == MEASURE_SCORE && o.latest.has)
            *out = number(o.latest.score);
        else if (what == MEASURE_FIRST && o.latest.has)
            *out = number(o.first.score);
        else if (what == MEASURE_CHANGE && o.are_two)
            *out = number(measure_change(m, &o.first, &o.latest).difference);
        else if (what == MEASURE_BAND && o.latest.band)
            *out = (struct value){.kind = VALUE_TEXT, .text = o.latest.band->id};
    }
    return what != MEASURE_NONE;
}
