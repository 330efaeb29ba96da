/* scale: a number, as steps, as a thermometer over the steps, or as a slider with minus and plus. */
#include "block.h"
#include <assert.h>
#include <math.h>

#define STEPS_MAX 11 /* 0 to 10: more do not fit a row of fingers; then it is a slider */

static int step_count(const struct scale_block *s)
{
    double step = s->step > 0 ? s->step : 1;
    return (int)lround((s->to - s->from) / step) + 1;
}

static double step_value(const struct scale_block *s, int i)
{
    return s->from + i * (s->step > 0 ? s->step : 1);
}

static struct press press_number(const struct block *b, double number)
{
    return (struct press){.kind = PRESS_ACT, .act = {.kind = ACT_NUMBER, .exercise = b->id, .number = number}};
}

static const char *with_unit(const struct block_view *v, const struct scale_block *s, double value)
{
    return wording_unit(v->attempt, v->ui->arena, block_digits(v, value), &s->unit, &s->unit_one);
}

/* --- steps ------------------------------------------------------------------------------------------------------ */

struct steps steps_of(const struct block_view *v, int count, int width)
{
    const struct theme *t = &v->ui->in.theme;
    struct steps g = {.gap = t->gap_small / 2};
    int least = block_em(v->ui, 1.9) > 48 ? block_em(v->ui, 1.9) : 48, most = block_em(v->ui, 3.4);
    g.rows = 1;
    g.columns = count;
    while ((width + g.gap) / g.columns - g.gap < least && g.columns > 1) {
        g.rows++;
        g.columns = (count + g.rows - 1) / g.rows;
    }
    g.width = (width + g.gap) / g.columns - g.gap;
    g.width = g.width < most ? g.width : most;
    g.height = t->button_height;
    return g;
}

struct rect steps_cell(const struct steps *g, int i, int x, int y)
{
    int row = i / g->columns, column = i % g->columns;
    return (struct rect){x + column * (g->width + g->gap), y + row * (g->height + g->gap), g->width, g->height};
}

void step_draw(struct block_view *v, const struct step *s, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    ui_box(ui, r, s->chosen ? COLOUR_ACCENT : COLOUR_CARD, s->chosen ? COLOUR_INK : COLOUR_EDGE, s->chosen ? 4 : 2,
           t->radius * 3 / 4);
    struct text_style style = block_style(ui, t->button, FACE_BOLD, s->chosen ? COLOUR_ON_ACCENT : COLOUR_INK,
                                          s->chosen ? COLOUR_ACCENT : COLOUR_CARD);
    style.align = ALIGN_CENTRE;
    style.target = s->id;
    style.silent = true; /* eleven numbers in a row are noise; the scale says its ends, and what was chosen */
    int tick = s->chosen ? block_em(ui, 0.8) : 0;
    int top = r.y + (r.h - t->button.line_px - tick) / 2;
    put_text(ui, style, r.x, top, r.w, s->number);
    if (s->chosen)
        ui_icon(ui, "check-bold", (struct rect){r.x + (r.w - tick) / 2, top + t->button.line_px - tick / 6, tick, tick},
                COLOUR_ON_ACCENT);
    /* not "7 of 11": two numbers about one number */
    const char *state = s->chosen ? ui_words(ui, "Chosen.") : ui_words(ui, "Not chosen.");
    if (!text_is_empty(s->means))
        state = arena_printf(ui->arena, "%s. %s", s->means, state);
    ui_target(ui, (struct target){.id = s->id,
                                  .name = s->name,
                                  .says = state,
                                  .role = ROLE_STEP,
                                  .chosen = s->chosen,
                                  .rect = r,
                                  .press = s->press});
}

static void draw_step(struct block_view *v, const struct block *b, int i, int count, struct rect r)
{
    const struct scale_block *s = &b->scale;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    double value = step_value(s, i);
    const char *number = block_digits(v, value);
    struct step step = {.id = block_id(v, b, "step", number),
                        .number = number,
                        .name = with_unit(v, s, value),
                        .means = i == 0           ? block_plain(v, &s->low)
                                 : i == count - 1 ? block_plain(v, &s->high)
                                                  : "",
                        .chosen = given && given->has_number && fabs(given->number - value) < 1e-9,
                        .press = press_number(b, value)};
    step_draw(v, &step, r);
}

static int draw_steps(struct block_view *v, const struct block *b, struct rect area, struct steps g)
{
    int count = step_count(&b->scale);
    for (int i = 0; i < count; i++)
        draw_step(v, b, i, count, steps_cell(&g, i, area.x, area.y));
    return g.rows * (g.height + g.gap) - g.gap;
}

static const char *chosen_words(const struct block_view *v, const struct block *b)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    if (!given || !given->has_number)
        return NULL;
    return ui_words_with(v->ui, "You chose %1.", with_unit(v, &b->scale, given->number), NULL, NULL);
}

/* The words at both ends, under the first and the last step; between them what was chosen, in words: heard by those who
 * cannot see which step is filled, seen by those who cannot tell. */
static int draw_ends(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct scale_block *s = &b->scale;
    struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    struct text_style strong = block_style(ui, t->hint, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    const char *low = block_plain(v, &s->low), *high = block_plain(v, &s->high), *chosen = chosen_words(v, b);
    int gap = t->gap_small, middle = ui_text_width(ui, &strong, chosen ? chosen : "") + 1;
    int side = (area.w - middle) / 2 - gap, y = area.y;
    bool apart = chosen && (ui_text_width(ui, &style, low) > side || ui_text_width(ui, &style, high) > side);
    if (!chosen || apart)
        side = (area.w - gap) / 2;
    style.silent = true; /* said as what the numbers mean */
    int left = put_text(ui, style, area.x, y, side, low);
    style.align = ALIGN_END;
    int right = put_text(ui, style, area.x + area.w - side, y, side, high);
    int h = left > right ? left : right;
    if (h) {
        ui_say(ui, ui_words_with(ui, "%1 is %2.", block_digits(v, s->from), low, NULL), NULL);
        ui_say(ui, ui_words_with(ui, "%1 is %2.", block_digits(v, s->to), high, NULL), NULL);
    }
    if (!chosen)
        return h;
    strong.align = ALIGN_CENTRE;
    int said = put_text(ui, strong, area.x + (area.w - middle) / 2, apart ? y + h : y, middle, chosen);
    return apart ? h + said : h > said ? h : said;
}

/* A tube with a bulb, filled up to the middle of the chosen step below it. */
static int draw_thermometer(struct block_view *v, const struct block *b, struct rect area, struct steps g)
{
    struct ui *ui = v->ui;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    int height = block_em(ui, 1.0), bulb = height * 9 / 5, y = area.y + (bulb - height) / 2;
    ui_box(ui, (struct rect){area.x + bulb / 2, y, area.w - bulb / 2, height}, COLOUR_CARD, COLOUR_EDGE, 2, height / 2);
    ui_ellipse(ui, (struct rect){area.x, area.y, bulb, bulb}, COLOUR_ACCENT, COLOUR_EDGE, 2, STROKE_SOLID);
    if (given && given->has_number) {
        double part = (given->number - b->scale.from) / (b->scale.to - b->scale.from);
        int along = (area.w - g.width) > 0 ? (int)lround(part * (area.w - g.width)) + g.width / 2 : area.w;
        int inset = height / 4;
        if (along > bulb / 2)
            ui_box(ui, (struct rect){area.x + bulb / 2, y + inset, along - bulb / 2, height - 2 * inset}, COLOUR_ACCENT,
                   COLOUR_NONE, 0, (height - 2 * inset) / 2);
    }
    return bulb;
}

/* --- slider ----------------------------------------------------------------------------------------------------- */

static void draw_nudge(struct block_view *v, const struct block *b, struct rect r, bool up)
{
    struct ui *ui = v->ui;
    const struct scale_block *s = &b->scale;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    double step = s->step > 0 ? s->step : 1;
    double value = given && given->has_number ? given->number + (up ? step : -step) : s->from;
    value = value < s->from ? s->from : value > s->to ? s->to : value;
    const char *id = block_id(v, b, up ? "more" : "less", NULL);
    ui_box(ui, r, COLOUR_CARD, COLOUR_INK, 3, ui->in.theme.radius);
    ui_icon(ui, up ? "plus" : "minus", rect_inset(r, r.h / 4), COLOUR_INK);
    ui_target(ui, (struct target){.id = id,
                                  .name = up ? ui_words(ui, "More") : ui_words(ui, "Less"),
                                  .role = ROLE_BUTTON,
                                  .rect = r,
                                  .press = press_number(b, value)});
}

/* Places along the track that can be tapped: as many as fingers can tell apart, the ends among them. */
static void draw_track(struct block_view *v, const struct block *b, struct rect r)
{
    struct ui *ui = v->ui;
    const struct scale_block *s = &b->scale;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    int count = step_count(s), places = r.w / 48, bar = block_em(ui, 0.5);
    places = places < STEPS_MAX ? places : STEPS_MAX;
    places = places < count ? places : count;
    ui_box(ui, (struct rect){r.x, r.y + (r.h - bar) / 2, r.w, bar}, COLOUR_CARD, COLOUR_EDGE, 2, bar / 2);
    if (given && given->has_number) {
        int knob = block_em(ui, 1.6), x = (int)lround((given->number - s->from) / (s->to - s->from) * (r.w - knob));
        ui_box(ui, (struct rect){r.x, r.y + (r.h - bar) / 2, x + knob / 2, bar}, COLOUR_ACCENT, COLOUR_NONE, 0,
               bar / 2);
        ui_ellipse(ui, (struct rect){r.x + x, r.y + (r.h - knob) / 2, knob, knob}, COLOUR_ACCENT, COLOUR_INK, 3,
                   STROKE_SOLID);
    }
    for (int i = 0; i < places; i++) {
        int left = r.x + r.w * i / places, right = r.x + r.w * (i + 1) / places;
        double value = places > 1 ? step_value(s, (int)lround((double)i * (count - 1) / (places - 1))) : s->from;
        bool chosen = given && given->has_number && fabs(given->number - value) < 1e-9;
        ui_target(ui, (struct target){.id = block_id(v, b, "step", block_digits(v, value)),
                                      .name = with_unit(v, s, value),
                                      .says = chosen ? ui_words(ui, "Chosen.") : ui_words(ui, "Not chosen."),
                                      .role = ROLE_STEP,
                                      .chosen = chosen,
                                      .rect = {left, r.y, right - left, r.h},
                                      .press = press_number(b, value)});
    }
}

static int draw_slider(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int size = t->button_height, gap = t->gap_small;
    draw_nudge(v, b, (struct rect){area.x, area.y, size, size}, false);
    draw_track(v, b, (struct rect){area.x + size + gap, area.y, area.w - 2 * (size + gap), size});
    draw_nudge(v, b, (struct rect){area.x + area.w - size, area.y, size, size}, true);
    return size;
}

int block_scale(struct block_view *v, const struct block *b, struct rect area)
{
    if (b->scale.look == SCALE_FACES || b->scale.look == SCALE_TRAFFIC_LIGHT)
        return block_scale_named(v, b, area);
    const struct theme *t = &v->ui->in.theme;
    int count = step_count(&b->scale), small = t->gap_small / 2;
    bool slider = b->scale.look == SCALE_SLIDER || count > STEPS_MAX;
    struct steps g = steps_of(v, slider ? 2 : count, area.w);
    int y = area.y + block_header(v, b, area);
    ui_say(v->ui,
           ui_words_with(v->ui, "Choose a number from %1 to %2.", with_unit(v, &b->scale, b->scale.from),
                         with_unit(v, &b->scale, b->scale.to), NULL),
           NULL);
    int width = slider ? (area.w < t->column_max ? area.w : t->column_max) : g.columns * (g.width + g.gap) - g.gap;
    struct rect row = {area.x, y, width, 0};
    if (b->scale.look == SCALE_THERMOMETER && !slider && g.rows == 1) {
        y += draw_thermometer(v, b, row, g) + small;
        row.y = y;
    }
    y += slider ? draw_slider(v, b, row) : draw_steps(v, b, row, g);
    y += small;
    y += draw_ends(v, b, (struct rect){area.x, y, width, 0});
    y += block_declined(v, b, (struct rect){area.x, y, width, 0});
    return y - area.y;
}
