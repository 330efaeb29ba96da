/* What stands on a person's home page, and what is read of the store for it: attempts replayed, days counted. */
#include <stdio.h>
#include <string.h>

#include "kiosk_state.h"
#include "store_credit.h"

static const char *and_word(struct kiosk *k)
{
    struct ui ui = {.in = {.interface = k->drivers.library->interface[k->prefs.language]}};
    return ui_words(&ui, "and");
}

struct attempt_settings kiosk_settings_now(struct kiosk *k)
{
    return (struct attempt_settings){
        .setting = k->site.setting,
        .language = kiosk_language(k),
        .and_word = and_word(k),
        .interface = k->drivers.library->interface[k->prefs.language],
    };
}

bool kiosk_replay(struct kiosk *k, struct arena *a, const char *id, struct attempt *attempt, struct activity *activity,
                  instant_ms *start)
{
    struct event *events;
    int count;
    if (!store_events(k->drivers.store, a, k->person.id, id, &events, &count))
        return false;
    for (int i = 0; i < count; i++) {
        attempt_apply(attempt, &events[i]);
        if (activity)
            activity_add(activity, &events[i], kiosk_gap_ms(k));
        if (start && i == 0)
            *start = events[i].at;
    }
    return true;
}

const char *kiosk_take_home(const struct attempt *attempt, struct arena *arena)
{
    const struct module *m = attempt_module(attempt);
    const struct block *exercise = m->take_home ? module_exercise(m, m->take_home) : NULL;
    bool whole = exercise && attempt_is_answered(attempt, exercise) && !attempt_is_private(attempt, exercise);
    return whole ? wording_answer(attempt, arena, exercise) : NULL;
}

const char *made_title(const struct kiosk *k, struct arena *a, int index)
{
    const struct attempt *attempt = k->home.made[index].attempt;
    return prose_plain(a, wording_text(attempt, a, &attempt_module(attempt)->title));
}

const char *made_plan(const struct kiosk *k, struct arena *a, int index)
{
    const struct made *made = &k->home.made[index];
    return made->completed ? kiosk_take_home(made->attempt, a) : NULL;
}

static void add_made(struct home *h, struct attempt *attempt, const struct store_attempt *stored)
{
    if (h->made_count < MADE_MAX && answers_count(attempt, false))
        h->made[h->made_count++] =
            (struct made){.attempt = attempt, .at = stored->last_at, .completed = stored->completed};
}

/* What is quoted of other sessions is of those that were done before it. */
static void lend_past(struct home *h, const struct made *made)
{
    const struct made *before[MADE_MAX];
    struct attempt **past = ARENA_ARRAY(&h->arena, struct attempt *, h->made_count);
    int count = 0;
    for (int i = 0; i < h->made_count; i++) {
        const struct made *other = &h->made[i];
        bool earlier = other->at < made->at || (other->at == made->at && other < made);
        if (!earlier || attempt_programme(other->attempt) != attempt_programme(made->attempt))
            continue;
        int at = count++;
        for (; at > 0 && before[at - 1]->at > other->at; at--)
            before[at] = before[at - 1];
        before[at] = other;
    }
    for (int i = 0; i < count; i++)
        past[i] = before[i]->attempt;
    attempt_set_past(made->attempt, (struct past){.attempts = past, .count = count});
}

static void look_at_attempt(struct kiosk *k, struct home_item *item, const struct store_attempt *stored)
{
    struct home *h = &k->home;
    struct attempt *attempt = attempt_new(&h->arena, item->programme, item->module, kiosk_settings_now(k));
    if (!kiosk_replay(k, &h->arena, stored->id, attempt, NULL, NULL)) {
        item->attempt = NULL;
        return;
    }
    add_made(h, attempt, stored);
    if (stored->completed) {
        item->completed = true;
        return;
    }
    if (item->attempt && stored->last_at < item->last_at)
        return; /* begun at two terminals: what was used last is gone on with, as store_attempt_open does */
    item->last_at = stored->last_at;
    item->attempt = arena_strdup(&h->arena, stored->id);
    item->page = attempt_page_number(attempt);
    item->pages = attempt_page_total(attempt);
}

/* What staff open for a person is not opened by the programme alone: it needs an assignment of its own. */
static bool assignment_opens(const struct assignment *a, const struct programme *p, const struct module *m)
{
    return !m->staff_unlock || a->module[strlen(p->id)] == '/';
}

static void add_item(struct kiosk *k, const struct programme *p, const struct module *m,
                     const struct assignment *assignment, const struct store_attempt *attempts, int count)
{
    struct home *h = &k->home;
    for (int i = 0; i < h->item_count; i++)
        if (h->items[i].module == m) {
            if (h->items[i].locked && assignment_opens(assignment, p, m)) {
                h->items[i].locked = false;
                h->items[i].assignment = assignment->id;
            }
            return;
        }
    if (h->item_count == HOME_ITEMS_MAX)
        return;
    struct home_item *item = &h->items[h->item_count++];
    *item = (struct home_item){
        .programme = p, .module = m, .assignment = assignment->id, .locked = !assignment_opens(assignment, p, m)};
    instant_ms latest = 0;
    for (int i = 0; i < count; i++) {
        if (!text_is(attempts[i].module, m->id) || !text_is(attempts[i].programme, p->id))
            continue;
        look_at_attempt(k, item, &attempts[i]);
        if (!attempts[i].completed && attempts[i].last_at >= latest) {
            latest = attempts[i].last_at;
            h->last = item;
        }
    }
}

static bool assignment_covers(const struct assignment *a, const struct programme *p, const char *module)
{
    size_t length = strlen(p->id);
    if (strncmp(a->module, p->id, length))
        return false;
    return !a->module[length] || (a->module[length] == '/' && text_is(a->module + length + 1, module));
}

static const struct programme *programme_of(struct kiosk *k, const struct assignment *a)
{
    const char *id = arena_copy(&k->home.arena, a->module, strcspn(a->module, "/"));
    return library_programme(k->drivers.library, id);
}

static void add_broken(struct home *h, const char *id)
{
    for (int i = 0; i < h->broken_count; i++)
        if (text_is(h->broken[i], id))
            return;
    if (h->broken_count < HOME_BROKEN_MAX)
        h->broken[h->broken_count++] = id;
}

/* Assigned, and not to be opened: a module with mistakes, or a whole programme that is not there or not read. Otherwise
 * the person would be told that their officer has to add one. */
static void look_for_broken(struct kiosk *k, const struct assignment *a)
{
    const struct programme *p = programme_of(k, a);
    if (!p)
        add_broken(&k->home, a->module);
    for (int n = 0; p && n < p->broken_count; n++)
        if (assignment_covers(a, p, p->broken[n].id))
            add_broken(&k->home, p->broken[n].id);
}

/* Those of the person that say what they say; -1 when the store cannot be read. */
struct credits kiosk_credits(struct kiosk *k, struct arena *a, const struct assignment **assignments, int *count)
{
    struct credit_input in;
    instant_ms now = k->drivers.clock.wall(k->drivers.clock.context);
    *count = -1;
    if (!store_credit_input(k->drivers.store, a, k->person.id, now, &in))
        return (struct credits){0};
    *count = in.assignment_count;
    *assignments = in.assignments;
    in.interface = k->drivers.library->interface[k->prefs.language];
    return credit_decide(a, &in);
}

/* Of the first requirement whose maximum is known, or else of the last there is. */
static void count_days(struct home *h, const struct credits *credits, const struct assignment *assignments, int count)
{
    for (int n = 0; n < count && !h->days_maximum; n++) {
        const char *requirement = assignments[n].requirement.id;
        h->days_maximum = assignments[n].requirement.maximum_days;
        h->days_credited = credit_days(credits, requirement, DAY_CREDITED);
        h->days_refused = credit_days(credits, requirement, DAY_NOT_CREDITED);
        h->days_waiting = credit_days(credits, requirement, DAY_PROPOSED) +
                          credit_days(credits, requirement, DAY_CHECK) +
                          credit_days(credits, requirement, DAY_DISPUTED);
    }
}

static const struct home_item *next_item(const struct home *h)
{
    const struct home_item *again = NULL;
    if (h->last)
        return h->last;
    for (int i = 0; i < h->item_count; i++) {
        const struct home_item *item = &h->items[i];
        if (!item->locked && !item->completed)
            return item;
        again = again || item->locked ? again : item;
    }
    return again;
}

/* What a person was never given is not read. In one order, whatever came first. */
static int programmes_of(struct kiosk *k, const struct assignment *assignments, int count,
                         const struct programme *out[PROGRAMMES_MAX])
{
    int found = 0;
    for (int n = 0; n < count; n++) {
        const struct programme *p = programme_of(k, &assignments[n]);
        int at = found;
        while (p && at > 0 && strcmp(out[at - 1]->id, p->id) > 0)
            at--;
        if (!p || (at > 0 && out[at - 1] == p))
            continue;
        memmove(&out[at + 1], &out[at], sizeof *out * (size_t)(found++ - at));
        out[at] = p;
    }
    return found;
}

static void load_home(struct kiosk *k)
{
    struct home *h = &k->home;
    arena_release(&h->arena);
    *h = (struct home){0};
    const struct assignment *assignments;
    struct store_attempt *attempts;
    int count = 0;
    struct credits credits = kiosk_credits(k, &h->arena, &assignments, &count);
    int attempt_count = store_attempts(k->drivers.store, &h->arena, k->person.id, &attempts);
    if (count < 0 || attempt_count < 0) {
        kiosk_store_failed(k); /* better no page than one that says "0 days" to someone who has done five */
        return;
    }
    const struct programme *programmes[PROGRAMMES_MAX];
    int programme_count = programmes_of(k, assignments, count, programmes);
    for (int i = 0; i < programme_count; i++) {
        const struct programme *p = programmes[i];
        for (int j = 0; j < p->module_count; j++)
            for (int n = 0; n < count; n++)
                if (assignment_covers(&assignments[n], p, p->modules[j].id))
                    add_item(k, p, &p->modules[j], &assignments[n], attempts, attempt_count);
    }
    for (int i = 0; i < h->made_count; i++)
        lend_past(h, &h->made[i]);
    h->next = next_item(h);
    for (int n = 0; n < count; n++)
        look_for_broken(k, &assignments[n]);
    count_days(h, &credits, assignments, count);
    if (store_is_broken(k->drivers.store))
        kiosk_store_failed(k); /* while an attempt was read: it would say "Not started" */
}

void kiosk_go_home(struct kiosk *k)
{
    kiosk_go(k, SCREEN_HOME);
    load_home(k);
}
