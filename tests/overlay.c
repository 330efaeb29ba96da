#define _XOPEN_SOURCE 700 /* scandir */
#include "overlay.h"

#include "cmocka_unit.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *line_end(const char *line)
{
    return line + strcspn(line, "\n");
}

/* Lines that begin with `sign`, joined; `*at` moves behind them. */
static const char *take_lines(struct arena *a, const char **at, char sign)
{
    struct buffer out;
    buffer_init(&out, a);
    for (bool first = true; **at == sign; first = false) {
        if (!first)
            buffer_adds(&out, "\n");
        for (const char *c = *at + 1; c < line_end(*at); c++) {
            if (c[0] == '\\' && c[1] == 'x') {
                char byte = (char)strtol((char[]){c[2], c[3], 0}, NULL, 16);
                buffer_add(&out, &byte, 1);
                c += 3;
            } else {
                buffer_add(&out, c, 1);
            }
        }
        *at = line_end(*at) + (*line_end(*at) == '\n');
    }
    /* The buffer may hold NUL bytes: its length goes in front, as the callers' memmem needs it. */
    size_t *sized = arena_alloc(a, sizeof(size_t) + out.length + 1);
    sized[0] = out.length;
    memcpy(sized + 1, buffer_text(&out), out.length);
    return (const char *)(sized + 1);
}

static size_t size_of(const char *taken)
{
    return ((const size_t *)(const void *)taken)[-1];
}

static const char *find(const char *text, size_t size, const char *part, size_t part_size)
{
    for (size_t i = 0; i + part_size <= size; i++)
        if (memcmp(text + i, part, part_size) == 0)
            return text + i;
    return NULL;
}

static void replace(struct overlay *o, struct arena *a, const char *from, const char *to, const char **bytes,
                    size_t *size)
{
    const char *found = find(*bytes, *size, from, size_of(from));
    if (!found || find(found + 1, *size - (size_t)(found + 1 - *bytes), from, size_of(from)))
        fail_msg("%s: \"%s\" is not exactly once in the base", o->name, from);
    struct buffer out;
    buffer_init(&out, a);
    buffer_add(&out, *bytes, (size_t)(found - *bytes));
    buffer_add(&out, to, size_of(to));
    found += size_of(from);
    buffer_add(&out, found, *size - (size_t)(found - *bytes));
    *bytes = buffer_text(&out);
    *size = out.length;
    o->used++;
}

/* Applies what `change` says about `path`. False: it says the file is not there. */
static bool change_apply(struct overlay *o, struct arena *a, const char *path, const char **bytes, size_t *size)
{
    bool here = false;
    for (const char *at = o->change; *at;) {
        const char *end = line_end(at);
        const char *line = arena_copy(a, at, (size_t)(end - at));
        if (*at == '-') {
            const char *from = take_lines(a, &at, '-'), *to = take_lines(a, &at, '+');
            if (here && bytes)
                replace(o, a, from, to, bytes, size);
            continue;
        }
        if (text_starts_with(line, "without ") && text_is(line + strlen("without "), path))
            return false;
        if (text_starts_with(line, "in "))
            here = text_is(line + strlen("in "), path);
        at = end + (*end == '\n');
    }
    return true;
}

static bool overlay_read(void *context, struct arena *a, const char *path, const char **bytes, size_t *size)
{
    struct overlay *o = context;
    if (!o->own.read(o->own.context, a, path, bytes, size) && !o->base.read(o->base.context, a, path, bytes, size))
        return false;
    return change_apply(o, a, path, bytes, size);
}

static bool overlay_exists(void *context, const char *path)
{
    struct overlay *o = context;
    struct arena a;
    arena_init(&a);
    bool is_there = change_apply(o, &a, path, NULL, NULL) &&
                    (o->own.exists(o->own.context, path) || o->base.exists(o->base.context, path));
    arena_release(&a);
    return is_there;
}

struct source overlay_source(struct overlay *o, struct arena *a, const char *base, const char *folder, const char *name)
{
    const char *bytes = NULL;
    size_t size = 0;
    *o = (struct overlay){.base = files_source(base), .own = files_source(folder), .change = "", .name = name};
    if (file_read(a, arena_printf(a, "%s/change", folder), &bytes, &size))
        o->change = bytes;
    return (struct source){.context = o, .read = overlay_read, .exists = overlay_exists, .root = "modules"};
}

void overlay_check(const struct overlay *o)
{
    if (strstr(o->change, "\n+") && o->used == 0)
        fail_msg("%s: its change was not made", o->name);
}

static int is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

void overlay_every(const char *folder, int least, bool (*passes)(const char *name))
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_case, alphasort), failed = 0;
    for (int i = 0; i < count; i++) {
        failed += !passes(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    assert_true(count >= least);
    assert_int_equal(failed, 0);
}
