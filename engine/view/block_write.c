/* write: a box of the person's own words; tapping it opens the keyboard. Starters are first words to tap. */
#include "block.h"
#include <assert.h>

#define STARTERS_SHOWN_MAX 8 /* more is a list nobody reads */

static int draw_starters(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    struct chip chip[STARTERS_SHOWN_MAX];
    int count = 0;
    for (int i = 0; i < b->write.starter_count && count < STARTERS_SHOWN_MAX; i++) {
        const char *words = block_plain(v, &b->write.starters[i]);
        chip[count++] = (struct chip){.id = block_id(v, b, "starter", block_digits(v, i + 1)),
                                      .text = words,
                                      .icon = "plus",
                                      .role = ROLE_BUTTON,
                                      .says = ui_words(ui, "Puts these words in the box"),
                                      .press = {.kind = PRESS_STARTER, .item = b->id, .text = words}};
    }
    return count ? chips(v, chip, count, area) + ui->in.theme.gap_small : 0;
}

int block_write(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    const struct page_draft *draft = page_draft_find(v->state, b->id, "");
    const char *written = draft ? draft->text : given ? answer_value(given, "text") : NULL;
    bool empty = text_is_empty(written);
    int y = area.y + block_header(v, b, area), pad = block_em(ui, 0.88);
    y += draw_starters(v, b, (struct rect){area.x, y, area.w, 0});

    const char *id = block_id(v, b, "field", NULL);
    struct text_style style = block_style(ui, t->body, FACE_REGULAR, empty ? COLOUR_SOFT : COLOUR_INK, COLOUR_CARD);
    style.target = id;
    const char *shown = empty ? ui_words(ui, "Tap to write") : arena_strdup(ui->arena, written);
    int icon = block_em(ui, 1.28), room = area.w - 2 * pad - icon - pad / 2;
    int h = ui_text_height(ui, &style, room, shown), least = b->write.long_text ? 3 * t->body.line_px : t->body.line_px;
    int height = (h > least ? h : least) + 2 * (t->gap_small);
    struct rect box = {area.x, y, area.w, height > t->option_height ? height : t->option_height};
    ui_box(ui, box, COLOUR_CARD, empty ? COLOUR_EDGE : COLOUR_ACCENT, empty ? 2 : 4, t->radius);
    ui_icon(ui, "pencil", (struct rect){box.x + pad, box.y + t->gap_small + (t->body.line_px - icon) / 2, icon, icon},
            COLOUR_ACCENT);
    put_text(ui, style, box.x + pad + icon + pad / 2, box.y + t->gap_small, room, shown);
    ui_target(ui, (struct target){.id = id,
                                  .name = block_ask(v, b),
                                  .role = ROLE_FIELD,
                                  .chosen = !empty,
                                  .rect = box,
                                  .says = empty ? ui_words(ui, "Empty. Press to write.") : shown,
                                  .press = {.kind = PRESS_WRITE, .item = b->id, .text = NULL}});
    y += box.h;
    if (draft && !empty) {
        struct text_style note = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
        y += put_text(ui, note, area.x, y + t->gap_small / 2, area.w, ui_words(ui, "Not finished yet. Tap to go on.")) +
             t->gap_small / 2;
    }
    y += block_declined(v, b, (struct rect){area.x, y, area.w, 0});
    return y - area.y;
}
