/*
 * diary: a card a row, with what is in it and what that comes to; a row opens as a page of its own. That a day had
 * nothing is one press, here or there: nobody fills in boxes to say "none".
 */
#include "block_diary.h"
#include "diary.h"

#include <assert.h>

static const char *row_title(const struct block_view *v, const struct block *b, int row)
{
    return diary_row_title(v->attempt, v->ui->arena, v->ui->in.interface, b, row);
}

/* --- a row as a card --------------------------------------------------------------------------------------------- */

struct row_card {
    int row;
    enum diary_state state;
    const char *id, *title, *words, *sums; /* words, sums: or NULL */
    bool missing;                          /* Next waits for something in it */
    int title_w;                           /* the same for all rows */
};

static struct row_card card_of(const struct block_view *v, const struct block *b, int row)
{
    const struct diary_row *r = &b->diary.rows[row];
    struct row_card c = {.row = row,
                         .state = diary_row_state(v->attempt, b, row),
                         .id = block_id(v, b, r->id, "open"),
                         .title = row_title(v, b, row),
                         .words = diary_row_words(v->attempt, v->ui->arena, v->ui->in.interface, b, row),
                         .sums = diary_sums_words(v->attempt, v->ui->arena, b, row)};
    for (int i = 0; i < b->diary.column_count; i++)
        c.missing |= block_is_missing(v, &r->boxes[i]);
    return c;
}

/* Words begin at one line in all rows: beside the longest title, unless that is a sentence. */
static int titles_width(const struct block_view *v, const struct block *b)
{
    struct ui *ui = v->ui;
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    int most = block_em(ui, 9), width = block_em(ui, 4);
    for (int i = 0; i < b->diary.row_count; i++) {
        int one = ui_text_width(ui, &style, row_title(v, b, i)) + 1;
        width = one > width ? one : width;
    }
    return width < most ? width : most;
}

/* What stands in a card, or what to do with it. */
static const char *card_words(const struct block_view *v, const struct row_card *c)
{
    if (c->state == DIARY_EMPTY)
        return ui_words(v->ui, "Tap to fill in");
    return c->words ? c->words : "";
}

struct card_place {
    int pad, title_w, sums_w, words_x, words_w;
    bool stacked; /* the title above the words */
};

static struct text_style card_style(const struct block_view *v, const struct row_card *c, struct type type,
                                    enum face face, enum colour colour)
{
    struct text_style style = block_style(v->ui, type, face, colour, COLOUR_CARD);
    style.target = c->id;
    return style;
}

static struct card_place card_place(struct block_view *v, const struct row_card *c, int width)
{
    struct ui *ui = v->ui;
    struct card_place p = {.pad = block_em(ui, 0.8), .title_w = c->title_w};
    struct text_style sums = card_style(v, c, ui->in.theme.body, FACE_BOLD, COLOUR_ACCENT);
    int inside = width - 2 * p.pad, gap = block_em(ui, 0.8);
    p.sums_w = c->sums ? ui_text_width(ui, &sums, c->sums) + 1 : 0;
    p.stacked = inside - p.title_w - p.sums_w - 2 * gap < block_em(ui, 11);
    if (p.stacked) {
        p.sums_w = p.sums_w < inside / 2 ? p.sums_w : inside / 2;
        p.title_w = inside - p.sums_w - (p.sums_w ? gap : 0);
        p.words_w = inside;
    } else {
        p.words_x = p.title_w + gap;
        p.words_w = inside - p.words_x - (p.sums_w ? p.sums_w + gap : 0);
    }
    return p;
}

/* The inside of a card from x, y; its height. */
static int card_inside(struct block_view *v, const struct row_card *c, const struct card_place *p, int x, int y,
                       int width, bool draw)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style title = card_style(v, c, t->body, FACE_BOLD, COLOUR_INK);
    struct text_style words =
        card_style(v, c, t->body, FACE_REGULAR, c->state == DIARY_EMPTY ? COLOUR_SOFT : COLOUR_INK);
    struct text_style sums = card_style(v, c, t->body, FACE_BOLD, COLOUR_ACCENT);
    struct text_style warn = card_style(v, c, t->hint, FACE_BOLD, COLOUR_WARNING);
    sums.align = ALIGN_END;
    const char *said = card_words(v, c), *needs = ui_words(ui, "This still needs an answer");
    int title_h = ui_text_height(ui, &title, p->title_w, c->title);
    int sums_h = c->sums ? ui_text_height(ui, &sums, p->sums_w, c->sums) : 0;
    int top = p->stacked ? (title_h > sums_h ? title_h : sums_h) : 0;
    int words_h = said[0] ? ui_text_height(ui, &words, p->words_w, said) : 0;
    int h = p->stacked ? top + words_h : title_h > words_h ? title_h : words_h;
    h = !p->stacked && sums_h > h ? sums_h : h;
    if (draw) {
        put_text(ui, title, x, y, p->title_w, c->title);
        if (words_h)
            put_text(ui, words, x + p->words_x, y + top, p->words_w, said);
        if (c->sums)
            put_text(ui, sums, x + width - 2 * p->pad - p->sums_w, y, p->sums_w, c->sums);
    }
    if (!c->missing)
        return h;
    int icon = t->hint.line_px;
    if (draw) {
        ui_icon(ui, "alert-circle", (struct rect){x, y + h, icon, icon}, COLOUR_WARNING);
        put_text(ui, warn, x + icon + block_em(ui, 0.4), y + h, width - 2 * p->pad - icon - block_em(ui, 0.4), needs);
    }
    return h + ui_text_height(ui, &warn, width - 2 * p->pad - icon - block_em(ui, 0.4), needs);
}

static int card_height(struct block_view *v, const struct row_card *c, int width)
{
    const struct theme *t = &v->ui->in.theme;
    struct card_place p = card_place(v, c, width);
    int h = card_inside(v, c, &p, 0, 0, width, false) + 2 * (t->gap_small * 3 / 4);
    return h > t->option_height ? h : t->option_height;
}

static const char *card_says(const struct block_view *v, const struct block *b, const struct row_card *c)
{
    struct ui *ui = v->ui;
    struct buffer out;
    buffer_init(&out, ui->arena);
    if (c->missing)
        buffer_addf(&out, "%s. ", ui_words(ui, "This still needs an answer"));
    if (c->state == DIARY_NOTHING)
        buffer_adds(&out, diary_nothing_words(v->attempt, ui->arena, ui->in.interface, b));
    else
        buffer_adds(&out, c->state == DIARY_EMPTY ? ui_words(ui, "Empty. Press to fill it in.") : card_words(v, c));
    if (c->sums)
        buffer_addf(&out, ". %s", c->sums);
    return buffer_text(&out);
}

static void draw_card(struct block_view *v, const struct block *b, const struct row_card *c, struct rect r)
{
    struct ui *ui = v->ui;
    struct card_place p = card_place(v, c, r.w);
    bool given = c->state != DIARY_EMPTY;
    enum colour edge = c->missing ? COLOUR_WARNING : given ? COLOUR_ACCENT : COLOUR_EDGE;
    int h = card_inside(v, c, &p, 0, 0, r.w, false);
    ui_box(ui, r, COLOUR_CARD, edge, given || c->missing ? 3 : 2, ui->in.theme.radius);
    card_inside(v, c, &p, r.x + p.pad, r.y + (r.h - h) / 2, r.w, true);
    ui_target(ui, (struct target){.id = c->id,
                                  .name = c->title,
                                  .role = ROLE_FIELD,
                                  .chosen = given,
                                  .says = card_says(v, b, c),
                                  .rect = r,
                                  .press = {.kind = PRESS_HOLD, .item = b->diary.rows[c->row].id, .text = b->id}});
}

/* --- nothing that day -------------------------------------------------------------------------------------------- */

/* `of`: the day, said with it, where several such buttons stand below one another; or NULL. */
static struct button nothing_button(const struct block_view *v, const struct block *b, const struct block *nothing,
                                    const char *of)
{
    const struct answer *given = attempt_answer(v->attempt, nothing->id);
    const char *option = nothing->choice.options[0].id;
    return (struct button){
        .id = nothing->id,
        .text = diary_nothing_words(v->attempt, v->ui->arena, v->ui->in.interface, b),
        .icon = "minus-circle-outline",
        .says = of,
        .chosen = given && answer_has(given, option),
        .press = {.kind = PRESS_ACT, .act = {.kind = ACT_PICK, .exercise = nothing->id, .item = option}}};
}

static bool offers_nothing(const struct block *b, const struct row_card *c)
{
    return b->diary.rows[c->row].nothing && (c->state == DIARY_EMPTY || c->state == DIARY_NOTHING);
}

/* The card, and beside it (or under it) the press that says there was nothing. */
static int draw_row(struct block_view *v, const struct block *b, const struct row_card *c, struct rect area)
{
    struct ui *ui = v->ui;
    int gap = ui->in.theme.gap_small;
    if (!offers_nothing(b, c)) {
        int h = card_height(v, c, area.w);
        draw_card(v, b, c, (struct rect){area.x, area.y, area.w, h});
        return h;
    }
    struct button none = nothing_button(v, b, b->diary.rows[c->row].nothing, c->title);
    int width = ui_button_width(ui, &none);
    bool beside = width + gap + block_em(ui, 14) <= area.w;
    if (beside && c->sums) { /* and the card's first line stays one line */
        struct text_style bold = block_style(ui, ui->in.theme.body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
        int inside = area.w - width - gap - 3 * block_em(ui, 0.8);
        beside = c->title_w + ui_text_width(ui, &bold, c->sums) + 1 <= inside;
    }
    if (!beside) {
        int h = card_height(v, c, area.w);
        width = width < area.w ? width : area.w;
        int button_h = ui_button_height(ui, &none, width);
        draw_card(v, b, c, (struct rect){area.x, area.y, area.w, h});
        ui_button(ui, (struct rect){area.x, area.y + h + gap, width, button_h}, &none);
        return h + gap + button_h + gap / 2; /* nearer to its own day than to the next */
    }
    int card_w = area.w - width - gap, h = card_height(v, c, card_w), button_h = ui_button_height(ui, &none, width);
    h = h > button_h ? h : button_h;
    draw_card(v, b, c, (struct rect){area.x, area.y, card_w, h});
    ui_button(ui, (struct rect){area.x + card_w + gap, area.y, width, h}, &none);
    return h;
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static int draw_totals(struct block_view *v, const struct block *b, int row, struct rect area)
{
    struct ui *ui = v->ui;
    struct buffer out;
    buffer_init(&out, ui->arena);
    for (int i = 0; i < b->diary.total_count; i++) {
        const struct diary_total *total = &b->diary.totals[i];
        const char *words = diary_sum_words(v->attempt, ui->arena, b, total, row);
        if (words)
            buffer_addf(&out, "%s%s: **%s**", out.length ? "\n\n" : "", block_words(v, &total->text), words);
    }
    if (!out.length)
        return 0;
    int width = area.w < ui->in.theme.column_max ? area.w : ui->in.theme.column_max;
    struct panel p = {.look = PANEL_NOTE, .icon = "calculator", .text = buffer_text(&out)};
    if (row < 0)
        p.title = ui_words(ui, "So far, in all");
    return panel_draw(v, &p, (struct rect){area.x, area.y, width, 0});
}

/* The first row that nobody has used; -1: all are. */
static int spare_row(const struct block_view *v, const struct block *b)
{
    for (int i = 0; i < b->diary.row_count; i++)
        if (diary_row_state(v->attempt, b, i) == DIARY_EMPTY)
            return i;
    return -1;
}

static int draw_button(struct block_view *v, const struct button *button, struct rect area)
{
    struct ui *ui = v->ui;
    int width = ui_button_width(ui, button);
    width = width < area.w ? width : area.w;
    int h = ui_button_height(ui, button, width);
    ui_button(ui, (struct rect){area.x, area.y, width, h}, button);
    return h;
}

/* Occasions come one by one. */
static int draw_adding(struct block_view *v, const struct block *b, int used, struct rect area)
{
    struct ui *ui = v->ui;
    int spare = spare_row(v, b);
    if (b->diary.kind != DIARY_OCCASIONS || spare < 0)
        return 0;
    struct button add = {.id = block_id(v, b, "add", NULL),
                         .text = used ? ui_words(ui, "Add another") : ui_words(ui, "Add one"),
                         .icon = "plus",
                         .press = {.kind = PRESS_HOLD, .item = b->diary.rows[spare].id, .text = b->id}};
    return draw_button(v, &add, area);
}

/* Of a diary without rows: that there is nothing to add, or that they would rather not say. */
static int draw_whole(struct block_view *v, const struct block *b, int used, struct rect area)
{
    const struct block *whole = b->diary.whole;
    int gap = v->ui->in.theme.gap_small, y = area.y;
    if (!whole || used)
        return 0;
    if (b->diary.kind == DIARY_OCCASIONS) {
        struct button none = nothing_button(v, b, whole, NULL);
        y += draw_button(v, &none, (struct rect){area.x, y, area.w, 0}) + gap;
    }
    y += block_declined(v, whole, (struct rect){area.x, y - gap, area.w, 0});
    return y - area.y;
}

int block_diary(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int y = area.y + block_header(v, b, area), used = diary_rows_used(v->attempt, b);
    int title_w = titles_width(v, b);
    for (int i = 0; i < b->diary.row_count; i++) {
        struct row_card c = card_of(v, b, i);
        c.title_w = title_w;
        if (b->diary.kind == DIARY_OCCASIONS && c.state == DIARY_EMPTY)
            continue;
        y += draw_row(v, b, &c, (struct rect){area.x, y, area.w, 0}) + t->gap_small;
    }
    int add = draw_adding(v, b, used, (struct rect){area.x, y, area.w, 0});
    y += add ? add + t->gap_small : 0;
    int whole = draw_whole(v, b, used, (struct rect){area.x, y, area.w, 0});
    y += whole ? whole + t->gap_small : 0;
    y += draw_totals(v, b, -1, (struct rect){area.x, y + t->gap_small / 2, area.w, 0}) + t->gap_small / 2;
    sheet_show_missing(v, b);
    return y - area.y;
}

const char *diary_target_of(const struct block_view *v, const struct block *diary, const struct block *part)
{
    const struct diary_row *row = diary_row_of(diary, part);
    return row ? block_id(v, diary, row->id, "open") : NULL;
}

/* --- an open row ------------------------------------------------------------------------------------------------- */

int diary_open_row(const struct block_view *v, const struct block *diary)
{
    const char *held = block_state_of(v, diary)->held;
    for (int i = 0; held[0] && i < diary->diary.row_count; i++)
        if (text_is(diary->diary.rows[i].id, held))
            return i;
    return -1;
}

static int row_heading(struct block_view *v, const struct block *b, int row, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->heading, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    int y = area.y + put_text(ui, style, area.x, area.y, area.w, row_title(v, b, row));
    return y + put_text(ui, soft, area.x, y, area.w, block_ask(v, b)) + t->gap - area.y;
}

/* At the end of a row: there was nothing, or take it all back. */
static int row_ending(struct block_view *v, const struct block *b, int row, struct rect area)
{
    struct ui *ui = v->ui;
    const struct diary_row *r = &b->diary.rows[row];
    enum diary_state state = diary_row_state(v->attempt, b, row);
    if (state == DIARY_BEGUN || state == DIARY_FULL) {
        struct button clear = {
            .id = block_id(v, b, "clear", NULL),
            .text = b->diary.kind == DIARY_OCCASIONS ? ui_words(ui, "Take this one out")
                                                     : ui_words(ui, "Clear all of this"),
            .icon = "delete",
            .press = {.kind = PRESS_ACT, .act = {.kind = ACT_CLEAR_ROW, .exercise = b->id, .item = r->id}}};
        return draw_button(v, &clear, area);
    }
    if (!r->nothing)
        return 0;
    struct button none = nothing_button(v, b, r->nothing, NULL);
    int h = draw_button(v, &none, area);
    return h + block_declined(v, r->nothing, (struct rect){area.x, area.y + h, area.w, 0});
}

void diary_row_page(struct block_view *v, const struct block *diary, struct rect column)
{
    const struct theme *t = &v->ui->in.theme;
    int row = diary_open_row(v, diary), y = column.y;
    assert(row >= 0);
    y += row_heading(v, diary, row, column);
    for (int i = 0; i < diary->diary.column_count; i++) {
        const struct block *box = &diary->diary.rows[row].boxes[i];
        if (!attempt_shows(v->attempt, box))
            continue;
        bool narrow = box->kind == BLOCK_WRITE && column.w > t->column_max && !t->portrait;
        y += block_draw_any(v, box, (struct rect){column.x, y, narrow ? t->column_max : column.w, 0}) + t->gap_large;
    }
    int sums = draw_totals(v, diary, row, (struct rect){column.x, y, column.w, 0});
    y += sums ? sums + t->gap : 0;
    row_ending(v, diary, row, (struct rect){column.x, y, column.w, 0});
}
