#include "cairn_commands.h"

#include <stdio.h>
#include <string.h>

#include "cairn_tool.h"
#include "files.h"
#include "pack_make.h"
#include "store_packs.h"

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

static int pack_make_run(struct tool *t)
{
    const char *path = tool_text(t, "DIR"), *to = tool_text(t, "--to"), *modules, *programme;
    int version = tool_number(t, "--version", 0);
    struct pack about = {.file = -1, .version = version, .made = date_in_london(t->now)};
    if (!date_parse(tool_text(t, "--expires"), &about.expires) || date_compare(about.expires, about.made) < 0 ||
        version < 1) {
        fputs("cairn: --version is 1 or more, --expires a day to come, such as 2027-11-30\n", stderr);
        return EXIT_CANNOT_RUN;
    }
    path_split(&t->arena, path, &modules, &programme);
    const char *out = arena_printf(&t->arena, "%s/%s" PACK_ENDING, to, programme); /* a kiosk knows it by its name */
    bool good = pack_make(&t->arena, modules, programme, tool_text(t, "--media"), &about, out, &t->problems);
    tool_tell(t);
    if (good)
        printf("%s has version %d of %s. Nobody has signed it: cairn pack sign, by two publishers and for clinical "
               "sign-off.\n",
               out, version, programme);
    return good ? EXIT_CLEAN : EXIT_PROBLEMS;
}

static const struct command pack_make_command = {
    .name = "make",
    .purpose = "one file of a programme, that nobody has signed",
    .arguments =
        (const struct argument[]){
            {.value = "DIR", .help = "the programme: MODULES/PROGRAMME", .needed = true},
            {.name = "--version", .value = "N", .help = "1, and one more each time", .needed = true, .is_number = true},
            {.name = "--expires", .value = "DATE", .help = "to be used until then, such as 2027-11-30", .needed = true},
            {.name = "--to", .value = "DIR", .help = "the folder it goes into", .needed = true},
            ARGUMENT_MEDIA,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack make modules/thinking-skills --version 1 --expires 2027-11-30 --to /media/stick",
             "makes thinking-skills.cairn, for the others to sign"},
            {0},
        },
    .run = pack_make_run,
    .needs = NEEDS_SEAL,
};

/* --- looking ---------------------------------------------------------------------------------------------------------
 */

struct looking {
    struct tool *tool;
    struct pack_keys keys;
    struct pack pack;
    struct pack_seen seen;
};

/* Of the store, which is opened for it, or of a file. */
static bool keys_take(struct looking *l)
{
    struct tool *t = l->tool;
    const char *path = tool_text(t, "--keys"), *bytes;
    size_t size;
    if (!tool_text(t, "--store") == !path) {
        fputs("cairn: whose packs? Either --store DIR, or --keys FILE (cairn pack keys)\n", stderr);
        return false;
    }
    if (!path)
        return tool_store(t) && store_pack_keys(t->store, &t->arena, &l->keys);
    if (!file_read(&t->arena, path, &bytes, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", path);
        return false;
    }
    return pack_keys_read(&t->arena, bytes, size, &l->keys, &t->problems);
}

static void pack_tell(struct looking *l)
{
    const struct pack *p = &l->pack;
    char made[DATE_TEXT], expires[DATE_TEXT];
    date_format(p->made, made);
    date_format(p->expires, expires);
    printf("%s, version %lld, made %s, to be used until %s\n%d files, %lld bytes, manifest %s\nsigned by %s\n",
           p->programme, (long long)p->version, made, expires, p->file_count, (long long)p->bytes, p->hash,
           pack_signers(&l->tool->arena, p));
}

/* As a kiosk would judge it; without a store nothing was used before. */
static bool look(struct looking *l)
{
    struct tool *t = l->tool;
    return pack_open(&t->arena, tool_text(t, "FILE"), &l->keys, &l->pack, &t->problems) &&
           (!t->store || store_pack_seen(t->store, l->pack.programme, &l->seen)) &&
           (t->store || (l->seen.version = l->pack.version - 1) >= 0) &&
           pack_judge(&l->pack, l->pack.programme, &l->seen, date_in_london(t->now), &t->problems);
}

static int looking_end(struct looking *l, bool good)
{
    pack_close(&l->pack);
    tool_tell(l->tool);
    return good ? EXIT_CLEAN : EXIT_PROBLEMS;
}

static int pack_verify_run(struct tool *t)
{
    struct looking l = {.tool = t, .pack = {.file = -1}};
    if (!keys_take(&l))
        return looking_end(&l, false);
    bool good = look(&l);
    if (good) {
        pack_tell(&l);
        puts("It is whole and signed.");
    }
    return looking_end(&l, good);
}

static const struct command pack_verify_command = {
    .name = "verify",
    .purpose = "whether a pack would be used, and who signed it",
    .about = "Either --store or --keys says whose packs are used.",
    .arguments =
        (const struct argument[]){
            {.value = "FILE", .help = "the pack", .needed = true},
            {.name = "--store", .value = "DIR", .help = "as this terminal would judge it"},
            {.name = "--keys", .value = "FILE", .help = "by these keys: cairn pack keys"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack verify calm.cairn --keys publishers.keys", "before it is taken anywhere"},
            {0},
        },
    .run = pack_verify_run,
    .needs = NEEDS_SEAL,
};

static int pack_unpack_run(struct tool *t)
{
    struct looking l = {.tool = t, .pack = {.file = -1}};
    const char *to = tool_text(t, "--to");
    if (!keys_take(&l))
        return looking_end(&l, false);
    bool good = look(&l) && pack_unpack(&l.pack, to, &t->problems);
    if (good)
        printf("%s has the %d files of %s, version %lld.\n", to, l.pack.file_count, l.pack.programme,
               (long long)l.pack.version);
    return looking_end(&l, good);
}

static const struct command pack_unpack_command = {
    .name = "unpack",
    .purpose = "the files of a pack, when it would be used",
    .about = "Either --store or --keys says whose packs are used.",
    .arguments =
        (const struct argument[]){
            {.value = "FILE", .help = "the pack", .needed = true},
            {.name = "--to", .value = "DIR", .help = "a folder that is not there yet", .needed = true},
            {.name = "--store", .value = "DIR", .help = "as this terminal would judge it"},
            {.name = "--keys", .value = "FILE", .help = "by these keys: cairn pack keys"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack unpack calm.cairn --to calm --keys publishers.keys", "to look inside"},
            {0},
        },
    .run = pack_unpack_run,
    .needs = NEEDS_SEAL,
};

/* --- a terminal's ----------------------------------------------------------------------------------------------------
 */

static void keys_tell(const struct pack_keys *keys)
{
    for (int i = 0; i < keys->count; i++)
        printf("  %s  %-11s  %s\n", keys->key[i].id, pack_role_name(keys->key[i].role), keys->key[i].name);
}

static int pack_trust_run(struct tool *t)
{
    const char *path = tool_text(t, "FILE"), *bytes;
    struct pack_keys keys = {0};
    size_t size;
    if (!file_read(&t->arena, path, &bytes, &size)) {
        fprintf(stderr, "cairn: %s cannot be read\n", path);
        return EXIT_CANNOT_RUN;
    }
    if (!pack_keys_read(&t->arena, bytes, size, &keys, &t->problems) ||
        !store_pack_keys_trust(t->store, &keys, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    puts("Packs are used here from now on when two of these publishers and clinical sign-off signed them, and no "
         "others. "
         "Hold\nthe numbers against what their owners say:");
    keys_tell(&keys);
    return EXIT_CLEAN;
}

static const struct command pack_trust_command = {
    .name = "trust",
    .purpose = "whose packs a terminal uses, from now on",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.value = "FILE", .help = "their keys: cairn pack keys", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack trust --store /srv/cairn publishers.keys", "these, and no others"},
            {0},
        },
    .run = pack_trust_run,
};

static int pack_used_run(struct tool *t)
{
    struct pack_keys keys;
    struct pack_used *used;
    int count = store_packs_used(t->store, &t->arena, &used);
    if (!store_pack_keys(t->store, &t->arena, &keys) || count < 0) {
        fputs("cairn: the store cannot be read: see cairn records verify\n", stderr);
        return EXIT_PROBLEMS;
    }
    puts(keys.count ? "Keys whose packs are used:" : "No keys are trusted: no pack is used. See cairn pack trust.");
    keys_tell(&keys);
    for (int i = 0; i < count; i++)
        printf("%s version %lld, until %s, %s\n", used[i].programme, (long long)used[i].version, used[i].expires,
               used[i].signers);
    return EXIT_CLEAN;
}

static const struct command pack_used_command = {
    .name = "used",
    .purpose = "whose packs a terminal uses, and the newest that it did",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn pack used --store /srv/cairn", "asks a terminal"},
            {0},
        },
    .run = pack_used_run,
};

const struct command cairn_pack = {
    .name = "pack",
    .purpose = "programmes as files that nobody can change unseen, and whose a terminal plays",
    .commands = COMMANDS(&pack_make_command, &cairn_pack_new_key, &cairn_pack_keys, &cairn_pack_sign,
                         &pack_verify_command, &pack_unpack_command, &pack_trust_command, &pack_used_command),
};
