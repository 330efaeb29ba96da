#ifndef RECEIPT_H
#define RECEIPT_H
/*
 * receipt - what the person takes with them of a record: enough to prove, without this machine and without a network, that
 * this terminal made it.
 *
 * One line of capitals and digits, fit for a QR code, with nothing of the person or of what they did:
 *
 *     CAIRN1:<key>:<id>:<hash>:<signature>     all in hex; `key` names the terminal's public key
 *
 * The signature (seal_sign) is over BLAKE2b-256 of "cairn-receipt-v1", NUL, the id as it is written in the record, NUL, and
 * the 32 bytes of the record's hash in the chain. So a copy of the record elsewhere can be matched by its id and hash, and
 * a receipt cannot be made up, or moved to another record. A demonstration's says CAIRND1 and verifies as such only.
 */
#include "record.h"
#include "seal.h"
#include "store.h"

struct receipt {
    bool demonstration;
    char key_id[17];
    char id[UUID_TEXT];
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
};

const char *receipt_write(struct arena *a, const struct seal_keys *keys, const struct store_record *record);
bool receipt_read(const char *text, struct receipt *out); /* false: it is none; small letters are taken, too */
bool receipt_verify(const struct receipt *r, const uint8_t public_key[SEAL_PUBLIC_BYTES]);

#endif
