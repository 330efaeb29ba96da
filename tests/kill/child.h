#ifndef CHILD_H
#define CHILD_H
/*
 * child - the process that is killed: plays a module on a store and says on a pipe what it has been promised is kept.
 *
 * What it says is what the person could see: an answer or a page once kiosk_input has returned with it, half-typed
 * words once they have been on show for a second, a record once the screen says "saved". One line each:
 *
 *     page <id>            answer <exercise> <json>            draft <exercise> <text>            record <id>
 */
#include "kiosk_stage.h"

/* How the store behaves, or when it dies: honest ones must pass the check, the others must not. */
enum behaviour {
    STORE_HONEST,
    STORE_DIES_BEFORE, /* killed as the n-th write begins */
    STORE_DIES_AFTER,  /* killed as the n-th write has returned */
    STORE_LATE,        /* negative: says "kept", writes later and dies after the n-th */
    STORE_TWICE,       /* negative: writes everything twice */
    STORE_NO_DRAFTS,   /* negative: drops drafts, and dies when one was promised */
    STORE_NO_RECORD    /* negative: the record is promised and never made */
};

struct child_plan {
    const char *folder;
    struct library *library;
    enum behaviour behaviour;
    int at;       /* n: 1 is the first write */
    bool resumes; /* there are events already: what is there was promised before */
    int pipe;
};

#define CHILD_FINISHED 0
#define CHILD_STUCK    3

/* Never returns to the caller's program: _exit with one of the above, unless it is killed. */
void child_run(const struct child_plan *plan);

#endif
