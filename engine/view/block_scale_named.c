/* scale whose steps have names: faces in a row, or a traffic light. Mood is in the mouth and the brows, a light is told
 * by its place, its sign and its words: no step by its colour alone. */
#include "block.h"
#include <assert.h>
#include <math.h>
#include <string.h>

#define MOUTH_PARTS 8

struct named_step {
    const char *id, *name;
    int number; /* of the step, from the lowest */
    bool chosen;
    double mood; /* -1 worst, 1 best */
};

static struct named_step step_of(const struct block_view *v, const struct block *b, int number)
{
    const struct scale_block *s = &b->scale;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    int last = scale_steps(s) - 1;
    double up = last > 0 ? 2.0 * number / last - 1 : 0;
    return (struct named_step){
        .id = block_id(v, b, "step", block_digits(v, scale_value(s, number))),
        .name = number < s->name_count ? block_plain(v, &s->names[number]) : "",
        .number = number,
        .chosen = given && given->has_number && scale_step_of(s, given->number) == number,
        .mood = s->good_is_low ? -up : up,
    };
}

static void add_target(struct block_view *v, const struct block *b, const struct named_step *step, int position,
                       struct rect r)
{
    struct ui *ui = v->ui;
    const char *n = block_digits(v, position + 1), *of = block_digits(v, scale_steps(&b->scale));
    if (step->chosen)
        ui_say(ui, ui_words(ui, "Chosen."), step->id);
    ui_target(ui, (struct target){.id = step->id,
                                  .name = step->name,
                                  .says = step->chosen ? ui_words_with(ui, "Chosen. %1 of %2.", n, of, NULL)
                                                       : ui_words_with(ui, "Not chosen. %1 of %2.", n, of, NULL),
                                  .role = ROLE_STEP,
                                  .chosen = step->chosen,
                                  .rect = r,
                                  .press = {.kind = PRESS_ACT,
                                            .act = {.kind = ACT_NUMBER,
                                                    .exercise = b->id,
                                                    .number = scale_value(&b->scale, step->number)}}});
}

static void draw_tick(struct ui *ui, struct rect r)
{
    ui_ellipse(ui, r, COLOUR_ACCENT, COLOUR_ACCENT, 0, STROKE_SOLID);
    ui_icon(ui, "check-bold", rect_inset(r, r.w / 6), COLOUR_ON_ACCENT);
}

static void draw_card(struct ui *ui, struct rect r, bool chosen)
{
    ui_box(ui, r, chosen ? COLOUR_TINT : COLOUR_CARD, chosen ? COLOUR_ACCENT : COLOUR_EDGE, chosen ? 4 : 2,
           ui->in.theme.radius);
}

static struct text_style name_style(const struct block_view *v, const struct named_step *step)
{
    struct text_style style = block_style(v->ui, v->ui->in.theme.body, step->chosen ? FACE_BOLD : FACE_REGULAR,
                                          COLOUR_INK, step->chosen ? COLOUR_TINT : COLOUR_CARD);
    style.target = step->id;
    return style;
}

/* --- faces ------------------------------------------------------------------------------------------------------ */

/* A part of the face whose middle is x, y. */
static void draw_dot(struct ui *ui, double x, double y, double radius)
{
    int r = radius < 1 ? 1 : (int)lround(radius);
    ui_ellipse(ui, (struct rect){(int)lround(x) - r, (int)lround(y) - r, 2 * r, 2 * r}, COLOUR_INK, COLOUR_NONE, 0,
               STROKE_SOLID);
}

static void draw_stroke(struct ui *ui, double x1, double y1, double x2, double y2, int width)
{
    ui_line(ui, (int)lround(x1), (int)lround(y1), (int)lround(x2), (int)lround(y2), width, COLOUR_INK);
}

/* The mouth is a curve through its corners, which rise with the mood. */
static void draw_mouth(struct ui *ui, double x, double y, double half, double mood, int width)
{
    double rise = mood * half * 0.75, before_x = 0, before_y = 0;
    for (int i = 0; i <= MOUTH_PARTS; i++) {
        double along = 2.0 * i / MOUTH_PARTS - 1, to_x = x + along * half, to_y = y + rise / 2 - along * along * rise;
        draw_dot(ui, to_x, to_y, (width - 1) / 2.0);
        if (i)
            draw_stroke(ui, before_x, before_y, to_x, to_y, width);
        before_x = to_x;
        before_y = to_y;
    }
}

static void draw_face(struct ui *ui, struct rect r, double mood)
{
    double half = r.w / 2.0, x = r.x + half, y = r.y + half, eye = half * 0.36;
    int width = r.w / 16 > 3 ? r.w / 16 : 3;
    ui_ellipse(ui, r, COLOUR_WARNING_TINT, COLOUR_INK, width * 3 / 4, STROKE_SOLID);
    for (int side = -1; side <= 1; side += 2) {
        draw_dot(ui, x + side * eye, y - half * 0.2, half * 0.1);
        if (mood < -0.6) /* brows that rise to the middle */
            draw_stroke(ui, x + side * eye * 0.6, y - half * 0.56, x + side * eye * 1.5, y - half * 0.42, width);
    }
    draw_mouth(ui, x, y + half * 0.36, half * 0.48, mood, width);
}

struct faces {
    int count, width, height, face, pad;
    bool rows; /* one below the other, the name beside the face */
};

/* Side by side where no word of a name is broken, else as rows. */
static struct faces faces_of(struct block_view *v, const struct named_step *step, int count, int room)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int gap = t->gap_small, most = block_em(ui, 8.4);
    struct faces f = {.count = count, .pad = block_em(ui, 0.5)};
    f.width = (room + gap) / count - gap;
    f.width = f.width < most ? f.width : most;
    int names = 0;
    for (int i = 0; i < count; i++) {
        struct text_style style = name_style(v, &step[i]);
        style.face = FACE_BOLD; /* as wide as it can get: choosing one moves nothing */
        int height = ui_text_height(ui, &style, f.width - 2 * f.pad, step[i].name);
        names = height > names ? height : names;
        f.rows |= block_longest_word(ui, &style, step[i].name) > f.width - 2 * f.pad;
    }
    f.rows |= f.width < block_em(ui, 4.6);
    f.face = f.rows                                    ? block_em(ui, 2.4)
             : f.width - 2 * f.pad < block_em(ui, 4.4) ? f.width - 2 * f.pad
                                                       : block_em(ui, 4.4);
    f.height = f.face + names + f.pad / 2 + 2 * f.pad;
    if (f.rows)
        f.width = room < t->column_max || t->portrait ? room : t->column_max;
    return f;
}

static void draw_face_card(struct block_view *v, const struct named_step *step, const struct faces *f, struct rect r)
{
    struct ui *ui = v->ui;
    struct text_style style = name_style(v, step);
    int tick = block_em(ui, 1.1);
    draw_card(ui, r, step->chosen);
    draw_face(ui, (struct rect){r.x + (r.w - f->face) / 2, r.y + f->pad, f->face, f->face}, step->mood);
    if (step->chosen)
        draw_tick(ui, (struct rect){r.x + r.w - tick - f->pad / 2, r.y + f->pad / 2, tick, tick});
    style.align = ALIGN_CENTRE;
    put_text(ui, style, r.x + f->pad, r.y + f->pad + f->face + f->pad / 2, r.w - 2 * f->pad, step->name);
}

/* Something drawn, its name, and a tick at the end of the row. */
static int row_height(struct block_view *v, const struct named_step *step, int sign, int width)
{
    struct ui *ui = v->ui;
    int pad = block_em(ui, 0.6), tick = block_em(ui, 1.3);
    struct text_style style = name_style(v, step);
    style.face = FACE_BOLD;
    int h = ui_text_height(ui, &style, width - 4 * pad - sign - tick, step->name);
    h = (h > sign ? h : sign) + 2 * pad;
    return h > ui->in.theme.option_height ? h : ui->in.theme.option_height;
}

static struct rect draw_row(struct block_view *v, const struct named_step *step, int sign, struct rect r)
{
    struct ui *ui = v->ui;
    int pad = block_em(ui, 0.6), tick = block_em(ui, 1.3);
    struct text_style style = name_style(v, step);
    draw_card(ui, r, step->chosen);
    int room = r.w - 4 * pad - sign - tick, h = ui_text_height(ui, &style, room, step->name);
    put_text(ui, style, r.x + 2 * pad + sign, r.y + (r.h - h) / 2, room, step->name);
    if (step->chosen)
        draw_tick(ui, (struct rect){r.x + r.w - tick - pad, r.y + (r.h - tick) / 2, tick, tick});
    return (struct rect){r.x + pad, r.y + (r.h - sign) / 2, sign, sign};
}

static int draw_faces(struct block_view *v, const struct block *b, struct rect area)
{
    int count = scale_steps(&b->scale), gap = v->ui->in.theme.gap_small, y = area.y;
    struct named_step *step = ARENA_ARRAY(v->ui->arena, struct named_step, count);
    for (int i = 0; i < count; i++)
        step[i] = step_of(v, b, i);
    struct faces f = faces_of(v, step, count, area.w);
    for (int i = 0; i < count; i++) {
        struct rect r = {area.x + i * (f.width + gap), y, f.width, f.height};
        if (f.rows) {
            r = (struct rect){area.x, y, f.width, row_height(v, &step[i], f.face, f.width)};
            draw_face(v->ui, draw_row(v, &step[i], f.face, r), step[i].mood);
            y += r.h + gap;
        } else {
            draw_face_card(v, &step[i], &f, r);
        }
        add_target(v, b, &step[i], i, r);
    }
    return f.rows ? y - gap - area.y : f.height;
}

/* --- a traffic light --------------------------------------------------------------------------------------------- */

struct light {
    enum colour colour;
    const char *icon;
};
static const struct light lights[] = {/* from the top, as on the road */
                                      {COLOUR_LAMP_RED, "octagon"},
                                      {COLOUR_LAMP_AMBER, "alert"},
                                      {COLOUR_LAMP_GREEN, "walk"}};

static int draw_lights(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const int count = sizeof lights / sizeof lights[0];
    int lamp = block_em(ui, 2.6), gap = t->gap_small, y = area.y, width = area.w;
    width = width < t->column_max || t->portrait ? width : t->column_max;
    assert(scale_steps(&b->scale) == count);
    for (int i = 0; i < count; i++) {
        struct named_step step = step_of(v, b, b->scale.good_is_low ? count - 1 - i : i);
        struct rect r = {area.x, y, width, row_height(v, &step, lamp, width)};
        struct rect at = draw_row(v, &step, lamp, r);
        ui_ellipse(ui, at, lights[i].colour, COLOUR_INK, 3, STROKE_SOLID);
        ui_icon(ui, lights[i].icon, rect_inset(at, lamp / 5), COLOUR_ON_LAMP);
        add_target(v, b, &step, i, r);
        y += r.h + gap;
    }
    return y - gap - area.y;
}

/* --- the block --------------------------------------------------------------------------------------------------- */

int block_scale_named(struct block_view *v, const struct block *b, struct rect area)
{
    int y = area.y + block_header(v, b, area);
    const char *count = ui_words_count(v->ui, "%d choice.", "%d choices.", scale_steps(&b->scale));
    ui_say(v->ui, arena_printf(v->ui->arena, "%s. %s", ui_words(v->ui, "Choose one"), count), NULL);
    struct rect rest = {area.x, y, area.w, 0};
    y += b->scale.look == SCALE_FACES ? draw_faces(v, b, rest) : draw_lights(v, b, rest);
    return y + block_declined(v, b, (struct rect){area.x, y, area.w, 0}) - area.y;
}
