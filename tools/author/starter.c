#include "starter.h"

#include <string.h>

#include "files.h"
#include "json.h"

static const struct {
    const char *path, *kind; /* what stands for the id: "new-module" */
} files[] = {[STARTER_PROGRAMME] = {"programme.json", "programme"},
             [STARTER_MODULE] = {"module.json", "module"},
             [STARTER_PICTURE] = {"module.svg", "module"},
             [STARTER_JOURNEY] = {"module.journey", "module"}};

static char first_as(char letter, bool large)
{
    bool is_small = letter >= 'a' && letter <= 'z', is_large = letter >= 'A' && letter <= 'Z';
    return (char)(large && is_small ? letter - 'a' + 'A' : !large && is_large ? letter - 'A' + 'a' : letter);
}

static const char *title_of(struct arena *a, struct starter_name name)
{
    if (name.title)
        return name.title;
    char *title = arena_strdup(a, name.id);
    for (char *c = title; *c; c++)
        if (*c == '-')
            *c = ' ';
    title[0] = first_as(title[0], true);
    return title;
}

/* As it stands inside the quotes of a JSON string. */
static const char *inside_quotes(struct arena *a, const char *text)
{
    struct buffer quoted;
    buffer_init(&quoted, a);
    json_write_string(&quoted, text);
    return arena_copy(a, quoted.text + 1, quoted.length - 2);
}

static const char *replaced(struct arena *a, const char *text, const char *what, const char *with)
{
    struct buffer out;
    const char *at = text;
    buffer_init(&out, a);
    for (const char *found; (found = strstr(at, what)) != NULL; at = found + strlen(what)) {
        buffer_add(&out, at, (size_t)(found - at));
        buffer_adds(&out, with);
    }
    buffer_adds(&out, at);
    return buffer_text(&out);
}

const char *starter_text(struct arena *a, const char *assets, enum starter_file file, struct starter_name name,
                         const char *first)
{
    const char *bytes, *kind = files[file].kind, *title = inside_quotes(a, title_of(a, name));
    size_t size;
    if (!file_read(a, arena_printf(a, "%s/new/%s", assets, files[file].path), &bytes, &size))
        return NULL;
    char *small = arena_strdup(a, title);
    small[0] = first_as(small[0], false);
    const char *text = arena_copy(a, bytes, size);
    text = replaced(a, text, arena_printf(a, "new-%s", kind), name.id);
    text = replaced(a, text, arena_printf(a, "New %s", kind), title);
    text = replaced(a, text, arena_printf(a, "new %s", kind), small);
    return first ? replaced(a, text, "first-session", first) : text;
}

const char *starter_without_feedback(struct arena *a, const char *programme)
{
    const char *key = strstr(programme, "  \"feedback\":"), *end = key ? strchr(key, '\n') : NULL;
    if (!end)
        return programme;
    return arena_printf(a, "%.*s%s", (int)(key - programme), programme, end + 1);
}

/* Where a place stands in the text it is of. */
static size_t offset_of(const char *text, struct place place)
{
    const char *at = text;
    for (int line = 1; line < place.line; line++)
        at += strcspn(at, "\n") + 1;
    for (int column = 1; column < place.column; column++)
        for (at++; ((unsigned char)*at & 0xC0) == 0x80;)
            at++;
    return (size_t)(at - text);
}

const char *starter_add_module(struct arena *a, const char *programme, size_t size, const char *id)
{
    struct problems problems;
    problems_init(&problems, a);
    const char *text = arena_copy(a, programme, size);
    const struct json_document *d = json_parse(a, "programme.json", text, size, &problems);
    const struct json *list = d && json_kind(json_root(d)) == JSON_OBJECT ? json_member(json_root(d), "modules") : NULL;
    if (!list || json_kind(list) != JSON_ARRAY || json_count(list) == 0)
        return NULL;
    const struct json *last = json_at(list, json_count(list) - 1);
    if (json_kind(last) != JSON_STRING)
        return NULL;
    size_t start = offset_of(text, json_place(d, last)), end = start + 1 + strcspn(text + start + 1, "\"") + 1;
    size_t line = start;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    size_t indent = strspn(text + line, " \t");
    const char *between = line + indent == start ? arena_printf(a, ",\n%.*s", (int)indent, text + line) : ", ";
    return arena_printf(a, "%.*s%s\"%s\"%s", (int)end, text, between, id, text + end);
}
