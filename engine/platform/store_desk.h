#ifndef STORE_DESK_H
#define STORE_DESK_H
/*
 * store_desk - what staff see and do about the day and about a person: sittings, concerns seen, corrections, faults.
 *
 * Done by whoever acts (store_use_staff); `by` is the id of the member of staff where it is kept with what they did. What
 * changes something leaves its audit event in the same transaction.
 */
#include "store_staff.h"

/* One person at one module, last touched today or since. */
struct store_sat {
    char crn[CRN_TEXT], person[UUID_TEXT];
    const char *programme, *module;
    instant_ms opened_at, last_at;
    bool completed;
};
int store_sittings_since(struct store *s, struct arena *a, instant_ms since, struct store_sat **out); /* newest first */

/* --- is the terminal ready ------------------------------------------------------------------------------------------ */

int64_t store_disk_free_mb(const struct store *s); /* where the store is; -1: the system does not say */

/* --- by what a person is known -------------------------------------------------------------------------------------- */

struct store_identity {
    char prison_number[PRISON_NUMBER_TEXT], pnc[PNC_TEXT]; /* "" when not given; in their kept forms */
};
bool store_identity(struct store *s, const char *person, struct store_identity *out);
bool store_identity_set(struct store *s, const char *person, const struct store_identity *identity);
/* The CRN that was typed wrong is put right; what was done under it stays that person's. */
bool store_person_correct_crn(struct store *s, const char *person, const char *crn, struct problems *problems);

/* --- faults of the equipment ---------------------------------------------------------------------------------------- */

struct store_fault {
    char id[UUID_TEXT];
    const char *what; /* "screen", "sound" ... */
    char noted_by[STAFF_NAME];
    instant_ms noted_at, mended_at; /* mended_at 0: it is still so */
};
bool store_fault_add(struct store *s, const char *by, const char *what, instant_ms now);
bool store_fault_mended(struct store *s, const char *by, const char *id, instant_ms now);
int store_faults(struct store *s, struct arena *a, struct store_fault **out); /* those that are still so, then others; newest first, 20 */

#endif
