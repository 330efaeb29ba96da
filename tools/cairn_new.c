#include "cairn_new.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_arguments.h"
#include "files.h"
#include "load.h"
#include "starter.h"

#define COUNT(array)   ((int)(sizeof(array) / sizeof(array)[0]))
#define FIRST_MODULE   "first-session"
#define PROGRAMME_USE  "new programme DIR [--title WORDS] [--module ID]"
#define MODULE_USE     "new module DIR/ID.json [--title WORDS]"
#define MADE_FILES_MAX 4

struct made { /* files of one run: all of them or none */
    struct tool tool;
    const char *path[MADE_FILES_MAX], *text[MADE_FILES_MAX];
    int count;
};

static int refuse(struct made *m, const char *what, const char *why)
{
    fprintf(stderr, "cairn new: %s: %s\n", what, why);
    return tool_end(&m->tool, EXIT_CANNOT_RUN);
}

static bool file_add(struct made *m, enum starter_file file, struct starter_name name, const char *first,
                     const char *path)
{
    const char *text = starter_text(&m->tool.arena, CAIRN_ASSETS, file, name, first);
    m->path[m->count] = path;
    m->text[m->count++] = text;
    return text != NULL;
}

/* A module, its picture and its journey. */
static bool module_add(struct made *m, const char *folder, struct starter_name name)
{
    struct arena *a = &m->tool.arena;
    return file_add(m, STARTER_MODULE, name, NULL, arena_printf(a, "%s/%s.json", folder, name.id)) &&
           file_add(m, STARTER_PICTURE, name, NULL, arena_printf(a, "%s/media/%s.svg", folder, name.id)) &&
           file_add(m, STARTER_JOURNEY, name, NULL, arena_printf(a, "%s/tests/%s.journey", folder, name.id));
}

static bool folder_make(const char *path)
{
    if (mkdir(path, 0755) == 0 || errno == EEXIST)
        return true;
    fprintf(stderr, "cairn new: cannot make %s: %s\n", path, strerror(errno));
    return false;
}

/* Nothing is written over, and nothing is written when something would be. */
static bool files_write(struct made *m, const char *folder)
{
    struct arena *a = &m->tool.arena;
    for (int i = 0; i < m->count; i++)
        if (file_exists(m->path[i])) {
            fprintf(stderr, "cairn new: %s is there already; nothing has been changed\n", m->path[i]);
            return false;
        }
    if (!folder_make(folder) || !folder_make(arena_printf(a, "%s/media", folder)) ||
        !folder_make(arena_printf(a, "%s/tests", folder)))
        return false;
    for (int i = 0; i < m->count; i++) {
        if (!file_write_atomically(m->path[i], m->text[i], strlen(m->text[i]))) {
            fprintf(stderr, "cairn new: %s cannot be written\n", m->path[i]);
            return false;
        }
        printf("%s\n", m->path[i]);
    }
    return true;
}

static const char *without_end(struct arena *a, const char *path, const char *end)
{
    size_t length = strlen(path), cut = strlen(end);
    bool ends = length > cut && text_is(path + length - cut, end);
    return arena_copy(a, path, ends ? length - cut : length);
}

/* What stands before the last '/', and behind it. */
static const char *path_split(struct arena *a, const char *path, const char **name_out)
{
    const char *slash = strrchr(path, '/');
    *name_out = slash ? slash + 1 : path;
    return slash ? arena_copy(a, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

static bool is_id(const char *id)
{
    if (id_is_valid(id))
        return true;
    fprintf(stderr, "cairn new: \"%s\" is not an id: lower case letters, digits and \"-\"\n", id);
    return false;
}

static void say_next(const char *folder, const char *module)
{
    printf("\nIt plays as it is. Now make it yours:\n"
           "  cairn preview %s/%s.json\n"
           "  cairn lint %s\n"
           "modules/README.md has every kind of page, showcase/ an example of each.\n",
           folder, module, folder);
}

static int new_programme(int argc, char **argv)
{
    const char *folder = NULL, *title = NULL, *module = FIRST_MODULE, *id;
    const struct argument arguments[] = {{.value = &folder, .needed = true},
                                         {.name = "--title", .value = &title},
                                         {.name = "--module", .value = &module}};
    struct made m = {0};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), PROGRAMME_USE))
        return EXIT_CANNOT_RUN;
    tool_begin(&m.tool);
    struct arena *a = &m.tool.arena;
    folder = without_end(a, folder, "/");
    const char *root = path_split(a, folder, &id);
    struct stat about;
    if (!is_id(id) || !is_id(module))
        return tool_end(&m.tool, EXIT_CANNOT_RUN);
    if (stat(folder, &about) == 0)
        return refuse(&m, folder, "is there already; nothing has been changed");
    struct starter_name name = {id, title}, first = {module, NULL};
    if (!file_add(&m, STARTER_PROGRAMME, name, module, arena_printf(a, "%s/programme.json", folder)) ||
        !module_add(&m, folder, first))
        return refuse(&m, CAIRN_ASSETS "/new", "the examples are not there");
    if (!file_exists(arena_printf(a, "%s/shared/feedback-standard.json", root)))
        m.text[0] = starter_without_feedback(a, m.text[0]);
    if (!folder_make(root) || !files_write(&m, folder))
        return tool_end(&m.tool, EXIT_CANNOT_RUN);
    say_next(folder, module);
    return tool_end(&m.tool, EXIT_CLEAN);
}

/* The programme's list is added to where it is a list; stages have an order that their author knows. */
static void list_module(struct made *m, const char *programme, const char *bytes, size_t size, const char *id)
{
    const char *listed = starter_add_module(&m->tool.arena, bytes, size, id);
    if (listed && file_write_atomically(programme, listed, strlen(listed)))
        printf("%s lists it, as the last one\n", programme);
    else
        printf("%s does not list it yet: put \"%s\" where it belongs, in \"modules\" or in one of the stages\n",
               programme, id);
}

static int new_module(int argc, char **argv)
{
    const char *path = NULL, *title = NULL, *id, *bytes;
    const struct argument arguments[] = {{.value = &path, .needed = true}, {.name = "--title", .value = &title}};
    struct made m = {0};
    size_t size;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), MODULE_USE))
        return EXIT_CANNOT_RUN;
    tool_begin(&m.tool);
    struct arena *a = &m.tool.arena;
    const char *folder = path_split(a, without_end(a, path, ".json"), &id);
    const char *programme = arena_printf(a, "%s/programme.json", folder);
    if (!is_id(id))
        return tool_end(&m.tool, EXIT_CANNOT_RUN);
    if (!file_read(a, programme, &bytes, &size))
        return refuse(&m, programme,
                      "a module belongs to a programme, and here is none; begin with \"cairn new programme\"");
    if (!module_add(&m, folder, (struct starter_name){id, title}))
        return refuse(&m, CAIRN_ASSETS "/new", "the examples are not there");
    if (!files_write(&m, folder))
        return tool_end(&m.tool, EXIT_CANNOT_RUN);
    list_module(&m, programme, bytes, size, id);
    say_next(folder, id);
    return tool_end(&m.tool, EXIT_CLEAN);
}

int cairn_new(int argc, char **argv)
{
    static const struct command commands[] = {
        {"programme", new_programme, "DIR [--title WORDS] [--module ID]  a programme with one module that works"},
        {"module", new_module, "DIR/ID.json [--title WORDS]  one more module of a programme, that works"},
    };
    return command_run("new", commands, COUNT(commands), argc, argv);
}
