#ifndef STORE_WORK_H
#define STORE_WORK_H
/*
 * store_work - a person's work at a store, written down with what the store said yes to, and when; and whether what a cut
 * left keeps it.
 *
 * Each call is expected to take the store from one `kept` to the next, whole or not at all. `from` is the step of disk_log
 * at which it began, `sure` the one at which the store said yes. After a cut at step p the store must hold exactly one of
 * those from the last that was sure to the last that had begun.
 */
#include "store_stage.h"

#define WORK_ATTEMPTS 24
#define WORK_EVENTS   64  /* in one attempt */
#define WORK_CALLS    600

struct kept {
    int attempts, completed;
    int events[WORK_ATTEMPTS];
    int rows;            /* of the chain */
    int concerns, tries; /* tries: wrong PINs since the last right one */
    int draft;           /* which half-typed words are on the desk; 0 none */
};

struct expected {
    struct kept kept;
    int from, sure; /* sure -1: not acknowledged */
};

struct work {
    struct stage stage;
    struct virtual_clock now;
    struct expected calls[WORK_CALLS];
    int call_count, drafts;
    bool asks[WORK_ATTEMPTS][WORK_EVENTS]; /* that event calls staff */
    bool is_long[WORK_ATTEMPTS][WORK_EVENTS];
    uint64_t random;
    bool refused; /* the store said no to something: the work does not count */
    char note[300];
};

/* A store with a person in it, closed; the log empty. work_end takes it away. */
void work_begin(struct work *w, unsigned seed);
/* `calls` calls of all kinds; the log has their steps afterwards. `guesses` is how many wrong PINs may be among them: each
 * takes the time of a hash. */
void work_do(struct work *w, int calls, int guesses);
void work_end(struct work *w);

void work_open(struct work *w); /* the store, by the clock of the work; NULL in the stage when it does not open */
int work_tries(struct work *w); /* wrong PINs that are counted; the store is open */

/* What the person knows was kept after `step` steps: the number of the last call that was acknowledged. */
int work_sure(const struct work *w, int step);
/* NULL when the store in the folder keeps it, else what is wrong. `goes_on`: and can be worked with. */
const char *work_judge(struct work *w, int step, bool goes_on);

#endif
