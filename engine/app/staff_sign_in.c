/* Staff sign in: a name, and a PIN or a passphrase. */
#include <string.h>

#include "kiosk_state.h"

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct button go = {
        .id = "next", .text = ui_words(ui, "Sign in"), .look = BUTTON_MAIN, .press = press_app("staff-sign-in")};
    struct rect column = desk_begin(k, ui, ui_words(ui, "Staff"), &go);
    int y = column.y, w = column.w < t->column_max ? column.w : t->column_max;
    y += desk_heading(ui, (struct rect){column.x, y, w, 0}, ui_words(ui, "Sign in as staff"));
    y += desk_text(ui, (struct rect){column.x, y, w, 0},
                   ui_words(ui, "This is for people who work here. Everything you look at is noted with your name."));
    y += desk_message(k, ui, (struct rect){column.x, y, w, 0});
    y += desk_field(k, ui, (struct rect){column.x, y, w, 0}, FIELD_NAME, ui_words(ui, "Your name"));
    y += desk_field(k, ui, (struct rect){column.x, y, w, 0}, FIELD_SECRET, ui_words(ui, "Your PIN or passphrase"));
    (void)y;
    desk_end(k, ui, column);
}

static void tell(struct kiosk *k, enum sign_in answer, int wait_s, int left)
{
    k->desk.message_number = left;
    switch (answer) {
    case SIGN_IN_OK:
        break;
    case SIGN_IN_WRONG:
    case SIGN_IN_TERMINAL:
        desk_say(k, true,
                 left > 5 ? WORDS("That name and PIN do not go together. Try again.")
                          : WORDS("That name and PIN do not go together. You can try %1 more times."));
        break;
    case SIGN_IN_WAIT:
        desk_say(k, true, WORDS("Wait %1 seconds, then try again."));
        k->desk.wait_until_ms = kiosk_boot_ms(k) + (int64_t)wait_s * 1000;
        break;
    case SIGN_IN_LOCKED:
        desk_say(k, true, WORDS("This account is locked. An administrator gives you a new PIN."));
        break;
    case SIGN_IN_FAILED:
        kiosk_store_failed(k);
        break;
    }
}

static void sign_in(struct kiosk *k)
{
    struct store_staff staff;
    int wait_s = 0, left = 0;
    if (k->desk.wait_until_ms > kiosk_boot_ms(k))
        return;
    if (text_is_empty(k->desk.text[FIELD_NAME]) || !*k->desk.text[FIELD_SECRET]) {
        desk_say(k, true, WORDS("Type your name and your PIN first."));
        return;
    }
    enum sign_in answer = store_staff_sign_in(k->drivers.store, k->desk.text[FIELD_NAME], k->desk.text[FIELD_SECRET],
                                              desk_now(k), &staff, &wait_s, &left);
    seal_wipe(k->desk.text[FIELD_SECRET], sizeof k->desk.text[FIELD_SECRET]);
    tell(k, answer, wait_s, left);
    if (answer != SIGN_IN_OK)
        return;
    memset(k->desk.text, 0, sizeof k->desk.text);
    k->desk.message = NULL;
    k->desk.in = true;
    k->desk.staff = staff;
    desk_open_today(k);
}

static bool press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "staff-sign-in"))
        sign_in(k);
    else if (press_is(p, "back")) {
        memset(k->desk.text, 0, sizeof k->desk.text);
        k->desk.message = NULL;
        kiosk_go(k, SCREEN_ATTRACT);
    } else
        return desk_press(k, p);
    return true;
}

const struct screen_driver staff_sign_in_screen = {
    .name = "staff-sign-in", .view = view, .press = press, .focus = "field.name"};
