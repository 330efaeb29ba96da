#ifndef RECEIPT_H
#define RECEIPT_H
/*
 * receipt - what the person takes with them of a record: a small signed statement of its own, which says what was done, and
 * proves without this machine and without a network that this terminal made it.
 *
 * One line of capitals, digits and "-./%:", fit for a QR code, with no name and nothing that was answered:
 *
 *     CAIRN2:<key>:<terminal>:<seq>:<id>:<person>:<programme/module>:<date>:<minutes>:<hash>:<signature>
 *
 * `key` names the terminal's public key; seq, id, person (the pseudonym), module, date (Europe/London, of the end), whole
 * active minutes and hash are the record's; ids are without dashes, keys, ids, hash and signature in hex. Any other
 * character of a name is %XX, and names are in capitals: readers of codes do not always tell the cases apart.
 * The signature (seal_sign) is over BLAKE2b-256 of "cairn-receipt-v2", NUL, and the line in capitals up to the colon before
 * the signature: so no part of it can be another, and a copy of the record elsewhere is matched by id and hash. A
 * demonstration's says CAIRND2 and verifies as such only.
 */
#include "record.h"
#include "seal.h"
#include "store.h"

#define RECEIPT_NAME 128 /* bytes of a terminal's name or of "programme/module", with NUL */

struct receipt {
    bool demonstration;
    char key_id[17];
    char terminal[RECEIPT_NAME]; /* in capitals */
    int64_t seq;
    char id[UUID_TEXT], person[UUID_TEXT];
    char module[RECEIPT_NAME];   /* "thinking-skills/stop-and-think" */
    struct local_date date;
    int64_t minutes;
    uint8_t hash[SEAL_HASH_BYTES], signature[SEAL_SIGNATURE_BYTES];
    uint8_t statement[SEAL_HASH_BYTES]; /* what the signature is over */
};

/* NULL when the record does not read, or a name does not fit. */
const char *receipt_write(struct arena *a, const struct seal_keys *keys, const struct store_record *record);
bool receipt_read(const char *text, struct receipt *out); /* false: it is none; small letters are taken, too */
bool receipt_verify(const struct receipt *r, const uint8_t public_key[SEAL_PUBLIC_BYTES]);
/* What it says, a line each: only to be believed when it verifies. */
void receipt_text(const struct receipt *r, struct buffer *out);

#endif
