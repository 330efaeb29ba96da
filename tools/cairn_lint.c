#define _XOPEN_SOURCE 700 /* realpath */

#include "cairn_lint.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_arguments.h"
#include "check.h"
#include "clock.h"
#include "files.h"
#include "json.h"
#include "judge_layout.h"
#include "measure.h"
#include "sarif.h"

#define MEASURES_TOLD_MAX 512

struct lint {
    struct arena arena;
    enum lint_format { LINT_TEXT, LINT_JSON, LINT_SARIF } format;
    bool for_release, all;
    struct explained_list explained; /* of SARIF */
    struct sarif sarif;
    struct local_date today;
    struct judge judge;
    const char *avoid_from; /* the folder whose list of words to avoid is in `judge`; NULL: none yet */
    int errors, warnings, programmes;
    bool failed;
    const char *measures[MEASURES_TOLD_MAX]; /* files of measures that a programme has looked at */
    int measure_count;
};

/* --- printing ---------------------------------------------------------------------------------------------------- */

static void add_member(struct buffer *out, const char *key, const char *text)
{
    if (!text)
        return;
    buffer_addf(out, ",\"%s\":", key);
    json_write_string(out, text);
}

static void print_json(const struct problem *problem, struct buffer *out)
{
    buffer_addf(out, "{\"severity\":\"%s\"", problem->severity == SEVERITY_ERROR ? "error" : "warning");
    add_member(out, "code", problem->code);
    add_member(out, "file", problem->place.file);
    if (problem->place.line)
        buffer_addf(out, ",\"line\":%d,\"column\":%d", problem->place.line, problem->place.column);
    add_member(out, "pointer", problem->place.pointer);
    add_member(out, "message", problem->message);
    add_member(out, "hint", problem->hint);
    buffer_adds(out, "}\n");
}

/* `only`: the file whose problems are wanted, or NULL. */
static void print_problems(struct lint *lint, const struct problems *problems, const char *only)
{
    struct buffer out;
    buffer_init(&out, &lint->arena);
    for (const struct problem *problem = problems->first; problem; problem = problem->next) {
        if (only && !text_is(problem->place.file, only))
            continue;
        problem->severity == SEVERITY_ERROR ? lint->errors++ : lint->warnings++;
        switch (lint->format) {
        case LINT_TEXT:
            problem_print(problem, &out);
            break;
        case LINT_JSON:
            print_json(problem, &out);
            break;
        case LINT_SARIF:
            sarif_add(&lint->sarif, problem);
            break;
        }
    }
    fputs(buffer_text(&out), stdout);
}

/* --- paths ------------------------------------------------------------------------------------------------------- */

static void cannot(struct lint *lint, const char *path, const char *why)
{
    fprintf(stderr, "cairn lint: %s: %s\n", path, why);
    lint->failed = true;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_programme(struct lint *lint, const char *folder)
{
    return file_exists(arena_printf(&lint->arena, "%s/programme.json", folder));
}

/* "a/b/" is "a/b"; "." and what ends in ".." becomes the real path, because a programme's folder must have its name. */
static const char *path_tidy(struct lint *lint, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    const char *tidy = arena_copy(&lint->arena, path, length);
    const char *name = strrchr(tidy, '/') ? strrchr(tidy, '/') + 1 : tidy;
    char *real = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ? realpath(tidy, NULL) : NULL;
    if (!real)
        return tidy;
    tidy = arena_strdup(&lint->arena, real);
    free(real);
    return tidy;
}

static const char *path_folder(struct lint *lint, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_copy(&lint->arena, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

static const char *path_name(const char *path)
{
    return strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
}

/* --- measures ---------------------------------------------------------------------------------------------------- */

static bool is_told(const struct lint *lint, const char *file)
{
    for (int i = 0; i < lint->measure_count; i++)
        if (text_is(lint->measures[i], file))
            return true;
    return false;
}

static void tell(struct lint *lint, const char *file)
{
    if (lint->measure_count < MEASURES_TOLD_MAX && !is_told(lint, file))
        lint->measures[lint->measure_count++] = file;
}

/* What a programme uses it has judged, and what it could not use it has named. */
static void tell_measures(struct lint *lint, const char *root, const struct programme *p,
                          const struct problems *problems)
{
    const char *folder = arena_printf(&lint->arena, "%s/measures/", root);
    for (int i = 0; p && i < p->measure_count; i++)
        tell(lint, p->measures[i]->file);
    for (const struct problem *problem = problems->first; problem; problem = problem->next)
        if (problem->place.file && text_starts_with(problem->place.file, folder))
            tell(lint, problem->place.file);
}

/* --- linting ----------------------------------------------------------------------------------------------------- */

/* The list is of the folder of programmes, for all of them. Without one no word is avoided. */
static void read_avoid(struct lint *lint, const char *root, struct problems *problems)
{
    const char *path = arena_printf(&lint->arena, "%s/words-to-avoid.txt", root), *bytes;
    size_t size;
    if (text_is(lint->avoid_from, root))
        return;
    lint->avoid_from = root;
    lint->judge.avoid = (struct avoid_list){0};
    if (file_read(&lint->arena, path, &bytes, &size))
        lint->judge.avoid = avoid_parse(&lint->arena, path, bytes, size, problems);
}

static void lint_programme(struct lint *lint, const char *root, const char *folder, const char *only)
{
    struct source source = files_source(root);
    struct problems problems;
    problems_init(&problems, &lint->arena);
    const struct programme *p = programme_load(&lint->arena, &source, folder, &problems);
    if (p) {
        read_avoid(lint, root, &problems);
        programme_check_review(p, lint->today, &problems);
        lint->judge.source = &source;
        lint->judge.only = only;
        judge_programme(&lint->judge, p, &problems);
        if (lint->for_release && !p->example)
            programme_check_release(p, &problems);
    }
    print_problems(lint, &problems, only);
    tell_measures(lint, root, p, &problems);
    lint->programmes++;
}

/* One that no programme has looked at. */
static void lint_measure(struct lint *lint, const char *root, const char *name, const char *only)
{
    size_t length = strlen(name), end = strlen(".json");
    if (length <= end || !text_is(name + length - end, ".json") ||
        is_told(lint, arena_printf(&lint->arena, "%s/measures/%s", root, name)))
        return;
    struct source source = files_source(root);
    struct problems problems;
    problems_init(&problems, &lint->arena);
    measure_load(&lint->arena, &source, arena_copy(&lint->arena, name, length - end), &problems);
    print_problems(lint, &problems, only);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void lint_all(struct lint *lint, const char *root, const char *only)
{
    struct dirent **entries = NULL;
    int count = scandir(root, &entries, is_visible, alphasort), found = 0;
    for (int i = 0; i < count; i++) {
        if (is_programme(lint, arena_printf(&lint->arena, "%s/%s", root, entries[i]->d_name))) {
            lint_programme(lint, root, entries[i]->d_name, only);
            found++;
        }
        free(entries[i]);
    }
    free(entries);
    entries = NULL;
    count = scandir(arena_printf(&lint->arena, "%s/measures", root), &entries, is_visible, alphasort);
    for (int i = 0; i < count; i++) {
        lint_measure(lint, root, entries[i]->d_name, only);
        free(entries[i]);
    }
    free(entries);
    if (!found)
        cannot(lint, root, "there is no programme in this folder");
}

static void lint_path(struct lint *lint, const char *given)
{
    const char *path = path_tidy(lint, given), *folder = path_folder(lint, path);
    if (is_folder(path)) {
        if (is_programme(lint, path))
            lint_programme(lint, folder, path_name(path), NULL);
        else
            lint_all(lint, path, NULL);
    } else if (!file_exists(path)) {
        cannot(lint, given, "no such file or folder");
    } else {
        const char *named = path_tidy(lint, folder);
        const char *root = path_folder(lint, named);
        const char *only = arena_printf(&lint->arena, "%s/%s/%s", root, path_name(named), path_name(path));
        if (is_programme(lint, named))
            lint_programme(lint, root, path_name(named), only);
        else
            lint_all(lint, root, only); /* of the shared folder: whoever uses it finds its problems */
    }
}

static const char USAGE[] =
    "usage: cairn lint [PATH...] [--format text|json|sarif] [--release] [--all]\n"
    "PATH is a folder of programmes, a programme's folder, or a .json file in one; \"modules\" when none is given.\n"
    "--release: also what may be played as a draft and not be released.\n"
    "--all: pages laid out on every screen, in every size, language and setting, not only where it is tightest.\n"
    "Exit codes: 0 clean or warnings alone, 1 errors, 2 could not run.\n";

static bool read_format(struct lint *lint, const char *word)
{
    static const char *const names[] = {[LINT_TEXT] = "text", [LINT_JSON] = "json", [LINT_SARIF] = "sarif"};
    for (int i = 0; i < 3; i++)
        if (text_is(names[i], word)) {
            lint->format = (enum lint_format)i;
            return true;
        }
    arguments_unknown("format", word ? word : "", names, 3);
    return false;
}

/* What is an option is taken out of `argv`, so that paths are left; -1: they make no sense. */
static int read_arguments(struct lint *lint, int argc, char **argv)
{
    static const char *const options[] = {"--format", "--release", "--all", "--help"};
    int paths = 0;
    for (int i = 1; i < argc; i++) {
        if (text_is(argv[i], "--format")) {
            if (!read_format(lint, ++i < argc ? argv[i] : NULL))
                return -1;
        } else if (text_is(argv[i], "--release")) {
            lint->for_release = true;
        } else if (text_is(argv[i], "--all")) {
            lint->all = true;
        } else if (argv[i][0] == '-') {
            arguments_unknown("option", argv[i], options, 4);
            return -1;
        } else {
            argv[1 + paths++] = argv[i];
        }
    }
    return paths;
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (text_is(argv[i], "--help") || text_is(argv[i], "-h"))
            return true;
    return false;
}

/* What problems are explained with. */
static void begin_sarif(struct lint *lint)
{
    struct problems problems;
    problems_init(&problems, &lint->arena);
    if (!explained_read(&lint->arena, CAIRN_ASSETS, &lint->explained, &problems))
        fputs("cairn lint: " CAIRN_ASSETS "/problems.md cannot be read: rules are not explained\n", stderr);
    sarif_init(&lint->sarif, &lint->arena, &lint->explained);
}

static void print_sarif(struct lint *lint)
{
    struct buffer out;
    buffer_init(&out, &lint->arena);
    sarif_write(&lint->sarif, &out);
    fputs(buffer_text(&out), stdout);
}

static void print_summary(const struct lint *lint)
{
    fprintf(stderr, "cairn lint: %d programme%s, %d error%s, %d warning%s\n", lint->programmes,
            lint->programmes == 1 ? "" : "s", lint->errors, lint->errors == 1 ? "" : "s", lint->warnings,
            lint->warnings == 1 ? "" : "s");
    if (lint->errors + lint->warnings > 0 && lint->format == LINT_TEXT)
        fputs("cairn lint: \"cairn explain CODE\" says what the word in brackets means, and why it matters\n", stderr);
}

static void open_layout(struct lint *lint)
{
    struct problems problems;
    problems_init(&problems, &lint->arena);
    lint->judge.layout = judge_layout_open(CAIRN_ASSETS, lint->all, &problems);
    if (!lint->judge.layout)
        fprintf(stderr, "cairn lint: %s: pages are not laid out\n",
                problems.first ? problems.first->message : "no fonts");
}

int cairn_lint(int argc, char **argv)
{
    struct lint lint = {0};
    struct clock clock = clock_real();
    struct icons icons;
    if (asks_for_help(argc, argv)) {
        fputs(USAGE, stdout);
        return EXIT_CLEAN;
    }
    int paths = read_arguments(&lint, argc, argv);
    if (paths < 0) {
        fputs(USAGE, stderr);
        return EXIT_CANNOT_RUN;
    }
    arena_init(&lint.arena);
    lint.today = date_in_london(clock.wall(clock.context));
    lint.judge = (struct judge){.arena = &lint.arena, .syllables = syllables_open()};
    if (icons_read(&icons, CAIRN_ASSETS))
        lint.judge.icons = &icons;
    else
        fputs("cairn lint: " CAIRN_ASSETS "/icons.map cannot be read: icons are not looked at\n", stderr);
    open_layout(&lint);
    if (!lint.judge.syllables)
        fputs("cairn lint: no speech data (espeak-ng-data): reading ages are not measured\n", stderr);
    if (lint.format == LINT_SARIF)
        begin_sarif(&lint);
    for (int i = 1; i <= paths; i++)
        lint_path(&lint, argv[i]);
    if (!paths)
        lint_path(&lint, "modules");
    if (lint.format == LINT_SARIF)
        print_sarif(&lint);
    print_summary(&lint);
    if (lint.judge.icons)
        icons_release(&icons);
    judge_layout_close(lint.judge.layout);
    syllables_close(lint.judge.syllables);
    arena_release(&lint.arena);
    return lint.failed ? EXIT_CANNOT_RUN : lint.errors ? EXIT_PROBLEMS : EXIT_CLEAN;
}
