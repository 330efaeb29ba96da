/* What opens over a screen: help, support, call staff, leave, "are you still there?". */
#include "kiosk_state.h"

static bool is_pair(struct ui *ui, const struct overlay_panel *p, int index, int width)
{
    int half = (width - ui->in.theme.gap_small) / 2;
    return p->pair && index == p->pair && ui_button_width(ui, &p->buttons[index]) <= half &&
           ui_button_width(ui, &p->buttons[index + 1]) <= half;
}

/* The buttons, one below the other; their height. Draws nothing when not `shown`. */
static int panel_buttons(struct ui *ui, const struct overlay_panel *p, struct rect r, bool shown)
{
    int gap = ui->in.theme.gap_small, y = r.y;
    for (int i = 0; i < p->button_count; i++) {
        bool pair = is_pair(ui, p, i, r.w);
        int w = pair ? (r.w - gap) / 2 : r.w, h = ui_button_height(ui, &p->buttons[i], w);
        if (shown)
            ui_button(ui, (struct rect){r.x, y, w, h}, &p->buttons[i]);
        if (pair && shown)
            ui_button(ui, (struct rect){r.x + w + gap, y, w, h}, &p->buttons[i + 1]);
        i += pair;
        y += h + gap;
    }
    return y - r.y;
}

static int panel_height(struct ui *ui, const struct overlay_panel *p, int width)
{
    const struct theme *t = &ui->in.theme;
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    struct text_style title = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    int h = ui_text_height(ui, &title, width, p->title) + t->gap_small + 3 * t->focus_px; /* as frame_body pads */
    for (int i = 0; i < p->text_count; i++)
        h += ui_prose_height(ui, &body, width, p->texts[i]) + t->gap;
    h += panel_buttons(ui, p, (struct rect){.w = width}, false);
    return h - t->gap_small + 2 * theme_px(t, 32);
}

void panel_view(struct kiosk *k, struct ui *ui, const struct overlay_panel *p)
{
    const struct theme *t = &ui->in.theme;
    int w = t->width - 2 * t->margin, most = t->body.size_px * 34;
    w = w < most ? w : most;
    int inner = w - 2 * theme_px(t, 32), h = panel_height(ui, p, inner);
    int room = t->height - 2 * t->gap_small;
    struct rect inside = frame_overlay(ui, p->title, w, h < room ? h : room);
    struct rect r = frame_body(ui, inside.y, inside.y + inside.h, &k->scroll_px, &k->body_px, k->content_px);
    int y = r.y;
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    for (int i = 0; i < p->text_count; i++) {
        body.silent = p->counts && i == p->text_count - 1;
        y += ui_prose(ui, &body, r.x, y, r.w, p->texts[i]) + t->gap;
    }
    panel_buttons(ui, p, (struct rect){r.x, y, r.w, 0}, true);
    k->content_px = frame_body_end(ui, r);
}

struct button panel_close(struct ui *ui, const char *english)
{
    return (struct button){
        .id = "close", .text = ui_words(ui, english), .look = BUTTON_MAIN, .press = press_app("close")};
}

static bool no_press(struct kiosk *k, const struct press *p)
{
    (void)k;
    (void)p;
    return false;
}

/* --- help
 * ----------------------------------------------------------------------------------------------------------------- */

static void help_view(struct kiosk *k, struct ui *ui)
{
    struct overlay_panel p = {
        .title = ui_words(ui, "Help"),
        .texts = {ui_words(
                      ui,
                      "Tap a box to choose it. You can change your mind. **Next** goes on and **Back** goes back. Your "
                      "answers stay."),
                  ui_words(ui, "The play button reads the page to you. On a keyboard, Tab moves and Enter presses.")},
        .text_count = 2,
        .buttons = {{.id = "read",
                     .text = ui_words(ui, "Read this page again"),
                     .icon = "volume-high",
                     .press = press_app("read")},
                    {.id = "support",
                     .text = ui_words(ui, "I need support now"),
                     .icon = "heart-outline",
                     .press = press_app("support")},
                    {.id = "call-staff",
                     .text = ui_words(ui, "Call staff"),
                     .icon = "account",
                     .press = press_app("call-staff")},
                    {.id = "privacy",
                     .text = ui_words(ui, "Your privacy"),
                     .icon = "lock-outline",
                     .press = press_app("privacy")},
                    panel_close(ui, WORDS("Go back to my page"))},
        .button_count = 5,
        .pair = 2,
    };
    panel_view(k, ui, &p);
}

static bool help_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "read")) {
        kiosk_close_overlay(k);
        k->prefs.reading = true;
        kiosk_read_anew(k);
    } else if (press_is(p, "call-staff"))
        kiosk_open_overlay(k, OVERLAY_CALL_STAFF);
    else
        return false;
    return true;
}

const struct screen_driver help_overlay = {.name = "help", .view = help_view, .press = help_press, .focus = "close"};

/* --- support
 * -------------------------------------------------------------------------------------------------------------- */

/* A sentence with a number of the shared list; without it nobody reads of a number that is not there. */
static void add_number(struct kiosk *k, struct ui *ui, struct buffer *out, const char *sentence, const char *fact)
{
    const char *number = facts_text(&k->drivers.library->facts, fact);
    if (number)
        buffer_addf(out, " %s", ui_words_with(ui, sentence, number, NULL, NULL));
}

static const char *support_words(struct kiosk *k, struct ui *ui)
{
    bool custody = text_is(k->site.setting, "custody");
    struct buffer out;
    buffer_init(&out, ui->arena);
    buffer_adds(&out, ui_words(ui, custody ? WORDS("Press your bell or tell staff now. Ask for a **Listener**.")
                                           : WORDS("Tell staff here now.")));
    add_number(k, ui, &out,
               custody ? WORDS("Or ring **Samaritans on %1**. It is free and the call is not listened to.")
                       : WORDS("Or ring **Samaritans on %1**. It is free, day or night."),
               FACT_SAMARITANS);
    if (!custody)
        add_number(k, ui, &out, WORDS("If you are in danger, ring **%1**."), FACT_EMERGENCY);
    return buffer_text(&out);
}

static void support_view(struct kiosk *k, struct ui *ui)
{
    const char *noted = k->support_for_answer
                            ? WORDS("Nobody is reading this live. Because of your answer we have noted that you may "
                                    "need support, and staff can see that. They do not see what you answered.")
                            : WORDS("Nobody is reading this live. We have noted that you pressed this, and "
                                    "staff can see it.");
    struct overlay_panel p = {
        .title = ui_words(ui, "You do not have to be alone with this"),
        .texts = {support_words(k, ui), ui_words(ui, noted)},
        .text_count = 2,
        .buttons = {panel_close(ui, WORDS("Go back"))},
        .button_count = 1,
    };
    panel_view(k, ui, &p);
}

const struct screen_driver support_overlay = {
    .name = "support", .view = support_view, .press = no_press, .focus = "close", .idles = true};

/* --- call staff
 * ------------------------------------------------------------------------------------------------------------- */

static void call_staff_view(struct kiosk *k, struct ui *ui)
{
    struct overlay_panel p = {
        .title = ui_words(ui, "Call staff"),
        .texts = {ui_words(ui, "Ask someone who works here. They can give you new numbers, print a card or put a fault "
                               "right. Your place and your answers are kept.")},
        .text_count = 1,
        .buttons = {panel_close(ui, WORDS("Go back"))},
        .button_count = 1,
    };
    panel_view(k, ui, &p);
}

const struct screen_driver call_staff_overlay = {
    .name = "call-staff", .view = call_staff_view, .press = no_press, .focus = "close", .idles = true};

/* --- leave
 * ------------------------------------------------------------------------------------------------------------------ */

static void leave_view(struct kiosk *k, struct ui *ui)
{
    const char *text = k->signed_in ? WORDS("Your answers are saved. Next time you carry on from this page.")
                                    : WORDS("You are trying it out. Nothing will be kept.");
    struct overlay_panel p = {
        .title = ui_words(ui, "Leave now?"),
        .texts = {ui_words(ui, text)},
        .text_count = 1,
        .buttons = {{.id = "end",
                     .text = ui_words(ui, k->signed_in ? "Save and leave" : "Leave"),
                     .icon = "exit-to-app",
                     .look = BUTTON_MAIN,
                     .press = press_app("end")},
                    {.id = "close", .text = ui_words(ui, "Stay"), .press = press_app("close")}},
        .button_count = 2,
    };
    if (k->signed_in && kiosk_is_in_attempt(k))
        p.buttons[p.button_count++] = (struct button){
            .id = "home", .text = ui_words(ui, "Go to my page"), .icon = "home", .press = press_app("home")};
    panel_view(k, ui, &p);
}

static bool leave_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "end"))
        kiosk_end_sitting(k, SCREEN_GOODBYE);
    else if (press_is(p, "home")) {
        kiosk_stop_timers(k, true);
        kiosk_act(k, (struct act){.kind = ACT_PAUSE});
        if (k->screen == SCREEN_STAFF)
            return true;
        kiosk_go_home(k);
    } else
        return false;
    return true;
}

const struct screen_driver leave_overlay = {
    .name = "leave", .view = leave_view, .press = leave_press, .focus = "close", .idles = true};

/* --- idle ------------------------------------------------------------------------------------------------------ */

static void idle_view(struct kiosk *k, struct ui *ui)
{
    int64_t left_ms = k->idle_until_ms - kiosk_boot_ms(k);
    int seconds = left_ms > 0 ? (int)((left_ms + 999) / 1000) : 0;
    struct overlay_panel p = {
        .title = ui_words(ui, "Are you still there?"),
        .texts = {ui_words(ui, "If you do not touch the screen, we save your place and close your page."),
                  ui_words_count(ui, "%d second left", "%d seconds left", seconds)},
        .text_count = 2,
        .counts = true,
        .buttons = {panel_close(ui, WORDS("Yes, I am here"))},
        .button_count = 1,
    };
    panel_view(k, ui, &p);
}

static bool idle_press(struct kiosk *k, const struct press *p)
{
    (void)p;
    kiosk_close_overlay(k);
    return true;
}

const struct screen_driver idle_overlay = {.name = "idle", .view = idle_view, .press = idle_press, .focus = "close"};
