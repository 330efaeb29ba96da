/* Erasing somebody, on their page for staff: one asks, another confirms within a day and says why. */
#include <string.h>

#include "kiosk_state.h"

static const struct store_pending *asked(const struct kiosk *k)
{
    for (int i = 0; i < k->desk.pending_count; i++)
        if (text_is(k->desk.pending[i].act, "erase") && text_is(k->desk.pending[i].about, k->desk.person.id))
            return &k->desk.pending[i];
    return NULL;
}

bool desk_read_pending(struct kiosk *k)
{
    struct desk *d = &k->desk;
    d->pending_count =
        desk_may(k, MAY_ASK_TWO) ? store_pending(k->drivers.store, &d->arena, desk_now(k), &d->pending) : 0;
    return d->pending_count >= 0;
}

const char *desk_asked_words(struct kiosk *k, struct ui *ui, const struct store_pending *p)
{
    struct store_staff who;
    bool known = store_staff_by_id(k->drivers.store, p->asked_by, &who);
    return ui_words_with(ui, "%1 asked for it on %2 at %3.", known ? arena_strdup(ui->arena, who.name) : "?",
                         desk_date(ui, date_in_london(p->asked_at)), desk_time(ui, p->asked_at));
}

int desk_erase_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct store_pending *p = asked(k);
    int y = r.y;
    if (!desk_may(k, MAY_ASK_TWO))
        return 0;
    struct button ask = {
        .id = "erase", .text = ui_words(ui, "Ask to erase them"), .icon = "delete", .press = press_app("erase")};
    struct button confirm = {.id = "confirm-erase",
                             .text = ui_words(ui, "Erase them for good"),
                             .look = BUTTON_MAIN,
                             .press = press_app("confirm-erase")};
    struct button withdraw = {
        .id = "withdraw-erase", .text = ui_words(ui, "Withdraw the request"), .press = press_app("withdraw-erase")};
    const struct button both[] = {confirm, withdraw};
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Erasing"));
    if (!p) {
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                       ui_words(ui, "What they wrote goes for good; their records stay, without a name. Two people "
                                    "are needed: you ask, another confirms."));
        return y + desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, &ask, 1) - r.y;
    }
    y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, desk_asked_words(k, ui, p));
    if (text_is(p->asked_by, k->desk.staff.id)) {
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Within a day somebody else confirms it."));
        return y + desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, &withdraw, 1) - r.y;
    }
    y += desk_field(k, ui, (struct rect){r.x, y, r.w, 0}, FIELD_REASON, ui_words(ui, "Why are they erased?"));
    return y + desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, both, 2) - r.y;
}

static void ask(struct kiosk *k)
{
    struct arena a;
    struct problems problems;
    char id[UUID_TEXT];
    arena_init(&a);
    problems_init(&problems, &a);
    bool ok =
        store_pending_ask(k->drivers.store, k->desk.staff.id, "erase", k->desk.person.id, desk_now(k), id, &problems);
    arena_release(&a);
    if (!ok) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_person(k, k->desk.person.id);
    desk_say(k, false, WORDS("Nothing is erased yet. Within a day somebody else confirms it."));
}

static void confirm(struct kiosk *k, const struct store_pending *p)
{
    struct arena a;
    struct problems problems;
    const char *reason = k->desk.text[FIELD_REASON];
    if (text_is_empty(reason)) {
        desk_say(k, true, WORDS("Type the reason first: it is kept with what was erased."));
        return;
    }
    arena_init(&a);
    problems_init(&problems, &a);
    bool ok = store_pending_confirm(k->drivers.store, k->desk.staff.id, p->id, desk_now(k), &problems) &&
              store_person_erase(k->drivers.store, k->desk.person.id, reason, &problems);
    arena_release(&a);
    if (store_is_broken(k->drivers.store)) {
        kiosk_store_failed(k);
        return;
    }
    memset(k->desk.text[FIELD_REASON], 0, sizeof k->desk.text[FIELD_REASON]);
    desk_open_people(k);
    desk_say(k, !ok,
             ok ? WORDS("They are erased. Copies from before still hold it all: they have an end, too.")
                : WORDS("That was done, withdrawn, or asked more than a day ago."));
}

static void withdraw(struct kiosk *k, const struct store_pending *p)
{
    if (!store_pending_withdraw(k->drivers.store, p->id, desk_now(k))) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_person(k, k->desk.person.id);
    desk_say(k, false, WORDS("The request is withdrawn. Nothing is erased."));
}

bool desk_erase_press(struct kiosk *k, const struct press *p)
{
    const struct store_pending *request = asked(k);
    if (!desk_may(k, MAY_ASK_TWO))
        return false;
    if (press_is(p, "erase") && !request)
        ask(k);
    else if (press_is(p, "confirm-erase") && request && !text_is(request->asked_by, k->desk.staff.id))
        confirm(k, request);
    else if (press_is(p, "withdraw-erase") && request)
        withdraw(k, request);
    else
        return false;
    return true;
}
