#include "frame_inside.h"

/* What the seven speeds are called; 4 is normal. */
static const char *const speeds[] = {"0.6×", "0.7×", "0.85×", "1×", "1.2×", "1.4×", "1.7×"};
#define SPEEDS ((int)(sizeof speeds / sizeof *speeds))

/* One touch on the loudspeaker goes to the next of these: off, quiet, middle, full. */
static const int volumes[] = {0, 3, 6, 10};

struct audio_plan {
    int pad, gap, small, round; /* of the box; between things; side of a small control; of play */
    int speed_width, time_width;
    struct text_style time;
    const char *time_text;
};

static const char *clock_text(struct ui *ui, int64_t ms)
{
    long seconds = (long)(ms < 0 ? 0 : ms / 1000);
    return arena_printf(ui->arena, "%ld:%02ld", seconds / 60, seconds % 60);
}

static struct text_style bar_style(const struct ui *ui, enum face face)
{
    struct text_style style = ui_style(ui, ui->in.theme.bar, face, COLOUR_INK);
    style.silent = true;
    return style;
}

static struct audio_plan plan_audio(struct ui *ui, const struct audio_bar *audio)
{
    const struct theme *t = &ui->in.theme;
    struct text_style speed = bar_style(ui, FACE_BOLD);
    struct audio_plan plan = {.pad = theme_px(t, 16), .gap = theme_px(t, 12), .time = bar_style(ui, FACE_REGULAR)};
    plan.small = t->target_min > t->button_height * 5 / 8 ? t->target_min : t->button_height * 5 / 8;
    plan.round = t->button_height - 20;
    if (plan.round < t->target_min)
        plan.round = t->target_min;
    plan.speed_width = ui_text_width(ui, &speed, "0.85×") + theme_px(t, 8);
    if (plan.speed_width < t->target_min)
        plan.speed_width = t->target_min;
    plan.time_text =
        ui_words_with(ui, "%1 of %2", clock_text(ui, audio->position_ms), clock_text(ui, audio->total_ms), "");
    plan.time_width = audio->total_ms > 0 ? ui_text_width(ui, &plan.time, plan.time_text) + plan.gap : 0;
    return plan;
}

/* Everything but the position bar and the times. */
static int fixed_width(const struct audio_plan *plan)
{
    return 2 * plan->pad + plan->round + 2 * plan->small + plan->speed_width + 4 * plan->gap;
}

#define TRACK_LEAST 96 /* design pixels: shorter, nobody can aim at a place */

int frame_audio_least(struct ui *ui, const struct audio_bar *audio)
{
    struct audio_plan plan = plan_audio(ui, audio);
    return fixed_width(&plan) + theme_px(&ui->in.theme, TRACK_LEAST);
}

static void add_control(struct ui *ui, struct rect r, const char *id, const char *name, const char *says, int radius,
                        struct press press)
{
    ui_say(ui, name, id);
    if (says)
        ui_say(ui, says, id);
    ui_target(
        ui,
        (struct target){
            .id = id, .name = name, .says = says, .role = ROLE_BUTTON, .rect = r, .radius_px = radius, .press = press});
}

static void add_play(struct ui *ui, struct rect r, const struct audio_bar *audio)
{
    bool pressed = ui_is_pressed(ui, "audio.play");
    ui_ellipse(ui, r, pressed ? COLOUR_ACCENT : COLOUR_INK, COLOUR_NONE, 0, STROKE_SOLID);
    ui_icon(ui, audio->playing ? "pause" : "play", rect_inset(r, r.w / 5), pressed ? COLOUR_ON_ACCENT : COLOUR_PAPER);
    add_control(ui, r, "audio.play", ui_words(ui, audio->playing ? "Pause" : "Listen"), NULL, r.w / 2,
                (struct press){.kind = PRESS_PLAY});
}

static void add_small(struct ui *ui, struct rect r, const char *icon, const char *id, const char *name,
                      const char *says, struct press press)
{
    if (ui_is_pressed(ui, id))
        ui_box(ui, r, COLOUR_TINT, COLOUR_NONE, 0, ui->in.theme.radius / 2);
    ui_icon(ui, icon, rect_inset(r, r.w / 6), COLOUR_INK);
    add_control(ui, r, id, name, says, ui->in.theme.radius / 2, press);
}

static void add_track(struct ui *ui, struct rect r, const struct audio_bar *audio, const struct audio_plan *plan)
{
    double share = audio->total_ms > 0 ? (double)audio->position_ms / (double)audio->total_ms : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    int thick = theme_px(&ui->in.theme, 8), knob = 2 * thick;
    int y = r.y + (r.h - thick) / 2, filled = (int)((r.w - knob) * share) + knob / 2;
    /* Outlined, not only tinted: in high contrast what was said and what is to come are the same white. */
    ui_box(ui, (struct rect){r.x, y, r.w, thick}, COLOUR_CARD, COLOUR_EDGE, 2, thick / 2);
    ui_box(ui, (struct rect){r.x, y, filled, thick}, COLOUR_INK, COLOUR_NONE, 0, thick / 2);
    ui_ellipse(ui, (struct rect){r.x + filled - knob / 2, r.y + (r.h - knob) / 2, knob, knob}, COLOUR_INK, COLOUR_NONE,
               0, STROKE_SOLID);
    const char *name = ui_words(ui, "Place in the reading");
    ui_say(ui, name, "audio.seek");
    ui_say(ui, plan->time_text, "audio.seek");
    /* By key it goes on a tenth, and from the end to the start. */
    double next = share + 0.1 > 1 ? 0 : share + 0.1;
    ui_target(ui, (struct target){.id = "audio.seek",
                                  .name = name,
                                  .says = plan->time_text,
                                  .role = ROLE_BUTTON,
                                  .rect = r,
                                  .radius_px = ui->in.theme.radius / 2,
                                  .slides = true,
                                  .press = {.kind = PRESS_SEEK, .number = next}});
}

static void add_speed(struct ui *ui, struct rect r, const struct audio_bar *audio)
{
    int speed = audio->speed < 1 ? 1 : audio->speed > SPEEDS ? SPEEDS : audio->speed;
    struct text_style style = bar_style(ui, FACE_BOLD);
    style.align = ALIGN_CENTRE;
    ui_text(ui, &style, r.x, r.y + (r.h - style.type.line_px) / 2, r.w, speeds[speed - 1]);
    add_control(ui, r, "audio.speed", ui_words(ui, "Speed"), speeds[speed - 1], ui->in.theme.radius / 2,
                (struct press){.kind = PRESS_SPEED, .number = speed % SPEEDS + 1});
}

static void add_volume(struct ui *ui, struct rect r, const struct audio_bar *audio)
{
    int next = volumes[0];
    for (int i = (int)(sizeof volumes / sizeof *volumes) - 1; i >= 0; i--)
        if (volumes[i] > audio->volume)
            next = volumes[i];
    const char *icon = audio->volume <= 0   ? "volume-off"
                       : audio->volume <= 3 ? "volume-low"
                       : audio->volume <= 6 ? "volume-medium"
                                            : "volume-high";
    const char *says = audio->volume <= 0
                           ? ui_words(ui, "off")
                           : ui_words_with(ui, "%1 of %2", arena_printf(ui->arena, "%d", audio->volume), "10", "");
    add_small(ui, r, icon, "audio.volume", ui_words(ui, "Volume"), says,
              (struct press){.kind = PRESS_VOLUME, .number = next});
}

static void add_notice(struct ui *ui, struct rect r, const char *notice)
{
    const struct theme *t = &ui->in.theme;
    struct text_style style = ui_style(ui, t->small, FACE_REGULAR, COLOUR_SOFT);
    int icon = t->icon, pad = theme_px(t, 20);
    int width = r.w - 2 * pad - icon - theme_px(t, 12);
    int height = ui_text_height(ui, &style, width, notice);
    ui_icon(ui, "volume-off", (struct rect){r.x + pad, r.y + (r.h - icon) / 2, icon, icon}, COLOUR_SOFT);
    ui_text(ui, &style, r.x + r.w - pad - width, r.y + (r.h - height) / 2, width, notice);
}

static struct rect control_at(struct rect box, int x, int width, int height)
{
    return (struct rect){x, box.y + (box.h - height) / 2, width, height};
}

void frame_audio(struct ui *ui, struct rect r, const struct audio_bar *audio)
{
    const struct theme *t = &ui->in.theme;
    ui_box(ui, r, COLOUR_PAPER, COLOUR_LINE, 2, t->radius);
    if (!audio->can_play) {
        add_notice(ui, r, ui_words(ui, audio->notice ? audio->notice : WORDS("No sound here")));
        return;
    }
    struct audio_plan plan = plan_audio(ui, audio);
    int track = r.w - fixed_width(&plan) - plan.time_width;
    bool times = plan.time_width > 0 && track >= theme_px(t, TRACK_LEAST + 24);
    if (!times)
        track += plan.time_width;
    int x = r.x + plan.pad;
    add_play(ui, control_at(r, x, plan.round, plan.round), audio);
    x += plan.round + plan.gap;
    add_small(ui, control_at(r, x, plan.small, plan.small), "replay", "audio.back", ui_words(ui, "Back one sentence"),
              NULL, (struct press){.kind = PRESS_BACK_SENTENCE});
    x += plan.small + plan.gap;
    add_track(ui, control_at(r, x, track, t->target_min), audio, &plan);
    x += track + plan.gap;
    if (times) {
        ui_text(ui, &plan.time, x, r.y + (r.h - plan.time.type.line_px) / 2, plan.time_width, plan.time_text);
        x += plan.time_width;
    }
    add_speed(ui, control_at(r, x, plan.speed_width, plan.small), audio);
    x += plan.speed_width + plan.gap;
    add_volume(ui, control_at(r, x, plan.small, plan.small), audio);
}
