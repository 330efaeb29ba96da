#ifndef FAULT_CALLS_H
#define FAULT_CALLS_H
/*
 * fault_calls - what the program itself asks of the disk, beside SQLite: keys, the head, bundles.
 *
 * The linker sends the program's open, write, fsync, rename and so on here (FAULT_CALLS in CMakeLists.txt); each is counted
 * with SQLite's, fails when fault_vfs says so, and is told to disk_log. The program under test is the real one, untouched.
 * Not written down: locks, pipes, what lies under /proc.
 */
#include <stdbool.h>

void fault_folders_lie(bool lie); /* for controls: a folder's fsync says yes and its names are not sure */

#endif
