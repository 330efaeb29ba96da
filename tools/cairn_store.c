#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_tool.h"
#include "demonstration.h"
#include "receipt_keys.h"
#include "site_file.h"

#define MINIMUM_MINUTES_DEMONSTRATION 1 /* whoever tries it should see a day proposed */

/* So that a recorded journey of yesterday is of a day that counts. */
#define ASSIGNED_BEFORE ((instant_ms)7 * 86400000)

static bool add_demonstration(struct tool *t, const char *folder)
{
    struct store_person person;
    t->store = store_open(folder, &t->problems);
    return t->store && demonstration_person_add(t->store, t->now - ASSIGNED_BEFORE, &person, &t->problems);
}

/* The settings that were given become the folder's site.json; without any, one that is there stands. */
static bool site_settle(struct tool *t, const char *folder, const struct site *given, bool any, bool demonstration,
                        struct site *out)
{
    bool is_there;
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        problem_error(&t->problems, PLACE_NONE, "store-make", "cannot make %s: %s", folder, strerror(errno));
        return false;
    }
    if (!any && !site_file_read(&t->arena, folder, &t->problems, out, &is_there))
        return false;
    if (!any && (is_there || !demonstration))
        return true;
    *out = *given;
    return site_file_write(folder, given, false, &t->problems);
}

static int store_new(struct tool *t)
{
    const char *folder = tool_text(t, "DIR");
    bool demonstration = tool_flag(t, "--demonstration");
    const char *name = tool_text(t, "--site");
    const char *terminal = tool_text(t, "--terminal");
    const char *setting = tool_text(t, "--setting");
    int minimum_minutes = tool_number(t, "--minimum-minutes", -1);
    struct site given = site_standard(&t->arena), site;
    given.site = name ? name : given.site;
    given.terminal = terminal ? terminal : given.terminal;
    given.setting = setting ? setting : given.setting;
    if (minimum_minutes >= 0 || demonstration)
        given.minimum_active_minutes = minimum_minutes >= 0 ? minimum_minutes : MINIMUM_MINUTES_DEMONSTRATION;
    if (demonstration)
        given.plain_folders = "yes"; /* said, and for this store alone */
    if (!site_settle(t, folder, &given, name || terminal || setting || minimum_minutes >= 0, demonstration, &site) ||
        !store_make(folder, demonstration, &t->problems) || (demonstration && !add_demonstration(t, folder))) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    printf("%s keeps site %s, terminal %s, in %s. %s need %d active minute%s.\n", folder, site.site, site.terminal,
           site.setting, site_words(&site, SITE_WORDS_DAYS), site.minimum_active_minutes,
           site.minimum_active_minutes == 1 ? "" : "s");
    if (demonstration)
        printf("DEMONSTRATION: %s signs in with code %.4s %s and PIN %s. Nothing else accepts records made here.\n",
               DEMONSTRATION_CRN, DEMONSTRATION_CODE, &DEMONSTRATION_CODE[4], DEMONSTRATION_PIN);
    else
        printf("Keep a copy of %s/keys apart from the rest: without it nothing here can be read.\n", folder);
    return EXIT_CLEAN;
}

static const struct command store_new_command = {
    .name = "new",
    .purpose = "makes a store, with keys of its own",
    .arguments =
        (const struct argument[]){
            {.value = "DIR", .help = "the folder to make", .needed = true},
            {.name = "--demonstration", .help = "for trying out: with a made-up person, and refused everywhere else"},
            {.name = "--site", .value = "NAME", .help = "of the site"},
            {.name = "--terminal", .value = "NAME", .help = "of the terminal"},
            ARGUMENT_SETTING,
            {.name = "--minimum-minutes", .value = "N", .help = "active minutes that a day needs", .is_number = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn store new /srv/cairn --site leeds --terminal hall --setting community", "a new terminal"},
            {"cairn store new demo --demonstration", "something to try"},
            {0},
        },
    .run = store_new,
    .needs = NEEDS_SEAL,
};

static int store_new_epoch(struct tool *t)
{
    const char *reason = tool_text(t, "--reason");
    if (!store_epoch(t->store, reason, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    puts("A new epoch begins: what is signed from here on can be told from what the original went on to sign.");
    return EXIT_CLEAN;
}

static const struct command store_new_epoch_command = {
    .name = "epoch",
    .purpose = "after a copy or a backup was put back by hand",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--reason", .value = "WORDS", .help = "why: it is kept", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn store epoch --store /srv/cairn --reason 'a copy of Friday was put back'",
             "what is signed from here on can be told from what the original signed"},
            {0},
        },
    .run = store_new_epoch,
};

/* For whoever checks receipts elsewhere: cairn receipt verify. */
static int store_public(struct tool *t)
{
    struct buffer out;
    buffer_init(&out, &t->arena);
    bool ok = receipt_keys_write(t->store, &out);
    if (ok)
        fputs(buffer_text(&out), stdout);
    return ok ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

static const struct command store_public_command = {
    .name = "public",
    .purpose = "the terminal's public keys, to check receipts with elsewhere",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn store public --store /srv/cairn", "prints them"},
            {0},
        },
    .run = store_public,
};

const struct command cairn_store = {
    .name = "store",
    .purpose = "the folder in which a terminal keeps everything",
    .commands = COMMANDS(&store_new_command, &cairn_store_backup, &cairn_store_restore, &cairn_store_erased,
                         &cairn_store_new_keys, &store_new_epoch_command, &store_public_command),
};
