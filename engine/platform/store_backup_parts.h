#ifndef STORE_BACKUP_PARTS_H
#define STORE_BACKUP_PARTS_H
/* store_backup_parts - what making a backup and putting it back share. */

#include "json.h"
#include "sealed_file.h"

#define PART_NAME 32 /* bytes of a part's name, with its NULs */

/* Every part, to the end: into `folder`, or nowhere when that is NULL. False when it is not a whole backup. */
bool backup_read(struct sealed_file *f, struct arena *a, const char *folder, const struct json **about_out);

#endif
