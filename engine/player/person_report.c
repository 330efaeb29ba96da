#include "person_report.h"

#include <string.h>

#include "calendar.h"
#include "record_words.h"
#include "scoring.h"
#include "share.h"

struct maker {
    struct document *d;
    struct arena *a;
    const struct document_request *request;
    const struct person_report *r;
};

/* --- words ------------------------------------------------------------------------------------------------------- */

static const char *words(const struct maker *m, const char *english)
{
    return catalogue_words(m->request->interface, english);
}

static const char *words_with(const struct maker *m, const char *english, const char *a1, const char *a2,
                              const char *a3)
{
    return catalogue_words_with(m->a, m->request->interface, english, a1, a2, a3);
}

static const char *number(const struct maker *m, int64_t n)
{
    return arena_printf(m->a, "%lld", (long long)n);
}

static const char *date_words(const struct maker *m, struct local_date date)
{
    return calendar_date(m->a, m->request->interface, date);
}

static const char *day_words(const struct maker *m, instant_ms at)
{
    return date_words(m, date_in_london(at));
}

static const char *time_words(const struct maker *m, instant_ms at)
{
    char text[INSTANT_TEXT];
    instant_format(at, text);
    return arena_printf(m->a, "%s, %.5s", day_words(m, at), text + 11);
}

static void say(const struct maker *m, enum element_look look, const char *plain)
{
    document_prose(m->d, look, document_plain(m->a, plain));
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

struct table { /* a long one goes on as another, with its head again */
    const struct maker *m;
    const char *const *head;
    const char **cells;
    int columns, rows;
};

static void table_flush(struct table *t)
{
    if (t->rows > 1)
        document_table(t->m->d, t->cells, t->columns, t->rows);
    t->rows = 0;
}

static void table_add(struct table *t, const char *const *cells)
{
    if (t->rows == PAPER_ROWS_MAX)
        table_flush(t);
    if (!t->rows) {
        t->cells = ARENA_ARRAY(t->m->a, const char *, t->columns *PAPER_ROWS_MAX);
        memcpy(t->cells, t->head, sizeof *t->head * (size_t)t->columns);
        t->rows = 1;
    }
    memcpy(t->cells + t->rows++ * t->columns, cells, sizeof *cells * (size_t)t->columns);
}

/* --- concerns ---------------------------------------------------------------------------------------------------- */

static void add_concerns(const struct maker *m)
{
    const char *head[] = {words(m, WORDS("When")), words(m, WORDS("What")), words(m, WORDS("Where")),
                          words(m, WORDS("Followed up"))};
    struct table t = {.m = m, .head = head, .columns = 4};
    document_heading(m->d, 2, words(m, WORDS("Concerns")));
    for (int i = 0; i < m->r->concern_count; i++) {
        const struct report_concern *c = &m->r->concerns[i];
        const char *where = c->session && c->page ? words_with(m, WORDS("%1, page: %2"), c->session, c->page, NULL)
                            : c->session          ? c->session
                                                  : words(m, WORDS("Outside a session"));
        const char *cells[] = {
            time_words(m, c->at),
            words(m, c->asked ? WORDS("Asked for support") : WORDS("Gave an answer that should be looked at")), where,
            c->seen_at ? c->seen_by
                             ? words_with(m, WORDS("By %1 on %2"), c->seen_by, time_words(m, c->seen_at), NULL)
                             : words_with(m, WORDS("At another terminal on %1"), time_words(m, c->seen_at), NULL, NULL)
                       : words(m, WORDS("Not yet"))};
        table_add(&t, cells);
    }
    table_flush(&t);
    if (!m->r->concern_count)
        say(m, ELEMENT_PLAIN, words(m, WORDS("No concern has been raised.")));
}

/* --- days -------------------------------------------------------------------------------------------------------- */

static const char *state_words(const struct maker *m, enum day_state state)
{
    static const char *const states[] = {[DAY_PROPOSED] = WORDS("Proposed"),
                                         [DAY_CHECK] = WORDS("To check"),
                                         [DAY_CREDITED] = WORDS("Credited"),
                                         [DAY_NOT_CREDITED] = WORDS("Not credited"),
                                         [DAY_DISPUTED] = WORDS("Disputed")};
    return words(m, states[state]);
}

static const struct requirement *requirement_of(const struct maker *m, const char *id)
{
    for (int i = 0; i < m->r->in->assignment_count; i++)
        if (text_is(m->r->in->assignments[i].requirement.id, id))
            return &m->r->in->assignments[i].requirement;
    return NULL;
}

static void say_counts(const struct maker *m, const char *id)
{
    const struct credits *c = m->r->credits;
    const struct requirement *r = requirement_of(m, id);
    int credited = credit_days(c, id, DAY_CREDITED), disputed = credit_days(c, id, DAY_DISPUTED);
    struct buffer out;
    buffer_init(&out, m->a);
    if (r && r->maximum_days)
        buffer_addf(
            &out, "%s ",
            words_with(m, WORDS("%1 of %2 days are credited."), number(m, credited), number(m, r->maximum_days), NULL));
    else
        buffer_addf(&out, "%s ", words_with(m, WORDS("Credited: %1."), number(m, credited), NULL, NULL));
    buffer_adds(&out, words_with(m, WORDS("Proposed: %1. To check: %2. Not credited: %3."),
                                 number(m, credit_days(c, id, DAY_PROPOSED)), number(m, credit_days(c, id, DAY_CHECK)),
                                 number(m, credit_days(c, id, DAY_NOT_CREDITED))));
    if (disputed)
        buffer_addf(&out, " %s", words_with(m, WORDS("Disputed: %1."), number(m, disputed), NULL, NULL));
    if (r && r->has_until)
        buffer_addf(&out, " %s",
                    words_with(m, WORDS("Days can be earned until %1."), date_words(m, r->until), NULL, NULL));
    say(m, ELEMENT_PLAIN, buffer_text(&out));
}

static void add_requirement(const struct maker *m, int from, int to)
{
    const struct credits *c = m->r->credits;
    const char *head[] = {words(m, WORDS("Date")), words(m, WORDS("State")), words(m, WORDS("Why"))};
    struct table t = {.m = m, .head = head, .columns = 3};
    document_heading(m->d, 3, words_with(m, WORDS("Requirement %1"), c->days[from].requirement, NULL, NULL));
    say_counts(m, c->days[from].requirement);
    for (int i = to - from > REPORT_DAYS_MAX ? to - REPORT_DAYS_MAX : from; i < to; i++) {
        const struct credit_day *day = &c->days[i];
        const char *cells[] = {date_words(m, day->date), state_words(m, day->state), day->reason};
        table_add(&t, cells);
    }
    table_flush(&t);
}

static const struct record *record_of(const struct maker *m, const struct credit *c)
{
    for (int i = 0; c->record && i < m->r->in->record_count; i++)
        if (text_is(m->r->in->records[i].id, c->record))
            return &m->r->in->records[i];
    return NULL;
}

/* What was done and made no day of its own, with the reason. The latest: decisions are ordered by the end of their
 * record. */
static void add_no_day(const struct maker *m)
{
    const struct credits *c = m->r->credits;
    const char *head[] = {words(m, WORDS("Date")), words(m, WORDS("Session")), words(m, WORDS("Why"))};
    struct table t = {.m = m, .head = head, .columns = 3};
    int from = c->count, found = 0;
    while (from > 0 && found < REPORT_DAYS_MAX)
        found += c->item[--from].verdict == CREDIT_NOT_PROPOSED;
    if (found)
        document_heading(m->d, 3, words(m, WORDS("What makes no day of its own")));
    for (int i = from; i < c->count; i++) {
        const struct credit *item = &c->item[i];
        if (item->verdict != CREDIT_NOT_PROPOSED)
            continue;
        const struct record *record = record_of(m, item);
        const char *cells[] = {
            date_words(m, item->date),
            record ? m->r->session_of(m->r->context, record->programme, record->module) : item->module, item->reason};
        table_add(&t, cells);
    }
    table_flush(&t);
}

static void add_days(const struct maker *m)
{
    const struct credits *c = m->r->credits;
    document_heading(m->d, 2, words(m, site_words(m->r->settings, SITE_WORDS_DAYS)));
    if (!c->day_count)
        say(m, ELEMENT_PLAIN, words(m, site_words(m->r->settings, SITE_WORDS_NONE_YET)));
    for (int from = 0, to; from < c->day_count; from = to) {
        for (to = from; to < c->day_count && text_is(c->days[to].requirement, c->days[from].requirement);)
            to++;
        add_requirement(m, from, to);
    }
    add_no_day(m);
}

/* --- sessions ---------------------------------------------------------------------------------------------------- */

static const char *from_to_words(const struct maker *m, instant_ms from, instant_ms to)
{
    const char *first = day_words(m, from), *last = day_words(m, to);
    return text_is(first, last) ? first : words_with(m, WORDS("%1 to %2"), first, last, NULL);
}

static void add_done(const struct maker *m)
{
    const char *head[] = {words(m, WORDS("Session")), words(m, WORDS("When")), words(m, WORDS("Active minutes")),
                          words(m, WORDS("How it was done"))};
    struct table t = {.m = m, .head = head, .columns = 4};
    document_heading(m->d, 2, words(m, WORDS("Sessions done")));
    for (int i = 0; i < m->r->done_count && i < REPORT_SESSIONS_MAX; i++) {
        const struct report_done *done = &m->r->done[i];
        const char *how = record_how_words(m->a, m->request->interface, done->record);
        if (done->taken_back)
            how =
                words_with(m, WORDS("Taken back by staff, and counts for nothing: %1 %2"), done->taken_back, how, NULL);
        const char *cells[] = {done->session, from_to_words(m, done->record->start, done->record->end),
                               number(m, done->record->active_ms / 60000), how};
        table_add(&t, cells);
    }
    table_flush(&t);
    if (m->r->done_count > REPORT_SESSIONS_MAX)
        say(m, ELEMENT_PLAIN,
            words_with(m, WORDS("These are the latest %1 of %2. The records list has them all."),
                       number(m, REPORT_SESSIONS_MAX), number(m, m->r->done_count), NULL));
    if (!m->r->done_count)
        say(m, ELEMENT_PLAIN, words(m, WORDS("No session is finished yet.")));
}

static void add_open(const struct maker *m)
{
    const char *head[] = {words(m, WORDS("Session")), words(m, WORDS("Begun")), words(m, WORDS("Last used")),
                          words(m, WORDS("Active minutes"))};
    struct table t = {.m = m, .head = head, .columns = 4};
    document_heading(m->d, 2, words(m, WORDS("Sessions under way")));
    for (int i = 0; i < m->r->open_count; i++) {
        const struct report_open *open = &m->r->open[i];
        const char *cells[] = {open->session, day_words(m, open->start), day_words(m, open->last),
                               number(m, open->active_ms / 60000)};
        table_add(&t, cells);
    }
    table_flush(&t);
    if (!m->r->open_count)
        say(m, ELEMENT_PLAIN, words(m, WORDS("No session is under way.")));
}

/* --- before and after -------------------------------------------------------------------------------------------- */

struct occasion {
    const struct record *record;
    struct score score;
};

/* Both ends; `done` is newest first, the scores of one record are in the order in which they were asked. */
static int occasions_of(const struct maker *m, const struct measure *measure, struct occasion *first,
                        struct occasion *last)
{
    int count = 0;
    for (int i = m->r->done_count - 1; i >= 0; i--) {
        const struct record *r = m->r->done[i].record;
        for (int j = 0; j < r->measure_count && !m->r->done[i].taken_back; j++) {
            if (!text_is(r->measures[j].id, measure->id))
                continue;
            *last = (struct occasion){.record = r, .score = {.has = true, .score = r->measures[j].score}};
            if (!count++)
                *first = *last;
        }
    }
    return count;
}

static const char *change_words(const struct maker *m, const struct measure_change *c)
{
    bool better = c->distance == DISTANCE_BETTER;
    if (c->distance == DISTANCE_SAME)
        return words(m, WORDS("The same as the first time."));
    if (!c->knows_reliable)
        return words(m, better ? WORDS("Better than the first time. How much change is more than chance has not been "
                                       "worked out for this.")
                               : WORDS("Worse than the first time. How much change is more than chance has not been "
                                       "worked out for this."));
    if (c->is_reliable)
        return words(m, better ? WORDS("Better than the first time, by more than chance would explain.")
                               : WORDS("Worse than the first time, by more than chance would explain."));
    return words(m, better ? WORDS("A little better than the first time. Chance alone could explain it.")
                           : WORDS("A little worse than the first time. Chance alone could explain it."));
}

static const char *score_cell(const struct maker *m, const struct measure *measure, const struct occasion *o)
{
    return words_with(m, WORDS("%1, on %2"),
                      arena_printf(m->a, "%s (%s–%s)", score_words(m->a, o->score.score),
                                   score_words(m->a, measure->least), score_words(m->a, measure->most)),
                      day_words(m, o->record->end), NULL);
}

static void add_measure(const struct maker *m, const struct measure *measure, struct table *t)
{
    struct occasion first, last;
    int count = occasions_of(m, measure, &first, &last);
    if (!count)
        return;
    struct measure_change change = measure_change(measure, &first.score, &last.score);
    const char *said = count > 1 ? change_words(m, &change)
                                 : words(m, WORDS("Answered once, so there is nothing to compare it with yet."));
    const char *cells[] = {measure->name ? measure->name : measure->id, score_cell(m, measure, &first),
                           count > 1 ? score_cell(m, measure, &last) : "–", said};
    table_add(t, cells);
}

static void add_sentence(struct buffer *out, const char *text)
{
    if (text)
        buffer_addf(out, "%s%s%s", out->length ? " " : "", text, text_ends_a_sentence(text) ? "" : ".");
}

/* Whose it is, what it is worth, and under what licence it stands here. */
static void add_note(const struct maker *m, const struct measure *measure)
{
    const char *name = measure->name ? measure->name : measure->id;
    struct buffer out;
    buffer_init(&out, m->a);
    buffer_addf(&out, "%s:", name);
    if (!measure->validated)
        add_sentence(&out, words(m, WORDS("not an official measure.")));
    add_sentence(&out, measure->source);
    if (measure->reliable.source)
        add_sentence(&out, words_with(m, WORDS("How much change is more than chance is taken from: %1"),
                                      measure->reliable.source, NULL, NULL));
    add_sentence(&out, measure->licence);
    say(m, ELEMENT_SOFT, buffer_text(&out));
}

static void add_notes(const struct maker *m)
{
    struct occasion first, last;
    say(m, ELEMENT_PLAIN,
        words(m, WORDS("A score is no diagnosis. It is never used to decide about risk, enforcement, contact or "
                       "activity days.")));
    for (int i = 0; i < m->r->measure_count; i++)
        if (occasions_of(m, m->r->measures[i], &first, &last))
            add_note(m, m->r->measures[i]);
}

static void add_measures(const struct maker *m)
{
    const char *head[] = {words(m, WORDS("Measure")), words(m, WORDS("First")), words(m, WORDS("Latest")),
                          words(m, WORDS("What the change means"))};
    struct table t = {.m = m, .head = head, .columns = 4};
    document_heading(m->d, 2, words(m, WORDS("Before and after")));
    for (int i = 0; i < m->r->measure_count; i++)
        add_measure(m, m->r->measures[i], &t);
    bool any = t.rows > 0;
    table_flush(&t);
    if (any)
        add_notes(m);
    else
        say(m, ELEMENT_PLAIN, words(m, WORDS("No measure has been answered in a finished session.")));
}

/* --- what was shared --------------------------------------------------------------------------------------------- */

static void add_shared(const struct maker *m)
{
    document_heading(m->d, 2, words(m, WORDS("What the person chose to show")));
    for (int i = 0; i < m->r->shared_count; i++) {
        const struct report_shared *s = &m->r->shared[i];
        struct document_item item[EXERCISES_MAX];
        int count = shared_items(m->a, s->attempt, m->request->interface, item);
        count = count < BOXES_MAX ? count : BOXES_MAX;
        struct document_box *boxes = ARENA_ARRAY(m->a, struct document_box, count + 1);
        for (int j = 0; j < count; j++)
            boxes[j] = (struct document_box){.label = item[j].label, .prose = document_plain(m->a, item[j].words)};
        document_heading(m->d, 3, words_with(m, WORDS("%1, on %2"), s->session, day_words(m, s->at), NULL));
        document_boxes(m->d, BOXES_LIST, boxes, count);
    }
    if (!m->r->shared_count)
        say(m, ELEMENT_PLAIN, words(m, WORDS("Nothing has been shown to staff.")));
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static void add_head(const struct maker *m)
{
    const char *date = date_words(m, m->request->date);
    document_footer(m->d, m->request, arena_printf(m->a, "%s · %s", m->d->title, date));
    document_heading(m->d, 1, m->d->title);
    say(m, ELEMENT_SOFT,
        m->r->site ? words_with(m, WORDS("Made on %1, at site %2."), date, m->r->site, NULL)
                   : words_with(m, WORDS("Made on %1."), date, NULL, NULL));
    say(m, ELEMENT_SOFT,
        words(m, WORDS("For staff who work with this person. It says what was done, when, and how. What the person "
                       "wrote is not in it, except what they chose to show.")));
}

struct document *person_report_make(struct arena *a, const struct document_request *request,
                                    const struct person_report *report)
{
    const char *title = catalogue_words_with(a, request->interface, WORDS("Report about %1"), report->crn, NULL, NULL);
    struct maker m = {.a = a, .request = request, .r = report, .d = document_new(a, request, title)};
    add_head(&m);
    add_concerns(&m);
    add_days(&m);
    add_done(&m);
    add_open(&m);
    add_measures(&m);
    add_shared(&m);
    return m.d;
}
