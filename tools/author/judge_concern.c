#include "judge_inside.h"

#include <string.h>

/* "now-end", "drink" of "drink.value". */
static bool names(const char *variable, const char *exercise)
{
    size_t length = strlen(exercise);
    return variable && !strncmp(variable, exercise, length) && (!variable[length] || variable[length] == '.');
}

static bool rule_asks(const struct rule *r, const char *exercise)
{
    if (!r)
        return false;
    if ((r->op == RULE_VAR || r->op == RULE_LITERAL) && names(r->value.text, exercise))
        return true;
    for (int i = 0; i < r->count; i++)
        if (rule_asks(r->args[i], exercise))
            return true;
    return false;
}

/* Something on the page comes up for it. */
static bool shows_for(const struct page *page, const char *exercise)
{
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        if (rule_asks(b->when, exercise))
            return true;
        for (int k = 0; k < block_part_count(b); k++)
            if (rule_asks(block_part(b, k)->when, exercise))
                return true;
    }
    return false;
}

/* Beside it, on the page after it, or on one that a rule leads to. */
static bool is_followed(const struct module *m, const struct page *page, const char *exercise)
{
    for (int i = 0; i < page->next_count; i++)
        if (rule_asks(page->next[i].when, exercise))
            return true;
    const struct page *after = page + 1 < m->pages + m->page_count ? page + 1 : NULL;
    return shows_for(page, exercise) || (after && (rule_asks(after->when, exercise) || shows_for(after, exercise)));
}

/* An answer that staff are told of, with no word to the person; NULL: there is none. */
static const char *silent_concern(const struct block *b)
{
    for (int i = 0; b->kind == BLOCK_CHOICE && i < b->choice.count; i++)
        if (b->choice.options[i].concern && !b->choice.options[i].feedback.count)
            return b->choice.options[i].id;
    for (int i = 0; b->kind == BLOCK_GRID && i < b->grid.column_count; i++)
        if (b->grid.columns[i].concern)
            return b->grid.columns[i].id;
    bool counts =
        (b->kind == BLOCK_SCALE && b->scale.has_concern) || (b->kind == BLOCK_NUMBER && b->number.has_concern);
    return counts ? "a high number" : NULL;
}

static void judge_block(const struct module *m, const struct page *page, const struct block *b,
                        struct problems *problems)
{
    for (int i = 0; i < block_part_count(b); i++)
        judge_block(m, page, block_part(b, i), problems);
    const char *concern = silent_concern(b);
    if (concern && !is_followed(m, page, b->id))
        problem_hint(
            problems,
            judge_warning(m, problems, b->pointer, "concern-alone",
                          "\"%s\" is a concern when it is answered with %s, and nothing says so to the person", b->id,
                          concern),
            "lead to a page of support with \"next\", show one beside it with \"when\", or give the option a feedback");
}

void judge_concern(const struct module *m, struct problems *problems)
{
    for (int i = 0; i < m->page_count; i++)
        for (int k = 0; k < m->pages[i].block_count && !m->pages[i].made && !m->pages[i].uncounted; k++)
            judge_block(m, &m->pages[i], &m->pages[i].blocks[k], problems);
}
