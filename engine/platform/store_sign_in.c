#include "store_card.h"
#include "store_internal.h"

#include <stdio.h>
#include <string.h>

#define WAITS_MAX       16 /* doublings; the twentieth try is the last there can be */
#define STRANGER_SLOTS  4096
#define STRANGER_DAY_MS ((int64_t)24 * 3600 * 1000)

/* All tries at this terminal together: what nobody does who knows their numbers, whoever's codes they are. The row is a
 * door's: tries are those since tried_at. */
#define TERMINAL         "terminal"
#define TERMINAL_HOUR_MS ((int64_t)3600 * 1000)

/* Codes that nobody has are counted too, or the waits would tell which codes exist. They share slots, so that guessing
 * fills no disk. */
void door_of_stranger(const struct store *s, const char *typed, char who[UUID_TEXT])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash_keyed(s->keys.pepper, typed, strlen(typed), hash);
    snprintf(who, UUID_TEXT, "stranger-%d", (hash[0] << 8 | hash[1]) % STRANGER_SLOTS);
}

struct door {
    char who[UUID_TEXT];
    int tries;
    instant_ms tried_at;
    bool has_boot; /* boot_ms is of this very start of the machine */
    int64_t boot_ms;
};

static void door_read(struct store *s, bool stranger, instant_ms now, struct door *d)
{
    char boot_id[UUID_TEXT] = "";
    sqlite3_stmt *st =
        store_query(s, "SELECT tries, tried_at, tried_boot_ms, boot_id FROM door WHERE who = ?", "t", d->who);
    if (st && store_row(s, st)) {
        d->tries = sqlite3_column_int(st, 0);
        d->tried_at = sqlite3_column_int64(st, 1);
        d->has_boot = sqlite3_column_type(st, 2) == SQLITE_INTEGER;
        d->boot_ms = sqlite3_column_int64(st, 2);
        column_copy(st, 3, boot_id, sizeof boot_id);
    }
    store_query_end(s, st);
    d->has_boot = d->has_boot && s->has_clock && boot_id[0] && text_is(boot_id, s->boot_id);
    if (stranger && d->tries && now - d->tried_at > STRANGER_DAY_MS)
        d->tries = 0;
}

static bool door_write(struct store *s, const struct door *d, instant_ms now)
{
    if (s->has_clock)
        return store_write(s,
                           "INSERT INTO door VALUES(?, ?, ?, ?, ?) ON CONFLICT(who) DO UPDATE SET"
                           " tries = excluded.tries, tried_at = excluded.tried_at,"
                           " tried_boot_ms = excluded.tried_boot_ms, boot_id = excluded.boot_id",
                           "tiiit", d->who, (int64_t)d->tries, now, s->clock.boot_ms(s->clock.context), s->boot_id);
    return store_write(s,
                       "INSERT INTO door(who, tries, tried_at) VALUES(?, ?, ?) ON CONFLICT(who) DO UPDATE SET"
                       " tries = excluded.tries, tried_at = excluded.tried_at, tried_boot_ms = NULL,"
                       " boot_id = NULL",
                       "tii", d->who, (int64_t)d->tries, now);
}

static int terminal_tries(struct store *s, instant_ms now)
{
    int tries = 0;
    sqlite3_stmt *st = store_query(s, "SELECT tries, tried_at FROM door WHERE who = ?", "t", TERMINAL);
    if (st && store_row(s, st)) {
        int64_t since = now - sqlite3_column_int64(st, 1);
        tries = sqlite3_column_int(st, 0);
        if (tries < s->site.terminal_tries_an_hour && (since < 0 || since >= TERMINAL_HOUR_MS))
            tries = 0; /* another hour */
    }
    store_query_end(s, st);
    return tries;
}

static bool terminal_write(struct store *s, int tries, instant_ms now)
{
    return store_write(s,
                       "INSERT INTO door(who, tries, tried_at) VALUES(?1, ?2, ?3) ON CONFLICT(who) DO UPDATE SET"
                       " tried_at = CASE WHEN ?2 <= 1 THEN ?3 ELSE tried_at END, tries = ?2",
                       "tii", TERMINAL, (int64_t)tries, now);
}

bool store_terminal_unlock(struct store *s)
{
    return store_begin(s) && store_end(s, door_forget(s, TERMINAL));
}

bool door_forget(struct store *s, const char *person)
{
    return store_write(s, "DELETE FROM door WHERE who = ?", "t", person);
}

bool store_person_unlock(struct store *s, const char *id)
{
    struct store_person person;
    return store_person_by_id(s, id, &person) && store_begin(s) &&
           store_end(s, door_forget(s, id) && audit_insert(s, AUDIT_UNLOCK, id, NULL));
}

static int64_t wait_after_ms(const struct store *s, int tries)
{
    int waits = tries - s->site.free_tries;
    return waits < 0 ? 0 : (int64_t)s->site.first_wait_s * 1000 << (waits < WAITS_MAX ? waits : WAITS_MAX);
}

/* What is left of the wait, ms. */
static int64_t wait_left(const struct store *s, const struct door *d, instant_ms now)
{
    int64_t waited = now - d->tried_at;
    if (d->has_boot) {
        int64_t since = s->clock.boot_ms(s->clock.context) - d->boot_ms;
        if (since >= 0)
            waited = since;
    }
    int64_t wait = wait_after_ms(s, d->tries);
    return waited < 0 ? wait : waited < wait ? wait - waited : 0;
}

static void stored_secret(struct store *s, const char *sql, const char *person, char stored[SEAL_PIN_BYTES])
{
    sqlite3_stmt *st = store_query(s, sql, "t", person);
    if (st && store_row(s, st))
        column_copy(st, 0, stored, SEAL_PIN_BYTES);
    store_query_end(s, st);
}

int picture_tries(const struct store *s)
{
    return s->site.tries < PICTURE_TRIES ? s->site.tries : PICTURE_TRIES;
}

/* Whether a try may be made now; SIGN_IN_OK: yes. */
static enum sign_in door_ask(struct store *s, const struct knock *k, const struct door *door, instant_ms now,
                             int *wait_s_out, int *left_out)
{
    int64_t wait_ms = wait_left(s, door, now);
    *left_out = door->tries < k->most ? k->most - door->tries : 0;
    *wait_s_out = (int)((wait_ms + 999) / 1000);
    if (s->broken)
        return SIGN_IN_FAILED;
    if (door->tries >= k->most)
        return SIGN_IN_LOCKED;
    if (!k->staff && terminal_tries(s, now) >= s->site.terminal_tries_an_hour)
        return s->broken ? SIGN_IN_FAILED : SIGN_IN_TERMINAL;
    if (wait_ms <= 0)
        return SIGN_IN_OK;
    /* The wall clock was turned back: the wait begins again, or it would last until that time comes round. */
    if (now < door->tried_at && !door->has_boot && !(store_begin(s) && store_end(s, door_write(s, door, now))))
        return SIGN_IN_FAILED;
    return SIGN_IN_WAIT;
}

/* Hashed with the pepper of before the last change of keys: it was typed right, so it can be hashed anew. */
static bool pin_renew(struct store *s, const struct knock *k)
{
    char stored[SEAL_PIN_BYTES];
    if (k->stored[0] != SEAL_PIN_BEFORE)
        return true;
    bool ok = seal_pin_hash(&s->keys, k->typed, stored) && store_write(s, k->renew, "tt", stored, k->who);
    seal_wipe(stored, sizeof stored);
    return ok;
}

enum sign_in door_knock(struct store *s, const struct knock *k, instant_ms now, int *wait_s_out, int *left_out)
{
    int wait_s, left;
    struct door door = {0};
    if (!wait_s_out)
        wait_s_out = &wait_s;
    if (!left_out)
        left_out = &left;
    snprintf(door.who, sizeof door.who, "%s", k->who);
    door_read(s, k->stranger, now, &door);
    enum sign_in answer = door_ask(s, k, &door, now, wait_s_out, left_out);
    if (answer != SIGN_IN_OK)
        return answer;

    int at_terminal = terminal_tries(s, now);
    door.tries++; /* before the PIN is looked at: pulling the plug gives no try back */
    if (!store_begin(s) || !store_end(s, door_write(s, &door, now) && terminal_write(s, at_terminal + 1, now)))
        return SIGN_IN_FAILED;
    bool right = seal_pin_check(&s->keys, k->typed, k->stranger ? s->dummy_pin : k->stored) && !k->stranger;
    *left_out = k->most - door.tries;
    *wait_s_out = (int)(wait_after_ms(s, door.tries) / 1000);
    if (s->broken)
        return SIGN_IN_FAILED;
    if (!right)
        return door.tries >= k->most ? SIGN_IN_LOCKED : SIGN_IN_WRONG;
    /* Staff who sign in have come: the terminal is theirs to open. */
    bool ok = store_begin(s);
    ok = ok && pin_renew(s, k) && door_forget(s, k->who) &&
         (k->staff ? door_forget(s, TERMINAL) : terminal_write(s, at_terminal, now));
    if (!store_end(s, ok))
        return SIGN_IN_FAILED;
    *wait_s_out = 0;
    *left_out = k->most;
    return SIGN_IN_OK;
}

/* `typed` is the code or what is on the card: where the tries are counted when nobody has it. Pictures open only with
 * the card. */
static enum sign_in person_knock(struct store *s, bool known, bool card, struct store_person *person, const char *typed,
                                 const char *secret, instant_ms now, int *wait_s_out, int *left_out)
{
    char stored[SEAL_PIN_BYTES] = "", who[UUID_TEXT];
    bool pictures = card && person->pictures;
    if (!known)
        door_of_stranger(s, typed, who);
    else {
        memcpy(who, person->id, sizeof who);
        stored_secret(s,
                      pictures ? "SELECT pictures FROM card WHERE person = ?" : "SELECT pin FROM person WHERE id = ?",
                      person->id, stored);
    }
    struct knock k = {.who = who,
                      .stranger = !known,
                      .stored = stored,
                      .renew = pictures ? "UPDATE card SET pictures = ? WHERE person = ?"
                                        : "UPDATE person SET pin = ? WHERE id = ?",
                      .typed = secret,
                      .most = pictures ? picture_tries(s) : s->site.tries};
    enum sign_in answer = door_knock(s, &k, now, wait_s_out, left_out);
    seal_wipe(stored, sizeof stored);
    person->locked = false;
    return answer;
}

enum sign_in store_sign_in(struct store *s, const char *code, const char *pin, instant_ms now, struct store_person *out,
                           int *wait_s_out, int *left_out)
{
    struct store_person person = {0};
    bool known = person_by_code(s, code, &person);
    enum sign_in answer = person_knock(s, known, false, &person, code, pin, now, wait_s_out, left_out);
    if (answer == SIGN_IN_OK)
        *out = person;
    return answer;
}

enum sign_in store_sign_in_card(struct store *s, const char *token, const char *pin, instant_ms now,
                                struct store_person *out, int *wait_s_out, int *left_out)
{
    struct store_person person = {0};
    bool known = person_by_card(s, token, &person);
    enum sign_in answer = person_knock(s, known, true, &person, token, pin, now, wait_s_out, left_out);
    if (answer == SIGN_IN_OK)
        *out = person;
    return answer;
}

enum sign_in store_sign_in_again(struct store *s, const char *id, const char *secret, instant_ms now,
                                 struct store_person *out, int *wait_s_out, int *left_out)
{
    struct store_person person = {0};
    bool known = store_person_by_id(s, id, &person);
    enum sign_in answer = person_knock(s, known, true, &person, id, secret, now, wait_s_out, left_out);
    if (answer == SIGN_IN_OK)
        *out = person;
    return answer;
}
