#include "cairn_store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_arguments.h"
#include "cairn_backup.h"
#include "cairn_keys.h"
#include "demonstration.h"
#include "receipt_keys.h"
#include "site_file.h"

#define COUNT(array)                  ((int)(sizeof(array) / sizeof(array)[0]))

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

static int store_new(int argc, char **argv)
{
    struct tool t;
    tool_begin(&t);
    const char *folder = NULL, *name = NULL, *terminal = NULL, *setting = NULL;
    int minimum_minutes = -1;
    bool demonstration = false;
    const struct argument arguments[] = {
        {.value = &folder, .needed = true},       {.name = "--demonstration", .flag = &demonstration},
        {.name = "--site", .value = &name},       {.name = "--terminal", .value = &terminal},
        {.name = "--setting", .value = &setting}, {.name = "--minimum-minutes", .number = &minimum_minutes},
    };
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "store new DIR [--demonstration] [--site NAME] [--terminal NAME] [--setting community|custody]"
                        " [--minimum-minutes N]"))
        return tool_end(&t, EXIT_CANNOT_RUN);
    struct site given = site_standard(&t.arena), site;
    given.site = name ? name : given.site;
    given.terminal = terminal ? terminal : given.terminal;
    given.setting = setting ? setting : given.setting;
    if (minimum_minutes >= 0 || demonstration)
        given.minimum_active_minutes = minimum_minutes >= 0 ? minimum_minutes : MINIMUM_MINUTES_DEMONSTRATION;
    if (!seal_start() ||
        !site_settle(&t, folder, &given, name || terminal || setting || minimum_minutes >= 0, demonstration, &site) ||
        !store_make(folder, demonstration, &t.problems) || (demonstration && !add_demonstration(&t, folder))) {
        tool_tell(&t);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    printf("%s keeps site %s, terminal %s, in %s. %s need %d active minute%s.\n", folder, site.site, site.terminal,
           site.setting, site_words(&site, SITE_WORDS_DAYS), site.minimum_active_minutes,
           site.minimum_active_minutes == 1 ? "" : "s");
    if (demonstration)
        printf("DEMONSTRATION: %s signs in with code %.4s %s and PIN %s. Nothing else accepts records made here.\n",
               DEMONSTRATION_CRN, DEMONSTRATION_CODE, &DEMONSTRATION_CODE[4], DEMONSTRATION_PIN);
    else
        printf("Keep a copy of %s/keys apart from the rest: without it nothing here can be read.\n", folder);
    return tool_end(&t, EXIT_CLEAN);
}

static int store_new_epoch(int argc, char **argv)
{
    const char *folder = NULL, *reason = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--reason", .value = &reason, .needed = true}};
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "store epoch --store DIR --reason WORDS"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!store_epoch(t.store, reason, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    puts("A new epoch begins: what is signed from here on can be told from what the original went on to sign.");
    return tool_end(&t, EXIT_CLEAN);
}

/* For whoever checks receipts elsewhere: cairn receipt verify. */
static int store_public(int argc, char **argv)
{
    const char *folder = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true}};
    struct buffer out;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "store public --store DIR"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    buffer_init(&out, &t.arena);
    bool ok = receipt_keys_write(t.store, &out);
    if (ok)
        fputs(buffer_text(&out), stdout);
    return tool_end(&t, ok ? EXIT_CLEAN : EXIT_CANNOT_RUN);
}

int cairn_store(int argc, char **argv)
{
    static const struct command commands[] = {
        {"new", store_new, "DIR  makes a store, with keys of its own; --demonstration: with a made-up person"},
        {"backup", cairn_store_backup,
         "--store DIR --to FILE|FOLDER [--phrase]  all of it, closed with words on paper"},
        {"restore", cairn_store_restore, "FILE DIR --reason WORDS  makes a store of a backup"},
        {"erased", cairn_store_erased, "--store DIR --to FILE  who was erased, for restoring an older backup"},
        {"new-keys", cairn_store_new_keys,
         "--store DIR --staff NAME [--confirm ID --reason WORDS]  other keys: one asks, another confirms"},
        {"epoch", store_new_epoch, "--store DIR --reason WORDS  after a copy or a backup was put back"},
        {"public", store_public, "--store DIR  the terminal's public keys, to check receipts with elsewhere"},
    };
    return command_run("store", commands, COUNT(commands), argc, argv);
}
