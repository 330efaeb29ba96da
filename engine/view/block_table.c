/* Questions with the same answers: a table, with the answers' words once in its head, where the screen has room for
 * one. */
#include "block.h"
#include <string.h>

#define HEAD_LINES_MAX 3

/* --- by ear ------------------------------------------------------------------------------------------------------- */

/* What can be answered is heard before the rows. */
static void say_answers(struct block_view *v, const struct question *q)
{
    struct ui *ui = v->ui;
    struct buffer names;
    buffer_init(&names, ui->arena);
    for (int i = 0; i < q->answer_count; i++)
        buffer_addf(&names, "%s%s", i ? ", " : "", q->answers[i].text);
    ui_say(ui, ui_words_with(ui, "Choose one answer for each row: %1.", buffer_text(&names), NULL, NULL), NULL);
}

static void say_state(struct block_view *v, const struct question *q)
{
    for (int i = 0; i < q->answer_count; i++)
        if (q->answers[i].chosen)
            ui_say(v->ui, ui_words_with(v->ui, "Chosen: %1.", q->answers[i].text, NULL, NULL), q->answers[i].id);
    if (q->missing)
        ui_say(v->ui, ui_words(v->ui, "This still needs an answer"), NULL);
}

/* --- a table -------------------------------------------------------------------------------------------------------
 */

struct table {
    int words_w, column_w, pad, head_h, icon;
    struct text_style head;
};

/* Columns as wide as the words in their head want to be; false when the questions would have too little left. */
static bool plan_table(struct block_view *v, const struct question *q, int width, struct table *out)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct table plan = {.pad = block_em(ui, 0.72), .icon = 0};
    plan.head = block_style(ui, t->hint, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    plan.head.align = ALIGN_CENTRE;
    plan.head.silent = true; /* said with what is to be done */
    int least = block_em(ui, 3.4), gap = t->gap_small / 2;
    for (int i = 0; i < q->answer_count; i++) {
        int w = block_longest_word(ui, &plan.head, q->answers[i].text) + 2 * gap;
        least = w > least ? w : least;
        if (q->answers[i].icon)
            plan.icon = block_em(ui, 1.28);
    }
    int even = width * 11 / 20 / q->answer_count, most = block_em(ui, 6.4);
    plan.column_w = even < least ? least : even > most && most > least ? most : even;
    plan.words_w = width - q->answer_count * plan.column_w;
    for (int i = 0; i < q->answer_count; i++) {
        int h = ui_text_height(ui, &plan.head, plan.column_w - 2 * gap, q->answers[i].text);
        plan.head_h = h > plan.head_h ? h : plan.head_h;
    }
    if (t->portrait || plan.words_w < block_em(ui, 10) || plan.head_h > HEAD_LINES_MAX * plan.head.type.line_px)
        return false;
    *out = plan;
    return true;
}

static int draw_head(struct block_view *v, const struct question *q, const struct table *plan, struct rect area)
{
    struct ui *ui = v->ui;
    int gap = ui->in.theme.gap_small / 2, icon = plan->icon ? plan->icon + gap : 0;
    for (int i = 0; i < q->answer_count; i++) {
        int x = area.x + plan->words_w + i * plan->column_w, w = plan->column_w;
        int h = ui_text_height(ui, &plan->head, w - 2 * gap, q->answers[i].text);
        if (q->answers[i].icon)
            ui_icon(ui, q->answers[i].icon, (struct rect){x + (w - plan->icon) / 2, area.y, plan->icon, plan->icon},
                    COLOUR_ACCENT);
        put_text(ui, plan->head, x + gap, area.y + icon + plan->head_h - h, w - 2 * gap, q->answers[i].text);
    }
    return plan->head_h + icon + gap;
}

static void draw_cell(struct block_view *v, const struct question *q, int i, struct rect r)
{
    struct ui *ui = v->ui;
    const struct chip *o = &q->answers[i];
    int mark = block_em(ui, 1.44);
    struct rect round = {r.x + (r.w - mark) / 2, r.y + (r.h - mark) / 2, mark, mark};
    if (o->chosen)
        ui_box(ui, r, COLOUR_TINT, COLOUR_ACCENT, 4, ui->in.theme.radius * 3 / 4);
    ui_ellipse(ui, round, o->chosen ? COLOUR_ACCENT : COLOUR_CARD, o->chosen ? COLOUR_ACCENT : COLOUR_INK, 3,
               STROKE_SOLID);
    if (o->chosen)
        ui_icon(ui, "check-bold", rect_inset(round, mark / 7), COLOUR_ON_ACCENT);
    ui_target(ui, (struct target){.id = o->id,
                                  .name = o->text,
                                  .says = o->says,
                                  .role = ROLE_OPTION,
                                  .chosen = o->chosen,
                                  .rect = r,
                                  .press = o->press});
}

static int draw_table_row(struct block_view *v, const struct question *q, const struct table *plan, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int inset = 6, width = plan->words_w - 2 * plan->pad, x = area.x + plan->pad;
    int icon = q->missing ? block_em(ui, 1.2) : 0, indent = icon ? icon + block_em(ui, 0.5) : 0;
    int h = question_words_height(v, q, width - indent) + t->gap_small;
    h = h > t->option_height ? h : t->option_height;
    ui_box(ui, (struct rect){area.x, area.y, area.w, h}, COLOUR_CARD, q->missing ? COLOUR_WARNING : COLOUR_LINE,
           q->missing ? 4 : 2, t->radius);
    if (icon)
        ui_icon(ui, "alert-circle", (struct rect){x, area.y + (h - icon) / 2, icon, icon}, COLOUR_WARNING);
    question_words(v, q, (struct rect){x + indent, area.y, width - indent, h});
    for (int i = 0; i < q->answer_count; i++)
        draw_cell(v, q, i,
                  (struct rect){area.x + plan->words_w + i * plan->column_w + inset / 2, area.y + inset,
                                plan->column_w - inset, h - 2 * inset});
    return h;
}

/* --- all of them ---------------------------------------------------------------------------------------------------
 */

static int draw_row(struct block_view *v, const struct question *q, const struct table *plan, struct rect area)
{
    struct ui *ui = v->ui;
    const char *around = ui->group;
    ui->group = q->group ? q->group : q->text;
    int h = draw_table_row(v, q, plan, area);
    say_state(v, q);
    ui->group = around;
    return h;
}

int question_table(struct block_view *v, const struct block *b, const struct question *questions, int count,
                   struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct table plan;
    if (count == 0)
        return 0;
    bool table = plan_table(v, &questions[0], area.w, &plan);
    int y = area.y, gap = table ? t->gap_small / 2 : t->gap_small;
    if (table) {
        say_answers(v, &questions[0]);
        y += draw_head(v, &questions[0], &plan, (struct rect){area.x, y, area.w, 0});
    }
    for (int i = 0; i < count; i++) {
        struct rect r = {area.x, y, area.w, 0};
        if (questions[i].missing)
            block_show_missing(v, b, y);
        y += (table ? draw_row(v, &questions[i], &plan, r) : question_card(v, &questions[i], r)) + gap;
    }
    return y - gap - area.y;
}
