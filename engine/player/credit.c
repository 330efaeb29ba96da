#include "credit.h"

#include <string.h>

/* One question put to the rules: does this record make this date a day? */
struct claim {
    const struct record *record;
    const struct assignment *assignment; /* NULL: unknown */
    struct local_date date;
    int64_t active_ms;
};

struct desk { /* what has been decided so far */
    struct arena *arena;
    struct credit_site site;
    const struct claim *claims; /* as many as decided */
    struct credit *decided;
    int count;
};

/* --- claims ----------------------------------------------------------------------------------------------------- */

static bool is_assigned(const struct assignment *a, const struct record *r)
{
    size_t programme = r->programme ? strlen(r->programme) : 0;
    if (!a->module || !programme || strncmp(a->module, r->programme, programme) != 0)
        return false;
    const char *rest = a->module + programme;
    return *rest == '\0' || (*rest == '/' && text_is(rest + 1, r->module));
}

static const struct assignment *assignment_of(const struct record *r, const struct assignment *assignments, int count)
{
    for (int i = 0; i < count; i++)
        if (r->assignment && text_is(assignments[i].id, r->assignment))
            return is_assigned(&assignments[i], r) ? &assignments[i] : NULL;
    return NULL;
}

/* One claim a date, made by its longest sitting: a day is evidence that one sitting was long enough, and two short ones
 * are not that. Returns how many were added. */
static int claims_of(const struct record *r, const struct assignment *a, struct claim *out)
{
    int count = 0;
    for (int i = 0; i < r->sitting_count; i++) {
        const struct record_sitting *s = &r->sittings[i];
        int same = 0;
        while (same < count && date_compare(out[same].date, s->date) != 0)
            same++;
        if (same == count)
            out[count++] = (struct claim){.record = r, .assignment = a, .date = s->date};
        if (out[same].active_ms < s->active_ms)
            out[same].active_ms = s->active_ms;
    }
    if (count == 0) /* no sitting was noted: the record speaks for the day it began on */
        out[count++] =
            (struct claim){.record = r, .assignment = a, .date = date_in_london(r->start), .active_ms = r->active_ms};
    return count;
}

/* By end; records that end together stay in the order given. */
static const struct record **in_order_of_end(struct arena *a, const struct record *records, int count)
{
    const struct record **sorted = ARENA_ARRAY(a, const struct record *, count);
    for (int i = 0; i < count; i++) {
        int at = i;
        for (; at > 0 && sorted[at - 1]->end > records[i].end; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = &records[i];
    }
    return sorted;
}

static bool came_before(const struct record *const *sorted, int index)
{
    for (int i = 0; i < index; i++)
        if (sorted[index]->id && text_is(sorted[i]->id, sorted[index]->id))
            return true;
    return false;
}

/* --- what is known already -------------------------------------------------------------------------------------- */

static bool same_requirement(const struct desk *d, int index, const struct claim *c)
{
    return text_is(d->decided[index].requirement, c->assignment->requirement.id);
}

static bool is_day_already(const struct desk *d, const struct claim *c)
{
    for (int i = 0; i < d->count; i++)
        if (d->decided[i].verdict == CREDIT_PROPOSED && same_requirement(d, i, c) &&
            date_compare(d->decided[i].date, c->date) == 0)
            return true;
    return false;
}

static int days_so_far(const struct desk *d, const struct claim *c)
{
    int days = 0;
    for (int i = 0; i < d->count; i++)
        days += d->decided[i].verdict == CREDIT_PROPOSED && same_requirement(d, i, c);
    return days;
}

/* Did an earlier completion of this module, under this same assignment, make a day or share in one? */
static bool has_counted(const struct desk *d, const struct claim *c)
{
    for (int i = 0; i < d->count; i++) {
        const struct claim *before = &d->claims[i];
        bool counted = text_is(d->decided[i].code, "ok") || text_is(d->decided[i].code, "same-day");
        if (counted && before->record != c->record && before->assignment == c->assignment &&
            text_is(before->record->programme, c->record->programme) &&
            text_is(before->record->module, c->record->module))
            return true;
    }
    return false;
}

/* --- deciding --------------------------------------------------------------------------------------------------- */

static const char *date_in_words(struct arena *a, struct local_date d)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    return arena_printf(a, "%d %s %d", d.day, months[(d.month + 11) % 12], d.year);
}

static const char *minutes_in_words(struct arena *a, int64_t minutes)
{
    return arena_printf(a, "%lld active minute%s", (long long)minutes, minutes == 1 ? "" : "s");
}

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

static const char *code_of(const struct desk *d, const struct claim *c)
{
    const char *standing = code_of_standing(c);
    if (standing)
        return standing;
    const struct requirement *r = &c->assignment->requirement;
    if (!text_is(c->record->activity, "activity"))
        return "not-activity";
    if (r->has_until && date_compare(c->date, r->until) > 0)
        return "too-late";
    if (c->active_ms < (int64_t)d->site.minimum_active_minutes * 60000)
        return "short";
    if (has_counted(d, c))
        return "counted-before";
    if (is_day_already(d, c))
        return "same-day";
    if (r->maximum_days > 0 && days_so_far(d, c) >= r->maximum_days)
        return "over-maximum";
    return "ok";
}

static const char *reason_about_time(const struct desk *d, const struct claim *c, const char *code)
{
    struct arena *a = d->arena;
    const char *date = date_in_words(a, c->date), *minutes = minutes_in_words(a, c->active_ms / 60000);
    if (text_is(code, "ok"))
        return arena_printf(a, "%s on %s, in a module that was completed.", minutes, date);
    if (text_is(code, "short"))
        return arena_printf(a, "%s on %s; this site asks for %d for a day.", minutes, date,
                            d->site.minimum_active_minutes);
    if (text_is(code, "same-day"))
        return arena_printf(a, "%s is proposed already; a date counts once however many modules are done on it.", date);
    if (text_is(code, "too-late"))
        return arena_printf(a, "%s is after %s, the last date on which days of this requirement can be earned.", date,
                            date_in_words(a, c->assignment->requirement.until));
    return arena_printf(a, "%s would make %d days; the order allows %d at most.", date, days_so_far(d, c) + 1,
                        c->assignment->requirement.maximum_days);
}

static const char *reason_of(const struct desk *d, const struct claim *c, const char *code)
{
    static const struct {
        const char *code, *reason;
    } fixed[] = {
        {"custody", "Work done in custody does not count towards days of a community requirement."},
        {"licence", "Work done on licence does not count towards days of a community requirement."},
        {"not-activity", "This was not an activity: inductions, measures and supervision do not make a day."},
        {"counted-before",
         "This module has counted for this requirement before. It counts again only when it is assigned again."},
    };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (text_is(code, fixed[i].code))
            return fixed[i].reason;
    if (!text_is(code, "no-requirement"))
        return reason_about_time(d, c, code);
    return c->assignment ? "This person has no requirement that days of activity count for."
                         : "This module was not assigned under any requirement.";
}

static void decide(struct desk *d, const struct claim *c)
{
    const char *code = code_of(d, c);
    d->decided[d->count] = (struct credit){
        .verdict = text_is(code, "ok") ? CREDIT_PROPOSED : CREDIT_NOT_PROPOSED,
        .requirement = c->assignment ? c->assignment->requirement.id : NULL,
        .date = c->date,
        .record = c->record->id,
        .module = c->record->module,
        .code = code,
        .reason = reason_of(d, c, code),
    };
    d->count++;
}

struct credits credit_decide(struct arena *a, const struct record *records, int record_count,
                             const struct assignment *assignments, int assignment_count, struct credit_site site)
{
    const struct record **sorted = in_order_of_end(a, records, record_count);
    int room = 0, claim_count = 0, proposed = 0;
    for (int i = 0; i < record_count; i++)
        room += records[i].sitting_count > 0 ? records[i].sitting_count : 1;
    struct claim *claims = ARENA_ARRAY(a, struct claim, room);
    struct desk d = {.arena = a, .site = site, .claims = claims, .decided = ARENA_ARRAY(a, struct credit, room)};
    for (int i = 0; i < record_count; i++)
        if (!came_before(sorted, i))
            claim_count +=
                claims_of(sorted[i], assignment_of(sorted[i], assignments, assignment_count), claims + claim_count);
    for (int i = 0; i < claim_count; i++) {
        decide(&d, &claims[i]);
        proposed += d.decided[i].verdict == CREDIT_PROPOSED;
    }
    return (struct credits){.item = d.decided, .count = d.count, .proposed = proposed};
}

int credit_days(const struct credits *c, const char *requirement)
{
    int days = 0;
    for (int i = 0; i < c->count; i++)
        days += c->item[i].verdict == CREDIT_PROPOSED && text_is(c->item[i].requirement, requirement);
    return days;
}
