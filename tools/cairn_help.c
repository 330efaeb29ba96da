/* cairn help - what commands there are; and, for whoever installs, manual pages and completion made of the same tables.
 */
#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_completion.h"
#include "cairn_man.h"
#include "cairn_tool.h"
#include "files.h"
#include "kiosk_command.h"

/* Goes down by the words that were given. False, and says so, when there is no such command. */
static bool find(struct tool *t, struct given *out)
{
    const char *const *words = t->given.words;
    int at = 0, count = t->given.word_count;
    *out = (struct given){.at = {&cairn}, .deep = 1};
    if (count && text_is(words[0], kiosk_command.name)) {
        out->at[0] = &kiosk_command;
        at++;
    }
    for (; at < count; at++) {
        const struct command *const *next = given_command(out)->commands;
        while (next && *next && !text_is((*next)->name, words[at]))
            next++;
        if (!next || !*next) {
            tool_say(t, "there is no command \"%s\"; cairn help lists them", words[at]);
            return false;
        }
        out->at[out->deep++] = *next;
    }
    return true;
}

static bool keep(struct tool *t, const char *folder, const char *inside, const char *name, const struct buffer *text)
{
    const char *path = arena_printf(&t->arena, "%s/%s", folder, inside);
    for (size_t i = 1; i <= strlen(path); i++) {
        const char *part = arena_copy(&t->arena, path, i);
        if ((path[i] == '/' || !path[i]) && mkdir(part, 0755) != 0 && errno != EEXIST) {
            tool_say(t, "%s: %s", part, strerror(errno));
            return false;
        }
    }
    path = arena_printf(&t->arena, "%s/%s", path, name);
    if (file_write_atomically(path, buffer_text(text), text->length))
        return true;
    tool_say(t, "%s cannot be written", path);
    return false;
}

static bool keep_page(struct tool *t, const char *folder, const struct given *g)
{
    struct buffer text;
    buffer_init(&text, &t->arena);
    man_page(g, &text);
    return keep(t, folder, "man/man1", arena_printf(&t->arena, "%s.1", man_name(&t->arena, g)), &text);
}

static bool keep_completion(struct tool *t, const char *folder, const struct command *program)
{
    bool good = true;
    for (int i = 0; good && i < SHELLS; i++) {
        struct buffer text;
        buffer_init(&text, &t->arena);
        completion(program, (enum shell)i, &text);
        good = keep(t, folder, shell_folder((enum shell)i), shell_file(&t->arena, (enum shell)i, program->name), &text);
    }
    return good;
}

/* Everything, as it stands under share/ where programs are installed. */
static bool keep_all(struct tool *t, const char *folder)
{
    struct given g = {.at = {&kiosk_command}, .deep = 1};
    bool good =
        keep_completion(t, folder, &cairn) && keep_completion(t, folder, &kiosk_command) && keep_page(t, folder, &g);
    g.at[0] = &cairn;
    good = good && keep_page(t, folder, &g);
    g.deep = 2;
    for (const struct command *const *c = cairn.commands; good && *c; c++) {
        g.at[1] = *c;
        good = keep_page(t, folder, &g);
    }
    return good;
}

static int run_help(struct tool *t)
{
    const char *folder = tool_text(t, "--share"), *name = tool_text(t, "--completion");
    struct given g;
    struct buffer out;
    buffer_init(&out, &t->arena);
    if (folder)
        return keep_all(t, folder) ? EXIT_CLEAN : EXIT_CANNOT_RUN;
    if (!find(t, &g))
        return EXIT_CANNOT_RUN;
    if (name)
        completion(g.at[0], shell_by_name(name), &out);
    else if (tool_flag(t, "--man"))
        man_page(&g, &out);
    else
        command_help(&g, &out);
    fputs(buffer_text(&out), stdout);
    return EXIT_CLEAN;
}

const struct command cairn_help = {
    .name = "help",
    .purpose = "what a command does, with examples; manual pages and completion",
    .arguments =
        (const struct argument[]){
            {.value = "COMMAND", .help = "which: people, people add, cairn-kiosk; none: all of them", .many = true},
            {.name = "--man", .help = "as a manual page"},
            {.name = "--completion",
             .value = "SHELL",
             .help = "what lets this shell complete the command line",
             .choices = "bash zsh fish"},
            {.name = "--share", .value = "DIR", .help = "writes all manual pages and completion into this folder"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn help people add", "how somebody is enrolled"},
            {"cairn help --man lint", "the manual page of lint; pipe it into man -l -"},
            {"cairn help --completion bash", "save it as ~/.local/share/bash-completion/completions/cairn"},
            {0},
        },
    .run = run_help,
};
