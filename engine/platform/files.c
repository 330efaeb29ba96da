#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_all(int file, char *bytes, size_t size)
{
    while (size) {
        ssize_t got = read(file, bytes, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes += got;
        size -= (size_t)got;
    }
    return true;
}

bool files_read(struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    struct stat about;
    bool good = false;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    if (fstat(file, &about) || !S_ISREG(about.st_mode) || about.st_size < 0 || (size_t)about.st_size > FILES_BYTES_MAX)
        goto out;
    char *bytes = arena_alloc(a, (size_t)about.st_size + 1);
    if (!read_all(file, bytes, (size_t)about.st_size))
        goto out;
    *bytes_out = bytes;
    *size_out = (size_t)about.st_size;
    good = true;
out:
    close(file);
    return good;
}

bool files_exists(const char *path)
{
    struct stat about;
    return !stat(path, &about) && S_ISREG(about.st_mode);
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size) {
        ssize_t put = write(file, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes += put;
        size -= (size_t)put;
    }
    return true;
}

/* A rename is durable only when its folder is flushed too. */
static bool flush_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (slash)
        snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    else
        snprintf(folder, sizeof folder, ".");
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool good = !fsync(file);
    close(file);
    return good;
}

bool files_write(const char *path, const void *bytes, size_t size, struct problems *problems)
{
    char beside[PATH_MAX];
    bool good = false;
    if (snprintf(beside, sizeof beside, "%s.new", path) >= (int)sizeof beside) {
        problem_error(problems, PLACE_NONE, "file-name", "the name %s is too long", path);
        return false;
    }
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) {
        good = write_all(file, bytes, size) && !fsync(file);
        good = !close(file) && good;
    }
    good = good && !rename(beside, path) && flush_folder(path);
    if (!good) {
        problem_error(problems, PLACE_NONE, "file-unwritable", "%s cannot be written: %s", path, strerror(errno));
        unlink(beside);
    }
    return good;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_folder(const char *folder, const char *name)
{
    char path[PATH_MAX];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return !stat(path, &about) && S_ISDIR(about.st_mode);
}

int files_list(struct arena *a, const char *folder, const char ***out)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return -1;
    int count = 0, room = 16;
    const char **names = ARENA_ARRAY(a, const char *, room);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.' || !is_folder(folder, entry->d_name))
            continue;
        if (count == room) {
            const char **more = ARENA_ARRAY(a, const char *, room * 2);
            memcpy(more, names, sizeof *names * (size_t)count);
            names = more;
            room *= 2;
        }
        names[count++] = arena_strdup(a, entry->d_name);
    }
    closedir(dir);
    qsort(names, (size_t)count, sizeof *names, by_name);
    *out = names;
    return count;
}

/* --- a source over a folder ------------------------------------------------------------------------------------------- */

static bool stays_inside(const char *path)
{
    if (!path[0] || path[0] == '/')
        return false;
    for (const char *part = path; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) {
        size_t length = strcspn(part, "/");
        if (!length || (length == 1 && part[0] == '.') || (length == 2 && part[0] == '.' && part[1] == '.'))
            return false;
    }
    return true;
}

static bool source_path(const struct files *files, const char *path, char out[PATH_MAX])
{
    return stays_inside(path) && snprintf(out, PATH_MAX, "%s/%s", files->folder, path) < PATH_MAX;
}

static bool source_read(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    char full[PATH_MAX];
    return source_path(context, path, full) && files_read(a, full, bytes_out, size_out);
}

static bool source_exists(void *context, const char *path)
{
    char full[PATH_MAX];
    return source_path(context, path, full) && files_exists(full);
}

struct source files_source(struct files *files, const char *folder)
{
    files->folder = folder;
    return (struct source){.context = files, .read = source_read, .exists = source_exists, .root = folder};
}
