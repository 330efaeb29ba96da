#define _XOPEN_SOURCE 700 /* realpath */
#include "cairn_paper.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const char *paper_helper(struct arena *a)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    while (length > 0 && path[length - 1] != '/')
        length--;
    return arena_printf(a, "%.*scairn-print", (int)(length > 0 ? length : 0), path);
}

bool paper_send(const struct printer_site *site, const struct document *d, const char *name)
{
    struct printer *p = printer_open(site, clock_real());
    bool begun = p && printer_start(p, site->command ? PRINTER_PAPER : PRINTER_FOLDER, d, name);
    enum printer_state state = PRINTER_NOT_MADE;
    while (begun && ((state = printer_step(p)) == PRINTER_MAKING || state == PRINTER_SENDING)) {
        int ms = printer_wait_ms(p);
        nanosleep(&(struct timespec){.tv_nsec = (ms > 0 && ms < 100 ? ms : 20) * 1000000L}, NULL);
    }
    printer_close(p);
    return state == PRINTER_DONE;
}

/* Made beside its place under a name of its own, which nobody else has, and then put there. */
bool paper_keep(struct arena *a, const struct document *d, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy(a, path, (size_t)(slash - path) + 1) : ".";
    char *whole = realpath(folder, NULL);
    if (!whole)
        return false;
    const char *name = arena_printf(a, "report-%d", (int)getpid());
    const char *made = arena_printf(a, "%s/%s.pdf", whole, name);
    const struct printer_site site = {.helper = paper_helper(a), .folder = arena_strdup(a, whole)};
    free(whole);
    if (!paper_send(&site, d, name))
        return false;
    bool kept = rename(made, path) == 0;
    if (!kept)
        unlink(made);
    return kept;
}
