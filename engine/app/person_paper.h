#ifndef PERSON_PAPER_H
#define PERSON_PAPER_H
/*
 * person_paper - the report about one person out of the store: what person_report lays out, with names in place of ids.
 *
 * The staff area prints it and `cairn report person` writes it; whoever asks has noted it on the audit before.
 */
#include "library.h"
#include "person_report.h"
#include "store_staff.h"

/* Everything in `a`. `request` says language, interface and date. NULL when the store cannot be read. */
struct document *person_paper(struct arena *a, struct store *s, struct library *l,
                              const struct store_person *person, instant_ms now,
                              const struct document_request *request);

#endif
