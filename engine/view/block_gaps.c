/* gaps: a sentence with gaps to tap; an open gap offers its words below. */
#include "block.h"
#include <assert.h>
#include <string.h>

#define WORDS_MAX (OPTIONS_MAX + ANSWER_ENTRIES_MAX + 1)

static const char *own_words(const char *value)
{
    return text_starts_with(value, GAP_OWN) ? value + strlen(GAP_OWN) : NULL;
}

static bool is_filled(const struct answer *given, const char *gap, const char *value)
{
    for (int i = 0; given && i < given->count; i++)
        if (text_is(given->entries[i].key, gap) && text_is(given->entries[i].value, value))
            return true;
    return false;
}

static int filled_count(const struct answer *given, const char *gap)
{
    int n = 0;
    for (int i = 0; given && i < given->count; i++)
        n += text_is(given->entries[i].key, gap);
    return n;
}

static const char *value_words(const struct block_view *v, const struct gap *g, const char *value)
{
    if (own_words(value))
        return own_words(value);
    for (int i = 0; i < g->count; i++)
        if (text_is(g->bank[i].id, value))
            return block_plain(v, &g->bank[i].text);
    return value;
}

/* What stands in the gap: "breathe out, count to five and ring someone"; NULL while it is empty. */
static const char *gap_words(const struct block_view *v, const struct block *b, const struct gap *g)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    int count = filled_count(given, g->id), n = 0;
    if (count == 0)
        return NULL;
    struct buffer out;
    buffer_init(&out, v->ui->arena);
    for (int i = 0; i < given->count; i++) {
        if (!text_is(given->entries[i].key, g->id))
            continue;
        if (n > 0)
            buffer_addf(&out, n == count - 1 ? " %s " : "%s ", n == count - 1 ? ui_words(v->ui, "and") : ",");
        buffer_adds(&out, value_words(v, g, given->entries[i].value));
        n++;
    }
    return buffer_text(&out);
}

/* The gap whose words are offered: the one tapped, or else the first that still is empty. */
static const struct gap *open_gap(const struct block_view *v, const struct block *b)
{
    const char *held = block_state_of(v, b)->held;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    for (int i = 0; i < b->gaps.count; i++)
        if (text_is(b->gaps.gaps[i].id, held))
            return &b->gaps.gaps[i];
    if (given && given->declined)
        return NULL;
    for (int i = 0; i < b->gaps.count; i++)
        if (!filled_count(given, b->gaps.gaps[i].id))
            return &b->gaps.gaps[i];
    return NULL;
}

/* --- the sentence ----------------------------------------------------------------------------------------------- */

struct line {
    struct block_view *v;
    const struct block *b;
    const struct gap *open;
    struct rect area;
    int x, y, height; /* pen, and height of every line */
};

static void new_line(struct line *l)
{
    l->x = l->area.x;
    l->y += l->height + l->v->ui->in.theme.gap_small / 2;
}

static void put_words(struct line *l, const char *words, size_t length)
{
    struct ui *ui = l->v->ui;
    struct text_style style = block_style(ui, ui->in.theme.subheading, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    int space = ui_text_width(ui, &style, " ");
    style.silent = true; /* the sentence is said whole */
    const char *end = words + length;
    while (words < end) {
        const char *stop = memchr(words, ' ', (size_t)(end - words));
        size_t n = stop ? (size_t)(stop - words) : (size_t)(end - words);
        const char *word = arena_copy(ui->arena, words, n);
        int width = ui_text_width(ui, &style, word);
        bool sticks = n > 0 && strchr(".,;:!?", word[0]);
        if (n > 0 && !sticks && l->x > l->area.x && l->x + width > l->area.x + l->area.w)
            new_line(l);
        if (n > 0) {
            if (sticks && l->x > l->area.x)
                l->x -= space - 2;
            ui_text(ui, &style, l->x, l->y + (l->height - style.type.line_px) / 2, width + 1, word);
            l->x += width + space;
        }
        words += n + 1;
    }
}

static void put_gap(struct line *l, const struct gap *g)
{
    struct ui *ui = l->v->ui;
    const struct theme *t = &ui->in.theme;
    const char *filled = gap_words(l->v, l->b, g), *label = block_plain(l->v, &g->label);
    const char *id = block_id(l->v, l->b, "gap", g->id), *shown = filled ? filled : text_is_empty(label) ? "…" : label;
    bool open = l->open == g;
    enum colour fill = filled ? COLOUR_TINT : COLOUR_PAPER;
    struct text_style style =
        block_style(ui, t->subheading, filled ? FACE_BOLD : FACE_REGULAR, filled ? COLOUR_INK : COLOUR_SOFT, fill);
    style.silent = true;
    int pad = block_em(ui, 0.6), least = block_em(ui, 5), width = ui_text_width(ui, &style, shown) + 2 * pad + 1;
    int space = ui_text_width(ui, &style, " ");
    width = width > least ? width : least;
    int most = l->area.w - ui_text_width(ui, &style, "."); /* what closes the sentence stands on the same line */
    width = width < most ? width : most;
    int clear = t->focus_px + 4 > space ? t->focus_px + 4 - space : 0; /* its ring stays off the words beside it */
    l->x += l->x > l->area.x ? clear : 0;
    if (l->x > l->area.x && l->x + width > l->area.x + most)
        new_line(l);
    int text_h = ui_text_height(ui, &style, width - 2 * pad, shown), h = text_h + t->gap_small / 2;
    h = h > l->height ? h : l->height;
    struct rect r = {l->x, l->y, width, h};
    if (filled)
        ui_box(ui, r, fill, COLOUR_ACCENT, open ? 4 : 3, t->radius * 3 / 4);
    else
        ui_box_stroked(ui, r, fill, open ? COLOUR_ACCENT : COLOUR_EDGE, open ? 4 : 2, t->radius * 3 / 4, STROKE_DASHED);
    ui_text(ui, &style, r.x + pad, r.y + (h - text_h) / 2, width - 2 * pad, shown);
    ui_target(ui, (struct target){.id = id,
                                  .name = text_is_empty(label) ? ui_words(ui, "Gap") : label,
                                  .role = ROLE_FIELD,
                                  .says = filled ? filled : ui_words(ui, "Empty. Press to choose words."),
                                  .chosen = open,
                                  .rect = r,
                                  .radius_px = t->radius * 3 / 4,
                                  .press = {.kind = PRESS_HOLD, .item = g->id, .text = l->b->id}});
    l->x += width + space + clear;
    if (h > l->height) /* long own words took several lines: the sentence goes on after the last of them */
        l->y += h - l->height;
}

static const struct gap *gap_named(const struct block *b, const char *name, size_t length)
{
    for (int i = 0; i < b->gaps.count; i++)
        if (strlen(b->gaps.gaps[i].id) == length && memcmp(b->gaps.gaps[i].id, name, length) == 0)
            return &b->gaps.gaps[i];
    return NULL;
}

/* "If gap, then I will gap.": a line to write on has no sound of its own. */
static const char *spoken_sentence(const struct ui *ui, const char *words)
{
    static const char line[] = "___";
    struct buffer out;
    buffer_init(&out, ui->arena);
    for (const char *at; (at = strstr(words, line)); words = at + strlen(line)) {
        buffer_add(&out, words, (size_t)(at - words));
        buffer_adds(&out, ui_words(ui, "Gap"));
    }
    buffer_adds(&out, words);
    return buffer_text(&out);
}

static int draw_sentence(struct block_view *v, const struct block *b, const struct gap *open, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int height = t->subheading.line_px + t->gap_small;
    struct line l = {v, b, open, area, area.x, area.y, height > t->target_min ? height : t->target_min};
    const char *text = block_plain(v, &b->gaps.text);
    ui_say(ui, spoken_sentence(ui, prose_plain(ui->arena, wording_gaps(v->attempt, ui->arena, b))), NULL);
    for (const char *p = text; *p;) {
        const char *start = strchr(p, '['), *stop = start ? strchr(start, ']') : NULL;
        const struct gap *g = stop ? gap_named(b, start + 1, (size_t)(stop - start - 1)) : NULL;
        if (!g) {
            put_words(&l, p, strlen(p));
            break;
        }
        put_words(&l, p, (size_t)(start - p));
        put_gap(&l, g);
        p = stop + 1;
    }
    return l.y + l.height - area.y;
}

/* --- the bank --------------------------------------------------------------------------------------------------- */

struct bank {
    struct chip chip[WORDS_MAX];
    int count;
};

/* What was said before and a word of the bank may read alike: nobody is asked to tell them apart. */
static struct chip *offered_already(struct bank *bank, const char *words)
{
    for (int i = 0; i < bank->count; i++)
        if (text_is(bank->chip[i].text, words))
            return &bank->chip[i];
    return NULL;
}

static void offer(struct block_view *v, const struct block *b, const struct gap *g, struct bank *bank,
                  const char *value, const char *words)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    if (bank->count >= WORDS_MAX - 1 || text_is_empty(words))
        return;
    bool chosen = is_filled(given, g->id, value);
    struct chip *same = offered_already(bank, words);
    if (same && !chosen)
        return;
    *(same && !same->chosen ? same : &bank->chip[bank->count++]) = (struct chip){
        .id = block_id(v, b, g->id, value),
        .text = words,
        .role = g->at_most > 1 ? ROLE_CHECK : ROLE_OPTION,
        .chosen = chosen,
        .says = chosen ? ui_words(v->ui, "Chosen.") : ui_words(v->ui, "Not chosen."),
        .press = {.kind = PRESS_ACT, .act = {.kind = ACT_FILL, .exercise = b->id, .item = g->id, .text = value}}};
}

/* How an option reads in this sentence: the bank's word with its id says it ("I am kept waiting"), or its own words. */
static const char *recalled_words(struct block_view *v, const struct gap *g, const struct option *o)
{
    for (int i = 0; i < g->count; i++)
        if (text_is(g->bank[i].id, o->id))
            return block_plain(v, &g->bank[i].text);
    return wording_inside(v->ui->arena, block_plain(v, &o->text));
}

/* The person's own words from an earlier exercise come first: each as a chip of its own. */
static void offer_recalled(struct block_view *v, const struct block *b, const struct gap *g, struct bank *bank)
{
    const struct block *of = g->recall ? module_exercise(attempt_module(v->attempt), g->recall) : NULL;
    const struct answer *said = of ? attempt_answer(v->attempt, of->id) : NULL;
    if (!said || said->declined)
        return;
    for (int i = 0; i < said->count; i++) {
        const struct answer_entry *e = &said->entries[i];
        const struct option *o = of->kind == BLOCK_CHOICE ? choice_option(&of->choice, e->key) : NULL;
        const char *words = o && !o->write ? recalled_words(v, g, o) : e->value;
        if (!text_is_empty(words))
            offer(v, b, g, bank, arena_printf(v->ui->arena, "%s%s", GAP_OWN, words), words);
    }
}

/* Own words already in the gap that nothing above offers: they stay to be taken back. */
static void offer_written(struct block_view *v, const struct block *b, const struct gap *g, struct bank *bank)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    for (int i = 0; given && i < given->count; i++) {
        const struct answer_entry *e = &given->entries[i];
        bool known = !text_is(e->key, g->id) || !own_words(e->value);
        for (int j = 0; j < bank->count && !known; j++)
            known = text_is(bank->chip[j].press.act.text, e->value);
        if (!known)
            offer(v, b, g, bank, e->value, own_words(e->value));
    }
}

static int draw_bank(struct block_view *v, const struct block *b, const struct gap *g, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct bank *bank = ARENA_NEW(ui->arena, struct bank);
    offer_recalled(v, b, g, bank);
    for (int i = 0; i < g->count; i++)
        if (attempt_option_shows(v->attempt, g->bank[i].when))
            offer(v, b, g, bank, g->bank[i].id, block_plain(v, &g->bank[i].text));
    offer_written(v, b, g, bank);
    if (g->write)
        bank->chip[bank->count++] = (struct chip){.id = block_id(v, b, g->id, "write"),
                                                  .text = ui_words(ui, "My own words"),
                                                  .icon = "pencil",
                                                  .role = ROLE_FIELD,
                                                  .dashed = true,
                                                  .says = ui_words(ui, "Opens the keyboard."),
                                                  .press = {.kind = PRESS_WRITE, .item = b->id, .text = g->id}};
    int y = area.y;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_SOFT, COLOUR_PAPER);
    const char *label = block_plain(v, &g->label);
    const char *said =
        g->at_most > 1 ? ui_words_count(ui, "Choose %d", "Choose up to %d", g->at_most) : ui_words(ui, "Choose one");
    if (!text_is_empty(label))
        said = ui_words_with(ui, "%1: %2", label, said, NULL);
    y += put_text(ui, style, area.x, y, area.w, said) + t->gap_small / 2;
    return y + chips(v, bank->chip, bank->count, (struct rect){area.x, y, area.w, 0}) - area.y;
}

int block_gaps(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    const struct gap *open = open_gap(v, b);
    int y = area.y + block_header(v, b, area);
    int pad = t->gap,
        card = panel_begin(v->ui, (struct rect){area.x, y, area.w, 0}, COLOUR_CARD, COLOUR_LINE, 2, t->card_radius);
    int sentence = draw_sentence(v, b, open, (struct rect){area.x + pad, y + pad, area.w - 2 * pad, 0}) + 2 * pad;
    panel_end(v->ui, card, sentence);
    y += sentence + t->gap_small;
    if (open)
        y += draw_bank(v, b, open, (struct rect){area.x, y, area.w, 0});
    y += block_declined(v, b, (struct rect){area.x, y, area.w, 0});
    return y - area.y;
}
