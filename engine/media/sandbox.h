#ifndef SANDBOX_H
#define SANDBOX_H
/*
 * sandbox - locks this process up for good: from then on it computes, reads what is already open, and nothing else.
 *
 * No file is opened, nothing is connected, no program or thread is started, no memory becomes code: the kernel kills
 * whoever tries (seccomp), and refuses the rest. Memory and processor time are limited, and no new privileges come.
 */
#include <stdbool.h>

/* Closes every file from `first` on; before anything else. */
bool sandbox_close_others(unsigned first);
/* False: the kernel does not do it; then no file must be touched. */
bool sandbox_lock(void);
/* Tries what must be refused, each in a process of its own, locked and, for comparison, free; prints a line for each.
 * True when all of it is refused to the locked ones and possible for the free. */
bool sandbox_check(void);

#endif
