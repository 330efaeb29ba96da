#include "changes.h"

#include <string.h>

#include "json.h"
#include "rule_words.h"

struct comparing {
    struct arena *arena;
    const struct programme *was_of, *is_of;
    const struct module *was, *is;
    struct changes *out;
    int room;
};

const char *change_kind_name(enum change_kind kind)
{
    static const char *const names[] = {"page-added", "page-gone", "page-moved", "words", "rule", "question", "other"};
    return names[kind];
}

static void add(struct comparing *c, struct change change)
{
    if (c->out->count == c->room) {
        struct change *before = c->out->item;
        c->room = c->room ? c->room * 2 : 64;
        c->out->item = ARENA_ARRAY(c->arena, struct change, c->room);
        if (before)
            memcpy(c->out->item, before, sizeof *before * (size_t)c->out->count);
    }
    c->out->item[c->out->count++] = change;
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

static bool is_own(const struct page *page)
{
    return !page->made && !page->uncounted;
}

/* The page before it that both have; NULL: the start. */
static const char *page_before(const struct module *m, int i, const struct module *other)
{
    while (--i >= 0)
        if (is_own(&m->pages[i]) && module_page(other, m->pages[i].id, NULL))
            return m->pages[i].id;
    return NULL;
}

static void compare_pages(struct comparing *c)
{
    for (int i = 0; i < c->was->page_count; i++) {
        const struct page *page = &c->was->pages[i];
        int at;
        if (!is_own(page))
            continue;
        if (!module_page(c->is, page->id, &at))
            add(c, (struct change){CHANGE_PAGE_GONE, page->id, NULL, NULL, NULL});
        else if (!text_is(page_before(c->was, i, c->is), page_before(c->is, at, c->was)))
            add(c, (struct change){CHANGE_PAGE_MOVED, page->id, NULL, page_before(c->was, i, c->is),
                                   page_before(c->is, at, c->was)});
    }
    for (int i = 0; i < c->is->page_count; i++)
        if (is_own(&c->is->pages[i]) && !module_page(c->was, c->is->pages[i].id, NULL))
            add(c, (struct change){CHANGE_PAGE_ADDED, c->is->pages[i].id, NULL, NULL, page_before(c->is, i, c->was)});
}

/* --- words ------------------------------------------------------------------------------------------------------- */

static const struct message *find_message(const struct messages *list, const char *context)
{
    for (int i = 0; i < list->count; i++)
        if (text_is(list->item[i]->context, context))
            return list->item[i];
    return NULL;
}

/* The page of a place, "<module>/<page>/...": NULL of the module's own words. */
static const char *page_of(struct arena *a, const char *context)
{
    const char *page = strchr(context, '/'), *end = page ? strchr(page + 1, '/') : NULL;
    return end ? arena_copy(a, page + 1, (size_t)(end - page - 1)) : NULL;
}

static bool is_first(const struct messages *list, int i)
{
    return find_message(list, list->item[i]->context) == list->item[i];
}

/* What the same words are in another language. A language that is new, or gone, is told of the whole programme. */
static void compare_translations(struct comparing *c, const char *page, const struct message *was,
                                 const struct message *is)
{
    for (int i = 1; i < c->is_of->language_count; i++) {
        const char *language = c->is_of->languages[i];
        int before = programme_language(c->was_of, language);
        if (before >= 1 && !text_is(was->in[before], is->in[i]))
            add(c, (struct change){CHANGE_WORDS, page, arena_printf(c->arena, "%s (%s)", is->context, language),
                                   was->in[before], is->in[i]});
    }
}

static void compare_words(struct comparing *c)
{
    const struct messages *was = &c->was->messages, *is = &c->is->messages;
    for (int i = 0; i < was->count; i++) {
        const char *context = was->item[i]->context, *page = page_of(c->arena, context);
        const struct message *now = find_message(is, context);
        bool page_gone = page && !module_page(c->is, page, NULL);
        if (!page_gone && is_first(was, i) && (!now || !text_is(now->source, was->item[i]->source)))
            add(c, (struct change){CHANGE_WORDS, page, context, was->item[i]->source, now ? now->source : NULL});
        if (!page_gone && is_first(was, i) && now)
            compare_translations(c, page, was->item[i], now);
    }
    for (int i = 0; i < is->count; i++) {
        const char *context = is->item[i]->context, *page = page_of(c->arena, context);
        bool page_new = page && !module_page(c->was, page, NULL);
        if (!page_new && is_first(is, i) && !find_message(was, context))
            add(c, (struct change){CHANGE_WORDS, page, context, NULL, is->item[i]->source});
    }
}

/* --- rules and questions ----------------------------------------------------------------------------------------- */

static const char *when_words(struct arena *a, const struct rule *when)
{
    struct buffer out;
    buffer_init(&out, a);
    rule_words(when, &out);
    return buffer_text(&out);
}

static const char *next_words(struct arena *a, const struct module *m, const struct page *page)
{
    struct buffer out;
    buffer_init(&out, a);
    for (int i = 0; i < page->next_count; i++) {
        const struct next_rule *next = &page->next[i];
        buffer_adds(&out, i ? "; " : "");
        rule_words(next->when, &out);
        if (next->kind == NEXT_PAGE)
            buffer_addf(&out, ": to \"%s\"", m->pages[next->page].id);
        else
            buffer_adds(&out, next->kind == NEXT_SKIP ? ": past the next page" : ": leave for today");
    }
    return page->next_count ? buffer_text(&out) : "to the next page";
}

static void compare_rule(struct comparing *c, const char *page, const char *place, const char *was, const char *is)
{
    if (!text_is(was, is))
        add(c, (struct change){CHANGE_RULE, page, place, was, is});
}

static const char *kind_of_exercise(const struct block *b)
{
    return b ? block_kind_name(b->kind) : NULL;
}

static void compare_blocks(struct comparing *c, const struct page *was, const struct page *is)
{
    for (int i = 0; i < was->block_count; i++) {
        const struct block *b = &was->blocks[i], *now = page_block(is, b->id);
        if (now)
            compare_rule(c, was->id, arena_printf(c->arena, "%s.when", b->id), when_words(c->arena, b->when),
                         when_words(c->arena, now->when));
        if ((block_is_exercise(b) || block_is_sheet(b)) && !text_is(kind_of_exercise(b), kind_of_exercise(now)))
            add(c, (struct change){CHANGE_QUESTION, was->id, b->id, kind_of_exercise(b), kind_of_exercise(now)});
    }
    for (int i = 0; i < is->block_count; i++) {
        const struct block *b = &is->blocks[i];
        if ((block_is_exercise(b) || block_is_sheet(b)) && !page_block(was, b->id))
            add(c, (struct change){CHANGE_QUESTION, is->id, b->id, NULL, kind_of_exercise(b)});
    }
}

/* --- anything else ----------------------------------------------------------------------------------------------- */

static bool is_same(const struct json *a, const struct json *b)
{
    if (!a || !b || json_kind(a) != json_kind(b))
        return a == b;
    switch (json_kind(a)) {
    case JSON_NUMBER:
        return json_number(a) == json_number(b);
    case JSON_STRING:
        return text_is(json_string(a), json_string(b));
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    default:
        return true;
    }
    bool same = json_count(a) == json_count(b);
    for (int i = 0; same && i < json_count(a); i++)
        same = json_kind(a) == JSON_ARRAY ? is_same(json_at(a, i), json_at(b, i))
                                          : is_same(json_at(a, i), json_member(b, json_key(json_at(a, i))));
    return same;
}

static const struct json *root_of(struct arena *a, const struct module *m)
{
    struct problems unheard; /* it has been loaded: there are none */
    problems_init(&unheard, a);
    const struct json_document *d = json_parse(a, m->file, m->bytes, m->size_bytes, &unheard);
    return d ? json_root(d) : NULL;
}

static bool is_told(const struct comparing *c, const char *page)
{
    for (int i = 0; i < c->out->count; i++)
        if (text_is(c->out->item[i].page, page) && c->out->item[i].kind != CHANGE_PAGE_MOVED)
            return true;
    return false;
}

static const struct json *page_named(const struct json *root, const char *id)
{
    const struct json *pages = json_member(root, "pages");
    for (int i = 0; i < json_count(pages); i++)
        if (text_is(json_string(json_member(json_at(pages, i), "id")), id))
            return json_at(pages, i);
    return NULL;
}

/* Of an object's members: those of `a` that are another in `b`, and with `only_new` those that `a` alone has. */
static void compare_members(struct comparing *c, const struct json *a, const struct json *b, bool only_new)
{
    static const char *const told[] = {"pages", "title", "public_title", "aims", "prompts"}; /* as pages, and words */
    for (int i = 0; i < json_count(a); i++) {
        const char *key = json_key(json_at(a, i));
        const struct json *other = json_member(b, key);
        bool skip = only_new ? other != NULL : is_same(json_at(a, i), other);
        for (size_t k = 0; k < sizeof told / sizeof told[0]; k++)
            skip = skip || text_is(key, told[k]);
        if (!skip)
            add(c, (struct change){CHANGE_OTHER, NULL, key, NULL, NULL});
    }
}

static void compare_rest(struct comparing *c)
{
    const struct json *was = root_of(c->arena, c->was), *is = root_of(c->arena, c->is);
    if (!was || !is)
        return;
    compare_members(c, was, is, false);
    compare_members(c, is, was, true);
    for (int i = 0; i < c->was->page_count; i++) {
        const char *id = c->was->pages[i].id;
        if (is_own(&c->was->pages[i]) && module_page(c->is, id, NULL) && !is_told(c, id) &&
            !is_same(page_named(was, id), page_named(is, id)))
            add(c, (struct change){CHANGE_OTHER, id, NULL, NULL, NULL});
    }
}

struct changes changes_of(struct arena *a, const struct programme *was_of, const struct module *was,
                          const struct programme *is_of, const struct module *is)
{
    struct changes out = {NULL, 0};
    struct comparing c = {.arena = a, .was_of = was_of, .is_of = is_of, .was = was, .is = is, .out = &out};
    compare_pages(&c);
    compare_words(&c);
    for (int i = 0; i < was->page_count; i++) {
        const struct page *before = &was->pages[i], *now = module_page(is, before->id, NULL);
        if (!now || !is_own(before))
            continue;
        compare_rule(&c, before->id, "when", when_words(a, before->when), when_words(a, now->when));
        compare_rule(&c, before->id, "next", next_words(a, was, before), next_words(a, is, now));
        compare_blocks(&c, before, now);
    }
    compare_rest(&c);
    return out;
}
