/* The first screen of the staff area: concerns first, then activity days to resolve, then who sat here today. */
#include <string.h>

#include "kiosk_state.h"
#include "record_words.h"
#include "store_credit.h"

/* --- what is read ----------------------------------------------------------------------------------------------- */

/* What the session was that makes it a day. */
static void add_session(struct kiosk *k, const struct credit_input *in, struct desk_day *out)
{
    const struct credit *from = out->day->from;
    const struct record *r = NULL;
    for (int i = 0; from && from->record && i < in->record_count; i++)
        if (text_is(in->records[i].id, from->record))
            r = &in->records[i];
    for (int i = 0; from && !from->record && i < in->unfinished_count; i++)
        if (text_is(in->unfinished[i].attempt, from->attempt))
            r = &in->unfinished[i];
    if (!r)
        return;
    out->title = desk_title(k, r->programme, r->module);
    out->active_minutes = (int)(r->active_ms / 60000);
    out->record = r;
}

static bool add_days(struct kiosk *k, const struct store_person *person)
{
    struct desk *d = &k->desk;
    struct credit_input in;
    if (!store_credit_input(k->drivers.store, &d->arena, person->id, desk_now(k), &in))
        return false;
    store_name_resolvers(k->drivers.store, &d->arena, &in);
    in.interface = k->drivers.library->interface[k->prefs.language];
    struct credits credits = credit_decide(&d->arena, &in);
    struct desk_day *days = ARENA_ARRAY(&d->arena, struct desk_day, d->day_count + credits.day_count + 1);
    if (d->day_count)
        memcpy(days, d->days, sizeof *days * (size_t)d->day_count);
    d->days = days;
    for (int i = 0; i < credits.day_count; i++) {
        const struct credit_day *day = &credits.days[i];
        if (day->state == DAY_CREDITED || day->state == DAY_NOT_CREDITED)
            continue;
        struct desk_day *out = &days[d->day_count++];
        *out = (struct desk_day){.day = day, .title = ""};
        memcpy(out->crn, person->crn, sizeof out->crn);
        memcpy(out->person, person->id, sizeof out->person);
        out->used = credit_days(&credits, day->requirement, DAY_CREDITED);
        for (int n = 0; n < in.assignment_count; n++)
            if (text_is(in.assignments[n].requirement.id, day->requirement))
                out->maximum = in.assignments[n].requirement.maximum_days;
        add_session(k, &in, out);
    }
    return true;
}

void desk_open_today(struct kiosk *k)
{
    struct desk *d = &k->desk;
    struct store *s = k->drivers.store;
    instant_ms since = date_instant(date_in_london(desk_now(k)), 0);
    arena_clear(&d->arena);
    d->day_count = 0;
    d->days = NULL;
    d->refusing = -1;
    d->concern_count = store_concerns(s, &d->arena, NULL, &d->concerns);
    d->seen_count = store_concerns_seen(s, &d->arena, since, &d->seen);
    d->sat_count = store_sittings_since(s, &d->arena, since, &d->sat);
    int people = desk_may(k, MAY_RESOLVE) ? store_people(s, &d->arena, &d->people) : 0;
    bool read = desk_read_pending(k);
    for (int i = 0; i < people; i++)
        read = read && add_days(k, &d->people[i]);
    if (!read || d->concern_count < 0 || d->seen_count < 0 || d->sat_count < 0 || people < 0) {
        kiosk_store_failed(k);
        return;
    }
    kiosk_go(k, SCREEN_STAFF_TODAY);
    desk_noted(k, AUDIT_LIST, "today", NULL);
}

/* --- concerns --------------------------------------------------------------------------------------------------- */

static const char *concern_title(struct kiosk *k, struct ui *ui, const struct store_concern *c)
{
    const char *who = desk_crn(k, ui->arena, c->person), *at = desk_time(ui, c->at);
    if (text_is(c->kind, "support"))
        return ui_words_with(ui, "%1 asked for support at %2", who, at, NULL);
    return ui_words_with(ui, "%1 gave an answer at %2 that should be looked at", who, at, NULL);
}

static const char *concern_place(struct kiosk *k, struct ui *ui, const struct store_concern *c)
{
    const char *day = desk_date(ui, date_in_london(c->at));
    if (text_is_empty(c->module))
        return ui_words_with(ui, "On %1, at terminal %2.", day, k->site.terminal, NULL);
    return ui_words_with(ui, "On %1, in %2, page %3.", day, desk_title(k, NULL, c->module), c->page);
}

static int concerns_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    for (int i = 0; i < k->desk.concern_count; i++) {
        const struct store_concern *c = &k->desk.concerns[i];
        struct button seen = {.id = arena_printf(ui->arena, "seen.%d", i),
                              .text = ui_words(ui, "Followed up"),
                              .icon = "check",
                              .press = {.kind = PRESS_APP, .item = "seen", .number = i}};
        struct desk_row row = {.title = concern_title(k, ui, c),
                               .text = concern_place(k, ui, c),
                               .note = ui_words(ui, "Support was shown. Nobody has marked this as followed up."),
                               .icon = "alert-circle-outline",
                               .tone = COLOUR_CARE,
                               .loud = true,
                               .buttons = &seen,
                               .button_count = 1};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    for (int i = 0; i < k->desk.seen_count; i++) {
        const struct store_concern *c = &k->desk.seen[i];
        struct store_staff who;
        bool known = *c->seen_by && store_staff_by_id(k->drivers.store, c->seen_by, &who);
        struct desk_row row = {.title = concern_title(k, ui, c),
                               .text = concern_place(k, ui, c),
                               .note = *c->seen_by ? ui_words_with(ui, "Followed up by %1 at %2",
                                                                   known ? arena_strdup(ui->arena, who.name) : "?",
                                                                   desk_time(ui, c->seen_at), NULL)
                                                   : ui_words_with(ui, "Followed up at another terminal at %1",
                                                                   desk_time(ui, c->seen_at), NULL, NULL),
                               .icon = "check-circle",
                               .tone = COLOUR_GOOD};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    if (!k->desk.concern_count && !k->desk.seen_count)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Nobody is waiting for support."));
    return y + ui->in.theme.gap - r.y;
}

/* --- days to resolve -------------------------------------------------------------------------------------------- */

/* Why a day is not credited is asked before it is so. */
static int reason_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button keep = {.id = "keep-refusal",
                          .text = ui_words(ui, "Do not credit this day"),
                          .look = BUTTON_MAIN,
                          .press = press_app("keep-refusal")};
    struct button drop = {.id = "drop-refusal", .text = ui_words(ui, "Go back"), .press = press_app("drop-refusal")};
    const struct button buttons[] = {keep, drop};
    int y = r.y;
    y += desk_field(k, ui, (struct rect){r.x, y, r.w, 0}, FIELD_REASON, ui_words(ui, "Why is it not credited?"));
    return y + desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, buttons, 2) - r.y;
}

static int day_view(struct kiosk *k, struct ui *ui, struct rect r, int index)
{
    const struct desk_day *d = &k->desk.days[index];
    bool plain = d->day->state == DAY_PROPOSED, refusing = k->desk.refusing == index;
    const struct button buttons[] = {{.id = arena_printf(ui->arena, "credit.%d", index),
                                      .text = ui_words(ui, "Credit"),
                                      .look = plain ? BUTTON_MAIN : BUTTON_PLAIN,
                                      .press = {.kind = PRESS_APP, .item = "credit", .number = index}},
                                     {.id = arena_printf(ui->arena, "refuse.%d", index),
                                      .text = ui_words(ui, "Do not credit"),
                                      .press = {.kind = PRESS_APP, .item = "refuse", .number = index}}};
    const char *minutes = ui_words_count(ui, "%d active minute", "%d active minutes", d->active_minutes);
    const char *used = d->maximum ? ui_words_with(ui, "%1 of %2 days used.", arena_printf(ui->arena, "%d", d->used),
                                                  arena_printf(ui->arena, "%d", d->maximum), NULL)
                                  : "";
    const char *how = d->record ? record_how_words(ui->arena, ui->in.interface, d->record) : "";
    struct desk_row row = {.title = ui_words_with(ui, "%1: %2", arena_strdup(ui->arena, d->crn), d->title, NULL),
                           .text = arena_printf(ui->arena, "%s. %s. %s", desk_date(ui, d->day->date), minutes, how),
                           .note = arena_printf(ui->arena, "%s %s", d->day->reason, used),
                           .icon = plain ? "check-circle" : "alert-circle-outline",
                           .tone = plain ? COLOUR_GOOD : COLOUR_CARE,
                           .buttons = buttons,
                           .button_count = refusing ? 0 : 2};
    int y = r.y + desk_row(ui, r, &row);
    if (refusing)
        y += reason_view(k, ui, (struct rect){r.x, y, r.w, 0});
    return y - r.y;
}

static int days_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, site_words(&k->site, SITE_WORDS_TO_RESOLVE)));
    for (int i = 0; i < k->desk.day_count; i++)
        y += day_view(k, ui, (struct rect){r.x, y, r.w, 0}, i);
    if (!k->desk.day_count)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "No day waits to be resolved."));
    return y + ui->in.theme.gap - r.y;
}

static void resolve(struct kiosk *k, int index, bool credited)
{
    if (index < 0 || index >= k->desk.day_count)
        return;
    const struct desk_day *d = &k->desk.days[index];
    const char *reason = k->desk.text[FIELD_REASON];
    const struct credit_day *before;
    enum resolve answer;
    if (!credited && text_is_empty(reason)) {
        desk_say(k, true, WORDS("Type the reason first: the person may ask for it."));
        return;
    }
    struct resolution r = {.requirement = d->day->requirement,
                           .date = d->day->date,
                           .credited = credited,
                           .reason = credited ? "" : arena_strdup(&k->desk.arena, reason)};
    if (!store_resolve(k->drivers.store, &k->desk.arena, d->person, &r, desk_now(k), &answer, &before)) {
        kiosk_store_failed(k);
        return;
    }
    memset(k->desk.text[FIELD_REASON], 0, sizeof k->desk.text[FIELD_REASON]);
    desk_open_today(k);
    if (answer == RESOLVE_OK || answer == RESOLVE_SAME)
        desk_say(k, false,
                 credited ? WORDS("The day is credited.") : WORDS("The day is not credited, with your reason."));
    else
        desk_say(k, true, WORDS("That day was resolved already, or waits no more."));
}

/* --- who sat here ----------------------------------------------------------------------------------------------- */

static int sat_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y, done = 0;
    for (int i = 0; i < k->desk.sat_count; i++)
        done += k->desk.sat[i].completed;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Today"));
    const char *all = ui_words_count(ui, "%d sitting", "%d sittings", k->desk.sat_count);
    const char *finished = ui_words_count(ui, "%d finished", "%d finished", done);
    y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, arena_printf(ui->arena, "%s, %s.", all, finished));
    for (int i = 0; i < k->desk.sat_count; i++) {
        const struct store_sat *sat = &k->desk.sat[i];
        struct desk_row row = {.title = ui_words_with(ui, "%1: %2", arena_strdup(ui->arena, sat->crn),
                                                      desk_title(k, sat->programme, sat->module), NULL),
                               .text = ui_words_with(ui, sat->completed ? "Finished at %1" : "Last here at %1",
                                                     desk_time(ui, sat->last_at), NULL, NULL),
                               .icon = sat->completed ? "check-circle" : "account"};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    return y - r.y;
}

/* --- the screen ------------------------------------------------------------------------------------------------- */

static int ways_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button ways[5];
    int n = 0;
    if (desk_may(k, MAY_SEE_PEOPLE))
        ways[n++] = (struct button){
            .id = "people", .text = ui_words(ui, "People"), .icon = "account-group", .press = press_app("people")};
    if (desk_may(k, MAY_ENROL))
        ways[n++] = (struct button){
            .id = "enrol", .text = ui_words(ui, "Enrol"), .icon = "account-plus", .press = press_app("enrol")};
    if (desk_may(k, MAY_CHECK))
        ways[n++] = (struct button){
            .id = "ready", .text = ui_words(ui, "Readiness"), .icon = "clipboard-check", .press = press_app("ready")};
    if (desk_may(k, MAY_KEEP_STAFF))
        ways[n++] = (struct button){.id = "accounts",
                                    .text = ui_words(ui, "Staff accounts"),
                                    .icon = "account-key",
                                    .press = press_app("accounts")};
    return desk_buttons(ui, r, ways, n);
}

/* What somebody else has to confirm. */
static int pending_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    for (int i = 0; i < k->desk.pending_count; i++) {
        const struct store_pending *p = &k->desk.pending[i];
        if (!text_is(p->act, "erase"))
            continue;
        struct button open = {.id = arena_printf(ui->arena, "pending.%d", i),
                              .text = ui_words(ui, "Open"),
                              .icon_after = "arrow-right",
                              .press = {.kind = PRESS_APP, .item = "pending", .number = i}};
        struct desk_row row = {
            .title = ui_words_with(ui, "%1 is to be erased", desk_crn(k, ui->arena, p->about), NULL, NULL),
            .text = desk_asked_words(k, ui, p),
            .note = ui_words(ui, "Somebody else confirms it, or nothing happens."),
            .icon = "delete",
            .tone = COLOUR_CARE,
            .buttons = &open,
            .button_count = 1};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    return y > r.y ? y + ui->in.theme.gap - r.y : 0;
}

static void view(struct kiosk *k, struct ui *ui)
{
    struct rect column = desk_begin(k, ui, NULL, NULL);
    int y = column.y;
    y += ways_view(k, ui, (struct rect){column.x, y, column.w, 0});
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    y += concerns_view(k, ui, (struct rect){column.x, y, column.w, 0});
    y += pending_view(k, ui, (struct rect){column.x, y, column.w, 0});
    if (desk_may(k, MAY_RESOLVE))
        y += days_view(k, ui, (struct rect){column.x, y, column.w, 0});
    y += sat_view(k, ui, (struct rect){column.x, y, column.w, 0});
    (void)y;
    desk_end(k, ui, column);
}

static void follow_up(struct kiosk *k, int index)
{
    if (index < 0 || index >= k->desk.concern_count)
        return;
    bool done = store_concern_seen(k->drivers.store, k->desk.staff.id, k->desk.concerns[index].id, desk_now(k));
    if (store_is_broken(k->drivers.store)) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_today(k);
    desk_say(k, false, done ? WORDS("Noted as followed up.") : WORDS("Somebody else had noted that already."));
}

static bool press(struct kiosk *k, const struct press *p)
{
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (press_is(p, "people") && desk_may(k, MAY_SEE_PEOPLE))
        desk_open_people(k);
    else if (press_is(p, "enrol") && desk_may(k, MAY_ENROL))
        desk_open_enrol(k);
    else if (press_is(p, "accounts") && desk_may(k, MAY_KEEP_STAFF))
        desk_open_accounts(k);
    else if (press_is(p, "pending") && p->number >= 0 && p->number < k->desk.pending_count)
        desk_open_person(k, k->desk.pending[(int)p->number].about);
    else if (press_is(p, "ready") && desk_may(k, MAY_CHECK))
        desk_open_ready(k);
    else if (press_is(p, "credit") && desk_may(k, MAY_RESOLVE))
        resolve(k, (int)p->number, true);
    else if (press_is(p, "refuse") && desk_may(k, MAY_RESOLVE)) {
        k->desk.refusing = (int)p->number;
        desk_focus(k, "field.reason");
    } else if (press_is(p, "keep-refusal") && desk_may(k, MAY_RESOLVE))
        resolve(k, k->desk.refusing, false);
    else if (press_is(p, "drop-refusal"))
        k->desk.refusing = -1;
    else if (press_is(p, "seen"))
        follow_up(k, (int)p->number);
    else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_today_screen = {.name = "staff-today", .view = view, .press = press};
