#define _GNU_SOURCE /* XOpenDisplay's headers and kill */
#include "bench.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>

#define CLICK_POLL_MS 0.5
#define START_POLL_MS 1.0
#define PATIENCE_MS   5000
#define BETWEEN_MS    60  /* clicks: as fast as anyone taps */
#define AFTER_STEP_MS 400 /* a page change, and the PIN's deliberate tenth of a second */
#define CORNER_X      3   /* a pixel of every first page: the root window is black */
#define CORNER_Y      796

struct screen {
    pid_t server;
    Display *display;
    char name[32];
};

struct screen *screen_open(void)
{
    struct screen *s = calloc(1, sizeof *s);
    int tell[2];
    char number[16] = {0}, descriptor[16];
    if (!s || pipe(tell) != 0)
        abort();
    snprintf(descriptor, sizeof descriptor, "%d", tell[1]);
    s->server = fork();
    if (s->server == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(127);
        execlp("Xvfb", "Xvfb", "-displayfd", descriptor, "-screen", "0", "1280x800x24", "-nolisten", "tcp",
               (char *)NULL);
        _exit(127);
    }
    close(tell[1]);
    ssize_t got = read(tell[0], number, sizeof number - 1);
    close(tell[0]);
    number[strcspn(number, "\n")] = '\0';
    snprintf(s->name, sizeof s->name, ":%s", number);
    s->display = got > 0 ? XOpenDisplay(s->name) : NULL;
    if (!s->display) {
        fputs("cairn-bench: no X server: is Xvfb installed?\n", stderr);
        screen_close(s);
        return NULL;
    }
    setenv("DISPLAY", s->name, 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    return s;
}

void screen_close(struct screen *s)
{
    if (!s)
        return;
    if (s->display)
        XCloseDisplay(s->display);
    kill(s->server, SIGTERM);
    waitpid(s->server, NULL, 0);
    free(s);
}

static unsigned long pixel_at(struct screen *s, int x, int y)
{
    XImage *image = XGetImage(s->display, DefaultRootWindow(s->display), x, y, 1, 1, AllPlanes, ZPixmap);
    unsigned long pixel = image ? XGetPixel(image, 0, 0) & 0xFFFFFF : 0;
    if (image)
        XDestroyImage(image);
    return pixel;
}

/* Milliseconds since `since` until the pixel is no longer `was`, or -1. */
static double until_changed(struct screen *s, int x, int y, unsigned long was, double since, double poll_ms)
{
    while (now_ms() - since < PATIENCE_MS) {
        if (pixel_at(s, x, y) != was)
            return now_ms() - since;
        pause_ms(poll_ms);
    }
    return -1;
}

static pid_t program_start(char *const argv[])
{
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr) || !freopen("/dev/null", "w", stdout))
            _exit(127);
        execv(argv[0], argv);
        _exit(127);
    }
    return child;
}

static void program_end(struct screen *s, pid_t child)
{
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    XClearWindow(s->display, DefaultRootWindow(s->display));
    XSync(s->display, False);
    double since = now_ms();
    while (pixel_at(s, CORNER_X, CORNER_Y) != 0 && now_ms() - since < PATIENCE_MS)
        pause_ms(5);
}

bool screen_start(struct screen *s, char *const argv[], int times, struct outside *out)
{
    for (int n = 0; n < times; n++) {
        double since = now_ms();
        pid_t child = program_start(argv);
        double took = until_changed(s, CORNER_X, CORNER_Y, 0, since, START_POLL_MS);
        program_end(s, child);
        if (took < 0)
            return false;
        sample_add(&out->start, took);
    }
    return true;
}

static void click(struct screen *s, const struct step *at)
{
    XTestFakeMotionEvent(s->display, -1, at->x, at->y, CurrentTime);
    XTestFakeButtonEvent(s->display, 1, True, CurrentTime);
    XTestFakeButtonEvent(s->display, 1, False, CurrentTime);
    XFlush(s->display);
}

static double cpu_ms(pid_t child)
{
    char path[64];
    unsigned long long ns = 0;
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)child);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    if (fscanf(file, "%llu", &ns) != 1)
        ns = 0;
    fclose(file);
    return (double)ns / 1e6;
}

static double pss_mb(pid_t child)
{
    char path[64], line[256];
    long kb = 0;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)child);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "Pss: %ld kB", &kb) == 1)
            break;
    if (file)
        fclose(file);
    return (double)kb / 1024;
}

static void click_all(struct screen *s, pid_t child, const struct route *route, int clicks, struct outside *out)
{
    for (int n = 0; n < clicks; n++) {
        unsigned long was = pixel_at(s, route->watch_x, route->watch_y);
        double since = now_ms();
        click(s, &route->choose[n % 2]);
        double took = until_changed(s, route->watch_x, route->watch_y, was, since, CLICK_POLL_MS);
        if (took < 0)
            out->missed++;
        else if (n >= 4) /* the first ones warm the caches */
            sample_add(&out->click, took);
        double pss = pss_mb(child);
        out->pss_mb = pss > out->pss_mb ? pss : out->pss_mb;
        pause_ms(BETWEEN_MS);
        if (out->missed > 3)
            return;
    }
}

bool screen_use(struct screen *s, char *const argv[], const struct route *route, int clicks, int still_s,
                struct outside *out)
{
    pid_t child = program_start(argv);
    bool shown = until_changed(s, CORNER_X, CORNER_Y, 0, now_ms(), START_POLL_MS) >= 0;
    pause_ms(AFTER_STEP_MS);
    for (int n = 0; shown && n < route->count; n++) {
        click(s, &route->step[n]);
        pause_ms(AFTER_STEP_MS);
        double pss = pss_mb(child);
        out->pss_mb = pss > out->pss_mb ? pss : out->pss_mb;
    }
    if (shown)
        click_all(s, child, route, clicks, out);
    pause_ms(2000); /* what is delayed on purpose, such as closing the sound device, is over */
    double before = cpu_ms(child), since = now_ms();
    pause_ms(still_s * 1000.0);
    out->idle_percent = 100 * (cpu_ms(child) - before) / (now_ms() - since);
    program_end(s, child);
    return shown && out->missed == 0;
}
