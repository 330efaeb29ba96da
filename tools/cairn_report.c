#include "cairn_report.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "library.h"
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

static int report_programmes(struct tool *t, const struct library *l, const char *only, bool csv)
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

int cairn_report(int argc, char **argv)
{
    static const struct command commands[] = {
        {"programme", report_programme,
         "--store DIR [--programme ID] [--csv]  completions, change, and what people say"},
    };
    return command_run("report", commands, COUNT(commands), argc, argv);
}
