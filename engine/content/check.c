#include "check.h"

#include <string.h>

#include "kind.h"
#include "json.h"
#include "measure.h"
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

/* --- rules ------------------------------------------------------------------------------------------------------- */

static bool has_option(const struct block *b, const char *id)
{
    if (b->kind == BLOCK_CHOICE)
        return choice_option(&b->choice, id) != NULL;
    for (int i = 0; i < b->spot.count; i++)
        if (text_is(b->spot.places[i].id, id))
            return true;
    return false;
}

/* "heat" is compared with "hot": is there such an option? */
static void check_option(const struct check *c, const struct rule *variable, const struct rule *literal)
{
    if (variable->op != RULE_VAR || literal->op != RULE_LITERAL || literal->value.kind != VALUE_TEXT)
        return;
    const char *name = variable->value.text, *text = literal->value.text;
    const struct block *b = module_exercise(c->m, name);
    static const char *const settings[] = {"community", "custody"};
    if (text_is(name, "setting") && !text_is(text, settings[0]) && !text_is(text, settings[1])) {
        check_hint_nearest(
            c, check_error(c, check_at(c, literal->pointer), "rule-value", "there is no setting \"%s\"", text), text,
            settings, 2);
    } else if (text_is(name, "language") && programme_language(c->p, text) < 0) {
        check_hint_nearest(
            c,
            check_error(c, check_at(c, literal->pointer), "rule-value", "the programme has no language \"%s\"", text),
            text, c->p->languages, c->p->language_count);
    } else if (b && (b->kind == BLOCK_CHOICE || b->kind == BLOCK_SPOT) && !has_option(b, text)) {
        const char *names[OPTIONS_MAX] = {0};
        int count = b->kind == BLOCK_CHOICE ? b->choice.count : b->spot.count;
        for (int i = 0; i < count; i++) {
            const char *id = b->kind == BLOCK_CHOICE ? b->choice.options[i].id : b->spot.places[i].id;
            names[i] = id ? id : "";
        }
        check_hint_nearest(
            c, check_error(c, check_at(c, literal->pointer), "rule-value", "\"%s\" has no option \"%s\"", name, text),
            text, names, count);
    }
}

static void check_measure_variable(const struct check *c, const struct rule *r, const char *name)
{
    char id[MEASURE_ID_BYTES];
    const char *names[MEASURES_MAX];
    if (measure_variable(name, id) == MEASURE_NONE) {
        problem_hint(c->problems,
                     check_error(c, check_at(c, r->pointer), "rule-variable", "\"%s\" is not a score", name),
                     "write \"measure.<id>.score\", or \"first\", \"change\" or \"band\" in place of \"score\"");
        return;
    }
    for (int i = 0; i < c->p->measure_count; i++) {
        names[i] = c->p->measures[i]->id;
        if (text_is(names[i], id))
            return;
    }
    check_hint_nearest(
        c, check_error(c, check_at(c, r->pointer), "rule-variable", "nobody is asked the measure \"%s\"", id), id,
        names, c->p->measure_count);
}

/* "values.family": one part of an exercise. */
static bool is_part(const struct check *c, const char *name)
{
    const char *dot = strrchr(name, '.');
    const struct block *b =
        dot ? module_exercise(c->m, arena_copy(c->problems->arena, name, (size_t)(dot - name))) : NULL;
    return b && block_has_part(b, dot + 1);
}

static void check_variable(const struct check *c, const struct rule *r, const char *name, bool in_list)
{
    static const char *const known[] = {"setting", "language", "score"};
    if (in_list) { /* inside some, all and none the only variable is the element */
        if (name[0])
            check_error(c, check_at(c, r->pointer), "rule-variable", "inside some, all and none write {\"var\": \"\"}");
        return;
    }
    for (int i = 0; i < 3; i++)
        if (text_is(name, known[i]))
            return;
    if (text_starts_with(name, "measure.")) {
        check_measure_variable(c, r, name);
        return;
    }
    if (text_starts_with(name, "visits.")) {
        const char *page = name + strlen("visits.");
        if (!module_page(c->m, page, NULL))
            check_hint_nearest(c,
                               check_error(c, check_at(c, r->pointer), "link-unknown", "there is no page \"%s\"", page),
                               page, c->pages, c->m->page_count);
    } else if (!module_exercise(c->m, name) && !is_part(c, name)) {
        check_hint_nearest(
            c,
            check_error(c, check_at(c, r->pointer), "rule-variable", "there is no exercise or variable \"%s\"", name),
            name, c->exercises, c->m->exercise_count);
    }
}

static void check_missing(const struct check *c, const struct rule *r, bool in_list)
{
    for (int i = 0; i < r->count; i++) {
        if (r->args[i]->op == RULE_LIST)
            check_missing(c, r->args[i], in_list);
        else if (r->args[i]->op == RULE_LITERAL && r->args[i]->value.kind == VALUE_TEXT)
            check_variable(c, r->args[i], r->args[i]->value.text, in_list);
    }
}

/* Depth is limited by load_rule. */
static void judge_rule(const struct check *c, const struct rule *r, bool in_list)
{
    if (!r)
        return;
    if (r->op == RULE_VAR)
        check_variable(c, r, r->value.text, in_list);
    if (r->op == RULE_MISSING)
        check_missing(c, r, in_list);
    if (r->count == 2 && (r->op == RULE_EQ || r->op == RULE_NE || r->op == RULE_IN)) {
        check_option(c, r->args[0], r->args[1]);
        check_option(c, r->args[1], r->args[0]);
    }
    for (int i = 0; i < r->count; i++) {
        bool each = i == 1 && (r->op == RULE_SOME || r->op == RULE_ALL || r->op == RULE_NONE);
        judge_rule(c, r->args[i], in_list || each);
    }
}

void check_rule(const struct check *c, const struct rule *r)
{
    judge_rule(c, r, false);
}

/* --- words ------------------------------------------------------------------------------------------------------- */

/* What Markdown shows only as plain text, or what a short piece of words has no room for. */
void check_words(const struct check *c, const struct words *words, bool is_prose)
{
    for (int i = 0; i < words->count; i++) {
        const struct message *message = &words->item[i].message;
        check_rule(c, words->item[i].when);
        if (!message->pointer || is_prose)
            continue;
        size_t start = strspn(message->source, " ");
        if (message->source[start] == '#' && message->source[start + strspn(message->source + start, "#")] == ' ')
            check_warning(c, check_at(c, message->pointer), "words-heading",
                          "a heading can be in text and callout only; here it shows as plain words");
    }
}

/* --- media ------------------------------------------------------------------------------------------------------- */

void check_media(const struct check *c, const char *pointer, const char *key, const char *path)
{
    if (!path || c->page->uncounted)
        return;
    const char *full = arena_printf(c->problems->arena, "%s/%s", c->m->folder, path);
    if (!c->source->exists(c->source->context, full))
        check_error(c, check_at_key(c, pointer, key), "media-missing", "there is no file %s", full);
}

/* --- blocks ------------------------------------------------------------------------------------------------------ */

const char *check_item(const struct check *c, const char *pointer, const char *list, int i)
{
    return arena_printf(c->problems->arena, "%s/%s/%d", pointer, list, i);
}

void check_block(const struct check *c, const struct block *b)
{
    check_rule(c, b->when);
    check_words(c, &b->ask, false);
    check_words(c, &b->hint, false);
    check_words(c, &b->show_with, true);
    check_words(c, &b->show_with_empty, true);
    if (strchr(b->id, '.') && b->ask.count == 0)
        check_error(c, check_at(c, b->pointer), "ask", "a field needs \"ask\": it is its name");
    check_words(c, &b->feedback.right, false);
    check_words(c, &b->feedback.other, false);
    check_page_link(c, b->pointer, "feedback/page", b->feedback.page);
    if (kind_of(b->kind)->check)
        kind_of(b->kind)->check(c, b);
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

static const struct page *page_of(const struct module *m, const struct block *b)
{
    for (int i = 0; i < m->page_count; i++)
        for (int k = 0; k < m->pages[i].block_count; k++)
            if (&m->pages[i].blocks[k] == b)
                return &m->pages[i];
    return NULL; /* a field of a worksheet */
}

static void check_quiz(struct check *c)
{
    for (int i = 0; i < c->m->check_count; i++) {
        const struct block *b = c->m->check[i];
        c->page = page_of(c->m, b);
        bool rests = b->when || b->optional || (c->page && (c->page->when || c->page->extra));
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
    if (page->made) /* its words are the measure's, which was judged when it was read */
        return;
    check_words(c, &page->title, false);
    check_rule(c, page->when);
    if (page->extra && page->when)
        check_error(c, check_at_key(c, page->pointer, "when"), "extra-when",
                    "an extra page is reached by a rule: put the condition there");
    for (int i = 0; i < page->next_count; i++)
        check_rule(c, page->next[i].when);
    for (int i = 0; i < page->prompt_count; i++)
        check_words(c, &page->prompts[i], false);
    for (int i = 0; i < page->block_count; i++)
        check_block(c, &page->blocks[i]);
    check_names(c, page);
}

void check_parts(const struct programme *p, const struct module *m, const struct source *source,
                 struct problems *problems)
{
    struct check c = {.p = p, .m = m, .source = source, .problems = problems};
    c.exercises = ARENA_ARRAY(problems->arena, const char *, m->exercise_count);
    for (int i = 0; i < m->exercise_count; i++)
        c.exercises[i] = m->exercises[i]->id;
    c.pages = ARENA_ARRAY(problems->arena, const char *, m->page_count);
    for (int i = 0; i < m->page_count; i++)
        c.pages[i] = m->pages[i].id;
    for (int i = 0; i < m->page_count; i++)
        check_page(&c, &m->pages[i]);
    check_quiz(&c);
    c.page = NULL;
    check_words(&c, &m->title, false);
    check_words(&c, &m->public_title, false);
}

void module_check(const struct programme *p, const struct module *m, const struct source *source,
                  struct problems *problems)
{
    int errors = problems->errors;
    check_parts(p, m, source, problems);
    if (problems->errors == errors)
        check_paths(m, problems);
}
