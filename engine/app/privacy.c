/* What is kept about people here, who sees it and for how long: the site's words, or the program's own. */
#include "kiosk_state.h"

const char *privacy_line(struct kiosk *k, struct ui *ui)
{
    const char *own = site_text_in(&k->site.privacy_line, kiosk_language(k));
    return own ? own : ui_words(ui, "Your answers are locked away here. Staff read only what you choose to share.");
}

/* How long, by the site's settings. */
static const char *keeping(struct kiosk *k, struct ui *ui)
{
    int order = k->site.keep_after_order_days, activity = k->site.keep_after_activity_days;
    if (!order && !activity)
        return ui_words(ui, "**How long.** It is kept until it is no longer needed. Staff can tell you more.");
    struct buffer out;
    buffer_init(&out, ui->arena);
    buffer_adds(&out, ui_words(ui, "**How long.**"));
    if (order)
        buffer_addf(&out, " %s",
                    ui_words_count(ui, "What you wrote is taken away %d day after your order ends.",
                                   "What you wrote is taken away %d days after your order ends.", order));
    if (activity && !order)
        buffer_addf(&out, " %s",
                    ui_words_count(ui, "What you wrote is taken away %d day after you were last here.",
                                   "What you wrote is taken away %d days after you were last here.", activity));
    else if (activity)
        buffer_addf(&out, " %s",
                    ui_words_count(ui, "If we do not know that day, %d day after you were last here.",
                                   "If we do not know that day, %d days after you were last here.", activity));
    return buffer_text(&out);
}

static const char *notice(struct kiosk *k, struct ui *ui)
{
    const char *own = site_text_in(&k->site.privacy_notice, kiosk_language(k));
    if (own)
        return own;
    return arena_printf(
        ui->arena, "%s\n\n%s\n\n%s\n\n%s",
        ui_words(ui, "**What is kept.** Which sessions you do, when, and for how long. Your answers are kept locked."),
        ui_words(ui, "**Who can see it.** Staff see what you did and when, and what question sheets came to. They do "
                     "not read your answers, unless you choose to share them. If an answer shows that you may need "
                     "support, staff are told that, and not what you answered."),
        keeping(k, ui),
        ui_words(ui,
                 "**Your rights.** You can ask for a copy of what is kept about you. You can ask for mistakes to be "
                 "put right. Ask staff here. If you are not happy with the answer, you can complain to the "
                 "Information Commissioner. Staff can tell you how."));
}

static void view(struct kiosk *k, struct ui *ui)
{
    struct overlay_panel p = {
        .title = ui_words(ui, "Your privacy"),
        .texts = {notice(k, ui)},
        .text_count = 1,
        .buttons = {panel_close(ui, WORDS("Go back"))},
        .button_count = 1,
    };
    panel_view(k, ui, &p);
}

static bool press(struct kiosk *k, const struct press *p)
{
    (void)k, (void)p;
    return false;
}

const struct screen_driver privacy_overlay = {
    .name = "privacy", .view = view, .press = press, .focus = "close", .idles = true};
