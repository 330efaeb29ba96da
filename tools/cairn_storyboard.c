#include "cairn_storyboard.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cairn_arguments.h"
#include "files.h"
#include "look_options.h"
#include "module_path.h"
#include "storyboard.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define USAGE                                                                                                          \
    "storyboard MODULE.json [--out DIR] [--format html|png] [--setting S] [--language L|all] [--theme T] [--size S] "  \
    "[--screen WxH]"

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

static void progress(void *context, int page, int count)
{
    (void)context;
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\rpage %d of %d%s", page, count, page == count ? "\n" : "");
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

static int draw(struct tool *t, const struct asked *asked, const struct library *library, const char *module)
{
    struct storyboard_wants wants;
    struct storyboard board;
    const struct programme *p = library->programmes[0];
    const struct module *m = programme_module(p, module);
    const char *folder = asked->out ? asked->out : ".";
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
    bool done = pictures && storyboard_draw(&t->arena, library, p, m, &wants, pictures, &board, progress, NULL);
    if (!done) {
        tool_tell(t);
        fputs("cairn storyboard: the pages could not be drawn\n", stderr);
    } else if (text_is(asked->format, "png")) {
        done = write_pictures(t, &board, folder);
    } else {
        struct buffer html;
        buffer_init(&html, &t->arena);
        storyboard_html(&t->arena, &board, &html);
        done = write_out(t, folder, arena_printf(&t->arena, "%s.html", m->id), buffer_text(&html), html.length);
    }
    pictures_close(pictures);
    return done ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

int cairn_storyboard(int argc, char **argv)
{
    struct asked asked = {.format = "html", .assets = CAIRN_ASSETS, .media = CAIRN_MEDIA};
    const struct argument arguments[] = {
        {.value = &asked.module, .needed = true},         {.name = "--out", .value = &asked.out},
        {.name = "--format", .value = &asked.format},     {.name = "--setting", .value = &asked.look.setting},
        {.name = "--language", .value = &asked.language}, {.name = "--theme", .value = &asked.look.theme},
        {.name = "--size", .value = &asked.look.size},    {.name = "--screen", .value = &asked.look.screen},
        {.name = "--assets", .value = &asked.assets},     {.name = "--media", .value = &asked.media}};
    struct module_path path;
    struct library library;
    struct tool t;
    if (!arguments_read(argc, argv, arguments, COUNT(arguments), USAGE))
        return EXIT_CANNOT_RUN;
    if (!text_is(asked.format, "html") && !text_is(asked.format, "png")) {
        fprintf(stderr, "cairn storyboard: no format %s: html, png\n", asked.format);
        return EXIT_CANNOT_RUN;
    }
    tool_begin(&t);
    if (!module_path_read(&t.arena, asked.module, "cairn storyboard", &path))
        return tool_end(&t, EXIT_CANNOT_RUN);
    if (!seal_start() || !library_open_one(&library, path.root, asked.assets, path.programme)) {
        fprintf(stderr, "cairn storyboard: %s cannot be used as it is; cairn lint says why\n", path.programme);
        return tool_end(&t, EXIT_PROBLEMS);
    }
    int code = draw(&t, &asked, &library, path.module);
    library_close(&library);
    return tool_end(&t, code);
}
