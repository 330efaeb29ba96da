#include "rehearsal.h"

#include <stdlib.h>
#include <string.h>

#include "sample.h"

#define DRAWS_MAX 12  /* until it fits: pictures grow with the room there is */
#define ACTS_MAX  400 /* on one page; more is an exercise that never gets done */

const struct screen_size screen_sizes[SCREENS] = {{1280, 800}, {1920, 1080}, {1080, 1920}, {1024, 768}};

static void live_through(struct rehearsal *r, const struct event *e)
{
    if (attempt_apply(r->attempt, e)) {
        event_write(e, &r->journal);
        buffer_adds(&r->journal, "\n");
    }
}

static void apply(struct rehearsal *r)
{
    for (int i = 0; i < r->decided.count; i++)
        live_through(r, &r->decided.events[i]);
}

static void begin(struct rehearsal *r, const struct programme *p, const struct module *m,
                  const struct rehearsal_look *look, struct text_measure measure, struct moment now)
{
    *r = (struct rehearsal){.programme = p, .module = m, .look = *look, .measure = measure, .now = now};
    arena_init(&r->arena);
    arena_init(&r->frame);
    buffer_init(&r->journal, &r->arena);
    r->attempt = attempt_new(&r->arena, p, m,
                             (struct attempt_settings){.setting = look->setting,
                                                       .language = look->language,
                                                       .and_word = catalogue_words(look->interface, "and"),
                                                       .interface = look->interface});
    r->page = calloc(1, sizeof *r->page);
    if (!r->page)
        abort();
    page_state_init(r->page);
}

void rehearsal_open(struct rehearsal *r, const struct programme *p, const struct module *m,
                    const struct rehearsal_look *look, struct text_measure measure, struct moment now)
{
    begin(r, p, m, look, measure, now);
    attempt_open(r->attempt, now, &r->decided);
    apply(r);
}

static void live_again(struct rehearsal *r, const char *journal)
{
    for (const char *line = journal; *line;) {
        size_t length = strcspn(line, "\n");
        struct event e;
        if (event_read(&r->arena, line, length, &e))
            live_through(r, &e);
        line += length + (line[length] == '\n');
    }
}

/* What is open, in hand and scrolled stays where the blocks are the same; else the page begins anew. */
static void keep_page_state(struct rehearsal *r, const struct rehearsal *before)
{
    const struct page *now = attempt_page(r->attempt), *then = attempt_page(before->attempt);
    if (now && then && text_is(now->id, then->id) && r->module->block_count == before->module->block_count)
        *r->page = *before->page;
    else if (now)
        page_state_enter(r->page, now);
    r->page->missing_block = r->page->missing_scrolled = r->page->gone_on = NULL; /* they are of the module before */
    r->page->missing = false;
}

void rehearsal_again(struct rehearsal *r, const struct rehearsal *before, const struct programme *p,
                     const struct module *m, const struct rehearsal_look *look)
{
    begin(r, p, m, look, before->measure, before->now);
    live_again(r, buffer_text(&before->journal));
    attempt_open(r->attempt, r->now, &r->decided);
    for (int i = 0; i < r->decided.count;
         i++) /* RESUMED is of this run alone: a thousand edits would keep a thousand */
        attempt_apply(r->attempt, &r->decided.events[i]);
    keep_page_state(r, before);
}

void rehearsal_close(struct rehearsal *r)
{
    free(r->page);
    arena_release(&r->frame);
    arena_release(&r->arena);
}

/* Twice: what a frame learns of its own height, the next one uses. */
static void draw(struct rehearsal *r, int height)
{
    struct page_frame frame = {.signed_in = true};
    for (int pass = 0; pass < 2; pass++) {
        struct ui_input in = {
            .theme = theme_make(r->look.look, r->look.size, r->look.width, r->look.height, r->programme->accent),
            .measure = r->measure,
            .interface = r->look.interface,
            .language = r->look.language,
            .right_to_left = r->look.right_to_left,
            .speaking = {.item = -1},
            .today = date_in_london(r->now.at),
            .now_ms = r->now.boot_ms,
            .reduced_motion = true};
        in.theme.height = height;
        arena_clear(&r->frame);
        ui_init(&r->ui, &r->frame, &in);
        page_view(&r->ui, r->attempt, r->page, &frame);
        ui_finish(&r->ui);
    }
}

void rehearsal_draw(struct rehearsal *r)
{
    draw(r, r->look.height);
}

int rehearsal_draw_whole(struct rehearsal *r, int most)
{
    int height = r->look.height;
    draw(r, height);
    for (int tries = 0; tries < DRAWS_MAX && r->page->content_px > r->page->body_px && height < most; tries++) {
        height += r->page->content_px - r->page->body_px;
        height = height < most ? height : most;
        r->page->scroll_px = 0;
        draw(r, height);
    }
    return height;
}

bool rehearsal_act(struct rehearsal *r, struct act act)
{
    attempt_decide(r->attempt, act, r->now, &r->decided);
    bool moved = false;
    for (int i = 0; i < r->decided.count; i++)
        moved |= r->decided.events[i].kind == EVENT_PAGE;
    apply(r);
    r->page->missing = r->decided.missing != NULL;
    r->page->missing_block = r->decided.missing;
    r->page->too_many = r->decided.too_many;
    if (moved)
        page_state_enter(r->page, attempt_page(r->attempt));
    return !r->decided.refused;
}

bool rehearsal_press(struct rehearsal *r, const struct target *t)
{
    struct act act = {.kind = ACT_NONE};
    bool draft = false;
    if (!t)
        return false;
    page_press(r->page, r->attempt, &t->press, r->now.boot_ms, &act, &draft);
    bool taken = act.kind == ACT_NONE || rehearsal_act(r, act);
    rehearsal_draw(r);
    return taken;
}

/* --- sample answers ----------------------------------------------------------------------------------------------- */

#define ROWS_FILLED 2 /* of a diary, or as many as Next waits for */

static void fill_one(struct rehearsal *r, const struct block *b);

/* Some rows with something in them: never "nothing that day", which would empty them again. */
static void fill_diary(struct rehearsal *r, const struct block *b)
{
    int rows = b->diary.at_least > ROWS_FILLED ? b->diary.at_least : ROWS_FILLED;
    for (int i = 0; i < b->diary.row_count; i++)
        for (int k = 0; k < b->diary.column_count; k++)
            if (i < rows || attempt_is_waiting(r->attempt, &b->diary.rows[i].boxes[k])) /* begun by somebody else */
                fill_one(r, &b->diary.rows[i].boxes[k]);
}

static void fill_one(struct rehearsal *r, const struct block *b)
{
    struct act act;
    if (!attempt_shows(r->attempt, b))
        return;
    if (b->kind == BLOCK_DIARY) {
        fill_diary(r, b);
        return;
    }
    for (int i = 0; i < block_part_count(b); i++)
        fill_one(r, block_part(b, i));
    for (int i = 0; i < ACTS_MAX && block_is_exercise(b) && sample_act(&r->arena, r->attempt, b, r->now, &act); i++)
        if (!rehearsal_act(r, act))
            return;
}

static void open_shown(struct rehearsal *r, const struct block *b)
{
    struct block_state *state = &r->page->blocks[b->index];
    if (b->kind == BLOCK_REVEAL)
        state->opened = ~UINT32_C(0);
    if (b->kind == BLOCK_STORY)
        rehearsal_act(r, (struct act){.kind = ACT_SEEN, .item = b->id, .number = b->story.line_count});
}

void rehearsal_fill(struct rehearsal *r)
{
    const struct page *page = attempt_page(r->attempt);
    for (int round = 0; page && round < 3; round++) /* an answer can bring a further block on show */
        for (int i = 0; i < page->block_count; i++) {
            open_shown(r, &page->blocks[i]);
            fill_one(r, &page->blocks[i]);
        }
}

void rehearsal_enter(struct rehearsal *r, int number)
{
    const struct page *page = &r->module->pages[number];
    struct event e = {
        .kind = EVENT_PAGE, .at = r->now.at, .boot_ms = r->now.boot_ms, .sitting = "rehearsal", .page = page->id};
    live_through(r, &e);
    page_state_enter(r->page, page);
}

static bool holds(const struct rehearsal *r, const struct page *page)
{
    return !page->when || attempt_option_shows(r->attempt, page->when);
}

bool rehearsal_go(struct rehearsal *r, int page)
{
    for (int i = 0; i < page; i++) {
        const struct page *before = &r->module->pages[i];
        if (before->extra || !holds(r, before))
            continue;
        rehearsal_enter(r, i);
        rehearsal_fill(r);
    }
    rehearsal_enter(r, page);
    return !r->module->pages[page].extra && holds(r, &r->module->pages[page]);
}
