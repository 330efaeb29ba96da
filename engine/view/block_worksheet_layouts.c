/* worksheet: where the boxes stand. Boxes are drawn in the order in which they are filled in. */
#include "block_sheet.h"

int worksheet_down(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                   struct rect area)
{
    int gap = v->ui->in.theme.gap_small, y = area.y;
    for (int i = 0; i < count; i++) {
        int h = sheet_box_height(v, &box[i], area.w);
        sheet_box_draw(v, sheet, &box[i], (struct rect){area.x, y, area.w, h});
        y += h + gap;
    }
    return count ? y - gap - area.y : 0;
}

/* The height that a row of boxes needs. */
static int row_height(struct block_view *v, const struct sheet_box *box, int count, int width)
{
    int h = 0;
    for (int i = 0; i < count; i++) {
        int one = sheet_box_height(v, &box[i], width);
        h = one > h ? one : h;
    }
    return h;
}

int worksheet_columns(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                      struct rect area, int columns)
{
    int gap = v->ui->in.theme.gap_small, width = (area.w + gap) / columns - gap, y = area.y;
    for (int i = 0; i < count; i += columns) {
        int each = count - i < columns ? count - i : columns, h = row_height(v, &box[i], each, width);
        for (int j = 0; j < each; j++)
            sheet_box_draw(v, sheet, &box[i + j], (struct rect){area.x + j * (width + gap), y, width, h});
        y += h + gap;
    }
    return count ? y - gap - area.y : 0;
}

/* --- the cross -------------------------------------------------------------------------------------------------- */

static const struct sheet_box *at_place(const struct sheet_box *box, int count, enum cross_place place)
{
    for (int i = 0; i < count; i++)
        if (box[i].field->place == place)
            return &box[i];
    return NULL;
}

static int place_height(struct block_view *v, const struct sheet_box *box, int width)
{
    return box ? sheet_box_height(v, box, width) : 0;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void draw_crossing(struct ui *ui, int x, int y, int reach, int radius)
{
    int line = block_em(ui, 0.16);
    ui_line(ui, x - reach, y, x - radius, y, line, COLOUR_EDGE);
    ui_line(ui, x + radius, y, x + reach, y, line, COLOUR_EDGE);
    ui_line(ui, x, y - reach * 3 / 4, x, y - radius, line, COLOUR_EDGE);
    ui_line(ui, x, y + radius, x, y + reach * 3 / 4, line, COLOUR_EDGE);
    ui_ellipse(ui, (struct rect){x - radius, y - radius, 2 * radius, 2 * radius}, COLOUR_NONE, COLOUR_EDGE, line,
               STROKE_SOLID);
}

/* One above, two beside, two below, as the cross of cognitive behavioural therapy ("hot cross bun") is drawn. */
int worksheet_cross(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                    struct rect area)
{
    struct ui *ui = v->ui;
    int gap = ui->in.theme.gap_small, width = (area.w - 2 * gap) / 3, middle = area.x + (area.w - width) / 2;
    int right = area.x + area.w - width, y = area.y;
    const struct sheet_box *at[CROSS_PLACES];
    for (int i = 0; i < CROSS_PLACES; i++)
        at[i] = at_place(box, count, (enum cross_place)i);
    int top_h = place_height(v, at[CROSS_TOP], width);
    int side_h = larger(place_height(v, at[CROSS_LEFT], width), place_height(v, at[CROSS_RIGHT], width));
    int low_h = larger(place_height(v, at[CROSS_BOTTOM_LEFT], width), place_height(v, at[CROSS_BOTTOM_RIGHT], width));
    if (at[CROSS_TOP])
        sheet_box_draw(v, sheet, at[CROSS_TOP], (struct rect){middle, y, width, top_h});
    y += top_h ? top_h + gap : 0;
    int centre = y + (side_h + low_h + gap) / 2;
    if (at[CROSS_LEFT])
        sheet_box_draw(v, sheet, at[CROSS_LEFT], (struct rect){area.x, y, width, side_h});
    if (at[CROSS_RIGHT])
        sheet_box_draw(v, sheet, at[CROSS_RIGHT], (struct rect){right, y, width, side_h});
    y += side_h ? side_h + gap : 0;
    if (at[CROSS_BOTTOM_LEFT])
        sheet_box_draw(v, sheet, at[CROSS_BOTTOM_LEFT], (struct rect){area.x, y, width, low_h});
    if (at[CROSS_BOTTOM_RIGHT])
        sheet_box_draw(v, sheet, at[CROSS_BOTTOM_RIGHT], (struct rect){right, y, width, low_h});
    y += low_h;
    draw_crossing(ui, area.x + area.w / 2, centre, block_em(ui, 3), block_em(ui, 0.9));
    return y - area.y;
}

/* --- the matrix -------------------------------------------------------------------------------------------------- */

/* The box of a row and a column, when it is on show. */
static struct sheet_box *at_cell(const struct block *sheet, struct sheet_box *box, int count, int row, int column)
{
    for (int i = 0; i < count; i++)
        if (box[i].field == &sheet->worksheet.fields[2 * row + column])
            return &box[i];
    return NULL;
}

static int draw_title(struct block_view *v, const char *words, struct rect r, enum align align, bool draw)
{
    struct ui *ui = v->ui;
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    style.align = align;
    return draw ? put_text(ui, style, r.x, r.y, r.w, words) : ui_text_height(ui, &style, r.w, words);
}

static int column_titles(struct block_view *v, const struct worksheet_block *w, struct rect area, int width)
{
    int gap = v->ui->in.theme.gap_small, h = 0;
    for (int column = 0; column < 2; column++) {
        struct rect r = {area.x + column * (width + gap), area.y, width, 0};
        int one = draw_title(v, block_plain(v, &w->column_titles[column]), r, ALIGN_CENTRE, true);
        h = one > h ? one : h;
    }
    return h + gap / 2;
}

/* Two by two with its titles above and beside; where that is too narrow the titles of rows stand over their rows, and
 * narrower still everything stands one below the other. */
int worksheet_matrix(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                     struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    const struct worksheet_block *w = &sheet->worksheet;
    int gap = t->gap_small, side = block_em(v->ui, 7.5), y = area.y;
    bool beside = !t->portrait && area.w >= block_em(v->ui, 33), one = area.w < block_em(v->ui, 19);
    struct rect cells = area;
    if (beside)
        cells = (struct rect){area.x + side + gap, area.y, area.w - side - gap, 0};
    int width = one ? area.w : (cells.w + gap) / 2 - gap;
    if (!one)
        y += column_titles(v, w, cells, width);
    for (int row = 0; row < 2; row++) {
        const char *title = block_plain(v, &w->row_titles[row]);
        struct sheet_box *at[2] = {at_cell(sheet, box, count, row, 0), at_cell(sheet, box, count, row, 1)};
        int h = 0;
        for (int column = 0; column < 2; column++) {
            const char *top = block_plain(v, &w->column_titles[column]);
            if (!at[column])
                continue;
            at[column]->over = one ? top : NULL;
            at[column]->where = one ? NULL : arena_printf(v->ui->arena, "%s: %s", title, top);
            int each = sheet_box_height(v, at[column], width);
            h = each > h ? each : h;
        }
        if (beside) {
            int title_h = draw_title(v, title, (struct rect){area.x, 0, side, 0}, ALIGN_START, false);
            h = title_h > h ? title_h : h;
            draw_title(v, title, (struct rect){area.x, y + (h - title_h) / 2, side, 0}, ALIGN_START, true);
        } else {
            y += draw_title(v, title, (struct rect){area.x, y, area.w, 0}, ALIGN_START, true) + gap / 2;
        }
        for (int column = 0; column < 2; column++) {
            if (!at[column])
                continue;
            int each = one ? sheet_box_height(v, at[column], width) : h;
            sheet_box_draw(v, sheet, at[column],
                           (struct rect){one ? area.x : cells.x + column * (width + gap), y, width, each});
            y += one ? each + gap : 0;
        }
        y += one ? 0 : h + gap;
    }
    return y - gap - area.y;
}

/* --- the ladder -------------------------------------------------------------------------------------------------- */

static int ladder_end(struct block_view *v, const char *words, const char *icon, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_SOFT, COLOUR_PAPER);
    int size = t->hint.line_px, indent = size + block_em(ui, 0.4);
    ui_icon(ui, icon, (struct rect){r.x, r.y, size, size}, COLOUR_SOFT);
    put_text(ui, style, r.x + indent, r.y, r.w - indent, words);
    return size;
}

/* Drawn as a ladder, the easiest rung at the bottom; read and filled in from there up. */
int worksheet_ladder(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                     struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int gap = t->gap_small * 2 / 3, rail = block_em(ui, 0.4), inset = rail + block_em(ui, 0.7),
        line = t->hint.line_px + gap / 2;
    int widest = t->column_max + 2 * inset, width = area.w < widest || t->portrait ? area.w : widest, heights = 0;
    int inside = width - 2 * inset;
    for (int i = 0; i < count; i++) {
        box[i].rises = true;
        heights += sheet_box_height(v, &box[i], inside) + gap;
    }
    int top = area.y + line, bottom = top + heights + gap, y = bottom;
    for (int right = 0; right < 2; right++)
        ui_box(ui, (struct rect){area.x + right * (width - rail), top, rail, bottom - top}, COLOUR_EDGE, COLOUR_NONE, 0,
               rail / 2);
    ladder_end(v, ui_words(ui, "Start here: the easiest"), "arrow-up",
               (struct rect){area.x, bottom + gap / 2, width, 0});
    for (int i = 0; i < count; i++) {
        int h = sheet_box_height(v, &box[i], inside);
        y -= h + gap;
        ui_box(ui, (struct rect){area.x, y + (h - rail) / 2, width, rail}, COLOUR_EDGE, COLOUR_NONE, 0, 0);
        sheet_box_draw(v, sheet, &box[i], (struct rect){area.x + inset, y, inside, h});
    }
    ladder_end(v, ui_words(ui, "The hardest"), "flag-variant", (struct rect){area.x, area.y, width, 0});
    return bottom + line - area.y;
}

/* --- the line ---------------------------------------------------------------------------------------------------- */

#define POINTS_ACROSS 4 /* more boxes than that side by side hold no sentence */

/* What its box asks with it and stands at the point, as when it was; NULL: nothing. A number of its own would be taken
 * for the point's, and stays in the box. */
static const char *words_at_point(const struct block_view *v, const struct sheet_box *box)
{
    const struct block *with = box->field->with;
    return with && with->kind != BLOCK_SCALE && with->kind != BLOCK_NUMBER ? sheet_words(v, with) : NULL;
}

/* That, else its number. */
static const char *point_words(const struct block_view *v, const struct sheet_box *box, int number)
{
    const char *words = words_at_point(v, box);
    return words ? words : block_digits(v, number);
}

static void draw_point(struct ui *ui, int x, int y, bool filled)
{
    int r = block_em(ui, 0.42);
    ui_ellipse(ui, (struct rect){x - r, y - r, 2 * r, 2 * r}, filled ? COLOUR_ACCENT : COLOUR_CARD, COLOUR_ACCENT, 3,
               STROKE_SOLID);
}

static int timeline_down(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                         struct rect area)
{
    struct ui *ui = v->ui;
    int gap = ui->in.theme.gap_small, r = block_em(ui, 0.42), indent = 2 * r + block_em(ui, 0.6), y = area.y;
    int line = block_em(ui, 0.16), x = area.x + r, before = 0;
    for (int i = 0; i < count; i++) {
        box[i].over = point_words(v, &box[i], i + 1);
        int h = sheet_box_height(v, &box[i], area.w - indent),
            at = y + block_em(ui, 0.8) + ui->in.theme.hint.line_px / 2;
        if (i)
            ui_line(ui, x, before + r, x, at - r, line, COLOUR_ACCENT);
        draw_point(ui, x, at, sheet_words(v, box[i].field->exercise) != NULL);
        sheet_box_draw(v, sheet, &box[i], (struct rect){area.x + indent, y, area.w - indent, h});
        before = at;
        y += h + gap;
    }
    return y - gap - area.y;
}

/* One row of points, its line going on to the next row. */
static int timeline_row(struct block_view *v, const struct block *sheet, struct sheet_box *box, int first, int count,
                        struct rect area, int width)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int gap = t->gap_small, line = block_em(ui, 0.16), r = block_em(ui, 0.42), words = 0;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_ACCENT, COLOUR_PAPER);
    for (int i = 0; i < count; i++) {
        int h = ui_text_height(ui, &style, width - r, point_words(v, &box[i], first + i + 1));
        words = h > words ? h : words;
    }
    int at = area.y + words + r + gap / 4, top = at + r + gap / 2, h = row_height(v, box, count, width);
    ui_line(ui, area.x, at, area.x + count * (width + gap) - gap, at, line, COLOUR_ACCENT);
    ui_icon(ui, "chevron-right", (struct rect){area.x + count * (width + gap) - gap - r, at - r, 2 * r, 2 * r},
            COLOUR_ACCENT);
    for (int i = 0; i < count; i++) {
        int x = area.x + i * (width + gap);
        const char *point = point_words(v, &box[i], first + i + 1);
        int point_h = ui_text_height(ui, &style, width - r, point);
        put_text(ui, style, x, area.y + words - point_h, width - r, point);
        draw_point(ui, x + r, at, sheet_words(v, box[i].field->exercise) != NULL);
        sheet_box_draw(v, sheet, &box[i], (struct rect){x, top, width, h});
    }
    return top + h - area.y;
}

int worksheet_timeline(struct block_view *v, const struct block *sheet, struct sheet_box *box, int count,
                       struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int gap = t->gap_small, columns = count < POINTS_ACROSS ? count : POINTS_ACROSS, y = area.y;
    for (int i = 0; i < count; i++)
        box[i].with_apart = words_at_point(v, &box[i]) != NULL;
    while (columns > 1 && (area.w + gap) / columns - gap < block_em(v->ui, 10))
        columns--;
    if (t->portrait || columns < 2)
        return timeline_down(v, sheet, box, count, area);
    int rows = (count + columns - 1) / columns;
    columns = (count + rows - 1) / rows; /* five are three and two, not four and one */
    int width = (area.w + gap) / columns - gap;
    for (int i = 0; i < count; i += columns) {
        int each = count - i < columns ? count - i : columns;
        y += timeline_row(v, sheet, &box[i], i, each, (struct rect){area.x, y, area.w, 0}, width) + t->gap;
    }
    return y - t->gap - area.y;
}
