/* breathe: a circle that grows and shrinks with the breath; its words and count say the same without looking. */
#include "block.h"
#include "page_state.h"
#include <assert.h>
#include <math.h>

#define FRAME_MS 33

enum breath { BREATH_IN, BREATH_HOLD, BREATH_OUT, BREATH_REST, BREATHS, BREATH_READY /* not begun */ };

struct moment_of_breath {
    enum breath breath;
    double part; /* of this breath, 0..1 */
    int count;   /* seconds left in it, from 1 */
    int next_ms; /* until the count changes */
    int round;   /* from 1 */
};

static double breath_s(const struct breathe_block *r, enum breath b)
{
    const double seconds[BREATHS] = {r->in_s, r->hold_s, r->out_s, r->rest_s};
    return seconds[b];
}

static struct moment_of_breath breath_at(const struct breathe_block *r, int64_t ran_ms)
{
    double round_ms = breathe_round_s(r) * 1000;
    if (round_ms <= 0)
        return (struct moment_of_breath){.breath = BREATH_READY, .round = 1};
    int round = (int)((double)ran_ms / round_ms);
    double within = ((double)ran_ms - round * round_ms) / 1000;
    enum breath b = BREATH_IN;
    while (b < BREATH_REST && within >= breath_s(r, b))
        within -= breath_s(r, b++);
    double length = breath_s(r, b), left = length - within;
    int count = (int)ceil(left);
    return (struct moment_of_breath){b, length > 0 ? within / length : 1, count, (int)((left - count + 1) * 1000) + 1,
                                     round + 1};
}

/* The author's, or the usual ones. */
static const char *breath_words(const struct block_view *v, const struct breathe_block *r, enum breath b)
{
    static const char *const usual[BREATHS] = {WORDS("Breathe in"), WORDS("Hold"), WORDS("Breathe out"), WORDS("Rest")};
    const struct words *const own[BREATHS] = {&r->in_words, &r->hold_words, &r->out_words, &r->rest_words};
    if (b == BREATH_READY)
        return ui_words(v->ui, "Ready?");
    const char *words = block_plain(v, own[b]);
    return text_is_empty(words) ? ui_words(v->ui, usual[b]) : words;
}

/* How far the circle is open, 0..1: it eases at both ends, as breath does. With reduced motion it stands still. */
static double openness(const struct ui *ui, struct moment_of_breath m)
{
    if (ui->in.reduced_motion || m.breath == BREATH_READY)
        return 0.6;
    double eased = 0.5 - 0.5 * cos(m.part * 3.14159265358979323846);
    return m.breath == BREATH_IN ? eased : m.breath == BREATH_HOLD ? 1 : m.breath == BREATH_OUT ? 1 - eased : 0;
}

/* How wide the circle is at the top of words that stand in it above a count. */
static int words_room(int radius, int count_px, int size_px)
{
    int above = (size_px * 5 / 4 + count_px) / 2 - size_px / 4;
    if (above >= radius)
        return radius;
    return (int)(2 * sqrt((double)radius * radius - (double)above * above));
}

static void draw_circle(struct block_view *v, const struct breathe_block *breathe, struct rect r,
                        struct moment_of_breath m, bool finished)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const char *words = finished ? ui_words(ui, "Well done") : breath_words(v, breathe, m.breath);
    int edge = block_em(ui, 0.32), dots = block_em(ui, 0.16);
    struct text_style style = block_style(ui, t->heading, FACE_BOLD, COLOUR_INK, COLOUR_TINT);
    style.align = ALIGN_CENTRE;
    /* The words always stand inside the circle, however small it gets; long words in another language get smaller. */
    int least = r.w * 62 / 100;
    int room = words_room(least / 2 - edge, t->digit.line_px, style.type.size_px);
    while (ui_text_width(ui, &style, words) > room && style.type.size_px > t->hint.size_px) {
        style.type.size_px -= 1;
        room = words_room(least / 2 - edge, t->digit.line_px, style.type.size_px);
    }
    style.type.line_px = style.type.size_px * 5 / 4;
    int words_h = ui_text_height(ui, &style, room, words);
    int size = least + (int)((r.w - 2 * edge - least) * openness(ui, m));
    if (!ui->in.reduced_motion) /* how far it will grow */
        ui_ellipse(ui, r, COLOUR_NONE, COLOUR_LINE, dots, STROKE_DOTTED);
    ui_ellipse(ui, (struct rect){r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, size}, COLOUR_TINT,
               COLOUR_ACCENT, edge, STROKE_SOLID);
    bool counting = m.breath != BREATH_READY && !finished;
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

/* "Follow the circle: breathe in for 4, hold for 2, breathe out for 6." */
static const char *how_to(const struct block_view *v, const struct breathe_block *r)
{
    const struct ui *ui = v->ui;
    struct buffer parts;
    buffer_init(&parts, ui->arena);
    for (enum breath b = BREATH_IN; b < BREATHS; b++) {
        if (breath_s(r, b) <= 0)
            continue;
        const char *words = wording_inside(ui->arena, breath_words(v, r, b)), *count = block_digits(v, breath_s(r, b));
        buffer_addf(&parts, "%s%s", parts.length ? ", " : "", ui_words_with(ui, "%1 for %2", words, count, NULL));
    }
    const char *follow =
        ui->in.reduced_motion ? WORDS("Follow the words and count: %1.") : WORDS("Follow the circle: %1.");
    return ui_words_with(ui, follow, buffer_text(&parts), NULL, NULL);
}

static int minutes_left(int64_t ms)
{
    int nearest = (int)((ms + 30000) / 60000);
    return nearest > 0 ? nearest : 1;
}

static const char *left_words(const struct block_view *v, const struct block *b, const struct block_state *s,
                              int64_t ran_ms, struct moment_of_breath m, bool finished)
{
    const struct ui *ui = v->ui;
    const struct breathe_block *r = &b->breathe;
    int64_t total = page_total_ms(b, s);
    if (finished)
        return ui_words(ui, "That was all. You can do it again if you like.");
    if (s->started_ms == 0 && r->minutes > 0)
        return ui_words_with(ui, "It takes about %1. You can stop at any time.",
                             block_duration(v, (int)(r->minutes * 60)), NULL, NULL);
    if (s->started_ms == 0)
        return ui_words_with(ui, "It takes %1. You can stop at any time.", block_duration(v, (int)(total / 1000)), NULL,
                             NULL);
    if (r->minutes > 0)
        return ui_words_count(ui, "About %d minute left. You can stop at any time.",
                              "About %d minutes left. You can stop at any time.", minutes_left(total - ran_ms));
    int rounds = r->rounds - m.round + 1;
    return ui_words_count(ui, "%d breath left. You can stop at any time.", "%d breaths left. You can stop at any time.",
                          rounds);
}

/* Words and buttons beside the circle, or under it. */
static int draw_side(struct block_view *v, const struct block *b, const struct block_state *s, int64_t ran_ms,
                     struct moment_of_breath m, bool finished, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    bool running = s->started_ms > 0 && !finished;
    struct text_style text = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_PAPER);
    struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    int y = area.y + block_header(v, b, area);
    y += put_text(ui, text, area.x, y, area.w, how_to(v, &b->breathe)) + t->gap_small;
    y += put_text(ui, soft, area.x, y, area.w, left_words(v, b, s, ran_ms, m, finished)) + t->gap_small;
    struct button run = {.id = block_id(v, b, "run", NULL),
                         .icon = running ? "stop" : "play",
                         .text = running    ? ui_words(ui, "Stop")
                                 : finished ? ui_words(ui, "Again")
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

static void ask_to_wake(struct ui *ui, struct moment_of_breath m)
{
    int64_t wake = ui->in.now_ms + (ui->in.reduced_motion ? m.next_ms : FRAME_MS);
    if (ui->wake_ms == 0 || wake < ui->wake_ms)
        ui->wake_ms = wake;
}

int block_breathe(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct block_state *s = block_state_of(v, b);
    const struct breathe_block *r = &b->breathe;
    int64_t ran_ms = page_ran_ms(b, s, ui->in.now_ms), total = page_total_ms(b, s);
    bool finished = s->finished || (s->started_ms > 0 && ran_ms >= total);
    struct moment_of_breath m = {.breath = BREATH_READY, .round = 1};
    if (s->started_ms > 0 && !finished) {
        m = breath_at(r, ran_ms);
        ask_to_wake(ui, m);
    }
    int size = block_em(ui, 17) < t->height * 45 / 100 ? block_em(ui, 17) : t->height * 45 / 100;
    bool beside = area.w >= size + t->gap_large + block_em(ui, 12);
    if (!beside) {
        size = size < area.w ? size : area.w;
        draw_circle(v, r, (struct rect){area.x + (area.w - size) / 2, area.y, size, size}, m, finished);
        int y = area.y + size + t->gap;
        block_show_running(v, s, area.y, size);
        return y + draw_side(v, b, s, ran_ms, m, finished, (struct rect){area.x, y, area.w, 0}) - area.y;
    }
    int x = area.x + size + t->gap_large + t->gap_small, room = area.x + area.w - x;
    room = room < block_em(ui, 22) ? room : block_em(ui, 22);
    struct ui scratch;
    struct block_view dry = block_scratch(v, &scratch);
    int h = draw_side(&dry, b, s, ran_ms, m, finished, (struct rect){.w = room});
    int height = h > size ? h : size;
    draw_circle(v, r, (struct rect){area.x, area.y + (height - size) / 2, size, size}, m, finished);
    block_show_running(v, s, area.y, height);
    draw_side(v, b, s, ran_ms, m, finished, (struct rect){x, area.y + (height - h) / 2, room, 0});
    return height;
}
