#include "cairn_store.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "demonstration.h"
#include "receipt_keys.h"

#define COUNT(array)                  ((int)(sizeof(array) / sizeof(array)[0]))

#define MINIMUM_MINUTES               20 /* no national figure is known: the programmes' suggestion; a site sets its own */
#define MINIMUM_MINUTES_DEMONSTRATION 1 /* whoever tries it should see a day proposed */

/* So that a recorded journey of yesterday is of a day that counts. */
#define ASSIGNED_BEFORE ((instant_ms)7 * 86400000)

static bool add_demonstration(struct tool *t, const char *folder)
{
    struct store_person person;
    t->store = store_open(folder, &t->problems);
    return t->store && demonstration_person_add(t->store, t->now - ASSIGNED_BEFORE, &person, &t->problems);
}

static int store_new(int argc, char **argv)
{
    const char *folder = NULL;
    struct store_site site = {.site = "SITE-01",
                              .terminal = "T1",
                              .setting = "community",
                              .minimum_active_minutes = -1,
                              .gap_max_s = 90,
                              .idle_s = 90,
                              .keep_after_order_days = STORE_KEEP_AFTER_ORDER_DAYS,
                              .keep_after_activity_days = STORE_KEEP_AFTER_ACTIVITY_DAYS};
    bool demonstration = false;
    const struct argument arguments[] = {
        {.value = &folder, .needed = true},
        {.name = "--demonstration", .flag = &demonstration},
        {.name = "--site", .value = &site.site},
        {.name = "--terminal", .value = &site.terminal},
        {.name = "--setting", .value = &site.setting},
        {.name = "--minimum-minutes", .number = &site.minimum_active_minutes},
        {.name = "--idle-s", .number = &site.idle_s},
        {.name = "--keep-after-order", .number = &site.keep_after_order_days},
        {.name = "--keep-after-activity", .number = &site.keep_after_activity_days},
    };
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "store new DIR [--demonstration] [--site NAME] [--terminal NAME] [--setting community|custody]"
                        " [--minimum-minutes N] [--idle-s N] [--keep-after-order DAYS] [--keep-after-activity DAYS]"))
        return EXIT_CANNOT_RUN;
    if (site.minimum_active_minutes < 0)
        site.minimum_active_minutes = demonstration ? MINIMUM_MINUTES_DEMONSTRATION : MINIMUM_MINUTES;
    struct tool t;
    tool_begin(&t);
    if (!seal_start() || !store_make(folder, &site, demonstration, &t.problems) ||
        (demonstration && !add_demonstration(&t, folder))) {
        tool_tell(&t);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    printf("%s keeps site %s, terminal %s, in %s. An activity day needs %d active minute%s.\n", folder, site.site,
           site.terminal, site.setting, site.minimum_active_minutes, site.minimum_active_minutes == 1 ? "" : "s");
    if (demonstration)
        printf("DEMONSTRATION: %s signs in with code %.4s %s and PIN %s. Nothing else accepts records made here.\n",
               DEMONSTRATION_CRN, DEMONSTRATION_CODE, &DEMONSTRATION_CODE[4], DEMONSTRATION_PIN);
    else
        printf("Keep a copy of %s/keys apart from the rest: without it nothing here can be read.\n", folder);
    return tool_end(&t, EXIT_CLEAN);
}

/* How long what people wrote is kept; cairn people retain does it. */
static int store_keep(int argc, char **argv)
{
    const char *folder = NULL;
    int after_order = -1, after_activity = -1;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--after-order", .number = &after_order},
                                         {.name = "--after-activity", .number = &after_activity}};
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "store keep --store DIR [--after-order DAYS] [--after-activity DAYS]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    const struct store_site *site = store_site_of(t.store);
    if (after_order >= 0 || after_activity >= 0) {
        if (!store_set_keep(t.store, after_order >= 0 ? after_order : site->keep_after_order_days,
                            after_activity >= 0 ? after_activity : site->keep_after_activity_days)) {
            fputs("cairn: the store could not be written\n", stderr);
            return tool_end(&t, EXIT_CANNOT_RUN);
        }
    }
    printf(
        "What people wrote is kept %d days after the order's end, %d after the last activity where that is not known "
        "(0: for good).\n",
        site->keep_after_order_days, site->keep_after_activity_days);
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
        {"keep", store_keep, "--store DIR [--after-order DAYS] [--after-activity DAYS]  how long answers are kept"},
        {"epoch", store_new_epoch, "--store DIR --reason WORDS  after a copy or a backup was put back"},
        {"public", store_public, "--store DIR  the terminal's public keys, to check receipts with elsewhere"},
    };
    return command_run("store", commands, COUNT(commands), argc, argv);
}
