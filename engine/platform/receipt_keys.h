#ifndef RECEIPT_KEYS_H
#define RECEIPT_KEYS_H
/*
 * receipt_keys - a terminal's public keys in a file, so that a receipt is checked elsewhere, without terminal or store.
 *
 * The file is JSON: "format" ("cairn-public-v1"), "demonstration", "site", "terminal", "root" (the public key that the
 * terminal began with, hex), "box" and "box_signature" (its box key, seal.h, signed by the key of the day) and "rolls": its KEYROLL rows, oldest first, each with seq, epoch, id, at, boot_ms, body, previous and
 * signature as in the chain (store.h). Each row is signed by the key before it, the first by the root: who knows the root
 * by another way (on paper, when the terminal was set up) knows that all of them are the terminal's.
 */
#include "store.h"

struct receipt_keys {
    bool demonstration;
    const char *site, *terminal, *root_hex;
    char (*ids)[17];
    uint8_t (*keys)[SEAL_PUBLIC_BYTES];
    bool *stolen; /* said by the row that ended it: what it signed proves nothing that is not in the records, too */
    int count; /* the root is the first */
    bool has_box;
    uint8_t box[SEAL_PUBLIC_BYTES]; /* what is for that terminal alone is sealed to it */
};

/* False when the store cannot be read. */
bool receipt_keys_write(struct store *s, struct buffer *out);
/* Into the arena; false with the reason, when a row is not signed by the key before it, too. */
bool receipt_keys_read(struct arena *a, const char *bytes, size_t size, struct receipt_keys *out,
                       struct problems *problems);
bool receipt_key_is_stolen(const struct receipt_keys *keys, const char *id);
const uint8_t *receipt_key(const struct receipt_keys *keys, const char *id); /* NULL: none of these */

#endif
