/* worksheet: boxes to fill in, laid out as a sheet; an open box has the page to itself. */
#include "block_sheet.h"
#include "page_state.h"
#include <assert.h>

/* --- a box ------------------------------------------------------------------------------------------------------ */

static const char *empty_words(const struct block_view *v, const struct block *b)
{
    return b->kind == BLOCK_WRITE ? ui_words(v->ui, "Tap to write") : ui_words(v->ui, "Tap to choose");
}

static int head_height(const struct ui *ui)
{
    int icon = block_em(ui, 1.2);
    return ui->in.theme.body.line_px > icon ? ui->in.theme.body.line_px : icon;
}

static bool is_missing(const struct block_view *v, const struct sheet_box *box)
{
    const struct worksheet_field *f = box->field;
    return block_is_missing(v, f->exercise) || (f->with && block_is_missing(v, f->with));
}

/* One text of a box after another, drawn or only measured. */
struct box_pen {
    struct block_view *v;
    struct rect r;
    const char *id;
    int y;
    bool draw;
};

static void put(struct box_pen *p, struct type type, enum face face, enum colour colour, int indent, const char *words)
{
    struct ui *ui = p->v->ui;
    struct text_style style = block_style(ui, type, face, colour, COLOUR_CARD);
    style.target = p->id;
    int width = p->r.w - indent;
    p->y +=
        p->draw ? put_text(ui, style, p->r.x + indent, p->y, width, words) : ui_text_height(ui, &style, width, words);
}

static void put_sign(struct box_pen *p, const char *icon, enum colour colour, int size, int line)
{
    if (p->draw && icon)
        ui_icon(p->v->ui, icon, (struct rect){p->r.x, p->y + (line - size) / 2, size, size}, colour);
}

/* At the end of the line that comes next, which keeps clear of it. */
static void put_at_end(struct box_pen *p, const char *words)
{
    struct ui *ui = p->v->ui;
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_BOLD, COLOUR_ACCENT, COLOUR_CARD);
    int width = ui_text_width(ui, &style, words) + 1, most = p->r.w / 3;
    width = width < most ? width : most;
    style.target = p->id;
    style.align = ALIGN_END;
    if (p->draw)
        ui_text_cut(ui, &style, p->r.x + p->r.w - width, p->y, width, words);
    p->r.w -= width + block_em(ui, 0.4);
}

/* What else the box asks: a number on a bare scale says how far the scale goes. NULL: not answered. */
static const char *with_words(const struct block_view *v, const struct block *with)
{
    const char *words = sheet_words(v, with);
    const struct answer *given = attempt_answer(v->attempt, with->id);
    bool bare = with->kind == BLOCK_SCALE && !with->scale.name_count && !with->scale.unit.count;
    if (!words || !bare || !given || !given->has_number)
        return words;
    return ui_words_with(v->ui, "%1 of %2", words, arena_printf(v->ui->arena, "%g", with->scale.to), NULL);
}

/* The inside of a box; its height without padding. */
static int box_inside(struct box_pen *p, const struct sheet_box *box)
{
    struct ui *ui = p->v->ui;
    const struct theme *t = &ui->in.theme;
    const struct block *b = box->field->exercise, *with = box->with_apart ? NULL : box->field->with;
    int icon = block_em(ui, 1.2), small = t->hint.line_px;
    const char *ask = block_ask(p->v, b), *words = sheet_words(p->v, b), *more = with ? with_words(p->v, with) : NULL;
    if (box->over)
        put(p, t->hint, FACE_REGULAR, COLOUR_SOFT, 0, box->over);
    if (box->number)
        ask = arena_printf(ui->arena, "%s. %s", box->number, ask);
    put_sign(p, box->field->icon, COLOUR_ACCENT, icon, head_height(ui));
    if (box->rises && more) {
        put_at_end(p, sheet_words(p->v, with));
        more = NULL;
    }
    put(p, t->body, FACE_BOLD, COLOUR_ACCENT, box->field->icon ? icon + block_em(ui, 0.4) : 0, ask);
    put(p, t->body, FACE_REGULAR, words ? COLOUR_INK : COLOUR_SOFT, 0, words ? words : empty_words(p->v, b));
    if (more) {
        put(p, t->hint, FACE_REGULAR, COLOUR_SOFT, 0, block_ask(p->v, with));
        put(p, t->hint, FACE_BOLD, COLOUR_ACCENT, 0, more);
    }
    if (is_missing(p->v, box)) {
        put_sign(p, "alert-circle", COLOUR_WARNING, small, small);
        put(p, t->hint, FACE_BOLD, COLOUR_WARNING, small + block_em(ui, 0.4),
            ui_words(ui, "This still needs an answer"));
    }
    return p->y - p->r.y;
}

int sheet_box_height(struct block_view *v, const struct sheet_box *box, int width)
{
    int pad = block_em(v->ui, 0.8);
    int h = box_inside(&(struct box_pen){.v = v, .r = {.w = width - 2 * pad}}, box) + 2 * pad;
    int least = head_height(v->ui) + v->ui->in.theme.body.line_px + 2 * pad;
    return h > least ? h : least;
}

void sheet_box_draw(struct block_view *v, const struct block *sheet, const struct sheet_box *box, struct rect r)
{
    struct ui *ui = v->ui;
    const struct block *b = box->field->exercise;
    const char *id = block_id(v, b, "box", NULL), *words = sheet_words(v, b);
    int pad = block_em(ui, 0.8);
    bool missing = is_missing(v, box);
    enum colour edge = missing ? COLOUR_WARNING : words ? COLOUR_ACCENT : COLOUR_EDGE;
    ui_box(ui, r, COLOUR_CARD, edge, words || missing ? 3 : 2, ui->in.theme.radius);
    struct rect inside = {r.x + pad, r.y + pad, r.w - 2 * pad, 0};
    box_inside(&(struct box_pen){.v = v, .r = inside, .id = id, .y = inside.y, .draw = true}, box);
    const struct block *with = box->with_apart ? NULL : box->field->with;
    const char *says = words ? words : ui_words(ui, "Empty. Press to fill it in."),
               *more = with ? with_words(v, with) : NULL;
    if (more)
        says = arena_printf(ui->arena, "%s %s. %s", block_ask(v, with), more, says);
    if (missing)
        says = arena_printf(ui->arena, "%s. %s", ui_words(ui, "This still needs an answer"), says);
    if (box->over || box->where)
        says = arena_printf(ui->arena, "%s. %s", box->over ? box->over : box->where, says);
    ui_target(ui, (struct target){.id = id,
                                  .name = block_ask(v, b),
                                  .role = ROLE_FIELD,
                                  .chosen = words != NULL,
                                  .says = says,
                                  .rect = r,
                                  .rises = box->rises,
                                  .press = {.kind = PRESS_HOLD, .item = b->id, .text = sheet->id}});
}

/* --- the sheet --------------------------------------------------------------------------------------------------- */

static int boxes_of(struct block_view *v, const struct block *sheet, struct sheet_box *out)
{
    enum worksheet_layout layout = sheet->worksheet.layout;
    int count = 0;
    for (int i = 0; i < sheet->worksheet.count; i++) {
        const struct worksheet_field *f = &sheet->worksheet.fields[i];
        if (!attempt_shows(v->attempt, f->exercise))
            continue;
        out[count] = (struct sheet_box){.field = f};
        if (layout == WORKSHEET_STEPS || layout == WORKSHEET_LADDER)
            out[count].number = block_digits(v, count + 1);
        count++;
    }
    return count;
}

static int draw_boxes(struct block_view *v, const struct block *b, struct sheet_box *box, int count, struct rect rest)
{
    bool roomy = !v->ui->in.theme.portrait && rest.w >= block_em(v->ui, 33);
    switch (b->worksheet.layout) {
    case WORKSHEET_CROSS:
        if (roomy)
            return worksheet_cross(v, b, box, count, rest);
        if (rest.w >= block_em(v->ui, 30))
            return worksheet_columns(v, b, box, count, rest, 2);
        break;
    case WORKSHEET_COLUMNS:
        if (roomy)
            return worksheet_columns(v, b, box, count, rest, count >= 3 ? 3 : count ? count : 1);
        break;
    case WORKSHEET_MATRIX:
        return worksheet_matrix(v, b, box, count, rest);
    case WORKSHEET_LADDER:
        return worksheet_ladder(v, b, box, count, rest);
    case WORKSHEET_TIMELINE:
        return worksheet_timeline(v, b, box, count, rest);
    case WORKSHEET_CIRCLES:
        return worksheet_circles(v, b, box, count, rest);
    case WORKSHEET_STEPS:
        break;
    }
    return worksheet_down(v, b, box, count, rest);
}

int block_worksheet(struct block_view *v, const struct block *b, struct rect area)
{
    struct sheet_box box[FIELDS_MAX];
    assert(b->worksheet.count <= FIELDS_MAX);
    int count = boxes_of(v, b, box), y = area.y + block_header(v, b, area);
    if (count)
        y += draw_boxes(v, b, box, count, (struct rect){area.x, y, area.w, 0});
    sheet_show_missing(v, b);
    return y - area.y;
}

/* --- an open box ------------------------------------------------------------------------------------------------ */

const struct worksheet_field *worksheet_open_field(const struct block_view *v, const struct block *sheet)
{
    const char *held = block_state_of(v, sheet)->held;
    for (int i = 0; held[0] && i < sheet->worksheet.count; i++)
        if (text_is(sheet->worksheet.fields[i].exercise->id, held))
            return &sheet->worksheet.fields[i];
    return NULL;
}

void worksheet_field_page(struct block_view *v, const struct block *sheet, struct rect column)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct worksheet_field *f = worksheet_open_field(v, sheet);
    assert(f);
    struct text_style style = block_style(ui, t->heading, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    int y = column.y, icon = block_em(ui, 1.7), indent = f->icon ? icon + block_em(ui, 0.6) : 0;
    if (f->icon)
        ui_icon(ui, f->icon, (struct rect){column.x, y + (t->heading.line_px - icon) / 2, icon, icon}, COLOUR_ACCENT);
    y += put_text(ui, style, column.x + indent, y, column.w - indent, block_ask(v, f->exercise)) + t->gap;
    v->titled = true;
    int width = f->exercise->kind == BLOCK_WRITE && column.w > t->column_max && !t->portrait ? t->column_max : column.w;
    y += block_draw_any(v, f->exercise, (struct rect){column.x, y, width, 0}) + t->gap_large;
    v->titled = false;
    if (f->with)
        block_draw_any(v, f->with, (struct rect){column.x, y, column.w, 0});
}
