#define _XOPEN_SOURCE 700 /* realpath */

#include "module_path.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool module_path_read(struct arena *a, const char *path, const char *who, struct module_path *out)
{
    char real[PATH_MAX];
    if (!realpath(path, real)) {
        fprintf(stderr, "%s: %s: %s\n", who, path, strerror(errno));
        return false;
    }
    char *name = strrchr(real, '/');
    size_t length = strlen(name), end = strlen(".json");
    if (length <= end || strcmp(name + length - end, ".json") != 0 || strcmp(name, "/programme.json") == 0) {
        fprintf(stderr, "%s: %s: give the .json file of a module\n", who, path);
        return false;
    }
    name[length - end] = *name = '\0';
    out->module = arena_strdup(a, name + 1);
    char *folder = strrchr(real, '/');
    *folder = '\0';
    out->programme = arena_strdup(a, folder + 1);
    out->root = arena_strdup(a, real);
    return true;
}
