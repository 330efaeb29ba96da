#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"
#include "files.h"
#include "subject_access.h"

/* On the audit first, so that the row is in what is handed out. */
static int subject_write(struct tool *t, struct library *l, const struct store_person *person, bool json,
                         const char *to)
{
    struct buffer out;
    buffer_init(&out, &t->arena);
    if (!tool_audit(t, AUDIT_EXPORT, person->id,
                    audit_detail(&t->arena, "format", json ? "json" : "html", "what", "subject access", NULL)))
        return EXIT_CANNOT_RUN;
    if (!subject_access_write(&t->arena, t->store, l, person, t->now, json, &out)) {
        fputs("cairn: the store could not be read to its end: nothing was written\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (!file_write_atomically(to, buffer_text(&out), out.length)) {
        fprintf(stderr, "cairn: %s could not be written: nothing is there\n", to);
        return EXIT_CANNOT_RUN;
    }
    printf("%s has everything that is held about %s, also what they wrote for themselves alone. Hand it to them, and "
           "keep no "
           "copy.\n",
           to, person->crn);
    return EXIT_CLEAN;
}

static int run_people_subject_access(struct tool *t)
{
    const char *to = tool_text(t, "--to");
    const char *format = tool_text(t, "--format");
    if (!tool_library(t, "--modules"))
        tool_say(t, "names stand in place of questions");
    return subject_write(t, t->library, &t->person, text_is(format, "json"), to);
}

const struct command cairn_people_subject_access = {
    .name = "subject-access",
    .purpose = "everything that is held about a person, for the person",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--to", .value = "FILE", .help = "the file to write", .needed = true},
            {.name = "--format",
             .value = "FORMAT",
             .help = "a page to read, or data for programs",
             .choices = "html json",
             .standard = "html"},
            ARGUMENT_MODULES,
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn people subject-access --store /srv/cairn --crn X000001 --to mine.html",
             "a page to hand to the person"},
            {0},
        },
    .run = run_people_subject_access,
    .needs = NEEDS_PERSON,
};
