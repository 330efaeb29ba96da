#include "store_internal.h"

#include "json.h"

static bool record_person(struct store *s, const char *record, char person[UUID_TEXT])
{
    sqlite3_stmt *st = store_query(s, "SELECT person FROM record WHERE id = ? AND kind = 'COMPLETED'", "t", record);
    bool ok = st && store_row(s, st);
    if (ok)
        column_copy(st, 0, person, UUID_TEXT);
    store_query_end(s, st);
    return ok;
}

static bool is_of_another(struct store *s, const char *record)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM every_record WHERE id = ? AND away = 1", "t", record);
    bool is = st && store_row(s, st);
    store_query_end(s, st);
    return is;
}

static bool is_void(struct store *s, const char *record)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM record WHERE refers = ? AND kind = 'VOIDED'", "t", record);
    bool is = st && store_row(s, st);
    store_query_end(s, st);
    return is;
}

static bool change_is_sound(struct store *s, const struct record_change *c, char person[UUID_TEXT],
                            struct problems *problems)
{
    if (text_is_empty(c->reason))
        problem_error(problems, PLACE_NONE, "change-reason", "a change needs a reason: it is kept, and signed");
    else if (is_of_another(s, c->record))
        problem_error(problems, PLACE_NONE, "record-away", "record %s was made at another terminal: change it there",
                      c->record);
    else if (!record_person(s, c->record, person))
        problem_error(problems, PLACE_NONE, "record-unknown", "there is no record %s", c->record);
    else if (is_void(s, c->record))
        problem_error(problems, PLACE_NONE, "record-void", "record %s was voided, and that is for good", c->record);
    else if (c->kind == CHANGE_DATE && (!date_is_valid(c->from) || !date_is_valid(c->to)))
        problem_error(problems, PLACE_NONE, "change-date", "a date that is to be another must exist, and so must that");
    else if (c->kind == CHANGE_ASSIGNMENT && text_is_empty(c->assignment))
        problem_error(problems, PLACE_NONE, "change-assignment", "the assignment is missing");
    else
        return true;
    return false;
}

static const char *change_body(struct arena *a, const char *by, const struct record_change *c)
{
    char from[DATE_TEXT] = "", to[DATE_TEXT] = "";
    if (c->kind == CHANGE_DATE) {
        date_format(c->from, from);
        date_format(c->to, to);
    }
    return audit_detail(a, "assignment", c->kind == CHANGE_ASSIGNMENT ? c->assignment : NULL, "by", by, "from",
                        *from ? from : NULL, "reason", c->reason, "to", *to ? to : NULL, NULL);
}

bool store_change_add(struct store *s, const struct record_change *change, struct problems *problems)
{
    bool is_voiding = change->kind == CHANGE_VOID;
    char person[UUID_TEXT];
    struct arena a;
    if (!change_is_sound(s, change, person, problems))
        return false;
    arena_init(&a);
    bool ok = store_begin(s);
    ok = ok &&
         record_add(s, is_voiding ? "VOIDED" : "CORRECTED", person, change->record,
                    change_body(&a, s->who ? s->who : "nobody", change)) &&
         audit_insert(s, is_voiding ? AUDIT_VOID : AUDIT_CORRECT, person,
                      audit_detail(&a, "record", change->record, "reason", change->reason, NULL));
    ok = store_end(s, ok) && head_bring_up(s);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written: look whether it is there");
    arena_release(&a);
    return ok;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static const char *member_text(struct arena *a, const struct json *object, const char *name)
{
    const struct json *member = json_member(object, name);
    return member && json_kind(member) == JSON_STRING ? arena_strdup(a, json_string(member)) : NULL;
}

const struct json *body_read(struct arena *a, const char *body, size_t size)
{
    struct problems problems;
    problems_init(&problems, a);
    struct json_document *document = json_parse(a, "record", body, size, &problems);
    const struct json *object = document ? json_root(document) : NULL;
    return object && json_kind(object) == JSON_OBJECT ? object : NULL;
}

const char *body_text(struct arena *a, const struct json *object, const char *name)
{
    const char *text = object ? member_text(a, object, name) : NULL;
    return text ? text : "";
}

static bool change_read(struct arena *a, const struct store_record *row, struct record_change *out)
{
    const struct json *object = body_read(a, row->body, row->body_size);
    *out = (struct record_change){.id = arena_strdup(a, row->id),
                                  .record = arena_strdup(a, row->refers),
                                  .by = body_text(a, object, "by"),
                                  .reason = body_text(a, object, "reason"),
                                  .at = row->at};
    const char *assignment = body_text(a, object, "assignment");
    if (text_is(row->kind, "VOIDED")) {
        out->kind = CHANGE_VOID;
    } else if (*assignment) {
        out->kind = CHANGE_ASSIGNMENT;
        out->assignment = assignment;
    } else {
        out->kind = CHANGE_DATE;
        return date_parse(body_text(a, object, "from"), &out->from) && date_parse(body_text(a, object, "to"), &out->to);
    }
    return object != NULL;
}

bool change_is_read(struct arena *a, const struct store_record *row)
{
    struct record_change change;
    return change_read(a, row, &change);
}

int store_changes(struct store *s, struct arena *a, const char *person, struct record_change **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st =
        store_query(s,
                    EVERY_RECORD_COLUMNS
                    "WHERE kind IN ('VOIDED', 'CORRECTED') AND (?1 IS NULL OR person = ?1) ORDER BY away DESC, seq",
                    "t", person);
    while (st && store_row(s, st)) {
        struct store_record row;
        *out = list_room(a, *out, count, sizeof **out);
        record_row(st, a, &row);
        count += change_read(a, &row, &(*out)[count]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}
