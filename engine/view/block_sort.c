/* sort: take a card, then a box. Nothing is dragged, so a finger, a key or an ear is enough. */
#include "block.h"
#include <assert.h>

#define CARDS_MAX OPTIONS_MAX

struct sort_view {
    const struct sort_card *card[CARDS_MAX]; /* that are on show */
    int count;
    const char *held; /* card in hand, or NULL */
    bool locked;      /* no more goes: it is only seen */
};

static const char *box_of(const struct block_view *v, const struct block *b, const char *card)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return given ? answer_value(given, card) : NULL;
}

static struct sort_view sort_view(const struct block_view *v, const struct block *b)
{
    struct sort_view sv = {.count = 0};
    assert(b->sort.card_count <= CARDS_MAX);
    sv.locked = attempt_is_locked(v->attempt, b);
    const char *held = block_in_hand(v, b);
    for (int i = 0; i < b->sort.card_count; i++) {
        if (!attempt_option_shows(v->attempt, b->sort.cards[i].when))
            continue;
        sv.card[sv.count++] = &b->sort.cards[i];
        if (text_is(held, b->sort.cards[i].id))
            sv.held = held;
    }
    return sv;
}

static struct chip card_chip(const struct block_view *v, const struct block *b, const struct sort_card *c,
                             const char *held)
{
    bool in_hand = text_is(c->id, held);
    const struct ui *ui = v->ui;
    return (struct chip){.id = block_id(v, b, "card", c->id),
                         .text = block_plain(v, &c->text),
                         .role = ROLE_CHECK,
                         .chosen = in_hand,
                         .says = in_hand ? ui_words(ui, "In your hand. Now tap a box.")
                                         : ui_words(ui, "Press to take this card."),
                         .press = {.kind = PRESS_HOLD, .item = c->id, .text = b->id}};
}

static int draw_cards(struct block_view *v, const struct block *b, const struct sort_view *sv, struct rect area)
{
    struct chip chip[CARDS_MAX];
    int count = 0;
    for (int i = 0; i < sv->count; i++)
        if (!box_of(v, b, sv->card[i]->id))
            chip[count++] = card_chip(v, b, sv->card[i], sv->held);
    return chips(v, chip, count, area);
}

/* Cards in a box: to take out again, or, while a card is in hand, only to see: then the whole box is what is pressed.
 */
static int draw_placed(struct block_view *v, const struct block *b, const struct sort_view *sv, const char *box,
                       struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int y = area.y, pad = block_em(ui, 0.5);
    for (int i = 0; i < sv->count; i++) {
        const struct sort_card *c = sv->card[i];
        if (!text_is(box_of(v, b, c->id), box))
            continue;
        bool in_hand = text_is(c->id, sv->held);
        const char *id = block_id(v, b, "card", c->id), *words = block_plain(v, &c->text);
        struct text_style style =
            block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, in_hand ? COLOUR_TINT : COLOUR_PAPER);
        style.target = sv->held || sv->locked ? NULL : id;
        int room = area.w - 2 * pad, h = ui_text_height(ui, &style, room, words) + pad;
        h = h > t->target_min ? h : t->target_min;
        struct rect r = {area.x, y, area.w, h};
        ui_box(ui, r, style.on, in_hand ? COLOUR_ACCENT : COLOUR_EDGE, in_hand ? 4 : 2, t->radius / 2);
        put_text(ui, style, r.x + pad, r.y + (h - ui_text_height(ui, &style, room, words)) / 2, room, words);
        if (!sv->held && !sv->locked)
            ui_target(ui, (struct target){.id = id,
                                          .name = words,
                                          .role = ROLE_CHECK,
                                          .rect = r,
                                          .radius_px = t->radius / 2,
                                          .says = ui_words(ui, "In this box. Press to move it."),
                                          .press = {.kind = PRESS_HOLD, .item = c->id, .text = b->id}});
        y += h + t->gap_small / 2;
    }
    return y > area.y ? y - area.y : 0;
}

static void draw_box(struct block_view *v, const struct block *b, const struct sort_view *sv,
                     const struct sort_box *box, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int pad = block_em(ui, 0.72);
    const char *id = block_id(v, b, "box", box->id), *words = block_plain(v, &box->text);
    ui_box_stroked(ui, r, COLOUR_CARD, sv->held ? COLOUR_ACCENT : COLOUR_EDGE, sv->held ? 4 : 2, t->radius,
                   sv->held ? STROKE_DASHED : STROKE_SOLID);
    struct text_style title = block_style(ui, t->body, FACE_BOLD, COLOUR_ACCENT, COLOUR_CARD);
    title.target = sv->held ? id : NULL;
    int y = r.y + pad + put_text(ui, title, r.x + pad, r.y + pad, r.w - 2 * pad, words) + t->gap_small / 2;
    draw_placed(v, b, sv, box->id, (struct rect){r.x + pad, y, r.w - 2 * pad, 0});
    if (sv->held)
        ui_target(ui, (struct target){
                          .id = id,
                          .name = words,
                          .role = ROLE_BUTTON,
                          .rect = r,
                          .says = ui_words(ui, "Press to put the card in this box."),
                          .press = {.kind = PRESS_ACT,
                                    .act = {.kind = ACT_PLACE, .exercise = b->id, .item = sv->held, .text = box->id}}});
}

static int box_height(struct block_view *v, const struct block *b, const struct sort_view *sv,
                      const struct sort_box *box, int width)
{
    struct ui *ui = v->ui;
    struct ui scratch;
    struct block_view dry = block_scratch(v, &scratch);
    int pad = block_em(ui, 0.72);
    struct text_style title = block_style(ui, ui->in.theme.body, FACE_BOLD, COLOUR_ACCENT, COLOUR_CARD);
    int h =
        2 * pad + ui_text_height(ui, &title, width - 2 * pad, block_plain(v, &box->text)) + ui->in.theme.gap_small / 2;
    return h + draw_placed(&dry, b, sv, box->id, (struct rect){.w = width - 2 * pad});
}

static int draw_boxes(struct block_view *v, const struct block *b, const struct sort_view *sv, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int count = b->sort.box_count, gap = t->gap_small, columns = count;
    while (columns > 1 && (area.w + gap) / columns - gap < block_em(v->ui, 10))
        columns--;
    int width = (area.w + gap) / columns - gap, y = area.y;
    for (int first = 0; first < count; first += columns) {
        int h = block_em(v->ui, 5);
        for (int i = first; i < count && i < first + columns; i++) {
            int one = box_height(v, b, sv, &b->sort.boxes[i], width);
            h = one > h ? one : h;
        }
        for (int i = first; i < count && i < first + columns; i++)
            draw_box(v, b, sv, &b->sort.boxes[i], (struct rect){area.x + (i - first) * (width + gap), y, width, h});
        y += h + gap;
    }
    return y - gap - area.y;
}

/* "In your hand: He laughed. Now tap a box." */
static int draw_hand(struct block_view *v, const struct block *b, const struct sort_view *sv, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_ACCENT, COLOUR_PAPER);
    const char *said = NULL;
    for (int i = 0; i < sv->count; i++)
        if (text_is(sv->card[i]->id, sv->held))
            said =
                ui_words_with(ui, "In your hand: %1. Now tap a box.", block_plain(v, &sv->card[i]->text), NULL, NULL);
    const struct answer *given = attempt_answer(v->attempt, b->id);
    if (sv->locked)
        return 0;
    if (!said && answer_is_complete(given, b)) {
        style.colour = COLOUR_GOOD;
        said = ui_words(ui, "Every card is in a box. You can still move them.");
    }
    if (!said) {
        style.colour = COLOUR_SOFT;
        style.face = FACE_REGULAR;
        said = ui_words(ui, "Tap a card to pick it up.");
    }
    return put_text(ui, style, area.x, area.y, area.w, said);
}

static int draw_feedback(struct block_view *v, const struct block *b, const struct sort_view *sv, struct rect area)
{
    const char *last = block_state_of(v, b)->last;
    struct buffer wrong;
    int y = area.y;
    buffer_init(&wrong, v->ui->arena);
    for (int i = 0; i < sv->count; i++) {
        const struct sort_card *c = sv->card[i];
        const char *box = box_of(v, b, c->id);
        if (box && !text_is(box, c->box))
            block_say_wrong(v, b, &c->text, &c->feedback, &wrong);
        if (box && !sv->held && text_is(c->id, last))
            y += block_said_of(v, b, &c->text, &c->feedback, (struct rect){area.x, y, area.w, 0});
    }
    if (!sv->held)
        y += block_verdict(v, b, buffer_text(&wrong), (struct rect){area.x, y, area.w, 0});
    return y - area.y;
}

/* Where the cards can go is heard before the cards. */
static void say_boxes(struct block_view *v, const struct block *b)
{
    struct ui *ui = v->ui;
    struct buffer names;
    buffer_init(&names, ui->arena);
    for (int i = 0; i < b->sort.box_count; i++)
        buffer_addf(&names, "%s%s", i ? ", " : "", block_plain(v, &b->sort.boxes[i].text));
    ui_say(ui, ui_words_with(ui, "The boxes: %1.", buffer_text(&names), NULL, NULL), NULL);
}

int block_sort(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct sort_view sv = sort_view(v, b);
    int y = area.y + block_header(v, b, area);
    say_boxes(v, b);
    int cards = draw_cards(v, b, &sv, (struct rect){area.x, y, area.w, 0});
    y += cards ? cards + t->gap_small : 0;
    int hand = draw_hand(v, b, &sv, (struct rect){area.x, y, area.w, 0});
    y += hand ? hand + t->gap_small : 0;
    y += draw_boxes(v, b, &sv, (struct rect){area.x, y, area.w, 0});
    int width = area.w < t->column_max ? area.w : t->column_max;
    y += draw_feedback(v, b, &sv, (struct rect){area.x, y, width, 0});
    y += block_declined(v, b, (struct rect){area.x, y, area.w, 0});
    return y - area.y;
}
