#include "scoring.h"

#include <math.h>
#include <stdio.h>

/* --- single answers ----------------------------------------------------------------------------------------------- */

const char *measure_key(const struct measure *m, const struct measure_item *item, int index, char out[MEASURE_KEY])
{
    if (item->options)
        return item->options[index].id;
    snprintf(out, MEASURE_KEY, "%g", measure_value(m, item, index));
    return out;
}

bool measure_worth(const struct measure *m, const struct measure_item *item, const char *value, double *out)
{
    for (int i = 0; value && i < measure_value_count(m, item); i++) {
        char key[MEASURE_KEY];
        if (!text_is(measure_key(m, item, i, key), value))
            continue;
        *out = measure_value(m, item, i);
        return true;
    }
    return false;
}

static const char *given(const struct answer *a, const struct measure_item *item)
{
    return a && !a->declined ? answer_value(a, item->id) : NULL;
}

bool measure_fits(const struct measure *m, const struct answer *a)
{
    for (int i = 0; i < a->count; i++) {
        const struct answer_entry *e = &a->entries[i];
        const struct measure_item *item = measure_item(m, e->key);
        double worth;
        if (!item || !(measure_worth(m, item, e->value, &worth) || (m->decline && text_is(e->value, MEASURE_DECLINED))))
            return false;
        for (int k = 0; k < i; k++)
            if (text_is(a->entries[k].key, e->key))
                return false;
    }
    return true;
}

bool measure_is_complete(const struct measure *m, const struct answer *a)
{
    for (int i = 0; i < m->item_count; i++)
        if (!given(a, &m->items[i]))
            return false;
    return true;
}

bool measure_is_concern(const struct measure *m, const struct answer *now, const struct answer *before)
{
    for (int i = 0; i < m->item_count; i++) {
        const struct measure_item *item = &m->items[i];
        const char *value = given(now, item);
        double worth;
        if (item->has_concern && measure_worth(m, item, value, &worth) && worth >= item->concern_at_least &&
            !text_is(value, given(before, item)))
            return true;
    }
    return false;
}

/* --- scores ------------------------------------------------------------------------------------------------------- */

static double reversed(const struct measure *m, const struct measure_item *item, double worth)
{
    double least = measure_value(m, item, 0), most = least;
    for (int i = 1; i < measure_value_count(m, item); i++) {
        least = fmin(least, measure_value(m, item, i));
        most = fmax(most, measure_value(m, item, i));
    }
    return least + most - worth;
}

struct part {
    double sum;
    int answered, missing;
};

/* All items, or those of one subscale. */
static struct part add_up(const struct measure *m, const struct answer *a, int subscale)
{
    struct part part = {0};
    for (int i = 0; i < m->item_count; i++) {
        const struct measure_item *item = &m->items[i];
        double worth;
        if (subscale >= 0 && item->subscale != subscale)
            continue;
        if (measure_worth(m, item, given(a, item), &worth)) {
            part.sum += item->reversed ? reversed(m, item, worth) : worth;
            part.answered++;
        } else {
            part.missing++;
        }
    }
    return part;
}

static bool part_score(const struct measure *m, struct part part, double *out)
{
    if (part.answered == 0 || part.missing > m->missing_at_most)
        return false;
    double mean = part.sum / part.answered;
    *out = m->rule == MEASURE_MEAN ? mean
           : part.missing == 0     ? part.sum
                                   : floor(mean * (part.answered + part.missing) + 0.5);
    return true;
}

static const struct measure_band *band_of(const struct measure *m, double score)
{
    const struct measure_band *band = NULL;
    for (int i = 0; i < m->band_count; i++)
        if (score >= m->bands[i].from)
            band = &m->bands[i];
    return band;
}

struct score measure_score(const struct measure *m, const struct answer *a)
{
    struct part all = add_up(m, a, -1);
    struct score s = {.answered = all.answered, .missing = all.missing};
    s.has = part_score(m, all, &s.score);
    if (!s.has)
        return s;
    s.band = band_of(m, s.score);
    s.is_case = m->has_case && (m->higher_is_better ? s.score <= m->case_from : s.score >= m->case_from);
    for (int i = 0; i < m->subscale_count; i++)
        s.has_subscale[i] = part_score(m, add_up(m, a, i), &s.subscale[i]);
    return s;
}

double score_shown(double score)
{
    return floor(score * 10 + 0.5) / 10;
}

const char *score_words(struct arena *arena, double score)
{
    return arena_printf(arena, "%g", score_shown(score));
}

/* --- two occasions ------------------------------------------------------------------------------------------------ */

#define RELIABLE_ABOVE 1.96 /* the 5% that chance alone would bring, both ways */

static void judge_reliable(const struct measure_reliable *r, struct measure_change *change)
{
    change->knows_reliable = r->kind != RELIABLE_UNKNOWN;
    if (r->kind == RELIABLE_POINTS) {
        change->is_reliable = fabs(change->difference) >= r->points - 1e-9;
    } else if (r->kind == RELIABLE_INDEX) {
        double error = r->sd * sqrt(1 - r->reliability);
        change->index = change->difference / (error * sqrt(2));
        change->is_reliable = fabs(change->index) > RELIABLE_ABOVE;
    }
}

struct measure_change measure_change(const struct measure *m, const struct score *first, const struct score *last)
{
    struct measure_change change = {.distance = DISTANCE_UNKNOWN};
    if (!first->has || !last->has)
        return change;
    change.difference = last->score - first->score;
    if (fabs(change.difference) < 1e-9)
        change.difference = 0; /* two means of the same answers, added up in another order */
    change.distance = change.difference == 0                           ? DISTANCE_SAME
                      : (change.difference > 0) == m->higher_is_better ? DISTANCE_BETTER
                                                                       : DISTANCE_WORSE;
    judge_reliable(&m->reliable, &change);
    return change;
}
