#include "chart_view.h"

#include <assert.h>
#include <math.h>

#define SAID_MAX 4 /* values heard one by one; of more, the first, the lowest, the highest and the last say enough */

struct plot_sizes {
    int left, width, top, bottom; /* where values stand: x of the first slot, all slots, y of both ends */
    int slot;                     /* width of one */
    int dot;
    bool bare; /* without their unit: there is no room for it */
};

/* --- by ear ------------------------------------------------------------------------------------------------------- */

static void say_mark(struct block_view *v, const struct chart_mark *mark)
{
    ui_say(v->ui, ui_words_with(v->ui, "%1: %2", mark->label, mark->figures, NULL), NULL);
}

static void say_many(struct block_view *v, const struct chart_mark *marks, int count)
{
    struct ui *ui = v->ui;
    int low = 0, high = 0;
    for (int i = 1; i < count; i++) {
        low = marks[i].value < marks[low].value ? i : low;
        high = marks[i].value > marks[high].value ? i : high;
    }
    ui_say(ui, ui_words_count(ui, "%d number.", "%d numbers.", count), NULL);
    say_mark(v, &marks[0]);
    ui_say(ui, ui_words_with(ui, "The lowest was %1, the highest %2.", marks[low].figures, marks[high].figures, NULL),
           NULL);
    say_mark(v, &marks[count - 1]);
}

static void say(struct block_view *v, const struct chart_plot *plot, const struct chart_mark *marks, int count)
{
    struct ui *ui = v->ui;
    for (int i = 0; i < count && count <= SAID_MAX; i++)
        say_mark(v, &marks[i]);
    if (count > SAID_MAX)
        say_many(v, marks, count);
    if (!text_is_empty(plot->low))
        ui_say(ui, ui_words_with(ui, "%1 is %2.", block_digits(v, plot->from), plot->low, NULL), NULL);
    if (!text_is_empty(plot->high))
        ui_say(ui, ui_words_with(ui, "%1 is %2.", block_digits(v, plot->to), plot->high, NULL), NULL);
}

/* --- for the eye -------------------------------------------------------------------------------------------------- */

static struct text_style quiet(const struct ui *ui, struct type type, enum face face, enum colour colour)
{
    struct text_style style = block_style(ui, type, face, colour, COLOUR_CARD);
    style.silent = true;
    return style;
}

static int height_at(const struct chart_plot *plot, const struct plot_sizes *s, double value)
{
    double share = plot->to > plot->from ? (value - plot->from) / (plot->to - plot->from) : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return s->bottom - (int)lround(share * (s->bottom - s->top));
}

static const char *figures_of(const struct block_view *v, const struct plot_sizes *s, const struct chart_mark *mark)
{
    return s->bare ? block_digits(v, mark->value) : mark->figures;
}

static int middle_of(const struct plot_sizes *s, int i)
{
    return s->left + i * s->slot + s->slot / 2;
}

/* Over its point, or under it where the line comes from above. */
static void draw_figures(struct block_view *v, const struct plot_sizes *s, int i, int y, bool under,
                         const char *figures)
{
    struct ui *ui = v->ui;
    struct text_style style = quiet(ui, ui->in.theme.body, FACE_BOLD, COLOUR_INK);
    int w = ui_text_width(ui, &style, figures) + 1, h = style.type.line_px, pad = block_em(ui, 0.16);
    struct rect r = {middle_of(s, i) - w / 2, under ? y + s->dot / 2 : y - h - s->dot / 2, w, h};
    ui_box(ui, (struct rect){r.x - pad, r.y, w + 2 * pad, h}, COLOUR_CARD, COLOUR_NONE, 0, 0);
    put_text(ui, style, r.x, r.y, w, figures);
}

static bool is_valley(const struct chart_mark *marks, int count, int i)
{
    bool before = i == 0 || marks[i - 1].value > marks[i].value;
    return before && (i == count - 1 || marks[i + 1].value > marks[i].value);
}

static void draw_line(struct block_view *v, const struct chart_plot *plot, const struct plot_sizes *s,
                      const struct chart_mark *marks, int count)
{
    struct ui *ui = v->ui;
    for (int i = 0; i + 1 < count; i++)
        ui_line(ui, middle_of(s, i), height_at(plot, s, marks[i].value), middle_of(s, i + 1),
                height_at(plot, s, marks[i + 1].value), block_em(ui, 0.16), COLOUR_ACCENT);
    for (int i = 0; i < count; i++) {
        int y = height_at(plot, s, marks[i].value);
        ui_ellipse(ui, (struct rect){middle_of(s, i) - s->dot / 2, y - s->dot / 2, s->dot, s->dot}, COLOUR_ACCENT,
                   COLOUR_CARD, block_em(ui, 0.08), STROKE_SOLID);
        bool room = y + s->dot / 2 + ui->in.theme.body.line_px <= s->bottom;
        draw_figures(v, s, i, y, room && is_valley(marks, count, i), figures_of(v, s, &marks[i]));
    }
}

static void draw_bars(struct block_view *v, const struct chart_plot *plot, const struct plot_sizes *s,
                      const struct chart_mark *marks, int count)
{
    struct ui *ui = v->ui;
    int widest = block_em(ui, 4), width = s->slot * 7 / 10 < widest ? s->slot * 7 / 10 : widest;
    for (int i = 0; i < count; i++) {
        int y = height_at(plot, s, marks[i].value), least = block_em(ui, 0.16);
        int top = s->bottom - y < least ? s->bottom - least : y; /* the lowest there is, is seen too */
        ui_box(ui, (struct rect){middle_of(s, i) - width / 2, top, width, s->bottom - top}, COLOUR_ACCENT, COLOUR_NONE,
               0, block_em(ui, 0.16));
        draw_figures(v, s, i, top, false, figures_of(v, s, &marks[i]));
    }
}

/* Words for an end, in the column beside the plot, at its height. */
static void draw_end(struct block_view *v, const struct plot_sizes *s, int x, int y, double number, const char *words)
{
    struct ui *ui = v->ui;
    struct text_style style = quiet(ui, ui->in.theme.hint, FACE_REGULAR, COLOUR_SOFT);
    int room = s->left - x - block_em(ui, 0.5);
    const char *text = text_is_empty(words) ? block_digits(v, number)
                                            : arena_printf(ui->arena, "%s %s", block_digits(v, number), words);
    int h = ui_text_height(ui, &style, room, text);
    put_text(ui, style, x, y - h / 2, room, text);
}

/* Under their points; where they have no room, only the first and the last, at both edges. */
static int draw_labels(struct block_view *v, const struct plot_sizes *s, const struct chart_mark *marks, int count,
                       int y)
{
    struct ui *ui = v->ui;
    struct text_style style = quiet(ui, ui->in.theme.hint, FACE_REGULAR, COLOUR_INK);
    int tallest = 0, room = s->slot - block_em(ui, 0.4);
    bool all = s->slot >= block_em(ui, 4);
    for (int i = 0; i < count; i++)
        all = all && block_longest_word(ui, &style, marks[i].label) <= room;
    if (!all)
        room = s->width / 2 - block_em(ui, 0.4);
    for (int i = 0; i < count; i += all ? 1 : count - 1) {
        style.align = all ? ALIGN_CENTRE : i == 0 ? ALIGN_START : ALIGN_END;
        int x = all ? middle_of(s, i) - room / 2 : i == 0 ? s->left : s->left + s->width - room;
        int h = put_text(ui, style, x, y, room, marks[i].label);
        tallest = h > tallest ? h : tallest;
    }
    return tallest;
}

/* Room for the figures of the widest value, in every slot. */
static int least_slot(struct block_view *v, const struct plot_sizes *s, const struct chart_mark *marks, int count)
{
    struct text_style style = quiet(v->ui, v->ui->in.theme.body, FACE_BOLD, COLOUR_INK);
    int widest = block_em(v->ui, 1.2);
    for (int i = 0; i < count; i++) {
        int w = ui_text_width(v->ui, &style, figures_of(v, s, &marks[i]));
        widest = w > widest ? w : widest;
    }
    return widest + block_em(v->ui, 0.4);
}

int chart_draw(struct block_view *v, const struct chart_plot *plot, const struct chart_mark *marks, int count,
               struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    assert(count >= 2);
    int ends = block_em(ui, 6) < area.w / 3 ? block_em(ui, 6) : area.w / 3;
    struct plot_sizes s = {.left = area.x + ends, .width = area.w - ends, .dot = block_em(ui, 0.64)};
    s.bare = least_slot(v, &s, marks, count) * count > s.width;
    int least = least_slot(v, &s, marks, count), fit = s.width / least > 2 ? s.width / least : 2;
    if (count > fit) {
        marks += count - fit;
        count = fit;
    }
    s.slot = s.width / count < block_em(ui, 9) ? s.width / count : block_em(ui, 9);
    s.width = s.slot * count;
    s.top = area.y + t->body.line_px + s.dot;
    s.bottom = s.top + block_em(ui, 7);
    ui_line(ui, s.left, s.top, s.left + s.width, s.top, 2, COLOUR_LINE);
    ui_line(ui, s.left, s.bottom, s.left + s.width, s.bottom, 2, COLOUR_EDGE);
    draw_end(v, &s, area.x, s.top, plot->to, plot->high);
    draw_end(v, &s, area.x, s.bottom, plot->from, plot->low);
    if (plot->look == CHART_BARS)
        draw_bars(v, plot, &s, marks, count);
    else
        draw_line(v, plot, &s, marks, count);
    int y = s.bottom + s.dot / 2 + t->gap_small / 2;
    y += draw_labels(v, &s, marks, count, y);
    say(v, plot, marks, count);
    return y - area.y;
}
