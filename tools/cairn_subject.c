#include "cairn_subject.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "files.h"
#include "subject_access.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

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

int cairn_people_subject_access(int argc, char **argv)
{
    const char *folder = NULL, *modules = "modules", *assets = "assets", *crn = NULL, *to = NULL, *format = "html";
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--to", .value = &to, .needed = true},
                                         {.name = "--format", .value = &format},
                                         {.name = "--modules", .value = &modules},
                                         {.name = "--assets", .value = &assets}};
    static const char *const formats[] = {"html", "json"};
    static struct library library; /* large */
    struct store_person person;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "people subject-access --store DIR --crn X123456 --to FILE [--format html|json]"
                        " [--modules DIR] [--assets DIR]"))
        return EXIT_CANNOT_RUN;
    if (!text_is(format, "html") && !text_is(format, "json")) {
        arguments_unknown("format", format, formats, COUNT(formats));
        return EXIT_CANNOT_RUN;
    }
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!store_person_by_crn(t.store, crn, &person)) {
        fprintf(stderr, "cairn: nobody here has the CRN \"%s\"; cairn people list shows who is here\n", crn);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    if (!library_open(&library, modules, assets))
        fprintf(stderr, "cairn: no programme can be used in %s: names stand in place of questions\n", modules);
    int exit_code = subject_write(&t, &library, &person, text_is(format, "json"), to);
    library_close(&library);
    return tool_end(&t, exit_code);
}
