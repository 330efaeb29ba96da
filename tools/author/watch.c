#include "watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define QUIET_MS 40 /* between the steps of one save; well below what a person notices */

struct watch {
    int file;
    bool stirred;
    int64_t stirred_ms;
};

struct watch *watch_open(struct problems *problems)
{
    struct watch *w = calloc(1, sizeof *w);
    if (!w)
        abort();
    w->file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (w->file >= 0)
        return w;
    problem_error(problems, PLACE_NONE, "watch", "files cannot be watched: %s", strerror(errno));
    free(w);
    return NULL;
}

void watch_close(struct watch *w)
{
    if (!w)
        return;
    close(w->file);
    free(w);
}

bool watch_folder(struct watch *w, const char *folder)
{
    return inotify_add_watch(w->file, folder,
                             IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR) >= 0;
}

/* Files that editors keep beside: "x.json~", ".x.json.swp", "4913". */
static bool is_editors_own(const char *name)
{
    size_t length = strlen(name);
    return name[0] == '.' || length == 0 || name[length - 1] == '~' || !strchr(name, '.');
}

static bool take(struct watch *w)
{
    _Alignas(struct inotify_event) char bytes[4096];
    bool any = false;
    for (ssize_t got; (got = read(w->file, bytes, sizeof bytes)) > 0;)
        for (char *at = bytes; at < bytes + got;) {
            const struct inotify_event *e = (const struct inotify_event *)(void *)at;
            any |= e->len == 0 || !is_editors_own(e->name);
            at += sizeof *e + e->len;
        }
    return any;
}

bool watch_changed(struct watch *w, int64_t now_ms)
{
    if (take(w)) {
        w->stirred = true;
        w->stirred_ms = now_ms;
    }
    if (!w->stirred || now_ms - w->stirred_ms < QUIET_MS)
        return false;
    w->stirred = false;
    return true;
}
