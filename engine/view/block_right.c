/* What exercises with a right answer share: a shuffled order, the verdict, goes; and what is taken in hand. */
#include "block.h"
#include <stdio.h>
#include <string.h>

/* The order differs between questions and never between two draws. */
static uint32_t seed_of(const struct attempt *s, const struct block *b)
{
    uint32_t h = 2166136261u;
    for (const char *p = attempt_module(s)->id; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    for (const char *p = b->id; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    return h ? h : 1;
}

void block_shuffle(const struct block_view *v, const struct block *b, int *order, int count, bool unlike)
{
    uint32_t seed = seed_of(v->attempt, b);
    bool moved = false;
    for (int i = 0; i < count; i++)
        order[i] = i;
    for (int i = count - 1; i > 0; i--) {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        int j = (int)(seed % (uint32_t)(i + 1)), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
    for (int i = 0; i < count; i++)
        moved |= order[i] != i;
    for (int i = 0; unlike && !moved && i < count; i++)
        order[i] = (i + 1) % count;
}

/* --- in hand ---------------------------------------------------------------------------------------------------- */

const char *block_in_hand(const struct block_view *v, const struct block *b)
{
    struct block_state *s = block_state_of(v, b);
    const struct answer *given = attempt_answer(v->attempt, b->id);
    const char *where = given && s->held[0] ? answer_value(given, s->held) : NULL;
    if (attempt_is_locked(v->attempt, b))
        return NULL;
    if (s->held[0] && !text_is(where ? where : "", s->held_from)) {
        snprintf(s->last, sizeof s->last, "%s", s->held);
        s->held[0] = s->held_from[0] = '\0';
    }
    return s->held[0] ? s->held : NULL;
}

/* --- what is said of it ----------------------------------------------------------------------------------------- */

static void add_paragraph(struct buffer *out, const char *words)
{
    if (text_is_empty(words))
        return;
    buffer_adds(out, out->length ? "\n\n" : "");
    buffer_adds(out, words);
}

void block_say_wrong(const struct block_view *v, const struct block *b, const struct words *name,
                     const struct words *feedback, struct buffer *out)
{
    struct arena *arena = v->ui->arena;
    const char *words = block_plain(v, name);
    if (b->tries && feedback->count && attempt_judgement(v->attempt, b) == JUDGED_OTHER)
        add_paragraph(out, arena_printf(arena, "**%s**%s %s", wording_escaped(arena, words),
                                        text_ends_a_sentence(words) ? "" : ":", block_words(v, feedback)));
}

int block_said_of(struct block_view *v, const struct block *b, const struct words *name, const struct words *feedback,
                  struct rect area)
{
    const char *words = block_words(v, feedback);
    if (b->tries || text_is_empty(words)) /* a go that is kept for looking must not be given away before */
        return 0;
    struct panel p = {.look = PANEL_NOTE, .icon = "message-text-outline", .title = block_plain(v, name), .text = words};
    int gap = v->ui->in.theme.gap_small;
    return panel_draw(v, &p, (struct rect){area.x, area.y + gap, area.w, 0}) + gap;
}

/* "That was the last go. The answer is: ..." */
static void add_answer(const struct block_view *v, const struct block *b, struct buffer *out)
{
    struct arena *arena = v->ui->arena;
    const struct answer *right = attempt_right_answer(v->attempt, arena, b);
    add_paragraph(out, ui_words(v->ui, "That was the last go. The answer is:"));
    for (int i = 0; i < right->count; i++) {
        struct answer one = {.entries = &right->entries[i], .count = 1};
        const char *words = wording_escaped(arena, wording_of(v->attempt, arena, b, &one));
        buffer_adds(out, i ? "\n" : "\n\n");
        if (b->kind == BLOCK_RANK)
            buffer_addf(out, "%d. %s", i + 1, words);
        else
            buffer_addf(out, right->count == 1 ? "**%s**" : "- %s", words);
    }
}

static int draw_check(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int left = attempt_goes_left(v->attempt, b), y = area.y;
    if (left > 0 && attempt_judgement(v->attempt, b) == NOT_JUDGED) {
        struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
        y += t->gap_small;
        y += put_text(ui, style, area.x, y, area.w, ui_words_count(ui, "You have %d go.", "You have %d goes.", left));
    }
    if (!attempt_wants_check(v->attempt, b))
        return y - area.y;
    struct button check = {.id = block_id(v, b, "check", NULL),
                           .text = ui_words(ui, "Check my answer"),
                           .icon = "check",
                           .press = {.kind = PRESS_ACT, .act = {.kind = ACT_CHECK, .exercise = b->id}}};
    int width = ui_button_width(ui, &check);
    width = width < area.w ? width : area.w;
    int height = ui_button_height(ui, &check, width);
    y += t->gap_small;
    ui_button(ui, (struct rect){area.x, y, width, height}, &check);
    return y + height - area.y;
}

static const char *verdict_words(const struct block_view *v, const struct block *b, const char *before)
{
    enum judgement judgement = attempt_judgement(v->attempt, b);
    int left = attempt_goes_left(v->attempt, b);
    struct buffer out;
    buffer_init(&out, v->ui->arena);
    add_paragraph(&out, before);
    if (judgement == JUDGED_RIGHT)
        add_paragraph(&out, block_words(v, &b->feedback.right));
    if (judgement != JUDGED_OTHER)
        return buffer_text(&out);
    if (left == 0) {
        add_answer(v, b, &out);
        return buffer_text(&out);
    }
    add_paragraph(&out, block_words(v, &b->feedback.other));
    if (left > 0)
        add_paragraph(&out, ui_words_count(v->ui, "You have %d more go.", "You have %d more goes.", left));
    return buffer_text(&out);
}

int block_verdict(struct block_view *v, const struct block *b, const char *before, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    enum judgement judgement = attempt_judgement(v->attempt, b);
    const char *words = verdict_words(v, b, before);
    int y = area.y + draw_check(v, b, area);
    if (text_is_empty(words))
        return y - area.y;
    struct panel p = {.look = PANEL_NOTE, .icon = "message-text-outline", .text = words};
    struct button again = {.id = block_id(v, b, "again", NULL),
                           .text = ui_words(v->ui, "Look again"),
                           .icon = "book-open-variant",
                           .press = {.kind = PRESS_ACT, .act = {.kind = ACT_GO, .item = b->feedback.page}}};
    if (judgement == JUDGED_RIGHT) {
        p.look = PANEL_GOOD;
        p.icon = "check-circle";
    }
    if (judgement == JUDGED_OTHER && b->feedback.page && attempt_visits(v->attempt, b->feedback.page) > 0)
        p.button = &again;
    y += t->gap_small;
    return y + panel_draw(v, &p, (struct rect){area.x, y, area.w, 0}) - area.y;
}
