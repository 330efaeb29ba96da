#ifndef CAIRN_ARGUMENTS_H
#define CAIRN_ARGUMENTS_H
/*
 * cairn_arguments - what the sub-commands share: words of the command line, opening a store, telling what is wrong.
 */
#include "store_audit.h"
#include "store_staff.h"

enum { EXIT_CLEAN = 0, EXIT_PROBLEMS = 1, EXIT_CANNOT_RUN = 2 };

struct argument {
    const char *name;   /* "--store"; NULL: a word without a name, in its place */
    const char **value; /* exactly one of value, flag and number */
    bool *flag;
    int *number;        /* 0 to 1000000 */
    bool needed;
};

/* Fills what the arguments point to; argv[0] is skipped. Says what is wrong on standard error, with `usage`. */
bool arguments_read(int argc, char **argv, const struct argument *arguments, int count, const char *usage);

/* "What was meant?" for a word that is none of `names`; says so on standard error. */
void arguments_unknown(const char *what, const char *word, const char *const *names, int count);

struct tool { /* a sub-command at work on a store */
    struct arena arena;
    struct problems problems;
    struct store *store;
    instant_ms now;
};

void tool_begin(struct tool *t);
bool tool_open(struct tool *t, const char *folder); /* says why not; acts as "command line: <user>" */
const char *tool_user(struct tool *t);              /* "command line: <user>" */
void tool_tell(struct tool *t);                     /* its problems, on standard error */
int tool_end(struct tool *t, int exit_code);
/* What the command does with people's data goes on the audit first; when it cannot be kept, says so, and nothing may be
 * shown. */
bool tool_audit(struct tool *t, enum audit_action action, const char *person, const char *detail);

/* A line of standard input, not an argument: those stand in the list of processes. Asks for it and does not show it at a
 * terminal. False, and says why, when nothing came or it is too long. Wipe it. */
bool tool_secret_read(char out[STAFF_SECRET_MAX]);
/* Whoever `name` is shows it with the secret on standard input, and acts from then on. Says why not. */
bool tool_staff_sign_in(struct tool *t, const char *name, enum staff_may act, struct store_staff *out);

/* One sub-sub-command of a table, as "add" of "people". */
struct command {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the name */
    const char *help;
};
int command_run(const char *of, const struct command *commands, int count, int argc, char **argv);

void print_json_member(const char *before, const char *key, const char *text); /* null when `text` is NULL */

#endif
