#ifndef STORE_PACKS_H
#define STORE_PACKS_H
/*
 * store_packs - what a terminal knows of packs: whose it uses, and the newest that it ever did.
 *
 * Both are rows of its own chain of records (PACKKEYS, PACK; store.h): whoever would have it use an older pack, or one of
 * somebody else, has to sign for it as the terminal, and an old copy of the store shows as for any record.
 */
#include "pack.h"
#include "store.h"

/* These from now on, and none that was trusted before and is not among them. Refuses a list that no pack could satisfy. */
bool store_pack_keys_trust(struct store *s, const struct pack_keys *keys, struct problems *problems);
/* None: count 0. False: broken. */
bool store_pack_keys(struct store *s, struct arena *a, struct pack_keys *out);

struct pack_used {
    const char *programme, *expires /* "2027-11-30" */, *signers /* pack_signers */, *hash;
    int64_t version;
};
/* The newest of each programme, in the order of their first; -1: broken. */
int store_packs_used(struct store *s, struct arena *a, struct pack_used **out);
/* The newest of the programme that was used here; version 0: none. False: broken. */
bool store_pack_seen(struct store *s, const char *programme, struct pack_seen *out);
/* After pack_judge: it is used here from now on, durable on return. The one that is used already changes nothing. */
bool store_pack_use(struct store *s, const struct pack *p);
/* "publisher: North office, South office; clinical: Dr of the trust": who signed. */
const char *pack_signers(struct arena *a, const struct pack *p);

#endif
