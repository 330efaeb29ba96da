#include "diary.h"
#include "exercise.h"

#include <assert.h>

/* --- the pages there are now ------------------------------------------------------------------------------------ */

static bool is_on_path(const struct attempt *s, int page)
{
    const struct page *p = &s->module->pages[page];
    return !p->extra && attempt_holds(s, p->when, true);
}

int attempt_page_after(const struct attempt *s, int page)
{
    for (int i = page + 1; i < s->module->page_count; i++)
        if (is_on_path(s, i))
            return i;
    return NO_PAGE;
}

/* --- what comes next -------------------------------------------------------------------------------------------- */

/* The first rule of a page that holds; without calls: of those that do not go to an extra page. */
static const struct next_rule *rule_of(const struct attempt *s, int page, bool calls)
{
    const struct page *p = &s->module->pages[page];
    for (int i = 0; i < p->next_count; i++) {
        const struct next_rule *r = &p->next[i];
        const struct page *to = r->kind == NEXT_PAGE ? &s->module->pages[r->page] : NULL;
        if (to && to->extra && (!calls || !attempt_holds(s, to->when, true)))
            continue;
        if (attempt_holds(s, r->when, true))
            return r;
    }
    return NULL;
}

/* `plain` is where Next would lead without the rule. */
static struct route follow(const struct attempt *s, const struct next_rule *r, struct route plain)
{
    if (!r)
        return plain;
    if (r->kind == NEXT_PAGE) /* a page that is left out now is passed over */
        return (struct route){.page = attempt_page_after(s, r->page - 1), .caller = NO_PAGE};
    if (r->kind == NEXT_SKIP && plain.page != NO_PAGE)
        plain.page = attempt_page_after(s, plain.page);
    plain.leave |= r->kind == NEXT_LEAVE;
    return plain;
}

/* What comes after a page that called an extra one: what its other rules say, or the next page. Calls are not tried
 * again: the rule that called may still hold. */
static struct route after_call(const struct attempt *s, int caller)
{
    struct route plain = {.page = attempt_page_after(s, caller), .caller = NO_PAGE};
    return caller == NO_PAGE ? plain : follow(s, rule_of(s, caller, false), plain);
}

struct route attempt_route(const struct attempt *s)
{
    const struct stop *stop = attempt_stop(s);
    assert(stop);
    bool extra = s->module->pages[stop->page].extra;
    const struct next_rule *r = rule_of(s, stop->page, true);
    if (r && r->kind == NEXT_PAGE && s->module->pages[r->page].extra)
        return (struct route){.page = r->page, .caller = extra ? stop->caller : stop->page};
    struct route plain = {.page = attempt_page_after(s, stop->page), .caller = NO_PAGE};
    return follow(s, r, extra ? after_call(s, stop->caller) : plain);
}

/* --- back ------------------------------------------------------------------------------------------------------- */

int attempt_stop_before(const struct attempt *s)
{
    for (int i = s->trail_count - 2; i >= 0; i--)
        if (s->module->pages[s->trail[i].page].extra || is_on_path(s, s->trail[i].page))
            return i;
    return -1;
}

int attempt_stop_looked_from(const struct attempt *s)
{
    int i = s->trail_count - 1;
    if (i < 0 || !s->trail[i].look)
        return -1;
    while (i >= 0 && s->trail[i].look)
        i--;
    return i;
}

bool attempt_is_looking(const struct attempt *s)
{
    return attempt_stop_looked_from(s) >= 0;
}

bool attempt_can_go_back(const struct attempt *s)
{
    return !s->complete && attempt_stop_before(s) >= 0;
}

/* --- how far ---------------------------------------------------------------------------------------------------- */

static bool is_counted(const struct attempt *s, int page)
{
    return !s->module->pages[page].uncounted && is_on_path(s, page);
}

int attempt_page_number(const struct attempt *s)
{
    const struct stop *stop = attempt_stop(s);
    if (!stop)
        return 0;
    int here = s->module->pages[stop->page].extra ? stop->caller : stop->page, number = 0;
    for (int i = 0; i <= here; i++)
        number += is_counted(s, i);
    return number > 0 ? number : 1;
}

int attempt_page_total(const struct attempt *s)
{
    int total = 0;
    for (int i = 0; i < s->module->page_count; i++)
        total += is_counted(s, i);
    return total;
}

int attempt_minutes_left(const struct attempt *s)
{
    if (s->complete)
        return 0;
    int looked_from = attempt_stop_looked_from(s);
    const struct stop *stop = looked_from >= 0 ? &s->trail[looked_from] : attempt_stop(s);
    double minutes = stop ? s->module->pages[stop->page].minutes : 0;
    int here = !stop ? NO_PAGE : s->module->pages[stop->page].extra ? stop->caller : stop->page;
    while ((here = attempt_page_after(s, here)) != NO_PAGE)
        minutes += s->module->pages[here].minutes;
    int whole = (int)minutes;
    return whole < 1 ? 1 : whole + (minutes - whole > 1e-9);
}

/* --- what is on show -------------------------------------------------------------------------------------------- */

bool attempt_option_shows(const struct attempt *s, const struct rule *when)
{
    return attempt_holds(s, when, true);
}

bool attempt_shows(const struct attempt *s, const struct block *b)
{
    const struct block *sheet = s->notes[b->index].sheet;
    char row[EXERCISE_ID_ROOM];
    if (sheet && sheet->kind == BLOCK_DIARY && b->when) {
        attempt_row_place(b, row);
        return attempt_holds_in_row(s, b->when, row) && attempt_holds(s, sheet->when, true);
    }
    return attempt_holds(s, b->when, true) && (!sheet || attempt_holds(s, sheet->when, true));
}

const struct block *attempt_sheet(const struct attempt *s, const struct block *b)
{
    return s->notes[b->index].sheet;
}

bool attempt_is_private(const struct attempt *s, const struct block *b)
{
    const struct block *sheet = s->notes[b->index].sheet;
    return b->is_private || (sheet && sheet->is_private);
}

bool attempt_may_print(const struct attempt *s, const struct block *b)
{
    const struct block *sheet = s->notes[b->index].sheet;
    return !attempt_is_private(s, b) && !b->no_print && !(sheet && sheet->no_print);
}

bool attempt_entry_shows(const struct attempt *s, const struct block *b, const struct answer_entry *e)
{
    const struct exercise_kind *kind = exercise_of(b);
    return !kind->entry_when || attempt_holds(s, kind->entry_when(b, e), true);
}

bool attempt_is_answered(const struct attempt *s, const struct block *b)
{
    const struct exercise_kind *kind = exercise_of(b);
    const struct answer *a = s->notes[b->index].answer;
    if (!answer_is_complete(a, b))
        return false;
    return a->declined || !kind->answered || kind->answered(s, b, a);
}

/* --- what is missing -------------------------------------------------------------------------------------------- */

/* A row of a diary that nobody has begun is no gap. */
static bool is_of_idle_row(const struct attempt *s, const struct block *b)
{
    const struct block *sheet = s->notes[b->index].sheet;
    const struct diary_row *row = sheet && sheet->kind == BLOCK_DIARY ? diary_row_of(sheet, b) : NULL;
    return row && diary_row_state(s, sheet, (int)(row - sheet->diary.rows)) != DIARY_BEGUN;
}

bool attempt_is_waiting(const struct attempt *s, const struct block *b)
{
    if (b->kind == BLOCK_DIARY)
        return diary_is_waiting(s, b);
    return block_is_exercise(b) && !b->optional && !is_of_idle_row(s, b) && attempt_shows(s, b) &&
           !attempt_is_answered(s, b);
}

/* The first exercise of a worksheet, diary or story that still waits. */
static const struct block *missing_part(const struct attempt *s, const struct block *whole)
{
    for (int i = 0, count = whole->optional ? 0 : block_part_count(whole); i < count; i++)
        if (attempt_is_waiting(s, block_part(whole, i)))
            return block_part(whole, i);
    return NULL;
}

const struct block *attempt_first_missing(const struct attempt *s)
{
    const struct page *p = attempt_page(s);
    for (int i = 0; i < p->block_count; i++) {
        const struct block *b = &p->blocks[i];
        const struct block *part = missing_part(s, b);
        if (part)
            return part;
        if (attempt_is_waiting(s, b))
            return b;
    }
    return NULL;
}

/* --- the quiz --------------------------------------------------------------------------------------------------- */

/* A question counts when it can be met: on a page of the path, and on show there. */
static bool is_asked(const struct attempt *s, const struct block *b)
{
    const struct page *p = &s->module->pages[s->notes[b->index].page];
    return attempt_holds(s, p->when, false) && attempt_holds(s, b->when, false);
}

double attempt_score(const struct attempt *s)
{
    int asked = 0, right = 0;
    for (int i = 0; i < s->module->check_count; i++) {
        const struct block *b = s->module->check[i];
        const struct answer *a = s->notes[b->index].answer;
        if (!is_asked(s, b))
            continue;
        if (!answer_is_complete(a, b))
            return -1;
        asked++;
        right += answer_is_right(a, b);
    }
    return asked ? (double)right / asked : -1;
}

bool attempt_can_do_better(const struct attempt *s)
{
    for (int i = 0; i < s->module->check_count; i++) {
        const struct block *b = s->module->check[i];
        const struct answer *a = s->notes[b->index].answer;
        if (is_asked(s, b) && !attempt_is_locked(s, b) && !(answer_is_complete(a, b) && answer_is_right(a, b)))
            return true;
    }
    return false;
}

bool attempt_is_quiz_page(const struct attempt *s, int page)
{
    int last = NO_PAGE;
    for (int i = 0; i < s->module->check_count; i++) {
        const struct block *b = s->module->check[i];
        if (is_asked(s, b) && s->notes[b->index].page > last)
            last = s->notes[b->index].page;
    }
    return page == last;
}

bool attempt_quiz_changed(const struct attempt *s)
{
    bool changed = s->tries == 0;
    for (int i = 0; i < s->module->check_count; i++)
        changed |= !answer_equal(s->checked[i], s->notes[s->module->check[i]->index].answer);
    return changed;
}
