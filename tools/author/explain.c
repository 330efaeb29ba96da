#include "explain.h"

#include <string.h>

#include "files.h"

static const struct {
    const char *mark;
    size_t at;
} parts[] = {{"- **Why:** ", offsetof(struct explained, why)},
             {"- **Put right:** ", offsetof(struct explained, put_right)},
             {"- **Wrong:** ", offsetof(struct explained, wrong)},
             {"- **Right:** ", offsetof(struct explained, right)}};

#define PARTS (sizeof parts / sizeof parts[0])

static const char **part_of(struct explained *e, size_t part)
{
    return (const char **)((char *)e + parts[part].at);
}

static bool is_whole(struct explained *e)
{
    bool whole = e->meaning != NULL;
    for (size_t i = 0; i < PARTS; i++)
        whole = whole && *part_of(e, i);
    return whole;
}

/* The place in `e` that a line belongs to, and how much of the line is its mark; NULL: none. */
static const char **place_of(struct explained *e, const char *line, size_t *mark_out)
{
    *mark_out = 0;
    for (size_t i = 0; i < PARTS; i++)
        if (text_starts_with(line, parts[i].mark)) {
            *mark_out = strlen(parts[i].mark);
            return part_of(e, i);
        }
    return line[0] == '-' || line[0] == '#' ? NULL : &e->meaning;
}

static int headings(const char *text)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, "\n## ")) != NULL; at++)
        count++;
    return count;
}

static void entry_check(struct explained *e, struct place place, struct problems *problems)
{
    if (!is_whole(e))
        problem_hint(problems,
                     problem_error(problems, place, "explained-parts", "the entry of \"%s\" is not whole", e->code),
                     "a paragraph, then - **Why:**, - **Put right:**, - **Wrong:** and - **Right:**");
}

bool explained_parse(struct arena *a, const char *file, const char *text, struct explained_list *out,
                     struct problems *problems)
{
    struct explained *e = NULL;
    struct place place = {.file = file, .line = 0, .column = 1};
    int errors = problems->errors, begun = 0;
    *out = (struct explained_list){.entry = ARENA_ARRAY(a, struct explained, headings(text) + 1)};
    for (const char *at = text, *end; *at; at = *end ? end + 1 : end) {
        end = at + strcspn(at, "\n");
        const char *line = arena_copy(a, at, (size_t)(end - at));
        size_t mark;
        place.line++;
        if (text_starts_with(line, "## ") && out->count <= headings(text)) {
            if (e)
                entry_check(e, (struct place){file, begun, 1, NULL}, problems);
            e = &out->entry[out->count++];
            *e = (struct explained){.code = line + strlen("## ")};
            begun = place.line;
        } else if (e && *line) {
            const char **to = place_of(e, line, &mark);
            if (to && !*to && line[mark])
                *to = line + mark;
            else
                problem_error(problems, place, "explained-parts", "this line is no part of the entry of \"%s\"",
                              e->code);
        }
    }
    if (e)
        entry_check(e, (struct place){file, begun, 1, NULL}, problems);
    return problems->errors == errors;
}

bool explained_read(struct arena *a, const char *assets, struct explained_list *out, struct problems *problems)
{
    const char *path = arena_printf(a, "%s/problems.md", assets), *bytes;
    size_t size;
    *out = (struct explained_list){0};
    if (file_read(a, path, &bytes, &size))
        return explained_parse(a, path, arena_copy(a, bytes, size), out, problems);
    problem_error(problems, (struct place){.file = path}, "file-missing", "this file is not there or cannot be read");
    return false;
}

const struct explained *explained_find(const struct explained_list *list, const char *of)
{
    for (int i = 0; i < list->count; i++)
        if (text_is(list->entry[i].code, of))
            return &list->entry[i];
    return NULL;
}
