#ifndef SEAL_CHECKS_H
#define SEAL_CHECKS_H
/*
 * seal_checks - signatures looked at beside the reading of what they sign: half of the work of verifying records is theirs, and
 * none waits for another.
 *
 * A thread works through them in order; who adds does not wait unless it is far ahead. What is told is the first that is wrong, so
 * that the answer is the one that looking at each in its turn would give.
 */
#include "seal.h"

#define SEAL_CHECK_NAME 40

struct seal_checked {
    int64_t number;              /* as it was added; -1: none was wrong */
    char name[SEAL_CHECK_NAME];
};

struct seal_checks; /* opaque */

struct seal_checks *seal_checks_open(void);
/* Everything is copied. Numbers rise. */
void seal_checks_add(struct seal_checks *c, int64_t number, const char *name, const uint8_t public_key[SEAL_PUBLIC_BYTES],
                     bool demonstration, const uint8_t hash[SEAL_HASH_BYTES], const uint8_t signature[SEAL_SIGNATURE_BYTES]);
/* Has one been found wrong already? Whoever adds can stop: what comes after does not matter. */
bool seal_checks_found(struct seal_checks *c);
/* Waits for all of them, and tells. Frees. */
struct seal_checked seal_checks_end(struct seal_checks *c);

#endif
