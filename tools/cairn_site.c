#include "cairn_site.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_arguments.h"
#include "files.h"
#include "site_file.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* DIR or a file in it. */
static const char *site_path(struct tool *t, const char *path)
{
    struct stat about;
    bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    return is_folder ? arena_printf(&t->arena, "%s/" SITE_FILE, path) : path;
}

static int site_new(int argc, char **argv)
{
    const char *folder = NULL;
    const struct argument arguments[] = {{.value = &folder, .needed = true}};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "site new DIR"))
        return EXIT_CANNOT_RUN;
    struct tool t;
    tool_begin(&t);
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        fprintf(stderr, "cairn: cannot make %s: %s\n", folder, strerror(errno));
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    struct site site = site_standard(&t.arena);
    if (!site_file_write(folder, &site, true, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    printf("%s/" SITE_FILE " has every setting at its default. What each does, and why: cairn site show\n", folder);
    return tool_end(&t, EXIT_CLEAN);
}

static int site_check(int argc, char **argv)
{
    const char *path = NULL;
    const struct argument arguments[] = {{.value = &path, .needed = true}};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "site check FILE|DIR"))
        return EXIT_CANNOT_RUN;
    struct tool t;
    struct site site;
    const char *text;
    size_t size;
    tool_begin(&t);
    path = site_path(&t, path);
    if (!file_read(&t.arena, path, &text, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", path);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    bool good = site_read(&t.arena, path, text, size, &t.problems, &site);
    problems_sort(&t.problems);
    tool_tell(&t);
    if (good)
        printf("%s: nothing is wrong with it.\n", path);
    return tool_end(&t, good ? EXIT_CLEAN : EXIT_PROBLEMS);
}

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
static int site_show(int argc, char **argv)
{
    const char *path = NULL;
    const struct argument arguments[] = {{.value = &path}};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "site show [FILE|DIR]"))
        return EXIT_CANNOT_RUN;
    struct tool t;
    struct stat about;
    tool_begin(&t);
    struct site site = site_standard(&t.arena);
    bool is_folder = path && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    bool good = !path || (is_folder ? site_file_read(&t.arena, path, &t.problems, &site, NULL)
                                    : site_file_read_path(&t.arena, path, &t.problems, &site));
    if (!good) {
        problems_sort(&t.problems);
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    int count;
    const struct site_setting *settings = site_settings(&count);
    for (int i = 0; i < count; i++)
        show_setting(&t, &site, &settings[i]);
    return tool_end(&t, EXIT_CLEAN);
}

int cairn_site(int argc, char **argv)
{
    static const struct command commands[] = {
        {"new", site_new, "DIR  writes DIR/site.json with every setting at its default"},
        {"check", site_check, "FILE|DIR  what is wrong with a site.json, where, and the way out"},
        {"show", site_show, "[FILE|DIR]  every setting, its default and the reason for it"},
    };
    return command_run("site", commands, COUNT(commands), argc, argv);
}
