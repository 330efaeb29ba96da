#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "scoring.h"

#define POINT_OF_MEAN 1.0 /* of a scale from 0 to 10: what counts as more where nobody has worked out what is */

/* --- one person ------------------------------------------------------------------------------------------------- */

struct person {
    const struct record *const *records; /* by end, each attempt once */
    int count;
    bool is_better, knows_better;
};

static bool scores_of(const struct person *p, const struct measure *m, struct score *first, struct score *last)
{
    int count = 0;
    for (int i = 0; i < p->count; i++)
        for (int j = 0; j < p->records[i]->measure_count; j++) {
            const struct record_measure *score = &p->records[i]->measures[j];
            if (!text_is(score->id, m->id))
                continue;
            *last = (struct score){.has = true, .score = score->score};
            if (!count++)
                *first = *last;
        }
    return count > 1;
}

static void add_measure(struct person *p, struct report_measure *out)
{
    struct score first, last;
    if (!scores_of(p, out->measure, &first, &last))
        return;
    struct measure_change change = measure_change(out->measure, &first, &last);
    bool better = change.distance == DISTANCE_BETTER, worse = change.distance == DISTANCE_WORSE;
    double by = change.difference < 0 ? -change.difference : change.difference;
    out->people++;
    out->better += better;
    out->worse += worse;
    out->same += !better && !worse;
    out->reliably_better += better && change.is_reliable;
    out->reliably_worse += worse && change.is_reliable;
    out->mean_change += (change.difference - out->mean_change) / out->people;
    p->knows_better = true;
    p->is_better |= better && (change.knows_reliable ? change.is_reliable : by >= POINT_OF_MEAN - 1e-9);
}

static const char *latest_choice(const struct person *p, const char *exercise)
{
    const char *found = NULL;
    for (int i = 0; i < p->count; i++)
        for (int j = 0; j < p->records[i]->feedback_count; j++)
            if (text_is(p->records[i]->feedback[j].exercise, exercise))
                found = p->records[i]->feedback[j].option;
    return found;
}

static bool add_choice(const struct person *p, const char *exercise, struct report_choice *out, bool *yes_out)
{
    const char *choice = latest_choice(p, exercise);
    *yes_out = text_is(choice, "yes");
    out->answered += choice != NULL;
    out->yes += *yes_out;
    return choice != NULL;
}

static void add_person(struct person *p, struct report *out)
{
    bool useful, yes;
    for (int i = 0; i < out->measure_count; i++)
        add_measure(p, &out->measures[i]);
    bool said = add_choice(p, "useful", &out->useful, &useful);
    add_choice(p, "friend", &out->recommend, &yes);
    add_choice(p, "easy", &out->easy, &yes);
    out->people++;
    out->completions += p->count;
    if (!p->knows_better && !said)
        return;
    out->benefited += p->is_better && useful;
    out->possibly += p->is_better != useful;
    out->not_benefited += !p->is_better && !useful;
}

/* --- everybody -------------------------------------------------------------------------------------------------- */

static int compare_records(const void *left, const void *right)
{
    const struct record *a = *(const struct record *const *)left, *b = *(const struct record *const *)right;
    int order = strcmp(a->person ? a->person : "", b->person ? b->person : "");
    if (!order && a->end != b->end)
        order = a->end < b->end ? -1 : 1;
    return order ? order : strcmp(a->id, b->id);
}

static bool is_another(const struct record *const *records, int count, const struct record *r)
{
    for (int i = 0; i < count; i++)
        if (text_is(records[i]->id, r->id) || (r->attempt && text_is(records[i]->attempt, r->attempt)))
            return false;
    return true;
}

void report_make(struct arena *a, const char *programme, const struct measure *const *measures, int measure_count,
                 const struct record *records, int record_count, struct report *out)
{
    const struct record **mine = ARENA_ARRAY(a, const struct record *, record_count + 1);
    int count = 0;
    *out = (struct report){.programme = programme};
    for (int i = 0; i < measure_count && i < MEASURES_MAX; i++)
        out->measures[out->measure_count++] = (struct report_measure){
            .measure = measures[i], .knows_reliable = measures[i]->reliable.kind != RELIABLE_UNKNOWN};
    for (int i = 0; i < record_count; i++)
        if (text_is(records[i].programme, programme))
            mine[count++] = &records[i];
    qsort(mine, (size_t)count, sizeof *mine, compare_records);
    for (int from = 0, to; from < count; from = to) {
        struct person p = {.records = &mine[from]};
        int kept = 0;
        for (to = from; to < count && text_is(mine[to]->person, mine[from]->person); to++)
            if (is_another(&mine[from], kept, mine[to]))
                mine[from + kept++] = mine[to];
        p.count = kept;
        add_person(&p, out);
    }
}

/* --- telling ---------------------------------------------------------------------------------------------------- */

static int percent(int part, int whole)
{
    return whole ? (part * 200 + whole) / (2 * whole) : 0;
}

static void choice_text(const char *what, const struct report_choice *c, struct buffer *out)
{
    if (c->answered)
        buffer_addf(out, "  %-22s %d%% said yes (%d of %d)\n", what, percent(c->yes, c->answered), c->yes, c->answered);
    else
        buffer_addf(out, "  %-22s nobody has said\n", what);
}

static void measure_text(const struct report_measure *m, struct buffer *out)
{
    buffer_addf(out, "  %s%s: %d with two scores; %d better, %d the same, %d worse; mean change %+.1f\n",
                m->measure->name ? m->measure->name : m->measure->id,
                m->measure->validated ? "" : " (not an official measure)", m->people, m->better, m->same, m->worse,
                m->people ? m->mean_change : 0);
    if (m->knows_reliable)
        buffer_addf(out, "    by more than chance: %d better, %d worse\n", m->reliably_better, m->reliably_worse);
    else
        buffer_adds(out, "    how much is more than chance has not been worked out for it\n");
}

void report_text(const struct report *r, struct buffer *out)
{
    int known = r->benefited + r->possibly + r->not_benefited;
    buffer_addf(out, "%s: %d completed by %d %s\n", r->programme, r->completions, r->people,
                r->people == 1 ? "person" : "people");
    for (int i = 0; i < r->measure_count; i++)
        measure_text(&r->measures[i], out);
    if (known)
        buffer_addf(out, "  benefited %d%% (%d), possibly %d%% (%d), not %d%% (%d), of %d of whom it is known\n",
                    percent(r->benefited, known), r->benefited, percent(r->possibly, known), r->possibly,
                    percent(r->not_benefited, known), r->not_benefited, known);
    choice_text("Useful:", &r->useful, out);
    choice_text("Would tell a friend:", &r->recommend, out);
    choice_text("Easy to understand:", &r->easy, out);
}

static void row(const struct report *r, const char *figure, const char *of, double value, struct buffer *out)
{
    buffer_addf(out, "%s,%s%s%s,%g\r\n", r->programme, figure, of ? ":" : "", of ? of : "", value);
}

void report_csv(const struct report *r, bool heading, struct buffer *out)
{
    if (heading)
        buffer_adds(out, "programme,figure,value\r\n");
    row(r, "completions", NULL, r->completions, out);
    row(r, "people", NULL, r->people, out);
    for (int i = 0; i < r->measure_count; i++) {
        const struct report_measure *m = &r->measures[i];
        row(r, "two-scores", m->measure->id, m->people, out);
        row(r, "better", m->measure->id, m->better, out);
        row(r, "same", m->measure->id, m->same, out);
        row(r, "worse", m->measure->id, m->worse, out);
        row(r, "mean-change", m->measure->id, m->mean_change, out);
        if (!m->knows_reliable)
            continue;
        row(r, "reliably-better", m->measure->id, m->reliably_better, out);
        row(r, "reliably-worse", m->measure->id, m->reliably_worse, out);
    }
    row(r, "benefited", NULL, r->benefited, out);
    row(r, "possibly-benefited", NULL, r->possibly, out);
    row(r, "not-benefited", NULL, r->not_benefited, out);
    row(r, "useful-yes", NULL, r->useful.yes, out);
    row(r, "useful-answered", NULL, r->useful.answered, out);
    row(r, "recommend-yes", NULL, r->recommend.yes, out);
    row(r, "recommend-answered", NULL, r->recommend.answered, out);
    row(r, "easy-yes", NULL, r->easy.yes, out);
    row(r, "easy-answered", NULL, r->easy.answered, out);
}
