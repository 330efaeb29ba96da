#include "load_inside.h"

#include <string.h>

/* --- pages ------------------------------------------------------------------------------------------------------- */

#define NEXT_MAX    8
#define PROMPTS_MAX 8
#define BCT_MAX     16

static const struct field page_fields[] = {
    {.key = "id", .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct page, title), .required = true, .part = "/title"},
    {.key = "minutes", .type = FIELD_NUMBER, .at = offsetof(struct page, minutes), .least = 0, .most = 60},
    {.key = "blocks", .required = true},
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct page, when)},
    {.key = "next"},
    {.key = "extra", .type = FIELD_FLAG, .at = offsetof(struct page, extra)},
    {.key = "hard", .type = FIELD_FLAG, .at = offsetof(struct page, hard)},
    {.key = "review_by", .type = FIELD_DATE, .at = offsetof(struct page, review_by)},
    {.key = "bct"},
    {.key = "prompts",
     .type = FIELD_WORDS_LIST,
     .at = offsetof(struct page, prompts),
     .part = "/prompts",
     .count_at = offsetof(struct page, prompt_count),
     .most_items = PROMPTS_MAX},
};
static const struct shape page_shape = {"a page", FIELDS(page_fields)};

/* "4.2": a group and a technique of the taxonomy (Michie et al. 2013, version 1: 16 groups). */
static bool is_bct(const char *code)
{
    size_t group = strspn(code, "0123456789");
    size_t technique = code[group] == '.' ? strspn(code + group + 1, "0123456789") : 0;
    return group >= 1 && group <= 2 && technique >= 1 && technique <= 2 && code[group + 1 + technique] == '\0';
}

static void load_bct(struct loader *l, const struct json *j, struct page *page)
{
    const struct json *list = load_list(l, j, "bct", 0, BCT_MAX);
    if (!list)
        return;
    const char **bct = ARENA_ARRAY(l->arena, const char *, json_count(list));
    for (int i = 0; i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        const char *code = load_string(l, one, "a technique");
        if (code && !is_bct(code))
            problem_hint(l->problems, load_error(l, one, "bct", "\"%s\" is not a behaviour change technique", code),
                         "write its number in the taxonomy, for example \"4.2\"");
        else if (code)
            bct[page->bct_count++] = code;
    }
    page->bct = bct;
}

static int page_index(struct loader *l, const struct json *at)
{
    const char *id = load_string(l, at, "page");
    if (!id)
        return 0;
    for (int i = 0; i < l->pages.count; i++)
        if (text_is(l->pages.item[i], id))
            return i;
    struct problem *problem = load_error(l, at, "link-unknown", "there is no page \"%s\"", id);
    load_hint_nearest(l, problem, id, l->pages.item, l->pages.count);
    return 0;
}

static const struct field next_fields[] = {
    {.key = "when", .type = FIELD_RULE, .at = offsetof(struct next_rule, when)},
    {.key = "page"},
    {.key = "skip"},
    {.key = "leave"},
};
static const struct shape next_shape = {"a next rule", FIELDS(next_fields)};

static void load_next_rule(struct loader *l, const struct json *j, struct next_rule *next)
{
    if (!load_object(l, j, &next_shape, next, ""))
        return;
    const struct json *page = json_member(j, "page"), *skip = json_member(j, "skip"), *leave = json_member(j, "leave");
    if (!!page + !!skip + !!leave != 1) {
        load_error(l, j, "next-shape", "a next rule has exactly one of \"page\", \"skip\" and \"leave\"");
        return;
    }
    const struct json *flag = skip ? skip : leave;
    next->kind = page ? NEXT_PAGE : skip ? NEXT_SKIP : NEXT_LEAVE;
    if (page)
        next->page = page_index(l, page);
    else if (json_kind(flag) != JSON_TRUE)
        load_error(l, flag, "type", "\"%s\" can only be true", json_key(flag));
}

static void load_next(struct loader *l, const struct json *j, struct page *page)
{
    const struct json *list = load_list(l, j, "next", 0, NEXT_MAX);
    if (!list)
        return;
    page->next_count = json_count(list);
    struct next_rule *next = ARENA_ARRAY(l->arena, struct next_rule, page->next_count);
    for (int i = 0; i < page->next_count; i++) {
        load_next_rule(l, json_at(list, i), &next[i]);
        if (i > 0 && !next[i - 1].when && json_member(json_at(list, i - 1), "when") == NULL)
            load_error(l, json_at(list, i), "next-never", "the rule before this one always holds: this is never tried");
    }
    page->next = next;
}

static void load_page(struct loader *l, const struct json *j, struct page *page, const char *id)
{
    *page = (struct page){
        .id = id, .minutes = 1, .uncounted = l->shared, .pointer = json_pointer(l->arena, l->document, j)};
    const char *place = arena_printf(l->arena, "%s/%s", l->place, id);
    if (!load_object(l, j, &page_shape, page, place))
        return;
    load_bct(l, json_member(j, "bct"), page);
    load_next(l, json_member(j, "next"), page);
    const struct json *blocks = load_list(l, json_member(j, "blocks"), "blocks", 1, BLOCKS_MAX);
    if (blocks)
        load_blocks(l, blocks, page, place);
}

/* Pages `from` to before `to` of a list. All ids first: a rule may name a page that comes later. */
static void load_page_ids(struct loader *l, const struct json *list, int from, int to)
{
    for (int i = from; i < to; i++) {
        const struct json *page = json_at(list, i), *written = json_member(page, "id");
        const char *id = written ? load_id(l, written, "id") : NULL;
        if (!id || !names_add(l, &l->pages, id, written, "page"))
            names_add(l, &l->pages, arena_printf(l->arena, "?%d", l->pages.count), page, "page");
    }
}

/* Into all[*count] and on. */
static void load_pages(struct loader *l, const struct json *list, int from, int to, struct page *all, int *count)
{
    for (int i = from; i < to; i++, (*count)++)
        load_page(l, json_at(list, i), &all[*count], l->pages.item[*count]);
}

/* --- module ------------------------------------------------------------------------------------------------------ */

#define AIMS_MAX    6
#define MINUTES_MAX 180
#define QUIZ_MAX    20

static const struct field module_fields[] = {
    {.key = "id", .type = FIELD_ID, .at = offsetof(struct module, id), .required = true},
    {.key = "title", .type = FIELD_WORDS, .at = offsetof(struct module, title), .required = true, .part = "/title"},
    {.key = "public_title",
     .type = FIELD_WORDS,
     .at = offsetof(struct module, public_title),
     .required = true,
     .part = "/public_title"},
    {.key = "minutes",
     .type = FIELD_COUNT,
     .at = offsetof(struct module, minutes),
     .required = true,
     .least = 1,
     .most = MINUTES_MAX},
    {.key = "kind", .type = FIELD_ENUM, .at = offsetof(struct module, activity), .names = load_activities},
    {.key = "unlock", .type = FIELD_SECOND, .at = offsetof(struct module, staff_unlock), .names = load_unlocks},
    {.key = "review_by", .type = FIELD_DATE, .at = offsetof(struct module, review_by)},
    {.key = "aims",
     .type = FIELD_WORDS_LIST,
     .at = offsetof(struct module, aims),
     .part = "/aims",
     .count_at = offsetof(struct module, aim_count),
     .most_items = AIMS_MAX},
    {.key = "complete"},
    {.key = "take_home"}, /* an exercise, or a field: record.thought */
    {.key = "prompts",
     .type = FIELD_WORDS_LIST,
     .at = offsetof(struct module, prompts),
     .part = "/prompts",
     .count_at = offsetof(struct module, prompt_count),
     .most_items = PROMPTS_MAX},
    {.key = "pages", .required = true},
    {.key = "accept"}, /* of cairn lint */
    {.key = "reserved"},
};
static const struct shape module_shape = {"a module", FIELDS(module_fields)};

static const struct field feedback_fields[] = {{.key = "id", .required = true}, {.key = "pages", .required = true}};
static const struct shape feedback_shape = {"a feedback", FIELDS(feedback_fields)};

static const char *const complete_pages[] = {"path", NULL};
struct complete_read {
    int pages;
};
static const struct field complete_fields[] = {
    {.key = "pages", .type = FIELD_ENUM, .at = offsetof(struct complete_read, pages), .names = complete_pages},
    {.key = "check"},
};
static const struct shape complete_shape = {"complete", FIELDS(complete_fields)};

static const struct field check_fields[] = {
    {.key = "exercises", .required = true},
    {.key = "at_least",
     .type = FIELD_NUMBER,
     .at = offsetof(struct module, check_at_least),
     .required = true,
     .least = 0,
     .most = 1},
};
static const struct shape check_shape = {"a check", FIELDS(check_fields)};

static const struct block *exercise_named(struct loader *l, const struct json *at, const char *id)
{
    const char *names[EXERCISES_MAX];
    for (int i = 0; i < l->exercise_count; i++) {
        if (text_is(l->exercises[i]->id, id))
            return l->exercises[i];
        names[i] = l->exercises[i]->id;
    }
    load_hint_nearest(l, load_error(l, at, "link-unknown", "there is no exercise \"%s\"", id), id, names,
                      l->exercise_count);
    return NULL;
}

/* After the pages: the quiz names their exercises. */
static void load_check(struct loader *l, const struct json *j, struct module *m)
{
    const struct json *check = json_member(j, "check");
    struct complete_read read = {0};
    if (!load_object(l, j, &complete_shape, &read, "") || !check || !load_object(l, check, &check_shape, m, ""))
        return;
    const struct json *list = load_list(l, json_member(check, "exercises"), "exercises", 1, QUIZ_MAX);
    if (!list)
        return;
    struct names ids = {0};
    const struct block **quiz = ARENA_ARRAY(l->arena, const struct block *, json_count(list));
    for (int i = 0; i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        const char *id = load_string(l, one, "an exercise");
        const struct block *b = id && names_add(l, &ids, id, one, "exercise") ? exercise_named(l, one, id) : NULL;
        if (b && !block_has_right(b))
            load_error(l, one, "quiz-right", "\"%s\" has no right answer: the quiz cannot count it", id);
        else if (b)
            quiz[m->check_count++] = b;
    }
    m->check = quiz;
}

/* Measures come after the page that welcomes, and before the feedback. */
static void load_own_ids(struct loader *l, const struct json *pages)
{
    int count = json_count(pages), welcome = count ? 1 : 0;
    load_page_ids(l, pages, 0, welcome);
    load_made_ids(l, true);
    load_page_ids(l, pages, welcome, count);
    load_made_ids(l, false);
}

static void load_own_pages(struct loader *l, const struct json *pages, struct page *all, int *count)
{
    int own = json_count(pages), welcome = own ? 1 : 0;
    load_pages(l, pages, 0, welcome, all, count);
    *count += load_made_pages(l, true, all + *count);
    load_pages(l, pages, welcome, own, all, count);
    *count += load_made_pages(l, false, all + *count);
}

static const struct json *load_feedback_ids(struct loader *l, const struct json *root)
{
    char nothing; /* everything in it is read by hand */
    const struct json *pages = NULL;
    if (load_object(l, root, &feedback_shape, &nothing, ""))
        pages = load_list(l, json_member(root, "pages"), "pages", 1, FEEDBACK_PAGES_MAX);
    if (pages)
        load_page_ids(l, pages, 0, json_count(pages));
    return pages;
}

static void load_feedback_pages(struct loader *l, const struct json *root, const struct json *pages, struct page *all,
                                int *count)
{
    const struct json *id = json_member(root, "id");
    l->place = id && json_kind(id) == JSON_STRING ? json_string(id) : "feedback";
    l->shared = true;
    load_pages(l, pages, 0, json_count(pages), all, count);
    l->shared = false;
}

static const struct field accept_fields[] = {
    {.key = "code", .type = FIELD_ID, .at = offsetof(struct accepted, code), .required = true},
    {.key = "page", .type = FIELD_ID, .at = offsetof(struct accepted, page)},
    {.key = "words", .required = false}, /* a string, but shown to nobody: read by hand, as the reason is */
    {.key = "reason", .required = true},
};
static const struct shape accept_shape = {"an entry of \"accept\"", FIELDS(accept_fields)};

static void load_accept(struct loader *l, const struct json *j, struct accepted *out)
{
    if (!load_object(l, j, &accept_shape, out, ""))
        return;
    const struct json *words = json_member(j, "words"), *reason = json_member(j, "reason"),
                      *page = json_member(j, "page");
    out->pointer = json_pointer(l->arena, l->document, j);
    out->words = words ? load_string(l, words, "words") : NULL;
    out->reason = reason ? load_string(l, reason, "reason") : NULL;
    if (out->page && !module_page(l->module, out->page, NULL))
        load_error(l, page, "link-unknown", "there is no page \"%s\"", out->page);
}

static void load_accepts(struct loader *l, const struct json *j, struct module *m)
{
    const struct json *list = j ? load_list(l, j, "accept", 1, ACCEPTS_MAX) : NULL;
    if (!list)
        return;
    struct accepted *accepts = ARENA_ARRAY(l->arena, struct accepted, json_count(list));
    for (int i = 0; i < json_count(list); i++)
        load_accept(l, json_at(list, i), &accepts[i]);
    m->accepts = accepts;
    m->accept_count = json_count(list);
}

/* --- ids that are not used again -----------------------------------------------------------------------------------
 */

/* "heat", "record.thought", "trigger.waiting": is it, or does it name an option of, what the module asks? */
static bool is_used(const struct module *m, const char *id)
{
    const char *dot = strrchr(id, '.');
    const struct block *b = NULL;
    for (int i = 0; i < m->exercise_count; i++) {
        const char *one = m->exercises[i]->id;
        if (text_is(one, id))
            return true;
        if (dot && strlen(one) == (size_t)(dot - id) && strncmp(one, id, strlen(one)) == 0)
            b = m->exercises[i];
    }
    return module_page(m, id, NULL) || (b && b->kind == BLOCK_CHOICE && choice_option(&b->choice, dot + 1));
}

int load_reserved(struct loader *l, const struct json *j, const char *const **out)
{
    const struct json *list = j ? load_list(l, j, "reserved", 1, RESERVED_MAX) : NULL;
    const char **ids = list ? ARENA_ARRAY(l->arena, const char *, json_count(list)) : NULL;
    int count = 0;
    for (int i = 0; list && i < json_count(list); i++) {
        const char *id = load_string(l, json_at(list, i), "a reserved id");
        if (id && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-.") == strlen(id) && *id)
            ids[count++] = id;
        else if (id)
            load_error(l, json_at(list, i), "id", "\"%s\" is not an id", id);
    }
    *out = ids;
    return count;
}

static void load_module_reserved(struct loader *l, const struct json *list, struct module *m)
{
    m->reserved_count = load_reserved(l, list, &m->reserved);
    for (int i = 0; list && json_kind(list) == JSON_ARRAY && i < json_count(list); i++) {
        const struct json *one = json_at(list, i);
        if (json_kind(one) == JSON_STRING && is_used(m, json_string(one)))
            problem_hint(l->problems,
                         load_error(l, one, "reserved-used", "\"%s\" is reserved, and used again", json_string(one)),
                         "answers kept under it meant something else: take a new id");
    }
}

/* `feedback` may be NULL. Documents are parsed by the caller. */
void load_module(struct loader *l, const struct json_document *document, const struct json_document *feedback,
                 struct module *m)
{
    const struct json *root = json_root(document), *shared = feedback ? json_root(feedback) : NULL;
    l->document = document;
    l->module = m;
    l->place = m->id;
    if (!load_object(l, root, &module_shape, m, l->place))
        return;
    const struct json *pages = load_list(l, json_member(root, "pages"), "pages", 1, PAGES_MAX), *more = NULL;
    if (pages)
        load_own_ids(l, pages);
    if (shared) {
        l->document = feedback;
        more = load_feedback_ids(l, shared);
    }
    struct page *all = ARENA_ARRAY(l->arena, struct page, l->pages.count);
    int count = 0;
    l->exercises = ARENA_ARRAY(l->arena, const struct block *, EXERCISES_MAX);
    l->document = document;
    if (pages)
        load_own_pages(l, pages, all, &count);
    if (more) {
        l->document = feedback;
        load_feedback_pages(l, shared, more, all, &count);
    }
    l->document = document;
    m->pages = all;
    m->page_count = count;
    m->exercises = l->exercises;
    m->exercise_count = l->exercise_count;
    if (json_member(root, "complete"))
        load_check(l, json_member(root, "complete"), m);
    if (json_member(root, "take_home")) {
        m->take_home = load_string(l, json_member(root, "take_home"), "take_home");
        if (m->take_home)
            exercise_named(l, json_member(root, "take_home"), m->take_home);
    }
    load_accepts(l, json_member(root, "accept"), m);
    load_module_reserved(l, json_member(root, "reserved"), m);
    m->messages = load_messages(l, false);
    m->feedback_messages = load_messages(l, true);
    load_check_answers(l);
}
