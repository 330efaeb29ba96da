#include "page.h"
#include "block.h"
#include "block_sheet.h"
#include "frame.h"
#include "keyboard.h"
#include "number_pad.h"
#include "page_state.h"
#include <assert.h>
#include <string.h>

/*
 * How a page is laid out. Blocks go down one column. Where the screen is wide, pictures and callouts stand in a second
 * column beside the words they belong to, and what follows flows past them: words keep to the first column until the
 * second has ended. Exercises that need the whole width go below both.
 */
struct flow {
    struct block_view *v;
    struct rect column; /* x and w of everything */
    int main_w;         /* of the first column where there are two; 0: only one */
    int side_x, side_w;
    int y;       /* bottom of the first column */
    int row_top; /* where the first column last had the whole width to itself */
    int side_bottom;
};

/* --- top and bottom --------------------------------------------------------------------------------------------- */

static const char *progress_words(const struct block_view *v)
{
    const struct ui *ui = v->ui;
    const struct attempt *s = v->attempt;
    if (v->page->uncounted)
        return ui_words(ui, "Nearly done");
    int minutes = attempt_minutes_left(s);
    const char *number = arena_printf(ui->arena, "%d", attempt_page_number(s));
    const char *total = arena_printf(ui->arena, "%d", attempt_page_total(s));
    if (minutes < 1)
        return ui_words_with(ui, "Page %1 of %2, nearly done", number, total, NULL);
    const char *left = ui_words_count(ui, "about %d minute left", "about %d minutes left", minutes);
    return ui_words_with(ui, "Page %1 of %2, %3", number, total, left);
}

static int draw_top(const struct block_view *v, const struct page_frame *frame)
{
    struct ui *ui = v->ui;
    const struct attempt *s = v->attempt;
    const struct programme *p = attempt_programme(s);
    int total = attempt_page_total(s);
    double progress = v->page->uncounted ? 1 : total > 0 ? (double)attempt_page_number(s) / total : 0;
    struct top_bar bar = {.title = block_plain(v, &attempt_module(s)->title),
                          .subtitle = block_plain(v, programme_public_title(p)),
                          .icon = p->icon,
                          .has_progress = true,
                          .progress = progress < 1 ? progress : 1,
                          .progress_text = progress_words(v),
                          .cover = frame->signed_in,
                          .leave = true};
    if (!frame->signed_in)
        bar.subtitle = ui_words(ui, "Nothing is kept");
    return frame_top(ui, &bar);
}

/* Is there no page after this one? Rules of `next` may still send the person elsewhere; then the word was only a word.
 */
static bool is_last(const struct attempt *s, struct arena *arena)
{
    const struct module *m = attempt_module(s);
    const struct page *now = attempt_page(s);
    struct rule_scope scope = attempt_scope(s, arena);
    int at = 0;
    if (now->extra || !module_page(m, now->id, &at))
        return false;
    for (int i = at + 1; i < m->page_count; i++)
        if (!m->pages[i].extra && rule_holds(m->pages[i].when, &scope))
            return false;
    return true;
}

static int draw_bottom(const struct block_view *v, const struct page_frame *frame, const struct block *sheet)
{
    struct ui *ui = v->ui;
    const struct page_state *state = v->state;
    bool last = is_last(v->attempt, ui->arena);
    struct button back = {.id = "back",
                          .text = ui_words(ui, "Back"),
                          .icon = "arrow-left",
                          .look = BUTTON_PLAIN,
                          .press = {.kind = PRESS_ACT, .act = {.kind = ACT_BACK}}};
    struct button next = {.id = "next",
                          .text = last ? ui_words(ui, "Check my answers") : ui_words(ui, "Next"),
                          .icon_after = "arrow-right",
                          .look = BUTTON_MAIN,
                          .press = {.kind = PRESS_ACT, .act = {.kind = ACT_NEXT}}};
    struct button done = {.id = "sheet.done",
                          .text = ui_words(ui, "Done"),
                          .icon_after = "check",
                          .look = BUTTON_MAIN,
                          .press = {.kind = PRESS_HOLD, .item = "", .text = sheet ? sheet->id : NULL}};
    struct bottom_bar bar = {.audio = frame->audio,
                             .next = sheet ? &done : &next,
                             .back = sheet || !attempt_can_go_back(v->attempt) ? NULL : &back};
    if (!sheet && state->missing && state->missing_block && attempt_is_waiting(v->attempt, state->missing_block))
        bar.missing = block_missing(v, state->missing_block);
    if (state->drafts_full)
        bar.missing = ui_words(ui, "You have begun to write in many places. Finish one of them first.");
    return frame_bottom(ui, &bar);
}

/* --- the flow --------------------------------------------------------------------------------------------------- */

static struct flow flow_begin(struct block_view *v, struct rect column)
{
    const struct theme *t = &v->ui->in.theme;
    struct flow f = {.v = v, .column = column, .y = column.y, .row_top = column.y, .side_bottom = column.y};
    if (t->portrait || column.w < block_em(v->ui, 34))
        return f;
    int gap = t->gap_large + t->gap_small;
    f.side_w = column.w * 36 / 100;
    f.main_w = column.w - f.side_w - gap;
    f.side_x = column.x + f.main_w + gap;
    return f;
}

static bool is_shown(const struct block_view *v, const struct block *b)
{
    return attempt_shows(v->attempt, b);
}

static bool reads_on(const struct block *b)
{
    return view_block[b->kind].words || (b->kind == BLOCK_REVEAL && b->reveal.look == REVEAL_ACCORDION);
}

static const struct block *neighbour(const struct flow *f, int i, int step)
{
    const struct page *page = f->v->page;
    for (i += step; i >= 0 && i < page->block_count; i += step)
        if (is_shown(f->v, &page->blocks[i]))
            return &page->blocks[i];
    return NULL;
}

/* A picture stands beside whatever there is; a callout only beside running words. */
static bool stands_beside(const struct flow *f, int i)
{
    const struct block *b = &f->v->page->blocks[i];
    if (f->main_w == 0 || !view_block[b->kind].beside)
        return false;
    if (b->kind == BLOCK_IMAGE)
        return !b->image.above;
    const struct block *before = neighbour(f, i, -1), *after = neighbour(f, i, 1);
    return (before && before->kind != BLOCK_CALLOUT && reads_on(before)) ||
           (after && after->kind != BLOCK_CALLOUT && reads_on(after));
}

/* Does something stand beside the words that begin at block i? */
static bool row_has_side(const struct flow *f, int i)
{
    const struct page *page = f->v->page;
    for (; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        if (!is_shown(f->v, b))
            continue;
        if (stands_beside(f, i) || (b->kind == BLOCK_CHOICE && b->choice.consequences && f->main_w))
            return true;
        if (!reads_on(b))
            return false;
    }
    return false;
}

static void flow_beside(struct flow *f, const struct block *b)
{
    const struct theme *t = &f->v->ui->in.theme;
    int y = f->side_bottom > f->row_top ? f->side_bottom : f->row_top;
    int h = block_draw_any(f->v, b, (struct rect){f->side_x, y, f->side_w, 0});
    if (h > 0)
        f->side_bottom = y + h + t->gap;
}

/* Width for the next block, and where it begins: past what stands beside, or under it. */
static int flow_width(struct flow *f, int i)
{
    const struct theme *t = &f->v->ui->in.theme;
    const struct block *b = &f->v->page->blocks[i];
    int readable = f->column.w < t->column_max || t->portrait ? f->column.w : t->column_max;
    int overlap = f->side_bottom - f->y;
    bool consequences = b->kind == BLOCK_CHOICE && b->choice.consequences;
    if (f->main_w && consequences)
        return f->main_w;
    if (f->main_w && overlap > 0) {
        bool below = view_block[b->kind].wide || (!reads_on(b) && overlap <= 3 * t->gap_large);
        if (!below)
            return f->main_w;
        f->y = f->side_bottom;
    }
    if (!reads_on(b))
        return f->column.w;
    return f->main_w && row_has_side(f, i) ? f->main_w : readable;
}

static void flow_block(struct flow *f, int i)
{
    const struct theme *t = &f->v->ui->in.theme;
    const struct block *b = &f->v->page->blocks[i];
    int before = f->y, top = f->y, width = flow_width(f, i);
    bool consequences = b->kind == BLOCK_CHOICE && b->choice.consequences && f->main_w;
    f->v->side = (struct rect){0};
    if (consequences) {
        int y = f->side_bottom > f->row_top ? f->side_bottom : f->row_top;
        f->v->side = (struct rect){f->side_x, y, f->side_w, 0};
    }
    top = f->y;
    if (!view_block[b->kind].questions)
        block_show_missing(f->v, b, top);
    int h = block_draw_any(f->v, b, (struct rect){f->column.x, top, width, 0});
    if (consequences && f->v->side.y > f->side_bottom)
        f->side_bottom = f->v->side.y;
    f->v->side = (struct rect){0};
    if (h == 0) {
        f->y = before;
        return;
    }
    f->y = top + h + (reads_on(b) ? t->gap : t->gap_large);
    if (!reads_on(b) && f->side_bottom <= f->y)
        f->row_top = f->side_bottom = f->y;
}

static void flow_heading(struct flow *f)
{
    struct block_view *v = f->v;
    const struct theme *t = &v->ui->in.theme;
    struct text_style style = block_style(v->ui, t->heading, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    int width = f->main_w && row_has_side(f, 0) ? f->main_w : f->column.w;
    f->y += put_prose(v->ui, style, f->column.x, f->y, width, block_words(v, &v->page->title)) + t->gap_small;
}

static void flow_notice(struct flow *f, const char *notice)
{
    const struct theme *t = &f->v->ui->in.theme;
    if (text_is_empty(notice))
        return;
    struct rect area = {f->column.x, f->y, f->column.w, 0};
    f->y += panel_draw(f->v, &(struct panel){.look = PANEL_GOOD, .icon = "information-outline", .text = notice}, area) +
            t->gap;
    f->row_top = f->side_bottom = f->y;
}

static void draw_blocks(struct flow *f)
{
    const struct page *page = f->v->page;
    bool first = true;
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        if (!is_shown(f->v, b))
            continue;
        /* A question that the heading has just asked is not asked twice. */
        f->v->titled = first && text_is(block_plain(f->v, &b->ask), block_plain(f->v, &page->title));
        first = false;
        if (stands_beside(f, i))
            flow_beside(f, b);
        else
            flow_block(f, i);
    }
}

/* --- the page --------------------------------------------------------------------------------------------------- */

static void draw_body(struct block_view *v, const struct page_frame *frame, int top, int bottom,
                      const struct block *sheet)
{
    struct ui *ui = v->ui;
    struct page_state *state = v->state;
    struct rect column = frame_body(ui, top, bottom, &state->scroll_px, &state->body_px, state->content_px);
    struct flow f = flow_begin(v, column);
    if (sheet) {
        sheet_page(v, sheet, column);
    } else {
        flow_notice(&f, frame->notice);
        flow_heading(&f);
        draw_blocks(&f);
    }
    state->content_px = frame_body_end(ui, column);
}

void page_view(struct ui *ui, const struct attempt *attempt, struct page_state *state, const struct page_frame *frame)
{
    const struct page *page = attempt_page(attempt);
    assert(page);
    page_state_enter(state, page);
    if (!state->missing)
        state->missing_scrolled = NULL;
    struct block_view v = {.ui = ui, .attempt = attempt, .state = state, .page = page, .video = frame->video};
    const struct block *sheet = sheet_open(&v);
    int top = draw_top(&v, frame);
    int bottom = draw_bottom(&v, frame, sheet); /* drawn before the body, which has to know its room; read after it */
    draw_body(&v, frame, top, bottom, sheet);
    const struct block *writing =
        state->writing ? module_exercise(attempt_module(attempt), state->writing_exercise) : NULL;
    if (writing && writing->kind == BLOCK_NUMBER)
        number_pad_view(&v, writing);
    else if (writing)
        keyboard_view(&v);
}

const struct block *page_open_sheet(const struct page_state *state, const struct attempt *attempt)
{
    const struct page *page = attempt ? attempt_page(attempt) : NULL;
    for (int i = 0; page && i < page->block_count; i++)
        if (block_is_sheet(&page->blocks[i]) && state->blocks[page->blocks[i].index].held[0])
            return &page->blocks[i];
    return NULL;
}
