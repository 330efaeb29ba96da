#define _XOPEN_SOURCE 700 /* realpath */

#include "cairn_commands.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "author_file.h"
#include "cairn_terminal.h"
#include "cairn_tool.h"
#include "check.h"
#include "files.h"
#include "json.h"
#include "judge_layout.h"
#include "measure.h"
#include "revision.h"
#include "sequence.h"
#include "sarif.h"
#include "since.h"
#include "tidy.h"

#define MEASURES_TOLD_MAX 512

struct lint {
    struct arena *arena;
    struct tool *tool;
    enum lint_format { LINT_TEXT, LINT_JSON, LINT_SARIF } format;
    bool for_release, all, fix;
    const char *base;    /* --base, or NULL */
    const char *base_of; /* the folder of programmes whose earlier state is in `before`; NULL: none yet */
    struct revision before;
    struct explained_list explained; /* of SARIF */
    struct sarif sarif;
    bool colours; /* problems are told in colours */
    struct progress progress;
    struct local_date today;
    struct judge judge;
    const char *avoid_from; /* the folder whose list of words to avoid is in `judge`; NULL: none yet */
    int errors, warnings, programmes;
    bool failed;
    const char *measures[MEASURES_TOLD_MAX]; /* files of measures that a programme has looked at */
    int measure_count;
    const char *languages[LANGUAGES_MAX]; /* whose words of the interface were looked at */
    int language_count;
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

/* What it is stands out: an error red, a warning yellow, the way out blue. */
static void print_coloured(struct lint *lint, const struct problem *problem, struct buffer *out)
{
    static const char *const kinds[][2] = {
        {" error: ", "\033[1;31m"}, {" warning: ", "\033[1;33m"}, {" hint: ", "\033[1;34m"}};
    struct buffer plain;
    buffer_init(&plain, lint->arena);
    problem_print(problem, &plain);
    for (const char *line = buffer_text(&plain); *line;) {
        size_t length = strcspn(line, "\n") + 1;
        const char *at = NULL, *colour = "", *kind = "";
        for (int i = 0; i < COUNT(kinds); i++) {
            const char *found = strstr(line, kinds[i][0]);
            if (found && found < line + length && (!at || found < at)) {
                at = found;
                kind = kinds[i][0];
                colour = kinds[i][1];
            }
        }
        size_t before = at ? (size_t)(at - line) : 0;
        buffer_add(out, line, before);
        buffer_addf(out, "%s%s%s", colour, kind, at ? "\033[0m" : "");
        buffer_add(out, line + before + strlen(kind), length - before - strlen(kind));
        line += length;
    }
}

static void print_plain(struct lint *lint, const struct problem *problem, struct buffer *out)
{
    (void)lint;
    problem_print(problem, out);
}

/* `only`: the file whose problems are wanted, or NULL. */
static void print_problems(struct lint *lint, const struct problems *problems, const char *only)
{
    struct buffer out;
    buffer_init(&out, lint->arena);
    for (const struct problem *problem = problems->first; problem; problem = problem->next) {
        if (only && !text_is(problem->place.file, only))
            continue;
        problem->severity == SEVERITY_ERROR ? lint->errors++ : lint->warnings++;
        switch (lint->format) {
        case LINT_TEXT:
            (lint->colours ? print_coloured : print_plain)(lint, problem, &out);
            break;
        case LINT_JSON:
            print_json(problem, &out);
            break;
        case LINT_SARIF:
            sarif_add(&lint->sarif, problem);
            break;
        }
    }
    progress_hide(&lint->progress);
    fputs(buffer_text(&out), stdout);
}

/* --- paths ------------------------------------------------------------------------------------------------------- */

static void cannot(struct lint *lint, const char *path, const char *why)
{
    tool_say(lint->tool, "%s: %s", path, why);
    lint->failed = true;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_programme(struct lint *lint, const char *folder)
{
    return file_exists(arena_printf(lint->arena, "%s/programme.json", folder));
}

/* "a/b/" is "a/b"; "." and what ends in ".." becomes the real path, because a programme's folder must have its name. */
static const char *path_tidy(struct lint *lint, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    const char *tidy = arena_copy(lint->arena, path, length);
    const char *name = strrchr(tidy, '/') ? strrchr(tidy, '/') + 1 : tidy;
    char *real = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ? realpath(tidy, NULL) : NULL;
    if (!real)
        return tidy;
    tidy = arena_strdup(lint->arena, real);
    free(real);
    return tidy;
}

static const char *path_folder(struct lint *lint, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_copy(lint->arena, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
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
    const char *folder = arena_printf(lint->arena, "%s/measures/", root);
    for (int i = 0; p && i < p->measure_count; i++)
        tell(lint, p->measures[i]->file);
    for (const struct problem *problem = problems->first; problem; problem = problem->next)
        if (problem->place.file && text_starts_with(problem->place.file, folder))
            tell(lint, problem->place.file);
}

/* --- linting ----------------------------------------------------------------------------------------------------- */

/* In every language that what is shared is translated into. */
static void read_sequencing(struct lint *lint, const char *root, const struct source *source, struct problems *problems)
{
    const char *languages[LANGUAGES_MAX] = {"en-GB"}, **names;
    int count = file_names(lint->arena, arena_printf(lint->arena, "%s/shared/po", root), ".po", &names), known = 1;
    for (int i = 0; i < count && known < LANGUAGES_MAX; i++)
        languages[known++] = arena_copy(lint->arena, names[i], strlen(names[i]) - strlen(".po"));
    sequencing_load(lint->arena, source, languages, known, problems);
}

/* The lists are of the folder of programmes, for all of them. Without them no word is avoided, and none said
 * otherwise; and whoever asks for support is told nothing to ring.
 */
static void read_shared(struct lint *lint, const char *root, const struct programme *p, struct problems *problems)
{
    const char *path = arena_printf(lint->arena, "%s/words-to-avoid.txt", root), *bytes;
    size_t size;
    if (text_is(lint->avoid_from, root))
        return;
    lint->avoid_from = root;
    lint->judge.avoid = (struct avoid_list){0};
    if (file_read(lint->arena, path, &bytes, &size))
        lint->judge.avoid = avoid_parse(lint->arena, path, bytes, size, problems);
    struct source source = files_source(root);
    lint->judge.pronunciations = pronunciations_read(lint->arena, &source, problems);
    read_sequencing(lint, root, &source, problems);
    if (p->facts)
        facts_judge(lint->arena, &(struct facts){p->facts, p->fact_count}, &source, problems);
    else if (lint->for_release || source.exists(source.context, FACTS_FILE)) /* what was only begun has none yet */
        facts_read(lint->arena, &source, problems);
}

/* What has happened to a programme since --base. One that was not there then has lost nothing. */
static void judge_since(struct lint *lint, const char *root, const char *folder, const struct programme *p,
                        struct problems *problems)
{
    if (!text_is(lint->base_of, root)) {
        revision_close(&lint->before);
        lint->base_of = root;
        lint->failed |= !revision_open(lint->arena, lint->base, root, "cairn lint", &lint->before);
    }
    if (lint->failed || !file_exists(arena_printf(lint->arena, "%s/%s/programme.json", lint->before.root, folder)))
        return;
    struct source source = files_source(lint->before.root);
    struct problems past; /* nobody can put them right any more */
    problems_init(&past, lint->arena);
    const struct programme *was = programme_load(lint->arena, &source, folder, &past);
    if (was)
        since_judge(was, p, problems);
}

/* Beside a programme's own words stand those of the interface, once for all programmes. */
static void judge_interface(struct lint *lint, const char *language, struct problems *problems)
{
    struct source assets = files_source(CAIRN_ASSETS);
    for (int i = 0; i < lint->language_count; i++)
        if (text_is(lint->languages[i], language))
            return;
    if (lint->language_count == LANGUAGES_MAX)
        return;
    lint->languages[lint->language_count++] = language;
    struct catalogue *c = library_interface(lint->arena, &assets, language, problems);
    struct place place = {.file = arena_printf(lint->arena, "%s/po/%s.po", CAIRN_ASSETS, language)};
    if (c && !catalogue_header(c).reviewed)
        problem_hint(problems,
                     problem_error(problems, place, "translation-unreviewed",
                                   "no speaker has reviewed the interface's words in %s", language),
                     "let somebody who speaks it read it whole, then write \"X-Reviewed: yes\" in its head");
}

static void judge_release(struct lint *lint, const struct programme *p, struct problems *problems)
{
    programme_check_release(p, problems);
    for (int i = 1; i < p->language_count; i++)
        judge_interface(lint, p->languages[i], problems);
}

static void lint_programme(struct lint *lint, const char *root, const char *folder, const char *only)
{
    struct source source = files_source(root);
    struct problems problems;
    problems_init(&problems, lint->arena);
    const struct programme *p = programme_load(lint->arena, &source, folder, &problems);
    if (p) {
        read_shared(lint, root, p, &problems);
        programme_check_review(p, lint->today, &problems);
        lint->judge.source = &source;
        lint->judge.only = only;
        judge_programme(&lint->judge, p, &problems);
        judge_media(p, root, &problems);
        if (lint->for_release && !p->example)
            judge_release(lint, p, &problems);
        if (lint->base)
            judge_since(lint, root, folder, p, &problems);
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
        is_told(lint, arena_printf(lint->arena, "%s/measures/%s", root, name)))
        return;
    struct source source = files_source(root);
    struct problems problems;
    problems_init(&problems, lint->arena);
    measure_load(lint->arena, &source, arena_copy(lint->arena, name, length - end), &problems);
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
        if (is_programme(lint, arena_printf(lint->arena, "%s/%s", root, entries[i]->d_name))) {
            lint_programme(lint, root, entries[i]->d_name, only);
            found++;
        }
        free(entries[i]);
    }
    free(entries);
    entries = NULL;
    count = scandir(arena_printf(lint->arena, "%s/measures", root), &entries, is_visible, alphasort);
    for (int i = 0; i < count; i++) {
        lint_measure(lint, root, entries[i]->d_name, only);
        free(entries[i]);
    }
    free(entries);
    if (!found)
        cannot(lint, root, "there is no programme in this folder");
}

/* --- putting right ----------------------------------------------------------------------------------------------- */

static void fix_file(struct lint *lint, const char *path)
{
    const char *bytes, *fixed;
    size_t size, size_fixed;
    struct tidied tidied;
    if (!file_read(lint->arena, path, &bytes, &size))
        return;
    fixed = tidy_json(lint->arena, bytes, size, &size_fixed, &tidied);
    if (!fixed)
        return;
    if (author_file_write(path, fixed, size_fixed))
        tool_say(lint->tool, "%s: put right: %s", path, tidied_words(lint->arena, &tidied));
    else
        cannot(lint, path, "cannot be written");
}

static void fix_folder(struct lint *lint, const char *folder)
{
    const char **names;
    int count = file_names(lint->arena, folder, ".json", &names);
    for (int i = 0; i < count; i++)
        fix_file(lint, arena_printf(lint->arena, "%s/%s", folder, names[i]));
}

/* Before anything is read: what is left is told as it stands then. A folder of programmes, with what they share; a
 * programme's folder; a file. */
static void fix_path(struct lint *lint, const char *path)
{
    const char **folders;
    if (!is_folder(path)) {
        fix_file(lint, path);
        return;
    }
    fix_folder(lint, path);
    int count = is_programme(lint, path) ? 0 : file_folders(lint->arena, path, &folders);
    for (int i = 0; i < count; i++) {
        const char *folder = arena_printf(lint->arena, "%s/%s", path, folders[i]);
        if (is_programme(lint, folder) || text_is(folders[i], "shared") || text_is(folders[i], "measures"))
            fix_folder(lint, folder);
    }
}

static void lint_path(struct lint *lint, const char *given)
{
    const char *path = path_tidy(lint, given), *folder = path_folder(lint, path);
    if (lint->fix)
        fix_path(lint, path);
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
        const char *only = arena_printf(lint->arena, "%s/%s/%s", root, path_name(named), path_name(path));
        if (is_programme(lint, named))
            lint_programme(lint, root, path_name(named), only);
        else
            lint_all(lint, root, only); /* of the shared folder: whoever uses it finds its problems */
    }
}

static void lint_open(struct lint *lint, struct icons *icons)
{
    lint->judge = (struct judge){
        .arena = lint->arena, .syllables = syllables_open(), .begins = progress_tell, .context = &lint->progress};
    if (icons_read(icons, CAIRN_ASSETS))
        lint->judge.icons = icons;
    else
        tool_say(lint->tool, "%s/icons.map cannot be read: icons are not looked at", CAIRN_ASSETS);
    if (!lint->judge.syllables)
        tool_say(lint->tool, "no speech data (espeak-ng-data): reading ages are not measured");
}

/* What problems are explained with. */
static void begin_sarif(struct lint *lint)
{
    struct problems problems;
    problems_init(&problems, lint->arena);
    if (!explained_read(lint->arena, CAIRN_ASSETS, &lint->explained, &problems))
        tool_say(lint->tool, "%s/problems.md cannot be read: rules are not explained", CAIRN_ASSETS);
    sarif_init(&lint->sarif, lint->arena, &lint->explained);
}

static void print_sarif(struct lint *lint)
{
    struct buffer out;
    buffer_init(&out, lint->arena);
    sarif_write(&lint->sarif, &out);
    fputs(buffer_text(&out), stdout);
}

static void tell_summary(const struct lint *lint)
{
    tool_say(lint->tool, "%d programme%s, %d error%s, %d warning%s", lint->programmes, lint->programmes == 1 ? "" : "s",
             lint->errors, lint->errors == 1 ? "" : "s", lint->warnings, lint->warnings == 1 ? "" : "s");
    if (lint->errors + lint->warnings > 0 && lint->format == LINT_TEXT)
        tool_say(lint->tool, "\"cairn explain CODE\" says what the word in brackets means, and why it matters");
}

static void open_layout(struct lint *lint)
{
    struct problems problems;
    problems_init(&problems, lint->arena);
    lint->judge.layout = judge_layout_open(CAIRN_ASSETS, lint->all, &problems);
    if (!lint->judge.layout)
        tool_say(lint->tool, "%s: pages are not laid out", problems.first ? problems.first->message : "no fonts");
}

static int run_lint(struct tool *t)
{
    const char *format = tool_text(t, "--format");
    struct lint lint = {.tool = t,
                        .arena = &t->arena,
                        .format = text_is(format, "json")    ? LINT_JSON
                                  : text_is(format, "sarif") ? LINT_SARIF
                                                             : LINT_TEXT,
                        .for_release = tool_flag(t, "--release"),
                        .all = tool_flag(t, "--all"),
                        .fix = tool_flag(t, "--fix"),
                        .base = tool_text(t, "--base"),
                        .colours = terminal_has_colours(stdout),
                        .today = date_in_london(t->now),
                        .progress = progress_begin("module")};
    struct icons icons;
    lint_open(&lint, &icons);
    open_layout(&lint);
    if (lint.format == LINT_SARIF)
        begin_sarif(&lint);
    for (int i = 0; i < t->given.word_count; i++)
        lint_path(&lint, t->given.words[i]);
    if (lint.format == LINT_SARIF)
        print_sarif(&lint);
    tell_summary(&lint);
    if (lint.judge.icons)
        icons_release(&icons);
    judge_layout_close(lint.judge.layout);
    syllables_close(lint.judge.syllables);
    revision_close(&lint.before);
    return lint.failed ? EXIT_CANNOT_RUN : lint.errors ? EXIT_PROBLEMS : EXIT_CLEAN;
}

const struct command cairn_lint = {
    .name = "lint",
    .purpose = "what is wrong with programmes, where, and the way out",
    .about = "Problems go to standard output, in the form that editors can jump to; a summary goes to standard error. "
             "Warnings alone are clean.",
    .arguments =
        (const struct argument[]){
            {.value = "PATH",
             .help = "a folder of programmes, a programme's folder, or a .json file in one",
             .standard = "modules",
             .many = true},
            {.name = "--format",
             .value = "FORMAT",
             .help = "for people, a JSON object for each problem, or SARIF 2.1.0 for other tools",
             .choices = "text json sarif",
             .standard = "text"},
            {.name = "--release", .help = "also what may be played as a draft and not be released"},
            {.name = "--base",
             .value = "REVISION|DIR",
             .help = "also what people would lose since then: answers, pages and modules; a git revision or a folder"},
            {.name = "--fix",
             .help = "first puts right what is mechanical: ends of lines and of the file, commas with nothing behind "
                     "them, a byte-order mark"},
            {.name = "--all",
             .help =
                 "pages laid out on every screen, in every size, language and setting, not only where it is tightest"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn lint modules", "everything there is"},
            {"cairn lint modules/thinking-skills/stop-and-think.json", "one module"},
            {"cairn lint modules --base HEAD~1", "also what the last change would lose"},
            {"cairn lint modules --release --format json", "before a release, for another program"},
            {0},
        },
    .run = run_lint,
};
