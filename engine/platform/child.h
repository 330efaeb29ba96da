#ifndef CHILD_H
#define CHILD_H
/*
 * child - a program started with nothing but its input and its output, watched without waiting, and killed with all it
 * started when it takes too long.
 */
#include <stdbool.h>
#include <sys/types.h>

#define CHILD_ARGUMENTS_MAX 16

#define CHILD_DEAD_MAX 8 /* killed and not yet gone: one that writes to a dying disk can take minutes to die */

struct child {
    pid_t pid; /* 0: none */
    pid_t dead[CHILD_DEAD_MAX];
    int dead_count;
};

enum child_state { CHILD_RUNS, CHILD_GOOD /* ended with 0 */, CHILD_BAD /* ended otherwise, or was killed */ };

/* `input` and `output` become its standard input and output; -1: none. Everything else is closed, its environment is a path
 * and nothing more. False: there is no such program, or too many are dying. `argument[0]` is its path; NULL ends the list. */
bool child_start(struct child *c, const char *const *argument, int input, int output);
enum child_state child_look(struct child *c); /* GOOD and BAD once, then there is none */
void child_kill(struct child *c);             /* with its descendants, without waiting; nothing when there is none */
void child_let_go(struct child *c);           /* goes on without us: it has all it needs */
void child_bury_strangers(void);              /* what was let go before this program started itself anew; before any child */

/* A file in memory of at most `room` bytes; -1 when there is none left. */
int child_memory(const char *name);

#endif
