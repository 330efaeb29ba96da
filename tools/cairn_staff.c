#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"

static bool staff_find(struct tool *t, const char *name, struct store_staff *out)
{
    if (store_staff_by_name(t->store, name, out))
        return true;
    struct problem *p =
        problem_error(&t->problems, PLACE_NONE, "staff-unknown", "nobody here signs in as \"%s\"", name);
    problem_hint(&t->problems, p, "cairn staff list shows who does");
    tool_tell(t);
    return false;
}

static void tell_pin(const char *name, const char *pin, bool phrase)
{
    if (phrase)
        printf("%s signs in with that passphrase.\n", name);
    else
        printf("%s signs in with PIN %.4s %s.\nThe PIN is shown this once: give it to them alone.\n", name, pin,
               pin + 4);
}

static int staff_add(struct tool *t)
{
    const char *name = tool_text(t, "--name");
    bool phrase = tool_flag(t, "--passphrase");
    char pin[STAFF_PIN] = "", typed[STAFF_SECRET_MAX] = "";
    enum staff_role role = STAFF_SITE;
    struct store_staff staff;
    int exit_code = EXIT_CLEAN;
    if (!staff_role_from_name(tool_text(t, "--role"), &role) || (phrase && !tool_secret_read(typed)))
        return EXIT_CANNOT_RUN;
    if (store_staff_add(t->store, name, role, phrase ? typed : NULL, t->now, &staff, pin, &t->problems)) {
        tell_pin(staff.name, pin, phrase);
    } else {
        tool_tell(t);
        exit_code = EXIT_PROBLEMS;
    }
    seal_wipe(pin, sizeof pin);
    seal_wipe(typed, sizeof typed);
    return exit_code;
}

static const struct command staff_add_command = {
    .name = "add",
    .purpose = "enrols a member of staff, with a PIN that is shown once",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--name", .value = "a.officer", .help = "the name they sign in with", .needed = true},
            {.name = "--role",
             .value = "ROLE",
             .help = "what they may do",
             .choices = "site-staff practitioner administrator",
             .needed = true},
            {.name = "--passphrase", .help = "words of their own from standard input, in place of a PIN that is drawn"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn staff add --store /srv/cairn --name a.officer --role practitioner", "makes a PIN"},
            {0},
        },
    .run = staff_add,
};

static int staff_list(struct tool *t)
{
    bool json = tool_flag(t, "--json");
    struct store_staff *staff;
    int count = store_staff_list(t->store, &t->arena, &staff);
    if (count < 0 ||
        !tool_audit(t, json ? AUDIT_EXPORT : AUDIT_LIST, NULL, audit_detail(&t->arena, "what", "staff", NULL)))
        return EXIT_CANNOT_RUN;
    if (json)
        puts("[");
    for (int i = 0; i < count; i++) {
        if (!json) {
            printf("%-13s  %s%s\n", staff_role_name(staff[i].role), staff[i].name,
                   staff[i].locked ? "  locked: too many wrong tries" : "");
            continue;
        }
        print_json_member("{", "name", staff[i].name);
        print_json_member(",", "id", staff[i].id);
        print_json_member(",", "role", staff_role_name(staff[i].role));
        printf(",\"locked\":%s}%s\n", staff[i].locked ? "true" : "false", i + 1 < count ? "," : "");
    }
    if (json)
        puts("]");
    return EXIT_CLEAN;
}

static const struct command staff_list_command = {
    .name = "list",
    .purpose = "who works here",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_JSON,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn staff list --store /srv/cairn", "everybody, and who is locked"},
            {0},
        },
    .run = staff_list,
};

static int staff_new_pin(struct tool *t)
{
    const char *name = tool_text(t, "--name");
    bool phrase = tool_flag(t, "--passphrase");
    char pin[STAFF_PIN] = "", typed[STAFF_SECRET_MAX] = "";
    struct store_staff staff;
    int exit_code = EXIT_PROBLEMS;
    if (phrase && !tool_secret_read(typed))
        return EXIT_CANNOT_RUN;
    if (staff_find(t, name, &staff)) {
        if (store_staff_new_pin(t->store, staff.id, phrase ? typed : NULL, pin, &t->problems)) {
            tell_pin(staff.name, pin, phrase);
            exit_code = EXIT_CLEAN;
        } else
            tool_tell(t);
    }
    seal_wipe(pin, sizeof pin);
    seal_wipe(typed, sizeof typed);
    return exit_code;
}

static const struct command staff_new_pin_command = {
    .name = "new-pin",
    .purpose = "another PIN, also after too many wrong tries",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--name", .value = "a.officer", .help = "the name they sign in with", .needed = true},
            {.name = "--passphrase", .help = "words of their own from standard input, in place of a PIN that is drawn"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn staff new-pin --store /srv/cairn --name a.officer", "makes a PIN"},
            {0},
        },
    .run = staff_new_pin,
};

static int staff_role(struct tool *t)
{
    const char *name = tool_text(t, "--name");
    enum staff_role role;
    struct store_staff staff;
    if (!staff_role_from_name(tool_text(t, "--role"), &role))
        return EXIT_CANNOT_RUN;
    if (!staff_find(t, name, &staff))
        return EXIT_PROBLEMS;
    if (!store_staff_set_role(t->store, staff.id, role, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf("%s is %s now.\n", staff.name, staff_role_name(role));
    return EXIT_CLEAN;
}

static const struct command staff_role_command = {
    .name = "role",
    .purpose = "what a member of staff may do",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--name", .value = "a.officer", .help = "the name they sign in with", .needed = true},
            {.name = "--role",
             .value = "ROLE",
             .help = "what they may do",
             .choices = "site-staff practitioner administrator",
             .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn staff role --store /srv/cairn --name a.officer --role administrator", "from now on"},
            {0},
        },
    .run = staff_role,
};

static int staff_remove(struct tool *t)
{
    const char *name = tool_text(t, "--name");
    struct store_staff staff;
    if (!staff_find(t, name, &staff))
        return EXIT_PROBLEMS;
    if (!store_staff_remove(t->store, staff.id, t->now, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf("%s can sign in no more. What they did stays under their name.\n", staff.name);
    return EXIT_CLEAN;
}

static const struct command staff_remove_command = {
    .name = "remove",
    .purpose = "a member of staff can sign in no more",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--name", .value = "a.officer", .help = "the name they sign in with", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn staff remove --store /srv/cairn --name a.officer", "what they did stays under their name"},
            {0},
        },
    .run = staff_remove,
};

const struct command cairn_staff = {
    .name = "staff",
    .purpose = "who works here, and what they may do",
    .commands = COMMANDS(&staff_add_command, &staff_list_command, &staff_role_command, &staff_new_pin_command,
                         &staff_remove_command),
};
