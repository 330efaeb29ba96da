/* choice: one or several of a list; feedback on what was chosen, what happens then, and a quiz's way to look again. */
#include "block.h"
#include <assert.h>
#include <string.h>

/* The order differs between questions and never between two draws, nor after an edit of the module: what a person has
 * seen stays where it was. */
static uint32_t seed_of(const struct attempt *s, const struct block *b)
{
    uint32_t h = 2166136261u;
    for (const char *p = attempt_module(s)->id; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    for (const char *p = b->id; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    return h ? h : 1;
}

static void shuffle(const struct option **list, int count, uint32_t seed)
{
    for (int i = count - 1; i > 0; i--) {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        int j = (int)(seed % (uint32_t)(i + 1));
        const struct option *swap = list[i];
        list[i] = list[j];
        list[j] = swap;
    }
}

/* Options that hold now; a write-in stays last, where people look for "something else". */
static int options_shown(const struct block_view *v, const struct block *b, const struct option **out)
{
    const struct choice_block *c = &b->choice;
    int count = 0;
    for (int i = 0; i < c->count; i++)
        if (!c->options[i].write && attempt_option_shows(v->attempt, c->options[i].when))
            out[count++] = &c->options[i];
    if (c->shuffle)
        shuffle(out, count, seed_of(v->attempt, b));
    for (int i = 0; i < c->count; i++)
        if (c->options[i].write && attempt_option_shows(v->attempt, c->options[i].when))
            out[count++] = &c->options[i];
    return count;
}

static bool is_full(const struct block *b, const struct answer *given)
{
    return b->choice.many && b->choice.at_most > 0 && given && !given->declined && given->count >= b->choice.at_most;
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
    if (!o->write)
        return row;
    const struct page_draft *draft = page_draft_find(v->state, b->id, o->id);
    const char *written = draft ? draft->text : given ? answer_value(given, o->id) : NULL;
    row.below = text_is_empty(written) ? NULL : arena_strdup(v->ui->arena, written);
    /* Writing is what picks it; when no more may be picked, the attempt says so before anything is typed. */
    if (row.chosen || !is_full(b, given))
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
        pictures += pictures == i && rows[i].picture; /* a write-in without one stands last, below the pictures */
    }
    bool tiles = pictures > 1 && (pictures == count || (pictures == count - 1 && shown[pictures]->write));
    if (b->about_me) {
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
    if (b->choice.has_right) {
        const char *verdict =
            block_words(v, answer_is_right(given, b) ? &b->choice.feedback_right : &b->choice.feedback_other);
        if (!text_is_empty(verdict) && out.length)
            buffer_adds(&out, "\n\n");
        buffer_adds(&out, verdict ? verdict : "");
    }
    return buffer_text(&out);
}

static int draw_feedback(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    if (answer_is_empty(given) || given->declined)
        return 0;
    const char *words = feedback_words(v, b, given);
    if (text_is_empty(words))
        return 0;
    bool right = b->choice.has_right && answer_is_right(given, b);
    struct panel p = {.look = PANEL_NOTE, .icon = "message-text-outline", .text = words};
    struct button again = {.id = block_id(v, b, "again", NULL),
                           .text = ui_words(ui, "Look again"),
                           .icon = "book-open-variant",
                           .press = {.kind = PRESS_ACT, .act = {.kind = ACT_GO, .item = b->choice.feedback_page}}};
    if (b->choice.consequences) {
        p.look = PANEL_GOOD;
        p.icon = "source-fork";
        p.title = ui_words(ui, "What happens then");
    } else if (right) {
        p.look = PANEL_GOOD;
        p.icon = "check-circle";
    }
    if (b->choice.has_right && !right && b->choice.feedback_page &&
        attempt_visits(v->attempt, b->choice.feedback_page) > 0)
        p.button = &again;
    return panel_draw(v, &p, area);
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

int block_choice(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int y = area.y + block_header(v, b, area);
    int options_top = y;
    say_how_many(v, b);
    y += draw_too_many(v, b, (struct rect){area.x, y, area.w, 0});
    y += draw_rows(v, b, (struct rect){area.x, y, area.w, 0});
    if (b->choice.consequences && v->side.w > 0) {
        struct rect side = v->side;
        if (side.y < options_top)
            side.y = options_top;
        int h = draw_feedback(v, b, side);
        if (h > 0)
            v->side.y = side.y + h + t->gap;
        return y - area.y;
    }
    int width = area.w < t->column_max ? area.w : t->column_max;
    int h = draw_feedback(v, b, (struct rect){area.x, y + t->gap_small, width, 0});
    return y + (h > 0 ? h + t->gap_small : 0) - area.y;
}
