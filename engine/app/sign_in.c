/* Signing in with a code and a PIN on a keypad that fits a thumb; and the cover, which the PIN takes away. */
#include <stdio.h>
#include <string.h>

#include "demonstration.h"
#include "kiosk_state.h"

#define KEYPAD_MAX_W 560 /* at size M: a hand's width */

/* --- the keypad ------------------------------------------------------------------------------------------------ */

static void key_view(struct ui *ui, struct rect r, int digit)
{
    const struct theme *t = &ui->in.theme;
    const char *name = arena_printf(ui->arena, "%d", digit);
    const char *id = arena_printf(ui->arena, "digit.%d", digit);
    struct text_style style = ui_style(ui, t->digit, FACE_BOLD, COLOUR_INK);
    enum colour fill = text_is(ui->in.pressed, id) ? COLOUR_TINT : COLOUR_CARD;
    style.align = ALIGN_CENTRE;
    style.on = fill;
    style.silent = true; /* ten digits read out in turn tell nobody anything; moving to one names it */
    ui_box(ui, r, fill, COLOUR_EDGE, 2, t->radius);
    ui_text(ui, &style, r.x, r.y + (r.h - t->digit.line_px) / 2, r.w, name);
    ui_target(ui, (struct target){.id = id,
                                  .name = name,
                                  .role = ROLE_KEY,
                                  .rect = r,
                                  .press = {.kind = PRESS_APP, .item = "digit", .number = digit}});
}

int keypad_view(struct kiosk *k, struct ui *ui, struct rect r, const char *go_text, const char *go_item)
{
    (void)k;
    const struct theme *t = &ui->in.theme;
    int gap = t->gap_small, key_w = (r.w - 2 * gap) / 3;
    int key_h = (r.h - 4 * gap) / 5;
    int most = t->button_height * 4 / 3;
    if (key_h > most)
        key_h = most;
    if (key_h < t->target_min)
        key_h = t->target_min;
    for (int i = 0; i < 12; i++) {
        struct rect key = {r.x + i % 3 * (key_w + gap), r.y + i / 3 * (key_h + gap), key_w, key_h};
        key = ui_unturned(ui, r, key);
        if (i < 9)
            key_view(ui, key, i + 1);
        else if (i == 10)
            key_view(ui, key, 0);
        else {
            struct button b = {.id = i == 9 ? "clear" : "backspace",
                               .text = ui_words(ui, i == 9 ? "Clear" : "Delete"),
                               .icon = i == 9 ? NULL : "backspace",
                               .icon_only = i != 9,
                               .press = press_app(i == 9 ? "clear" : "backspace")};
            if (i == 9 && ui_button_width(ui, &b) > key_w) {
                b.icon = "close";
                b.icon_only = true; /* a word that does not fit would break in two */
            }
            ui_button(ui, key, &b);
        }
    }
    struct button go = {.id = "go", .text = go_text, .look = BUTTON_MAIN, .press = press_app(go_item)};
    ui_button(ui, (struct rect){r.x, r.y + 4 * (key_h + gap), r.w, key_h}, &go);
    return 5 * key_h + 4 * gap;
}

bool keypad_press(struct kiosk *k, const struct press *press, int most)
{
    char *digits = k->form.digits;
    size_t length = strlen(digits);
    if (press_is(press, "digit")) {
        if (length < (size_t)most) {
            digits[length] = (char)('0' + (int)press->number);
            digits[length + 1] = '\0';
        }
        k->form.message = NULL;
    } else if (press_is(press, "clear"))
        digits[0] = '\0';
    else if (press_is(press, "backspace")) {
        if (length)
            digits[length - 1] = '\0';
    } else
        return false;
    return true;
}

int digits_view(struct kiosk *k, struct ui *ui, int x, int y, int width, int most, const char *hidden)
{
    const struct theme *t = &ui->in.theme;
    int gap = t->gap_small / 2 + 4, w = (width - (most - 1) * gap) / most, h = t->button_height * 6 / 5;
    if (w > t->button_height)
        w = t->button_height;
    int typed = (int)strlen(k->form.digits);
    struct text_style style = ui_style(ui, t->digit, FACE_BOLD, COLOUR_INK);
    style.align = ALIGN_CENTRE;
    style.on = COLOUR_CARD;
    style.silent = true;
    for (int i = 0; i < most; i++) {
        struct rect all = {x, y, most * (w + gap) - gap, h}, box = {x + i * (w + gap), y, w, h};
        box = ui_unturned(ui, all, box);
        bool next = i == typed;
        ui_box(ui, box, COLOUR_CARD, next ? COLOUR_ACCENT : COLOUR_INK, next ? 5 : 3, t->radius * 3 / 4);
        const char *mark = hidden ? "•" : arena_printf(ui->arena, "%c", k->form.digits[i]);
        if (i < typed)
            ui_text(ui, &style, box.x, box.y + (h - t->digit.line_px) / 2, box.w, mark);
    }
    ui_say(ui,
           ui_words_with(ui, hidden ? hidden : WORDS("%1 of %2 numbers typed."), arena_printf(ui->arena, "%d", typed),
                         arena_printf(ui->arena, "%d", most), NULL),
           NULL);
    return h;
}

/* --- sign-in
 * ---------------------------------------------------------------------------------------------------------- */

static int message_view(struct kiosk *k, struct ui *ui, int x, int y, int width)
{
    const struct theme *t = &ui->in.theme;
    if (!k->form.message)
        return 0;
    int64_t left_ms = k->form.wait_until_ms - kiosk_boot_ms(k);
    const char *number =
        arena_printf(ui->arena, "%d", left_ms > 0 ? (int)((left_ms + 999) / 1000) : k->form.message_number);
    const char *text = ui_words_with(ui, k->form.message, number, NULL, NULL);
    struct text_style style = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    style.on = COLOUR_CARE_TINT;
    int pad = t->gap_small, h = ui_text_height(ui, &style, width - 2 * pad - 6, text) + 2 * pad;
    ui_box(ui, (struct rect){x, y, width, h}, COLOUR_CARE_TINT, COLOUR_CARE, 3, t->radius / 2);
    ui_text(ui, &style, x + pad + 3, y + pad, width - 2 * pad - 6, text);
    return h + t->gap;
}

/* What is typed or chosen, hidden. */
static int chosen_view(struct kiosk *k, struct ui *ui, int x, int y, int width)
{
    if (k->form.stage == STAGE_CODE)
        return digits_view(k, ui, x, y, width, CODE_DIGITS, NULL);
    if (k->form.stage == STAGE_PIN)
        return digits_view(k, ui, x, y, width, PIN_DIGITS, WORDS("%1 of %2 numbers typed."));
    return digits_view(k, ui, x, y, width, PICTURES_CHOSEN, WORDS("%1 of %2 pictures chosen."));
}

static int words_view(struct kiosk *k, struct ui *ui, int x, int y, int width)
{
    static const struct {
        const char *heading, *body;
    } words[] = {
        [STAGE_CODE] = {WORDS("Type the code on your card"), WORDS("It has 8 numbers. Your officer gave it to you.")},
        [STAGE_PIN] = {WORDS("Type your 6 numbers"), WORDS("Your officer gave them to you. They are not shown here.")},
        [STAGE_PICTURES] = {WORDS("Choose your 3 pictures"),
                            WORDS("One after another, as you learnt them. They move around each time.")},
    };
    const struct theme *t = &ui->in.theme;
    int top = y;
    struct text_style heading = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    y += ui_text(ui, &heading, x, y, width, ui_words(ui, words[k->form.stage].heading)) + t->gap_small;
    y += ui_text(ui, &body, x, y, width, ui_words(ui, words[k->form.stage].body)) + t->gap;
    y += message_view(k, ui, x, y, width);
    y += chosen_view(k, ui, x, y, width) + t->gap;
    return y - top;
}

static int ways_view(struct kiosk *k, struct ui *ui, int x, int y, int width)
{
    const struct theme *t = &ui->in.theme;
    struct button ways[] = {
        {.id = "lost",
         .text = ui_words(ui, k->form.stage == STAGE_PICTURES ? WORDS("I have lost my pictures")
                                                              : WORDS("I have lost my card or my numbers")),
         .icon = "help-circle-outline",
         .look = BUTTON_QUIET,
         .press = press_app("call-staff")},
        {.id = "try",
         .text = ui_words(ui, "Try it without signing in. Nothing is kept."),
         .icon = "play-circle-outline",
         .look = BUTTON_QUIET,
         .press = press_app("try")},
    };
    int top = y, count = k->form.stage == STAGE_CODE ? 2 : 1;
    for (int i = 0; i < count; i++) {
        int natural = ui_button_width(ui, &ways[i]), w = natural < width ? natural : width;
        int h = ui_button_height(ui, &ways[i], w);
        ui_button(ui, (struct rect){x, y, w, h}, &ways[i]);
        y += h + t->gap_small / 2;
    }
    return y - top;
}

/* From `y` to the end of the body, whether or not it scrolls now: a keypad that shrank to make room for the scroll
 * controls would fit again, and the controls would come and go with every frame, under the finger. */
static int room_below(const struct ui *ui, int y)
{
    return ui->scroll.bottom - (y + ui->scroll.scroll_px) - 2 * ui->in.theme.focus_px;
}

static int pad_view(struct kiosk *k, struct ui *ui, struct rect r, const char *go_text, const char *go_item)
{
    return k->form.stage == STAGE_PICTURES ? pictures_view(k, ui, r, go_text, go_item)
                                           : keypad_view(k, ui, r, go_text, go_item);
}

static bool pad_press(struct kiosk *k, const struct press *p)
{
    return k->form.stage == STAGE_PICTURES ? pictures_press(k, p)
                                           : keypad_press(k, p, k->form.stage == STAGE_PIN ? PIN_DIGITS : CODE_DIGITS);
}

/* Below the words: half the screen, or what is left of it for pictures, which may shrink. */
static int pad_room(const struct kiosk *k, const struct ui *ui, int y)
{
    const struct theme *t = &ui->in.theme;
    int room = room_below(ui, y) - t->button_height - t->gap;
    return k->form.stage == STAGE_PICTURES && room < t->height / 2 ? room : t->height / 2;
}

static void sign_in_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct button back = {.id = "back", .text = ui_words(ui, "Back"), .icon = "arrow-left", .press = press_app("back")};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct bottom_bar bottom = {.back = &back, .audio = &audio};
    struct top_bar top = {.title = ui_words(ui, "Sign in")};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    bool beside = !t->portrait;
    int gap = t->gap_large, pad_w = t->button_height * 6;
    if (pad_w > column.w * 2 / 5 && beside)
        pad_w = column.w * 2 / 5;
    if (!beside && pad_w > column.w)
        pad_w = column.w;
    int words_w = beside ? column.w - pad_w - gap : column.w;
    int left = column.y + words_view(k, ui, column.x, column.y, words_w);
    const char *go = ui_words(ui, k->form.stage == STAGE_CODE ? "Go on" : "Sign in");
    struct rect pad = {beside ? column.x + words_w + gap : column.x, beside ? column.y : left,
                       beside ? pad_w : column.w, beside ? room_below(ui, column.y) : pad_room(k, ui, left)};
    int pad_h = pad_view(k, ui, pad, go, "go");
    ways_view(k, ui, column.x, beside ? left : pad.y + pad_h + t->gap, words_w);
    screen_end(k, ui, column);
}

static void try_code(struct kiosk *k)
{
    struct sign_in_form *f = &k->form;
    if (strlen(f->digits) < CODE_DIGITS)
        f->message = WORDS("The code has 8 numbers. Type all of them.");
    else if (k->drivers.store && store_is_nobodys(k->drivers.store, f->digits))
        f->message = WORDS("That code is for demonstrations. Here you use your own.");
    else if (!code_is_valid(f->digits))
        f->message = WORDS("That code does not look right. Check each number on your card.");
    else {
        memcpy(f->code, f->digits, sizeof f->code);
        f->stage = STAGE_PIN;
        f->message = NULL;
        k->focus.id[0] = '\0';
    }
    if (f->stage == STAGE_CODE)
        return;
    seal_wipe(f->digits, sizeof f->digits);
}

/* What the store answered, in words. Wrong code and wrong PIN sound the same. */
static void tell_result(struct kiosk *k, enum sign_in result, int wait_s, int left)
{
    struct sign_in_form *f = &k->form;
    f->message_number = left;
    switch (result) {
    case SIGN_IN_OK:
        break;
    case SIGN_IN_WRONG:
        f->message =
            f->stage == STAGE_PICTURES
                ? WORDS("Those are not the right pictures, or not in the right order. You can try %1 more times.")
            : left > 5 ? WORDS("Those numbers do not go with that code. Try again.")
                       : WORDS("Those numbers do not go with that code. You can try %1 more times.");
        break;
    case SIGN_IN_WAIT:
        f->message = WORDS("Wait %1 seconds, then try again.");
        f->wait_until_ms = kiosk_boot_ms(k) + (int64_t)wait_s * 1000;
        break;
    case SIGN_IN_LOCKED:
        f->message = WORDS("This code is locked to keep it safe. Ask staff to open it.");
        break;
    case SIGN_IN_TERMINAL:
        f->message = WORDS("There were too many wrong tries on this machine. Ask staff to open it.");
        break;
    case SIGN_IN_FAILED:
        kiosk_store_failed(k);
        break;
    }
    if (f->message)
        kiosk_say(k, ui_words_with(&k->ui[k->current], f->message,
                                   arena_printf(&k->frame[k->current], "%d", result == SIGN_IN_WAIT ? wait_s : left),
                                   NULL, NULL));
}

static enum sign_in ask_store(struct kiosk *k, struct store_person *person, int *wait_s, int *left)
{
    struct sign_in_form *f = &k->form;
    struct store *s = k->drivers.store;
    instant_ms now = k->drivers.clock.wall(k->drivers.clock.context);
    if (k->signed_in)
        return store_sign_in_again(s, k->person.id, f->digits, now, person, wait_s, left);
    if (*f->token)
        return store_sign_in_card(s, f->token, f->digits, now, person, wait_s, left);
    return store_sign_in(s, f->code, f->digits, now, person, wait_s, left);
}

static bool try_secret(struct kiosk *k, struct store_person *person)
{
    struct sign_in_form *f = &k->form;
    bool pictures = f->stage == STAGE_PICTURES;
    if (strlen(f->digits) < (pictures ? PICTURES_CHOSEN : PIN_DIGITS)) {
        f->message = pictures ? WORDS("There are 3 pictures. Choose all of them.")
                              : WORDS("There are 6 numbers. Type all of them.");
        return false;
    }
    if (!k->drivers.store) {
        f->message = WORDS("Signing in does not work on this machine. Call staff.");
        return false;
    }
    if (f->wait_until_ms > kiosk_boot_ms(k))
        return false;
    int wait_s = 0, left = 0;
    enum sign_in result = ask_store(k, person, &wait_s, &left);
    seal_wipe(f->digits, sizeof f->digits);
    pictures_mix(k);
    tell_result(k, result, wait_s, left);
    return result == SIGN_IN_OK;
}

static bool sign_in_press(struct kiosk *k, const struct press *p)
{
    if (pad_press(k, p))
        return true;
    if (press_is(p, "go")) {
        struct store_person person;
        if (k->form.stage == STAGE_CODE)
            try_code(k);
        else if (try_secret(k, &person))
            kiosk_sign_in(k, &person);
    } else if (press_is(p, "back")) {
        enum sign_in_stage stage = k->form.stage;
        k->form = (struct sign_in_form){0};
        k->focus.id[0] = '\0';
        if (stage == STAGE_CODE)
            kiosk_go(k, SCREEN_ATTRACT);
    } else if (press_is(p, "try"))
        kiosk_try_module(k);
    else if (press_is(p, "call-staff"))
        kiosk_open_overlay(k, OVERLAY_CALL_STAFF);
    else
        return false;
    return true;
}

const struct screen_driver sign_in_screen = {
    .name = "sign-in", .view = sign_in_view, .press = sign_in_press, .focus = "digit.1", .idles = true};

/* --- cover
 * -------------------------------------------------------------------------------------------------------------- */

static void cover_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct rect column = screen_begin(k, ui, NULL, NULL);
    bool beside = !t->portrait;
    int pad_w = beside ? column.w * 2 / 5 : column.w, words_w = beside ? column.w - pad_w - t->gap_large : column.w;
    int y = column.y + t->gap;
    struct text_style heading = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    y += ui_text(ui, &heading, column.x, y, words_w, ui_words(ui, "Covered")) + t->gap_small;
    const char *how = !k->signed_in ? WORDS("Your page is hidden. Press the button to go back to it.")
                      : k->form.stage == STAGE_PICTURES
                          ? WORDS("Your page is hidden and safe. Choose your 3 pictures to go back to it.")
                          : WORDS("Your page is hidden and safe. Type your 6 numbers to go back to it.");
    y += ui_text(ui, &body, column.x, y, words_w, ui_words(ui, how)) + t->gap;
    if (!k->signed_in) {
        struct button go = {
            .id = "go", .text = ui_words(ui, "Go back to my page"), .look = BUTTON_MAIN, .press = press_app("uncover")};
        ui_button(ui, (struct rect){column.x, y, ui_button_width(ui, &go), t->button_height}, &go);
        screen_end(k, ui, column);
        return;
    }
    y += message_view(k, ui, column.x, y, words_w);
    y += chosen_view(k, ui, column.x, y, words_w) + t->gap;
    struct button leave = {
        .id = "end", .text = ui_words(ui, "Save and leave"), .icon = "exit-to-app", .press = press_app("end")};
    struct rect pad = {beside ? column.x + words_w + t->gap_large : column.x, beside ? column.y + t->gap : y, pad_w,
                       beside ? room_below(ui, column.y + t->gap) : t->height / 2};
    int pad_h = pad_view(k, ui, pad, ui_words(ui, "Go back to my page"), "uncover");
    int leave_y = beside ? y : pad.y + pad_h + t->gap;
    ui_button(ui, (struct rect){column.x, leave_y, ui_button_width(ui, &leave), t->button_height}, &leave);
    screen_end(k, ui, column);
}

static bool cover_press(struct kiosk *k, const struct press *p)
{
    if (pad_press(k, p))
        return true;
    struct store_person person;
    if (press_is(p, "uncover")) {
        if (!k->signed_in || try_secret(k, &person))
            kiosk_close_overlay(k);
    } else if (press_is(p, "end"))
        kiosk_end_sitting(k, SCREEN_ATTRACT);
    return true; /* nothing behind the cover can be pressed */
}

const struct screen_driver cover_overlay = {
    .name = "cover", .view = cover_view, .press = cover_press, .focus = "digit.1", .covers = true, .idles = true};
