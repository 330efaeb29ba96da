#include "number_pad.h"
#include "amount.h"
#include "page_state.h"
#include <math.h>

struct pad {
    struct block_view *v;
    const struct block *b;
    const struct page_draft *draft;
    struct rect keys;
    int key_w, key_h, gap;
};

static void draw_digit(const struct pad *p, const char *types, const char *name, struct rect r)
{
    struct ui *ui = p->v->ui;
    const struct theme *t = &ui->in.theme;
    const char *id = arena_printf(ui->arena, "key.%s", types);
    struct text_style style =
        block_style(ui, t->digit, FACE_BOLD, COLOUR_INK, ui_is_pressed(ui, id) ? COLOUR_TINT : COLOUR_CARD);
    style.align = ALIGN_CENTRE;
    style.silent = true; /* ten digits in turn tell nobody anything; moving to one names it */
    if (style.type.line_px > r.h)
        style.type = (struct type){style.type.size_px * r.h / style.type.line_px, r.h};
    ui_box(ui, r, style.on, COLOUR_EDGE, 2, t->radius);
    put_text(ui, style, r.x, r.y + (r.h - style.type.line_px) / 2, r.w, name);
    ui_target(ui,
              (struct target){
                  .id = id, .name = name, .role = ROLE_KEY, .rect = r, .press = {.kind = PRESS_KEY, .text = types}});
}

static struct rect key_rect(const struct pad *p, int row, int column)
{
    struct rect key = {p->keys.x + column * (p->key_w + p->gap), p->keys.y + row * (p->key_h + p->gap), p->key_w,
                       p->key_h};
    return ui_unturned(p->v->ui, p->keys, key);
}

/* 1 2 3 at the top, as on a telephone and on the keypad for signing in. */
static void draw_keys(const struct pad *p)
{
    struct ui *ui = p->v->ui;
    static const char *const digits[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    for (int i = 0; i < 9; i++)
        draw_digit(p, digits[i], digits[i], key_rect(p, i / 3, i % 3));
    if (amount_decimals(&p->b->number) > 0)
        draw_digit(p, ".", ".", key_rect(p, 3, 0));
    draw_digit(p, "0", "0", key_rect(p, 3, 1));
    struct button rub_out = {.id = "key.backspace",
                             .text = ui_words(ui, "Rub out"),
                             .icon = "backspace-outline",
                             .icon_only = true,
                             .press = {.kind = PRESS_KEY, .text = "backspace"}};
    struct button done = {.id = "key.done",
                          .text = ui_words(ui, "Done"),
                          .icon_after = "check",
                          .look = BUTTON_MAIN,
                          .press = {.kind = PRESS_KEY, .text = "done"}};
    bool silent = ui->silent;
    ui->silent = true;
    ui_button(ui, key_rect(p, 3, 2), &rub_out);
    ui_button(ui, (struct rect){p->keys.x, p->keys.y + 4 * (p->key_h + p->gap), p->keys.w, p->key_h}, &done);
    ui->silent = silent;
}

/* What is typed, large; before that, what the answer is now, or nothing. */
static int draw_typed(const struct pad *p, struct rect area)
{
    struct ui *ui = p->v->ui;
    const struct theme *t = &ui->in.theme;
    const struct answer *given = attempt_answer(p->v->attempt, p->b->id);
    bool empty = !p->draft->text[0], now = empty && given && given->has_number;
    const char *digits = arena_strdup(ui->arena, p->draft->text);
    const char *typed = p->b->number.money ? arena_printf(ui->arena, "£%s", digits) : digits;
    const char *shown = now     ? ui_words_with(ui, "Now: %1", number_shown(p->v, p->b, given->number), NULL, NULL)
                        : empty ? ui_words(ui, "Type a number")
                                : typed;
    struct text_style style = block_style(ui, empty ? t->body : t->digit, empty ? FACE_REGULAR : FACE_BOLD,
                                          empty ? COLOUR_SOFT : COLOUR_INK, COLOUR_CARD);
    style.align = ALIGN_CENTRE;
    style.silent = !empty;
    int h = ui_text_height(ui, &style, area.w - t->gap, shown), least = t->digit.line_px;
    int height = (h > least ? h : least) + t->gap_small;
    ui_box(ui, (struct rect){area.x, area.y, area.w, height}, COLOUR_CARD, COLOUR_ACCENT, 4, t->radius);
    put_text(ui, style, area.x + t->gap / 2, area.y + (height - h) / 2, area.w - t->gap, shown);
    double number;
    if (!empty)
        ui_say(ui, amount_read(&p->b->number, digits, &number) ? number_said(p->v, p->b, number) : typed, NULL);
    return height;
}

static const char *range_words(const struct pad *p, bool above, bool said)
{
    const struct ui *ui = p->v->ui;
    const char *range = number_range(p->v, p->b, said);
    double most = p->b->number.to;
    if (p->v->state->unfit)
        return ui_words_with(ui, "Not kept yet. %1.", range, NULL, NULL);
    if (above)
        return ui_words_with(ui, "%1 is the most.",
                             said ? number_said(p->v, p->b, most) : number_shown(p->v, p->b, most), NULL, NULL);
    return range;
}

/* Which numbers can be typed; what is wrong with this one is said as soon as more digits cannot put it right. */
static int draw_range(const struct pad *p, struct rect area)
{
    struct ui *ui = p->v->ui;
    const struct theme *t = &ui->in.theme;
    const struct number_block *n = &p->b->number;
    double number = 0;
    bool above = amount_read(n, p->draft->text, &number) && number > n->to, unfit = p->v->state->unfit;
    const char *words = range_words(p, above, false), *said = range_words(p, above, true);
    bool wrong = above || unfit;
    struct text_style style =
        block_style(ui, t->hint, wrong ? FACE_BOLD : FACE_REGULAR, wrong ? COLOUR_WARNING : COLOUR_SOFT, COLOUR_PAPER);
    int icon = wrong ? t->hint.line_px : 0, indent = icon ? icon + t->gap_small / 2 : 0;
    if (icon)
        ui_icon(ui, "alert-circle", (struct rect){area.x, area.y, icon, icon}, COLOUR_WARNING);
    style.silent = true; /* money is said in pounds and pence */
    ui->live = wrong;    /* said in place of the key that was pressed */
    ui_say(ui, said, NULL);
    ui->live = false;
    int h = put_text(ui, style, area.x + indent, area.y, area.w - indent, words);
    return h;
}

static int draw_words(const struct pad *p, struct rect area)
{
    struct ui *ui = p->v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style ask = block_style(ui, t->subheading, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    int y = area.y + put_text(ui, ask, area.x, area.y, area.w, block_ask(p->v, p->b)) + t->gap_small;
    y += draw_typed(p, (struct rect){area.x, y, area.w, 0}) + t->gap_small;
    y += draw_range(p, (struct rect){area.x, y, area.w, 0}) + t->gap_small;
    struct button close = {.id = "close", /* Escape finds it by this name */
                           .text = ui_words(ui, "Leave it as it was"),
                           .icon = "close",
                           .look = BUTTON_QUIET,
                           .press = {.kind = PRESS_KEY, .text = "close"}};
    int natural = ui_button_width(ui, &close), width = natural < area.w ? natural : area.w;
    int height = ui_button_height(ui, &close, width);
    ui_button(ui, (struct rect){area.x, y, width, height}, &close);
    return y + height - area.y;
}

static int words_height(const struct pad *p, int width)
{
    struct ui scratch;
    struct block_view dry = block_scratch(p->v, &scratch);
    struct pad measured = *p;
    measured.v = &dry;
    return draw_words(&measured, (struct rect){.w = width});
}

void number_pad_view(struct block_view *v, const struct block *b)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct pad p = {.v = v, .b = b, .draft = page_writing(v->state), .gap = t->gap_small};
    if (!p.draft)
        return;
    int margin = t->portrait ? t->margin / 2 : t->margin, across = t->width - 2 * margin;
    bool beside = !t->portrait; /* words and keys side by side where the screen is low */
    p.keys.w = t->button_height * 6 < across ? t->button_height * 6 : across;
    if (beside && p.keys.w > across * 45 / 100)
        p.keys.w = across * 45 / 100;
    int words_w = beside ? across - p.keys.w - t->gap_large : across, words_h = words_height(&p, words_w);
    int taken = beside ? 2 * t->gap : words_h + 3 * t->gap;
    p.key_w = (p.keys.w - 2 * p.gap) / 3;
    p.key_h = (t->height * 94 / 100 - taken - 4 * p.gap) / 5;
    p.key_h = p.key_h < t->button_height ? p.key_h : t->button_height;
    p.key_h = p.key_h > t->target_min ? p.key_h : t->target_min;
    int keys_h = 5 * p.key_h + 4 * p.gap,
        panel_h = beside ? (keys_h > words_h ? keys_h : words_h) + 2 * t->gap : words_h + keys_h + 3 * t->gap;
    int y = ui_foot_panel(ui, panel_h);
    draw_words(&p, (struct rect){margin, y + t->gap, words_w, 0});
    p.keys.x = beside ? t->width - margin - p.keys.w : (t->width - p.keys.w) / 2;
    p.keys.y = beside ? y + t->gap : y + words_h + 2 * t->gap;
    draw_keys(&p);
}
