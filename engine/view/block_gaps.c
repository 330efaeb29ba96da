/* gaps: a sentence with gaps to tap; an open gap offers its words below. */
#include "block.h"
#include "layout.h"
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

/* What stands in a line: words that run one way, or a gap. */
struct sentence_piece {
    const char *words;
    const struct gap *gap; /* NULL: words */
    struct rect rect;
    signed char level; /* of embedding (UAX 9): odd runs right to left */
};

struct line {
    struct block_view *v;
    const struct block *b;
    const struct gap *open;
    struct rect area;
    int x, y, height;             /* pen, and height of every line */
    const signed char *levels;    /* of the bytes of the sentence from where the pen is; NULL: all 0 */
    struct sentence_piece *piece; /* of this line, as they are read, each placed as if all ran the screen's way */
    int count;
};

static const char gap_sign[] = "\xEF\xBF\xBC"; /* U+FFFC: something stands here that has no direction of its own */

static void draw_words(const struct line *l, const struct sentence_piece *p)
{
    struct ui *ui = l->v->ui;
    struct text_style style = block_style(ui, ui->in.theme.subheading, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    style.silent = true; /* the sentence is said whole */
    style.against = (p->level % 2 != 0) != ui->in.right_to_left;
    ui_text(ui, &style, p->rect.x, p->rect.y + (l->height - style.type.line_px) / 2, p->rect.w + 1, p->words);
}

static struct text_style gap_style(const struct line *l, bool filled)
{
    struct ui *ui = l->v->ui;
    struct text_style style = block_style(ui, ui->in.theme.subheading, filled ? FACE_BOLD : FACE_REGULAR,
                                          filled ? COLOUR_INK : COLOUR_SOFT, filled ? COLOUR_TINT : COLOUR_PAPER);
    style.silent = true;
    return style;
}

static int gap_pad(const struct line *l)
{
    return block_em(l->v->ui, 0.6);
}

static void draw_gap(const struct line *l, const struct sentence_piece *p)
{
    struct ui *ui = l->v->ui;
    const struct theme *t = &ui->in.theme;
    const struct gap *g = p->gap;
    const char *filled = gap_words(l->v, l->b, g), *label = block_plain(l->v, &g->label);
    bool open = l->open == g;
    struct text_style style = gap_style(l, filled);
    struct rect r = p->rect;
    int pad = gap_pad(l), text_h = ui_text_height(ui, &style, r.w - 2 * pad, p->words);
    if (filled)
        ui_box(ui, r, style.on, COLOUR_ACCENT, open ? 4 : 3, t->radius * 3 / 4);
    else
        ui_box_stroked(ui, r, style.on, open ? COLOUR_ACCENT : COLOUR_EDGE, open ? 4 : 2, t->radius * 3 / 4,
                       STROKE_DASHED);
    ui_text(ui, &style, r.x + pad, r.y + (r.h - text_h) / 2, r.w - 2 * pad, p->words);
    ui_target(ui, (struct target){.id = block_id(l->v, l->b, "gap", g->id),
                                  .name = text_is_empty(label) ? ui_words(ui, "Gap") : label,
                                  .role = ROLE_FIELD,
                                  .says = filled ? filled : ui_words(ui, "Empty. Press to choose words."),
                                  .chosen = open,
                                  .rect = r,
                                  .radius_px = t->radius * 3 / 4,
                                  .press = {.kind = PRESS_HOLD, .item = g->id, .text = l->b->id}});
}

/* Turns what runs at `level` or above about its own middle (rule L2). */
static void turn_runs(struct line *l, int level)
{
    for (int from = 0, to; from < l->count; from = to) {
        int left = l->piece[from].rect.x, right = left;
        for (to = from; to < l->count && l->piece[to].level >= level; to++) {
            struct rect r = l->piece[to].rect;
            left = r.x < left ? r.x : left;
            right = r.x + r.w > right ? r.x + r.w : right;
        }
        for (int i = from; i < to; i++)
            l->piece[i].rect.x = left + right - l->piece[i].rect.x - l->piece[i].rect.w;
        to += to == from;
    }
}

/* Where the screen runs right to left the ui turns the whole line once more, so that it is turned here, too. */
static void draw_line(struct line *l)
{
    int highest = 0, least = l->v->ui->in.right_to_left ? 0 : 1;
    for (int i = 0; i < l->count; i++)
        highest = l->piece[i].level > highest ? l->piece[i].level : highest;
    for (int level = highest; level >= least; level--)
        turn_runs(l, level);
    for (int i = 0; i < l->count; i++)
        (l->piece[i].gap ? draw_gap : draw_words)(l, &l->piece[i]);
    l->count = 0;
}

static void new_line(struct line *l)
{
    draw_line(l);
    l->x = l->area.x;
    l->y += l->height + l->v->ui->in.theme.gap_small / 2;
}

static void add_piece(struct line *l, struct sentence_piece piece)
{
    piece.level = l->levels ? l->levels[0] : 0;
    l->piece[l->count++] = piece;
    l->x += piece.rect.w;
}

/* A word, in parts where it changes its direction: "123." */
static void put_word(struct line *l, const struct text_style *style, const char *word, size_t length)
{
    struct ui *ui = l->v->ui;
    for (size_t from = 0, to; from < length; from = to) {
        for (to = from + 1; to < length && (!l->levels || l->levels[to - from] == l->levels[0]);)
            to++;
        const char *part = arena_copy(ui->arena, word + from, to - from);
        add_piece(
            l, (struct sentence_piece){.words = part, .rect = {l->x, l->y, ui_text_width(ui, style, part), l->height}});
        l->levels += l->levels ? to - from : 0;
    }
}

static void put_words(struct line *l, const char *words, size_t length)
{
    struct ui *ui = l->v->ui;
    struct text_style style = block_style(ui, ui->in.theme.subheading, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    int space = ui_text_width(ui, &style, " ");
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
            put_word(l, &style, word, n);
            l->x += space;
        }
        l->levels += l->levels && stop ? 1 : 0;
        words += n + 1;
    }
}

static void put_gap(struct line *l, const struct gap *g)
{
    struct ui *ui = l->v->ui;
    const struct theme *t = &ui->in.theme;
    const char *filled = gap_words(l->v, l->b, g), *label = block_plain(l->v, &g->label);
    const char *shown = filled ? filled : text_is_empty(label) ? "…" : label;
    struct text_style style = gap_style(l, filled);
    int pad = gap_pad(l), least = block_em(ui, 5), width = ui_text_width(ui, &style, shown) + 2 * pad + 1;
    int space = ui_text_width(ui, &style, " ");
    width = width > least ? width : least;
    int most = l->area.w - ui_text_width(ui, &style, "."); /* what closes the sentence stands on the same line */
    width = width < most ? width : most;
    int clear = t->focus_px + 4 > space ? t->focus_px + 4 - space : 0; /* its ring stays off the words beside it */
    l->x += l->x > l->area.x ? clear : 0;
    if (l->x > l->area.x && l->x + width > l->area.x + most)
        new_line(l);
    int h = ui_text_height(ui, &style, width - 2 * pad, shown) + t->gap_small / 2;
    h = h > l->height ? h : l->height;
    add_piece(l, (struct sentence_piece){.words = shown, .gap = g, .rect = {l->x, l->y, width, h}});
    l->levels += l->levels ? strlen(gap_sign) : 0;
    l->x += space + clear;
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

/* Words of the sentence, and the gap after them. */
struct sentence_part {
    const char *words, *next;
    size_t length;
    const struct gap *gap; /* NULL: the sentence ends */
};

static bool next_part(const struct block *b, struct sentence_part *p)
{
    if (!*p->next)
        return false;
    const char *start = strchr(p->next, '['), *stop = start ? strchr(start, ']') : NULL;
    p->gap = stop ? gap_named(b, start + 1, (size_t)(stop - start - 1)) : NULL;
    p->words = p->next;
    p->length = p->gap ? (size_t)(start - p->words) : strlen(p->words);
    p->next = p->gap ? stop + 1 : p->words + p->length;
    return true;
}

/* Which way each byte of the sentence runs; a gap is one sign. */
static const signed char *sentence_levels(struct ui *ui, const struct block *b, const char *text)
{
    struct buffer out;
    buffer_init(&out, ui->arena);
    for (struct sentence_part p = {.next = text}; next_part(b, &p);) {
        buffer_add(&out, p.words, p.length);
        buffer_adds(&out, p.gap ? gap_sign : "");
    }
    const char *whole = buffer_text(&out);
    return layout_levels(ui->arena, whole, strlen(whole), ui->in.right_to_left);
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
    const char *text = block_plain(v, &b->gaps.text);
    struct line l = {.v = v,
                     .b = b,
                     .open = open,
                     .area = area,
                     .x = area.x,
                     .y = area.y,
                     .height = height > t->target_min ? height : t->target_min,
                     .levels = sentence_levels(ui, b, text),
                     .piece = ARENA_ARRAY(ui->arena, struct sentence_piece, strlen(text) + 1)};
    ui_say(ui, spoken_sentence(ui, prose_plain(ui->arena, wording_gaps(v->attempt, ui->arena, b))), NULL);
    for (struct sentence_part p = {.next = text}; next_part(b, &p);) {
        put_words(&l, p.words, p.length);
        if (p.gap)
            put_gap(&l, p.gap);
    }
    draw_line(&l);
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
        bank->chip[bank->count++] = (struct chip){.id = block_id(v, b, g->id, GAP_OWN), /* no word's id can be that */
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
