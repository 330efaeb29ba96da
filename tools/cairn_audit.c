#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"

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

static int audit_list(struct tool *t)
{
    const char *crn = tool_text(t, "--crn");
    bool json = tool_flag(t, "--json");
    struct store_audit *rows;
    if (crn && !tool_person(t, crn, &t->person))
        return EXIT_PROBLEMS;
    if (!tool_audit(t, json ? AUDIT_EXPORT : AUDIT_LIST, crn ? t->person.id : NULL,
                    audit_detail(&t->arena, "what", "audit", NULL)))
        return EXIT_CANNOT_RUN;
    int count = store_audits(t->store, &t->arena, crn ? t->person.id : NULL, &rows);
    if (json)
        puts("[");
    else
        printf("%5s  %-19s  %-24s  %-8s  %-8s  %s\n", "no.", "when (UTC)", "who", "what", "person", "detail");
    for (int i = 0; i < count; i++)
        if (json)
            row_json(&rows[i], i + 1 < count ? "," : "");
        else
            row_tell(t, &rows[i]);
    if (json)
        puts("]");
    return count < 0 ? EXIT_CANNOT_RUN : EXIT_CLEAN;
}

static const struct command audit_list_command = {
    .name = "list",
    .purpose = "who did what with whose data, and when",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--crn", .value = "X123456", .help = "what was done with this person's data alone"},
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn audit list --store /srv/cairn", "everything, oldest first"},
            {"cairn audit list --store /srv/cairn --crn X000001", "who looked at one person's data"},
            {0},
        },
    .run = audit_list,
};

static int audit_verify(struct tool *t)
{
    int count;
    bool good = store_audit_verify(t->store, &count, &t->problems);
    printf("%d %s in order and unchanged%s\n", count, count == 1 ? "row of the audit is" : "rows of the audit are",
           good ? "." : "; then:");
    tool_tell(t);
    return good ? EXIT_CLEAN : EXIT_PROBLEMS;
}

static const struct command audit_verify_command = {
    .name = "verify",
    .purpose = "checks every row and link of the audit; names the first bad row",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn audit verify --store /srv/cairn", "says that all is whole, or where it is not"},
            {0},
        },
    .run = audit_verify,
};

const struct command cairn_audit = {
    .name = "audit",
    .purpose = "what staff did with whose data, and that nothing of it was changed",
    .commands = COMMANDS(&audit_list_command, &audit_verify_command),
};
