#include "person_paper.h"

#include <stdlib.h>
#include <string.h>

#include "activity.h"
#include "uuid.h"
#include "store_credit.h"
#include "wording.h"

struct gather {
    struct arena *a;
    struct store *store;
    const struct library *library;
    const char *language;
    const struct store_person *person;
    struct person_report report;
};

/* --- names ------------------------------------------------------------------------------------------------------- */

/* NULL programme: any that has such a module. */
static const struct module *module_of(const struct library *l, const char *programme, const char *module,
                                      const struct programme **of_out)
{
    for (int i = 0; i < l->count; i++) {
        const struct programme *p = l->programmes[i];
        const struct module *m = !programme || text_is(p->id, programme) ? programme_module(p, module) : NULL;
        if (!m)
            continue;
        *of_out = p;
        return m;
    }
    return NULL;
}

/* What is not installed here any more keeps its id. */
static const char *session_of(void *context, const char *programme, const char *module)
{
    const struct gather *g = context;
    const struct programme *p;
    const struct module *m = module_of(g->library, programme, module, &p);
    return m ? wording_plain(&m->title, programme_language(p, g->language)) : module;
}

static const char *page_of(const struct gather *g, const char *module, const char *page)
{
    const struct programme *p;
    const struct module *m = module_of(g->library, NULL, module, &p);
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

static void name_who_resolved(struct gather *g, struct credit_input *in)
{
    struct resolution *named = ARENA_ARRAY(g->a, struct resolution, in->resolution_count + 1);
    for (int i = 0; i < in->resolution_count; i++) {
        named[i] = in->resolutions[i];
        named[i].by = staff_of(g, named[i].by);
    }
    in->resolutions = named;
}

static bool gather_done(struct gather *g, instant_ms now)
{
    struct credit_input *in = ARENA_NEW(g->a, struct credit_input);
    struct credits *credits = ARENA_NEW(g->a, struct credits);
    if (!store_credit_input(g->store, g->a, g->person->id, now, in))
        return false;
    name_who_resolved(g, in);
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

/* Lives through what is kept of it; the attempt is NULL where its content is not here any more. */
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
        activity_add(activity, &events[i], (int64_t)store_site_of(g->store)->gap_max_s * 1000);
        if (attempt)
            attempt_apply(attempt, &events[i]);
    }
    open->start = count ? events[0].at : stored->last_at;
    open->last = count ? events[count - 1].at : stored->last_at;
    open->active_ms = activity->active_ms;
    return true;
}

static struct attempt *attempt_of(struct gather *g, const struct store_attempt *stored,
                                  const struct document_request *request)
{
    const struct programme *p;
    const struct module *m = module_of(g->library, stored->programme, stored->module, &p);
    struct attempt_settings settings = {.setting = store_site_of(g->store)->setting,
                                        .language = g->language,
                                        .and_word = catalogue_words(request->interface, WORDS("and")),
                                        .interface = request->interface};
    return m ? attempt_new(g->a, p, m, settings) : NULL;
}

static bool gather_attempts(struct gather *g, const struct document_request *request)
{
    struct store_attempt *stored;
    int count = store_attempts(g->store, g->a, g->person->id, &stored);
    if (count < 0)
        return false;
    struct report_open *open = ARENA_ARRAY(g->a, struct report_open, count + 1);
    g->report.open = open;
    for (int i = 0; i < count; i++) {
        if (stored[i].completed)
            continue;
        struct report_open *one = &open[g->report.open_count];
        *one = (struct report_open){.session = session_of(g, stored[i].programme, stored[i].module)};
        struct attempt *attempt = attempt_of(g, &stored[i], request);
        if (!live_through(g, &stored[i], attempt, one))
            return false;
        g->report.open_count++;
    }
    return true;
}

/* --- measures ---------------------------------------------------------------------------------------------------- */

static void gather_measures(struct gather *g)
{
    const struct measure **all = ARENA_ARRAY(g->a, const struct measure *, g->library->count *MEASURES_MAX + 1);
    for (int i = 0; i < g->library->count; i++) {
        const struct programme *p = g->library->programmes[i];
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

struct document *person_paper(struct arena *a, struct store *s, const struct library *l,
                              const struct store_person *person, instant_ms now, const struct document_request *request)
{
    struct gather g = {.a = a,
                       .store = s,
                       .library = l,
                       .language = request->language,
                       .person = person,
                       .report = {.crn = arena_strdup(a, person->crn),
                                  .site = store_site_of(s)->site,
                                  .settings = store_site_of(s),
                                  .demonstration = store_is_demonstration(s),
                                  .session_of = session_of}};
    g.report.context = &g;
    if (!gather_concerns(&g) || !gather_done(&g, now) || !gather_attempts(&g, request))
        return NULL;
    gather_measures(&g);
    return person_report_make(a, request, &g.report);
}
