#include "seal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEYS_FILE_MAX 1024 /* the file is about 400 bytes; more is not ours */
#define PATH_BYTES    4096

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

/* --- keys ------------------------------------------------------------------------------------------------------- */

static void keys_from_seed(const uint8_t seed[SEAL_KEY_BYTES], struct seal_keys *keys)
{
    uint8_t hash[SEAL_HASH_BYTES];
    crypto_sign_seed_keypair(keys->signing_public, keys->signing_secret, seed);
    seal_hash(keys->signing_public, SEAL_PUBLIC_BYTES, hash);
    seal_hex(hash, 8, keys->key_id);
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size) {
        ssize_t n = write(file, bytes, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

static bool sync_folder(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool ok = fsync(file) == 0;
    close(file);
    return ok;
}

/* Written beside and linked into place: whoever looks sees no keys or all of them, and link() never overwrites. */
static bool keys_file_write(const char *folder, const char *text, size_t size, struct problems *problems)
{
    char path[PATH_BYTES], beside[PATH_BYTES];
    bool ok = false;
    snprintf(path, sizeof path, "%s/keys.json", folder);
    snprintf(beside, sizeof beside, "%s/keys.json.new", folder);
    unlink(beside); /* of a try that was cut off: nothing is signed by it */
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        problem_error(problems, PLACE_NONE, "keys-write", "cannot write keys into %s: %s", folder, strerror(errno));
        return false;
    }
    if (!write_all(file, text, size) || fsync(file) != 0)
        problem_error(problems, PLACE_NONE, "keys-write", "cannot write %s: %s", beside, strerror(errno));
    else if (link(beside, path) != 0)
        problem_error(problems, PLACE_NONE, errno == EEXIST ? "keys-exist" : "keys-write", "%s %s", path,
                      errno == EEXIST ? "is there already and is never overwritten" : "cannot be made");
    else
        ok = true;
    close(file);
    unlink(beside);
    if (ok && !sync_folder(folder)) {
        problem_error(problems, PLACE_NONE, "keys-write", "cannot make %s durable: %s", path, strerror(errno));
        ok = false;
    }
    return ok;
}

#define KEYS_FORMAT                                                                                                    \
    "{\n  \"format\": \"cairn-keys-v1\",\n  \"demonstration\": %s,\n  \"key_id\": \"%s\",\n  \"public\": \"%s\",\n"    \
    "  \"pepper\": \"%s\",\n  \"signing\": \"%s\",\n  \"site\": \"%s\"\n}\n"

/* The whole file as text; the first 32 bytes of an Ed25519 secret are its seed, all that must be kept. */
static size_t keys_write(const struct seal_keys *keys, char out[KEYS_FILE_MAX])
{
    char site[65], pepper[65], seed[65], public_key[65];
    seal_hex(keys->site, sizeof keys->site, site);
    seal_hex(keys->pepper, sizeof keys->pepper, pepper);
    seal_hex(keys->signing_secret, SEAL_KEY_BYTES, seed);
    seal_hex(keys->signing_public, SEAL_PUBLIC_BYTES, public_key);
    int size = snprintf(out, KEYS_FILE_MAX, KEYS_FORMAT, keys->demonstration ? "true" : "false", keys->key_id,
                        public_key, pepper, seed, site);
    assert(size > 0 && size < KEYS_FILE_MAX);
    seal_wipe(site, sizeof site);
    seal_wipe(pepper, sizeof pepper);
    seal_wipe(seed, sizeof seed);
    return (size_t)size;
}

bool seal_keys_make(const char *folder, bool demonstration, struct problems *problems)
{
    uint8_t seed[SEAL_KEY_BYTES];
    char text[KEYS_FILE_MAX];
    struct seal_keys keys = {.demonstration = demonstration};
    if (strlen(folder) > PATH_BYTES - 32) {
        problem_error(problems, PLACE_NONE, "keys-write", "the folder's path is too long");
        return false;
    }
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        problem_error(problems, PLACE_NONE, "keys-write", "cannot make %s: %s", folder, strerror(errno));
        return false;
    }
    seal_random(keys.site, sizeof keys.site);
    seal_random(keys.pepper, sizeof keys.pepper);
    seal_random(seed, sizeof seed);
    keys_from_seed(seed, &keys);
    size_t size = keys_write(&keys, text);
    bool ok = keys_file_write(folder, text, size, problems);
    seal_wipe(seed, sizeof seed);
    seal_wipe(text, sizeof text);
    seal_keys_wipe(&keys);
    return ok;
}

static bool key_member(const char *text, const char *name, uint8_t out[SEAL_KEY_BYTES])
{
    const char *value = strstr(text, name);
    size_t length = strlen(name), written;
    return value && strlen(value) >= length + 64 &&
           sodium_hex2bin(out, SEAL_KEY_BYTES, value + length, 64, NULL, &written, NULL) == 0 &&
           written == SEAL_KEY_BYTES;
}

/* Takes the secrets out, then writes the file anew and compares: every byte must be as keys_write makes it, the public
 * key and the id among them. A JSON reader would leave copies of the secrets in its memory. */
static bool keys_parse(const char *text, struct seal_keys *out)
{
    char again[KEYS_FILE_MAX];
    uint8_t seed[SEAL_KEY_BYTES];
    out->demonstration = strstr(text, "\"demonstration\": true") != NULL;
    bool ok = key_member(text, "\"site\": \"", out->site) && key_member(text, "\"pepper\": \"", out->pepper) &&
              key_member(text, "\"signing\": \"", seed);
    if (ok) {
        keys_from_seed(seed, out);
        size_t size = keys_write(out, again);
        ok = size == strlen(text) && seal_equal(again, text, size);
        seal_wipe(again, sizeof again);
    }
    seal_wipe(seed, sizeof seed);
    return ok;
}

/* Reads a small file that belongs to its owner only; returns its size, -1 with a problem. */
static ssize_t private_file_read(const char *path, char *text, size_t room, struct problems *problems)
{
    struct stat info;
    ssize_t size = -1;
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) {
        problem_error(problems, PLACE_NONE, "keys-missing", "cannot open %s: %s", path, strerror(errno));
        return -1;
    }
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        problem_error(problems, PLACE_NONE, "keys-read", "%s is not a file", path);
    } else if (info.st_mode & (S_IRWXG | S_IRWXO)) {
        struct problem *p = problem_error(problems, PLACE_NONE, "keys-open", "%s can be reached by other users", path);
        problem_hint(problems, p, "chmod 600 %s", path);
    } else if (info.st_size <= 0 || (size_t)info.st_size > room) {
        problem_error(problems, PLACE_NONE, "keys-read", "%s is not a keys file", path);
    } else {
        size = read(file, text, (size_t)info.st_size);
        if (size != info.st_size) {
            problem_error(problems, PLACE_NONE, "keys-read", "cannot read %s", path);
            size = -1;
        }
    }
    close(file);
    return size;
}

bool seal_keys_read(const char *folder, struct seal_keys *out, struct problems *problems)
{
    char path[PATH_BYTES], text[KEYS_FILE_MAX] = {0};
    *out = (struct seal_keys){0};
    if ((size_t)snprintf(path, sizeof path, "%s/keys.json", folder) >= sizeof path) {
        problem_error(problems, PLACE_NONE, "keys-read", "the folder's path is too long");
        return false;
    }
    ssize_t size = private_file_read(path, text, sizeof text - 1, problems);
    if (size < 0)
        return false;
    bool ok = keys_parse(text, out);
    if (!ok) {
        problem_error(problems, PLACE_NONE, "keys-read", "%s is not a whole keys file", path);
        seal_keys_wipe(out);
    }
    seal_wipe(text, sizeof text);
    return ok;
}

void seal_keys_wipe(struct seal_keys *keys)
{
    seal_wipe(keys, sizeof *keys);
}

/* --- signatures ------------------------------------------------------------------------------------------------- */

const char *seal_domain(bool demonstration)
{
    return demonstration ? "cairn-demo-record-v1" : "cairn-record-v1";
}

#define MESSAGE_MAX (32 + SEAL_HASH_BYTES)

/* domain, NUL, hash: what is signed here can be mistaken for nothing else that is ever signed. */
static size_t signed_message(bool demonstration, const uint8_t hash[SEAL_HASH_BYTES], uint8_t out[MESSAGE_MAX])
{
    const char *domain = seal_domain(demonstration);
    size_t length = strlen(domain) + 1;
    assert(length + SEAL_HASH_BYTES <= MESSAGE_MAX);
    memcpy(out, domain, length);
    memcpy(out + length, hash, SEAL_HASH_BYTES);
    return length + SEAL_HASH_BYTES;
}

void seal_sign(const struct seal_keys *keys, const uint8_t hash[SEAL_HASH_BYTES], uint8_t out[SEAL_SIGNATURE_BYTES])
{
    uint8_t message[MESSAGE_MAX];
    size_t size = signed_message(keys->demonstration, hash, message);
    crypto_sign_detached(out, NULL, message, size, keys->signing_secret);
}

bool seal_verify(const uint8_t public_key[SEAL_PUBLIC_BYTES], bool demonstration, const uint8_t hash[SEAL_HASH_BYTES],
                 const uint8_t signature[SEAL_SIGNATURE_BYTES])
{
    uint8_t message[MESSAGE_MAX];
    size_t size = signed_message(demonstration, hash, message);
    return crypto_sign_verify_detached(signature, message, size, public_key) == 0;
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
static void pin_peppered(const struct seal_keys *keys, const char *pin, char out[65])
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash_keyed(keys->pepper, pin, strlen(pin), hash);
    seal_hex(hash, sizeof hash, out);
    seal_wipe(hash, sizeof hash);
}

bool seal_pin_hash(const struct seal_keys *keys, const char *pin, char stored[SEAL_PIN_BYTES])
{
    char peppered[65];
    pin_peppered(keys, pin, peppered);
    bool ok = crypto_pwhash_str_alg(stored, peppered, 64, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                    crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) == 0;
    seal_wipe(peppered, sizeof peppered);
    return ok;
}

bool seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES])
{
    char peppered[65];
    pin_peppered(keys, pin, peppered);
    bool ok = crypto_pwhash_str_verify(stored, peppered, 64) == 0;
    seal_wipe(peppered, sizeof peppered);
    return ok;
}
