#ifndef RECORD_H
#define RECORD_H
/*
 * record - what a completion record says, and its canonical bytes.
 *
 * The bytes are JSON with sorted keys, no spaces, shortest numbers: the same record always gives the same bytes. Hash,
 * chain and signature are made by `seal` and `store`, which treat the bytes as opaque.
 */
#include "activity.h"
#include "attempt.h"
#include "pace.h"

struct record_sitting {
    const char *id;
    struct local_date date; /* Europe/London date of its start */
    instant_ms start;
    int64_t active_ms;
    const char *doubt;      /* why the date waits for staff (witness.h), or NULL */
};

/* What a measure came to: the score alone, never an answer. */
struct record_measure {
    const char *exercise, *id;
    double score;
};
#define RECORD_MEASURES_MAX 16

/* What was chosen in the feedback after the module: never what was written. */
struct record_feedback {
    const char *exercise, *option;
};
#define RECORD_FEEDBACK_MAX 8

struct record {
    const char *id;          /* UUIDv7 */
    const char *person;      /* pseudonymous id */
    const char *assignment;  /* assignment id: carries the requirement */
    const char *attempt;     /* two records of one attempt, made at two terminals, count once */
    const char *programme, *module, *version, *content_hash, *setting, *language;
    instant_ms start, end;
    int64_t active_ms;
    struct record_sitting sittings[SITTINGS_MAX];
    int sitting_count;
    int expected_min;        /* that the module is said to take; 0: not known */
    int pages;               /* opened, of those that "page 4 of 14" counts */
    bool has_score;
    double score;
    int tries;
    struct record_measure measures[RECORD_MEASURES_MAX];
    int measure_count;
    struct record_feedback feedback[RECORD_FEEDBACK_MAX];
    int feedback_count;
    struct pace how;         /* for staff to judge by */
    const char *activity;    /* "activity", "induction" ... */
    const char *terminal, *site;
    bool demonstration;
};

/* Fills what events and content tell; the caller adds id, person, assignment, terminal, site, demonstration. Add the
 * COMPLETED event to `activity` first: the time on the last page is in it. */
void record_from_attempt(const struct attempt *s, const struct activity *activity, instant_ms start, instant_ms end,
                         struct record *out);
void record_sittings(const struct activity *activity, struct record *out); /* these alone, with their minutes */
const char *record_activity_name(enum activity_kind kind); /* "activity", "induction" ... */
void record_write(const struct record *r, struct buffer *out);
/* Nine letters and digits in threes, none that look alike, made of the end of a record's id: short enough to write down,
 * and staff find the record by it. */
#define RECORD_CODE 12 /* "YG8-3JC-XMJ" and NUL */
void record_code(const char *id, char out[RECORD_CODE]);
bool record_read(struct arena *a, const char *bytes, size_t length, struct record *out);

#endif
