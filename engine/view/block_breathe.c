/* breathe: a circle that grows and shrinks with the breath; its words and count say the same without looking. */
#include "block.h"
#include "page_state.h"
#include <assert.h>
#include <math.h>

#define FRAME_MS 33

enum breath { BREATH_REST, BREATH_IN, BREATH_HOLD, BREATH_OUT };

struct moment_of_breath {
    enum breath breath;
    double part; /* of this breath, 0..1 */
    int count;   /* seconds left in it, from 1 */
    int round;   /* from 1 */
};

static struct moment_of_breath breath_at(const struct breathe_block *r, int64_t ran_ms)
{
    double cycle = (r->in_s + r->hold_s + r->out_s) * 1000, at = (double)ran_ms;
    if (cycle <= 0)
        return (struct moment_of_breath){BREATH_REST, 0, 0, 1};
    int round = (int)(at / cycle);
    double within = (at - round * cycle) / 1000, length = r->in_s;
    enum breath breath = BREATH_IN;
    if (within >= r->in_s + r->hold_s) {
        breath = BREATH_OUT;
        within -= r->in_s + r->hold_s;
        length = r->out_s;
    } else if (within >= r->in_s) {
        breath = BREATH_HOLD;
        within -= r->in_s;
        length = r->hold_s;
    }
    return (struct moment_of_breath){breath, length > 0 ? within / length : 1, (int)ceil(length - within), round + 1};
}

static const char *breath_words(const struct ui *ui, enum breath b)
{
    switch (b) {
    case BREATH_IN:
        return ui_words(ui, "Breathe in");
    case BREATH_HOLD:
        return ui_words(ui, "Hold");
    case BREATH_OUT:
        return ui_words(ui, "Breathe out");
    default:
        return ui_words(ui, "Ready?");
    }
}

/* How far the circle is open, 0..1: it eases at both ends, as breath does. With reduced motion it stands still. */
static double openness(const struct ui *ui, struct moment_of_breath m)
{
    if (ui->in.reduced_motion || m.breath == BREATH_REST)
        return 0.6;
    double eased = 0.5 - 0.5 * cos(m.part * 3.14159265358979323846);
    return m.breath == BREATH_IN ? eased : m.breath == BREATH_HOLD ? 1 : 1 - eased;
}

static void draw_circle(struct block_view *v, struct rect r, struct moment_of_breath m, bool finished)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const char *words = finished ? ui_words(ui, "Well done") : breath_words(ui, m.breath);
    int edge = block_em(ui, 0.32), dots = block_em(ui, 0.16);
    struct text_style style = block_style(ui, t->heading, FACE_BOLD, COLOUR_INK, COLOUR_TINT);
    style.align = ALIGN_CENTRE;
    /* The words always stand inside the circle, however small it gets; long words in another language get smaller. */
    int least = r.w * 62 / 100;
    int room = least - 3 * edge;
    while (ui_text_width(ui, &style, words) > room && style.type.size_px > t->hint.size_px)
        style.type.size_px -= 1;
    style.type.line_px = style.type.size_px * 5 / 4;
    int words_h = ui_text_height(ui, &style, room, words);
    int size = least + (int)((r.w - 2 * edge - least) * openness(ui, m));
    ui_ellipse(ui, r, COLOUR_NONE, COLOUR_LINE, dots, STROKE_DOTTED);
    ui_ellipse(ui, (struct rect){r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, size}, COLOUR_TINT,
               COLOUR_ACCENT, edge, STROKE_SOLID);
    bool counting = m.breath != BREATH_REST && !finished;
    struct type number = words_h > style.type.line_px ? t->body : t->digit; /* two lines of words leave less room */
    int h = words_h + (counting ? number.line_px : 0), y = r.y + (r.h - h) / 2;
    ui->live = counting || finished;
    put_text(ui, style, r.x + (r.w - room) / 2, y, room, words);
    ui->live = false;
    if (!counting)
        return;
    struct text_style digit = block_style(ui, number, FACE_REGULAR, COLOUR_INK, COLOUR_TINT);
    digit.align = ALIGN_CENTRE;
    digit.silent = true;
    put_text(ui, digit, r.x + (r.w - room) / 2, y + words_h, room, block_digits(v, m.count));
}

static const char *how_to(const struct block_view *v, const struct breathe_block *r)
{
    const struct ui *ui = v->ui;
    const char *in = block_digits(v, r->in_s), *hold = block_digits(v, r->hold_s), *out = block_digits(v, r->out_s);
    return r->hold_s > 0 ? ui_words_with(ui, "Follow the circle. In for %1, hold for %2, out for %3.", in, hold, out)
                         : ui_words_with(ui, "Follow the circle. In for %1, out for %2.", in, out, NULL);
}

static const char *left_words(const struct block_view *v, const struct block *b, const struct block_state *s,
                              int64_t ran_ms, struct moment_of_breath m)
{
    const struct ui *ui = v->ui;
    int64_t total = page_total_ms(b, s);
    if (s->started_ms == 0)
        return ui_words_with(ui, "It takes %1. You can stop at any time.", block_duration(v, (int)(total / 1000)), NULL,
                             NULL);
    if (ran_ms >= total)
        return ui_words(ui, "That was all. You can do it again if you like.");
    (void)m;
    int rounds = b->breathe.rounds - m.round + 1;
    return ui_words_count(ui, "%d breath left. You can stop at any time.", "%d breaths left. You can stop at any time.",
                          rounds);
}

/* Words and buttons beside the circle, or under it. */
static int draw_side(struct block_view *v, const struct block *b, const struct block_state *s, int64_t ran_ms,
                     struct moment_of_breath m, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    bool running = s->started_ms > 0 && ran_ms<page_total_ms(b, s), again = s->started_ms> 0 && !running;
    struct text_style text = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_PAPER);
    struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    int y = area.y + block_header(v, b, area);
    y += put_text(ui, text, area.x, y, area.w, how_to(v, &b->breathe)) + t->gap_small;
    y += put_text(ui, soft, area.x, y, area.w, left_words(v, b, s, ran_ms, m)) + t->gap_small;
    struct button run = {.id = block_id(v, b, "run", NULL),
                         .icon = running ? "stop" : "play",
                         .text = running ? ui_words(ui, "Stop")
                                 : again ? ui_words(ui, "Again")
                                         : ui_words(ui, "Start"),
                         .look = running ? BUTTON_PLAIN : BUTTON_MAIN,
                         .press = {.kind = PRESS_RUN, .item = b->id}};
    int least = block_em(ui, 9.6), width = ui_button_width(ui, &run);
    width = width > least ? width : least;
    width = width < area.w ? width : area.w;
    int height = ui_button_height(ui, &run, width);
    ui_button(ui, (struct rect){area.x, y, width, height}, &run);
    y += height;
    if (!b->breathe.sound)
        return y - area.y;
    struct button sound = {.id = block_id(v, b, "sound", NULL),
                           .icon = s->sound ? "volume-high" : "volume-off",
                           .text = s->sound ? ui_words(ui, "Sound is on") : ui_words(ui, "Sound is off"),
                           .look = BUTTON_QUIET,
                           .press = {.kind = PRESS_SOUND, .item = b->id, .text = block_media(v, b->breathe.sound)}};
    height = ui_button_height(ui, &sound, area.w);
    ui_button(ui, (struct rect){area.x, y + t->gap_small, ui_button_width(ui, &sound), height}, &sound);
    return y + t->gap_small + height - area.y;
}

static void ask_to_wake(struct ui *ui, int64_t ran_ms)
{
    int64_t wait = ui->in.reduced_motion ? 1000 - ran_ms % 1000 : FRAME_MS, wake = ui->in.now_ms + wait;
    if (ui->wake_ms == 0 || wake < ui->wake_ms)
        ui->wake_ms = wake;
}

int block_breathe(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct block_state *s = block_state_of(v, b);
    int64_t ran_ms = page_ran_ms(b, s, ui->in.now_ms), total = page_total_ms(b, s);
    bool started = s->started_ms > 0, finished = started && ran_ms >= total;
    struct moment_of_breath m = {.breath = BREATH_REST, .round = 1};
    if (started && !finished) {
        m = breath_at(&b->breathe, ran_ms);
        ask_to_wake(ui, ran_ms);
    }
    int size = block_em(ui, 17) < t->height * 45 / 100 ? block_em(ui, 17) : t->height * 45 / 100;
    bool beside = area.w >= size + t->gap_large + block_em(ui, 12);
    if (!beside) {
        size = size < area.w ? size : area.w;
        draw_circle(v, (struct rect){area.x + (area.w - size) / 2, area.y, size, size}, m, finished);
        int y = area.y + size + t->gap;
        return y + draw_side(v, b, s, ran_ms, m, (struct rect){area.x, y, area.w, 0}) - area.y;
    }
    int x = area.x + size + t->gap_large + t->gap_small, room = area.x + area.w - x;
    room = room < block_em(ui, 22) ? room : block_em(ui, 22);
    struct ui scratch;
    struct block_view dry = block_scratch(v, &scratch);
    int h = draw_side(&dry, b, s, ran_ms, m, (struct rect){.w = room});
    int height = h > size ? h : size;
    draw_circle(v, (struct rect){area.x, area.y + (height - size) / 2, size, size}, m, finished);
    draw_side(v, b, s, ran_ms, m, (struct rect){x, area.y + (height - h) / 2, room, 0});
    return height;
}
