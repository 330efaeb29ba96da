#include "met.h"

#include "rule_words.h"

void met_init(struct met *met, struct arena *a, const struct module *m)
{
    *met = (struct met){.module = m,
                        .seen = ARENA_ARRAY(a, bool, m->page_count),
                        .fired = arena_alloc(a, sizeof *met->fired * (size_t)m->page_count)};
}

void met_page(struct met *met, const struct page *page)
{
    met->seen[page - met->module->pages] = true;
}

static int rules_of(const struct page *page)
{
    return page->next_count < MET_RULES_MAX ? page->next_count : MET_RULES_MAX;
}

bool met_rule_to(struct met *met, const struct page *from, int to)
{
    bool fired = false;
    for (int i = 0; i < rules_of(from); i++)
        if (from->next[i].kind == NEXT_PAGE && from->next[i].page == to)
            fired = met->fired[from - met->module->pages][i] = true;
    return fired;
}

bool met_rule_that_holds(struct met *met, const struct page *from, enum next_kind kind, const struct rule_scope *scope)
{
    bool fired = false;
    for (int i = 0; i < rules_of(from); i++)
        if (from->next[i].kind == kind && rule_holds(from->next[i].when, scope))
            fired = met->fired[from - met->module->pages][i] = true;
    return fired;
}

int met_ways(const struct met *met)
{
    int ways = met->module->page_count;
    for (int i = 0; i < met->module->page_count; i++)
        ways += rules_of(&met->module->pages[i]);
    return ways;
}

int met_gone(const struct met *met)
{
    int gone = 0;
    for (int i = 0; i < met->module->page_count; i++) {
        gone += met->seen[i];
        for (int k = 0; k < rules_of(&met->module->pages[i]); k++)
            gone += met->fired[i][k];
    }
    return gone;
}

int met_lacks(const struct met *met, const struct met *wanted)
{
    int lacks = 0;
    for (int i = 0; i < met->module->page_count; i++) {
        lacks += wanted->seen[i] && !met->seen[i];
        for (int k = 0; k < rules_of(&met->module->pages[i]); k++)
            lacks += wanted->fired[i][k] && !met->fired[i][k];
    }
    return lacks;
}

void met_join(struct met *met, const struct met *other)
{
    for (int i = 0; i < met->module->page_count; i++) {
        met->seen[i] = met->seen[i] || other->seen[i];
        for (int k = 0; k < rules_of(&met->module->pages[i]); k++)
            met->fired[i][k] = met->fired[i][k] || other->fired[i][k];
    }
}

void met_tell_lacks(const struct met *met, const struct met *wanted, struct buffer *out)
{
    for (int i = 0; i < met->module->page_count; i++) {
        const struct page *page = &met->module->pages[i];
        if (wanted->seen[i] && !met->seen[i])
            buffer_addf(out, "%s: nobody came to the page \"%s\"\n", met->module->id, page->id);
        for (int k = 0; k < rules_of(page); k++) {
            if (!wanted->fired[i][k] || met->fired[i][k])
                continue;
            buffer_addf(out, "%s: on the page \"%s\" nobody met this rule: when ", met->module->id, page->id);
            rule_words(page->next[k].when, out);
            buffer_adds(out, "\n");
        }
    }
}
