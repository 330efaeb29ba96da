#ifndef FAULT_MEMORY_H
#define FAULT_MEMORY_H
/*
 * fault_memory - memory that runs out when told to: the program's own and SQLite's; and what was not given back.
 *
 * The linker sends the program's malloc, calloc, realloc and free here (FAULT_MEMORY in CMakeLists.txt); SQLite is told by
 * SQLITE_CONFIG_MALLOC. What the C library and libsodium take for themselves is not counted.
 */
#include <stdbool.h>

enum fault_memory {
    MEMORY_OF_SQLITE,
    MEMORY_OF_OURS
};

bool fault_memory_start(void); /* before anything of SQLite is called */
/* The `at`-th time that memory is asked for from now (from 1; 0: none) there is none, and from then on when `sticky`. */
void fault_memory_arm(enum fault_memory whose, int at, bool sticky);
int fault_memory_count(void); /* asked for since it was armed, of that kind */
long fault_memory_held(void); /* pieces that are ours and SQLite's now */

#endif
