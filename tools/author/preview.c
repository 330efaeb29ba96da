#include "preview.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "frame.h"
#include "pseudo.h"

#define NOON ((instant_ms)1795255200000) /* Saturday 21 November 2026: calendars begin there */

void preview_tell(struct preview *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(p->told, sizeof p->told, format, arguments);
    va_end(arguments);
    p->stale = true;
}

const struct programme *preview_programme(const struct preview *p)
{
    return p->has_version ? p->versions[p->current].programmes[0] : NULL;
}

static void look_in(struct preview *p, const struct library *l, struct rehearsal_look *look)
{
    const struct programme *programme = l->programmes[0];
    int language = programme_language(programme, look->language);
    look->language = programme->languages[language < 0 ? 0 : language]; /* of this version: the one before goes */
    look->interface = l->interface[library_language(l, look->language)];
    look->right_to_left = p->options.look.right_to_left || language_is_right_to_left(look->language);
}

void preview_open(struct preview *p, const struct preview_options *options)
{
    *p = (struct preview){.options = *options, .stale = true};
    arena_init(&p->found);
    arena_init(&p->frame);
    arena_init(&p->recorded_arena);
    buffer_init(&p->recorded, &p->recorded_arena);
    problems_init(&p->problems, &p->found);
    focus_init(&p->focus);
    preview_reload(p);
    int page;
    if (p->is_open && options->page && module_page(p->rehearsal.module, options->page, &page))
        preview_go(p, page);
    else if (p->is_open && options->page)
        preview_tell(p, "There is no page %s", options->page);
}

void preview_close(struct preview *p)
{
    if (p->is_open)
        rehearsal_close(&p->rehearsal);
    if (p->has_version)
        library_close(&p->versions[p->current]);
    arena_release(&p->recorded_arena);
    arena_release(&p->frame);
    arena_release(&p->found);
}

/* --- reading --------------------------------------------------------------------------------------------------------
 */

static void keep_problems(struct preview *p, const struct problems *problems)
{
    arena_clear(&p->found);
    problems_init(&p->problems, &p->found);
    for (const struct problem *one = problems->first; one; one = one->next) {
        struct place place = one->place;
        place.file = place.file ? arena_strdup(&p->found, place.file) : NULL;
        place.pointer = place.pointer ? arena_strdup(&p->found, place.pointer) : NULL;
        struct problem *kept = problem_add(&p->problems, one->severity, place, one->code, "%s", one->message);
        if (one->hint)
            problem_hint(&p->problems, kept, "%s", one->hint);
    }
}

static void rehearse(struct preview *p, const struct library *l, const struct module *m, struct rehearsal_look look)
{
    struct rehearsal before = p->rehearsal;
    look_in(p, l, &look);
    if (p->is_open) {
        rehearsal_again(&p->rehearsal, &before, l->programmes[0], m, &look);
        rehearsal_close(&before);
    } else {
        struct moment now = {.at = NOON, .boot_ms = 1000, .sitting = "preview"};
        rehearsal_open(&p->rehearsal, l->programmes[0], m, &look, p->options.measure, now);
        p->is_open = true;
    }
    bool turned = p->options.look.right_to_left; /* by hand, whatever the language */
    p->options.look = p->rehearsal.look;
    p->options.look.right_to_left = turned;
}

bool preview_reload(struct preview *p)
{
    struct library *next = &p->versions[!p->current];
    bool read = library_open_one(next, p->options.modules, p->options.assets, p->options.programme);
    const char *language = p->is_open ? p->rehearsal.look.language : p->options.look.language;
    if (read && pseudo_is(language))
        pseudo_add(next, p->options.assets, language);
    const struct module *m = read ? programme_module(next->programmes[0], p->options.module) : NULL;
    p->loads++;
    p->stale = true;
    keep_problems(p, &next->problems);
    p->panel = p->problems.errors > 0;
    if (!m) {
        if (!p->problems.errors)
            problem_error(&p->problems, PLACE_NONE, "module-unknown", "the programme \"%s\" has no module \"%s\"",
                          p->options.programme, p->options.module);
        p->panel = true;
        library_close(next);
        return false;
    }
    rehearse(p, next, m, p->is_open ? p->rehearsal.look : p->options.look);
    if (p->has_version)
        library_close(&p->versions[p->current]);
    p->current = !p->current;
    p->has_version = true;
    return true;
}

void preview_look(struct preview *p, const struct rehearsal_look *look)
{
    if (!p->is_open)
        return;
    struct library *l = &p->versions[p->current];
    if (pseudo_is(look->language) && programme_language(l->programmes[0], look->language) < 0)
        pseudo_add(l, p->options.assets, look->language);
    p->wants_resize |= look->width != p->rehearsal.look.width || look->height != p->rehearsal.look.height;
    rehearse(p, l, p->rehearsal.module, *look);
    p->stale = true;
}

/* --- frames ---------------------------------------------------------------------------------------------------------
 */

static void view_page(struct preview *p)
{
    struct rehearsal *r = &p->rehearsal;
    struct audio_bar audio = voice_bar(p->options.voice);
    struct page_frame frame = {.signed_in = true, .audio = &audio};
    page_view(&p->ui, r->attempt, r->page, &frame);
}

/* The same paper where a page would be, while nothing good has been read. */
static void view_nothing(struct ui *ui)
{
    ui_box(ui, (struct rect){0, 0, ui->in.theme.width, ui->in.theme.height}, COLOUR_PAPER, COLOUR_NONE, 0, 0);
}

static void build(struct preview *p)
{
    const struct rehearsal_look *look = p->is_open ? &p->rehearsal.look : &p->options.look;
    unsigned accent = preview_programme(p) ? preview_programme(p)->accent : 0x0A6B68;
    struct ui_input in = {.theme = theme_make(look->look, look->size, look->width, look->height, accent),
                          .measure = p->options.measure,
                          .interface = look->interface,
                          .language = look->language,
                          .right_to_left = look->right_to_left,
                          .focus = p->focus.id[0] ? p->focus.id : NULL,
                          .show_focus = p->focus.show,
                          .pressed = p->focus.pressed[0] ? p->focus.pressed : NULL,
                          .speaking = voice_speaking(p->options.voice),
                          .now_ms = p->rehearsal.now.boot_ms,
                          .today = date_in_london(NOON)};
    arena_clear(&p->frame);
    ui_init(&p->ui, &p->frame, &in);
    if (p->is_open)
        view_page(p);
    else
        view_nothing(&p->ui);
    voice_show(p->options.voice, &p->ui.spoken, look->language);
    p->ui.in.right_to_left = false; /* what is beside the page is the author's */
    preview_marks(p);
    if (p->panel)
        preview_panel(p);
    preview_strip(p);
    ui_finish(&p->ui);
}

/* Once, when it comes: an edit of a page does not begin it anew. */
static void read_page_aloud(struct preview *p)
{
    const struct page *page = p->aloud && p->is_open ? attempt_page(p->rehearsal.attempt) : NULL;
    if (!page || text_is(page->id, p->aloud_page))
        return;
    snprintf(p->aloud_page, sizeof p->aloud_page, "%s", page->id);
    voice_stop(p->options.voice);
    voice_play(p->options.voice);
    p->stale = true; /* the audio bar shows it */
}

void preview_read_aloud(struct preview *p, bool on)
{
    p->aloud = on;
    p->aloud_page[0] = '\0';
    if (!on)
        voice_stop(p->options.voice);
    p->stale = true;
}

bool preview_frame(struct preview *p, int64_t boot_ms)
{
    if (!p->stale)
        return false;
    p->stale = false;
    p->rehearsal.now.boot_ms = boot_ms;
    for (int i = 0, content = -1; i < 3 && content != (p->is_open ? p->rehearsal.page->content_px : 0); i++) {
        content = p->is_open ? p->rehearsal.page->content_px : 0;
        build(p);
    }
    focus_settle(&p->focus, &p->ui.targets, "next");
    read_page_aloud(p);
    return true;
}

int preview_wait_ms(const struct preview *p, int64_t boot_ms)
{
    if (p->stale)
        return 0;
    int64_t wake = p->ui.wake_ms;
    return wake ? wake > boot_ms ? (int)(wake - boot_ms) : 0 : -1;
}

bool preview_wants_text(const struct preview *p)
{
    return p->is_open && p->rehearsal.page->writing;
}

/* --- presses --------------------------------------------------------------------------------------------------------
 */

void preview_go(struct preview *p, int page)
{
    if (!p->is_open)
        return;
    rehearsal_go(&p->rehearsal, page);
    p->focus.id[0] = '\0';
    p->stale = true;
}

static void record(struct preview *p, const char *what, const char *words)
{
    if (p->recording)
        buffer_addf(&p->recorded, "%s \"%s\"\n", what, words);
}

static void record_page(struct preview *p, const struct page *before)
{
    const struct page *now = attempt_page(p->rehearsal.attempt);
    if (p->recording && now && now != before)
        buffer_addf(&p->recorded, "expect page %s\n", now->id);
}

static void scroll_by(struct preview *p, int by_px)
{
    struct page_state *page = p->rehearsal.page;
    int most = page->content_px - page->body_px;
    page->scroll_px += by_px;
    if (page->scroll_px > most)
        page->scroll_px = most;
    if (page->scroll_px < 0)
        page->scroll_px = 0;
}

static bool press_voice(struct preview *p, const struct press *press)
{
    switch (press->kind) {
    case PRESS_PLAY:
        if (voice_bar(p->options.voice).playing)
            voice_pause(p->options.voice);
        else
            voice_play(p->options.voice);
        return true;
    case PRESS_BACK_SENTENCE:
        voice_back_sentence(p->options.voice);
        return true;
    case PRESS_SEEK:
        voice_seek(p->options.voice, press->number);
        return true;
    default:
        return false;
    }
}

static void press_page(struct preview *p, const struct target *target, const struct press *press)
{
    struct rehearsal *r = &p->rehearsal;
    struct act act = {.kind = ACT_NONE};
    bool draft = false;
    const struct page *before = attempt_page(r->attempt);
    if (target)
        record(p, "press", target->name);
    page_press(r->page, r->attempt, press, r->now.boot_ms, &act, &draft);
    if (act.kind == ACT_NONE)
        return;
    rehearsal_act(r, act);
    if (r->decided.finished)
        preview_tell(p, "The end: here the record would be made");
    else if (r->decided.leave)
        preview_tell(p, "A rule says: leave for today");
    else if (r->decided.concern)
        preview_tell(p, "A concern: staff would be told (%s)", r->decided.concern->id);
    record_page(p, before);
}

static void press(struct preview *p, const struct target *target, const struct press *press)
{
    p->stale = true;
    if (preview_strip_press(p, press) || preview_panel_press(p, press) || press_voice(p, press) || !p->is_open)
        return;
    if (press->kind == PRESS_SCROLL)
        scroll_by(p, (int)(press->number * p->rehearsal.look.height / 2));
    else if (press->kind == PRESS_APP)
        preview_tell(p, "\"%s\" is the kiosk's, and does nothing here", press->item);
    else
        press_page(p, target, press);
}

static void type_words(struct preview *p, const char *text)
{
    bool draft;
    if (!preview_wants_text(p))
        return;
    record(p, "type", text);
    page_type(p->rehearsal.page, p->rehearsal.attempt, text, &draft);
    p->stale = true;
}

static bool edit_key(struct preview *p, enum key key)
{
    static const struct {
        enum key key;
        const char *name;
    } edits[] = {{KEY_BACKSPACE, "backspace"}, {KEY_DELETE, "delete"}, {KEY_LEFT, "left"},
                 {KEY_RIGHT, "right"},         {KEY_HOME, "home"},     {KEY_END, "end"}};
    for (size_t i = 0; preview_wants_text(p) && i < sizeof edits / sizeof *edits; i++)
        if (edits[i].key == key) {
            press(p, NULL, &(struct press){.kind = PRESS_KEY, .text = edits[i].name});
            return true;
        }
    return false;
}

void preview_input(struct preview *p, const struct input *in)
{
    p->stale |= in->kind == INPUT_RESIZE;
    if (in->kind == INPUT_TEXT)
        type_words(p, in->text);
    if (in->kind == INPUT_KEY && (edit_key(p, in->key) || in->key == KEY_F2)) {
        if (in->key == KEY_F2)
            press(p, NULL, &(struct press){.kind = PRESS_PLAY});
        return;
    }
    struct focus_result r = focus_input(&p->focus, &p->ui.targets, in, preview_wants_text(p));
    p->stale |= r.changed;
    if (r.scroll_px && p->is_open) {
        scroll_by(p, r.scroll_px);
        p->stale = true;
    }
    const struct target *t = target_find(&p->ui.targets, p->focus.id);
    if (r.bring_into_view && t && t->in_body && p->is_open)
        scroll_by(p, ui_scroll_to(&p->ui, t, p->rehearsal.page->scroll_px) - p->rehearsal.page->scroll_px);
    if (r.pressed)
        press(p, r.pressed, &r.press);
}
