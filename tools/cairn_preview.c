#include "cairn_commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cairn_look.h"
#include "clock.h"
#include "files.h"
#include "module_path.h"
#include "preview.h"
#include "rasters.h"
#include "speech.h"
#include "watch.h"
#include "window.h"

#define LOOK_MS 20 /* between two looks at the files */

struct asked {
    const char *module, *page, *language, *editor, *assets, *media, *tell;
    struct look_options look;
    bool offscreen;
};

struct desk { /* the window and everything around the preview */
    struct tool *tool;
    struct asked asked;
    struct module_path path;
    struct clock clock;
    struct window *window;
    struct watch *watch;
    struct rasters rasters;
    struct speech *speech;
    struct pronunciations pronunciations;
    struct sound *sound;
    struct voice *voice;
    struct preview preview;
    int inputs,
        inputs_told; /* for --targets: how many have been taken, so that a test knows when its press has arrived */
};

/* --- opening --------------------------------------------------------------------------------------------------------
 */

static void watch_all(struct desk *d)
{
    static const char *const own[] = {"", "/po", "/media"};
    static const char *const shared[] = {"/shared", "/shared/po", "/measures", "/measures/po"};
    struct arena *a = &d->tool->arena;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        watch_folder(d->watch, arena_printf(a, "%s/%s%s", d->path.root, d->path.programme, own[i]));
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        watch_folder(d->watch, arena_printf(a, "%s%s", d->path.root, shared[i]));
}

static bool open_desk(struct desk *d, const struct rehearsal_look *look)
{
    struct problems *problems = &d->tool->problems;
    d->clock = clock_real();
    d->watch = watch_open(problems);
    if (!d->watch || !rasters_open(&d->rasters, problems))
        return false;
    watch_all(d);
    rasters_make(&d->rasters, d->path.root, d->path.programme, d->asked.media, problems);
    struct window_options window = {.width = look->width + STRIP_PX,
                                    .height = look->height,
                                    .offscreen = d->asked.offscreen,
                                    .assets = d->asked.assets,
                                    .media = d->rasters.folder,
                                    .title = arena_printf(&d->tool->arena, "%s - Cairn", d->path.module)};
    d->window = window_open(&window, problems);
    if (!d->window)
        return false;
    d->sound = d->asked.offscreen ? sound_open_null(d->clock) : sound_open(problems);
    d->speech = d->asked.offscreen ? speech_open_null() : speech_open(problems);
    struct source source = files_source(d->path.root);
    d->pronunciations = pronunciations_read(&d->tool->arena, &source, problems);
    if (d->speech)
        speech_pronounce(d->speech, &d->pronunciations);
    d->voice = voice_open(d->speech, d->sound, d->rasters.folder);
    struct preview_options options = {.modules = d->path.root,
                                      .programme = d->path.programme,
                                      .module = d->path.module,
                                      .assets = d->asked.assets,
                                      .page = d->asked.page,
                                      .look = *look,
                                      .measure = window_measure(d->window),
                                      .voice = d->voice,
                                      .editor = d->asked.editor};
    preview_open(&d->preview, &options);
    return true;
}

static void close_desk(struct desk *d)
{
    if (d->voice)
        preview_close(&d->preview);
    voice_close(d->voice);
    sound_close(d->sound);
    speech_close(d->speech);
    window_close(d->window);
    rasters_close(&d->rasters);
    watch_close(d->watch);
}

/* --- working --------------------------------------------------------------------------------------------------------
 */

static int64_t boot_ms(const struct desk *d)
{
    return d->clock.boot_ms(d->clock.context);
}

static void read_again(struct desk *d)
{
    int64_t before = boot_ms(d);
    problems_init(&d->tool->problems, &d->tool->arena);
    bool drawn = rasters_make(&d->rasters, d->path.root, d->path.programme, d->asked.media, &d->tool->problems);
    tool_tell(d->tool);
    if (drawn)
        window_forget_pictures(d->window);
    preview_reload(&d->preview);
    d->preview.load_ms = (int)(boot_ms(d) - before);
    d->preview.told[0] = '\0';
}

/* The editor's command, without a shell: words between spaces. It goes its own way. */
static void start_editor(struct desk *d)
{
    char *words[16] = {NULL}, *rest = NULL;
    int count = 0;
    for (char *word = strtok_r(d->preview.run, " ", &rest); word && count < 15; word = strtok_r(NULL, " ", &rest))
        words[count++] = word;
    pid_t child = count ? fork() : -1;
    if (child == 0) {
        if (fork() == 0) { /* nobody waits for it */
            execvp(words[0], words);
            fprintf(stderr, "cairn preview: %s: %s\n", words[0], strerror(errno));
        }
        _exit(0);
    }
    d->preview.run[0] = '\0';
}

static void save_recording(struct desk *d)
{
    struct preview *p = &d->preview;
    char *slash = strrchr(p->save, '/');
    *slash = '\0';
    mkdir(p->save, 0755);
    *slash = '/';
    if (file_write_atomically(p->save, buffer_text(&p->recorded), p->recorded.length))
        preview_tell(p, "Kept as %s", p->save);
    else
        preview_tell(p, "%s cannot be written", p->save);
    p->save[0] = '\0';
}

/* For a test that sits outside: what is on show, and where it can be pressed, as cairn-kiosk --targets tells it; and
 * how the last reading went. */
static void tell(struct desk *d)
{
    struct arena a;
    struct buffer out;
    const struct preview *p = &d->preview;
    const struct page *page = p->is_open ? attempt_page(p->rehearsal.attempt) : NULL;
    arena_init(&a);
    buffer_init(&out, &a);
    buffer_addf(&out, "place preview %s %s focus %s\ninputs %d\n", page ? page->id : "-", p->panel ? "problems" : "-",
                p->focus.id[0] ? p->focus.id : "-", d->inputs_told = d->inputs);
    buffer_addf(&out, "read %d\nms %d\nerrors %d\nplaying %d\nlook %s %s %s %s %dx%d\n", p->loads, p->load_ms,
                p->problems.errors, voice_bar(d->voice).playing,
                p->rehearsal.look.language ? p->rehearsal.look.language : "-", look_name(p->rehearsal.look.look),
                size_name(p->rehearsal.look.size), p->rehearsal.look.setting ? p->rehearsal.look.setting : "-",
                p->rehearsal.look.width, p->rehearsal.look.height);
    for (int i = 0; i < p->ui.targets.count; i++) {
        const struct target *t = &p->ui.targets.item[i];
        struct rect on = t->hidden ? (struct rect){0} : t->shown;
        buffer_addf(&out, "target %d %d %d %d %d %d %s\n", on.x, on.y, on.w, on.h, t->rect.y + t->rect.h / 2, t->chosen,
                    t->id);
    }
    file_write_atomically(d->asked.tell, buffer_text(&out), out.length);
    arena_release(&a);
}

static int wait_ms(const struct desk *d)
{
    int wait = preview_wait_ms(&d->preview, boot_ms(d));
    int voice = voice_step(d->voice);
    if (voice >= 0 && (wait < 0 || voice < wait))
        wait = voice;
    return wait < 0 || wait > LOOK_MS ? LOOK_MS : wait;
}

static void work(struct desk *d)
{
    bool writing = false, playing = false;
    struct preview *p = &d->preview;
    for (;;) {
        if (watch_changed(d->watch, boot_ms(d)))
            read_again(d);
        if (p->wants_resize)
            window_resize(d->window, p->rehearsal.look.width + STRIP_PX, p->rehearsal.look.height);
        p->wants_resize = false;
        if (p->save[0])
            save_recording(d);
        if (p->run[0])
            start_editor(d);
        bool plays = voice_bar(d->voice).playing;
        p->stale |= plays || plays != playing || (p->ui.wake_ms && p->ui.wake_ms <= boot_ms(d));
        playing = plays;
        bool differs = preview_frame(p, boot_ms(d));
        if (differs)
            window_paint(d->window, &p->ui.draw, &p->ui.in.theme);
        if (d->asked.tell && (differs || d->inputs != d->inputs_told))
            tell(d);
        if (preview_wants_text(p) != writing)
            window_text_input(d->window, writing = !writing);
        struct input in = window_wait(d->window, wait_ms(d));
        if (in.kind == INPUT_QUIT)
            return;
        d->inputs += in.kind != INPUT_NONE && in.kind != INPUT_MOVE && in.kind != INPUT_RESIZE;
        if (in.kind != INPUT_NONE)
            preview_input(p, &in);
    }
}

static int run_preview(struct tool *t)
{
    static struct desk d; /* large: the state of a page */
    struct rehearsal_look look = {.setting = "community", .size = SIZE_M, .width = 1280, .height = 800};
    d.tool = t;
    d.asked = (struct asked){.module = tool_text(t, "MODULE.json"),
                             .page = tool_text(t, "--page"),
                             .language = tool_text(t, "--language"),
                             .editor = tool_text(t, "--editor"),
                             .assets = tool_text(t, "--assets"),
                             .media = tool_text(t, "--media"),
                             .tell = tool_text(t, "--targets"),
                             .look = tool_look(t),
                             .offscreen = tool_flag(t, "--offscreen")};
    if (!look_options_read(&d.asked.look, "cairn preview", &look))
        return EXIT_CANNOT_RUN;
    look.language = d.asked.language;
    bool good = module_path_read(&t->arena, d.asked.module, "cairn preview", &d.path) && open_desk(&d, &look);
    tool_tell(t);
    if (good)
        work(&d);
    close_desk(&d);
    return good ? EXIT_CLEAN : EXIT_CANNOT_RUN;
}

const struct command cairn_preview = {
    .name = "preview",
    .purpose = "a window that shows a module while it is being written",
    .about = "It reads the files again whenever they are saved.",
    .arguments =
        (const struct argument[]){
            {.value = "MODULE.json", .help = "the module", .needed = true},
            {.name = "--page", .value = "ID", .help = "begin on this page"},
            {.name = "--language",
             .value = "TAG",
             .help = "such as cy; x-long and x-rtl are made up",
             .standard = "en-GB"},
            ARGUMENT_THEME,
            ARGUMENT_SIZE,
            ARGUMENT_SCREEN,
            ARGUMENT_SETTING,
            {.name = "--editor",
             .value = "LINE",
             .help = "what opens the place of a problem: %f is the file, %l the line"},
            ARGUMENT_ASSETS,
            ARGUMENT_MEDIA,
            {.name = "--targets", .value = "FILE", .help = "tells there what can be pressed, for tests"},
            {.name = "--offscreen", .help = "without a window, for tests"},
            {0},
        },
    .examples =
        (const struct example[]){
            {"cairn preview modules/thinking-skills/stop-and-think.json", "shows it as a person meets it"},
            {"cairn preview modules/thinking-skills/stop-and-think.json --page stop --language cy --size XL --theme "
             "contrast",
             "one page in Welsh, as large as it gets"},
            {0},
        },
    .run = run_preview,
    .needs = NEEDS_SEAL,
};
