/* One person's page for staff: what is assigned, how they sign in, their numbers. Nothing of what they wrote. */
#include <string.h>

#include "kiosk_state.h"
#include "person_paper.h"

void desk_open_person(struct kiosk *k, const char *id)
{
    struct desk *d = &k->desk;
    char person[UUID_TEXT];
    memcpy(person, id, sizeof person); /* `id` may be of the arena */
    arena_clear(&d->arena);
    d->people_count = 0;
    d->correcting = false;
    memset(d->text[FIELD_CRN], 0, sizeof d->text[FIELD_CRN]);
    memset(d->text[FIELD_REASON], 0, sizeof d->text[FIELD_REASON]);
    desk_forget_secret(k);
    bool found = store_person_by_id(k->drivers.store, person, &d->person) &&
                 store_identity(k->drivers.store, person, &d->identity);
    d->has_card = store_person_has_card(k->drivers.store, person);
    d->assignment_count = found ? store_assignments(k->drivers.store, &d->arena, person, &d->assignments) : -1;
    if (!desk_read_pending(k) || !desk_read_certificates(k) || d->assignment_count < 0) {
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

/* Where there is something to print with, or to save to. */
static int report_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    if (!desk_may(k, MAY_RESOLVE) || !kiosk_can_take(k))
        return 0;
    y += desk_heading(ui, (struct rect){r.x, y, r.w, 0}, ui_words(ui, "Report about this person"));
    y += desk_text(ui, (struct rect){r.x, y, r.w, 0},
                   ui_words(ui, "Concerns, days, sessions, before and after, and what they chose to show."));
    y += desk_ways(k, ui, (struct rect){r.x, y, r.w, 0}, "report", ui_words(ui, "Print the report"),
                   ui_words(ui, "Save the report"));
    return y - r.y;
}

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct rect column = desk_begin(k, ui, arena_strdup(ui->arena, k->desk.person.crn), NULL);
    bool two = !t->portrait && column.w > t->body.size_px * 42;
    int w = two ? (column.w - t->gap_large) / 2 : column.w, y = column.y, right = column.x;
    y += desk_message(k, ui, (struct rect){column.x, y, column.w, 0});
    int below = y + assigned_view(k, ui, (struct rect){column.x, y, w, 0});
    below += desk_certificates_view(k, ui, (struct rect){column.x, below, w, 0});
    below += report_view(k, ui, (struct rect){column.x, below, w, 0});
    if (two)
        right += w + t->gap_large;
    else
        y = below;
    y += desk_door_view(k, ui, (struct rect){right, y, w, 0});
    y += numbers_view(k, ui, (struct rect){right, y, w, 0});
    if (desk_may(k, MAY_ENROL) && desk_has_sticks(k)) {
        struct button take = {.id = "take-away",
                              .text = ui_words(ui, "Take to another terminal"),
                              .icon = "exit-to-app",
                              .press = press_app("take-away")};
        y += desk_heading(ui, (struct rect){right, y, w, 0}, ui_words(ui, "Where they go on"));
        y += desk_buttons(ui, (struct rect){right, y, w, 0}, &take, 1);
    }
    y += desk_erase_view(k, ui, (struct rect){right, y, w, 0});
    (void)y;
    desk_end(k, ui, column);
}

static void take_report(struct kiosk *k, enum printer_way way)
{
    struct arena a;
    if (!desk_noted(k, AUDIT_EXPORT, "report", k->desk.person.id))
        return;
    arena_init(&a);
    struct ui_input in = kiosk_ui_input(k);
    struct document_request request = {.interface = in.interface,
                                       .language = kiosk_language(k),
                                       .right_to_left = in.right_to_left,
                                       .date = date_in_london(desk_now(k))};
    struct document *d = person_paper(&a, k->drivers.store, k->drivers.library, &k->desk.person, desk_now(k), &request);
    desk_send(k, way, d, arena_printf(&a, "report-%s", k->desk.person.crn),
              way == PRINTER_PAPER
                  ? WORDS("The report is on its way to the printer. It is about a person: take it now.")
                  : WORDS("The report is being saved. It is about a person: look after the file."));
    arena_release(&a);
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
    else if (press_is(p, "take-away") && desk_may(k, MAY_ENROL) && desk_has_sticks(k))
        desk_open_take(k);
    else if (press_is(p, "print-report") && desk_may(k, MAY_RESOLVE))
        take_report(k, PRINTER_PAPER);
    else if (press_is(p, "save-report") && desk_may(k, MAY_RESOLVE))
        take_report(k, PRINTER_FOLDER);
    else if (press_is(p, "correct") && desk_may(k, MAY_CORRECT))
        correct(k);
    else
        return desk_door_press(k, p) || desk_certificates_press(k, p) || desk_erase_press(k, p) || desk_press(k, p);
    return true;
}

const struct screen_driver staff_person_screen = {.name = "staff-person", .view = view, .press = press};
