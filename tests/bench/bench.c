/*
 * cairn-bench - measures the kiosk beside the floor and prints the figures; run it with tools/bench.
 *
 *     cairn-bench --bin DIR --modules DIR --assets DIR --media DIR [--json] [--quick]
 */
#include "bench.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct settings {
    const char *bin, *modules, *assets, *media;
    bool json, quick;
};

double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void pause_ms(double ms)
{
    struct timespec t = {(time_t)(ms / 1e3), (long)((ms - 1e3 * (double)(time_t)(ms / 1e3)) * 1e6)};
    nanosleep(&t, NULL);
}

void sample_add(struct samples *s, double ms)
{
    if (s->count < SAMPLES_MAX)
        s->ms[s->count++] = ms;
}

static int in_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double sample_part(struct samples *s, double part)
{
    qsort(s->ms, (size_t)s->count, sizeof s->ms[0], in_order);
    return s->count ? s->ms[(int)(part * (s->count - 1) + 0.5)] : -1;
}

/* --- printing -------------------------------------------------------------------------------------------------- */

static int printed;

static void figure(const struct settings *s, const char *name, const char *unit, double value, double floor_value)
{
    bool beside = floor_value >= 0;
    if (s->json) {
        printf("%s{\"name\":\"%s\",\"unit\":\"%s\",\"value\":%.3f", printed++ ? ",\n " : "[", name, unit, value);
        if (beside)
            printf(",\"floor\":%.3f,\"ratio\":%.3f", floor_value, floor_value > 0 ? value / floor_value : 0);
        printf("}");
        return;
    }
    printf("%-44s %10.3f %-3s", name, value, unit);
    if (beside)
        printf("  floor %9.3f  ratio %5.2f", floor_value, floor_value > 0 ? value / floor_value : 0);
    printf("\n");
}

static void print_outside(const struct settings *s, struct outside *kiosk, struct outside *floor)
{
    figure(s, "start to first page, median", "ms", sample_part(&kiosk->start, 0.5), sample_part(&floor->start, 0.5));
    figure(s, "click to changed pixel, p50 (kiosk commits)", "ms", sample_part(&kiosk->click, 0.5),
           sample_part(&floor->click, 0.5));
    figure(s, "click to changed pixel, p99 (kiosk commits)", "ms", sample_part(&kiosk->click, 0.99),
           sample_part(&floor->click, 0.99));
    figure(s, "processor on a still page", "%", kiosk->idle_percent, floor->idle_percent);
    figure(s, "memory, highest PSS seen", "MB", kiosk->pss_mb, floor->pss_mb);
    figure(s, "clicks that changed nothing", "", kiosk->missed, floor->missed);
}

static void print_inside(const struct settings *s, struct inside *in)
{
    figure(s, "whole repaint 1280x800, median", "ms", sample_part(&in->repaint_1280, 0.5), -1);
    figure(s, "whole repaint 1920x1080, median", "ms", sample_part(&in->repaint_1920, 0.5), -1);
    figure(s, "press to new frame with commit, median", "ms", sample_part(&in->frame, 0.5), -1);
    figure(s, "painting what a press changed, median", "ms", sample_part(&in->changed, 0.5), -1);
    figure(s, "load and check of a large module", "ms", in->large.ms, -1);
    figure(s, "its size", "KB", in->large.bytes / 1024, -1);
    figure(s, "load and check of 60 busy pages", "ms", in->busy.ms, -1);
    figure(s, "their blocks", "", in->busy.blocks, -1);
    figure(s, "first sentence of speech, engine not started", "ms", in->speech_cold_ms, -1);
    figure(s, "next sentence of speech", "ms", in->speech_warm_ms, -1);
}

static void print_film(const struct settings *s, struct film *film)
{
    figure(s, "film: Play to its first picture, median", "ms", sample_part(&film->first, 0.5), -1);
    figure(s, "film: processor while it plays, helper", "%", film->helper_percent, -1);
    figure(s, "film: processor while it plays, painting", "%", film->own_percent, -1);
    figure(s, "film: wake-ups wanted when it has ended", "", film->looks_when_ended, -1);
}

static void print_durable(const struct settings *s, struct durable *d)
{
    static const struct {
        const char *against_raw, *against_sqlite;
        double part;
    } rows[] = {{"commit of one event, p50 (floor: write, fdatasync)", "the same (floor: bare SQLite)", 0.5},
                {"commit of one event, p99 (floor: write, fdatasync)", "the same (floor: bare SQLite)", 0.99}};
    for (int i = 0; i < 2; i++) {
        double store = sample_part(&d->store, rows[i].part);
        figure(s, rows[i].against_raw, "ms", store, sample_part(&d->raw, rows[i].part));
        figure(s, rows[i].against_sqlite, "ms", store, sample_part(&d->sqlite, rows[i].part));
    }
}

/* --- running --------------------------------------------------------------------------------------------------- */

static bool measure_screen(const struct settings *s, const char *store, const struct route *route,
                           struct outside *kiosk, struct outside *floor)
{
    char kiosk_path[512], floor_path[512], picture[512];
    snprintf(kiosk_path, sizeof kiosk_path, "%s/cairn-kiosk", s->bin);
    snprintf(floor_path, sizeof floor_path, "%s/bench_floor", s->bin);
    snprintf(picture, sizeof picture, "%s/thinking-skills/media/dean@2.png", s->media);
    const char *const kiosk_words[] = {kiosk_path, "--store", store,    "--modules",    s->modules,         "--assets",
                                       s->assets,  "--media", s->media, "--fullscreen", "--reduced-motion", NULL};
    const char *const floor_words[] = {floor_path, picture, NULL};
    char *kiosk_argv[16] = {0}, *floor_argv[16] = {0};
    for (int n = 0; kiosk_words[n]; n++)
        kiosk_argv[n] = strdup(kiosk_words[n]);
    for (int n = 0; floor_words[n]; n++)
        floor_argv[n] = strdup(floor_words[n]);
    struct route floor_route = {.choose = {{.x = 348, .y = 558}, {.x = 932, .y = 558}}, .watch_x = 620, .watch_y = 530};
    struct screen *screen = screen_open();
    int clicks = s->quick ? 30 : 300, still_s = s->quick ? 2 : 10;
    bool good = screen != NULL;
    for (int n = 0; good && n < (s->quick ? 3 : 15); n++) /* in turn, so that both meet the same machine */
        good = screen_start(screen, floor_argv, 1, floor) && screen_start(screen, kiosk_argv, 1, kiosk);
    good = good && screen_use(screen, floor_argv, &floor_route, clicks, still_s, floor);
    good = good && screen_use(screen, kiosk_argv, route, clicks, still_s, kiosk);
    screen_close(screen);
    for (int n = 0; n < 16; n++) {
        free(kiosk_argv[n]);
        free(floor_argv[n]);
    }
    return good;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)kind, (void)where;
    return remove(path);
}

static bool read_options(int argc, char **argv, struct settings *out)
{
    for (int n = 1; n < argc; n++) {
        const char **value = !strcmp(argv[n], "--bin")       ? &out->bin
                             : !strcmp(argv[n], "--modules") ? &out->modules
                             : !strcmp(argv[n], "--assets")  ? &out->assets
                             : !strcmp(argv[n], "--media")   ? &out->media
                                                             : NULL;
        if (value && n + 1 < argc)
            *value = argv[++n];
        else if (!strcmp(argv[n], "--json"))
            out->json = true;
        else if (!strcmp(argv[n], "--quick"))
            out->quick = true;
        else
            return false;
    }
    return out->bin && out->modules && out->assets && out->media;
}

int main(int argc, char **argv)
{
    struct settings s = {0};
    static struct outside kiosk, floor;
    static struct inside inside;
    static struct film film;
    static struct kinds kinds;
    static struct durable durable;
    static struct route route;
    char folder[] = "/tmp/cairn-bench-XXXXXX", one[64], two[64];
    if (!read_options(argc, argv, &s)) {
        fputs("usage: cairn-bench --bin DIR --modules DIR --assets DIR --media DIR [--json] [--quick]\n", stderr);
        return 2;
    }
    if (!seal_start() || !mkdtemp(folder))
        return 2;
    snprintf(one, sizeof one, "%s/one", folder);
    snprintf(two, sizeof two, "%s/two", folder);
    bool good = inside_measure(one, s.modules, s.assets, s.media, &route, &inside) && inside_store(two) &&
                measure_screen(&s, two, &route, &kiosk, &floor);
    good = kinds_measure(s.modules, s.assets, s.media, &kinds) && good;
    good = durable_measure(one, s.quick ? 200 : 1000, &durable) && good;
    film_measure(s.bin, s.assets, s.media, s.quick ? 3 : 15, &film);
    good = good && film.good;
    print_outside(&s, &kiosk, &floor);
    print_inside(&s, &inside);
    figure(&s, "turning to a page of every kind, XL 1920x1080, p50", "ms", sample_part(&kinds.turn, 0.5), -1);
    figure(&s, "the same, p99", "ms", sample_part(&kinds.turn, 0.99), -1);
    figure(&s, "its blocks", "", kinds.blocks, -1);
    print_film(&s, &film);
    print_durable(&s, &durable);
    figure(&s, "records verified in a minute", "", verify_measure_per_minute(one, s.quick ? 500 : 5000), -1);
    figure(&s, "report of a programme, 10,000 records", "ms", report_measure_ms(10000), -1);
    figure(&s, "report of a person, 10,000 records", "ms", person_report_measure_ms(10000), -1);
    figure(&s, "lint of all modules, median", "ms", lint_measure_ms(s.bin, s.modules, "", s.quick ? 1 : 5), -1);
    figure(&s, "lint of one module, median", "ms",
           lint_measure_ms(s.bin, s.modules, "/thinking-skills/stop-and-think.json", s.quick ? 1 : 5), -1);
    if (s.json)
        puts("]");
    if (good)
        nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    else
        fprintf(stderr, "cairn-bench: not everything could be measured; the stores are left in %s\n", folder);
    return good ? 0 : 1;
}
