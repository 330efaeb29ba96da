/* match: take one in hand, then tap what goes with it. Pairs are told by a number, by their words and, side by side, by
 * a line between them. */
#include "block.h"
#include <assert.h>

struct match_view {
    const struct match_left *left[OPTIONS_MAX]; /* that are on show */
    const struct match_right *right[OPTIONS_MAX];
    int lefts, rights;
    const char *held; /* in hand, or NULL */
    bool locked;      /* no more goes: it is only seen */
};

static struct match_view match_view(const struct block_view *v, const struct block *b)
{
    struct match_view mv = {.locked = attempt_is_locked(v->attempt, b)};
    int order[OPTIONS_MAX];
    const char *held = block_in_hand(v, b);
    assert(b->match.left_count <= OPTIONS_MAX && b->match.right_count <= OPTIONS_MAX);
    for (int i = 0; i < b->match.left_count; i++) {
        if (!attempt_option_shows(v->attempt, b->match.lefts[i].when))
            continue;
        mv.left[mv.lefts++] = &b->match.lefts[i];
        if (text_is(held, b->match.lefts[i].id))
            mv.held = held;
    }
    for (int i = 0; i < b->match.right_count; i++)
        order[i] = i;
    if (b->match.has_right)
        block_shuffle(v, b, order, b->match.right_count, true);
    for (int i = 0; i < b->match.right_count; i++)
        mv.right[mv.rights++] = &b->match.rights[order[i]];
    return mv;
}

static const char *with_of(const struct block_view *v, const struct block *b, const struct match_left *left)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return given ? answer_value(given, left->id) : NULL;
}

static const struct match_left *held_of(const struct match_view *mv)
{
    for (int i = 0; i < mv->lefts; i++)
        if (text_is(mv->left[i]->id, mv->held))
            return mv->left[i];
    return NULL;
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static struct numbered_row left_row(const struct block_view *v, const struct block *b, const struct match_view *mv,
                                    int i)
{
    const struct ui *ui = v->ui;
    const struct match_left *left = mv->left[i];
    const char *with = with_of(v, b, left), *words = "";
    for (int r = 0; r < mv->rights; r++)
        if (text_is(mv->right[r]->id, with))
            words = block_plain(v, &mv->right[r]->text);
    struct numbered_row row = {.id = block_id(v, b, "left", left->id),
                               .text = block_plain(v, &left->text),
                               .icon = left->icon,
                               .picture = left->picture ? block_media(v, left->picture) : NULL,
                               .says = ui_words(ui, "Press to take it in your hand."),
                               .press = {.kind = PRESS_HOLD, .item = left->id, .text = b->id}};
    if (with) {
        row.number = arena_printf(ui->arena, "%d", i + 1);
        row.below = ui_words_with(ui, "Goes with: %1", words, NULL, NULL);
        row.says = ui_words_with(ui, "Goes with: %1. Press to change it.", words, NULL, NULL);
    }
    if (text_is(left->id, mv->held)) {
        row.strong = true;
        row.below = ui_words(ui, "In your hand");
        row.says = ui_words(ui, "In your hand. Now tap what goes with it.");
    }
    if (mv->locked)
        row.press.kind = PRESS_NOTHING;
    return row;
}

static struct numbered_row right_row(const struct block_view *v, const struct block *b, const struct match_view *mv,
                                     int i)
{
    const struct ui *ui = v->ui;
    const struct match_right *right = mv->right[i];
    const struct match_left *held = held_of(mv);
    struct buffer numbers, names;
    buffer_init(&numbers, ui->arena);
    buffer_init(&names, ui->arena);
    for (int n = 0; n < mv->lefts; n++) {
        if (!text_is(with_of(v, b, mv->left[n]), right->id))
            continue;
        buffer_addf(&numbers, "%s%d", numbers.length ? " " : "", n + 1);
        buffer_addf(&names, "%s%s", names.length ? ", " : "", block_plain(v, &mv->left[n]->text));
    }
    struct numbered_row row = {.id = block_id(v, b, "right", right->id),
                               .text = block_plain(v, &right->text),
                               .icon = right->icon,
                               .picture = right->picture ? block_media(v, right->picture) : NULL};
    if (numbers.length) {
        row.number = buffer_text(&numbers);
        row.below = ui_words_with(ui, "Goes with: %1", buffer_text(&names), NULL, NULL);
    }
    if (!held)
        return row;
    const char *words = block_plain(v, &held->text);
    row.strong = row.dashed = true;
    row.says = numbers.length
                   ? ui_words_with(ui, "Goes with: %1. Press to join it with %2.", buffer_text(&names), words, NULL)
                   : ui_words_with(ui, "Press to join it with %1.", words, NULL, NULL);
    row.press = (struct press){.kind = PRESS_ACT,
                               .act = {.kind = ACT_PLACE, .exercise = b->id, .item = held->id, .text = right->id}};
    return row;
}

/* --- columns ---------------------------------------------------------------------------------------------------- */

/* With room for the words that joining brings, so that nothing moves under a finger. */
static int row_height(const struct block_view *v, const struct numbered_row *row, int width)
{
    struct numbered_row joined = *row;
    joined.below = text_is_empty(row->below) ? "-" : row->below;
    joined.number = row->number ? row->number : "1";
    return numbered_row_height(v, &joined, width);
}

/* Fills in where each row is; returns the height. */
static int draw_column(struct block_view *v, const struct block *b, const struct match_view *mv, bool rights,
                       struct rect area, struct rect place[OPTIONS_MAX])
{
    const struct theme *t = &v->ui->in.theme;
    int y = area.y, count = rights ? mv->rights : mv->lefts;
    for (int i = 0; i < count; i++) {
        struct numbered_row row = rights ? right_row(v, b, mv, i) : left_row(v, b, mv, i);
        place[i] = (struct rect){area.x, y, area.w, row_height(v, &row, area.w)};
        numbered_row(v, &row, place[i]);
        y += place[i].h + t->gap_small;
    }
    return y - t->gap_small - area.y;
}

static void draw_lines(struct block_view *v, const struct block *b, const struct match_view *mv,
                       const struct rect left[OPTIONS_MAX], const struct rect right[OPTIONS_MAX])
{
    for (int i = 0; i < mv->lefts; i++) {
        const char *with = with_of(v, b, mv->left[i]);
        for (int r = 0; r < mv->rights; r++)
            if (text_is(mv->right[r]->id, with))
                ui_line(v->ui, left[i].x + left[i].w, left[i].y + left[i].h / 2, right[r].x,
                        right[r].y + right[r].h / 2, 4, COLOUR_ACCENT);
    }
}

/* Side by side while words have room beside what is drawn. */
static int least_width(const struct block_view *v, const struct match_view *mv)
{
    bool icon = false, picture = false;
    for (int i = 0; i < mv->lefts; i++) {
        icon |= mv->left[i]->icon != NULL;
        picture |= mv->left[i]->picture != NULL;
    }
    for (int i = 0; i < mv->rights; i++) {
        icon |= mv->right[i]->icon != NULL;
        picture |= mv->right[i]->picture != NULL;
    }
    return block_em(v->ui, picture ? 14.5 : icon ? 12.5 : 11);
}

static int draw_columns(struct block_view *v, const struct block *b, const struct match_view *mv, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct rect left[OPTIONS_MAX], right[OPTIONS_MAX];
    int between = block_em(v->ui, 3.2), width = (area.w - between) / 2, most = block_em(v->ui, 22);
    if (width < least_width(v, mv)) {
        int h = draw_column(v, b, mv, false, area, left) + t->gap;
        ui_box(v->ui, (struct rect){area.x, area.y + h, area.w, 2}, COLOUR_LINE, COLOUR_NONE, 0, 0);
        h += 2 + t->gap;
        return h + draw_column(v, b, mv, true, (struct rect){area.x, area.y + h, area.w, 0}, right);
    }
    width = width < most ? width : most;
    int l = draw_column(v, b, mv, false, (struct rect){area.x, area.y, width, 0}, left);
    int r = draw_column(v, b, mv, true, (struct rect){area.x + width + between, area.y, width, 0}, right);
    draw_lines(v, b, mv, left, right);
    return l > r ? l : r;
}

/* --- around them ------------------------------------------------------------------------------------------------ */

static int draw_hand(struct block_view *v, const struct block *b, const struct match_view *mv, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_ACCENT, COLOUR_PAPER);
    const struct match_left *held = held_of(mv);
    const char *said = NULL;
    int open = 0;
    for (int i = 0; i < mv->lefts; i++)
        open += with_of(v, b, mv->left[i]) == NULL;
    if (mv->locked)
        return 0;
    if (held) {
        said =
            ui_words_with(ui, "In your hand: %1. Now tap what goes with it.", block_plain(v, &held->text), NULL, NULL);
    } else if (open == 0) {
        style.colour = COLOUR_GOOD;
        said = ui_words(ui, "All are joined. You can still change the pairs.");
    } else {
        style.colour = COLOUR_SOFT;
        style.face = FACE_REGULAR;
        said = ui_words(ui, "Tap one to pick it up. Then tap what goes with it.");
    }
    return put_text(ui, style, area.x, area.y, area.w, said) + t->gap_small;
}

/* Below everything, so that its coming moves nothing. */
static int draw_apart(struct block_view *v, const struct block *b, const struct match_view *mv, struct rect area)
{
    struct ui *ui = v->ui;
    const struct match_left *held = held_of(mv);
    if (!held || !with_of(v, b, held))
        return 0;
    struct button apart = {
        .id = block_id(v, b, "apart", NULL),
        .text = ui_words(ui, "Take this pair apart"),
        .icon = "close",
        .press = {.kind = PRESS_ACT, .act = {.kind = ACT_PLACE, .exercise = b->id, .item = held->id, .text = ""}}};
    int width = ui_button_width(ui, &apart), gap = ui->in.theme.gap_small;
    width = width < area.w ? width : area.w;
    int height = ui_button_height(ui, &apart, width);
    ui_button(ui, (struct rect){area.x, area.y + gap, width, height}, &apart);
    return height + gap;
}

static int draw_feedback(struct block_view *v, const struct block *b, const struct match_view *mv, struct rect area)
{
    const char *last = block_state_of(v, b)->last;
    struct buffer wrong;
    int y = area.y;
    if (mv->held)
        return 0;
    buffer_init(&wrong, v->ui->arena);
    for (int i = 0; i < mv->lefts; i++) {
        const struct match_left *left = mv->left[i];
        const char *with = with_of(v, b, left);
        if (with && !text_is(with, left->with))
            block_say_wrong(v, b, &left->text, &left->feedback, &wrong);
        if (with && text_is(left->id, last))
            y += block_said_of(v, b, &left->text, &left->feedback, (struct rect){area.x, y, area.w, 0});
    }
    return y + block_verdict(v, b, buffer_text(&wrong), (struct rect){area.x, y, area.w, 0}) - area.y;
}

/* What there is to join with is heard before the first of them. */
static void say_rights(struct block_view *v, const struct match_view *mv)
{
    struct ui *ui = v->ui;
    struct buffer names;
    buffer_init(&names, ui->arena);
    for (int i = 0; i < mv->rights; i++)
        buffer_addf(&names, "%s%s", i ? ", " : "", block_plain(v, &mv->right[i]->text));
    ui_say(ui, ui_words_with(ui, "What they can go with: %1.", buffer_text(&names), NULL, NULL), NULL);
}

int block_match(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct match_view mv = match_view(v, b);
    int y = area.y + block_header(v, b, area);
    say_rights(v, &mv);
    y += draw_hand(v, b, &mv, (struct rect){area.x, y, area.w, 0});
    y += draw_columns(v, b, &mv, (struct rect){area.x, y, area.w, 0});
    y += draw_apart(v, b, &mv, (struct rect){area.x, y, area.w, 0});
    int width = area.w < t->column_max ? area.w : t->column_max;
    y += draw_feedback(v, b, &mv, (struct rect){area.x, y, width, 0});
    return y + block_declined(v, b, (struct rect){area.x, y, area.w, 0}) - area.y;
}
