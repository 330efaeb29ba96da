#include "cairn_backup.h"

#include <stdio.h>
#include <string.h>

#include "cairn_arguments.h"
#include "store_backup.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

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

int cairn_store_backup(int argc, char **argv)
{
    const char *folder = NULL, *to = NULL;
    bool own = false;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--to", .value = &to, .needed = true},
                                         {.name = "--phrase", .flag = &own}};
    char phrase[STAFF_SECRET_MAX] = "";
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "store backup --store DIR --to FILE|FOLDER [--phrase]"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    int exit_code = phrase_take(own, phrase) ? backup_make(&t, to, phrase, !own) : EXIT_CANNOT_RUN;
    seal_wipe(phrase, sizeof phrase);
    return tool_end(&t, exit_code);
}

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

int cairn_store_restore(int argc, char **argv)
{
    const char *path = NULL, *folder = NULL;
    struct store_restore how = {0};
    const struct argument arguments[] = {{.value = &path, .needed = true},
                                         {.value = &folder, .needed = true},
                                         {.name = "--reason", .value = &how.reason, .needed = true},
                                         {.name = "--erased", .value = &how.erased},
                                         {.name = "--although-not-whole", .flag = &how.although_not_whole}};
    char phrase[STAFF_SECRET_MAX] = "";
    struct store_restored out;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments),
                        "store restore FILE DIR --reason WORDS [--erased FILE] [--although-not-whole]"))
        return EXIT_CANNOT_RUN;
    tool_begin(&t);
    how.who = tool_user(&t);
    bool ok = seal_start() && tool_secret_read(phrase) &&
              store_restore(path, phrase, folder, &how, &t.arena, &out, &t.problems);
    seal_wipe(phrase, sizeof phrase);
    tool_tell(&t);
    if (ok)
        restored_tell(&out, folder);
    return tool_end(&t, !ok ? EXIT_PROBLEMS : EXIT_CLEAN);
}

int cairn_store_erased(int argc, char **argv)
{
    const char *folder = NULL, *to = NULL;
    const struct argument arguments[] = {{.name = "--store", .value = &folder, .needed = true},
                                         {.name = "--to", .value = &to, .needed = true}};
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), "store erased --store DIR --to FILE"))
        return EXIT_CANNOT_RUN;
    if (!tool_open(&t, folder))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!store_erased_write(t.store, to, &t.problems)) {
        tool_tell(&t);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    printf("%s says who was erased, by pseudonym alone: for cairn store restore.\n", to);
    return tool_end(&t, EXIT_CLEAN);
}
