#include "command.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 64 /* of arguments, commands or choices that are offered in place of a wrong word */

/* --- the command ------------------------------------------------------------------------------------------------ */

static const struct argument no_arguments[] = {{0}};

static const struct argument *arguments_of(const struct command *c)
{
    return c->arguments ? c->arguments : no_arguments;
}

const struct command *given_command(const struct given *g)
{
    return g->at[g->deep - 1];
}

void command_unknown(const char *program, const char *what, const char *word, const char *const *names, int count,
                     struct buffer *out)
{
    const char *nearest = text_nearest(word, names, count);
    buffer_addf(out, "%s: no %s \"%s\"", program, what, word);
    if (nearest)
        buffer_addf(out, "; did you mean \"%s\"?", nearest);
    buffer_adds(out, "\n");
}

static void no_such_command(const struct given *g, const char *word, struct buffer *wrong)
{
    const struct command *const *commands = given_command(g)->commands;
    const char *names[NAMES_MAX];
    int count = 0;
    for (; commands[count] && count < NAMES_MAX; count++)
        names[count] = commands[count]->name;
    command_unknown(g->at[0]->name, "command", word, names, count, wrong);
}

static bool is_help(const char *word)
{
    return text_is(word, "--help") || text_is(word, "-h");
}

/* --- its arguments ---------------------------------------------------------------------------------------------- */

struct reading {
    struct given *g;
    const struct argument *arguments;
    struct buffer *wrong;
    const char *program;
    bool words_only; /* "--" was said */
};

static void no_such_option(const struct reading *r, const char *word)
{
    const char *names[NAMES_MAX];
    int count = 0;
    for (const struct argument *a = r->arguments; !NO_ARGUMENTS_LEFT(a) && count < NAMES_MAX; a++)
        if (a->name)
            names[count++] = a->name;
    command_unknown(r->program, "option", word, names, count, r->wrong);
}

/* "pdf html": one after another, as copies in the arena; returns how many. */
static int choices_of(const struct argument *a, struct arena *arena, const char *names[NAMES_MAX])
{
    int count = 0;
    for (const char *c = a->choices; *c && count < NAMES_MAX; c += strspn(c, " ")) {
        size_t length = strcspn(c, " ");
        names[count++] = arena_copy(arena, c, length);
        c += length;
    }
    return count;
}

static bool is_choice(const struct reading *r, const struct argument *a, const char *value)
{
    const char *names[NAMES_MAX];
    int count = choices_of(a, r->wrong->arena, names);
    for (int i = 0; i < count; i++)
        if (text_is(names[i], value))
            return true;
    buffer_addf(r->wrong, "%s: %s is ", r->program, a->name ? a->name : a->value);
    for (int i = 0; i < count; i++)
        buffer_addf(r->wrong, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", names[i]);
    buffer_addf(r->wrong, ", not \"%s\"", value);
    const char *nearest = text_nearest(value, names, count);
    if (nearest)
        buffer_addf(r->wrong, "; did you mean \"%s\"?", nearest);
    buffer_adds(r->wrong, "\n");
    return false;
}

static bool number_read(const char *text, int *out)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end || number < 0 || number > NUMBER_MOST)
        return false;
    *out = (int)number;
    return true;
}

static bool keep(struct reading *r, const struct argument *a, const char *value)
{
    int number;
    if (a->is_number && !number_read(value, &number)) {
        buffer_addf(r->wrong, "%s: %s needs a number, not \"%s\"\n", r->program, a->name ? a->name : a->value, value);
        return false;
    }
    if (a->choices && !is_choice(r, a, value))
        return false;
    if (a->many && r->g->word_count == WORDS_MAX) {
        buffer_addf(r->wrong, "%s: more than %d words\n", r->program, WORDS_MAX);
        return false;
    }
    if (a->many)
        r->g->words[r->g->word_count++] = value;
    r->g->value[a - r->arguments] = value;
    return true;
}

/* The next place without a name that nothing stands in. */
static bool read_word(struct reading *r, const char *word)
{
    for (const struct argument *a = r->arguments; !NO_ARGUMENTS_LEFT(a); a++)
        if (!a->name && (a->many || !r->g->value[a - r->arguments]))
            return keep(r, a, word);
    buffer_addf(r->wrong, "%s: \"%s\" is one word too many\n", r->program, word);
    return false;
}

/* "--to" with its value in the next word, or "--to=VALUE". Moves `at` on. */
static bool read_option(struct reading *r, int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    size_t length = strcspn(word, "=");
    for (const struct argument *a = r->arguments; !NO_ARGUMENTS_LEFT(a); a++) {
        if (!a->name || strncmp(a->name, word, length) != 0 || a->name[length] || (word[length] && !a->value))
            continue;
        if (!a->value)
            r->g->value[a - r->arguments] = a->name;
        if (!a->value)
            return true;
        if (word[length])
            return keep(r, a, word + length + 1);
        if (*at + 1 < argc)
            return keep(r, a, argv[++*at]);
        buffer_addf(r->wrong, "%s: %s needs a value\n", r->program, a->name);
        return false;
    }
    no_such_option(r, word);
    return false;
}

/* What was not given and has a standard gets it; what has none and is needed is missing. */
static bool fill(struct reading *r)
{
    bool whole = true;
    for (const struct argument *a = r->arguments; !NO_ARGUMENTS_LEFT(a); a++) {
        const char **value = &r->g->value[a - r->arguments];
        if (*value)
            continue;
        *value = a->standard;
        if (a->many && a->standard)
            r->g->words[r->g->word_count++] = a->standard;
        if (!a->needed)
            continue;
        buffer_addf(r->wrong, "%s: %s is missing\n", r->program, a->name ? a->name : a->value);
        whole = false;
    }
    return whole;
}

static enum command_read read_arguments(struct reading *r, int argc, char **argv, int at)
{
    for (; at < argc; at++) {
        if (!r->words_only && is_help(argv[at]))
            return COMMAND_HELP;
        if (!r->words_only && text_is(argv[at], "--")) {
            r->words_only = true;
            continue;
        }
        bool is_option = !r->words_only && argv[at][0] == '-' && argv[at][1];
        if (is_option ? !read_option(r, argc, argv, &at) : !read_word(r, argv[at]))
            return COMMAND_WRONG;
    }
    return fill(r) ? COMMAND_RUN : COMMAND_WRONG;
}

enum command_read command_read(const struct command *program, int argc, char **argv, struct given *out,
                               struct buffer *wrong)
{
    *out = (struct given){.at = {program}, .deep = 1};
    int at = 1;
    for (const struct command *const *next = program->commands; next; at++) {
        if (at < argc && is_help(argv[at]))
            return COMMAND_HELP;
        while (at < argc && *next && !text_is((*next)->name, argv[at]))
            next++;
        if (at == argc || !*next) {
            if (at < argc)
                no_such_command(out, argv[at], wrong);
            command_help(out, wrong);
            return COMMAND_WRONG;
        }
        assert(out->deep < COMMAND_DEEP);
        out->at[out->deep++] = *next;
        next = (*next)->commands;
    }
    struct reading r = {
        .g = out, .arguments = arguments_of(given_command(out)), .wrong = wrong, .program = program->name};
    enum command_read read = read_arguments(&r, argc, argv, at);
    if (read == COMMAND_WRONG)
        command_usage(out, wrong);
    return read;
}

/* --- what was given --------------------------------------------------------------------------------------------- */

static int place_of(const struct given *g, const char *argument)
{
    const struct argument *arguments = arguments_of(given_command(g)), *a = arguments;
    while (!NO_ARGUMENTS_LEFT(a) && !text_is(a->name ? a->name : a->value, argument))
        a++;
    assert(!NO_ARGUMENTS_LEFT(a)); /* asked for what its table does not have */
    return (int)(a - arguments);
}

const char *given_text(const struct given *g, const char *argument)
{
    return g->value[place_of(g, argument)];
}

bool given_flag(const struct given *g, const char *argument)
{
    return given_text(g, argument) != NULL;
}

int given_number(const struct given *g, const char *argument, int otherwise)
{
    int number = otherwise;
    const char *text = given_text(g, argument);
    if (text)
        number_read(text, &number);
    return number;
}
