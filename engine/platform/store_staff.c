#include "store_internal.h"
#include "store_staff.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

bool audit_note(struct store *s, enum audit_action action, const char *person, const char *what, const char *name,
                const char *value)
{
    struct arena a;
    arena_init(&a);
    bool ok = audit_insert(s, action, person, audit_detail(&a, "what", what, name, value, NULL));
    arena_release(&a);
    return ok;
}

/* --- roles ------------------------------------------------------------------------------------------------------ */

static const char *const role_names[] = {
    [STAFF_SITE] = "site-staff", [STAFF_PRACTITIONER] = "practitioner", [STAFF_ADMINISTRATOR] = "administrator"};
static_assert(sizeof role_names / sizeof role_names[0] == STAFF_ROLES, "every role has a name");

const char *staff_role_name(enum staff_role role)
{
    return role_names[role];
}

bool staff_role_from_name(const char *name, enum staff_role *out)
{
    for (int i = 0; i < STAFF_ROLES; i++)
        if (text_is(name, role_names[i])) {
            *out = (enum staff_role)i;
            return true;
        }
    return false;
}

bool staff_may(enum staff_role role, enum staff_may act)
{
    static const bool may[STAFF_MAYS][STAFF_ROLES] = {
        /*                   site   practitioner administrator */
        [MAY_SEE_TODAY] = {true, true, true},    [MAY_SEE_PEOPLE] = {true, true, true},
        [MAY_ENROL] = {true, true, false},       [MAY_GIVE_CARD] = {true, true, false},
        [MAY_ASSIGN] = {false, true, false},     [MAY_RESOLVE] = {false, true, false},
        [MAY_CORRECT] = {false, true, true},     [MAY_CERTIFY] = {false, true, true},
        [MAY_NOTE_FAULT] = {true, true, true},   [MAY_CHECK] = {true, true, true},
        [MAY_KEEP_STAFF] = {false, false, true}, [MAY_ASK_TWO] = {false, true, true},
    };
    return may[act][role];
}

/* --- PINs and passphrases --------------------------------------------------------------------------------------- */

const char *staff_secret_fault(const char *secret)
{
    size_t length = secret ? strlen(secret) : 0, digits = secret ? strspn(secret, "0123456789") : 0;
    if (length >= STAFF_SECRET_MAX)
        return "That is too long to keep.";
    if (digits != length) {
        if (!utf8_is_valid(secret, length) || utf8_count(secret, length) < STAFF_PHRASE_LEAST)
            return "A passphrase has twelve letters or more. Eight numbers or more will do as well.";
        return NULL;
    }
    if (length < STAFF_PIN - 1)
        return "A PIN of staff has eight numbers or more.";
    int same = 0, up = 0, down = 0, kinds = 0, seen = 0;
    for (size_t i = 0; i < length; i++) {
        kinds += !(seen & 1 << (secret[i] - '0'));
        seen |= 1 << (secret[i] - '0');
        same += i && secret[i] == secret[i - 1];
        up += i && secret[i] == secret[i - 1] + 1;
        down += i && secret[i] == secret[i - 1] - 1;
    }
    int most = (int)length / 2;
    if (kinds < 4 || same >= most || up >= most || down >= most)
        return "That PIN is one of the first that anybody would try.";
    return NULL;
}

static void staff_pin_draw(char out[STAFF_PIN])
{
    do
        snprintf(out, STAFF_PIN, "%08u", (unsigned)seal_random_below(100000000));
    while (staff_secret_fault(out));
}

/* Draws one when there is none; hashes it. */
static bool secret_settle(struct store *s, const char *secret, char *pin_out, char stored[SEAL_PIN_BYTES],
                          struct problems *problems)
{
    const char *fault = secret ? staff_secret_fault(secret) : NULL;
    if (fault) {
        problem_error(problems, PLACE_NONE, "staff-pin", "%s", fault);
        return false;
    }
    if (!secret)
        staff_pin_draw(pin_out);
    if (seal_pin_hash(&s->keys, secret ? secret : pin_out, stored))
        return true;
    problem_error(problems, PLACE_NONE, "no-memory", "no memory to keep a PIN safely");
    return false;
}

/* --- accounts --------------------------------------------------------------------------------------------------- */

#define STAFF_COLUMNS                                                                                                  \
    "SELECT s.id, s.name, s.role, coalesce((SELECT d.tries FROM door d WHERE d.who = s.id), 0) FROM staff s "

static void staff_read(const struct store *s, sqlite3_stmt *st, struct store_staff *out)
{
    char role[32];
    *out = (struct store_staff){.role = STAFF_SITE, .locked = sqlite3_column_int(st, 3) >= s->site.tries};
    column_copy(st, 0, out->id, sizeof out->id);
    column_copy(st, 1, out->name, sizeof out->name);
    column_copy(st, 2, role, sizeof role);
    staff_role_from_name(role, &out->role); /* what is not known may least */
}

static bool staff_find(struct store *s, const char *sql, const char *value, struct store_staff *out)
{
    sqlite3_stmt *st = store_query(s, sql, "t", value);
    bool found = st && store_row(s, st);
    if (found)
        staff_read(s, st, out);
    store_query_end(s, st);
    return found;
}

bool store_staff_by_id(struct store *s, const char *id, struct store_staff *out)
{
    return staff_find(s, STAFF_COLUMNS "WHERE s.id = ?", id, out);
}

bool store_staff_by_name(struct store *s, const char *name, struct store_staff *out)
{
    return staff_find(s, STAFF_COLUMNS "WHERE s.name = ? AND s.removed_at IS NULL", name, out);
}

int store_staff_list(struct store *s, struct arena *a, struct store_staff **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(s, STAFF_COLUMNS "WHERE s.removed_at IS NULL ORDER BY s.name", "");
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        staff_read(s, st, &(*out)[count++]);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

/* Letters, digits, dot, dash and a space between: what can be typed on any keyboard and read out over a telephone. */
static bool name_is_sound(const char *name, struct problems *problems)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-' ";
    size_t length = name ? strlen(name) : 0;
    if (length >= 2 && length < STAFF_NAME && strspn(name, allowed) == length && name[0] != ' ' &&
        name[length - 1] != ' ')
        return true;
    problem_error(problems, PLACE_NONE, "staff-name",
                  "\"%s\" cannot be a name to sign in with: 2 to %d letters, numbers, dots and dashes, as a.officer",
                  name ? name : "", STAFF_NAME - 1);
    return false;
}

static bool tell_unwritten(struct problems *problems)
{
    problem_error(problems, PLACE_NONE, "store-broken", "the store could not be written: nothing was changed");
    return false;
}

static bool staff_known(struct store *s, const char *id, struct store_staff *out, struct problems *problems)
{
    if (store_staff_by_id(s, id, out))
        return true;
    problem_error(problems, PLACE_NONE, "staff-unknown", "there is no such member of staff");
    return false;
}

bool store_staff_add(struct store *s, const char *name, enum staff_role role, const char *secret, instant_ms now,
                     struct store_staff *out, char *pin_out, struct problems *problems)
{
    char id[UUID_TEXT], stored[SEAL_PIN_BYTES];
    if (!name_is_sound(name, problems))
        return false;
    if (store_staff_by_name(s, name, out)) {
        problem_error(problems, PLACE_NONE, "staff-exists", "%s has an account already", name);
        return false;
    }
    if (!secret_settle(s, secret, pin_out, stored, problems))
        return false;
    seal_uuid7(now, id);
    bool ok = store_begin(s);
    ok = ok && store_write(s, "INSERT INTO staff VALUES(?, ?, ?, ?, ?, NULL)", "tttti", id, name, staff_role_name(role),
                           stored, now);
    ok = ok && audit_note(s, AUDIT_STAFF, NULL, staff_role_name(role), "added", id);
    ok = store_end(s, ok) && store_staff_by_id(s, id, out);
    seal_wipe(stored, sizeof stored);
    return ok || tell_unwritten(problems);
}

bool store_staff_new_pin(struct store *s, const char *id, const char *secret, char *pin_out, struct problems *problems)
{
    char stored[SEAL_PIN_BYTES];
    struct store_staff staff;
    if (!staff_known(s, id, &staff, problems) || !secret_settle(s, secret, pin_out, stored, problems))
        return false;
    bool ok = store_begin(s);
    ok = ok && store_write(s, "UPDATE staff SET pin = ? WHERE id = ?", "tt", stored, id) && door_forget(s, id) &&
         audit_note(s, AUDIT_STAFF, NULL, "new PIN", "staff", id);
    ok = store_end(s, ok);
    seal_wipe(stored, sizeof stored);
    return ok || tell_unwritten(problems);
}

/* False, with the reason, when this is the only administrator. */
static bool is_spared(struct store *s, const struct store_staff *staff, struct problems *problems)
{
    if (staff->role != STAFF_ADMINISTRATOR)
        return true;
    sqlite3_stmt *st =
        store_query(s, "SELECT count(*) FROM staff WHERE role = 'administrator' AND removed_at IS NULL AND id <> ?",
                    "t", staff->id);
    bool others = st && store_row(s, st) && sqlite3_column_int(st, 0) > 0;
    store_query_end(s, st);
    if (!others)
        problem_error(problems, PLACE_NONE, "staff-last",
                      "%s is the last administrator: make another one first, or nobody could keep accounts",
                      staff->name);
    return others;
}

bool store_staff_set_role(struct store *s, const char *id, enum staff_role role, struct problems *problems)
{
    struct store_staff staff;
    if (!staff_known(s, id, &staff, problems) || (role != STAFF_ADMINISTRATOR && !is_spared(s, &staff, problems)))
        return false;
    bool ok = store_begin(s);
    ok = ok && store_write(s, "UPDATE staff SET role = ? WHERE id = ?", "tt", staff_role_name(role), id) &&
         audit_note(s, AUDIT_STAFF, NULL, staff_role_name(role), "staff", id);
    return store_end(s, ok) || tell_unwritten(problems);
}

bool store_staff_remove(struct store *s, const char *id, instant_ms now, struct problems *problems)
{
    struct store_staff staff;
    if (!staff_known(s, id, &staff, problems) || !is_spared(s, &staff, problems))
        return false;
    bool ok = store_begin(s);
    ok = ok &&
         store_write(s, "UPDATE staff SET removed_at = ?, pin = '' WHERE id = ? AND removed_at IS NULL", "it", now,
                     id) &&
         door_forget(s, id) && audit_note(s, AUDIT_STAFF, NULL, "removed", "staff", id);
    return store_end(s, ok) || tell_unwritten(problems);
}

enum sign_in store_staff_sign_in(struct store *s, const char *name, const char *secret, instant_ms now,
                                 struct store_staff *out, int *wait_s_out, int *left_out)
{
    char stored[SEAL_PIN_BYTES] = "", who[UUID_TEXT];
    struct store_staff staff = {0};
    bool stranger = !store_staff_by_name(s, name, &staff);
    if (stranger) {
        door_of_stranger(s, name, who);
    } else {
        memcpy(who, staff.id, sizeof who);
        sqlite3_stmt *st = store_query(s, "SELECT pin FROM staff WHERE id = ?", "t", staff.id);
        if (st && store_row(s, st))
            column_copy(st, 0, stored, sizeof stored);
        store_query_end(s, st);
    }
    struct knock k = {.who = who,
                      .stranger = stranger,
                      .stored = stored,
                      .renew = "UPDATE staff SET pin = ? WHERE id = ?",
                      .typed = secret,
                      .most = s->site.tries,
                      .staff = true};
    enum sign_in answer = door_knock(s, &k, now, wait_s_out, left_out);
    seal_wipe(stored, sizeof stored);
    bool right = answer == SIGN_IN_OK, ok = answer != SIGN_IN_FAILED && store_begin(s);
    if (right)
        store_use_staff(s, staff.id);
    if (answer != SIGN_IN_WAIT)
        ok = ok &&
             audit_note(s, right ? AUDIT_SIGN_IN : AUDIT_REFUSED, NULL, "staff", stranger ? NULL : "staff", staff.id);
    if (!store_end(s, ok))
        return SIGN_IN_FAILED;
    if (!right)
        return answer;
    staff.locked = false;
    *out = staff;
    return SIGN_IN_OK;
}

/* --- what needs two people -------------------------------------------------------------------------------------- */

#define PENDING_OPEN "confirmed_by IS NULL AND withdrawn_at IS NULL AND asked_at > ?"

static enum audit_action act_action(const char *act)
{
    return text_is(act, "erase") ? AUDIT_ERASE : AUDIT_STORE;
}

static bool pending_find(struct store *s, const char *act, const char *about, instant_ms now, char id_out[UUID_TEXT])
{
    sqlite3_stmt *st = store_query(s, "SELECT id FROM pending WHERE act = ? AND about = ? AND " PENDING_OPEN, "tti",
                                   act, about, now - PENDING_DAY_MS);
    bool found = st && store_row(s, st);
    if (found)
        column_copy(st, 0, id_out, UUID_TEXT);
    store_query_end(s, st);
    return found;
}

bool store_pending_ask(struct store *s, const char *by, const char *act, const char *about, instant_ms now,
                       char id_out[UUID_TEXT], struct problems *problems)
{
    struct store_staff staff;
    if (!staff_known(s, by, &staff, problems))
        return false;
    if (pending_find(s, act, about, now, id_out))
        return true;
    seal_uuid7(now, id_out);
    bool ok = store_begin(s);
    ok = ok && store_write(s, "INSERT INTO pending VALUES(?, ?, ?, ?, ?, NULL, NULL, NULL)", "tttti", id_out, act,
                           about, by, now);
    ok = ok && audit_note(s, act_action(act), *about ? about : NULL, "asked", "request", id_out);
    return store_end(s, ok) || tell_unwritten(problems);
}

int store_pending(struct store *s, struct arena *a, instant_ms now, struct store_pending **out)
{
    int count = 0;
    *out = NULL;
    sqlite3_stmt *st = store_query(
        s, "SELECT id, act, about, asked_by, asked_at FROM pending WHERE " PENDING_OPEN " ORDER BY asked_at, id", "i",
        now - PENDING_DAY_MS);
    while (st && store_row(s, st)) {
        *out = list_room(a, *out, count, sizeof **out);
        struct store_pending *p = &(*out)[count++];
        *p = (struct store_pending){
            .act = column_text(st, 1, a), .about = column_text(st, 2, a), .asked_at = sqlite3_column_int64(st, 4)};
        column_copy(st, 0, p->id, sizeof p->id);
        column_copy(st, 3, p->asked_by, sizeof p->asked_by);
    }
    store_query_end(s, st);
    return s->broken ? -1 : count;
}

bool store_pending_confirm(struct store *s, const char *by, const char *id, instant_ms now, struct problems *problems)
{
    char asked_by[UUID_TEXT] = "", act[32] = "", about[UUID_TEXT] = "";
    struct store_staff staff;
    if (!staff_known(s, by, &staff, problems))
        return false;
    sqlite3_stmt *st = store_query(s, "SELECT asked_by, act, about FROM pending WHERE id = ? AND " PENDING_OPEN, "ti",
                                   id, now - PENDING_DAY_MS);
    bool open = st && store_row(s, st);
    if (open) {
        column_copy(st, 0, asked_by, sizeof asked_by);
        column_copy(st, 1, act, sizeof act);
        column_copy(st, 2, about, sizeof about);
    }
    store_query_end(s, st);
    if (!open) {
        problem_error(problems, PLACE_NONE, "pending-closed", "that was done, withdrawn, or asked more than a day ago");
        return false;
    }
    if (text_is(asked_by, by)) {
        problem_error(problems, PLACE_NONE, "pending-same", "%s asked for this: somebody else has to confirm it",
                      staff.name);
        return false;
    }
    bool ok = store_begin(s);
    ok = ok &&
         store_write(s, "UPDATE pending SET confirmed_by = ?, confirmed_at = ? WHERE id = ?", "tit", by, now, id) &&
         audit_note(s, act_action(act), *about ? about : NULL, "confirmed", "request", id);
    return store_end(s, ok) || tell_unwritten(problems);
}

bool store_pending_withdraw(struct store *s, const char *id, instant_ms now)
{
    bool ok = store_begin(s);
    ok = ok &&
         store_write(s, "UPDATE pending SET withdrawn_at = ? WHERE id = ? AND confirmed_by IS NULL", "it", now, id) &&
         audit_note(s, AUDIT_STAFF, NULL, "withdrawn", "request", id);
    return store_end(s, ok);
}
