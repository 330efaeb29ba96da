/* Text broken into lines, and lines put onto pages. */
#include "paper.h"

#include <string.h>

static const struct {
    double size_pt;
    bool bold;
    enum paper_colour colour;
} types[TYPES] = {
    [TYPE_BODY] = {14, false, PAPER_INK},    [TYPE_PLAN] = {19, false, PAPER_INK},
    [TYPE_SOFT] = {11.5, false, PAPER_SOFT}, [TYPE_LARGE] = {20, false, PAPER_INK},
    [TYPE_TITLE] = {27, true, PAPER_INK},    [TYPE_HEADING] = {18, true, PAPER_INK},
    [TYPE_LABEL] = {13, true, PAPER_ACCENT}, [TYPE_CODE] = {20, true, PAPER_INK},
    [TYPE_FOOT] = {9.5, false, PAPER_SOFT},
};

/* Without ligatures a letter is a letter to whoever searches the PDF or has it read to them. Arabic's joins are not of
 * these. */
static PangoAttrList *attributes(void)
{
    PangoAttrList *list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_font_features_new("liga 0, clig 0"));
    return list;
}

/* Cairo takes no text with code points that are no characters (Unicode 3.4, D14): a sign for "unknown" stands in their
 * place, as many bytes long, so that styles stay where they were. */
static const char *only_characters(struct arena *a, const char *text)
{
    char *copy = NULL;
    size_t length = strlen(text), size;
    for (size_t at = 0; at < length; at += size) {
        uint32_t character = 0;
        size = utf8_decode(text + at, length - at, &character); /* never 0: what was read was UTF-8 */
        if ((character & 0xFFFE) != 0xFFFE && (character < 0xFDD0 || character > 0xFDEF))
            continue;
        copy = copy ? copy : arena_strdup(a, text);
        memcpy(copy + at, "\xEF\xBF\xBD ", size); /* three bytes, or four with the space */
    }
    return copy ? copy : text;
}

PangoLayout *paper_layout(const struct paper *p, enum type type, const char *text)
{
    PangoLayout *layout = pango_layout_new(p->context);
    PangoFontDescription *font = pango_font_description_copy(pango_context_get_font_description(p->context));
    pango_font_description_set_size(font, (int)(types[type].size_pt * p->scale * PANGO_SCALE));
    if (types[type].bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, only_characters(p->arena, text), -1);
    pango_layout_set_attributes(layout, attributes());
    return layout;
}

void column_begin(struct column *c, struct paper *p, double width)
{
    *c = (struct column){.paper = p, .width = width};
}

static struct line *line_add(struct column *c)
{
    if (c->count == c->room) {
        struct line *before = c->line;
        c->room = c->room ? c->room * 2 : 16;
        c->line = ARENA_ARRAY(c->paper->arena, struct line, c->room);
        if (c->count)
            memcpy(c->line, before, sizeof *before * (size_t)c->count);
    }
    return &c->line[c->count++];
}

static void style_run(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t length)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)(from + length);
    pango_attr_list_insert(list, attribute);
}

static PangoAttrList *styles_of(const struct paragraph *paragraph)
{
    PangoAttrList *list = attributes();
    size_t at = 0;
    for (int i = 0; i < paragraph->run_count; at += paragraph->runs[i++].length) {
        const struct prose_run *run = &paragraph->runs[i];
        if (run->style & PROSE_BOLD)
            style_run(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), at, run->length);
        if (run->style & PROSE_ITALIC)
            style_run(list, pango_attr_style_new(PANGO_STYLE_ITALIC), at, run->length);
    }
    return list;
}

/* Breaks a layout into lines; returns the first of them. */
static struct line *layout_add(struct column *c, PangoLayout *layout, enum type type, double indent, double before)
{
    double width = c->width - indent;
    int first = c->count;
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    for (int i = 0; i < pango_layout_get_line_count(layout); i++) {
        struct line *line = line_add(c);
        PangoRectangle size;
        line->line = pango_layout_get_line_readonly(layout, i);
        pango_layout_line_get_extents(line->line, NULL, &size);
        line->type = type;
        line->indent = indent;
        line->width = width;
        line->before = i == 0 ? before : 0;
        line->ascent = -(double)size.y / PANGO_SCALE;
        line->height = (double)size.height / PANGO_SCALE;
        line->centred = type == TYPE_LARGE;
    }
    return &c->line[first];
}

static double space_of(const struct column *c, enum type type, double share)
{
    return c->count ? types[type].size_pt * c->paper->scale * share : 0;
}

void column_text(struct column *c, enum type type, const char *tag, const char *plain)
{
    if (text_is_empty(plain))
        return;
    struct line *first = layout_add(c, paper_layout(c->paper, type, plain), type, 0, space_of(c, type, 0.3));
    first->begin[0] = tag;
    c->line[c->count - 1].end[0] = tag;
}

static bool is_point(const struct paragraph *paragraph)
{
    return paragraph->kind == PARAGRAPH_BULLET || paragraph->kind == PARAGRAPH_NUMBER;
}

static void column_point(struct column *c, enum type type, const struct prose *prose, int i)
{
    const struct paragraph *paragraph = &prose->paragraphs[i];
    struct paper *p = c->paper;
    double em = types[type].size_pt * p->scale, indent = em * (1.4 + 1.2 * paragraph->indent);
    PangoLayout *layout = paper_layout(p, type, paragraph->plain);
    pango_layout_set_attributes(layout, styles_of(paragraph));
    struct line *first = layout_add(c, layout, type, indent, space_of(c, type, 0.3)), *last = &c->line[c->count - 1];
    first->marker =
        paragraph->kind == PARAGRAPH_NUMBER ? arena_printf(p->arena, "%d.", paragraph->number) : "\xE2\x80\xA2";
    first->begin[0] = i == 0 || !is_point(paragraph - 1) ? "L" : NULL;
    first->begin[1] = "LI";
    first->begin[2] = last->end[0] = "LBody";
    last->end[1] = "LI";
    last->end[2] = i == prose->count - 1 || !is_point(paragraph + 1) ? "L" : NULL;
}

void column_prose(struct column *c, enum type type, const struct prose *prose)
{
    for (int i = 0; i < prose->count; i++) {
        const struct paragraph *paragraph = &prose->paragraphs[i];
        if (text_is_empty(paragraph->plain) && !is_point(paragraph))
            continue;
        if (is_point(paragraph)) {
            column_point(c, type, prose, i);
            continue;
        }
        bool heading = paragraph->kind == PARAGRAPH_HEADING, quote = paragraph->kind == PARAGRAPH_QUOTE;
        const char *tag = heading ? "H3" : quote ? "BlockQuote" : "P";
        enum type as = heading ? TYPE_HEADING : type;
        PangoLayout *layout = paper_layout(c->paper, as, paragraph->plain);
        pango_layout_set_attributes(layout, styles_of(paragraph));
        double indent = quote ? 1.4 * types[as].size_pt * c->paper->scale : 0;
        layout_add(c, layout, as, indent, space_of(c, as, 0.6))->begin[0] = tag;
        c->line[c->count - 1].end[0] = tag;
    }
}

double column_height(const struct column *c, int from, int to)
{
    double height = 0;
    for (int i = from; i < to; i++)
        height += (i > from ? c->line[i].before : 0) + c->line[i].height;
    return height;
}

int column_fits(const struct column *c, int from, double height)
{
    int to = from;
    for (double used = 0; to < c->count; to++) {
        used += (to > from ? c->line[to].before : 0) + c->line[to].height;
        if (used > height)
            break;
    }
    return to;
}

static void draw_marker(struct paper *p, const struct line *line, double start, double baseline)
{
    PangoLayoutLine *marker = pango_layout_get_line_readonly(paper_layout(p, line->type, line->marker), 0);
    PangoRectangle size;
    pango_layout_line_get_extents(marker, NULL, &size);
    double width = (double)size.width / PANGO_SCALE, gap = types[line->type].size_pt * p->scale * 0.45;
    cairo_move_to(p->cr, paper_left(p, start + line->indent - gap - width, width), baseline);
    pango_cairo_show_layout_line(p->cr, marker);
}

static void draw_line(struct paper *p, const struct line *line, double start, double y)
{
    PangoRectangle size;
    pango_layout_line_get_extents(line->line, NULL, &size);
    double width = (double)size.width / PANGO_SCALE;
    double at = start + line->indent + (line->centred ? (line->width - width) / 2 : 0);
    paper_colour(p, types[line->type].colour);
    if (line->marker)
        draw_marker(p, line, start, y + line->ascent);
    cairo_move_to(p->cr, paper_left(p, at, width) - (double)size.x / PANGO_SCALE, y + line->ascent);
    pango_cairo_show_layout_line(p->cr, line->line);
}

void column_draw(const struct column *c, int from, int to, double start, double y)
{
    for (int i = from; i < to; i++) {
        const struct line *line = &c->line[i];
        y += i > from ? line->before : 0;
        for (int t = 0; t < TAGS_MAX; t++)
            paper_tag(c->paper, line->begin[t]);
        draw_line(c->paper, line, start, y);
        for (int t = 0; t < TAGS_MAX; t++)
            paper_tag_end(c->paper, line->end[t]);
        y += line->height;
    }
}

void column_flow(const struct column *c, double start)
{
    struct paper *p = c->paper;
    for (int from = 0; from < c->count;) {
        int to = column_fits(c, from, paper_room(p));
        bool is_orphan = to < c->count && to - from < 2; /* one line alone at the foot of a page */
        if (is_orphan && !paper_is_empty(p)) {
            paper_turn(p);
            continue;
        }
        to = to > from ? to : from + 1;
        column_draw(c, from, to, start, p->y);
        p->y += column_height(c, from, to);
        from = to;
        if (from < c->count)
            paper_turn(p);
    }
}
