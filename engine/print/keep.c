#include "keep.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME_MAX_BYTES 4096

static bool copy(int from, int to)
{
    char bytes[65536];
    ssize_t size;
    while ((size = read(from, bytes, sizeof bytes)) > 0)
        for (ssize_t at = 0, put; at < size; at += put)
            if ((put = write(to, bytes + at, (size_t)(size - at))) <= 0)
                return false;
    return size == 0;
}

/* A stick may be pulled out at once: the folder's own entry is on it, too, before this says so. */
static bool sync_folder(const char *path)
{
    char folder[NAME_MAX_BYTES];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (!slash)
        return false;
    *slash = '\0';
    int fd = open(folder[0] ? folder : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return good;
}

bool keep_input(const char *path)
{
    char part[NAME_MAX_BYTES];
    int length = snprintf(part, sizeof part, "%s.part", path);
    if (length < 0 || (size_t)length >= sizeof part)
        return false;
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool good = copy(STDIN_FILENO, fd) && fsync(fd) == 0;
    good = close(fd) == 0 && good && rename(part, path) == 0 && sync_folder(path);
    if (!good)
        unlink(part);
    return good;
}
