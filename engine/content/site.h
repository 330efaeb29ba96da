#ifndef SITE_H
#define SITE_H
/*
 * site - what a site decides: site.json, every setting with its default and the reason for it.
 *
 * One table says what settings there are; reading, writing, telling and the schema (modules/schema/site.schema.json) follow
 * it. A setting that the file leaves out has its default; a file with anything wrong is refused whole, with every problem
 * and its place, so that no terminal runs on half of what a site meant. Times are seconds, days or minutes as the key says.
 */
#include <stdbool.h>
#include <stddef.h>
#include "problem.h"

#define SITE_FILE        "site.json"
#define SITE_FORMAT      1
#define SITE_COMMAND_MAX 12 /* words of a command */
#define SITE_NAME_MAX    40 /* characters of a name */

struct site_command { /* a program and its arguments, as they are: no shell reads them */
    const char *word[SITE_COMMAND_MAX + 1]; /* the first is an absolute path; NULL ends them */
    int count;                              /* 0: none */
};

#define SITE_LANGUAGES_MAX 16
struct site_text { /* the same words in languages, as the site wrote them */
    struct {
        const char *language, *words;
    } in[SITE_LANGUAGES_MAX];
    int count; /* 0: none; the program's own stand there */
};

struct site {
    const char *site, *terminal; /* short names, e.g. "SITE-01", "T1" */
    const char *setting;         /* "community" or "custody" */

    const char *day_rule;       /* "completion" or "attendance" */
    int minimum_active_minutes; /* of one sitting, for an activity day */
    unsigned day_activities;    /* what kinds of module make one: a bit each of enum activity_kind */
    const char *day_label;      /* what such a day is called: "activity", "rar", "probation-requirement" */

    int idle_s;        /* "Are you still there?" after this */
    int idle_answer_s; /* then this long to answer, before the sitting ends */
    int gap_max_s;     /* the longest pause that counts as active */
    int staff_lock_s;  /* a staff sitting is locked after this without a touch */

    int free_tries;           /* wrong PINs before waits begin */
    int first_wait_s;         /* then, doubling */
    int tries;                /* before staff have to come */
    int terminal_tries_an_hour; /* wrong PINs of all codes at this terminal */

    struct site_text privacy_line, privacy_notice; /* one line for the first screen; the whole, Markdown */

    struct site_command notify; /* is told the terminal's name when somebody needs support */

    struct site_command print; /* takes a PDF on its standard input */
    const char *save_to;       /* folder into which people may save what they would print; NULL: none */
    const char *bundles;       /* folder of the stick by which people go to another terminal; NULL: none */

    const char *plain_folders; /* "no" or "yes": programmes that nobody signed are played */

    int keep_after_order_days;    /* people are due to be erased then; 0: never */
    int keep_after_activity_days; /* where the end of the order is not known */
    int backup_days;              /* readiness asks for a new backup then; 0: never */
};

enum site_kind {
    SITE_NAME,
    SITE_CHOICE, /* one of `names`, as text */
    SITE_CHOICES, /* at least one of `names`, a bit each */
    SITE_NUMBER,  /* int, least..most */
    SITE_TEXT,   /* an object: a language and its words; or null */
    SITE_PATH,   /* absolute, or NULL */
    SITE_COMMAND
};

struct site_setting {
    const char *group, *key; /* "day", "minimum_minutes"; `group` NULL: of the file itself */
    enum site_kind kind;
    size_t at; /* in struct site */
    double least, most;
    const char *const *names; /* up to NULL */
    const char *standard;     /* the default, as JSON */
    const char *why;          /* what it does, and why the default is what it is: the schema's description */
};
const struct site_setting *site_settings(int *count_out); /* in the order of the file, group by group */

/* In the language, or else as it was written first; NULL when there is none. */
const char *site_text_in(const struct site_text *text, const char *language);

/* What holds where no file says otherwise. */
struct site site_standard(struct arena *a);
/* Reads a file; `file` is its name in problems. False when anything is wrong with it: `out` is not to be used then. */
bool site_read(struct arena *a, const char *file, const char *text, size_t length, struct problems *problems,
               struct site *out);
/* The value of one setting, as JSON. */
void site_write_value(const struct site *site, const struct site_setting *setting, struct buffer *out);
/* A file that reads back as `site`; `whole`: with every setting, or else with those alone that are not the default. */
void site_write(struct arena *a, const struct site *site, bool whole, struct buffer *out);
/* How a day is named here, in English, for ui_words(). */
enum site_words {
    SITE_WORDS_DAYS,       /* "Activity days" */
    SITE_WORDS_TO_RESOLVE, /* "Activity days to resolve" */
    SITE_WORDS_NONE,       /* "In custody and on licence no activity day is proposed." */
    SITE_WORDS_NONE_YET,   /* "There is no activity day yet." */
    SITE_WORDS_OF,         /* "activity": goes before "days" */
    SITE_WORDS_DAY         /* "activity day": for machines and the command line, never translated */
};
const char *site_words(const struct site *site, enum site_words which);

/* The schema of such a file, of the same table: modules/schema/site.schema.json. */
void site_schema(struct buffer *out);

#endif
