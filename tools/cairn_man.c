#include "cairn_man.h"

#include <ctype.h>
#include <string.h>

/* Words of a line of a page: a backslash would be a request, and quotation marks would end an argument. */
static void add_words(const char *text, struct buffer *out)
{
    for (const char *c = text; *c; c++) {
        if (*c == '\\')
            buffer_adds(out, "\\e");
        else if (*c == '"')
            buffer_adds(out, "\\(dq");
        else if (*c == '\'')
            buffer_adds(out, "\\(aq");
        else if (*c == '-')
            buffer_adds(out, "\\-");
        else
            buffer_add(out, c, 1);
    }
}

#define LINE 72 /* bytes, before marks */

/* Text in lines: mdoc begins a line with each sentence. */
static void add_text(const char *text, struct buffer *out)
{
    size_t column = 0;
    for (const char *word = text; *word;) {
        size_t length = strcspn(word, " ");
        bool ends = text_ends_a_sentence(arena_copy(out->arena, word, length));
        if (column && column + 1 + length > LINE) {
            buffer_adds(out, "\n");
            column = 0;
        }
        buffer_adds(out, column ? " " : "");
        add_words(arena_copy(out->arena, word, length), out);
        column += length + 1;
        word += length + strspn(word + length, " ");
        if (ends && *word) {
            buffer_adds(out, "\n");
            column = 0;
        }
    }
    buffer_adds(out, "\n");
}

const char *man_name(struct arena *a, const struct given *g)
{
    return g->deep > 1 ? arena_printf(a, "%s-%s", g->at[0]->name, g->at[1]->name) : g->at[0]->name;
}

static const char *typed(struct arena *a, const char *value)
{
    struct buffer out;
    buffer_init(&out, a);
    add_words(value, &out);
    return buffer_text(&out);
}

/* An argument as macros: "Fl \-store Ar DIR". */
static void add_macros(const struct argument *a, struct buffer *out)
{
    if (a->name)
        buffer_addf(out, "Fl %s", typed(out->arena, a->name + 1));
    if (a->value)
        buffer_addf(out, "%sAr %s", a->name ? " " : "", typed(out->arena, a->value));
    if (a->many)
        buffer_adds(out, " ...");
}

static void add_path(const struct given *g, struct buffer *out)
{
    buffer_addf(out, ".Nm %s", g->at[0]->name);
    for (int i = 1; i < g->deep; i++)
        buffer_addf(out, " Cm %s", typed(out->arena, g->at[i]->name));
    buffer_adds(out, "\n");
}

static void add_synopsis(const struct given *g, struct buffer *out)
{
    const struct command *command = given_command(g);
    add_path(g, out);
    if (command->commands)
        buffer_adds(out, ".Ar COMMAND\n.Op Ar ...\n");
    for (const struct argument *a = command->arguments; a && !NO_ARGUMENTS_LEFT(a); a++) {
        buffer_adds(out, a->needed ? "." : ".Op ");
        add_macros(a, out);
        buffer_adds(out, "\n");
    }
}

static void add_arguments(const struct given *g, struct buffer *out)
{
    buffer_adds(out, ".Bl -tag -width Ds\n");
    for (const struct argument *a = given_command(g)->arguments; a && !NO_ARGUMENTS_LEFT(a); a++) {
        buffer_adds(out, ".It ");
        add_macros(a, out);
        buffer_adds(out, "\n");
        struct buffer help;
        buffer_init(&help, out->arena);
        buffer_addf(&help, "%c%s", toupper((unsigned char)a->help[0]), a->help + 1);
        if (a->choices)
            buffer_addf(&help, ": %s", a->choices);
        buffer_adds(&help, ".");
        if (a->needed)
            buffer_adds(&help, " It is needed.");
        if (a->standard)
            buffer_addf(&help, " Where it is not said: %s", a->standard);
        add_text(buffer_text(&help), out);
    }
    buffer_adds(out, ".It Fl h , Fl \\-help\nSays all this on standard output.\n.El\n");
}

static void add_examples(const struct command *command, struct buffer *out)
{
    for (const struct example *e = command->examples; e && e->line; e++) {
        buffer_adds(out, ".Pp\n");
        struct buffer what;
        buffer_init(&what, out->arena);
        buffer_addf(&what, "%c%s:", toupper((unsigned char)e->what[0]), e->what + 1);
        add_text(buffer_text(&what), out);
        buffer_adds(out, ".Bd -literal -offset indent\n");
        add_words(e->line, out);
        buffer_adds(out, "\n.Ed\n");
    }
}

static void add_description(const struct given *g, struct buffer *out)
{
    const struct command *command = given_command(g);
    struct buffer says;
    buffer_init(&says, out->arena);
    buffer_addf(&says, "%c%s.", toupper((unsigned char)command->purpose[0]), command->purpose + 1);
    add_text(buffer_text(&says), out);
    if (command->about)
        add_text(command->about, out);
}

static void add_list(const struct given *g, struct buffer *out)
{
    buffer_adds(out, "Its commands are:\n.Bl -tag -width Ds\n");
    for (const struct command *const *c = given_command(g)->commands; *c; c++) {
        buffer_addf(out, ".It Cm %s\n", typed(out->arena, (*c)->name));
        add_text((*c)->purpose, out);
        if (g->deep == 1)
            buffer_addf(out, ".Pq see Xr cairn\\-%s 1\n", typed(out->arena, (*c)->name));
    }
    buffer_adds(out, ".El\n");
}

/* One below another: "people add" in the page of "people". */
static void add_below(const struct given *g, struct buffer *out)
{
    struct given below = *g;
    below.deep++;
    for (const struct command *const *c = given_command(g)->commands; *c; c++) {
        below.at[g->deep] = *c;
        buffer_addf(out, ".Ss %s\n", typed(out->arena, (*c)->name));
        add_description(&below, out);
        add_arguments(&below, out);
        add_examples(*c, out);
    }
}

static void add_head(const struct given *g, struct buffer *out)
{
    const char *name = man_name(out->arena, g);
    buffer_addf(out, ".\\\" Made by cairn help --man; the words are in the tables of tools/cairn_*.c.\n.Dd %s\n.Dt ",
                CAIRN_DATE);
    for (const char *c = name; *c; c++)
        buffer_addf(out, "%c", toupper((unsigned char)*c));
    buffer_addf(out, " 1\n.Os\n.Sh NAME\n.Nm %s\n.Nd ", name);
    add_words(given_command(g)->purpose, out);
    buffer_adds(out, "\n.Sh SYNOPSIS\n");
}

void man_page(const struct given *of, struct buffer *out)
{
    struct given page = *of; /* of the command's own page */
    page.deep = of->deep > 2 ? 2 : of->deep;
    const struct command *command = given_command(&page);
    bool whole = page.deep > 1 && command->commands;
    add_head(&page, out);
    if (whole)
        for (const struct command *const *c = command->commands; *c; c++) {
            struct given below = page;
            below.at[below.deep++] = *c;
            add_synopsis(&below, out);
        }
    else
        add_synopsis(&page, out);
    buffer_adds(out, ".Sh DESCRIPTION\n");
    add_description(&page, out);
    if (whole)
        add_below(&page, out);
    else if (command->commands)
        add_list(&page, out);
    else
        add_arguments(&page, out);
    buffer_adds(out, ".Sh EXIT STATUS\n0 when all is well, 1 when something was found, 2 when it could not run.\n");
    if (command->examples) {
        buffer_adds(out, ".Sh EXAMPLES\n");
        struct buffer examples;
        buffer_init(&examples, out->arena);
        add_examples(command, &examples);
        buffer_adds(out, buffer_text(&examples) + strlen(".Pp\n")); /* a section begins without one */
    }
    if (page.deep > 1 || !command->commands)
        buffer_adds(out, ".Sh SEE ALSO\n.Xr cairn 1\n");
}
