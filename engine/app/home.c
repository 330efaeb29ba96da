/* Welcome back: where I stopped, my programmes, days done, my plans. */
#include "kiosk_state.h"

static const char *greeting(struct kiosk *k, struct ui *ui)
{
    int hour = instant_hour(k->drivers.clock.wall(k->drivers.clock.context));
    return ui_words(ui, hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening");
}

static const char *title_of(struct kiosk *k, const struct home_item *item)
{
    return wording_plain(&item->module->title, programme_language(item->programme, kiosk_language(k)));
}

static const char *programme_title(struct kiosk *k, const struct programme *p)
{
    return wording_plain(programme_public_title(p), programme_language(p, kiosk_language(k)));
}

static const char *item_state(struct ui *ui, const struct home_item *item)
{
    if (item->attempt)
        return ui_words_with(ui, "You stopped at page %1 of %2", arena_printf(ui->arena, "%d", item->page),
                             arena_printf(ui->arena, "%d", item->pages), NULL);
    if (item->locked)
        return ui_words(ui, "Staff open this one with you.");
    return ui_words(ui, item->completed ? "Done. You can do it again." : "Not started");
}

static struct press press_item(const struct kiosk *k, const struct home_item *item)
{
    return (struct press){.kind = PRESS_APP, .item = "open", .number = (double)(item - k->home.items)};
}

/* The one big thing to do next. */
static int carry_on_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    const struct home_item *item = k->home.next;
    if (!item)
        return 0;
    int pad = t->gap + 8, icon = t->button_height + 8, top = r.y;
    struct text_style hint = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
    struct text_style title = ui_style(ui, t->heading, FACE_BOLD, COLOUR_INK);
    hint.on = title.on = COLOUR_TINT;
    int text_w = r.w - 2 * pad - icon - t->gap;
    const char *state = item_state(ui, item), *name = title_of(k, item);
    int words_h = ui_text_height(ui, &hint, text_w, state) + ui_text_height(ui, &title, text_w, name);
    int head_h = words_h > icon ? words_h : icon;
    struct button go = {.id = "carry-on",
                        .text = ui_words(ui, item->attempt ? "Carry on" : "Start"),
                        .icon_after = "arrow-right",
                        .look = BUTTON_MAIN,
                        .press = press_item(k, item)};
    int button_w = ui_button_width(ui, &go) + t->gap_large * 2;
    int h = pad + head_h + t->gap + t->button_height + pad;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, COLOUR_TINT, COLOUR_ACCENT, 4, t->radius);
    ui_box(ui, (struct rect){r.x + pad, r.y + pad, icon, icon}, COLOUR_ACCENT, COLOUR_NONE, 0, t->radius);
    ui_icon(ui, item->programme->icon, rect_inset((struct rect){r.x + pad, r.y + pad, icon, icon}, icon / 4),
            COLOUR_ON_ACCENT);
    int x = r.x + pad + icon + t->gap, y = r.y + pad + (head_h - words_h) / 2;
    y += ui_text(ui, &hint, x, y, text_w, state);
    ui_text(ui, &title, x, y, text_w, name);
    int limit = r.w - 2 * pad;
    ui->group = name; /* what is started */
    ui_button(
        ui,
        (struct rect){r.x + pad, r.y + pad + head_h + t->gap, button_w < limit ? button_w : limit, t->button_height},
        &go);
    ui->group = NULL;
    return top + h - r.y;
}

static int module_row(struct kiosk *k, struct ui *ui, struct rect r, const struct home_item *item)
{
    const struct theme *t = &ui->in.theme;
    int pad = t->gap_small, icon = t->icon * 3 / 2;
    struct text_style title = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    struct text_style hint = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
    title.on = hint.on = COLOUR_CARD;
    int x = r.x + pad + icon + t->gap_small, w = r.w - 2 * pad - icon - t->gap_small;
    const char *id = arena_printf(ui->arena, "open.%s", item->module->id);
    title.target = hint.target = item->locked ? NULL : id;
    const char *name = title_of(k, item), *state = item_state(ui, item);
    int h = ui_text_height(ui, &title, w, name) + ui_text_height(ui, &hint, w, state) + 2 * pad;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, COLOUR_CARD, item->locked ? COLOUR_LINE : COLOUR_EDGE, 2, t->radius);
    ui_icon(ui,
            item->locked      ? "lock-outline"
            : item->completed ? "check-circle"
                              : item->programme->icon,
            (struct rect){r.x + pad, r.y + (h - icon) / 2, icon, icon}, COLOUR_ACCENT);
    int y = r.y + pad;
    y += ui_text(ui, &title, x, y, w, name);
    ui_text(ui, &hint, x, y, w, state);
    if (item->locked)
        return h;
    ui_target(ui, (struct target){.id = id,
                                  .name = name,
                                  .says = state,
                                  .role = ROLE_BUTTON,
                                  .rect = {r.x, r.y, r.w, h},
                                  .press = press_item(k, item)});
    return h;
}

static int broken_row(struct ui *ui, struct rect r, const char *id)
{
    struct text_style hint = ui_style(ui, ui->in.theme.hint, FACE_REGULAR, COLOUR_SOFT);
    return ui_text(ui, &hint, r.x, r.y, r.w,
                   ui_words_with(ui, "“%1” is not available now. Staff can see why.", id, NULL, NULL));
}

/* --- stages: the one that is on shows its modules, the others open when asked ------------------------------------ */

static const struct programme_stage *stage_of(const struct home_item *item)
{
    const struct programme *p = item->programme;
    int index = (int)(item->module - p->modules);
    for (int i = 0; i < p->stage_count; i++)
        if (index >= p->stages[i].first && index < p->stages[i].first + p->stages[i].count)
            return &p->stages[i];
    return NULL;
}

static bool stage_is_open(const struct kiosk *k, const struct programme_stage *stage)
{
    return stage == k->home.shown || (k->home.next && stage == stage_of(k->home.next));
}

static int stage_row(struct kiosk *k, struct ui *ui, struct rect r, const struct programme *p,
                     const struct programme_stage *stage)
{
    const struct theme *t = &ui->in.theme;
    int done = 0, all = 0, number = (int)(stage - p->stages) + 1;
    for (int i = 0; i < k->home.item_count; i++)
        if (k->home.items[i].programme == p && stage_of(&k->home.items[i]) == stage) {
            done += k->home.items[i].completed;
            all++;
        }
    const char *title = wording_plain(&stage->title, programme_language(p, ui->in.language));
    const char *name = ui_words_with(ui, "Stage %1: %2", arena_printf(ui->arena, "%d", number), title, NULL);
    const char *state = ui_words_with(ui, "%1 of %2 done", arena_printf(ui->arena, "%d", done),
                                      arena_printf(ui->arena, "%d", all), NULL);
    if (stage_is_open(k, stage)) {
        struct text_style heading = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
        struct text_style hint = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
        int h = ui_text(ui, &heading, r.x, r.y, r.w, name);
        return h + ui_text(ui, &hint, r.x, r.y + h, r.w, state);
    }
    struct button open = {
        .id = arena_printf(ui->arena, "stage.%s", stage->id),
        .text = arena_printf(ui->arena, "%s. %s", name, state),
        .icon = done == all ? "check-circle" : "chevron-down",
        .press = {.kind = PRESS_APP, .item = "stage", .number = (double)(stage - p->stages), .text = p->id}};
    int h = ui_button_height(ui, &open, r.w);
    ui_button(ui, (struct rect){r.x, r.y, r.w, h}, &open);
    return h;
}

static int programmes_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    int y = r.y;
    const struct programme *shown = NULL;
    const struct programme_stage *stage = NULL;
    for (int i = 0; i < k->home.item_count; i++) {
        const struct home_item *item = &k->home.items[i];
        if (item->programme != shown) {
            shown = item->programme;
            struct text_style heading = ui_style(ui, t->subheading, FACE_BOLD, COLOUR_INK);
            y += ui_text(ui, &heading, r.x, y, r.w, programme_title(k, shown)) + t->gap_small;
        }
        if (stage_of(item) && stage_of(item) != stage) {
            stage = stage_of(item);
            y += stage_row(k, ui, (struct rect){r.x, y, r.w, 0}, shown, stage) + t->gap_small;
        }
        if (stage_of(item) && !stage_is_open(k, stage))
            continue;
        y += module_row(k, ui, (struct rect){r.x, y, r.w, 0}, item) + t->gap_small;
    }
    for (int b = 0; b < k->home.broken_count; b++)
        y += broken_row(ui, (struct rect){r.x, y, r.w, 0}, k->home.broken[b]) + t->gap_small;
    if (!k->home.item_count && !k->home.broken_count) {
        struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
        y += ui_text(ui, &body, r.x, y, r.w,
                     ui_words(ui, "There is no session for you here yet. Your officer can add one. Ask staff."));
    }
    return y - r.y;
}

static const char *days_words(struct ui *ui, const struct home *h)
{
    if (!h->days_credited && !h->days_waiting && !h->days_refused)
        return ui_words(ui, "Your officer confirms each day.");
    const char *words = ui_words_count(ui, "Your officer has confirmed %d day.", "Your officer has confirmed %d days.",
                                       h->days_credited);
    if (h->days_waiting)
        words = arena_printf(ui->arena, "%s %s", words,
                             ui_words_count(ui, "%d day is waiting.", "%d days are waiting.", h->days_waiting));
    if (h->days_refused)
        words =
            arena_printf(ui->arena, "%s %s", words,
                         ui_words_count(ui, "%d day was not confirmed. Your officer can tell you why.",
                                        "%d days were not confirmed. Your officer can tell you why.", h->days_refused));
    return words;
}

static int days_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    const struct theme *t = &ui->in.theme;
    const struct home *home = &k->home;
    if (!home->days_maximum && !home->days_waiting && !home->days_credited && !home->days_refused)
        return 0;
    int pad = t->gap, y = r.y + pad, w = r.w - 2 * pad;
    struct text_style hint = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
    struct text_style number = ui_style(ui, t->title, FACE_BOLD, COLOUR_INK);
    hint.on = number.on = COLOUR_CARD;
    /* proposed is not credited: nobody is told that a day is done before an officer says so */
    const char *count = arena_printf(ui->arena, "%d", home->days_credited);
    const char *of = home->days_maximum
                         ? ui_words_with(ui, "%1 of %2", count, arena_printf(ui->arena, "%d", home->days_maximum), NULL)
                         : count;
    const char *words = days_words(ui, home);
    const char *label = ui_words(ui, site_words(&k->site, SITE_WORDS_DAYS));
    int h = 2 * pad + ui_text_height(ui, &hint, w, label) + t->title.line_px + ui_text_height(ui, &hint, w, words) +
            t->gap_small;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, COLOUR_CARD, COLOUR_LINE, 2, t->radius);
    y += ui_text(ui, &hint, r.x + pad, y, w, label);
    y += ui_text(ui, &number, r.x + pad, y, w, of) + t->gap_small;
    ui_text(ui, &hint, r.x + pad, y, w, words);
    return h + t->gap_small + 4;
}

struct card {
    const char *id, *icon, *title, *text;
    struct press press;
};

static int card_view(struct ui *ui, struct rect r, const struct card *c)
{
    const struct theme *t = &ui->in.theme;
    int pad = t->gap, icon = t->icon + 4;
    struct text_style title = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    struct text_style hint = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
    title.on = hint.on = COLOUR_CARD;
    title.target = hint.target = c->id;
    int x = r.x + pad + icon + t->gap_small, w = r.w - 2 * pad - icon - t->gap_small;
    int h = ui_text_height(ui, &title, w, c->title) + ui_text_height(ui, &hint, w, c->text) + 2 * pad;
    ui_box(ui, (struct rect){r.x, r.y, r.w, h}, COLOUR_CARD, COLOUR_EDGE, 2, t->radius);
    ui_icon(ui, c->icon, (struct rect){r.x + pad, r.y + (h - icon) / 2, icon, icon}, COLOUR_INK);
    int y = r.y + pad;
    y += ui_text(ui, &title, x, y, w, c->title);
    ui_text(ui, &hint, x, y, w, c->text);
    ui_target(ui, (struct target){.id = c->id,
                                  .name = c->title,
                                  .says = c->text,
                                  .role = ROLE_BUTTON,
                                  .rect = {r.x, r.y, r.w, h},
                                  .press = c->press});
    return h + t->gap_small + 4;
}

static int cards_view(struct kiosk *k, struct ui *ui, struct rect r)
{
    int y = r.y;
    if (k->home.made_count)
        y += card_view(ui, (struct rect){r.x, y, r.w, 0},
                       &(struct card){"plans", "folder-outline", ui_words(ui, "What I made"),
                                      ui_words_count(ui, "From %d session. Read it here.",
                                                     "From %d sessions. Read it here.", k->home.made_count),
                                      press_app("plans")});
    y += card_view(ui, (struct rect){r.x, y, r.w, 0},
                   &(struct card){"support", "heart-outline", ui_words(ui, "I need support now"),
                                  ui_words(ui, "Who to talk to, today"), press_app("support")});
    return y - r.y;
}

static void home_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct top_bar top = {.title = greeting(k, ui), .cover = true, .leave = true};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct bottom_bar bottom = {.audio = &audio};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    bool two = !t->portrait && column.w > t->body.size_px * 38;
    int gap = t->gap_large, side_w = two ? (column.w - gap) * 2 / 5 : column.w,
        main_w = two ? column.w - gap - side_w : column.w;
    int y = column.y;
    y += carry_on_view(k, ui, (struct rect){column.x, y, main_w, 0}) + gap;
    y += programmes_view(k, ui, (struct rect){column.x, y, main_w, 0}) + gap;
    int side_x = two ? column.x + main_w + gap : column.x, side_y = two ? column.y : y;
    side_y += days_view(k, ui, (struct rect){side_x, side_y, side_w, 0}) + t->gap_small / 2;
    cards_view(k, ui, (struct rect){side_x, side_y, side_w, 0});
    screen_end(k, ui, column);
}

static bool home_press(struct kiosk *k, const struct press *p)
{
    if (press_is(p, "open")) {
        int index = (int)p->number;
        if (index >= 0 && index < k->home.item_count)
            kiosk_open_module(k, &k->home.items[index]);
    } else if (press_is(p, "stage")) {
        const struct programme *programme = library_programme(k->drivers.library, p->text);
        int index = (int)p->number;
        if (programme && index >= 0 && index < programme->stage_count)
            k->home.shown = &programme->stages[index];
        k->stale = true;
    } else if (press_is(p, "plans"))
        kiosk_go(k, SCREEN_PLANS);
    else
        return false;
    return true;
}

const struct screen_driver home_screen = {
    .name = "home", .view = home_view, .press = home_press, .focus = "carry-on", .idles = true};
