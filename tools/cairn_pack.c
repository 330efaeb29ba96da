#include "cairn_pack.h"

#include <stdio.h>
#include <string.h>

#include "cairn_arguments.h"
#include "files.h"
#include "pack_make.h"
#include "store_packs.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* --- make ------------------------------------------------------------------------------------------------------------
 */

/* "modules/calm/" is the programme calm of modules. */
static void path_split(struct arena *a, const char *path, const char **modules, const char **programme)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    const char *whole = arena_copy(a, path, length), *slash = strrchr(whole, '/');
    *programme = slash ? slash + 1 : whole;
    *modules = slash ? arena_copy(a, whole, (size_t)(slash - whole)) : ".";
}

static int pack_make_run(int argc, char **argv)
{
    const char *path = NULL, *to = NULL, *expires = NULL, *built = CAIRN_MEDIA, *modules, *programme;
    int version = 0;
    const struct argument arguments[] = {{.value = &path, .needed = true},
                                         {.name = "--version", .number = &version, .needed = true},
                                         {.name = "--expires", .value = &expires, .needed = true},
                                         {.name = "--to", .value = &to, .needed = true},
                                         {.name = "--media", .value = &built}};
    struct tool t;
    struct pack about = {.file = -1};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "pack make MODULES/PROGRAMME --version N --expires 2027-11-30 --to FOLDER"))
        return EXIT_CANNOT_RUN;
    tool_begin(&t);
    about.version = version;
    about.made = date_in_london(t.now);
    if (!date_parse(expires, &about.expires) || date_compare(about.expires, about.made) < 0 || version < 1) {
        fputs("cairn: --version is 1 or more, --expires a day to come, such as 2027-11-30\n", stderr);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    path_split(&t.arena, path, &modules, &programme);
    const char *out = arena_printf(&t.arena, "%s/%s" PACK_ENDING, to, programme); /* a kiosk knows it by its name */
    bool good = seal_start() && pack_make(&t.arena, modules, programme, built, &about, out, &t.problems);
    tool_tell(&t);
    if (good)
        printf("%s has version %d of %s. Nobody has signed it: cairn pack sign, by two publishers and for clinical "
               "sign-off.\n",
               out, version, programme);
    return tool_end(&t, good ? EXIT_CLEAN : EXIT_PROBLEMS);
}

/* --- looking ---------------------------------------------------------------------------------------------------------
 */

struct looking {
    struct tool tool;
    const char *path, *store, *keys_path, *to;
    struct pack_keys keys;
    struct pack pack;
    struct pack_seen seen;
};

static bool keys_take(struct looking *l)
{
    const char *bytes;
    size_t size;
    if (!l->store == !l->keys_path) {
        fputs("cairn: whose packs? Either --store DIR, or --keys FILE (cairn pack keys)\n", stderr);
        return false;
    }
    if (l->store)
        return tool_open(&l->tool, l->store) && store_pack_keys(l->tool.store, &l->tool.arena, &l->keys);
    tool_begin(&l->tool);
    if (!seal_start() || !file_read(&l->tool.arena, l->keys_path, &bytes, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", l->keys_path);
        return false;
    }
    return pack_keys_read(&l->tool.arena, bytes, size, &l->keys, &l->tool.problems);
}

static void pack_tell(struct looking *l)
{
    const struct pack *p = &l->pack;
    char made[DATE_TEXT], expires[DATE_TEXT];
    date_format(p->made, made);
    date_format(p->expires, expires);
    printf("%s, version %lld, made %s, to be used until %s\n%d files, %lld bytes, manifest %s\nsigned by %s\n",
           p->programme, (long long)p->version, made, expires, p->file_count, (long long)p->bytes, p->hash,
           pack_signers(&l->tool.arena, p));
}

/* As a kiosk would judge it; without a store nothing was used before. */
static bool look(struct looking *l)
{
    struct tool *t = &l->tool;
    return pack_open(&t->arena, l->path, &l->keys, &l->pack, &t->problems) &&
           (!t->store || store_pack_seen(t->store, l->pack.programme, &l->seen)) &&
           (t->store || (l->seen.version = l->pack.version - 1) >= 0) &&
           pack_judge(&l->pack, l->pack.programme, &l->seen, date_in_london(t->now), &t->problems);
}

static int looking_end(struct looking *l, bool good)
{
    pack_close(&l->pack);
    tool_tell(&l->tool);
    return tool_end(&l->tool, good ? EXIT_CLEAN : EXIT_PROBLEMS);
}

static int pack_verify_run(int argc, char **argv)
{
    struct looking l = {.pack = {.file = -1}};
    const struct argument arguments[] = {{.value = &l.path, .needed = true},
                                         {.name = "--store", .value = &l.store},
                                         {.name = "--keys", .value = &l.keys_path}};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "pack verify FILE --store DIR|--keys FILE"))
        return EXIT_CANNOT_RUN;
    if (!keys_take(&l))
        return looking_end(&l, false);
    bool good = look(&l);
    if (good) {
        pack_tell(&l);
        puts("It is whole and signed.");
    }
    return looking_end(&l, good);
}

static int pack_unpack_run(int argc, char **argv)
{
    struct looking l = {.pack = {.file = -1}};
    const struct argument arguments[] = {{.value = &l.path, .needed = true},
                                         {.name = "--to", .value = &l.to, .needed = true},
                                         {.name = "--store", .value = &l.store},
                                         {.name = "--keys", .value = &l.keys_path}};
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "pack unpack FILE --to NEWFOLDER --store DIR|--keys FILE"))
        return EXIT_CANNOT_RUN;
    if (!keys_take(&l))
        return looking_end(&l, false);
    bool good = look(&l) && pack_unpack(&l.pack, l.to, &l.tool.problems);
    if (good)
        printf("%s has the %d files of %s, version %lld.\n", l.to, l.pack.file_count, l.pack.programme,
               (long long)l.pack.version);
    return looking_end(&l, good);
}

/* --- a terminal's ----------------------------------------------------------------------------------------------------
 */

static void keys_tell(const struct pack_keys *keys)
{
    for (int i = 0; i < keys->count; i++)
        printf("  %s  %-11s  %s\n", keys->key[i].id, pack_role_name(keys->key[i].role), keys->key[i].name);
}

static int pack_trust_run(int argc, char **argv)
{
    const char *folder = NULL, *path = NULL, *bytes;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.value = &path, .needed = true}};
    struct pack_keys keys = {0};
    struct tool t;
    size_t size;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "pack trust --store DIR KEYSFILE"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!file_read(&t.arena, path, &bytes, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", path);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    if (!pack_keys_read(&t.arena, bytes, size, &keys, &t.problems) ||
        !store_pack_keys_trust(t.store, &keys, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    puts("Packs are used here from now on when two of these publishers and clinical sign-off signed them, and no "
         "others. "
         "Hold\nthe numbers against what their owners say:");
    keys_tell(&keys);
    return tool_end(&t, EXIT_CLEAN);
}

static int pack_used_run(int argc, char **argv)
{
    const char *folder = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true}};
    struct pack_keys keys;
    struct pack_used *used;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "pack used --store DIR"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    int count = store_packs_used(t.store, &t.arena, &used);
    if (!store_pack_keys(t.store, &t.arena, &keys) || count < 0) {
        fputs("cairn: the store cannot be read: see cairn records verify\n", stderr);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    puts(keys.count ? "Keys whose packs are used:" : "No keys are trusted: no pack is used. See cairn pack trust.");
    keys_tell(&keys);
    for (int i = 0; i < count; i++)
        printf("%s version %lld, until %s, %s\n", used[i].programme, (long long)used[i].version, used[i].expires,
               used[i].signers);
    return tool_end(&t, EXIT_CLEAN);
}

int cairn_pack(int argc, char **argv)
{
    static const struct command commands[] = {
        {"make", pack_make_run,
         "MODULES/PROGRAMME --version N --expires DATE --to FOLDER  one file, that nobody has signed"},
        {"new-key", cairn_pack_new_key,
         "--role publisher|clinical|translation --name OFFICE --to NAME  NAME.secret and NAME.public"},
        {"keys", cairn_pack_keys, "FILE.public ...  all of them as one file, on standard output"},
        {"sign", cairn_pack_sign, "FILE --key NAME.secret  (its words on standard input)"},
        {"verify", pack_verify_run, "FILE --store DIR|--keys FILE  whether it would be used, and who signed it"},
        {"unpack", pack_unpack_run, "FILE --to NEWFOLDER --store DIR|--keys FILE  its files, after that"},
        {"trust", pack_trust_run, "--store DIR KEYSFILE  whose packs this terminal uses, from now on"},
        {"used", pack_used_run, "--store DIR  whose packs a terminal uses, and the newest that it did"},
    };
    return command_run("pack", commands, COUNT(commands), argc, argv);
}
