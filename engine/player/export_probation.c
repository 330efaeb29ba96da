/* Shapes of probation's own systems. */
#include "export_inside.h"

#include <string.h>

/* --- contact --------------------------------------------------------------------------------------------------------
 */

#define REQUIREMENT_DIGITS 18 /* a positive 64-bit number */
#define DESCRIPTION_MAX    200
#define NOTES_MAX          4000

static void write_requirement(const char *id, struct buffer *out)
{
    size_t length = strlen(id);
    bool number = length && length <= REQUIREMENT_DIGITS && *id != '0' && strspn(id, "0123456789") == length;
    export_key(out, "requirementId");
    if (number)
        buffer_adds(out, id); /* a double would round it */
    else
        json_write_string(out, id);
}

static const struct record *record_of(const struct export_person *p, const char *id)
{
    for (int i = 0; i < p->record_count; i++)
        if (text_is(p->records[i].id, id))
            return &p->records[i];
    return NULL;
}

/* The longest sitting of that date: what the day is evidence of. */
static const struct record_sitting *sitting_on(const struct record *r, struct local_date date)
{
    const struct record_sitting *found = NULL;
    for (int i = 0; r && i < r->sitting_count; i++)
        if (date_compare(r->sittings[i].date, date) == 0 && (!found || r->sittings[i].active_ms > found->active_ms))
            found = &r->sittings[i];
    return found;
}

static void write_times(const struct record_sitting *s, struct buffer *out)
{
    char start[INSTANT_TEXT], end[INSTANT_TEXT];
    if (!s)
        return;
    instant_format(s->start, start);
    instant_format(s->start + s->active_ms, end);
    start[19] = end[19] = '\0';
    export_text(out, "startTime", start + 11);
    export_text(out, "endTime", strncmp(start, end, 10) == 0 ? end + 11 : "23:59:59"); /* a contact is of one date */
}

/* No longer than `most` bytes, and so characters, without half a character at its end. */
static const char *cut(struct arena *a, const char *text, size_t most)
{
    size_t length = strlen(text);
    if (length <= most)
        return text;
    while (most && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return arena_printf(a, "%.*s", (int)most, text);
}

static void write_contact(const struct export_person *p, const struct credit_day *day, const struct export_place *place,
                          struct arena *a, struct buffer *out)
{
    const struct record *r = day->from ? record_of(p, day->from->record) : NULL;
    char date[DATE_TEXT];
    date_format(day->date, date);
    export_open(out, NULL, "\n{");
    export_text(out, "offenderCrn", p->crn);
    write_requirement(day->requirement, out);
    export_text(out, "type", place->type);
    export_text(out, "outcome", "ATTC");
    export_text(out, "provider", place->provider);
    export_text(out, "team", place->team);
    export_text(out, "staff", place->staff);
    export_text(out, "officeLocation", place->office);
    export_text(out, "date", date);
    write_times(sitting_on(r, day->date), out);
    export_flag(out, "alert", false);
    export_flag(out, "sensitive", false);
    export_text(out, "description",
                r ? cut(a, arena_printf(a, "Cairn: %s/%s", r->programme, r->module), DESCRIPTION_MAX)
                  : arena_printf(a, "Cairn: %s", place->day));
    export_text(out, "notes",
                arena_printf(a, "%s%s%s", cut(a, day->reason, NOTES_MAX - 100), r ? " Record " : "", r ? r->id : ""));
    export_flag(out, "rarActivity", true);
    buffer_adds(out, "}");
}

void export_contact(const struct export_person *people, int count, const struct export_place *place, struct buffer *out)
{
    buffer_adds(out, "[");
    for (int i = 0; i < count; i++)
        for (int j = 0; j < people[i].credits.day_count; j++) {
            const struct credit_day *day = &people[i].credits.days[j];
            struct arena a;
            if (!people[i].crn || (day->state != DAY_PROPOSED && day->state != DAY_CREDITED))
                continue;
            arena_init(&a);
            write_contact(&people[i], day, place, &a, out);
            arena_release(&a);
        }
    buffer_adds(out, "\n]\n");
}

/* --- course completion ----------------------------------------------------------------------------------------------
 */

static void write_completion(const struct record *r, const struct export_place *place, struct buffer *out)
{
    char end[INSTANT_TEXT];
    struct arena a;
    arena_init(&a);
    instant_format(r->end, end);
    int minutes = export_minutes(r->active_ms);
    export_open(out, NULL, "\n{");
    export_open(out, "courseCompletion", "{");
    export_text(out, "externalReference", r->id);
    export_open(out, "person", "{");
    export_text(out, "firstName", place->first_name);
    export_text(out, "lastName", place->last_name);
    export_text(out, "dateOfBirth", place->born);
    export_text(out, "region", place->region);
    export_text(out, "pdu", place->pdu);
    export_text(out, "office", place->delivery_office);
    export_text(out, "email", place->email);
    buffer_adds(out, "}");
    export_open(out, "course", "{");
    export_text(out, "courseName", arena_printf(&a, "%s/%s", r->programme, r->module));
    export_text(out, "courseType", r->activity);
    export_text(out, "provider", "Cairn");
    export_text(out, "completionDateTime", end);
    export_text(out, "status", "Completed");
    export_number(out, "totalTimeMinutes", minutes);
    export_number(out, "attempts", 1);
    export_number(out, "expectedTimeMinutes", r->expected_min > 0 ? r->expected_min : minutes);
    buffer_adds(out, "}}}");
    arena_release(&a);
}

void export_course_completion(const struct export_person *people, int count, const struct export_place *place,
                              struct buffer *out)
{
    buffer_adds(out, "[");
    for (int i = 0; i < count; i++)
        for (int j = 0; j < people[i].record_count; j++)
            if (export_is_first(&people[i], j))
                write_completion(&people[i].records[j], place, out);
    buffer_adds(out, "\n]\n");
}
