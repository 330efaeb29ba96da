#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "demonstration.h"
#include "load.h"
#include "paint.h"
#include "site_file.h"

#define REPAINTS 60
#define COMMITS  300

struct rig { /* a kiosk without a screen, on real fonts */
    struct arena arena;
    struct problems problems;
    struct library library;
    struct store *store;
    struct fonts *fonts;
    struct voice *voice;
    struct virtual_clock time;
    struct kiosk *kiosk;
    struct painter *painter;
    uint32_t *pixels;
    int width, height;
    struct route *route;
};

bool inside_store(const char *folder)
{
    struct arena arena;
    struct problems problems;
    struct store_person person;
    arena_init(&arena);
    problems_init(&problems, &arena);
    struct site site = site_standard(&arena);
    site.plain_folders = "yes"; /* a kiosk of its own plays what is being built */
    mkdir(folder, 0700);
    struct store *s = site_file_write(folder, &site, false, &problems) && store_make(folder, true, &problems)
                          ? store_open(folder, &problems)
                          : NULL;
    bool made = s && demonstration_person_add(s, clock_real().wall(NULL), &person, &problems);
    store_close(s);
    if (!made && problems.first)
        fprintf(stderr, "cairn-bench: %s\n", problems.first->message);
    arena_release(&arena);
    return made;
}

static bool rig_open(struct rig *r, const char *folder, const char *modules, const char *assets, const char *media,
                     int width, int height)
{
    arena_init(&r->arena);
    problems_init(&r->problems, &r->arena);
    r->time = (struct virtual_clock){.wall = clock_real().wall(NULL), .boot_ms = 1000};
    r->width = width;
    r->height = height;
    r->pixels = calloc((size_t)width * (size_t)height, sizeof *r->pixels);
    r->fonts = fonts_open(assets, media, &r->problems);
    r->voice = voice_open(NULL, NULL, media);
    if (!r->pixels || !r->fonts || !library_open_on_demand(&r->library, modules, assets, false))
        return false;
    r->store = store_open(folder, &r->problems);
    r->painter = painter_open(r->fonts);
    painter_surface(r->painter, r->pixels, width, height, width);
    struct kiosk_drivers drivers = {.measure = fonts_measure(r->fonts),
                                    .voice = r->voice,
                                    .clock = clock_virtual(&r->time),
                                    .store = r->store,
                                    .library = &r->library,
                                    .width = width,
                                    .height = height};
    struct kiosk_options options = {.look = LOOK_LIGHT, .size = SIZE_M};
    r->kiosk = r->store ? kiosk_new(&drivers, &options) : NULL;
    return r->kiosk != NULL;
}

static void rig_close(struct rig *r)
{
    if (r->kiosk)
        kiosk_free(r->kiosk);
    voice_close(r->voice);
    painter_close(r->painter);
    fonts_close(r->fonts);
    store_close(r->store);
    library_close(&r->library);
    free(r->pixels);
    arena_release(&r->arena);
}

static void give(struct rig *r, struct input in)
{
    clock_advance(&r->time, 400);
    kiosk_input(r->kiosk, &in);
    kiosk_frame(r->kiosk);
}

static struct step middle(const struct target *t)
{
    return (struct step){.x = t->rect.x + t->rect.w / 2, .y = t->rect.y + t->rect.h / 2};
}

static void press_at(struct rig *r, struct step at)
{
    give(r, (struct input){.kind = INPUT_DOWN, .x = at.x, .y = at.y});
    give(r, (struct input){.kind = INPUT_UP, .x = at.x, .y = at.y});
}

static void remember(struct rig *r, struct step step)
{
    if (r->route->count < STEPS_MAX)
        r->route->step[r->route->count++] = step;
}

static bool press(struct rig *r, const char *name)
{
    const struct target *t = target_named(&kiosk_ui(r->kiosk)->targets, name);
    if (!t || t->hidden) {
        fprintf(stderr, "cairn-bench: nothing called \"%s\" on %s\n", name, kiosk_screen(r->kiosk));
        return false;
    }
    remember(r, middle(t));
    press_at(r, middle(t));
    return true;
}

/* Digits are pressed on the screen, as most people do. */
static bool press_digits(struct rig *r, const char *digits)
{
    for (; *digits; digits++) {
        char name[2] = {*digits, '\0'};
        if (!press(r, name))
            return false;
    }
    return true;
}

static bool sign_in(struct rig *r)
{
    kiosk_frame(r->kiosk);
    r->route->count = 0;
    return press(r, "Touch to start") && press_digits(r, DEMONSTRATION_CODE) && press(r, "Go on") &&
           press_digits(r, DEMONSTRATION_PIN) && press(r, "Sign in");
}

/* The first two things on show of which one may be chosen. */
static bool find_choice(struct rig *r)
{
    const struct target_list *list = &kiosk_ui(r->kiosk)->targets;
    int found = 0;
    for (int n = 0; n < list->count && found < 2; n++) {
        const struct target *t = &list->item[n];
        bool one_of = t->role == ROLE_OPTION || t->role == ROLE_STEP;
        if (one_of && t->in_body && !t->hidden && t->press.kind == PRESS_ACT)
            r->route->choose[found++] = middle(t);
    }
    return found == 2;
}

static bool walk(struct rig *r)
{
    if (!sign_in(r) || !press(r, "Start"))
        return false;
    for (int page = 0; page < 4 && !find_choice(r); page++)
        if (!press(r, "Next"))
            return false;
    return find_choice(r);
}

static void paint(struct rig *r)
{
    painter_paint(r->painter, &kiosk_ui(r->kiosk)->draw, kiosk_theme(r->kiosk));
}

/* A pixel that both choices change, there and back. */
static bool find_watch(struct rig *r)
{
    size_t bytes = sizeof(uint32_t) * (size_t)r->width * (size_t)r->height;
    uint32_t *first = malloc(bytes);
    if (!first)
        abort();
    press_at(r, r->route->choose[0]);
    paint(r);
    memcpy(first, r->pixels, bytes);
    press_at(r, r->route->choose[1]);
    paint(r);
    bool found = false;
    for (int n = r->width * r->height - 1; n >= 0 && !found; n--) {
        int x = n % r->width, y = n / r->width, dx = abs(x - r->route->choose[0].x),
            dy = abs(y - r->route->choose[0].y);
        found = dx < 30 && dy < 30 && first[n] != r->pixels[n];
        r->route->watch_x = x;
        r->route->watch_y = y;
    }
    free(first);
    return found;
}

static void measure_paint(struct rig *r, struct samples *repaint)
{
    for (int n = 0; n < REPAINTS; n++) {
        painter_forget(r->painter);
        double since = now_ms();
        paint(r);
        if (n > 2)
            sample_add(repaint, now_ms() - since);
    }
}

/* From a press to the new frame, commit and all, and to the changed pixels. */
static void measure_press(struct rig *r, struct inside *out)
{
    for (int n = 0; n < REPAINTS; n++) {
        struct step at = r->route->choose[n % 2];
        give(r, (struct input){.kind = INPUT_DOWN, .x = at.x, .y = at.y});
        struct input up = {.kind = INPUT_UP, .x = at.x, .y = at.y};
        paint(r);
        double since = now_ms();
        kiosk_input(r->kiosk, &up);
        kiosk_frame(r->kiosk);
        double built = now_ms();
        paint(r);
        sample_add(&out->frame, built - since);
        sample_add(&out->changed, now_ms() - built);
    }
}

static void measure_commits(const char *folder, struct inside *out)
{
    struct arena arena;
    struct problems problems;
    struct store_person person;
    struct store_attempt attempt;
    char sitting[UUID_TEXT];
    instant_ms now = clock_real().wall(NULL);
    arena_init(&arena);
    problems_init(&problems, &arena);
    struct store *s = store_open(folder, &problems);
    seal_uuid7(now, sitting);
    bool open = s && store_person_by_crn(s, DEMONSTRATION_CRN, &person) &&
                store_attempt_open(s, person.id, DEMONSTRATION_MODULE, "bench", NULL, now, &attempt);
    for (int n = 0; open && n < COMMITS; n++) {
        struct event e = {.kind = EVENT_PLAYED,
                          .at = now + n,
                          .boot_ms = n,
                          .sitting = sitting,
                          .page = "welcome",
                          .has_number = true,
                          .number = n};
        double since = now_ms();
        if (!store_append(s, person.id, attempt.id, &e, 1))
            break;
        sample_add(&out->commit, now_ms() - since);
    }
    store_close(s);
    arena_release(&arena);
}

/* --- large modules ------------------------------------------------------------------------------------ */

struct memory_source {
    const char *programme, *module;
};

static bool memory_read(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    const struct memory_source *m = context;
    (void)a;
    *bytes_out = strstr(path, "programme.json") ? m->programme : strstr(path, "big.json") ? m->module : NULL;
    *size_out = *bytes_out ? strlen(*bytes_out) : 0;
    return *bytes_out != NULL;
}

static bool memory_exists(void *context, const char *path)
{
    (void)context, (void)path;
    return true;
}

static void add_words(struct buffer *out, int sentences)
{
    for (int n = 0; n < sentences; n++)
        buffer_adds(out, "A word before you act may be enough. It is **your** choice, every time. ");
}

/* 60 pages of ten long texts: a megabyte. */
static void large_module(struct buffer *out, int page)
{
    buffer_addf(out, "%s{\"id\":\"p%d\",\"title\":\"Page\",\"minutes\":0.5,\"blocks\":[", page ? "," : "", page);
    for (int block = 0; block < 10; block++) {
        buffer_addf(out, "%s{\"kind\":\"text\",\"text\":\"", block ? "," : "");
        add_words(out, 26);
        buffer_adds(out, "\"}");
    }
    buffer_adds(out, "]}");
}

/* 60 pages of seven blocks, as an author would write them: words, questions, rules that read earlier answers. */
static void busy_module(struct buffer *out, int page)
{
    buffer_addf(out, "%s{\"id\":\"p%d\",\"title\":\"Page\",\"minutes\":0.5,", page ? "," : "", page);
    if (page && page < 59)
        buffer_addf(out, "\"next\":[{\"when\":{\">=\":[{\"var\":\"scale-%d\"},8]},\"page\":\"p%d\"}],", page, page + 1);
    buffer_adds(out, "\"blocks\":[");
    for (int block = 0; block < 3; block++) {
        buffer_adds(out, "{\"kind\":\"text\",\"text\":\"");
        add_words(out, 2);
        buffer_adds(out, "\"},");
    }
    buffer_addf(out, "{\"kind\":\"choice\",\"id\":\"choice-%d\",\"ask\":\"Which one is it?\",\"options\":[", page);
    for (int o = 0; o < 6; o++)
        buffer_addf(out, "%s{\"id\":\"o%d\",\"text\":\"It is like this, or like that\"}", o ? "," : "", o);
    buffer_addf(out,
                "]},{\"kind\":\"scale\",\"id\":\"scale-%d\",\"ask\":\"How much?\",\"from\":0,\"to\":10,"
                "\"ends\":[\"Little\",\"Much\"]},",
                page);
    buffer_addf(out,
                "{\"kind\":\"write\",\"id\":\"write-%d\",\"ask\":\"What do you say?\",\"optional\":true,"
                "\"starters\":[\"I was\",\"I will\",\"I said\"]},",
                page);
    buffer_addf(out,
                "{\"kind\":\"callout\",\"when\":{\"==\":[{\"var\":\"choice-%d\"},\"o1\"]},"
                "\"text\":\"You said **{write-%d}**.\",\"empty\":\"You said nothing.\"}]}",
                page ? page - 1 : 0, page);
}

static void make_module(struct buffer *out, void (*page)(struct buffer *, int))
{
    buffer_adds(out, "{\"id\":\"big\",\"title\":\"Big\",\"public_title\":\"Big\",\"minutes\":30,\"aims\":[\"Be big\"],"
                     "\"complete\":{\"pages\":\"path\"},\"prompts\":[\"What?\"],\"pages\":[");
    for (int i = 0; i < 60; i++)
        page(out, i);
    buffer_adds(out, "]}");
}

static void load_measure(void (*page)(struct buffer *, int), struct loading *out)
{
    struct arena arena;
    struct problems problems;
    struct buffer module;
    arena_init(&arena);
    problems_init(&problems, &arena);
    buffer_init(&module, &arena);
    make_module(&module, page);
    struct memory_source memory = {
        "{\"format\":1,\"id\":\"big\",\"version\":\"1.0.0\",\"title\":\"Big\",\"summary\":\"Big.\",\"icon\":\"check\","
        "\"accent\":\"#0A6B68\",\"languages\":[\"en-GB\"],\"modules\":[\"big\"],"
        "\"activity\":{\"kind\":\"activity\",\"suggested_active_minutes\":20}}",
        buffer_text(&module)};
    struct source source = {.context = &memory, .read = memory_read, .exists = memory_exists, .root = "memory"};
    double since = now_ms();
    struct programme *p = programme_load(&arena, &source, "big", &problems);
    out->ms = now_ms() - since;
    out->bytes = (double)module.length;
    out->errors = problems.errors + (p == NULL);
    out->blocks = p && p->module_count ? p->modules[0].block_count : 0;
    for (struct problem *q = problems.first; q && out->errors; q = q->next)
        if (q->severity == SEVERITY_ERROR)
            fprintf(stderr, "cairn-bench: %s:%d: %s\n", q->place.file ? q->place.file : "", q->place.line, q->message);
    arena_release(&arena);
}

static void measure_speech(struct inside *out)
{
    struct arena arena;
    struct problems problems;
    struct utterance u;
    arena_init(&arena);
    problems_init(&problems, &arena);
    double since = now_ms();
    struct speech *s = speech_open(&problems);
    if (s && speech_say(s, "This session is about one small thing.", "en-GB", 4, &u)) {
        out->speech_cold_ms = now_ms() - since;
        utterance_release(&u);
        since = now_ms();
        speech_say(s, "It takes about thirty minutes.", "en-GB", 4, &u);
        out->speech_warm_ms = now_ms() - since;
        utterance_release(&u);
    }
    speech_close(s);
    arena_release(&arena);
}

bool inside_measure(const char *folder, const char *modules, const char *assets, const char *media, struct route *route,
                    struct inside *out)
{
    struct rig r = {.route = route};
    bool good =
        inside_store(folder) && rig_open(&r, folder, modules, assets, media, 1280, 800) && walk(&r) && find_watch(&r);
    if (good) {
        measure_paint(&r, &out->repaint_1280);
        measure_press(&r, out);
    }
    rig_close(&r);
    if (!good)
        return false;
    /* The same page on a larger screen: the person carries on where the first kiosk left off, so the route differs. */
    struct route wide_route = {.count = 0};
    struct rig wide = {.route = &wide_route};
    good = rig_open(&wide, folder, modules, assets, media, 1920, 1080);
    good = good && sign_in(&wide) && press(&wide, "Carry on");
    if (good)
        measure_paint(&wide, &out->repaint_1920);
    rig_close(&wide);
    measure_commits(folder, out);
    load_measure(large_module, &out->large);
    load_measure(busy_module, &out->busy);
    measure_speech(out);
    return good;
}
