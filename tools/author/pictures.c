#include "pictures.h"

#include <stdlib.h>

#include "paint.h"

struct pictures {
    struct fonts *fonts;
    struct painter *painter;
    uint32_t *pixels;
    size_t room; /* pixels */
};

struct pictures *pictures_open(const char *assets, const char *media, struct problems *problems)
{
    struct pictures *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    p->fonts = fonts_open(assets, media, problems);
    p->painter = p->fonts ? painter_open(p->fonts) : NULL;
    if (p->painter)
        return p;
    pictures_close(p);
    return NULL;
}

void pictures_close(struct pictures *p)
{
    if (!p)
        return;
    painter_close(p->painter);
    fonts_close(p->fonts);
    free(p->pixels);
    free(p);
}

struct text_measure pictures_measure(struct pictures *p)
{
    return fonts_measure(p->fonts);
}

bool pictures_png(struct pictures *p, struct arena *a, const struct ui *ui, int width, int height,
                  const char **bytes_out, size_t *size_out)
{
    size_t needed = (size_t)width * (size_t)height;
    if (needed > p->room) {
        uint32_t *more = realloc(p->pixels, needed * sizeof *more);
        if (!more)
            return false;
        p->pixels = more;
        p->room = needed;
    }
    painter_surface(p->painter, p->pixels, width, height, width);
    painter_paint(p->painter, &ui->draw, &ui->in.theme);
    return image_png(a, p->pixels, width, height, bytes_out, size_out);
}
