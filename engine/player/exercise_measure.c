/* measure: one entry an item; the option or the number as value, "-" for an item that was left out. */
#include "exercise.h"
#include "measure_words.h"
#include "scoring.h"

static bool fits(const struct answer *a, const struct block *b)
{
    return measure_fits(b->measure.measure, a);
}

static bool complete(const struct answer *a, const struct block *b)
{
    return measure_is_complete(b->measure.measure, a);
}

/* Entries stand in the order of the items, whatever was answered first. */
static enum change place_item(const struct attempt *s, const struct block *b, const char *item, const char *value,
                              struct answer *out)
{
    const struct measure *m = b->measure.measure;
    const struct answer *old = exercise_answer(s, b);
    struct draft d = {.count = 0};
    for (int i = 0; i < m->item_count; i++) {
        const char *id = m->items[i].id, *before = answer_value(old, id);
        if (text_is(id, item) ? !text_is_empty(value) : before != NULL)
            draft_add(&d, id, text_is(id, item) ? value : before);
    }
    return measure_item(m, item) ? draft_finish(s, &d, out) : CHANGE_REFUSED;
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    return act.kind == ACT_PLACE && act.item ? place_item(s, b, act.item, act.text, out) : CHANGE_REFUSED;
}

static bool concern(const struct block *b, const struct answer *now, const struct answer *before)
{
    return measure_is_concern(b->measure.measure, now, before);
}

static struct value value(const struct answer *a, const struct block *b, struct arena *arena)
{
    (void)arena;
    struct score score = measure_score(b->measure.measure, a);
    return (struct value){.kind = score.has ? VALUE_NUMBER : VALUE_NULL, .number = score.score};
}

/* "before.sleep": what was answered to one item is worth, as it is written in the measure. */
static bool part(const struct answer *a, const struct block *b, const char *part, struct value *out)
{
    const struct measure_item *item = measure_item(b->measure.measure, part);
    double worth;
    if (!item || !measure_worth(b->measure.measure, item, answer_value(a, part), &worth))
        return false;
    *out = (struct value){.kind = VALUE_NUMBER, .number = worth};
    return true;
}

static const char *words(const struct attempt *s, struct arena *arena, const struct block *b, const struct answer *a)
{
    (void)a;
    return measure_all_words(s, arena, b);
}

/* Its words hold no band and nothing that reads like a diagnosis. Words that want the score alone ask for it:
 * {measure.gad-7.score}. */
const struct exercise_kind exercise_measure = {.fits = fits,
                                               .complete = complete,
                                               .change = change,
                                               .concern = concern,
                                               .value = value,
                                               .part = part,
                                               .words = words};
