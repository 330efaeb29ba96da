/* choice: one or several of a list; feedback on what was chosen, what happens then, and a quiz's way to look again. */
#include "block.h"
#include <assert.h>
#include <string.h>

#include "share.h"

static void shuffle(const struct block_view *v, const struct block *b, const struct option **list, int count)
{
    const struct option *written[OPTIONS_MAX];
    int order[OPTIONS_MAX];
    block_shuffle(v, b, order, count, false);
    memcpy(written, list, sizeof *list * (size_t)count);
    for (int i = 0; i < count; i++)
        list[i] = written[order[i]];
}

enum option_place { AMONG_OTHERS, BEHIND_THEM, AT_THE_END };

static enum option_place place_of(const struct choice_block *c, const struct option *o)
{
    return o->write ? AT_THE_END : o->alone && c->shuffle ? BEHIND_THEM : AMONG_OTHERS;
}

static int add_shown(const struct block_view *v, const struct block *b, enum option_place place,
                     const struct option **out, int count)
{
    const struct choice_block *c = &b->choice;
    for (int i = 0; i < c->count; i++)
        if (place_of(c, &c->options[i]) == place && attempt_option_shows(v->attempt, c->options[i].when))
            out[count++] = &c->options[i];
    return count;
}

/* Options that hold now; "none of these" is not shuffled in among those it speaks of, and a write-in stays last, where
 * people look for "something else". */
static int options_shown(const struct block_view *v, const struct block *b, const struct option **out)
{
    int count = add_shown(v, b, AMONG_OTHERS, out, 0);
    if (b->choice.shuffle)
        shuffle(v, b, out, count);
    count = add_shown(v, b, BEHIND_THEM, out, count);
    return add_shown(v, b, AT_THE_END, out, count);
}

/* What is chosen "alone" makes room for another. */
static bool is_full(const struct block *b, const struct answer *given)
{
    const struct choice_block *c = &b->choice;
    int count = 0;
    for (int i = 0; given && !given->declined && i < given->count; i++) {
        const struct option *o = choice_option(c, given->entries[i].key);
        count += o && !o->alone;
    }
    return c->many && c->at_most > 0 && count >= c->at_most;
}

static struct option_row row_of(const struct block_view *v, const struct block *b, const struct option *o,
                                const struct answer *given)
{
    const char *icon = o->icon ? o->icon : o->write ? "pencil" : NULL;
    struct option_row row = {.id = block_id(v, b, "option", o->id),
                             .text = block_plain(v, &o->text),
                             .icon = icon,
                             .picture = o->picture ? block_media(v, o->picture) : NULL,
                             .mark = b->choice.many ? ROW_TICK : ROW_ROUND,
                             .chosen = given && answer_has(given, o->id),
                             .press = {.kind = PRESS_ACT, .act = {.kind = ACT_PICK, .exercise = b->id, .item = o->id}}};
    if (attempt_is_locked(v->attempt, b))
        row.press.kind = PRESS_NOTHING;
    if (!o->write || row.press.kind == PRESS_NOTHING)
        return row;
    const struct page_draft *draft = page_draft_find(v->state, b->id, o->id);
    const char *written = draft ? draft->text : given ? answer_value(given, o->id) : NULL;
    row.below = text_is_empty(written) ? NULL : arena_strdup(v->ui->arena, written);
    /* Writing is what picks it; when no more may be picked, the attempt says so before anything is typed. */
    if (row.chosen || o->alone || !is_full(b, given))
        row.press = (struct press){.kind = PRESS_WRITE, .item = b->id, .text = o->id};
    return row;
}

static int draw_rows(struct block_view *v, const struct block *b, struct rect area)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    const struct option *shown[OPTIONS_MAX];
    struct option_row rows[OPTIONS_MAX + 1];
    assert(b->choice.count <= OPTIONS_MAX);
    int count = options_shown(v, b, shown), pictures = 0;
    for (int i = 0; i < count; i++) {
        rows[i] = row_of(v, b, shown[i], given);
        pictures +=
            pictures == i && rows[i].picture; /* those at the end may be without: they stand below the pictures */
    }
    bool tiles = pictures > 1;
    for (int i = pictures; i < count; i++)
        tiles = tiles && (shown[i]->write || shown[i]->alone);
    if (b->about_me && !attempt_is_locked(v->attempt, b)) {
        rows[count] = option_declined(v, b);
        rows[count++].mark = b->choice.many ? ROW_TICK : ROW_ROUND;
    }
    for (int i = 0; i < count; i++) {
        rows[i].position = i + 1;
        rows[i].count = count;
    }
    int h = tiles ? option_tiles(v, rows, pictures, area) : 0, used = h ? pictures : 0;
    if (used && used < count)
        h += v->ui->in.theme.gap_small;
    return h + option_rows(v, rows + used, count - used, (struct rect){area.x, area.y + h, area.w, 0});
}

static int draw_too_many(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    if (!v->state->too_many || !is_full(b, attempt_answer(v->attempt, b->id)))
        return 0;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_WARNING, COLOUR_PAPER);
    const char *said = ui_words_count(ui, "You have chosen %d. Tap it to take it back.",
                                      "You have chosen %d. Tap one to take it back.", b->choice.at_most);
    return put_text(ui, style, area.x, area.y, area.w, said) + t->gap_small;
}

/* --- feedback --------------------------------------------------------------------------------------------------- */

static const char *feedback_words(const struct block_view *v, const struct block *b, const struct answer *given)
{
    struct buffer out;
    buffer_init(&out, v->ui->arena);
    for (int i = 0; i < b->choice.count; i++) {
        const struct option *o = &b->choice.options[i];
        if (!answer_has(given, o->id) || !o->feedback.count)
            continue;
        if (out.length)
            buffer_adds(&out, "\n\n");
        buffer_adds(&out, block_words(v, &o->feedback));
    }
    return buffer_text(&out);
}

/* With the gap above it. */
static int draw_feedback(struct block_view *v, const struct block *b, struct rect area)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    bool waits = b->tries && attempt_judgement(v->attempt, b) == NOT_JUDGED;
    const char *words = answer_is_empty(given) || waits ? "" : feedback_words(v, b, given);
    if (!b->choice.consequences)
        return block_verdict(v, b, words, area);
    if (text_is_empty(words))
        return 0;
    int gap = v->ui->in.theme.gap_small;
    struct panel p = {
        .look = PANEL_GOOD, .icon = "source-fork", .title = ui_words(v->ui, "What happens then"), .text = words};
    return panel_draw(v, &p, (struct rect){area.x, area.y + gap, area.w, 0}) + gap;
}

/* How many may be chosen is heard before the first of them: an eye sees it in the marks. */
static void say_how_many(struct block_view *v, const struct block *b)
{
    struct ui *ui = v->ui;
    const struct option *shown[OPTIONS_MAX];
    int count = options_shown(v, b, shown) + (b->about_me ? 1 : 0);
    const struct choice_block *c = &b->choice;
    bool told = !text_is_empty(block_plain(v, &b->hint));
    const char *how = !c->many         ? ui_words(ui, "Choose one")
                      : c->at_most > 0 ? ui_words_count(ui, "Choose %d", "Choose up to %d", c->at_most)
                                       : ui_words(ui, "Choose as many as you like");
    const char *of = ui_words_count(ui, "%d choice.", "%d choices.", count);
    ui_say(ui, told && c->many ? of : arena_printf(ui->arena, "%s. %s", how, of), NULL);
}

/* Before the options, so that what is chosen is known: the very words that staff would see. With the gap under it. */
static int draw_shared(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    struct arena *a = ui->arena;
    const struct option *o = share_option(b);
    struct document_item item[EXERCISES_MAX];
    struct buffer out;
    if (!o)
        return 0;
    int count = share_preview(a, v->attempt, ui->in.interface, o, item);
    buffer_init(&out, a);
    for (int i = 0; i < count; i++)
        buffer_addf(&out, "%s\n\n**%s**\n\n", wording_escaped(a, item[i].label), wording_escaped(a, item[i].words));
    if (!count)
        buffer_addf(&out, "%s\n\n", ui_words(ui, "You have not filled it in, so there is nothing to see."));
    buffer_adds(&out, ui_words(ui, "They see it only if you say yes and finish the session. You can change your mind "
                                   "until then."));
    struct panel p = {
        .look = PANEL_PLAIN, .icon = "eye", .title = ui_words(ui, "What staff will see"), .text = buffer_text(&out)};
    int width = area.w < ui->in.theme.column_max ? area.w : ui->in.theme.column_max;
    return panel_draw(v, &p, (struct rect){area.x, area.y, width, 0}) + ui->in.theme.gap;
}

int block_choice(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int y = area.y + block_header(v, b, area);
    y += draw_shared(v, b, (struct rect){area.x, y, area.w, 0});
    int options_top = y;
    say_how_many(v, b);
    y += draw_too_many(v, b, (struct rect){area.x, y, area.w, 0});
    y += draw_rows(v, b, (struct rect){area.x, y, area.w, 0});
    if (b->choice.consequences && v->side.w > 0) {
        struct rect side = v->side;
        side.y = (side.y < options_top ? options_top : side.y) - t->gap_small;
        int h = draw_feedback(v, b, side);
        if (h > 0)
            v->side.y = side.y + h + t->gap;
        return y - area.y;
    }
    int width = area.w < t->column_max ? area.w : t->column_max;
    return y + draw_feedback(v, b, (struct rect){area.x, y, width, 0}) - area.y;
}
