#include "fault_vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disk_log.h"

#define SECTOR 512

struct fault_file {
    sqlite3_file base;
    sqlite3_file *real;
    int log;               /* number in the log; -1: a temporary file */
    bool syncs_its_folder; /* once, as SQLite does after it made a file */
    char path[256];
};

static struct {
    sqlite3_vfs vfs, *real;
    int changes, at;
    enum fault_kind kind;
    bool sticky, looks, syncs_lie, as_it_is;
} disk;

/* --- faults ----------------------------------------------------------------------------------------------------- */

void fault_arm(enum fault_kind kind, int at, bool sticky)
{
    disk.kind = kind;
    disk.at = at;
    disk.sticky = sticky;
    disk.changes = 0;
}

int fault_changes(void)
{
    return disk.changes;
}

void fault_syncs_lie(bool lie)
{
    disk.syncs_lie = lie;
}

bool fault_syncs_are_lies(void)
{
    return disk.syncs_lie;
}

void fault_disk_as_it_is(bool as_it_is)
{
    disk.as_it_is = as_it_is;
}

void fault_count_looks(bool on)
{
    disk.looks = on;
}

bool fault_strikes(enum fault_call call)
{
    if (call == FAULT_LOOKS && !disk.looks)
        return false;
    disk.changes++;
    return disk.kind != FAULT_NONE && disk.at && (disk.sticky ? disk.changes >= disk.at : disk.changes == disk.at);
}

int fault_errno(void)
{
    return disk.kind == FAULT_ENOSPC ? ENOSPC : EIO;
}

static bool fails(void)
{
    return fault_strikes(FAULT_CHANGES);
}

static bool look_fails(void)
{
    return fault_strikes(FAULT_LOOKS);
}

/* --- methods ---------------------------------------------------------------------------------------------------- */

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct fault_file *)file)->real;
}

static bool is_logged(const sqlite3_file *file)
{
    return ((const struct fault_file *)file)->log >= 0 && disk_log_records();
}

static int write_real(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    if (is_logged(file))
        disk_log_write(((struct fault_file *)file)->log, bytes, (size_t)size, at);
    return real_of(file)->pMethods->xWrite(real_of(file), bytes, size, at);
}

static int file_close(sqlite3_file *file)
{
    int rc = real_of(file)->pMethods->xClose(real_of(file));
    free(real_of(file));
    return rc;
}

static int file_read(sqlite3_file *file, void *out, int size, sqlite3_int64 at)
{
    if (look_fails())
        return SQLITE_IOERR_READ;
    return real_of(file)->pMethods->xRead(real_of(file), out, size, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    if (!fails())
        return write_real(file, bytes, size, at);
    if (disk.kind == FAULT_SILENT)
        return SQLITE_OK;
    write_real(file, bytes, size / 2, at);
    return disk.kind == FAULT_ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (!fails()) {
        if (is_logged(file))
            disk_log_size(((struct fault_file *)file)->log, size);
        return real_of(file)->pMethods->xTruncate(real_of(file), size);
    }
    return disk.kind == FAULT_SILENT ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

static int file_sync(sqlite3_file *file, int flags)
{
    struct fault_file *f = (struct fault_file *)file;
    (void)flags; /* the log stands for the disk: a real flush would only cost time */
    if (fails())
        return disk.kind == FAULT_SILENT ? SQLITE_OK : SQLITE_IOERR_FSYNC;
    if (is_logged(file) && !disk.syncs_lie) {
        disk_log_sync(f->log);
        if (f->syncs_its_folder)
            disk_log_sync_folder_of(f->path);
        f->syncs_its_folder = false;
    }
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
    if (look_fails())
        return SQLITE_IOERR_FSTAT;
    return real_of(file)->pMethods->xFileSize(real_of(file), out);
}

static int file_lock(sqlite3_file *file, int level)
{
    if (look_fails())
        return SQLITE_IOERR_LOCK;
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int file_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int file_reserved(sqlite3_file *file, int *out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int file_control(sqlite3_file *file, int op, void *value)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), op, value);
}

static int file_sector(sqlite3_file *file)
{
    return disk.as_it_is ? real_of(file)->pMethods->xSectorSize(real_of(file)) : SECTOR;
}

static int file_character(sqlite3_file *file)
{
    /* 0 promises nothing: no powersafe overwrite, no atomic write */
    return disk.as_it_is ? real_of(file)->pMethods->xDeviceCharacteristics(real_of(file)) : 0;
}

/* Version 1: no shared memory. The store's WAL works only because it is exclusive. */
static const sqlite3_io_methods methods = {1,
                                           file_close,
                                           file_read,
                                           file_write,
                                           file_truncate,
                                           file_sync,
                                           file_size,
                                           file_lock,
                                           file_unlock,
                                           file_reserved,
                                           file_control,
                                           file_sector,
                                           file_character,
                                           0,
                                           0,
                                           0,
                                           0,
                                           0,
                                           0};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    (void)vfs;
    struct fault_file *f = (struct fault_file *)file;
    f->base.pMethods = NULL;
    f->log = -1;
    bool is_kept = name && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) && disk_log_records();
    bool is_there = name && faccessat(AT_FDCWD, name, F_OK, 0) == 0;
    if (look_fails())
        return SQLITE_CANTOPEN;
    f->real = calloc(1, (size_t)disk.real->szOsFile);
    if (!f->real)
        return SQLITE_NOMEM;
    int rc = disk.real->xOpen(disk.real, name, f->real, flags, flags_out);
    if (rc != SQLITE_OK) {
        free(f->real);
        return rc;
    }
    if (is_kept) {
        f->log = disk_log_open(name, !is_there);
        f->syncs_its_folder = flags & SQLITE_OPEN_WAL;
        snprintf(f->path, sizeof f->path, "%s", name);
    }
    f->base.pMethods = &methods;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs;
    if (fails())
        return disk.kind == FAULT_SILENT ? SQLITE_OK : SQLITE_IOERR_DELETE;
    if (disk_log_records())
        disk_log_meet(name);
    int rc = disk.real->xDelete(disk.real, name, sync_folder);
    if (rc == SQLITE_OK && disk_log_records()) {
        disk_log_unlink(name);
        if (sync_folder && !disk.syncs_lie)
            disk_log_sync_folder_of(name);
    }
    return rc;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    return look_fails() ? SQLITE_IOERR_ACCESS : disk.real->xAccess(disk.real, name, flags, out);
}

bool fault_start(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "fault";
    disk.vfs.szOsFile = sizeof(struct fault_file);
    disk.vfs.xOpen = vfs_open;
    disk.vfs.xDelete = vfs_delete;
    disk.vfs.xAccess = vfs_access;
    return sqlite3_vfs_register(&disk.vfs, 1) == SQLITE_OK;
}
