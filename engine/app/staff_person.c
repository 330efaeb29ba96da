/* One person's page for staff: what is assigned, how they sign in, their numbers. Nothing of what they wrote. */
#include <string.h>

#include "block.h"
#include "card_paper.h"
#include "kiosk_state.h"

void desk_open_person(struct kiosk *k, const char *id)
{
    struct desk *d = &k->desk;
    char person[UUID_TEXT];
    memcpy(person, id, sizeof person); /* `id` may be of the arena */
    arena_clear(&d->arena);
    d->people_count = 0;
    d->correcting = false;
    memset(d->text[FIELD_CRN], 0, sizeof d->text[FIELD_CRN]);
    bool found = store_person_by_id(k->drivers.store, person, &d->person) &&
                 store_identity(k->drivers.store, person, &d->identity);
    d->assignment_count = found ? store_assignments(k->drivers.store, &d->arena, person, &d->assignments) : -1;
    if (d->assignment_count < 0) {
        kiosk_store_failed(k);
        return;
    }
    kiosk_go(k, SCREEN_STAFF_PERSON);
    desk_noted(k, AUDIT_VIEW, "person", person);
}

static const char *assigned_title(struct kiosk *k, struct ui *ui, const char *module)
{
    const char *slash = strchr(module, '/');
    if (!slash)
        return desk_title(k, module, NULL);
    const char *programme = arena_copy(ui->arena, module, (size_t)(slash - module));
    return ui_words_with(ui, "%1: %2", desk_title(k, programme, NULL), desk_title(k, programme, slash + 1), NULL);
}

static const char *supervision_words(struct ui *ui, enum supervision supervision)
{
    static const char *const words[] = {[SUPERVISION_ORDER] = WORDS("Community order"),
                                        [SUPERVISION_CUSTODY] = WORDS("Custody"),
                                        [SUPERVISION_LICENCE] = WORDS("Licence")};
    return ui_words(ui, words[supervision]);
}

static const char *requirement_words(struct ui *ui, const struct assignment *a)
{
    struct buffer out;
    buffer_init(&out, ui->arena);
    buffer_addf(&out, "%s. ", supervision_words(ui, a->supervision));
    if (text_is_empty(a->requirement.id))
        buffer_adds(&out, ui_words(ui, "No requirement: no day is proposed."));
    else
        buffer_adds(&out, ui_words_with(ui, "Requirement %1.", a->requirement.id, NULL, NULL));
    if (a->requirement.maximum_days)
        buffer_addf(&out, " %s",
                    ui_words_count(ui, "At most %d day.", "At most %d days.", a->requirement.maximum_days));
    if (a->requirement.has_until)
        buffer_addf(&out, " %s", ui_words_with(ui, "Until %1.", desk_date(ui, a->requirement.until), NULL, NULL));
    return buffer_text(&out);
}

static int assigned_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "What is assigned"));
    for (int i = 0; i < k->desk.assignment_count; i++) {
        const struct assignment *a = &k->desk.assignments[i];
        struct desk_row row = {
            .title = assigned_title(k, ui, a->module), .text = requirement_words(ui, a), .icon = "calendar-check"};
        y += desk_row(ui, (struct rect){r.x, y, r.w, 0}, &row);
    }
    if (!k->desk.assignment_count)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Nothing is assigned yet."));
    if (desk_may(k, MAY_ASSIGN)) {
        struct button assign = {
            .id = "assign", .text = ui_words(ui, "Assign a programme"), .icon = "plus", .press = press_app("assign")};
        y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, &assign, 1);
    }
    return y + ui->in.theme.gap_small - r.y;
}

/* The PIN is on show once, for the person to learn: it is seen and never said, so that no loudspeaker tells it to a
 * room. */
static int pin_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    if (!*k->desk.pin)
        return 0;
    int pad = t->gap, w = r.w - 2 * pad, y = r.y + pad;
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    struct text_style number = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK);
    body.on = number.on = COLOUR_TINT;
    number.silent = true;
    int box = panel_begin(ui, r, COLOUR_TINT, COLOUR_ACCENT, 4, t->radius);
    y += ui_text(ui, &body, r.x + pad, y, w,
                 ui_words(ui, "The new PIN. It is shown this once. Let the person see it, alone.")) +
         t->gap_small;
    y += ui_text(ui, &number, r.x + pad, y, w, arena_printf(ui->arena, "%.3s %.3s", k->desk.pin, k->desk.pin + 3)) +
         t->gap_small;
    struct button hide = {
        .id = "hide-pin", .text = ui_words(ui, "It is learnt: hide it"), .press = press_app("hide-pin")};
    y += desk_buttons(ui, (struct rect){r.x + pad, y, w, 0}, &hide, 1) - t->gap;
    panel_end(ui, box, y + pad - r.y);
    return y + pad + t->gap - r.y;
}

static int door_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button ways[4];
    int n = 0, y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "How they sign in"));
    y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                   ui_words_with(ui, "Their code is %1.",
                                 arena_printf(ui->arena, "%.4s %s", k->desk.person.code, k->desk.person.code + 4), NULL,
                                 NULL));
    if (k->desk.person.locked)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Locked: too many wrong tries"));
    y += pin_view(k, ui, (struct rect){r.x, y, r.w, 0});
    if (desk_may(k, MAY_GIVE_CARD)) {
        ways[n++] = (struct button){
            .id = "new-pin", .text = ui_words(ui, "New PIN"), .icon = "key-variant", .press = press_app("new-pin")};
        if (printer_can(k->drivers.printer, PRINTER_PAPER))
            ways[n++] = (struct button){
                .id = "card", .text = ui_words(ui, "Print a new card"), .icon = "printer", .press = press_app("card")};
        if (k->desk.person.locked)
            ways[n++] = (struct button){.id = "unlock",
                                        .text = ui_words(ui, "Unlock, with the PIN they have"),
                                        .icon = "lock-open",
                                        .press = press_app("unlock")};
    }
    y += desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, ways, n);
    return y - r.y;
}

static int numbers_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Their numbers"));
    if (*k->desk.identity.prison_number)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                       ui_words_with(ui, "Prison number: %1", arena_strdup(ui->arena, k->desk.identity.prison_number),
                                     NULL, NULL));
    if (*k->desk.identity.pnc)
        y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                       ui_words_with(ui, "PNC: %1", arena_strdup(ui->arena, k->desk.identity.pnc), NULL, NULL));
    if (!desk_may(k, MAY_CORRECT))
        return y - r.y;
    struct button correct = {
        .id = "correct", .text = ui_words(ui, "Correct the CRN"), .icon = "pencil", .press = press_app("correct")};
    if (k->desk.correcting) {
        y += desk_field(k, ui, (struct rect){r.x, y, r.w, 0}, FIELD_CRN, ui_words(ui, "The right CRN"));
        correct.text = ui_words(ui, "Keep this CRN");
    }
    return y + desk_buttons(ui, (struct rect){r.x, y, r.w, 0}, &correct, 1) - r.y;
}

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct rect column = desk_begin(k, ui, arena_strdup(ui->arena, k->desk.person.crn), NULL);
    bool two = !t->portrait && column.w > t->body.size_px * 42;
    int w = two ? (column.w - t->gap_large) / 2 : column.w, y = column.y, right = column.x;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    int below = y + assigned_view(k, ui, (struct rect){column.x, y, w, 0});
    if (two)
        right += w + t->gap_large;
    else
        y = below;
    y += door_view(k, ui, (struct rect){right, y, w, 0});
    y += numbers_view(k, ui, (struct rect){right, y, w, 0});
    (void)y;
    desk_end(k, ui, column);
}

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

static void print_card(struct kiosk *k)
{
    struct arena a;
    char token[CARD_TOKEN];
    if (!store_card_make(k->drivers.store, k->desk.person.id, desk_now(k), token)) {
        kiosk_store_failed(k);
        return;
    }
    arena_init(&a);
    struct ui_input in = kiosk_ui_input(k);
    struct document_request request = {.interface = in.interface,
                                       .language = kiosk_language(k),
                                       .right_to_left = in.right_to_left,
                                       .date = date_in_london(desk_now(k))};
    struct document *d = card_paper(&a, &request, k->desk.person.code, token);
    bool begun = d && printer_start(k->drivers.printer, PRINTER_PAPER, d, "card");
    seal_wipe(token, sizeof token);
    arena_release(&a);
    desk_say(k, !begun,
             begun ? WORDS("The card is on its way to the printer. An older card works no more.")
                   : WORDS("It could not be printed. Print the card again: an older one works no more."));
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

static void correct(struct kiosk *k)
{
    struct arena a;
    struct problems problems;
    char crn[CRN_TEXT];
    if (!k->desk.correcting) {
        k->desk.correcting = true;
        desk_focus(k, "field.crn");
        return;
    }
    enum identifier_fault fault = crn_read(k->desk.text[FIELD_CRN], crn);
    if (fault) {
        desk_say(k, true, identifier_words(fault));
        return;
    }
    arena_init(&a);
    problems_init(&problems, &a);
    bool done = store_person_correct_crn(k->drivers.store, k->desk.person.id, crn, &problems);
    arena_release(&a);
    if (store_is_broken(k->drivers.store))
        kiosk_store_failed(k);
    else if (!done)
        desk_say(k, true, WORDS("That CRN is here already. Look for it in the list."));
    else {
        desk_open_person(k, k->desk.person.id);
        desk_say(k, false, WORDS("The CRN was corrected. What was done under it stays with the person."));
    }
}

static bool press(struct kiosk *k, const struct press *p)
{
    k->desk.message = p->kind == PRESS_APP ? NULL : k->desk.message;
    if (press_is(p, "assign") && desk_may(k, MAY_ASSIGN))
        desk_open_assign(k);
    else if (press_is(p, "new-pin") && desk_may(k, MAY_GIVE_CARD))
        new_pin(k);
    else if (press_is(p, "card") && desk_may(k, MAY_GIVE_CARD))
        print_card(k);
    else if (press_is(p, "unlock") && desk_may(k, MAY_GIVE_CARD))
        unlock(k);
    else if (press_is(p, "hide-pin"))
        seal_wipe(k->desk.pin, sizeof k->desk.pin);
    else if (press_is(p, "correct") && desk_may(k, MAY_CORRECT))
        correct(k);
    else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_person_screen = {.name = "staff-person", .view = view, .press = press};
