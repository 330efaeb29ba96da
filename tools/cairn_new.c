#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "author_file.h"
#include "cairn_tool.h"
#include "files.h"
#include "load.h"
#include "starter.h"

#define FIRST_MODULE   "first-session"
#define MADE_FILES_MAX 4

struct made { /* files of one run: all of them or none */
    struct tool *tool;
    const char *path[MADE_FILES_MAX], *text[MADE_FILES_MAX];
    int count;
};

static int refuse(struct made *m, const char *what, const char *why)
{
    tool_say(m->tool, "%s: %s", what, why);
    return EXIT_CANNOT_RUN;
}

static bool file_add(struct made *m, enum starter_file file, struct starter_name name, const char *first,
                     const char *path)
{
    const char *text = starter_text(&m->tool->arena, CAIRN_ASSETS, file, name, first);
    m->path[m->count] = path;
    m->text[m->count++] = text;
    return text != NULL;
}

/* A module, its picture and its journey. */
static bool module_add(struct made *m, const char *folder, struct starter_name name)
{
    struct arena *a = &m->tool->arena;
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
    struct arena *a = &m->tool->arena;
    for (int i = 0; i < m->count; i++)
        if (file_exists(m->path[i])) {
            fprintf(stderr, "cairn new: %s is there already; nothing has been changed\n", m->path[i]);
            return false;
        }
    if (!folder_make(folder) || !folder_make(arena_printf(a, "%s/media", folder)) ||
        !folder_make(arena_printf(a, "%s/tests", folder)))
        return false;
    for (int i = 0; i < m->count; i++) {
        if (!author_file_write(m->path[i], m->text[i], strlen(m->text[i]))) {
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

static int new_programme(struct tool *t)
{
    const char *folder = tool_text(t, "DIR"), *title = tool_text(t, "--title"), *module = tool_text(t, "--module"), *id;
    struct made m = {.tool = t};
    struct arena *a = &t->arena;
    folder = without_end(a, folder, "/");
    const char *root = path_split(a, folder, &id);
    struct stat about;
    if (!is_id(id) || !is_id(module))
        return EXIT_CANNOT_RUN;
    if (stat(folder, &about) == 0)
        return refuse(&m, folder, "is there already; nothing has been changed");
    struct starter_name name = {id, title}, first = {module, NULL};
    if (!file_add(&m, STARTER_PROGRAMME, name, module, arena_printf(a, "%s/programme.json", folder)) ||
        !module_add(&m, folder, first))
        return refuse(&m, CAIRN_ASSETS "/new", "the examples are not there");
    if (!file_exists(arena_printf(a, "%s/shared/feedback-standard.json", root)))
        m.text[0] = starter_without_feedback(a, m.text[0]);
    if (!folder_make(root) || !files_write(&m, folder))
        return EXIT_CANNOT_RUN;
    say_next(folder, module);
    return EXIT_CLEAN;
}

static const struct command new_programme_command = {
    .name = "programme",
    .purpose = "a programme with one module that works",
    .about = "A working example to change, never an empty file. What is there already is never written over.",
    .arguments =
        (const struct argument[]){
            {.value = "DIR", .help = "its folder, whose name is its id", .needed = true},
            {.name = "--title", .value = "WORDS", .help = "what people read; without it, made of the id"},
            {.name = "--module", .value = "ID", .help = "the id of its first module", .standard = FIRST_MODULE},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn new programme modules/my-week --title 'My week'", "begins a programme"},
            {0},
        },
    .run = new_programme,
};

/* The programme's list is added to where it is a list; stages have an order that their author knows. */
static void list_module(struct made *m, const char *programme, const char *bytes, size_t size, const char *id)
{
    const char *listed = starter_add_module(&m->tool->arena, bytes, size, id);
    if (listed && author_file_write(programme, listed, strlen(listed)))
        printf("%s lists it, as the last one\n", programme);
    else
        printf("%s does not list it yet: put \"%s\" where it belongs, in \"modules\" or in one of the stages\n",
               programme, id);
}

static int new_module(struct tool *t)
{
    const char *path = tool_text(t, "FILE.json"), *title = tool_text(t, "--title"), *id, *bytes;
    struct made m = {.tool = t};
    size_t size;
    struct arena *a = &t->arena;
    const char *folder = path_split(a, without_end(a, path, ".json"), &id);
    const char *programme = arena_printf(a, "%s/programme.json", folder);
    if (!is_id(id))
        return EXIT_CANNOT_RUN;
    if (!file_read(a, programme, &bytes, &size))
        return refuse(&m, programme,
                      "a module belongs to a programme, and here is none; begin with \"cairn new programme\"");
    if (!module_add(&m, folder, (struct starter_name){id, title}))
        return refuse(&m, CAIRN_ASSETS "/new", "the examples are not there");
    if (!files_write(&m, folder))
        return EXIT_CANNOT_RUN;
    list_module(&m, programme, bytes, size, id);
    say_next(folder, id);
    return EXIT_CLEAN;
}

static const struct command new_module_command = {
    .name = "module",
    .purpose = "one more module of a programme, that works",
    .about = "It is added to its programme's list, or it is said how.",
    .arguments =
        (const struct argument[]){
            {.value = "FILE.json", .help = "the module, in its programme's folder", .needed = true},
            {.name = "--title", .value = "WORDS", .help = "what people read; without it, made of the id"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn new module modules/my-week/mornings.json --title 'Mornings'", "adds a module"},
            {0},
        },
    .run = new_module,
};

const struct command cairn_new = {
    .name = "new",
    .purpose = "a programme or a module to begin with, that works",
    .commands = COMMANDS(&new_programme_command, &new_module_command),
};
