/* story: people talking, one bubble at a time. */
#include "block.h"
#include <assert.h>

static int draw_bubble(struct block_view *v, const struct story_line *line, bool again, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int face = block_em(ui, 2.88), gap = block_em(ui, 0.72), pad = block_em(ui, 1.0);
    const struct speaker *who = line->who;
    if (!again && who && who->picture) {
        ui_image(ui, block_media(v, who->picture), (struct rect){area.x, area.y, face, face}, NULL);
    } else if (!again) {
        struct rect circle = {area.x, area.y, face, face};
        ui_ellipse(ui, circle, COLOUR_ACCENT, COLOUR_NONE, 0, STROKE_SOLID);
        ui_icon(ui, "account", rect_inset(circle, face / 6), COLOUR_ON_ACCENT);
    }
    int x = area.x + face + gap, y = area.y + pad, room = area.w - face - gap - 2 * pad;
    int box =
        panel_begin(ui, (struct rect){x, area.y, area.w - face - gap, 0}, COLOUR_CARD, COLOUR_LINE, 2, t->card_radius);
    struct text_style style = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    if (who && !again)
        y += put_text(ui, style, x + pad, y, room, block_plain(v, &who->name));
    style.face = FACE_REGULAR;
    y += put_prose(ui, style, x + pad, y, room, block_words(v, &line->text));
    int h = y + pad - area.y;
    panel_end(ui, box, h);
    return h > face || again ? h : face;
}

int block_story(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct story_block *s = &b->story;
    int seen = attempt_seen(v->attempt, b->id), shown = (int)block_state_of(v, b)->opened;
    shown = shown > seen ? shown : seen;
    shown = shown < 1 ? 1 : shown > s->line_count ? s->line_count : shown;
    int y = area.y;
    for (int i = 0; i < shown; i++) {
        bool again = i > 0 && s->lines[i].who == s->lines[i - 1].who;
        y += draw_bubble(v, &s->lines[i], again, (struct rect){area.x, y, area.w, 0}) + t->gap_small * 3 / 4;
    }
    if (shown == s->line_count)
        return y - t->gap_small * 3 / 4 - area.y;
    struct button more = {.id = block_id(v, b, "more", NULL),
                          .text = ui_words(ui, "Go on"),
                          .icon_after = "chevron-down",
                          .press = {.kind = PRESS_OPEN, .item = "more", .text = b->id, .number = shown + 1}};
    int indent = block_em(ui, 3.6), width = ui_button_width(ui, &more), height = ui_button_height(ui, &more, width);
    ui_button(ui, (struct rect){area.x + indent, y + t->gap_small / 4, width, height}, &more);
    return y + t->gap_small / 4 + height - area.y;
}
