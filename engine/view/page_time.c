/* What runs in time on a page, breathing and counting down, and what sounds. */
#include "page_state.h"

int64_t page_total_ms(const struct block *b, const struct block_state *s)
{
    if (b->kind == BLOCK_COUNTDOWN)
        return (b->countdown.seconds + s->extra_s) * INT64_C(1000);
    return (int64_t)(breathe_round_s(&b->breathe) * 1000) * b->breathe.rounds;
}

int64_t page_ran_ms(const struct block *b, const struct block_state *s, int64_t now_ms)
{
    int64_t ran = s->ran_ms + (s->started_ms > 0 ? now_ms - s->started_ms : 0), total = page_total_ms(b, s);
    return ran < 0 ? 0 : ran > total ? total : ran;
}

static void stop(const struct block *b, struct block_state *s, int64_t now_ms, struct act *act)
{
    int64_t ran = page_ran_ms(b, s, now_ms), now = ran - s->ran_ms;
    s->ran_ms = ran;
    s->started_ms = 0;
    s->finished = ran >= page_total_ms(b, s);
    if (now > 0)
        *act = (struct act){.kind = ACT_PLAYED, .item = b->id, .number = (double)now};
}

void page_run(const struct block *b, struct block_state *s, int64_t now_ms, struct act *act)
{
    if (s->started_ms > 0 && page_ran_ms(b, s, now_ms) < page_total_ms(b, s)) {
        stop(b, s, now_ms, act);
        if (b->kind == BLOCK_BREATHE)
            s->ran_ms = 0; /* a breath is not taken up in the middle: it begins anew */
        return;
    }
    if (s->started_ms > 0)
        stop(b, s, now_ms, act);
    if (s->ran_ms >= page_total_ms(b, s)) {
        s->ran_ms = 0;
        s->extra_s = 0;
    }
    s->finished = false;
    s->started_ms = now_ms > 0 ? now_ms : 1;
}

void page_longer(const struct block *b, struct block_state *s, int64_t now_ms, struct act *act)
{
    bool over = page_ran_ms(b, s, now_ms) >= page_total_ms(b, s);
    if (over && s->started_ms > 0)
        stop(b, s, now_ms, act);
    s->extra_s += 60;
    if (!over)
        return;
    s->finished = false;
    s->started_ms = now_ms > 0 ? now_ms : 1;
}

bool page_silence(struct page_state *state)
{
    bool sounded = false;
    for (int i = 0; i < MODULE_BLOCKS_MAX; i++) {
        sounded |= state->blocks[i].sound;
        state->blocks[i].sound = false;
    }
    return sounded;
}

void page_stop(struct page_state *state, const struct attempt *attempt, int64_t now_ms, bool leaving, struct act *act)
{
    const struct page *page = attempt_page(attempt);
    *act = (struct act){.kind = ACT_NONE};
    for (int i = 0; page && i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        struct block_state *s = &state->blocks[b->index];
        if ((b->kind != BLOCK_BREATHE && b->kind != BLOCK_COUNTDOWN) || s->started_ms == 0)
            continue;
        if (leaving || page_ran_ms(b, s, now_ms) >= page_total_ms(b, s))
            stop(b, s, now_ms, act);
    }
}
