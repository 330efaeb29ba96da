#ifndef REPORT_H
#define REPORT_H
/*
 * report - what a programme comes to over everybody who did it: counts and shares, never a person.
 *
 * Made of records alone: completions, what measures came to the first and the latest time, and the choices of the feedback.
 * Which groups there are follows what clinicians agreed to look at: benefited (better by more than chance, or by a point of
 * the mean where nobody has worked that out, and it was useful to them), possibly (one of the two), not (neither).
 */
#include "record.h"

struct report_measure {
    const struct measure *measure;
    int people;                      /* with a first and a later score */
    int better, same, worse;         /* of these, by the measure's own direction */
    bool knows_reliable;             /* the measure says how much is more than chance */
    int reliably_better, reliably_worse;
    double mean_change;              /* latest less first */
};

struct report_choice { int yes, answered; }; /* the latest of each person */

struct report {
    const char *programme;
    int completions, people;
    struct report_measure measures[MEASURES_MAX];
    int measure_count;
    int benefited, possibly, not_benefited; /* people of whom something is known */
    struct report_choice useful, recommend, easy;
};

/* The programme's measures, in order; `records` in any order, of any programme; of one attempt only one counts. */
void report_make(struct arena *a, const char *programme, const struct measure *const *measures, int measure_count,
                 const struct record *records, int record_count, struct report *out);
void report_text(const struct report *r, struct buffer *out);
/* Lines of programme, figure, value; after a line of headings when `heading`. */
void report_csv(const struct report *r, bool heading, struct buffer *out);

#endif
