/* chart: own numbers over time, or side by side. */
#include "kind.h"

#include "measure.h"

static const char *const chart_looks[] = {"line", "bars", NULL};

static const struct field chart_fields[] = {
    SHOWN_FIELDS,
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct block, chart.title)},
    {.key = "look", .type = FIELD_ENUM, .at = offsetof(struct block, chart.look), .names = chart_looks},
    {.key = "of"},     /* by hand: the name of a number */
    {.key = "points"}, /* or several */
    {.key = "by_row", .type = FIELD_FLAG, .at = offsetof(struct block, chart.by_row)},
    {.key = "from",
     .type = FIELD_NUMBER,
     .at = offsetof(struct block, chart.from),
     .required = true,
     .least = -1000000,
     .most = 1000000},
    {.key = "to",
     .type = FIELD_NUMBER,
     .at = offsetof(struct block, chart.to),
     .required = true,
     .least = -1000000,
     .most = 1000000},
    {.key = "ends"},
    {.key = "unit", .type = FIELD_WORDS, .at = offsetof(struct block, chart.unit)},
    {.key = "empty", .type = FIELD_WORDS, .at = offsetof(struct block, chart.empty), .required = true},
};

static const struct field point_fields[] = {
    {.key = "of", .required = true},
    {.key = "label", .type = FIELD_WORDS, .at = offsetof(struct chart_point, label), .required = true, .part = ""},
};
static const struct shape point_shape = {"a point", FIELDS(point_fields)};

static void load_points(struct loader *l, const struct json *list, struct chart_block *chart, const char *place)
{
    int count = json_count(list);
    struct chart_point *points = ARENA_ARRAY(l->arena, struct chart_point, count);
    for (int i = 0; i < count; i++) {
        const struct json *one = json_at(list, i);
        if (!load_object(l, one, &point_shape, &points[i], arena_printf(l->arena, "%s.point.%d", place, i + 1)))
            continue;
        const struct json *of = json_member(one, "of");
        points[i].of = of ? load_string(l, of, "of") : NULL;
    }
    chart->points = points;
    chart->point_count = count;
}

static void finish_chart(struct loader *l, const struct json *j, struct block *b, const char *place)
{
    struct chart_block *chart = &b->chart;
    const struct json *of = json_member(j, "of"), *points = json_member(j, "points"), *ends = json_member(j, "ends");
    const struct json *list = points ? load_list(l, points, "points", 2, POINTS_MAX) : NULL;
    const struct json *two = load_list(l, ends, "ends", 2, 2);
    if (of && points)
        load_error(l, points, "chart-of", "\"of\" and \"points\" both say what is shown: write one of them");
    else if (!of && !points)
        load_error(l, j, "missing", "a chart needs \"of\" or \"points\"");
    if (of)
        chart->of = load_string(l, of, "of");
    if (list)
        load_points(l, list, chart, place);
    if (two) {
        chart->low = load_words(l, json_at(two, 0), arena_printf(l->arena, "%s.end.1", place), false);
        chart->high = load_words(l, json_at(two, 1), arena_printf(l->arena, "%s.end.2", place), false);
    }
    if (!ends && !json_member(j, "unit"))
        load_error(l, j, "missing", "a chart needs \"ends\": words for what its lowest and highest number mean");
    if (json_member(j, "from") && json_member(j, "to") && chart->from >= chart->to)
        load_error(l, json_member(j, "to"), "chart-range", "a chart goes up: \"to\" must be more than \"from\"");
}

/* --- judging ------------------------------------------------------------------------------------------------------ */

/* The numbers an exercise can give; false when it gives none. */
static bool range_of(const struct block *b, double *from, double *to)
{
    if (b->kind == BLOCK_SCALE)
        *from = b->scale.from, *to = b->scale.to;
    else if (b->kind == BLOCK_NUMBER)
        *from = b->number.from, *to = b->number.to;
    else if (b->kind == BLOCK_MEASURE && b->measure.measure)
        *from = b->measure.measure->least, *to = b->measure.measure->most;
    else
        return false;
    return true;
}

static void check_range(const struct check *c, const struct block *b, const char *pointer, const char *name,
                        double from, double to)
{
    bool turned = b->chart.from >= b->chart.to; /* said already */
    if (turned || (from >= b->chart.from && to <= b->chart.to))
        return;
    problem_hint(c->problems,
                 check_error(c, check_at_key(c, pointer, "of"), "chart-range",
                             "\"%s\" goes from %g to %g, and the chart from %g to %g", name, from, to, b->chart.from,
                             b->chart.to),
                 "give the chart a \"from\" and \"to\" that hold them all");
}

/* "measure.<id>.score", or how far it has changed; its band is no number. */
static void check_score(const struct check *c, const struct block *b, const char *pointer, const char *name)
{
    char id[MEASURE_ID_BYTES];
    const struct measure *m = check_measure(c, arena_printf(c->problems->arena, "%s/of", pointer), "chart-of", name);
    enum measure_score_of what = measure_variable(name, id);
    if (!m)
        return;
    if (what == MEASURE_BAND)
        check_error(c, check_at_key(c, pointer, "of"), "chart-of", "\"%s\" is no number", name);
    else if (what == MEASURE_CHANGE)
        check_range(c, b, pointer, name, m->least - m->most, m->most - m->least);
    else
        check_range(c, b, pointer, name, m->least, m->most);
}

/* Only what a diary adds up has rows. */
static void check_by_row(const struct check *c, const struct block *b)
{
    const struct block *diary;
    if (!b->chart.by_row || (b->chart.of && module_total(c->m, b->chart.of, &diary)))
        return;
    problem_hint(c->problems,
                 check_error(c, check_at_key(c, b->pointer, "by_row"), "chart-of", "there are no rows to show"),
                 "\"by_row\" is for a total of a diary of this module: \"of\": \"week.total.units\"");
}

static void check_of(const struct check *c, const struct block *b, const char *pointer, const char *name)
{
    double from, to;
    if (name && text_starts_with(name, "measure."))
        check_score(c, b, pointer, name);
    if (!name || text_starts_with(name, "measure."))
        return;
    const struct block *exercise = check_reference(c, pointer, "of", name);
    if (!exercise)
        return;
    if (range_of(exercise, &from, &to))
        check_range(c, b, pointer, name, from, to);
    else
        problem_hint(c->problems,
                     check_error(c, check_at_key(c, pointer, "of"), "chart-of", "\"%s\" is a %s: it gives no number",
                                 name, block_kind_name(exercise->kind)),
                     "a chart shows a scale, a number, a total of a diary or the score of a measure");
}

static void check_chart(const struct check *c, const struct block *b)
{
    const struct chart_block *chart = &b->chart;
    check_words(c, &chart->title, false);
    check_words(c, &chart->low, false);
    check_words(c, &chart->high, false);
    check_words(c, &chart->unit, false);
    check_words(c, &chart->empty, true);
    check_of(c, b, b->pointer, chart->of);
    check_by_row(c, b);
    for (int i = 0; i < chart->point_count; i++) {
        check_words(c, &chart->points[i].label, false);
        check_of(c, b, check_item(c, b->pointer, "points", i), chart->points[i].of);
    }
}

const struct kind_row kind_chart = {"chart", {"a chart", FIELDS(chart_fields)}, finish_chart, check_chart};
