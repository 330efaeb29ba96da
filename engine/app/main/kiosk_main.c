/*
 * cairn-kiosk - the program a person meets. Options, drivers, the loop; no decisions about what is on the screen.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "demonstration.h"
#include "files.h"
#include "journey.h"
#include "kiosk_command.h"
#include "stock.h"

#define EXIT_PROBLEMS 1
#define EXIT_CANNOT   2

struct settings {
    const char *store, *modules, *journey, *shots, *draws, *language, *theme, *size, *offscreen, *assets, *media,
        *targets;
    bool examples, fullscreen, reduced_motion, right_to_left, headphones;
};

struct program {
    struct settings settings;
    struct arena arena;
    struct problems problems;
    struct library library;
    struct shelf *shelf;
    int content_told; /* problems of it */
    struct store *store;
    struct window *window;
    struct speech *speech;
    struct sound *sound;
    struct voice *voice;
    struct media *video;
    struct printer *printer;
    struct notifier *notifier;
    struct virtual_clock virtual;
    struct clock clock;
    struct kiosk_options options;
    struct kiosk *kiosk;
    const char *last_place;
    int shots;
    int inputs,
        inputs_told; /* for --targets: how many have been taken, so that a test knows when its press has arrived */
};

/* --- options --------------------------------------------------------------------------------------------------- */

/* COMMAND_RUN: they are read; otherwise it was said what is wrong, or asked for. */
static enum command_read read_options(int argc, char **argv, struct settings *s)
{
    static struct given g; /* large */
    struct arena a;
    struct buffer says;
    arena_init(&a);
    buffer_init(&says, &a);
    enum command_read read = command_read(&kiosk_command, argc, argv, &g, &says);
    if (read == COMMAND_RUN)
        *s = (struct settings){.store = given_text(&g, "--store"),
                               .modules = given_text(&g, "--modules"),
                               .journey = given_text(&g, "--journey"),
                               .shots = given_text(&g, "--shots"),
                               .draws = given_text(&g, "--draws"),
                               .language = given_text(&g, "--language"),
                               .theme = given_text(&g, "--theme"),
                               .size = given_text(&g, "--size"),
                               .offscreen = given_text(&g, "--offscreen"),
                               .assets = given_text(&g, "--assets") ? given_text(&g, "--assets") : CAIRN_ASSETS,
                               .media = given_text(&g, "--media") ? given_text(&g, "--media") : CAIRN_MEDIA,
                               .targets = given_text(&g, "--targets"),
                               .examples = given_flag(&g, "--examples"),
                               .fullscreen = given_flag(&g, "--fullscreen"),
                               .reduced_motion = given_flag(&g, "--reduced-motion"),
                               .right_to_left = given_flag(&g, "--right-to-left"),
                               .headphones = given_flag(&g, "--headphones")};
    if (read == COMMAND_HELP)
        command_help(&g, &says);
    fputs(buffer_text(&says), read == COMMAND_HELP ? stdout : stderr);
    arena_release(&a);
    return read;
}

static bool check_options(struct program *p, int *width, int *height)
{
    const struct settings *s = &p->settings;
    char extra;
    if (s->theme)
        look_from_name(s->theme, &p->options.look);
    if (s->size)
        size_from_name(s->size, &p->options.size);
    if (s->offscreen && (sscanf(s->offscreen, "%dx%d%c", width, height, &extra) != 2 || *width < 640 || *height < 480 ||
                         *width > 8192 || *height > 8192))
        fputs("cairn-kiosk: --offscreen wants a size such as 1280x800, at least 640x480\n", stderr);
    else
        return true;
    return false;
}

/* --- opening --------------------------------------------------------------------------------------------------- */

static void tell(struct program *p, const struct problems *problems)
{
    struct buffer out;
    buffer_init(&out, &p->arena);
    problems_print(problems, &out);
    fputs(buffer_text(&out), stderr);
}

/* A programme is read when somebody opens it: what is wrong there is known only then. */
static void tell_content(struct program *p)
{
    int found = p->library.problems.errors + p->library.problems.warnings;
    if (found != p->content_told)
        tell(p, &p->library.problems);
    p->content_told = found;
}

static bool open_content(struct program *p)
{
    p->store = store_open(p->settings.store, &p->problems);
    if (!p->store)
        return false;
    store_use_clock(p->store, p->clock);
    if ((p->settings.journey || p->settings.targets) && !store_is_demonstration(p->store)) {
        problem_error(&p->problems, PLACE_NONE, "journey-store",
                      "%s is not a demonstration store: a test would make records of a real person", p->settings.store);
        return false;
    }
    struct stock_from from = {.modules = p->settings.modules,
                              .assets = p->settings.assets,
                              .examples = p->settings.examples,
                              .today = date_in_london(p->clock.wall(p->clock.context))};
    return stock_open(&p->library, &p->shelf, p->store, &from, &p->problems);
}

/* A journey has no ears: its voice is silent and follows the virtual clock. Elsewhere, no sound is said once. */
static void open_voice(struct program *p)
{
    if (p->settings.journey) {
        p->sound = sound_open_null(p->clock);
        p->speech = speech_open_null();
    } else {
        p->sound = sound_open(&p->problems);
        p->speech = speech_open(&p->problems);
    }
    if (p->speech)
        speech_pronounce(p->speech, &p->library.pronunciations);
    p->voice = voice_open(p->speech, p->sound, p->settings.media);
    voice_use(p->voice, p->shelf);
}

/* Helpers stand beside this program. */
static const char *helper(struct program *p, const char *name)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    while (length > 0 && path[length - 1] != '/')
        length--;
    return arena_printf(&p->arena, "%.*s%s", (int)(length > 0 ? length : 0), path, name);
}

static void open_video(struct program *p)
{
    p->video = p->settings.journey ? media_open_null(p->sound, p->clock)
                                   : media_open(helper(p, "cairn-media"), p->sound, p->clock);
    window_media(p->window, p->video);
}

/* A journey prints nothing, where the site would. */
static void open_printer(struct program *p)
{
    const struct site *of = store_site_of(p->store);
    struct printer_site site = {.helper = helper(p, "cairn-print"), .command = &of->print, .folder = of->save_to};
    p->printer = p->settings.journey ? printer_open_null(of->print.count > 0, of->save_to != NULL, p->clock)
                                     : printer_open(&site, p->clock);
}

/* A journey tells nobody. */
static void open_notifier(struct program *p)
{
    const struct site *of = store_site_of(p->store);
    p->notifier =
        p->settings.journey ? notifier_open_null(p->clock) : notifier_open(&of->notify, of->terminal, p->clock);
}

/* Ten o'clock yesterday: a day that lies in the future, or before anything was assigned, would be doubted. */
static instant_ms journey_start(void)
{
    struct clock real = clock_real();
    struct local_date today = date_in_london(real.wall(real.context));
    return date_instant(date_from_days(date_days(today) - 1), 10);
}

static bool open_program(struct program *p, int width, int height)
{
    p->clock = clock_real();
    if (p->settings.journey) {
        p->virtual = (struct virtual_clock){.wall = journey_start(), .boot_ms = 1000};
        p->clock = clock_virtual(&p->virtual);
    }
    if (!open_content(p))
        return false;
    struct window_options options = {.width = width,
                                     .height = height,
                                     .offscreen = p->settings.offscreen != NULL,
                                     .fullscreen = p->settings.fullscreen,
                                     .assets = p->settings.assets,
                                     .media = p->settings.media,
                                     .title = "Cairn"};
    p->window = window_open(&options, &p->problems);
    if (!p->window)
        return false;
    window_shelf(p->window, p->shelf);
    open_voice(p);
    open_video(p);
    open_printer(p);
    open_notifier(p);
    return true;
}

static struct kiosk *new_kiosk(struct program *p)
{
    struct kiosk_drivers drivers = {.measure = window_measure(p->window),
                                    .voice = p->voice,
                                    .sound = p->sound,
                                    .media = p->video,
                                    .media_folder = p->settings.media,
                                    .shelf = p->shelf,
                                    .clock = p->clock,
                                    .store = p->store,
                                    .printer = p->printer,
                                    .notifier = p->notifier,
                                    .library = &p->library};
    window_size(p->window, &drivers.width, &drivers.height);
    return kiosk_new(&drivers, &p->options);
}

static void close_program(struct program *p)
{
    kiosk_free(p->kiosk);
    if (p->window)
        window_media(p->window, NULL);
    media_close(p->video);
    printer_close(p->printer);
    notifier_close(p->notifier);
    voice_close(p->voice);
    sound_close(p->sound);
    speech_close(p->speech);
    window_close(p->window);
    store_close(p->store);
    library_close(&p->library);
    shelf_close(p->shelf);
    arena_release(&p->arena);
}

/* --- a person drives
 * -------------------------------------------------------------------------------------------------- */

/* For a test that sits outside and presses with a real mouse and keyboard: where we are, and what can be pressed. */
static void tell_targets(struct program *p)
{
    struct arena a;
    struct buffer out;
    arena_init(&a);
    buffer_init(&out, &a);
    const struct ui *ui = kiosk_ui(p->kiosk);
    const struct attempt *attempt = kiosk_attempt(p->kiosk);
    const struct page *page = attempt && text_is(kiosk_screen(p->kiosk), "page") ? attempt_page(attempt) : NULL;
    buffer_addf(&out, "inputs %d\n", p->inputs_told = p->inputs);
    buffer_addf(&out, "place %s %s %s focus %s\n", kiosk_screen(p->kiosk), page ? page->id : "-",
                *kiosk_overlay(p->kiosk) ? kiosk_overlay(p->kiosk) : "-",
                ui->in.show_focus && ui->in.focus ? ui->in.focus : "-");
    for (int i = 0; i < ui->targets.count; i++) {
        const struct target *t = &ui->targets.item[i];
        struct rect on = t->hidden ? (struct rect){0} : t->shown;
        buffer_addf(&out, "target %d %d %d %d %d %d %s\n", on.x, on.y, on.w, on.h, t->rect.y + t->rect.h / 2, t->chosen,
                    t->id);
    }
    if (!file_write_atomically(p->settings.targets, buffer_text(&out), out.length))
        fprintf(stderr, "cairn-kiosk: %s cannot be written\n", p->settings.targets);
    arena_release(&a);
}

static bool person_loop(struct program *p)
{
    bool text = false;
    struct local_date day = {0};
    for (;;) {
        struct local_date today = date_in_london(p->clock.wall(p->clock.context));
        if (date_compare(today, day) != 0)
            store_day(p->store); /* what fails breaks the store, and the kiosk says so */
        day = today;
        bool differs = kiosk_frame(p->kiosk);
        tell_content(p);
        if (differs)
            window_paint(p->window, &kiosk_ui(p->kiosk)->draw, kiosk_theme(p->kiosk));
        if (p->settings.targets && (differs || p->inputs != p->inputs_told))
            tell_targets(p);
        if (kiosk_wants_text(p->kiosk) != text)
            window_text_input(p->window, text = !text);
        int wait_ms = kiosk_wait_ms(p->kiosk), rest_ms = p->sound ? sound_rest(p->sound) : -1;
        if (rest_ms >= 0 && (wait_ms < 0 || rest_ms < wait_ms))
            wait_ms = rest_ms;
        struct input in = window_wait(p->window, wait_ms);
        if (in.kind == INPUT_QUIT) {
            kiosk_input(p->kiosk, &in);
            return false;
        }
        p->inputs += in.kind != INPUT_NONE && in.kind != INPUT_MOVE && in.kind != INPUT_RESIZE;
        kiosk_input(p->kiosk, &in);
        if (kiosk_is_over(p->kiosk))
            return true;
    }
}

/* --- a journey drives
 * ------------------------------------------------------------------------------------------------- */

static struct kiosk *restart(void *context, bool cut)
{
    struct program *p = context;
    (void)cut; /* nothing is kept outside the store, so a cut and an end are one */
    voice_stop(p->voice);
    kiosk_free(p->kiosk);
    store_close(p->store);
    p->store = store_open(p->settings.store, &p->problems);
    if (p->store)
        store_use_clock(p->store, p->clock);
    p->kiosk = p->store ? new_kiosk(p) : NULL;
    return p->kiosk;
}

static void save_shot(void *context, const char *name)
{
    struct program *p = context;
    if (p->settings.shots)
        window_save_png(p->window, arena_printf(&p->arena, "%s/%02d-%s.png", p->settings.shots, ++p->shots, name),
                        &p->problems);
}

/* A picture of every place, the first time it is seen after another. */
static void framed(void *context, const struct ui *ui, const char *place)
{
    struct program *p = context;
    (void)ui;
    if (text_is(place, p->last_place))
        return;
    p->last_place = arena_strdup(&p->arena, place);
    char *name = arena_strdup(&p->arena, place);
    for (char *c = name; *c; c++)
        if (*c == '/' || *c == ' ')
            *c = c[1] ? '-' : '\0';
    save_shot(p, name);
}

static void keep_text(void *context, const char *name, const char *text)
{
    struct program *p = context;
    const char *path = p->settings.draws ? arena_printf(&p->arena, "%s/%s", p->settings.draws, name) : NULL;
    if (path && !file_write_atomically(path, text, strlen(text)))
        problem_error(&p->problems, PLACE_NONE, "file-unwritable", "%s cannot be written", path);
}

static bool play_journey(struct program *p)
{
    const char *text;
    size_t size;
    if (!file_read(&p->arena, p->settings.journey, &text, &size)) {
        problem_error(&p->problems, PLACE_NONE, "journey-file", "%s cannot be read", p->settings.journey);
        return false;
    }
    struct journey_stage stage = {.context = p,
                                  .kiosk = p->kiosk,
                                  .clock = &p->virtual,
                                  .restart = restart,
                                  .shot = save_shot,
                                  .keep = keep_text,
                                  .framed = framed,
                                  .window = p->window};
    return journey_run(&stage, p->settings.journey, text, &p->problems);
}

/* The wipe between two people: a fresh process, which starts faster than a person can see. */
static int start_anew(struct program *p, char **argv)
{
    close_program(p);
    execv("/proc/self/exe", argv);
    fprintf(stderr, "cairn-kiosk: cannot start anew: %s\n", strerror(errno));
    return EXIT_CANNOT;
}

static int run(struct program *p, char **argv)
{
    p->kiosk = new_kiosk(p);
    tell_content(p);
    tell(p, &p->problems);
    if (p->settings.shots && mkdir(p->settings.shots, 0700) && errno != EEXIST)
        fprintf(stderr, "cairn-kiosk: %s cannot be made: %s\n", p->settings.shots, strerror(errno));
    if (!p->settings.journey && person_loop(p))
        return start_anew(p, argv);
    problems_init(&p->problems, &p->arena);
    bool good = !p->settings.journey || play_journey(p);
    tell_content(p);
    tell(p, &p->problems);
    close_program(p);
    return good ? 0 : EXIT_PROBLEMS;
}

/* What a person wrote is in this process: it leaves no core behind and lets no neighbour look in. And whoever is told
 * that the store is in use is told by whom, however often it has started itself anew. */
static void keep_to_itself(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NAME, "cairn-kiosk");
}

int main(int argc, char **argv)
{
    struct program p = {.options = {.look = LOOK_LIGHT, .size = SIZE_M}};
    int width = 0, height = 0;
    keep_to_itself();
    child_bury_strangers(); /* who printed for the last person */
    enum command_read read = read_options(argc, argv, &p.settings);
    if (read != COMMAND_RUN)
        return read == COMMAND_HELP ? 0 : EXIT_CANNOT;
    if (!check_options(&p, &width, &height))
        return EXIT_CANNOT;
    arena_init(&p.arena);
    problems_init(&p.problems, &p.arena);
    p.options.language = p.settings.language;
    p.options.reduced_motion = p.settings.reduced_motion;
    p.options.headphones = p.settings.headphones;
    p.options.right_to_left = p.settings.right_to_left;
    p.options.tick = arena_printf(&p.arena, "%s/sounds/confirm.ogg", p.settings.assets);
    if (!seal_start() || !open_program(&p, width, height)) {
        tell_content(&p);
        tell(&p, &p.problems);
        close_program(&p);
        return EXIT_CANNOT;
    }
    return run(&p, argv);
}
