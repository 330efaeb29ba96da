/* worksheet: boxes in columns, in numbered steps or in a cross; an open box has the page to itself. */
#include "block_worksheet.h"
#include "page_state.h"
#include <assert.h>
#include <string.h>

struct sheet_box {
    const struct worksheet_field *field;
    const char *number; /* of a step, or NULL */
};

/* --- what a box says -------------------------------------------------------------------------------------------- */

static const char *answer_words(const struct block_view *v, const struct block *b)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    if (given && given->declined)
        return ui_words(v->ui, "I would rather not say");
    const char *words = wording_answer(v->attempt, v->ui->arena, b);
    if (!text_is_empty(words))
        return words;
    const struct page_draft *draft = page_draft_find(v->state, b->id, "");
    return draft && !text_is_empty(draft->text) ? arena_strdup(v->ui->arena, draft->text) : NULL;
}

static const char *empty_words(const struct block_view *v, const struct block *b)
{
    return b->kind == BLOCK_WRITE ? ui_words(v->ui, "Tap to write") : ui_words(v->ui, "Tap to choose");
}

static int head_height(const struct ui *ui)
{
    int icon = block_em(ui, 1.2);
    return ui->in.theme.body.line_px > icon ? ui->in.theme.body.line_px : icon;
}

/* Draws a box's inside, or only measures it; the height without padding. */
static int box_inside(struct block_view *v, const struct sheet_box *box, struct rect r, const char *id, bool draw)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct block *b = box->field->exercise, *with = box->field->with;
    int icon = block_em(ui, 1.2), head = head_height(ui), y = r.y;
    struct text_style title = block_style(ui, t->body, FACE_BOLD, COLOUR_ACCENT, COLOUR_CARD);
    struct text_style text = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_CARD);
    struct text_style strong = block_style(ui, t->hint, FACE_BOLD, COLOUR_ACCENT, COLOUR_CARD);
    title.target = text.target = soft.target = strong.target = id;
    const char *ask = block_ask(v, b), *words = answer_words(v, b);
    if (box->number)
        ask = arena_printf(ui->arena, "%s. %s", box->number, ask);
    int indent = box->field->icon ? icon + block_em(ui, 0.4) : 0;
    if (draw && box->field->icon)
        ui_icon(ui, box->field->icon, (struct rect){r.x, y + (head - icon) / 2, icon, icon}, COLOUR_ACCENT);
    y += draw ? put_text(ui, title, r.x + indent, y, r.w - indent, ask) : ui_text_height(ui, &title, r.w - indent, ask);
    if (!words) {
        text.colour = COLOUR_SOFT;
        words = empty_words(v, b);
    }
    y += draw ? put_text(ui, text, r.x, y, r.w, words) : ui_text_height(ui, &text, r.w, words);
    const char *more = with ? answer_words(v, with) : NULL;
    if (!more)
        return y - r.y;
    const char *label = block_ask(v, with);
    y += draw ? put_text(ui, soft, r.x, y, r.w, label) : ui_text_height(ui, &soft, r.w, label);
    y += draw ? put_text(ui, strong, r.x, y, r.w, more) : ui_text_height(ui, &strong, r.w, more);
    return y - r.y;
}

static int box_height(struct block_view *v, const struct sheet_box *box, int width)
{
    int pad = block_em(v->ui, 0.8);
    int h = box_inside(v, box, (struct rect){.w = width - 2 * pad}, NULL, false) + 2 * pad;
    int least = head_height(v->ui) + v->ui->in.theme.body.line_px + 2 * pad;
    return h > least ? h : least;
}

static void draw_box(struct block_view *v, const struct block *sheet, const struct sheet_box *box, struct rect r)
{
    struct ui *ui = v->ui;
    const struct block *b = box->field->exercise;
    const char *id = block_id(v, b, "box", NULL), *words = answer_words(v, b);
    int pad = block_em(ui, 0.8);
    ui_box(ui, r, COLOUR_CARD, words ? COLOUR_ACCENT : COLOUR_EDGE, words ? 3 : 2, ui->in.theme.radius);
    box_inside(v, box, (struct rect){r.x + pad, r.y + pad, r.w - 2 * pad, 0}, id, true);
    ui_target(ui, (struct target){.id = id,
                                  .name = block_ask(v, b),
                                  .role = ROLE_FIELD,
                                  .chosen = words != NULL,
                                  .says = words ? words : ui_words(ui, "Empty. Press to fill it in."),
                                  .rect = r,
                                  .press = {.kind = PRESS_HOLD, .item = b->id, .text = sheet->id}});
}

/* --- layouts ---------------------------------------------------------------------------------------------------- */

static int boxes_of(struct block_view *v, const struct block *sheet, struct sheet_box *out)
{
    int count = 0;
    for (int i = 0; i < sheet->worksheet.count; i++) {
        const struct worksheet_field *f = &sheet->worksheet.fields[i];
        if (!attempt_shows(v->attempt, f->exercise))
            continue;
        out[count] = (struct sheet_box){.field = f};
        if (sheet->worksheet.layout == WORKSHEET_STEPS)
            out[count].number = arena_printf(v->ui->arena, "%d", count + 1);
        count++;
    }
    return count;
}

static int draw_down(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                     struct rect area)
{
    int gap = v->ui->in.theme.gap_small, y = area.y;
    for (int i = 0; i < count; i++) {
        int h = box_height(v, &box[i], area.w);
        draw_box(v, sheet, &box[i], (struct rect){area.x, y, area.w, h});
        y += h + gap;
    }
    return count ? y - gap - area.y : 0;
}

static int draw_columns(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
                        struct rect area, int columns)
{
    int gap = v->ui->in.theme.gap_small, width = (area.w + gap) / columns - gap, y = area.y;
    for (int i = 0; i < count; i += columns) {
        int h = 0;
        for (int j = i; j < count && j < i + columns; j++) {
            int one = box_height(v, &box[j], width);
            h = one > h ? one : h;
        }
        for (int j = i; j < count && j < i + columns; j++)
            draw_box(v, sheet, &box[j], (struct rect){area.x + (j - i) * (width + gap), y, width, h});
        y += h + gap;
    }
    return count ? y - gap - area.y : 0;
}

static const struct sheet_box *at_place(const struct sheet_box *box, int count, enum cross_place place)
{
    for (int i = 0; i < count; i++)
        if (box[i].field->place == place)
            return &box[i];
    return NULL;
}

static int place_height(struct block_view *v, const struct sheet_box *box, int width)
{
    return box ? box_height(v, box, width) : 0;
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
static int draw_cross(struct block_view *v, const struct block *sheet, const struct sheet_box *box, int count,
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
        draw_box(v, sheet, at[CROSS_TOP], (struct rect){middle, y, width, top_h});
    y += top_h ? top_h + gap : 0;
    int centre = y + (side_h + low_h + gap) / 2;
    if (at[CROSS_LEFT])
        draw_box(v, sheet, at[CROSS_LEFT], (struct rect){area.x, y, width, side_h});
    if (at[CROSS_RIGHT])
        draw_box(v, sheet, at[CROSS_RIGHT], (struct rect){right, y, width, side_h});
    y += side_h ? side_h + gap : 0;
    if (at[CROSS_BOTTOM_LEFT])
        draw_box(v, sheet, at[CROSS_BOTTOM_LEFT], (struct rect){area.x, y, width, low_h});
    if (at[CROSS_BOTTOM_RIGHT])
        draw_box(v, sheet, at[CROSS_BOTTOM_RIGHT], (struct rect){right, y, width, low_h});
    y += low_h;
    draw_crossing(ui, area.x + area.w / 2, centre, block_em(ui, 3), block_em(ui, 0.9));
    return y - area.y;
}

int block_worksheet(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct sheet_box box[FIELDS_MAX];
    assert(b->worksheet.count <= FIELDS_MAX);
    int count = boxes_of(v, b, box), y = area.y + block_header(v, b, area);
    struct rect rest = {area.x, y, area.w, 0};
    bool roomy = !t->portrait && area.w >= block_em(v->ui, 33);
    if (b->worksheet.layout == WORKSHEET_CROSS && roomy)
        return y + draw_cross(v, b, box, count, rest) - area.y;
    if (b->worksheet.layout == WORKSHEET_COLUMNS && roomy)
        return y + draw_columns(v, b, box, count, rest, count < 3 ? larger(count, 1) : 3) - area.y;
    if (b->worksheet.layout == WORKSHEET_CROSS && area.w >= block_em(v->ui, 30))
        return y + draw_columns(v, b, box, count, rest, 2) - area.y;
    return y + draw_down(v, b, box, count, rest) - area.y;
}

/* --- an open box ------------------------------------------------------------------------------------------------ */

static const struct worksheet_field *open_field(const struct block_view *v, const struct block *sheet)
{
    const char *held = block_state_of(v, sheet)->held;
    for (int i = 0; held[0] && i < sheet->worksheet.count; i++)
        if (text_is(sheet->worksheet.fields[i].exercise->id, held))
            return &sheet->worksheet.fields[i];
    return NULL;
}

const struct block *worksheet_open(const struct block_view *v)
{
    for (int i = 0; i < v->page->block_count; i++) {
        const struct block *b = &v->page->blocks[i];
        if (b->kind == BLOCK_WORKSHEET && attempt_shows(v->attempt, b) && open_field(v, b))
            return b;
    }
    return NULL;
}

void worksheet_field_page(struct block_view *v, const struct block *sheet, struct rect column)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct worksheet_field *f = open_field(v, sheet);
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
