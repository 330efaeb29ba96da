#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cairn_tool.h"
#include "catalogue.h"
#include "files.h"
#include "library.h"
#include "po.h"

struct wording_desk {
    struct tool *tool;
    const char *modules, *language, *only; /* language NULL: every one that is declared; only: of one programme */
    bool whole;                            /* shared words of programmes in one language, too */
    bool failed, incomplete;
};

/* --- what there is ---------------------------------------------------------------------------------------------------
 */

static bool is_wanted(const struct wording_desk *w, const struct programme *p)
{
    return !p->example && (!w->only || text_is(w->only, p->id));
}

#define INTERFACE       "interface" /* buttons and screens, beside the icons: in no programme's folder */
#define INTERFACE_WHOLE "cy"        /* the language that has each string of it, with comments: tests see to that */

static bool read_interface(struct wording_desk *w, struct po_file *po)
{
    const char *text;
    size_t size;
    po_begin(po, &w->tool->arena, INTERFACE);
    const char *whole = arena_printf(&w->tool->arena, "%s/po/" INTERFACE_WHOLE ".po", tool_text(w->tool, "--assets"));
    if (!file_read(&w->tool->arena, whole, &text, &size)) {
        fprintf(stderr, "cairn words: %s cannot be read, so there are no strings of the interface\n", whole);
        w->failed = true;
        return false;
    }
    po_add_translated(po, text);
    return true;
}

/* Each programme's own file; then one for what they share, and one for the interface. */
static void each_file(struct wording_desk *w,
                      void (*act)(struct wording_desk *w, struct po_file *po, const struct programme *p))
{
    struct po_file shared, measures, interface;
    po_begin(&shared, &w->tool->arena, "shared");
    po_begin(&measures, &w->tool->arena, "measures");
    for (int i = 0; i < w->tool->library->count; i++) {
        const struct programme *p = w->tool->library->programmes[i];
        struct po_file own;
        if (!is_wanted(w, p))
            continue;
        po_begin(&own, &w->tool->arena, p->folder);
        po_add_programme(&own, p);
        if (p->language_count > 1 || w->language || w->whole) { /* else nobody waits for the rest of them */
            po_add_feedback(&shared, p);
            po_add_measures(&measures, p);
        }
        act(w, &own, p);
    }
    if (!w->only) {
        if (w->tool->library->sequencing)
            po_add_messages(&shared, &w->tool->library->sequencing->messages, "said to staff when they assign");
        act(w, &shared, NULL);
        act(w, &measures, NULL);
        if (read_interface(w, &interface))
            act(w, &interface, NULL);
    }
}

static const char *po_path(struct wording_desk *w, const struct po_file *po, const char *name, const char *end)
{
    if (text_is(po->folder, INTERFACE))
        return arena_printf(&w->tool->arena, "%s/po/%s%s", tool_text(w->tool, "--assets"), name, end);
    return arena_printf(&w->tool->arena, "%s/%s/po/%s%s", w->modules, po->folder, name, end);
}

/* Languages of a programme; of what is shared, those of all. Returns how many. */
static int languages_of(const struct wording_desk *w, const struct programme *of, const char *out[LANGUAGES_MAX])
{
    int count = 0;
    for (int i = 0; i < w->tool->library->count; i++) {
        const struct programme *p = w->tool->library->programmes[i];
        for (int k = 1; is_wanted(w, p) && (!of || of == p) && k < p->language_count; k++) {
            bool known = false;
            for (int n = 0; n < count; n++)
                known = known || text_is(out[n], p->languages[k]);
            if (!known && count < LANGUAGES_MAX)
                out[count++] = p->languages[k];
        }
    }
    if (w->language) {
        out[0] = w->language;
        count = 1;
    }
    return count;
}

static bool save(struct wording_desk *w, const char *path, const struct buffer *text)
{
    const char *slash = strrchr(path, '/');
    mkdir(arena_printf(&w->tool->arena, "%.*s", (int)(slash - path), path), 0755);
    if (file_write_atomically(path, buffer_text(text), text->length))
        return true;
    fprintf(stderr, "cairn words: %s cannot be written\n", path);
    w->failed = true;
    return false;
}

/* --- extract, merge, status ------------------------------------------------------------------------------------------
 */

static void extract(struct wording_desk *w, struct po_file *po, const struct programme *p)
{
    (void)p;
    const char *path = po_path(w, po, "words", ".pot");
    if (save(w, path, &po->text))
        printf("%s: %d strings\n", path, po->count);
}

static bool run_msgmerge(const char *po, const char *pot)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("msgmerge", "msgmerge", "--quiet", "--update", "--previous", "--backup=none", "--no-wrap", po, pot,
               (char *)NULL);
        fprintf(stderr, "cairn words: msgmerge cannot be started (install gettext): %s\n", strerror(errno));
        _exit(127);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void merge(struct wording_desk *w, struct po_file *po, const struct programme *p)
{
    const char *languages[LANGUAGES_MAX];
    int count = languages_of(w, p, languages);
    const char *pot = po_path(w, po, "words", ".pot");
    if (text_is(po->folder, INTERFACE) && (!w->language || text_is(w->language, INTERFACE_WHOLE)))
        return; /* it is where the strings come from */
    if (!count || !save(w, pot, &po->text))
        return;
    for (int i = 0; i < count; i++) {
        const char *path = po_path(w, po, languages[i], ".po");
        struct buffer header;
        buffer_init(&header, &w->tool->arena);
        po_header(languages[i], po->folder, &header);
        if (!file_exists(path) && !save(w, path, &header))
            continue;
        if (run_msgmerge(path, pot))
            printf("%s: merged\n", path);
        else
            w->failed = true;
    }
    unlink(pot);
}

/* Of the template's strings, by their places. */
static void tell_status(struct wording_desk *w, struct po_file *po, const char *language)
{
    const char *path = po_path(w, po, language, ".po"), *bytes;
    size_t size;
    struct problems problems;
    problems_init(&problems, &w->tool->arena);
    struct catalogue *c = NULL, *all = catalogue_parse(&w->tool->arena, "words.pot", buffer_text(&po->text),
                                                       po->text.length, &problems);
    if (file_read(&w->tool->arena, path, &bytes, &size))
        c = catalogue_parse(&w->tool->arena, path, bytes, size, &problems);
    if (!c || !all) {
        printf("%s: nothing of %d strings is translated\n", path, po->count);
        w->incomplete = true;
        return;
    }
    int done = 0, stale = 0;
    for (struct catalogue_entry e = {0}; catalogue_next_unused(all, &e);) {
        done += catalogue_find(c, e.context, e.source) != NULL;
        stale += catalogue_is_stale(c, e.context, e.source);
    }
    printf("%s: %d of %d translated, %d outdated or fuzzy, %d missing%s\n", path, done, po->count, stale,
           po->count - done - stale, catalogue_header(c).reviewed ? "" : "; not reviewed by a speaker");
    w->incomplete |= done < po->count || !catalogue_header(c).reviewed;
}

static void status(struct wording_desk *w, struct po_file *po, const struct programme *p)
{
    const char *languages[LANGUAGES_MAX];
    int count = languages_of(w, p, languages);
    if (!count)
        printf("%s/%s: %d strings in %s alone\n", w->modules, po->folder, po->count, p ? p->languages[0] : "English");
    for (int i = 0; i < count; i++)
        tell_status(w, po, languages[i]);
}

/* --- the command
 * ------------------------------------------------------------------------------------------------------ */

static int work(struct tool *t, const char *language,
                void (*act)(struct wording_desk *w, struct po_file *po, const struct programme *p))
{
    struct wording_desk w = {.tool = t,
                             .modules = tool_text(t, "MODULES"),
                             .language = language,
                             .only = tool_text(t, "--programme"),
                             .whole = act == extract};
    if (!tool_library(t, "MODULES"))
        return EXIT_CANNOT_RUN;
    if (w.only && !library_programme(t->library, w.only)) {
        tool_say(t, "there is no programme \"%s\"", w.only);
        return EXIT_CANNOT_RUN;
    }
    each_file(&w, act);
    return w.failed ? EXIT_CANNOT_RUN : w.incomplete ? EXIT_PROBLEMS : EXIT_CLEAN;
}

static int words_extract(struct tool *t)
{
    return work(t, NULL, extract);
}

static const struct command words_extract_command = {
    .name = "extract",
    .purpose = "every string with its place, as po/words.pot; the interface's beside the assets",
    .arguments =
        (const struct argument[]){
            {.value = "MODULES", .help = "the folder of programmes", .standard = "modules"},
            ARGUMENT_PROGRAMME,
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn words extract", "templates for translators"},
            {0},
        },
    .run = words_extract,
};

static int words_merge(struct tool *t)
{
    return work(t, tool_text(t, "--language"), merge);
}

static const struct command words_merge_command = {
    .name = "merge",
    .purpose = "new and changed strings into the PO files there are, or a new one (msgmerge)",
    .arguments =
        (const struct argument[]){
            {.value = "MODULES", .help = "the folder of programmes", .standard = "modules"},
            ARGUMENT_PROGRAMME,
            {.name = "--language",
             .value = "TAG",
             .help = "this language, such as cy; without it, all that are declared"},
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn words merge --language cy", "brings the Welsh up to date"},
            {0},
        },
    .run = words_merge,
};

static int words_status(struct tool *t)
{
    return work(t, tool_text(t, "--language"), status);
}

static const struct command words_status_command = {
    .name = "status",
    .purpose = "how far each translation is",
    .arguments =
        (const struct argument[]){
            {.value = "MODULES", .help = "the folder of programmes", .standard = "modules"},
            ARGUMENT_PROGRAMME,
            {.name = "--language",
             .value = "TAG",
             .help = "this language, such as cy; without it, all that are declared"},
            ARGUMENT_ASSETS,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn words status --language cy", "how much is left"},
            {0},
        },
    .run = words_status,
};

const struct command cairn_words = {
    .name = "words",
    .purpose = "translations, and how far they are",
    .commands = COMMANDS(&words_extract_command, &words_merge_command, &words_status_command, &cairn_words_narrate),
};
