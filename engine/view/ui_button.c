#include "ui.h"

#include <assert.h>

/* Where the parts of a button's face go. */
struct face_plan {
    struct text_style style;
    int icon, gap, pad, text_width, text_height;
    bool has_text;
};

static struct text_style style_of(const struct ui *ui, const struct button *b)
{
    const struct theme *t = &ui->in.theme;
    if (b->look == BUTTON_QUIET)
        return (struct text_style){.type = t->hint, .face = FACE_REGULAR, .colour = COLOUR_SOFT, .on = COLOUR_PAPER};
    if (b->chosen)
        return (struct text_style){.type = t->button, .face = FACE_BOLD, .colour = COLOUR_INK, .on = COLOUR_TINT};
    bool main = b->look == BUTTON_MAIN;
    return (struct text_style){.type = t->button,
                               .face = FACE_BOLD,
                               .colour = main ? COLOUR_ON_ACCENT : COLOUR_INK,
                               .on = main ? COLOUR_ACCENT : COLOUR_CARD};
}

/* A chosen button wears a tick, in front of everything. */
static const char *first_icon(const struct button *b)
{
    return b->chosen && !b->icon_only ? "check" : b->icon;
}

static int icon_count(const struct button *b)
{
    return (first_icon(b) != NULL) + (b->icon_after != NULL);
}

static struct face_plan plan_face(struct ui *ui, const struct button *b, int width)
{
    const struct theme *t = &ui->in.theme;
    struct face_plan plan = {.style = style_of(ui, b), .has_text = !text_is_empty(b->text) && !b->icon_only};
    plan.icon = plan.style.type.size_px * 5 / 4;
    plan.gap = theme_px(t, 12);
    plan.pad = b->look == BUTTON_QUIET ? 0 : theme_px(t, 20);
    int room = width - 2 * plan.pad - icon_count(b) * (plan.icon + plan.gap);
    if (plan.has_text) {
        plan.text_width = ui_text_width(ui, &plan.style, b->text);
        if (plan.text_width > room)
            plan.text_width = room > plan.icon ? room : plan.icon;
        plan.text_height = ui_text_height(ui, &plan.style, plan.text_width, b->text);
    }
    return plan;
}

static int face_width(const struct button *b, const struct face_plan *plan)
{
    int icons = icon_count(b);
    return icons * plan->icon + plan->text_width + (icons + plan->has_text - 1) * plan->gap;
}

int ui_button_width(struct ui *ui, const struct button *b)
{
    struct face_plan plan = plan_face(ui, b, 1 << 20);
    int pad = b->look == BUTTON_QUIET ? 0 : theme_px(&ui->in.theme, b->icon_only ? 20 : 32);
    int width = face_width(b, &plan) + 2 * pad;
    return width > ui->in.theme.target_min ? width : ui->in.theme.target_min;
}

int ui_button_height(struct ui *ui, const struct button *b, int width)
{
    const struct theme *t = &ui->in.theme;
    int least = b->look == BUTTON_QUIET ? t->target_min : t->button_height;
    int height = plan_face(ui, b, width).text_height + 2 * theme_px(t, b->look == BUTTON_QUIET ? 8 : 14);
    return height > least ? height : least;
}

static void draw_back(struct ui *ui, struct rect r, const struct button *b)
{
    int radius = ui->in.theme.radius;
    bool pressed = ui_is_pressed(ui, b->id);
    if (b->chosen)
        ui_box(ui, r, COLOUR_TINT, pressed ? COLOUR_INK : COLOUR_ACCENT, 4, radius);
    else if (b->look == BUTTON_MAIN)
        ui_box(ui, r, COLOUR_ACCENT, pressed ? COLOUR_INK : COLOUR_NONE, pressed ? 4 : 0, radius);
    else if (b->look == BUTTON_PLAIN)
        ui_box(ui, r, pressed ? COLOUR_TINT : COLOUR_CARD, COLOUR_INK, 3, radius);
    else if (pressed)
        ui_box(ui, rect_inset(r, -6), COLOUR_TINT, COLOUR_NONE, 0, radius);
}

static void draw_face(struct ui *ui, struct rect r, const struct button *b, const struct face_plan *plan)
{
    bool at_start = b->look == BUTTON_QUIET && !b->icon_only;
    int x = at_start ? r.x : r.x + (r.w - face_width(b, plan)) / 2;
    int icon_y = r.y + (r.h - plan->icon) / 2;
    if (first_icon(b)) {
        enum colour colour = b->chosen ? COLOUR_ACCENT : plan->style.colour;
        ui_icon(ui, first_icon(b), (struct rect){x, icon_y, plan->icon, plan->icon}, colour);
        x += plan->icon + plan->gap;
    }
    if (plan->has_text) {
        ui_text(ui, &plan->style, x, r.y + (r.h - plan->text_height) / 2, plan->text_width, b->text);
        x += plan->text_width + plan->gap;
    } else {
        ui_say(ui, b->text, b->id);
    }
    if (b->icon_after)
        ui_icon(ui, b->icon_after, (struct rect){x, icon_y, plan->icon, plan->icon}, plan->style.colour);
}

void ui_button(struct ui *ui, struct rect r, const struct button *b)
{
    assert(b->id && b->text);
    struct face_plan plan = plan_face(ui, b, r.w);
    if (ui_is_pressed(ui, b->id) && b->look != BUTTON_MAIN)
        plan.style.on = COLOUR_TINT;
    plan.style.target = b->id;
    draw_back(ui, r, b);
    draw_face(ui, r, b, &plan);
    if (b->says)
        ui_say(ui, b->says, b->id);
    if (b->chosen)
        ui_say(ui, ui_words(ui, "Chosen."), b->id);
    ui_target(ui, (struct target){.id = b->id,
                                  .name = b->text,
                                  .says = b->says,
                                  .role = ROLE_BUTTON,
                                  .chosen = b->chosen,
                                  .rect = r,
                                  .press = b->press});
}

int ui_buttons(struct ui *ui, struct rect r, const struct button *buttons, int count)
{
    const struct theme *t = &ui->in.theme;
    int x = r.x, y = r.y, line = 0;
    for (int i = 0; i < count; i++) {
        int natural = ui_button_width(ui, &buttons[i]), w = natural < r.w ? natural : r.w;
        int h = ui_button_height(ui, &buttons[i], w);
        if (x > r.x && x + w > r.x + r.w) {
            x = r.x;
            y += line + t->gap_small;
            line = 0;
        }
        ui_button(ui, (struct rect){x, y, w, h}, &buttons[i]);
        x += w + t->gap_small;
        line = h > line ? h : line;
    }
    return y + line - r.y;
}
