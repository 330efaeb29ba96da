#ifndef SITE_FILE_H
#define SITE_FILE_H
/*
 * site_file - the site.json of a store's folder. Written by people, only read by the terminal: it may belong to root.
 */
#include "site.h"

/* The settings of `folder`; the defaults when it has no site.json. False, with the problems, when it has one that cannot be
 * used. `was_there_out` may be NULL. */
bool site_file_read(struct arena *a, const char *folder, struct problems *problems, struct site *out,
                    bool *was_there_out);
/* The same of a file by its path; false when it is not there, too. */
bool site_file_read_path(struct arena *a, const char *path, struct problems *problems, struct site *out);
/* Writes it, when there is none yet and it would read back. `whole`: with every setting, for whoever edits it. */
bool site_file_write(const char *folder, const struct site *site, bool whole, struct problems *problems);

#endif
