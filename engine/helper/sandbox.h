#ifndef SANDBOX_H
#define SANDBOX_H
/*
 * sandbox - shuts a helper program in for good, before it looks at what it was given.
 *
 * From then on it computes, reads what is open already, and does what its rules let it besides. It makes and changes no
 * file, connects to nothing, starts no program or process, signals nobody, and no memory becomes code: the kernel kills
 * whoever tries that (seccomp), and refuses the rest. Its memory and time are limited, and no new privileges come.
 */
#include <stdbool.h>
#include <stddef.h>

struct sandbox {
    const char *const *folders; /* of the system: files below them can be read, and no others (Landlock) */
    int folder_count;           /* 0: no file is opened at all */
    const int *calls;           /* to the kernel, besides those that every program makes */
    int call_count;
    bool threads;               /* can be started, by a library that does */
    size_t data_max;            /* bytes of its own, shared memory and libraries not counted; 0: as many as addresses */
    size_t addresses_max;       /* bytes in all; 0: as many as data */
    size_t output_max;          /* bytes of a file that it writes to, open already */
    int processor_max_s;
    int files_max;              /* open at a time */
};

/* Closes every file from `first` on; before anything else. */
bool sandbox_close_others(unsigned first);
/* False: the kernel does not do all of it (Debian 12's does). Then nothing may be read. A folder that is not there is no
 * fault. */
bool sandbox_lock(const struct sandbox *rules);
/* Tries what must be refused, each in a process of its own, locked and for comparison free; prints a line for each. True
 * when all is refused to the locked ones and possible for the free. */
bool sandbox_check(const struct sandbox *rules);

#endif
