#ifndef PERSON_REPORT_H
#define PERSON_REPORT_H
/*
 * person_report - what staff take to a meeting about one person: concerns first, days with their reasons, sessions and how
 * they were done, before and after, and what the person chose to share. As a document: for paper or a browser.
 *
 * Of the person's own words it holds what they chose to share (share.h) and nothing else. Whoever fills it in has
 * turned ids into names: of staff, of sessions.
 */
#include "credit.h"
#include "site.h"
#include "document.h"

#define REPORT_SESSIONS_MAX 300 /* the latest; of more it is said how many there are */
#define REPORT_DAYS_MAX     500

struct report_concern {
    instant_ms at, seen_at;  /* seen_at 0: open */
    const char *seen_by;     /* a name, or NULL */
    bool asked;              /* the person asked for support; else an answer said so */
    const char *session, *page; /* titles, or NULL */
};

struct report_done {
    const struct record *record;
    const char *session;     /* its title */
    const char *taken_back;  /* by whom and why, when staff voided it; else NULL */
};

struct report_open { /* under way */
    const char *session;
    instant_ms start, last;
    int64_t active_ms;
};

struct report_shared { /* a finished session in which something was shared */
    const char *session;
    instant_ms at;
    const struct attempt *attempt;
};

struct person_report {
    const char *crn, *site;
    const struct site *settings; /* what a day is called */
    const struct report_concern *concerns; /* open ones first, each newest first */
    int concern_count;
    const struct credit_input *in;
    const struct credits *credits;
    const struct report_done *done;        /* newest first */
    int done_count;
    const struct report_open *open;
    int open_count;
    const struct measure *const *measures; /* that programmes here ask, each once */
    int measure_count;
    const struct report_shared *shared;    /* newest first */
    int shared_count;
    const char *(*session_of)(void *context, const char *programme, const char *module); /* the title of a session */
    void *context;
};

/* `request` says language, interface and date; its attempt is not looked at. */
struct document *person_report_make(struct arena *a, const struct document_request *request,
                                    const struct person_report *report);

#endif
