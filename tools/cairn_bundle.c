#include "cairn_commands.h"

#include <stdio.h>

#include "cairn_tool.h"
#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"

static bool file_take(struct tool *t, const char *path, const char **bytes, size_t *size)
{
    if (file_read(&t->arena, path, bytes, size))
        return true;
    fprintf(stderr, "cairn: %s cannot be read\n", path);
    return false;
}

static void root_tell(struct tool *t, const char *bytes, size_t size)
{
    struct receipt_keys keys;
    if (receipt_keys_read(&t->arena, bytes, size, &keys, &t->problems))
        printf("Site %s, terminal %s began with key %.16s... : hold it against what was written down when it was set "
               "up.\n",
               keys.site, keys.terminal, keys.root_hex);
}

static int bundle_export(struct tool *t)
{
    const char *to = tool_text(t, "--to");
    const char *keys_path = tool_text(t, "--for");
    const char *keys;
    size_t size;
    if (!file_take(t, keys_path, &keys, &size))
        return EXIT_CANNOT_RUN;
    if (!store_bundle_export(t->store, t->person.id, keys, size, to, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf("%s has everything of %s, for one terminal alone.\n", to, t->person.crn);
    root_tell(t, keys, size);
    return EXIT_CLEAN;
}

static const struct command bundle_export_command = {
    .name = "export",
    .purpose = "everything of one person in a file for one other terminal",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            ARGUMENT_CRN,
            {.name = "--to", .value = "FILE", .help = "the file to make", .needed = true},
            {.name = "--for",
             .value = "FILE",
             .help = "the public keys of that terminal: cairn store public there",
             .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn bundle export --store /srv/cairn --crn X000001 --to /media/stick/x.bundle --for office.keys",
             "takes one person to the terminal of the office"},
            {0},
        },
    .run = bundle_export,
    .needs = NEEDS_PERSON,
};

static int bundle_import(struct tool *t)
{
    const char *path = tool_text(t, "FILE");
    const char *bytes;
    struct store_imported in;
    size_t size;
    if (!file_take(t, path, &bytes, &size))
        return EXIT_CANNOT_RUN;
    if (!store_bundle_import(t->store, bytes, size, &in, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    if (in.is_new)
        printf("%s is new here: code %.4s %s, PIN %s (shown once).\n", in.person.crn, in.person.code,
               &in.person.code[4], in.pin);
    if (in.is_new || in.events || in.records || in.others)
        printf("%s: %d event%s and %d record%s were not here yet.\n", in.person.crn, in.events,
               in.events == 1 ? "" : "s", in.records, in.records == 1 ? "" : "s");
    else
        printf("%s: all of it was here already; nothing was changed.\n", in.person.crn);
    if (in.lost)
        printf("WARNING: %d of the records were made at this terminal and were not here any more: an old copy of its "
               "store was put back. See cairn store epoch.\n",
               in.lost);
    if (in.erased)
        printf("%d %s erased at another terminal, or here before an old copy was put back: erased here now.\n",
               in.erased, in.erased == 1 ? "person was" : "people were");
    if (in.strange)
        printf("A terminal that is not trusted here says that %d %s erased there. Nothing was done about it: see cairn"
               " bundle trust.\n",
               in.strange, in.strange == 1 ? "person was" : "people were");
    seal_wipe(in.pin, sizeof in.pin);
    return EXIT_CLEAN;
}

static const struct command bundle_import_command = {
    .name = "import",
    .purpose = "takes what another terminal wrote, in any order, any number of times",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.value = "FILE", .help = "the bundle", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn bundle import --store /srv/cairn /media/stick/x.bundle", "brings a person here"},
            {0},
        },
    .run = bundle_import,
};

static int bundle_trust(struct tool *t)
{
    const char *path = tool_text(t, "FILE");
    const char *keys;
    size_t size;
    if (!file_take(t, path, &keys, &size))
        return EXIT_CANNOT_RUN;
    if (!store_terminal_trust(t->store, keys, size, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    puts("What that terminal signs is taken here from now on.");
    root_tell(t, keys, size);
    return EXIT_CLEAN;
}

static const struct command bundle_trust_command = {
    .name = "trust",
    .purpose = "from now on takes what a terminal signs",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.value = "FILE", .help = "its public keys: cairn store public there", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn bundle trust --store /srv/cairn office.keys", "takes bundles of the office from now on"},
            {0},
        },
    .run = bundle_trust,
};

static int bundle_terminals(struct tool *t)
{
    struct store_terminal *terminals;
    int count = store_terminals(t->store, &t->arena, &terminals);
    for (int i = 0; i < count; i++)
        printf("site %s, terminal %s, key %s\n", terminals[i].site, terminals[i].terminal, terminals[i].root);
    if (count == 0)
        puts("No other terminal is trusted here.");
    return count < 0 ? EXIT_CANNOT_RUN : EXIT_CLEAN;
}

static const struct command bundle_terminals_command = {
    .name = "terminals",
    .purpose = "whose bundles are taken here",
    .arguments = (const struct argument[]){ARGUMENT_STORE, {0}},
    .examples =
        (const struct example[]){
            {"cairn bundle terminals --store /srv/cairn", "says which terminals are trusted"},
            {0},
        },
    .run = bundle_terminals,
};

/* NULL: none, or more than one and no key to tell them apart by. */
static const struct store_terminal *terminal_named(struct tool *t, const char *site, const char *terminal,
                                                   const char *key)
{
    struct store_terminal *terminals;
    const struct store_terminal *found = NULL;
    int count = store_terminals(t->store, &t->arena, &terminals), same = 0;
    for (int i = 0; i < count; i++)
        if (text_is(terminals[i].site, site) && text_is(terminals[i].terminal, terminal) &&
            (!key || text_starts_with(terminals[i].root, key))) {
            found = &terminals[i];
            same++;
        }
    if (same > 1)
        fputs("cairn: more than one terminal is called so; say which with --key, as cairn bundle terminals has it\n",
              stderr);
    else if (!same)
        fputs("cairn: no such terminal is trusted here; cairn bundle terminals says which are\n", stderr);
    return same == 1 ? found : NULL;
}

static int bundle_distrust(struct tool *t)
{
    const struct store_terminal *found =
        terminal_named(t, tool_text(t, "--site"), tool_text(t, "--terminal"), tool_text(t, "--key"));
    if (!found)
        return EXIT_PROBLEMS;
    if (!store_terminal_distrust(t->store, found->root, tool_text(t, "--reason"), &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf(
        "Nothing new of site %s, terminal %s is taken here any more. What came in before stays.\nDo the same at every "
        "terminal that trusts it.\n",
        found->site, found->terminal);
    return EXIT_CLEAN;
}

static const struct command bundle_distrust_command = {
    .name = "distrust",
    .purpose = "takes nothing new of a terminal any more: it was stolen, or given away",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--site", .value = "SITE", .help = "its site, e.g. SITE-02", .needed = true},
            {.name = "--terminal", .value = "NAME", .help = "its name there, e.g. T1", .needed = true},
            {.name = "--key", .value = "KEY", .help = "how its key begins, where two are called so"},
            {.name = "--reason", .value = "WORDS", .help = "why", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn bundle distrust --store /srv/cairn --site SITE-02 --terminal T1 --reason 'Stolen on 3 March.'",
             "takes no more from it"},
            {0},
        },
    .run = bundle_distrust,
};

const struct command cairn_bundle = {
    .name = "bundle",
    .purpose = "one person, taken to another terminal in a file",
    .commands = COMMANDS(&bundle_export_command, &bundle_import_command, &bundle_trust_command,
                         &bundle_distrust_command, &bundle_terminals_command),
};
