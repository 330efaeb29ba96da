/* number: minus and plus around a large number; tapping the number opens a keypad. Empty until it is touched. */
#include "amount.h"
#include "number_pad.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* --- in words ------------------------------------------------------------------------------------------------------
 */

const char *number_shown(const struct block_view *v, const struct block *b, double number)
{
    struct arena *arena = v->ui->arena;
    const char *digits = amount_digits(arena, &b->number, number);
    if (b->number.money)
        return arena_printf(arena, "£%s", digits);
    return wording_unit(v->attempt, arena, digits, &b->number.unit, &b->number.unit_one);
}

/* Money as it is said: "4 pounds 50", "4 pounds 5 pence", "50 pence". */
const char *number_said(const struct block_view *v, const struct block *b, double number)
{
    const struct ui *ui = v->ui;
    if (!b->number.money)
        return number_shown(v, b, number);
    int64_t h = amount_hundredths(number);
    int pounds = (int)(h / 100), pence = (int)(h % 100);
    const char *whole = ui_words_count(ui, "%d pound", "%d pounds", pounds);
    const char *small = ui_words_count(ui, "%d penny", "%d pence", pence);
    if (pence == 0)
        return whole;
    if (pounds == 0)
        return small;
    return arena_printf(ui->arena, "%s %s", whole, pence >= 10 ? block_digits(v, pence) : small);
}

/* As it is said of any number: a unit that depends on the answer ("1 unit") is not the unit of what may be chosen. */
static struct block with_common_unit(const struct block *b)
{
    struct block common = *b;
    struct words *unit = &common.number.unit;
    if (unit->count > 1)
        *unit = (struct words){.item = &unit->item[unit->count - 1], .count = 1};
    return common;
}

const char *number_range(const struct block_view *v, const struct block *block, bool said)
{
    const struct block common = with_common_unit(block), *b = &common;
    const char *(*words)(const struct block_view *, const struct block *, double) = said ? number_said : number_shown;
    const char *from =
        b->number.money ? words(v, b, b->number.from) : amount_digits(v->ui->arena, &b->number, b->number.from);
    return ui_words_with(v->ui, "From %1 to %2", from, words(v, b, b->number.to), NULL);
}

/* --- minus and plus ------------------------------------------------------------------------------------------------
 */

struct mover {
    const char *part; /* of the target's id */
    double by;
};

static const double *answer_now(const struct block_view *v, const struct block *b)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return given && given->has_number ? &given->number : NULL;
}

/* "10 less": heard without the others, a minus alone could be any of them. */
static const char *mover_name(const struct block_view *v, const struct block *b, const struct mover *m)
{
    const char *by =
        b->number.money ? number_said(v, b, fabs(m->by)) : amount_digits(v->ui->arena, &b->number, fabs(m->by));
    return m->by < 0 ? ui_words_with(v->ui, "%1 less", by, NULL, NULL)
                     : ui_words_with(v->ui, "%1 more", by, NULL, NULL);
}

/* One pair is a sign; of two pairs each says by how much. */
static const char *mover_face(const struct block_view *v, const struct block *b, const struct mover *m)
{
    if (b->number.big_step <= 0)
        return NULL;
    return arena_printf(v->ui->arena, "%s%s%s", m->by < 0 ? "–" : "+", b->number.money ? "£" : "",
                        amount_digits(v->ui->arena, &b->number, fabs(m->by)));
}

static int mover_width(struct block_view *v, const struct block *b, const struct mover *m)
{
    const struct theme *t = &v->ui->in.theme;
    struct text_style style = block_style(v->ui, t->button, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    const char *face = mover_face(v, b, m);
    int w = face ? ui_text_width(v->ui, &style, face) + t->gap + 2 : 0;
    return w > t->button_height ? w : t->button_height;
}

static void draw_mover(struct block_view *v, const struct block *b, const struct mover *m, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const double *now = answer_now(v, b);
    double to = amount_moved(&b->number, now, m->by);
    bool at_end = now && to == *now;
    const char *id = block_id(v, b, m->part, NULL), *face = mover_face(v, b, m);
    struct text_style style = block_style(ui, t->button, FACE_BOLD, at_end ? COLOUR_SOFT : COLOUR_INK,
                                          ui_is_pressed(ui, id) ? COLOUR_TINT : COLOUR_CARD);
    style.align = ALIGN_CENTRE;
    style.silent = true; /* its name says more */
    if (at_end)
        ui_box_stroked(ui, r, style.on, COLOUR_EDGE, 2, t->radius, STROKE_DASHED);
    else
        ui_box(ui, r, style.on, COLOUR_INK, 3, t->radius);
    if (face)
        put_text(ui, style, r.x, r.y + (r.h - t->button.line_px) / 2, r.w, face);
    else
        ui_icon(ui, m->by < 0 ? "minus" : "plus", rect_inset(r, r.h / 4), style.colour);
    ui_target(ui, (struct target){
                      .id = id,
                      .name = mover_name(v, b, m),
                      .says = at_end ? number_said(v, b, *now) : NULL,
                      .role = ROLE_BUTTON,
                      .rect = r,
                      .press = {.kind = PRESS_ACT, .act = {.kind = ACT_NUMBER, .exercise = b->id, .number = to}}});
}

/* --- the number ----------------------------------------------------------------------------------------------------
 */

static void draw_value(struct block_view *v, const struct block *b, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const double *now = answer_now(v, b);
    const struct page_draft *draft = page_draft_find(v->state, b->id, "");
    bool drafted = draft && draft->text[0];
    const char *id = block_id(v, b, "field", NULL);
    const char *shown = drafted ? arena_strdup(ui->arena, draft->text)
                        : now   ? number_shown(v, b, *now)
                                : ui_words(ui, "Tap to type");
    bool large = now && !drafted;
    struct text_style style = block_style(ui, large ? t->digit : t->body, large ? FACE_BOLD : FACE_REGULAR,
                                          large ? COLOUR_INK : COLOUR_SOFT, COLOUR_CARD);
    int pad = block_em(ui, 0.5), icon = block_em(ui, 1.2), room = r.w - 2 * pad - 2 * (icon + pad / 2);
    style.align = ALIGN_CENTRE;
    style.silent = large; /* money is said in pounds and pence */
    style.target = id;
    if (large && ui_text_width(ui, &style, shown) > room)
        style.type = t->body;
    int h = ui_text_height(ui, &style, room, shown);
    ui_box(ui, r, COLOUR_CARD, now ? COLOUR_ACCENT : COLOUR_EDGE, now ? 4 : 2, t->radius);
    put_text(ui, style, r.x + pad + icon + pad / 2, r.y + (r.h - h) / 2, room, shown);
    ui_icon(ui, "dialpad", (struct rect){r.x + r.w - pad - icon, r.y + (r.h - icon) / 2, icon, icon}, COLOUR_ACCENT);
    if (large)
        ui_say(ui, number_said(v, b, *now), NULL);
    ui_target(ui, (struct target){.id = id,
                                  .name = block_ask(v, b),
                                  .says = large ? ui_words_with(ui, "%1. Press to type a number.",
                                                                number_said(v, b, *now), NULL, NULL)
                                                : ui_words(ui, "Empty. Press to type a number."),
                                  .role = ROLE_FIELD,
                                  .chosen = now != NULL,
                                  .rect = r,
                                  .press = {.kind = PRESS_WRITE, .item = b->id}});
}

/* Large enough for the highest number there is. */
static int value_least(struct block_view *v, const struct block *b)
{
    struct ui *ui = v->ui;
    struct text_style digit = block_style(ui, ui->in.theme.digit, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    struct text_style body = block_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    int w = ui_text_width(ui, &digit, number_shown(v, b, b->number.to));
    int empty = ui_text_width(ui, &body, ui_words(ui, "Tap to type"));
    return (w > empty ? w : empty) + block_em(ui, 3.9) + 2;
}

/* –10 –1 [number] +1 +10; where that is too wide, the number stands above. */
static int draw_stepper(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    const struct number_block *n = &b->number;
    struct mover movers[4];
    int count = 0, width[4], total = 0, gap = t->gap_small, half;
    if (n->big_step > 0)
        movers[count++] = (struct mover){"much-less", -n->big_step};
    movers[count++] = (struct mover){"less", -n->step};
    half = count;
    movers[count++] = (struct mover){"more", n->step};
    if (n->big_step > 0)
        movers[count++] = (struct mover){"much-more", n->big_step};
    for (int i = 0; i < count; i++) {
        width[i] = mover_width(v, b, &movers[i]);
        total += width[i] + gap;
    }
    int most = block_em(v->ui, 15), value = area.w - total, least = value_least(v, b), height = t->button_height;
    bool above = value < least;
    value = above ? (area.w < total - gap ? area.w : total - gap) : value > most && most > least ? most : value;
    if (above && value < least)
        value = least < area.w ? least : area.w;
    int x = area.x, y = area.y;
    if (above) {
        draw_value(v, b, (struct rect){x, y, value, height});
        y += height + gap;
    }
    for (int i = 0; i < count; i++) {
        if (i == half && !above) {
            draw_value(v, b, (struct rect){x, y, value, height});
            x += value + gap;
        }
        draw_mover(v, b, &movers[i], (struct rect){x, y, width[i], height});
        x += width[i] + gap;
    }
    return y + height - area.y;
}

/* Which numbers there are; at an end, that it is one. */
static int draw_note(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const double *now = answer_now(v, b);
    const struct page_draft *draft = page_draft_find(v->state, b->id, "");
    const char *words = number_range(v, b, false), *said = number_range(v, b, true);
    if (draft && draft->text[0])
        words = said = ui_words(ui, "Not finished yet. Tap to go on.");
    else if (now && *now <= b->number.from)
        words = said = ui_words(ui, "This is the least you can choose.");
    else if (now && *now >= b->number.to)
        words = said = ui_words(ui, "This is the most you can choose.");
    struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    style.silent = true;
    ui_say(ui, said, NULL);
    return put_text(ui, style, area.x, area.y, area.w, words);
}

int block_number(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int width = area.w < t->column_max ? area.w : t->column_max;
    int y = area.y + block_header(v, b, area);
    y += draw_stepper(v, b, (struct rect){area.x, y, width, 0}) + t->gap_small / 2;
    y += draw_note(v, b, (struct rect){area.x, y, width, 0});
    return y + block_declined(v, b, (struct rect){area.x, y, area.w, 0}) - area.y;
}
