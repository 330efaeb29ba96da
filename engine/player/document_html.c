#include "document_html.h"

#include <string.h>

#include "html.h"

/* --- words ------------------------------------------------------------------------------------------------------- */

static void write_runs(const struct paragraph *p, struct buffer *out)
{
    for (int i = 0; i < p->run_count; i++) {
        const struct prose_run *run = &p->runs[i];
        bool bold = run->style & PROSE_BOLD, italic = run->style & PROSE_ITALIC;
        buffer_addf(out, "%s%s", bold ? "<strong>" : "", italic ? "<em>" : "");
        html_text(out, run->text);
        buffer_addf(out, "%s%s", italic ? "</em>" : "", bold ? "</strong>" : "");
    }
}

static const char *list_of(const struct paragraph *p)
{
    return p->kind == PARAGRAPH_BULLET ? "ul" : p->kind == PARAGRAPH_NUMBER ? "ol" : NULL;
}

/* A heading inside a text is a strong line: headings of the page belong to the document. */
static void write_paragraph(const struct paragraph *p, const char *look, struct buffer *out)
{
    const char *inside = p->kind == PARAGRAPH_HEADING ? "strong" : NULL;
    const char *tag = list_of(p) ? "li" : p->kind == PARAGRAPH_QUOTE ? "blockquote" : "p";
    buffer_addf(out, "<%s%s>", tag, list_of(p) ? "" : look);
    if (inside)
        buffer_addf(out, "<%s>", inside);
    write_runs(p, out);
    if (inside)
        buffer_addf(out, "</%s>", inside);
    buffer_addf(out, "</%s>\n", tag);
}

static void write_prose(const struct prose *prose, const char *look, struct buffer *out)
{
    const char *open = NULL;
    for (int i = 0; i < prose->count; i++) {
        const char *list = list_of(&prose->paragraphs[i]);
        if (open && open != list)
            buffer_addf(out, "</%s>\n", open);
        if (list && open != list)
            buffer_addf(out, "<%s>\n", list);
        open = list;
        write_paragraph(&prose->paragraphs[i], look, out);
    }
    if (open)
        buffer_addf(out, "</%s>\n", open);
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static void write_heading(const struct element *e, struct buffer *out)
{
    char tag[] = "h1";
    tag[1] = (char)('0' + e->level);
    html_element(out, tag, e->text);
}

static void write_text(const struct element *e, struct buffer *out)
{
    static const char *const looks[ELEMENT_LOOKS] = {"", " class=\"soft\"", " class=\"large\""};
    write_prose(&e->prose, looks[e->look], out);
}

static void write_boxes(const struct element *e, struct buffer *out)
{
    for (int i = 0; i < e->box_count; i++) {
        const struct document_box *box = &e->boxes[i];
        buffer_adds(out, "<div class=\"box\">\n");
        if (!text_is_empty(box->label))
            html_element(out, "b", box->label);
        write_prose(&box->prose, "", out);
        if (!text_is_empty(box->note))
            html_element(out, "p",
                         arena_printf(out->arena, "%s %s", box->note_label ? box->note_label : "", box->note));
        buffer_adds(out, "</div>\n");
    }
}

static void write_table(const struct element *e, struct buffer *out)
{
    html_table(out, e->cells, e->columns, e->rows);
}

/* The quiet zone of a QR code is four modules. */
static void write_picture(const struct element *e, struct buffer *out)
{
    int size = e->square.size, side = size + 8;
    buffer_addf(out, "<figure>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", side, side);
    html_text(out, e->alt ? e->alt : "");
    buffer_adds(out, "\"><path d=\"");
    for (int i = 0; i < size * size; i++)
        if (e->square.modules[i] == '1')
            buffer_addf(out, "M%d %dh1v1h-1z", i % size + 4, i / size + 4);
    buffer_adds(out, "\"/></svg>\n");
    if (e->caption)
        html_element(out, "figcaption", e->caption);
    buffer_adds(out, "</figure>\n");
}

static void write_rule(const struct element *e, struct buffer *out)
{
    (void)e;
    buffer_adds(out, "<hr>\n");
}

static void write_chart(const struct element *e, struct buffer *out)
{
    buffer_adds(out, "<ul>\n");
    for (int i = 0; i < e->mark_count; i++)
        html_element(out, "li", arena_printf(out->arena, "%s: %s", e->marks[i].label, e->marks[i].figures));
    buffer_adds(out, "</ul>\n");
    if (!text_is_empty(e->low) || !text_is_empty(e->high))
        html_element(out, "p class=\"soft\"",
                     arena_printf(out->arena, "%s – %s", e->low ? e->low : "", e->high ? e->high : ""));
}

void document_html(const struct document *d, struct buffer *out)
{
    static void (*const write[ELEMENT_KINDS])(const struct element *, struct buffer *) = {
        [ELEMENT_HEADING] = write_heading, [ELEMENT_TEXT] = write_text,       [ELEMENT_BOXES] = write_boxes,
        [ELEMENT_TABLE] = write_table,     [ELEMENT_PICTURE] = write_picture, [ELEMENT_RULE] = write_rule,
        [ELEMENT_CHART] = write_chart};
    html_begin(out, d->language, d->right_to_left, d->title);
    for (const struct element *e = d->first; e; e = e->next)
        write[e->kind](e, out);
    html_end(out);
}
