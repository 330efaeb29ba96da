/* What I made: the sessions in which something was said, from home; each to be read again, and to be taken away. */
#include "kiosk_state.h"

/* The code and the square are of the record that was made then; a session that is not finished has none. */
static void print_made(struct kiosk *k, int index)
{
    const struct made *made = &k->home.made[index];
    const struct programme *p = attempt_programme(made->attempt);
    arena_clear(&k->done_arena);
    k->receipt = (struct document_square){0};
    struct print_what what = {
        .attempt = made->attempt,
        .programme = p,
        .record = made->completed ? attempt_record(made->attempt) : "",
        .date = date_in_london(made->at),
        .back = k->screen,
    };
    kiosk_make_receipt(k, what.record, &what.receipt);
    what.finished = certificate_of(k->drivers.store, p, k->person.id, desk_now(k), &what.certificate);
    kiosk_open_print(k, &what);
}

static struct button print_button(const struct kiosk *k, struct ui *ui, const char *id, int index)
{
    return (struct button){.id = id,
                           .text = ui_words(ui, "Print or save"),
                           .icon = "printer",
                           .says = made_title(k, ui->arena, index),
                           .press = {.kind = PRESS_APP, .item = "print", .number = index}};
}

static bool press_print(struct kiosk *k, const struct press *p)
{
    if (!press_is(p, "print") || p->number < 0 || p->number >= k->home.made_count)
        return false;
    print_made(k, (int)p->number);
    return true;
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

/* A session's plan, if there is one, and the way to everything else that was said in it. */
static int made_row(struct kiosk *k, struct ui *ui, struct rect r, int index)
{
    const struct theme *t = &ui->in.theme;
    const char *title = made_title(k, ui->arena, index), *plan = made_plan(k, ui->arena, index);
    int y = r.y, count = 0;
    if (plan) {
        y += plan_card(ui, (struct rect){r.x, y, r.w, 0}, title, plan, t->gap_small) + t->gap_small;
    } else {
        struct text_style style = ui_style(ui, t->subheading, FACE_BOLD, COLOUR_INK);
        y += ui_text(ui, &style, r.x, y, r.w, title) + t->gap_small;
    }
    struct button button[2];
    button[count++] = (struct button){.id = arena_printf(ui->arena, "made.%d", index),
                                      .text = ui_words(ui, "See my answers"),
                                      .icon_after = "arrow-right",
                                      .says = title,
                                      .press = {.kind = PRESS_APP, .item = "made", .number = index}};
    if (kiosk_can_take(k))
        button[count++] = print_button(k, ui, arena_printf(ui->arena, "print.%d", index), index);
    return y + ui_buttons(ui, (struct rect){r.x, y, r.w, 0}, button, count) - r.y;
}

static void plans_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct top_bar top = {.title = ui_words(ui, "What I made"), .cover = true, .leave = true};
    struct button back = {.id = "back", .text = ui_words(ui, "Back"), .icon = "arrow-left", .press = press_app("home")};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct bottom_bar bottom = {.back = &back, .audio = &audio};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    int y = column.y, w = column.w < t->column_max ? column.w : t->column_max;
    for (int i = 0; i < k->home.made_count; i++)
        y += made_row(k, ui, (struct rect){column.x, y, w, 0}, i) + t->gap_large;
    screen_end(k, ui, column);
}

static bool plans_press(struct kiosk *k, const struct press *p)
{
    int index = (int)p->number;
    if (press_is(p, "home"))
        kiosk_go(k, SCREEN_HOME);
    else if (press_is(p, "made") && index >= 0 && index < k->home.made_count) {
        k->home.made_shown = index;
        k->uncovered[0] = '\0';
        kiosk_go(k, SCREEN_MADE);
    } else
        return press_print(k, p);
    return true;
}

const struct screen_driver plans_screen = {
    .name = "plans", .view = plans_view, .press = plans_press, .focus = "back", .idles = true};

/* --- one of them -------------------------------------------------------------------------------------------------- */

static void made_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    int index = k->home.made_shown;
    const char *plan = made_plan(k, ui->arena, index);
    struct top_bar top = {.title = made_title(k, ui->arena, index), .cover = true, .leave = true};
    struct button back = {
        .id = "back", .text = ui_words(ui, "Back"), .icon = "arrow-left", .press = press_app("plans")};
    struct button print = print_button(k, ui, "print", index);
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct bottom_bar bottom = {.back = &back, .audio = &audio, .next = kiosk_can_take(k) ? &print : NULL};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    int w = column.w < t->column_max ? column.w : t->column_max, y = column.y;
    if (plan)
        y += plan_card(ui, (struct rect){column.x, y, w, 0}, ui_words(ui, "My plan"), plan, t->gap_small / 2) + t->gap;
    answers_view(k, ui, k->home.made[index].attempt, false, (struct rect){column.x, y, w, 0});
    screen_end(k, ui, column);
}

static bool made_press(struct kiosk *k, const struct press *p)
{
    if (!press_is(p, "plans"))
        return press_print(k, p) || answers_press(k, p);
    kiosk_go(k, SCREEN_PLANS);
    return true;
}

const struct screen_driver made_screen = {
    .name = "made", .view = made_view, .press = made_press, .focus = "back", .idles = true};
