#include "cairn_commands.h"

#include <stdio.h>
#include <string.h>

#include "cairn_tool.h"
#include "cairn_paper.h"
#include "document_html.h"
#include "files.h"
#include "person_paper.h"
#include "report.h"

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

static int report_programme(struct tool *t)
{
    const char *only = tool_text(t, "--programme");
    bool csv = tool_flag(t, "--csv");
    return tool_library(t, "--modules") ? report_programmes(t, t->library, only, csv) : EXIT_CANNOT_RUN;
}

static const struct command report_programme_command = {
    .name = "programme",
    .purpose = "completions, change, and what people say",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_PROGRAMME,
            {.name = "--csv", .help = "as a table, for programs"},
            ARGUMENT_MODULES,
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn report programme --store /srv/cairn", "figures of every programme"},
            {0},
        },
    .run = report_programme,
};

/* --- one person ------------------------------------------------------------------------------------------------- */

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

/* As it is said, or as the file's name ends. */
static const char *format_of(const char *format, const char *to)
{
    if (!format)
        format = ends_in(to, ".pdf") ? "pdf" : ends_in(to, ".html") || ends_in(to, ".htm") ? "html" : NULL;
    if (!format)
        fputs("cairn: --to ends in .pdf or .html, or --format says which of them\n", stderr);
    return format;
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

static int report_person(struct tool *t)
{
    const char *to = tool_text(t, "--to");
    const char *format = tool_text(t, "--format");
    const char *language = tool_text(t, "--language");
    if (!(format = format_of(format, to)) || !tool_library(t, "--modules"))
        return EXIT_CANNOT_RUN;
    return report_one(t, t->library, &t->person, language, format, to);
}

static const struct command report_person_command = {
    .name = "person",
    .purpose = "concerns, days, sessions, change, and what was shared",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--to", .value = "FILE", .help = "the file to write: .pdf or .html", .needed = true},
            {.name = "--format",
             .value = "FORMAT",
             .help = "where the name of the file does not say",
             .choices = "pdf html"},
            {.name = "--language", .value = "TAG", .help = "such as cy", .standard = "en-GB"},
            ARGUMENT_MODULES,
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn report person --store /srv/cairn --crn X000001 --to x.pdf", "a paper for supervision"},
            {0},
        },
    .run = report_person,
    .needs = NEEDS_PERSON,
};

const struct command cairn_report = {
    .name = "report",
    .purpose = "what one person did, or what programmes come to",
    .commands = COMMANDS(&report_person_command, &report_programme_command),
};
