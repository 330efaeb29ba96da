#include "seal.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(SEAL_PUBLIC_BYTES == crypto_box_PUBLICKEYBYTES, "X25519");
static_assert(SEAL_BOX_OVERHEAD_BYTES == SEAL_KEY_BYTES + crypto_box_SEALBYTES + SEAL_OVERHEAD_BYTES,
              "the sealed key, and what the rest has around it");

#define SEALED_KEY_BYTES (SEAL_KEY_BYTES + crypto_box_SEALBYTES)
#define ABOUT            "cairn-box-v1"

static void box_pair(const struct seal_keys *keys, uint8_t public_out[SEAL_PUBLIC_BYTES],
                     uint8_t secret_out[crypto_box_SECRETKEYBYTES])
{
    uint8_t seed[SEAL_KEY_BYTES];
    static_assert(SEAL_KEY_BYTES == crypto_box_SEEDBYTES, "X25519 seed");
    seal_hash_keyed(keys->site, ABOUT, strlen(ABOUT), seed);
    crypto_box_seed_keypair(public_out, secret_out, seed);
    seal_wipe(seed, sizeof seed);
}

void seal_box_public(const struct seal_keys *keys, uint8_t out[SEAL_PUBLIC_BYTES])
{
    uint8_t secret[crypto_box_SECRETKEYBYTES];
    box_pair(keys, out, secret);
    seal_wipe(secret, sizeof secret);
}

bool seal_box_close(const uint8_t public_key[SEAL_PUBLIC_BYTES], const void *bytes, size_t size, uint8_t *out)
{
    uint8_t key[SEAL_KEY_BYTES];
    seal_random(key, sizeof key);
    bool ok = crypto_box_seal(out, key, sizeof key, public_key) == 0; /* a weak public key is refused */
    if (ok)
        seal_close(key, ABOUT, bytes, size, out + SEALED_KEY_BYTES);
    seal_wipe(key, sizeof key);
    return ok;
}

bool seal_box_open(const struct seal_keys *keys, const uint8_t *sealed, size_t sealed_size, void *out)
{
    uint8_t key[SEAL_KEY_BYTES], public_key[SEAL_PUBLIC_BYTES], secret[crypto_box_SECRETKEYBYTES];
    if (sealed_size < SEAL_BOX_OVERHEAD_BYTES)
        return false;
    box_pair(keys, public_key, secret);
    bool ok = crypto_box_seal_open(key, sealed, SEALED_KEY_BYTES, public_key, secret) == 0 &&
              seal_open(key, ABOUT, sealed + SEALED_KEY_BYTES, sealed_size - SEALED_KEY_BYTES, out);
    seal_wipe(secret, sizeof secret);
    seal_wipe(key, sizeof key);
    return ok;
}
