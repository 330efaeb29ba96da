/* reveal: cards that turn over, rows that open, or tabs of which one is open: the words come when asked for. */
#include "block.h"
#include <assert.h>

static bool is_open(const struct block_view *v, const struct block *b, int i)
{
    return (block_state_of(v, b)->opened >> (i & 31)) & 1;
}

static struct target item_target(struct block_view *v, const struct block *b, int i, struct rect r, bool open)
{
    struct ui *ui = v->ui;
    const struct reveal_item *item = &b->reveal.items[i];
    const char *n = arena_printf(ui->arena, "%d", i + 1), *of = arena_printf(ui->arena, "%d", b->reveal.count);
    return (struct target){.id = block_id(v, b, "item", item->id),
                           .name = block_plain(v, &item->title),
                           .role = ROLE_BUTTON,
                           .says = open ? ui_words_with(ui, "Open. %1 of %2.", n, of, NULL)
                                        : ui_words_with(ui, "Closed. Press to open. %1 of %2.", n, of, NULL),
                           .chosen = open,
                           .rect = r,
                           .press = {.kind = PRESS_OPEN, .item = item->id, .text = b->id, .number = i}};
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static int draw_row(struct block_view *v, const struct block *b, int i, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct reveal_item *item = &b->reveal.items[i];
    bool open = is_open(v, b, i);
    int pad = block_em(ui, 0.88), icon = block_em(ui, 1.28), x = area.x + pad;
    int room = area.w - 3 * pad - icon;
    const char *id = block_id(v, b, "item", item->id);
    struct text_style title = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_CARD);
    title.target = id;
    int indent = item->icon ? icon + pad * 2 / 3 : 0;
    int text_h = ui_text_height(ui, &title, room - indent, block_plain(v, &item->title));
    int head = text_h + t->gap_small * 3 / 2;
    head = head > t->option_height ? head : t->option_height;
    int box = panel_begin(ui, area, COLOUR_CARD, open ? COLOUR_ACCENT : COLOUR_EDGE, open ? 3 : 2, t->radius);
    if (item->icon)
        ui_icon(ui, item->icon, (struct rect){x, area.y + (head - icon) / 2, icon, icon}, COLOUR_ACCENT);
    put_text(ui, title, x + indent, area.y + (head - text_h) / 2, room - indent, block_plain(v, &item->title));
    ui_icon(ui, open ? "chevron-up" : "chevron-down",
            (struct rect){area.x + area.w - pad - icon, area.y + (head - icon) / 2, icon, icon}, COLOUR_INK);
    if (!open)
        ui_say(ui, ui_words(ui, "Tap to read"), id); /* the arrow, for the ear */
    ui_target(ui, item_target(v, b, i, (struct rect){area.x, area.y, area.w, head}, open));
    int h = head;
    if (open) {
        struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
        h += put_prose(ui, style, x, area.y + head, area.w - 2 * pad, block_words(v, &item->text)) + pad;
    }
    panel_end(ui, box, h);
    return h;
}

/* --- cards ------------------------------------------------------------------------------------------------------ */

/* Everything a card holds when open: cards keep the height of the fullest, so that opening one moves nothing. */
static int card_inside(struct block_view *v, const struct block *b, int i, struct rect r, bool draw, bool open)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct reveal_item *item = &b->reveal.items[i];
    enum colour on = open ? COLOUR_TINT : COLOUR_CARD;
    const char *id = block_id(v, b, "item", item->id), *title_words = block_plain(v, &item->title);
    struct text_style title = block_style(ui, t->subheading, FACE_BOLD, COLOUR_INK, on);
    struct text_style text = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, on);
    bool across = r.w > block_em(ui, 18); /* a wide card has its picture beside the words */
    enum align align = across ? ALIGN_START : ALIGN_CENTRE;
    title.align = align;
    title.target = text.target = id;
    int y = r.y, picture = item->picture ? block_em(ui, across ? 4.4 : 5.6) : item->icon ? block_em(ui, 2.4) : 0;
    struct rect place = {across ? r.x : r.x + (r.w - picture) / 2, y, picture, picture};
    if (draw && item->picture)
        ui_image(ui, block_media(v, item->picture), place, NULL);
    else if (draw && item->icon)
        ui_icon(ui, item->icon, place, COLOUR_ACCENT);
    if (across && picture) {
        r.x += picture + t->gap;
        r.w -= picture + t->gap;
    } else if (picture) {
        y += picture + t->gap_small / 2;
    }
    y += draw ? put_text(ui, title, r.x, y, r.w, title_words) : ui_text_height(ui, &title, r.w, title_words);
    if (open) {
        y += t->gap_small / 4;
        const char *words = block_words(v, &item->text);
        y += draw ? put_prose(ui, text, r.x, y, r.w, words) : ui_prose_height(ui, &text, r.w, words);
    } else {
        struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, on);
        soft.align = align;
        soft.target = id;
        const char *words = ui_words(ui, "Tap to read");
        y += t->gap_small / 4;
        y += draw ? put_text(ui, soft, r.x, y, r.w, words) : ui_text_height(ui, &soft, r.w, words);
    }
    return across && y - r.y < picture ? picture : y - r.y;
}

static int draw_cards(struct block_view *v, const struct block *b, struct rect area, int columns)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int gap = t->gap_small, width = (area.w + gap) / columns - gap, pad = t->card_pad, y = area.y;
    for (int first = 0; first < b->reveal.count; first += columns) {
        int last = first + columns < b->reveal.count ? first + columns : b->reveal.count, h = 0;
        for (int i = first; i < last; i++) {
            int one = card_inside(v, b, i, (struct rect){.w = width - 2 * pad}, false, columns > 1 || is_open(v, b, i));
            h = one > h ? one : h;
        }
        h += 2 * pad;
        for (int i = first; i < last; i++) {
            struct rect r = {area.x + (i - first) * (width + gap), y, width, h};
            bool open = is_open(v, b, i);
            ui_box(ui, r, open ? COLOUR_TINT : COLOUR_CARD, open ? COLOUR_ACCENT : COLOUR_EDGE, open ? 4 : 2,
                   t->card_radius);
            int inside = card_inside(v, b, i, (struct rect){.w = r.w - 2 * pad}, false, open);
            int top = open ? y + pad : y + (h - inside) / 2;
            card_inside(v, b, i, (struct rect){r.x + pad, top, r.w - 2 * pad, 0}, true, open);
            ui_target(ui, item_target(v, b, i, r, open));
        }
        y += h + gap;
    }
    return b->reveal.count ? y - gap - area.y : 0;
}

/* --- tabs ------------------------------------------------------------------------------------------------------- */

struct tab_sizes {
    int pad, icon, gap;
};

static struct tab_sizes tab_sizes(const struct ui *ui)
{
    return (struct tab_sizes){block_em(ui, 0.8), block_em(ui, 1.28), block_em(ui, 0.5)};
}

static struct text_style tab_text(const struct block_view *v, const struct block *b, int i, bool open)
{
    struct text_style style =
        block_style(v->ui, v->ui->in.theme.body, FACE_BOLD, COLOUR_INK, open ? COLOUR_TINT : COLOUR_CARD);
    style.target = block_id(v, b, "item", b->reveal.items[i].id);
    return style;
}

/* Natural width; the room of the tick is kept, so that opening one moves none. */
static int tab_width(const struct block_view *v, const struct block *b, int i)
{
    struct tab_sizes s = tab_sizes(v->ui);
    struct text_style style = tab_text(v, b, i, true);
    return 2 * s.pad + s.icon + s.gap + ui_text_width(v->ui, &style, block_plain(v, &b->reveal.items[i].title)) + 1;
}

static int tab_height(const struct block_view *v, const struct block *b, int i, int width)
{
    const struct theme *t = &v->ui->in.theme;
    struct tab_sizes s = tab_sizes(v->ui);
    struct text_style style = tab_text(v, b, i, true);
    int room = width - 2 * s.pad - s.icon - s.gap;
    int h = ui_text_height(v->ui, &style, room, block_plain(v, &b->reveal.items[i].title)) + t->gap_small;
    return h > t->button_height ? h : t->button_height;
}

static void draw_tab(struct block_view *v, const struct block *b, int i, struct rect r, bool open)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    const struct reveal_item *item = &b->reveal.items[i];
    struct tab_sizes s = tab_sizes(ui);
    struct text_style style = tab_text(v, b, i, open);
    const char *title = block_plain(v, &item->title), *icon = open ? "check-bold" : item->icon;
    ui_box(ui, r, open ? COLOUR_TINT : COLOUR_CARD, open ? COLOUR_ACCENT : COLOUR_EDGE, open ? 4 : 2, t->radius);
    if (icon)
        ui_icon(ui, icon, (struct rect){r.x + s.pad, r.y + (r.h - s.icon) / 2, s.icon, s.icon}, COLOUR_ACCENT);
    int indent = s.pad + s.icon + s.gap, room = r.w - indent - s.pad;
    int h = ui_text_height(ui, &style, room, title);
    put_text(ui, style, r.x + indent, r.y + (r.h - h) / 2, room, title);
    struct target target = item_target(v, b, i, r, open);
    const char *n = arena_printf(ui->arena, "%d", i + 1), *of = arena_printf(ui->arena, "%d", b->reveal.count);
    target.role = ROLE_TAB;
    target.says = open ? ui_words_with(ui, "Chosen. Tab %1 of %2.", n, of, NULL)
                       : ui_words_with(ui, "Not chosen. Tab %1 of %2.", n, of, NULL);
    if (open)
        ui_say(ui, ui_words(ui, "Chosen."), target.id);
    ui_target(ui, target);
}

/* Side by side. */
static int row_width(const struct block_view *v, const struct block *b)
{
    int all = -v->ui->in.theme.gap_small;
    for (int i = 0; i < b->reveal.count; i++)
        all += tab_width(v, b, i) + v->ui->in.theme.gap_small;
    return all;
}

/* Side by side as wide as their words, or, where they do not fit, one below another. Returns the height. */
static int draw_tabs(struct block_view *v, const struct block *b, int chosen, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    int gap = t->gap_small, all = row_width(v, b), tallest = 0;
    bool row = all <= area.w;
    int spare = row ? (area.w - all) / b->reveal.count : 0, x = area.x, y = area.y;
    spare = spare < block_em(v->ui, 2) ? spare : block_em(v->ui, 2);
    for (int i = 0; i < b->reveal.count; i++) {
        int width = row ? tab_width(v, b, i) + spare : area.w, h = tab_height(v, b, i, width);
        draw_tab(v, b, i, (struct rect){x, y, width, h}, i == chosen);
        tallest = h > tallest ? h : tallest;
        x += row ? width + gap : 0;
        y += row ? 0 : h + gap;
    }
    return row ? tallest : y - gap - area.y;
}

/* Words of one tab, its picture beside or above them. */
static int draw_panel(struct block_view *v, const struct reveal_item *item, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_CARD);
    bool beside = area.w > block_em(ui, 18);
    int picture = item->picture ? block_em(ui, beside ? 7 : 5.6) : 0, x = area.x, y = area.y;
    int w = 1, h = 1, tall = picture;
    if (picture && ui->in.measure.image_size &&
        ui->in.measure.image_size(ui->in.measure.context, block_media(v, item->picture), &w, &h) && w > h)
        tall = picture * h / w; /* a wide picture leaves no room empty under it */
    if (picture)
        ui_image(ui, block_media(v, item->picture), (struct rect){x, y, picture, tall}, NULL);
    if (picture && beside)
        x += picture + t->gap;
    else if (picture)
        y += tall + t->gap_small / 2;
    int bottom = y + put_prose(ui, style, x, y, area.x + area.w - x, block_words(v, &item->text));
    return bottom - area.y > tall ? bottom - area.y : tall;
}

static int draw_tabbed(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    const char *held = block_state_of(v, b)->held;
    int chosen = 0, pad = t->card_pad, tallest = 0;
    for (int i = 0; i < b->reveal.count; i++)
        if (text_is(b->reveal.items[i].id, held))
            chosen = i;
    /* As wide as lines read well, or as the row of tabs wants. */
    if (area.w > t->column_max && (row_width(v, b) <= t->column_max || row_width(v, b) > area.w))
        area.w = t->column_max;
    int y = area.y + draw_tabs(v, b, chosen, area) + t->gap_small;
    /* As tall as the fullest: what stands below stays where it is. */
    for (int i = 0; i < b->reveal.count; i++) {
        struct ui scratch;
        struct block_view dry = block_scratch(v, &scratch);
        int h = draw_panel(&dry, &b->reveal.items[i], (struct rect){.w = area.w - 2 * pad});
        tallest = h > tallest ? h : tallest;
    }
    ui_box(v->ui, (struct rect){area.x, y, area.w, tallest + 2 * pad}, COLOUR_CARD, COLOUR_LINE, 2, t->card_radius);
    draw_panel(v, &b->reveal.items[chosen], (struct rect){area.x + pad, y + pad, area.w - 2 * pad, 0});
    return y + tallest + 2 * pad - area.y;
}

int block_reveal(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    if (b->reveal.look == REVEAL_CARDS && b->reveal.count > 0) {
        int columns = b->reveal.count == 4 ? 2 : b->reveal.count < 3 ? b->reveal.count : 3;
        /* A row that is not full looks as if something were missing: three go side by side, or one below another. */
        if ((area.w + t->gap_small) / columns - t->gap_small < block_em(v->ui, 11))
            columns = 1;
        return draw_cards(v, b, area, columns);
    }
    if (b->reveal.look == REVEAL_TABS && b->reveal.count > 0)
        return draw_tabbed(v, b, area);
    int y = area.y;
    for (int i = 0; i < b->reveal.count; i++)
        y += draw_row(v, b, i, (struct rect){area.x, y, area.w, 0}) + t->gap_small;
    return b->reveal.count ? y - t->gap_small - area.y : 0;
}
