#ifndef SUGGEST_H
#define SUGGEST_H
/*
 * suggest - which programme could come next for a person, and why: what staff are shown when they assign. They decide.
 *
 * Works on what programmes say of themselves (sequence.h), what the person has done and has open, and what staff say of
 * today. Pure; nothing is kept.
 */
#include "credit.h"
#include "sequence.h"

#define SUGGEST_REASONS (2 * SEQUENCE_RULES_MAX)

struct suggest_done { /* a session that was finished */
    const char *programme, *module;
};

struct suggest_request {
    const struct programme *const *programmes;
    int programme_count;
    const struct sequencing *sequencing; /* NULL: there is none; no need is so */
    unsigned needs;   /* NEED_BIT of what is so */
    const char *wish; /* the programme that the person asks for; NULL: none */
    const struct suggest_done *done;
    int done_count;
    const struct assignment *assignments;
    int assignment_count;
};

enum suggest_state {
    SUGGEST_COMES, /* could come next: the first of these is the suggestion */
    SUGGEST_HELD,  /* would, but something speaks against it */
    SUGGEST_OPEN,  /* assigned and not finished */
    SUGGEST_DONE,
    SUGGEST_SILENT /* nothing speaks for it or against it */
};

struct suggestion {
    const struct programme *programme;
    enum suggest_state state;
    int rank;                                     /* of SUGGEST_COMES and SUGGEST_HELD */
    bool wished;
    const struct words *because[SUGGEST_REASONS]; /* HELD: why not; otherwise why */
    int because_count;
};

struct suggested {
    struct suggestion *all; /* what comes first, first; then what is held, open, done and silent, each in its own order */
    int count;
    int open;               /* programmes that are assigned and not finished */
    bool stop;              /* today a person helps, no programme: `all` comes in order all the same */
};

struct suggested suggest(struct arena *a, const struct suggest_request *r);

#endif
