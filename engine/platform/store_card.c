#include "store_card.h"
#include "store_internal.h"

#include <string.h>

#define TOKEN_BYTES 16

/* Without I, L, O and U (Crockford): what a reader types wrong on another keyboard is told at once. */
static const char token_letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void token_draw(char out[CARD_TOKEN])
{
    uint8_t bytes[TOKEN_BYTES];
    unsigned bits = 0, held = 0;
    size_t at = sizeof CARD_START - 1;
    seal_random(bytes, sizeof bytes);
    memcpy(out, CARD_START, at);
    for (size_t i = 0; i < sizeof bytes; i++) {
        bits = bits << 8 | bytes[i];
        for (held += 8; held >= 5; held -= 5)
            out[at++] = token_letters[bits >> (held - 5) & 31];
    }
    out[at++] = token_letters[bits << (5 - held) & 31];
    out[at] = '\0';
    seal_wipe(bytes, sizeof bytes);
}

bool card_token_is_valid(const char *token)
{
    size_t start = sizeof CARD_START - 1;
    return text_starts_with(token, CARD_START) && strlen(token) == CARD_TOKEN - 1 &&
           strspn(token + start, token_letters) == CARD_TOKEN - 1 - start;
}

static void token_hash(const struct store *s, const char *token, uint8_t out[SEAL_HASH_BYTES])
{
    seal_hash_keyed(s->keys.pepper, token, strlen(token), out);
}

/* A card from before the last change of keys opens the door once more, and is hashed anew. */
static bool token_renew(struct store *s, const char *token)
{
    uint8_t before[SEAL_HASH_BYTES], hash[SEAL_HASH_BYTES];
    if (!s->keys.has_before)
        return true;
    seal_hash_keyed(s->keys.pepper_before, token, strlen(token), before);
    token_hash(s, token, hash);
    return store_write(s, "UPDATE card SET token = ? WHERE token = ?", "bb", hash, sizeof hash, before, sizeof before);
}

bool person_by_card(struct store *s, const char *token, struct store_person *out)
{
    uint8_t hash[SEAL_HASH_BYTES];
    char person[UUID_TEXT] = "";
    if (!token_renew(s, token))
        return false;
    token_hash(s, token, hash);
    sqlite3_stmt *st = store_query(s, "SELECT person FROM card WHERE token = ?", "b", hash, sizeof hash);
    if (st && store_row(s, st))
        column_copy(st, 0, person, sizeof person);
    store_query_end(s, st);
    return *person && store_person_by_id(s, person, out);
}

bool card_put(struct store *s, const char *person, const char *token, instant_ms now)
{
    uint8_t hash[SEAL_HASH_BYTES];
    token_hash(s, token, hash);
    bool ok = store_begin(s);
    ok = ok &&
         store_write(s,
                     "INSERT INTO card VALUES(?, ?, NULL, ?) ON CONFLICT(person) DO UPDATE SET token = excluded.token,"
                     " made_at = excluded.made_at",
                     "tbi", person, hash, sizeof hash, now) &&
         audit_insert(s, AUDIT_CARD, person, NULL);
    return store_end(s, ok);
}

bool store_card_make(struct store *s, const char *person, instant_ms now, char token_out[CARD_TOKEN])
{
    token_draw(token_out);
    if (card_put(s, person, token_out, now))
        return true;
    seal_wipe(token_out, CARD_TOKEN);
    return false;
}

/* --- three pictures --------------------------------------------------------------------------------------------- */

static void pictures_draw(char out[PICTURES_SECRET])
{
    char left[] = "123456789";
    for (uint32_t i = 0; i < PICTURES_CHOSEN; i++) {
        uint32_t at = seal_random_below(PICTURES - i);
        out[i] = left[at];
        left[at] = left[PICTURES - 1 - i];
    }
    out[PICTURES_CHOSEN] = '\0';
}

/* What no keypad can type: the PIN of whoever has pictures. */
static bool pin_of_nobody(struct store *s, char stored[SEAL_PIN_BYTES])
{
    char id[UUID_TEXT];
    seal_uuid7(0, id);
    return seal_pin_hash(&s->keys, id, stored);
}

bool store_pictures_new(struct store *s, const char *person, char out[PICTURES_SECRET])
{
    char stored[SEAL_PIN_BYTES], pin[SEAL_PIN_BYTES];
    if (!store_person_has_card(s, person))
        return false;
    pictures_draw(out);
    bool ok = seal_pin_hash(&s->keys, out, stored) && pin_of_nobody(s, pin) && store_begin(s);
    if (ok)
        ok = store_end(s, store_write(s, "UPDATE card SET pictures = ? WHERE person = ?", "tt", stored, person) &&
                              store_write(s, "UPDATE person SET pin = ? WHERE id = ?", "tt", pin, person) &&
                              door_forget(s, person) && audit_note(s, AUDIT_PIN, person, "pictures", NULL, NULL));
    seal_wipe(stored, sizeof stored);
    if (!ok)
        seal_wipe(out, PICTURES_SECRET);
    return ok;
}

bool store_person_has_card(struct store *s, const char *person)
{
    sqlite3_stmt *st = store_query(s, "SELECT 1 FROM card WHERE person = ?", "t", person);
    bool has = st && store_row(s, st);
    store_query_end(s, st);
    return has;
}

bool store_card_asks_pictures(struct store *s, const char *token)
{
    struct store_person person;
    return person_by_card(s, token, &person) && person.pictures;
}
