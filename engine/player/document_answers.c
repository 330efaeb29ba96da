/* Which answers of an attempt a document holds, and how they are worded. */
#include <string.h>

#include "chart.h"
#include "diary.h"
#include "document.h"
#include "measure_words.h"
#include "wording.h"

/* --- what may be in it ------------------------------------------------------------------------------------------- */

bool document_leaves_out(const struct document_request *r, const char *id)
{
    for (int i = 0; i < r->left_out_count; i++)
        if (text_is(r->left_out[i], id))
            return true;
    return false;
}

static bool never_printed(const void *context, const struct attempt *of, const struct block *b)
{
    (void)context;
    return !attempt_may_print(of, b);
}

static bool not_printed(const void *context, const struct attempt *of, const struct block *b)
{
    const struct document_request *r = context;
    bool here = attempt_module(of) == attempt_module(r->attempt);
    return !attempt_may_print(of, b) || (here && document_leaves_out(r, b->id));
}

/* An attempt as the document sees it. `whole`: what may be printed at all, with which it is found out what is on show:
 * a question must not vanish because the one before it was left out. `told`: what is printed. */
struct view_of {
    const struct document_request *request;
    const struct attempt *whole, *told;
    struct arena *arena;
};

static struct view_of view_of(struct arena *a, const struct document_request *r)
{
    return (struct view_of){.request = r,
                            .whole = attempt_without(a, r->attempt, never_printed, r),
                            .told = attempt_without(a, r->attempt, not_printed, r),
                            .arena = a};
}

static bool is_of_the_quiz(const struct module *m, const struct block *b)
{
    for (int i = 0; i < m->check_count; i++)
        if (m->check[i] == b)
            return true;
    return false;
}

/* Is it of this kind of document? `sheet`: what it is a part of, or NULL. */
static bool is_wanted(const struct module *m, enum document_kind kind, const struct page *page, const struct block *b,
                      const struct block *sheet)
{
    switch (kind) {
    case DOCUMENT_PLAN:
        return text_is(b->id, m->take_home);
    case DOCUMENT_WORKSHEET:
        return sheet && sheet->kind != BLOCK_STORY;
    case DOCUMENT_SUMMARY: /* of the person: no quiz, nothing about the session itself, no calming page */
        return (b->about_me || (sheet && sheet->about_me)) && !page->extra && !page->uncounted && !is_of_the_quiz(m, b);
    default:
        return false;
    }
}

/* An author's words without their Markdown, with what may be quoted in them. */
static const char *unstyled(const struct view_of *v, const struct words *words)
{
    return prose_plain(v->arena, wording_text(v->told, v->arena, words));
}

/* "7, from 0 (Calm) to 10 (Boiling)": on paper the scale is not beside it. */
static const char *on_scale(const struct view_of *v, const struct block *b, const char *number)
{
    const char *low = unstyled(v, &b->scale.low);
    const char *high = unstyled(v, &b->scale.high);
    struct buffer from, to;
    if (b->scale.unit.count || !low[0] || !high[0])
        return number;
    buffer_init(&from, v->arena);
    buffer_init(&to, v->arena);
    json_write_number(&from, b->scale.from);
    json_write_number(&to, b->scale.to);
    buffer_addf(&from, " (%s)", low);
    buffer_addf(&to, " (%s)", high);
    return catalogue_words_with(v->arena, v->request->interface, WORDS("%1, from %2 to %3"), number, buffer_text(&from),
                                buffer_text(&to));
}

/* The answer as it is printed, or NULL when there is none: open, declined, half a sentence, or not on show any more. */
static const char *words_of(const struct view_of *v, const struct attempt *attempt, const struct block *b)
{
    const char *words = attempt_shows(v->whole, b) ? wording_answer(attempt, v->arena, b) : NULL;
    if (!words || (b->kind == BLOCK_GAPS && !attempt_is_answered(v->whole, b)))
        return NULL;
    if (b->kind == BLOCK_MEASURE)
        return measure_all_words(attempt, v->arena, b);
    const struct answer *given = attempt_answer(attempt, b->id);
    if (b->kind == BLOCK_WRITE && given->count)
        return given->entries[0].value;
    return b->kind == BLOCK_SCALE ? on_scale(v, b, words) : words;
}

static const char *label_of(const struct view_of *v, const struct page *page, const struct block *b)
{
    const char *ask = unstyled(v, &b->ask);
    return ask[0] ? ask : unstyled(v, &page->title);
}

/* In a matrix a box is named by its row and column, too: "Carry on drinking, good things: What is good about it?" */
static const char *label_in(const struct view_of *v, const struct page *page, const struct block *sheet, int field)
{
    const struct worksheet_block *w = &sheet->worksheet;
    const char *ask = label_of(v, page, w->fields[field].exercise);
    const char *column = unstyled(v, &w->column_titles[field % 2]);
    const char *row = unstyled(v, &w->row_titles[field / 2 % 2]);
    if (w->layout != WORKSHEET_MATRIX || !column[0] || !row[0])
        return ask;
    return arena_printf(v->arena, "%s, %s: %s", row, wording_inside(v->arena, column), ask);
}

struct items {
    struct document_item *item;
    int count;
};

static bool is_named(const struct document_request *r, const struct block *b, const struct block *sheet)
{
    for (int i = 0; i < r->only_count; i++)
        if (text_is(r->only[i], b->id) || (sheet && text_is(r->only[i], sheet->id)))
            return true;
    return false;
}

/* In a diary an answer is known by its row: "Monday: What happened?" */
static const char *label_of_item(const struct view_of *v, const struct page *page, const struct block *b,
                                 const struct block *sheet)
{
    const char *label = label_of(v, page, b);
    for (int r = 0; sheet && sheet->kind == BLOCK_DIARY && r < sheet->diary.row_count; r++) {
        const struct diary_row *row = &sheet->diary.rows[r];
        if (b >= row->boxes && b < row->boxes + sheet->diary.column_count)
            return arena_printf(v->arena, "%s: %s", diary_row_title(v->told, v->arena, v->request->interface, sheet, r),
                                label);
    }
    return label;
}

static void add_item(const struct view_of *v, struct items *out, enum document_kind kind, const struct page *page,
                     const struct block *b, const struct block *sheet)
{
    const struct document_request *r = v->request;
    if (!block_is_exercise(b) ||
        !(r->only_count ? is_named(r, b, sheet) : is_wanted(attempt_module(v->whole), kind, page, b, sheet)))
        return;
    const char *words = words_of(v, v->whole, b);
    if (words && out->count < EXERCISES_MAX)
        out->item[out->count++] =
            (struct document_item){.exercise = b,
                                   .label = r->only_count ? label_of_item(v, page, b, sheet) : label_of(v, page, b),
                                   .words = words};
}

int document_items(struct arena *a, const struct document_request *r, enum document_kind kind,
                   struct document_item out[EXERCISES_MAX])
{
    struct items items = {.item = out};
    if (!r->attempt)
        return 0;
    struct view_of v = view_of(a, r);
    const struct module *m = attempt_module(r->attempt);
    for (int p = 0; p < m->page_count; p++)
        for (int i = 0; i < m->pages[p].block_count; i++) {
            const struct page *page = &m->pages[p];
            const struct block *b = &page->blocks[i];
            add_item(&v, &items, kind, page, b, NULL);
            for (int n = 0; n < block_part_count(b); n++)
                add_item(&v, &items, kind, page, block_part(b, n), b);
        }
    return items.count;
}

/* --- answers ----------------------------------------------------------------------------------------------------- */

static struct prose prose_of(const struct view_of *v, const struct block *b, const char *words)
{
    if (b->kind == BLOCK_GAPS)
        return prose_parse(v->arena, wording_gaps(v->told, v->arena, b));
    return document_plain(v->arena, words);
}

static bool box_of(const struct view_of *v, const struct page *page, const struct block *sheet, int field,
                   struct document_box *out)
{
    const struct worksheet_field *f = &sheet->worksheet.fields[field];
    const char *words = words_of(v, v->told, f->exercise), *note = f->with ? words_of(v, v->told, f->with) : NULL;
    *out = (struct document_box){.label = ""};
    if (!words && !note)
        return false;
    *out = (struct document_box){.label = label_in(v, page, sheet, field), .place = f->place};
    if (words)
        out->prose = prose_of(v, f->exercise, words);
    if (note) {
        out->note_label = label_of(v, page, f->with);
        out->note = note;
    }
    return true;
}

static const enum box_layout layouts[] = {
    [WORKSHEET_COLUMNS] = BOXES_COLUMNS, [WORKSHEET_STEPS] = BOXES_STEPS,   [WORKSHEET_CROSS] = BOXES_CROSS,
    [WORKSHEET_MATRIX] = BOXES_MATRIX,   [WORKSHEET_LADDER] = BOXES_LADDER, [WORKSHEET_TIMELINE] = BOXES_TIMELINE,
    [WORKSHEET_CIRCLES] = BOXES_CIRCLES,
};

/* A worksheet with something in it, under its question. */
static void add_sheet(const struct view_of *v, struct document *d, const struct page *page, const struct block *sheet)
{
    struct document_box *box = ARENA_ARRAY(d->arena, struct document_box, FIELDS_MAX);
    int count = 0, filled = 0;
    for (int f = 0; f < sheet->worksheet.count && f < FIELDS_MAX; f++) {
        bool any = box_of(v, page, sheet, f, &box[count]);
        filled += any;
        count += any || sheet->worksheet.layout == WORKSHEET_MATRIX; /* where a box stands is what it means */
    }
    if (!filled)
        return;
    document_heading(d, 2, label_of(v, page, sheet));
    document_boxes(d, layouts[sheet->worksheet.layout], box, count);
}

static void add_totals(const struct view_of *v, struct document *d, const struct block *diary)
{
    for (int i = 0; i < diary->diary.total_count; i++) {
        const struct diary_total *total = &diary->diary.totals[i];
        const char *sum = diary_sum_words(v->told, v->arena, diary, total, -1);
        if (sum)
            document_prose(d, ELEMENT_PLAIN,
                           document_plain(d->arena, arena_printf(v->arena, "%s: %s", unstyled(v, &total->text), sum)));
    }
}

/* A row that has something in it: its name, then what is in each of its boxes. */
static bool fill_row(const struct view_of *v, const struct block *b, int row, const char **cells, int columns)
{
    enum diary_state state = diary_row_state(v->told, b, row);
    const struct diary_row *r = &b->diary.rows[row];
    bool any = state == DIARY_NOTHING;
    cells[0] = diary_row_title(v->told, v->arena, v->request->interface, b, row);
    for (int c = 1; c < columns; c++) {
        const char *words = words_of(v, v->told, &r->boxes[c - 1]);
        any |= words != NULL;
        cells[c] = words ? words : "";
    }
    if (state == DIARY_NOTHING)
        cells[1] = diary_nothing_words(v->told, v->arena, v->request->interface, b);
    return any;
}

/* A diary with something in it: a row a day or an occasion, and what they come to. */
static void add_diary(const struct view_of *v, struct document *d, const struct page *page, const struct block *b)
{
    const struct diary_block *diary = &b->diary;
    int columns = diary->column_count + 1 < PAPER_COLUMNS_MAX ? diary->column_count + 1 : PAPER_COLUMNS_MAX, rows = 1;
    const char **cells = ARENA_ARRAY(d->arena, const char *, columns *(diary->row_count + 1));
    cells[0] = "";
    for (int c = 1; c < columns && diary->row_count; c++)
        cells[c] = label_of(v, page, &diary->rows[0].boxes[c - 1]);
    for (int r = 0; r < diary->row_count && rows < PAPER_ROWS_MAX; r++)
        rows += fill_row(v, b, r, cells + rows * columns, columns);
    if (rows == 1)
        return;
    document_heading(d, 2, label_of(v, page, b));
    document_table(d, cells, columns, rows);
    add_totals(v, d, b);
}

static void add_soft(struct document *d, enum element_look look, const char *words)
{
    if (words)
        document_prose(d, look, document_plain(d->arena, words));
}

/* A measure with something answered: item after item, then what it came to. */
static void add_measure(const struct view_of *v, struct document *d, const struct page *page, const struct block *b)
{
    struct measure_line line[MEASURE_ITEMS_MAX];
    int count = words_of(v, v->told, b) ? measure_lines(v->told, v->arena, b, true, line) : 0;
    if (!count)
        return;
    struct document_box *box = ARENA_ARRAY(d->arena, struct document_box, count);
    for (int i = 0; i < count; i++)
        box[i] = (struct document_box){.label = line[i].ask, .prose = document_plain(d->arena, line[i].answer)};
    document_heading(d, 2, label_of(v, page, b));
    add_soft(d, ELEMENT_SOFT, measure_scale_words(v->told, v->arena, b->measure.measure));
    document_boxes(d, BOXES_LIST, box, count);
    add_soft(d, ELEMENT_PLAIN, measure_total_words(v->told, v->arena, b));
}

static void add_box(const struct view_of *v, struct document_box *box, int *count, const struct page *page,
                    const struct block *b)
{
    const char *words = words_of(v, v->told, b);
    if (words && *count < BOXES_MAX)
        box[(*count)++] = (struct document_box){.label = label_of(v, page, b), .prose = prose_of(v, b, words)};
}

/* "0 Calm" */
static const char *end_of(const struct view_of *v, double number, const struct words *words)
{
    const char *text = unstyled(v, words);
    return arena_printf(v->arena, "%g%s%s", number, text[0] ? " " : "", text);
}

/* Own numbers that the page puts side by side. What is left out, or may not be told, is in no chart either. */
static void add_chart(const struct view_of *v, struct document *d, const struct page *page, const struct block *b)
{
    const struct chart_block *c = &b->chart;
    struct chart_value value[POINTS_MAX];
    int count = attempt_shows(v->whole, b) ? chart_values(v->told, v->arena, c, value) : 0;
    if (!count || page->extra || page->uncounted)
        return;
    struct document_mark *mark = ARENA_ARRAY(d->arena, struct document_mark, count);
    for (int i = 0; i < count; i++) {
        double share = 100 * (value[i].value - c->from) / (c->to - c->from);
        mark[i] = (struct document_mark){
            .label = chart_label(v->told, v->arena, v->request->interface, &value[i]),
            .figures = value[i].figures,
            .percent = (int)(share < 0     ? 0
                             : share > 100 ? 100
                                           : share + 0.5),
        };
    }
    const char *title = unstyled(v, &c->title);
    document_heading(d, 2, title[0] ? title : unstyled(v, &page->title));
    document_chart(d, mark, count, end_of(v, c->from, &c->low), end_of(v, c->to, &c->high));
    if (chart_is_unofficial(v->told, c))
        document_text(d, ELEMENT_SOFT, catalogue_words(v->request->interface, measure_unofficial));
}

/* Questions and answers of one page in one element, so that they stay together; then what has a shape of its own. */
static void add_page(const struct view_of *v, struct document *d, enum document_kind kind, const struct page *page)
{
    const struct module *m = attempt_module(v->told);
    struct document_box *box = ARENA_ARRAY(d->arena, struct document_box, BOXES_MAX);
    int count = 0;
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        if (block_is_exercise(b) && b->kind != BLOCK_MEASURE && is_wanted(m, kind, page, b, NULL))
            add_box(v, box, &count, page, b);
        for (int n = 0; b->kind == BLOCK_STORY && n < block_part_count(b); n++)
            if (is_wanted(m, kind, page, block_part(b, n), b))
                add_box(v, box, &count, page, block_part(b, n));
    }
    if (count)
        document_boxes(d, BOXES_LIST, box, count);
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        if (b->kind == BLOCK_CHART && kind == DOCUMENT_SUMMARY)
            add_chart(v, d, page, b);
        if (b->kind == BLOCK_MEASURE && is_wanted(m, kind, page, b, NULL))
            add_measure(v, d, page, b);
        if (!block_part_count(b) || !attempt_shows(v->whole, b) || !is_wanted(m, kind, page, block_part(b, 0), b))
            continue;
        if (b->kind == BLOCK_WORKSHEET)
            add_sheet(v, d, page, b);
        else if (b->kind == BLOCK_DIARY)
            add_diary(v, d, page, b);
    }
}

static void add_pages(struct document *d, const struct document_request *r, enum document_kind kind)
{
    struct view_of v = view_of(d->arena, r);
    const struct module *m = attempt_module(r->attempt);
    for (int p = 0; p < m->page_count; p++)
        add_page(&v, d, kind, &m->pages[p]);
}

void document_answers(struct document *d, const struct document_request *r)
{
    add_pages(d, r, DOCUMENT_SUMMARY);
}

void document_take_home(struct document *d, const struct document_request *r)
{
    struct view_of v = view_of(d->arena, r);
    const struct module *m = attempt_module(r->attempt);
    const struct block *b = m->take_home ? module_exercise(m, m->take_home) : NULL;
    const char *words = b ? words_of(&v, v.told, b) : NULL;
    if (!words)
        return;
    struct document_box *box = ARENA_NEW(d->arena, struct document_box);
    *box = (struct document_box){.label = "", .prose = prose_of(&v, b, words)};
    document_boxes(d, BOXES_LIST, box, 1);
}

/* The last page of the module that asks it and may be told of; NULL: none. */
static const struct block *last_asked(const struct view_of *v, const struct measure *measure, const struct page **page)
{
    const struct module *m = attempt_module(v->told);
    const struct block *last = NULL;
    for (int p = 0; p < m->page_count; p++)
        for (int i = 0; i < m->pages[p].block_count; i++) {
            const struct block *b = &m->pages[p].blocks[i];
            if (b->kind != BLOCK_MEASURE || b->measure.measure != measure ||
                !is_wanted(m, DOCUMENT_SUMMARY, &m->pages[p], b, NULL) || !words_of(v, v->told, b))
                continue;
            last = b;
            *page = &m->pages[p];
        }
    return last;
}

void document_changes(struct document *d, const struct document_request *r)
{
    struct view_of v = view_of(d->arena, r);
    const struct module *m = attempt_module(r->attempt);
    const char **cells = ARENA_ARRAY(d->arena, const char *, 3 * (m->measure_count + 1));
    bool unofficial = false;
    int rows = 1;
    cells[0] = "";
    cells[1] = catalogue_words(r->interface, WORDS("Before"));
    cells[2] = catalogue_words(r->interface, WORDS("Now"));
    for (int i = 0; i < m->measure_count && rows < PAPER_ROWS_MAX; i++) {
        const struct page *page;
        const struct block *b = last_asked(&v, m->measures[i], &page);
        struct occasions o = attempt_occasions(v.told, m->measures[i]);
        if (!b || !o.are_two)
            continue;
        cells[3 * rows] = label_of(&v, page, b);
        cells[3 * rows + 1] = score_words(d->arena, o.first.score);
        cells[3 * rows + 2] = score_words(d->arena, o.latest.score);
        unofficial = unofficial || !m->measures[i]->validated;
        rows++;
    }
    if (rows == 1)
        return;
    document_heading(d, 2, catalogue_words(r->interface, WORDS("Before and now")));
    document_table(d, cells, 3, rows);
    if (unofficial)
        document_text(d, ELEMENT_SOFT, catalogue_words(r->interface, measure_unofficial));
}

void document_worksheets(struct document *d, const struct document_request *r)
{
    add_pages(d, r, DOCUMENT_WORKSHEET);
}
