/* Elements of a document onto paper: what stands beside what, what stays together, what may go over a page's end. */
#include "paper.h"

#include <string.h>

#define GAP         12.0
#define PAD         12.0
#define ROW_MAX     260.0 /* boxes side by side that are taller than this are read more easily one below the other */
#define SQUARE_SIZE 118.0 /* 42 mm: its modules are 0.6 mm and more, with the quiet zone */
#define QUIET       4     /* modules of white around a code (ISO/IEC 18004) */
#define ABREAST_MAX 3

/* --- boxes ------------------------------------------------------------------------------------------------------- */

static double gap(const struct paper *p)
{
    return GAP * p->scale;
}

static struct column box_column(struct paper *p, const struct element *e, int i, double width)
{
    const struct document_box *box = &e->boxes[i];
    bool counts = e->layout == BOXES_STEPS || e->layout == BOXES_LADDER;
    const char *label = counts ? arena_printf(p->arena, "%d. %s", i + 1, box->label) : box->label;
    struct column c;
    column_begin(&c, p, width - 2 * PAD);
    column_text(&c, TYPE_LABEL, "H3", label);
    column_prose(&c, *label ? TYPE_BODY : TYPE_PLAN, &box->prose); /* what needs no question is what it is all about */
    if (box->note) {
        column_text(&c, TYPE_SOFT, "P", box->note_label);
        column_text(&c, TYPE_BODY, "P", box->note);
    }
    return c;
}

/* One card, over as many pages as it takes; whole where it can be. */
static void card_flow(struct paper *p, const struct column *c, double start, double width, bool strong)
{
    double whole = column_height(c, 0, c->count) + 2 * PAD;
    if (whole <= paper_room_whole(p))
        paper_need(p, whole);
    paper_tag(p, "Sect");
    for (int from = 0; from < c->count;) {
        int to = column_fits(c, from, paper_room(p) - 2 * PAD);
        if (to < c->count && to - from < 3 && !paper_is_empty(p)) {
            paper_turn(p);
            continue;
        }
        to = to > from ? to : from + 1;
        double height = column_height(c, from, to) + 2 * PAD;
        paper_card(p, start, p->y, width, height, strong);
        column_draw(c, from, to, start + PAD, p->y + PAD);
        p->y += height;
        from = to;
        if (from < c->count)
            paper_turn(p);
    }
    paper_tag_end(p, "Sect");
    p->y += gap(p);
}

static void boxes_down(struct paper *p, const struct element *e)
{
    double inset = e->layout == BOXES_TIMELINE ? 22 : 0;
    bool up = e->layout == BOXES_LADDER; /* the first rung is the lowest */
    for (int n = 0; n < e->box_count; n++) {
        int i = up ? e->box_count - 1 - n : n;
        struct column c = box_column(p, e, i, p->width - inset);
        if (!c.count)
            continue;
        double height = column_height(&c, 0, c.count) + 2 * PAD;
        if (inset > 0 && height <= paper_room_whole(p)) { /* a line to follow, with a stop for each */
            paper_need(p, height);
            double x = paper_left(p, p->start + 6, 0), next = n + 1 < e->box_count ? gap(p) : 0;
            paper_colour(p, PAPER_ACCENT);
            cairo_set_line_width(p->cr, 2);
            cairo_move_to(p->cr, x, p->y);
            cairo_line_to(p->cr, x, p->y + height + next);
            cairo_stroke(p->cr);
            cairo_arc(p->cr, x, p->y + PAD + 8, 5, 0, 2 * G_PI);
            cairo_fill(p->cr);
        }
        card_flow(p, &c, p->start + inset, p->width - inset, !*e->boxes[i].label);
    }
}

/* Boxes beside one another: rows of cells as tall as the tallest. */
struct cell {
    struct column column;
    double start;
};

struct grid {
    int rows;
    struct cell (*cell)[ABREAST_MAX]; /* by row */
    int *count;                       /* of each row */
    double *height;
    double width, all; /* of a cell; of the whole grid, down */
};

/* Where box i stands: rows from the top, places from the start. */
static void place_of(const struct element *e, int i, int abreast, int *row, double *place)
{
    static const struct {
        int row;
        double place;
    } cross[CROSS_PLACES] = {[CROSS_TOP] = {0, 1},
                             [CROSS_LEFT] = {1, 0},
                             [CROSS_RIGHT] = {1, 2},
                             [CROSS_BOTTOM_LEFT] = {2, 0},
                             [CROSS_BOTTOM_RIGHT] = {2, 2}};
    *row = e->layout == BOXES_CROSS ? cross[e->boxes[i].place].row : i / abreast;
    *place = e->layout == BOXES_CROSS ? cross[e->boxes[i].place].place : i % abreast;
}

/* False when the boxes are too tall to be read beside one another. */
static bool grid_make(struct paper *p, const struct element *e, int abreast, struct grid *g)
{
    struct arena *a = p->arena;
    g->width = (p->width - (abreast - 1) * gap(p)) / abreast;
    g->rows = e->layout == BOXES_CROSS ? 3 : (e->box_count + abreast - 1) / abreast;
    g->cell = arena_alloc(a, sizeof *g->cell * (size_t)g->rows);
    g->count = ARENA_ARRAY(a, int, g->rows);
    g->height = ARENA_ARRAY(a, double, g->rows);
    for (int i = 0; i < e->box_count; i++) {
        int row;
        double place;
        place_of(e, i, abreast, &row, &place);
        if (g->count[row] == ABREAST_MAX)
            return false; /* a cross with many boxes in one place */
        struct cell *cell = &g->cell[row][g->count[row]++];
        cell->column = box_column(p, e, i, g->width);
        cell->start = p->start + place * (g->width + gap(p));
        double height = column_height(&cell->column, 0, cell->column.count) + 2 * PAD;
        g->height[row] = height > g->height[row] ? height : g->height[row];
    }
    for (int row = 0; row < g->rows; row++) {
        g->all += g->count[row] ? g->height[row] + gap(p) : 0;
        if (g->height[row] > ROW_MAX * p->scale)
            return false;
    }
    return true;
}

/* How many stand beside one another; 1: they do not. */
static int abreast_of(const struct paper *p, const struct element *e)
{
    static const int most[BOX_LAYOUTS] = {[BOXES_COLUMNS] = 3, [BOXES_CROSS] = 3, [BOXES_MATRIX] = 2};
    int abreast = e->layout == BOXES_COLUMNS && e->box_count < 3 ? e->box_count : most[e->layout];
    return abreast < 2 || (p->document->large && abreast > 2) ? 1
                                                              : abreast; /* large print is no use in narrow columns */
}

static void grid_draw(struct paper *p, const struct grid *g)
{
    if (g->all <= paper_room_whole(p))
        paper_need(p, g->all - gap(p)); /* a shape is seen at once, or it is none */
    for (int row = 0; row < g->rows; row++) {
        if (!g->count[row])
            continue;
        paper_need(p, g->height[row]);
        for (int i = 0; i < g->count[row]; i++) {
            const struct cell *cell = &g->cell[row][i];
            paper_tag(p, "Sect");
            paper_card(p, cell->start, p->y, g->width, g->height[row], false);
            column_draw(&cell->column, 0, cell->column.count, cell->start + PAD, p->y + PAD);
            paper_tag_end(p, "Sect");
        }
        p->y += g->height[row] + gap(p);
    }
}

static void set_boxes(struct paper *p, const struct element *e)
{
    struct grid g = {.rows = 0};
    int abreast = abreast_of(p, e);
    if (abreast > 1 && grid_make(p, e, abreast, &g))
        grid_draw(p, &g);
    else
        boxes_down(p, e);
}

/* What must stand below a heading on its page. */
static double boxes_first(struct paper *p, const struct element *e)
{
    struct grid g = {.rows = 0};
    int abreast = abreast_of(p, e);
    if (!e->box_count)
        return 0;
    if (abreast > 1 && grid_make(p, e, abreast, &g))
        return g.all - gap(p);
    struct column c = box_column(p, e, 0, p->width);
    return column_height(&c, 0, c.count) + 2 * PAD;
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

struct widths {
    double of[PAPER_COLUMNS_MAX];
};

static enum type cell_type(int row, int column)
{
    return row && column ? TYPE_BODY : TYPE_LABEL;
}

/* In one line; or broken at every word. */
static double cell_width(struct paper *p, const struct element *e, int row, int column, bool broken)
{
    PangoLayout *layout = paper_layout(p, cell_type(row, column), e->cells[row * e->columns + column]);
    PangoRectangle size;
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, broken ? 0 : -1);
    pango_layout_get_extents(layout, NULL, &size);
    g_object_unref(layout);
    return (double)size.width / PANGO_SCALE + 2 * PAD + 1;
}

static double column_asks(struct paper *p, const struct element *e, int column, bool broken)
{
    double most = 0;
    for (int row = 0; row < e->rows; row++) {
        double width = cell_width(p, e, row, column, broken);
        most = width > most ? width : most;
    }
    return most;
}

/* No word is broken where that can be: every column has room for its longest word, and what is left goes to those that
 * have more to say. Where even the words are too wide, all are alike. */
static struct widths table_widths(struct paper *p, const struct element *e)
{
    struct widths w, more;
    double words = 0, rest = 0;
    for (int c = 0; c < e->columns; c++) {
        words += w.of[c] = column_asks(p, e, c, true);
        rest += more.of[c] = column_asks(p, e, c, false) - w.of[c] + 1;
    }
    for (int c = 0; c < e->columns; c++)
        w.of[c] = words > p->width ? p->width / e->columns : w.of[c] + (p->width - words) * more.of[c] / rest;
    return w;
}

static double table_row(struct paper *p, const struct element *e, const struct widths *w, int row, bool draw)
{
    double height = 0, x = p->start;
    for (int c = 0; c < e->columns; x += w->of[c++]) {
        struct column column;
        column_begin(&column, p, w->of[c] - 2 * PAD);
        column_text(&column, cell_type(row, c), NULL, e->cells[row * e->columns + c]);
        double one = column_height(&column, 0, column.count) + PAD;
        height = one > height ? one : height;
        if (!draw)
            continue;
        const char *tag = row && c ? "TD" : "TH";
        paper_tag(p, tag);
        column_draw(&column, 0, column.count, x + PAD, p->y + PAD / 2);
        paper_tag_end(p, tag);
    }
    return height;
}

static void table_line(struct paper *p)
{
    paper_colour(p, PAPER_LINE);
    cairo_set_line_width(p->cr, 1);
    cairo_move_to(p->cr, paper_left(p, p->start, p->width), p->y);
    cairo_rel_line_to(p->cr, p->width, 0);
    cairo_stroke(p->cr);
}

/* The head comes again on every page. A row is never split: one longer than a page runs over its foot, which no diary's
 * is. */
static void set_table(struct paper *p, const struct element *e)
{
    struct widths w = table_widths(p, e);
    double head = table_row(p, e, &w, 0, false);
    paper_tag(p, "Table");
    for (int row = 0; row < e->rows; row++) {
        double height = table_row(p, e, &w, row, false);
        int page = p->page;
        paper_need(p, row ? height : head + (e->rows > 1 ? table_row(p, e, &w, 1, false) : 0));
        if (row && page != p->page) {
            p->y += table_row(p, e, &w, 0, true);
            table_line(p);
        }
        paper_tag(p, "TR");
        table_row(p, e, &w, row, true);
        paper_tag_end(p, "TR");
        p->y += height;
        table_line(p);
    }
    paper_tag_end(p, "Table");
    p->y += gap(p);
}

/* --- the rest ---------------------------------------------------------------------------------------------------- */

static double table_first(struct paper *p, const struct element *e)
{
    struct widths w = table_widths(p, e);
    return table_row(p, e, &w, 0, false);
}

/* What a heading takes to its page; what does not fit beside it on any page may leave it. */
static double first_height(struct paper *p, const struct element *e)
{
    double least = 60 * p->scale, most = paper_room_whole(p) - least;
    double height = !e                           ? 0
                    : e->kind == ELEMENT_BOXES   ? boxes_first(p, e)
                    : e->kind == ELEMENT_TABLE   ? table_first(p, e) + least
                    : e->kind == ELEMENT_HEADING ? least + first_height(p, e->next)
                                                 : least;
    return height > most ? least : height;
}

static void set_heading(struct paper *p, const struct element *e)
{
    static const char *const tags[] = {"H1", "H1", "H2", "H3"};
    struct column c;
    column_begin(&c, p, p->width);
    column_text(&c, e->level == 1 ? TYPE_TITLE : TYPE_HEADING, tags[e->level], e->text);
    double below = e->level == 1 ? gap(p) / 2 : gap(p) * 3 / 4;
    if (!paper_is_empty(p))
        p->y += gap(p);
    paper_need(p, column_height(&c, 0, c.count) + below + first_height(p, e->next));
    column_flow(&c, p->start);
    p->y += below;
}

static void set_text(struct paper *p, const struct element *e)
{
    static const enum type type_of[] = {
        [ELEMENT_PLAIN] = TYPE_BODY, [ELEMENT_SOFT] = TYPE_SOFT, [ELEMENT_LARGE] = TYPE_LARGE};
    struct column c;
    if (e->look == ELEMENT_LARGE)
        p->y += gap(p);
    column_begin(&c, p, p->width);
    column_prose(&c, type_of[e->look], &e->prose);
    column_flow(&c, p->start);
    p->y += gap(p);
}

static void set_rule(struct paper *p, const struct element *e)
{
    (void)e;
    paper_need(p, 2 * gap(p) + SQUARE_SIZE);
    p->y += gap(p) / 2;
    table_line(p);
    p->y += gap(p);
}

/* Black on white whatever the document's colours: it is for a machine. Runs of a row are one rectangle. */
static void draw_square(struct paper *p, const struct document_square *s, double x, double y)
{
    double unit = SQUARE_SIZE / (s->size + 2 * QUIET);
    cairo_set_source_rgb(p->cr, 0, 0, 0);
    for (int row = 0; row < s->size; row++)
        for (int from = 0; from < s->size;) {
            const char *at = s->modules + row * s->size + from;
            int length = 0;
            while (from + length < s->size && at[length] == at[0])
                length++;
            if (at[0] == '1')
                cairo_rectangle(p->cr, x + (from + QUIET) * unit, y + (row + QUIET) * unit, length * unit, unit);
            from += length;
        }
    cairo_fill(p->cr);
}

static void set_picture(struct paper *p, const struct element *e)
{
    struct column c;
    double start = p->start + SQUARE_SIZE + GAP;
    column_begin(&c, p, p->width - SQUARE_SIZE - GAP);
    if (e->caption)
        column_text(&c, TYPE_CODE, "P", e->caption);
    column_text(&c, TYPE_SOFT, "P", e->alt);
    double text = column_height(&c, 0, c.count), height = text > SQUARE_SIZE ? text : SQUARE_SIZE;
    paper_need(p, height);
    paper_tag(p, "Figure");
    draw_square(p, &e->square, paper_left(p, p->start, SQUARE_SIZE), p->y + (height - SQUARE_SIZE) / 2);
    paper_tag_end(p, "Figure");
    column_draw(&c, 0, c.count, start, p->y + (height - text) / 2);
    p->y += height + gap(p);
}

/* --- charts ------------------------------------------------------------------------------------------------------ */

#define BAR 9.0

struct chart_room {
    double label, bar, figures; /* widths, from the start, with a PAD between */
};

static struct chart_room chart_room(const struct paper *p)
{
    double room = p->width - 2 * PAD;
    return (struct chart_room){room * 0.32, room * 0.5, room * 0.18};
}

/* "At the start", a bar, "8": read in this order, so that it needs no picture. */
static double chart_row(struct paper *p, const struct document_mark *mark, bool draw)
{
    struct chart_room room = chart_room(p);
    struct column label, figures;
    column_begin(&label, p, room.label);
    column_text(&label, TYPE_BODY, "P", mark->label);
    column_begin(&figures, p, room.figures);
    column_text(&figures, TYPE_LABEL, "P", mark->figures);
    double one = column_height(&label, 0, label.count), other = column_height(&figures, 0, figures.count);
    double height = (one > other ? one : other) + PAD / 2;
    if (!draw)
        return height;
    double bar = p->start + room.label + PAD, filled = room.bar * mark->percent / 100, thick = BAR * p->scale;
    double y = p->y + 4 * p->scale;
    column_draw(&label, 0, label.count, p->start, p->y);
    paper_colour(p, PAPER_TINT);
    cairo_rectangle(p->cr, paper_left(p, bar, room.bar), y, room.bar, thick);
    cairo_fill(p->cr);
    paper_colour(p, PAPER_ACCENT);
    cairo_rectangle(p->cr, paper_left(p, bar, filled < 2 ? 2 : filled), y, filled < 2 ? 2 : filled, thick);
    cairo_fill(p->cr);
    column_draw(&figures, 0, figures.count, bar + room.bar + PAD, p->y);
    return height;
}

/* What both ends are, under the bars. */
static double chart_ends(struct paper *p, const struct element *e, bool draw)
{
    struct chart_room room = chart_room(p);
    const char *const text[] = {e->low, e->high};
    double height = 0;
    for (int i = 0; i < 2; i++) {
        struct column c;
        double width = (room.bar - PAD) / 2, one;
        int units; /* of the text on one line: the second ends where the bars end */
        pango_layout_get_size(paper_layout(p, TYPE_SOFT, text[i]), &units, NULL);
        if (pango_units_to_double(units) + 1 < width)
            width = pango_units_to_double(units) + 1;
        column_begin(&c, p, width);
        column_text(&c, TYPE_SOFT, "P", text[i]);
        one = column_height(&c, 0, c.count);
        height = one > height ? one : height;
        double start = p->start + room.label + PAD;
        if (draw)
            column_draw(&c, 0, c.count, i ? start + room.bar - width : start, p->y);
    }
    return height;
}

static void set_chart(struct paper *p, const struct element *e)
{
    double ends = chart_ends(p, e, false);
    paper_tag(p, "Sect");
    for (int i = 0; i < e->mark_count; i++) {
        bool last = i == e->mark_count - 1;
        double height = chart_row(p, &e->marks[i], false);
        paper_need(p, height + (last ? ends : 0)); /* the ends stand under something */
        chart_row(p, &e->marks[i], true);
        p->y += height;
    }
    chart_ends(p, e, true);
    paper_tag_end(p, "Sect");
    p->y += ends + gap(p);
}

void pages_set(struct paper *p)
{
    static void (*const set[ELEMENT_KINDS])(struct paper *, const struct element *) = {
        [ELEMENT_HEADING] = set_heading, [ELEMENT_TEXT] = set_text,       [ELEMENT_BOXES] = set_boxes,
        [ELEMENT_TABLE] = set_table,     [ELEMENT_PICTURE] = set_picture, [ELEMENT_RULE] = set_rule,
        [ELEMENT_CHART] = set_chart,
    };
    for (const struct element *e = p->document->first; e; e = e->next)
        set[e->kind](p, e);
}
