/* How one person signs in, on their page for staff: a PIN or three pictures, on show once; their card; tries forgotten.
 */
#include <string.h>

#include "block.h"
#include "card_paper.h"
#include "kiosk_state.h"

static int secret_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    bool pictures = *k->desk.pictures;
    if (!*k->desk.pin && !pictures)
        return 0;
    struct desk_secret secret = {
        .words =
            ui_words(ui, pictures ? "The new pictures, in this order. They are shown this once. Let the person see "
                                    "them, alone."
                                  : "The new PIN. It is shown this once. Let the person see it, alone."),
        .pictures = pictures ? k->desk.pictures : NULL,
        .number = pictures ? NULL : arena_printf(ui->arena, "%.3s %.3s", k->desk.pin, k->desk.pin + 3),
        .hide = ui_words(ui, pictures ? "They are learnt: hide them" : "It is learnt: hide it")};
    return desk_secret_view(ui, r, &secret);
}

bool desk_can_card(const struct kiosk *k)
{
    return desk_may(k, MAY_GIVE_CARD) && printer_can(k->drivers.printer, PRINTER_PAPER);
}

static int ways_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct store_person *p = &k->desk.person;
    struct button ways[4];
    int n = 0;
    ways[n++] = (struct button){
        .id = "new-pin", .text = ui_words(ui, "New PIN"), .icon = "key-variant", .press = press_app("new-pin")};
    if (k->desk.has_card || desk_can_card(k))
        ways[n++] = (struct button){.id = "new-pictures",
                                    .text = ui_words(ui, p->pictures ? "New pictures" : "Three pictures"),
                                    .icon = "image-multiple",
                                    .press = press_app("new-pictures")};
    if (desk_can_card(k))
        ways[n++] = (struct button){
            .id = "card", .text = ui_words(ui, "Print a new card"), .icon = "printer", .press = press_app("card")};
    if (p->locked)
        ways[n++] = (struct button){.id = "unlock",
                                    .text = ui_words(ui, p->pictures ? "Unlock, with the pictures they have"
                                                                     : "Unlock, with the PIN they have"),
                                    .icon = "lock-open",
                                    .press = press_app("unlock")};
    return desk_buttons(ui, r, ways, n);
}

int desk_door_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct store_person *p = &k->desk.person;
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "How they sign in"));
    if (p->pictures)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "With their card and three pictures."));
    else
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                       ui_words_with(ui, "Their code is %1.", arena_printf(ui->arena, "%.4s %s", p->code, p->code + 4),
                                     NULL, NULL));
    if (p->locked)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Locked: too many wrong tries"));
    y += secret_view(k, ui, (struct rect){r.x, y, r.w, 0});
    if (desk_may(k, MAY_GIVE_CARD))
        y += ways_view(k, ui, (struct rect){r.x, y, r.w, 0});
    return y - r.y;
}

void desk_forget_secret(struct kiosk *k)
{
    seal_wipe(k->desk.pin, sizeof k->desk.pin);
    seal_wipe(k->desk.pictures, sizeof k->desk.pictures);
    seal_wipe(k->desk.staff_pin, sizeof k->desk.staff_pin);
}

/* --- what is done ----------------------------------------------------------------------------------------------- */

static void new_pin(struct kiosk *k)
{
    char pin[7];
    if (!store_person_new_pin(k->drivers.store, k->desk.person.id, pin)) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_person(k, k->desk.person.id);
    memcpy(k->desk.pin, pin, sizeof pin);
    seal_wipe(pin, sizeof pin);
    desk_say(k, false, WORDS("The old PIN works no more."));
    desk_focus(k, "hide-pin");
}

/* False: the printer did not take it. */
static bool print_card(struct kiosk *k)
{
    struct arena a;
    char token[CARD_TOKEN];
    if (!store_card_make(k->drivers.store, k->desk.person.id, desk_now(k), token)) {
        kiosk_store_failed(k);
        return false;
    }
    arena_init(&a);
    struct ui_input in = kiosk_ui_input(k);
    struct document_request request = {.interface = in.interface,
                                       .demonstration = store_is_demonstration(k->drivers.store),
                                       .language = kiosk_language(k),
                                       .right_to_left = in.right_to_left,
                                       .date = date_in_london(desk_now(k))};
    struct document *d = card_paper(&a, &request, k->desk.person.code, token);
    bool begun = d && printer_start(k->drivers.printer, PRINTER_PAPER, d, "card");
    seal_wipe(token, sizeof token);
    arena_release(&a);
    k->desk.has_card = true;
    return begun;
}

static void new_card(struct kiosk *k)
{
    bool begun = print_card(k);
    if (!store_is_broken(k->drivers.store))
        desk_say(k, !begun,
                 begun ? WORDS("The card is on its way to the printer. An older card works no more.")
                       : WORDS("It could not be printed. Print the card again: an older one works no more."));
}

void desk_give_pictures(struct kiosk *k)
{
    char pictures[PICTURES_SECRET];
    bool printed = !k->desk.has_card, begun = !printed || print_card(k);
    if (store_is_broken(k->drivers.store))
        return;
    if (!store_pictures_new(k->drivers.store, k->desk.person.id, pictures)) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_person(k, k->desk.person.id);
    memcpy(k->desk.pictures, pictures, sizeof pictures);
    seal_wipe(pictures, sizeof pictures);
    desk_say(k, !begun,
             !begun    ? WORDS("It could not be printed. Print the card again: an older one works no more.")
             : printed ? WORDS("The card is on its way to the printer. They sign in with it and these pictures.")
                       : WORDS("They sign in with their card and these pictures. A PIN works no more."));
    desk_focus(k, "hide-pin");
}

static void unlock(struct kiosk *k)
{
    if (!store_person_unlock(k->drivers.store, k->desk.person.id)) {
        kiosk_store_failed(k);
        return;
    }
    desk_open_person(k, k->desk.person.id);
    desk_say(k, false, WORDS("They can sign in again."));
}

bool desk_door_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "hide-pin"))
        desk_forget_secret(k);
    else if (!desk_may(k, MAY_GIVE_CARD))
        return false;
    else if (press_is(p, "new-pin"))
        new_pin(k);
    else if (press_is(p, "new-pictures") && (k->desk.has_card || desk_can_card(k)))
        desk_give_pictures(k);
    else if (press_is(p, "card") && desk_can_card(k))
        new_card(k);
    else if (press_is(p, "unlock"))
        unlock(k);
    else
        return false;
    return true;
}
