/*
 * bench_floor - the floor: what a page costs with SDL2 and SDL2_ttf alone, without one line of the engine.
 *
 * Heading, 155 words, a picture, a question with four options and Next, at 1280x800; a click on an option chooses it
 * and paints everything again. Nothing is stored and nothing is checked. cairn-bench puts each figure of the kiosk
 * beside it.
 *
 *     bench_floor PICTURE.png
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <SDL.h>
#include <SDL_image.h>
#include <SDL_ttf.h>

#define NOTO "/usr/share/fonts/truetype/noto/NotoSans-"

static const char *const words[] = {
    "This session is about one small thing: the moment before you act. It takes about half",
    "an hour. You can stop when you like and we keep your place. There are no marks and no",
    "tricks here. Most people can think of a time when things went wrong quickly, and most",
    "can say what they might have done if only they had waited for a minute. Waiting does",
    "not come by itself. It can be learned like anything else, a little at a time, and it",
    "gets easier each time you do it. First we look at what happens in your body, since it",
    "often knows before you do. Then we look at the thoughts that come by themselves, and",
    "ask whether they are the only way to see it. In the end you make one small plan for",
    "the next few days, in your own words, and you may take it with you on paper if you",
    "like that better than a screen of any kind.",
};

static const char *const options[] = {"Someone shows me up", "Being kept waiting", "Being told no", "Someone staring"};

struct floor {
    SDL_Window *window;
    SDL_Surface *screen, *picture;
    TTF_Font *heading, *body, *button;
    int chosen;
};

static void fill(struct floor *f, int x, int y, int w, int h, uint32_t colour)
{
    SDL_Rect r = {x, y, w, h};
    SDL_FillRect(f->screen, &r, colour);
}

static void text(struct floor *f, TTF_Font *font, int x, int y, uint32_t colour, const char *words_of)
{
    SDL_Color c = {(uint8_t)(colour >> 16), (uint8_t)(colour >> 8), (uint8_t)colour, 255};
    SDL_Surface *s = TTF_RenderUTF8_Blended(font, words_of, c);
    SDL_Rect at = {x, y, 0, 0};
    SDL_BlitSurface(s, NULL, f->screen, &at);
    SDL_FreeSurface(s);
}

static SDL_Rect option_rect(int n)
{
    return (SDL_Rect){64 + n % 2 * 584, 520 + n / 2 * 88, 568, 76};
}

static void paint(struct floor *f)
{
    fill(f, 0, 0, 1280, 800, 0xFAF6EE);
    text(f, f->heading, 64, 20, 0x1C1A17, "Stop and think");
    for (int n = 0; n < (int)(sizeof words / sizeof words[0]); n++)
        text(f, f->body, 64, 84 + n * 38, 0x1C1A17, words[n]);
    SDL_Rect at = {1010, 20, 240, 240};
    if (f->picture)
        SDL_BlitScaled(f->picture, NULL, f->screen, &at);
    text(f, f->button, 64, 472, 0x1C1A17, "Which of these sets you off most?");
    for (int n = 0; n < 4; n++) {
        SDL_Rect r = option_rect(n);
        fill(f, r.x, r.y, r.w, r.h, 0x5A544B);
        fill(f, r.x + 2, r.y + 2, r.w - 4, r.h - 4, f->chosen == n ? 0xDFF0EE : 0xFFFFFF);
        text(f, f->body, r.x + 76, r.y + 20, 0x1C1A17, options[n]);
    }
    fill(f, 1080, 712, 176, 72, 0x0A6B68);
    text(f, f->button, 1115, 730, 0xFFFFFF, "Next");
    SDL_UpdateWindowSurface(f->window);
}

static bool start(struct floor *f, const char *picture)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        return false;
    f->window = SDL_CreateWindow("floor", 0, 0, 1280, 800, SDL_WINDOW_BORDERLESS);
    f->screen = f->window ? SDL_GetWindowSurface(f->window) : NULL;
    f->heading = TTF_OpenFont(NOTO "Bold.ttf", 40);
    f->body = TTF_OpenFont(NOTO "Regular.ttf", 25);
    f->button = TTF_OpenFont(NOTO "Bold.ttf", 26);
    f->picture = picture ? IMG_LoadPNG_RW(SDL_RWFromFile(picture, "rb")) : NULL;
    return f->screen && f->heading && f->body && f->button;
}

int main(int argc, char **argv)
{
    struct floor f = {.chosen = -1};
    SDL_Event e;
    if (!start(&f, argc > 1 ? argv[1] : NULL)) {
        fprintf(stderr, "bench_floor: %s\n", SDL_GetError());
        return 2;
    }
    paint(&f);
    while (SDL_WaitEvent(&e) && e.type != SDL_QUIT) {
        SDL_Point at = {e.button.x, e.button.y};
        if (e.type == SDL_WINDOWEVENT && e.window.event == SDL_WINDOWEVENT_EXPOSED)
            SDL_UpdateWindowSurface(f.window);
        for (int n = 0; n < 4 && e.type == SDL_MOUSEBUTTONUP; n++) {
            SDL_Rect r = option_rect(n);
            if (!SDL_PointInRect(&at, &r))
                continue;
            f.chosen = n;
            paint(&f);
        }
    }
    return 0;
}
