#include "cairn_arguments.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "clock.h"
#include "json.h"

#define NAMES_MAX 32 /* of arguments or commands in one table */

void arguments_unknown(const char *what, const char *word, const char *const *names, int count)
{
    const char *nearest = text_nearest(word, names, count);
    fprintf(stderr, "cairn: no %s \"%s\"", what, word);
    if (nearest)
        fprintf(stderr, "; did you mean \"%s\"?", nearest);
    fputc('\n', stderr);
}

static void option_unknown(const char *word, const struct argument *arguments, int count)
{
    const char *names[NAMES_MAX];
    int named = 0;
    for (int i = 0; i < count && named < NAMES_MAX; i++)
        if (arguments[i].name)
            names[named++] = arguments[i].name;
    arguments_unknown("option", word, names, named);
}

static bool number_read(const char *text, int *out)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end || number < 0 || number > 1000000)
        return false;
    *out = (int)number;
    return true;
}

/* The argument that `word` names, or the next place without a name. */
static const struct argument *argument_find(const char *word, const struct argument *arguments, int count, bool *used)
{
    bool is_option = text_starts_with(word, "--");
    for (int i = 0; i < count; i++) {
        if (is_option ? !text_is(arguments[i].name, word) : arguments[i].name || used[i])
            continue;
        used[i] = true;
        return &arguments[i];
    }
    return NULL;
}

static bool arguments_fill(int argc, char **argv, const struct argument *arguments, int count, bool *used)
{
    for (int i = 1; i < argc; i++) {
        const struct argument *a = argument_find(argv[i], arguments, count, used);
        if (!a && text_starts_with(argv[i], "--")) {
            option_unknown(argv[i], arguments, count);
            return false;
        }
        if (!a) {
            fprintf(stderr, "cairn: \"%s\" is one word too many\n", argv[i]);
            return false;
        }
        if (a->flag) {
            *a->flag = true;
            continue;
        }
        if (a->name && ++i == argc) {
            fprintf(stderr, "cairn: %s needs a value\n", a->name);
            return false;
        }
        if (a->value)
            *a->value = argv[i];
        else if (!number_read(argv[i], a->number)) {
            fprintf(stderr, "cairn: %s needs a number, not \"%s\"\n", a->name, argv[i]);
            return false;
        }
    }
    return true;
}

bool arguments_read(int argc, char **argv, const struct argument *arguments, int count, const char *usage)
{
    bool used[NAMES_MAX] = {false};
    bool good = count <= NAMES_MAX && arguments_fill(argc, argv, arguments, count, used);
    for (int i = 0; good && i < count; i++) {
        if (!arguments[i].needed || used[i])
            continue;
        fprintf(stderr, "cairn: %s is missing\n", arguments[i].name ? arguments[i].name : "a word");
        good = false;
    }
    if (!good)
        fprintf(stderr, "usage: cairn %s\n", usage);
    return good;
}

int command_run(const char *of, const struct command *commands, int count, int argc, char **argv)
{
    const char *names[NAMES_MAX];
    for (int i = 0; i < count && i < NAMES_MAX; i++)
        names[i] = commands[i].name;
    for (int i = 0; argc > 1 && i < count; i++)
        if (text_is(argv[1], commands[i].name))
            return commands[i].run(argc - 1, argv + 1);
    bool asked = argc > 1 && (text_is(argv[1], "--help") || text_is(argv[1], "-h"));
    if (argc > 1 && !asked)
        arguments_unknown("command", argv[1], names, count);
    FILE *out = asked ? stdout : stderr;
    fprintf(out, "usage: cairn %s%sCOMMAND ...\n", of, *of ? " " : "");
    for (int i = 0; i < count; i++)
        fprintf(out, "  %-8s %s\n", commands[i].name, commands[i].help);
    return asked ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

/* --- a store ---------------------------------------------------------------------------------------------------- */

void tool_begin(struct tool *t)
{
    struct clock clock = clock_real();
    *t = (struct tool){.now = clock.wall(clock.context)};
    arena_init(&t->arena);
    problems_init(&t->problems, &t->arena);
}

const char *tool_user(struct tool *t)
{
    const struct passwd *user = getpwuid(getuid());
    return user ? arena_printf(&t->arena, "command line: %s", user->pw_name)
                : arena_printf(&t->arena, "command line: user %ld", (long)getuid());
}

bool tool_open(struct tool *t, const char *folder)
{
    tool_begin(t);
    if (seal_start())
        t->store = store_open(folder, &t->problems);
    if (!t->store) {
        tool_tell(t);
        return false;
    }
    store_use_staff(t->store, tool_user(t));
    return true;
}

bool tool_audit(struct tool *t, enum audit_action action, const char *person, const char *detail)
{
    if (store_audit_add(t->store, action, person, detail))
        return true;
    fputs("cairn: the audit could not be written, so nothing is shown\n", stderr);
    return false;
}

void tool_tell(struct tool *t)
{
    struct buffer out;
    buffer_init(&out, &t->arena);
    problems_print(&t->problems, &out);
    fputs(buffer_text(&out), stderr);
}

int tool_end(struct tool *t, int exit_code)
{
    store_close(t->store);
    arena_release(&t->arena);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("cairn: standard output could not be written\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    return exit_code;
}

/* --- who acts --------------------------------------------------------------------------------------------------- */

bool tool_secret_read(char out[STAFF_SECRET_MAX])
{
    struct termios shown;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &shown) == 0;
    if (terminal) {
        struct termios hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
        fputs("PIN or passphrase: ", stderr);
    }
    bool came = fgets(out, STAFF_SECRET_MAX, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        fputc('\n', stderr);
    }
    if (!came) {
        fputs("cairn: the PIN or passphrase is read from standard input, and nothing came\n", stderr);
        return false;
    }
    size_t length = strcspn(out, "\r\n");
    bool whole = out[length] != '\0' || feof(stdin);
    out[length] = '\0';
    if (!whole)
        fputs("cairn: that passphrase is too long to keep\n", stderr);
    return whole;
}

static void sign_in_tell(enum sign_in answer, const char *name, int wait_s)
{
    switch (answer) {
    case SIGN_IN_OK:
        break;
    case SIGN_IN_WRONG:
        fprintf(stderr, "cairn: that is not how \"%s\" signs in\n", name);
        break;
    case SIGN_IN_WAIT:
        fprintf(stderr, "cairn: wait %d seconds, then try again\n", wait_s);
        break;
    case SIGN_IN_LOCKED:
    case SIGN_IN_TERMINAL:
        fprintf(stderr, "cairn: too many wrong tries: another member of staff gives \"%s\" a new PIN\n", name);
        break;
    case SIGN_IN_FAILED:
        fputs("cairn: the store could not be written\n", stderr);
        break;
    }
}

bool tool_staff_sign_in(struct tool *t, const char *name, enum staff_may act, struct store_staff *out)
{
    char secret[STAFF_SECRET_MAX] = "";
    int wait_s = 0;
    if (!tool_secret_read(secret)) {
        seal_wipe(secret, sizeof secret);
        return false;
    }
    enum sign_in answer = store_staff_sign_in(t->store, name, secret, t->now, out, &wait_s, NULL);
    seal_wipe(secret, sizeof secret);
    sign_in_tell(answer, name, wait_s);
    if (answer != SIGN_IN_OK)
        return false;
    if (!staff_may(out->role, act))
        fprintf(stderr, "cairn: %s may not do this as %s\n", out->name, staff_role_name(out->role));
    return staff_may(out->role, act);
}

void print_json_member(const char *before, const char *key, const char *text)
{
    struct arena a;
    struct buffer out;
    arena_init(&a);
    buffer_init(&out, &a);
    if (text)
        json_write_string(&out, text);
    printf("%s\"%s\":%s", before, key, text ? buffer_text(&out) : "null");
    arena_release(&a);
}
