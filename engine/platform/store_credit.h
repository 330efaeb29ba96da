#ifndef STORE_CREDIT_H
#define STORE_CREDIT_H
/*
 * store_credit - what credit is worked out from, and what staff decided about it.
 *
 * The days themselves are never kept: they are a function of records, assignments and resolutions (credit.h). A resolution
 * is a row that is never changed; it is made together with its audit row.
 */
#include "store.h"
#include "witness.h"

/* All that is known of a person, in the arena, for credit_decide; false when the store cannot be read (it is broken then).
 * A row that is no completion record, or does not read, is left out. */
bool store_credit_input(struct store *s, struct arena *a, const char *person, instant_ms now, struct credit_input *out);

/* Names in place of ids, where a resolution is told to staff: in the arena. What is not the id of a member of staff stays. */
void store_name_resolvers(struct store *s, struct arena *a, struct credit_input *io);

/* Credits a day, or does not, as the staff who act now (store_use_staff); a disputed day is settled by it. Of `r`, id, by,
 * at and settles are not looked at. False when the store broke; otherwise `answer_out` tells whether it was done, said already, or
 * refused, and `day_out` (in the arena, NULL when there is none) the day as it was before. */
bool store_resolve(struct store *s, struct arena *a, const char *person, const struct resolution *r, instant_ms now,
                   enum resolve *answer_out, const struct credit_day **day_out);
/* Every one of a person, oldest first; -1 when the store cannot be read. */
int store_resolutions(struct store *s, struct arena *a, const char *person, struct resolution **out);

/* Why the date cannot be believed now (DOUBT_...), or NULL; remembers what was seen. False when the store broke. */
bool store_clock_look(struct store *s, const struct clock *clock, const char **doubt_out);
/* Staff have held the clock against another: from now on it can be believed. */
bool store_clock_confirm(struct store *s, const struct clock *clock);

#endif
