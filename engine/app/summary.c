/* The last screens: done, goodbye, and "please call staff", which never claims a save. */
#include "kiosk_state.h"

#define DOUBLE_TAP_MS 400

/* --- done ------------------------------------------------------------------------------------------------------ */

static int saved_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    bool kept = k->record[0];
    struct text_style saved = ui_style(ui, t->subheading, FACE_BOLD, kept ? COLOUR_GOOD : COLOUR_SOFT);
    int icon = t->subheading.line_px;
    ui_icon(ui, kept ? "check-circle" : "information-outline", (struct rect){r.x, r.y, icon, icon}, saved.colour);
    return ui_text(ui, &saved, r.x + icon + t->gap_small / 2, r.y, r.w - icon - t->gap_small / 2,
                   ui_words(ui, kept ? "Saved and safe" : "You were trying it out. Nothing was kept.")) +
           t->gap_small;
}

/* Worth offering where something can be taken away, or where the code is to be kept instead. */
static int print_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct button print = {
        .id = "print", .text = ui_words(ui, "Print or save"), .icon = "printer", .press = press_app("print")};
    int width = ui_button_width(ui, &print);
    if (!kiosk_can_take(k) && !k->record[0])
        return 0;
    ui_button(ui, (struct rect){r.x, r.y, width < r.w ? width : r.w, ui->in.theme.button_height}, &print);
    return ui->in.theme.button_height + ui->in.theme.gap;
}

static void print(struct kiosk *k)
{
    struct print_what what = {
        .attempt = k->attempt,
        .programme = attempt_programme(k->attempt),
        .record = k->record,
        .receipt = k->receipt,
        .date = date_in_london(k->drivers.clock.wall(k->drivers.clock.context)),
        .back = SCREEN_DONE,
    };
    what.finished =
        k->record[0] && certificate_of(k->drivers.store, what.programme, k->person.id, desk_now(k), &what.certificate);
    kiosk_open_print(k, &what);
}

/* Returns the height, with the room above it. */
static int waiting_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    struct text_style hint = ui_style(ui, ui->in.theme.hint, FACE_REGULAR, COLOUR_SOFT);
    int above = ui->in.theme.gap_small / 2;
    if (!k->record[0] || !k->day_proposed)
        return 0;
    return above + ui_text(ui, &hint, r.x, r.y + above, r.w,
                           ui_words_count(ui, "%d day is waiting for your officer to confirm.",
                                          "%d days are waiting for your officer to confirm.", k->day_proposed));
}

static void done_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct top_bar top = {.title = ui_words(ui, "Done"), .cover = k->signed_in, .leave = true};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct button on = {.id = "next",
                        .text = ui_words(ui, k->signed_in ? "Go to my page" : "Finish"),
                        .look = BUTTON_MAIN,
                        .icon_after = "arrow-right",
                        .press = press_app("on")};
    struct bottom_bar bottom = {.audio = &audio, .next = &on};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    const struct module *m = attempt_module(k->attempt);
    bool two = !t->portrait && k->record[0] && column.w > t->body.size_px * 38;
    int side_w = two ? column.w / 3 : column.w, main_w = two ? column.w - side_w - t->gap_large : column.w;
    int y = column.y;
    y += saved_view(k, ui, (struct rect){column.x, y, main_w, 0});
    struct text_style title = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK);
    y += ui_text(ui, &title, column.x, y, main_w,
                 ui_words_with(ui, "You finished %1", wording_text(k->attempt, ui->arena, &m->title), NULL, NULL)) +
         t->gap;
    const char *text = kiosk_take_home(k->attempt, ui->arena);
    if (text)
        y += plan_card(ui, (struct rect){column.x, y, main_w, 0}, ui_words(ui, "My plan"), text, t->gap_small / 2) +
             t->gap;
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    y += ui_text(ui, &body, column.x, y, main_w, ui_words(ui, "Try it once this week. Tell someone how it went."));
    y += two ? waiting_view(k, ui, (struct rect){column.x, y, main_w, 0}) + t->gap : t->gap;
    y += print_view(k, ui, (struct rect){column.x, y, main_w, 0});
    int card_y = two ? column.y : y, card_x = two ? column.x + main_w + t->gap_large : column.x;
    int card_h = k->record[0] ? receipt_card(k, ui, (struct rect){card_x, card_y, side_w, 0}) : 0;
    if (!two)
        waiting_view(k, ui, (struct rect){column.x, y + card_h - t->gap_small / 2, main_w, 0});
    screen_end(k, ui, column);
}

static bool done_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "print")) {
        print(k);
        return true;
    }
    if (!press_is(p, "on"))
        return false;
    if (kiosk_boot_ms(k) - k->done_ms < DOUBLE_TAP_MS)
        return true; /* the other half of a double tap on Finish, in the same place: the receipt stays */
    if (k->signed_in)
        kiosk_go_home(k);
    else
        kiosk_end_sitting(k, SCREEN_GOODBYE);
    return true;
}

const struct screen_driver done_screen = {
    .name = "done", .view = done_view, .press = done_press, .focus = "next", .idles = true};

/* --- goodbye and staff
 * ------------------------------------------------------------------------------------------------ */

static void message_screen(struct kiosk *k, struct ui *ui, const char *icon, const char *title, const char *text)
{
    const struct theme *t = &ui->in.theme;
    struct rect column = screen_begin(k, ui, NULL, NULL);
    int w = column.w < t->column_max ? column.w : t->column_max, size = t->button_height * 3 / 2;
    int x = column.x + (column.w - w) / 2, y = column.y + t->height / 8;
    ui_icon(ui, icon, (struct rect){x, y, size, size}, COLOUR_ACCENT);
    y += size + t->gap;
    struct text_style head = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK);
    struct text_style body = ui_style(ui, t->subheading, FACE_REGULAR, COLOUR_INK);
    y += ui_text(ui, &head, x, y, w, title) + t->gap;
    ui_prose(ui, &body, x, y, w, text);
    screen_end(k, ui, column);
}

static void goodbye_view(struct kiosk *k, struct ui *ui)
{
    const char *text = k->signed_in ? WORDS("Everything is saved. You can carry on from the same place next time.")
                                    : WORDS("Nothing was kept. Come back when you like.");
    message_screen(k, ui, "human-greeting", ui_words(ui, "Goodbye for now"), ui_words(ui, text));
    struct button end = {.id = "end", .text = ui_words(ui, "Finish"), .look = BUTTON_MAIN, .press = press_app("end")};
    const struct theme *t = &ui->in.theme;
    ui_button(
        ui,
        (struct rect){t->margin, t->height - t->margin - t->button_height, ui_button_width(ui, &end), t->button_height},
        &end);
}

static bool goodbye_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "end"))
        k->over = true;
    return true;
}

const struct screen_driver goodbye_screen = {.name = "goodbye", .view = goodbye_view, .press = goodbye_press};

static void staff_view(struct kiosk *k, struct ui *ui)
{
    message_screen(k, ui, "alert-circle-outline", ui_words(ui, "Please call staff"),
                   ui_words(ui, "This machine cannot save any more, so it has stopped. It is not your fault. Your last "
                                "step may not be saved. What was saved before is safe."));
}

static bool staff_press(struct kiosk *k, const struct press *p)
{
    (void)k;
    (void)p;
    return true; /* nothing may go on: nothing could be kept */
}

const struct screen_driver staff_screen = {.name = "staff", .view = staff_view, .press = staff_press};
