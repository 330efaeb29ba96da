#ifndef SUBJECT_ACCESS_H
#define SUBJECT_ACCESS_H
/*
 * subject_access - everything that is held about a person, for the person: Data Protection Act 2018, s.45.
 *
 * Nothing is left out: what they are known by, what they were asked to do, every answer with its question (private ones and
 * those that were taken back, too), every step, half-typed words, calls for support, records, days and decisions with who
 * made them and why, and what staff did with their data. As a page for a browser, or as JSON with the same sections. Whoever
 * asks has noted it on the audit before.
 */
#include "library.h"
#include "store.h"

/* False when the store cannot be read to its end. Words are in English. */
bool subject_access_write(struct arena *a, struct store *s, struct library *l, const struct store_person *person,
                          instant_ms now, bool json, struct buffer *out);

#endif
