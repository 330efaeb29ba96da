/* What stands beside the page: what is on show and in what look, what can be marked, and every page to jump to. */
#include <stdio.h>
#include <string.h>

#include "preview.h"
#include "pseudo.h"

#define PAD_PX  12
#define ROW_PX  30
#define TEXT_PX 16

enum what {
    DO_LANGUAGE,
    DO_THEME,
    DO_SIZE,
    DO_SCREEN,
    DO_SETTING,
    DO_TURN,
    DO_FILL,
    DO_ANEW,
    DO_RECORD,
    DO_PROBLEMS,
    DO_ORDER,
    DO_SIZES,
    DO_BOXES,
    DO_SPOKEN,
    DO_VOICE,
    DO_COUNT
};

static const char *const does[DO_COUNT] = {
    [DO_LANGUAGE] = "Language",  [DO_THEME] = "Theme",         [DO_SIZE] = "Size",         [DO_SCREEN] = "Screen",
    [DO_SETTING] = "In",         [DO_TURN] = "From the right", [DO_FILL] = "Fill in",      [DO_ANEW] = "Begin anew",
    [DO_RECORD] = "Record",      [DO_PROBLEMS] = "Problems",   [DO_ORDER] = "Focus order", [DO_SIZES] = "Target sizes",
    [DO_BOXES] = "Layout boxes", [DO_SPOKEN] = "Spoken text",  [DO_VOICE] = "Read aloud",
};

#define STRIP_DO   "preview.do"
#define STRIP_PAGE "preview.page"
#define STRIP_LIST "preview.list"

/* --- what it says
 * ----------------------------------------------------------------------------------------------------- */

static const char *state_of(struct preview *p, enum what what)
{
    const struct rehearsal_look *l = p->is_open ? &p->rehearsal.look : &p->options.look;
    struct arena *a = &p->frame;
    switch (what) {
    case DO_LANGUAGE:
        return arena_printf(a, "%s", l->language);
    case DO_THEME:
        return look_name(l->look);
    case DO_SIZE:
        return size_name(l->size);
    case DO_SCREEN:
        return arena_printf(a, "%dx%d", l->width, l->height);
    case DO_SETTING:
        return l->setting;
    case DO_RECORD:
        return p->recording ? "on: stop" : "off";
    case DO_PROBLEMS:
        return arena_printf(a, "%d, %d", p->problems.errors, p->problems.warnings);
    case DO_TURN:
        return p->options.look.right_to_left ? "on" : "off";
    case DO_ORDER:
    case DO_SIZES:
    case DO_BOXES:
    case DO_SPOKEN:
        return p->marks[MARK_ORDER + (int)(what - DO_ORDER)] ? "on" : "off";
    case DO_VOICE:
        return p->aloud ? "on" : "off";
    default:
        return NULL;
    }
}

static void row(struct preview *p, struct rect r, const char *id, const char *words, bool chosen, struct press press)
{
    struct ui *ui = &p->ui;
    struct text_style style = {.type = {TEXT_PX, TEXT_PX * 13 / 10},
                               .face = chosen ? FACE_BOLD : FACE_REGULAR,
                               .colour = chosen ? COLOUR_ON_ACCENT : COLOUR_INK,
                               .on = chosen ? COLOUR_ACCENT : COLOUR_CARD,
                               .silent = true};
    ui_box(ui, r, style.on, COLOUR_EDGE, 1, 6);
    ui_text_cut(ui, &style, r.x + 8, r.y + (r.h - style.type.line_px) / 2, r.w - 16, words);
    ui_target(
        ui, (struct target){.id = id, .name = words, .role = ROLE_BUTTON, .chosen = chosen, .rect = r, .press = press});
}

static int say(struct preview *p, int x, int y, int width, enum face face, const char *words)
{
    struct text_style style = {
        .type = {TEXT_PX, TEXT_PX * 13 / 10}, .face = face, .colour = COLOUR_INK, .on = COLOUR_PAPER, .silent = true};
    return ui_text(&p->ui, &style, x, y, width, words);
}

static int does_rows(struct preview *p, int x, int y, int width)
{
    int half = (width - PAD_PX / 2) / 2;
    for (int i = 0; i < DO_COUNT; i++) {
        const char *state = state_of(p, (enum what)i);
        const char *words = state ? arena_printf(&p->frame, "%s: %s", does[i], state) : does[i];
        struct rect r = {x + (i % 2 ? half + PAD_PX / 2 : 0), y, half, ROW_PX};
        bool on = (i >= DO_ORDER && i <= DO_SPOKEN && p->marks[i - DO_ORDER]) || (i == DO_RECORD && p->recording) ||
                  (i == DO_VOICE && p->aloud);
        row(p, r, arena_printf(&p->frame, STRIP_DO ".%d", i), words, on,
            (struct press){.kind = PRESS_APP, .item = STRIP_DO, .number = i});
        y += i % 2 ? ROW_PX + 4 : 0;
    }
    return y + (DO_COUNT % 2 ? ROW_PX + 4 : 0);
}

static void page_rows(struct preview *p, int x, int y, int width, int bottom)
{
    const struct module *m = p->rehearsal.module;
    int room = (bottom - y) / (ROW_PX + 2) - 1, first = p->strip_scroll;
    if (first > m->page_count - room)
        first = m->page_count - room > 0 ? m->page_count - room : 0;
    p->strip_scroll = first;
    for (int i = first; i < m->page_count && i < first + room; i++, y += ROW_PX + 2) {
        const struct page *page = &m->pages[i];
        const char *words = arena_printf(&p->frame, "%d %s%s%s", i + 1, page->id, page->extra ? " (extra)" : "",
                                         page->when ? " (sometimes)" : "");
        row(p, (struct rect){x, y, width, ROW_PX}, arena_printf(&p->frame, STRIP_PAGE ".%s", page->id), words,
            page == attempt_page(p->rehearsal.attempt),
            (struct press){.kind = PRESS_APP, .item = STRIP_PAGE, .number = i});
    }
    int half = (width - PAD_PX / 2) / 2;
    if (m->page_count <= room)
        return;
    row(p, (struct rect){x, y, half, ROW_PX}, STRIP_LIST ".up", "Earlier", false,
        (struct press){.kind = PRESS_APP, .item = STRIP_LIST, .number = -room});
    row(p, (struct rect){x + half + PAD_PX / 2, y, half, ROW_PX}, STRIP_LIST ".down", "Later", false,
        (struct press){.kind = PRESS_APP, .item = STRIP_LIST, .number = room});
}

void preview_strip(struct preview *p)
{
    struct ui *ui = &p->ui;
    const struct rehearsal_look *look = p->is_open ? &p->rehearsal.look : &p->options.look;
    int left = look->width, x = left + PAD_PX, width = STRIP_PX - 2 * PAD_PX, y = PAD_PX;
    ui->silent = true;
    ui_box(ui, (struct rect){left, 0, STRIP_PX, look->height}, COLOUR_PAPER, COLOUR_LINE, 2, 0);
    y += say(p, x, y, width, FACE_BOLD, arena_printf(&p->frame, "%s/%s", p->options.programme, p->options.module));
    y += say(p, x, y, width, FACE_REGULAR,
             p->told[0] ? p->told
                        : arena_printf(&p->frame, "Read %d time%s, last in %d ms", p->loads, p->loads == 1 ? "" : "s",
                                       p->load_ms));
    y = does_rows(p, x, y + PAD_PX, width);
    if (p->is_open)
        page_rows(p, x, y + PAD_PX, width, look->height - PAD_PX);
    ui->silent = false;
}

/* --- what its presses mean
 * --------------------------------------------------------------------------------------------- */

static void turn_screen(struct rehearsal_look *look)
{
    int at = 0;
    while (at < SCREENS && (screen_sizes[at].width != look->width || screen_sizes[at].height != look->height))
        at++;
    at = (at + 1) % SCREENS;
    look->width = screen_sizes[at].width;
    look->height = screen_sizes[at].height;
}

static void turn_record(struct preview *p)
{
    p->recording = !p->recording;
    if (p->recording) {
        const struct page *page = attempt_page(p->rehearsal.attempt);
        arena_clear(&p->recorded_arena);
        buffer_init(&p->recorded, &p->recorded_arena);
        buffer_addf(&p->recorded, "module %s\nsetting %s\nlanguage %s\n", p->options.module, p->rehearsal.look.setting,
                    p->rehearsal.look.language);
        buffer_addf(&p->recorded, "go %s\n", page ? page->id : "");
    } else {
        snprintf(p->save, sizeof p->save, "%s/%s/tests/%s-%s.journey", p->options.modules, p->options.programme,
                 p->options.module,
                 attempt_page(p->rehearsal.attempt) ? attempt_page(p->rehearsal.attempt)->id : "end");
    }
}

static void begin_anew(struct preview *p)
{
    struct rehearsal before = p->rehearsal;
    rehearsal_open(&p->rehearsal, before.programme, before.module, &before.look, before.measure, before.now);
    rehearsal_close(&before);
    preview_tell(p, "From the first page, with no answers");
}

/* Those that it is written in, then those that nobody speaks. */
static const char *next_language(const struct programme *p, const char *now)
{
    int at = programme_language(p, now) + 1;
    if (text_is(now, PSEUDO_RTL))
        return p->languages[0];
    if (text_is(now, PSEUDO_LONG))
        return PSEUDO_RTL;
    return at < p->language_count && !pseudo_is(p->languages[at]) ? p->languages[at] : PSEUDO_LONG;
}

static void turn_look(struct preview *p, enum what what)
{
    struct rehearsal_look look = p->rehearsal.look;
    if (what == DO_LANGUAGE)
        look.language = next_language(preview_programme(p), look.language);
    else if (what == DO_THEME)
        look.look = (enum theme_look)((look.look + 1) % LOOKS);
    else if (what == DO_SIZE)
        look.size = (enum theme_size)((look.size + 1) % SIZES);
    else if (what == DO_SCREEN)
        turn_screen(&look);
    else if (what == DO_SETTING)
        look.setting = text_is(look.setting, "custody") ? "community" : "custody";
    else
        p->options.look.right_to_left = look.right_to_left = !p->options.look.right_to_left;
    preview_look(p, &look);
}

static void press_do(struct preview *p, enum what what)
{
    p->told[0] = '\0';
    if (what == DO_PROBLEMS) {
        p->panel = !p->panel && p->problems.errors > 0;
        if (!p->problems.errors)
            preview_tell(p, "No errors, %d warning%s", p->problems.warnings, p->problems.warnings == 1 ? "" : "s");
    } else if (what == DO_VOICE) {
        preview_read_aloud(p, !p->aloud);
    } else if (what >= DO_ORDER) {
        p->marks[what - DO_ORDER] = !p->marks[what - DO_ORDER];
    } else if (!p->is_open) {
        return;
    } else if (what == DO_FILL) {
        rehearsal_fill(&p->rehearsal);
    } else if (what == DO_ANEW) {
        begin_anew(p);
    } else if (what == DO_RECORD) {
        turn_record(p);
    } else {
        turn_look(p, what);
    }
}

bool preview_strip_press(struct preview *p, const struct press *press)
{
    if (press->kind != PRESS_APP)
        return false;
    if (text_is(press->item, STRIP_DO))
        press_do(p, (enum what)(int)press->number);
    else if (text_is(press->item, STRIP_PAGE))
        preview_go(p, (int)press->number);
    else if (text_is(press->item, STRIP_LIST))
        p->strip_scroll = p->strip_scroll + (int)press->number < 0 ? 0 : p->strip_scroll + (int)press->number;
    else
        return false;
    return true;
}
