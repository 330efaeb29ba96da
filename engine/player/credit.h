#ifndef CREDIT_H
#define CREDIT_H
/*
 * credit - records to proposed RAR activity days, each with its reason in words.
 *
 * A pure function. A day is a Europe/London date on which a sitting (dated by its start) reached the site's minimum of
 * active minutes in an activity module; it is proposed once that module is completed; at most one for each (requirement,
 * date); a module counts once for a requirement unless assigned again; never in custody or on licence; never above the
 * order's maximum without saying so. Staff resolve proposals; nothing here credits. Rules: Sentencing Act 2020 Sch 9
 * para 4; counting as Delius does (distinct dates by requirement).
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
};

struct credit_site {
    int minimum_active_minutes; /* 0 counts any */
};

enum credit_verdict { CREDIT_PROPOSED, CREDIT_NOT_PROPOSED };

struct credit {
    enum credit_verdict verdict;
    const char *requirement;   /* or NULL */
    struct local_date date;
    const char *record;        /* id of the record it comes from */
    const char *module;
    const char *code;          /* "ok", "short", "same-day", "counted-before", "custody", "licence", "no-requirement",
                                  "not-activity", "over-maximum", "too-late", stable */
    const char *reason;        /* a sentence staff can read out */
};

struct credits { const struct credit *item; int count; int proposed; };

/* One decision for each (record, date) in order of the records' end. Records whose assignment is unknown, or of another
 * module, are decided "no-requirement"; a record that comes twice (by id) is decided once. Demonstration records are decided like others; their record says what they are. */
struct credits credit_decide(struct arena *a, const struct record *records, int record_count,
                             const struct assignment *assignments, int assignment_count, struct credit_site site);
/* Days of one requirement: proposed ones. */
int credit_days(const struct credits *c, const char *requirement);

#endif
