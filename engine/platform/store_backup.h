#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H
/*
 * store_backup - a whole store in one file that opens with words on paper, and back.
 *
 * What is in it is of one moment: the database, its keys (also those that were given as a credential), what the site has set
 * up. Without the words the file says nothing to who finds it; with them it is as good as the terminal itself.
 *
 * A sealed_file (its magic: BACKUP_MAGIC) of parts: each a name in 32 bytes filled up with NUL, a size in 8 bytes big-endian,
 * and so many bytes. Names, in this order: "about" (an object of texts: at, epoch, records, root, site, terminal, version),
 * "keys/keys.json", "keys/day.json", "keys/head.json" and "site.json" when there are such, "cairn.db", and "" for the end.
 */
#include "store.h"

#define BACKUP_MAGIC "CAIRN-BACKUP-1\n"

/* Writes `path`, which must not be there, whole or not at all: beside it first, read back to its last byte, then put into
 * place. Audited before and after: store_backup_last counts the second. */
bool store_backup(struct store *s, const char *path, const char *phrase, struct problems *problems);
/* Where a backup goes of whom says `to`: into it by a name with site, terminal and time when it is a folder. */
const char *store_backup_path(const struct store *s, struct arena *a, const char *to, instant_ms now);
/* When the last one was made that was read back; 0: never. False: broken. */
bool store_backup_last(struct store *s, instant_ms *at_out);
/* When a bundle last came in or went out; 0: never. */
bool store_bundle_last(struct store *s, instant_ms *at_out);

/* --- who was erased, for a backup from before -------------------------------------------------------------------------- */

/* A list of pseudonyms, that says nothing to anybody else; kept beside the backups, so that none of them brings back who was
 * erased after it. Lines: "CAIRN-ERASED-1", the terminal's public keys (receipt_keys.h), {"at","person"} of each ERASED row
 * that is known, and {"at","key","signature"} of the list over the hash of "cairn-erased-v1" and all before this line. */
bool store_erased_write(struct store *s, const char *path, struct problems *problems);
/* Where the list goes that belongs beside a backup at `path`. */
const char *store_erased_path(struct arena *a, const char *path, const char *site, const char *terminal);
struct store_erased {
    instant_ms at; /* of the list */
    int count;     /* who were here and are no more */
};
/* Erases whoever is on a list of this terminal's own and is here again. False with the reason. */
bool store_erased_again(struct store *s, const char *path, struct store_erased *out, struct problems *problems);
/* The same of rows that came from other terminals (store_bundle.h), be they this one's own. */
bool store_erased_elsewhere(struct store *s, int *count_out, struct problems *problems);

struct store_restore {
    const char *who, *reason;
    const char *erased; /* a list of who was erased; NULL: the one beside the backup, when there is one */
    bool although_not_whole; /* also when the records were not whole already when the backup was made */
};
struct store_restored { /* in the caller's arena */
    const char *site, *terminal;
    instant_ms at; /* when the backup was made */
    int records;
    bool is_whole;
    const char *list; /* of who was erased; NULL: there was none */
    struct store_erased erased;
};
/* Makes the store in `folder`, which is not there or empty: all of it or nothing. It is verified, a new epoch begins there for
 * the reason that is given, and another key signs from then on: what it signs can be told from what the store that the backup
 * was made of signed after it. */
bool store_restore(const char *path, const char *phrase, const char *folder, const struct store_restore *how,
                   struct arena *a, struct store_restored *out, struct problems *problems);

#endif
