#include "cairn_audit.h"

#include <stdio.h>

#include "cairn_arguments.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static void row_json(const struct store_audit *row, const char *after)
{
    char at[INSTANT_TEXT];
    instant_format(row->at, at);
    printf("{\"seq\":%lld,\"boot_ms\":%lld", (long long)row->seq, (long long)row->boot_ms);
    print_json_member(",", "at", at);
    print_json_member(",", "boot", row->boot_id);
    print_json_member(",", "id", row->id);
    print_json_member(",", "who", row->who);
    print_json_member(",", "action", row->action);
    print_json_member(",", "person", *row->person ? row->person : NULL);
    printf(",\"detail\":%s}%s\n", row->detail, after); /* JSON already, by audit_detail */
}

static void row_tell(struct tool *t, const struct store_audit *row)
{
    char at[INSTANT_TEXT];
    struct store_person person;
    const char *who = "";
    instant_format(row->at, at);
    if (*row->person)
        who = store_person_by_id(t->store, row->person, &person) ? arena_strdup(&t->arena, person.crn) : row->person;
    printf("%5lld  %.10s %.8s  %-24s  %-8s  %-8s  %s\n", (long long)row->seq, at, at + 11, row->who, row->action, who,
           row->detail);
}

static int audit_list(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL;
    bool json = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn},
                                         {.name = "--json", .flag = &json}};
    struct store_person person = {0};
    struct store_audit *rows;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "audit list --store DIR [--crn X123456] [--json]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (crn && !store_person_by_crn(t.store, crn, &person)) {
        fprintf(stderr, "cairn: nobody here has the CRN \"%s\"\n", crn);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    if (!tool_audit(&t, json ? AUDIT_EXPORT : AUDIT_LIST, crn ? person.id : NULL,
                    audit_detail(&t.arena, "what", "audit", NULL)))
        return tool_end(&t, EXIT_CANNOT_RUN);
    int count = store_audits(t.store, &t.arena, crn ? person.id : NULL, &rows);
    if (json)
        puts("[");
    else
        printf("%5s  %-19s  %-24s  %-8s  %-8s  %s\n", "no.", "when (UTC)", "who", "what", "person", "detail");
    for (int i = 0; i < count; i++)
        if (json)
            row_json(&rows[i], i + 1 < count ? "," : "");
        else
            row_tell(&t, &rows[i]);
    if (json)
        puts("]");
    return tool_end(&t, count < 0 ? EXIT_CANNOT_RUN : EXIT_CLEAN);
}

static int audit_verify(int argc, char **argv)
{
    const char *folder = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true}};
    struct tool t;
    int count;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "audit verify --store DIR"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    bool good = store_audit_verify(t.store, &count, &t.problems);
    printf("%d %s in order and unchanged%s\n", count, count == 1 ? "row of the audit is" : "rows of the audit are",
           good ? "." : "; then:");
    tool_tell(&t);
    return tool_end(&t, good ? EXIT_CLEAN : EXIT_PROBLEMS);
}

int cairn_audit(int argc, char **argv)
{
    static const struct command commands[] = {
        {"list", audit_list, "--store DIR [--crn X123456]  who did what with whose data, and when"},
        {"verify", audit_verify, "--store DIR  checks every row and link; names the first bad row"},
    };
    return command_run("audit", commands, COUNT(commands), argc, argv);
}
