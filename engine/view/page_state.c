#include "page_state.h"
#include "focus.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

void page_name_set(char *out, size_t room, const char *name)
{
    int n = snprintf(out, room, "%s", name ? name : "");
    assert(n >= 0 && (size_t)n < room); /* ids are short: load refuses longer */
    (void)n;
}

void page_state_init(struct page_state *p)
{
    memset(p, 0, sizeof *p);
}

void page_state_enter(struct page_state *p, const struct page *page)
{
    if (text_is(p->page, page->id))
        return;
    memset(p->blocks, 0, sizeof p->blocks);
    page_name_set(p->page, sizeof p->page, page->id);
    p->scroll_px = p->sheet_scroll_px = p->sheet_content_px = p->body_px = p->content_px = 0;
    p->missing = p->too_many = p->drafts_full = p->writing = p->shift = p->symbols = false;
    p->missing_block = p->missing_scrolled = p->gone_on = NULL;
    p->writing_exercise[0] = p->writing_item[0] = p->then_focus[0] = '\0';
    p->caret = 0;
}

/* --- presses ---------------------------------------------------------------------------------------------------- */

static struct block_state *state_of(struct page_state *p, const struct attempt *attempt, const char *id,
                                    const struct block **out)
{
    *out = page_block(attempt_page(attempt), id);
    if (!*out && id) /* in a box of a sheet */
        *out = module_exercise(attempt_module(attempt), id);
    if (!*out)
        return NULL;
    assert((*out)->index >= 0 && (*out)->index < MODULE_BLOCKS_MAX);
    return &p->blocks[(*out)->index];
}

static int bits(uint32_t set)
{
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

static void press_open(struct page_state *p, const struct attempt *attempt, const struct press *press, struct act *act)
{
    const struct block *b = NULL;
    struct block_state *s = state_of(p, attempt, press->text, &b);
    if (!s)
        return;
    int before = attempt_seen(attempt, b->id), now;
    if (b->kind == BLOCK_STORY) {
        p->gone_on = b;
        now = (int)press->number;
    } else if (b->reveal.look == REVEAL_TABS) {
        page_name_set(s->held, sizeof s->held, press->item);
        s->opened |= UINT32_C(1) | UINT32_C(1) << ((int)press->number & 31); /* the first was open from the start */
        now = bits(s->opened);
    } else {
        s->opened ^= UINT32_C(1) << ((int)press->number & 31);
        now = bits(s->opened);
    }
    if (now > before)
        *act = (struct act){.kind = ACT_SEEN, .item = b->id, .number = now};
}

static void press_hold(struct page_state *p, const struct attempt *attempt, const struct press *press)
{
    const struct block *b = NULL;
    struct block_state *s = state_of(p, attempt, press->text, &b);
    if (!s)
        return;
    bool again = text_is(s->held, press->item);
    bool sheet = block_is_sheet(b), was_open = s->held[0] != '\0';
    page_name_set(s->held, sizeof s->held, again && !sheet ? "" : press->item);
    const struct answer *given = attempt_answer(attempt, b->id);
    bool goes_somewhere = b->kind == BLOCK_SORT || b->kind == BLOCK_MATCH;
    page_name_set(s->held_from, sizeof s->held_from,
                  goes_somewhere && given && s->held[0] ? answer_value(given, s->held) : NULL);
    if (sheet && !was_open) { /* the part's own page, and later the sheet again where it was */
        p->sheet_scroll_px = p->scroll_px;
        p->sheet_content_px = p->content_px;
        p->scroll_px = 0;
    } else if (sheet && s->held[0]) {
        p->scroll_px = 0;
    } else if (sheet) {
        p->scroll_px = p->sheet_scroll_px;
        p->content_px = p->sheet_content_px;
    }
}

/* What it says of a thing is shown when that was the last to be put in order or marked. */
static void note_moved(struct page_state *p, const struct attempt *attempt, const struct act *act)
{
    const struct block *b = NULL;
    struct block_state *s = state_of(p, attempt, act->exercise, &b);
    if (s && (b->kind == BLOCK_RANK || b->kind == BLOCK_MARK) && act->item)
        page_name_set(s->last, sizeof s->last, act->item);
}

/* An act on the calendar shows the month of the day that was chosen; turning its pages another. */
static void show_month(struct page_state *p, const struct attempt *attempt, const char *id, int month)
{
    const struct block *b = id ? module_exercise(attempt_module(attempt), id) : NULL;
    if (b && b->kind == BLOCK_DATE)
        p->blocks[b->index].month = month;
}

/* A row that was taken out is no page any more: the diary is on show again. */
static void close_cleared(struct page_state *p, const struct attempt *attempt, const struct act *act)
{
    const struct block *b = NULL;
    struct block_state *s = act->kind == ACT_CLEAR_ROW ? state_of(p, attempt, act->exercise, &b) : NULL;
    if (s && s->held[0])
        press_hold(p, attempt, &(struct press){.kind = PRESS_HOLD, .item = "", .text = act->exercise});
}

static enum key editing_key(const char *name)
{
    static const struct {
        const char *name;
        enum key key;
    } known[] = {{"backspace", KEY_BACKSPACE}, {"delete", KEY_DELETE}, {"left", KEY_LEFT},
                 {"right", KEY_RIGHT},         {"home", KEY_HOME},     {"end", KEY_END}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (text_is(known[i].name, name))
            return known[i].key;
    return KEY_NONE;
}

static void press_key(struct page_state *p, const struct attempt *attempt, const char *key, struct act *act,
                      bool *draft_changed)
{
    struct page_draft *d = page_writing(p);
    if (!d)
        return;
    const struct number_block *n = page_number_typed(p, attempt);
    p->unfit = false;
    if (editing_key(key) != KEY_NONE)
        *draft_changed = page_edit(p, d, editing_key(key));
    else if (text_is(key, "shift"))
        p->shift = !p->shift;
    else if (text_is(key, "symbols"))
        p->symbols = !p->symbols;
    else if (text_is(key, "clear")) {
        *draft_changed = d->text[0] != '\0';
        memset(d->text, 0, sizeof d->text);
        p->caret = 0;
        p->shift = true;
    } else if (text_is(key, "done")) {
        page_write_end(p, attempt, act);
        *draft_changed = true;
    } else if (n && text_is(key, "close")) {
        page_draft_remove(p, p->writing_exercise, p->writing_item);
        p->writing = false;
        *draft_changed = true;
    } else if (n) {
        *draft_changed = page_number_type(p, d, n, key);
    } else {
        *draft_changed = page_insert(p, d, text_is(key, "space") ? " " : key);
        p->shift = page_begins_sentence(d, p->caret);
    }
}

static void press_starter(struct page_state *p, const struct attempt *attempt, const struct press *press,
                          bool *draft_changed)
{
    if (!page_write(p, attempt, press->item, ""))
        return;
    struct page_draft *d = page_writing(p);
    if (p->caret > 0 && d->text[p->caret - 1] != ' ')
        page_insert(p, d, " ");
    *draft_changed = page_insert(p, d, press->text);
    page_insert(p, d, " ");
    p->shift = false;
}

int video_end_ms(int length_ms)
{
    return length_ms > 1000 ? length_ms - 1000 : length_ms; /* where it is kept is counted in seconds */
}

static void press_video(struct page_state *p, const struct attempt *attempt, const struct press *press)
{
    const struct block *b = NULL;
    struct block_state *s = state_of(p, attempt, press->item, &b);
    if (s && text_is(press->text, "captions"))
        s->captions_off = !s->captions_off;
    if (s && text_is(press->text, "words"))
        s->opened = !s->opened;
}

/* The story on this page that the exercise is a choice of; or NULL. */
static const struct block *story_of(const struct attempt *attempt, const char *exercise)
{
    const struct page *page = attempt_page(attempt);
    for (int i = 0; exercise && page && i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        for (int k = 0, count = b->kind == BLOCK_STORY ? block_part_count(b) : 0; k < count; k++)
            if (text_is(block_part(b, k)->id, exercise))
                return b;
    }
    return NULL;
}

void page_press(struct page_state *state, const struct attempt *attempt, const struct press *press, int64_t now_ms,
                struct act *act, bool *draft_changed)
{
    const struct block *b = NULL;
    struct block_state *s = NULL;
    *act = (struct act){.kind = ACT_NONE};
    *draft_changed = false;
    state->drafts_full = false;
    state->then_focus[0] = '\0';
    switch (press->kind) {
    case PRESS_ACT:
        *act = press->act;
        state->gone_on = story_of(attempt, press->act.exercise);
        if (press->act.kind != ACT_NEXT)
            state->too_many = false;
        note_moved(state, attempt, &press->act);
        show_month(state, attempt, press->act.exercise, 0);
        close_cleared(state, attempt, &press->act);
        break;
    case PRESS_HOLD:
        press_hold(state, attempt, press);
        break;
    case PRESS_OPEN:
        press_open(state, attempt, press, act);
        break;
    case PRESS_RUN:
        if ((s = state_of(state, attempt, press->item, &b)))
            page_run(b, s, now_ms, act);
        break;
    case PRESS_LONGER:
        if ((s = state_of(state, attempt, press->item, &b)))
            page_longer(b, s, now_ms, act);
        break;
    case PRESS_SOUND:
        if ((s = state_of(state, attempt, press->item, &b))) {
            bool on = !s->sound;
            page_silence(state); /* one at a time */
            s->sound = on;
        }
        break;
    case PRESS_VIDEO:
        press_video(state, attempt, press);
        break;
    case PRESS_WRITE:
        page_write(state, attempt, press->item, press->text ? press->text : "");
        break;
    case PRESS_STARTER:
        press_starter(state, attempt, press, draft_changed);
        break;
    case PRESS_KEY:
        press_key(state, attempt, press->text, act, draft_changed);
        break;
    case PRESS_MONTH:
        show_month(state, attempt, press->item, (int)press->number);
        break;
    case PRESS_SCROLL:
        state->scroll_px += (int)(press->number * state->body_px * 0.8);
        if (state->scroll_px > state->content_px - state->body_px)
            state->scroll_px = state->content_px - state->body_px;
        if (state->scroll_px < 0)
            state->scroll_px = 0;
        break;
    default:
        break;
    }
}
