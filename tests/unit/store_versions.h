#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H
/*
 * store_versions - a store as an older version wrote it, for tests: from tests/unit/stores/<version>.
 */
#include "store_stage.h"

static inline void command(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline void command(const char *format, ...)
{
    char text[1000];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (system(text) != 0)
        fail_msg("failed: %s", text);
}

/* The store of that version in a folder of its own, closed. */
static inline void stage_take(struct stage *t, int version)
{
    const char *from = TESTS_DIR "/unit/stores";
    stage_folder(t);
    command("mkdir -m 700 %s/keys && cp %s/%d/*.json %s/keys/ && chmod 600 %s/keys/* && sqlite3 %s/cairn.db < "
            "%s/%d/cairn.sql > %s/said && chmod 600 %s/cairn.db",
            t->folder, from, version, t->folder, t->folder, t->folder, from, version, t->folder, t->folder);
}

#endif
