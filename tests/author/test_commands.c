/* The tables of every command: what reads a command line is what help, manual pages and completion say, and examples
 * can be typed. */
#include "cmocka_unit.h"

#include <ctype.h>
#include <string.h>

#include "cairn_commands.h"
#include "cairn_completion.h"
#include "cairn_man.h"
#include "kiosk_command.h"

struct look {
    struct arena arena;
    struct buffer help, man, completion[SHELLS];
    int commands, arguments, examples;
};

static void must_have(const struct buffer *text, const char *part, const char *where, const char *of)
{
    if (!strstr(buffer_text(text), part))
        fail_msg("%s of %s does not have \"%s\"", where, of, part);
}

/* As a page writes it: "\-\-store". */
static const char *in_man(struct arena *a, const char *name)
{
    struct buffer out;
    buffer_init(&out, a);
    for (const char *c = name; *c; c++)
        buffer_addf(&out, "%s%c", *c == '-' ? "\\" : "", *c);
    return buffer_text(&out);
}

/* What a shell is told of one command has `part`. */
static void must_complete(struct look *l, enum shell shell, const char *words, const char *part)
{
    static const char *const begins[][2] = {{"\n    '", "') options="}, {"\n  ('", "')\n"}, {"_at \"", "\"'"}};
    static const char *const ends[] = {";;", ";;", "-l help"};
    const char *begin = arena_printf(&l->arena, "%s%s%s", begins[shell][0], words, begins[shell][1]);
    const char *at = strstr(buffer_text(&l->completion[shell]), begin), *end = at ? strstr(at, ends[shell]) : NULL;
    const char *found = at ? strstr(at, part) : NULL;
    if (!found || !end || found > end)
        fail_msg("\"%s\" is not completed after \"%s\" by shell %d", part, words, shell);
}

/* "It does", but not "PIN" or "NAME.secret". */
static bool begins_large(const char *text)
{
    return isupper((unsigned char)text[0]) && !isupper((unsigned char)text[1]);
}

static void look_at_argument(struct look *l, const struct given *g, const char *path, const struct argument *a)
{
    const char *shown = a->name ? a->name : a->value;
    must_have(&l->help, shown, "the help", path);
    must_have(&l->man, in_man(&l->arena, a->name ? a->name + 1 : a->value), "the manual page", path);
    if (a->name) {
        const char *words = strchr(path, ' ') ? strchr(path, ' ') : "";
        must_complete(l, SHELL_BASH, words, a->name);
        must_complete(l, SHELL_ZSH, words, a->name);
        must_complete(l, SHELL_FISH, words, arena_printf(&l->arena, "-l %s ", a->name + 2));
        assert_true(text_starts_with(a->name, "--"));
    }
    if (!a->help || begins_large(a->help) || text_ends_a_sentence(a->help))
        fail_msg("%s %s: its help begins small and has no full stop", path, shown);
    assert_true(a->value || !(a->choices || a->standard || a->is_number || a->many));
    assert_true(!a->many || !a->name);
    assert_true(a - given_command(g)->arguments < ARGUMENTS_MAX);
    l->arguments++;
}

/* Splits at spaces; what is in single quotation marks is one word. */
static int split(struct arena *a, const char *line, char **out)
{
    int count = 0;
    for (const char *c = line; *c; c += strspn(c, " ")) {
        const char *end = *c == '\'' ? strchr(c + 1, '\'') : c + strcspn(c, " ");
        bool quoted = *c == '\'';
        assert_non_null(end);
        assert_true(count < 32);
        out[count++] = arena_copy(a, c + quoted, (size_t)(end - c) - quoted);
        c = end + quoted;
    }
    return count;
}

static void look_at_example(struct look *l, const struct command *program, const struct command *command,
                            const struct example *e)
{
    static struct given g;
    struct buffer wrong;
    char *words[32];
    int count = split(&l->arena, e->line, words);
    buffer_init(&wrong, &l->arena);
    assert_string_equal(words[0], program->name);
    if (command_read(program, count, words, &g, &wrong) != COMMAND_RUN)
        fail_msg("%s\n%s", e->line, buffer_text(&wrong));
    if (given_command(&g) != command)
        fail_msg("%s is an example of another command", e->line);
    l->examples++;
}

static void make_all(struct look *l, const struct given *g)
{
    buffer_init(&l->help, &l->arena);
    buffer_init(&l->man, &l->arena);
    command_help(g, &l->help);
    man_page(g, &l->man);
    for (int i = 0; i < SHELLS; i++) {
        buffer_init(&l->completion[i], &l->arena);
        completion(g->at[0], (enum shell)i, &l->completion[i]);
    }
}

static void look_at(struct look *l, struct given *g)
{
    const struct command *command = given_command(g);
    struct buffer path;
    buffer_init(&path, &l->arena);
    command_path(g, &path);
    make_all(l, g);
    l->commands++;
    if (!command->purpose || begins_large(command->purpose) || text_ends_a_sentence(command->purpose))
        fail_msg("%s: its purpose begins small and has no full stop", buffer_text(&path));
    assert_true(!command->commands || !command->arguments);
    if (!command->commands && !(command->examples && command->examples->line))
        fail_msg("%s has no example", buffer_text(&path));
    for (const struct argument *a = command->arguments; a && !NO_ARGUMENTS_LEFT(a); a++)
        look_at_argument(l, g, buffer_text(&path), a);
    for (const struct example *e = command->examples; e && e->line; e++) {
        look_at_example(l, g->at[0], command, e);
        must_have(&l->help, e->line, "the help", buffer_text(&path));
    }
    for (const struct command *const *c = command->commands; c && *c; c++) {
        must_have(&l->help, (*c)->name, "the help", buffer_text(&path));
        must_have(&l->man, in_man(&l->arena, (*c)->name), "the manual page", buffer_text(&path));
    }
    for (const struct command *const *c = command->commands; c && *c; c++) {
        assert_true(g->deep < COMMAND_DEEP);
        g->at[g->deep++] = *c;
        look_at(l, g);
        g->deep--;
    }
}

static void test_said_everywhere(void **state)
{
    struct look l = {.commands = 0};
    struct given g = {.at = {&cairn}, .deep = 1};
    (void)state;
    arena_init(&l.arena);
    look_at(&l, &g);
    g.at[0] = &kiosk_command;
    look_at(&l, &g);
    print_message("%d commands, %d arguments, %d examples\n", l.commands, l.arguments, l.examples);
    assert_true(l.commands > 60 && l.arguments > 150);
    arena_release(&l.arena);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static const struct argument some[] = {
    {.value = "FILE", .help = "a file", .needed = true},
    {.name = "--to", .value = "DIR", .help = "where"},
    {.name = "--most", .value = "N", .help = "how many", .is_number = true, .standard = "300"},
    {.name = "--format", .value = "FORMAT", .help = "which", .choices = "text json"},
    {.name = "--quiet", .help = "says nothing"},
    {.value = "MORE", .help = "more files", .many = true},
    {0},
};
static const struct command one = {.name = "one", .purpose = "does one thing", .arguments = some};
static const struct command program = {
    .name = "program", .purpose = "does things", .commands = (const struct command *const[]){&one, NULL}};

static enum command_read read_line(struct arena *a, const char *line, struct given *g, const char **wrong)
{
    struct buffer out;
    char *words[32];
    int count = split(a, line, words);
    buffer_init(&out, a);
    enum command_read read = command_read(&program, count, words, g, &out);
    *wrong = buffer_text(&out);
    return read;
}

static void test_reads(void **state)
{
    static struct given g;
    struct arena a;
    const char *wrong;
    (void)state;
    arena_init(&a);
    assert_int_equal(read_line(&a, "program one a --to=x=y b --most 7 -- --c", &g, &wrong), COMMAND_RUN);
    assert_string_equal(given_text(&g, "FILE"), "a");
    assert_string_equal(given_text(&g, "--to"), "x=y");
    assert_int_equal(given_number(&g, "--most", 0), 7);
    assert_int_equal(g.word_count, 2);
    assert_string_equal(g.words[1], "--c");
    assert_false(given_flag(&g, "--quiet"));
    assert_int_equal(read_line(&a, "program one - --quiet --format json", &g, &wrong), COMMAND_RUN);
    assert_int_equal(given_number(&g, "--most", 0), 300);
    assert_true(given_flag(&g, "--quiet"));
    assert_string_equal(given_text(&g, "FILE"), "-");
    assert_int_equal(read_line(&a, "program --help", &g, &wrong), COMMAND_HELP);
    assert_int_equal(read_line(&a, "program one --nonsense --help", &g, &wrong), COMMAND_WRONG);
    assert_int_equal(read_line(&a, "program one x -h", &g, &wrong), COMMAND_HELP);
    assert_ptr_equal(given_command(&g), &one);
    arena_release(&a);
}

static void test_says_what_is_wrong(void **state)
{
    static const char usage[] = "usage: program one FILE [--to DIR] [--most N] [--format text|json] [--quiet]\n";
    static const struct {
        const char *line, *says;
    } wrong[] = {
        {"program one a --tp x", "program: no option \"--tp\"; did you mean \"--to\"?\n"},
        {"program one a --to", "program: --to needs a value\n"},
        {"program one", "program: FILE is missing\n"},
        {"program one a --most many", "program: --most needs a number, not \"many\"\n"},
        {"program one a --format jsn", "program: --format is text or json, not \"jsn\"; did you mean \"json\"?\n"},
        {"program one a --quiet=yes", "program: no option \"--quiet=yes\"\n"},
        {"program oen", "program: no command \"oen\"; did you mean \"one\"?\n"},
    };
    static struct given g;
    struct arena a;
    (void)state;
    arena_init(&a);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *said;
        assert_int_equal(read_line(&a, wrong[i].line, &g, &said), COMMAND_WRONG);
        if (!text_starts_with(said, wrong[i].says))
            fail_msg("%s: said %s", wrong[i].line, said);
        if (g.deep > 1 && !strstr(said, usage))
            fail_msg("%s: no usage: %s", wrong[i].line, said);
    }
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_said_everywhere), cmocka_unit_test(test_reads),
                                       cmocka_unit_test(test_says_what_is_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
