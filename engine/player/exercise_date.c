/*
 * date: one entry, key "date", the day as value: "2026-12-04".
 *
 * Which days are on offer is the calendar's to say, on the day it is filled in: an answer that was given stays one
 * however much later it is read. "-" is an answer too: gone on without a day, where the calendar was not there.
 */
#include "calendar.h"
#include "exercise.h"

static bool date_fits(const struct answer *a, const struct block *b)
{
    struct local_date d;
    (void)b;
    if (a->count != 1 || !text_is(a->entries[0].key, "date") || !a->entries[0].value)
        return false;
    return text_is(a->entries[0].value, DATE_NONE) || date_parse(a->entries[0].value, &d);
}

static enum change change(const struct attempt *s, const struct block *b, struct act act, struct answer *out)
{
    struct draft d = {.count = 0};
    (void)b;
    if (act.kind != ACT_PICK || !act.item)
        return CHANGE_REFUSED;
    draft_add(&d, "date", act.item);
    return draft_finish(s, &d, out);
}

static struct value date_value(const struct answer *a, const struct block *b, struct arena *arena)
{
    (void)b, (void)arena;
    if (text_is(a->entries[0].value, DATE_NONE))
        return (struct value){.kind = VALUE_NULL};
    return (struct value){.kind = VALUE_TEXT, .text = a->entries[0].value};
}

static const char *date_words(const struct attempt *s, struct arena *arena, const struct block *b,
                              const struct answer *a)
{
    struct local_date d;
    (void)b;
    return date_parse(a->entries[0].value, &d) ? calendar_day(arena, attempt_settings_of(s).interface, d) : NULL;
}

const struct exercise_kind exercise_date = {
    .fits = date_fits, .change = change, .value = date_value, .words = date_words};
