/* Enrolling: the CRN, and the other numbers when they are known. The new PIN is shown on the person's page. */
#include <string.h>

#include "demonstration.h"
#include "kiosk_state.h"

void desk_open_enrol(struct kiosk *k)
{
    memset(k->desk.text, 0, sizeof k->desk.text);
    k->desk.with_pictures = false;
    kiosk_go(k, SCREEN_STAFF_ENROL);
}

static int ways_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct button ways[] = {{.id = "way.pin",
                                   .text = ui_words(ui, "6 numbers"),
                                   .chosen = !k->desk.with_pictures,
                                   .press = {.kind = PRESS_APP, .item = "way", .number = 0}},
                                  {.id = "way.pictures",
                                   .text = ui_words(ui, "A card and three pictures"),
                                   .chosen = k->desk.with_pictures,
                                   .press = {.kind = PRESS_APP, .item = "way", .number = 1}}};
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "How will they sign in?"));
    ui->group = ui_words(ui, "How will they sign in?");
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, ways, 2);
    ui->group = NULL;
    return y - r.y;
}

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct button enrol = {
        .id = "next", .text = ui_words(ui, "Enrol"), .look = BUTTON_MAIN, .press = press_app("enrol")};
    struct rect column = desk_begin(k, ui, ui_words(ui, "Enrol somebody"), &enrol);
    int y = column.y, w = column.w < t->column_max ? column.w : t->column_max;
    y += desk_message(k, ui, (struct rect){column.x, y, w, 0});
    y += desk_field(k, ui, (struct rect){column.x, y, w, 0}, FIELD_CRN, ui_words(ui, "CRN, as X123456"));
    y += desk_field(k, ui, (struct rect){column.x, y, w, 0}, FIELD_PRISON_NUMBER,
                    ui_words(ui, "Prison number, as A1234BC, if there is one"));
    y += desk_field(k, ui, (struct rect){column.x, y, w, 0}, FIELD_PNC,
                    ui_words(ui, "PNC, as 2002/0073319Z, if it is known"));
    if (desk_can_card(k))
        y += ways_view(k, ui, (struct rect){column.x, y, w, 0});
    (void)y;
    desk_end(k, ui, column);
}

/* The first fault of what is typed. */
static enum identifier_fault typed_fault(struct kiosk *k, char crn[CRN_TEXT], struct store_identity *identity)
{
    const char *prison = k->desk.text[FIELD_PRISON_NUMBER], *pnc = k->desk.text[FIELD_PNC];
    enum identifier_fault fault = crn_read(k->desk.text[FIELD_CRN], crn);
    if (!fault && !text_is_empty(prison))
        fault = prison_number_read(prison, identity->prison_number);
    if (!fault && !text_is_empty(pnc))
        fault = pnc_read(pnc, date_in_london(desk_now(k)).year, identity->pnc);
    return fault;
}

static void enrol(struct kiosk *k)
{
    struct store *s = k->drivers.store;
    struct store_identity identity = {0};
    struct store_person person;
    struct problems problems;
    struct arena a;
    char crn[CRN_TEXT], pin[7];
    enum identifier_fault fault = typed_fault(k, crn, &identity);
    if (fault) {
        desk_say(k, true, identifier_words(fault));
        return;
    }
    if (store_is_nobodys(s, crn)) {
        desk_say(k, true, WORDS("That is the made-up person of demonstrations. It cannot be enrolled here."));
        return;
    }
    if (store_person_by_crn(s, crn, &person)) {
        desk_say(k, true, WORDS("That CRN is here already. Look for it in the list."));
        return;
    }
    arena_init(&a);
    problems_init(&problems, &a);
    bool ok = store_person_add(s, crn, desk_now(k), &person, pin, &problems);
    arena_release(&a);
    ok = ok && ((!*identity.prison_number && !*identity.pnc) || store_identity_set(s, person.id, &identity));
    if (!ok) {
        kiosk_store_failed(k);
        return;
    }
    memset(k->desk.text, 0, sizeof k->desk.text);
    desk_open_person(k, person.id);
    if (k->desk.with_pictures && desk_can_card(k))
        desk_give_pictures(k);
    else {
        memcpy(k->desk.pin, pin, sizeof pin);
        desk_say(k, false, WORDS("Enrolled. Show them the PIN, then assign a programme."));
    }
    seal_wipe(pin, sizeof pin);
}

static bool press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "enrol") && desk_may(k, MAY_ENROL))
        enrol(k);
    else if (press_is(p, "way"))
        k->desk.with_pictures = p->number > 0;
    else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_enrol_screen = {
    .name = "staff-enrol", .view = view, .press = press, .focus = "field.crn"};
