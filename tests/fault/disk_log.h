#ifndef DISK_LOG_H
#define DISK_LOG_H
/*
 * disk_log - what was done to files, step by step, and what a power cut after any step could leave of them.
 *
 * The model asks for no more than POSIX promises: a file's bytes are sure once the file was synced; a name that was made,
 * moved or taken away once its folder was. Of everything since, any part may be there, in any order: a write whole, not at
 * all, or some of its sectors, and the sector under the head may hold neither the old nor the new. A rename is one change.
 * A file is taken up, and taken as sure, when it is first met. One log in a process.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cut_kind {
    CUT_DROP,    /* nothing that is not sure */
    CUT_KEEP,    /* all of it */
    CUT_TEAR,    /* of each sector written since, the old or the new */
    CUT_REORDER, /* of the writes since, any, each whole */
    CUT_HALT,    /* all up to one of them, and of that one some sectors */
    CUT_NOISE,   /* as CUT_HALT, and one sector of it holds noise */
    CUT_KINDS
};

/* --- writing the log: fault_vfs and fault_calls tell it ------------------------------------------------------------ */

void disk_log_record(bool on); /* off: nothing is written down; what is there stays */
bool disk_log_records(void);
void disk_log_clear(void); /* files as they are now are sure */
int disk_log_count(void);  /* steps so far */

int disk_log_open(const char *path, bool made); /* the file's number; `made`: it was not there before */
void disk_log_write(int file, const void *bytes, size_t size, int64_t at);
void disk_log_size(int file, int64_t size);
void disk_log_sync(int file);
void disk_log_sync_folder(const char *folder);
void disk_log_sync_folder_of(const char *path);
void disk_log_meet(const char *path); /* before it is moved, replaced or taken away */
void disk_log_rename(const char *from, const char *to);
void disk_log_link(const char *from, const char *to);
void disk_log_unlink(const char *path);

/* --- reading it: once, from the first step to the last ------------------------------------------------------------- */

void disk_cuts_begin(bool noise_spreads); /* over a whole sector; or stays within the bytes that were being written */
bool disk_cuts_step(void);                /* one step on; false after the last */
int disk_cuts_at(void);                   /* steps done */
/* Puts the files as a cut here leaves them, under their own names. `about` is part of what makes a state another one than
 * those before; false when it is none, and nothing was put. */
bool disk_cuts_leave(enum cut_kind kind, unsigned seed, int about);

/* All steps, then one cut; the log is empty afterwards. */
void disk_cut(enum cut_kind kind, unsigned seed);

#endif
