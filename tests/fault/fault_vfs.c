#include "fault_vfs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECTOR    512
#define FILES_MAX 8

struct image { /* what of a file would outlive a cut */
    char path[256];
    unsigned char *bytes;
    size_t size;
};

struct fault_file {
    sqlite3_file base;
    sqlite3_file *real;
    struct image *image; /* NULL: a temporary file */
};

static struct {
    sqlite3_vfs vfs, *real;
    struct image images[FILES_MAX];
    int image_count, changes, at;
    enum fault_kind kind;
    bool sticky, syncs_lie, untracked;
} disk;

/* --- images ----------------------------------------------------------------------------------------------------- */

static void image_take(struct image *image)
{
    free(image->bytes);
    image->bytes = NULL;
    image->size = 0;
    FILE *file = fopen(image->path, "rb");
    if (!file)
        return;
    fseek(file, 0, SEEK_END);
    image->size = (size_t)ftell(file);
    rewind(file);
    image->bytes = malloc(image->size + 1);
    if (!image->bytes || fread(image->bytes, 1, image->size, file) != image->size)
        abort();
    fclose(file);
}

static struct image *image_of(const char *path)
{
    for (int i = 0; i < disk.image_count; i++)
        if (strcmp(disk.images[i].path, path) == 0)
            return &disk.images[i];
    if (disk.image_count == FILES_MAX)
        abort();
    struct image *image = &disk.images[disk.image_count++];
    *image = (struct image){0};
    snprintf(image->path, sizeof image->path, "%s", path);
    image_take(image);
    return image;
}

static void image_tear(struct image *image)
{
    struct image now = {0};
    memcpy(now.path, image->path, sizeof now.path);
    image_take(&now);
    size_t size = now.size > image->size ? now.size : image->size;
    unsigned char *mixed = calloc(1, size + 1);
    if (!mixed)
        abort();
    if (image->size)
        memcpy(mixed, image->bytes, image->size);
    for (size_t at = 0; at < now.size; at += SECTOR)
        if (rand() & 1)
            memcpy(mixed + at, now.bytes + at, now.size - at < SECTOR ? now.size - at : SECTOR);
    free(now.bytes);
    free(image->bytes);
    image->bytes = mixed;
    image->size = size;
}

void fault_cut(enum cut_kind kind, unsigned seed)
{
    srand(seed);
    for (int i = 0; i < disk.image_count; i++) {
        struct image *image = &disk.images[i];
        if (kind == CUT_TEAR)
            image_tear(image);
        FILE *file = fopen(image->path, "wb");
        if (!file || (image->size && fwrite(image->bytes, 1, image->size, file) != image->size) || fclose(file) != 0)
            abort();
    }
    fault_forget();
}

void fault_forget(void)
{
    for (int i = 0; i < disk.image_count; i++)
        free(disk.images[i].bytes);
    disk.image_count = 0;
}

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

void fault_track(bool track)
{
    disk.untracked = !track;
}

static bool fails(void)
{
    disk.changes++;
    return disk.kind != FAULT_NONE && disk.at && (disk.sticky ? disk.changes >= disk.at : disk.changes == disk.at);
}

/* --- methods ---------------------------------------------------------------------------------------------------- */

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct fault_file *)file)->real;
}

static int file_close(sqlite3_file *file)
{
    int rc = real_of(file)->pMethods->xClose(real_of(file));
    free(real_of(file));
    return rc;
}

static int file_read(sqlite3_file *file, void *out, int size, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xRead(real_of(file), out, size, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    if (!fails())
        return real_of(file)->pMethods->xWrite(real_of(file), bytes, size, at);
    if (disk.kind == FAULT_SILENT)
        return SQLITE_OK;
    real_of(file)->pMethods->xWrite(real_of(file), bytes, size / 2, at);
    return disk.kind == FAULT_ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (!fails())
        return real_of(file)->pMethods->xTruncate(real_of(file), size);
    return disk.kind == FAULT_SILENT ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

static int file_sync(sqlite3_file *file, int flags)
{
    struct fault_file *f = (struct fault_file *)file;
    (void)flags; /* the images stand for the disk: a real flush would only cost time */
    if (fails())
        return disk.kind == FAULT_SILENT ? SQLITE_OK : SQLITE_IOERR_FSYNC;
    if (f->image && !disk.syncs_lie && !disk.untracked)
        image_take(f->image);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), out);
}

static int file_lock(sqlite3_file *file, int level)
{
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
    (void)file;
    return SECTOR;
}

static int file_character(sqlite3_file *file)
{
    (void)file;
    return 0; /* promises nothing: no powersafe overwrite, no atomic write */
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
    f->image = name && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) ? image_of(name) : NULL;
    f->real = calloc(1, (size_t)disk.real->szOsFile);
    if (!f->real)
        return SQLITE_NOMEM;
    int rc = disk.real->xOpen(disk.real, name, f->real, flags, flags_out);
    if (rc != SQLITE_OK) {
        free(f->real);
        return rc;
    }
    f->base.pMethods = &methods;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs;
    if (fails())
        return disk.kind == FAULT_SILENT ? SQLITE_OK : SQLITE_IOERR_DELETE;
    int rc = disk.real->xDelete(disk.real, name, sync_folder);
    if (rc == SQLITE_OK)
        image_take(image_of(name));
    return rc;
}

bool fault_start(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "fault";
    disk.vfs.szOsFile = sizeof(struct fault_file);
    disk.vfs.xOpen = vfs_open;
    disk.vfs.xDelete = vfs_delete;
    return sqlite3_vfs_register(&disk.vfs, 1) == SQLITE_OK;
}
