#ifndef FAULT_VFS_H
#define FAULT_VFS_H
/*
 * fault_vfs - a disk under SQLite that fails when told to, and forgets what was not synced when the power is cut.
 *
 * Counts what changes files: writes, truncations, syncs, deletions. Becomes the default of this process; the store
 * under test knows nothing of it.
 */
#include <stdbool.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_EIO,    /* the disk does not answer; a write leaves half of itself */
    FAULT_ENOSPC, /* full; a write leaves half of itself */
    FAULT_SILENT  /* a lying disk, for controls: says yes and does nothing */
};

enum cut_kind {
    CUT_DROP, /* nothing since a file's last sync is there */
    CUT_TEAR  /* of each sector written since, the old or the new */
};

bool fault_start(void);
/* The `at`-th change from now (from 1; 0: none) fails, and all later ones when `sticky`. Forgets what was counted. */
void fault_arm(enum fault_kind kind, int at, bool sticky);
int fault_changes(void);                           /* since fault_arm */
void fault_syncs_lie(bool lie);                    /* for controls: xSync says yes and nothing becomes durable */
void fault_cut(enum cut_kind kind, unsigned seed); /* after the database was closed: files become what a cut leaves */
void fault_track(bool track);                      /* false: no cut will follow, so syncs need not be remembered */
void fault_forget(void);                           /* files as they are now are durable */

#endif
