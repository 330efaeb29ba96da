/*
 * What a touch, a key or a word typed means: for the voice, for the screen in front, or everywhere.
 */
#include <stdio.h>

#include "kiosk_state.h"

/* --- presses ------------------------------------------------------------------------------------------------------ */

struct press press_app(const char *item)
{
    return (struct press){.kind = PRESS_APP, .item = item};
}

bool press_is(const struct press *p, const char *item)
{
    return p->kind == PRESS_APP && text_is(p->item, item);
}

static int *scroll_of(struct kiosk *k)
{
    return k->screen == SCREEN_PAGE && !k->overlay ? &k->page.scroll_px : &k->scroll_px;
}

static void scroll_by(struct kiosk *k, int by_px)
{
    bool page = k->screen == SCREEN_PAGE && !k->overlay;
    int most = page ? k->page.content_px - k->page.body_px : k->content_px - k->body_px;
    int *scroll = scroll_of(k);
    *scroll += by_px;
    if (*scroll > most)
        *scroll = most;
    if (*scroll < 0)
        *scroll = 0;
    k->stale = true;
}

void kiosk_scroll_to_focus(struct kiosk *k)
{
    const struct ui *ui = &k->ui[k->current];
    const struct target *t = target_find(&ui->targets, k->focus.id);
    if (t && ui->body.h)
        scroll_by(k, ui_scroll_to(ui, t, *scroll_of(k)) - *scroll_of(k));
}

static bool press_voice(struct kiosk *k, const struct press *p)
{
    struct voice *v = k->drivers.voice;
    switch (p->kind) {
    case PRESS_PLAY:
        k->prefs.reading = !voice_bar(v).playing;
        kiosk_video_pause(k);
        if (k->prefs.reading)
            voice_play(v);
        else
            voice_pause(v);
        return true;
    case PRESS_BACK_SENTENCE:
        voice_back_sentence(v);
        return true;
    case PRESS_SPEED:
        k->prefs.speed = p->number >= 1 ? (int)p->number : k->prefs.speed % SPEECH_SPEEDS + 1;
        voice_set_speed(v, k->prefs.speed);
        return true;
    case PRESS_VOLUME:
        k->prefs.volume =
            p->number >= 0 && p->text ? (int)p->number : (k->prefs.volume >= 10 ? 1 : k->prefs.volume + 3);
        if (k->prefs.volume > 10)
            k->prefs.volume = 10;
        voice_set_volume(v, k->prefs.volume);
        return true;
    case PRESS_SEEK:
        voice_seek(v, p->number);
        return true;
    default:
        return false;
    }
}

static bool press_everywhere(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "help"))
        kiosk_open_overlay(k, OVERLAY_HELP);
    else if (press_is(p, "settings"))
        kiosk_open_overlay(k, OVERLAY_SETTINGS);
    else if (press_is(p, "cover") && k->screen != SCREEN_ATTRACT)
        kiosk_open_overlay(k, OVERLAY_COVER);
    else if (press_is(p, "leave"))
        kiosk_open_overlay(k, OVERLAY_LEAVE);
    else if (press_is(p, "support"))
        kiosk_call_support(k);
    else if (press_is(p, "privacy"))
        kiosk_open_overlay(k, OVERLAY_PRIVACY);
    else if (press_is(p, "close"))
        kiosk_close_overlay(k);
    else if (p->kind == PRESS_SCROLL)
        scroll_by(k, (int)(p->number * k->theme.height / 2));
    else
        return false;
    return true;
}

/* A press is always confirmed: by a tick, and in words when reading aloud. */
static void confirm(struct kiosk *k, const struct press *p)
{
    if (k->drivers.sound && k->options.tick && p->kind != PRESS_PLAY)
        sound_tick(k->drivers.sound, k->options.tick);
}

static void press(struct kiosk *k, const struct press *p)
{
    confirm(k, p);
    ear_press(k, p);
    k->stale = true;
    if (press_voice(k, p) || kiosk_front(k)->press(k, p))
        return;
    press_everywhere(k, p);
}

/* --- input -------------------------------------------------------------------------------------------------------- */

static void press_key(struct kiosk *k, enum key key)
{
    static const struct {
        enum key key;
        enum press_kind kind;
        const char *item;
    } keys[] = {
        {KEY_F1, PRESS_APP, "help"},     {KEY_F2, PRESS_PLAY, NULL},    {KEY_F3, PRESS_BACK_SENTENCE, NULL},
        {KEY_F4, PRESS_APP, "settings"}, {KEY_F12, PRESS_APP, "cover"},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].key == key && k->overlay != OVERLAY_COVER)
            press(k, &(struct press){.kind = keys[i].kind, .item = keys[i].item});
    if (key == KEY_ESCAPE && k->overlay && k->overlay != OVERLAY_COVER)
        press(k, &(struct press){.kind = PRESS_APP, .item = "close"});
}

static bool type_digit(struct kiosk *k, const char *text)
{
    bool pin = k->screen == SCREEN_SIGN_IN || k->overlay == OVERLAY_COVER;
    if (!pin)
        return false;
    for (const char *c = text; *c; c++)
        if (*c >= '0' && *c <= '9')
            press(k, &(struct press){.kind = PRESS_APP, .item = "digit", .number = *c - '0'});
    return true;
}

static void type_text(struct kiosk *k, const char *text)
{
    if (type_digit(k, text) || !kiosk_is_writing(k))
        return;
    if (desk_type(k, text))
        return;
    bool changed = false;
    ear_press(k, &(struct press){.kind = PRESS_KEY});
    snprintf(k->ear.typed, sizeof k->ear.typed, "%s", text);
    page_type(&k->page, k->attempt, text, &changed);
    if (changed)
        kiosk_keep_draft(k, false);
    k->stale = true;
}

/* Keys that edit what is being written or typed, rather than move the focus. */
static bool edit_key(struct kiosk *k, enum key key)
{
    static const struct {
        enum key key;
        const char *name;
    } edits[] = {{KEY_BACKSPACE, "backspace"}, {KEY_DELETE, "delete"}, {KEY_LEFT, "left"},
                 {KEY_RIGHT, "right"},         {KEY_HOME, "home"},     {KEY_END, "end"}};
    bool digits = (k->screen == SCREEN_SIGN_IN || k->overlay == OVERLAY_COVER) && key == KEY_BACKSPACE;
    if (digits) {
        press(k, &(struct press){.kind = PRESS_APP, .item = "backspace"});
        return true;
    }
    if (!kiosk_is_writing(k))
        return false;
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
        if (edits[i].key == key) {
            press(k, &(struct press){.kind = PRESS_KEY, .text = edits[i].name});
            return true;
        }
    return false;
}

/* --- one switch -----------------------------------------------------------------------------------------------------
 */

void kiosk_set_scan(struct kiosk *k, int interval_ms)
{
    k->prefs.scan_ms = interval_ms;
    scan_reset(&k->scan);
    k->scan_due_ms = kiosk_boot_ms(k) + interval_ms;
    k->focus.show = k->focus.show || interval_ms > 0;
    k->stale = true;
}

/* It waits while something is read out: nobody can press what they have not heard yet. And while a finger is down:
 * nothing moves away under that. */
void kiosk_scan(struct kiosk *k, int64_t now)
{
    if (!k->prefs.scan_ms || now < k->scan_due_ms)
        return;
    k->scan_due_ms = now + k->prefs.scan_ms;
    if (voice_is_heard(k->drivers.voice) || k->focus.down)
        return;
    kiosk_frame(k);
    if (!scan_step(&k->scan, &k->focus, &k->ui[k->current].targets))
        return;
    k->stale = true;
    kiosk_scroll_to_focus(k);
    ear_focus(k);
}

/* Space and Enter are the switch, as the boxes that switches plug into send them. */
static bool use_switch(struct kiosk *k, const struct input *in)
{
    bool is_switch = (in->kind == INPUT_KEY && (in->key == KEY_SPACE || in->key == KEY_ENTER)) ||
                     (in->kind == INPUT_TEXT && text_is(in->text, " "));
    if (!k->prefs.scan_ms || !is_switch)
        return false;
    const struct target *t = scan_switch(&k->scan, &k->focus, &k->ui[k->current].targets);
    k->scan_due_ms = kiosk_boot_ms(k) + k->prefs.scan_ms;
    k->stale = true;
    if (!t) {
        ear_focus(k);
        return true;
    }
    struct press p = t->press;
    press(k, &p);
    return true;
}

void kiosk_user_input(struct kiosk *k, const struct input *in)
{
    if (kiosk_card_type(k, in) || use_switch(k, in))
        return;
    /* Where digits are typed the space bar comes as text; it presses what has the focus there too. */
    static const struct input space = {.kind = INPUT_KEY, .key = KEY_SPACE};
    if (in->kind == INPUT_TEXT && !kiosk_is_writing(k) && text_is(in->text, " "))
        in = &space;
    if (in->kind == INPUT_TEXT)
        type_text(k, in->text);
    if (in->kind == INPUT_KEY && edit_key(k, in->key))
        return;
    const struct target_list *targets = &k->ui[k->current].targets;
    struct focus_result r = focus_input(&k->focus, targets, in, kiosk_is_writing(k));
    k->stale = k->stale || r.changed;
    if (r.scroll_px)
        scroll_by(k, r.scroll_px);
    if (r.bring_into_view)
        kiosk_scroll_to_focus(k);
    if (in->kind == INPUT_KEY && r.changed && !r.pressed)
        ear_focus(k);
    if (r.pressed) {
        struct press p = r.press;
        press(k, &p);
    } else if (in->kind == INPUT_KEY)
        press_key(k, in->key);
}
