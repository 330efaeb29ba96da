/* Files in media/ that no page uses. */
#include <string.h>

#include "files.h"
#include "judge.h"

/* Is it written in the module's file as a string: "media/fuse.svg"? */
static bool is_named(struct arena *a, const struct module *m, const char *name)
{
    const char *path = arena_printf(a, "\"media/%s\"", name);
    size_t length = strlen(path);
    for (const char *at = m->bytes, *end = m->bytes + m->size_bytes; (size_t)(end - at) >= length; at++) {
        at = memchr(at, '"', (size_t)(end - at) - length + 1);
        if (!at)
            return false;
        if (memcmp(at, path, length) == 0)
            return true;
    }
    return false;
}

static void judge_file(const struct programme *p, const char *folder, const char *name, struct problems *problems)
{
    for (int i = 0; i < p->module_count; i++)
        if (is_named(problems->arena, &p->modules[i], name))
            return;
    problem_hint(problems,
                 problem_warning(problems, (struct place){.file = arena_printf(problems->arena, "%s/%s", folder, name)},
                                 "media-unused", "no page of %s uses this file", p->id),
                 "take it away, or use it");
}

void judge_media(const struct programme *p, const char *root, struct problems *problems)
{
    static const char *const endings[] = {".svg", ".png", ".ogg", ".webm"};
    const char *folder = arena_printf(problems->arena, "%s/%s/media", root, p->folder), **names;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0] && !p->broken_count; i++) {
        int count = file_names(problems->arena, folder, endings[i], &names);
        for (int k = 0; k < count; k++)
            judge_file(p, folder, names[k], problems);
    }
    problems_sort(problems);
}
