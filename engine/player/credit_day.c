/* Dates of requirements, and what staff decided about them. */
#include "calendar.h"
#include "credit.h"

#include <stdlib.h>
#include <string.h>

const char *day_state_name(enum day_state state)
{
    static const char *const names[] = {
        [DAY_PROPOSED] = "proposed",         [DAY_CHECK] = "check",       [DAY_CREDITED] = "credited",
        [DAY_NOT_CREDITED] = "not-credited", [DAY_DISPUTED] = "disputed",
    };
    return names[state];
}

/* --- resolutions that stand ------------------------------------------------------------------------------------- */

static int compare_resolutions(const void *left, const void *right)
{
    const struct resolution *a = *(const struct resolution *const *)left, *b = *(const struct resolution *const *)right;
    int order = strcmp(a->requirement, b->requirement);
    order = order ? order : date_compare(a->date, b->date);
    if (!order && a->at != b->at)
        order = a->at < b->at ? -1 : 1;
    return order ? order : strcmp(a->id, b->id);
}

static bool is_settled(const struct resolution *r, const struct resolution *all, int count)
{
    for (int i = 0; i < count; i++)
        for (int j = 0; j < all[i].settle_count; j++)
            if (text_is(all[i].settles[j], r->id) && !text_is(all[i].id, r->id) &&
                text_is(all[i].requirement, r->requirement) && date_compare(all[i].date, r->date) == 0)
                return true;
    return false;
}

struct resolutions resolutions_standing(struct arena *a, const struct resolution *all, int count)
{
    struct resolutions out = {.item = ARENA_ARRAY(a, const struct resolution *, count + 1)};
    int once = 0;
    for (int i = 0; i < count; i++)
        if (!is_settled(&all[i], all, count))
            out.item[out.count++] = &all[i];
    qsort(out.item, (size_t)out.count, sizeof *out.item, compare_resolutions);
    for (int i = 0; i < out.count; i++)
        if (!i || !text_is(out.item[i]->id, out.item[i - 1]->id))
            out.item[once++] = out.item[i];
    out.count = once;
    return out;
}

/* --- days ------------------------------------------------------------------------------------------------------- */

static struct credit_day *day_at(struct credit_day *days, int *count, const char *requirement, struct local_date date)
{
    int at = 0;
    for (; at < *count; at++) {
        int order = strcmp(days[at].requirement, requirement);
        order = order ? order : date_compare(days[at].date, date);
        if (!order)
            return &days[at];
        if (order > 0)
            break;
    }
    memmove(days + at + 1, days + at, sizeof *days * (size_t)(*count - at));
    (*count)++;
    days[at] = (struct credit_day){.requirement = requirement, .date = date};
    return &days[at];
}

static const char *resolved_in_words(struct arena *a, const struct catalogue *interface, const struct resolution *r)
{
    const char *date = calendar_date(a, interface, date_in_london(r->at));
    if (text_is_empty(r->reason))
        return catalogue_words_with(a, interface,
                                    r->credited ? WORDS("Credited by %1 on %2.") : WORDS("Not credited by %1 on %2."),
                                    r->by, date, NULL);
    return catalogue_words_with(a, interface,
                                r->credited ? WORDS("Credited by %1 on %2: %3") : WORDS("Not credited by %1 on %2: %3"),
                                r->by, date, r->reason);
}

static void resolve_day(struct arena *a, struct resolutions standing, const struct catalogue *interface,
                        struct credit_day *day)
{
    const struct resolution *other = NULL;
    const char **open = ARENA_ARRAY(a, const char *, standing.count + 1);
    for (int i = 0; i < standing.count; i++) {
        const struct resolution *r = standing.item[i];
        if (!text_is(r->requirement, day->requirement) || date_compare(r->date, day->date) != 0)
            continue;
        open[day->open_count++] = r->id;
        if (!day->resolution)
            day->resolution = r;
        else if (!other && r->credited != day->resolution->credited)
            other = r;
    }
    day->open = open;
    if (other) {
        day->state = DAY_DISPUTED;
        day->reason = catalogue_words_with(a, interface, WORDS("%1 %2 Somebody has to settle this."),
                                           resolved_in_words(a, interface, day->resolution),
                                           resolved_in_words(a, interface, other), NULL);
    } else if (day->resolution) {
        day->state = day->resolution->credited ? DAY_CREDITED : DAY_NOT_CREDITED;
        day->reason = resolved_in_words(a, interface, day->resolution);
    }
}

void credit_make_days(struct arena *a, struct resolutions standing, const struct catalogue *interface,
                      struct credits *c)
{
    struct credit_day *days = ARENA_ARRAY(a, struct credit_day, c->count + standing.count + 1);
    for (int i = 0; i < c->count; i++) {
        const struct credit *item = &c->item[i];
        if (item->verdict == CREDIT_NOT_PROPOSED)
            continue;
        struct credit_day *day = day_at(days, &c->day_count, item->requirement, item->date);
        if (day->from && item->verdict == CREDIT_WAITS)
            continue;
        day->from = item;
        day->state = item->verdict == CREDIT_WAITS ? DAY_CHECK : DAY_PROPOSED;
        day->reason = item->reason;
    }
    for (int i = 0; i < standing.count; i++)
        day_at(days, &c->day_count, standing.item[i]->requirement, standing.item[i]->date);
    for (int i = 0; i < c->day_count; i++) {
        resolve_day(a, standing, interface, &days[i]);
        c->proposed += days[i].state == DAY_PROPOSED;
    }
    c->days = days;
}

int credit_days(const struct credits *c, const char *requirement, enum day_state state)
{
    int days = 0;
    for (int i = 0; i < c->day_count; i++)
        days += c->days[i].state == state && text_is(c->days[i].requirement, requirement);
    return days;
}

const struct credit_day *credit_day_find(const struct credits *c, const char *requirement, struct local_date date)
{
    for (int i = 0; i < c->day_count; i++)
        if (text_is(c->days[i].requirement, requirement) && date_compare(c->days[i].date, date) == 0)
            return &c->days[i];
    return NULL;
}

/* --- one more --------------------------------------------------------------------------------------------------- */

static bool settles_all(const struct resolution *r, const struct credit_day *day)
{
    for (int i = 0; i < day->open_count; i++) {
        bool named = false;
        for (int j = 0; j < r->settle_count; j++)
            named = named || text_is(r->settles[j], day->open[i]);
        if (!named)
            return false;
    }
    return true;
}

enum resolve credit_resolve(const struct credits *c, const struct resolution *r)
{
    const struct credit_day *day = credit_day_find(c, r->requirement, r->date);
    if (!day)
        return RESOLVE_NO_DAY;
    if (day->state == DAY_DISPUTED)
        return settles_all(r, day) ? RESOLVE_OK : RESOLVE_ALREADY;
    if (!day->resolution)
        return RESOLVE_OK;
    bool same = day->resolution->credited == r->credited && text_is(day->resolution->by, r->by) &&
                text_is(day->resolution->reason, r->reason);
    return same ? RESOLVE_SAME : RESOLVE_ALREADY;
}
