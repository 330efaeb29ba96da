/*
 * date: a month of days to choose from, and the days people mean most often as chips. Nothing is typed.
 *
 * Days are counted from today, as the kiosk's clock has it in London; a kiosk without a clock has no calendar, and lets
 * people go on without a day.
 */
#include "block.h"
#include "calendar.h"

#define WEEK 7

struct calendar {
    int64_t today, first, last; /* days on offer, as days since 1970 */
    int month;                  /* on show: year * 12 + month - 1 */
    bool has_chosen;
    struct local_date chosen;
};

static int month_of(struct local_date d)
{
    return d.year * 12 + d.month - 1;
}

static struct calendar calendar_now(const struct block_view *v, const struct block *b)
{
    const struct answer *given = attempt_answer(v->attempt, b->id);
    const char *value = given ? answer_value(given, "date") : NULL;
    struct calendar c = {.today = date_days(v->ui->in.today), .month = block_state_of(v, b)->month};
    c.first = c.today + b->date.from_days;
    c.last = c.today + b->date.to_days;
    c.has_chosen = value && date_parse(value, &c.chosen);
    int low = month_of(date_from_days(c.first)), high = month_of(date_from_days(c.last));
    if (c.month == 0 && c.has_chosen)
        c.month = month_of(c.chosen);
    else if (c.month == 0)
        c.month = c.first <= c.today && c.today <= c.last ? month_of(v->ui->in.today) : low;
    c.month = c.month < low ? low : c.month > high ? high : c.month;
    return c;
}

static bool is_on_offer(const struct calendar *c, int64_t day)
{
    return day >= c->first && day <= c->last;
}

static bool is_chosen(const struct calendar *c, int64_t day)
{
    return c->has_chosen && date_days(c->chosen) == day;
}

static struct press press_day(const struct block_view *v, const struct block *b, int64_t day)
{
    char text[DATE_TEXT];
    date_format(date_from_days(day), text);
    return (struct press){.kind = PRESS_ACT,
                          .act = {.kind = ACT_PICK, .exercise = b->id, .item = arena_strdup(v->ui->arena, text)}};
}

static const char *day_words(const struct block_view *v, int64_t day)
{
    return calendar_day(v->ui->arena, v->ui->in.interface, date_from_days(day));
}

/* --- the days people mean most often --------------------------------------------------------------------------------
 */

static int draw_quick(struct block_view *v, const struct block *b, const struct calendar *c, struct rect area)
{
    static const struct {
        int days;
        const char *part, *words;
    } quick[] = {{-7, "week-ago", WORDS("A week ago")},
                 {-1, "yesterday", WORDS("Yesterday")},
                 {0, "today", WORDS("Today")},
                 {1, "tomorrow", WORDS("Tomorrow")},
                 {7, "in-a-week", WORDS("In a week")}};
    struct ui *ui = v->ui;
    struct chip chip[sizeof quick / sizeof quick[0]];
    int count = 0;
    for (size_t i = 0; i < sizeof quick / sizeof quick[0]; i++) {
        int64_t day = c->today + quick[i].days;
        if (!is_on_offer(c, day))
            continue;
        bool chosen = is_chosen(c, day);
        const char *state = chosen ? ui_words(ui, "Chosen.") : ui_words(ui, "Not chosen.");
        chip[count++] = (struct chip){.id = block_id(v, b, "quick", quick[i].part),
                                      .text = ui_words(ui, quick[i].words),
                                      .says = arena_printf(ui->arena, "%s. %s", day_words(v, day), state),
                                      .role = ROLE_OPTION,
                                      .chosen = chosen,
                                      .press = press_day(v, b, day)};
    }
    return count ? chips(v, chip, count, area) + ui->in.theme.gap_small : 0;
}

/* The day in words, or between which days it can be. */
static int draw_said(struct block_view *v, const struct calendar *c, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct text_style soft = block_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    struct text_style strong = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    int y = area.y;
    y +=
        put_text(ui, soft, area.x, y, area.w,
                 ui_words_with(ui, "Choose a day from %1 to %2.", day_words(v, c->first), day_words(v, c->last), NULL));
    if (c->has_chosen)
        y += t->gap_small / 2 +
             put_text(ui, strong, area.x, y + t->gap_small / 2, area.w,
                      ui_words_with(ui, "You chose %1.", day_words(v, date_days(c->chosen)), NULL, NULL));
    return y - area.y;
}

/* --- the month ------------------------------------------------------------------------------------------------------
 */

struct month_sizes {
    int cell_w, cell_h, gap, width;
};

static struct month_sizes month_sizes(const struct block_view *v, int width)
{
    const struct theme *t = &v->ui->in.theme;
    struct month_sizes s = {.gap = t->gap_small / 2};
    int least = t->target_min > 48 ? t->target_min : 48, most = t->button_height * 5 / 4;
    s.cell_w = (width + s.gap) / WEEK - s.gap;
    s.cell_w = s.cell_w < most ? s.cell_w : most;
    s.cell_h = t->button_height * 7 / 9 > least ? t->button_height * 7 / 9 : least;
    s.width = WEEK * (s.cell_w + s.gap) - s.gap;
    return s;
}

/* A page is only turned to where there are days on offer; at the last one the button stays, or the focus on it would be
 * lost. */
static void draw_turn(struct block_view *v, const struct block *b, const struct calendar *c, bool on, struct rect r)
{
    struct ui *ui = v->ui;
    int end = month_of(date_from_days(on ? c->last : c->first));
    bool ended = c->month == end;
    const char *id = block_id(v, b, on ? "next-month" : "previous-month", NULL);
    const char *name = on ? ui_words(ui, "Next month") : ui_words(ui, "Previous month");
    enum colour fill = ui_is_pressed(ui, id) ? COLOUR_TINT : COLOUR_CARD;
    if (ended)
        ui_box_stroked(ui, r, fill, COLOUR_EDGE, 2, ui->in.theme.radius, STROKE_DASHED);
    else
        ui_box(ui, r, fill, COLOUR_INK, 3, ui->in.theme.radius);
    ui_icon(ui, on ? "chevron-right" : "chevron-left", rect_inset(r, r.h / 4), ended ? COLOUR_SOFT : COLOUR_INK);
    ui_target(ui, (struct target){.id = id,
                                  .name = name,
                                  .says = !ended ? NULL
                                          : on   ? ui_words(ui, "No later days can be chosen.")
                                                 : ui_words(ui, "No earlier days can be chosen."),
                                  .role = ROLE_BUTTON,
                                  .rect = r,
                                  .press = {.kind = PRESS_MONTH,
                                            .item = b->id,
                                            .number = c->month + (ended ? 0
                                                                  : on  ? 1
                                                                        : -1)}});
}

/* ‹ December 2026 › */
static int draw_month_head(struct block_view *v, const struct block *b, const struct calendar *c, struct rect area)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    int size = t->button_height;
    bool turns = month_of(date_from_days(c->first)) != month_of(date_from_days(c->last));
    struct text_style style = block_style(ui, t->body, FACE_BOLD, COLOUR_INK, COLOUR_PAPER);
    style.align = ALIGN_CENTRE;
    if (turns)
        draw_turn(v, b, c, false, (struct rect){area.x, area.y, size, size});
    const char *name =
        arena_printf(ui->arena, "%s %d", calendar_month(ui->in.interface, c->month % 12 + 1), c->month / 12);
    int room = area.w - 2 * (size + t->gap_small), h = ui_text_height(ui, &style, room, name);
    put_text(ui, style, area.x + size + t->gap_small, area.y + (size - h) / 2, room, name);
    if (turns)
        draw_turn(v, b, c, true, (struct rect){area.x + area.w - size, area.y, size, size});
    return size;
}

static int draw_weekdays(struct block_view *v, const struct month_sizes *s, struct rect area)
{
    struct ui *ui = v->ui;
    struct text_style style = block_style(ui, ui->in.theme.hint, FACE_BOLD, COLOUR_SOFT, COLOUR_PAPER);
    int tallest = 0;
    style.align = ALIGN_CENTRE;
    style.silent = true; /* each day says its own */
    for (int i = 0; i < WEEK; i++) {
        const char *name = calendar_weekday_short(ui->in.interface, i);
        while (ui_text_width(ui, &style, name) > s->cell_w && style.type.size_px > 12)
            style.type.size_px--;
        int h = put_text(ui, style, area.x + i * (s->cell_w + s->gap), area.y, s->cell_w, name);
        tallest = h > tallest ? h : tallest;
    }
    return tallest;
}

/* A day that cannot be chosen is only a number. */
static void draw_day(struct block_view *v, const struct block *b, const struct calendar *c, int64_t day, struct rect r)
{
    struct ui *ui = v->ui;
    const struct theme *t = &ui->in.theme;
    struct local_date d = date_from_days(day);
    bool offered = is_on_offer(c, day), chosen = offered && is_chosen(c, day), today = day == c->today;
    const char *number = block_digits(v, d.day);
    struct text_style style = block_style(ui, t->button, offered ? FACE_BOLD : FACE_REGULAR, COLOUR_SOFT, COLOUR_PAPER);
    style.align = ALIGN_CENTRE;
    style.silent = true;
    if (offered) {
        style.on = chosen ? COLOUR_ACCENT : COLOUR_CARD;
        style.colour = chosen ? COLOUR_ON_ACCENT : COLOUR_INK;
        ui_box(ui, r, style.on, chosen ? COLOUR_INK : COLOUR_EDGE, chosen ? 4 : 2, t->radius / 2);
    }
    int tick = chosen ? block_em(ui, 0.8) : 0, wide = ui_text_width(ui, &style, number) + 1;
    put_text(ui, style, r.x + (r.w - tick - wide) / 2, r.y + (r.h - t->button.line_px) / 2, wide, number);
    if (chosen)
        ui_icon(ui, "check-bold", (struct rect){r.x + (r.w - tick + wide) / 2, r.y + (r.h - tick) / 2, tick, tick},
                COLOUR_ON_ACCENT);
    else if (today) { /* a bar under the number */
        int w = r.w * 2 / 5, h = block_em(ui, 0.16);
        ui_box(ui, (struct rect){r.x + (r.w - w) / 2, r.y + r.h - 2 * h - 4, w, h}, style.colour, COLOUR_NONE, 0,
               h / 2);
    }
    if (!offered)
        return;
    const char *state = chosen ? ui_words(ui, "Chosen.") : ui_words(ui, "Not chosen.");
    ui_target(ui,
              (struct target){.id = block_id(v, b, "day", press_day(v, b, day).act.item),
                              .name = calendar_day_short(ui->arena, ui->in.interface, d),
                              .says = today ? arena_printf(ui->arena, "%s. %s", ui_words(ui, "Today"), state) : state,
                              .role = ROLE_OPTION,
                              .chosen = chosen,
                              .rect = r,
                              .radius_px = t->radius / 2,
                              .press = press_day(v, b, day)});
}

static int draw_month(struct block_view *v, const struct block *b, const struct calendar *c,
                      const struct month_sizes *s, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct local_date first = {c->month / 12, c->month % 12 + 1, 1};
    int y = area.y + draw_month_head(v, b, c, (struct rect){area.x, area.y, s->width, 0}) + t->gap_small / 2;
    y += draw_weekdays(v, s, (struct rect){area.x, y, s->width, 0}) + s->gap;
    int before = date_weekday(first), days = date_month_days(first.year, first.month); /* weeks begin on Monday */
    for (int monday = 1 - before; monday <= days; monday += WEEK) {
        int64_t day = date_days(first) + monday - 1;
        if (day + WEEK - 1 < c->first || day > c->last)
            continue; /* a week in which no day can be chosen */
        for (int i = 0; i < WEEK; i++)
            if (monday + i >= 1 && monday + i <= days)
                draw_day(v, b, c, day + i, (struct rect){area.x + i * (s->cell_w + s->gap), y, s->cell_w, s->cell_h});
        y += s->cell_h + s->gap;
    }
    return y - s->gap - area.y;
}

/* --- all of it ------------------------------------------------------------------------------------------------------
 */

static int draw_without(struct block_view *v, const struct block *b, struct rect area)
{
    struct ui *ui = v->ui;
    const struct answer *given = attempt_answer(v->attempt, b->id);
    bool gone_on = given && text_is(answer_value(given, "date"), DATE_NONE);
    struct text_style style = block_style(ui, ui->in.theme.body, FACE_REGULAR, COLOUR_INK, COLOUR_PAPER);
    int h = put_text(ui, style, area.x, area.y, area.w,
                     ui_words(ui, "The calendar is not there just now. You can go on without a day.")) +
            ui->in.theme.gap_small;
    struct chip without = {
        .id = block_id(v, b, "without", NULL),
        .text = ui_words(ui, "Go on without a day"),
        .says = gone_on ? ui_words(ui, "Chosen.") : ui_words(ui, "Not chosen."),
        .role = ROLE_OPTION,
        .chosen = gone_on,
        .press = {.kind = PRESS_ACT, .act = {.kind = ACT_PICK, .exercise = b->id, .item = DATE_NONE}}};
    return h + chips(v, &without, 1, (struct rect){area.x, area.y + h, area.w, 0});
}

/* The calendar at the end of the line where there is room beside it for the chips, else below them. */
static int draw_calendar(struct block_view *v, const struct block *b, struct rect area)
{
    const struct theme *t = &v->ui->in.theme;
    struct calendar c = calendar_now(v, b);
    struct month_sizes s = month_sizes(v, area.w);
    int side = area.w - s.width - t->gap_large, least = block_em(v->ui, 10);
    bool beside = !t->portrait && side >= least;
    int width = beside ? side : area.w;
    int y = area.y + draw_quick(v, b, &c, (struct rect){area.x, area.y, width, 0});
    y += draw_said(v, &c, (struct rect){area.x, y, width, 0});
    struct rect month = {beside ? area.x + width + t->gap_large : area.x, beside ? area.y : y + t->gap_small, s.width,
                         0};
    int end = month.y + draw_month(v, b, &c, &s, month);
    return (end > y ? end : y) - area.y;
}

int block_date(struct block_view *v, const struct block *b, struct rect area)
{
    int y = area.y + block_header(v, b, area);
    struct rect rest = {area.x, y, area.w, 0};
    y += v->ui->in.today.year ? draw_calendar(v, b, rest) : draw_without(v, b, rest);
    return y + block_declined(v, b, (struct rect){area.x, y, area.w, 0}) - area.y;
}
