#include "judge_inside.h"

#include <string.h>

struct place judge_place(const struct module *m, struct problems *problems, const char *pointer)
{
    return json_place_of_pointer(problems->arena, m->file, m->bytes, m->size_bytes, pointer);
}

static bool is_accepted_by(const struct accepted *a, const struct module *m, const struct problem *problem)
{
    if (!text_is(a->code, problem->code) || (a->words && !strstr(problem->message, a->words)))
        return false;
    const struct page *page = a->page ? module_page(m, a->page, NULL) : NULL;
    if (!page)
        return !a->page;
    size_t length = strlen(page->pointer);
    const char *pointer = problem->place.pointer ? problem->place.pointer : "";
    return strncmp(pointer, page->pointer, length) == 0 && (pointer[length] == '/' || pointer[length] == '\0');
}

/* What is left of `found` goes to `problems`. */
static void leave_accepted(const struct module *m, const struct problems *found, struct problems *problems)
{
    bool used[ACCEPTS_MAX] = {false};
    for (const struct problem *problem = found->first; problem; problem = problem->next) {
        bool is_accepted = false;
        for (int i = 0; i < m->accept_count; i++)
            if (is_accepted_by(&m->accepts[i], m, problem))
                is_accepted = used[i] = true;
        if (is_accepted)
            continue;
        struct problem *kept =
            problem_add(problems, problem->severity, problem->place, problem->code, "%s", problem->message);
        if (problem->hint)
            problem_hint(problems, kept, "%s", problem->hint);
    }
    for (int i = 0; i < m->accept_count; i++)
        if (!used[i])
            problem_hint(problems,
                         judge_warning(m, problems, m->accepts[i].pointer, "accept-unused",
                                       "there is no \"%s\" here to accept", m->accepts[i].code),
                         "leave this entry out");
}

bool judge_is_asked_about(const struct judge *j, const struct module *m)
{
    return !j->only || text_is(j->only, m->file) || (m->feedback_file && text_is(j->only, m->feedback_file));
}

void judge_programme(struct judge *j, const struct programme *p, struct problems *problems)
{
    if (p->example || strncmp(p->languages[0], "en", 2) != 0)
        return;
    for (int i = 0; i < p->module_count; i++) {
        struct problems found;
        problems_init(&found, problems->arena);
        if (!judge_is_asked_about(j, &p->modules[i])) {
            judge_words(j, &p->modules[i], &found);
            continue;
        }
        if (j->begins)
            j->begins(j->context, i, p->module_count);
        if (j->syllables)
            judge_reading(j, &p->modules[i], &found);
        judge_size(j, &p->modules[i], &found);
        judge_words(j, &p->modules[i], &found);
        judge_concern(&p->modules[i], &found);
        if (j->icons)
            judge_icons(j, &p->modules[i], &found);
        if (j->source)
            judge_pictures(j, &p->modules[i], &found);
        if (j->layout)
            judge_layout(j, p, &p->modules[i], &found);
        leave_accepted(&p->modules[i], &found, problems);
    }
    problems_sort(problems);
}
