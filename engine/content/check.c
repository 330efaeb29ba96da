#include "check.h"

#include <string.h>

#include "kind.h"
#include "json.h"
#include "prose.h"

struct place check_at(const struct check *c, const char *pointer)
{
    return check_place(c->problems->arena, c->m, c->page, pointer);
}

/* A property of something whose pointer is known. */
struct place check_at_key(const struct check *c, const char *pointer, const char *key)
{
    return check_at(c, arena_printf(c->problems->arena, "%s/%s", pointer, key));
}

void check_hint_nearest(const struct check *c, struct problem *problem, const char *word, const char *const *names,
                        int count)
{
    const char *nearest = text_nearest(word, names, count);
    if (nearest)
        problem_hint(c->problems, problem, "did you mean \"%s\"?", nearest);
}

const struct block *check_exercise(const struct check *c, const char *pointer, const char *key, const char *id)
{
    const struct block *b = module_exercise(c->m, id);
    if (!b)
        check_hint_nearest(
            c, check_error(c, check_at_key(c, pointer, key), "link-unknown", "there is no exercise \"%s\"", id), id,
            c->exercises, c->m->exercise_count);
    return b;
}

void check_page_link(const struct check *c, const char *pointer, const char *key, const char *page)
{
    if (page && !module_page(c->m, page, NULL))
        check_hint_nearest(
            c, check_error(c, check_at_key(c, pointer, key), "link-unknown", "there is no page \"%s\"", page), page,
            c->pages, c->m->page_count);
}

/* --- words ------------------------------------------------------------------------------------------------------- */

/* {trigger}: load has seen that this module has it; another module's are looked at here, when all are known. */
static void check_answers(const struct check *c, const struct message *message)
{
    char name[EXERCISE_ID_ROOM];
    for (const char *at = message->source; message->pointer && words_next_answer(&at, name);) {
        bool is_judged = text_is(name, "answer") || text_starts_with(name, "measure.") ||
                         (!check_is_of_module(c, name) && !module_exercise(c->m, name));
        if (!is_judged)
            check_reference(c, message->pointer, NULL, arena_strdup(c->problems->arena, name));
    }
}

static const struct {
    enum prose_misfit misfit;
    enum severity severity;
    const char *what, *hint;
} misfits[] = {
    {MISFIT_TABLE, SEVERITY_ERROR, "a table", "write a list, or a worksheet"},
    {MISFIT_IMAGE, SEVERITY_ERROR, "a picture", "put it in a block of its own: {\"kind\": \"image\"}"},
    {MISFIT_HTML, SEVERITY_ERROR, "HTML", "**bold** and *italic* are all there is"},
    {MISFIT_LINK, SEVERITY_WARNING, "a link", "nobody can follow it here: say where to go in words"},
    {MISFIT_CODE, SEVERITY_WARNING, "a block of code", "it shows as plain words"},
    {MISFIT_LINE, SEVERITY_WARNING, "a line across", "it does not show: begin a new block"},
    {MISFIT_HEADING, SEVERITY_WARNING, "a heading of level 4 or deeper", "it looks like one of level 3: \"###\""},
};

/* What Markdown has and prose has not, in the source and in its translations. */
static void check_misfits(const struct check *c, const struct message *message)
{
    unsigned source = prose_misfits(message->source);
    for (int language = 0; language < c->p->language_count; language++) {
        const char *text = language ? message->in[language] : message->source;
        unsigned found = !text ? 0 : language ? prose_misfits(text) & ~source : source;
        for (size_t i = 0; found && i < sizeof misfits / sizeof misfits[0]; i++) {
            if (!(found & misfits[i].misfit))
                continue;
            const char *of =
                language ? arena_printf(c->problems->arena, "their translation into %s", c->p->languages[language])
                         : "these words";
            struct problem *problem = problem_add(c->problems, misfits[i].severity, check_at(c, message->pointer),
                                                  "words-markdown", "there is %s in %s", misfits[i].what, of);
            problem_hint(c->problems, problem, "%s", misfits[i].hint);
        }
    }
}

/* What Markdown shows only as plain text, or what a short piece of words has no room for. */
void check_words(const struct check *c, const struct words *words, bool is_prose)
{
    for (int i = 0; i < words->count; i++) {
        const struct message *message = &words->item[i].message;
        check_rule(c, words->item[i].when);
        if (!message->pointer)
            continue;
        check_answers(c, message);
        check_misfits(c, message);
        size_t start = strspn(message->source, " ");
        bool is_heading =
            message->source[start] == '#' && message->source[start + strspn(message->source + start, "#")] == ' ';
        if (is_heading && !is_prose)
            check_warning(c, check_at(c, message->pointer), "words-heading",
                          "a heading can be in text and callout only; here it shows as plain words");
    }
}

/* --- blocks ------------------------------------------------------------------------------------------------------ */

const char *check_item(const struct check *c, const char *pointer, const char *list, int i)
{
    return arena_printf(c->problems->arena, "%s/%s/%d", pointer, list, i);
}

void check_block(const struct check *c, const struct block *b)
{
    struct check here = *c;
    here.order = b->index;
    check_rule(&here, b->when);
    check_words(&here, &b->ask, false);
    check_words(&here, &b->hint, false);
    check_words(&here, &b->show_with, true);
    check_words(&here, &b->show_with_empty, true);
    if (strchr(b->id, '.') && b->ask.count == 0)
        check_error(c, check_at(c, b->pointer), "ask", "a field needs \"ask\": it is its name");
    check_words(c, &b->feedback.right, false);
    check_words(c, &b->feedback.other, false);
    check_page_link(c, b->pointer, "feedback/page", b->feedback.page);
    if (kind_of(b->kind)->check)
        kind_of(b->kind)->check(&here, b);
}

/* A page's title is the name of its first question; the next ones need a name of their own, or nobody who listens can
 * tell them apart. */
static void check_names(const struct check *c, const struct page *page)
{
    int nameless = 0;
    for (int i = 0; i < page->block_count; i++) {
        const struct block *b = &page->blocks[i];
        bool has_name = b->ask.count || b->kind == BLOCK_GAPS;
        if (block_is_exercise(b) && !has_name && nameless++)
            check_error(c, check_at(c, b->pointer), "ask", "only one exercise on a page can be without \"ask\"");
    }
}

/* --- the quiz ---------------------------------------------------------------------------------------------------- */

int check_page_of(const struct module *m, const struct block *exercise, const struct block **top_out)
{
    for (int i = 0; i < m->page_count; i++)
        for (int k = 0; k < m->pages[i].block_count; k++) {
            const struct block *b = &m->pages[i].blocks[k];
            bool is_in = b == exercise;
            for (int n = 0; n < block_part_count(b) && !is_in; n++)
                is_in = block_part(b, n) == exercise;
            if (is_in && top_out)
                *top_out = b;
            if (is_in)
                return i;
        }
    return -1;
}

/* A right answer that may not be on show is one that nobody can give. */
static void check_quiz_options(const struct check *c, const struct block *b)
{
    int hidden = 0, right = 0;
    for (int i = 0; b->kind == BLOCK_CHOICE && i < b->choice.count; i++) {
        right += b->choice.options[i].right;
        hidden += b->choice.options[i].right && b->choice.options[i].when;
    }
    if (hidden && (b->choice.many || hidden == right))
        problem_hint(c->problems,
                     check_warning(c, check_at(c, b->pointer), "quiz-hidden",
                                   "the right answer to \"%s\" is not always on show: without it nobody can pass",
                                   b->id),
                     "the right option has no \"when\"");
}

static void check_quiz(struct check *c)
{
    for (int i = 0; i < c->m->check_count; i++) {
        const struct block *b = c->m->check[i];
        c->page = &c->m->pages[check_page_of(c->m, b, NULL)];
        check_quiz_options(c, b);
        bool rests = b->when || b->optional || c->page->when || c->page->extra;
        if (rests)
            check_warning(c, check_at(c, b->pointer), "quiz-open",
                          "the quiz counts \"%s\", which a person may never be asked: the score would stay open",
                          b->id);
    }
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static void check_page(struct check *c, const struct page *page)
{
    c->page = page;
    c->order = ORDER_FIRST;
    if (page->made) /* its words are the measure's, which was judged when it was read */
        return;
    check_words(c, &page->title, false);
    check_rule(c, page->when);
    if (page->extra && page->when)
        check_error(c, check_at_key(c, page->pointer, "when"), "extra-when",
                    "an extra page is reached by a rule: put the condition there");
    for (int i = 0; i < page->block_count; i++)
        check_block(c, &page->blocks[i]);
    c->order = ORDER_LAST;
    for (int i = 0; i < page->next_count; i++)
        check_rule(c, page->next[i].when);
    for (int i = 0; i < page->prompt_count; i++)
        check_words(c, &page->prompts[i], false);
    check_names(c, page);
}

struct check *check_begin(const struct programme *p, const struct module *m, const struct source *source,
                          struct problems *problems)
{
    struct arena *a = problems->arena;
    struct check *c = ARENA_NEW(a, struct check);
    *c = (struct check){.p = p, .m = m, .source = source, .problems = problems, .sites = ARENA_NEW(a, struct sites)};
    c->trials = ARENA_NEW(a, long);
    *c->trials = TRIALS_MAX;
    c->exercises = ARENA_ARRAY(a, const char *, m->exercise_count);
    for (int i = 0; i < m->exercise_count; i++)
        c->exercises[i] = m->exercises[i]->id;
    c->pages = ARENA_ARRAY(a, const char *, m->page_count);
    for (int i = 0; i < m->page_count; i++)
        c->pages[i] = m->pages[i].id;
    return c;
}

void check_parts(struct check *c)
{
    const struct module *m = c->m;
    for (int i = 0; i < m->page_count; i++)
        check_page(c, &m->pages[i]);
    check_quiz(c);
    c->page = NULL;
    c->order = ORDER_FIRST;
    check_words(c, &m->title, false);
    check_words(c, &m->public_title, false);
    for (int i = 0; i < m->aim_count; i++)
        check_words(c, &m->aims[i], false);
    for (int i = 0; i < m->prompt_count; i++)
        check_words(c, &m->prompts[i], false);
}
