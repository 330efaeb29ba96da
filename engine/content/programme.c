#include "programme.h"

#include <assert.h>

bool block_is_exercise(const struct block *b)
{
    return b->kind > BLOCK_COUNTDOWN && b->kind != BLOCK_WORKSHEET;
}

const struct page *module_page(const struct module *m, const char *id, int *index_out)
{
    for (int i = 0; i < m->page_count; i++) {
        if (!text_is(m->pages[i].id, id))
            continue;
        if (index_out)
            *index_out = i;
        return &m->pages[i];
    }
    return NULL;
}

const struct block *page_block(const struct page *page, const char *id)
{
    for (int i = 0; page && i < page->block_count; i++)
        if (text_is(page->blocks[i].id, id))
            return &page->blocks[i];
    return NULL;
}

const struct block *module_exercise(const struct module *m, const char *id)
{
    for (int i = 0; i < m->exercise_count; i++)
        if (text_is(m->exercises[i]->id, id))
            return m->exercises[i];
    return NULL;
}

const struct module *programme_module(const struct programme *p, const char *id)
{
    for (int i = 0; i < p->module_count; i++)
        if (text_is(p->modules[i].id, id))
            return &p->modules[i];
    return NULL;
}

int programme_language(const struct programme *p, const char *language)
{
    for (int i = 0; i < p->language_count; i++)
        if (text_is(p->languages[i], language))
            return i;
    return -1;
}

const struct option *choice_option(const struct choice_block *c, const char *id)
{
    for (int i = 0; i < c->count; i++)
        if (text_is(c->options[i].id, id))
            return &c->options[i];
    return NULL;
}

const char *block_kind_name(enum block_kind kind)
{
    static const char *const names[] = {
        [BLOCK_TEXT] = "text",           [BLOCK_IMAGE] = "image",   [BLOCK_AUDIO] = "audio",
        [BLOCK_CALLOUT] = "callout",     [BLOCK_STORY] = "story",   [BLOCK_REVEAL] = "reveal",
        [BLOCK_BREATHE] = "breathe",     [BLOCK_RECALL] = "recall", [BLOCK_COUNTDOWN] = "countdown",
        [BLOCK_CHOICE] = "choice",       [BLOCK_SCALE] = "scale",   [BLOCK_WRITE] = "write",
        [BLOCK_SPOT] = "spot",           [BLOCK_SORT] = "sort",     [BLOCK_GAPS] = "gaps",
        [BLOCK_WORKSHEET] = "worksheet",
    };
    static_assert(sizeof names / sizeof names[0] == BLOCK_KINDS, "every kind has a name");
    assert(kind < BLOCK_KINDS);
    return names[kind];
}
