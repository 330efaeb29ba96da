#include "cairn_staff.h"

#include <stdio.h>

#include "cairn_arguments.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static bool role_read(const char *text, enum staff_role *out)
{
    const char *names[STAFF_ROLES];
    for (int i = 0; i < STAFF_ROLES; i++)
        names[i] = staff_role_name((enum staff_role)i);
    if (staff_role_from_name(text, out))
        return true;
    arguments_unknown("role", text, names, STAFF_ROLES);
    return false;
}

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

static int staff_add(int argc, char **argv)
{
    const char *folder = NULL, *name = NULL, *role_text = NULL;
    bool phrase = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--name", .value = &name, .needed = true},
                                         {.name = "--role", .value = &role_text, .needed = true},
                                         {.name = "--passphrase", .flag = &phrase}};
    char pin[STAFF_PIN] = "", typed[STAFF_SECRET_MAX] = "";
    enum staff_role role;
    struct store_staff staff;
    struct tool t;
    int exit_code = EXIT_CLEAN;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "staff add --store DIR --name a.officer --role site-staff|practitioner|administrator"
                        " [--passphrase]") ||
        !role_read(role_text, &role) || (phrase && !tool_secret_read(typed)))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (store_staff_add(t.store, name, role, phrase ? typed : NULL, t.now, &staff, pin, &t.problems)) {
        tell_pin(staff.name, pin, phrase);
    } else {
        tool_tell(&t);
        exit_code = EXIT_PROBLEMS;
    }
    seal_wipe(pin, sizeof pin);
    seal_wipe(typed, sizeof typed);
    return tool_end(&t, exit_code);
}

static int staff_list(int argc, char **argv)
{
    const char *folder = NULL;
    bool json = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--json", .flag = &json}};
    struct store_staff *staff;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "staff list --store DIR [--json]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    int count = store_staff_list(t.store, &t.arena, &staff);
    if (count < 0 ||
        !tool_audit(&t, json ? AUDIT_EXPORT : AUDIT_LIST, NULL, audit_detail(&t.arena, "what", "staff", NULL)))
        return tool_end(&t, EXIT_CANNOT_RUN);
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
    return tool_end(&t, EXIT_CLEAN);
}

static int staff_new_pin(int argc, char **argv)
{
    const char *folder = NULL, *name = NULL;
    bool phrase = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--name", .value = &name, .needed = true},
                                         {.name = "--passphrase", .flag = &phrase}};
    char pin[STAFF_PIN] = "", typed[STAFF_SECRET_MAX] = "";
    struct store_staff staff;
    struct tool t;
    int exit_code = EXIT_PROBLEMS;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "staff new-pin --store DIR --name a.officer [--passphrase]") ||
        (phrase && !tool_secret_read(typed)))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (staff_find(&t, name, &staff)) {
        if (store_staff_new_pin(t.store, staff.id, phrase ? typed : NULL, pin, &t.problems)) {
            tell_pin(staff.name, pin, phrase);
            exit_code = EXIT_CLEAN;
        } else
            tool_tell(&t);
    }
    seal_wipe(pin, sizeof pin);
    seal_wipe(typed, sizeof typed);
    return tool_end(&t, exit_code);
}

static int staff_role(int argc, char **argv)
{
    const char *folder = NULL, *name = NULL, *role_text = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--name", .value = &name, .needed = true},
                                         {.name = "--role", .value = &role_text, .needed = true}};
    enum staff_role role;
    struct store_staff staff;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "staff role --store DIR --name a.officer --role site-staff|practitioner|administrator") ||
        !role_read(role_text, &role))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!staff_find(&t, name, &staff))
        return tool_end(&t, EXIT_PROBLEMS);
    if (!store_staff_set_role(t.store, staff.id, role, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    printf("%s is %s now.\n", staff.name, staff_role_name(role));
    return tool_end(&t, EXIT_CLEAN);
}

static int staff_remove(int argc, char **argv)
{
    const char *folder = NULL, *name = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--name", .value = &name, .needed = true}};
    struct store_staff staff;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "staff remove --store DIR --name a.officer"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!staff_find(&t, name, &staff))
        return tool_end(&t, EXIT_PROBLEMS);
    if (!store_staff_remove(t.store, staff.id, t.now, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    printf("%s can sign in no more. What they did stays under their name.\n", staff.name);
    return tool_end(&t, EXIT_CLEAN);
}

int cairn_staff(int argc, char **argv)
{
    static const struct command commands[] = {
        {"add", staff_add, "--store DIR --name a.officer --role ROLE [--passphrase]  makes a PIN, shown once"},
        {"list", staff_list, "--store DIR  who works here"},
        {"role", staff_role, "--store DIR --name a.officer --role ROLE  what they may do"},
        {"new-pin", staff_new_pin, "--store DIR --name a.officer [--passphrase]  also after too many wrong tries"},
        {"remove", staff_remove, "--store DIR --name a.officer  can sign in no more"},
    };
    return command_run("staff", commands, COUNT(commands), argc, argv);
}
