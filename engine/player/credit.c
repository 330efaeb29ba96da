#include "calendar.h"
#include "credit.h"

#include <stdlib.h>
#include <string.h>

#include "texts.h"

/* One question put to the rules: does this record make this date a day? */
struct claim {
    const struct record *record;
    const struct assignment *assignment; /* NULL: unknown */
    const struct record_change *voided;  /* or NULL */
    struct local_date date;
    int64_t active_ms;
    const char *doubt; /* of that sitting's date */
    bool moved;        /* staff said which date it was */
    bool finished;
};

struct desk { /* what has been decided so far */
    struct arena *arena;
    const struct credit_input *in;
    struct resolutions resolved;
    struct credit *decided;
    int count;
    struct texts known;          /* keys of days, attempts and modules that have counted */
    const struct record *record; /* being decided */
    const char
        *fresh[2 * SITTINGS_MAX + 2]; /* keys that it adds once all its claims are decided: it is no repeat of itself */
    int fresh_count;
};

/* --- what staff changed ----------------------------------------------------------------------------------------- */

static bool is_later(const struct record_change *a, const struct record_change *b)
{
    return !b || a->at > b->at || (a->at == b->at && strcmp(a->id, b->id) > 0);
}

const struct record_change *credit_change(const struct credit_input *in, const char *record,
                                          enum record_change_kind kind, struct local_date from)
{
    const struct record_change *found = NULL;
    for (int i = 0; record && i < in->change_count; i++) {
        const struct record_change *c = &in->changes[i];
        if (c->kind == kind && text_is(c->record, record) &&
            (kind != CHANGE_DATE || date_compare(c->from, from) == 0) && is_later(c, found))
            found = c;
    }
    return found;
}

static struct local_date date_of(const struct credit_input *in, const struct record *r, struct local_date date,
                                 bool *moved_out)
{
    const struct record_change *moved = credit_change(in, r->id, CHANGE_DATE, date);
    *moved_out = moved != NULL;
    return moved ? moved->to : date;
}

/* --- claims ----------------------------------------------------------------------------------------------------- */

static bool is_assigned(const struct assignment *a, const struct record *r)
{
    size_t programme = r->programme ? strlen(r->programme) : 0;
    if (!a->module || !programme || strncmp(a->module, r->programme, programme) != 0)
        return false;
    const char *rest = a->module + programme;
    return *rest == '\0' || (*rest == '/' && text_is(rest + 1, r->module));
}

static const struct assignment *assignment_of(const struct credit_input *in, const struct record *r)
{
    const struct record_change *changed = credit_change(in, r->id, CHANGE_ASSIGNMENT, (struct local_date){0});
    const char *id = changed ? changed->assignment : r->assignment;
    for (int i = 0; i < in->assignment_count; i++)
        if (id && text_is(in->assignments[i].id, id))
            return is_assigned(&in->assignments[i], r) ? &in->assignments[i] : NULL;
    return NULL;
}

/* A sitting that is long enough and whose date can be believed goes before a longer one. */
static bool speaks_better(const struct credit_input *in, const struct claim *c, const struct claim *than)
{
    int64_t least = (int64_t)in->site.minimum_active_minutes * 60000;
    bool good = !c->doubt && c->active_ms >= least, other = !than->doubt && than->active_ms >= least;
    return good != other ? good : c->active_ms > than->active_ms || (c->active_ms == than->active_ms && !c->doubt);
}

/* One claim a date, made by its longest sitting: a day is evidence that one sitting was long enough, and two short ones
 * are not that. Returns how many were added. */
static int claims_of(const struct credit_input *in, const struct record *r, bool finished, struct claim *out)
{
    struct claim claim = {.record = r,
                          .assignment = assignment_of(in, r),
                          .voided = credit_change(in, r->id, CHANGE_VOID, (struct local_date){0}),
                          .finished = finished};
    int count = 0;
    for (int i = 0; i < r->sitting_count; i++) {
        const struct record_sitting *s = &r->sittings[i];
        int same = 0;
        claim.date = date_of(in, r, s->date, &claim.moved);
        claim.active_ms = s->active_ms;
        claim.doubt = claim.moved ? NULL : s->doubt;
        while (same < count && date_compare(out[same].date, claim.date) != 0)
            same++;
        if (same == count || speaks_better(in, &claim, &out[same]))
            out[same] = claim;
        count += same == count;
    }
    if (count == 0) { /* no sitting was noted: the record speaks for the day it began on */
        claim.date = date_of(in, r, date_in_london(r->start), &claim.moved);
        claim.active_ms = r->active_ms;
        claim.doubt = NULL;
        out[count++] = claim;
    }
    return count;
}

static int compare_ms(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* By end, and then by what else makes two records differ: never by which was given first. */
static int compare_records(const void *left, const void *right)
{
    const struct record *a = *(const struct record *const *)left, *b = *(const struct record *const *)right;
    int order = compare_ms(a->end, b->end);
    order = order ? order : compare_text(a->id, b->id);
    order = order ? order : compare_text(a->attempt, b->attempt);
    order = order ? order : compare_text(a->module, b->module);
    order = order ? order : compare_ms(a->start, b->start);
    return order ? order : compare_ms(a->active_ms, b->active_ms);
}

static bool is_completed(const struct credit_input *in, const struct record *unfinished)
{
    for (int i = 0; unfinished->attempt && i < in->record_count; i++)
        if (text_is(in->records[i].attempt, unfinished->attempt))
            return true;
    return false;
}

/* Ids are kept: the same record may have come with another end. */
static bool came_before(struct texts *ids, const struct record *const *sorted, int index)
{
    bool is_new = !sorted[index]->id || texts_add(ids, sorted[index]->id);
    return !is_new || (index && compare_records(&sorted[index - 1], &sorted[index]) == 0);
}

static const struct record **in_order(struct arena *a, const struct credit_input *in, int *count_out)
{
    int count = 0;
    const struct record **sorted = ARENA_ARRAY(a, const struct record *, in->record_count + in->unfinished_count + 1);
    for (int i = 0; i < in->record_count; i++)
        sorted[count++] = &in->records[i];
    for (int i = 0; in->site.by_attendance && i < in->unfinished_count; i++)
        if (!is_completed(in, &in->unfinished[i]))
            sorted[count++] = &in->unfinished[i];
    qsort(sorted, (size_t)count, sizeof *sorted, compare_records);
    *count_out = count;
    return sorted;
}

static bool is_finished(const struct credit_input *in, const struct record *r)
{
    for (int i = 0; i < in->unfinished_count; i++)
        if (r == &in->unfinished[i])
            return false;
    return true;
}

/* --- what is known already -------------------------------------------------------------------------------------- */

static bool same_requirement(const struct desk *d, int index, const struct claim *c)
{
    return text_is(d->decided[index].requirement, c->assignment->requirement.id);
}

static const char *day_key(const struct desk *d, const struct claim *c)
{
    return arena_printf(d->arena, "day %d-%d-%d %s", c->date.year, c->date.month, c->date.day,
                        c->assignment->requirement.id);
}

static const char *attempt_key(const struct desk *d, const struct claim *c)
{
    return arena_printf(d->arena, "attempt %s", c->record->attempt);
}

static const char *module_key(const struct desk *d, const struct claim *c)
{
    return arena_printf(d->arena, "module %d %s/%s", (int)(c->assignment - d->in->assignments), c->record->programme,
                        c->record->module ? c->record->module : "");
}

static bool is_day_already(const struct desk *d, const struct claim *c)
{
    return texts_has(&d->known, day_key(d, c));
}

static bool is_resolved(const struct desk *d, const char *requirement, struct local_date date)
{
    for (int i = 0; i < d->resolved.count; i++)
        if (text_is(d->resolved.item[i]->requirement, requirement) &&
            date_compare(d->resolved.item[i]->date, date) == 0)
            return true;
    return false;
}

/* Days that use up the order's maximum: those that staff credited (or could not agree about), whenever they were, and
 * those proposed so far that nobody has decided about. */
static int days_so_far(const struct desk *d, const struct claim *c)
{
    const char *requirement = c->assignment->requirement.id;
    const struct resolution *before = NULL;
    int days = 0;
    for (int i = 0; i < d->count; i++)
        days += d->decided[i].verdict == CREDIT_PROPOSED && same_requirement(d, i, c) &&
                !is_resolved(d, requirement, d->decided[i].date);
    for (int i = 0; i < d->resolved.count; i++) {
        const struct resolution *r = d->resolved.item[i];
        if (!r->credited || !text_is(r->requirement, requirement))
            continue;
        days += !before || date_compare(before->date, r->date) != 0; /* they are ordered by date */
        before = r;
    }
    return days;
}

static bool is_credited(const struct desk *d, const char *requirement, struct local_date date)
{
    for (int i = 0; i < d->resolved.count; i++)
        if (d->resolved.item[i]->credited && text_is(d->resolved.item[i]->requirement, requirement) &&
            date_compare(d->resolved.item[i]->date, date) == 0)
            return true;
    return false;
}

static bool counted(const struct desk *d, int index)
{
    const struct credit *c = &d->decided[index];
    return c->verdict == CREDIT_PROPOSED || text_is(c->code, "same-day") ||
           (c->verdict == CREDIT_WAITS && is_credited(d, c->requirement, c->date));
}

/* Was this same attempt completed at another terminal too, and counted? */
static bool attempt_has_counted(const struct desk *d, const struct claim *c)
{
    return c->record->attempt && texts_has(&d->known, attempt_key(d, c));
}

/* Did an earlier completion of this module, under this same assignment, make a day or share in one? */
static bool has_counted(const struct desk *d, const struct claim *c)
{
    return texts_has(&d->known, module_key(d, c));
}

/* What the claim that was decided last has made known. */
static void remember(struct desk *d, const struct claim *c)
{
    int last = d->count - 1;
    if (d->decided[last].verdict == CREDIT_PROPOSED)
        texts_add(&d->known, day_key(d, c));
    if (!counted(d, last))
        return;
    if (c->record->attempt)
        d->fresh[d->fresh_count++] = attempt_key(d, c);
    d->fresh[d->fresh_count++] = module_key(d, c);
}

static void turn_to(struct desk *d, const struct record *r)
{
    if (d->record == r)
        return;
    for (int i = 0; i < d->fresh_count; i++)
        texts_add(&d->known, d->fresh[i]);
    d->fresh_count = 0;
    d->record = r;
}

/* --- deciding --------------------------------------------------------------------------------------------------- */

/* Where a person stands: rules that look at the assignment only. NULL: nothing speaks against. */
static const char *code_of_standing(const struct claim *c)
{
    if (!c->assignment)
        return "no-requirement";
    if (c->assignment->supervision == SUPERVISION_CUSTODY || text_is(c->record->setting, "custody"))
        return "custody";
    if (c->assignment->supervision == SUPERVISION_LICENCE)
        return "licence";
    return c->assignment->requirement.id ? NULL : "no-requirement";
}

/* Why the date of a claim cannot be believed: msgid of a sentence with its minutes and date; NULL when it can. A date
 * that staff gave themselves is theirs. */
static const char *doubt_of(const struct desk *d, const struct claim *c)
{
    const struct local_date today = d->in->site.today;
    if (today.year && date_compare(c->date, today) > 0)
        return WORDS("%1, but %2 lies in the future. Staff say which day it was.");
    if (c->moved)
        return NULL;
    if (c->assignment->assigned_at && date_compare(c->date, date_in_london(c->assignment->assigned_at)) < 0)
        return WORDS("%1, but %2 is before the day this was assigned. Staff say which day it was.");
    if (text_is(c->doubt, DOUBT_JUMPED))
        return WORDS("%1, but %2 cannot be relied on: the terminal's clock was changed. Staff say which day it was.");
    return c->doubt
               ? WORDS("%1, but %2 cannot be relied on: the terminal's clock went back. Staff say which day it was.")
               : NULL;
}

static bool makes_days(const struct credit_input *in, const char *activity)
{
    unsigned kinds = in->site.activities ? in->site.activities : 1U << ACTIVITY_ACTIVITY;
    for (int i = 0; i <= ACTIVITY_SUPERVISION; i++)
        if (kinds >> i & 1 && text_is(activity, record_activity_name((enum activity_kind)i)))
            return true;
    return false;
}

static const char *code_of(const struct desk *d, const struct claim *c)
{
    if (c->voided)
        return "voided";
    const char *standing = code_of_standing(c);
    if (standing)
        return standing;
    const struct requirement *r = &c->assignment->requirement;
    if (!makes_days(d->in, c->record->activity))
        return "not-activity";
    if (r->has_until && date_compare(c->date, r->until) > 0)
        return "too-late";
    if (c->active_ms < (int64_t)d->in->site.minimum_active_minutes * 60000)
        return "short";
    if (attempt_has_counted(d, c))
        return "same-attempt";
    if (has_counted(d, c))
        return "counted-before";
    if (is_day_already(d, c))
        return "same-day";
    if (r->maximum_days > 0 && !is_resolved(d, r->id, c->date) && days_so_far(d, c) >= r->maximum_days)
        return "over-maximum";
    if (doubt_of(d, c))
        return "check-date";
    return pace_is_fast(&c->record->how) ? "check-pace" : "ok";
}

/* --- reasons ---------------------------------------------------------------------------------------------------- */

static const char *say(const struct desk *d, const char *english, const char *a1, const char *a2, const char *a3)
{
    return catalogue_words_with(d->arena, d->in->interface, english, a1, a2, a3);
}

static const char *date_words(const struct desk *d, struct local_date date)
{
    return calendar_date(d->arena, d->in->interface, date);
}

static const char *number(const struct desk *d, int n)
{
    return arena_printf(d->arena, "%d", n);
}

static const char *days_name(const struct desk *d)
{
    return catalogue_words(d->in->interface, d->in->site.days_name ? d->in->site.days_name : WORDS("activity"));
}

static const char *reason_about_time(const struct desk *d, const struct claim *c, const char *code)
{
    const char *date = date_words(d, c->date);
    const char *minutes = catalogue_words_count(d->arena, d->in->interface, "%d active minute", "%d active minutes",
                                                (int)(c->active_ms / 60000));
    if (text_is(code, "ok"))
        return say(d,
                   c->finished ? WORDS("%1 on %2, in a module that was completed.")
                               : WORDS("%1 on %2, in a module that was begun; this site goes by attendance."),
                   minutes, date, NULL);
    if (text_is(code, "short"))
        return say(d, WORDS("%1 on %2; this site asks for %3 for a day."), minutes, date,
                   number(d, d->in->site.minimum_active_minutes));
    if (text_is(code, "same-day"))
        return say(d, WORDS("%1 is proposed already; a date counts once however many modules are done on it."), date,
                   NULL, NULL);
    if (text_is(code, "check-date"))
        return say(d, doubt_of(d, c), minutes, date, NULL);
    if (text_is(code, "check-pace"))
        return say(d,
                   WORDS("%1 on %2, but %3 pages were left sooner than they can be read. Staff say whether it counts."),
                   minutes, date,
                   say(d, WORDS("%1 of %2"), number(d, c->record->how.fast), number(d, c->record->how.pages), NULL));
    if (text_is(code, "too-late"))
        return say(d, WORDS("%1 is after %2, the last date on which %3 days can be earned."), date,
                   date_words(d, c->assignment->requirement.until), days_name(d));
    return say(d, WORDS("%1 would make %2 days; the order allows %3 at most."), date, number(d, days_so_far(d, c) + 1),
               number(d, c->assignment->requirement.maximum_days));
}

static const char *reason_of(const struct desk *d, const struct claim *c, const char *code)
{
    static const struct {
        const char *code, *reason;
    } fixed[] = {
        {"custody", WORDS("Work done in custody does not count towards days of a community requirement.")},
        {"licence", WORDS("Work done on licence does not count towards days of a community requirement.")},
        {"not-activity", WORDS("This was not an activity: inductions, measures and supervision do not make a day.")},
        {"same-attempt",
         WORDS("This same run through the module is recorded by another terminal too. It counts once.")},
        {"counted-before", WORDS("This module has counted for this requirement before. It counts again only when it is "
                                 "assigned again.")},
    };
    if (text_is(code, "not-activity") && d->in->site.activities >> 1)
        return catalogue_words(d->in->interface, WORDS("This was not of a kind that makes a day here."));
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (text_is(code, fixed[i].code))
            return catalogue_words(d->in->interface, fixed[i].reason);
    if (text_is(code, "voided"))
        return say(d, WORDS("%1 took this record back on %2: %3"), c->voided->by,
                   date_words(d, date_in_london(c->voided->at)), c->voided->reason);
    if (!text_is(code, "no-requirement"))
        return reason_about_time(d, c, code);
    return catalogue_words(d->in->interface,
                           c->assignment ? WORDS("This person has no requirement that days of activity count for.")
                                         : WORDS("This module was not assigned under any requirement."));
}

static void decide(struct desk *d, const struct claim *c)
{
    turn_to(d, c->record);
    const char *code = code_of(d, c);
    d->decided[d->count] = (struct credit){
        .verdict = text_is(code, "ok")                ? CREDIT_PROPOSED
                   : text_starts_with(code, "check-") ? CREDIT_WAITS
                                                      : CREDIT_NOT_PROPOSED,
        .requirement = c->assignment ? c->assignment->requirement.id : NULL,
        .date = c->date,
        .record = c->finished ? c->record->id : NULL,
        .attempt = c->record->attempt,
        .module = c->record->module,
        .code = code,
        .reason = reason_of(d, c, code),
    };
    d->count++;
    remember(d, c);
}

struct credits credit_decide(struct arena *a, const struct credit_input *in)
{
    int room = 0, claim_count = 0, record_count;
    const struct record **sorted = in_order(a, in, &record_count);
    for (int i = 0; i < record_count; i++)
        room += sorted[i]->sitting_count > 0 ? sorted[i]->sitting_count : 1;
    struct claim *claims = ARENA_ARRAY(a, struct claim, room + 1);
    struct desk d = {.arena = a,
                     .in = in,
                     .resolved = resolutions_standing(a, in->resolutions, in->resolution_count),
                     .decided = ARENA_ARRAY(a, struct credit, room + 1)};
    struct texts ids;
    texts_init(&ids, a);
    texts_init(&d.known, a);
    for (int i = 0; i < record_count; i++)
        if (!came_before(&ids, sorted, i))
            claim_count += claims_of(in, sorted[i], is_finished(in, sorted[i]), claims + claim_count);
    for (int i = 0; i < claim_count; i++)
        decide(&d, &claims[i]);
    struct credits out = {.item = d.decided, .count = d.count};
    credit_make_days(a, d.resolved, in->interface, &out);
    return out;
}
