#include "storyboard.h"

#include <string.h>

#define PAGE_HEIGHT_MAX 6000 /* a page that needs more is no page */
#define NOON            ((instant_ms)1795255200000)

struct drawing {
    struct arena *arena;
    const struct library *library;
    const struct storyboard_wants *wants;
    struct pictures *pictures;
    const struct programme *programme;
    const struct module *module;
};

static void keep_said(struct arena *a, const struct ui *ui, struct shot *shot)
{
    const char **said = ARENA_ARRAY(a, const char *, ui->spoken.count);
    for (int i = 0; i < ui->spoken.count; i++)
        if (!ui->spoken.item[i].aside && !text_is_empty(ui->spoken.item[i].text))
            said[shot->said_count++] = arena_strdup(a, ui->spoken.item[i].text);
    shot->said = said;
}

static bool is_same(const struct shot *a, const struct shot *b)
{
    return a->png_size == b->png_size && memcmp(a->png, b->png, a->png_size) == 0;
}

static bool draw_shot(const struct drawing *d, int page, struct shot *shot)
{
    struct rehearsal r;
    struct rehearsal_look look = d->wants->look;
    look.setting = shot->setting;
    look.language = shot->language;
    look.interface = d->library->interface[library_language(d->library, shot->language)];
    look.right_to_left = language_is_right_to_left(shot->language);
    struct moment now = {.at = NOON, .boot_ms = 1000, .sitting = "rehearsal"};
    rehearsal_open(&r, d->programme, d->module, &look, pictures_measure(d->pictures), now);
    shot->on_path = rehearsal_go(&r, page);
    rehearsal_fill(&r);
    shot->width = look.width;
    shot->height = rehearsal_draw_whole(&r, PAGE_HEIGHT_MAX);
    keep_said(d->arena, &r.ui, shot);
    bool drawn = pictures_png(d->pictures, d->arena, &r.ui, shot->width, shot->height, &shot->png, &shot->png_size);
    rehearsal_close(&r);
    return drawn;
}

/* Every language of the first setting, then of the next: where the second says nothing else, it is left out. */
static bool draw_page(const struct drawing *d, int page, struct board_page *out)
{
    const struct storyboard_wants *w = d->wants;
    *out = (struct board_page){.page = &d->module->pages[page]};
    out->shots = ARENA_ARRAY(d->arena, struct shot, w->setting_count * w->language_count);
    for (int i = 0; i < w->setting_count; i++)
        for (int k = 0; k < w->language_count; k++) {
            struct shot *shot = &out->shots[out->shot_count++];
            *shot = (struct shot){.setting = w->settings[i], .language = w->languages[k]};
            if (!draw_shot(d, page, shot))
                return false;
            shot->same = i > 0 && is_same(shot, &out->shots[k]);
        }
    return true;
}

bool storyboard_draw(struct arena *a, const struct library *library, const struct programme *p, const struct module *m,
                     const struct storyboard_wants *wants, struct pictures *pictures, struct storyboard *out,
                     void (*drawn)(void *context, int page, int count), void *context)
{
    struct drawing d = {a, library, wants, pictures, p, m};
    *out = (struct storyboard){.programme = p, .module = m, .pages = ARENA_ARRAY(a, struct board_page, m->page_count)};
    for (int i = 0; i < m->page_count; i++) {
        if (!draw_page(&d, i, &out->pages[out->page_count++]))
            return false;
        if (drawn)
            drawn(context, i + 1, m->page_count);
    }
    return true;
}
