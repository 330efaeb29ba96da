#ifndef SEAL_H
#define SEAL_H
/*
 * seal - keys, hashes, signatures and encryption; the only unit that sees libsodium.
 *
 * A store's keys live in a folder of their own, outside the database. keys.json has what stays: the site key (wraps each
 * person's key), the PIN pepper, the public key that the terminal began with (its root). It may be given as a systemd
 * credential named "cairn-keys" instead ($CREDENTIALS_DIRECTORY), and then no file of it is on the disk. day.json has what
 * signs today; each day another takes over and the old secret is wiped, so that who steals today's signs nothing of
 * yesterday. A demonstration store's keys say so, and everything signed by them is signed
 * under another name ("cairn-demo-..."), so that nothing else accepts it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "problem.h"

#define SEAL_HASH_BYTES      32
#define SEAL_SIGNATURE_BYTES 64
#define SEAL_PUBLIC_BYTES    32
#define SEAL_KEY_BYTES       32
#define SEAL_OVERHEAD_BYTES  (24 + 16) /* nonce and tag of XChaCha20-Poly1305 */

struct seal_keys {
    uint8_t site[SEAL_KEY_BYTES];
    uint8_t pepper[SEAL_KEY_BYTES];
    bool has_before; /* PINs that were not typed since the last change of keys are hashed with `pepper_before` */
    uint8_t pepper_before[SEAL_KEY_BYTES];
    bool is_credential; /* keys.json is systemd's: it cannot be changed from here */
    uint8_t root_public[SEAL_PUBLIC_BYTES];
    char root_id[17];
    uint8_t signing_secret[64]; /* of the day, and so are the next two */
    uint8_t signing_public[SEAL_PUBLIC_BYTES];
    char key_id[17]; /* first 8 bytes of the public key's hash, hex */
    bool demonstration;
};

bool seal_start(void); /* once in a program, before anything else here */

/* Makes new keys in <folder>/keys.json and day.json (0600, folder 0700); refuses to overwrite. */
bool seal_keys_make(const char *folder, bool demonstration, struct problems *problems);
/* `key_id`: the signing key that the records end with; where taking over was cut off, the one that fits is taken. NULL: as
 * it is. */
bool seal_keys_read(const char *folder, const char *key_id, struct seal_keys *out, struct problems *problems);
/* The key of a new day: `next` has it, and it is durable beside the old one. It takes over for good, and the old secret is
 * wiped, when seal_day_end is called: after what the old key signed for it is durable. */
bool seal_day_begin(const char *folder, const struct seal_keys *keys, struct seal_keys *next);
bool seal_day_end(const char *folder);
/* Another site key and pepper: `next` has them, and they are durable beside the old ones. They take over for good when
 * seal_site_end is called: after everything that the old site key wrapped is wrapped anew. seal_keys_settle finishes or
 * forgets what was cut off between, before seal_keys_read: `mark` (NULL: never changed) tells which site key the database
 * is wrapped with. */
#define SEAL_MARK_BYTES 32
bool seal_site_begin(const char *folder, const struct seal_keys *keys, struct seal_keys *next);
bool seal_site_end(const char *folder);
bool seal_keys_settle(const char *folder, const uint8_t *mark);
void seal_site_mark(const struct seal_keys *keys, uint8_t out[SEAL_MARK_BYTES]);
/* What the two files have in them; wipe it. Returns the length. */
#define SEAL_KEYS_TEXT 1024
size_t seal_keys_text(const struct seal_keys *keys, char out[SEAL_KEYS_TEXT]);
size_t seal_day_text(const struct seal_keys *keys, char out[SEAL_KEYS_TEXT]);
void seal_key_id(const uint8_t public_key[SEAL_PUBLIC_BYTES], char out[17]);
void seal_keys_wipe(struct seal_keys *keys);

void seal_hash(const void *bytes, size_t size, uint8_t out[SEAL_HASH_BYTES]); /* BLAKE2b-256 */
void seal_hash_hex(const void *bytes, size_t size, char out[65]);
void seal_hash_keyed(const uint8_t key[SEAL_KEY_BYTES], const void *bytes, size_t size, uint8_t out[SEAL_HASH_BYTES]);
void seal_hex(const uint8_t *bytes, size_t size, char *out);    /* 2*size+1 */
bool seal_from_hex(const char *hex, uint8_t *out, size_t size); /* false unless `hex` is exactly 2*size hex digits */
bool seal_equal(const void *a, const void *b, size_t size);     /* takes the same time wherever they differ */

/* "cairn-record-v1" or "cairn-demo-record-v1". */
const char *seal_domain(bool demonstration);
/* Ed25519 over domain, NUL and `hash`. */
void seal_sign(const struct seal_keys *keys, const uint8_t hash[SEAL_HASH_BYTES], uint8_t out[SEAL_SIGNATURE_BYTES]);
bool seal_verify(const uint8_t public_key[SEAL_PUBLIC_BYTES], bool demonstration, const uint8_t hash[SEAL_HASH_BYTES],
                 const uint8_t signature[SEAL_SIGNATURE_BYTES]);

/* The same by a key that is no terminal's, under a name of its own: what publishers sign (pack.h). `domain` is shorter than
 * 32 bytes and begins with neither name above. Wipe the secret. */
#define SEAL_SECRET_BYTES 64
void seal_pair_make(uint8_t secret[SEAL_SECRET_BYTES], uint8_t public_key[SEAL_PUBLIC_BYTES]);
void seal_sign_as(const uint8_t secret[SEAL_SECRET_BYTES], const char *domain, const uint8_t hash[SEAL_HASH_BYTES],
                  uint8_t out[SEAL_SIGNATURE_BYTES]);
bool seal_verify_as(const uint8_t public_key[SEAL_PUBLIC_BYTES], const char *domain, const uint8_t hash[SEAL_HASH_BYTES],
                    const uint8_t signature[SEAL_SIGNATURE_BYTES]);

/* XChaCha20-Poly1305; `about` is authenticated with it (table, row, person): a body moved elsewhere does not open.
 * `out` has room for size + SEAL_OVERHEAD_BYTES, or size - SEAL_OVERHEAD_BYTES when opening. */
void seal_close(const uint8_t key[SEAL_KEY_BYTES], const char *about, const void *bytes, size_t size, uint8_t *out);
bool seal_open(const uint8_t key[SEAL_KEY_BYTES], const char *about, const uint8_t *sealed, size_t sealed_size,
               void *out);
void seal_random(void *out, size_t size);
uint32_t seal_random_below(uint32_t limit);
void seal_wipe(void *bytes, size_t size);

/* To a store's box key, X25519 drawn from its site key: sealed by anyone who has the public key, opened there alone. A key
 * of the moment goes in a sealed box, the bytes under it as seal_close does. `out` has room for SEAL_BOX_OVERHEAD_BYTES
 * more, or that much less when opening. Closing is false where the public key is none. */
#define SEAL_BOX_OVERHEAD_BYTES (32 + 48 + SEAL_OVERHEAD_BYTES)
void seal_box_public(const struct seal_keys *keys, uint8_t out[SEAL_PUBLIC_BYTES]);
bool seal_box_close(const uint8_t public_key[SEAL_PUBLIC_BYTES], const void *bytes, size_t size, uint8_t *out);
bool seal_box_open(const struct seal_keys *keys, const uint8_t *sealed, size_t sealed_size, void *out);

/* Argon2id (interactive) over PIN keyed with the pepper. `stored` has room for SEAL_PIN_BYTES. What begins with
 * SEAL_PIN_BEFORE was made with the pepper before; with two of them, with one that is gone: it is never right. */
#define SEAL_PIN_BYTES  128
#define SEAL_PIN_BEFORE '-'
bool seal_pin_hash(const struct seal_keys *keys, const char *pin, char stored[SEAL_PIN_BYTES]);
bool seal_pin_check(const struct seal_keys *keys, const char *pin, const char stored[SEAL_PIN_BYTES]);

/* A key from words that are kept on paper: Argon2id (moderate: a quarter of a GB for some tenths of a second). Capitals,
 * spaces and hyphens do not matter. */
#define SEAL_SALT_BYTES 16
#define SEAL_PHRASE     32 /* "7K3QX-..." of five by five: 125 bits, and NUL */
bool seal_phrase_key(const char *phrase, const uint8_t salt[SEAL_SALT_BYTES], uint8_t key[SEAL_KEY_BYTES]);
void seal_phrase_draw(char out[SEAL_PHRASE]);

void seal_uuid7(int64_t unix_ms, char out[37]); /* RFC 9562, time-ordered */

#endif
