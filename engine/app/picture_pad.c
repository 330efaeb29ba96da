#include "picture_pad.h"

#include <assert.h>
#include <string.h>

#include "kiosk_state.h"

static const struct picture {
    const char *id, *media, *words;
} pictures[] = {
    {"apple", "illustrations/picture-apple.svg", WORDS("Apple")},
    {"bird", "illustrations/picture-bird.svg", WORDS("Bird")},
    {"boat", "illustrations/picture-boat.svg", WORDS("Boat")},
    {"cup", "illustrations/picture-cup.svg", WORDS("Cup")},
    {"fish", "illustrations/picture-fish.svg", WORDS("Fish")},
    {"house", "illustrations/picture-house.svg", WORDS("House")},
    {"sun", "illustrations/picture-sun.svg", WORDS("The sun")},
    {"tree", "illustrations/picture-tree.svg", WORDS("Tree")},
    {"umbrella", "illustrations/picture-umbrella.svg", WORDS("Umbrella")},
};
static_assert(sizeof pictures / sizeof pictures[0] == PICTURES, "nine of them");

static const struct picture *picture_of(char picture)
{
    assert(picture >= '1' && picture <= '9');
    return &pictures[picture - '1'];
}

const char *picture_name(char picture)
{
    return picture_of(picture)->words;
}

const char *picture_media(char picture)
{
    return picture_of(picture)->media;
}

void pictures_mix(struct kiosk *k)
{
    char *order = k->form.order;
    memcpy(order, "123456789", sizeof k->form.order);
    for (uint32_t i = PICTURES - 1; i > 0; i--) {
        uint32_t at = seal_random_below(i + 1);
        char other = order[at];
        order[at] = order[i];
        order[i] = other;
    }
}

/* --- choosing --------------------------------------------------------------------------------------------------- */

/* The picture over its name, which goes first where room is short: nine that cannot be told apart help nobody. */
static void picture_view(struct ui *ui, struct rect r, char picture)
{
    const struct theme *t = &ui->in.theme;
    const struct picture *p = picture_of(picture);
    const char *id = arena_printf(ui->arena, "picture.%s", p->id), *name = ui_words(ui, p->words);
    struct text_style style = ui_style(ui, t->hint, FACE_BOLD, COLOUR_INK);
    enum colour fill = ui_is_pressed(ui, id) ? COLOUR_TINT : COLOUR_CARD;
    style.align = ALIGN_CENTRE;
    style.on = fill;
    style.silent = true; /* moving to one names it, where nobody else hears */
    int pad = t->gap_small / 2, label = t->hint.line_px;
    bool named = r.h - 2 * pad - label >= label * 2 && ui_text_width(ui, &style, name) <= r.w - 2 * pad;
    int side = r.h - 2 * pad - (named ? label : 0);
    side = side < r.w - 2 * pad ? side : r.w - 2 * pad;
    int top = r.y + (r.h - side - (named ? label : 0)) / 2;
    ui_box(ui, r, fill, COLOUR_EDGE, 2, t->radius);
    ui_image(ui, p->media, (struct rect){r.x + (r.w - side) / 2, top, side, side}, NULL);
    if (named)
        ui_text(ui, &style, r.x, top + side, r.w, name);
    ui_target(ui, (struct target){.id = id,
                                  .name = name,
                                  .role = ROLE_KEY,
                                  .rect = r,
                                  .press = {.kind = PRESS_APP, .item = "picture", .number = picture - '0'}});
}

int pictures_view(struct kiosk *k, struct ui *ui, struct rect r, const char *go_text, const char *go_item)
{
    const struct theme *t = &ui->in.theme;
    int gap = t->gap_small, w = (r.w - 2 * gap) / 3, least = 2 * t->target_min;
    struct button again = {
        .id = "clear", .text = ui_words(ui, "Start again"), .icon = "backspace", .press = press_app("clear")};
    struct button go = {.id = "go", .text = go_text, .look = BUTTON_MAIN, .press = press_app(go_item)};
    int again_w = ui_button_width(ui, &again), button_h = t->button_height;
    bool beside = again_w + gap + ui_button_width(ui, &go) <= r.w;
    int below = beside ? button_h : 2 * button_h + gap, h = (r.h - below - 3 * gap) / 3;
    h = h < w ? h : w;
    h = h > least ? h : least;
    for (int i = 0; i < PICTURES; i++) {
        struct rect cell = {r.x + i % 3 * (w + gap), r.y + i / 3 * (h + gap), w, h};
        picture_view(ui, cell, k->form.order[i]);
    }
    int y = r.y + 3 * (h + gap);
    ui_button(ui, (struct rect){r.x, y, beside ? again_w : r.w, button_h}, &again);
    if (beside)
        ui_button(ui, (struct rect){r.x + again_w + gap, y, r.w - again_w - gap, button_h}, &go);
    else
        ui_button(ui, (struct rect){r.x, y + button_h + gap, r.w, button_h}, &go);
    return y + below - r.y;
}

bool pictures_press(struct kiosk *k, const struct press *press)
{
    char *chosen = k->form.digits;
    size_t count = strlen(chosen);
    if (press_is(press, "picture")) {
        if (count < PICTURES_CHOSEN) {
            chosen[count] = (char)('0' + (int)press->number);
            chosen[count + 1] = '\0';
        }
        k->form.message = NULL;
    } else if (press_is(press, "clear"))
        chosen[0] = '\0';
    else if (press_is(press, "backspace")) {
        if (count)
            chosen[count - 1] = '\0';
    } else
        return false;
    return true;
}

/* --- those that were drawn -------------------------------------------------------------------------------------- */

int pictures_shown(struct ui *ui, struct rect r, const char *drawn, enum colour on)
{
    const struct theme *t = &ui->in.theme;
    struct text_style style = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    style.on = on;
    style.align = ALIGN_CENTRE;
    style.silent = true;
    int gap = t->gap_small, w = (r.w - 2 * gap) / 3, side = w < t->button_height * 2 ? w : t->button_height * 2, h = 0;
    for (int i = 0; i < PICTURES_CHOSEN && drawn[i]; i++) {
        const char *name = ui_words_with(ui, "%1. %2", arena_printf(ui->arena, "%d", i + 1),
                                         ui_words(ui, picture_name(drawn[i])), NULL);
        struct rect cell = {r.x + i * (w + gap), r.y, w, 0};
        ui_image(ui, picture_media(drawn[i]), (struct rect){cell.x + (w - side) / 2, r.y, side, side}, NULL);
        int text = ui_text(ui, &style, cell.x, r.y + side, w, name);
        h = text > h ? text : h;
    }
    return side + h;
}
