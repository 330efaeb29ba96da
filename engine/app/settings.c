/* Settings: size, colours, language, voice. Each change shows at once and loses nothing. */
#include <assert.h>

#include "kiosk_state.h"

#define CHOICES_MAX 8

struct setting {
    const char *name; /* msgid */
    const char *item; /* of the press */
    const char *words[CHOICES_MAX];
    int values[CHOICES_MAX];
    int count, now;
    bool own_words; /* words are not translated: names of languages, numbers */
};

static const char *const look_words[] = {WORDS("Light"), WORDS("Dark"), WORDS("High contrast"), WORDS("Low glare")};
static const char *const size_words[] = {"S", "M", "L", "XL"};
static const char *const speed_words[] = {"1", "2", "3", "4", "5", "6", "7"};
static const char *const volume_words[] = {WORDS("Quiet"), WORDS("Medium"), WORDS("Loud")};
static const int volumes[] = {3, 7, 10};
static const char *const scan_words[] = {WORDS("No"), WORDS("Slow"), WORDS("Medium"), WORDS("Fast")};
static const int scans[] = {0, 3000, 2000, 1200}; /* ms at a place */
static const char *const yes_no[] = {WORDS("No"), WORDS("Yes")};
static_assert(sizeof look_words / sizeof look_words[0] == LOOKS, "every look has a name");
static_assert(sizeof size_words / sizeof size_words[0] == SIZES, "every size has a name");

static void fill(struct setting *s, const char *const *words, const int *values, int count, int now)
{
    s->count = count < CHOICES_MAX ? count : CHOICES_MAX;
    s->now = now;
    for (int i = 0; i < s->count; i++) {
        s->words[i] = words[i];
        s->values[i] = values ? values[i] : i;
    }
}

static int make_settings(struct kiosk *k, struct setting out[])
{
    const char *languages[LANGUAGES_MAX];
    for (int i = 0; i < k->drivers.library->language_count; i++)
        languages[i] = language_own_name(k->drivers.library->languages[i]);
    int n = 0;
    out[n] = (struct setting){.name = WORDS("Size of words"), .item = "size"};
    fill(&out[n++], size_words, NULL, SIZES, (int)k->prefs.size);
    out[n] = (struct setting){.name = WORDS("Colours"), .item = "look"};
    fill(&out[n++], look_words, NULL, LOOKS, (int)k->prefs.look);
    out[n] = (struct setting){.name = WORDS("Language"), .item = "language", .own_words = true};
    fill(&out[n++], languages, NULL, k->drivers.library->language_count, k->prefs.language);
    out[n] = (struct setting){.name = WORDS("Less movement"), .item = "motion"};
    fill(&out[n++], yes_no, NULL, 2, k->prefs.reduced_motion);
    out[n] = (struct setting){.name = WORDS("One switch: the frame goes round by itself"), .item = "scan"};
    fill(&out[n++], scan_words, scans, 4, k->prefs.scan_ms);
    out[n] = (struct setting){.name = WORDS("Read every page to me"), .item = "reading"};
    fill(&out[n++], yes_no, NULL, 2, k->prefs.reading);
    out[n] = (struct setting){.name = WORDS("Speed of the voice: 4 is normal"), .item = "speed", .own_words = true};
    fill(&out[n++], speed_words, NULL, SPEECH_SPEEDS, k->prefs.speed - 1);
    out[n] = (struct setting){.name = WORDS("How loud"), .item = "volume"};
    fill(&out[n++], volume_words, volumes, 3, k->prefs.volume);
    return n;
}

#define SETTINGS_MAX 8

static int setting_view(struct ui *ui, const struct setting *s, int x, int y, int width)
{
    const struct theme *t = &ui->in.theme;
    struct text_style label = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    int top = y, at = x, h = t->button_height * 5 / 6;
    ui->group = ui_words(ui, s->name);
    y += ui_text(ui, &label, x, y, width, ui_words(ui, s->name)) + t->gap_small / 2;
    for (int i = 0; i < s->count; i++) {
        struct button b = {.id = arena_printf(ui->arena, "%s.%d", s->item, s->values[i]),
                           .text = s->own_words ? s->words[i] : ui_words(ui, s->words[i]),
                           .chosen = s->values[i] == s->now,
                           .press = {.kind = PRESS_APP, .item = s->item, .number = s->values[i]}};
        int w = ui_button_width(ui, &b);
        if (at + w > x + width && at > x) {
            at = x;
            y += h + t->gap_small / 2;
        }
        ui_button(ui, (struct rect){at, y, w < width ? w : width, h}, &b);
        at += w + t->gap_small / 2;
    }
    ui->group = NULL;
    return y + h + t->gap - top;
}

static void settings_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct button close = {
        .id = "close", .text = ui_words(ui, "Done"), .look = BUTTON_MAIN, .press = press_app("close")};
    struct top_bar top = {.title = ui_words(ui, "Settings"), .bare = true};
    struct bottom_bar bottom = {.next = &close};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    struct setting settings[SETTINGS_MAX];
    int count = make_settings(k, settings);
    bool two = !t->portrait && column.w > t->body.size_px * 40;
    int gap = t->gap_large, w = two ? (column.w - gap) / 2 : column.w, y[2] = {column.y, column.y};
    for (int i = 0; i < count; i++) {
        int side = two && i >= 5; /* what is seen, then what is heard */
        y[side] += setting_view(ui, &settings[i], column.x + side * (w + gap), y[side], w);
    }
    screen_end(k, ui, column);
}

static bool settings_press(struct kiosk *k, const struct press *p)
{
    int value = (int)p->number;
    if (press_is(p, "size"))
        k->prefs.size = (enum theme_size)value;
    else if (press_is(p, "look"))
        k->prefs.look = (enum theme_look)value;
    else if (press_is(p, "language"))
        kiosk_set_language(k, value);
    else if (press_is(p, "reading")) {
        k->prefs.reading = value;
        if (!value)
            voice_stop(k->drivers.voice);
    } else if (press_is(p, "speed"))
        voice_set_speed(k->drivers.voice, k->prefs.speed = value + 1);
    else if (press_is(p, "volume"))
        voice_set_volume(k->drivers.voice, k->prefs.volume = value);
    else if (press_is(p, "scan"))
        kiosk_set_scan(k, value);
    else if (press_is(p, "motion"))
        k->prefs.reduced_motion = value;
    else
        return false;
    return true;
}

const struct screen_driver settings_overlay = {.name = "settings",
                                               .view = settings_view,
                                               .press = settings_press,
                                               .focus = "close",
                                               .covers = true,
                                               .idles = true};
