#include "person_paper.h"

#include <stdlib.h>
#include <string.h>

#include "activity.h"
#include "share.h"
#include "uuid.h"
#include "store_credit.h"
#include "wording.h"

struct gather {
    struct arena *a;
    struct store *store;
    struct library *library;
    const char *language;
    const struct store_person *person;
    struct person_report report;
};

/* --- names ------------------------------------------------------------------------------------------------------- */

/* What is not installed here any more keeps its id. */
static const char *session_of(void *context, const char *programme, const char *module)
{
    const struct gather *g = context;
    const struct programme *p;
    const struct module *m = library_module(g->library, programme, module, &p);
    return m ? wording_plain(&m->title, programme_language(p, g->language)) : module;
}

static const char *page_of(const struct gather *g, const char *module, const char *page)
{
    const struct programme *p;
    const struct module *m = library_module(g->library, NULL, module, &p);
    for (int i = 0; m && i < m->page_count; i++)
        if (text_is(m->pages[i].id, page) && m->pages[i].title.count)
            return wording_plain(&m->pages[i].title, programme_language(p, g->language));
    return page;
}

static const char *staff_of(const struct gather *g, const char *id)
{
    struct store_staff staff;
    return uuid_is(id) && store_staff_by_id(g->store, id, &staff) ? arena_strdup(g->a, staff.name) : id;
}

/* --- concerns ---------------------------------------------------------------------------------------------------- */

static void add_concerns(struct gather *g, const struct store_concern *concerns, int count, struct report_concern *out)
{
    for (int i = 0; i < count; i++) {
        const struct store_concern *c = &concerns[i];
        if (!text_is(c->person, g->person->id))
            continue;
        bool placed = !text_is_empty(c->module);
        out[g->report.concern_count++] =
            (struct report_concern){.at = c->at,
                                    .seen_at = c->seen_at,
                                    .seen_by = *c->seen_by ? staff_of(g, c->seen_by) : NULL,
                                    .asked = text_is(c->kind, "support"),
                                    .session = placed ? session_of(g, NULL, c->module) : NULL,
                                    .page = placed && !text_is_empty(c->page) ? page_of(g, c->module, c->page) : NULL};
    }
}

static bool gather_concerns(struct gather *g)
{
    struct store_concern *open, *seen;
    int open_count = store_concerns(g->store, g->a, g->person->id, &open);
    int seen_count = store_concerns_seen(g->store, g->a, 0, &seen);
    if (open_count < 0 || seen_count < 0)
        return false;
    struct report_concern *all = ARENA_ARRAY(g->a, struct report_concern, open_count + seen_count + 1);
    g->report.concerns = all;
    add_concerns(g, open, open_count, all);
    add_concerns(g, seen, seen_count, all);
    return true;
}

/* --- days and sessions done -------------------------------------------------------------------------------------- */

static int newest_first(const void *left, const void *right)
{
    const struct record *a = ((const struct report_done *)left)->record,
                        *b = ((const struct report_done *)right)->record;
    return a->end != b->end ? (a->end < b->end ? 1 : -1) : strcmp(b->id, a->id);
}

static bool gather_done(struct gather *g, instant_ms now, const struct catalogue *interface)
{
    struct credit_input *in = ARENA_NEW(g->a, struct credit_input);
    struct credits *credits = ARENA_NEW(g->a, struct credits);
    if (!store_credit_input(g->store, g->a, g->person->id, now, in))
        return false;
    store_name_resolvers(g->store, g->a, in);
    in->interface = interface;
    *credits = credit_decide(g->a, in);
    struct report_done *done = ARENA_ARRAY(g->a, struct report_done, in->record_count + 1);
    for (int i = 0; i < in->record_count; i++) {
        const struct record *r = &in->records[i];
        done[i] = (struct report_done){.record = r, .session = session_of(g, r->programme, r->module)};
        for (int j = 0; j < in->change_count; j++)
            if (in->changes[j].kind == CHANGE_VOID && text_is(in->changes[j].record, r->id))
                done[i].taken_back =
                    arena_printf(g->a, "%s (%s).", in->changes[j].reason, staff_of(g, in->changes[j].by));
    }
    qsort(done, (size_t)in->record_count, sizeof *done, newest_first);
    g->report.in = in;
    g->report.credits = credits;
    g->report.done = done;
    g->report.done_count = in->record_count;
    return true;
}

/* --- sessions under way, and what was shared ---------------------------------------------------------------------- */

/* Of finished sessions only the latest are looked at: each is lived through, and nobody meets about a hundred plans. */
#define LIVED_MAX 64

struct lived {
    const struct store_attempt *stored;
    struct attempt *attempt;
};

static struct attempt *attempt_of(struct gather *g, const struct store_attempt *stored,
                                  const struct document_request *request)
{
    const struct programme *p;
    const struct module *m = library_module(g->library, stored->programme, stored->module, &p);
    struct attempt_settings settings = {.setting = store_site_of(g->store)->setting,
                                        .language = g->language,
                                        .and_word = catalogue_words(request->interface, WORDS("and")),
                                        .interface = request->interface};
    return m ? attempt_new(g->a, p, m, settings) : NULL;
}

/* Lives through what is kept of it; the attempt is NULL where its content is not here any more, `open` where it is not
 * asked for. */
static bool live_through(struct gather *g, const struct store_attempt *stored, struct attempt *attempt,
                         struct report_open *open)
{
    struct activity *activity = ARENA_NEW(g->a, struct activity);
    struct event *events;
    int count;
    if (!store_events(g->store, g->a, g->person->id, stored->id, &events, &count))
        return false;
    activity_init(activity);
    for (int i = 0; i < count; i++) {
        if (open)
            activity_add(activity, &events[i], (int64_t)store_site_of(g->store)->gap_max_s * 1000);
        if (attempt)
            attempt_apply(attempt, &events[i]);
    }
    if (open) {
        open->start = count ? events[0].at : stored->last_at;
        open->last = count ? events[count - 1].at : stored->last_at;
        open->active_ms = activity->active_ms;
    }
    return true;
}

static int latest_first(const void *left, const void *right)
{
    const struct store_attempt *a = left, *b = right;
    return a->last_at != b->last_at ? (a->last_at < b->last_at ? 1 : -1) : strcmp(b->id, a->id);
}

static bool gather_open(struct gather *g, const struct store_attempt *stored, int count)
{
    struct report_open *open = ARENA_ARRAY(g->a, struct report_open, count + 1);
    g->report.open = open;
    for (int i = 0; i < count; i++) {
        struct report_open *one = &open[g->report.open_count];
        if (stored[i].completed)
            continue;
        *one = (struct report_open){.session = session_of(g, stored[i].programme, stored[i].module)};
        if (!live_through(g, &stored[i], NULL, one))
            return false;
        g->report.open_count++;
    }
    return true;
}

/* What is quoted of other sessions of the programme is of those before it. */
static void lend_past(struct gather *g, const struct lived *lived, int count, int index)
{
    struct attempt **past = ARENA_ARRAY(g->a, struct attempt *, count);
    int kept = 0;
    for (int i = count - 1; i > index; i--)
        if (attempt_programme(lived[i].attempt) == attempt_programme(lived[index].attempt))
            past[kept++] = lived[i].attempt;
    attempt_set_past(lived[index].attempt, (struct past){.attempts = past, .count = kept});
}

static bool gather_shared(struct gather *g, const struct store_attempt *stored, int count,
                          const struct document_request *request)
{
    struct lived lived[LIVED_MAX];
    struct report_shared *shared = ARENA_ARRAY(g->a, struct report_shared, LIVED_MAX);
    struct document_item item[EXERCISES_MAX];
    int lives = 0;
    for (int i = 0; i < count && lives < LIVED_MAX; i++) {
        struct attempt *attempt = stored[i].completed ? attempt_of(g, &stored[i], request) : NULL;
        if (!attempt)
            continue;
        if (!live_through(g, &stored[i], attempt, NULL))
            return false;
        lived[lives++] = (struct lived){.stored = &stored[i], .attempt = attempt};
    }
    for (int i = 0; i < lives; i++) {
        if (!share_is_asked(attempt_module(lived[i].attempt)))
            continue;
        lend_past(g, lived, lives, i);
        if (shared_items(g->a, lived[i].attempt, request->interface, item))
            shared[g->report.shared_count++] =
                (struct report_shared){.session = session_of(g, lived[i].stored->programme, lived[i].stored->module),
                                       .at = lived[i].stored->last_at,
                                       .attempt = lived[i].attempt};
    }
    g->report.shared = shared;
    return true;
}

static bool gather_attempts(struct gather *g, const struct document_request *request)
{
    struct store_attempt *stored;
    int count = store_attempts(g->store, g->a, g->person->id, &stored);
    if (count < 0)
        return false;
    if (count)
        qsort(stored, (size_t)count, sizeof *stored, latest_first);
    return gather_open(g, stored, count) && gather_shared(g, stored, count, request);
}

/* --- measures ---------------------------------------------------------------------------------------------------- */

static void gather_measures(struct gather *g)
{
    const struct measure **all = ARENA_ARRAY(g->a, const struct measure *, PROGRAMMES_MAX *MEASURES_MAX + 1);
    const struct programme *p;
    for (int at = 0; (p = library_next(g->library, &at));) {
        for (int j = 0; j < p->measure_count; j++) {
            int same = 0;
            while (same < g->report.measure_count && !text_is(all[same]->id, p->measures[j]->id))
                same++;
            if (same == g->report.measure_count)
                all[g->report.measure_count++] = p->measures[j];
        }
    }
    g->report.measures = all;
}

struct document *person_paper(struct arena *a, struct store *s, struct library *l, const struct store_person *person,
                              instant_ms now, const struct document_request *request)
{
    struct document_request marked = *request;
    struct gather g = {.a = a,
                       .store = s,
                       .library = l,
                       .language = request->language,
                       .person = person,
                       .report = {.crn = arena_strdup(a, person->crn),
                                  .site = store_site_of(s)->site,
                                  .settings = store_site_of(s),
                                  .session_of = session_of}};
    g.report.context = &g;
    if (!gather_concerns(&g) || !gather_done(&g, now, request->interface) || !gather_attempts(&g, request))
        return NULL;
    gather_measures(&g);
    marked.demonstration = store_is_demonstration(s);
    return person_report_make(a, &marked, &g.report);
}
