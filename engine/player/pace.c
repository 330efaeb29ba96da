#include "pace.h"

#include "wording.h"

static int words_in(const char *text)
{
    int count = 0;
    bool inside = false;
    for (; *text; text++) {
        bool letter = *text != ' ' && *text != '\n' && *text != '\t';
        count += letter && !inside;
        inside = letter;
    }
    return count;
}

static int words_of(const struct attempt *s, struct arena *a, const struct words *words)
{
    return words_in(wording_text(s, a, words));
}

int pace_words(const struct attempt *s, const struct page *p)
{
    struct arena a;
    arena_init(&a);
    int count = 0;
    for (int i = 0; i < p->block_count; i++) {
        const struct block *b = &p->blocks[i];
        if (!attempt_shows(s, b))
            continue;
        count += words_of(s, &a, &b->ask);
        if (b->kind == BLOCK_TEXT)
            count += words_of(s, &a, &b->text.text);
        if (b->kind == BLOCK_CALLOUT)
            count += words_of(s, &a, &b->callout.text);
    }
    arena_release(&a);
    return count;
}

static int64_t time_on(const struct activity *activity, const char *page)
{
    for (int i = 0; i < activity->page_count; i++)
        if (text_is(activity->pages[i].page, page))
            return activity->pages[i].active_ms;
    return 0;
}

struct pace pace_of(const struct attempt *s, const struct activity *activity)
{
    struct pace pace = {.has = true, .back = activity->back, .aloud_s = (int)(activity->aloud_ms / 1000)};
    const struct module *m = attempt_module(s);
    for (int i = 0; i < m->page_count; i++) {
        const struct page *p = &m->pages[i];
        int words = attempt_visits(s, p->id) > 0 ? pace_words(s, p) : 0;
        if (!words)
            continue;
        int64_t least_ms = (int64_t)words * PACE_WORD_MS;
        pace.pages++;
        pace.words += words;
        pace.fast += time_on(activity, p->id) < (least_ms < PACE_MOST_MS ? least_ms : PACE_MOST_MS);
    }
    return pace;
}

bool pace_is_fast(const struct pace *p)
{
    return p->has && p->fast * 2 > p->pages;
}
