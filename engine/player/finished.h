#ifndef FINISHED_H
#define FINISHED_H
/*
 * finished - whether a person has finished all of a programme, by the records that stand: what a certificate rests on.
 *
 * Pure; of what is known of a person (credit.h). A record that staff voided counts for nothing, and a date that they
 * corrected is the corrected one.
 */
#include "credit.h"

struct finished {
    const char *record;     /* id of the one with which it was finished */
    struct local_date date;
};

/* Every session of it once, and none of them missing here or unusable. False: `out` is not touched. */
bool programme_finished(const struct programme *p, const struct credit_input *in, struct finished *out);

#endif
