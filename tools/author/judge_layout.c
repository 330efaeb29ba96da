#include "judge_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "fonts.h"
#include "judge_inside.h"
#include "layout_laws.h"
#include "library.h"
#include "media_head.h"
#include "rehearsal.h"

#define PAGE_HEIGHT_MAX  9000 /* a page that needs more is no page */
#define PAGE_SCREENS_MAX 6.5  /* where it is tightest: about three on most screens */
#define KNOWN_MAX        512  /* of a module; more is one fault many times */
#define SHARED_MAX       64   /* pages that many modules have: of measures and of the feedback */
#define NOON             ((instant_ms)1795255200000)

struct judge_layout {
    struct arena arena;
    struct fonts *fonts;
    struct text_measure measure;
    struct source assets;
    bool all;
    const char *languages[LANGUAGES_MAX]; /* of which the interface's words were read */
    const struct catalogue *interface[LANGUAGES_MAX];
    int language_count;
    const char *shared[SHARED_MAX]; /* pages that were laid out already */
    int shared_count;
    const struct source *source; /* of the programme that is laid out */
};

struct laying { /* one module */
    struct judge_layout *l;
    const struct programme *p;
    const struct module *m;
    struct problems *problems;
    struct rehearsal r;
    const struct page *page;
    enum theme_look look; /* in the colours of which it is looked at */
    const char *known[KNOWN_MAX];
    int known_count;
};

/* --- opening ----------------------------------------------------------------------------------------------------- */

static int width_px(void *context, enum face face, int size_px, const char *text, size_t length)
{
    const struct judge_layout *l = context;
    return l->measure.width_px(l->measure.context, face, size_px, text, length);
}

/* The author's own file says what shape it has; the build need not have drawn it yet. */
static bool image_size(void *context, const char *path, int *width_out, int *height_out)
{
    const struct judge_layout *l = context;
    struct arena a;
    const char *bytes;
    size_t size;
    struct picture_head head = {0};
    arena_init(&a);
    if (source_head(l->source, &a, path, PICTURE_HEAD_BYTES, &bytes, &size))
        head = picture_head_read(bytes, size);
    arena_release(&a);
    double scale = head.kind == PICTURE_SVG && head.width > 0 ? PICTURE_DRAWN_PX / head.width : 1;
    *width_out = (int)(head.width * scale + 0.5);
    *height_out = (int)(head.height * scale + 0.5);
    return *width_out > 0 && *height_out > 0;
}

struct judge_layout *judge_layout_open(const char *assets, bool all, struct problems *problems)
{
    struct judge_layout *l = calloc(1, sizeof *l);
    if (!l)
        abort();
    arena_init(&l->arena);
    l->assets = files_source(assets);
    l->all = all;
    l->fonts = fonts_open(assets, NULL, problems);
    if (l->fonts) {
        l->measure = fonts_measure(l->fonts);
        return l;
    }
    judge_layout_close(l);
    return NULL;
}

void judge_layout_close(struct judge_layout *l)
{
    if (!l)
        return;
    fonts_close(l->fonts);
    arena_release(&l->arena);
    free(l);
}

static const struct catalogue *interface_of(struct judge_layout *l, const char *language, struct problems *problems)
{
    for (int i = 0; i < l->language_count; i++)
        if (text_is(l->languages[i], language))
            return l->interface[i];
    const struct catalogue *words = library_interface(&l->arena, &l->assets, language, problems);
    if (l->language_count < LANGUAGES_MAX) {
        l->languages[l->language_count] = arena_strdup(&l->arena, language);
        l->interface[l->language_count++] = words;
    }
    return words;
}

/* --- what is wrong, and with which words ------------------------------------------------------------------------- */

static const char *as_shown(const struct laying *y, const struct message *message)
{
    int language = programme_language(y->p, y->r.look.language);
    const char *shown = language >= 0 ? message->in[language] : NULL;
    return reading_plain(y->problems->arena, shown ? shown : message->source);
}

static bool is_below(const char *pointer, const char *above)
{
    size_t length = strlen(above);
    return strncmp(pointer, above, length) == 0 && (pointer[length] == '/' || pointer[length] == '\0');
}

/* The string of the page that the drawn words are a line of: NULL when a person's words are among them, or the
 * interface's. */
static const char *pointer_of_words(const struct laying *y, const char *words)
{
    const char *in_module = NULL;
    for (int i = 0; words && i < y->m->messages.count; i++) {
        const struct message *message = y->m->messages.item[i];
        bool on_page = is_below(message->pointer, y->page->pointer);
        if ((on_page || !in_module) && strstr(as_shown(y, message), words)) {
            if (on_page)
                return message->pointer;
            in_module = message->pointer;
        }
    }
    return in_module;
}

/* "heat.step.5" is of the block "heat". */
static const char *pointer_of_target(const struct laying *y, const char *id)
{
    for (int i = 0; id && i < y->page->block_count; i++) {
        const struct block *b = &y->page->blocks[i];
        size_t length = strlen(b->id);
        if (strncmp(id, b->id, length) == 0 && (id[length] == '.' || id[length] == '\0'))
            return b->pointer;
    }
    return NULL;
}

static bool is_known(struct laying *y, const char *key)
{
    for (int i = 0; i < y->known_count; i++)
        if (text_is(y->known[i], key))
            return true;
    if (y->known_count < KNOWN_MAX)
        y->known[y->known_count++] = key;
    return y->known_count == KNOWN_MAX;
}

/* Pages of the feedback and of measures stand in files of their own: those are named, without a place in them. */
static struct place place_of(const struct laying *y, const char *pointer)
{
    if (y->page->uncounted && y->m->feedback_file)
        return (struct place){.file = y->m->feedback_file};
    return judge_place(y->m, y->problems, y->page->made ? "" : pointer ? pointer : y->page->pointer);
}

static const char *where(const struct laying *y)
{
    const struct rehearsal_look *look = &y->r.look;
    return arena_printf(y->problems->arena, "page \"%s\", %dx%d, size %s, %s%s%s%s%s", y->page->id, look->width,
                        look->height, size_name(look->size), look->language, y->look == LOOK_LIGHT ? "" : ", ",
                        y->look == LOOK_LIGHT ? "" : look_name(y->look), y->l->all ? ", " : "",
                        y->l->all ? look->setting : "");
}

/* An author's way out, or NULL where the law is not an author's to keep: `judge_icons` says what icons there are not.
 */
static const char *hint_of(enum layout_law law, const char **code_out)
{
    const char *code = NULL, *hint = "fewer or shorter words";
    switch (law) {
    case LAW_WHOLE:
        code = "layout-cut";
        hint = "a shorter word, or a hyphen where it may be broken";
        break;
    case LAW_ON_SCREEN:
    case LAW_IN_BOX:
        code = "layout-cut";
        break;
    case LAW_APART:
        code = "layout-over";
        break;
    case LAW_CONTRAST:
        code = "layout-faint";
        hint = "another \"accent\" in programme.json: darker, or less bright";
        break;
    case LAW_TARGET_SIZE:
        code = "target-small";
        hint = "a larger place to press: 44 px at least";
        break;
    case LAW_TARGETS_APART:
        code = "target-over";
        hint = "places that are further apart";
        break;
    case LAW_GROUND:
    case LAW_TARGET_ONCE:
    case LAW_TARGET_ORDER:
        code = "layout-program";
        hint = "a fault of the program: please tell who makes it";
        break;
    case LAW_ICON:
        break;
    }
    *code_out = code;
    return code ? hint : NULL;
}

static void told(void *context, const struct layout_violation *v)
{
    struct laying *y = context;
    struct arena *a = y->problems->arena;
    const char *code, *hint = hint_of(v->law, &code);
    if (!hint || is_known(y, arena_printf(a, "%s %s %s", v->what, v->about, y->page->id)))
        return;
    const char *pointer = v->words ? pointer_of_words(y, v->words) : pointer_of_target(y, v->target);
    problem_hint(y->problems,
                 problem_warning(y->problems, place_of(y, pointer), code, "%s: \"%s\" (%s)", v->what,
                                 arena_strdup(a, v->about), where(y)),
                 "%s", hint);
}

/* --- laying out -------------------------------------------------------------------------------------------------- */

static void look_at_length(struct laying *y, int height)
{
    const struct theme *t = &y->r.ui.in.theme;
    int bars = t->top_bar + t->bottom_bar;
    double screens = (double)(height - bars) / (y->r.look.height - bars);
    if (screens <= PAGE_SCREENS_MAX || is_known(y, arena_printf(y->problems->arena, "long %s", y->page->id)))
        return;
    problem_hint(
        y->problems,
        problem_warning(y->problems, place_of(y, NULL), "page-tall", "%.1f screens high (%s)", screens, where(y)),
        "%g at most where it is tightest: make two pages of it", PAGE_SCREENS_MAX);
}

static void look_at_page(struct laying *y)
{
    struct rehearsal *r = &y->r;
    y->look = r->look.look;
    int height = rehearsal_draw_whole(r, PAGE_HEIGHT_MAX);
    layout_laws(&r->ui, fonts_icons(y->l->fonts), told, y);
    for (int i = 0; i < LOOKS; i++) {
        struct ui other = r->ui;
        y->look = (enum theme_look)i;
        other.in.theme = theme_make(y->look, r->look.size, r->look.width, r->look.height, y->p->accent);
        if (y->look != r->look.look)
            layout_laws_of_colour(&other, told, y);
    }
    y->look = r->look.look;
    look_at_length(y, height);
}

/* What many modules have is laid out once. */
static bool is_done(struct judge_layout *l, const struct module *m, const struct page *page)
{
    if (l->all || !(page->made || page->uncounted))
        return false;
    const char *name = arena_printf(&l->arena, "%s %s", page->uncounted ? m->feedback_file : "", page->id);
    for (int i = 0; i < l->shared_count; i++)
        if (text_is(l->shared[i], name))
            return true;
    if (l->shared_count < SHARED_MAX)
        l->shared[l->shared_count++] = name;
    return false;
}

static void lay_out(struct laying *y, struct rehearsal_look look)
{
    struct moment now = {.at = NOON, .boot_ms = 1000, .sitting = "rehearsal"};
    struct text_measure measure = {y->l, width_px, image_size};
    look.interface = interface_of(y->l, look.language, y->problems);
    look.right_to_left = language_is_right_to_left(look.language);
    rehearsal_open(&y->r, y->p, y->m, &look, measure, now);
    for (int i = 0; i < y->m->page_count; i++) {
        y->page = &y->m->pages[i];
        if (is_done(y->l, y->m, y->page))
            continue;
        rehearsal_enter(&y->r, i);
        if (y->l->all)
            look_at_page(y);
        rehearsal_fill(&y->r);
        look_at_page(y);
    }
    rehearsal_close(&y->r);
}

static const char *longest_language(const struct programme *p, const struct module *m)
{
    size_t most = 0;
    int longest = 0;
    for (int i = 0; i < p->language_count; i++) {
        size_t count = 0;
        for (int k = 0; k < m->messages.count; k++) {
            const char *words = m->messages.item[k]->in[i];
            for (const char *c = words ? words : ""; *c; c++)
                count += ((unsigned char)*c & 0xC0) != 0x80;
        }
        if (count > most) {
            most = count;
            longest = i;
        }
    }
    return p->languages[longest];
}

static void lay_out_everywhere(struct laying *y)
{
    static const char *const settings[] = {"community", "custody"};
    for (int i = 0; i < SCREENS * SIZES; i++)
        for (int k = 0; k < y->p->language_count * 2; k++)
            lay_out(y, (struct rehearsal_look){.setting = settings[k % 2],
                                               .language = y->p->languages[k / 2],
                                               .size = (enum theme_size)(i % SIZES),
                                               .width = screen_sizes[i / SIZES].width,
                                               .height = screen_sizes[i / SIZES].height});
}

void judge_layout(struct judge *j, const struct programme *p, const struct module *m, struct problems *problems)
{
    struct laying *y = calloc(1, sizeof *y); /* large: the known ones */
    if (!y)
        abort();
    *y = (struct laying){.l = j->layout, .p = p, .m = m, .problems = problems};
    y->l->source = j->source;
    if (y->l->all)
        lay_out_everywhere(y);
    else
        lay_out(y, (struct rehearsal_look){.setting = "community",
                                           .language = longest_language(p, m),
                                           .size = SIZE_XL,
                                           .width = screen_sizes[SCREENS - 1].width,
                                           .height = screen_sizes[SCREENS - 1].height});
    free(y);
}
