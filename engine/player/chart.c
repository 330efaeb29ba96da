#include "chart.h"

#include "amount.h"
#include "calendar.h"
#include "diary.h"
#include "document.h"
#include "exercise.h"
#include "scoring.h"

#define HISTORY_MAX 128 /* times one question was answered: a module a week for more than two years */

static bool is_private(const struct attempt *s, const char *name)
{
    const struct attempt *of;
    const struct block *b = attempt_exercise(s, name, &of);
    return b && of && attempt_is_private(of, b);
}

/* What a measure came to is drawn as it is said. */
static bool is_score(const struct attempt *s, const char *name)
{
    char id[MEASURE_ID_BYTES];
    const struct attempt *of;
    const struct block *b = attempt_exercise(s, name, &of);
    return b ? b->kind == BLOCK_MEASURE : measure_variable(name, id) != MEASURE_NONE;
}

/* With the chart's unit, or that of the question (`b`, or NULL). */
static const char *figures(const struct attempt *s, struct arena *arena, const struct chart_block *chart,
                           const struct block *b, double value)
{
    const struct words *unit = &chart->unit, *one = NULL;
    if (!unit->count && b && b->kind == BLOCK_NUMBER && b->number.money)
        return arena_printf(arena, "£%s", amount_digits(arena, &b->number, value));
    if (!unit->count && b && b->kind == BLOCK_NUMBER)
        unit = &b->number.unit, one = &b->number.unit_one;
    else if (!unit->count && b && b->kind == BLOCK_SCALE)
        unit = &b->scale.unit, one = &b->scale.unit_one;
    return wording_number(s, arena, value, unit, one);
}

/* --- points of different names ---------------------------------------------------------------------------------- */

static int points(const struct attempt *s, struct arena *arena, const struct chart_block *chart,
                  struct chart_value out[POINTS_MAX])
{
    struct rule_scope scope = attempt_scope(s, arena);
    int count = 0;
    for (int i = 0; i < chart->point_count && count < POINTS_MAX; i++) {
        const struct chart_point *p = &chart->points[i];
        struct value value;
        scope.variable(scope.context, p->of, &value);
        if (value.kind != VALUE_NUMBER || is_private(s, p->of))
            continue;
        const struct attempt *of;
        const struct block *diary;
        const struct diary_total *total = module_total(s->module, p->of, &diary);
        if (total && attempt_is_private(s, diary))
            continue;
        double shown = is_score(s, p->of) ? score_shown(value.number) : value.number;
        const char *text = total && !chart->unit.count
                               ? diary_sum_words(s, arena, diary, total, -1)
                               : figures(s, arena, chart, attempt_exercise(s, p->of, &of), shown);
        out[count++] = (struct chart_value){.value = shown, .figures = text, .label = &p->label};
    }
    return count;
}

/* --- one name, time after time ---------------------------------------------------------------------------------- */

struct history {
    struct chart_value item[HISTORY_MAX];
    int count;
};

static void add(struct history *h, double value, instant_ms at)
{
    if (h->count < HISTORY_MAX)
        h->item[h->count++] = (struct chart_value){.value = value, .at = at};
}

static void add_answers(const struct attempt *s, struct arena *arena, const char *name, struct history *h)
{
    struct dated_answer given[HISTORY_MAX];
    int count = attempt_history(s, name, given, HISTORY_MAX);
    for (int i = 0; i < count; i++) {
        const struct exercise_kind *kind = exercise_of(given[i].exercise);
        struct value value = {.kind = VALUE_NUMBER, .number = given[i].answer->number};
        if (kind->value)
            value = kind->value(given[i].answer, given[i].exercise, arena);
        if (value.kind == VALUE_NUMBER && (kind->value || kind->is_number) &&
            !attempt_is_private(given[i].attempt, given[i].exercise))
            add(h, given[i].exercise->kind == BLOCK_MEASURE ? score_shown(value.number) : value.number, given[i].at);
    }
}

/* A questionnaire can stand on several pages; within an attempt they follow each other as the pages do. */
static void add_scores(const struct attempt *s, const char *id, struct history *h)
{
    for (int i = 0; i < s->module->exercise_count; i++) {
        const struct block *b = s->module->exercises[i];
        const struct answer *a = s->notes[b->index].answer;
        if (b->kind != BLOCK_MEASURE || !a || a->declined || !text_is(b->measure.measure->id, id) ||
            attempt_is_private(s, b))
            continue;
        struct score score = measure_score(b->measure.measure, a);
        if (score.has)
            add(h, score_shown(score.score), s->notes[b->index].at);
    }
}

static bool is_unofficial(const struct attempt *s, const char *name)
{
    char id[MEASURE_ID_BYTES];
    const struct attempt *of;
    const struct block *b = attempt_exercise(s, name, &of);
    if (b)
        return b->kind == BLOCK_MEASURE && !b->measure.measure->validated;
    if (measure_variable(name, id) == MEASURE_NONE)
        return false;
    for (int i = 0; i < s->programme->measure_count; i++)
        if (text_is(s->programme->measures[i]->id, id))
            return !s->programme->measures[i]->validated;
    return false;
}

bool chart_is_unofficial(const struct attempt *s, const struct chart_block *chart)
{
    if (chart->of)
        return is_unofficial(s, chart->of);
    for (int i = 0; i < chart->point_count; i++)
        if (is_unofficial(s, chart->points[i].of))
            return true;
    return false;
}

/* --- what a diary adds up to ---------------------------------------------------------------------------------------
 */

/* When something was last written into it. */
static instant_ms written_at(const struct attempt *s, const struct block *diary)
{
    instant_ms at = 0;
    for (int i = 0, count = block_part_count(diary); i < count; i++) {
        const struct notes *n = &s->notes[block_part(diary, i)->index];
        at = n->answer && n->at > at ? n->at : at;
    }
    return at;
}

static void add_sum(const struct attempt *s, struct arena *arena, const struct chart_block *chart, int row,
                    struct history *h)
{
    const struct block *diary;
    const struct diary_total *total = module_total(s->module, chart->of, &diary);
    double sum;
    if (h->count == HISTORY_MAX || attempt_is_private(s, diary) || !diary_sum(s, diary, total, row, &sum))
        return;
    h->item[h->count++] = (struct chart_value){
        .value = sum,
        .figures = chart->unit.count ? wording_number(s, arena, score_shown(sum), &chart->unit, NULL)
                                     : diary_sum_words(s, arena, diary, total, row),
        .row = row >= 0 ? diary_row_title(s, arena, s->settings.interface, diary, row) : NULL,
        .at = written_at(s, diary),
    };
}

static void add_sums(const struct attempt *s, struct arena *arena, const struct chart_block *chart,
                     const struct block *diary, struct history *h)
{
    for (int row = 0; chart->by_row && row < diary->diary.row_count; row++)
        add_sum(s, arena, chart, row, h);
    for (int i = 0; !chart->by_row && i < s->past.count; i++)
        if (s->past.attempts[i]->module == s->module)
            add_sum(s->past.attempts[i], arena, chart, -1, h);
    if (!chart->by_row)
        add_sum(s, arena, chart, -1, h);
}

const char *chart_label(const struct attempt *s, struct arena *arena, const struct catalogue *interface,
                        const struct chart_value *value)
{
    if (value->label)
        return prose_plain(arena, wording_text(s, arena, value->label));
    return value->row ? value->row : calendar_date(arena, interface, date_in_london(value->at));
}

int chart_values(const struct attempt *s, struct arena *arena, const struct chart_block *chart,
                 struct chart_value out[POINTS_MAX])
{
    char id[MEASURE_ID_BYTES];
    const struct block *diary = NULL;
    struct history h = {.count = 0};
    if (!chart->of)
        return points(s, arena, chart, out);
    if (module_total(s->module, chart->of, &diary)) {
        add_sums(s, arena, chart, diary, &h);
    } else if (measure_variable(chart->of, id) != MEASURE_NONE) {
        for (int i = 0; i < s->past.count; i++)
            add_scores(s->past.attempts[i], id, &h);
        add_scores(s, id, &h);
    } else {
        add_answers(s, arena, chart->of, &h);
    }
    const struct attempt *of;
    const struct block *b = attempt_exercise(s, chart->of, &of);
    int from = h.count > POINTS_MAX ? h.count - POINTS_MAX : 0;
    for (int i = from; i < h.count; i++) {
        out[i - from] = h.item[i];
        if (!h.item[i].figures)
            out[i - from].figures = figures(s, arena, chart, b, h.item[i].value);
    }
    return h.count - from;
}
