#include "cairn_completion.h"

#include <string.h>

static const struct {
    const char *name, *folder, *before, *after;
} shells[SHELLS] = {
    [SHELL_BASH] = {"bash", "bash-completion/completions", "", ""},
    [SHELL_ZSH] = {"zsh", "zsh/site-functions", "_", ""},
    [SHELL_FISH] = {"fish", "fish/vendor_completions.d", "", ".fish"},
};

enum shell shell_by_name(const char *name)
{
    int i = 0;
    while (i + 1 < SHELLS && !text_is(shells[i].name, name))
        i++;
    return (enum shell)i;
}

const char *shell_folder(enum shell shell)
{
    return shells[shell].folder;
}

const char *shell_file(struct arena *a, enum shell shell, const char *program)
{
    return arena_printf(a, "%s%s%s", shells[shell].before, program, shells[shell].after);
}

/* --- what stands in a place -------------------------------------------------------------------------------------- */

enum place { PLACE_WORDS, PLACE_FOLDER, PLACE_FILE, PLACE_ANYTHING };

static enum place place_of(const struct argument *a)
{
    if (a->choices)
        return PLACE_WORDS;
    if (text_starts_with(a->value, "DIR"))
        return PLACE_FOLDER;
    if (text_starts_with(a->value, "FILE") || text_is(a->value, "PATH") || text_starts_with(a->value, "MODULE"))
        return PLACE_FILE;
    return PLACE_ANYTHING;
}

/* Every command, from the program down, with the words that lead there: "", " people", " people add". */
typedef void each_act(const struct command *program, const struct command *c, const char *words, struct buffer *out);

static void each_below(const struct command *program, const struct command *c, const char *words, each_act *act,
                       struct buffer *out)
{
    act(program, c, words, out);
    for (const struct command *const *below = c->commands; below && *below; below++)
        each_below(program, *below, arena_printf(out->arena, "%s %s", words, (*below)->name), act, out);
}

static void each(const struct command *program, each_act *act, struct buffer *out)
{
    each_below(program, program, "", act, out);
}

/* As a word in single quotation marks: those within end it, stand by themselves, and begin it anew. */
static void add_quoted(const char *text, const char *mark, struct buffer *out)
{
    buffer_adds(out, "'");
    for (const char *c = text; *c; c++) {
        if (*c == '\'')
            buffer_adds(out, mark);
        else
            buffer_add(out, c, 1);
    }
    buffer_adds(out, "'");
}

/* A shell's name of a function: "cairn_kiosk". */
static const char *function_of(struct arena *a, const struct command *program)
{
    char *name = arena_strdup(a, program->name);
    for (char *c = name; *c; c++)
        if (*c == '-')
            *c = '_';
    return name;
}

static void add_commands_pattern(const struct command *program, const struct command *c, const char *words,
                                 struct buffer *out)
{
    (void)program, (void)c;
    if (*words)
        buffer_addf(out, "%s'%s'", out->text[out->length - 1] == '(' ? "" : "|", words);
}

/* --- bash -------------------------------------------------------------------------------------------------------- */

static void add_bash_place(const struct argument *a, struct buffer *out)
{
    switch (place_of(a)) {
    case PLACE_WORDS:
        buffer_addf(out, "COMPREPLY=($(compgen -W '%s' -- \"$word\"))", a->choices);
        break;
    case PLACE_FOLDER:
        buffer_adds(out, "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\"))");
        break;
    case PLACE_FILE:
        buffer_adds(out, "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))");
        break;
    case PLACE_ANYTHING:
        buffer_adds(out, ":");
        break;
    }
}

static void add_bash_values(const struct command *program, const struct command *c, const char *words,
                            struct buffer *out)
{
    (void)program;
    for (const struct argument *a = c->arguments; a && !NO_ARGUMENTS_LEFT(a); a++) {
        if (!a->name || !a->value)
            continue;
        buffer_addf(out, "    '%s %s') ", words, a->name);
        add_bash_place(a, out);
        buffer_adds(out, "; return ;;\n");
    }
}

static void add_bash_words(const struct command *program, const struct command *c, const char *words,
                           struct buffer *out)
{
    (void)program;
    const struct argument *word = NULL;
    buffer_addf(out, "    '%s') options='", words);
    for (const struct argument *a = c->arguments; a && !NO_ARGUMENTS_LEFT(a); a++) {
        if (a->name)
            buffer_addf(out, "%s ", a->name);
        else if (!word)
            word = a;
    }
    buffer_adds(out, "--help'");
    if (c->commands) {
        buffer_adds(out, "; COMPREPLY=($(compgen -W '");
        for (const struct command *const *below = c->commands; *below; below++)
            buffer_addf(out, "%s%s", below == c->commands ? "" : " ", (*below)->name);
        buffer_adds(out, "' -- \"$word\"))");
    } else if (word) {
        buffer_adds(out, "; ");
        add_bash_place(word, out);
    }
    buffer_adds(out, " ;;\n");
}

static void add_bash(const struct command *program, struct buffer *out)
{
    const char *function = function_of(out->arena, program);
    buffer_addf(out,
                "# bash completion of %s: made by cairn help --completion bash\n"
                "_%s()\n{\n"
                "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} gone= options= i\n"
                "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                "        case \"$gone ${COMP_WORDS[i]}\" in\n"
                "        (",
                program->name, function);
    size_t from = out->length;
    each(program, add_commands_pattern, out);
    if (out->length == from)
        buffer_adds(out, "'-'");
    buffer_adds(out, ") gone=\"$gone ${COMP_WORDS[i]}\" ;;\n        esac\n    done\n    COMPREPLY=()\n"
                     "    case \"$gone $before\" in\n");
    each(program, add_bash_values, out);
    buffer_adds(out, "    esac\n    case \"$gone\" in\n");
    each(program, add_bash_words, out);
    buffer_addf(out,
                "    esac\n"
                "    if [[ $word == -* ]]; then\n"
                "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                "    fi\n}\n"
                "complete -F _%s %s\n",
                function, program->name);
}

/* --- zsh --------------------------------------------------------------------------------------------------------- */

/* "--store[where the terminal keeps everything]:DIR:_files -/" in quotation marks; what zsh would read is marked. */
static void add_zsh_argument(const struct argument *a, struct buffer *out)
{
    struct buffer row;
    buffer_init(&row, out->arena);
    if (a->name)
        buffer_addf(&row, "%s[", a->name);
    else
        buffer_adds(&row, a->many ? "*:" : a->needed ? ":" : "::");
    for (const char *c = a->name ? a->help : ""; *c; c++)
        buffer_addf(&row, "%s%c", strchr("[]:\\", *c) ? "\\" : "", *c);
    if (a->name)
        buffer_adds(&row, a->value ? "]:" : "]");
    if (a->value) {
        static const char *const ways[] = {
            [PLACE_FOLDER] = "_files -/", [PLACE_FILE] = "_files", [PLACE_ANYTHING] = " "};
        enum place place = place_of(a);
        buffer_addf(&row, "%s:", a->value);
        if (place == PLACE_WORDS)
            buffer_addf(&row, "(%s)", a->choices);
        else
            buffer_adds(&row, ways[place]);
    }
    buffer_adds(out, " ");
    add_quoted(buffer_text(&row), "'\\''", out);
}

static void add_zsh_words(const struct command *program, const struct command *c, const char *words, struct buffer *out)
{
    (void)program;
    buffer_addf(out, "  ('%s')\n", words);
    if (c->commands) {
        buffer_adds(out, "    commands=(");
        for (const struct command *const *below = c->commands; *below; below++) {
            buffer_adds(out, "\n      ");
            add_quoted(arena_printf(out->arena, "%s:%s", (*below)->name, (*below)->purpose), "'\\''", out);
        }
        buffer_adds(out, ")\n    _describe command commands ;;\n");
        return;
    }
    buffer_adds(out, "    _arguments '(-h --help)'{-h,--help}'[says all about it]'");
    for (const struct argument *a = c->arguments; a && !NO_ARGUMENTS_LEFT(a); a++) {
        buffer_adds(out, " \\\n     ");
        add_zsh_argument(a, out);
    }
    buffer_adds(out, " ;;\n");
}

static void add_zsh(const struct command *program, struct buffer *out)
{
    const char *function = function_of(out->arena, program);
    buffer_addf(out,
                "#compdef %s\n"
                "# zsh completion of %s: made by cairn help --completion zsh\n"
                "_%s() {\n"
                "  local gone= i deep=0\n"
                "  local -a commands\n"
                "  for ((i = 2; i < CURRENT; i++)); do\n"
                "    case \"$gone $words[i]\" in\n"
                "    (",
                program->name, program->name, function);
    size_t from = out->length;
    each(program, add_commands_pattern, out);
    if (out->length == from)
        buffer_adds(out, "'-'");
    buffer_adds(out, ") gone=\"$gone $words[i]\"; (( deep++ )) ;;\n    esac\n  done\n"
                     "  shift deep words\n  (( CURRENT -= deep ))\n"
                     "  case \"$gone\" in\n");
    each(program, add_zsh_words, out);
    buffer_addf(out, "  esac\n}\n_%s \"$@\"\n", function);
}

/* --- fish -------------------------------------------------------------------------------------------------------- */

static void add_fish_rows(const struct command *program, const struct command *c, const char *words, struct buffer *out)
{
    const char *at = arena_printf(out->arena, "complete -c %s -n '__fish_%s_at \"%s\"'", program->name,
                                  function_of(out->arena, program), words);
    for (const struct command *const *below = c->commands; below && *below; below++) {
        buffer_addf(out, "%s -f -a %s -d ", at, (*below)->name);
        add_quoted((*below)->purpose, "\\'", out);
        buffer_adds(out, "\n");
    }
    for (const struct argument *a = c->arguments; a && !NO_ARGUMENTS_LEFT(a); a++) {
        static const char *const ways[] = {[PLACE_WORDS] = " -x",
                                           [PLACE_FOLDER] = " -x -a '(__fish_complete_directories)'",
                                           [PLACE_FILE] = " -r",
                                           [PLACE_ANYTHING] = " -x"};
        if (!a->name)
            continue;
        buffer_addf(out, "%s -l %s%s", at, a->name + 2, a->value ? ways[place_of(a)] : " -f");
        if (a->choices)
            buffer_addf(out, " -a '%s'", a->choices);
        buffer_adds(out, " -d ");
        add_quoted(a->help, "\\'", out);
        buffer_adds(out, "\n");
    }
    buffer_addf(out, "%s -s h -l help -d 'says all about it'\n", at);
}

static void add_fish(const struct command *program, struct buffer *out)
{
    const char *function = function_of(out->arena, program);
    buffer_addf(out,
                "# fish completion of %s: made by cairn help --completion fish\n"
                "function __fish_%s_at\n"
                "    set -l gone ''\n"
                "    set -l words (commandline -opc)\n"
                "    for word in $words[2..-1]\n"
                "        if contains -- \"$gone $word\" ''",
                program->name, function);
    struct buffer patterns;
    buffer_init(&patterns, out->arena);
    buffer_adds(&patterns, "(");
    each(program, add_commands_pattern, &patterns);
    for (char *c = patterns.text; *c; c++)
        if (*c == '|' || *c == '(')
            *c = ' ';
    buffer_addf(
        out, "%s\n            set gone \"$gone $word\"\n        end\n    end\n    test \"$gone\" = \"$argv[1]\"\nend\n",
        buffer_text(&patterns));
    each(program, add_fish_rows, out);
}

void completion(const struct command *program, enum shell shell, struct buffer *out)
{
    static void (*const adds[SHELLS])(const struct command *, struct buffer *) = {
        [SHELL_BASH] = add_bash, [SHELL_ZSH] = add_zsh, [SHELL_FISH] = add_fish};
    adds[shell](program, out);
}
