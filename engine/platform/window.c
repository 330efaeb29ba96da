#include "window.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <SDL.h>
#include <SDL_image.h>

#include "paint.h"

#define POLL_STEP_MS 5 /* where SDL would look for input every millisecond */

struct driver {
    bool (*open)(struct window *w, const struct window_options *options, struct problems *problems);
    bool (*resize)(struct window *w, int width, int height);
    void (*close)(struct window *w);
    void (*show)(struct window *w, const struct painted *painted);
    struct input (*wait)(struct window *w, int timeout_ms);
    void (*wake)(struct window *w);
    void (*text_input)(struct window *w, bool on);
};

struct window {
    const struct driver *driver;
    struct fonts *fonts;
    struct painter *painter;
    SDL_Surface *surface; /* what is painted on: 32-bit XRGB */
    bool own_surface;     /* ours to free; otherwise the window's */
    int width, height;
    /* sdl */
    SDL_Window *sdl;
    bool video, blocks; /* blocks: the video driver can wait without polling */
    uint32_t wake_event;
    SDL_FingerID finger; /* the one that counts until it is lifted */
    bool touching;
    /* offscreen */
    int wake_pipe[2];
};

static void surface_drop(struct window *w)
{
    if (w->own_surface)
        SDL_FreeSurface(w->surface);
    w->surface = NULL;
    w->own_surface = false;
}

static bool surface_own(struct window *w, int width, int height)
{
    surface_drop(w);
    w->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_XRGB8888);
    w->own_surface = w->surface != NULL;
    return w->own_surface;
}

static void surface_ready(struct window *w)
{
    w->width = w->surface->w;
    w->height = w->surface->h;
    painter_surface(w->painter, w->surface->pixels, w->width, w->height, w->surface->pitch / 4);
}

/* --- a surface in memory: no display, no video library started ---------------------------------------------------- */

static bool offscreen_open(struct window *w, const struct window_options *options, struct problems *problems)
{
    int width = options->width > 0 ? options->width : 1280, height = options->height > 0 ? options->height : 800;
    if (pipe(w->wake_pipe) != 0 || !surface_own(w, width, height)) {
        problem_error(problems, PLACE_NONE, "window", "no surface of %d x %d: %s", width, height, SDL_GetError());
        return false;
    }
    for (int n = 0; n < 2; n++) {
        fcntl(w->wake_pipe[n], F_SETFD, FD_CLOEXEC);
        fcntl(w->wake_pipe[n], F_SETFL, O_NONBLOCK);
    }
    return true;
}

static bool offscreen_resize(struct window *w, int width, int height)
{
    return surface_own(w, width, height);
}

static void offscreen_close(struct window *w)
{
    close(w->wake_pipe[0]);
    close(w->wake_pipe[1]);
}

static void offscreen_show(struct window *w, const struct painted *painted)
{
    (void)w, (void)painted;
}

static struct input offscreen_wait(struct window *w, int timeout_ms)
{
    struct pollfd file = {.fd = w->wake_pipe[0], .events = POLLIN};
    char bytes[16];
    if (poll(&file, 1, timeout_ms) > 0)
        while (read(w->wake_pipe[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes)
            ;
    return (struct input){.kind = INPUT_NONE};
}

static void offscreen_wake(struct window *w)
{
    ssize_t wrote = write(w->wake_pipe[1], "!", 1);
    (void)wrote; /* a full pipe wakes as well */
}

static void offscreen_text_input(struct window *w, bool on)
{
    (void)w, (void)on;
}

static const struct driver driver_offscreen = {offscreen_open, offscreen_resize, offscreen_close,     offscreen_show,
                                               offscreen_wait, offscreen_wake,   offscreen_text_input};

/* --- a window of SDL ---------------------------------------------------------------------------------------------- */

static bool is_xrgb(const SDL_Surface *s)
{
    return s->format->BytesPerPixel == 4 && s->format->Rmask == 0xFF0000 && s->format->Gmask == 0xFF00 &&
           s->format->Bmask == 0xFF && !SDL_MUSTLOCK(s);
}

/* The window's surface is painted on directly where it has our form; otherwise it gets a copy. */
static bool sdl_surface(struct window *w)
{
    SDL_Surface *screen = SDL_GetWindowSurface(w->sdl);
    if (!screen) {
        /* No window framebuffer of its own, as on KMSDRM: through a texture then. */
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "1");
        screen = SDL_GetWindowSurface(w->sdl);
    }
    if (!screen)
        return false;
    surface_drop(w);
    if (is_xrgb(screen))
        w->surface = screen;
    else if (!surface_own(w, screen->w, screen->h))
        return false;
    surface_ready(w);
    return true;
}

static void sdl_hints(void)
{
    /* Touch is touch and the mouse the mouse: neither is made of the other, so nothing arrives twice. */
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    /* Without a session bus SDL would start one, as a process of its own. */
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

/* The whole screen. SDL waits a tenth of a second for a window manager to agree; where none keeps a strip of the screen
 * for itself, a window without a border covers as much at once. */
static uint32_t whole_screen_flags(const char *driver, int *width, int *height)
{
    SDL_Rect all, usable;
    bool bare = driver && !strcmp(driver, "x11") && SDL_GetDisplayBounds(0, &all) == 0 &&
                SDL_GetDisplayUsableBounds(0, &usable) == 0 && SDL_RectEquals(&all, &usable);
    if (!bare)
        return SDL_WINDOW_FULLSCREEN_DESKTOP;
    *width = all.w;
    *height = all.h;
    return SDL_WINDOW_BORDERLESS;
}

static bool sdl_create(struct window *w, const struct window_options *options)
{
    SDL_DisplayMode mode = {.w = 1280, .h = 800};
    SDL_GetDesktopDisplayMode(0, &mode);
    int width = options->width > 0 ? options->width : mode.w, height = options->height > 0 ? options->height : mode.h;
    uint32_t flags = SDL_WINDOW_RESIZABLE;
    if (options->fullscreen)
        flags = whole_screen_flags(SDL_GetCurrentVideoDriver(), &width, &height);
    int place = flags == SDL_WINDOW_BORDERLESS ? 0 : SDL_WINDOWPOS_CENTERED;
    w->sdl = SDL_CreateWindow(options->title ? options->title : "Cairn", place, place, width, height, flags);
    return w->sdl && sdl_surface(w);
}

static bool sdl_open(struct window *w, const struct window_options *options, struct problems *problems)
{
    sdl_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        struct problem *p = problem_error(problems, PLACE_NONE, "window", "no screen: %s", SDL_GetError());
        problem_hint(problems, p, "a desktop or a free console is needed; journeys and previews work without one");
        return false;
    }
    w->video = true;
    const char *driver = SDL_GetCurrentVideoDriver();
    /* SDL's last resort draws where nobody can look. A kiosk with a black screen must not think that all is well. */
    if (driver && !SDL_getenv("SDL_VIDEODRIVER") && (!strcmp(driver, "offscreen") || !strcmp(driver, "dummy"))) {
        struct problem *p = problem_error(problems, PLACE_NONE, "window", "no screen: there is no display to draw on");
        problem_hint(problems, p, "a desktop or a free console is needed; --offscreen 1280x800 draws in memory");
        return false;
    }
    w->blocks = driver && (!strcmp(driver, "x11") || !strcmp(driver, "wayland"));
    /* SDL would put even a software surface on OpenGL: without a graphics card that is emulated, six times the memory
     * and three times the wait. Shared memory with the X server is fast with and without a card. */
    if (driver && !strcmp(driver, "x11"))
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    w->wake_event = SDL_RegisterEvents(1);
    SDL_EventState(SDL_DROPFILE, SDL_DISABLE);
    SDL_EventState(SDL_DROPTEXT, SDL_DISABLE);
    SDL_StopTextInput();
    if (!sdl_create(w, options)) {
        problem_error(problems, PLACE_NONE, "window", "no window: %s", SDL_GetError());
        return false;
    }
    return true;
}

static void sdl_close(struct window *w)
{
    if (w->sdl)
        SDL_DestroyWindow(w->sdl);
    if (w->video)
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

static void sdl_show(struct window *w, const struct painted *painted)
{
    SDL_Rect rects[PAINT_RECTS_MAX];
    for (int n = 0; n < painted->count; n++) {
        struct rect r = painted->rect[n];
        rects[n] = (SDL_Rect){r.x, r.y, r.w, r.h};
        SDL_Surface *screen = w->own_surface ? SDL_GetWindowSurface(w->sdl) : NULL;
        if (screen)
            SDL_BlitSurface(w->surface, &rects[n], screen, &rects[n]);
    }
    if (painted->count)
        SDL_UpdateWindowSurfaceRects(w->sdl, rects, painted->count);
}

static void sdl_wake(struct window *w)
{
    SDL_PushEvent(&(SDL_Event){.type = w->wake_event});
}

static void sdl_text_input(struct window *w, bool on)
{
    (void)w;
    if (on)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
}

/* --- events ------------------------------------------------------------------------------------------------------- */

static enum key key_of(const SDL_Keysym *pressed)
{
    static const struct {
        SDL_Keycode code;
        enum key key;
    } keys[] = {
        {SDLK_UP, KEY_UP},
        {SDLK_DOWN, KEY_DOWN},
        {SDLK_LEFT, KEY_LEFT},
        {SDLK_RIGHT, KEY_RIGHT},
        {SDLK_RETURN, KEY_ENTER},
        {SDLK_KP_ENTER, KEY_ENTER},
        {SDLK_SPACE, KEY_SPACE},
        {SDLK_ESCAPE, KEY_ESCAPE},
        {SDLK_BACKSPACE, KEY_BACKSPACE},
        {SDLK_DELETE, KEY_DELETE},
        {SDLK_HOME, KEY_HOME},
        {SDLK_END, KEY_END},
        {SDLK_PAGEUP, KEY_PAGE_UP},
        {SDLK_PAGEDOWN, KEY_PAGE_DOWN},
        {SDLK_F1, KEY_F1},
        {SDLK_F2, KEY_F2},
        {SDLK_F3, KEY_F3},
        {SDLK_F4, KEY_F4},
        {SDLK_F12, KEY_F12},
    };
    if (pressed->sym == SDLK_TAB)
        return pressed->mod & KMOD_SHIFT ? KEY_BACKTAB : KEY_TAB;
    if (pressed->sym == SDLK_SPACE && SDL_IsTextInputActive())
        return KEY_NONE; /* it comes as text */
    for (size_t n = 0; n < sizeof keys / sizeof keys[0]; n++)
        if (keys[n].code == pressed->sym)
            return keys[n].key;
    return KEY_NONE;
}

static struct input touch_input(struct window *w, const SDL_TouchFingerEvent *e)
{
    struct input in = {.x = (int)(e->x * (float)w->width), .y = (int)(e->y * (float)w->height)};
    if (e->type == SDL_FINGERDOWN && !w->touching) {
        w->touching = true;
        w->finger = e->fingerId;
        in.kind = INPUT_DOWN;
        SDL_ShowCursor(SDL_DISABLE);
    } else if (w->touching && e->fingerId == w->finger) {
        in.kind = e->type == SDL_FINGERMOTION ? INPUT_MOVE : e->type == SDL_FINGERUP ? INPUT_UP : INPUT_NONE;
        w->touching = e->type != SDL_FINGERUP;
    }
    return in; /* a second finger is nobody's */
}

static struct input mouse_input(struct window *w, const SDL_Event *e)
{
    struct input in = {.kind = INPUT_NONE};
    if (w->touching)
        return in; /* what the X server makes of a finger for programs that know no touch */
    if (e->type == SDL_MOUSEMOTION) {
        SDL_ShowCursor(SDL_ENABLE);
        in = (struct input){.kind = INPUT_MOVE, .x = e->motion.x, .y = e->motion.y};
    } else if (e->button.button == SDL_BUTTON_LEFT) {
        in = (struct input){
            .kind = e->type == SDL_MOUSEBUTTONDOWN ? INPUT_DOWN : INPUT_UP, .x = e->button.x, .y = e->button.y};
    }
    return in;
}

static struct input window_input(struct window *w, const SDL_WindowEvent *e)
{
    struct input in = {.kind = INPUT_NONE};
    struct painted all = {{{0, 0, w->width, w->height}}, 1};
    switch (e->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        if ((e->data1 != w->width || e->data2 != w->height) && sdl_surface(w))
            in = (struct input){.kind = INPUT_RESIZE, .x = w->width, .y = w->height};
        break;
    case SDL_WINDOWEVENT_EXPOSED:
        if (w->surface && !w->own_surface)
            sdl_show(w, &all); /* what was painted is still there */
        break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        in.kind = w->touching ? INPUT_CANCEL : INPUT_NONE;
        w->touching = false;
        break;
    default:
        break;
    }
    return in;
}

static struct input input_of(struct window *w, const SDL_Event *e)
{
    struct input in = {.kind = INPUT_NONE};
    switch (e->type) {
    case SDL_QUIT:
        in.kind = INPUT_QUIT;
        break;
    case SDL_WINDOWEVENT:
        return window_input(w, &e->window);
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return mouse_input(w, e);
    case SDL_MOUSEWHEEL:
        in = (struct input){.kind = INPUT_WHEEL, .y = e->wheel.y};
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return touch_input(w, &e->tfinger);
    case SDL_KEYDOWN:
        in.key = key_of(&e->key.keysym);
        if (e->key.repeat && (in.key == KEY_ENTER || in.key == KEY_SPACE || in.key == KEY_ESCAPE || in.key >= KEY_F1))
            in.key = KEY_NONE; /* a finger that rests on Enter has pressed once */
        in.kind = in.key == KEY_NONE ? INPUT_NONE : INPUT_KEY;
        break;
    case SDL_TEXTINPUT:
        in.kind = INPUT_TEXT;
        snprintf(in.text, sizeof in.text, "%s", e->text.text);
        break;
    default:
        break;
    }
    return in;
}

/* Waits for one event: SDL_WaitEventTimeout sleeps on X11 and Wayland; elsewhere it looks every millisecond, so there
 * we look less often. */
static bool sdl_event(const struct window *w, int timeout_ms, SDL_Event *out)
{
    if (w->blocks || timeout_ms == 0)
        return timeout_ms < 0 ? SDL_WaitEvent(out) : SDL_WaitEventTimeout(out, timeout_ms);
    uint64_t end = SDL_GetTicks64() + (uint64_t)(timeout_ms < 0 ? 0 : timeout_ms);
    while (!SDL_PollEvent(out)) {
        if (timeout_ms >= 0 && SDL_GetTicks64() >= end)
            return false;
        SDL_Delay(POLL_STEP_MS);
    }
    return true;
}

/* A fast mouse must not make the screen lag behind: of moves in a row only the last counts. */
static bool overtaken(const SDL_Event *e)
{
    SDL_Event next;
    return (e->type == SDL_MOUSEMOTION || e->type == SDL_FINGERMOTION) &&
           SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 && next.type == e->type;
}

static struct input sdl_wait(struct window *w, int timeout_ms)
{
    uint64_t end = SDL_GetTicks64() + (uint64_t)(timeout_ms < 0 ? 0 : timeout_ms);
    SDL_Event e;
    for (;;) {
        uint64_t now = SDL_GetTicks64();
        int left = timeout_ms < 0 ? -1 : now < end ? (int)(end - now) : 0;
        if (!sdl_event(w, left, &e))
            return (struct input){.kind = INPUT_NONE};
        if (e.type == w->wake_event)
            return (struct input){.kind = INPUT_NONE};
        if (overtaken(&e))
            continue;
        struct input in = input_of(w, &e);
        if (in.kind != INPUT_NONE)
            return in;
    }
}

static bool sdl_resize(struct window *w, int width, int height)
{
    SDL_SetWindowSize(w->sdl, width, height);
    return sdl_surface(w);
}

static const struct driver driver_sdl = {sdl_open, sdl_resize, sdl_close, sdl_show, sdl_wait, sdl_wake, sdl_text_input};

/* --- the window --------------------------------------------------------------------------------------------------- */

struct window *window_open(const struct window_options *options, struct problems *problems)
{
    struct window *w = calloc(1, sizeof *w);
    if (!w)
        abort();
    w->driver = options->offscreen ? &driver_offscreen : &driver_sdl;
    w->wake_pipe[0] = w->wake_pipe[1] = -1;
    w->fonts = fonts_open(options->assets, options->media, problems);
    if (w->fonts) {
        w->painter = painter_open(w->fonts);
        if (w->driver->open(w, options, problems)) {
            surface_ready(w);
            return w;
        }
    }
    window_close(w);
    return NULL;
}

void window_close(struct window *w)
{
    if (!w)
        return;
    painter_close(w->painter);
    surface_drop(w);
    w->driver->close(w);
    fonts_close(w->fonts);
    free(w);
}

void window_size(const struct window *w, int *width_out, int *height_out)
{
    *width_out = w->width;
    *height_out = w->height;
}

void window_resize(struct window *w, int width, int height)
{
    if (w->driver->resize(w, width, height))
        surface_ready(w);
}

void window_forget_pictures(struct window *w)
{
    images_forget(fonts_images(w->fonts));
    painter_forget(w->painter);
}

struct text_measure window_measure(struct window *w)
{
    return fonts_measure(w->fonts);
}

void window_shelf(struct window *w, const struct shelf *shelf)
{
    images_use(fonts_images(w->fonts), shelf);
}

void window_media(struct window *w, const struct media *media)
{
    painter_media(w->painter, media);
}

void window_paint(struct window *w, const struct draw_list *list, const struct theme *theme)
{
    struct painted painted = painter_paint(w->painter, list, theme);
    w->driver->show(w, &painted);
}

struct input window_wait(struct window *w, int timeout_ms)
{
    return w->driver->wait(w, timeout_ms);
}

void window_wake(struct window *w)
{
    w->driver->wake(w);
}

void window_text_input(struct window *w, bool on)
{
    w->driver->text_input(w, on);
}

bool window_save_png(struct window *w, const char *path, struct problems *problems)
{
    if (IMG_SavePNG(w->surface, path) == 0)
        return true;
    problem_error(problems, PLACE_NONE, "picture-save", "%s was not written: %s", path, SDL_GetError());
    return false;
}
