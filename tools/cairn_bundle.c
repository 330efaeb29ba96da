#include "cairn_bundle.h"

#include <stdio.h>

#include "cairn_arguments.h"
#include "files.h"
#include "receipt_keys.h"
#include "store_bundle.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

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

static int bundle_export(int argc, char **argv)
{
    const char *folder = NULL, *crn = NULL, *to = NULL, *keys_path = NULL, *keys;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--crn", .value = &crn, .needed = true},
                                         {.name = "--to", .value = &to, .needed = true},
                                         {.name = "--for", .value = &keys_path, .needed = true}};
    struct store_person person;
    struct tool t;
    size_t size;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "bundle export --store DIR --crn X123456 --to FILE --for PUBLICKEYFILE"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder) || !file_take(&t, keys_path, &keys, &size))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!store_person_by_crn(t.store, crn, &person)) {
        fprintf(stderr, "cairn: nobody here has the CRN \"%s\"; cairn people list shows who is here\n", crn);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    if (!store_bundle_export(t.store, person.id, keys, size, to, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    printf("%s has everything of %s, for one terminal alone.\n", to, person.crn);
    root_tell(&t, keys, size);
    return tool_end(&t, EXIT_CLEAN);
}

static int bundle_import(int argc, char **argv)
{
    const char *folder = NULL, *path = NULL, *bytes;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.value = &path, .needed = true}};
    struct store_imported in;
    struct tool t;
    size_t size;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "bundle import --store DIR FILE"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder) || !file_take(&t, path, &bytes, &size))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!store_bundle_import(t.store, bytes, size, &in, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
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
    return tool_end(&t, EXIT_CLEAN);
}

static int bundle_trust(int argc, char **argv)
{
    const char *folder = NULL, *path = NULL, *keys;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.value = &path, .needed = true}};
    struct tool t;
    size_t size;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "bundle trust --store DIR PUBLICKEYFILE"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder) || !file_take(&t, path, &keys, &size))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!store_terminal_trust(t.store, keys, size, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    puts("What that terminal signs is taken here from now on.");
    root_tell(&t, keys, size);
    return tool_end(&t, EXIT_CLEAN);
}

int cairn_bundle(int argc, char **argv)
{
    static const struct command commands[] = {
        {"export", bundle_export,
         "--store DIR --crn X123456 --to FILE --for PUBLICKEYFILE  (cairn store public there)"},
        {"import", bundle_import, "--store DIR FILE  in any order, any number of times"},
        {"trust", bundle_trust, "--store DIR PUBLICKEYFILE  take what that terminal signs (cairn store public there)"},
    };
    return command_run("bundle", commands, COUNT(commands), argc, argv);
}
