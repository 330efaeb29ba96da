#include "cairn_test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_arguments.h"
#include "files.h"
#include "pictures.h"
#include "script.h"
#include "walker.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define TEST_USAGE   "test [PATH] [--modules DIR]   PATH: a .journey file or a folder; without it every <programme>/tests"
#define WALK_USAGE   "walk [MODULES] [--programme ID] [--most N] [--seed N]"
#define SUFFIX       ".journey"

/* --- journeys
 * --------------------------------------------------------------------------------------------------------- */

struct testing {
    struct tool tool;
    struct library library;
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
    problems_init(&t->tool.problems, &t->tool.arena);
    t->played++;
    if (!file_read(&t->tool.arena, path, &text, &size)) {
        printf("%s: cannot be read\n", path);
        t->failed++;
    } else if (script_run(&t->library, path, text, t->measure, &t->tool.problems)) {
        printf("%s: holds\n", path);
    } else {
        struct buffer out;
        buffer_init(&out, &t->tool.arena);
        problems_print(&t->tool.problems, &out);
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
            play(t, arena_printf(&t->tool.arena, "%s/%s", folder, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
}

static int end_tests(struct testing *t)
{
    fprintf(stderr, "cairn test: %d journey%s, %d failed\n", t->played, t->played == 1 ? "" : "s", t->failed);
    return t->failed ? EXIT_PROBLEMS : EXIT_CLEAN;
}

int cairn_test(int argc, char **argv)
{
    const char *path = NULL, *modules = "modules", *assets = CAIRN_ASSETS, *media = CAIRN_MEDIA;
    const struct argument arguments[] = {{.value = &path},
                                         {.name = "--modules", .value = &modules},
                                         {.name = "--assets", .value = &assets},
                                         {.name = "--media", .value = &media}};
    static struct testing t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), TEST_USAGE))
        return EXIT_CANNOT_RUN;
    tool_begin(&t.tool);
    struct pictures *pictures = NULL;
    if (!seal_start() || !library_open(&t.library, modules, assets)) {
        fprintf(stderr, "cairn test: no programme in %s can be used; cairn lint says why\n", modules);
        return tool_end(&t.tool, EXIT_CANNOT_RUN);
    }
    pictures = pictures_open(assets, media, &t.tool.problems);
    if (!pictures) {
        tool_tell(&t.tool);
        library_close(&t.library);
        return tool_end(&t.tool, EXIT_CANNOT_RUN);
    }
    t.measure = pictures_measure(pictures);
    for (int i = 0; !path && i < t.library.count; i++)
        play_folder(&t, arena_printf(&t.tool.arena, "%s/%s/tests", modules, t.library.programmes[i]->folder));
    if (path && is_folder(path))
        play_folder(&t, path);
    else if (path)
        play(&t, path);
    pictures_close(pictures);
    library_close(&t.library);
    return tool_end(&t.tool, end_tests(&t));
}

/* --- walks
 * ------------------------------------------------------------------------------------------------------------ */

static int walk_one(const struct library *library, const struct programme *p, int most, int seed)
{
    struct problems problems;
    struct buffer out;
    struct arena a;
    arena_init(&a);
    problems_init(&problems, &a);
    struct walked *walked = ARENA_ARRAY(&a, struct walked, p->module_count);
    walk_programme(library, p, most, (uint32_t)seed, &problems, walked);
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

int cairn_walk(int argc, char **argv)
{
    const char *modules = "modules", *programme = NULL, *assets = CAIRN_ASSETS;
    int most = 300, seed = 1, errors = 0, walked = 0;
    const struct argument arguments[] = {{.value = &modules},
                                         {.name = "--programme", .value = &programme},
                                         {.name = "--most", .number = &most},
                                         {.name = "--seed", .number = &seed},
                                         {.name = "--assets", .value = &assets}};
    struct tool t;
    struct library library;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), WALK_USAGE))
        return EXIT_CANNOT_RUN;
    tool_begin(&t);
    if (!seal_start() || !library_open(&library, modules, assets)) {
        fprintf(stderr, "cairn walk: no programme in %s can be used; cairn lint says why\n", modules);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    for (int i = 0; i < library.count; i++)
        if (!programme || text_is(programme, library.programmes[i]->id)) {
            errors += walk_one(&library, library.programmes[i], most, seed);
            walked++;
        }
    library_close(&library);
    if (!walked) {
        fprintf(stderr, "cairn walk: there is no programme \"%s\"\n", programme);
        return tool_end(&t, EXIT_CANNOT_RUN);
    }
    return tool_end(&t, errors ? EXIT_PROBLEMS : EXIT_CLEAN);
}
