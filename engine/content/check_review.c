/* Facts of law, health and telephone numbers that are to be looked at again: on what day, and what is overdue; and what
 * keeps a programme from being released. */
#include "check_inside.h"

static void judge(const struct check *c, const char *pointer, const char *review_by, struct local_date today)
{
    struct local_date date;
    if (!review_by || !date_parse(review_by, &date) || date_compare(date, today) >= 0)
        return;
    struct problem *problem = check_warning(c, check_at_key(c, pointer, "review_by"), "review-overdue",
                                            "the facts here were to be looked at again by %s", review_by);
    problem_hint(c->problems, problem, "check them against their source, then set a later day");
}

/* Facts that words of the programme name, each once. */
static int used_facts(const struct programme *p, struct arena *a, const struct fact ***out)
{
    const struct fact **used = ARENA_ARRAY(a, const struct fact *, p->fact_count);
    int count = 0;
    for (int i = 0; i < p->module_count; i++)
        for (int k = 0; k < p->modules[i].messages.count; k++) {
            char id[ID_ROOM];
            const char *mark;
            for (const char *at = p->modules[i].messages.item[k]->source; words_next_fact(&at, &mark, id);) {
                const struct fact *fact = programme_fact(p, id);
                bool is_new = fact != NULL;
                for (int n = 0; n < count; n++)
                    is_new = is_new && used[n] != fact;
                if (is_new)
                    used[count++] = fact;
            }
        }
    *out = used;
    return count;
}

static void judge_facts(const struct programme *p, struct local_date today, struct problems *problems)
{
    const struct fact **used;
    int count = used_facts(p, problems->arena, &used);
    for (int i = 0; i < count; i++) {
        struct local_date date;
        if (!date_parse(used[i]->review_by, &date) || date_compare(date, today) >= 0)
            continue;
        problem_hint(problems,
                     problem_warning(problems, used[i]->place, "review-overdue",
                                     "the fact \"%s\", which %s says, was to be looked at again by %s", used[i]->id,
                                     p->id, used[i]->review_by),
                     "check it against its source (%s), then set a later day", used[i]->from);
    }
}

void programme_check_release(const struct programme *p, struct problems *problems)
{
    const struct fact **used;
    int count = used_facts(p, problems->arena, &used);
    for (int i = 0; i < count; i++)
        if (!used[i]->verified)
            problem_hint(problems,
                         problem_error(problems, used[i]->place, "fact-unverified",
                                       "the fact \"%s\" (%s), which %s says, has not been verified", used[i]->id,
                                       used[i]->is_for, p->id),
                         "ring the number, or read it at its source; then write where, and \"verified\": true");
    if (p->draft)
        problem_hint(problems,
                     problem_error(problems, p->draft_at, "draft-unsigned",
                                   "%s is a draft: nobody has signed it for people to take part in", p->id),
                     "when those who answer for it have signed it, take \"draft\" out");
    for (int i = 0; i < p->unreviewed_count; i++)
        problem_hint(problems,
                     problem_error(problems, (struct place){.file = p->unreviewed[i].file}, "translation-unreviewed",
                                   "no speaker has reviewed the translation into %s, which %s shows",
                                   p->unreviewed[i].language, p->id),
                     "let somebody who speaks it read it whole, then write \"X-Reviewed: yes\" in its head; or take "
                     "the language out of \"languages\"");
    problems_sort(problems);
}

void programme_check_review(const struct programme *p, struct local_date today, struct problems *problems)
{
    for (int i = 0; i < p->module_count; i++) {
        struct check c = {.p = p, .m = &p->modules[i], .problems = problems};
        judge(&c, "", c.m->review_by, today);
        for (int k = 0; k < c.m->page_count; k++) {
            c.page = &c.m->pages[k];
            judge(&c, c.page->pointer, c.page->review_by, today);
        }
    }
    judge_facts(p, today, problems);
    problems_sort(problems);
}
