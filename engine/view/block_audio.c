/* audio: a recorded sound with a button of its own, and its words for whoever cannot hear it. */
#include "block.h"

int block_audio(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct block_state *s = block_state_of(v, b);
    const char *title = block_plain(v, &b->audio.title), *transcript = block_words(v, &b->audio.transcript);
    int pad = t->gap, x = area.x + pad, y = area.y + pad, room = area.w - 2 * pad;
    int box = panel_begin(ui, area, COLOUR_CARD, COLOUR_LINE, 2, t->radius);
    if (!text_is_empty(title)) {
        struct text_style style = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
        y += put_text(ui, style, x, y, room, title) + t->gap_small;
    }
    struct button button = {.id = block_id(v, b, "sound", NULL),
                            .text = s->sound ? ui_words(ui, "Stop the sound") : ui_words(ui, "Listen"),
                            .icon = s->sound ? "stop" : "play",
                            .press = {.kind = PRESS_SOUND, .item = b->id, .text = block_media(v, b->audio.src)}};
    int width = ui_button_width(ui, &button), height = ui_button_height(ui, &button, room);
    ui_button(ui, (struct rect){x, y, width < room ? width : room, height}, &button);
    y += height;
    if (!text_is_empty(transcript)) {
        struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
        y += t->gap_small + put_prose(ui, style, x, y + t->gap_small, room, transcript);
    }
    panel_end(ui, box, y + pad - area.y);
    return y + pad - area.y;
}
