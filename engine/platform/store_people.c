#include "store_internal.h"
#include "demonstration.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* --- codes ------------------------------------------------------------------------------------------------------ */

/* Damm's quasigroup of order 10 (H. M. Damm, 2004): finds every wrong digit and every swap of neighbours. */
static int damm(const char *digits, size_t count)
{
    static const char table[10][11] = {"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
                                       "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};
    int interim = 0;
    for (size_t i = 0; i < count; i++)
        interim = table[interim][digits[i] - '0'] - '0';
    return interim;
}

static bool all_digits(const char *text, size_t count)
{
    return strlen(text) == count && strspn(text, "0123456789") == count;
}

bool code_is_valid(const char *code)
{
    return code && all_digits(code, PERSON_CODE - 1) && damm(code, PERSON_CODE - 1) == 0;
}

void code_draw(char out[PERSON_CODE])
{
    snprintf(out, PERSON_CODE, "%u", (unsigned)(1000000 + seal_random_below(9000000))); /* no leading zero to lose */
    out[7] = (char)('0' + damm(out, 7));
    out[8] = '\0';
}

/* --- PINs ------------------------------------------------------------------------------------------------------- */

static bool is_date(int day, int month)
{
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* What people try first: 111.., 123.., 121212, 123123, days of birth. */
static bool pin_is_weak(const char *pin)
{
    int same = 1, up = 1, down = 1, seen = 0, kinds = 0;
    for (int i = 0; i < 6; i++) {
        if (!(seen & 1 << (pin[i] - '0')))
            kinds++;
        seen |= 1 << (pin[i] - '0');
        if (!i)
            continue;
        same = pin[i] == pin[i - 1] ? same + 1 : 1;
        up = pin[i] == pin[i - 1] + 1 ? up + 1 : 1;
        down = pin[i] == pin[i - 1] - 1 ? down + 1 : 1;
        if (same >= 3 || up >= 4 || down >= 4)
            return true;
    }
    int a = (pin[0] - '0') * 10 + pin[1] - '0', b = (pin[2] - '0') * 10 + pin[3] - '0',
        c = (pin[4] - '0') * 10 + pin[5] - '0';
    return kinds < 3 || memcmp(pin, pin + 3, 3) == 0 || is_date(a, b) || is_date(b, a) || is_date(c, b) ||
           is_date(b, c) || a == 19 || a == 20;
}

void pin_draw(char out[7])
{
    do
        snprintf(out, 7, "%06u", (unsigned)seal_random_below(1000000));
    while (pin_is_weak(out));
}

/* --- people ----------------------------------------------------------------------------------------------------- */

static void about_person(const char *id, char about[ABOUT_MAX])
{
    snprintf(about, ABOUT_MAX, "person|%s", id);
}

bool person_key(struct store *s, const char *person, uint8_t key[SEAL_KEY_BYTES])
{
    char about[ABOUT_MAX];
    about_person(person, about);
    sqlite3_stmt *st = store_query(s, "SELECT key FROM person WHERE id = ?", "t", person);
    bool ok = st && store_row(s, st) && sqlite3_column_bytes(st, 0) == SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES &&
              seal_open(s->keys.site, about, sqlite3_column_blob(st, 0), SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES, key);
    store_query_end(s, st);
    return ok;
}

#define PERSON_COLUMNS                                                                                                 \
    "SELECT p.id, p.crn, p.code, (SELECT count(*) FROM concern c WHERE c.person = p.id AND c.seen_at IS NULL) AS "     \
    "open,"                                                                                                            \
    " coalesce((SELECT max(c.at) FROM concern c WHERE c.person = p.id AND c.seen_at IS NULL), 0) AS last,"             \
    " coalesce((SELECT d.tries FROM door d WHERE d.who = p.id), 0),"                                                   \
    " EXISTS(SELECT 1 FROM card k WHERE k.person = p.id AND k.pictures IS NOT NULL) FROM person p "

static void person_read(const struct store *s, sqlite3_stmt *st, struct store_person *out)
{
    *out = (struct store_person){.concerns = sqlite3_column_int(st, 3),
                                 .last_concern = sqlite3_column_int64(st, 4),
                                 .pictures = sqlite3_column_int(st, 6) == 1};
    out->locked = sqlite3_column_int(st, 5) >= (out->pictures ? picture_tries(s) : s->site.tries);
    column_copy(st, 0, out->id, sizeof out->id);
    column_copy(st, 1, out->crn, sizeof out->crn);
    column_copy(st, 2, out->code, sizeof out->code);
}

static bool person_find(struct store *s, const char *sql, const char *value, struct store_person *out)
{
    sqlite3_stmt *st = store_query(s, sql, "t", value);
    bool found = st && store_row(s, st);
    if (found)
        person_read(s, st, out);
    store_query_end(s, st);
    return found;
}

bool store_person_by_id(struct store *s, const char *id, struct store_person *out)
{
    return person_find(s, PERSON_COLUMNS "WHERE p.id = ? AND p.erased_at IS NULL", id, out);
}

bool store_person_by_crn(struct store *s, const char *crn, struct store_person *out)
{
    return person_find(s, PERSON_COLUMNS "WHERE p.crn = ?", crn, out);
}

bool person_by_code(struct store *s, const char *code, struct store_person *out)
{
    return person_find(s, PERSON_COLUMNS "WHERE p.code = ?", code, out);
}

int store_people(struct store *s, struct arena *a, struct store_person **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st =
        store_query(s, PERSON_COLUMNS "WHERE p.erased_at IS NULL ORDER BY open = 0, last DESC, p.crn", "");
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        person_read(s, st, &(*out)[count++]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

bool person_put(struct store *s, const char *id, const char *crn, const char *code, const char *stored, instant_ms now)
{
    char about[ABOUT_MAX];
    uint8_t key[SEAL_KEY_BYTES], wrapped[SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES];
    seal_random(key, sizeof key);
    about_person(id, about);
    seal_close(s->keys.site, about, key, sizeof key, wrapped);
    seal_wipe(key, sizeof key);
    return store_write(s, "INSERT INTO person VALUES(?, ?, ?, ?, ?, ?, NULL)", "ttttbi", id, crn, code, stored, wrapped,
                       sizeof wrapped, now);
}

bool person_insert(struct store *s, const char *crn, const char *code, const char *pin, instant_ms now,
                   struct store_person *out, struct problems *problems)
{
    char id[UUID_TEXT], stored[SEAL_PIN_BYTES];
    if (!seal_pin_hash(&s->keys, pin, stored)) {
        problem_error(problems, PLACE_NONE, "no-memory", "no memory to keep a PIN safely");
        return false;
    }
    seal_uuid7(now, id);
    bool ok = store_begin(s);
    ok = ok && person_put(s, id, crn, code, stored, now);
    ok = ok && audit_insert(s, AUDIT_ENROL, id, NULL);
    ok = store_end(s, ok) && store_person_by_id(s, id, out);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written: %s was not added", crn);
    return ok;
}

bool store_is_nobodys(const struct store *s, const char *crn_or_code)
{
    return !store_is_demonstration(s) &&
           (text_is(crn_or_code, DEMONSTRATION_CRN) || text_is(crn_or_code, DEMONSTRATION_CODE));
}

bool store_person_add(struct store *s, const char *crn, instant_ms now, struct store_person *out, char pin_out[7],
                      struct problems *problems)
{
    char code[PERSON_CODE];
    struct store_person other;
    if (!crn_is_valid(crn)) {
        problem_error(problems, PLACE_NONE, "crn", "\"%s\" cannot be kept as a CRN. %s", crn ? crn : "",
                      identifier_words(IDENTIFIER_CRN_FORM));
        return false;
    }
    if (store_is_nobodys(s, crn)) {
        problem_error(problems, PLACE_NONE, "person-demonstration",
                      "%s is the made-up person of demonstrations: a store for real people does not take them", crn);
        return false;
    }
    if (store_person_by_crn(s, crn, &other)) {
        problem_error(problems, PLACE_NONE, "person-exists", "%s is here already", crn);
        return false;
    }
    do
        code_draw(code);
    while (person_by_code(s, code, &other) || text_is(code, DEMONSTRATION_CODE));
    pin_draw(pin_out);
    bool ok = person_insert(s, crn, code, pin_out, now, out, problems);
    if (!ok)
        seal_wipe(pin_out, 7);
    return ok;
}

bool store_person_new_pin(struct store *s, const char *id, char pin_out[7])
{
    char stored[SEAL_PIN_BYTES];
    struct store_person person;
    if (!store_person_by_id(s, id, &person))
        return false;
    pin_draw(pin_out);
    bool ok = seal_pin_hash(&s->keys, pin_out, stored) && store_begin(s);
    if (ok)
        ok = store_end(s, store_write(s, "UPDATE person SET pin = ? WHERE id = ?", "tt", stored, id) &&
                              store_write(s, "UPDATE card SET pictures = NULL WHERE person = ?", "t", id) &&
                              door_forget(s, id) && audit_insert(s, AUDIT_PIN, id, NULL));
    if (!ok)
        seal_wipe(pin_out, 7);
    return ok;
}

bool demonstration_person_add(struct store *s, instant_ms now, struct store_person *out, struct problems *problems)
{
    struct assignment assignment = {
        .module = DEMONSTRATION_MODULE,
        .requirement = {.id = DEMONSTRATION_REQUIREMENT, .maximum_days = DEMONSTRATION_MAXIMUM_DAYS}};
    char id[UUID_TEXT];
    assert(code_is_valid(DEMONSTRATION_CODE) && crn_is_valid(DEMONSTRATION_CRN));
    if (!store_is_demonstration(s)) {
        problem_error(problems, PLACE_NONE, "not-demonstration",
                      "this store is for real people: no demonstration here");
        return false;
    }
    if (store_person_by_crn(s, DEMONSTRATION_CRN, out)) {
        problem_error(problems, PLACE_NONE, "person-exists", "%s is here already", DEMONSTRATION_CRN);
        return false;
    }
    seal_uuid7(now, id);
    assignment.id = id;
    return person_insert(s, DEMONSTRATION_CRN, DEMONSTRATION_CODE, DEMONSTRATION_PIN, now, out, problems) &&
           store_assign(s, out->id, &assignment, now, problems);
}

/* --- assignments ------------------------------------------------------------------------------------------------ */

static const char *const supervision_names[] = {
    [SUPERVISION_ORDER] = "order", [SUPERVISION_CUSTODY] = "custody", [SUPERVISION_LICENCE] = "licence"};
#define SUPERVISIONS ((int)(sizeof supervision_names / sizeof supervision_names[0]))

static bool audit_of_assignment(struct store *s, const char *person, const struct assignment *assignment)
{
    struct arena a;
    arena_init(&a);
    bool ok = audit_insert(s, AUDIT_ASSIGN, person,
                           audit_detail(&a, "assignment", assignment->id, "module", assignment->module, NULL));
    arena_release(&a);
    return ok;
}

bool store_assign(struct store *s, const char *person, const struct assignment *assignment, instant_ms now,
                  struct problems *problems)
{
    char until[DATE_TEXT];
    struct store_person found;
    const struct requirement *requirement = &assignment->requirement;
    if (!store_person_by_id(s, person, &found)) {
        problem_error(problems, PLACE_NONE, "person-unknown", "there is no such person");
        return false;
    }
    if (text_is_empty(assignment->id) || text_is_empty(assignment->module) || requirement->maximum_days < 0 ||
        (requirement->has_until && !date_is_valid(requirement->until))) {
        problem_error(problems, PLACE_NONE, "assignment", "an assignment needs an id, a module and days that exist");
        return false;
    }
    if (requirement->has_until)
        date_format(requirement->until, until);
    assert((int)assignment->supervision < SUPERVISIONS);
    bool ok = store_begin(s);
    ok = ok && store_write(s, "INSERT INTO assignment VALUES(?, ?, ?, ?, ?, ?, ?, ?)", "ttttitti", assignment->id,
                           person, assignment->module, requirement->id, (int64_t)requirement->maximum_days,
                           requirement->has_until ? until : NULL, supervision_names[assignment->supervision], now);
    ok = ok && audit_of_assignment(s, person, assignment);
    ok = store_end(s, ok);
    if (!ok)
        problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written: nothing was assigned");
    return ok;
}

static void assignment_read(sqlite3_stmt *st, struct arena *a, struct assignment *out)
{
    char until[DATE_TEXT], supervision[16];
    *out = (struct assignment){
        .id = column_text(st, 0, a), .module = column_text(st, 1, a), .requirement.id = column_text(st, 2, a)};
    out->requirement.maximum_days = sqlite3_column_int(st, 3);
    column_copy(st, 4, until, sizeof until);
    out->requirement.has_until = date_parse(until, &out->requirement.until);
    column_copy(st, 5, supervision, sizeof supervision);
    out->assigned_at = sqlite3_column_int64(st, 6);
    out->supervision = SUPERVISION_LICENCE; /* when in doubt nothing is credited */
    for (int i = 0; i < SUPERVISIONS; i++)
        if (text_is(supervision, supervision_names[i]))
            out->supervision = (enum supervision)i;
}

int store_assignments(struct store *s, struct arena *a, const char *person, struct assignment **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s,
                                   "SELECT id, module, requirement, maximum_days, until, supervision, assigned_at"
                                   " FROM assignment"
                                   " WHERE person = ? ORDER BY assigned_at, rowid",
                                   "t", person);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        assignment_read(st, a, &(*out)[count++]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}
