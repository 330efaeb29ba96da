#ifndef AUTHOR_FILE_H
#define AUTHOR_FILE_H
/*
 * author_file - a file that authors share, written whole or not at all: with the rights that it had, or those a new file has.
 */
#include <stdbool.h>
#include <stddef.h>

bool author_file_write(const char *path, const char *bytes, size_t size); /* false: nothing has changed */

#endif
