#include "site_file.h"

#include <sys/stat.h>

#include "files.h"

static const char *path_in(struct arena *a, const char *folder)
{
    return arena_printf(a, "%s/" SITE_FILE, folder);
}

/* Whatever it is: a folder of that name, or a link to nowhere, is not "none". */
static bool is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

bool site_file_read_path(struct arena *a, const char *path, struct problems *problems, struct site *out)
{
    const char *text;
    size_t size;
    if (file_read(a, path, &text, &size))
        return site_read(a, path, text, size, problems, out);
    problem_error(problems, PLACE_NONE, "site-file", "%s cannot be read", path);
    return false;
}

/* One that is there and cannot be opened is not the same as none: nobody meant the defaults. */
bool site_file_read(struct arena *a, const char *folder, struct problems *problems, struct site *out,
                    bool *was_there_out)
{
    const char *path = path_in(a, folder);
    bool there = is_there(path);
    if (was_there_out)
        *was_there_out = there;
    if (there)
        return site_file_read_path(a, path, problems, out);
    *out = site_standard(a);
    return true;
}

bool site_file_write(const char *folder, const struct site *site, bool whole, struct problems *problems)
{
    struct arena a;
    struct buffer text;
    arena_init(&a);
    buffer_init(&text, &a);
    const char *path = path_in(&a, folder);
    struct site again;
    bool good = false;
    site_write(&a, site, whole, &text);
    if (is_there(path)) {
        struct problem *p = problem_error(problems, PLACE_NONE, "site-exists", "%s is there already", path);
        problem_hint(problems, p, "change it with an editor, then: cairn site check %s", path);
    } else if (!site_read(&a, path, buffer_text(&text), text.length, problems, &again)) {
        good = false; /* said */
    } else if (!file_write_atomically(path, buffer_text(&text), text.length)) {
        problem_error(problems, PLACE_NONE, "site-file", "%s cannot be written", path);
    } else {
        good = true;
    }
    arena_release(&a);
    return good;
}
