#ifndef COMMAND_H
#define COMMAND_H
/*
 * command - a program's command line as a table: what reads it, what --help says, and what its manual is made of.
 *
 * A program is a command; a command takes arguments, or has commands of its own ("cairn people add"). Nothing is read that the table
 * does not say, so help, manual pages and completion (tools/cairn_help.c) cannot differ from what is read. Lists end in a row of zeros
 * or NULL. Nothing is printed here.
 */
#include "text.h"

struct argument {
    const char *name;     /* "--store"; NULL: a word in its place, known by its value */
    const char *value;    /* what stands there, in capitals: "DIR", "FILE", "N"; NULL: a flag, which takes none */
    const char *help;     /* one line, without a capital or a full stop */
    const char *choices;  /* the only values there are, with a space between; or NULL */
    const char *standard; /* the value where none is given; or NULL */
    bool needed;
    bool is_number;       /* 0 to NUMBER_MOST */
    bool many;            /* a word in its place that may come again; the last of them */
};

#define ARGUMENTS_MAX 32     /* of one command */
#define WORDS_MAX     2048   /* of one that may come many times */
#define NUMBER_MOST   1000000
#define COMMAND_DEEP  3      /* "cairn", "people", "add" */

struct example {
    const char *line; /* as it is typed: "cairn lint modules" */
    const char *what; /* it does */
};

struct tool; /* what a program hands to its commands */

struct command {
    const char *name;
    const char *purpose;                    /* one line, without a capital or a full stop */
    const char *about;                      /* what there is to know besides: sentences; or NULL */
    const struct argument *arguments;       /* or NULL; --help is understood everywhere */
    const struct example *examples;         /* or NULL */
    const struct command *const *commands;  /* or NULL */
    int (*run)(struct tool *t);             /* gives the exit code; of a command without commands */
    unsigned needs;                         /* what the program opens before: its own marks */
};

struct given { /* what a command line came to */
    const struct command *at[COMMAND_DEEP]; /* the program, its command, ... */
    int deep;
    const char *value[ARGUMENTS_MAX];       /* of each argument; of a flag, its name; NULL: not given, and no standard */
    const char *words[WORDS_MAX];           /* of the one that may come many times */
    int word_count;
};

enum command_read { COMMAND_RUN, COMMAND_HELP, COMMAND_WRONG };

/* Finds the command and reads its arguments; argv[0] is skipped. COMMAND_WRONG: `wrong` says what and how it is used. Strings are
 * borrowed from `argv` and the tables. */
enum command_read command_read(const struct command *program, int argc, char **argv, struct given *out, struct buffer *wrong);
/* The command that was asked for. */
const struct command *given_command(const struct given *g);

/* By its name, or a word in its place by its value. Asking for what the table does not have is our mistake: it stops. */
const char *given_text(const struct given *g, const char *argument);
bool given_flag(const struct given *g, const char *argument);
int given_number(const struct given *g, const char *argument, int otherwise);

/* "cairn: no WHAT "WORD"; did you mean ...?", a line. */
void command_unknown(const char *program, const char *what, const char *word, const char *const *names, int count, struct buffer *out);

/* "cairn people add" */
void command_path(const struct given *g, struct buffer *out);
/* "usage: ..." in as many lines as it takes. */
void command_usage(const struct given *g, struct buffer *out);
/* All that is known of a command. */
void command_help(const struct given *g, struct buffer *out);
/* "--store DIR", "FILE...", "pdf|html": how an argument is typed. */
void argument_typed(const struct argument *a, struct buffer *out);

#define NO_ARGUMENTS_LEFT(a) (!(a)->name && !(a)->value)

#endif
