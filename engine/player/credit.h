#ifndef CREDIT_H
#define CREDIT_H
/*
 * credit - records to proposed activity days, each with its reason in words; and what staff decided about them.
 *
 * A pure function of sets: neither the order of what goes in nor that something is there twice changes what comes out, so
 * that merging the stores of two terminals by union needs no other rule. A day is a Europe/London date on which a sitting
 * (dated by its start) reached the site's minimum of active minutes in an activity module; it is proposed once that module
 * is completed, or where a site says so by attendance; at most one for each (requirement, date); a module counts once for
 * a requirement unless assigned again; never in custody or on licence; never above the order's maximum without saying so.
 * Nothing here credits: staff resolve each day once. Rules: Sentencing Act 2020 Sch 9 para 4; counting as Delius does
 * (distinct dates by requirement).
 */
#include "record.h"

enum supervision { SUPERVISION_ORDER, SUPERVISION_CUSTODY, SUPERVISION_LICENCE };

struct requirement {
    const char *id;           /* of the order's RAR requirement; NULL: the person has none */
    int maximum_days;         /* 0: not known */
    bool has_until;
    struct local_date until;  /* eligible until, inclusive */
};

struct assignment {
    const char *id;
    const char *module;              /* "thinking-skills/stop-and-think" or a whole programme "thinking-skills" */
    struct requirement requirement;
    enum supervision supervision;
    instant_ms assigned_at;          /* 0: not known */
};

/* What staff said about a record later. Records are never edited; a change refers to one and changes what it counts for.
 * Of two that say different things about one matter the later stands (by `at`, then id). A void is for good. */
enum record_change_kind {
    CHANGE_VOID,
    CHANGE_DATE,      /* its sittings of date `from` belong to date `to` */
    CHANGE_ASSIGNMENT /* it was done under `assignment` */
};

struct record_change {
    const char *id, *record;
    enum record_change_kind kind;
    struct local_date from, to;
    const char *assignment;
    const char *by, *reason;
    instant_ms at;
};

/* A day credited or not credited by staff: a fact that is never changed. Where two terminals said different things, a
 * third one that names both settles it. */
struct resolution {
    const char *id, *requirement;
    struct local_date date;
    bool credited;
    const char *by, *reason;
    instant_ms at;
    const char *const *settles; /* ids of resolutions that no longer stand by themselves */
    int settle_count;
};

struct credit_site {
    int minimum_active_minutes; /* of one sitting, for a day; 0 counts any */
    bool by_attendance;         /* propose from attempts that are not completed, too */
    unsigned activities;        /* kinds of module that make a day, a bit each of enum activity_kind; 0: activities alone */
    struct local_date today;    /* year 0: not known. What lies after it cannot have been */
    const char *days_name;      /* English, goes before "days": "RAR", "probation requirement"; NULL: "activity" */
};

struct credit_input {
    const struct record *records;
    int record_count;
    /* Attempts that are not completed, as the record would be that they made now; its id is not looked at. For a site
     * that goes by attendance; left out of account otherwise, and once a record of the same attempt is there. */
    const struct record *unfinished;
    int unfinished_count;
    const struct record_change *changes;
    int change_count;
    const struct assignment *assignments;
    int assignment_count;
    const struct resolution *resolutions;
    int resolution_count;
    struct credit_site site;
    const struct catalogue *interface; /* in whose language reasons are; NULL: English */
};

enum credit_verdict {
    CREDIT_PROPOSED,
    CREDIT_WAITS, /* it would be, but something speaks against it: staff look first */
    CREDIT_NOT_PROPOSED
};

/* What one record means for one date. */
struct credit {
    enum credit_verdict verdict;
    const char *requirement;   /* or NULL */
    struct local_date date;
    const char *record;        /* id of the record it comes from; NULL: of an attempt that is not completed */
    const char *attempt, *module;
    const char *code;          /* "ok", "short", "same-day", "counted-before", "same-attempt", "custody", "licence",
                                  "no-requirement", "not-activity", "over-maximum", "too-late", "voided"; of what waits:
                                  "check-date", "check-pace"; stable */
    const char *reason;        /* a sentence staff can read out */
};

enum day_state {
    DAY_PROPOSED,
    DAY_CHECK, /* waits for staff to look at it: its date cannot be believed, or its pace */
    DAY_CREDITED,
    DAY_NOT_CREDITED,
    DAY_DISPUTED /* resolved differently at two terminals: a person settles it */
};

/* One date of one requirement: what is counted. */
struct credit_day {
    enum day_state state;
    const char *requirement;
    struct local_date date;
    const struct credit *from;          /* that makes it a day; NULL: staff resolved it and no record here speaks for it */
    const struct resolution *resolution; /* that stands (the first of those that agree); NULL while it waits */
    const char *const *open;            /* ids of the resolutions that stand: what one that settles them has to name */
    int open_count;
    const char *reason;                 /* a sentence staff can read out */
};

struct credits {
    const struct credit *item;    /* by end of their record */
    int count;
    const struct credit_day *days; /* by requirement and date */
    int day_count;
    int proposed;                 /* days in that state, of all requirements */
};

/* What staff said about a record and stands: for a date, of what moves `from`; NULL: nothing. */
const struct record_change *credit_change(const struct credit_input *in, const char *record,
                                          enum record_change_kind kind, struct local_date from);
/* One decision for each (record, date). Records whose assignment is unknown, or of another module, are decided
 * "no-requirement"; a record that comes twice (by id) is decided once, and two of one attempt (completed at two terminals)
 * count once. Demonstration records are decided like others; their record says what they are. */
struct credits credit_decide(struct arena *a, const struct credit_input *in);

int credit_days(const struct credits *c, const char *requirement, enum day_state state);
const struct credit_day *credit_day_find(const struct credits *c, const char *requirement, struct local_date date);
const char *day_state_name(enum day_state state); /* "proposed", "check", "credited", "not-credited", "disputed" */

enum resolve {
    RESOLVE_OK,
    RESOLVE_SAME,    /* said already, by the same person and for the same reason: nothing to do, and no mistake */
    RESOLVE_ALREADY, /* resolved once, and once is all */
    RESOLVE_NO_DAY   /* nothing is proposed for this date */
};
/* May staff add `r`? For a disputed day it has to settle all that is open of it. */
enum resolve credit_resolve(const struct credits *c, const struct resolution *r);

/* --- between the files of this unit ----------------------------------------------------------------------------- */

struct resolutions { const struct resolution **item; int count; };
/* Each once, ordered by date, instant and id; without those that are settled. */
struct resolutions resolutions_standing(struct arena *a, const struct resolution *all, int count);
void credit_make_days(struct arena *a, struct resolutions standing, const struct catalogue *interface, struct credits *c);

#endif
