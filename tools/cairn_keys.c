#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"
#include "store_rekey.h"

#define ACT "key-change"

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

static int run_store_new_keys(struct tool *t)
{
    const char *name = tool_text(t, "--staff");
    const char *confirm = tool_text(t, "--confirm");
    const char *reason = tool_text(t, "--reason");
    bool stolen = tool_flag(t, "--stolen");
    struct store_staff staff;
    if (!confirm != text_is_empty(reason)) {
        fputs("cairn: --confirm and --reason go together: the reason is kept\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    if (!tool_staff_sign_in(t, name, MAY_ASK_TWO, &staff))
        return EXIT_PROBLEMS;
    return confirm ? keys_confirm(t, &staff, confirm, reason, stolen) : keys_ask(t, &staff);
}

const struct command cairn_store_new_keys = {
    .name = "new-keys",
    .purpose = "other keys for a store: one member of staff asks, another confirms",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--staff",
             .value = "a.officer",
             .help = "who you are: your PIN or passphrase is asked for",
             .needed = true},
            {.name = "--confirm", .value = "ID", .help = "confirm what somebody else asked for"},
            {.name = "--reason", .value = "WORDS", .help = "why: it is kept; with --confirm"},
            {.name = "--stolen", .help = "the old keys are in other hands"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn store new-keys --store /srv/cairn --staff a.officer", "asks; says what the other one types"},
            {"cairn store new-keys --store /srv/cairn --staff b.officer --confirm 0190 --reason 'a disk was stolen' "
             "--stolen",
             "confirms what was asked within a day"},
            {0},
        },
    .run = run_store_new_keys,
};
