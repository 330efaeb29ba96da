#ifndef MEDIA_PROCESS_H
#define MEDIA_PROCESS_H
/*
 * media_process - one running cairn-media: starting it with nothing but what it needs, talking to it without waiting,
 * killing it, and never being left with its corpse.
 */
#include <stdbool.h>
#include <sys/types.h>

#include "media_share.h"

#define MEDIA_DEAD_MAX 8 /* killed and not yet gone; each goes within a millisecond or two */

struct media_process {
    pid_t pid; /* 0: none runs */
    int orders;
    struct media_share *share; /* it can write there at any moment */
    pid_t dead[MEDIA_DEAD_MAX];
    int dead_count;
};

/* False with a reason in words: there is no such program or file, or the system has no more to give. */
bool media_process_start(struct media_process *p, const char *program, const char *file, const char **why_out);
/* False: it could not be said now. Number 0 may get lost when so many are waiting that it does not matter. */
bool media_process_order(struct media_process *p, const struct media_order *order);
bool media_process_is_gone(const struct media_process *p); /* ended by itself */
void media_process_kill(struct media_process *p);
void media_process_bury(struct media_process *p); /* those who have gone; does not wait */

#endif
