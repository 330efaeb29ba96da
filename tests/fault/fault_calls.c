#include "fault_calls.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk_log.h"
#include "fault_vfs.h"

#define DESCRIPTORS 256

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __real_mkstemp(char *path);
int __wrap_mkstemp(char *path);
ssize_t __real_read(int file, void *out, size_t size);
ssize_t __wrap_read(int file, void *out, size_t size);
ssize_t __real_write(int file, const void *bytes, size_t size);
ssize_t __wrap_write(int file, const void *bytes, size_t size);
int __real_fsync(int file);
int __wrap_fsync(int file);
int __real_close(int file);
int __wrap_close(int file);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __real_fstat(int file, struct stat *out);
int __wrap_fstat(int file, struct stat *out);
int __real_access(const char *path, int mode);
int __wrap_access(const char *path, int mode);
int __real_flock(int file, int operation);
int __wrap_flock(int file, int operation);
ssize_t __real_pread(int file, void *out, size_t size, off_t at);
ssize_t __wrap_pread(int file, void *out, size_t size, off_t at);
ssize_t __real_pwrite(int file, const void *bytes, size_t size, off_t at);
ssize_t __wrap_pwrite(int file, const void *bytes, size_t size, off_t at);
int __real_ftruncate(int file, off_t size);
int __wrap_ftruncate(int file, off_t size);
FILE *__real_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode);
size_t __real_fwrite(const void *bytes, size_t size, size_t count, FILE *file);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *file);
int __real_fflush(FILE *file);
int __wrap_fflush(FILE *file);

static struct {
    int log;      /* number in the log and 1; 0: not written down */
    char *folder; /* of a folder that was opened */
} files[DESCRIPTORS];
static bool folders_lie;

void fault_folders_lie(bool lie)
{
    folders_lie = lie;
}

static bool is_ours(const char *path)
{
    const char *dot = strrchr(path, '.');
    return disk_log_records() && strncmp(path, "/proc/", 6) != 0 && !(dot && strcmp(dot, ".lock") == 0);
}

/* Sets errno when the call is to fail. */
static bool strikes(enum fault_call call)
{
    if (!fault_strikes(call))
        return false;
    errno = fault_errno();
    return true;
}

static void opened(int file, const char *path, int flags, bool was_there)
{
    if (file < 0 || file >= DESCRIPTORS || !is_ours(path))
        return;
    if (flags & O_DIRECTORY)
        files[file].folder = strdup(path);
    else if (flags & (O_WRONLY | O_RDWR))
        files[file].log = 1 + disk_log_open(path, !was_there);
    if (flags & O_TRUNC && was_there)
        disk_log_size(files[file].log - 1, 0);
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
    va_end(list);
    if (strikes(flags & O_CREAT ? FAULT_CHANGES : FAULT_LOOKS))
        return -1;
    bool was_there = __real_access(path, F_OK) == 0;
    if (is_ours(path) && flags & (O_WRONLY | O_RDWR) && was_there)
        disk_log_meet(path);
    int file = __real_open(path, flags, mode);
    opened(file, path, flags, was_there);
    return file;
}

int __wrap_mkstemp(char *path)
{
    if (strikes(FAULT_CHANGES))
        return -1;
    int file = __real_mkstemp(path);
    opened(file, path, O_RDWR, false);
    return file;
}

ssize_t __wrap_read(int file, void *out, size_t size)
{
    return strikes(FAULT_LOOKS) ? -1 : __real_read(file, out, size);
}

/* A full disk takes a part; the next write says no. */
ssize_t __wrap_write(int file, const void *bytes, size_t size)
{
    if (strikes(FAULT_CHANGES)) {
        if (errno != ENOSPC || size < 2)
            return -1;
        size /= 2;
    }
    if (file >= 0 && file < DESCRIPTORS && files[file].log && disk_log_records())
        disk_log_write(files[file].log - 1, bytes, size, lseek(file, 0, SEEK_CUR));
    return __real_write(file, bytes, size);
}

int __wrap_fsync(int file)
{
    if (strikes(FAULT_CHANGES))
        return -1;
    if (file < 0 || file >= DESCRIPTORS || !disk_log_records() || fault_syncs_are_lies())
        return 0;
    if (files[file].log)
        disk_log_sync(files[file].log - 1);
    else if (files[file].folder && !folders_lie)
        disk_log_sync_folder(files[file].folder);
    return 0; /* the log stands for the disk: a real flush would only cost time */
}

int __wrap_close(int file)
{
    if (file >= 0 && file < DESCRIPTORS) {
        files[file].log = 0;
        free(files[file].folder);
        files[file].folder = NULL;
    }
    int rc = __real_close(file); /* the descriptor is gone in any case */
    return strikes(FAULT_LOOKS) ? -1 : rc;
}

static int moved(const char *from, const char *to, int (*real)(const char *, const char *),
                 void (*log)(const char *, const char *))
{
    if (strikes(FAULT_CHANGES))
        return -1;
    bool logs = is_ours(from);
    if (logs) {
        disk_log_meet(from);
        disk_log_meet(to);
    }
    int rc = real(from, to);
    if (rc == 0 && logs)
        log(from, to);
    return rc;
}

int __wrap_rename(const char *from, const char *to)
{
    return moved(from, to, __real_rename, disk_log_rename);
}

int __wrap_link(const char *from, const char *to)
{
    return moved(from, to, __real_link, disk_log_link);
}

int __wrap_unlink(const char *path)
{
    if (strikes(FAULT_CHANGES))
        return -1;
    if (is_ours(path))
        disk_log_meet(path);
    int rc = __real_unlink(path);
    if (rc == 0 && is_ours(path))
        disk_log_unlink(path);
    return rc;
}

int __wrap_fstat(int file, struct stat *out)
{
    return strikes(FAULT_LOOKS) ? -1 : __real_fstat(file, out);
}

int __wrap_access(const char *path, int mode)
{
    return strikes(FAULT_LOOKS) ? -1 : __real_access(path, mode);
}

int __wrap_flock(int file, int operation)
{
    return strikes(FAULT_LOOKS) ? -1 : __real_flock(file, operation);
}

/* Who holds the lock, for a message: the store needs none of these three. */
ssize_t __wrap_pread(int file, void *out, size_t size, off_t at)
{
    return strikes(FAULT_LOOKS) ? -1 : __real_pread(file, out, size, at);
}

ssize_t __wrap_pwrite(int file, const void *bytes, size_t size, off_t at)
{
    return strikes(FAULT_CHANGES) ? -1 : __real_pwrite(file, bytes, size, at);
}

int __wrap_ftruncate(int file, off_t size)
{
    return strikes(FAULT_CHANGES) ? -1 : __real_ftruncate(file, size);
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    return strikes(FAULT_LOOKS) ? NULL : __real_fopen(path, mode);
}

/* Of the streams, what a command prints: the rest is messages. */
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
    return file == stdout && strikes(FAULT_CHANGES) ? 0 : __real_fwrite(bytes, size, count, file);
}

int __wrap_fflush(FILE *file)
{
    return file == stdout && strikes(FAULT_CHANGES) ? EOF : __real_fflush(file);
}
