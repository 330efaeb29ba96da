#include "cairn_tool.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "clock.h"
#include "json.h"

/* --- running ---------------------------------------------------------------------------------------------------- */

bool tool_store(struct tool *t)
{
    t->store = store_open(tool_text(t, "--store"), &t->problems);
    if (t->store)
        store_use_staff(t->store, tool_user(t));
    return t->store != NULL;
}

/* Its table says so: a command that cannot do without --store finds it open. */
static bool has_store(const struct command *command)
{
    for (const struct argument *a = command->arguments; a && !NO_ARGUMENTS_LEFT(a); a++)
        if (a->needed && text_is(a->name, "--store"))
            return true;
    return false;
}

/* What it needs, then the command. */
static int work(struct tool *t)
{
    const struct command *command = given_command(&t->given);
    bool store = has_store(command);
    if ((store || command->needs) && !seal_start())
        return EXIT_CANNOT_RUN;
    if (store && !tool_store(t)) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    if ((command->needs & NEEDS_PERSON) && !tool_person(t, tool_text(t, "--crn"), &t->person))
        return EXIT_PROBLEMS;
    return command->run(t);
}

static int end(struct tool *t, int exit_code)
{
    if (t->library)
        library_close(t->library);
    store_close(t->store);
    arena_release(&t->arena);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_code;
    fputs("cairn: standard output could not be written\n", stderr);
    return EXIT_CANNOT_RUN;
}

int tool_run(const struct command *program, int argc, char **argv)
{
    struct clock clock = clock_real();
    struct tool t = {.now = clock.wall(clock.context)};
    struct buffer says;
    arena_init(&t.arena);
    problems_init(&t.problems, &t.arena);
    buffer_init(&says, &t.arena);
    switch (command_read(program, argc, argv, &t.given, &says)) {
    case COMMAND_RUN:
        return end(&t, work(&t));
    case COMMAND_HELP:
        command_help(&t.given, &says);
        fputs(buffer_text(&says), stdout);
        return end(&t, EXIT_CLEAN);
    case COMMAND_WRONG:
        break;
    }
    fputs(buffer_text(&says), stderr);
    return end(&t, EXIT_CANNOT_RUN);
}

/* --- what was given --------------------------------------------------------------------------------------------- */

const char *tool_text(const struct tool *t, const char *argument)
{
    return given_text(&t->given, argument);
}

bool tool_flag(const struct tool *t, const char *argument)
{
    return given_flag(&t->given, argument);
}

int tool_number(const struct tool *t, const char *argument, int otherwise)
{
    return given_number(&t->given, argument, otherwise);
}

/* --- what it works on ------------------------------------------------------------------------------------------- */

void tool_say(const struct tool *t, const char *format, ...)
{
    va_list values;
    fprintf(stderr, "cairn %s: ", t->given.at[1]->name);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

bool tool_library(struct tool *t, const char *argument)
{
    static struct library library; /* large */
    const char *modules = tool_text(t, argument);
    t->library = &library;
    bool open = seal_start() && library_open(&library, modules, tool_text(t, "--assets"));
    if (!open)
        tool_say(t, "no programme in %s can be used; cairn lint says why", modules);
    return open;
}

bool tool_person(struct tool *t, const char *crn, struct store_person *out)
{
    if (store_person_by_crn(t->store, crn, out))
        return true;
    struct problem *p =
        problem_error(&t->problems, PLACE_NONE, "person-unknown", "nobody here has the CRN \"%s\"", crn);
    problem_hint(&t->problems, p, "cairn people list shows who is here");
    tool_tell(t);
    return false;
}

const char *tool_user(struct tool *t)
{
    const struct passwd *user = getpwuid(getuid());
    return user ? arena_printf(&t->arena, "command line: %s", user->pw_name)
                : arena_printf(&t->arena, "command line: user %ld", (long)getuid());
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
