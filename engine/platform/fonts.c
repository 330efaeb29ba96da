#include "fonts.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SDL_ttf.h>

#define OPEN_MAX     48   /* faces x sizes x scripts on a screen are about ten */
#define FILES_MAX    32   /* every row of scripts in two weights */
#define WIDTHS       8192 /* measured pieces remembered; a power of two */
#define MASK_BUCKETS 1024
#define TEXT_MAX     4096 /* longer than any line */

#define NOTO_FOLDER  "/usr/share/fonts/truetype/noto/"
#define ICON_FILE    "/usr/share/fonts/truetype/materialdesignicons-webfont/materialdesignicons-webfont.ttf"

/* One row for each script a module may be written in. HarfBuzz needs to be told the script, and the direction with it:
 * without both, Arabic comes out unjoined or reversed. */
static const struct script {
    uint32_t first, last;
    const char *tag, *family;
    bool right_to_left, slanted; /* slanted: the family has italics */
} scripts[] = {
    {0, 0, "Latn", "NotoSans", false, true},
    {0x0590, 0x05FF, "Hebr", "NotoSansHebrew", true, false},
    {0x0600, 0x06FF, "Arab", "NotoSansArabic", true, false},
    {0x0750, 0x077F, "Arab", "NotoSansArabic", true, false},
    {0x08A0, 0x08FF, "Arab", "NotoSansArabic", true, false},
    {0xFB50, 0xFDFF, "Arab", "NotoSansArabic", true, false},
    {0xFE70, 0xFEFF, "Arab", "NotoSansArabic", true, false},
    {0x0900, 0x097F, "Deva", "NotoSansDevanagari", false, false},
    {0x0980, 0x09FF, "Beng", "NotoSansBengali", false, false},
    {0x0A00, 0x0A7F, "Guru", "NotoSansGurmukhi", false, false},
    {0x0A80, 0x0AFF, "Gujr", "NotoSansGujarati", false, false},
    {0x0B80, 0x0BFF, "Taml", "NotoSansTamil", false, false},
    {0x1200, 0x137F, "Ethi", "NotoSansEthiopic", false, false},
};
#define SCRIPTS (sizeof scripts / sizeof scripts[0])

/* A font file as memory, for all its sizes: through a stream FreeType seeks and reads thousands of times before the
 * first page stands. */
struct font_file {
    char path[128];
    void *bytes; /* NULL: not there */
    size_t size;
};

struct open_font {
    enum face face;
    int size_px;
    const struct script *script;
    TTF_Font *font; /* NULL: tried and failed */
    unsigned used;
};

struct width {
    uint64_t key; /* 0: empty */
    int px;
};

struct cached {
    uint64_t key;
    struct glyphs glyphs;
    uint8_t *alpha;
    size_t bytes;
    unsigned used;
    struct cached *next; /* in its bucket */
};

struct fonts {
    struct icons icons;
    struct images *images;
    bool library;
    struct open_font open[OPEN_MAX];
    int open_count;
    struct font_file file[FILES_MAX];
    int file_count;
    struct width *widths;
    struct cached *masks[MASK_BUCKETS];
    size_t mask_bytes;
    unsigned turn;
    bool said_missing;
};

/* --- fonts that are open ------------------------------------------------------------------------------------------ */

static const struct font_file *file_for(struct fonts *f, const char *path)
{
    struct stat status;
    for (int n = 0; n < f->file_count; n++)
        if (!strcmp(f->file[n].path, path))
            return &f->file[n];
    assert(f->file_count < FILES_MAX);
    struct font_file *out = &f->file[f->file_count++];
    snprintf(out->path, sizeof out->path, "%s", path);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && fstat(file, &status) == 0 && status.st_size > 0) {
        void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
        out->bytes = bytes == MAP_FAILED ? NULL : bytes;
        out->size = (size_t)status.st_size;
    }
    if (file >= 0)
        close(file);
    return out;
}

static TTF_Font *font_open_file(struct fonts *f, enum face face, int size_px, const struct script *script)
{
    static const char *const style[FACES] = {
        [FACE_REGULAR] = "Regular", [FACE_BOLD] = "Bold", [FACE_ITALIC] = "Italic", [FACE_BOLD_ITALIC] = "BoldItalic"};
    static const char *const upright[FACES] = {
        [FACE_REGULAR] = "Regular", [FACE_BOLD] = "Bold", [FACE_ITALIC] = "Regular", [FACE_BOLD_ITALIC] = "Bold"};
    char path[128] = ICON_FILE;
    if (face != FACE_ICON)
        snprintf(path, sizeof path, NOTO_FOLDER "%s-%s.ttf", script->family, (script->slanted ? style : upright)[face]);
    const struct font_file *file = file_for(f, path);
    SDL_RWops *stream = file->bytes ? SDL_RWFromConstMem(file->bytes, (int)file->size) : NULL;
    TTF_Font *font = stream ? TTF_OpenFontRW(stream, 1, size_px) : NULL;
    if (!font)
        return NULL;
    /* Light: letters keep their shape, lines of text their even grey; and widths are whole pixels, so that a line's
     * width is the same wherever it begins. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    if (face != FACE_ICON)
        TTF_SetFontScriptName(font, script->tag);
    return font;
}

static TTF_Font *font_for(struct fonts *f, enum face face, int size_px, const struct script *script)
{
    assert(face < FACES && size_px > 0);
    int oldest = 0;
    for (int n = 0; n < f->open_count; n++) {
        struct open_font *o = &f->open[n];
        if (o->face == face && o->size_px == size_px && (o->script == script || face == FACE_ICON)) {
            o->used = ++f->turn;
            return o->font;
        }
        if (o->used < f->open[oldest].used)
            oldest = n;
    }
    int n = f->open_count < OPEN_MAX ? f->open_count++ : oldest;
    if (f->open[n].font)
        TTF_CloseFont(f->open[n].font);
    f->open[n] = (struct open_font){face, size_px, script, font_open_file(f, face, size_px, script), ++f->turn};
    if (!f->open[n].font && !f->said_missing) {
        f->said_missing = true;
        fprintf(stderr, "cairn: warning: no font for script %s: %s [font-missing]\n", script->tag, TTF_GetError());
    }
    return f->open[n].font ? f->open[n].font : script == scripts ? NULL : font_for(f, face, size_px, scripts);
}

static const struct script *script_of(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        size_t size = (unsigned char)text[at] < 0xD6 ? 0 : utf8_decode(text + at, length - at, &character);
        for (size_t n = 1; size && n < SCRIPTS; n++)
            if (character >= scripts[n].first && character <= scripts[n].last)
                return &scripts[n];
        at += size ? size : 1;
    }
    return scripts;
}

/* --- life --------------------------------------------------------------------------------------------------------- */

struct fonts *fonts_open(const char *assets, const char *media, struct problems *problems)
{
    struct fonts *f = calloc(1, sizeof *f);
    struct width *widths = calloc(WIDTHS, sizeof *widths);
    if (!f || !widths)
        abort();
    f->widths = widths;
    f->images = images_open(media, assets);
    if (!icons_read(&f->icons, assets)) { /* some buttons are nothing but their icon */
        if (problems)
            problem_error(problems, PLACE_NONE, "icons-missing", "no icons.map in %s: is it the assets folder?",
                          assets ? assets : ".");
        fonts_close(f);
        return NULL;
    }
    f->library = TTF_Init() == 0;
    if (f->library && font_for(f, FACE_REGULAR, 25, scripts))
        return f;
    if (problems) {
        struct problem *p =
            problem_error(problems, PLACE_NONE, "fonts-missing", "Noto Sans cannot be opened: %s", TTF_GetError());
        problem_hint(problems, p, "install the Debian package fonts-noto-core");
    }
    fonts_close(f);
    return NULL;
}

void fonts_close(struct fonts *f)
{
    if (!f)
        return;
    for (int bucket = 0; bucket < MASK_BUCKETS; bucket++) {
        while (f->masks[bucket]) {
            struct cached *next = f->masks[bucket]->next;
            free(f->masks[bucket]->alpha);
            free(f->masks[bucket]);
            f->masks[bucket] = next;
        }
    }
    for (int n = 0; n < f->open_count; n++)
        if (f->open[n].font)
            TTF_CloseFont(f->open[n].font);
    if (f->library)
        TTF_Quit();
    for (int n = 0; n < f->file_count; n++)
        if (f->file[n].bytes)
            munmap(f->file[n].bytes, f->file[n].size);
    images_close(f->images);
    icons_release(&f->icons);
    free(f->widths);
    free(f);
}

struct images *fonts_images(struct fonts *f)
{
    return f->images;
}

const struct icons *fonts_icons(struct fonts *f)
{
    return &f->icons;
}

/* --- measuring ---------------------------------------------------------------------------------------------------- */

static uint64_t key_of(enum face face, int size_px, bool right_to_left, const char *text, size_t length)
{
    uint64_t key = 14695981039346656037U ^ ((uint64_t)face << 40 | (uint64_t)right_to_left << 48 | (uint64_t)size_px);
    key *= 1099511628211U; /* or the size and the first letter would cancel out */
    for (size_t n = 0; n < length; n++)
        key = (key ^ (unsigned char)text[n]) * 1099511628211U;
    return key ? key : 1;
}

/* Puts the piece of text, or the icon's one character, NUL-terminated into `out`. */
static const char *to_draw(const struct fonts *f, enum face face, const char *text, size_t length, char out[TEXT_MAX])
{
    if (length > TEXT_MAX - 1)
        length = TEXT_MAX - 1;
    memcpy(out, text, length);
    out[length] = '\0';
    if (face == FACE_ICON) {
        uint32_t character = icons_find(&f->icons, out);
        out[character ? utf8_encode(character, out) : 0] = '\0';
    }
    return out;
}

/* --- runs: a piece of text by the fonts that have its letters -------------------------------------------------------
 */

/* Fonts of one script have its letters, and not always the signs between them: those are Noto Sans's. */
struct run {
    TTF_Font *font;
    char text[TEXT_MAX];
    bool right_to_left;
};

static TTF_Font *font_with(struct fonts *f, enum face face, int size_px, const struct script *script,
                           uint32_t character)
{
    TTF_Font *own = font_for(f, face, size_px, script);
    bool is_joiner = character >= 0x200B && character <= 0x200F; /* seen by the letters beside it alone */
    if (script == scripts || is_joiner || (own && TTF_GlyphIsProvided32(own, character)))
        return own;
    TTF_Font *other = font_for(f, face, size_px, scripts);
    return other && TTF_GlyphIsProvided32(other, character) ? other : own;
}

/* The run that begins at `from`; where the next one begins. */
static size_t run_next(struct fonts *f, enum face face, int size_px, const char *text, size_t from,
                       const struct script *script, struct run *out)
{
    size_t at = from, length = strlen(text);
    *out = (struct run){.right_to_left = script->right_to_left};
    while (at < length) {
        uint32_t character = 0;
        size_t size = utf8_decode(text + at, length - at, &character);
        size = size ? size : 1;
        TTF_Font *font =
            face == FACE_ICON ? font_for(f, face, size_px, scripts) : font_with(f, face, size_px, script, character);
        if (out->font && font != out->font)
            break;
        out->font = font;
        at += size;
    }
    memcpy(out->text, text + from, at - from);
    return at;
}

static void direct(const struct run *run, bool right_to_left)
{
    TTF_SetFontDirection(run->font, right_to_left || run->right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
}

static int run_width(const struct run *run, bool right_to_left)
{
    int width = 0;
    if (!run->font)
        return 0;
    direct(run, right_to_left);
    return TTF_SizeUTF8(run->font, run->text, &width, NULL) == 0 ? width : 0;
}

static int width_fresh(struct fonts *f, enum face face, int size_px, const char *text, size_t length)
{
    char buffer[TEXT_MAX];
    struct run run;
    const struct script *script = face == FACE_ICON ? scripts : script_of(text, length);
    const char *piece = to_draw(f, face, text, length, buffer);
    int width = 0;
    for (size_t at = 0; piece[at];) {
        at = run_next(f, face, size_px, piece, at, script, &run);
        width += run_width(&run, false);
    }
    return width;
}

int fonts_width(struct fonts *f, enum face face, int size_px, const char *text, size_t length)
{
    if (!length || size_px <= 0)
        return 0;
    uint64_t key = key_of(face, size_px, false, text, length);
    struct width *slot = &f->widths[(key ^ key >> 32) & (WIDTHS - 1)];
    if (slot->key != key)
        *slot = (struct width){key, width_fresh(f, face, size_px, text, length)};
    return slot->px;
}

static int measure_width(void *context, enum face face, int size_px, const char *text, size_t length)
{
    return fonts_width(context, face, size_px, text, length);
}

static bool measure_image(void *context, const char *path, int *width_out, int *height_out)
{
    struct fonts *f = context;
    return images_size(f->images, path, width_out, height_out);
}

struct text_measure fonts_measure(struct fonts *f)
{
    return (struct text_measure){f, measure_width, measure_image};
}

void fonts_line(struct fonts *f, enum face face, int size_px, int *ascent_out, int *descent_out)
{
    TTF_Font *font = font_for(f, face, size_px, scripts);
    *ascent_out = font ? TTF_FontAscent(font) : size_px;
    *descent_out = font ? -TTF_FontDescent(font) : 0;
}

bool fonts_has_character(struct fonts *f, enum face face, uint32_t character)
{
    char text[5] = {0};
    size_t length = utf8_encode(character, text);
    TTF_Font *font =
        face == FACE_ICON ? font_for(f, face, 25, scripts) : font_with(f, face, 25, script_of(text, length), character);
    return font && TTF_GlyphIsProvided32(font, character);
}

/* --- what letters look like --------------------------------------------------------------------------------------- */

/* Forgets the least used half: rare, and cheaper than keeping all in order all the time. */
static void masks_forget(struct fonts *f)
{
    unsigned limit = f->turn;
    for (unsigned back = 1; f->mask_bytes > FONTS_MASK_BYTES / 2 && back < 32; back++) {
        unsigned keep_from = limit - (limit >> back);
        for (int bucket = 0; bucket < MASK_BUCKETS; bucket++) {
            for (struct cached **at = &f->masks[bucket]; *at;) {
                struct cached *c = *at;
                if (c->used >= keep_from) {
                    at = &c->next;
                    continue;
                }
                *at = c->next;
                f->mask_bytes -= c->bytes;
                free(c->alpha);
                free(c);
            }
        }
    }
}

static bool row_is_empty(const SDL_Surface *s, int y)
{
    const uint32_t *row = (const uint32_t *)(const void *)((const uint8_t *)s->pixels + (ptrdiff_t)y * s->pitch);
    for (int x = 0; x < s->w; x++)
        if (row[x] >> 24)
            return false;
    return true;
}

/* Keeps the alpha of the rows that have any: a quarter of the memory, and good in every colour. */
static void mask_take(struct cached *c, const SDL_Surface *s, int ascent)
{
    int top = 0, bottom = s->h;
    while (top < bottom && row_is_empty(s, top))
        top++;
    while (bottom > top && row_is_empty(s, bottom - 1))
        bottom--;
    struct mask *m = &c->glyphs.mask;
    *m = (struct mask){.width = s->w, .height = bottom - top, .pitch = s->w};
    c->glyphs.top = top - ascent;
    c->bytes += (size_t)m->width * (size_t)m->height;
    c->alpha = malloc(c->bytes);
    if (!c->alpha)
        abort();
    m->alpha = c->alpha;
    for (int y = 0; y < m->height; y++) {
        const uint8_t *row = (const uint8_t *)s->pixels + (ptrdiff_t)(top + y) * s->pitch;
        for (int x = 0; x < m->width; x++)
            c->alpha[(ptrdiff_t)y * m->pitch + x] = row[x * 4 + (SDL_BYTEORDER == SDL_LIL_ENDIAN ? 3 : 0)];
    }
}

static SDL_Surface *run_draw(const struct run *run, bool right_to_left)
{
    if (!run->font)
        return NULL;
    direct(run, right_to_left);
    return TTF_RenderUTF8_Blended(run->font, run->text, (SDL_Color){255, 255, 255, 255});
}

/* Several runs on one line, `ascent` high above it. They follow each other from the right where the piece does. */
static SDL_Surface *runs_draw(struct fonts *f, enum face face, int size_px, const char *piece,
                              const struct script *script, bool rtl, int width, int ascent)
{
    struct run run;
    bool from_right = rtl || script->right_to_left;
    SDL_Surface *all = SDL_CreateRGBSurfaceWithFormat(0, width + 1, ascent + 2 * size_px, 32, SDL_PIXELFORMAT_ARGB8888);
    int x = from_right ? width : 0;
    for (size_t at = 0; all && piece[at];) {
        at = run_next(f, face, size_px, piece, at, script, &run);
        int run_w = run_width(&run, rtl);
        SDL_Surface *one = run_draw(&run, rtl);
        SDL_Rect to = {from_right ? x - run_w : x, ascent - (run.font ? TTF_FontAscent(run.font) : 0), 0, 0};
        if (one)
            SDL_BlitSurface(one, NULL, all, &to);
        SDL_FreeSurface(one);
        x += from_right ? -run_w : run_w;
    }
    return all;
}

static struct cached *mask_make(struct fonts *f, uint64_t key, enum face face, int size_px, const char *text, bool rtl)
{
    char buffer[TEXT_MAX];
    struct cached *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    size_t length = strlen(text);
    const struct script *script = face == FACE_ICON ? scripts : script_of(text, length);
    const char *piece = to_draw(f, face, text, length, buffer);
    struct run run;
    bool is_one = !piece[run_next(f, face, size_px, piece, 0, script, &run)];
    int ascent = run.font ? TTF_FontAscent(run.font) : 0;
    c->key = key;
    c->bytes = sizeof *c;
    c->glyphs.right_to_left = rtl || script->right_to_left;
    c->glyphs.width_px = fonts_width(f, face, size_px, text, length);
    if (!is_one)
        ascent = 2 * size_px; /* above what any of them reaches */
    SDL_Surface *s =
        is_one ? run_draw(&run, rtl) : runs_draw(f, face, size_px, piece, script, rtl, c->glyphs.width_px, ascent);
    if (s)
        mask_take(c, s, ascent);
    SDL_FreeSurface(s);
    return c;
}

bool fonts_glyphs(struct fonts *f, enum face face, int size_px, const char *text, bool right_to_left,
                  struct glyphs *out)
{
    if (!text[0] || size_px <= 0)
        return false;
    uint64_t key = key_of(face, size_px, right_to_left, text, strlen(text));
    struct cached **bucket = &f->masks[(key ^ key >> 32) & (MASK_BUCKETS - 1)], *c = *bucket;
    while (c && c->key != key)
        c = c->next;
    if (!c) {
        c = mask_make(f, key, face, size_px, text, right_to_left);
        c->next = *bucket;
        *bucket = c;
        f->mask_bytes += c->bytes;
    }
    c->used = ++f->turn;
    *out = c->glyphs;
    if (f->mask_bytes > FONTS_MASK_BYTES)
        masks_forget(f);
    return out->mask.width > 0 && out->mask.height > 0;
}
