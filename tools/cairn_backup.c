#include "cairn_commands.h"

#include <stdio.h>
#include <string.h>

#include "cairn_tool.h"
#include "store_backup.h"

#define PHRASE_LEAST 16 /* characters of words of one's own: the file can be tried for years where nobody sees it */

/* Words of one's own from standard input, or drawn ones. Wipe them. */
static bool phrase_take(bool own, char out[STAFF_SECRET_MAX])
{
    if (!own) {
        seal_phrase_draw(out);
        return true;
    }
    if (!tool_secret_read(out))
        return false;
    if (strlen(out) >= PHRASE_LEAST)
        return true;
    fprintf(stderr, "cairn: a passphrase for a backup has at least %d characters; without --phrase one is drawn\n",
            PHRASE_LEAST);
    return false;
}

static int backup_make(struct tool *t, const char *to, const char *phrase, bool drawn)
{
    struct problems unwhole;
    int records;
    const char *path = store_backup_path(t->store, &t->arena, to, t->now);
    problems_init(&unwhole, &t->arena);
    bool whole = store_records_verify(t->store, &records, &unwhole);
    if (!store_backup(t->store, path, phrase, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf("%s has the whole store, %d record%s, and was read back.\n", path, records, records == 1 ? "" : "s");
    const struct site *site = store_site_of(t->store);
    const char *list = store_erased_path(&t->arena, path, site->site, site->terminal);
    if (store_erased_write(t->store, list, &t->problems))
        printf("%s says who was erased: restoring an older backup takes it into account. Keep it with them.\n", list);
    else
        tool_tell(t);
    if (drawn)
        printf("It opens with these words, shown this once:\n\n    %s\n\nWrite them down and keep them apart from the "
               "file: without them nobody opens it, you neither.\n",
               phrase);
    if (whole)
        return EXIT_CLEAN;
    t->problems = unwhole;
    tool_tell(t);
    fputs("cairn: the records are not whole, and so they are in the backup: keep older ones\n", stderr);
    return EXIT_PROBLEMS;
}

static int run_store_backup(struct tool *t)
{
    const char *to = tool_text(t, "--to");
    bool own = tool_flag(t, "--phrase");
    char phrase[STAFF_SECRET_MAX] = "";
    int exit_code = phrase_take(own, phrase) ? backup_make(t, to, phrase, !own) : EXIT_CANNOT_RUN;
    seal_wipe(phrase, sizeof phrase);
    return exit_code;
}

const struct command cairn_store_backup = {
    .name = "backup",
    .purpose = "all of it in one file, closed with words on paper",
    .about = "The file is read back before it is said to be whole. Beside it goes a list of who was erased, which "
             "restoring takes into account.",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--to",
             .value = "FILE",
             .help = "the file to make, or a folder for one named by site and day",
             .needed = true},
            {.name = "--phrase", .help = "words of your own from standard input, in place of words that are drawn"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn store backup --store /srv/cairn --to /media/stick",
             "makes a backup, and shows the words that open it, this once"},
            {0},
        },
    .run = run_store_backup,
};

/* What it cannot know is said plainly. */
static void erased_tell(const struct store_restored *out)
{
    char at[INSTANT_TEXT];
    instant_format(out->list ? out->erased.at : out->at, at);
    if (out->list)
        printf("%s, the list of who was erased, is of %.10s at %.5s: by it %d of those who are in the backup "
               "%s erased again.\n",
               out->list, at, at + 11, out->erased.count, out->erased.count == 1 ? "was" : "were");
    else
        puts("There was no list of who was erased (--erased FILE).");
    printf("Who was ERASED after %.10s at %.5s is here again. Nothing here can know who that was: whoever erased them "
           "erases them again.\n",
           at, at + 11);
}

static void restored_tell(const struct store_restored *out, const char *folder)
{
    char at[INSTANT_TEXT];
    instant_format(out->at, at);
    printf("%s is site %s, terminal %s as it was on %.10s at %.5s: %d record%s%s.\n", folder, out->site, out->terminal,
           at, at + 11, out->records, out->records == 1 ? "" : "s",
           out->is_whole ? ", whole and signed" : "; NOT all of it is whole: see cairn records verify");
    puts("A new epoch began, and another key signs from now on: hand out cairn store public anew.\n"
         "What was done after the backup is not in it: look up receipts that people bring, and bundles of other "
         "terminals.");
    erased_tell(out);
}

static int run_store_restore(struct tool *t)
{
    const char *path = tool_text(t, "FILE");
    const char *folder = tool_text(t, "DIR");
    struct store_restore how = {.who = tool_user(t),
                                .reason = tool_text(t, "--reason"),
                                .erased = tool_text(t, "--erased"),
                                .although_not_whole = tool_flag(t, "--although-not-whole")};
    char phrase[STAFF_SECRET_MAX] = "";
    struct store_restored out;
    bool ok = tool_secret_read(phrase) && store_restore(path, phrase, folder, &how, &t->arena, &out, &t->problems);
    seal_wipe(phrase, sizeof phrase);
    tool_tell(t);
    if (ok)
        restored_tell(&out, folder);
    return ok ? EXIT_CLEAN : EXIT_PROBLEMS;
}

const struct command cairn_store_restore = {
    .name = "restore",
    .purpose = "makes a store of a backup",
    .about = "The words that open it are read from standard input.",
    .arguments =
        (const struct argument[]){
            {.value = "FILE", .help = "the backup", .needed = true},
            {.value = "DIR", .help = "the folder to make", .needed = true},
            {.name = "--reason", .value = "WORDS", .help = "why: it is kept", .needed = true},
            {.name = "--erased", .value = "FILE", .help = "the list of who was erased since"},
            {.name = "--although-not-whole", .help = "even if its records are not whole"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn store restore /media/stick/here.backup /srv/cairn --reason 'the disk broke'",
             "puts a backup in the place of what was lost"},
            {0},
        },
    .run = run_store_restore,
    .needs = NEEDS_SEAL,
};

static int run_store_erased(struct tool *t)
{
    const char *to = tool_text(t, "--to");
    if (!store_erased_write(t->store, to, &t->problems)) {
        tool_tell(t);
        return EXIT_PROBLEMS;
    }
    printf("%s says who was erased, by pseudonym alone: for cairn store restore.\n", to);
    return EXIT_CLEAN;
}

const struct command cairn_store_erased = {
    .name = "erased",
    .purpose = "who was erased, for restoring an older backup",
    .arguments =
        (const struct argument[]){
            ARGUMENT_STORE,
            {.name = "--to", .value = "FILE", .help = "the list to write", .needed = true},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn store erased --store /srv/cairn --to /media/stick/here.erased",
             "brings the list of who was erased up to date"},
            {0},
        },
    .run = run_store_erased,
};
