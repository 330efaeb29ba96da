#ifndef FILES_H
#define FILES_H
/*
 * files - whole files and folders, read and written safely; the pure layers see them only through `struct source`.
 */
#include "load.h"

#define FILES_BYTES_MAX ((size_t)16 * 1024 * 1024) /* nothing that is read whole is larger */

/* Reads a whole regular file into the arena (NUL-terminated after `size`). False when it cannot be read or is too large. */
bool files_read(struct arena *a, const char *path, const char **bytes_out, size_t *size_out);
bool files_exists(const char *path);
/* Writes beside the file, flushes, renames over it and flushes the folder: afterwards it holds all or the old. */
bool files_write(const char *path, const void *bytes, size_t size, struct problems *problems);
/* Names of the folders in a folder, sorted; -1 when it cannot be read. Names that begin with '.' are left out. */
int files_list(struct arena *a, const char *folder, const char ***out);

/* A source over a folder. `files` is the caller's and must outlive the source. Paths that leave the folder (".." parts,
 * absolute) are refused. */
struct files { const char *folder; };
struct source files_source(struct files *files, const char *folder);

#endif
