#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

bool path_is_inside(const char *path)
{
    for (const char *part = path; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) {
        size_t length = strcspn(part, "/");
        if (length == 0 || memchr(part, '\\', length) || strncmp(part, ".", length) == 0 ||
            strncmp(part, "..", length) == 0)
            return false;
    }
    return true;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static bool read_all(int file, char *bytes, size_t size)
{
    for (size_t have = 0; have < size;) {
        ssize_t got = read(file, bytes + have, size - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false; /* it became shorter while it was read: an editor is saving it */
        have += (size_t)got;
    }
    return true;
}

bool file_read(struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    return file_read_head(a, path, FILE_BYTES_MAX, bytes_out, size_out);
}

bool file_read_head(struct arena *a, const char *path, size_t most, const char **bytes_out, size_t *size_out)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* NONBLOCK: a pipe must not hold the kiosk */
    if (file < 0)
        return false;
    bool is_fit = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= 0 &&
                  (size_t)status.st_size <= FILE_BYTES_MAX;
    size_t size = is_fit ? (size_t)status.st_size : 0;
    size = size < most ? size : most;
    char *bytes = is_fit ? arena_alloc(a, size + 1) : NULL;
    bool done = is_fit && read_all(file, bytes, size);
    close(file);
    if (!done)
        return false;
    *bytes_out = bytes;
    *size_out = size;
    return true;
}

bool file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static bool write_all(int file, const char *bytes, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t put = write(file, bytes + done, size - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        done += (size_t)put;
    }
    return true;
}

/* The name is durable only when its folder is. */
static bool sync_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 1;
    memcpy(folder, slash ? path : ".", length);
    folder[length] = '\0';
    int file = open(length ? folder : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool done = fsync(file) == 0;
    close(file);
    return done;
}

bool file_write_atomically(const char *path, const char *bytes, size_t size)
{
    char beside[PATH_MAX];
    int length = snprintf(beside, sizeof beside, "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof beside)
        return false;
    int file = mkstemp(beside);
    if (file < 0)
        return false;
    bool done = write_all(file, bytes, size) && fsync(file) == 0;
    done = close(file) == 0 && done;
    if (done && rename(beside, path) == 0)
        return sync_folder(path);
    unlink(beside);
    return false;
}

/* --- a folder as a source ---------------------------------------------------------------------------------------- */

/* False when the path does not fit, or leads out. */
static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_folder(const char *folder, const char *name)
{
    char path[PATH_MAX];
    struct stat about;
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    return length > 0 && length < PATH_MAX && !stat(path, &about) && S_ISDIR(about.st_mode);
}

static bool is_wanted_file(const char *folder, const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length > end && !strcmp(name + length - end, ending) && !is_folder(folder, name);
}

/* `ending` NULL: folders. */
static int names_in(struct arena *a, const char *folder, const char *ending, const char ***out)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return -1;
    int count = 0, room = 16;
    const char **names = ARENA_ARRAY(a, const char *, room);
    for (struct dirent *entry; (entry = readdir(dir));) {
        const char *name = entry->d_name;
        if (name[0] == '.' || !(ending ? is_wanted_file(folder, name, ending) : is_folder(folder, name)))
            continue;
        if (count == room) {
            const char **more = ARENA_ARRAY(a, const char *, room * 2);
            memcpy(more, names, sizeof *names * (size_t)count);
            names = more;
            room *= 2;
        }
        names[count++] = arena_strdup(a, name);
    }
    closedir(dir);
    qsort(names, (size_t)count, sizeof *names, by_name);
    *out = names;
    return count;
}

int file_folders(struct arena *a, const char *folder, const char ***out)
{
    return names_in(a, folder, NULL, out);
}

int file_names(struct arena *a, const char *folder, const char *ending, const char ***out)
{
    return names_in(a, folder, ending, out);
}

#define LEFTOVER_END 7 /* ".XXXXXX" */

void file_leftovers_remove(const char *path)
{
    char folder[PATH_MAX], found[PATH_MAX];
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t length = strlen(name);
    int size = snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    DIR *dir = size >= 0 && (size_t)size < sizeof folder ? opendir(*folder ? folder : "/") : NULL;
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (!strncmp(entry->d_name, name, length) && entry->d_name[length] == '.' &&
            strlen(entry->d_name) == length + LEFTOVER_END &&
            snprintf(found, sizeof found, "%s/%s", folder, entry->d_name) < PATH_MAX)
            unlink(found);
    closedir(dir);
}

enum folder folder_look(const char *folder, int room_mb)
{
    struct stat about;
    struct statvfs disk;
    if (stat(folder, &about) != 0 || !S_ISDIR(about.st_mode))
        return FOLDER_MISSING;
    if (access(folder, room_mb > 0 ? R_OK | W_OK | X_OK : R_OK | X_OK) != 0 || statvfs(folder, &disk) != 0)
        return FOLDER_CLOSED;
    return disk.f_bavail * (disk.f_frsize / 1024) / 1024 < (unsigned)room_mb ? FOLDER_FULL : FOLDER_READY;
}

static bool path_join(const char *root, const char *path, char out[PATH_MAX])
{
    if (!path_is_inside(path))
        return false;
    int length = snprintf(out, PATH_MAX, "%s/%s", root, path);
    return length > 0 && length < PATH_MAX;
}

static bool source_read(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    char full[PATH_MAX];
    return path_join(context, path, full) && file_read(a, full, bytes_out, size_out);
}

static bool source_read_head(void *context, struct arena *a, const char *path, size_t most, const char **bytes_out,
                             size_t *size_out)
{
    char full[PATH_MAX];
    return path_join(context, path, full) && file_read_head(a, full, most, bytes_out, size_out);
}

static bool source_exists(void *context, const char *path)
{
    char full[PATH_MAX];
    if (!path_join(context, path, full))
        return false;
    if (file_exists(full))
        return true;
    size_t length = strlen(full);
    if (length < 4 || strcmp(full + length - 4, ".svg") != 0)
        return false;
    memcpy(full + length - 4, ".png", 4);
    return file_exists(full);
}

struct source files_source(const char *root)
{
    union { /* `read` never writes through the context */
        const char *given;
        void *context;
    } folder = {.given = root};
    return (struct source){.context = folder.context,
                           .read = source_read,
                           .exists = source_exists,
                           .root = root,
                           .head = source_read_head};
}
