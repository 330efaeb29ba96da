#include "script.h"

#include <ctype.h>
#include <string.h>

#define WORDS_MAX 4
#define NOON      ((instant_ms)1795255200000)

struct script {
    const struct library *library;
    struct text_measure measure;
    const char *file;
    struct problems *problems;
    struct arena *arena;
    int line;
    bool is_open, finished, missing, concern;
    struct rehearsal_look look;
    const struct programme *programme;
    const struct module *module;
    struct rehearsal r;
};

static bool fail(struct script *s, const char *code, const char *message)
{
    struct place place = {.file = s->file, .line = s->line, .column = 1};
    problem_error(s->problems, place, code, "%s", message);
    return false;
}

#define FAIL(s, code, ...) fail((s), (code), arena_printf((s)->arena, __VA_ARGS__))

/* --- lines
 * ------------------------------------------------------------------------------------------------------------ */

struct line {
    const char *word[WORDS_MAX];
    int count;
};

/* Words between spaces; "several words" are one. False: a quotation mark is not closed, or there are too many. */
static bool split(struct arena *a, const char *text, size_t length, struct line *out)
{
    const char *end = text + length;
    *out = (struct line){0};
    for (const char *at = text; at < end;) {
        if (isspace((unsigned char)*at)) {
            at++;
            continue;
        }
        if (*at == '#')
            break;
        if (out->count == WORDS_MAX)
            return false;
        const char *from = at, *to;
        if (*at == '"') {
            from++;
            to = memchr(from, '"', (size_t)(end - from));
            if (!to)
                return false;
            at = to + 1;
        } else {
            while (at < end && !isspace((unsigned char)*at))
                at++;
            to = at;
        }
        out->word[out->count++] = arena_copy(a, from, (size_t)(to - from));
    }
    return true;
}

/* --- beginning
 * --------------------------------------------------------------------------------------------------------- */

static void close_rehearsal(struct script *s)
{
    if (s->is_open)
        rehearsal_close(&s->r);
    s->is_open = false;
}

static void open_rehearsal(struct script *s)
{
    if (s->is_open || !s->module)
        return;
    s->look.interface = s->library->interface[library_language(s->library, s->look.language)];
    s->look.right_to_left = language_is_right_to_left(s->look.language);
    rehearsal_open(&s->r, s->programme, s->module, &s->look, s->measure,
                   (struct moment){.at = NOON, .boot_ms = 1000, .sitting = "script"});
    rehearsal_draw(&s->r);
    s->is_open = true;
    s->finished = s->missing = s->concern = false;
}

static bool do_module(struct script *s, const struct line *l)
{
    close_rehearsal(s);
    s->module = NULL;
    s->look = (struct rehearsal_look){.setting = "community", .size = SIZE_M, .width = 1280, .height = 800};
    for (int i = 0; i < s->library->count && !s->module; i++) {
        s->programme = s->library->programmes[i];
        s->module = programme_module(s->programme, l->word[1]);
    }
    if (!s->module)
        return FAIL(s, "script-module", "there is no module \"%s\" that can be used", l->word[1]);
    s->look.language = s->programme->languages[0];
    return true;
}

static bool do_setting(struct script *s, const struct line *l)
{
    if (!text_is(l->word[1], "community") && !text_is(l->word[1], "custody"))
        return FAIL(s, "script-setting", "a setting is community or custody, not \"%s\"", l->word[1]);
    close_rehearsal(s);
    s->look.setting = l->word[1];
    return true;
}

static bool do_language(struct script *s, const struct line *l)
{
    if (programme_language(s->programme, l->word[1]) < 0)
        return FAIL(s, "script-language", "%s has no language %s", s->programme->id, l->word[1]);
    close_rehearsal(s);
    s->look.language = l->word[1];
    return true;
}

/* --- acting
 * ----------------------------------------------------------------------------------------------------------- */

static bool do_go(struct script *s, const struct line *l)
{
    int page;
    if (!module_page(s->module, l->word[1], &page))
        return FAIL(s, "script-page", "%s has no page \"%s\"", s->module->id, l->word[1]);
    rehearsal_go(&s->r, page);
    rehearsal_draw(&s->r);
    return true;
}

static void hint_target(struct script *s, const char *word)
{
    const char *names[256];
    int count = 0;
    for (int i = 0; i < s->r.ui.targets.count && count < 256; i++)
        names[count++] = s->r.ui.targets.item[i].name;
    const char *nearest = text_nearest(word, names, count);
    if (nearest)
        problem_hint(s->problems, s->problems->last, "did you mean \"%s\"?", nearest);
}

static bool do_press(struct script *s, const struct line *l)
{
    const struct target *t = target_named(&s->r.ui.targets, l->word[1]);
    s->missing = s->concern = false;
    if (!t) {
        FAIL(s, "script-press", "nothing on the page \"%s\" is called \"%s\"", attempt_page(s->r.attempt)->id,
             l->word[1]);
        hint_target(s, l->word[1]);
        return false;
    }
    rehearsal_press(&s->r, t);
    s->finished |= s->r.decided.finished;
    s->missing = s->r.decided.missing != NULL;
    s->concern = s->r.decided.concern != NULL;
    return true;
}

static bool do_type(struct script *s, const struct line *l)
{
    bool draft;
    if (!s->r.page->writing)
        return FAIL(s, "script-type", "nothing is open for writing: press what is to be written in first");
    page_type(s->r.page, s->r.attempt, l->word[1], &draft);
    rehearsal_draw(&s->r);
    return true;
}

static bool do_answer(struct script *s, const struct line *l)
{
    (void)l;
    rehearsal_fill(&s->r);
    rehearsal_draw(&s->r);
    return true;
}

/* --- expecting
 * -------------------------------------------------------------------------------------------------------- */

static bool says(const struct script *s, const char *words)
{
    for (int i = 0; i < s->r.ui.spoken.count; i++)
        if (s->r.ui.spoken.item[i].text && strstr(s->r.ui.spoken.item[i].text, words))
            return true;
    return false;
}

static bool expect_answer(struct script *s, const char *exercise, const char *wanted)
{
    const struct answer *a = attempt_answer(s->r.attempt, exercise);
    struct buffer kept;
    buffer_init(&kept, s->arena);
    if (a)
        answer_write(a, &kept);
    if (!module_exercise(s->module, exercise))
        return FAIL(s, "script-exercise", "%s has no exercise \"%s\"", s->module->id, exercise);
    if (!strstr(buffer_text(&kept), wanted))
        return FAIL(s, "script-answer", "the answer to %s is %s", exercise, a ? buffer_text(&kept) : "not given");
    return true;
}

static bool do_expect(struct script *s, const struct line *l)
{
    const char *what = l->word[1], *page = attempt_page(s->r.attempt) ? attempt_page(s->r.attempt)->id : "none";
    if (text_is(what, "page") && l->count == 3)
        return text_is(page, l->word[2]) || FAIL(s, "script-page", "the page is \"%s\"", page);
    if (text_is(what, "says") && l->count == 3)
        return says(s, l->word[2]) || FAIL(s, "script-says", "the page \"%s\" does not say \"%s\"", page, l->word[2]);
    if (text_is(what, "not") && l->count == 4 && text_is(l->word[2], "says"))
        return !says(s, l->word[3]) || FAIL(s, "script-says", "the page \"%s\" says \"%s\"", page, l->word[3]);
    if (text_is(what, "answer") && l->count == 4)
        return expect_answer(s, l->word[2], l->word[3]);
    if (text_is(what, "missing") && l->count == 2)
        return s->missing || FAIL(s, "script-missing", "nothing was missing");
    if (text_is(what, "concern") && l->count == 2)
        return s->concern || FAIL(s, "script-concern", "the last act was no concern");
    if (text_is(what, "end") && l->count == 2)
        return s->finished || FAIL(s, "script-end", "the session goes on, at \"%s\"", page);
    return FAIL(s, "script-expect",
                "expect page ID, says \"...\", not says \"...\", answer ID \"...\", missing, concern, or end");
}

/* --- the whole
 * -------------------------------------------------------------------------------------------------------- */

static const struct word {
    const char *name;
    bool (*run)(struct script *s, const struct line *l);
    int least, most; /* words of its line */
    bool needs_module, needs_page;
} words[] = {
    {"module", do_module, 2, 2, false, false},    {"setting", do_setting, 2, 2, true, false},
    {"language", do_language, 2, 2, true, false}, {"go", do_go, 2, 2, true, true},
    {"press", do_press, 2, 2, true, true},        {"choose", do_press, 2, 2, true, true},
    {"type", do_type, 2, 2, true, true},          {"answer", do_answer, 1, 1, true, true},
    {"expect", do_expect, 2, 4, true, true},
};

static bool run_line(struct script *s, const char *text, size_t length)
{
    struct line l;
    if (!split(s->arena, text, length, &l))
        return FAIL(s, "script-line", "a quotation mark is not closed, or there is a word too many");
    if (l.count == 0)
        return true;
    const char *names[sizeof words / sizeof *words];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        names[i] = words[i].name;
        if (!text_is(words[i].name, l.word[0]))
            continue;
        if (l.count < words[i].least || l.count > words[i].most)
            return FAIL(s, "script-line", "\"%s\" does not go with so many words", l.word[0]);
        if (words[i].needs_module && !s->module)
            return FAIL(s, "script-module", "say first which module: \"module ID\"");
        if (words[i].needs_page)
            open_rehearsal(s);
        return words[i].run(s, &l);
    }
    FAIL(s, "script-word", "nothing is done by \"%s\"", l.word[0]);
    const char *nearest = text_nearest(l.word[0], names, (int)(sizeof words / sizeof *words));
    if (nearest)
        problem_hint(s->problems, s->problems->last, "did you mean \"%s\"?", nearest);
    return false;
}

bool script_run(const struct library *library, const char *file, const char *text, struct text_measure measure,
                struct problems *problems)
{
    struct script s = {
        .library = library, .measure = measure, .file = file, .problems = problems, .arena = problems->arena};
    bool good = true;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        s.line++;
        good &= run_line(&s, at, length);
        at += length + (at[length] == '\n');
    }
    if (!s.module && good)
        good = FAIL(&s, "script-module", "the file names no module");
    close_rehearsal(&s);
    return good;
}
