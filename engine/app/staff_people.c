/* Who is enrolled here: found by the keys of their CRN, those who need somebody first. */
#include <string.h>

#include "kiosk_state.h"

#define SHOWN_MAX 12 /* more is what the search is for */

void desk_open_people(struct kiosk *k)
{
    struct desk *d = &k->desk;
    arena_clear(&d->arena);
    d->people_count = store_people(k->drivers.store, &d->arena, &d->people);
    d->person = (struct store_person){0};
    if (d->people_count < 0) {
        kiosk_store_failed(k);
        return;
    }
    kiosk_go(k, SCREEN_STAFF_PEOPLE);
    desk_noted(k, AUDIT_LIST, "people", NULL);
}

static bool is_found(const struct kiosk *k, const struct store_person *p)
{
    return !*k->desk.text[FIELD_SEARCH] || strstr(p->crn, k->desk.text[FIELD_SEARCH]);
}

static int person_view(struct ui *ui, struct rect r, const struct store_person *p, int index)
{
    struct button open = {.id = arena_printf(ui->arena, "person.%s", p->crn),
                          .text = ui_words(ui, "Open"),
                          .icon_after = "arrow-right",
                          .press = {.kind = PRESS_APP, .item = "person", .number = index}};
    struct desk_row row = {.title = arena_strdup(ui->arena, p->crn),
                           .icon = p->concerns ? "alert-circle-outline"
                                   : p->locked ? "lock"
                                               : "account",
                           .tone = p->concerns || p->locked ? COLOUR_CARE : COLOUR_NONE,
                           .loud = p->concerns > 0,
                           .buttons = &open,
                           .button_count = 1};
    if (p->concerns)
        row.note = ui_words_count(ui, "%d concern to follow up", "%d concerns to follow up", p->concerns);
    else if (p->locked)
        row.note = ui_words(ui, "Locked: too many wrong tries");
    return desk_row(ui, r, &row);
}

static void view(struct kiosk *k, struct ui *ui)
{
    struct rect column = desk_begin(k, ui, ui_words(ui, "People"), NULL);
    int y = column.y, found = 0;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    y += desk_field(k, ui, (struct rect){column.x, y, column.w, 0}, FIELD_SEARCH,
                    ui_words(ui, "Find by CRN: type any part of it"));
    for (int i = 0; i < k->desk.people_count; i++)
        if (is_found(k, &k->desk.people[i]) && found++ < SHOWN_MAX)
            y += person_view(ui, (struct rect){column.x, y, column.w, 0}, &k->desk.people[i], i);
    if (!found)
        y += desk_text(ui, (struct rect){column.x, y, column.w, 0}, ui_words(ui, "Nobody here has such a CRN."));
    if (found > SHOWN_MAX)
        y += desk_text(
            ui, (struct rect){column.x, y, column.w, 0},
            ui_words_count(ui, "%d more. Type more of the CRN.", "%d more. Type more of the CRN.", found - SHOWN_MAX));
    if (desk_may(k, MAY_ENROL) && desk_has_sticks(k)) {
        struct button bring = {
            .id = "bring", .text = ui_words(ui, "Bring in from a stick"), .icon = "plus", .press = press_app("bring")};
        y += ui->in.theme.gap_small;
        y += desk_buttons(ui, (struct rect){column.x, y, column.w, 0}, &bring, 1);
    }
    (void)y;
    desk_end(k, ui, column);
}

static bool press(struct kiosk *k, const struct press *p)
{
    int index = (int)p->number;
    if (press_is(p, "bring") && desk_may(k, MAY_ENROL) && desk_has_sticks(k)) {
        desk_open_bring(k);
        return true;
    }
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (!press_is(p, "person"))
        return desk_press(k, p);
    if (index >= 0 && index < k->desk.people_count)
        desk_open_person(k, k->desk.people[index].id);
    return true;
}

const struct screen_driver staff_people_screen = {
    .name = "staff-people", .view = view, .press = press, .focus = "field.search"};
