/* The one way an option looks: rows to choose from, and chips. */
#include "block.h"
#include <assert.h>

struct row_sizes {
    int pad, mark, icon, gap, text_x, picture;
};

static struct row_sizes row_sizes(const struct ui *ui, const struct option_row *row)
{
    struct row_sizes s = {.pad = block_em(ui, 0.88), .mark = block_em(ui, 1.44), .gap = block_em(ui, 0.72)};
    s.icon = row->icon ? block_em(ui, 1.28) : 0;
    s.picture = row->picture ? block_em(ui, 3.6) : 0;
    s.text_x = s.pad + s.mark + s.gap;
    if (s.picture || s.icon)
        s.text_x += (s.picture ? s.picture : s.icon) + s.gap;
    return s;
}

static struct text_style row_text(const struct ui *ui, const struct option_row *row)
{
    struct text_style style =
        block_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK, row->chosen ? COLOUR_TINT : COLOUR_CARD);
    style.target = row->press.kind == PRESS_NOTHING ? NULL : row->id;
    return style;
}

static struct text_style row_below(const struct ui *ui, const struct option_row *row)
{
    struct text_style style = row_text(ui, row);
    style.type = ui->in.theme.hint;
    style.face = FACE_BOLD;
    return style;
}

int option_row_height(const struct block_view *v, const struct option_row *row, int width)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct row_sizes s = row_sizes(ui, row);
    int room = width - s.text_x - s.pad / 2;
    struct text_style text = row_text(ui, row), below = row_below(ui, row);
    int h = ui_text_height(ui, &text, room, row->text);
    if (!text_is_empty(row->below))
        h += ui_text_height(ui, &below, room, row->below);
    if (h < s.picture)
        h = s.picture;
    h += 2 * (t->gap_small * 3 / 4);
    return h > t->option_height ? h : t->option_height;
}

bool option_row_wraps(const struct block_view *v, const struct option_row *row, int width)
{
    struct row_sizes s = row_sizes(v->ui, row);
    struct text_style text = row_text(v->ui, row);
    return ui_text_width(v->ui, &text, row->text) > width - s.text_x - s.pad / 2;
}

void option_mark(struct ui *ui, enum row_mark mark, bool chosen, struct rect r)
{
    enum colour fill = chosen ? COLOUR_ACCENT : COLOUR_CARD, edge = chosen ? COLOUR_ACCENT : COLOUR_INK;
    if (mark == ROW_ROUND)
        ui_ellipse(ui, r, fill, edge, 3, STROKE_SOLID);
    else
        ui_box(ui, r, fill, edge, 3, r.w / 5);
    if (chosen)
        ui_icon(ui, "check-bold", rect_inset(r, r.w / 7), COLOUR_ON_ACCENT);
}

static const char *row_says(const struct ui *ui, const struct option_row *row)
{
    const char *n = arena_printf(ui->arena, "%d", row->position), *of = arena_printf(ui->arena, "%d", row->count);
    return row->chosen ? ui_words_with(ui, "Chosen. %1 of %2.", n, of, NULL)
                       : ui_words_with(ui, "Not chosen. %1 of %2.", n, of, NULL);
}

void option_target(struct block_view *v, const struct option_row *row, struct rect r)
{
    struct ui *ui = v->ui;
    bool is_seen_only = row->press.kind == PRESS_NOTHING;
    if (row->chosen)
        ui_say(ui, ui_words(ui, "Chosen."), is_seen_only ? NULL : row->id);
    if (is_seen_only)
        return;
    ui_target(ui, (struct target){.id = row->id,
                                  .name = row->text,
                                  .says = row_says(ui, row),
                                  .role = row->mark == ROW_ROUND ? ROLE_OPTION : ROLE_CHECK,
                                  .chosen = row->chosen,
                                  .rect = r,
                                  .more = row->elsewhere,
                                  .more_count = row->elsewhere ? 1 : 0,
                                  .press = row->press});
}

void option_row(struct block_view *v, const struct option_row *row, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct row_sizes s = row_sizes(ui, row);
    enum colour fill = row->chosen ? COLOUR_TINT : COLOUR_CARD, edge = row->chosen ? COLOUR_ACCENT : COLOUR_EDGE;
    if (row->dashed && !row->chosen)
        ui_box_stroked(ui, r, fill, edge, 2, t->radius, STROKE_DASHED);
    else
        ui_box(ui, r, fill, edge, row->chosen ? 4 : 2, t->radius);
    option_mark(ui, row->mark, row->chosen, (struct rect){r.x + s.pad, r.y + (r.h - s.mark) / 2, s.mark, s.mark});
    int x = r.x + s.pad + s.mark + s.gap;
    if (row->picture)
        ui_image(ui, row->picture, (struct rect){x, r.y + (r.h - s.picture) / 2, s.picture, s.picture}, NULL);
    else if (row->icon)
        ui_icon(ui, row->icon, (struct rect){x, r.y + (r.h - s.icon) / 2, s.icon, s.icon}, COLOUR_ACCENT);
    int room = r.w - s.text_x - s.pad / 2;
    struct text_style text = row_text(ui, row), below = row_below(ui, row);
    int text_h = ui_text_height(ui, &text, room, row->text);
    int below_h = text_is_empty(row->below) ? 0 : ui_text_height(ui, &below, room, row->below);
    int y = r.y + (r.h - text_h - below_h) / 2;
    put_text(ui, text, r.x + s.text_x, y, room, row->text);
    if (below_h)
        put_text(ui, below, r.x + s.text_x, y + text_h, room, row->below);
    option_target(v, row, r);
}

/* Side by side where rows stay on one line: short answers are then taken in at a glance. Of a long list one in four may
 * take two lines, rather than that the list becomes twice as long. */
static int columns_of(const struct block_view *v, const struct option_row *rows, int count, int width)
{
    const struct theme *t = &v->ui->in.theme;
    int most = count <= 3 ? count : 2;
    if (t->portrait)
        most = 1;
    for (int columns = most; columns > 1; columns--) {
        int each = (width + t->gap_small) / columns - t->gap_small;
        int wraps = each >= block_em(v->ui, 9) ? 0 : count;
        for (int i = 0; i < count; i++)
            wraps += option_row_wraps(v, &rows[i], each);
        if (wraps <= count / 4 && (columns == 2 || wraps == 0))
            return columns;
    }
    return 1;
}

int option_rows(struct block_view *v, const struct option_row *rows, int count, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int gap = t->gap_small, columns = columns_of(v, rows, count, area.w), y = area.y;
    int one = area.w < t->column_max || t->portrait ? area.w : t->column_max;
    int width = columns > 1 ? (area.w + gap) / columns - gap : one;
    for (int first = 0; first < count; first += columns) {
        int last = first + columns < count ? first + columns : count, h = 0;
        for (int i = first; i < last; i++) {
            int each = option_row_height(v, &rows[i], width);
            h = each > h ? each : h;
        }
        for (int i = first; i < last; i++)
            option_row(v, &rows[i], (struct rect){area.x + (i - first) * (width + gap), y, width, h});
        y += h + gap;
    }
    return count > 0 ? y - gap - area.y : 0;
}

struct option_row option_declined(const struct block_view *v, const struct block *b)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    return (struct option_row){.id = block_id(v, b, "declined", NULL),
                               .text = ui_words(v->ui, "I would rather not say"),
                               .mark = ROW_TICK,
                               .chosen = given && given->declined,
                               .dashed = true,
                               .position = 1,
                               .count = 1,
                               .press = {.kind = PRESS_ACT, .act = {.kind = ACT_DECLINE, .exercise = b->id}}};
}

int block_declined(struct block_view *v, const struct block *b, struct rect area)
{
    return block_declined_as(v, b, ui_words(v->ui, "I would rather not say"), area);
}

int block_declined_as(struct block_view *v, const struct block *b, const char *words, struct rect area)
{
    if (!b->about_me || attempt_is_locked(v->attempt, b))
        return 0;
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct option_row row = option_declined(v, b);
    row.text = words;
    struct row_sizes s = row_sizes(ui, &row);
    struct text_style text = row_text(ui, &row);
    int width = s.text_x + ui_text_width(ui, &text, row.text) + 2 * s.pad;
    width = width < area.w ? width : area.w;
    int h = option_row_height(v, &row, width);
    option_row(v, &row, (struct rect){area.x, area.y + t->gap_small, width, h});
    return h + t->gap_small;
}

/* --- chips -------------------------------------------------------------------------------------------------------- */

static struct text_style chip_text(const struct ui *ui, const struct chip *c)
{
    struct text_style style =
        block_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK, c->chosen ? COLOUR_TINT : COLOUR_CARD);
    style.target = c->id;
    return style;
}

/* `in_column`: its words begin where those of the others do, with a tick before them or not. */
static void draw_chip(struct block_view *v, const struct chip *c, struct rect r, int pad, int icon, bool in_column)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = chip_text(ui, c);
    enum colour fill = c->chosen ? COLOUR_TINT : COLOUR_CARD, edge = c->chosen ? COLOUR_ACCENT : COLOUR_EDGE;
    if (c->dashed && !c->chosen)
        ui_box_stroked(ui, r, fill, edge, 2, t->radius, STROKE_DASHED);
    else
        ui_box(ui, r, fill, edge, c->chosen ? 4 : 2, t->radius);
    const char *name = c->chosen ? "check-bold" : c->icon;
    int x = r.x + pad, indent = name || in_column ? icon + pad / 2 : 0;
    int room = r.w - 2 * pad - indent;
    if (in_column && !c->icon) /* one under the other they are a list, and look like one */
        option_mark(ui, c->role == ROLE_CHECK ? ROW_TICK : ROW_ROUND, c->chosen,
                    (struct rect){x, r.y + (r.h - icon) / 2, icon, icon});
    else if (name)
        ui_icon(ui, name, (struct rect){x, r.y + (r.h - icon) / 2, icon, icon}, COLOUR_ACCENT);
    int h = ui_text_height(ui, &style, room, c->text);
    style.align = indent ? ALIGN_START : ALIGN_CENTRE; /* the tick's room is shared by both sides while there is none */
    put_text(ui, style, x + indent, r.y + (r.h - h) / 2, room, c->text);
    if (c->chosen)
        ui_say(ui, ui_words(ui, "Chosen."), c->id);
    ui_target(ui, (struct target){.id = c->id,
                                  .name = c->text,
                                  .says = c->says,
                                  .role = c->role,
                                  .chosen = c->chosen,
                                  .rect = r,
                                  .press = c->press});
}

struct chip_size {
    int pad, icon, extra, width, height;
};

/* As it is on one line, or in `room` when that is less. A chip keeps the room of its tick, so that picking one never
 * moves the others. */
static struct chip_size chip_size(const struct block_view *v, const struct chip *c, int room)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct chip_size s = {.pad = block_em(ui, 0.7), .icon = block_em(ui, 1.0)};
    struct text_style style = chip_text(ui, c);
    bool pickable = c->role == ROLE_CHECK || c->role == ROLE_OPTION;
    s.extra = c->icon || pickable ? s.icon + s.pad / 2 : 0;
    s.width = ui_text_width(ui, &style, c->text) + 2 * s.pad + s.extra + 1;
    s.width = s.width < room ? s.width : room;
    s.height = ui_text_height(ui, &style, s.width - 2 * s.pad - s.extra, c->text) + t->gap_small;
    s.height = s.height > t->button_height * 5 / 6 ? s.height : t->button_height * 5 / 6;
    return s;
}

int chips(struct block_view *v, const struct chip *chip, int count, struct rect area)
{
    int gap = v->ui->in.theme.gap_small, x = area.x, y = area.y, tallest = 0;
    for (int i = 0; i < count; i++) {
        struct chip_size s = chip_size(v, &chip[i], area.w);
        if (x > area.x && x + s.width > area.x + area.w) {
            x = area.x;
            y += tallest + gap;
            tallest = 0;
        }
        draw_chip(v, &chip[i], (struct rect){x, y, s.width, s.height}, s.pad, s.icon, false);
        tallest = s.height > tallest ? s.height : tallest;
        x += s.width + gap;
    }
    return count > 0 ? y + tallest - area.y : 0;
}

int chip_columns(struct block_view *v, const struct chip *chip, int count, struct rect area)
{
    int least = v->ui->in.theme.gap_small / 2, gap = v->ui->in.theme.gap_small * 3 / 4, widest = 0, y = area.y,
        columns = count;
    for (int i = 0; i < count; i++) {
        int width = chip_size(v, &chip[i], area.w).width;
        widest = width > widest ? width : widest;
    }
    if (count == 0)
        return 0;
    while (columns > 1 && columns * (widest + least) - least > area.w)
        columns--;
    int rows = (count + columns - 1) / columns;
    columns = (count + rows - 1) / rows; /* four are two and two, not three and one */
    int between = columns * (widest + gap) - gap <= area.w ? gap : least;
    int width = columns > 1 ? (area.w + between) / columns - between : widest;
    for (int first = 0; first < count; first += columns) {
        int last = first + columns < count ? first + columns : count, tallest = 0;
        for (int i = first; i < last; i++) {
            int height = chip_size(v, &chip[i], width).height;
            tallest = height > tallest ? height : tallest;
        }
        for (int i = first; i < last; i++) {
            struct chip_size s = chip_size(v, &chip[i], width);
            draw_chip(v, &chip[i], (struct rect){area.x + (i - first) * (width + between), y, width, tallest}, s.pad,
                      s.icon, true);
        }
        y += tallest + gap;
    }
    return y - gap - area.y;
}
