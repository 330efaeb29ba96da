#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cairn_terminal.h"
#include "cairn_look.h"
#include "cairn_paper.h"
#include "clock.h"
#include "files.h"
#include "module_path.h"
#include "pseudo.h"
#include "rasters.h"
#include "storyboard.h"

struct asked {
    const char *module, *out, *format, *language, *assets, *media;
    struct look_options look;
};

static bool read_wants(const struct asked *asked, const struct programme *p, struct storyboard_wants *out)
{
    *out = (struct storyboard_wants){.settings = {"community", "custody"},
                                     .setting_count = 2,
                                     .languages = {p->languages[0]},
                                     .language_count = 1,
                                     .look = {.width = 1280, .height = 800, .size = SIZE_M}};
    if (!look_options_read(&asked->look, "cairn storyboard", &out->look))
        return false;
    if (asked->look.setting) {
        out->settings[0] = asked->look.setting;
        out->setting_count = 1;
    }
    if (text_is(asked->language, "all")) {
        memcpy(out->languages, p->languages, sizeof p->languages);
        out->language_count = p->language_count;
    } else if (asked->language) {
        out->languages[0] = asked->language;
    }
    if (programme_language(p, out->languages[0]) >= 0)
        return true;
    fprintf(stderr, "cairn storyboard: %s has no language %s\n", p->id, asked->language);
    return false;
}

static bool write_out(struct tool *t, const char *folder, const char *name, const char *bytes, size_t size)
{
    const char *path = arena_printf(&t->arena, "%s/%s", folder, name);
    if (!file_write_atomically(path, bytes, size)) {
        fprintf(stderr, "cairn storyboard: %s cannot be written\n", path);
        return false;
    }
    puts(path);
    return true;
}

static bool write_pictures(struct tool *t, const struct storyboard *s, const char *folder)
{
    for (int i = 0; i < s->page_count; i++)
        for (int k = 0; k < s->pages[i].shot_count; k++) {
            const struct shot *shot = &s->pages[i].shots[k];
            if (!shot->same && !write_out(t, folder,
                                          arena_printf(&t->arena, "%s-%02d-%s-%s-%s.png", s->module->id, i + 1,
                                                       s->pages[i].page->id, shot->setting, shot->language),
                                          shot->png, shot->png_size))
                return false;
        }
    return true;
}

/* cairn-board, beside this program, with the files as its words; what it writes goes to `path`. */
static bool run_board(struct tool *t, const char **files, const char *path)
{
    const char *helper = paper_helper(&t->arena);
    files[0] = arena_printf(&t->arena, "%.*scairn-board", (int)(strlen(helper) - strlen("cairn-print")), helper);
    FILE *out = fopen(path, "wb");
    pid_t child = out ? fork() : -1;
    if (child == 0) {
        dup2(fileno(out), STDOUT_FILENO);
        execv(files[0], (char **)(uintptr_t)files);
        _exit(127);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    bool good = child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (out)
        fclose(out);
    if (!good)
        unlink(path);
    return good;
}

/* Its parts are files for a moment, in a folder of their own. */
static bool write_pdf(struct tool *t, const struct storyboard *s, const char *folder)
{
    struct storyboard_sheets sheets;
    struct rasters parts;
    if (!rasters_open(&parts, &t->problems))
        return false;
    struct clock clock = clock_real();
    storyboard_bind(&t->arena, s, date_in_london(clock.wall(clock.context)), &sheets);
    const char **files = ARENA_ARRAY(&t->arena, const char *, sheets.count + 2);
    bool good = true;
    for (int i = 0; good && i < sheets.count; i++) {
        const struct sheet *sheet = &sheets.item[i];
        struct buffer json;
        buffer_init(&json, &t->arena);
        if (sheet->document)
            document_write(sheet->document, &json);
        files[i + 1] = sheet->document || sheet->shot
                           ? arena_printf(&t->arena, "%s/%04d.%s", parts.folder, i, sheet->document ? "json" : "png")
                           : "-";
        if (sheet->document)
            good = file_write_atomically(files[i + 1], buffer_text(&json), json.length);
        else if (sheet->shot)
            good = file_write_atomically(files[i + 1], sheet->shot->png, sheet->shot->png_size);
    }
    const char *path = arena_printf(&t->arena, "%s/%s.pdf", folder, s->module->id);
    good = good && run_board(t, files, path);
    rasters_close(&parts);
    if (good)
        puts(path);
    else
        fprintf(stderr, "cairn storyboard: %s could not be made\n", path);
    return good;
}

static int draw(struct tool *t, const struct asked *asked, const struct library *library, const char *module)
{
    struct storyboard_wants wants;
    struct storyboard board;
    struct progress progress = progress_begin("page");
    const struct programme *p = library->programmes[0];
    const struct module *m = programme_module(p, module);
    const char *folder = asked->out;
    if (!m) {
        fprintf(stderr, "cairn storyboard: %s cannot be used as it is; cairn lint says why\n", asked->module);
        return EXIT_PROBLEMS;
    }
    if (!read_wants(asked, p, &wants))
        return EXIT_CANNOT_RUN;
    if (mkdir(folder, 0755) != 0 && errno != EEXIST) {
        fprintf(stderr, "cairn storyboard: %s: %s\n", folder, strerror(errno));
        return EXIT_CANNOT_RUN;
    }
    struct pictures *pictures = pictures_open(asked->assets, asked->media, &t->problems);
    bool done =
        pictures && storyboard_draw(&t->arena, library, p, m, &wants, pictures, &board, progress_tell, &progress);
    if (!done) {
        tool_tell(t);
        fputs("cairn storyboard: the pages could not be drawn\n", stderr);
    } else if (text_is(asked->format, "png")) {
        done = write_pictures(t, &board, folder);
    } else if (text_is(asked->format, "pdf")) {
        done = write_pdf(t, &board, folder);
    } else {
        struct buffer html;
        buffer_init(&html, &t->arena);
        storyboard_html(&t->arena, &board, &html);
        done = write_out(t, folder, arena_printf(&t->arena, "%s.html", m->id), buffer_text(&html), html.length);
    }
    pictures_close(pictures);
    return done ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

static int run_storyboard(struct tool *t)
{
    struct asked asked = {.module = tool_text(t, "MODULE.json"),
                          .out = tool_text(t, "--out"),
                          .format = tool_text(t, "--format"),
                          .language = tool_text(t, "--language"),
                          .assets = tool_text(t, "--assets"),
                          .media = tool_text(t, "--media"),
                          .look = tool_look(t)};
    struct module_path path;
    static struct library library; /* large */
    if (!module_path_read(&t->arena, asked.module, "cairn storyboard", &path))
        return EXIT_CANNOT_RUN;
    if (!library_open_one(&library, path.root, asked.assets, path.programme)) {
        fprintf(stderr, "cairn storyboard: %s cannot be used as it is; cairn lint says why\n", path.programme);
        return EXIT_PROBLEMS;
    }
    if (pseudo_is(asked.language))
        pseudo_add(&library, asked.assets, asked.language);
    int code = draw(t, &asked, &library, path.module);
    library_close(&library);
    return code;
}

const struct command cairn_storyboard = {
    .name = "storyboard",
    .purpose = "a module's pages as pictures, with everything about them beside",
    .about = "What a clinician signs off, and a translator works beside.",
    .arguments =
        (const struct argument[]){
            {.value = "MODULE.json", .help = "the module", .needed = true},
            {.name = "--out", .value = "DIR", .help = "where it goes", .standard = "."},
            {.name = "--format",
             .value = "FORMAT",
             .help = "everything as one page of HTML or on pages of A4, or the pictures alone",
             .choices = "html pdf png",
             .standard = "html"},
            ARGUMENT_SETTING,
            {.name = "--language",
             .value = "TAG",
             .help = "such as cy, or all; x-long and x-rtl are made up, to see what fits"},
            ARGUMENT_THEME,
            ARGUMENT_SIZE,
            ARGUMENT_SCREEN,
            ARGUMENT_ASSETS,
            ARGUMENT_MEDIA,
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn storyboard modules/thinking-skills/stop-and-think.json --out board --language all",
             "a page with every picture, in every language"},
            {"cairn storyboard modules/showcase/showcase-sort.json --out board --format png --setting community",
             "pictures alone"},
            {0},
        },
    .run = run_storyboard,
    .needs = NEEDS_SEAL,
};
