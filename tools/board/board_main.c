/*
 * cairn-board - a storyboard as PDF: documents (document.h, as JSON files) and pictures (PNG), one after another onto
 * pages of A4.
 *
 *     cairn-board FILE... >PDF     a.json is set, a.png fills the width, "-" begins a new page
 *
 * For authors, started by `cairn storyboard`, which made the files: unlike cairn-print it reads them by name and is
 * locked up by nothing. The letters and the setting are cairn-print's.
 *
 * Ends with 0: made; 2: it could not be made.
 */
#include <stdio.h>
#include <string.h>

#include "paper.h"
#include "text.h"

#define EXIT_CANNOT 2
#define GAP         14.0

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0"; /* nothing is given back: the process makes one storyboard and ends (paper.h) */
}
#endif

struct part {
    const struct document *document; /* or */
    cairo_surface_t *picture;        /* or neither: a new page */
};

static cairo_status_t put(void *closure, const unsigned char *bytes, unsigned length)
{
    return !closure || fwrite(bytes, 1, length, closure) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static const struct document *read_document(struct arena *a, const char *path)
{
    struct buffer in;
    struct problems problems;
    char bytes[16384];
    FILE *file = fopen(path, "rb");
    buffer_init(&in, a);
    problems_init(&problems, a);
    for (size_t size; file && (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_add(&in, bytes, size);
    if (file)
        fclose(file);
    const struct document *d = document_read(a, buffer_text(&in), in.length, &problems);
    if (!d)
        fprintf(stderr, "cairn-board: %s: %s\n", path, problems.first ? problems.first->message : "it cannot be read");
    return d;
}

static bool read_part(struct arena *a, const char *path, struct part *out)
{
    *out = (struct part){0};
    if (text_is(path, "-"))
        return true;
    if (strstr(path, ".json"))
        return (out->document = read_document(a, path)) != NULL;
    out->picture = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(out->picture) == CAIRO_STATUS_SUCCESS)
        return true;
    fprintf(stderr, "cairn-board: %s is no picture\n", path);
    return false;
}

/* As wide as the page, or as high: it is never cut. It has no tag: Cairo 1.16 takes the second figure of a page for a
 * wrong nesting. The caption before it says what it is, and its words stand below. */
static void set_picture(struct paper *p, cairo_surface_t *picture)
{
    double width = cairo_image_surface_get_width(picture), height = cairo_image_surface_get_height(picture);
    double scale = p->width / width, most = paper_room_whole(p) * 0.8 / height;
    scale = scale < most ? scale : most;
    paper_need(p, height * scale + GAP);
    if (p->pages) { /* else they are only counted */
        cairo_save(p->cr);
        cairo_translate(p->cr, paper_left(p, p->start, width * scale), p->y);
        cairo_scale(p->cr, scale, scale);
        cairo_set_source_surface(p->cr, picture, 0, 0);
        cairo_paint(p->cr);
        cairo_restore(p->cr);
    }
    p->y += height * scale + GAP;
}

static bool set_all(struct arena *a, const struct part *parts, int count, int *pages_io, FILE *out)
{
    struct paper p;
    if (!paper_begin(&p, a, parts[0].document, put, out, *pages_io))
        return false;
    for (int i = 0; i < count; i++) {
        if (parts[i].document) {
            p.document = parts[i].document;
            pages_set(&p);
        } else if (parts[i].picture) {
            set_picture(&p, parts[i].picture);
        } else if (!paper_is_empty(&p)) {
            paper_turn(&p);
        }
    }
    *pages_io = p.page;
    if (paper_end(&p))
        return true;
    fprintf(stderr, "cairn-board: %s\n", cairo_status_to_string(cairo_surface_status(p.surface)));
    return false;
}

int main(int argc, char **argv)
{
    struct arena a;
    int pages = 0;
    arena_init(&a);
    struct part *parts = ARENA_ARRAY(&a, struct part, argc);
    bool good = argc > 1;
    for (int i = 1; good && i < argc; i++)
        good = read_part(&a, argv[i], &parts[i - 1]);
    good = good && parts[0].document && set_all(&a, parts, argc - 1, &pages, NULL) &&
           set_all(&a, parts, argc - 1, &pages, stdout) && fflush(stdout) == 0;
    arena_release(&a);
    if (!good)
        fputs("cairn-board: the storyboard could not be made\n", stderr);
    return good ? 0 : EXIT_CANNOT;
}
