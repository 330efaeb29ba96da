/* rank: tap what comes first, then what comes next; what has its place can go up, down and out again. */
#include "block.h"
#include <assert.h>

struct rank_view {
    const struct rank_item *ranked[OPTIONS_MAX], *rest[OPTIONS_MAX]; /* that are on show */
    int ranked_count, rest_count, wanted;
    bool locked;
};

static const struct rank_item *item_of(const struct block *b, const char *id)
{
    for (int i = 0; i < b->rank.count; i++)
        if (text_is(b->rank.items[i].id, id))
            return &b->rank.items[i];
    return NULL;
}

static struct rank_view rank_view(const struct block_view *v, const struct block *b)
{
    struct rank_view rv = {.locked = attempt_is_locked(v->attempt, b)};
    const struct answer *given = attempt_answer(v->attempt, b->id);
    int order[OPTIONS_MAX];
    assert(b->rank.count <= OPTIONS_MAX);
    for (int i = 0; given && i < given->count; i++) {
        const struct rank_item *item = item_of(b, given->entries[i].key);
        if (item && attempt_option_shows(v->attempt, item->when))
            rv.ranked[rv.ranked_count++] = item;
    }
    for (int i = 0; i < b->rank.count; i++)
        order[i] = i;
    if (b->rank.has_right)
        block_shuffle(v, b, order, b->rank.count, true);
    for (int i = 0; i < b->rank.count; i++) {
        const struct rank_item *item = &b->rank.items[order[i]];
        if (attempt_option_shows(v->attempt, item->when) && !answer_has(given, item->id))
            rv.rest[rv.rest_count++] = item;
    }
    int shown = rv.ranked_count + rv.rest_count;
    rv.wanted = b->rank.top && b->rank.top < shown ? b->rank.top : shown;
    return rv;
}

static const char *number(const struct block_view *v, int n)
{
    return arena_printf(v->ui->arena, "%d", n);
}

static struct press press_place(const struct block_view *v, const struct block *b, const struct rank_item *item, int at)
{
    const char *place = at ? number(v, at) : "";
    return (struct press){.kind = PRESS_ACT,
                          .act = {.kind = ACT_PLACE, .exercise = b->id, .item = item->id, .text = place}};
}

/* --- what has its place ----------------------------------------------------------------------------------------- */

/* Up, down, out: beside the words, or under them where those would have no room. */
struct moves {
    int size, gap, width;
    bool below;
};

static struct moves moves_of(const struct block_view *v, const struct rank_view *rv, int width)
{
    const struct theme *t = &v->ui->in.theme;
    struct moves m = {.size = t->button_height * 5 / 6, .gap = t->gap_small * 3 / 4};
    m.size = m.size > t->target_min ? m.size : t->target_min;
    m.width = rv->locked ? 0 : 3 * m.size + 4 * m.gap;
    m.below = width - m.width < block_em(v->ui, 13);
    return m;
}

static struct numbered_row ranked_row(const struct block_view *v, const struct block *b, const struct rank_view *rv,
                                      int i, const struct moves *m)
{
    const struct rank_item *item = rv->ranked[i];
    return (struct numbered_row){.id = block_id(v, b, "item", item->id),
                                 .text = block_plain(v, &item->text),
                                 .icon = item->icon,
                                 .picture = item->picture ? block_media(v, item->picture) : NULL,
                                 .number = number(v, i + 1),
                                 .kept_px = m->below ? 0 : m->width};
}

static void move_button(struct block_view *v, const char *id, const char *icon, const char *text, struct press press,
                        struct rect r)
{
    struct ui *ui = v->ui;
    bool was_silent = ui->silent;
    ui->silent = true; /* the row says its place: three buttons more in each row would bury the order */
    ui_button(ui, r, &(struct button){.id = id, .text = text, .icon = icon, .icon_only = true, .press = press});
    ui->silent = was_silent;
}

/* A button keeps its place in all rows: first has no Up, last no Down. */
static void draw_moves(struct block_view *v, const struct block *b, const struct rank_view *rv, int i,
                       const struct moves *m, int x, int y)
{
    struct ui *ui = v->ui;
    const struct rank_item *item = rv->ranked[i];
    const char *words = block_plain(v, &item->text);
    struct rect r = {x + m->gap, y, m->size, m->size};
    if (i > 0)
        move_button(v, block_id(v, b, "up", item->id), "arrow-up", ui_words_with(ui, "Move up: %1", words, NULL, NULL),
                    press_place(v, b, item, i), r);
    r.x += m->size + m->gap;
    if (i + 1 < rv->ranked_count)
        move_button(v, block_id(v, b, "down", item->id), "arrow-down",
                    ui_words_with(ui, "Move down: %1", words, NULL, NULL), press_place(v, b, item, i + 2), r);
    r.x += m->size + m->gap;
    move_button(v, block_id(v, b, "out", item->id), "close", ui_words_with(ui, "Take out: %1", words, NULL, NULL),
                press_place(v, b, item, 0), r);
}

static int draw_ranked(struct block_view *v, const struct block *b, const struct rank_view *rv, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct moves m = moves_of(v, rv, area.w);
    int y = area.y;
    for (int i = 0; i < rv->ranked_count; i++) {
        struct numbered_row row = ranked_row(v, b, rv, i, &m);
        bool below = m.below && m.width;
        int words = numbered_row_height(v, &row, area.w), h = words + (below ? m.size + m.gap : 0);
        if (m.width && !below && h < m.size + 2 * m.gap)
            h = words = m.size + 2 * m.gap;
        const char *place = ui_words_with(ui, "Number %1 of %2.", row.number, number(v, rv->wanted), NULL);
        ui_say(ui, arena_printf(ui->arena, "%s%s %s", row.text, text_ends_a_sentence(row.text) ? "" : ".", place),
               NULL);
        bool was_silent = ui->silent;
        ui->silent = true;
        if (below)
            ui_box(ui, (struct rect){area.x, y, area.w, h}, COLOUR_TINT, COLOUR_ACCENT, 3, t->radius);
        numbered_row(v, &row, (struct rect){area.x, y, area.w, words});
        ui->silent = was_silent;
        if (m.width)
            draw_moves(v, b, rv, i, &m, area.x + area.w - m.width, below ? y + words : y + (h - m.size) / 2);
        y += h + t->gap_small;
    }
    return y - area.y;
}

/* --- what has none yet ------------------------------------------------------------------------------------------ */

static int draw_rest(struct block_view *v, const struct block *b, const struct rank_view *rv, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const char *says = ui_words_with(ui, "Press to make it number %1.", number(v, rv->ranked_count + 1), NULL, NULL);
    bool full = rv->ranked_count >= rv->wanted;
    int y = area.y;
    for (int i = 0; i < rv->rest_count; i++) {
        const struct rank_item *item = rv->rest[i];
        struct numbered_row row = {.id = block_id(v, b, "item", item->id),
                                   .text = block_plain(v, &item->text),
                                   .icon = item->icon,
                                   .picture = item->picture ? block_media(v, item->picture) : NULL,
                                   .says = full ? ui_words(ui, "Not in the order.") : says};
        if (!rv->locked) /* when all places are taken, the attempt says so */
            row.press = press_place(v, b, item, rv->ranked_count + 1);
        int h = numbered_row_height(v, &row, area.w);
        numbered_row(v, &row, (struct rect){area.x, y, area.w, h});
        y += h + t->gap_small;
    }
    return y - area.y;
}

/* What to do now: "Tap what comes first." */
static int draw_status(struct block_view *v, const struct rank_view *rv, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_ACCENT, COLOUR_PAPER);
    const char *said = ui_words(ui, "Now tap what comes next.");
    if (rv->locked)
        return 0;
    if (v->state->too_many && rv->ranked_count >= rv->wanted && rv->rest_count > 0) {
        style.colour = COLOUR_WARNING;
        said = ui_words_count(ui, "You have put %d in order. Take it out first.",
                              "You have put %d in order. Take one out first.", rv->wanted);
    } else if (rv->ranked_count >= rv->wanted) {
        style.colour = COLOUR_GOOD;
        said = rv->rest_count == 0 ? ui_words(ui, "All are in order. You can still move them.")
                                   : ui_words_count(ui, "You have put %d in order. You can still change it.",
                                                    "You have put %d in order. You can still change them.", rv->wanted);
    } else if (rv->ranked_count == 0) {
        style.colour = COLOUR_SOFT;
        said = ui_words(ui, "Tap what comes first.");
        if (rv->wanted < rv->rest_count)
            said = arena_printf(ui->arena, "%s %s", said,
                                ui_words_count(ui, "Put %d in order.", "Put %d in order.", rv->wanted));
    }
    return put_text(ui, style, area.x, area.y, area.w, said) + t->gap_small;
}

static int draw_feedback(struct block_view *v, const struct block *b, const struct rank_view *rv, struct rect area)
{
    const char *last = block_state_of(v, b)->last;
    struct buffer wrong;
    int y = area.y;
    buffer_init(&wrong, v->ui->arena);
    for (int i = 0; i < rv->ranked_count; i++) {
        const struct rank_item *item = rv->ranked[i];
        if (item != &b->rank.items[i])
            block_say_wrong(v, b, &item->text, &item->feedback, &wrong);
        if (text_is(item->id, last))
            y += block_said_of(v, b, &item->text, &item->feedback, (struct rect){area.x, y, area.w, 0});
    }
    y += block_verdict(v, b, buffer_text(&wrong), (struct rect){area.x, y, area.w, 0});
    return y - area.y;
}

int block_rank(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct rank_view rv = rank_view(v, b);
    int y = area.y + block_header(v, b, area);
    int width = area.w < t->column_max || t->portrait ? area.w : t->column_max;
    y += draw_status(v, &rv, (struct rect){area.x, y, width, 0});
    y += draw_ranked(v, b, &rv, (struct rect){area.x, y, width, 0});
    y += draw_rest(v, b, &rv, (struct rect){area.x, y, width, 0});
    y -= t->gap_small;
    y += draw_feedback(v, b, &rv, (struct rect){area.x, y, width, 0});
    y += block_declined(v, b, (struct rect){area.x, y, width, 0});
    return y - area.y;
}
