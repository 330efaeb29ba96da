#ifndef STORE_BUNDLE_H
#define STORE_BUNDLE_H
/*
 * store_bundle - one person, to take to another terminal in a file: journal, assignments, records, resolutions.
 *
 * What is sealed (seal_box_close, to the receiving terminal's box key) is lines, each canonical JSON. A part is an object
 * of texts with "part", and "lines" when lines as they are follow it:
 *   terminal    root; the lines are what cairn store public says there: the sender's first, then of whoever made a row
 *   person      added, code, crn, demonstration, person
 *   identity    kind, value (store_desk.h)
 *   concern     at, id, kind, module, page, seen ("0" while it is open)
 *   assignment  assigned, id, maximum, module, requirement, supervision, until
 *   attempt     assignment, completed, id, last, module, opened, programme; each line is the turn of
 *              an event (store_turns.c), a space, and the event (event_write)
 *   draft       at, attempt, exercise, item, text
 *   record      a row of a terminal's chain (store.h) with its root; the line is its body. The person's, and every ERASED
 *   resolution  at, credited, date, id, reason, requirement, salt, settles, who: each has its record RESOLVED
 *   end         key, signature: of the sender's, over the hash of "cairn-bundle-v1" and all before this line
 * Whoever has a public box key can seal; so nothing is taken but from terminals that are trusted here.
 *
 * What merges is a union, whatever the order and however often. A journal that went on at two terminals has both, each in
 * its turn. Rows of other terminals are kept as they were signed, beside the chain of one's own. Of words half typed the
 * newer stay. Where the numbers that a person is known by differ, those that are here stay. A concern that was seen
 * anywhere is seen. Who was erased at a terminal that is trusted here is erased here as well. Not taken along: PINs (the
 * import draws a new one for who is new) and the card, which opens the terminal that made it and no other.
 */
#include "store.h"

/* From now on bundles and rows of the terminal whose public keys these are, are taken. Audited. */
bool store_terminal_trust(struct store *s, const char *keys, size_t size, struct problems *problems);

/* From now on nothing new of it is taken, whoever brings it; what came in before stays. For one that was stolen or given away.
 * Audited. */
bool store_terminal_distrust(struct store *s, const char *root, const char *reason, struct problems *problems);

/* `keys`: of the terminal it is for. Writes `path` whole or not at all; audited before. */
bool store_bundle_export(struct store *s, const char *person, const char *keys, size_t size, const char *path,
                         struct problems *problems);

/* Trusted terminals to which a person can be taken, by site and name. -1: the store cannot be read. */
struct store_terminal {
    const char *root, *site, *terminal, *keys;
};
int store_terminals(struct store *s, struct arena *a, struct store_terminal **out);
/* A name for the file, that tells nobody who finds it whom it is about: the same for the same person and terminal. */
#define BUNDLE_ENDING ".bundle"
const char *store_bundle_name(struct arena *a, const char *person, const struct store_terminal *to);

struct store_imported {
    struct store_person person;
    int events, records, others; /* new here; others: assignments, attempts, resolutions */
    int lost;                    /* rows that this terminal made and has no more: an old copy of it was put back */
    int erased;                  /* people who were erased elsewhere, or before an old copy of this store was put back */
    int strange;                 /* of whom a terminal that is not trusted here says that they were erased: left as they are */
    bool is_new;                 /* the person was not known here: `pin` opens the door, and is kept hashed only */
    char pin[7];
};
/* One transaction: all of it or nothing. False with the reason. */
bool store_bundle_import(struct store *s, const char *bytes, size_t size, struct store_imported *out,
                         struct problems *problems);

#define BUNDLE_MAGIC "CAIRN-BUNDLE-1\n"
/* Of all lines before the last; signed by the sender. */
void bundle_hash(const char *text, size_t length, uint8_t out[SEAL_HASH_BYTES]);

#endif
