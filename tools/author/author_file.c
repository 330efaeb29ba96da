#include "author_file.h"

#include <sys/stat.h>

#include "files.h"

/* A store's files are for their owner alone; these are for everybody who may read their folder. */
bool author_file_write(const char *path, const char *bytes, size_t size)
{
    struct stat before;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = stat(path, &before) == 0 ? before.st_mode & 0777 : 0666 & ~mask;
    return file_write_atomically(path, bytes, size) && chmod(path, mode) == 0;
}
