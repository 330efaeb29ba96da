/* The first screen: what this is, in the site's languages; touch to start. Nothing about offences or names. */
#include "kiosk_state.h"

static int languages_view(struct kiosk *k, struct ui *ui, int x, int y, int width)
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
    return at_y + height - y;
}

#define ASIDES_MAX 4

/* What stands below: quiet buttons in rows, and last the staff's, small and beside what everybody comes for. */
struct asides {
    struct button button[ASIDES_MAX];
    struct rect at[ASIDES_MAX];
    int count;
    bool has_staff; /* the last */
};

static struct asides make_asides(struct kiosk *k, struct ui *ui)
{
    struct asides a = {.has_staff = k->drivers.store != NULL};
    if (voice_bar(k->drivers.voice).can_play)
        a.button[a.count++] =
            (struct button){.id = "listen",
                            .look = BUTTON_QUIET,
                            .press = {.kind = PRESS_PLAY},
                            .icon = k->prefs.reading ? "pause" : "volume-high",
                            .text = ui_words(ui, k->prefs.reading ? "Stop reading to me" : "Read it to me")};
    a.button[a.count++] = (struct button){.id = "support",
                                          .look = BUTTON_QUIET,
                                          .icon = "heart-outline",
                                          .text = ui_words(ui, "I need support now"),
                                          .press = press_app("support")};
    a.button[a.count++] = (struct button){.id = "privacy",
                                          .look = BUTTON_QUIET,
                                          .icon = "lock-outline",
                                          .text = ui_words(ui, "Your privacy"),
                                          .press = press_app("privacy")};
    if (a.has_staff)
        a.button[a.count++] = (struct button){
            .id = "staff", .look = BUTTON_QUIET, .text = ui_words(ui, "Staff"), .press = press_app("staff")};
    return a;
}

/* Gives each its place from `y` on, in rows of the column; returns their height. */
static int place_asides(struct ui *ui, struct asides *a, struct rect column, int y)
{
    const struct theme *t = &ui->in.theme;
    int x = column.x, top = y, h = t->button_height;
    for (int i = 0; i < a->count; i++) {
        int w = ui_button_width(ui, &a->button[i]);
        w = w < column.w ? w : column.w;
        if (x + w > column.x + column.w && x > column.x) {
            x = column.x;
            y += h + t->gap_small;
        }
        a->at[i] = (struct rect){x, y, w, h};
        x += w + t->gap;
    }
    return y + h - top;
}

struct poster {
    const char *what, *how; /* how NULL: a demonstration has no room for it */
    const char *privacy;    /* one line about it */
    const char *mark;       /* of a demonstration, or NULL */
    struct text_style title, body, small, marked;
    struct asides asides;
    int art_w, art_h; /* 0: large words take the whole screen */
    int spare;        /* height that is left over */
};

static int spare_height(struct ui *ui, struct poster *p)
{
    const struct theme *t = &ui->in.theme;
    int width = t->width - 2 * t->margin - (t->portrait ? 0 : p->art_w);
    int controls = t->button_height * 5 / 2 + 2 * t->gap_large + 2 * t->gap +
                   place_asides(ui, &p->asides, (struct rect){.w = width}, 0);
    int words = ui_text_height(ui, &p->title, width, p->what) +
                (p->how ? ui_text_height(ui, &p->body, width, p->how) : 0) +
                (p->privacy ? ui_text_height(ui, &p->small, width, p->privacy) : 0) +
                (p->mark ? ui_text_height(ui, &p->marked, width, p->mark) : 0);
    return (t->portrait ? t->height - p->art_h : t->height) - words - controls - 2 * t->gap_large;
}

static struct poster make_plan(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct poster p = {
        .what = ui_words(ui, "Time to work on what matters to you"),
        .how = ui_words(
            ui, "Short sessions you can read, listen to, and do at your own pace. Your answers are saved as you go."),
        .privacy = privacy_line(k, ui),
        .mark = k->drivers.store && store_is_demonstration(k->drivers.store)
                    ? ui_words(ui, "DEMONSTRATION. Nothing here is about a real person.")
                    : NULL,
        .marked = ui_style(ui, t->hint, FACE_BOLD, COLOUR_CARE),
        .asides = make_asides(k, ui),
        .title = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK),
        .small = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT),
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
    if (p.spare < 0 && p.mark) {
        p.how = NULL;
        p.spare = spare_height(ui, &p);
    }
    if (p.spare < 0 && p.mark) { /* one touch away all the same */
        p.privacy = NULL;
        p.spare = spare_height(ui, &p);
    }
    return p;
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
    struct poster p = make_plan(k, ui);
    ui_box(ui, (struct rect){0, 0, t->width, t->height}, COLOUR_PAPER, COLOUR_NONE, 0, 0);
    if (p.art_w)
        ui_image(ui, portrait ? "illustrations/attract-wide.svg" : "illustrations/attract.svg",
                 (struct rect){t->width - p.art_w, portrait ? t->height - p.art_h : 0, p.art_w, p.art_h}, "");
    struct rect column = screen_begin(k, ui, NULL, NULL);
    column.w -= portrait ? 0 : p.art_w;
    int y = column.y + (p.spare > 0 ? p.spare / 2 : 0);
    if (p.mark)
        y += ui_text(ui, &p.marked, column.x, y, column.w, p.mark);
    y += ui_text(ui, &p.title, column.x, y, column.w, p.what) + t->gap;
    if (p.how)
        y += ui_text(ui, &p.body, column.x, y, column.w, p.how) + t->gap_large;
    struct button start = {.id = "start",
                           .text = ui_words(ui, "Touch to start"),
                           .icon = "cursor-pointer",
                           .look = BUTTON_MAIN,
                           .press = press_app("start")};
    int h = t->button_height * 5 / 4, w = ui_button_width(ui, &start) + t->gap_large * 2;
    ui_button(ui, (struct rect){column.x, y, w < column.w ? w : column.w, h}, &start);
    y += h + t->gap_large;
    y += languages_view(k, ui, column.x, y, column.w) + t->gap;
    if (p.privacy)
        y += ui_text(ui, &p.small, column.x, y, column.w, p.privacy);
    place_asides(ui, &p.asides, column, y);
    for (int i = 0; i < p.asides.count; i++)
        if (p.asides.has_staff && i == p.asides.count - 1)
            staff_view(ui, &p.asides.button[i], p.asides.at[i]);
        else
            ui_button(ui, p.asides.at[i], &p.asides.button[i]);
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
