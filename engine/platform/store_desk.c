#include "store_desk.h"
#include "store_internal.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

int store_sittings_since(struct store *s, struct arena *a, instant_ms since, struct store_sat **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT coalesce(p.crn, ''), p.id, t.programme, t.module, t.opened_at, t.last_at,"
                                   " t.completed FROM attempt t JOIN person p ON p.id = t.person"
                                   " WHERE t.last_at >= ? ORDER BY t.last_at DESC, t.rowid DESC",
                                   "i", since);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        struct store_sat *sat = &(*out)[count++];
        *sat = (struct store_sat){.programme = column_text(st, 2, a),
                                  .module = column_text(st, 3, a),
                                  .opened_at = sqlite3_column_int64(st, 4),
                                  .last_at = sqlite3_column_int64(st, 5),
                                  .completed = sqlite3_column_int(st, 6) == 1};
        column_copy(st, 0, sat->crn, sizeof sat->crn);
        column_copy(st, 1, sat->person, sizeof sat->person);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

/* --- is the terminal ready -------------------------------------------------------------------------------------- */

int64_t store_disk_free_mb(const struct store *s)
{
    struct statvfs disk;
    if (statvfs(s->folder, &disk) != 0)
        return -1;
    return (int64_t)(disk.f_bavail * (disk.f_frsize / 1024) / 1024);
}

/* --- by what a person is known ---------------------------------------------------------------------------------- */

bool store_identity(struct store *s, const char *person, struct store_identity *out)
{
    char kind[16];
    *out = (struct store_identity){0};
    sqlite3_stmt *st = store_query(s, "SELECT kind, value FROM identity WHERE person = ?", "t", person);
    while (st && store_row(s, st)) {
        column_copy(st, 0, kind, sizeof kind);
        if (text_is(kind, "prison-number"))
            column_copy(st, 1, out->prison_number, sizeof out->prison_number);
        else if (text_is(kind, "pnc"))
            column_copy(st, 1, out->pnc, sizeof out->pnc);
    }
    store_query_end(s, st);
    return !s->broken;
}

static bool identity_put(struct store *s, const char *person, const char *kind, const char *value)
{
    if (!*value)
        return store_write(s, "DELETE FROM identity WHERE person = ? AND kind = ?", "tt", person, kind);
    return store_write(s, "INSERT INTO identity VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                       "ttt", person, kind, value);
}

bool store_identity_set(struct store *s, const char *person, const struct store_identity *identity)
{
    bool ok = store_begin(s);
    ok = ok && identity_put(s, person, "prison-number", identity->prison_number) &&
         identity_put(s, person, "pnc", identity->pnc) && audit_note(s, AUDIT_CHANGE, person, "numbers", NULL, NULL);
    return store_end(s, ok);
}

bool store_person_correct_crn(struct store *s, const char *person, const char *crn, struct problems *problems)
{
    struct store_person found, other;
    if (!store_person_by_id(s, person, &found)) {
        problem_error(problems, PLACE_NONE, "person-unknown", "there is no such person");
        return false;
    }
    if (!crn_is_valid(crn)) {
        problem_error(problems, PLACE_NONE, "crn", "\"%s\" cannot be kept as a CRN. %s", crn ? crn : "",
                      identifier_words(IDENTIFIER_CRN_FORM));
        return false;
    }
    if (store_person_by_crn(s, crn, &other)) {
        problem_error(problems, PLACE_NONE, "person-exists", "%s is here already", crn);
        return false;
    }
    bool ok = store_begin(s);
    ok = ok && store_write(s, "UPDATE person SET crn = ? WHERE id = ?", "tt", crn, person) &&
         audit_note(s, AUDIT_CHANGE, person, "CRN", NULL, NULL);
    if (store_end(s, ok))
        return true;
    problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written: nothing was changed");
    return false;
}

/* --- faults of the equipment ------------------------------------------------------------------------------------ */

bool store_fault_add(struct store *s, const char *by, const char *what, instant_ms now)
{
    char id[UUID_TEXT];
    seal_uuid7(now, id);
    bool ok = store_begin(s);
    ok = ok && store_write(s, "INSERT INTO fault VALUES(?, ?, ?, ?, NULL, NULL)", "ttti", id, what, by, now) &&
         audit_note(s, AUDIT_FAULT, NULL, what, "fault", id);
    return store_end(s, ok);
}

bool store_fault_mended(struct store *s, const char *by, const char *id, instant_ms now)
{
    bool ok = store_begin(s);
    ok = ok &&
         store_write(s, "UPDATE fault SET mended_by = ?, mended_at = ? WHERE id = ? AND mended_at IS NULL", "tit", by,
                     now, id) &&
         audit_note(s, AUDIT_FAULT, NULL, "mended", "fault", id);
    return store_end(s, ok);
}

int store_faults(struct store *s, struct arena *a, struct store_fault **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT f.id, f.what, s.name, f.noted_at, coalesce(f.mended_at, 0) FROM fault f"
                                   " JOIN staff s ON s.id = f.noted_by"
                                   " ORDER BY f.mended_at IS NOT NULL, f.noted_at DESC, f.rowid DESC LIMIT 20",
                                   "");
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        struct store_fault *f = &(*out)[count++];
        *f = (struct store_fault){.what = column_text(st, 1, a),
                                  .noted_at = sqlite3_column_int64(st, 3),
                                  .mended_at = sqlite3_column_int64(st, 4)};
        column_copy(st, 0, f->id, sizeof f->id);
        column_copy(st, 2, f->noted_by, sizeof f->noted_by);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}
