/* mark: a passage, and in it pieces to tap. Words run on as words do: a long piece goes on in the next line, and is one
 * thing to press all the same. */
#include "block.h"
#include <assert.h>
#include <string.h>

#define LINES_MAX 40 /* of one piece: more than a screen holds */

static bool is_marked(const struct block_view *v, const struct block *b, const struct mark_piece *p)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return given && p->id && answer_has(given, p->id);
}

/* --- running text ----------------------------------------------------------------------------------------------- */

struct pen {
    struct ui *ui;
    struct rect area;
    int x, y;       /* where the next word goes */
    int height;     /* of what can be pressed in a line */
    int pitch;      /* from line to line */
    int space, pad; /* between words; inside of what can be pressed */
    int box;        /* to be ticked, in front of a piece; with its gap */
};

static void new_line(struct pen *p)
{
    p->x = p->area.x;
    p->y += p->pitch;
}

static int room(const struct pen *p)
{
    return p->area.x + p->area.w - p->x;
}

static struct text_style words_style(const struct ui *ui, enum colour on)
{
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK, on);
    style.silent = true; /* the passage is said whole */
    return style;
}

/* As many words as fit into `width`; all of `words` or up to a space. At least one. */
static size_t fitting(const struct pen *p, const struct text_style *style, const char *words, int width)
{
    size_t fits = 0;
    for (size_t end = 0; words[end];) {
        end += strspn(words + end, " ");
        end += strcspn(words + end, " ");
        const char *line = arena_copy(p->ui->arena, words, end);
        if (fits > 0 && ui_text_width(p->ui, style, line) > width)
            break;
        fits = end;
    }
    return fits;
}

static int put_line(struct pen *p, const struct text_style *style, const char *line, int x, int width)
{
    int h = ui_text_height(p->ui, style, width, line);
    ui_text(p->ui, style, x, p->y + (p->height - style->type.line_px) / 2, width, line);
    return h - style->type.line_px; /* a word too long for any line took more than one */
}

/* Only read: what closes a sentence stands close to it. */
static void put_plain(struct pen *p, const char *words)
{
    struct text_style style = words_style(p->ui, COLOUR_CARD);
    bool sticks = words[0] && strchr(".,;:!?)", words[0]) && p->x > p->area.x;
    p->x -= sticks ? p->space : 0;
    while (*words) {
        size_t n = fitting(p, &style, words, room(p));
        int width = ui_text_width(p->ui, &style, arena_copy(p->ui->arena, words, n));
        if (width > room(p) && p->x > p->area.x && !sticks) {
            new_line(p);
            continue;
        }
        int more = put_line(p, &style, arena_copy(p->ui->arena, words, n), p->x, width < room(p) ? width + 1 : room(p));
        words += n + strspn(words + n, " ");
        p->x += width + p->space;
        p->y += more;
        sticks = false;
        if (*words)
            new_line(p);
    }
}

/* --- a piece to tap --------------------------------------------------------------------------------------------- */

struct line_of_piece {
    const char *words;
    struct rect rect;
    int text_x;
};

static struct line_of_piece line_of(struct pen *p, const struct text_style *style, const char *words, size_t n,
                                    bool first)
{
    int least = p->height, before = p->pad + (first ? p->box : 0);
    struct line_of_piece line = {.words = arena_copy(p->ui->arena, words, n), .text_x = p->x + before};
    int width = before + ui_text_width(p->ui, style, line.words) + 1 + p->pad;
    width = width > least ? width : least;
    line.rect = (struct rect){p->x, p->y, width < room(p) ? width : room(p), p->height};
    return line;
}

/* A short piece stays together; a long one begins where some words of it fit. */
static bool begins_here(const struct pen *p, const struct text_style *style, const char *words)
{
    int inside = room(p) - 2 * p->pad - p->box, all = ui_text_width(p->ui, style, words);
    if (p->x == p->area.x || all <= inside)
        return true;
    if (all < p->area.w * 6 / 10)
        return false;
    size_t n = fitting(p, style, words, inside);
    int width = ui_text_width(p->ui, style, arena_copy(p->ui->arena, words, n));
    return width <= inside && width >= block_em(p->ui, 4);
}

static int lay_piece(struct pen *p, const struct text_style *style, const char *words,
                     struct line_of_piece line[LINES_MAX])
{
    int count = 0;
    if (!begins_here(p, style, words))
        new_line(p);
    while (*words && count < LINES_MAX) {
        int inside = room(p) - 2 * p->pad - (count ? 0 : p->box);
        size_t n = fitting(p, style, words, inside);
        line[count] = line_of(p, style, words, n, count == 0);
        int more = ui_text_height(p->ui, style, inside, line[count].words) - style->type.line_px;
        line[count].rect.h += more;
        p->x += line[count].rect.w + p->space;
        p->y += more;
        words += n + strspn(words + n, " ");
        count++;
        if (*words)
            new_line(p);
    }
    return count;
}

/* Marked is told by the tick, the tint, the border and the line under the words. */
static void draw_line(struct pen *p, struct text_style style, const struct line_of_piece *line, bool marked, bool first)
{
    struct ui *ui = p->ui;
    struct rect r = line->rect;
    int box = p->box - p->pad, y = r.y + (p->height - style.type.line_px) / 2, x = line->text_x;
    ui_box(ui, r, style.on, marked ? COLOUR_ACCENT : COLOUR_LINE, marked ? 3 : 2, ui->in.theme.radius / 2);
    if (first) {
        struct rect tick = {r.x + p->pad, r.y + (p->height - box) / 2, box, box};
        ui_box(ui, tick, marked ? COLOUR_ACCENT : COLOUR_CARD, marked ? COLOUR_ACCENT : COLOUR_INK, 2, box / 5);
        if (marked)
            ui_icon(ui, "check-bold", rect_inset(tick, box / 7), COLOUR_ON_ACCENT);
    }
    int width = r.x + r.w - p->pad - x;
    ui_text(ui, &style, x, y, width, line->words);
    if (marked)
        ui_box(ui, (struct rect){x, r.y + r.h - 9, width, 3}, COLOUR_ACCENT, COLOUR_NONE, 0, 1);
}

static void put_piece(struct block_view *v, const struct block *b, struct pen *p, const struct mark_piece *piece,
                      int position, int count)
{
    struct ui *ui = p->ui;
    bool marked = is_marked(v, b, piece);
    const char *words = block_plain(v, &piece->text);
    struct text_style style = words_style(ui, marked ? COLOUR_TINT : COLOUR_PAPER);
    struct line_of_piece line[LINES_MAX];
    struct target_more more[LINES_MAX];
    int lines = lay_piece(p, &style, words, line);
    for (int i = 0; i < lines; i++) {
        draw_line(p, style, &line[i], marked, i == 0);
        more[i].rect = line[i].rect;
    }
    const char *n = arena_printf(ui->arena, "%d", position), *of = arena_printf(ui->arena, "%d", count);
    if (attempt_is_locked(v->attempt, b) || lines == 0)
        return;
    ui_target(ui, (struct target){
                      .id = block_id(v, b, "piece", piece->id),
                      .name = words,
                      .says = marked ? ui_words_with(ui, "Marked. %1 of %2.", n, of, NULL)
                                     : ui_words_with(ui, "Not marked. %1 of %2.", n, of, NULL),
                      .role = ROLE_CHECK,
                      .chosen = marked,
                      .rect = line[0].rect,
                      .more = more + 1,
                      .more_count = lines - 1,
                      .radius_px = ui->in.theme.radius / 2,
                      .press = {.kind = PRESS_ACT, .act = {.kind = ACT_PICK, .exercise = b->id, .item = piece->id}}});
}

static struct pen pen_in(struct ui *ui, struct rect area)
{
    const struct theme *t = &ui->in.theme;
    struct text_style style = words_style(ui, COLOUR_CARD);
    int least = theme_px(t, 48) > t->target_min ? theme_px(t, 48) : t->target_min;
    struct pen p = {.ui = ui, .area = area, .x = area.x, .y = area.y, .pad = block_em(ui, 0.35)};
    p.height = t->body.line_px + t->gap_small / 2 > least ? t->body.line_px + t->gap_small / 2 : least;
    p.pitch = p.height + t->gap_small * 3 / 4;
    p.space = ui_text_width(ui, &style, " ");
    p.space = p.space > t->gap_small * 3 / 4 ? p.space : t->gap_small * 3 / 4; /* room for the ring */
    p.box = block_em(ui, 0.9) + p.pad;
    return p;
}

static int draw_passage(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int pad = t->gap, position = 0, count = 0;
    int card = panel_begin(ui, area, COLOUR_CARD, COLOUR_LINE, 2, t->card_radius);
    struct pen p = pen_in(ui, (struct rect){area.x + pad, area.y + pad, area.w - 2 * pad, 0});
    for (int i = 0; i < b->mark.count; i++)
        count += b->mark.pieces[i].id != NULL;
    for (int i = 0; i < b->mark.count; i++) {
        const struct mark_piece *piece = &b->mark.pieces[i];
        if (piece->new_paragraph && i > 0) {
            new_line(&p);
            p.y += t->gap_small;
        }
        if (piece->id)
            put_piece(v, b, &p, piece, ++position, count);
        else
            put_plain(&p, block_plain(v, &piece->text));
    }
    panel_end(ui, card, p.y + p.height + pad - area.y);
    return p.y + p.height + pad - area.y;
}

/* --- around it -------------------------------------------------------------------------------------------------- */

/* The passage is heard whole, then what is marked of it. */
static void say_passage(struct block_view *v, const struct block *b)
{
    struct ui *ui = v->ui;
    struct buffer passage, marked;
    buffer_init(&passage, ui->arena);
    buffer_init(&marked, ui->arena);
    for (int i = 0; i < b->mark.count; i++) {
        const struct mark_piece *p = &b->mark.pieces[i];
        const char *words = block_plain(v, &p->text);
        if (p->new_paragraph && passage.length) {
            ui_say(ui, buffer_text(&passage), NULL);
            buffer_init(&passage, ui->arena);
        }
        bool sticks = words[0] && strchr(".,;:!?)", words[0]);
        buffer_addf(&passage, "%s%s", passage.length && !sticks ? " " : "", words);
        if (is_marked(v, b, p))
            buffer_addf(&marked, "%s%s",
                        !marked.length                               ? ""
                        : text_ends_a_sentence(buffer_text(&marked)) ? " "
                                                                     : "; ",
                        words);
    }
    ui_say(ui, buffer_text(&passage), NULL);
    if (marked.length)
        ui_say(ui, ui_words_with(ui, "Marked: %1", buffer_text(&marked), NULL, NULL), NULL);
}

static int draw_status(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    int most = b->mark.at_most, count = given ? given->count : 0;
    struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    const char *said = ui_words(ui, "Tap words to mark them. Tap again to take the mark off.");
    if (attempt_is_locked(v->attempt, b))
        return 0;
    if (most)
        said = arena_printf(ui->arena, "%s %s", said, ui_words_count(ui, "Mark %d.", "Mark up to %d.", most));
    if (v->state->too_many && most && count >= most) {
        style = block_style(ui, t->hint, FACE_BOLD, COLOUR_WARNING, COLOUR_PAPER);
        said = ui_words_count(ui, "You have marked %d. Tap it to take the mark off.",
                              "You have marked %d. Tap one to take the mark off.", most);
    }
    return put_text(ui, style, area.x, area.y, area.w, said) + t->gap_small;
}

static int draw_feedback(struct block_view *v, const struct block *b, struct rect area)
{
    const char *last = block_state_of(v, b)->last;
    struct buffer wrong;
    int y = area.y;
    buffer_init(&wrong, v->ui->arena);
    for (int i = 0; i < b->mark.count; i++) {
        const struct mark_piece *p = &b->mark.pieces[i];
        if (!is_marked(v, b, p))
            continue;
        if (!p->right)
            block_say_wrong(v, b, &p->text, &p->feedback, &wrong);
        if (text_is(p->id, last))
            y += block_said_of(v, b, &p->text, &p->feedback, (struct rect){area.x, y, area.w, 0});
    }
    return y + block_verdict(v, b, buffer_text(&wrong), (struct rect){area.x, y, area.w, 0}) - area.y;
}

int block_mark(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int width = area.w < t->column_max || t->portrait ? area.w : t->column_max;
    int y = area.y + block_header(v, b, area);
    y += draw_status(v, b, (struct rect){area.x, y, width, 0});
    say_passage(v, b);
    y += draw_passage(v, b, (struct rect){area.x, y, width, 0});
    y += draw_feedback(v, b, (struct rect){area.x, y, width, 0});
    return y + block_declined(v, b, (struct rect){area.x, y, area.w, 0}) - area.y;
}
