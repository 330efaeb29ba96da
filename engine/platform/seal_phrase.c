#include "seal.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#define PHRASE_MAX    256
#define PHRASE_GROUPS 5
#define GROUP         5

static_assert(SEAL_SALT_BYTES == crypto_pwhash_SALTBYTES, "Argon2id salt");
static_assert(SEAL_PHRASE > PHRASE_GROUPS * (GROUP + 1) - 1, "groups with hyphens between");

/* Without letters that are taken for digits: Crockford's base 32. */
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void seal_phrase_draw(char out[SEAL_PHRASE])
{
    for (int i = 0; i < PHRASE_GROUPS; i++) {
        for (int j = 0; j < GROUP; j++)
            *out++ = letters[seal_random_below(sizeof letters - 1)];
        *out++ = '-';
    }
    out[-1] = '\0';
}

/* As it is copied from paper: other cases, other hyphens, O for 0, I or L for 1. False when it is too long. */
static bool phrase_settle(const char *phrase, char out[PHRASE_MAX])
{
    size_t length = 0;
    for (; *phrase; phrase++) {
        char c = *phrase >= 'a' && *phrase <= 'z' ? (char)(*phrase - 'a' + 'A') : *phrase;
        if (c == ' ' || c == '-')
            continue;
        if (length == PHRASE_MAX - 1)
            return false;
        out[length++] = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
    }
    out[length] = '\0';
    return length > 0;
}

bool seal_phrase_key(const char *phrase, const uint8_t salt[SEAL_SALT_BYTES], uint8_t key[SEAL_KEY_BYTES])
{
    char settled[PHRASE_MAX];
    bool ok = phrase_settle(phrase, settled) &&
              crypto_pwhash(key, SEAL_KEY_BYTES, settled, strlen(settled), salt, crypto_pwhash_OPSLIMIT_MODERATE,
                            crypto_pwhash_MEMLIMIT_MODERATE, crypto_pwhash_ALG_ARGON2ID13) == 0;
    seal_wipe(settled, sizeof settled);
    return ok;
}
