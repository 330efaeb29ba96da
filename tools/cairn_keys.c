#include "cairn_keys.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "store_rekey.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

#define ACT          "key-change"

static int keys_ask(struct tool *t, const struct store_staff *staff)
{
    char id[UUID_TEXT];
    if (!store_pending_ask(t->store, staff->id, ACT, "", t->now, id, &t->problems)) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    printf("Nothing is changed yet. Make a backup first. Within a day somebody else confirms it:\n"
           "  cairn store new-keys --store DIR --staff NAME --confirm %s --reason WORDS [--stolen]\n",
           id);
    return EXIT_CLEAN;
}

static bool is_asked(struct tool *t, const char *id)
{
    struct store_pending *pending;
    int count = store_pending(t->store, &t->arena, t->now, &pending);
    for (int i = 0; i < count; i++)
        if (text_is(pending[i].id, id) && text_is(pending[i].act, ACT))
            return true;
    problem_error(&t->problems, PLACE_NONE, "pending-closed",
                  "nobody asked for other keys under that id, or it was done, or asked more than a day ago");
    return false;
}

static int keys_confirm(struct tool *t, const struct store_staff *staff, const char *id, const char *reason,
                        bool stolen)
{
    struct store_rekeyed done;
    if (!is_asked(t, id) || !store_pending_confirm(t->store, staff->id, id, t->now, &t->problems) ||
        !store_new_keys(t->store, reason, stolen, &done, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    puts(
        "The keys are changed: keys.json of before, and backups from before, do not open what is written from now on.");
    printf("PINs stay: %d of people and %d of staff are closed with the new key when they next sign in.\n", done.people,
           done.staff);
    if (done.without)
        printf("%d did not sign in since the change before this one: they need a new PIN.\n", done.without);
    puts("Now: make a backup; hand out cairn store public anew; have bundles that are on their way here made again; "
         "make "
         "the systemd credential anew, where there is one.");
    if (stolen)
        puts("Whoever has what was stolen has everything of until now, and can try PINs: give everybody a new one "
             "(cairn people card --new-pin), and tell who is responsible for data protection.");
    return EXIT_CLEAN;
}

int cairn_store_new_keys(int argc, char **argv)
{
    const char *folder = NULL, *name = NULL, *confirm = NULL, *reason = NULL;
    bool stolen = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--staff", .value = &name, .needed = true},
                                         {.name = "--confirm", .value = &confirm},
                                         {.name = "--reason", .value = &reason},
                                         {.name = "--stolen", .flag = &stolen}};
    struct store_staff staff;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "store new-keys --store DIR --staff a.officer [--confirm ID --reason WORDS [--stolen]]"))
        return EXIT_CANNOT_RUN;
    if (!confirm != text_is_empty(reason)) {
        fputs("cairn: --confirm and --reason go together: the reason is kept\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!tool_staff_sign_in(&t, name, MAY_ASK_TWO, &staff))
        return tool_end(&t, EXIT_PROBLEMS);
    return tool_end(&t, confirm ? keys_confirm(&t, &staff, confirm, reason, stolen) : keys_ask(&t, &staff));
}
