#include "subject_access.h"

#include <stdlib.h>
#include <string.h>

#include "html.h"
#include "prose.h"
#include "record_words.h"
#include "sections.h"
#include "store_audit.h"
#include "store_credit.h"
#include "store_desk.h"
#include "store_staff.h"
#include "uuid.h"
#include "wording.h"

struct access {
    struct arena *a;
    struct store *store;
    struct library *library;
    const struct store_person *person;
    instant_ms now;
    struct sections sections;
    bool failed;
};

#define SECTION(x, ...) SECTION_BEGIN(&(x)->sections, __VA_ARGS__)
#define ROW(x, ...)     SECTION_ROW(&(x)->sections, __VA_ARGS__)

/* --- words ------------------------------------------------------------------------------------------------------- */

static const char *when(struct access *x, instant_ms at)
{
    char text[INSTANT_TEXT];
    if (!at)
        return "";
    instant_format(at, text);
    return arena_printf(x->a, "%.10s %.5s", text, text + 11);
}

static const char *day(struct access *x, struct local_date date)
{
    char text[DATE_TEXT];
    date_format(date, text);
    return arena_strdup(x->a, text);
}

static const char *number(struct access *x, int64_t n)
{
    return arena_printf(x->a, "%lld", (long long)n);
}

/* Names in place of ids. */
static const char *who(struct access *x, const char *id)
{
    struct store_staff staff;
    return uuid_is(id) && store_staff_by_id(x->store, id, &staff) ? arena_strdup(x->a, staff.name) : id;
}

static const char *session(struct access *x, const char *programme, const char *module)
{
    const struct module *m = library_module(x->library, programme, module, NULL);
    return m ? wording_plain(&m->title, 0) : arena_printf(x->a, "%s/%s", programme, module);
}

/* "programme" or "programme/module" */
static const char *assigned(struct access *x, const char *path)
{
    const char *slash = strchr(path, '/');
    if (slash)
        return session(x, arena_copy(x->a, path, (size_t)(slash - path)), slash + 1);
    const struct programme *p = library_programme(x->library, path);
    return p ? wording_plain(&p->title, 0) : path;
}

static const char *page_title(const struct module *m, const char *id)
{
    for (int i = 0; m && id && i < m->page_count; i++)
        if (text_is(m->pages[i].id, id) && m->pages[i].title.count)
            return wording_plain(&m->pages[i].title, 0);
    return id;
}

/* --- who they are, and what they were asked to do ------------------------------------------------------------------
 */

static void add_person(struct access *x)
{
    const struct store_person *p = x->person;
    struct store_identity identity;
    x->failed = x->failed || !store_identity(x->store, p->id, &identity);
    SECTION(x, 2, "Who you are here",
            "What this machine knows you by. Your PIN is not kept, only a scrambled form of it that "
            "cannot be turned back.",
            "What", "Kept as");
    ROW(x, "CRN", p->crn);
    ROW(x, "Code to sign in", p->code);
    if (*identity.prison_number)
        ROW(x, "Prison number", arena_strdup(x->a, identity.prison_number));
    if (*identity.pnc)
        ROW(x, "PNC number", arena_strdup(x->a, identity.pnc));
    ROW(x, "Made-up number that records carry in place of your name", p->id);
    ROW(x, "Site and terminal",
        arena_printf(x->a, "%s, %s", store_site_of(x->store)->site, store_site_of(x->store)->terminal));
    ROW(x, "Locked after too many wrong PINs", p->locked ? "yes" : "no");
}

static void add_assignments(struct access *x)
{
    static const char *const supervisions[] = {"an order", "custody", "licence"};
    struct assignment *list;
    int count = store_assignments(x->store, x->a, x->person->id, &list);
    x->failed = x->failed || count < 0;
    SECTION(x, 2, "What you were asked to do",
            "Programmes and sessions that staff gave you, and for which requirement.", "Session or programme",
            "Given on", "Requirement", "Most days, and until when", "Under");
    for (int i = 0; i < count; i++) {
        const struct assignment *s = &list[i];
        ROW(x, assigned(x, s->module), when(x, s->assigned_at), s->requirement.id ? s->requirement.id : "none",
            arena_printf(x->a, "%s%s%s", s->requirement.maximum_days ? number(x, s->requirement.maximum_days) : "",
                         s->requirement.has_until ? ", until " : "",
                         s->requirement.has_until ? day(x, s->requirement.until) : ""),
            supervisions[s->supervision]);
    }
}

/* --- what they did -------------------------------------------------------------------------------------------------
 */

/* As it is kept, where the content is not here any more or has no words for it. */
static const char *answer_as_kept(struct access *x, const struct answer *answer)
{
    struct buffer out;
    buffer_init(&out, x->a);
    if (answer->has_number)
        json_write_number(&out, answer->number);
    for (int i = 0; i < answer->count; i++) {
        const struct answer_entry *e = &answer->entries[i];
        bool text = text_is(e->key, "text") && e->value;
        buffer_addf(&out, "%s%s%s%s", i ? "\n" : "", text ? "" : e->key, e->value && !text ? ": " : "",
                    e->value ? e->value : "");
    }
    return buffer_text(&out);
}

static const char *answer_in_words(struct access *x, const struct attempt *s, const struct block *b,
                                   const struct answer *answer)
{
    if (answer->declined)
        return "You said you would rather not say.";
    if (answer_is_empty(answer))
        return "You took your answer back.";
    const char *told = s && b && answer_fits(answer, b) ? wording_of(s, x->a, b, answer) : NULL;
    return text_is_empty(told) ? answer_as_kept(x, answer) : told;
}

static const char *question(struct access *x, const struct attempt *s, const struct event *e, const struct block **out)
{
    const struct attempt *of;
    *out = s ? attempt_exercise(s, e->exercise, &of) : NULL;
    const char *asked = *out ? prose_plain(x->a, wording_text(s, x->a, &(*out)->ask)) : "";
    const char *page = s ? page_title(attempt_module(s), e->page) : e->page;
    return text_is_empty(asked) ? arena_printf(x->a, "%s: %s", page ? page : "", e->exercise) : asked;
}

static const char *step_words(const struct event *e)
{
    static const char *const words[EVENT_KINDS] = {
        [EVENT_STARTED] = "Began",
        [EVENT_RESUMED] = "Went on",
        [EVENT_PAGE] = "Opened a page",
        [EVENT_ANSWER] = "Answered",
        [EVENT_CHECKED] = "Looked whether it was right",
        [EVENT_PLAYED] = "Something was played",
        [EVENT_SEEN] = "Opened something on the page",
        [EVENT_CONCERN] = "An answer told staff to look after you",
        [EVENT_SUPPORT] = "You asked for support",
        [EVENT_PAUSED] = "Stopped for then",
        [EVENT_COMPLETED] = "Finished",
    };
    return words[e->kind];
}

static void add_answers(struct access *x, struct attempt *s, const struct event *events, int count)
{
    SECTION(x, 3, "Your answers", "Every answer in the order in which you gave it, also those that you changed later.",
            "When", "Question", "Your answer");
    for (int i = 0; i < count; i++) {
        const struct event *e = &events[i];
        const struct block *b;
        if (s)
            attempt_apply(s, e);
        if (e->kind != EVENT_ANSWER)
            continue;
        const char *asked = question(x, s, e, &b);
        ROW(x, when(x, e->at), asked, answer_in_words(x, s, b, &e->answer));
    }
}

static void add_steps(struct access *x, const struct module *m, const struct event *events, int count)
{
    SECTION(x, 3, "Every step", "What was kept so that you can go on where you stopped.", "When", "What", "Page",
            "More");
    for (int i = 0; i < count; i++) {
        const struct event *e = &events[i];
        struct buffer more;
        buffer_init(&more, x->a);
        buffer_addf(&more, "%s%s%s%s%s", e->exercise ? e->exercise : "", e->exercise && e->detail ? ", " : "",
                    e->detail ? e->detail : "", e->language ? ", " : "", e->language ? e->language : "");
        if (e->has_number) {
            buffer_adds(&more, more.length ? ", " : "");
            json_write_number(&more, e->number);
        }
        if (e->doubt)
            buffer_addf(&more, "%sthe clock was in doubt: %s", more.length ? ", " : "", e->doubt);
        ROW(x, when(x, e->at), step_words(e), page_title(m, e->page), buffer_text(&more));
    }
}

static void add_drafts(struct access *x, const char *attempt)
{
    struct store_draft *drafts;
    int count = store_drafts(x->store, x->a, x->person->id, attempt, &drafts);
    x->failed = x->failed || count < 0;
    if (count > 0)
        SECTION(x, 3, "Words you had begun to type", "Kept so that they are not lost when you stop.", "Where", "Words");
    for (int i = 0; i < count; i++)
        ROW(x,
            arena_printf(x->a, "%s%s%s", drafts[i].exercise, text_is_empty(drafts[i].item) ? "" : ", ",
                         text_is_empty(drafts[i].item) ? "" : drafts[i].item),
            drafts[i].text);
}

static void add_attempt(struct access *x, const struct store_attempt *stored)
{
    const struct programme *p = NULL;
    struct event *events;
    int count = 0;
    const struct module *m = library_module(x->library, stored->programme, stored->module, &p);
    struct attempt_settings settings = {
        .setting = store_site_of(x->store)->setting, .language = "en-GB", .and_word = "and"};
    struct attempt *s = m ? attempt_new(x->a, p, m, settings) : NULL;
    bool opens = store_events(x->store, x->a, x->person->id, stored->id, &events, &count);
    x->failed = x->failed || store_is_broken(x->store);
    SECTION(
        x, 2, arena_printf(x->a, "Session: %s", session(x, stored->programme, stored->module)),
        !opens ? "What you did there does not open any more: it was damaged. Tell staff."
        : m    ? "What you did in one session."
               : "What you did in one session that is not on this machine any more: names stand in place of questions.",
        "What", "Kept as");
    ROW(x, "Begun", opens && count ? when(x, events[0].at) : "");
    ROW(x, "Last used", when(x, stored->last_at));
    ROW(x, "Finished", stored->completed ? "yes" : "no");
    if (opens) {
        add_answers(x, s, events, count);
        add_drafts(x, stored->id);
        add_steps(x, m, events, count);
    }
}

/* --- concerns ------------------------------------------------------------------------------------------------------
 */

static void add_concern(struct access *x, const struct store_concern *c)
{
    if (!text_is(c->person, x->person->id))
        return;
    const struct module *m = text_is_empty(c->module) ? NULL : library_module(x->library, NULL, c->module, NULL);
    const char *page = text_is_empty(c->page) ? NULL : page_title(m, c->page);
    ROW(x, when(x, c->at),
        text_is(c->kind, "support") ? "You asked for support" : "An answer of yours was marked for staff",
        arena_printf(x->a, "%s%s%s",
                     m           ? wording_plain(&m->title, 0)
                     : c->module ? c->module
                                 : "",
                     page ? ": " : "", page ? page : ""),
        c->seen_at ? arena_printf(x->a, "by %s, %s", who(x, c->seen_by), when(x, c->seen_at)) : "not yet");
}

static void add_concerns(struct access *x)
{
    struct store_concern *open, *seen;
    int open_count = store_concerns(x->store, x->a, x->person->id, &open);
    int seen_count = store_concerns_seen(x->store, x->a, 0, &seen);
    x->failed = x->failed || open_count < 0 || seen_count < 0;
    SECTION(x, 2, "When staff were told to look after you", "That it happened, never what you had answered.", "When",
            "Why", "Where", "Followed up");
    for (int i = 0; i < open_count; i++)
        add_concern(x, &open[i]);
    for (int i = 0; i < seen_count; i++)
        add_concern(x, &seen[i]);
}

/* --- records, days, decisions --------------------------------------------------------------------------------------
 */

static void add_records(struct access *x, const struct credit_input *in)
{
    SECTION(x, 2, "Records of sessions you finished",
            "What can count for your order: when, how long and how, never what you wrote.", "Receipt", "Session",
            "When", "Active minutes", "How it was done");
    for (int i = 0; i < in->record_count; i++) {
        const struct record *r = &in->records[i];
        char code[RECORD_CODE];
        record_code(r->id, code);
        struct buffer how;
        buffer_init(&how, x->a);
        buffer_adds(&how, record_how_words(x->a, NULL, r));
        for (int j = 0; j < r->measure_count; j++) {
            buffer_addf(&how, "\n%s: ", r->measures[j].id);
            json_write_number(&how, r->measures[j].score);
        }
        for (int j = 0; j < r->feedback_count; j++)
            buffer_addf(&how, "\nYou said of it: %s, %s", r->feedback[j].exercise, r->feedback[j].option);
        ROW(x, arena_strdup(x->a, code), session(x, r->programme, r->module),
            arena_printf(x->a, "%s to %s", when(x, r->start), when(x, r->end)), number(x, r->active_ms / 60000),
            buffer_text(&how));
    }
    if (!in->change_count)
        return;
    SECTION(x, 2, "What staff changed about those records",
            "The record itself is never changed: this stands beside it.", "When", "Receipt", "What", "Who", "Why");
    for (int i = 0; i < in->change_count; i++) {
        const struct record_change *c = &in->changes[i];
        char code[RECORD_CODE];
        record_code(c->record, code);
        ROW(x, when(x, c->at), arena_strdup(x->a, code),
            c->kind == CHANGE_VOID   ? "It counts for nothing"
            : c->kind == CHANGE_DATE ? arena_printf(x->a, "%s counts as %s", day(x, c->from), day(x, c->to))
                                     : arena_printf(x->a, "It was done under %s", c->assignment),
            who(x, c->by), c->reason);
    }
}

static void add_days(struct access *x, const struct credit_input *in)
{
    struct credits credits = credit_decide(x->a, in);
    SECTION(x, 2, "Your days", "What the machine works out of your records, with its reason. Staff decide.", "Date",
            "Requirement", "State", "Why");
    for (int i = 0; i < credits.day_count; i++)
        ROW(x, day(x, credits.days[i].date), credits.days[i].requirement, day_state_name(credits.days[i].state),
            credits.days[i].reason);
    if (!in->resolution_count)
        return;
    SECTION(x, 2, "What staff decided about your days", "You can ask why.", "Date", "Requirement", "Decided", "Who",
            "When and why");
    for (int i = 0; i < in->resolution_count; i++) {
        const struct resolution *r = &in->resolutions[i];
        ROW(x, day(x, r->date), r->requirement, r->credited ? "credited" : "not credited", who(x, r->by),
            arena_printf(x->a, "%s: %s", when(x, r->at), r->reason));
    }
}

/* --- what staff did ------------------------------------------------------------------------------------------------
 */

static const char *act_words(const char *action)
{
    static const struct {
        enum audit_action action;
        const char *words;
    } acts[] = {{AUDIT_ENROL, "Put you on this machine"},
                {AUDIT_VIEW, "Looked at your page or a record"},
                {AUDIT_EXPORT, "Took a copy out"},
                {AUDIT_CARD, "Made a card for you"},
                {AUDIT_CHANGE, "Changed your numbers or a setting"},
                {AUDIT_ASSIGN, "Gave you something to do"},
                {AUDIT_PIN, "Gave you a new PIN"},
                {AUDIT_UNLOCK, "Unlocked you after wrong PINs"},
                {AUDIT_CONCERN, "Followed up that you needed somebody"},
                {AUDIT_RESOLVE, "Decided about a day"},
                {AUDIT_CORRECT, "Corrected a record"},
                {AUDIT_VOID, "Said that a record counts for nothing"},
                {AUDIT_ERASE, "Asked for you to be erased, or confirmed it"},
                {AUDIT_IMPORT, "Took in what another terminal has about you"}};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (text_is(action, audit_action_name(acts[i].action)))
            return acts[i].words;
    return action;
}

/* "format: html, what: subject access" */
static const char *detail_words(struct access *x, const char *detail)
{
    struct problems problems;
    struct buffer out;
    problems_init(&problems, x->a);
    buffer_init(&out, x->a);
    const struct json_document *read = json_parse(x->a, "detail", detail, strlen(detail), &problems);
    const struct json *object = read ? json_root(read) : NULL;
    for (int i = 0; object && i < json_count(object); i++) {
        const struct json *value = json_at(object, i);
        buffer_addf(&out, "%s%s: %s", i ? ", " : "", json_key(value),
                    json_kind(value) == JSON_STRING ? who(x, json_string(value)) : "");
    }
    return object ? buffer_text(&out) : detail;
}

static void add_audit(struct access *x)
{
    struct store_audit *rows;
    int count = store_audits(x->store, x->a, x->person->id, &rows);
    x->failed = x->failed || count < 0;
    SECTION(x, 2, "What staff did with what is kept about you", "Who looked at it or changed something, and when.",
            "When", "Who", "What", "More");
    for (int i = 0; i < count; i++)
        ROW(x, when(x, rows[i].at), who(x, rows[i].who), act_words(rows[i].action), detail_words(x, rows[i].detail));
}

/* --- written out ---------------------------------------------------------------------------------------------------
 */

static void write_html(struct access *x, struct buffer *out)
{
    html_begin(out, "en-GB", false, "Everything kept about you");
    html_element(out, "h1", "Everything kept about you");
    html_element(out, "p",
                 arena_printf(x->a, "CRN %s. Made on %s at site %s, terminal %s. Times are UTC.", x->person->crn,
                              when(x, x->now), store_site_of(x->store)->site, store_site_of(x->store)->terminal));
    html_element(out, "p",
                 "This is yours: you asked what is kept about you. It has everything that this machine keeps, also "
                 "what you wrote for yourself alone. Think about where you keep it.");
    html_element(out, "p",
                 "If something is wrong, you can ask for it to be put right. If you do not understand something, ask "
                 "staff to read it with you.");
    if (store_is_demonstration(x->store))
        html_element(out, "p", "This is a demonstration: nothing in it is about a real person.");
    sections_html(&x->sections, out);
    html_end(out);
}

static void write_json(struct access *x, struct buffer *out)
{
    buffer_adds(out, "{\"format\":\"cairn-subject-access-v1\",\"crn\":");
    json_write_string(out, x->person->crn);
    buffer_addf(out, ",\"demonstration\":%s,\"made\":", store_is_demonstration(x->store) ? "true" : "false");
    json_write_string(out, when(x, x->now));
    buffer_adds(out, ",\"sections\":[");
    sections_json(&x->sections, out);
    buffer_adds(out, "]}\n");
}

bool subject_access_write(struct arena *a, struct store *s, struct library *l, const struct store_person *person,
                          instant_ms now, bool json, struct buffer *out)
{
    struct access x = {.a = a, .store = s, .library = l, .person = person, .now = now, .sections = {.arena = a}};
    struct store_attempt *attempts;
    struct credit_input in;
    int count = store_attempts(s, a, person->id, &attempts);
    if (count < 0 || !store_credit_input(s, a, person->id, now, &in))
        return false;
    add_person(&x);
    add_assignments(&x);
    for (int i = 0; i < count; i++)
        add_attempt(&x, &attempts[i]);
    add_concerns(&x);
    add_records(&x, &in);
    add_days(&x, &in);
    add_audit(&x);
    if (json)
        write_json(&x, out);
    else
        write_html(&x, out);
    return !x.failed && !store_is_broken(s);
}
