#include "finished.h"

#include <string.h>

#include "text.h"

static struct local_date date_of(const struct credit_input *in, const struct record *r)
{
    struct local_date date = date_in_london(r->end);
    const struct record_change *moved = credit_change(in, r->id, CHANGE_DATE, date);
    return moved ? moved->to : date;
}

/* By date; of one date by their end, and then by id, so that no order of the records changes what comes out. */
static int compare(const struct credit_input *in, const struct record *a, const struct record *b)
{
    int dates = date_compare(date_of(in, a), date_of(in, b));
    if (dates)
        return dates;
    return a->end != b->end ? (a->end < b->end ? -1 : 1) : strcmp(a->id, b->id);
}

/* The first record of a session that stands; NULL: it is not finished. */
static const struct record *first_of(const struct credit_input *in, const char *programme, const char *module)
{
    const struct record *first = NULL;
    for (int i = 0; i < in->record_count; i++) {
        const struct record *r = &in->records[i];
        if (text_is(r->programme, programme) && text_is(r->module, module) &&
            !credit_change(in, r->id, CHANGE_VOID, (struct local_date){0}) && (!first || compare(in, r, first) < 0))
            first = r;
    }
    return first;
}

bool programme_finished(const struct programme *p, const struct credit_input *in, struct finished *out)
{
    const struct record *last = NULL;
    if (!p->module_count || p->broken_count)
        return false;
    for (int i = 0; i < p->module_count; i++) {
        const struct record *first = first_of(in, p->id, p->modules[i].id);
        if (!first)
            return false;
        if (!last || compare(in, first, last) > 0)
            last = first;
    }
    *out = (struct finished){.record = last->id, .date = date_of(in, last)};
    return true;
}
