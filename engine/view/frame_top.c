#include "frame.h"

/* Help, Settings, Cover, Leave: an icon above a word. */
struct action {
    const char *id, *word, *icon;
    bool offered;
    int width_px;
};

#define ACTIONS 4

/* Where the parts of the top bar go. */
struct top_plan {
    struct action actions[ACTIONS];
    int actions_x;
    int title_x, title_width;
    struct rect progress; /* bar and text */
    bool own_row;         /* the progress has a row below */
    int bar_height, height;
};

static struct text_style small_style(const struct ui *ui, enum colour colour)
{
    struct text_style style = ui_style(ui, ui->in.theme.small, FACE_REGULAR, colour);
    style.on = COLOUR_CARD;
    return style;
}

static struct text_style title_style(const struct ui *ui, const struct top_bar *bar)
{
    struct type type = bar->icon || bar->subtitle ? ui->in.theme.bar : ui->in.theme.subheading;
    struct text_style style = ui_style(ui, type, FACE_BOLD, COLOUR_INK);
    style.on = COLOUR_CARD;
    return style;
}

static void plan_actions(struct ui *ui, const struct top_bar *bar, struct top_plan *plan)
{
    const struct action all[ACTIONS] = {
        {"help", ui_words(ui, "Help"), "help-circle-outline", true, 0},
        {"settings", ui_words(ui, "Settings"), "tune", true, 0},
        {"cover", ui_words(ui, "Cover"), "eye-off", bar->cover, 0},
        {"leave", ui_words(ui, "Leave"), "logout", bar->leave, 0},
    };
    const struct theme *t = &ui->in.theme;
    struct text_style style = small_style(ui, COLOUR_INK);
    plan->actions_x = t->width - theme_px(t, 16);
    for (int i = 0; i < ACTIONS; i++) {
        struct action *action = &plan->actions[i];
        *action = all[i];
        int least = theme_px(t, 84), width = ui_text_width(ui, &style, action->word) + theme_px(t, 24);
        action->width_px = width > least ? width : least;
        if (action->offered)
            plan->actions_x -= action->width_px;
    }
}

static int progress_height(struct ui *ui, const struct top_bar *bar, int width)
{
    struct text_style style = small_style(ui, COLOUR_SOFT);
    return theme_px(&ui->in.theme, 18) + ui_text_height(ui, &style, width, bar->progress_text);
}

/* Beside the title while its words take one line; else in a row of its own. */
static void plan_progress(struct ui *ui, const struct top_bar *bar, struct top_plan *plan)
{
    const struct theme *t = &ui->in.theme;
    int x = plan->title_x + plan->title_width + t->gap_large;
    int width = plan->actions_x - t->gap - x;
    int one_line = progress_height(ui, bar, t->width);
    int height = width > 0 ? progress_height(ui, bar, width) : 0;
    if (height > one_line) { /* before a second line, closer together */
        x -= t->gap_large - t->gap;
        width = plan->actions_x - t->gap_small - x;
        height = width > 0 ? progress_height(ui, bar, width) : 0;
    }
    plan->own_row = t->portrait || width < theme_px(t, 140) || height > plan->bar_height - theme_px(t, 10);
    if (!plan->own_row) {
        plan->progress = (struct rect){x, (plan->bar_height - height) / 2, width, height};
        return;
    }
    width = t->width - 2 * t->margin;
    height = progress_height(ui, bar, width);
    int pad = theme_px(t, t->portrait ? 14 : 8);
    plan->progress = (struct rect){t->margin, plan->bar_height + pad, width, height};
    plan->height = plan->bar_height + height + 2 * pad;
}

static struct top_plan plan_top(struct ui *ui, const struct top_bar *bar)
{
    const struct theme *t = &ui->in.theme;
    struct top_plan plan = {.bar_height = t->top_bar, .height = t->top_bar};
    plan_actions(ui, bar, &plan);
    int side = theme_px(t, 24), badge = bar->icon ? (int)(theme_px(t, 48) * t->controls) + theme_px(t, 16) : 0;
    plan.title_x = side + badge;
    int room = plan.actions_x - theme_px(t, 16) - plan.title_x;
    struct text_style title = title_style(ui, bar), subtitle = small_style(ui, COLOUR_SOFT);
    int wide = ui_text_width(ui, &title, bar->title), below = ui_text_width(ui, &subtitle, bar->subtitle);
    plan.title_width = wide > below ? wide : below;
    if (plan.title_width > room)
        plan.title_width = room;
    if (bar->has_progress)
        plan_progress(ui, bar, &plan);
    return plan;
}

static void add_action(struct ui *ui, const struct action *action, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    struct text_style style = small_style(ui, COLOUR_INK);
    int icon = (int)(theme_px(t, 30) * t->controls);
    int y = r.y + (r.h - icon - style.type.line_px) / 2;
    style.align = ALIGN_CENTRE;
    style.target = action->id;
    if (ui_is_pressed(ui, action->id)) {
        ui_box(ui, r, COLOUR_TINT, COLOUR_NONE, 0, t->radius);
        style.on = COLOUR_TINT;
    }
    ui_icon(ui, action->icon, (struct rect){r.x + (r.w - icon) / 2, y, icon, icon}, COLOUR_INK);
    ui_text(ui, &style, r.x, y + icon, r.w, action->word);
    ui_target(ui, (struct target){.id = action->id,
                                  .name = action->word,
                                  .role = ROLE_BUTTON,
                                  .rect = r,
                                  .radius_px = t->radius / 2,
                                  .press = {.kind = PRESS_APP, .item = action->id}});
}

static void add_title(struct ui *ui, const struct top_bar *bar, const struct top_plan *plan)
{
    const struct theme *t = &ui->in.theme;
    if (bar->icon) {
        int size = (int)(theme_px(t, 48) * t->controls);
        struct rect badge = {theme_px(t, 24), (plan->bar_height - size) / 2, size, size};
        ui_box(ui, badge, COLOUR_ACCENT, COLOUR_NONE, 0, size / 4);
        ui_icon(ui, bar->icon, rect_inset(badge, size / 5), COLOUR_ON_ACCENT);
    }
    struct text_style title = title_style(ui, bar), subtitle = small_style(ui, COLOUR_SOFT);
    int height = title.type.line_px + (bar->subtitle ? subtitle.type.line_px : 0);
    int y = (plan->bar_height - height) / 2;
    y += ui_text_cut(ui, &title, plan->title_x, y, plan->title_width, bar->title);
    ui_text_cut(ui, &subtitle, plan->title_x, y, plan->title_width, bar->subtitle);
}

static void add_progress(struct ui *ui, const struct top_bar *bar, const struct top_plan *plan)
{
    const struct theme *t = &ui->in.theme;
    struct rect r = plan->progress;
    struct text_style style = small_style(ui, COLOUR_SOFT);
    ui_progress(ui, (struct rect){r.x, r.y, r.w, theme_px(t, 12)}, bar->progress);
    ui_text(ui, &style, r.x, r.y + theme_px(t, 18), r.w, bar->progress_text);
}

int frame_top(struct ui *ui, const struct top_bar *bar)
{
    const struct theme *t = &ui->in.theme;
    struct top_plan plan = plan_top(ui, bar);
    ui->aside = true;
    ui_box(ui, (struct rect){0, 0, t->width, plan.height}, COLOUR_CARD, COLOUR_NONE, 0, 0);
    if (plan.own_row && t->portrait)
        ui_box(ui, (struct rect){0, plan.bar_height - 2, t->width, 2}, COLOUR_LINE, COLOUR_NONE, 0, 0);
    ui_box(ui, (struct rect){0, plan.height - 2, t->width, 2}, COLOUR_LINE, COLOUR_NONE, 0, 0);
    ui->aside = bar->has_progress; /* of a screen that is not a page the name is its heading */
    add_title(ui, bar, &plan);
    ui->aside = true;
    if (bar->has_progress)
        add_progress(ui, bar, &plan);
    int x = plan.actions_x, clear = t->focus_px + 1;
    for (int i = 0; i < ACTIONS; i++) {
        if (!plan.actions[i].offered)
            continue;
        int width = plan.actions[i].width_px;
        add_action(ui, &plan.actions[i],
                   (struct rect){x + clear / 2, clear, width - clear, plan.bar_height - 2 * clear - 2});
        x += width;
    }
    ui->aside = false;
    return plan.height;
}
