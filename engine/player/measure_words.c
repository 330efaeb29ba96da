#include "measure_words.h"

#include <math.h>
#include <string.h>

#include "catalogue.h"
#include "exercise.h"
#include "wording.h"

const char *const measure_unofficial = WORDS("This is not a test. It is not an official measure.");

static const struct catalogue *interface_of(const struct attempt *s)
{
    return attempt_settings_of(s).interface;
}

static const struct answer *given(const struct attempt *s, const struct block *b)
{
    const struct answer *answer = exercise_answer(s, b);
    return answer && !answer->declined ? answer : NULL;
}

static const char *answer_words(const struct attempt *s, struct arena *a, const struct measure_item *item,
                                const char *value)
{
    if (text_is(value, MEASURE_DECLINED))
        return catalogue_words(interface_of(s), WORDS("I would rather not say"));
    for (int i = 0; i < item->option_count; i++)
        if (text_is(item->options[i].id, value))
            return wording_unstyled(s, a, &item->options[i].text);
    return value;
}

int measure_lines(const struct attempt *s, struct arena *a, const struct block *b, bool paper,
                  struct measure_line out[MEASURE_ITEMS_MAX])
{
    const struct measure *m = b->measure.measure;
    const struct answer *answer = given(s, b);
    int count = 0;
    for (int i = 0; answer && i < m->item_count; i++) {
        const struct measure_item *item = &m->items[i];
        const char *value = answer_value(answer, item->id);
        if (value && !(paper && item->has_concern))
            out[count++] = (struct measure_line){wording_unstyled(s, a, &item->text), answer_words(s, a, item, value)};
    }
    return count;
}

const char *measure_scale_words(const struct attempt *s, struct arena *a, const struct measure *m)
{
    if (!m->is_scale)
        return NULL;
    return catalogue_words_with(a, interface_of(s), WORDS("From %1 to %2."),
                                arena_printf(a, "%g (%s)", m->scale.from, wording_unstyled(s, a, &m->scale.low)),
                                arena_printf(a, "%g (%s)", m->scale.to, wording_unstyled(s, a, &m->scale.high)), NULL);
}

const char *measure_total_words(const struct attempt *s, struct arena *a, const struct block *b)
{
    const struct measure *m = b->measure.measure;
    struct score score = measure_score(m, given(s, b));
    if (!score.has)
        return NULL;
    return catalogue_words_with(a, interface_of(s),
                                m->rule == MEASURE_MEAN ? WORDS("On average: %1, from %2 to %3")
                                                        : WORDS("In all: %1, from %2 to %3"),
                                score_words(a, score.score), score_words(a, m->least), score_words(a, m->most));
}

/* A later page of the module has it once more. */
static bool is_asked_again(const struct attempt *s, const struct block *b)
{
    const struct module *m = attempt_module(s);
    bool after = false;
    for (int i = 0; i < m->exercise_count; i++) {
        const struct block *other = m->exercises[i];
        if (after && other->kind == BLOCK_MEASURE && other->measure.measure == b->measure.measure &&
            measure_score(b->measure.measure, given(s, other)).has)
            return true;
        after = after || other == b;
    }
    return false;
}

const char *measure_change_words(const struct attempt *s, struct arena *a, const struct block *b)
{
    struct occasions o = attempt_occasions(s, b->measure.measure);
    if (!o.are_two || !measure_score(b->measure.measure, given(s, b)).has || is_asked_again(s, b))
        return NULL;
    /* of what is shown: 4.3 and 6.7 are 2.4 apart, whatever was rounded away */
    double first = score_shown(o.first.score), apart = score_shown(o.latest.score) - first;
    const char *words = apart > 0.05    ? WORDS("The first time it was %1, %2 less than now.")
                        : apart < -0.05 ? WORDS("The first time it was %1, %2 more than now.")
                                        : WORDS("The first time it was %1, too.");
    return catalogue_words_with(a, interface_of(s), words, score_words(a, first), score_words(a, fabs(apart)), NULL);
}

/* Questions keep their mark, statements get a colon: "Trouble sleeping: several days" */
static void add_line(struct buffer *out, struct arena *a, const struct measure_line *line)
{
    size_t end = strlen(line->ask);
    bool marked = end && strchr(".?!:", line->ask[end - 1]);
    buffer_addf(out, "%s%s%s %s", out->length ? "; " : "", line->ask, marked ? "" : ":",
                wording_inside(a, line->answer));
}

const char *measure_all_words(const struct attempt *s, struct arena *a, const struct block *b)
{
    struct measure_line line[MEASURE_ITEMS_MAX];
    int count = measure_lines(s, a, b, true, line);
    const char *total = measure_total_words(s, a, b), *change = measure_change_words(s, a, b);
    struct buffer out;
    buffer_init(&out, a);
    for (int i = 0; i < count; i++)
        add_line(&out, a, &line[i]);
    if (total)
        buffer_addf(&out, "%s%s", out.length ? ". " : "", total);
    if (change)
        buffer_addf(&out, ". %s", change);
    return out.length ? buffer_text(&out) : NULL;
}
