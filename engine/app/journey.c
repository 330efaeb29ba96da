#include "journey.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX        5
#define SWITCH_STEPS_MAX 3000 /* of 200 ms: many times round the longest screen */
#define DEPTH_MAX        4    /* repeats within repeats */
#define STEP_MS          250  /* the longest that virtual time jumps at once */
#define SCROLLS_MAX      400  /* a long questionnaire in large letters */
#define TABS_MAX         200  /* more than twice round the fullest screen */

struct line {
    int number;
    const char *words[WORDS_MAX];
    int count;
};

struct journey {
    struct journey_stage *stage;
    const char *file;
    struct problems *problems;
    struct arena arena;
    struct line *lines;
    int count;
    const struct line *now;
};

static bool fail(struct journey *j, const char *code, const char *what)
{
    struct place place = {.file = j->file, .line = j->now->number, .column = 1};
    problem_error(j->problems, place, code, "%s", what);
    return false;
}

/* --- reading --------------------------------------------------------------------------------------------------- */

static const char *next_word(struct journey *j, const char **at)
{
    while (**at == ' ' || **at == '\t')
        (*at)++;
    if (!**at)
        return NULL;
    const char *start = *at;
    if (*start == '"') {
        const char *end = strchr(++start, '"');
        if (!end)
            return NULL;
        *at = end + 1;
        return arena_copy(&j->arena, start, (size_t)(end - start));
    }
    while (**at && **at != ' ' && **at != '\t')
        (*at)++;
    return arena_copy(&j->arena, start, (size_t)(*at - start));
}

static void read_lines(struct journey *j, const char *text)
{
    int room = 1;
    for (const char *c = text; *c; c++)
        room += *c == '\n';
    j->lines = ARENA_ARRAY(&j->arena, struct line, room);
    int number = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_copy(&j->arena, text, length), *at = line;
        text += length + (text[length] == '\n');
        struct line *l = &j->lines[j->count];
        *l = (struct line){.number = ++number};
        for (const char *word; l->count < WORDS_MAX && (word = next_word(j, &at));)
            l->words[l->count++] = word;
        /* `press #id` is an act; a line that begins with '#' is a comment */
        if (l->count && l->words[0][0] != '#')
            j->count++;
    }
}

/* --- the kiosk ------------------------------------------------------------------------------------------------- */

static void frame(struct journey *j)
{
    struct journey_stage *s = j->stage;
    bool differs = kiosk_frame(s->kiosk);
    if (s->window && differs)
        window_paint(s->window, &kiosk_ui(s->kiosk)->draw, kiosk_theme(s->kiosk));
    if (s->framed && differs) {
        char place[128];
        const struct attempt *attempt = kiosk_attempt(s->kiosk);
        const struct page *page = attempt && text_is(kiosk_screen(s->kiosk), "page") ? attempt_page(attempt) : NULL;
        snprintf(place, sizeof place, "%s%s%s %s", kiosk_screen(s->kiosk), page ? "/" : "", page ? page->id : "",
                 kiosk_overlay(s->kiosk));
        s->framed(s->context, kiosk_ui(s->kiosk), place);
    }
}

/* When a sitting has ended, the next one begins in a fresh kiosk, as the program does by starting itself anew. */
static bool give(struct journey *j, struct input in)
{
    kiosk_input(j->stage->kiosk, &in);
    if (kiosk_is_over(j->stage->kiosk)) {
        j->stage->kiosk = j->stage->restart(j->stage->context, false);
        if (!j->stage->kiosk)
            return fail(j, "journey-restart", "the kiosk could not be started again");
    }
    frame(j);
    return true;
}

static bool wait_for(struct journey *j, int64_t ms)
{
    while (ms > 0) {
        int64_t step = kiosk_wait_ms(j->stage->kiosk);
        if (step < 10 || step > STEP_MS)
            step = step < 10 && step >= 0 ? 10 : STEP_MS;
        if (step > ms)
            step = ms;
        clock_advance(j->stage->clock, step);
        ms -= step;
        if (!give(j, (struct input){.kind = INPUT_NONE}))
            return false;
    }
    return true;
}

static const struct target *find(struct journey *j, const char *name)
{
    const struct target_list *targets = &kiosk_ui(j->stage->kiosk)->targets;
    return name[0] == '#' ? target_find(targets, name + 1) : target_named(targets, name);
}

/* Scrolls as a person with a wheel would, until the middle of the target is on show. */
static const struct target *reveal(struct journey *j, const char *name)
{
    const struct target *t = find(j, name);
    for (int i = 0; t && t->in_body && i < SCROLLS_MAX; i++) {
        const struct rect body = kiosk_ui(j->stage->kiosk)->body;
        int middle = t->rect.y + t->rect.h / 2;
        if (rect_contains(body, t->rect.x + t->rect.w / 2, middle))
            return t;
        int before = t->rect.y;
        give(j, (struct input){.kind = INPUT_WHEEL, .x = body.x + body.w / 2, .y = middle < body.y ? 1 : -1});
        t = find(j, name);
        if (t && t->rect.y == before)
            return t;
    }
    return t;
}

static bool press(struct journey *j, const char *name)
{
    frame(j);
    const struct target *t = reveal(j, name);
    if (!t)
        return fail(j, "journey-target",
                    arena_printf(&j->arena, "nothing called %s to press on %s", name, kiosk_screen(j->stage->kiosk)));
    int x = t->rect.x + t->rect.w / 2, y = t->rect.y + t->rect.h / 2;
    const struct target *at = target_at(&kiosk_ui(j->stage->kiosk)->targets, x, y);
    if (at != t)
        return fail(j, "journey-covered",
                    arena_printf(&j->arena, "%s is covered by %s", name, at ? at->id : "nothing"));
    clock_advance(j->stage->clock, 700); /* nobody presses faster than this for long */
    return give(j, (struct input){.kind = INPUT_DOWN, .x = x, .y = y}) &&
           give(j, (struct input){.kind = INPUT_UP, .x = x, .y = y});
}

static bool press_key(struct journey *j, const char *name)
{
    static const struct {
        const char *name;
        enum key key;
    } keys[] = {
        {"Tab", KEY_TAB},
        {"BackTab", KEY_BACKTAB},
        {"Up", KEY_UP},
        {"Down", KEY_DOWN},
        {"Left", KEY_LEFT},
        {"Right", KEY_RIGHT},
        {"Enter", KEY_ENTER},
        {"Space", KEY_SPACE},
        {"Escape", KEY_ESCAPE},
        {"Backspace", KEY_BACKSPACE},
        {"Delete", KEY_DELETE},
        {"Home", KEY_HOME},
        {"End", KEY_END},
        {"PageUp", KEY_PAGE_UP},
        {"PageDown", KEY_PAGE_DOWN},
        {"F1", KEY_F1},
        {"F2", KEY_F2},
        {"F3", KEY_F3},
        {"F4", KEY_F4},
        {"F12", KEY_F12},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (text_is(keys[i].name, name)) {
            clock_advance(j->stage->clock, 200);
            return give(j, (struct input){.kind = INPUT_KEY, .key = keys[i].key});
        }
    return fail(j, "journey-key", arena_printf(&j->arena, "no key called %s", name));
}

/* By keys alone: Tab until the focus is there, then Enter. Where order is chance (a quiz) nobody can count the Tabs. */
/* As someone with one switch: waits until the ring comes to the row, enters it, waits for the target, presses. */
static bool use_switch(struct journey *j, const char *name)
{
    frame(j);
    for (int i = 0; i < SWITCH_STEPS_MAX; i++) {
        const struct target_list *targets = &kiosk_ui(j->stage->kiosk)->targets;
        const struct ui_input *in = &kiosk_ui(j->stage->kiosk)->in;
        const struct target *t = find(j, name), *from = target_find(targets, in->focus);
        const struct target *to = text_is_empty(in->focus_until) ? from : target_find(targets, in->focus_until);
        if (t && from && to && in->show_focus && t >= from && t <= to) {
            if (!press_key(j, "Space"))
                return false;
            if (from == to)
                return true;
        } else if (!wait_for(j, 200))
            return false;
    }
    return fail(j, "journey-switch",
                arena_printf(&j->arena, "the switch never came to %s on %s", name, kiosk_screen(j->stage->kiosk)));
}

static bool tab(struct journey *j, const char *name)
{
    for (int i = 0; i < TABS_MAX; i++) {
        const struct ui *ui = kiosk_ui(j->stage->kiosk);
        const struct target *t = ui->in.show_focus && ui->in.focus ? target_find(&ui->targets, ui->in.focus) : NULL;
        if (t && text_is(name[0] == '#' ? t->id : t->name, name[0] == '#' ? name + 1 : name))
            return press_key(j, "Enter");
        if (!press_key(j, "Tab"))
            return false;
    }
    return fail(j, "journey-target", arena_printf(&j->arena, "Tab never comes to %s", name));
}

static bool type(struct journey *j, const char *text)
{
    while (*text) {
        struct input in = {.kind = INPUT_TEXT};
        uint32_t character;
        size_t size = utf8_decode(text, strlen(text), &character);
        if (!size)
            return fail(j, "journey-text", "the text is not UTF-8");
        memcpy(in.text, text, size);
        text += size;
        clock_advance(j->stage->clock, 120);
        if (!give(j, in))
            return false;
    }
    return true;
}

/* --- expectations ---------------------------------------------------------------------------------------------- */

static bool shows(const struct ui *ui, const char *text)
{
    for (int i = 0; i < ui->spoken.count; i++)
        if (strstr(ui->spoken.item[i].text, text))
            return true;
    for (int i = 0; i < ui->targets.count; i++)
        if (strstr(ui->targets.item[i].name, text))
            return true;
    for (int i = 0; i < ui->draw.count; i++)
        if (ui->draw.item[i].kind == DRAW_TEXT && strstr(ui->draw.item[i].text, text))
            return true;
    return false;
}

static bool expect_same(struct journey *j, const char *what, const char *want, const char *have)
{
    if (text_is(want, have))
        return true;
    return fail(j, "journey-expect",
                arena_printf(&j->arena, "expected %s %s, not %s", what, want, have ? have : "none"));
}

static bool expect(struct journey *j, const struct line *l)
{
    frame(j);
    const struct kiosk *k = j->stage->kiosk;
    const struct ui *ui = kiosk_ui(k);
    const char *what = l->count > 1 ? l->words[1] : "", *value = l->count > 2 ? l->words[2] : "";
    if (text_is(what, "screen"))
        return expect_same(j, what, value, kiosk_screen(k));
    if (text_is(what, "overlay"))
        return expect_same(j, what, value, kiosk_overlay(k));
    if (text_is(what, "page")) {
        const struct page *page = kiosk_attempt(k) ? attempt_page(kiosk_attempt(k)) : NULL;
        return expect_same(j, what, value, page ? page->id : NULL);
    }
    if (text_is(what, "text"))
        return shows(ui, value) || fail(j, "journey-expect", arena_printf(&j->arena, "\"%s\" is not on show", value));
    if (text_is(what, "no") && l->count > 3)
        return !shows(ui, l->words[3]) ||
               fail(j, "journey-expect", arena_printf(&j->arena, "\"%s\" is on show", l->words[3]));
    if (text_is(what, "focus")) {
        const struct target *t = ui->in.focus ? target_find(&ui->targets, ui->in.focus) : NULL;
        return expect_same(j, what, value,
                           !t                ? NULL
                           : value[0] == '#' ? arena_printf(&j->arena, "#%s", t->id)
                                             : t->name);
    }
    if (text_is(what, "said"))
        return strstr(kiosk_said(k), value) ||
               fail(j, "journey-expect", arena_printf(&j->arena, "\"%s\" was said, not \"%s\"", kiosk_said(k), value));
    if (text_is(what, "reading")) {
        int item = ui->in.speaking.item;
        const char *now = item >= 0 && item < ui->spoken.count ? ui->spoken.item[item].text : "nothing";
        return strstr(now, value) || expect_same(j, what, value, now);
    }
    if (text_is(what, "concerns"))
        return expect_same(j, what, value, arena_printf(&j->arena, "%d", kiosk_concerns(k)));
    if (text_is(what, "notified"))
        return expect_same(j, what, value, arena_printf(&j->arena, "%d", kiosk_notified(k)));
    if (text_is(what, "record"))
        return kiosk_last_record(k) || fail(j, "journey-expect", "no record was made");
    return fail(j, "journey-word", arena_printf(&j->arena, "cannot expect \"%s\"", what));
}

/* --- acts ------------------------------------------------------------------------------------------------------ */

static bool power_cut(struct journey *j)
{
    j->stage->kiosk = j->stage->restart(j->stage->context, true);
    if (!j->stage->kiosk)
        return fail(j, "journey-restart", "the kiosk could not be started again");
    frame(j);
    return true;
}

static int64_t duration_ms(const char *text)
{
    char *unit;
    long number = strtol(text, &unit, 10);
    return text_is(unit, "s") ? number * 1000 : text_is(unit, "ms") ? number : text_is(unit, "m") ? number * 60000 : -1;
}

/* What an ear gets: the page as it is read, and each target as the focus comes to it; "-" is not read with the page. */
static void dump_says(const struct ui *ui, struct buffer *out)
{
    for (int i = 0; i < ui->spoken.count; i++) {
        const struct spoken *s = &ui->spoken.item[i];
        buffer_addf(out, "%s %s%s%s\n", s->aside ? "-" : "say", s->text, s->clip ? " | clip " : "",
                    s->clip ? s->clip : "");
    }
    for (int i = 0; i < ui->targets.count; i++) {
        const struct target *t = &ui->targets.item[i];
        buffer_addf(out, "tab %s%s%s%s\n", t->name, t->says ? " | " : "", t->says ? t->says : "",
                    t->chosen ? " (chosen)" : "");
    }
}

/* Line by line, as it was written, but for the receipt: every record has another. */
static void add_printed(const char *json, struct buffer *out)
{
    for (const char *line = json ? json : "nothing\n"; *line;) {
        size_t length = strcspn(line, "\n") + 1;
        if (!text_starts_with(line, "{\"alt\""))
            buffer_add(out, line, length);
        line += length;
    }
}

static size_t code_length(const char *text)
{
    for (int i = 0; i < RECORD_CODE - 1; i++)
        if (i % 4 == 3 ? text[i] != '-' : !isupper((unsigned char)text[i]) && !isdigit((unsigned char)text[i]))
            return 0;
    return RECORD_CODE - 1;
}

/* A record has another code every time: "YG8-3JC-XMJ". */
static const char *without_codes(struct arena *a, const char *text)
{
    struct buffer out;
    buffer_init(&out, a);
    while (*text) {
        size_t code = code_length(text);
        buffer_add(&out, code ? "(code)" : text, code ? strlen("(code)") : 1);
        text += code ? code : 1;
    }
    return buffer_text(&out);
}

static bool keep(struct journey *j, const struct line *l)
{
    struct journey_stage *s = j->stage;
    struct buffer out;
    buffer_init(&out, &j->arena);
    frame(j);
    if (text_is(l->words[0], "shot")) {
        if (s->shot)
            s->shot(s->context, l->words[1]);
        return true;
    }
    if (!s->keep)
        return true;
    if (text_is(l->words[0], "draw")) {
        draw_dump(&kiosk_ui(s->kiosk)->draw, &out);
        targets_dump(&kiosk_ui(s->kiosk)->targets, &out);
    } else if (text_is(l->words[0], "says")) {
        dump_says(kiosk_ui(s->kiosk), &out);
    } else if (text_is(l->words[0], "printed")) {
        add_printed(s->printed ? s->printed(s->context) : NULL, &out);
    } else if (s->records)
        s->records(s->context, &out);
    s->keep(s->context, l->words[1], without_codes(&j->arena, buffer_text(&out)));
    return true;
}

static bool turn_clock(struct journey *j, const char *value)
{
    int64_t by_ms = duration_ms(value);
    if (by_ms < 0)
        return fail(j, "journey-word", "clock 90m");
    j->stage->clock->wall += by_ms;
    return true;
}

static bool act(struct journey *j, const struct line *l)
{
    const char *verb = l->words[0], *value = l->count > 1 ? l->words[1] : NULL;
    j->now = l;
    if (text_is(verb, "power-cut"))
        return power_cut(j);
    if (!value)
        return fail(j, "journey-word", arena_printf(&j->arena, "\"%s\" needs to say what", verb));
    if (text_is(verb, "press"))
        return press(j, value);
    if (text_is(verb, "tab"))
        return tab(j, value);
    if (text_is(verb, "switch"))
        return use_switch(j, value);
    if (text_is(verb, "type"))
        return type(j, value);
    if (text_is(verb, "key"))
        return press_key(j, value);
    if (text_is(verb, "expect"))
        return expect(j, l);
    if (text_is(verb, "wait"))
        return duration_ms(value) < 0 ? fail(j, "journey-word", "wait 5s, 300ms or 2m")
                                      : wait_for(j, duration_ms(value));
    if (text_is(verb, "clock"))
        return turn_clock(j, value);
    if (text_is(verb, "shot") || text_is(verb, "draw") || text_is(verb, "records") || text_is(verb, "says") ||
        text_is(verb, "printed"))
        return keep(j, l);
    return fail(j, "journey-word", arena_printf(&j->arena, "no act called \"%s\"", verb));
}

static bool run(struct journey *j)
{
    int from[DEPTH_MAX], left[DEPTH_MAX], depth = 0;
    for (int i = 0; i < j->count; i++) {
        const struct line *l = &j->lines[i];
        j->now = l;
        if (text_is(l->words[0], "repeat")) {
            if (depth == DEPTH_MAX || l->count < 2)
                return fail(j, "journey-repeat", "repeat needs a number, and not more than four within each other");
            from[depth] = i;
            left[depth++] = atoi(l->words[1]);
        } else if (text_is(l->words[0], "end")) {
            if (!depth)
                return fail(j, "journey-repeat", "end without repeat");
            if (--left[depth - 1] > 0)
                i = from[depth - 1];
            else
                depth--;
        } else if (!act(j, l))
            return false;
    }
    return true;
}

bool journey_run(struct journey_stage *stage, const char *file, const char *text, struct problems *problems)
{
    struct journey j = {.stage = stage, .file = file, .problems = problems};
    arena_init(&j.arena);
    read_lines(&j, text);
    frame(&j);
    bool good = run(&j);
    arena_release(&j.arena);
    return good;
}
