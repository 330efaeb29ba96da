#include "document.h"

#include <assert.h>
#include <string.h>

#define ACCENT_OF_NONE 0x0A6B68 /* of what is about no programme: a report, a card */

/* --- elements ---------------------------------------------------------------------------------------------------- */

static const char *demonstration_mark(const struct document_request *r)
{
    return catalogue_words(r->interface, WORDS("DEMONSTRATION. Nothing here is about a real person."));
}

void document_footer(struct document *d, const struct document_request *r, const char *text)
{
    d->footer = r->demonstration ? arena_printf(d->arena, "%s %s", demonstration_mark(r), text) : text;
}

struct document *document_new(struct arena *a, const struct document_request *r, const char *title)
{
    struct document *d = ARENA_NEW(a, struct document);
    *d = (struct document){.arena = a,
                           .title = title,
                           .language = r->language ? r->language : "en-GB",
                           .right_to_left = r->right_to_left,
                           .large = r->large,
                           .date = r->date,
                           .accent = r->programme ? r->programme->accent : ACCENT_OF_NONE,
                           .page_words = catalogue_words(r->interface, WORDS("Page %1 of %2"))};
    document_footer(d, r, title);
    if (r->demonstration)
        document_text(d, ELEMENT_PLAIN, demonstration_mark(r));
    return d;
}

static struct element *element_add(struct document *d, enum element_kind kind)
{
    struct element *e = ARENA_NEW(d->arena, struct element);
    assert(d->count < ELEMENTS_MAX);
    e->kind = kind;
    *(d->last ? &d->last->next : &d->first) = e;
    d->last = e;
    d->count++;
    return e;
}

void document_heading(struct document *d, int level, const char *text)
{
    struct element *e = element_add(d, ELEMENT_HEADING);
    e->level = level;
    e->text = text;
}

void document_prose(struct document *d, enum element_look look, struct prose prose)
{
    if (!prose.count)
        return;
    struct element *e = element_add(d, ELEMENT_TEXT);
    e->look = look;
    e->prose = prose;
}

void document_text(struct document *d, enum element_look look, const char *markdown)
{
    document_prose(d, look, prose_parse(d->arena, markdown));
}

void document_boxes(struct document *d, enum box_layout layout, const struct document_box *boxes, int count)
{
    struct element *e = element_add(d, ELEMENT_BOXES);
    assert(count <= BOXES_MAX);
    e->layout = layout;
    e->boxes = boxes;
    e->box_count = count;
}

void document_table(struct document *d, const char *const *cells, int columns, int rows)
{
    struct element *e = element_add(d, ELEMENT_TABLE);
    assert(columns <= PAPER_COLUMNS_MAX && rows <= PAPER_ROWS_MAX);
    e->cells = cells;
    e->columns = columns;
    e->rows = rows;
}

void document_picture(struct document *d, struct document_square square, const char *alt, const char *caption)
{
    struct element *e = element_add(d, ELEMENT_PICTURE);
    assert(square.size > 0 && square.size <= SQUARE_MAX);
    e->square = square;
    e->alt = alt;
    e->caption = caption;
}

void document_chart(struct document *d, const struct document_mark *marks, int count, const char *low, const char *high)
{
    struct element *e = element_add(d, ELEMENT_CHART);
    assert(count <= POINTS_MAX);
    e->marks = marks;
    e->mark_count = count;
    e->low = low;
    e->high = high;
}

void document_rule(struct document *d)
{
    element_add(d, ELEMENT_RULE);
}

/* A line of a person's words is a paragraph, so that a letter keeps its shape. */
struct prose document_plain(struct arena *a, const char *words)
{
    int lines = 1, count = 0;
    for (const char *c = words; *c; c++)
        lines += *c == '\n';
    lines = lines < PARAGRAPHS_MAX ? lines : PARAGRAPHS_MAX;
    struct paragraph *paragraph = ARENA_ARRAY(a, struct paragraph, lines);
    while (*words && count < lines) {
        size_t length = count < lines - 1 ? strcspn(words, "\n") : strlen(words);
        const char *text = arena_copy(a, words, length);
        words += length + (words[length] == '\n');
        if (text_is_empty(text))
            continue;
        struct prose_run *run = ARENA_NEW(a, struct prose_run);
        *run = (struct prose_run){.text = text, .length = length};
        paragraph[count++] = (struct paragraph){.kind = PARAGRAPH_TEXT, .runs = run, .run_count = 1, .plain = text};
    }
    return (struct prose){paragraph, count};
}
