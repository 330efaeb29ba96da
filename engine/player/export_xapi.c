/* xAPI 1.0.3 statements, under the rules of cmi5 (AICC/CMI-5_Spec_Current, cmi5_spec.md sections 9 and 10). */
#include "export_inside.h"

#include <string.h>

#include "uuid.h"

#define CMI5 "https://w3id.org/xapi/cmi5/context/"
#define ADL  "http://adlnet.gov/expapi/"

struct writer {
    struct arena *arena;
    const struct export_place *place;
    const struct record *record;
    char registration[UUID5_TEXT];
    const char *home;
    struct buffer *out;
};

struct statement {
    const char *verb;
    const char *sitting; /* of whose session it is; NULL: of none */
    instant_ms at;
    int64_t duration_ms; /* negative: none is said */
    bool completion, is_defined /* by cmi5 */;
};

/* ISO 8601, to the hundredth of a second, which is what is compared. */
static const char *duration(struct arena *a, int64_t ms)
{
    int64_t seconds = ms / 1000;
    return arena_printf(a, "PT%lldH%lldM%lld.%02lldS", (long long)(seconds / 3600), (long long)(seconds / 60 % 60),
                        (long long)(seconds % 60), (long long)(ms % 1000 / 10));
}

static const char *activity_id(const struct writer *w)
{
    return arena_printf(w->arena, "%s/activities/%s/%s", w->home, w->record->programme, w->record->module);
}

static void write_actor(const struct writer *w)
{
    export_open(w->out, "actor", "{");
    export_text(w->out, "objectType", "Agent");
    export_open(w->out, "account", "{");
    export_text(w->out, "homePage", w->home);
    export_text(w->out, "name", w->record->person);
    buffer_adds(w->out, "}}");
}

static void write_object(const struct writer *w)
{
    export_open(w->out, "object", "{");
    export_text(w->out, "objectType", "Activity");
    export_text(w->out, "id", activity_id(w));
    export_open(w->out, "definition", "{");
    export_text(w->out, "type", ADL "activities/module");
    buffer_adds(w->out, "}}");
}

static void write_result(const struct writer *w, const struct statement *s)
{
    if (!s->completion && s->duration_ms < 0)
        return;
    export_open(w->out, "result", "{");
    if (s->completion)
        export_flag(w->out, "completion", true);
    if (s->duration_ms >= 0)
        export_text(w->out, "duration", duration(w->arena, s->duration_ms));
    buffer_adds(w->out, "}");
}

static void write_activities(const struct writer *w, const struct statement *s)
{
    export_open(w->out, "contextActivities", "{");
    export_open(w->out, "grouping", "[{");
    export_text(w->out, "id", arena_printf(w->arena, "%s/activities/%s", w->home, w->record->programme));
    buffer_adds(w->out, "}]");
    if (s->is_defined) {
        export_open(w->out, "category", "[{");
        export_text(w->out, "id", CMI5 "categories/cmi5");
        buffer_adds(w->out, "}");
        if (s->completion) {
            export_open(w->out, NULL, "{");
            export_text(w->out, "id", CMI5 "categories/moveon");
            buffer_adds(w->out, "}");
        }
        buffer_adds(w->out, "]");
    }
    buffer_adds(w->out, "}");
}

static void write_context(const struct writer *w, const struct statement *s)
{
    export_open(w->out, "context", "{");
    export_text(w->out, "registration", w->registration);
    write_activities(w, s);
    export_text(w->out, "revision", w->record->version);
    export_text(w->out, "platform", "Cairn");
    export_text(w->out, "language", w->record->language);
    if (s->sitting) {
        char session[UUID5_TEXT];
        uuid5(w->registration, arena_printf(w->arena, "session:%s", s->sitting), session);
        export_open(w->out, "extensions", "{");
        export_text(w->out, CMI5 "extensions/sessionid", session);
        if (strcmp(s->verb, "launched") == 0) {
            export_text(w->out, CMI5 "extensions/launchmode", "Normal");
            export_text(w->out, CMI5 "extensions/launchurl", activity_id(w));
            export_text(w->out, CMI5 "extensions/moveon", "Completed");
        }
        buffer_adds(w->out, "}");
    }
    buffer_adds(w->out, "}");
}

static void write_statement(const struct writer *w, const struct statement *s)
{
    char id[UUID5_TEXT];
    bool one = s->completion; /* of a registration, whatever session it was in */
    uuid5(w->registration, one ? s->verb : arena_printf(w->arena, "%s:%s", s->verb, s->sitting), id);
    export_open(w->out, NULL, "\n{");
    export_text(w->out, "id", id);
    write_actor(w);
    export_open(w->out, "verb", "{");
    export_text(w->out, "id", arena_printf(w->arena, ADL "verbs/%s", s->verb));
    export_open(w->out, "display", "{");
    export_text(w->out, "en", s->verb);
    buffer_adds(w->out, "}}");
    write_object(w);
    write_result(w, s);
    write_context(w, s);
    export_text(w->out, "timestamp", export_utc(w->arena, s->at));
    buffer_adds(w->out, "}");
}

static void write_completed(const struct writer *w, const char *sitting)
{
    write_statement(w, &(struct statement){.verb = "completed",
                                           .sitting = sitting,
                                           .at = w->record->end,
                                           .duration_ms = w->record->active_ms,
                                           .completion = true,
                                           .is_defined = sitting != NULL});
}

/* The record knows when its last sitting ended; of an earlier one, when it began and how much of it was active. */
static void write_session(const struct writer *w, const struct record_sitting *s, bool is_last)
{
    instant_ms end = is_last && w->record->end > s->start ? w->record->end : s->start + s->active_ms;
    struct statement statement = {.sitting = s->id, .at = s->start, .duration_ms = -1, .is_defined = true};
    statement.verb = "launched";
    write_statement(w, &statement);
    statement.verb = "initialized";
    write_statement(w, &statement);
    if (is_last)
        write_completed(w, s->id);
    statement.verb = "terminated";
    statement.at = end;
    statement.duration_ms = end - s->start;
    write_statement(w, &statement);
}

static void write_sessions(const struct writer *w)
{
    const struct record *r = w->record;
    struct record_sitting only = {.id = r->id, .start = r->start, .active_ms = r->active_ms};
    for (int i = 0; i < r->sitting_count; i++)
        write_session(w, &r->sittings[i], i == r->sitting_count - 1);
    if (!r->sitting_count)
        write_session(w, &only, true);
}

/* --- what staff took back ---------------------------------------------------------------------------------------- */

static const struct record_change *void_of(const struct export_person *p, const struct record *r)
{
    const struct record_change *found = NULL;
    for (int i = 0; i < p->change_count; i++) {
        const struct record_change *c = &p->changes[i];
        bool earlier = !found || c->at < found->at || (c->at == found->at && strcmp(c->id, found->id) < 0);
        if (c->kind == CHANGE_VOID && text_is(c->record, r->id) && earlier)
            found = c;
    }
    return found;
}

/* The void that ends the registration: none while another record of it stands, and only one of several. */
static const struct record_change *ends_registration(const struct export_person *p, int record)
{
    const struct record *r = &p->records[record];
    for (int i = 0; i < p->record_count; i++) {
        const struct record *other = &p->records[i];
        bool same = text_is(other->id, r->id) || (r->attempt && text_is(other->attempt, r->attempt));
        if (i != record && same && (!void_of(p, other) || i < record))
            return NULL;
    }
    return void_of(p, r);
}

/* xAPI 1.0.3, 2.3.2: the object is a reference to the statement; whoever took it back is a member of staff or the site.
 */
static void write_voided(const struct writer *w, const struct record_change *change)
{
    char id[UUID5_TEXT], completed[UUID5_TEXT];
    uuid5(w->registration, "completed", completed);
    uuid5(w->registration, "voided:completed", id);
    export_open(w->out, NULL, "\n{");
    export_text(w->out, "id", id);
    export_open(w->out, "actor", "{");
    export_text(w->out, "objectType", "Agent");
    export_open(w->out, "account", "{");
    export_text(w->out, "homePage", w->home);
    export_text(w->out, "name", change->by && uuid_is(change->by) ? change->by : "staff");
    buffer_adds(w->out, "}}");
    export_open(w->out, "verb", "{");
    export_text(w->out, "id", ADL "verbs/voided");
    export_open(w->out, "display", "{");
    export_text(w->out, "en", "voided");
    buffer_adds(w->out, "}}");
    export_open(w->out, "object", "{");
    export_text(w->out, "objectType", "StatementRef");
    export_text(w->out, "id", completed);
    buffer_adds(w->out, "}");
    export_text(w->out, "timestamp", export_utc(w->arena, change->at));
    buffer_adds(w->out, "}");
}

static void export_statements(const struct export_person *people, int count, const struct export_place *place,
                              bool sessions, struct buffer *out)
{
    buffer_adds(out, "[");
    for (int i = 0; i < count; i++)
        for (int j = 0; j < people[i].record_count; j++) {
            const struct record *r = &people[i].records[j];
            struct arena a;
            const struct record_change *voided = ends_registration(&people[i], j);
            if (!voided && !export_is_first(&people[i], j))
                continue;
            arena_init(&a);
            struct writer w = {.arena = &a, .place = place, .record = r, .out = out};
            w.home = place->home_page ? place->home_page
                                      : arena_printf(&a, "https://cairn.invalid/%s", r->site ? r->site : "site");
            if (uuid_is(r->attempt))
                memcpy(w.registration, r->attempt, sizeof w.registration);
            else
                uuid5(r->id, "registration", w.registration);
            if (voided)
                write_voided(&w, voided);
            else if (sessions)
                write_sessions(&w);
            else
                write_completed(&w, NULL);
            arena_release(&a);
        }
    buffer_adds(out, "\n]\n");
}

void export_xapi(const struct export_person *people, int count, const struct export_place *place, struct buffer *out)
{
    export_statements(people, count, place, false, out);
}

void export_cmi5(const struct export_person *people, int count, const struct export_place *place, struct buffer *out)
{
    export_statements(people, count, place, true, out);
}
