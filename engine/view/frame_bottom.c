#include "frame_inside.h"

/* Where the parts of the bottom bar go. */
struct bottom_plan {
    int top; /* of the bar itself, without the callout */
    struct rect back, next, audio;
};

static int slot_width(struct ui *ui, const struct button *b)
{
    const struct theme *t = &ui->in.theme;
    int least = (int)(theme_px(t, 176) * t->controls);
    int natural = b ? ui_button_width(ui, b) : 0;
    return natural > least ? natural : least;
}

/* Long words of some languages wrap in a narrow button. */
static int row_height(struct ui *ui, const struct bottom_bar *bar, int back, int next)
{
    int height = ui->in.theme.button_height;
    int back_height = bar->back ? ui_button_height(ui, bar->back, back) : 0;
    int next_height = bar->next ? ui_button_height(ui, bar->next, next) : 0;
    height = back_height > height ? back_height : height;
    return next_height > height ? next_height : height;
}

/* Back and Next share a row of the page's width; Next is the larger. */
static void plan_stacked(struct ui *ui, const struct bottom_bar *bar, struct bottom_plan *plan)
{
    const struct theme *t = &ui->in.theme;
    int pad = (t->bottom_bar - t->button_height) / 2;
    int width = t->width - 2 * t->margin;
    int back = (width - t->gap_large) * 2 / 5, next = width - t->gap_large - back;
    int height = row_height(ui, bar, back, next);
    int y = t->height - pad - height;
    plan->back = (struct rect){t->margin, y, back, height};
    plan->next = (struct rect){t->margin + back + t->gap_large, y, next, height};
    plan->audio = (struct rect){t->margin, y - pad - t->button_height, width, t->button_height};
    plan->top = (bar->audio ? plan->audio.y : y) - pad;
}

static struct bottom_plan plan_bottom(struct ui *ui, const struct bottom_bar *bar)
{
    const struct theme *t = &ui->in.theme;
    struct bottom_plan plan = {.top = t->height - t->bottom_bar};
    int side = t->gap, pad = (t->bottom_bar - t->button_height) / 2, y = plan.top + pad;
    int back = slot_width(ui, bar->back), next = slot_width(ui, bar->next);
    int room = t->width - back - next - 4 * side;
    int least = bar->audio ? frame_audio_least(ui, bar->audio) : 0;
    if (t->portrait || room < least) {
        plan_stacked(ui, bar, &plan);
        return plan;
    }
    /* Each keeps its place when another is not there. */
    plan.back = (struct rect){side, y, back, t->button_height};
    plan.audio = (struct rect){2 * side + back, y, room, t->button_height};
    plan.next = (struct rect){t->width - side - next, y, next, t->button_height};
    return plan;
}

/* Just above Next, with its lower edge pointing at it. Returns its top. */
static int add_missing(struct ui *ui, const struct bottom_plan *plan, const char *missing)
{
    const struct theme *t = &ui->in.theme;
    struct text_style style = ui_style(ui, t->hint, FACE_BOLD, COLOUR_INK);
    style.on = COLOUR_CARE_TINT;
    int pad = theme_px(t, 16), icon = t->icon, most = t->width * 3 / 5;
    int around = 2 * pad + icon + theme_px(t, 12);
    int width = ui_text_width(ui, &style, missing) + 1;
    width = width + around > most ? most - around : width;
    int height = ui_text_height(ui, &style, width, missing) + theme_px(t, 24);
    int right = plan->next.x + plan->next.w;
    struct rect r = {right - width - around, plan->top - t->focus_px - height, width + around, height};
    ui_box(ui, r, COLOUR_CARE_TINT, COLOUR_CARE, 3, t->radius);
    ui_icon(ui, "arrow-down", (struct rect){r.x + r.w - pad - icon, r.y + (height - icon) / 2, icon, icon},
            COLOUR_CARE);
    bool aside = ui->aside;
    ui->aside = false; /* an answer to a press: said at once, with the page */
    ui_text(ui, &style, r.x + pad, r.y + theme_px(t, 12), width, missing);
    ui->aside = aside;
    return r.y - t->focus_px;
}

int frame_bottom(struct ui *ui, const struct bottom_bar *bar)
{
    const struct theme *t = &ui->in.theme;
    struct bottom_plan plan = plan_bottom(ui, bar);
    ui->aside = ui->late = true;
    ui_box(ui, (struct rect){0, plan.top, t->width, t->height - plan.top}, COLOUR_CARD, COLOUR_NONE, 0, 0);
    ui_box(ui, (struct rect){0, plan.top, t->width, 2}, COLOUR_LINE, COLOUR_NONE, 0, 0);
    int top = bar->missing ? add_missing(ui, &plan, bar->missing) : plan.top;
    if (bar->back)
        ui_button(ui, plan.back, bar->back);
    if (bar->audio)
        frame_audio(ui, plan.audio, bar->audio);
    if (bar->next)
        ui_button(ui, plan.next, bar->next);
    ui->aside = ui->late = false;
    return top;
}
