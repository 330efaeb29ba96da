/* What is said about a command to whoever types it. */
#include <ctype.h>
#include <string.h>

#include "command.h"

#define WIDTH 80 /* of a terminal that anyone has */

/* Words in lines, the first of them from `column` on, each further one indented. Ends the line. */
static void add_wrapped(const char *text, int column, int indent, struct buffer *out)
{
    bool begins = true;
    for (const char *word = text; *word;) {
        int length = (int)strcspn(word, " ");
        if (!begins && column + 1 + length > WIDTH) {
            buffer_addf(out, "\n%*s", indent, "");
            column = indent;
            begins = true;
        }
        buffer_addf(out, "%s%.*s", begins ? "" : " ", length, word);
        column += length + !begins;
        begins = false;
        word += (size_t)length + strspn(word + length, " ");
    }
    buffer_adds(out, "\n");
}

void argument_typed(const struct argument *a, struct buffer *out)
{
    buffer_addf(out, "%s%s", a->name ? a->name : "", a->name && a->value ? " " : "");
    for (const char *c = a->choices; a->choices && *c; c++)
        buffer_add(out, *c == ' ' ? "|" : c, 1);
    if (!a->choices && a->value)
        buffer_adds(out, a->value);
    if (a->many)
        buffer_adds(out, "...");
}

void command_path(const struct given *g, struct buffer *out)
{
    for (int i = 0; i < g->deep; i++)
        buffer_addf(out, "%s%s", i ? " " : "", g->at[i]->name);
}

/* A word for add_wrapped that stays on one line: its spaces come back as "\1". */
static void add_kept_together(const struct argument *a, struct buffer *out)
{
    struct buffer typed;
    buffer_init(&typed, out->arena);
    argument_typed(a, &typed);
    buffer_addf(out, a->needed ? " %s" : " [%s]", buffer_text(&typed));
    for (char *c = out->text + out->length - typed.length - 1; *c; c++)
        if (*c == ' ')
            *c = '\1';
}

void command_usage(const struct given *g, struct buffer *out)
{
    const struct command *command = given_command(g);
    struct buffer line;
    buffer_init(&line, out->arena);
    buffer_adds(&line, "usage: ");
    command_path(g, &line);
    int indent = (int)line.length + 1;
    size_t from = out->length;
    if (command->commands)
        buffer_adds(&line, " COMMAND ...");
    for (const struct argument *a = command->arguments; a && !NO_ARGUMENTS_LEFT(a); a++)
        add_kept_together(a, &line);
    add_wrapped(buffer_text(&line), 0, indent, out);
    for (char *c = out->text + from; *c; c++)
        if (*c == '\1')
            *c = ' ';
}

#define COLUMN 26 /* where the words about arguments begin */

static void add_row(const char *left, const char *help, struct buffer *out)
{
    int length = (int)strlen(left);
    buffer_addf(out, "  %-*s", COLUMN - 4, left);
    if (length > COLUMN - 4)
        buffer_addf(out, "\n%*s", COLUMN, "");
    else
        buffer_adds(out, "  ");
    add_wrapped(help, COLUMN, COLUMN, out);
}

static void add_argument(const struct argument *a, struct buffer *out)
{
    struct buffer typed, help;
    buffer_init(&typed, out->arena);
    buffer_init(&help, out->arena);
    buffer_addf(&typed, "%s%s%s%s", a->name ? a->name : "", a->name && a->value ? " " : "", a->value ? a->value : "",
                a->many ? "..." : "");
    buffer_adds(&help, a->help);
    if (a->choices)
        buffer_addf(&help, ": %s", a->choices);
    if (a->standard)
        buffer_addf(&help, " (default: %s)", a->standard);
    add_row(buffer_text(&typed), buffer_text(&help), out);
}

void command_help(const struct given *g, struct buffer *out)
{
    const struct command *command = given_command(g);
    command_usage(g, out);
    buffer_adds(out, "\n");
    char *purpose = arena_printf(out->arena, "%s.", command->purpose);
    purpose[0] = (char)toupper((unsigned char)purpose[0]);
    add_wrapped(purpose, 0, 0, out);
    if (command->about) {
        buffer_adds(out, "\n");
        add_wrapped(command->about, 0, 0, out);
    }
    if (command->commands)
        buffer_adds(out, "\ncommands:\n");
    for (const struct command *const *c = command->commands; c && *c; c++)
        add_row((*c)->name, (*c)->purpose, out);
    if (!command->commands)
        buffer_adds(out, "\narguments:\n");
    for (const struct argument *a = command->arguments; a && !NO_ARGUMENTS_LEFT(a); a++)
        add_argument(a, out);
    add_row("-h, --help", "this", out);
    if (command->examples)
        buffer_adds(out, "\nexamples:\n");
    for (const struct example *e = command->examples; e && e->line; e++) {
        buffer_addf(out, "  %s\n      ", e->line);
        add_wrapped(e->what, 6, 6, out);
    }
    if (command->commands) {
        buffer_adds(out, "\n");
        command_path(g, out);
        buffer_adds(out, " COMMAND --help says more about one.\n");
    }
}
