/* Assigning: which programme, under what supervision, for which requirement. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk_state.h"

void desk_open_assign(struct kiosk *k)
{
    memset(k->desk.text, 0, sizeof k->desk.text);
    k->desk.programme = NULL;
    k->desk.needs = 0;
    k->desk.needs_open = k->desk.wished = false;
    k->desk.supervision = text_is(k->site.setting, "custody") ? SUPERVISION_CUSTODY : SUPERVISION_ORDER;
    kiosk_go(k, SCREEN_STAFF_ASSIGN);
}

static int programmes_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button buttons[PROGRAMMES_MAX];
    int n = 0, y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Which programme?"));
    const struct programme *p;
    for (int at = 0; (p = library_next(k->drivers.library, &at));) {
        if (p->example || !p->module_count)
            continue;
        buttons[n++] = (struct button){.id = arena_printf(ui->arena, "programme.%s", p->id),
                                       .text = desk_title(k, p->id, NULL),
                                       .chosen = text_is(k->desk.programme, p->id),
                                       .press = {.kind = PRESS_APP, .item = "programme", .text = p->id}};
    }
    ui->group = ui_words(ui, "Which programme?");
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, buttons, n);
    ui->group = NULL;
    return y - r.y;
}

static int supervision_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    static const char *const words[] = {[SUPERVISION_ORDER] = WORDS("Community order"),
                                        [SUPERVISION_CUSTODY] = WORDS("Custody"),
                                        [SUPERVISION_LICENCE] = WORDS("Licence")};
    struct button buttons[3];
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Under what?"));
    for (int i = 0; i < 3; i++)
        buttons[i] = (struct button){.id = arena_printf(ui->arena, "supervision.%d", i),
                                     .text = ui_words(ui, words[i]),
                                     .chosen = (int)k->desk.supervision == i,
                                     .press = {.kind = PRESS_APP, .item = "supervision", .number = i}};
    ui->group = ui_words(ui, "Under what?");
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, buttons, 3);
    ui->group = NULL;
    if (k->desk.supervision != SUPERVISION_ORDER)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, site_words(&k->site, SITE_WORDS_NONE)));
    return y - r.y;
}

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct button assign = {
        .id = "next", .text = ui_words(ui, "Assign"), .look = BUTTON_MAIN, .press = press_app("assign")};
    struct rect column = desk_begin(
        k, ui, ui_words_with(ui, "Assign to %1", arena_strdup(ui->arena, k->desk.person.crn), NULL, NULL), &assign);
    bool two = !t->portrait && column.w > t->body.size_px * 42;
    int w = two ? (column.w - t->gap_large) / 2 : column.w, y = column.y, right = column.x;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    int below = y + desk_suggest_view(k, ui, (struct rect){column.x, y, w, 0});
    below += programmes_view(k, ui, (struct rect){column.x, below, w, 0});
    below += desk_chosen_view(k, ui, (struct rect){column.x, below, w, 0});
    below += supervision_view(k, ui, (struct rect){column.x, below, w, 0});
    if (two)
        right += w + t->gap_large;
    else
        y = below;
    y += desk_field(k, ui, (struct rect){right, y, w, 0}, FIELD_REQUIREMENT,
                    ui_words(ui, "Requirement id, if the order has one"));
    y += desk_field(k, ui, (struct rect){right, y, w, 0}, FIELD_MAXIMUM, ui_words(ui, "Most days, if known"));
    y += desk_field(k, ui, (struct rect){right, y, w, 0}, FIELD_UNTIL, ui_words(ui, "Until, as 31/3/2027, if known"));
    (void)y;
    desk_end(k, ui, column);
}

/* "31/3/2027" as people write it, or "2027-03-31" as systems do. */
static bool day_read(const char *text, struct local_date *out)
{
    char extra;
    if (date_parse(text, out))
        return true;
    return sscanf(text, "%2d/%2d/%4d%c", &out->day, &out->month, &out->year, &extra) == 3 && out->year >= 2000 &&
           date_is_valid(*out);
}

/* NULL when `out` holds what is typed; else what is wrong. */
static const char *requirement_read(struct kiosk *k, struct requirement *out)
{
    const char *id = k->desk.text[FIELD_REQUIREMENT], *most = k->desk.text[FIELD_MAXIMUM],
               *until = k->desk.text[FIELD_UNTIL];
    *out = (struct requirement){0};
    if (!text_is_empty(id) && (strspn(id, "0123456789") != strlen(id) || id[0] == '0'))
        return WORDS("A requirement id is a number, as 2500000001.");
    if (strspn(most, "0123456789") != strlen(most))
        return WORDS("Most days is a number.");
    if (!text_is_empty(until) && !(out->has_until = day_read(until, &out->until)))
        return WORDS("Type the last day as day, month and year: 31/3/2027.");
    if (out->has_until && date_compare(out->until, date_in_london(desk_now(k))) < 0)
        return WORDS("That last day has gone by.");
    out->id = text_is_empty(id) ? NULL : id;
    out->maximum_days = atoi(most);
    return NULL;
}

static void assign(struct kiosk *k)
{
    char id[UUID_TEXT];
    struct arena a;
    struct problems problems;
    struct assignment assignment = {.id = id, .module = k->desk.programme, .supervision = k->desk.supervision};
    const char *fault =
        k->desk.programme ? requirement_read(k, &assignment.requirement) : WORDS("Choose a programme first.");
    if (fault) {
        desk_say(k, true, fault);
        return;
    }
    seal_uuid7(desk_now(k), id);
    arena_init(&a);
    problems_init(&problems, &a);
    bool ok = store_assign(k->drivers.store, k->desk.person.id, &assignment, desk_now(k), &problems);
    arena_release(&a);
    if (!ok) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_person(k, k->desk.person.id);
    desk_say(k, false, WORDS("Assigned. It is on their page the next time they sign in."));
}

static bool press(struct kiosk *k, const struct press *p)
{
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    const struct programme *wanted = press_is(p, "programme") ? library_programme(k->drivers.library, p->text) : NULL;
    if (wanted)
        k->desk.programme = wanted->id;
    else if (press_is(p, "supervision"))
        k->desk.supervision = (enum supervision)p->number;
    else if (press_is(p, "assign") && desk_may(k, MAY_ASSIGN))
        assign(k);
    else
        return desk_suggest_press(k, p) || desk_press(k, p);
    return true;
}

const struct screen_driver staff_assign_screen = {.name = "staff-assign", .view = view, .press = press};
