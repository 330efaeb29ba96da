#ifndef MODULE_PATH_H
#define MODULE_PATH_H
/*
 * module_path - "modules/anger-management/warning-lights.json" is a folder of programmes, a programme and a module of it.
 */
#include <stdbool.h>
#include "arena.h"

struct module_path {
    const char *root, *programme, *module;
};

/* False, with the reason on standard error after `who`: it is not there, or is no module's file. */
bool module_path_read(struct arena *a, const char *path, const char *who, struct module_path *out);

#endif
