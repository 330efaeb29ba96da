#include "store_internal.h"

#include <stdio.h>
#include <string.h>

/* --- erasing ---------------------------------------------------------------------------------------------------- */

bool store_person_is_erased(struct store *s, const char *id)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM person WHERE id = ? AND erased_at IS NOT NULL", "t", id);
    bool is = st && store_row(s, st);
    store_query_end(s, st);
    return is;
}

static bool tombstone_add(struct store *s, const char *id, const char *reason)
{
    struct arena a;
    arena_init(&a);
    bool ok = record_add(s, "ERASED", id, NULL,
                         audit_detail(&a, "by", s->who ? s->who : "nobody", "person", id, "reason", reason, NULL)) &&
              audit_insert(s, AUDIT_ERASE, id, audit_detail(&a, "reason", reason, NULL));
    arena_release(&a);
    return ok;
}

/* secure_delete=ON (store_connection.c) overwrites what is taken out of the file. */
static bool traces_erase(struct store *s, const char *id)
{
    struct clock clock = store_clock(s);
    return door_forget(s, id) &&
           store_write(s, "DELETE FROM draft WHERE attempt IN (SELECT id FROM attempt WHERE person = ?)", "t", id) &&
           store_write(s, "DELETE FROM concern WHERE person = ?", "t", id) &&
           store_write(s, "UPDATE assignment SET requirement = NULL WHERE person = ?", "t", id) &&
           store_write(s, "UPDATE resolution SET requirement = '', reason = '', salt = '' WHERE person = ?", "t", id) &&
           store_write(s,
                       "UPDATE person SET crn = NULL, code = NULL, pin = NULL, key = NULL, erased_at = ? WHERE id = ?",
                       "it", clock.wall(clock.context), id);
}

/* Old pages stay in the WAL until it is begun anew: with nothing left in it there is nothing to find. */
bool wal_empty(struct store *s)
{
    bool ok = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK;
    if (!ok)
        s->broken = true;
    return ok;
}

bool store_person_erase(struct store *s, const char *id, const char *reason, struct problems *problems)
{
    struct store_person person;
    if (text_is_empty(reason)) {
        problem_error(problems, PLACE_NONE, "erase-reason", "erasing needs a reason: it is kept, and signed");
        return false;
    }
    if (!store_person_by_id(s, id, &person)) {
        problem_error(problems, PLACE_NONE, "person-unknown", "there is no such person, or they were erased already");
        return false;
    }
    bool ok = store_begin(s);
    ok = ok && tombstone_add(s, id, reason) && traces_erase(s, id);
    ok = store_end(s, ok) && head_bring_up(s) && wal_empty(s);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-broken",
                      "the store could not be written to the end: look again whether the person is there");
    return ok;
}

/* --- retention -------------------------------------------------------------------------------------------------- */

/* The last day of the order: of assignments that count for one, each must have an end. */
static bool order_end(struct store *s, const char *person, struct local_date *out)
{
    struct assignment *assignments;
    struct arena a;
    bool known = false;
    arena_init(&a);
    int count = store_assignments(s, &a, person, &assignments);
    for (int i = 0; i < count; i++) {
        const struct requirement *r = &assignments[i].requirement;
        if (!r->has_until) {
            known = false;
            break;
        }
        if (!known || date_compare(r->until, *out) > 0)
            *out = r->until;
        known = true;
    }
    arena_release(&a);
    return known;
}

static instant_ms last_activity(struct store *s, const char *person)
{
    instant_ms last = INT64_C(4102444800000); /* 2100: in doubt nobody is due */
    sqlite3_stmt *st = store_query(
        s,
        "SELECT max(p.added_at, coalesce((SELECT max(last_at) FROM attempt WHERE person = p.id), 0),"
        " coalesce((SELECT max(assigned_at) FROM assignment WHERE person = p.id), 0)) FROM person p WHERE p.id = ?",
        "t", person);
    if (st && store_row(s, st))
        last = sqlite3_column_int64(st, 0);
    store_query_end(s, st);
    return last;
}

static bool is_due(struct store *s, struct local_date today, struct store_due *due)
{
    due->by_order = order_end(s, due->person.id, &due->since);
    int days = due->by_order ? s->site.keep_after_order_days : s->site.keep_after_activity_days;
    if (!due->by_order)
        due->since = date_in_london(last_activity(s, due->person.id));
    return days > 0 && date_days(today) - date_days(due->since) > days;
}

int store_due(struct store *s, struct arena *a, struct local_date today, struct store_due **out)
{
    struct store_person *people;
    int due = 0, count = store_people(s, a, &people);
    *out = count > 0 ? ARENA_ARRAY(a, struct store_due, count) : NULL;
    for (int i = 0; i < count; i++) {
        struct store_due *d = &(*out)[due];
        *d = (struct store_due){.person = people[i]};
        due += is_due(s, today, d);
    }
    return s->broken ? -1 : due;
}
