#include "since.h"

#include <string.h>

#include "json.h"
#include "lost.h"

static struct place place_of(const struct module *m, struct problems *problems, const char *pointer)
{
    return json_place_of_pointer(problems->arena, m->file, m->bytes, m->size_bytes, pointer);
}

static void judge_lost(const struct module *is, const struct lost *lost, struct problems *problems)
{
    const struct page *page = module_page(is, lost->page->id, NULL);
    const char *pointer = lost->is ? lost->is->pointer : page && !page->made ? page->pointer : "";
    const char *reserve = lost_reserve(problems->arena, lost);
    struct problem *problem = problem_error(problems, place_of(is, problems, pointer), "answers-lost",
                                            "%s would be lost", lost_words(problems->arena, lost));
    if (lost->like)
        problem_hint(problems, problem, "is it \"%s\" now? call that \"%s\", as it was", lost->like->id, lost->was->id);
    else if (reserve)
        problem_hint(problems, problem, "if that was taken away on purpose, say so: \"reserved\": [\"%s\"]", reserve);
    else
        problem_hint(problems, problem, "it is another question now: give it a new id, and \"reserved\": [\"%s\"]",
                     lost->was->id);
}

static void judge_pages(const struct module *was, const struct module *is, struct problems *problems)
{
    for (int i = 0; i < was->page_count; i++) {
        const struct page *page = &was->pages[i];
        if (page->made || page->uncounted || module_page(is, page->id, NULL) ||
            id_is_reserved(page->id, is->reserved, is->reserved_count))
            continue;
        problem_hint(problems,
                     problem_warning(problems, place_of(is, problems, ""), "page-gone",
                                     "there is no page \"%s\" any more: who stopped there goes on elsewhere", page->id),
                     "keep its id when it is only renamed; else \"reserved\": [\"%s\"]", page->id);
    }
}

static bool is_broken(const struct programme *p, const char *id)
{
    for (int i = 0; i < p->broken_count; i++)
        if (text_is(p->broken[i].id, id))
            return true;
    return false;
}

static bool is_same(const struct programme *was, const struct programme *is)
{
    bool same = was->module_count == is->module_count;
    for (int i = 0; same && i < was->module_count; i++)
        same = was->modules[i].size_bytes == is->modules[i].size_bytes &&
               memcmp(was->modules[i].bytes, is->modules[i].bytes, was->modules[i].size_bytes) == 0;
    return same;
}

void since_judge(const struct programme *was, const struct programme *is, struct problems *problems)
{
    struct arena *a = problems->arena;
    struct lost *lost = ARENA_ARRAY(a, struct lost, EXERCISES_MAX + MODULE_BLOCKS_MAX);
    struct place programme = {.file = arena_printf(a, "%s/programme.json", is->folder)};
    if (is->module_count) /* with the root, as other problems have it */
        programme.file =
            arena_printf(a, "%.*s/programme.json", (int)(strrchr(is->modules[0].file, '/') - is->modules[0].file),
                         is->modules[0].file);
    for (int i = 0; i < was->module_count; i++) {
        const struct module *before = &was->modules[i], *now = programme_module(is, before->id);
        if (!now && !is_broken(is, before->id) && !id_is_reserved(before->id, is->reserved, is->reserved_count))
            problem_hint(
                problems,
                problem_error(problems, programme, "module-gone", "there is no module \"%s\" any more", before->id),
                "who is in it cannot go on; if it was taken away on purpose: \"reserved\": [\"%s\"]", before->id);
        if (!now)
            continue;
        int count = lost_answers(a, before, now, lost);
        for (int k = 0; k < count; k++)
            if (!lost_is_reserved(&lost[k], now))
                judge_lost(now, &lost[k], problems);
        judge_pages(before, now, problems);
    }
    if (text_is(was->version, is->version) && !is_same(was, is))
        problem_hint(problems,
                     problem_warning(problems, programme, "version-same",
                                     "modules have changed since, and the version is still %s", is->version),
                     "records say which version a person worked through: count it up");
    problems_sort(problems);
}
