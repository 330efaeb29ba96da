#ifndef FAULT_VFS_H
#define FAULT_VFS_H
/*
 * fault_vfs - a disk under SQLite that fails when told to, and writes down in disk_log what was done to it.
 *
 * Counts what changes files: writes, truncations, syncs, deletions; and what only looks at them where that is asked for.
 * Becomes the default of this process; the store under test knows nothing of it.
 */
#include <stdbool.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_EIO,    /* the disk does not answer; a write leaves half of itself */
    FAULT_ENOSPC, /* full; a write leaves half of itself */
    FAULT_SILENT  /* a lying disk, for controls: says yes and does nothing */
};

enum fault_call {
    FAULT_CHANGES, /* writes, truncations, syncs, names made, moved or taken away */
    FAULT_LOOKS    /* reads, sizes, locks, opening, closing */
};

bool fault_start(void);
/* The `at`-th change from now (from 1; 0: none) fails, and all later ones when `sticky`. Forgets what was counted. */
void fault_arm(enum fault_kind kind, int at, bool sticky);
int fault_changes(void);                           /* since fault_arm */
void fault_count_looks(bool on);                   /* FAULT_LOOKS are counted and fail too; off at first */
bool fault_strikes(enum fault_call call);          /* counts one; true: it is to fail, and fault_errno says why */
int fault_errno(void);
void fault_syncs_lie(bool lie);                    /* for controls: xSync says yes and nothing becomes durable */
bool fault_syncs_are_lies(void);
/* What the disk promises SQLite: nothing, with sectors of 512 bytes, or what the real one does. */
void fault_disk_as_it_is(bool as_it_is);

#endif
