/* Facts of law, health and telephone numbers that are to be looked at again: on what day, and what is overdue. */
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
    problems_sort(problems);
}
