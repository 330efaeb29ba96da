#include "paper.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <string.h>

#define PAGE_WIDTH  595.276 /* A4 */
#define PAGE_HEIGHT 841.89
#define MARGIN      56.0                 /* 20 mm: to hold it by, and for a folder's holes */
#define FOOT_Y      (PAGE_HEIGHT - 40.0) /* the foot's baseline: clear of what printers cannot reach */
#define BODY_END    (FOOT_Y - 28.0)
#define LARGE_SCALE (18.0 / 14.0)

/* Noto for every script that a module may be written in, in the order of preference; nothing else is looked at, so that
 * a document looks the same on every machine. */
#define FAMILIES                                                                                                       \
    "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Devanagari,Noto Sans Bengali,Noto Sans Gurmukhi,"           \
    "Noto Sans Gujarati,Noto Sans Tamil,Noto Sans Ethiopic,Noto Sans Math,Noto Sans Symbols,Noto Sans Symbols2"

static const char fonts_xml[] = "<fontconfig><dir>/usr/share/fonts/truetype/noto</dir>"
                                "<cachedir>/var/cache/fontconfig</cachedir></fontconfig>";

/* --- fonts ------------------------------------------------------------------------------------------------------- */

static FcConfig *fonts_config(void)
{
    FcConfig *config = FcConfigCreate();
    bool good = config && FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)fonts_xml, FcTrue) &&
                FcConfigBuildFonts(config) && FcConfigSetCurrent(config);
    return good ? config : NULL;
}

static bool fonts_open(struct paper *p)
{
    FcConfig *config = fonts_config();
    PangoFontMap *map = config ? pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) : NULL;
    if (!map)
        return false;
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72); /* a point is a point */
    p->context = pango_font_map_create_context(map);
    PangoFontDescription *font = pango_font_description_from_string(FAMILIES);
    pango_context_set_font_description(p->context, font);
    pango_context_set_language(p->context, pango_language_from_string(p->document->language));
    pango_context_set_base_dir(p->context, p->document->right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(p->context, FALSE);
    return pango_context_load_font(p->context, font) != NULL;
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

bool paper_begin(struct paper *p, struct arena *a, const struct document *d, cairo_write_func_t write, void *closure,
                 int pages)
{
    *p = (struct paper){.arena = a, .document = d, .scale = d->large ? LARGE_SCALE : 1, .page = 1, .pages = pages};
    p->start = MARGIN;
    p->width = PAGE_WIDTH - 2 * MARGIN;
    p->top = p->y = MARGIN;
    p->bottom = BODY_END;
    if (!fonts_open(p))
        return false;
    p->surface = cairo_pdf_surface_create_for_stream(write, closure, PAGE_WIDTH, PAGE_HEIGHT);
    cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, d->title);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "Cairn");
    char date[DATE_TEXT];
    date_format(d->date, date); /* not now: the same document gives the same bytes */
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, arena_printf(a, "%sT00:00:00Z", date));
    p->cr = cairo_create(p->surface);
    paper_tag(p, "Document");
    return true;
}

static const char *page_words(const struct paper *p)
{
    char page[16], pages[16];
    snprintf(page, sizeof page, "%d", p->page);
    snprintf(pages, sizeof pages, "%d", p->pages);
    struct buffer out;
    buffer_init(&out, p->arena);
    for (const char *c = p->document->page_words; *c; c++) {
        bool place = c[0] == '%' && (c[1] == '1' || c[1] == '2');
        if (place)
            buffer_adds(&out, *++c == '1' ? page : pages);
        else
            buffer_add(&out, c, 1);
    }
    return buffer_text(&out);
}

/* What it is at the start, which page at the end; cut rather than let run into one another. */
static void foot(struct paper *p)
{
    PangoLayout *layout[] = {paper_layout(p, TYPE_FOOT, page_words(p)),
                             paper_layout(p, TYPE_FOOT, p->document->footer)};
    PangoRectangle size;
    pango_layout_get_extents(layout[0], NULL, &size);
    double number_width = (double)size.width / PANGO_SCALE, room = p->width - number_width - 24;
    pango_layout_set_ellipsize(layout[1], PANGO_ELLIPSIZE_END);
    pango_layout_set_width(layout[1], (int)(room * PANGO_SCALE));
    pango_layout_set_height(layout[1], -1);
    paper_colour(p, PAPER_LINE);
    cairo_set_line_width(p->cr, 0.75);
    cairo_move_to(p->cr, MARGIN, FOOT_Y - 16);
    cairo_line_to(p->cr, PAGE_WIDTH - MARGIN, FOOT_Y - 16);
    cairo_stroke(p->cr);
    paper_colour(p, PAPER_SOFT);
    for (int i = 0; i < 2; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(layout[i], 0);
        pango_layout_line_get_extents(line, NULL, &size);
        double width = (double)size.width / PANGO_SCALE, start = i ? p->start : p->start + p->width - width;
        cairo_move_to(p->cr, paper_left(p, start, width), FOOT_Y);
        pango_cairo_show_layout_line(p->cr, line);
    }
}

void paper_turn(struct paper *p)
{
    foot(p);
    cairo_show_page(p->cr);
    p->page++;
    p->y = p->top;
}

bool paper_end(struct paper *p)
{
    foot(p);
    paper_tag_end(p, "Document");
    cairo_show_page(p->cr);
    cairo_surface_finish(p->surface);
    return cairo_status(p->cr) == CAIRO_STATUS_SUCCESS && cairo_surface_status(p->surface) == CAIRO_STATUS_SUCCESS;
}

double paper_room(const struct paper *p)
{
    return p->bottom - p->y;
}

double paper_room_whole(const struct paper *p)
{
    return p->bottom - p->top;
}

bool paper_is_empty(const struct paper *p)
{
    return p->y <= p->top;
}

void paper_need(struct paper *p, double height)
{
    if (height > paper_room(p) && !paper_is_empty(p))
        paper_turn(p);
}

/* --- drawing ----------------------------------------------------------------------------------------------------- */

void paper_colour(struct paper *p, enum paper_colour colour)
{
    const unsigned fixed[] = {
        [PAPER_INK] = 0x1C1A17,  [PAPER_SOFT] = 0x5A544B, [PAPER_LINE] = 0xCFC6B6, [PAPER_ACCENT] = p->document->accent,
        [PAPER_TINT] = 0xF4F1EA, [PAPER_WHITE] = 0xFFFFFF};
    unsigned rgb = fixed[colour];
    cairo_set_source_rgb(p->cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

double paper_left(const struct paper *p, double start, double width)
{
    return p->document->right_to_left ? PAGE_WIDTH - start - width : start;
}

void paper_card(struct paper *p, double start, double y, double width, double height, bool strong)
{
    double x = paper_left(p, start, width), r = 8;
    cairo_new_path(p->cr);
    cairo_arc(p->cr, x + width - r, y + r, r, -G_PI / 2, 0);
    cairo_arc(p->cr, x + width - r, y + height - r, r, 0, G_PI / 2);
    cairo_arc(p->cr, x + r, y + height - r, r, G_PI / 2, G_PI);
    cairo_arc(p->cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
    cairo_close_path(p->cr);
    paper_colour(p, strong ? PAPER_ACCENT : PAPER_LINE);
    cairo_set_line_width(p->cr, strong ? 1.5 : 1);
    cairo_stroke(p->cr);
}

void paper_tag(struct paper *p, const char *tag)
{
    if (tag)
        cairo_tag_begin(p->cr, tag, NULL);
}

void paper_tag_end(struct paper *p, const char *tag)
{
    if (tag)
        cairo_tag_end(p->cr, tag);
}
