#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_tool.h"
#include "files.h"
#include "site_file.h"

/* DIR or a file in it. */
static const char *site_path(struct tool *t, const char *path)
{
    struct stat about;
    bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    return is_folder ? arena_printf(&t->arena, "%s/" SITE_FILE, path) : path;
}

static int site_new(struct tool *t)
{
    const char *folder = tool_text(t, "DIR");
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        fprintf(stderr, "cairn: cannot make %s: %s\n", folder, strerror(errno));
        return EXIT_CANNOT_RUN;
    }
    struct site site = site_standard(&t->arena);
    if (!site_file_write(folder, &site, true, &t->problems)) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    printf("%s/" SITE_FILE " has every setting at its default. What each does, and why: cairn site show\n", folder);
    return EXIT_CLEAN;
}

static const struct command site_new_command = {
    .name = "new",
    .purpose = "writes a site.json with every setting at its default",
    .arguments =
        (const struct argument[]){
            {.value = "DIR", .help = "the folder it goes into", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn site new /srv/cairn", "begins one"},
            {0},
        },
    .run = site_new,
};

static int site_check(struct tool *t)
{
    const char *path = tool_text(t, "FILE");
    struct site site;
    const char *text;
    size_t size;
    path = site_path(t, path);
    if (!file_read(&t->arena, path, &text, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", path);
        return EXIT_CANNOT_RUN;
    }
    bool good = site_read(&t->arena, path, text, size, &t->problems, &site);
    problems_sort(&t->problems);
    tool_tell(t);
    if (good)
        printf("%s: nothing is wrong with it.\n", path);
    return good ? EXIT_CLEAN : EXIT_PROBLEMS;
}

static const struct command site_check_command = {
    .name = "check",
    .purpose = "what is wrong with a site.json, where, and the way out",
    .arguments =
        (const struct argument[]){
            {.value = "FILE", .help = "the site.json, or the folder it is in", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn site check /srv/cairn", "reads it as a terminal does"},
            {0},
        },
    .run = site_check,
};

#define WIDTH 100 /* of a terminal that anyone has */

/* Words in lines, each indented. */
static void print_wrapped(const char *text, int indent)
{
    int column = 0;
    for (const char *word = text; *word;) {
        size_t length = strcspn(word, " ");
        if (column && column + 1 + (int)length > WIDTH - indent) {
            putchar('\n');
            column = 0;
        }
        column +=
            column ? printf(" %.*s", (int)length, word) : printf("%*s%.*s", indent, "", (int)length, word) - indent;
        word += length + strspn(word + length, " ");
    }
    putchar('\n');
}

static void show_setting(struct tool *t, const struct site *site, const struct site_setting *s)
{
    struct buffer value;
    buffer_init(&value, &t->arena);
    site_write_value(site, s, &value);
    bool is_standard = text_is(buffer_text(&value), s->standard);
    printf("%s%s%s = %s", s->group ? s->group : "", s->group ? "." : "", s->key, buffer_text(&value));
    if (is_standard)
        puts("  (default)");
    else
        printf("  (default: %s)\n", s->standard);
    print_wrapped(s->why, 4);
}

/* Every setting as it is, its default and the reason for it. */
static int site_show(struct tool *t)
{
    const char *path = tool_text(t, "FILE");
    struct stat about;
    struct site site = site_standard(&t->arena);
    bool is_folder = path && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    bool good = !path || (is_folder ? site_file_read(&t->arena, path, &t->problems, &site, NULL)
                                    : site_file_read_path(&t->arena, path, &t->problems, &site));
    if (!good) {
        problems_sort(&t->problems);
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    int count;
    const struct site_setting *settings = site_settings(&count);
    for (int i = 0; i < count; i++)
        show_setting(t, &site, &settings[i]);
    return EXIT_CLEAN;
}

static const struct command site_show_command = {
    .name = "show",
    .purpose = "every setting, its default and the reason for it",
    .arguments =
        (const struct argument[]){
            {.value = "FILE", .help = "the site.json, or the folder it is in; none: the defaults"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn site show", "what there is to decide"},
            {"cairn site show /srv/cairn", "what was decided"},
            {0},
        },
    .run = site_show,
};

const struct command cairn_site = {
    .name = "site",
    .purpose = "what a site decides: its site.json",
    .commands = COMMANDS(&site_new_command, &site_check_command, &site_show_command),
};
