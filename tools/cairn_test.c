#include "cairn_commands.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_terminal.h"
#include "cairn_tool.h"
#include "files.h"
#include "pictures.h"
#include "script.h"
#include "walker.h"

#define SUFFIX ".journey"

/* --- journeys
 * --------------------------------------------------------------------------------------------------------- */

struct testing {
    struct tool *tool;
    struct text_measure measure;
    int played, failed;
};

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_journey(const char *name)
{
    size_t length = strlen(name), end = strlen(SUFFIX);
    return length > end && text_is(name + length - end, SUFFIX);
}

static void play(struct testing *t, const char *path)
{
    const char *text;
    size_t size;
    problems_init(&t->tool->problems, &t->tool->arena);
    t->played++;
    if (!file_read(&t->tool->arena, path, &text, &size)) {
        printf("%s: cannot be read\n", path);
        t->failed++;
    } else if (script_run(t->tool->library, path, text, t->measure, &t->tool->problems)) {
        printf("%s: holds\n", path);
    } else {
        struct buffer out;
        buffer_init(&out, &t->tool->arena);
        problems_print(&t->tool->problems, &out);
        fputs(buffer_text(&out), stdout);
        t->failed++;
    }
}

static void play_folder(struct testing *t, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (is_journey(entries[i]->d_name))
            play(t, arena_printf(&t->tool->arena, "%s/%s", folder, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
}

static int end_tests(struct testing *t)
{
    fprintf(stderr, "cairn test: %d journey%s, %d failed\n", t->played, t->played == 1 ? "" : "s", t->failed);
    return t->failed ? EXIT_PROBLEMS : EXIT_CLEAN;
}

static int run_test(struct tool *t)
{
    const char *path = tool_text(t, "PATH"), *modules = tool_text(t, "--modules");
    struct testing testing = {.tool = t};
    if (!tool_library(t, "--modules"))
        return EXIT_CANNOT_RUN;
    struct pictures *pictures = pictures_open(tool_text(t, "--assets"), tool_text(t, "--media"), &t->problems);
    if (!pictures) {
        tool_tell(t);
        return EXIT_CANNOT_RUN;
    }
    testing.measure = pictures_measure(pictures);
    for (int i = 0; !path && i < t->library->count; i++)
        play_folder(&testing, arena_printf(&t->arena, "%s/%s/tests", modules, t->library->programmes[i]->folder));
    if (path && is_folder(path))
        play_folder(&testing, path);
    else if (path)
        play(&testing, path);
    pictures_close(pictures);
    return end_tests(&testing);
}

const struct command cairn_test = {
    .name = "test",
    .purpose = "plays authors' journeys, and says which do not hold any more",
    .arguments =
        (const struct argument[]){
            {.value = "PATH", .help = "a .journey file or a folder of them; without it, those of every programme"},
            ARGUMENT_MODULES,
            ARGUMENT_ASSETS,
            ARGUMENT_MEDIA,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn test", "all of them"},
            {"cairn test modules/showcase/tests", "those of one programme"},
            {0},
        },
    .run = run_test,
};

/* --- walks
 * ------------------------------------------------------------------------------------------------------------ */

static int walk_one(const struct library *library, const struct programme *p, int most, int seed,
                    const struct progress *progress)
{
    struct problems problems;
    struct buffer out;
    struct arena a;
    arena_init(&a);
    problems_init(&problems, &a);
    struct walked *walked = ARENA_ARRAY(&a, struct walked, p->module_count);
    walk_programme(library, p, most, (uint32_t)seed, &problems, walked);
    progress_hide(progress);
    buffer_init(&out, &a);
    problems_print(&problems, &out);
    fputs(buffer_text(&out), stdout);
    for (int i = 0; i < p->module_count; i++)
        printf("%s/%s: %d of %d pages and rules met in %d walks over %d pages\n", p->id, walked[i].module->id,
               walked[i].gone, walked[i].ways, walked[i].walks, walked[i].pages);
    int found = problems.errors + problems.warnings;
    arena_release(&a);
    return found;
}

static int run_walk(struct tool *t)
{
    const char *programme = tool_text(t, "--programme");
    int most = tool_number(t, "--most", 0), seed = tool_number(t, "--seed", 0), errors = 0, walked = 0;
    if (!tool_library(t, "MODULES"))
        return EXIT_CANNOT_RUN;
    struct progress progress = progress_begin("programme");
    for (int i = 0; i < t->library->count; i++) {
        progress_tell(&progress, i, t->library->count);
        if (!programme || text_is(programme, t->library->programmes[i]->id)) {
            errors += walk_one(t->library, t->library->programmes[i], most, seed, &progress);
            walked++;
        }
    }
    progress_hide(&progress);
    if (!walked) {
        tool_say(t, "there is no programme \"%s\"", programme);
        return EXIT_CANNOT_RUN;
    }
    return errors ? EXIT_PROBLEMS : EXIT_CLEAN;
}

const struct command cairn_walk = {
    .name = "walk",
    .purpose = "goes every way through modules, with answers given by chance",
    .arguments =
        (const struct argument[]){
            {.value = "MODULES", .help = "the folder of programmes", .standard = "modules"},
            ARGUMENT_PROGRAMME,
            {.name = "--most",
             .value = "N",
             .help = "walks through one programme in one setting at most",
             .standard = "300",
             .is_number = true},
            {.name = "--seed", .value = "N", .help = "other chances", .standard = "1", .is_number = true},
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn walk modules --programme thinking-skills", "says which page or rule nobody ever meets"},
            {0},
        },
    .run = run_walk,
};
