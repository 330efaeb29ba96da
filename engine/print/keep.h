#ifndef KEEP_H
#define KEEP_H
/*
 * keep - puts the standard input into a file, whole or not at all, and says so only once it is on the disk.
 *
 * A slow or dying memory stick can take minutes over that: the kiosk leaves the waiting to a process of its own.
 */
#include <stdbool.h>

bool keep_input(const char *path); /* absolute; what is there is replaced */

#endif
