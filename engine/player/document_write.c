/* A document as JSON: keys sorted by hand, one element a line, so that a reviewer can read what would be printed. */
#include <assert.h>

#include "document.h"

const char *const element_names[] = {"heading", "text", "boxes", "table", "picture", "rule", "chart"};
const char *const element_look_names[] = {"plain", "soft", "large"};
const char *const box_layout_names[] = {"list", "columns", "steps", "cross", "matrix", "ladder", "timeline", "circles"};
const char *const cross_place_names[] = {"top", "left", "right", "bottom-left", "bottom-right"};
const char *const paragraph_names[] = {"text", "heading", "bullet", "number", "quote"};

/* A member: a comma before it unless it is the first of its object. */
static void key(struct buffer *out, const char *name)
{
    if (out->text[out->length - 1] != '{')
        buffer_adds(out, ",");
    buffer_addf(out, "\"%s\":", name);
}

static void member_text(struct buffer *out, const char *name, const char *text)
{
    key(out, name);
    json_write_string(out, text);
}

static void member_number(struct buffer *out, const char *name, int number)
{
    key(out, name);
    buffer_addf(out, "%d", number);
}

static void between(struct buffer *out, int index)
{
    if (index)
        buffer_adds(out, ",");
}

/* "plain words", {"bold":"words"} */
static void write_run(struct buffer *out, const struct prose_run *run)
{
    static const char *const styles[] = {"", "bold", "italic", "bold-italic"};
    assert(run->style < sizeof styles / sizeof styles[0]);
    if (run->style)
        buffer_addf(out, "{\"%s\":", styles[run->style]);
    json_write_string(out, run->text);
    if (run->style)
        buffer_adds(out, "}");
}

static void write_paragraph(struct buffer *out, const struct paragraph *p)
{
    buffer_adds(out, "{");
    if (p->indent)
        member_number(out, "indent", p->indent);
    member_text(out, "kind", paragraph_names[p->kind]);
    if (p->kind == PARAGRAPH_NUMBER || p->kind == PARAGRAPH_HEADING)
        member_number(out, "number", p->number);
    key(out, "runs");
    buffer_adds(out, "[");
    for (int i = 0; i < p->run_count; i++) {
        between(out, i);
        write_run(out, &p->runs[i]);
    }
    buffer_adds(out, "]}");
}

static void member_prose(struct buffer *out, const char *name, const struct prose *prose)
{
    key(out, name);
    buffer_adds(out, "[");
    for (int i = 0; i < prose->count; i++) {
        between(out, i);
        write_paragraph(out, &prose->paragraphs[i]);
    }
    buffer_adds(out, "]");
}

static void write_box(struct buffer *out, const struct document_box *box, bool placed)
{
    buffer_adds(out, "{");
    member_text(out, "label", box->label);
    if (box->note) {
        member_text(out, "note", box->note);
        member_text(out, "note_label", box->note_label);
    }
    if (placed)
        member_text(out, "place", cross_place_names[box->place]);
    member_prose(out, "text", &box->prose);
    buffer_adds(out, "}");
}

static void write_boxes(struct buffer *out, const struct element *e)
{
    key(out, "boxes");
    buffer_adds(out, "[");
    for (int i = 0; i < e->box_count; i++) {
        between(out, i);
        write_box(out, &e->boxes[i], e->layout == BOXES_CROSS);
    }
    buffer_adds(out, "]");
    member_text(out, "kind", element_names[e->kind]);
    member_text(out, "layout", box_layout_names[e->layout]);
}

static void write_table(struct buffer *out, const struct element *e)
{
    member_text(out, "kind", element_names[e->kind]);
    key(out, "rows");
    buffer_adds(out, "[");
    for (int row = 0; row < e->rows; row++) {
        between(out, row);
        buffer_adds(out, "[");
        for (int column = 0; column < e->columns; column++) {
            between(out, column);
            json_write_string(out, e->cells[row * e->columns + column]);
        }
        buffer_adds(out, "]");
    }
    buffer_adds(out, "]");
}

static void write_picture(struct buffer *out, const struct element *e)
{
    member_text(out, "alt", e->alt);
    if (e->caption)
        member_text(out, "caption", e->caption);
    member_text(out, "kind", element_names[e->kind]);
    key(out, "squares");
    buffer_adds(out, "[");
    for (int row = 0; row < e->square.size; row++) {
        between(out, row);
        buffer_addf(out, "\"%.*s\"", e->square.size, e->square.modules + row * e->square.size);
    }
    buffer_adds(out, "]");
}

static void write_chart(struct buffer *out, const struct element *e)
{
    member_text(out, "high", e->high);
    member_text(out, "kind", element_names[e->kind]);
    member_text(out, "low", e->low);
    key(out, "marks");
    buffer_adds(out, "[");
    for (int i = 0; i < e->mark_count; i++) {
        between(out, i);
        buffer_adds(out, "{");
        member_text(out, "figures", e->marks[i].figures);
        member_text(out, "label", e->marks[i].label);
        member_number(out, "percent", e->marks[i].percent);
        buffer_adds(out, "}");
    }
    buffer_adds(out, "]");
}

static void write_element(struct buffer *out, const struct element *e)
{
    buffer_adds(out, "{");
    switch (e->kind) {
    case ELEMENT_HEADING:
        member_text(out, "kind", element_names[e->kind]);
        member_number(out, "level", e->level);
        member_text(out, "text", e->text);
        break;
    case ELEMENT_TEXT:
        member_text(out, "kind", element_names[e->kind]);
        member_text(out, "look", element_look_names[e->look]);
        member_prose(out, "text", &e->prose);
        break;
    case ELEMENT_BOXES:
        write_boxes(out, e);
        break;
    case ELEMENT_TABLE:
        write_table(out, e);
        break;
    case ELEMENT_PICTURE:
        write_picture(out, e);
        break;
    case ELEMENT_CHART:
        write_chart(out, e);
        break;
    default:
        member_text(out, "kind", element_names[e->kind]);
    }
    buffer_adds(out, "}");
}

void document_write(const struct document *d, struct buffer *out)
{
    char date[DATE_TEXT];
    struct buffer hex;
    date_format(d->date, date);
    buffer_init(&hex, d->arena);
    buffer_addf(&hex, "#%06X", d->accent & 0xFFFFFF);
    buffer_adds(out, "{");
    member_text(out, "accent", buffer_text(&hex));
    member_text(out, "date", date);
    key(out, "elements");
    buffer_adds(out, "[\n");
    for (const struct element *e = d->first; e; e = e->next) {
        write_element(out, e);
        buffer_adds(out, e->next ? ",\n" : "\n");
    }
    buffer_adds(out, "]");
    member_text(out, "footer", d->footer);
    member_number(out, "format", 1);
    member_text(out, "language", d->language);
    key(out, "large");
    buffer_adds(out, d->large ? "true" : "false");
    member_text(out, "page_words", d->page_words);
    key(out, "right_to_left");
    buffer_adds(out, d->right_to_left ? "true" : "false");
    member_text(out, "title", d->title);
    buffer_adds(out, "}\n");
}
