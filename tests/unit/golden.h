#ifndef GOLDEN_H
#define GOLDEN_H
/*
 * golden - compares text with what a file holds. A missing file fails.
 *
 * On a difference the text is left as <BUILD_DIR>/golden/<suite>/<name>.actual, with the path of the file it should have
 * been in <name>.path beside it: tests/bless copies one over the other and shows the difference.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"

static inline void golden_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return;
    fputs(text, file);
    fclose(file);
}

/* True when the file `golden` holds `text`. */
static inline bool golden_is(struct arena *a, const char *suite, const char *name, const char *golden, const char *text)
{
    const char *folder = arena_printf(a, BUILD_DIR "/golden/%s", suite);
    const char *actual = arena_printf(a, "%s/%s.actual", folder, name);
    const char *path = arena_printf(a, "%s/%s.path", folder, name);
    const char *bytes = NULL;
    size_t size = 0;
    bool is_there = file_read(a, golden, &bytes, &size);
    if (is_there && size == strlen(text) && memcmp(bytes, text, size) == 0) {
        remove(actual);
        remove(path);
        return true;
    }
    mkdir(BUILD_DIR "/golden", 0777);
    mkdir(folder, 0777);
    golden_write(actual, text);
    golden_write(path, golden);
    printf("%s/%s: %s\n--- expected\n%s--- got\n%s---\n", suite, name,
           is_there ? "differs from its golden" : "has no golden (tests/bless makes one; read it first)",
           is_there ? bytes : "", text);
    return false;
}

#endif
