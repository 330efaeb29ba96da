/* countdown: something to do for a time; it can be stopped, and always be given more time. */
#include "block.h"
#include "page_state.h"
#include <assert.h>

static int draw_buttons(struct block_view *v, const struct block *b, bool running, bool over, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct button run = {.id = block_id(v, b, "run", NULL),
                         .icon = running ? "stop" : "play",
                         .text = running ? ui_words(ui, "Stop")
                                 : over  ? ui_words(ui, "Again")
                                         : ui_words(ui, "Start"),
                         .look = running || over ? BUTTON_PLAIN : BUTTON_MAIN,
                         .press = {.kind = PRESS_RUN, .item = b->id}};
    struct button longer = {.id = block_id(v, b, "longer", NULL),
                            .icon = "plus",
                            .text = ui_words(ui, "One more minute"),
                            .press = {.kind = PRESS_LONGER, .item = b->id}};
    int least = block_em(ui, 7), w1 = ui_button_width(ui, &run), w2 = ui_button_width(ui, &longer);
    w1 = w1 > least ? w1 : least;
    w2 = w2 < area.w ? w2 : area.w;
    int h1 = ui_button_height(ui, &run, w1), h2 = ui_button_height(ui, &longer, w2);
    ui_button(ui, (struct rect){area.x, area.y, w1, h1}, &run);
    if (w1 + t->gap_small + w2 <= area.w) {
        ui_button(ui, (struct rect){area.x + w1 + t->gap_small, area.y, w2, h2}, &longer);
        return h1 > h2 ? h1 : h2;
    }
    ui_button(ui, (struct rect){area.x, area.y + h1 + t->gap_small, w2, h2}, &longer);
    return h1 + t->gap_small + h2;
}

int block_countdown(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct block_state *s = block_state_of(v, b);
    int64_t total = page_total_ms(b, s), ran_ms = page_ran_ms(b, s, ui->in.now_ms);
    bool over = ran_ms >= total, running = s->started_ms > 0 && !over;
    int left_s = (int)((total - ran_ms + 999) / 1000);
    if (running) {
        int64_t wake = ui->in.now_ms + 1000 - ran_ms % 1000;
        if (ui->wake_ms == 0 || wake < ui->wake_ms)
            ui->wake_ms = wake;
    }
    int width = area.w < t->column_max ? area.w : t->column_max, pad = t->gap, room = width - 2 * pad;
    int x = area.x + pad, y = area.y + pad;
    int box = panel_begin(ui, (struct rect){area.x, area.y, width, 0}, COLOUR_CARD, COLOUR_LINE, 2, t->card_radius);
    struct text_style text = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    y += put_prose(ui, text, x, y, room, block_words(v, &b->countdown.text)) + t->gap_small;
    struct text_style digit = block_style(ui, t->digit, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    const char *clock = over ? ui_words(ui, "Well done") : arena_printf(ui->arena, "%d:%02d", left_s / 60, left_s % 60);
    digit.silent = !over;
    ui->live = over;
    y += put_text(ui, digit, x, y, room, clock) + t->gap_small / 2;
    ui->live = false;
    struct rect bar = {x, y, room, block_em(ui, 0.56)};
    ui_progress(ui, bar, total > 0 ? (double)ran_ms / (double)total : 0);
    y += bar.h + t->gap_small / 2;
    const char *done = over ? block_words(v, &b->countdown.done) : NULL;
    if (!text_is_empty(done))
        y += put_prose(ui, text, x, y, room, done) + t->gap_small / 2;
    struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_CARD);
    const char *said =
        over ? ui_words(ui, "You can take more time if you like.")
             : ui_words_with(ui, "%1 left. You can stop at any time.", block_duration(v, left_s), NULL, NULL);
    y += put_text(ui, soft, x, y, room, said) + t->gap_small;
    y += draw_buttons(v, b, running, over, (struct rect){x, y, room, 0});
    panel_end(ui, box, y + pad - area.y);
    return y + pad - area.y;
}
