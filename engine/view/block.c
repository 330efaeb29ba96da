#include "block.h"

#include "block_sheet.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct block_look view_block[] = {
    [BLOCK_TEXT] = {.draw = block_text, .words = true},
    [BLOCK_IMAGE] = {.draw = block_image, .beside = true},
    [BLOCK_AUDIO] = {.draw = block_audio, .words = true},
    [BLOCK_VIDEO] = {.draw = block_video, .wide = true},
    [BLOCK_CALLOUT] = {.draw = block_callout, .beside = true, .words = true},
    [BLOCK_STORY] = {.draw = block_story, .words = true},
    [BLOCK_REVEAL] = {.draw = block_reveal},
    [BLOCK_BREATHE] = {.draw = block_breathe, .wide = true},
    [BLOCK_RECALL] = {.draw = block_recall, .words = true},
    [BLOCK_CHART] = {.draw = block_chart, .wide = true},
    [BLOCK_COUNTDOWN] = {.draw = block_countdown, .wide = true},
    [BLOCK_CHOICE] = {.draw = block_choice, .asks = true},
    [BLOCK_SCALE] = {.draw = block_scale, .asks = true, .missing = WORDS("Choose a number for: %1")},
    [BLOCK_GRID] = {.draw = block_grid, .wide = true, .asks = true, .questions = true, .lacks = grid_lacks},
    [BLOCK_WRITE] = {.draw = block_write, .words = true, .asks = true, .missing = WORDS("Write something for: %1")},
    [BLOCK_NUMBER] = {.draw = block_number, .asks = true, .missing = WORDS("Choose a number for: %1")},
    [BLOCK_DATE] = {.draw = block_date, .asks = true, .missing = WORDS("Choose a day for: %1")},
    [BLOCK_RANK] = {.draw = block_rank, .asks = true, .missing = WORDS("Put these in order: %1")},
    [BLOCK_SORT] = {.draw = block_sort, .wide = true, .asks = true, .missing = WORDS("Put every card in a box: %1")},
    [BLOCK_MATCH] = {.draw = block_match, .wide = true, .asks = true, .missing = WORDS("Find the pairs: %1")},
    [BLOCK_GAPS] = {.draw = block_gaps, .wide = true, .asks = true, .missing = WORDS("Fill in the gaps: %1")},
    [BLOCK_SPOT] = {.draw = block_spot, .wide = true, .asks = true, .missing = WORDS("Tap a place for: %1")},
    [BLOCK_MARK] = {.draw = block_mark, .wide = true, .asks = true, .missing = WORDS("Tap some words for: %1")},
    [BLOCK_MEASURE] = {.draw = block_measure,
                       .wide = true,
                       .asks = true,
                       .questions = true,
                       .missing = WORDS("Answer every question of: %1")},
    [BLOCK_WORKSHEET] = {.draw = block_worksheet, .wide = true},
    [BLOCK_DIARY] = {.draw = block_diary, .wide = true, .missing = WORDS("Fill in more of: %1")},
};
_Static_assert(COUNT(view_block) == BLOCK_KINDS, "every kind of block can be drawn");

int block_draw_any(struct block_view *v, const struct block *b, struct rect area)
{
    assert(b->kind < BLOCK_KINDS);
    const char *around = v->ui->group;
    v->ui->group = view_block[b->kind].asks ? block_ask(v, b) : NULL;
    int height = view_block[b->kind].draw(v, b, area);
    v->ui->group = around;
    return height;
}

struct block_view block_scratch(const struct block_view *v, struct ui *scratch)
{
    *scratch = *v->ui;
    draw_init(&scratch->draw, scratch->arena);
    targets_init(&scratch->targets, scratch->arena);
    scratch->spoken = (struct spoken_list){.arena = scratch->arena};
    struct block_view dry = *v;
    dry.ui = scratch;
    return dry;
}

struct block_state *block_state_of(const struct block_view *v, const struct block *b)
{
    assert(b->index >= 0 && b->index < MODULE_BLOCKS_MAX);
    return &v->state->blocks[b->index];
}

/* --- words ------------------------------------------------------------------------------------------------------ */

const char *block_words(const struct block_view *v, const struct words *w)
{
    return wording_text(v->attempt, v->ui->arena, w);
}

const char *block_plain(const struct block_view *v, const struct words *w)
{
    return prose_plain(v->ui->arena, block_words(v, w));
}

const char *block_id(const struct block_view *v, const struct block *b, const char *part, const char *item)
{
    return item ? arena_printf(v->ui->arena, "%s.%s.%s", b->id, part, item)
                : arena_printf(v->ui->arena, "%s.%s", b->id, part);
}

const char *block_digits(const struct block_view *v, double number)
{
    return arena_printf(v->ui->arena, "%g", number);
}

const char *block_duration(const struct block_view *v, int seconds)
{
    const struct ui *ui = v->ui;
    int minutes = seconds / 60;
    const char *m = ui_words_count(ui, "%d minute", "%d minutes", minutes);
    const char *s = ui_words_count(ui, "%d second", "%d seconds", seconds % 60);
    if (minutes == 0)
        return s;
    if (seconds % 60 == 0)
        return m;
    return arena_printf(ui->arena, "%s %s", m, s);
}

const char *block_ask(const struct block_view *v, const struct block *b)
{
    const char *ask = block_plain(v, &b->ask);
    return text_is_empty(ask) ? block_plain(v, &v->page->title) : ask;
}

const char *block_missing(const struct block_view *v, const struct block *b)
{
    const char *words = view_block[b->kind].missing;
    const char *ask = block_ask(v, b), *row = sheet_part_name(v, b);
    if (row)
        ask = arena_printf(v->ui->arena, "%s: %s", row, ask);
    if (view_block[b->kind].lacks)
        return view_block[b->kind].lacks(v, b);
    return ui_words_with(v->ui, words ? words : "Choose an answer to: %1", ask, NULL, NULL);
}

const char *block_media(const struct block_view *v, const char *src)
{
    return arena_printf(v->ui->arena, "%s/%s", attempt_module(v->attempt)->folder, src);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

int put_text(struct ui *ui, struct text_style style, int x, int y, int width, const char *plain)
{
    return ui_text(ui, &style, x, y, width, plain);
}

int put_prose(struct ui *ui, struct text_style style, int x, int y, int width, const char *markdown)
{
    return ui_prose(ui, &style, x, y, width, markdown);
}

int panel_begin(struct ui *ui, struct rect r, enum colour fill, enum colour edge, int edge_px, int radius_px)
{
    draw_add(&ui->draw, (struct draw_command){.kind = DRAW_BOX,
                                              .rect = ui_mirror(ui, r),
                                              .fill = fill,
                                              .edge = edge,
                                              .edge_px = edge_px,
                                              .radius_px = radius_px});
    return ui->draw.count - 1;
}

void panel_end(struct ui *ui, int panel, int height)
{
    assert(panel >= 0 && panel < ui->draw.count && ui->draw.item[panel].kind == DRAW_BOX);
    struct rect *r = &ui->draw.item[panel].rect;
    r->h = height;
    if (ui->in_body && r->y + height > ui->content_bottom)
        ui->content_bottom = r->y + height;
}

/* --- pieces ------------------------------------------------------------------------------------------------------- */

int block_em(const struct ui *ui, double em)
{
    return (int)lround(em * ui->in.theme.body.size_px);
}

struct text_style block_style(const struct ui *ui, struct type type, enum face face, enum colour colour, enum colour on)
{
    struct text_style style = ui_style(ui, type, face, colour);
    style.on = on;
    return style;
}

bool block_is_missing(const struct block_view *v, const struct block *b)
{
    return v->state->missing && v->state->missing_block == b && attempt_is_waiting(v->attempt, b);
}

/* Brought into view, once for each time that Next was pressed. */
void block_show_missing(struct block_view *v, const struct block *b, int y)
{
    struct page_state *state = v->state;
    struct ui *ui = v->ui;
    if (!state->missing || state->missing_block != b || state->missing_scrolled == b)
        return;
    state->missing_scrolled = b;
    if (y >= ui->clip.y && y < ui->clip.y + ui->clip.h * 2 / 3)
        return;
    state->scroll_px += y - ui->clip.y - ui->in.theme.gap;
    state->scroll_px = state->scroll_px > 0 ? state->scroll_px : 0;
    ui->wake_ms = ui->in.now_ms + 1;
}

void block_show_running(struct block_view *v, const struct block_state *s, int y, int height)
{
    struct page_state *state = v->state;
    struct ui *ui = v->ui;
    if (!ui->in_body || s->started_ms == 0 || state->running_shown_ms == s->started_ms)
        return;
    state->running_shown_ms = s->started_ms;
    int above = ui->clip.y - y, below = y + height - (ui->clip.y + ui->clip.h), by = 0;
    if (below > 0)
        by = below < -above ? below : -above;
    else if (above > 0)
        by = -above;
    state->scroll_px = state->scroll_px + by > 0 ? state->scroll_px + by : 0;
    if (by)
        ui->wake_ms = ui->in.now_ms + 1;
}

int block_missing_mark(struct block_view *v, struct rect area, enum colour on)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int icon = t->hint.line_px;
    struct text_style style = block_style(ui, t->hint, FACE_BOLD, COLOUR_WARNING, on);
    ui_icon(ui, "alert-circle", (struct rect){area.x, area.y, icon, icon}, COLOUR_WARNING);
    int indent = icon + block_em(ui, 0.4);
    int h = put_text(ui, style, area.x + indent, area.y, area.w - indent, ui_words(ui, "This still needs an answer"));
    return h + t->gap_small / 2;
}

int block_header(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int y = area.y;
    int width = area.w < t->column_max ? area.w : t->column_max;
    if (block_is_missing(v, b) && !view_block[b->kind].questions)
        y += block_missing_mark(v, (struct rect){area.x, y, width, 0}, COLOUR_PAPER);
    const char *shown = wording_or(v->attempt, ui->arena, &b->show_with, &b->show_with_empty);
    if (!text_is_empty(shown)) {
        struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, COLOUR_PAPER);
        y += put_prose(ui, style, area.x, y, width, shown) + t->gap_small / 2;
    }
    const char *ask = block_words(v, &b->ask);
    if (!text_is_empty(ask) && !v->titled) {
        struct text_style style = block_style(ui, t->subheading, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
        y += put_prose(ui, style, area.x, y, width, ask) + t->gap_small / 2;
    }
    const char *hint = block_words(v, &b->hint);
    if (!text_is_empty(hint)) {
        struct text_style style = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
        y += put_prose(ui, style, area.x, y, width, hint) + t->gap_small / 2;
    }
    return y > area.y ? y - area.y + t->gap_small / 2 : 0;
}

int block_longest_word(struct ui *ui, const struct text_style *style, const char *text)
{
    int most = 0;
    for (; *text; text += strspn(text, " ")) {
        size_t length = strcspn(text, " ");
        int width = ui_text_width(ui, style, arena_copy(ui->arena, text, length));
        most = width > most ? width : most;
        text += length;
    }
    return most;
}

static const char *panel_icon(enum panel_look look)
{
    switch (look) {
    case PANEL_CARE:
        return "heart-outline";
    case PANEL_WARNING:
        return "alert-outline";
    case PANEL_GOOD:
        return "check-circle";
    default:
        return NULL;
    }
}

struct panel_colours {
    enum colour fill, edge, title;
};

static const struct panel_colours panel_colours[] = {
    [PANEL_NOTE] = {COLOUR_TINT, COLOUR_ACCENT, COLOUR_ACCENT},
    [PANEL_CARE] = {COLOUR_CARE_TINT, COLOUR_CARE, COLOUR_CARE},
    [PANEL_WARNING] = {COLOUR_WARNING_TINT, COLOUR_WARNING, COLOUR_WARNING},
    [PANEL_GOOD] = {COLOUR_GOOD_TINT, COLOUR_GOOD, COLOUR_GOOD},
    [PANEL_PLAIN] = {COLOUR_CARD, COLOUR_LINE, COLOUR_INK},
};

int panel_draw(struct block_view *v, const struct panel *p, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct panel_colours c = panel_colours[p->look];
    int pad = t->gap, icon = block_em(ui, 1.28), x = area.x + pad, y = area.y + pad;
    int right = area.x + area.w - pad;
    int box = panel_begin(ui, area, c.fill, c.edge, p->look == PANEL_PLAIN ? 2 : 3, t->radius);
    const char *name = p->icon ? p->icon : panel_icon(p->look);
    int indent = name ? icon + block_em(ui, 0.5) : 0;
    if (p->title) {
        struct text_style style = block_style(ui, t->body, FACE_BOLD, c.title, c.fill);
        if (name)
            ui_icon(ui, name, (struct rect){x, y + (t->body.line_px - icon) / 2, icon, icon}, c.title);
        y += put_text(ui, style, x + indent, y, right - x - indent, p->title) + t->gap_small / 4;
        indent = 0;
    } else if (name) {
        ui_icon(ui, name, (struct rect){x, y + (t->body.line_px - icon) / 2, icon, icon}, c.title);
    }
    struct text_style style = block_style(ui, t->body, FACE_REGULAR, COLOUR_INK, c.fill);
    y += put_prose(ui, style, x + indent, y, right - x - indent, p->text);
    if (p->button) {
        int width = ui_button_width(ui, p->button), room = right - x - indent;
        width = width < room ? width : room;
        int height = ui_button_height(ui, p->button, width);
        ui_button(ui, (struct rect){x + indent, y + t->gap_small, width, height}, p->button);
        y += t->gap_small + height;
    }
    panel_end(ui, box, y + pad - area.y);
    return y + pad - area.y;
}
