#ifndef STORE_REKEY_H
#define STORE_REKEY_H
/*
 * store_rekey - other keys for a store: after somebody who left knew them, or a stick or a machine was stolen.
 *
 * The site key: what it wraps (each person's key, concerns) is wrapped anew in one transaction. The pepper: PINs cannot be
 * hashed anew without being typed, so each is at its person's next sign-in; until then the pepper before is kept for it. The
 * key of the day: another takes over at once. The root is no secret: what signed as it was wiped when the first day began.
 *
 * Cut off at any moment, the old keys or the new ones open everything: the new are durable beside the old before the
 * transaction, and whichever the database is wrapped with stays when it is opened again (seal_keys_settle).
 */
#include "store.h"

struct store_rekeyed {
    int people, staff; /* whose PIN waits for them to sign in */
    int without;       /* who did not since the change before this: they need a new PIN */
};
/* `reason` is kept. `stolen`: receipts and rows of the key of today prove nothing by themselves from now on. The caller has had
 * it confirmed by a second member of staff (store_pending_confirm). */
bool store_new_keys(struct store *s, const char *reason, bool stolen, struct store_rekeyed *out, struct problems *problems);

#endif
