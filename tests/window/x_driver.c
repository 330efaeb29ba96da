/*
 * x_driver - a hand at a real window: plays acts with X events that the server makes as if from a mouse and a keyboard.
 *
 *     x_driver TARGETS SHOTS < ACTS
 *
 * TARGETS is what `cairn-kiosk --targets` writes; it is only read to know where things are. One act a line:
 *
 *     click ID        the wheel turns until it is on show; press and release in the middle of it
 *     touch-off ID    press on it and release beside it: nothing may happen
 *     tab ID          Tab until the focus is on it, then Enter
 *     key NAME        Return, Escape, F1, space ... (X's own names)
 *     type "words"
 *     wait MS
 *     expect SCREEN [PAGE [OVERLAY]]    '-' for none
 *     chosen ID       it is shown as chosen
 *     colour X Y RRGGBB    becomes about that colour there, sooner or later
 *     shot NAME       the whole screen as SHOTS/NAME.ppm; it may not be blank
 */
#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TARGETS_MAX   256
#define NAME_MAX_     96
#define PATIENCE_MS   15000
#define LOOK_MS       10
#define PAINT_MS      50 /* from being told to being on the screen */
#define COLOURS_LEAST 6  /* a page has paper, ink, lines, an accent and the edges of letters */

struct seen {
    char id[NAME_MAX_];
    int x, y, w, h, middle, chosen;
};

struct driver {
    Display *display;
    int screen;
    const char *targets, *shots;
    char place[4][NAME_MAX_]; /* screen, page, overlay, focus */
    struct seen seen[TARGETS_MAX];
    int count, line;
    int inputs; /* that the kiosk has taken */
};

/* --- time ------------------------------------------------------------------------------------------------------ */

static void rest(int ms)
{
    struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    nanosleep(&t, NULL);
}

static bool fail(const struct driver *d, const char *what, const char *about)
{
    fprintf(stderr, "acts:%d: %s %s (on %s %s %s, focus %s)\n", d->line, what, about, d->place[0], d->place[1],
            d->place[2], d->place[3]);
    return false;
}

/* --- what the kiosk tells -------------------------------------------------------------------------------------- */

static bool look(struct driver *d)
{
    char line[512];
    FILE *file = fopen(d->targets, "r");
    if (!file)
        return false;
    d->count = 0;
    while (fgets(line, sizeof line, file)) {
        struct seen *s = &d->seen[d->count];
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "place %95s %95s %95s focus %95s", d->place[0], d->place[1], d->place[2], d->place[3]) == 4)
            continue;
        if (sscanf(line, "inputs %d", &d->inputs) == 1)
            continue;
        int at = 0;
        if (d->count < TARGETS_MAX &&
            sscanf(line, "target %d %d %d %d %d %d %n", &s->x, &s->y, &s->w, &s->h, &s->middle, &s->chosen, &at) == 6 &&
            at) {
            snprintf(s->id, sizeof s->id, "%s", line + at);
            d->count++;
        }
    }
    fclose(file);
    return true;
}

/* Until the kiosk has taken `more` inputs than when we last looked, and told what came of them. A count that falls: it
 * has started itself anew. */
static bool settle(struct driver *d, int more)
{
    int before = d->inputs;
    XSync(d->display, False);
    for (int ms = 0; ms < PATIENCE_MS; ms += LOOK_MS) {
        if (look(d) && (d->inputs >= before + more || d->inputs < before))
            return true;
        rest(LOOK_MS);
    }
    return fail(d, "the kiosk does not take", "what was pressed");
}

static const struct seen *find(struct driver *d, const char *id)
{
    for (int i = 0; i < d->count; i++)
        if (!strcmp(d->seen[i].id, id))
            return &d->seen[i];
    return NULL;
}

static const struct seen *wait_for(struct driver *d, const char *id)
{
    for (int ms = 0; ms < PATIENCE_MS; ms += LOOK_MS) {
        const struct seen *s = look(d) ? find(d, id) : NULL;
        if (s)
            return s;
        rest(LOOK_MS);
    }
    return NULL;
}

/* --- hands ----------------------------------------------------------------------------------------------------- */

static void move(struct driver *d, int x, int y)
{
    XTestFakeMotionEvent(d->display, d->screen, x, y, CurrentTime);
}

static void button(struct driver *d, unsigned which, bool down)
{
    XTestFakeButtonEvent(d->display, which, down, CurrentTime);
    XSync(d->display, False);
}

static void press_code(struct driver *d, KeyCode code, bool shift)
{
    KeyCode shift_code = XKeysymToKeycode(d->display, XK_Shift_L);
    if (shift)
        XTestFakeKeyEvent(d->display, shift_code, True, CurrentTime);
    XTestFakeKeyEvent(d->display, code, True, CurrentTime);
    XTestFakeKeyEvent(d->display, code, False, CurrentTime);
    if (shift)
        XTestFakeKeyEvent(d->display, shift_code, False, CurrentTime);
    XSync(d->display, False);
}

static bool press_keysym(struct driver *d, KeySym sym)
{
    KeyCode code = XKeysymToKeycode(d->display, sym);
    if (!code)
        return false;
    press_code(d, code, XkbKeycodeToKeysym(d->display, code, 0, 0) != sym);
    return true;
}

static const struct seen *reveal(struct driver *d, const char *id)
{
    const struct seen *s = wait_for(d, id);
    int height = DisplayHeight(d->display, d->screen), width = DisplayWidth(d->display, d->screen);
    for (int turns = 0; s && s->h < 24 && turns < 60; turns++) {
        unsigned wheel = s->middle < height / 2 ? 4 : 5;
        move(d, width / 2, height / 2);
        button(d, wheel, true);
        button(d, wheel, false);
        settle(d, 1);
        s = find(d, id);
    }
    return s && s->h >= 24 ? s : NULL;
}

static bool click(struct driver *d, const char *id)
{
    const struct seen *s = reveal(d, id);
    if (!s)
        return fail(d, "nothing to click:", id);
    move(d, s->x + s->w / 2, s->y + s->h / 2);
    button(d, 1, true);
    rest(30);
    button(d, 1, false);
    return settle(d, 2);
}

/* What the file says but for the focus, which may go where the press began. */
static unsigned long sum_of(const struct driver *d)
{
    unsigned long sum = 5381;
    for (int i = 0; i < 3; i++)
        for (const char *c = d->place[i]; *c; c++)
            sum = sum * 33 + (unsigned char)*c;
    for (int i = 0; i < d->count; i++)
        sum = (sum * 33 + (unsigned long)d->seen[i].chosen) * 33 + (unsigned long)d->seen[i].middle;
    return sum * 33 + (unsigned long)d->count;
}

static bool touch_off(struct driver *d, const char *id)
{
    const struct seen *s = reveal(d, id);
    if (!s)
        return fail(d, "nothing to touch:", id);
    unsigned long before = sum_of(d);
    move(d, s->x + s->w / 2, s->y + s->h / 2);
    button(d, 1, true);
    rest(80);
    move(d, s->x + s->w / 2, s->y + s->h + 14);
    rest(30);
    button(d, 1, false);
    if (!settle(d, 2))
        return false;
    return sum_of(d) == before || fail(d, "a press that ended elsewhere did something:", id);
}

static bool tab(struct driver *d, const char *id)
{
    if (!wait_for(d, id))
        return fail(d, "nothing to tab to:", id);
    for (int i = 0; i < TARGETS_MAX; i++) {
        if (!strcmp(d->place[3], id)) {
            press_keysym(d, XK_Return);
            return settle(d, 1);
        }
        press_keysym(d, XK_Tab);
        if (!settle(d, 1))
            return false;
    }
    return fail(d, "Tab never comes to", id);
}

static KeySym keysym_of(char c)
{
    return c == ' '    ? XK_space
           : c == '.'  ? XK_period
           : c == ','  ? XK_comma
           : c == '\'' ? XK_apostrophe
                       : (KeySym)(unsigned char)c;
}

static bool type(struct driver *d, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (!press_keysym(d, keysym_of(*c)))
            return fail(d, "no key for", text);
        if (!settle(d, 1))
            return false;
    }
    return true;
}

/* --- eyes ------------------------------------------------------------------------------------------------------ */

static bool shot(struct driver *d, const char *name)
{
    char path[512];
    int width = DisplayWidth(d->display, d->screen), height = DisplayHeight(d->display, d->screen), colours = 0;
    unsigned long known[64];
    rest(PAINT_MS);
    XImage *image = XGetImage(d->display, RootWindow(d->display, d->screen), 0, 0, (unsigned)width, (unsigned)height,
                              AllPlanes, ZPixmap);
    snprintf(path, sizeof path, "%s/%s.ppm", d->shots, name);
    FILE *file = image ? fopen(path, "wb") : NULL;
    if (!file)
        return fail(d, "no picture", path);
    fprintf(file, "P6\n%d %d\n255\n", width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            unsigned long pixel = XGetPixel(image, x, y) & 0xFFFFFF;
            bool is_known = false;
            for (int i = 0; i < colours && !is_known; i++)
                is_known = known[i] == pixel;
            if (!is_known && colours < 64)
                known[colours++] = pixel;
            fputc((int)(pixel >> 16), file);
            fputc((int)(pixel >> 8 & 0xFF), file);
            fputc((int)(pixel & 0xFF), file);
        }
    bool good = fclose(file) == 0;
    XDestroyImage(image);
    return (good && colours >= COLOURS_LEAST) || fail(d, "the screen is blank:", name);
}

static bool expect(struct driver *d, const char *text)
{
    char want[3][NAME_MAX_] = {"", "", ""};
    int given = sscanf(text, "%95s %95s %95s", want[0], want[1], want[2]);
    for (int ms = 0; ms < PATIENCE_MS; ms += LOOK_MS) {
        bool same = look(d);
        for (int i = 0; i < given; i++)
            same = same && !strcmp(want[i], d->place[i]);
        if (same)
            return true;
        rest(LOOK_MS);
    }
    return fail(d, "expected", text);
}

static bool is_chosen(struct driver *d, const char *id)
{
    const struct seen *s = wait_for(d, id);
    return (s && s->chosen) || fail(d, "not chosen:", id);
}

static bool is_near(unsigned long a, unsigned long b)
{
    bool near = true;
    for (int shift = 0; shift <= 16; shift += 8)
        near = near && labs((long)(a >> shift & 0xFF) - (long)(b >> shift & 0xFF)) <= 40; /* films are coded roughly */
    return near;
}

static bool colour(struct driver *d, const char *text)
{
    int x, y;
    unsigned wanted;
    bool near = false;
    if (sscanf(text, "%d %d %x", &x, &y, &wanted) != 3)
        return fail(d, "wanted X Y RRGGBB, not", text);
    for (int ms = 0; ms < PATIENCE_MS && !near; ms += LOOK_MS) {
        rest(LOOK_MS);
        XImage *image = XGetImage(d->display, RootWindow(d->display, d->screen), x, y, 1, 1, AllPlanes, ZPixmap);
        near = image && is_near(XGetPixel(image, 0, 0) & 0xFFFFFF, wanted);
        if (image)
            XDestroyImage(image);
    }
    return near || fail(d, "never that colour there:", text);
}

/* --- acts ------------------------------------------------------------------------------------------------------ */

static bool act(struct driver *d, const char *verb, char *rest_of_line)
{
    char *text = rest_of_line;
    size_t length = strlen(text);
    if (length > 1 && text[0] == '"' && text[length - 1] == '"') {
        text[length - 1] = '\0';
        text++;
    }
    if (!strcmp(verb, "click"))
        return click(d, text);
    if (!strcmp(verb, "touch-off"))
        return touch_off(d, text);
    if (!strcmp(verb, "tab"))
        return tab(d, text);
    if (!strcmp(verb, "type"))
        return type(d, text);
    if (!strcmp(verb, "expect"))
        return expect(d, text);
    if (!strcmp(verb, "chosen"))
        return is_chosen(d, text);
    if (!strcmp(verb, "colour"))
        return colour(d, text);
    if (!strcmp(verb, "shot"))
        return shot(d, text);
    if (!strcmp(verb, "wait")) {
        rest(atoi(text));
        return true;
    }
    if (!strcmp(verb, "key")) {
        bool good = press_keysym(d, XStringToKeysym(text));
        return good ? settle(d, 1) : fail(d, "no key called", text);
    }
    return fail(d, "no act called", verb);
}

int main(int argc, char **argv)
{
    static struct driver d;
    char line[512], verb[32];
    if (argc != 3) {
        fputs("usage: x_driver TARGETS SHOTS < ACTS\n", stderr);
        return 2;
    }
    d.display = XOpenDisplay(NULL);
    int unused;
    if (!d.display || !XTestQueryExtension(d.display, &unused, &unused, &unused, &unused)) {
        fputs("x_driver: no display with XTEST\n", stderr);
        return 2;
    }
    d.screen = DefaultScreen(d.display);
    d.targets = argv[1];
    d.shots = argv[2];
    bool good = true;
    while (good && fgets(line, sizeof line, stdin)) {
        int at = 0;
        d.line++;
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "%31s %n", verb, &at) != 1 || verb[0] == '#')
            continue;
        good = act(&d, verb, line + at);
    }
    XCloseDisplay(d.display);
    return good ? 0 : 1;
}
