#ifndef STORE_IMPORTED_H
#define STORE_IMPORTED_H
/*
 * store_imported - other terminals here: which are trusted, their keys, and that their rows are all still here.
 *
 * Each is also a row of the terminal's own chain (TRUSTED, DISTRUSTED, IMPORTED; store.h): whoever changes the tables has to sign
 * that. Included by store*.c only; all of it inside a transaction of the caller's, who brings the head up after it.
 */
#include "receipt_keys.h"
#include "store_internal.h"

bool root_is_own(const struct store *s, const char *root);
bool terminal_is_trusted(struct store *s, const char *root);
bool terminal_trust_is_signed(struct store *s, const char *root);
bool terminal_trust_sign(struct store *s, const char *root);
bool terminal_distrust_sign(struct store *s, const char *root, const char *reason);
/* What cairn store public said there; `text` is what `keys` was read from. Keys that do not go on to the newer ones (an old
 * copy of the terminal was put back) are kept too. Does not trust it. */
bool terminal_keys_put(struct store *s, const struct receipt_keys *keys, const char *text);

struct imported_mark { /* rows as they came in, and a hash over all up to there; begins with zeros */
    int64_t count;
    uint8_t hash[SEAL_HASH_BYTES];
};
void imported_mark_row(struct imported_mark *m, const char *root, const char *id, const void *hash, size_t size);
bool imported_mark_read(struct arena *a, const char *body, size_t size, struct imported_mark *out); /* of IMPORTED */
bool imported_sign(struct store *s, const char *from); /* the rows that are there now */

#define STORE_SIGNS_ALL_SINCE 8 /* a store's version */
/* Once, when a store from before these rows is opened. Is there anything to sign? Asked before the steps; then they are
 * made, inside the steps' transaction. */
bool store_has_unsigned(struct store *s);
bool store_sign_older(struct store *s);

#endif
