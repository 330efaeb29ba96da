#include "seal.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static_assert(SEAL_HASH_BYTES == crypto_generichash_BYTES, "BLAKE2b-256");
static_assert(SEAL_SIGNATURE_BYTES == crypto_sign_BYTES, "Ed25519");
static_assert(SEAL_PUBLIC_BYTES == crypto_sign_PUBLICKEYBYTES, "Ed25519");
static_assert(SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "XChaCha20-Poly1305");
static_assert(SEAL_KEY_BYTES == crypto_sign_SEEDBYTES, "Ed25519 seed");
static_assert(SEAL_OVERHEAD_BYTES ==
                  crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
              "nonce and tag");
static_assert(SEAL_PIN_BYTES == crypto_pwhash_STRBYTES, "Argon2id string");

bool seal_start(void)
{
    return sodium_init() >= 0;
}

/* --- small things ----------------------------------------------------------------------------------------------- */

void seal_hash(const void *bytes, size_t size, uint8_t out[SEAL_HASH_BYTES])
{
    int failed = crypto_generichash(out, SEAL_HASH_BYTES, bytes, size, NULL, 0);
    assert(!failed);
}

void seal_hash_keyed(const uint8_t key[SEAL_KEY_BYTES], const void *bytes, size_t size, uint8_t out[SEAL_HASH_BYTES])
{
    int failed = crypto_generichash(out, SEAL_HASH_BYTES, bytes, size, key, SEAL_KEY_BYTES);
    assert(!failed);
}

void seal_hex(const uint8_t *bytes, size_t size, char *out)
{
    sodium_bin2hex(out, 2 * size + 1, bytes, size);
}

bool seal_from_hex(const char *hex, uint8_t *out, size_t size)
{
    size_t length = strlen(hex), written;
    return length == 2 * size && sodium_hex2bin(out, size, hex, length, NULL, &written, NULL) == 0 && written == size;
}

void seal_hash_hex(const void *bytes, size_t size, char out[65])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(bytes, size, hash);
    seal_hex(hash, sizeof hash, out);
}

bool seal_equal(const void *a, const void *b, size_t size)
{
    return sodium_memcmp(a, b, size) == 0;
}

void seal_random(void *out, size_t size)
{
    randombytes_buf(out, size);
}

uint32_t seal_random_below(uint32_t limit)
{
    assert(limit > 0);
    return randombytes_uniform(limit);
}

void seal_wipe(void *bytes, size_t size)
{
    sodium_memzero(bytes, size);
}

void seal_uuid7(int64_t unix_ms, char out[37])
{
    uint8_t b[16];
    assert(unix_ms >= 0 && unix_ms < (int64_t)1 << 48);
    randombytes_buf(b, sizeof b);
    for (int i = 0; i < 6; i++)
        b[i] = (uint8_t)(unix_ms >> (8 * (5 - i)));
    b[6] = (uint8_t)(0x70 | (b[6] & 0x0f)); /* version 7 */
    b[8] = (uint8_t)(0x80 | (b[8] & 0x3f)); /* variant of RFC 9562 */
    char hex[33];
    seal_hex(b, sizeof b, hex);
    snprintf(out, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

/* --- signatures ------------------------------------------------------------------------------------------------- */

const char *seal_domain(bool demonstration)
{
    return demonstration ? "cairn-demo-record-v1" : "cairn-record-v1";
}

#define MESSAGE_MAX (32 + SEAL_HASH_BYTES)

/* domain, NUL, hash: what is signed here can be mistaken for nothing else that is ever signed. */
static size_t signed_message(const char *domain, const uint8_t hash[SEAL_HASH_BYTES], uint8_t out[MESSAGE_MAX])
{
    size_t length = strlen(domain) + 1;
    assert(length + SEAL_HASH_BYTES <= MESSAGE_MAX);
    memcpy(out, domain, length);
    memcpy(out + length, hash, SEAL_HASH_BYTES);
    return length + SEAL_HASH_BYTES;
}

void seal_pair_make(uint8_t secret[SEAL_SECRET_BYTES], uint8_t public_key[SEAL_PUBLIC_BYTES])
{
    crypto_sign_keypair(public_key, secret);
}

void seal_sign_as(const uint8_t secret[SEAL_SECRET_BYTES], const char *domain, const uint8_t hash[SEAL_HASH_BYTES],
                  uint8_t out[SEAL_SIGNATURE_BYTES])
{
    uint8_t message[MESSAGE_MAX];
    size_t size = signed_message(domain, hash, message);
    crypto_sign_detached(out, NULL, message, size, secret);
}

bool seal_verify_as(const uint8_t public_key[SEAL_PUBLIC_BYTES], const char *domain,
                    const uint8_t hash[SEAL_HASH_BYTES], const uint8_t signature[SEAL_SIGNATURE_BYTES])
{
    uint8_t message[MESSAGE_MAX];
    size_t size = signed_message(domain, hash, message);
    return crypto_sign_verify_detached(signature, message, size, public_key) == 0;
}

void seal_sign(const struct seal_keys *keys, const uint8_t hash[SEAL_HASH_BYTES], uint8_t out[SEAL_SIGNATURE_BYTES])
{
    seal_sign_as(keys->signing_secret, seal_domain(keys->demonstration), hash, out);
}

bool seal_verify(const uint8_t public_key[SEAL_PUBLIC_BYTES], bool demonstration, const uint8_t hash[SEAL_HASH_BYTES],
                 const uint8_t signature[SEAL_SIGNATURE_BYTES])
{
    return seal_verify_as(public_key, seal_domain(demonstration), hash, signature);
}

/* --- encryption ------------------------------------------------------------------------------------------------- */

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

void seal_close(const uint8_t key[SEAL_KEY_BYTES], const char *about, const void *bytes, size_t size, uint8_t *out)
{
    seal_random(out, NONCE_BYTES); /* 192 bits: random ones never meet */
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE_BYTES, NULL, bytes, size, (const uint8_t *)about,
                                               strlen(about), NULL, out, key);
}

bool seal_open(const uint8_t key[SEAL_KEY_BYTES], const char *about, const uint8_t *sealed, size_t sealed_size,
               void *out)
{
    if (sealed_size < SEAL_OVERHEAD_BYTES)
        return false;
    return crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, sealed + NONCE_BYTES, sealed_size - NONCE_BYTES,
                                                      (const uint8_t *)about, strlen(about), sealed, key) == 0;
}

/* --- PINs ------------------------------------------------------------------------------------------------------- */

/* A million PINs fall in a day whatever the hash costs, so a stolen database must not be enough: the pepper is not in
 * it. */
static void pin_peppered(const uint8_t pepper[SEAL_KEY_BYTES], const char *pin, char out[65])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash_keyed(pepper, pin, strlen(pin), hash);
    seal_hex(hash, sizeof hash, out);
    seal_wipe(hash, sizeof hash);
}

bool seal_pin_hash(const struct seal_keys *keys, const char *pin, char stored[SEAL_PIN_BYTES])
{
    char peppered[65];
    pin_peppered(keys->pepper, pin, peppered);
    bool ok = crypto_pwhash_str_alg(stored, peppered, 64, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                    crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) == 0;
    seal_wipe(peppered, sizeof peppered);
    return ok;
}

bool seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES])
{
    char peppered[65];
    bool before = stored[0] == SEAL_PIN_BEFORE, gone = before && (!keys->has_before || stored[1] == SEAL_PIN_BEFORE);
    pin_peppered(before ? keys->pepper_before : keys->pepper, pin, peppered);
    while (*stored == SEAL_PIN_BEFORE)
        stored++;
    bool ok = crypto_pwhash_str_verify(stored, peppered, 64) == 0 && !gone; /* it takes the same time */
    seal_wipe(peppered, sizeof peppered);
    return ok;
}
