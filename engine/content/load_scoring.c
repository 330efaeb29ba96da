/* What the answers to a measure are worth: its bands, what may be left out, when staff look at it, what is real change.
 */
#include "load_inside.h"

#include <math.h>

/* The lowest and the highest that an answer to the item is worth. */
static void item_range(const struct measure *m, const struct measure_item *item, double *least, double *most)
{
    *least = *most = measure_value(m, item, 0);
    for (int i = 1; i < measure_value_count(m, item); i++) {
        *least = fmin(*least, measure_value(m, item, i));
        *most = fmax(*most, measure_value(m, item, i));
    }
}

/* Some answers are a concern, and some are none. `items` are as they are written. */
static void judge_items(struct loader *l, const struct json *items, struct measure *m)
{
    for (int i = 0; i < m->item_count; i++) {
        const struct measure_item *item = &m->items[i];
        double least, most;
        item_range(m, item, &least, &most);
        if (item->has_concern && (item->concern_at_least <= least || item->concern_at_least > most))
            load_error(l, json_member(json_at(items, i), "concern"), "concern",
                       "answers are worth %g to %g: a concern from %g is %s", least, most, item->concern_at_least,
                       item->concern_at_least > most ? "never met" : "met by all of them");
        m->least += least;
        m->most += most;
    }
    if (m->rule == MEASURE_MEAN) {
        m->least /= m->item_count;
        m->most /= m->item_count;
    }
}

static const struct field band_fields[] = {
    {.key = "from",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure_band, from),
     .required = true,
     .least = -1e6,
     .most = 1e6},
    {.key = "to",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure_band, to),
     .required = true,
     .least = -1e6,
     .most = 1e6},
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct measure_band, id), .required = true},
    {.key = "text", .type = FIELD_WORDS, .at = offsetof(struct measure_band, text), .required = true, .part = ""},
};
static const struct shape band_shape = {"a band", FIELDS(band_fields)};

/* Every score is in one band: whole sums step by one from band to band, means go over without a step. */
static void judge_band(struct loader *l, const struct json *at, const struct measure *m, int i)
{
    const struct measure_band *band = &m->bands[i];
    double from = i == 0 ? m->least : m->bands[i - 1].to + (m->rule == MEASURE_SUM ? 1 : 0);
    if (band->from > band->to)
        load_error(l, at, "band", "a band from %g to %g holds no score", band->from, band->to);
    else if (band->from != from)
        load_error(l, at, "band", "this band begins at %g; after the one before it must begin at %g", band->from, from);
    if (i == m->band_count - 1 && band->to != m->most)
        load_error(l, at, "band", "the last band ends at %g; a score can be up to %g", band->to, m->most);
}

static void read_bands(struct loader *l, const struct json *j, struct measure *m)
{
    const struct json *list = load_list(l, j, "bands", 1, MEASURE_BANDS_MAX);
    if (!list)
        return;
    int errors = problems_breaking(l->problems);
    struct names ids = {0};
    m->band_count = json_count(list);
    struct measure_band *bands = ARENA_ARRAY(l->arena, struct measure_band, m->band_count);
    for (int i = 0; i < m->band_count; i++) {
        const struct json *one = json_at(list, i);
        load_object(l, one, &band_shape, &bands[i], load_measure_place(l, m, "band", one));
        if (bands[i].id)
            names_add(l, &ids, bands[i].id, json_member(one, "id"), "band");
    }
    m->bands = bands;
    for (int i = 0; i < m->band_count && problems_breaking(l->problems) == errors; i++)
        judge_band(l, json_at(list, i), m, i);
}

static const char *const fills[] = {"mean", NULL};

struct missing_read {
    int at_most, fill;
};
static const struct field missing_fields[] = {
    {.key = "at_most",
     .type = FIELD_COUNT,
     .at = offsetof(struct missing_read, at_most),
     .required = true,
     .least = 1,
     .most = MEASURE_ITEMS_MAX - 1},
    {.key = "fill", .type = FIELD_ENUM, .at = offsetof(struct missing_read, fill), .required = true, .names = fills},
};
static const struct shape missing_shape = {"missing", FIELDS(missing_fields)};

static void read_missing(struct loader *l, const struct json *j, struct measure *m)
{
    struct missing_read read = {0};
    if (!load_object(l, j, &missing_shape, &read, ""))
        return;
    m->missing_at_most = read.at_most;
    if (!m->decline)
        problem_hint(l->problems, load_error(l, j, "measure-missing", "nobody can leave an item of this measure out"),
                     "write \"decline\": true, or leave \"missing\" out");
    else if (m->item_count && read.at_most >= m->item_count)
        load_error(l, j, "measure-missing", "there are %d items; at least one answer is needed for a score",
                   m->item_count);
}

static const struct field case_fields[] = {
    {.key = "from",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure, case_from),
     .required = true,
     .least = -1e6,
     .most = 1e6},
};
static const struct shape case_shape = {"case", FIELDS(case_fields)};

static void read_case(struct loader *l, const struct json *j, struct measure *m)
{
    m->has_case = load_object(l, j, &case_shape, m, "");
    if (m->has_case && json_member(j, "from") && (m->case_from < m->least || m->case_from > m->most))
        load_error(l, j, "limit", "a score can be from %g to %g; %g is none", m->least, m->most, m->case_from);
}

static const struct field reliable_fields[] = {
    {.key = "points",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure, reliable.points),
     .least = 0.01,
     .most = 1e6},
    {.key = "sd", .type = FIELD_NUMBER, .at = offsetof(struct measure, reliable.sd), .least = 0.01, .most = 1e6},
    {.key = "reliability",
     .type = FIELD_NUMBER,
     .at = offsetof(struct measure, reliable.reliability),
     .least = 0,
     .most = 0.999},
    {.key = "source", .required = true},
};
static const struct shape reliable_shape = {"a reliable change", FIELDS(reliable_fields)};

static void read_reliable(struct loader *l, const struct json *j, struct measure *m)
{
    if (!load_object(l, j, &reliable_shape, m, ""))
        return;
    bool points = json_member(j, "points"), sd = json_member(j, "sd"), reliability = json_member(j, "reliability");
    m->reliable.kind = points ? RELIABLE_POINTS : RELIABLE_INDEX;
    if (points == (sd || reliability) || sd != reliability)
        load_error(l, j, "reliable", "a reliable change has \"points\", or \"sd\" and \"reliability\"");
    if (json_member(j, "source"))
        m->reliable.source = load_string(l, json_member(j, "source"), "source");
}

void load_measure_scoring(struct loader *l, const struct json *root, struct measure *m)
{
    const struct json *bands = json_member(root, "bands"), *missing = json_member(root, "missing");
    const struct json *from = json_member(root, "case"), *reliable = json_member(root, "reliable_change");
    judge_items(l, json_member(root, "items"), m);
    if (bands)
        read_bands(l, bands, m);
    if (missing)
        read_missing(l, missing, m);
    if (from)
        read_case(l, from, m);
    if (reliable)
        read_reliable(l, reliable, m);
}
