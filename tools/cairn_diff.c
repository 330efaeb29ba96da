/* cairn_diff - what has changed in modules for whoever reads them, and what that does to people in the middle of them.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cairn_commands.h"
#include "cairn_tool.h"
#include "changes.h"
#include "files.h"
#include "load.h"
#include "lost.h"
#include "revision.h"
#include "underway.h"

struct side { /* what is compared; programme and module NULL: all */
    const char *root, *programme, *module;
};

struct diff {
    struct arena *arena;
    struct side was, is;
    bool json;
    int programmes, differences; /* told so far */
    const char *comma;           /* before the next module of JSON */
};

/* --- paths ------------------------------------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static const char *folder_of(struct arena *a, const char *path, const char **name_out)
{
    const char *slash = strrchr(path, '/');
    *name_out = slash ? slash + 1 : path;
    return slash ? arena_copy(a, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

/* False: there is no such folder or file. */
static bool side_read(struct arena *a, const char *given, struct side *out)
{
    size_t length = strlen(given);
    while (length > 1 && given[length - 1] == '/')
        length--;
    const char *path = arena_copy(a, given, length), *name;
    *out = (struct side){.root = path};
    if (is_folder(path)) {
        if (file_exists(arena_printf(a, "%s/programme.json", path)))
            out->root = folder_of(a, path, &out->programme);
        return true;
    }
    if (!file_exists(path) || length < 6 || !text_is(path + length - 5, ".json"))
        return false;
    out->root = folder_of(a, folder_of(a, path, &name), &out->programme);
    out->module = arena_copy(a, name, strlen(name) - 5);
    return true;
}

/* --- text -------------------------------------------------------------------------------------------------------- */

static void print_quoted(const char *mark, const char *text)
{
    if (!text)
        return;
    printf("      %s ", mark);
    for (; *text; text++)
        putchar(*text == '\n' ? ' ' : *text);
    putchar('\n');
}

static void print_change(const struct change *c)
{
    switch (c->kind) {
    case CHANGE_PAGE_ADDED:
    case CHANGE_PAGE_MOVED:
        printf("    %s page \"%s\", %s%s%s\n", c->kind == CHANGE_PAGE_ADDED ? "new" : "moved", c->page,
               c->after ? "after \"" : "at the start", c->after ? c->after : "", c->after ? "\"" : "");
        break;
    case CHANGE_PAGE_GONE:
        printf("    gone: page \"%s\"\n", c->page);
        break;
    case CHANGE_WORDS:
        printf("    words %s\n", c->place);
        break;
    case CHANGE_RULE:
        printf("    rule on \"%s\": %s\n", c->page, c->place);
        break;
    case CHANGE_QUESTION:
        printf("    %s \"%s\" on \"%s\"\n",
               !c->before  ? "new question"
               : !c->after ? "gone: question"
                           : "question",
               c->place, c->page);
        break;
    case CHANGE_OTHER:
        printf("    something else on %s%s%s\n", c->page ? "\"" : "the module: ", c->page ? c->page : c->place,
               c->page ? "\"" : "");
        break;
    }
    if (c->kind == CHANGE_WORDS || c->kind == CHANGE_RULE || (c->kind == CHANGE_QUESTION && c->before && c->after)) {
        print_quoted("-", c->before);
        print_quoted("+", c->after);
    }
}

static void add_pages(struct buffer *out, const char *what, const char *const *pages, int count)
{
    for (int i = 0; i < count; i++)
        buffer_addf(out, "%s \"%s\"", i ? "," : what, pages[i]);
}

static const char *outcome(struct arena *a, const struct underway *u)
{
    struct buffer out;
    buffer_init(&out, a);
    if (!u->goes_on)
        buffer_adds(&out, "cannot go on");
    else if (text_is(u->goes_on, u->stopped))
        buffer_adds(&out, "goes on there");
    else
        buffer_addf(&out, "goes on at \"%s\"", u->goes_on);
    if (underway_is_smooth(u))
        buffer_adds(&out, ", with every answer");
    if (u->lost)
        buffer_addf(&out, "; %d answer%s lost", u->lost, u->lost == 1 ? " is" : "s are");
    add_pages(&out, "; meets again:", u->again, u->again_count);
    add_pages(&out, "; never meets the new:", u->missed, u->missed_count);
    buffer_adds(&out, u->ends ? "" : "; does not come to the end");
    return buffer_text(&out);
}

/* Pages from which it comes to the same are told together. */
static void print_underway(struct arena *a, const struct underway *list, int count)
{
    bool *told = ARENA_ARRAY(a, bool, count + 1);
    const char **what = ARENA_ARRAY(a, const char *, count + 1);
    for (int i = 0; i < count; i++)
        what[i] = outcome(a, &list[i]);
    for (int i = 0; i < count; i++) {
        if (told[i])
            continue;
        int same = 0;
        for (int k = i; k < count; k++)
            same += text_is(what[i], what[k]);
        if (same == count)
            printf("    whoever is in the middle of it");
        for (int k = i, n = 0; k < count; k++)
            if (text_is(what[i], what[k])) {
                told[k] = true;
                if (same < count)
                    printf("%s \"%s\"", n++ ? "," : "    who stopped on", list[k].stopped);
            }
        printf(" %s\n", what[i]);
    }
}

/* --- JSON -------------------------------------------------------------------------------------------------------- */

static void json_list(const char *key, const char *const *items, int count)
{
    struct arena a;
    arena_init(&a);
    struct buffer out;
    buffer_init(&out, &a);
    for (int i = 0; i < count; i++) {
        buffer_adds(&out, i ? "," : "");
        json_write_string(&out, items[i]);
    }
    printf(",\"%s\":[%s]", key, buffer_text(&out));
    arena_release(&a);
}

static void json_changes(const struct changes *changes)
{
    fputs(",\"changes\":[", stdout);
    for (int i = 0; i < changes->count; i++) {
        const struct change *c = &changes->item[i];
        print_json_member(i ? ",{" : "{", "kind", change_kind_name(c->kind));
        print_json_member(",", "page", c->page);
        print_json_member(",", "place", c->place);
        print_json_member(",", "before", c->before);
        print_json_member(",", "after", c->after);
        putchar('}');
    }
    putchar(']');
}

static void json_lost(const struct lost *lost, int count, const struct module *is)
{
    fputs(",\"lost\":[", stdout);
    for (int i = 0; i < count; i++) {
        print_json_member(i ? ",{" : "{", "exercise", lost[i].was->id);
        print_json_member(",", "page", lost[i].page->id);
        printf(",\"all\":%s,\"reserved\":%s", lost[i].all ? "true" : "false",
               lost_is_reserved(&lost[i], is) ? "true" : "false");
        json_list("answers", lost[i].part, lost[i].part_count);
        putchar('}');
    }
    putchar(']');
}

static void json_underway(const struct underway *list, int count)
{
    fputs(",\"underway\":[", stdout);
    for (int i = 0; i < count; i++) {
        print_json_member(i ? ",{" : "{", "stopped", list[i].stopped);
        print_json_member(",", "goes_on", list[i].goes_on);
        printf(",\"lost\":%d,\"ends\":%s", list[i].lost, list[i].ends ? "true" : "false");
        json_list("again", list[i].again, list[i].again_count);
        json_list("missed", list[i].missed, list[i].missed_count);
        putchar('}');
    }
    putchar(']');
}

/* --- comparing --------------------------------------------------------------------------------------------------- */

/* A module that only one side has, or that cannot be read on one: `state` says which. */
static void tell_state(struct diff *d, const char *programme, const char *module, const char *state)
{
    d->differences++;
    if (!d->json) {
        printf("%s/%s: %s\n", programme, module, state);
        return;
    }
    printf("%s", d->comma);
    print_json_member("{", "programme", programme);
    print_json_member(",", "module", module);
    print_json_member(",", "state", state);
    putchar('}');
    d->comma = ",\n ";
}

static void tell_module(struct diff *d, const struct programme *was, const struct module *before,
                        const struct programme *is, const struct module *now, const struct changes *changes)
{
    struct arena *a = d->arena;
    struct lost *lost = ARENA_ARRAY(a, struct lost, EXERCISES_MAX + MODULE_BLOCKS_MAX);
    struct underway *underway = ARENA_ARRAY(a, struct underway, PAGES_MAX * 2);
    int lost_count = lost_answers(a, before, now, lost);
    int underway_count = underway_try(a, was, before, is, now, underway);
    d->differences++;
    if (d->json) {
        printf("%s", d->comma);
        print_json_member("{", "programme", is->id);
        print_json_member(",", "module", now->id);
        print_json_member(",", "state", "changed");
        json_changes(changes);
        json_lost(lost, lost_count, now);
        json_underway(underway, underway_count);
        putchar('}');
        d->comma = ",\n ";
        return;
    }
    printf("%s/%s: %d change%s\n  for a reader\n", is->id, now->id, changes->count, changes->count == 1 ? "" : "s");
    for (int i = 0; i < changes->count; i++)
        print_change(&changes->item[i]);
    if (lost_count)
        puts("  answers that can no longer be read");
    for (int i = 0; i < lost_count; i++)
        printf("    %s%s\n", lost_words(a, &lost[i]), lost_is_reserved(&lost[i], now) ? " (reserved)" : "");
    puts("  for people in the middle of it");
    print_underway(a, underway, underway_count);
}

static void compare_programmes(struct diff *d, const struct programme *was, const struct programme *is)
{
    const char *only = d->is.module;
    for (int i = 0; i < was->module_count; i++) {
        const struct module *before = &was->modules[i], *now = programme_module(is, before->id);
        if (only && !text_is(only, before->id))
            continue;
        if (!now) {
            tell_state(d, was->id, before->id, "gone");
            continue;
        }
        struct changes changes = changes_of(d->arena, was, before, is, now);
        if (changes.count)
            tell_module(d, was, before, is, now, &changes);
    }
    for (int i = 0; i < is->module_count; i++)
        if (!programme_module(was, is->modules[i].id) && (!only || text_is(only, is->modules[i].id)))
            tell_state(d, is->id, is->modules[i].id, "new");
}

static const struct programme *load(struct diff *d, const char *root, const char *folder)
{
    struct source source = files_source(root);
    struct problems unheard; /* lint says them */
    problems_init(&unheard, d->arena);
    return file_exists(arena_printf(d->arena, "%s/%s/programme.json", root, folder))
               ? programme_load(d->arena, &source, folder, &unheard)
               : NULL;
}

static void compare_folder(struct diff *d, const char *folder)
{
    const struct programme *was = load(d, d->was.root, folder), *is = load(d, d->is.root, folder);
    d->programmes += was || is;
    if (was && is)
        compare_programmes(d, was, is);
    for (int i = 0; was && !is && i < was->module_count; i++)
        tell_state(d, folder, was->modules[i].id, "gone");
    for (int i = 0; is && !was && i < is->module_count; i++)
        tell_state(d, folder, is->modules[i].id, "new");
}

static void compare_folders(struct diff *d)
{
    const char **was, **is;
    int before = file_folders(d->arena, d->was.root, &was), now = file_folders(d->arena, d->is.root, &is);
    for (int i = 0; i < now; i++)
        compare_folder(d, is[i]);
    for (int i = 0; i < before; i++)
        if (!is_folder(arena_printf(d->arena, "%s/%s", d->is.root, was[i])))
            compare_folder(d, was[i]);
}

static void compare(struct diff *d)
{
    fputs(d->json ? "[" : "", stdout);
    if (d->is.programme)
        compare_folder(d, d->is.programme);
    else
        compare_folders(d);
    fputs(d->json ? "]\n" : d->programmes && !d->differences ? "nothing has changed\n" : "", stdout);
}

static int run_diff(struct tool *t)
{
    const char *old = tool_text(t, "OLD"), *new = tool_text(t, "NEW");
    struct diff d = {.arena = &t->arena, .json = text_is(tool_text(t, "--format"), "json"), .comma = ""};
    struct revision before = {.made = ""};
    if (!side_read(d.arena, new, &d.is)) {
        tool_say(t, "%s: no such folder or module", new);
        return EXIT_CANNOT_RUN;
    }
    if (!side_read(d.arena, old, &d.was)) {
        if (!revision_open(d.arena, old, d.is.root, "cairn diff", &before))
            return EXIT_CANNOT_RUN;
        d.was.root = before.root;
    }
    compare(&d);
    revision_close(&before);
    if (d.programmes)
        return d.differences ? EXIT_PROBLEMS : EXIT_CLEAN;
    tool_say(t, "there is no programme in %s that can be read", new);
    return EXIT_CANNOT_RUN;
}

const struct command cairn_diff = {
    .name = "diff",
    .purpose = "what has changed for whoever reads modules, and for people in the middle of them",
    .about = "Pages, words, rules and questions; answers that can no longer be read; and, tried on every page, where "
             "somebody who stopped there goes on. It exits with 0 when nothing has changed, with 1 when something has.",
    .arguments =
        (const struct argument[]){
            {.value = "OLD",
             .help = "as it was: a folder of programmes, a programme's folder, a module's file, or a git revision",
             .needed = true},
            {.value = "NEW",
             .help = "as it is: a folder of programmes, a programme's folder or a module's file",
             .standard = "modules"},
            {.name = "--format",
             .value = "FORMAT",
             .help = "for people, or for programs",
             .choices = "text json",
             .standard = "text"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn diff HEAD~1", "what the last change does"},
            {"cairn diff HEAD~1 modules/thinking-skills/stop-and-think.json", "of one module"},
            {"cairn diff before/modules modules --format json", "two folders, for another program"},
            {0},
        },
    .run = run_diff,
};
