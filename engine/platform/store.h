#ifndef STORE_H
#define STORE_H
/*
 * store - the one file in which everything is kept: people, assignments, sittings, events, drafts, records.
 *
 * SQLite in WAL mode with synchronous=FULL, one connection, held exclusively: a second process is told who holds it.
 * Bodies of events and drafts are encrypted under a key of the person, wrapped by the site key; records are signed and
 * chained. A function that writes returns true only after COMMIT. On any failure to write the store is broken
 * (store_is_broken): it takes nothing more, and the kiosk shows "please call staff".
 */
#include "clock.h"
#include "credit.h"
#include "event.h"
#include "identifier.h"
#include "record.h"
#include "seal.h"
#include "site.h"

struct store; /* opaque */

/* Makes <folder>/cairn.db and <folder>/keys/. Refuses a folder that already holds one, or has a site.json that cannot be
 * used. */
bool store_make(const char *folder, bool demonstration, struct problems *problems);
/* NULL on failure, with the reason. A site.json that says something else than at the last time is noted in the audit. */
struct store *store_open(const char *folder, struct problems *problems);
void store_close(struct store *s);
bool store_is_demonstration(const struct store *s);
bool store_is_broken(const struct store *s);
const struct site *store_site_of(const struct store *s);
const struct seal_keys *store_keys(const struct store *s);

/* --- people ----------------------------------------------------------------------------------------------------- */

#define PERSON_CODE 9 /* 8 digits (the last a Damm check digit) and NUL */

struct store_person {
    char id[UUID_TEXT];     /* pseudonym used everywhere else */
    char crn[16];           /* e.g. X000001 */
    char code[PERSON_CODE]; /* what they type to sign in */
    int concerns;           /* open concerns */
    instant_ms last_concern;
    bool locked;   /* too many wrong tries: staff unlock, or give a new PIN */
    bool pictures; /* that stand for the PIN (store_card.h) */
};

/* Draws a code and a PIN (no repeats, runs or dates); the PIN is returned once and only kept hashed. */
bool store_person_add(struct store *s, const char *crn, instant_ms now, struct store_person *out, char pin_out[7],
                      struct problems *problems);
bool store_person_by_id(struct store *s, const char *id, struct store_person *out);
bool store_person_by_crn(struct store *s, const char *crn, struct store_person *out);
/* Lists return how many, -1 when the store cannot be read (it is broken then). */
int store_people(struct store *s, struct arena *a, struct store_person **out); /* concerns first, then CRN */
/* New PIN for a card; the code stays, the old PIN stops working, the tries are forgotten. */
bool store_person_new_pin(struct store *s, const char *id, char pin_out[7]);
bool store_person_unlock(struct store *s, const char *id); /* forgets the tries; the PIN stays */
/* Erases all that tells who someone is and what they wrote: CRN, code, PIN, drafts, concerns, the requirement, and the key
 * under which their journal is closed, so that it never opens again. What stays is the pseudonym with their records, which
 * remain valid, and a signed row among the records (kind "ERASED"): a store or a bundle from before cannot bring them back,
 * and nothing can be added for them. */
bool store_person_erase(struct store *s, const char *id, const char *reason, struct problems *problems);
bool store_person_is_erased(struct store *s, const char *id);
struct store_due { /* to be erased, by the site's settings */
    struct store_person person;
    bool by_order; /* the order ended, or else: the last activity was, on `since` */
    struct local_date since;
};
/* Who is due today; -1 broken. store_person_erase does it. */
int store_due(struct store *s, struct arena *a, struct local_date today, struct store_due **out);
bool code_is_valid(const char *code);                      /* 8 digits with a right check digit */

enum sign_in {
    SIGN_IN_OK,
    SIGN_IN_WRONG,
    SIGN_IN_WAIT,
    SIGN_IN_LOCKED,
    SIGN_IN_TERMINAL, /* too many wrong tries here within an hour, of whatever codes: until staff sign in */
    SIGN_IN_FAILED    /* the store broke */
};
/* The try is counted and committed before the PIN is looked at. 5 free tries, then 15 s doubling, staff at 10. An
 * unknown code costs the same time and gives the same answers. `wait_s_out`: for WAIT and WRONG, until the next try.
 * `left_out`: tries left before staff; both may be NULL. Waits are measured by `now`, and by the boot clock too when
 * store_use_clock was called: turning the wall clock on gains nothing then. */
enum sign_in store_sign_in(struct store *s, const char *code, const char *pin, instant_ms now, struct store_person *out,
                           int *wait_s_out, int *left_out);

/* Who has signed in shows that it is still them, at the cover: PIN or pictures, with the same tries. */
enum sign_in store_sign_in_again(struct store *s, const char *id, const char *secret, instant_ms now,
                                 struct store_person *out, int *wait_s_out, int *left_out);

bool store_terminal_unlock(struct store *s); /* takes back SIGN_IN_TERMINAL */

void store_use_clock(struct store *s, struct clock clock);

bool store_assign(struct store *s, const char *person, const struct assignment *assignment, instant_ms now,
                  struct problems *problems);
int store_assignments(struct store *s, struct arena *a, const char *person, struct assignment **out);

/* --- attempts --------------------------------------------------------------------------------------------------- */

struct store_attempt {
    char id[UUID_TEXT];
    const char *programme, *module, *assignment;
    const char *activity; /* the kind of module, as store_attempt_is said; or NULL */
    bool completed;
    instant_ms last_at;
};

/* The open (not completed) attempt of a person at a module, or a new one. */
bool store_attempt_open(struct store *s, const char *person, const char *programme, const char *module,
                        const char *assignment, instant_ms now, struct store_attempt *out);
/* "activity", "induction" ...: what an attempt that is not completed may count for. */
bool store_attempt_is(struct store *s, const char *attempt, const char *activity);
int store_attempts(struct store *s, struct arena *a, const char *person, struct store_attempt **out);

/* Appends events in one transaction: all or nothing, durable on return. Also takes away the drafts named in answers, and
 * puts what a CONCERN says on staff's list (kind "answer"). */
bool store_append(struct store *s, const char *person, const char *attempt, const struct event *events, int count);
/* All events of an attempt in order; returns false when one does not open or read (the journal was changed). */
bool store_events(struct store *s, struct arena *a, const char *person, const char *attempt, struct event **out,
                  int *count_out);

/* Half-typed words; replaced as one types; NULL or "" text takes it away. `item` is the option or gap, or NULL. */
bool store_draft_put(struct store *s, const char *person, const char *attempt, const char *exercise, const char *item,
                     const char *text);
struct store_draft {
    const char *exercise, *item, *text;
    instant_ms at; /* when it was typed last; 0: not known */
};
int store_drafts(struct store *s, struct arena *a, const char *person, const char *attempt, struct store_draft **out);

/* A call for support, for staff (concerns of answers come with their events): who (NULL without sign-in), where; never what was answered. */
bool store_concern_add(struct store *s, const char *person, const char *kind, const char *module, const char *page,
                       instant_ms now);
struct store_concern {
    char id[UUID_TEXT];
    char person[UUID_TEXT]; /* "" without sign-in */
    const char *kind, *module, *page;
    instant_ms at, seen_at;  /* seen_at 0: open */
    char seen_by[UUID_TEXT]; /* of staff; "" while it is open, or when it was seen at another terminal */
};
/* The open ones, newest first; `person` NULL: of everyone. */
int store_concerns(struct store *s, struct arena *a, const char *person, struct store_concern **out);
int store_concerns_seen(struct store *s, struct arena *a, instant_ms since, struct store_concern **out); /* newest first */
/* Staff followed it up: `by` is who. False when somebody did already. */
bool store_concern_seen(struct store *s, const char *by, const char *id, instant_ms now);

/* --- records ---------------------------------------------------------------------------------------------------- */

/* One chain of rows, of these kinds; each has a body, and of other kinds than COMPLETED it is an object of texts.
 *   COMPLETED  what record.h says; its row names person and attempt
 *   CORRECTED  by, reason, and assignment or from and to (dates): refers to a COMPLETED
 *   VOIDED     by, reason: refers to a COMPLETED that counts for nothing from then on
 *   ERASED     by, person, reason: the person's journal does not open any more
 *   HEARTBEAT  date, boot, audit and audit_hash (seq and hash of the audit's newest row): one each day
 *   KEYROLL    date, key, public, and reason when no day begins: the next row is signed by that key, and so on; signed by
 *              the one before
 *   EPOCH      by, from, reason, head, head_hash (what keys/head.json said): its own `epoch` follows on `from`
 *   RESOLVED   by, credited ("yes" or "no"), date, hash, person, settles: the resolution of that id (store_credit.h); hash
 *              is BLAKE2b-256 over four fields as below: "cairn-resolution-v1", salt, requirement, reason
 *   TRUSTED    by, root: what that terminal signs is taken here (store_bundle.h)
 *   DISTRUSTED by, reason, root: and from here on no more
 *   IMPORTED   count, from, hash: so many rows of other terminals are here, the newest from there. The hash goes on row by
 *              row: over five fields, "cairn-imported-v1", the hash before it (32 zero bytes at first), root, id, the row's hash
 *   PACKKEYS   by, keys: from then on packs signed with these are used, and with no others (store_packs.h)
 *   PACK       expires, hash, programme, signed, version: that pack was used, and from then on no older one of its programme
 * The first row is signed by the root in keys.json.
 *
 * Appends the COMPLETED event and the signed, chained record in one transaction. `record->id` is the caller's. The same
 * record again (after a failure, with the same id and bytes) is true and changes nothing; another body under that id,
 * or a second record of an attempt, is refused.
 *
 * The chain, for whoever writes a second verifier: hash = BLAKE2b-256 over ten fields, each preceded by its length as 8
 * bytes big-endian: the domain ("cairn-record-v1" or "cairn-demo-record-v1"), the epoch (uuid text), seq, kind, id,
 * the id of the record it refers to ("" when none), at (ms since 1970), ms since the machine started, BLAKE2b-256 of
 * the body, the previous hash (32 zero bytes before the first). Numbers are 8 bytes big-endian; seq counts from 1.
 * The signature is seal_sign over that hash. keys/head.json names the last seq and hash, outside the database. */
bool store_complete(struct store *s, const char *person, const char *attempt, const struct record *record,
                    const struct event *completed);

struct store_record {
    int64_t seq;
    const char *kind;
    char id[UUID_TEXT];
    char refers[UUID_TEXT]; /* the record it is about, or "" */
    instant_ms at;
    int64_t boot_ms;
    const char *body; /* canonical bytes */
    size_t body_size;
    char hash_hex[65], previous_hex[65], signature_hex[129], key_id[17], epoch[UUID_TEXT];
};
/* Completions, oldest first, after those of other terminals (store_bundle.h); `person` NULL: everyone's. store_rows: all of
 * this terminal's chain. */
int store_records(struct store *s, struct arena *a, const char *person, struct store_record **out);
int store_rows(struct store *s, struct arena *a, const char *person, struct store_record **out);

/* A correction or a void: a further row that refers to the record, by whoever acts (store_use_staff). Nothing is edited.
 * `id`, `by` and `at` of the change are the store's to fill in. */
bool store_change_add(struct store *s, const struct record_change *change, struct problems *problems);
int store_changes(struct store *s, struct arena *a, const char *person, struct record_change **out);

/* Once a day and whenever the store is opened: does nothing when today has its rows. A day without any was not run, or cut
 * out: who does that cuts a gap that shows. */
bool store_day(struct store *s);
/* Another key signs from now on, before the day is over. `reason` is kept with the row: "restored". */
bool store_key_roll(struct store *s, const char *reason);
/* After a copy or an old image of the whole folder was put back: what is signed from here on can be told from what the
 * original signed with the same key. */
bool store_epoch(struct store *s, const char *reason, struct problems *problems);
/* Checks sequence, every hash, link and signature, keys, body and journal, and that no record is missing at the end (by
 * the completed attempts and by keys/head.json), the same of imported rows, and decisions about days; false with the first bad row named in `problems`. An old image of the
 * whole folder put back passes: only a copy elsewhere can tell. */
bool store_records_verify(struct store *s, int *count_out, struct problems *problems);

#endif
