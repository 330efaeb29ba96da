#ifndef FILES_H
#define FILES_H
/*
 * files - a folder as a `source`, whole files in, and files that are whole or not there.
 *
 * The one way of the program to files beside the store. Paths inside a folder are relative, with '/': "..", an absolute
 * path, an empty part or a backslash is refused before anything is opened, and symbolic links are not followed out of it
 * by name. It knows nothing of what is in a file.
 */
#include <stdbool.h>
#include <stddef.h>
#include "arena.h"
#include "load.h"

#define FILE_BYTES_MAX ((size_t)64 * 1024 * 1024) /* media; load has a smaller limit for JSON of its own */

bool path_is_inside(const char *path);

/* The whole file. False: not there, not a regular file, longer than FILE_BYTES_MAX, or not readable. */
bool file_read(struct arena *a, const char *path, const char **bytes_out, size_t *size_out);
/* The first `most` bytes of it, or all when there are fewer. */
bool file_read_head(struct arena *a, const char *path, size_t most, const char **bytes_out, size_t *size_out);
bool file_exists(const char *path);
/* Writes beside it, makes that durable and puts it in the old one's place: after a power cut there is the old or the new
 * file, never a part. False: nothing has changed. */
bool file_write_atomically(const char *path, const char *bytes, size_t size);

/* Names of the folders in `folder`, sorted, without those that begin with '.'; -1 when it cannot be read. */
int file_folders(struct arena *a, const char *folder, const char ***out);

/* Names of the files in `folder` that end so, sorted, without those that begin with '.'; -1 when it cannot be read. */
int file_names(struct arena *a, const char *folder, const char *ending, const char ***out);

/* What file_write_atomically left beside `path` where the power or the stick went in its middle: taken away. */
void file_leftovers_remove(const char *path);

enum folder { FOLDER_READY, FOLDER_MISSING, FOLDER_CLOSED, FOLDER_FULL };
/* Whether a folder that may come and go (a stick) can be used now: read, or with `room_mb` above 0 written to. */
enum folder folder_look(const char *folder, int room_mb);

/* A `source` over the folder `root`, which is borrowed. A picture "x.svg" is there as well when "x.png" is: the build makes
 * one of the other. */
struct source files_source(const char *root);

#endif
