/* Answers read back: all of them before a session is finished, to check and change; those of a past one, from home. */
#include <stdio.h>
#include <string.h>

#include "diary.h"
#include "kiosk_state.h"
#include "measure_words.h"
#include "prose.h"

#define DOUBLE_TAP_MS 800

struct answer_card {
    const struct attempt *attempt;
    const struct page *page;
    const struct block *exercise;
    const char *ask, *words;
    struct measure_line line[MEASURE_ITEMS_MAX]; /* of a measure, instead of words */
    int line_count;
    const char *total, *change; /* or NULL */
    bool covered;               /* private: shown when asked for */
    bool can_change;
};

/* --- one answer ----------------------------------------------------------------------------------------------------
 */

static const char *ask_of(struct ui *ui, const struct attempt *s, const struct page *page, const struct block *b)
{
    const char *ask = prose_plain(ui->arena, wording_text(s, ui->arena, &b->ask));
    return text_is_empty(ask) ? prose_plain(ui->arena, wording_text(s, ui->arena, &page->title)) : ask;
}

static const char *words_of(struct ui *ui, const struct attempt *s, const struct block *b)
{
    const struct answer *given = attempt_answer(s, b->id);
    if (answer_is_empty(given))
        return ui_words(ui, "Left open");
    if (given->declined)
        return ui_words(ui, "I would rather not say");
    const char *words = wording_answer(s, ui->arena, b);
    return words ? words : ui_words(ui, "Answered");
}

static struct button change_button(struct ui *ui, const struct answer_card *c)
{
    return (struct button){.id = arena_printf(ui->arena, "change.%s", c->exercise->id),
                           .text = ui_words(ui, "Change"),
                           .icon = "pencil",
                           .says = c->ask,
                           .press = {.kind = PRESS_APP, .item = "change", .text = c->page->id}};
}

static struct button show_button(struct ui *ui, const struct answer_card *c)
{
    return (struct button){.id = arena_printf(ui->arena, "show.%s", c->exercise->id),
                           .text = ui_words(ui, "Show"),
                           .icon = "eye",
                           .says = c->ask,
                           .press = {.kind = PRESS_APP, .item = "show", .text = c->exercise->id}};
}

static void fill_measure(struct ui *ui, struct answer_card *c)
{
    c->line_count = measure_lines(c->attempt, ui->arena, c->exercise, false, c->line);
    c->total = measure_total_words(c->attempt, ui->arena, c->exercise);
    c->change = measure_change_words(c->attempt, ui->arena, c->exercise);
}

/* Puts a text, or only measures it. */
static int put(struct ui *ui, bool draw, const struct text_style *style, struct rect at, const char *text)
{
    return draw ? ui_text(ui, style, at.x, at.y, at.w, text) : ui_text_height(ui, style, at.w, text);
}

/* The question and the answer; of a measure item after item, then what it came to. */
static int answer_words(struct ui *ui, bool draw, struct rect r, const struct answer_card *c)
{
    const struct theme *t = &ui->in.theme;
    struct text_style ask = ui_style(ui, t->hint, FACE_REGULAR, COLOUR_SOFT);
    struct text_style words = ui_style(ui, t->body, FACE_BOLD, COLOUR_INK);
    ask.on = words.on = COLOUR_CARD;
    struct rect at = r;
    at.y += put(ui, draw, &ask, at, c->ask);
    if (c->covered || !c->line_count)
        return at.y + put(ui, draw, &words, at, c->covered ? ui_words(ui, "Kept private") : c->words) - r.y;
    for (int i = 0; i < c->line_count; i++) {
        at.y += t->gap_small / 2;
        at.y += put(ui, draw, &ask, at, c->line[i].ask);
        at.y += put(ui, draw, &words, at, c->line[i].answer);
    }
    if (c->total)
        at.y += t->gap_small + put(ui, draw, &words, (struct rect){at.x, at.y + t->gap_small, at.w, 0}, c->total);
    if (c->change)
        at.y += put(ui, draw, &ask, at, c->change);
    return at.y - r.y;
}

/* The words, and the button beside them, or below where there is little room. */
static int answer_card(struct ui *ui, struct rect r, const struct answer_card *c)
{
    const struct theme *t = &ui->in.theme;
    bool has_button = c->covered || c->can_change;
    struct button button = c->covered ? show_button(ui, c) : change_button(ui, c);
    int pad = t->gap, inside = r.w - 2 * pad, button_w = has_button ? ui_button_width(ui, &button) : 0;
    bool beside = has_button && button_w + t->gap < inside / 2;
    int w = beside ? inside - button_w - t->gap : inside;
    int text_h = answer_words(ui, false, (struct rect){0, 0, w, 0}, c);
    int button_h = has_button ? ui_button_height(ui, &button, beside ? button_w : inside) : 0;
    int h = beside ? (text_h > button_h ? text_h : button_h) : text_h + (has_button ? t->gap_small + button_h : 0);
    ui_box(ui, (struct rect){r.x, r.y, r.w, h + 2 * pad}, COLOUR_CARD, COLOUR_LINE, 2, t->radius);
    int y = r.y + pad + answer_words(ui, true, (struct rect){r.x + pad, r.y + pad, w, 0}, c);
    int middle = c->line_count ? 0 : (h - button_h) / 2; /* of much that is read back it stands at the top */
    if (beside)
        ui_button(ui, (struct rect){r.x + r.w - pad - button_w, r.y + pad + middle, button_w, button_h}, &button);
    else if (has_button)
        ui_button(ui, (struct rect){r.x + pad, y + t->gap_small, button_w < inside ? button_w : inside, button_h},
                  &button);
    return h + 2 * pad;
}

/* --- all of a session ----------------------------------------------------------------------------------------------
 */

static bool is_of_quiz(const struct module *m, const struct block *b)
{
    for (int i = 0; i < m->check_count; i++)
        if (m->check[i] == b)
            return true;
    return false;
}

/* Is there something to read back of this exercise? Before finishing everything that was asked; later what was given.
 */
static bool is_listed(const struct attempt *s, const struct block *b, bool checking)
{
    if (!block_is_exercise(b))
        return false;
    if (checking)
        return attempt_shows(s, b) && (!b->optional || !answer_is_empty(attempt_answer(s, b->id)));
    return !answer_is_empty(attempt_answer(s, b->id)) && !is_of_quiz(attempt_module(s), b);
}

static bool is_page_listed(const struct attempt *s, const struct page *page)
{
    return !page->extra && !page->uncounted && attempt_visits(s, page->id) > 0 && attempt_option_shows(s, page->when);
}

struct reading {
    struct kiosk *k;
    struct ui *ui;
    const struct attempt *attempt;
    struct rect area;
    bool checking;
    int y, count;
    const struct page *page;
};

static void read_back(struct reading *r, const struct block *b)
{
    if (!is_listed(r->attempt, b, r->checking))
        return;
    r->count++;
    if (!r->ui)
        return;
    struct answer_card card = {.attempt = r->attempt,
                               .page = r->page,
                               .exercise = b,
                               .ask = ask_of(r->ui, r->attempt, r->page, b),
                               .words = words_of(r->ui, r->attempt, b),
                               .covered = attempt_is_private(r->attempt, b) && !text_is(r->k->uncovered, b->id),
                               .can_change = r->checking};
    if (b->kind == BLOCK_MEASURE)
        fill_measure(r->ui, &card);
    r->y += answer_card(r->ui, (struct rect){r->area.x, r->y, r->area.w, 0}, &card) + r->ui->in.theme.gap_small;
}

/* Of a diary: `part` stands for it, in ids. Words NULL: left open. */
static void read_diary_part(struct reading *r, const struct block *diary, const struct block *part, const char *of,
                            const char *words)
{
    r->count++;
    if (!r->ui)
        return;
    const char *ask = ask_of(r->ui, r->attempt, r->page, diary);
    struct answer_card card = {.attempt = r->attempt,
                               .page = r->page,
                               .exercise = part,
                               .ask = of ? arena_printf(r->ui->arena, "%s %s", ask, of) : ask,
                               .words = words ? words : ui_words(r->ui, "Left open"),
                               .covered = attempt_is_private(r->attempt, diary) && !text_is(r->k->uncovered, part->id),
                               .can_change = r->checking};
    r->y += answer_card(r->ui, (struct rect){r->area.x, r->y, r->area.w, 0}, &card) + r->ui->in.theme.gap_small;
}

/* What was in a row, and what that came to. */
static const char *row_words(const struct reading *r, const struct block *diary, int row)
{
    struct arena *a = r->ui->arena;
    const struct catalogue *interface = r->ui->in.interface;
    if (diary_row_state(r->attempt, diary, row) == DIARY_NOTHING)
        return diary_nothing_words(r->attempt, a, interface, diary);
    const char *words = diary_row_words(r->attempt, a, interface, diary, row);
    const char *sums = diary_sums_words(r->attempt, a, diary, row);
    return sums ? arena_printf(a, "%s: %s", words, sums) : words;
}

/* A card a row that has something in it, and one for what they come to. */
static void read_diary(struct reading *r, const struct block *diary)
{
    const struct diary_block *d = &diary->diary;
    const struct answer *whole = diary_whole(r->attempt, diary);
    int used = diary_rows_used(r->attempt, diary);
    struct arena *a = r->ui ? r->ui->arena : NULL;
    const struct catalogue *interface = r->ui ? r->ui->in.interface : NULL;
    if (r->checking && !attempt_shows(r->attempt, diary))
        return;
    for (int i = 0; i < d->row_count; i++)
        if (diary_row_state(r->attempt, diary, i) != DIARY_EMPTY)
            read_diary_part(r, diary, &d->rows[i].boxes[0],
                            r->ui ? diary_row_title(r->attempt, a, interface, diary, i) : NULL,
                            r->ui ? row_words(r, diary, i) : NULL);
    const char *sums = r->ui ? diary_sums_words(r->attempt, a, diary, -1) : NULL;
    if (sums)
        read_diary_part(r, diary, d->whole, ui_words(r->ui, "So far, in all"), sums);
    if (!used && whole)
        read_diary_part(r, diary, d->whole, NULL,
                        !r->ui            ? NULL
                        : whole->declined ? ui_words(r->ui, "I would rather not say")
                                          : diary_nothing_words(r->attempt, a, interface, diary));
    else if (!used && r->checking && !diary->optional)
        read_diary_part(r, diary, d->whole, NULL, NULL);
}

/* Every answer, in the order of the pages. Without a ui it only counts. */
static void read_all(struct reading *r)
{
    const struct module *m = attempt_module(r->attempt);
    for (int p = 0; p < m->page_count; p++) {
        r->page = &m->pages[p];
        for (int i = 0; i < r->page->block_count && is_page_listed(r->attempt, r->page); i++) {
            const struct block *b = &r->page->blocks[i];
            if (b->kind == BLOCK_DIARY)
                read_diary(r, b);
            read_back(r, b);
            for (int n = 0, parts = b->kind == BLOCK_DIARY ? 0 : block_part_count(b); n < parts; n++)
                read_back(r, block_part(b, n));
        }
    }
}

int answers_count(const struct attempt *s, bool checking)
{
    struct reading r = {.attempt = s, .checking = checking};
    read_all(&r);
    return r.count;
}

int answers_view(struct kiosk *k, struct ui *ui, const struct attempt *s, bool checking, struct rect area)
{
    struct reading r = {.k = k, .ui = ui, .attempt = s, .area = area, .checking = checking, .y = area.y};
    read_all(&r);
    return r.y - area.y;
}

bool answers_press(struct kiosk *k, const struct press *p)
{
    if (!press_is(p, "show"))
        return false;
    snprintf(k->uncovered, sizeof k->uncovered, "%s", p->text ? p->text : "");
    k->focus.id[0] = '\0';
    k->stale = true;
    return true;
}

/* --- before a session is finished ----------------------------------------------------------------------------------
 */

static void check_view(struct kiosk *k, struct ui *ui)
{
    const struct theme *t = &ui->in.theme;
    struct top_bar top = {.title = ui_words(ui, "Check your answers"), .cover = k->signed_in, .leave = true};
    struct audio_bar audio = voice_bar(k->drivers.voice);
    struct button back = {.id = "back", .text = ui_words(ui, "Back"), .icon = "arrow-left", .press = press_app("back")};
    struct button finish = {.id = "next",
                            .text = ui_words(ui, "Finish"),
                            .look = BUTTON_MAIN,
                            .icon_after = "arrow-right",
                            .press = press_app("finish")};
    struct bottom_bar bottom = {.back = &back, .audio = &audio, .next = &finish};
    struct rect column = screen_begin(k, ui, &top, &bottom);
    int w = column.w < t->column_max ? column.w : t->column_max, y = column.y;
    struct text_style body = ui_style(ui, t->body, FACE_REGULAR, COLOUR_INK);
    y += ui_text(ui, &body, column.x, y, w,
                 ui_words(ui, "This is what you said. You can change it now. When it is right, press Finish.")) +
         t->gap;
    answers_view(k, ui, k->attempt, true, (struct rect){column.x, y, w, 0});
    screen_end(k, ui, column);
}

static void go_to_page(struct kiosk *k, const char *page)
{
    kiosk_go(k, SCREEN_PAGE);
    if (page && !text_is(page, attempt_page(k->attempt)->id))
        kiosk_act(k, (struct act){.kind = ACT_GO, .item = page});
}

static bool check_press(struct kiosk *k, const struct press *p)
{
    bool just_came = kiosk_boot_ms(k) - k->answers_ms < DOUBLE_TAP_MS; /* the other half of a double tap */
    if (press_is(p, "finish")) {
        if (!just_came)
            kiosk_complete(k);
    } else if (press_is(p, "change"))
        go_to_page(k, p->text);
    else if (press_is(p, "back"))
        go_to_page(k, NULL);
    else
        return answers_press(k, p);
    return true;
}

const struct screen_driver check_answers_screen = {
    .name = "check-answers", .view = check_view, .press = check_press, .idles = true};
