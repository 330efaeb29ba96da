#ifndef CAIRN_TOOL_H
#define CAIRN_TOOL_H
/*
 * cairn_tool - a sub-command at work: what its command line gave, the store and the programmes it looks at, telling what is wrong.
 *
 * Each command is a table (command.h) in its cairn_<name>.c, and listed in cairn_commands.h. What a table `needs` is open before the
 * command runs; what is open is closed after it.
 */
#include "command.h"
#include "library.h"
#include "store_audit.h"
#include "store_staff.h"

enum { EXIT_CLEAN = 0, EXIT_PROBLEMS = 1, EXIT_CANNOT_RUN = 2 };

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

enum { /* marks of a command's `needs` */
    NEEDS_PERSON = 1, /* whose CRN is in --crn, in `person`: with a store */
    NEEDS_SEAL = 2,   /* keys and chance without a store */
};

struct tool {
    struct arena arena;
    struct problems problems;
    struct given given;
    struct store *store; /* of a command whose --store is needed: open, and acts as "command line: <user>" */
    struct store_person person;
    struct library *library; /* after tool_library */
    instant_ms now;
};

/* Finds the command, opens what it needs, runs it and closes. Gives the exit code. */
int tool_run(const struct command *program, int argc, char **argv);

const char *tool_text(const struct tool *t, const char *argument);
bool tool_flag(const struct tool *t, const char *argument);
int tool_number(const struct tool *t, const char *argument, int otherwise);

/* Opens the store in --store, where a command needs it at times only; what is wrong is in `problems`. */
bool tool_store(struct tool *t);
/* The programmes in the folder that `argument` gives, with --assets. Says why not; stays open until the command ends. */
bool tool_library(struct tool *t, const char *argument);
/* Somebody of the store by their CRN; says why not. */
bool tool_person(struct tool *t, const char *crn, struct store_person *out);
const char *tool_user(struct tool *t); /* "command line: <user>" */
void tool_tell(struct tool *t);        /* its problems, on standard error */
/* "cairn lint: " and so on, on standard error. */
void tool_say(const struct tool *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What the command does with people's data goes on the audit first; when it cannot be kept, says so, and nothing may be
 * shown. */
bool tool_audit(struct tool *t, enum audit_action action, const char *person, const char *detail);

/* A line of standard input, not an argument: those stand in the list of processes. Asks for it and does not show it at a
 * terminal. False, and says why, when nothing came or it is too long. Wipe it. */
bool tool_secret_read(char out[STAFF_SECRET_MAX]);
/* Whoever `name` is shows it with the secret on standard input, and acts from then on. Says why not. */
bool tool_staff_sign_in(struct tool *t, const char *name, enum staff_may act, struct store_staff *out);

void print_json_member(const char *before, const char *key, const char *text); /* null when `text` is NULL */

/* --- rows that many tables have --------------------------------------------------------------------------------- */

#define ARGUMENT_STORE {.name = "--store", .value = "DIR", .help = "where the terminal keeps everything", .needed = true}
#define ARGUMENT_CRN {.name = "--crn", .value = "X123456", .help = "whose: their case reference number", .needed = true}
#define ARGUMENT_JSON {.name = "--json", .help = "as JSON, for programs"}
#define ARGUMENT_MODULES {.name = "--modules", .value = "DIR", .help = "the folder of programmes", .standard = "modules"}
#define ARGUMENT_ASSETS                                                                                                 \
    {.name = "--assets", .value = "DIR", .help = "icons and words of the interface", .standard = CAIRN_ASSETS}
#define ARGUMENT_MEDIA {.name = "--media", .value = "DIR", .help = "pictures made by the build", .standard = CAIRN_MEDIA}
#define ARGUMENT_PROGRAMME {.name = "--programme", .value = "ID", .help = "this programme alone"}
#define ARGUMENT_SETTING                                                                                                \
    {.name = "--setting", .value = "SETTING", .help = "where it is used", .choices = "community custody"}
#define COMMANDS(...) (const struct command *const[]){__VA_ARGS__, NULL}

#endif
