/* The first screen: what this is, in the site's languages; touch to start. Nothing about offences or names. */
#include "kiosk_state.h"

/* `end` is where its last row ends. */
static int languages_view(struct kiosk *k, struct ui *ui, int x, int y, int width, struct rect *end)
{
    const struct theme *t = &ui->in.theme;
    int at_x = x, at_y = y, height = t->button_height;
    for (int i = 0; i < k->drivers.library->language_count; i++) {
        const char *language = k->drivers.library->languages[i];
        struct button b = {.id = arena_printf(ui->arena, "language.%s", language),
                           .text = language_own_name(language),
                           .chosen = i == k->prefs.language,
                           .press = {.kind = PRESS_APP, .item = "language", .number = i}};
        int w = ui_button_width(ui, &b);
        if (at_x + w > x + width && at_x > x) {
            at_x = x;
            at_y += height + t->gap_small;
        }
        ui_button(ui, (struct rect){at_x, at_y, w, height}, &b);
        at_x += w + t->gap_small;
    }
    *end = (struct rect){at_x, at_y, x + width - at_x, height};
    return at_y + height - y;
}

struct poster {
    const char *what, *how;
    struct text_style title, body;
    int art_w, art_h; /* 0: large words take the whole screen */
    int spare;        /* height that is left over */
};

static int spare_height(struct ui *ui, const struct poster *p)
{
    const struct theme *t = &ui->in.theme;
    int width = t->width - 2 * t->margin - (t->portrait ? 0 : p->art_w);
    int controls = t->button_height * 7 / 2 + 2 * t->gap_large + 2 * t->gap;
    int words = ui_text_height(ui, &p->title, width, p->what) + ui_text_height(ui, &p->body, width, p->how);
    return (t->portrait ? t->height - p->art_h : t->height) - words - controls - 2 * t->gap_large;
}

static struct poster make_plan(struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct poster p = {
        .what = ui_words(ui, "Time to work on what matters to you"),
        .how = ui_words(
            ui, "Short sessions you can read, listen to, and do at your own pace. Your answers are saved as you go."),
        .title = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK),
        .body = ui_style(ui, t->subheading, FACE_REGULAR, COLOUR_INK),
        /* the pictures' own shapes, so that they fill their side of the screen */
        .art_w = t->portrait ? t->width : t->height * 360 / 800,
        .art_h = t->portrait ? t->width * 576 / 1080 : t->height,
    };
    p.spare = spare_height(ui, &p);
    if (p.spare < 0) { /* what a person reads and presses comes before a picture */
        p.art_w = p.art_h = 0;
        p.spare = spare_height(ui, &p);
    }
    return p;
}

/* For those who work here: small, and beside what everybody comes for. `beside` is where the last of that ends. */
static struct rect staff_place(struct ui *ui, const struct button *staff, struct rect column, struct rect beside,
                               struct rect languages)
{
    const struct theme *t = &ui->in.theme;
    int w = ui_button_width(ui, staff), h = t->button_height;
    if (beside.x + w <= column.x + column.w)
        return (struct rect){beside.x, beside.y, w, h};
    if (w <= languages.w)
        return (struct rect){languages.x, languages.y, w, h};
    return (struct rect){column.x, beside.y + h + t->gap_small, w, h};
}

static void staff_view(struct ui *ui, const struct button *staff, struct rect place)
{
    ui->aside = true; /* not read out with the rest, which is for everybody else */
    ui_button(ui, place, staff);
    ui->aside = false;
}

static void view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    bool portrait = t->portrait;
    struct poster p = make_plan(ui);
    ui_box(ui, (struct rect){0, 0, t->width, t->height}, COLOUR_PAPER, COLOUR_NONE, 0, 0);
    if (p.art_w)
        ui_image(ui, portrait ? "illustrations/attract-wide.svg" : "illustrations/attract.svg",
                 (struct rect){t->width - p.art_w, portrait ? t->height - p.art_h : 0, p.art_w, p.art_h}, "");
    struct rect column = screen_begin(k, ui, NULL, NULL);
    column.w -= portrait ? 0 : p.art_w;
    int y = column.y + (p.spare > 0 ? p.spare / 2 : 0);
    y += ui_text(ui, &p.title, column.x, y, column.w, p.what) + t->gap;
    y += ui_text(ui, &p.body, column.x, y, column.w, p.how) + t->gap_large;
    struct button start = {.id = "start",
                           .text = ui_words(ui, "Touch to start"),
                           .icon = "cursor-pointer",
                           .look = BUTTON_MAIN,
                           .press = press_app("start")};
    int h = t->button_height * 5 / 4, w = ui_button_width(ui, &start) + t->gap_large * 2;
    ui_button(ui, (struct rect){column.x, y, w < column.w ? w : column.w, h}, &start);
    y += h + t->gap_large;
    struct rect end;
    y += languages_view(k, ui, column.x, y, column.w, &end) + t->gap;
    struct button listen = {.id = "listen",
                            .look = BUTTON_QUIET,
                            .press = {.kind = PRESS_PLAY},
                            .icon = k->prefs.reading ? "pause" : "volume-high",
                            .text = ui_words(ui, k->prefs.reading ? "Stop reading to me" : "Read it to me")};
    struct button support = {.id = "support",
                             .look = BUTTON_QUIET,
                             .icon = "heart-outline",
                             .text = ui_words(ui, "I need support now"),
                             .press = press_app("support")};
    bool can_listen = voice_bar(k->drivers.voice).can_play;
    int listen_w = can_listen ? ui_button_width(ui, &listen) + t->gap : 0, support_w = ui_button_width(ui, &support);
    bool one_row = listen_w + support_w <= column.w;
    int x = one_row ? column.x + listen_w : column.x, below = one_row ? y : y + t->button_height + t->gap_small;
    struct button staff = {
        .id = "staff", .look = BUTTON_QUIET, .text = ui_words(ui, "Staff"), .press = press_app("staff")};
    struct rect place = staff_place(ui, &staff, column, (struct rect){x + support_w + t->gap, below, 0, 0}, end);
    bool is_shown = k->drivers.store != NULL;
    if (is_shown && place.y < y)
        staff_view(ui, &staff, place);
    if (can_listen)
        ui_button(ui, (struct rect){column.x, y, listen_w - t->gap, t->button_height}, &listen);
    ui_button(ui, (struct rect){x, below, support_w, t->button_height}, &support);
    if (is_shown && place.y >= y)
        staff_view(ui, &staff, place);
    screen_end(k, ui, column);
}

static bool press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "start")) {
        k->form = (struct sign_in_form){0};
        kiosk_go(k, SCREEN_SIGN_IN);
    } else if (press_is(p, "staff"))
        kiosk_go(k, SCREEN_STAFF_SIGN_IN);
    else if (press_is(p, "language"))
        kiosk_set_language(k, (int)p->number);
    else
        return false;
    return true;
}

const struct screen_driver attract_screen = {.name = "attract", .view = view, .press = press, .focus = "start"};
