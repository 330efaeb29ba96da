#ifndef SHELF_H
#define SHELF_H
/*
 * shelf - the packs that a terminal plays from, open for as long as it runs.
 *
 * A programme's pictures, sounds and films come from its pack alone, held against the manifest each time (pack.h): as a
 * file in memory that nobody can change any more. What belongs to no pack comes from a folder, as without a shelf.
 */
#include "store_packs.h"

struct shelf; /* opaque */

/* Every pack of `folder`, named <programme>.cairn-pack, that may be used here; the others are problems, each with its
 * reason. NULL: the folder cannot be read. */
struct shelf *shelf_open(const char *folder, struct store *s, struct local_date today, struct problems *problems);
void shelf_close(struct shelf *h); /* NULL is fine, here and below: no packs */
int shelf_count(const struct shelf *h);
struct pack *shelf_pack(const struct shelf *h, int at);
int shelf_refused(const struct shelf *h); /* how many were there and are not used */

/* "calm/media/body.png": an open file, the caller's; -1: there is none. `folder`: where it is without a pack. */
int shelf_file(const struct shelf *h, const char *folder, const char *path);
/* The same as a path, for who opens files by path. Good until seven more were asked for. "" when there is none. */
#define SHELF_PATH 1024
void shelf_path(struct shelf *h, const char *folder, const char *path, char out[SHELF_PATH]);

#endif
