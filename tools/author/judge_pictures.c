/* Pictures that hardly show: of what is drawn in them no two colours differ as WCAG 2.2 1.4.11 asks. */
#include "judge_inside.h"

#include <stdlib.h>
#include <string.h>

#include "media_head.h"
#include "theme.h"

#define PICTURE_CONTRAST 3.0
#define COLOURS_MOST     64 /* a flat drawing has about ten */

struct palette {
    uint32_t colour[COLOURS_MOST]; /* 0xFFRRGGBB */
    int count;
};

static void add_colour(struct palette *p, uint32_t colour)
{
    for (int i = 0; i < p->count; i++)
        if (p->colour[i] == colour)
            return;
    if (p->count < COLOURS_MOST)
        p->colour[p->count++] = colour;
}

static void add_hex(struct palette *p, const char *digits)
{
    char six[7] = {0};
    size_t length = strspn(digits, "0123456789abcdefABCDEF");
    if (length == 3)
        for (int i = 0; i < 6; i++)
            six[i] = digits[i / 2];
    else if (length == 6)
        memcpy(six, digits, 6);
    else
        return;
    add_colour(p, 0xFF000000u | (uint32_t)strtoul(six, NULL, 16));
}

/* The colours that an SVG names: as attributes or in a style. What is named otherwise (a gradient, rgb()) is not known.
 */
static bool read_palette(struct palette *p, const char *svg)
{
    static const char *const keys[] = {"fill", "stroke"};
    for (const char *at = svg; *at; at++)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            size_t length = strlen(keys[i]);
            if (strncmp(at, keys[i], length) != 0 || !strchr("=:", at[length]) || !at[length])
                continue;
            const char *value = at + length + 1 + strspn(at + length + 1, " \"'");
            if (*value == '#')
                add_hex(p, value + 1);
            else if (text_starts_with(value, "white"))
                add_colour(p, 0xFFFFFFFFu);
            else if (text_starts_with(value, "black"))
                add_colour(p, 0xFF000000u);
            else if (!text_starts_with(value, "none"))
                return false;
        }
    return true;
}

static double most_contrast(const struct palette *p)
{
    double most = 1;
    for (int i = 0; i < p->count; i++)
        for (int k = i + 1; k < p->count; k++) {
            double ratio = contrast_ratio(p->colour[i], p->colour[k]);
            most = ratio > most ? ratio : most;
        }
    return most;
}

static void look_at(struct judge *j, const struct module *m, const struct block *b, const char *name,
                    struct problems *problems)
{
    const char *path = arena_printf(j->arena, "%s/%s", m->folder, name), *bytes;
    struct palette palette = {0};
    size_t size;
    if (!j->source->read(j->source->context, problems->arena, path, &bytes, &size) ||
        picture_head_read(bytes, size).kind != PICTURE_SVG ||
        !read_palette(&palette, arena_copy(problems->arena, bytes, size)) || palette.count < 2)
        return;
    double most = most_contrast(&palette);
    if (most < PICTURE_CONTRAST)
        problem_hint(problems,
                     judge_warning(m, problems, b->pointer, "picture-faint",
                                   "%s hardly shows: no two of its colours differ by more than %.1f to 1", name, most),
                     "%g to 1 for what matters in it: make it darker, or what is behind it lighter", PICTURE_CONTRAST);
}

void judge_pictures(struct judge *j, const struct module *m, struct problems *problems)
{
    for (int i = 0; i < m->page_count; i++)
        for (int k = 0; k < m->pages[i].block_count; k++) {
            const struct block *b = &m->pages[i].blocks[k];
            if (m->pages[i].made || m->pages[i].uncounted)
                continue;
            if (b->kind == BLOCK_IMAGE && !b->image.decorative)
                look_at(j, m, b, b->image.src, problems);
            if (b->kind == BLOCK_SPOT && b->spot.picture)
                look_at(j, m, b, b->spot.picture, problems);
        }
}
