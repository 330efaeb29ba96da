#include "export_inside.h"

#include <string.h>

void export_key(struct buffer *out, const char *key)
{
    char last = out->length ? buffer_text(out)[out->length - 1] : '{';
    if (!strchr("{[:\n", last))
        buffer_adds(out, ",");
    if (key)
        buffer_addf(out, "\"%s\":", key);
}

void export_text(struct buffer *out, const char *key, const char *text)
{
    if (!text)
        return;
    export_key(out, key);
    json_write_string(out, text);
}

void export_number(struct buffer *out, const char *key, double number)
{
    export_key(out, key);
    json_write_number(out, number);
}

void export_flag(struct buffer *out, const char *key, bool flag)
{
    export_key(out, key);
    buffer_adds(out, flag ? "true" : "false");
}

void export_open(struct buffer *out, const char *key, const char *bracket)
{
    export_key(out, key);
    buffer_adds(out, bracket);
}

const char *export_utc(struct arena *a, instant_ms at)
{
    int64_t day_ms = 86400000, days = at / day_ms - (at % day_ms < 0), ms = at - days * day_ms;
    char date[DATE_TEXT];
    date_format(date_from_days(days), date);
    return arena_printf(a, "%sT%02d:%02d:%02d.%03dZ", date, (int)(ms / 3600000), (int)(ms / 60000 % 60),
                        (int)(ms / 1000 % 60), (int)(ms % 1000));
}

static bool is_voided(const struct export_person *p, const struct record *r)
{
    for (int i = 0; i < p->credits.count; i++)
        if (text_is(p->credits.item[i].record, r->id) && text_is(p->credits.item[i].code, "voided"))
            return true;
    return false;
}

bool export_is_first(const struct export_person *p, int record)
{
    const struct record *r = &p->records[record];
    if (is_voided(p, r))
        return false;
    for (int i = 0; i < p->record_count; i++) {
        const struct record *other = &p->records[i];
        bool earlier = other->end != r->end ? other->end < r->end : strcmp(other->id, r->id) < 0;
        bool twin = r->attempt && text_is(other->attempt, r->attempt) && earlier && !is_voided(p, other);
        if (text_is(other->id, r->id) ? i < record : twin)
            return false;
    }
    return true;
}

int export_minutes(int64_t active_ms)
{
    return active_ms < 60000 ? 1 : (int)(active_ms / 60000);
}

/* --- csv ---------------------------------------------------------------------------------------------------------- */

static void field(struct buffer *out, const char *text)
{
    text = text ? text : "";
    if (out->length && buffer_text(out)[out->length - 1] != '\n')
        buffer_adds(out, ",");
    bool formula = *text && strchr("=+-@\t\r", *text);
    if (!formula && !strpbrk(text, ",\"\r\n")) {
        buffer_adds(out, *text ? text : "\"\""); /* an empty first field would lose its comma */
        return;
    }
    buffer_adds(out, formula ? "\"'" : "\"");
    for (; *text; text++)
        buffer_addf(out, *text == '"' ? "\"\"" : "%c", *text);
    buffer_adds(out, "\"");
}

static void number_field(struct buffer *out, int64_t number)
{
    buffer_addf(out, ",%lld", (long long)number);
}

static int days_of(const struct export_person *p, const char *record, enum day_state state)
{
    int days = 0;
    for (int i = 0; i < p->credits.day_count; i++)
        days += p->credits.days[i].state == state && p->credits.days[i].from &&
                text_is(p->credits.days[i].from->record, record);
    return days;
}

static void csv_record(const struct export_person *p, const struct record *r, struct buffer *out)
{
    char text[INSTANT_TEXT];
    field(out, r->id);
    field(out, r->person);
    field(out, r->programme);
    field(out, r->module);
    field(out, r->version);
    field(out, r->language);
    field(out, r->activity);
    field(out, r->setting);
    instant_format(r->start, text);
    field(out, text);
    instant_format(r->end, text);
    field(out, text);
    number_field(out, r->active_ms / 60000);
    number_field(out, r->sitting_count);
    number_field(out, r->pages);
    if (r->has_score)
        number_field(out, (int64_t)(r->score * 100 + 0.5));
    else
        field(out, "");
    number_field(out, r->tries);
    number_field(out, r->how.fast);
    number_field(out, days_of(p, r->id, DAY_PROPOSED));
    number_field(out, days_of(p, r->id, DAY_CREDITED));
    number_field(out, days_of(p, r->id, DAY_CHECK) + days_of(p, r->id, DAY_DISPUTED));
    field(out, r->site);
    field(out, r->terminal);
    field(out, r->demonstration ? "yes" : "no");
    buffer_adds(out, "\r\n");
}

void export_csv(const struct export_person *people, int count, struct buffer *out)
{
    buffer_adds(out,
                "record,person,programme,module,version,language,activity,setting,start,end,active_minutes,sittings,"
                "pages,score_percent,tries,fast_pages,days_proposed,days_credited,days_to_check,site,terminal,"
                "demonstration\r\n");
    for (int i = 0; i < count; i++)
        for (int j = 0; j < people[i].record_count; j++)
            csv_record(&people[i], &people[i].records[j], out);
}

/* --- json --------------------------------------------------------------------------------------------------------- */

static void json_days(const struct export_person *p, const char *record, struct buffer *out)
{
    export_open(out, "days", "[");
    for (int i = 0; i < p->credits.count; i++) {
        const struct credit *c = &p->credits.item[i];
        char date[DATE_TEXT];
        if (!text_is(c->record, record))
            continue;
        const struct credit_day *day = c->requirement ? credit_day_find(&p->credits, c->requirement, c->date) : NULL;
        date_format(c->date, date);
        export_open(out, NULL, "{");
        export_text(out, "date", date);
        export_text(out, "requirement", c->requirement);
        export_text(out, "code", c->code);
        export_text(out, "reason", c->reason);
        export_text(out, "state", day && day->from == c ? day_state_name(day->state) : "none");
        buffer_adds(out, "}");
    }
    buffer_adds(out, "]");
}

void export_json(const struct export_person *people, int count, struct buffer *out)
{
    buffer_adds(out, "{\"records\":[");
    for (int i = 0; i < count; i++)
        for (int j = 0; j < people[i].record_count; j++) {
            export_open(out, NULL, "\n{");
            export_key(out, "record");
            record_write(&people[i].records[j], out);
            json_days(&people[i], people[i].records[j].id, out);
            buffer_adds(out, "}");
        }
    buffer_adds(out, "\n]}\n");
}
