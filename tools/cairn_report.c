#include "cairn_report.h"

#include <stdio.h>
#include <string.h>

#include "cairn_arguments.h"
#include "cairn_paper.h"
#include "document_html.h"
#include "files.h"
#include "person_paper.h"
#include "report.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* Every completion record that reads; -1 when the store does not. */
static int records_of(struct tool *t, struct record **out)
{
    struct store_record *rows;
    int count = store_records(t->store, &t->arena, NULL, &rows), read = 0;
    if (count < 0)
        return -1;
    *out = ARENA_ARRAY(&t->arena, struct record, count + 1);
    for (int i = 0; i < count; i++)
        if (text_is(rows[i].kind, "COMPLETED"))
            read += record_read(&t->arena, rows[i].body, rows[i].body_size, &(*out)[read]);
    return read;
}

static int report_programmes(struct tool *t, struct library *l, const char *only, bool csv)
{
    struct record *records;
    struct buffer out;
    int count = records_of(t, &records), told = 0;
    if (count < 0 ||
        !tool_audit(t, AUDIT_LIST, NULL, audit_detail(&t->arena, "what", "programme figures", "programme", only, NULL)))
        return EXIT_CANNOT_RUN;
    buffer_init(&out, &t->arena);
    for (int i = 0; i < l->count; i++) {
        const struct programme *p = l->programmes[i];
        struct report report;
        if (only ? !text_is(p->id, only) : p->example)
            continue;
        report_make(&t->arena, p->id, p->measures, p->measure_count, records, count, &report);
        if (csv)
            report_csv(&report, told == 0, &out);
        else
            report_text(&report, &out);
        told++;
    }
    fputs(buffer_text(&out), stdout);
    if (!told)
        fputs("cairn: there is no such programme in the modules folder\n", stderr);
    return told ? EXIT_CLEAN : EXIT_PROBLEMS;
}

static int report_programme(int argc, char **argv)
{
    const char *folder = NULL, *modules = "modules", *assets = "assets", *only = NULL;
    bool csv = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--modules", .value = &modules},
                                         {.name = "--assets", .value = &assets},
                                         {.name = "--programme", .value = &only},
                                         {.name = "--csv", .flag = &csv}};
    static struct library library; /* large */
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "report programme --store DIR [--programme ID] [--csv] [--modules DIR] [--assets DIR]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    bool open = library_open(&library, modules, assets);
    if (!open)
        fprintf(stderr, "cairn: no programme can be used in %s; cairn lint says why\n", modules);
    int exit_code = open ? report_programmes(&t, &library, only, csv) : EXIT_CANNOT_RUN;
    library_close(&library);
    return tool_end(&t, exit_code);
}

/* --- one person ------------------------------------------------------------------------------------------------- */

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

static const char *format_of(const char *format, const char *to)
{
    static const char *const formats[] = {"pdf", "html"};
    if (!format)
        format = ends_in(to, ".pdf") ? "pdf" : ends_in(to, ".html") || ends_in(to, ".htm") ? "html" : NULL;
    for (int i = 0; format && i < COUNT(formats); i++)
        if (text_is(format, formats[i]))
            return formats[i];
    if (format)
        arguments_unknown("format", format, formats, COUNT(formats));
    else
        fputs("cairn: --to ends in .pdf or .html, or --format says which of them\n", stderr);
    return NULL;
}

static bool document_keep(struct tool *t, const struct document *d, const char *format, const char *to)
{
    struct buffer out;
    if (text_is(format, "pdf"))
        return paper_keep(&t->arena, d, to);
    buffer_init(&out, &t->arena);
    document_html(d, &out);
    return file_write_atomically(to, buffer_text(&out), out.length);
}

static int report_one(struct tool *t, struct library *l, const struct store_person *person, const char *language,
                      const char *format, const char *to)
{
    int at = library_language(l, language);
    const struct document_request request = {.interface = l->interface[at],
                                             .language = l->languages[at],
                                             .right_to_left = language_is_right_to_left(l->languages[at]),
                                             .date = date_in_london(t->now)};
    if (!tool_audit(t, AUDIT_EXPORT, person->id, audit_detail(&t->arena, "what", "report", "format", format, NULL)))
        return EXIT_CANNOT_RUN;
    struct document *d = person_paper(&t->arena, t->store, l, person, t->now, &request);
    if (!d) {
        fputs("cairn: the store could not be read\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (!document_keep(t, d, format, to)) {
        fprintf(stderr, "cairn: the report could not be written to %s\n", to);
        return EXIT_CANNOT_RUN;
    }
    printf("The report about %s is in %s.\n", person->crn, to);
    return EXIT_CLEAN;
}

static int report_person(int argc, char **argv)
{
    const char *folder = NULL, *modules = "modules", *assets = "assets", *crn = NULL, *to = NULL, *format = NULL,
               *language = "en-GB";
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--to", .value = &to, .needed = true},
                                         {.name = "--format", .value = &format},
                                         {.name = "--language", .value = &language},
                                         {.name = "--modules", .value = &modules},
                                         {.name = "--assets", .value = &assets}};
    static struct library library; /* large */
    struct store_person person;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "report person --store DIR --crn X123456 --to FILE.pdf|FILE.html [--format pdf|html]"
                        " [--language TAG] [--modules DIR] [--assets DIR]"))
        return EXIT_CANNOT_RUN;
    if (!(format = format_of(format, to)))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!store_person_by_crn(t.store, crn, &person)) {
        fprintf(stderr, "cairn: nobody here has the CRN \"%s\"; cairn people list shows who is here\n", crn);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    bool open = library_open(&library, modules, assets);
    if (!open)
        fprintf(stderr, "cairn: no programme can be used in %s; cairn lint says why\n", modules);
    int exit_code = open ? report_one(&t, &library, &person, language, format, to) : EXIT_CANNOT_RUN;
    library_close(&library);
    return tool_end(&t, exit_code);
}

int cairn_report(int argc, char **argv)
{
    static const struct command commands[] = {
        {"person", report_person,
         "--store DIR --crn X123456 --to FILE.pdf|FILE.html  concerns, days, sessions, change, what was shared"},
        {"programme", report_programme,
         "--store DIR [--programme ID] [--csv]  completions, change, and what people say"},
    };
    return command_run("report", commands, COUNT(commands), argc, argv);
}
