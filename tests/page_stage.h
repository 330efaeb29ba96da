#ifndef PAGE_STAGE_H
#define PAGE_STAGE_H
/*
 * page_stage - one module of one's own as an attempt, and its page as a frame: for tests of the page view.
 *
 * Acts go the way they go in the kiosk: pressed on the frame's targets, decided, applied, drawn again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fixed_measure.h"
#include "load.h"
#include "page.h"

#define STAGE_PROGRAMME                                                                                                \
    "{\"format\":1,\"id\":\"p\",\"version\":\"1.0.0\",\"title\":\"P\",\"summary\":\"S\",\"icon\":\"fire\","            \
    "\"accent\":\"#0A6B68\",\"languages\":[\"en-GB\"],\"modules\":[\"m\"],"                                            \
    "\"activity\":{\"kind\":\"activity\",\"suggested_active_minutes\":20}}"

struct page_stage {
    struct arena arena, frame;
    const char *module; /* JSON of the module */
    struct programme *programme;
    struct attempt *attempt;
    struct page_state *state;
    struct ui ui;
    int width, height;
    bool right_to_left;
    int64_t now_ms;
    struct local_date today;
    struct video_now video; /* as the app would have it */
    struct act act; /* of the last press */
    bool draft_changed;
    struct decision decision;
};

/* media/x.webm is tests/media/x.webm. */
static inline bool stage_film(struct arena *a, const char *path, const char **bytes, size_t *size)
{
    FILE *file = fopen(arena_printf(a, TESTS_DIR "/media%s", strrchr(path, '/')), "rb");
    char *room = arena_alloc(a, 65536);
    if (!file)
        return false;
    *size = fread(room, 1, 65536, file);
    *bytes = room;
    fclose(file);
    return true;
}

static inline bool stage_read(void *context, struct arena *a, const char *path, const char **bytes, size_t *size)
{
    const struct page_stage *s = context;
    const char *text = text_is(path, "p/programme.json") ? STAGE_PROGRAMME
                       : text_is(path, "p/m.json")       ? s->module
                                                         : NULL;
    if (strstr(path, ".webm"))
        return stage_film(a, path, bytes, size);
    if (!text)
        return false;
    *bytes = arena_strdup(a, text);
    *size = strlen(text);
    return true;
}

static inline bool stage_exists(void *context, const char *path)
{
    (void)context;
    return strstr(path, ".svg") || strstr(path, ".ogg") || strstr(path, ".webm");
}

static inline void stage_do(struct page_stage *s, struct act act)
{
    struct moment now = {.at = 1795255200000 + s->now_ms, .boot_ms = s->now_ms, .sitting = "s"};
    attempt_decide(s->attempt, act, now, &s->decision);
    for (int i = 0; i < s->decision.count; i++)
        attempt_apply(s->attempt, &s->decision.events[i]);
    s->state->missing = s->decision.missing != NULL;
    s->state->missing_block = s->decision.missing;
    s->state->too_many = s->decision.too_many;
}

/* The frame as it is now. */
static inline void stage_draw(struct page_stage *s)
{
    struct page_frame frame = {.signed_in = true, .video = &s->video};
    for (int pass = 0; pass < 2; pass++) {
        arena_clear(&s->frame);
        struct ui_input in = {.theme = theme_make(LOOK_LIGHT, SIZE_M, s->width, s->height, 0x0A6B68),
                              .measure = fixed_measure(),
                              .language = "en-GB",
                              .right_to_left = s->right_to_left,
                              .speaking = {.item = -1},
                              .today = s->today,
                              .now_ms = s->now_ms};
        ui_init(&s->ui, &s->frame, &in);
        page_view(&s->ui, s->attempt, s->state, &frame);
        ui_finish(&s->ui);
    }
}

/* `blocks`: JSON of the blocks of a module's one page, called "one"; a second page "two" follows it. */
static inline void stage_open(struct page_stage *s, const char *blocks)
{
    *s = (struct page_stage){.width = 1280, .height = 2400, .now_ms = 1000, .today = {2026, 11, 21}};
    s->width = 2600; /* landscape, and high enough that nothing scrolls */
    arena_init(&s->arena);
    arena_init(&s->frame);
    s->module = arena_printf(
        &s->arena,
        "{\"id\":\"m\",\"title\":\"M\",\"public_title\":\"One\",\"minutes\":20,\"aims\":[\"A\"],"
        "\"complete\":{\"pages\":\"path\"},\"pages\":[{\"id\":\"one\",\"title\":\"Page one\",\"minutes\":2,"
        "\"blocks\":[%s]},{\"id\":\"two\",\"title\":\"Page two\",\"minutes\":2,\"blocks\":["
        "{\"kind\":\"text\",\"text\":\"The end.\"}]}]}",
        blocks);
    struct problems problems;
    problems_init(&problems, &s->arena);
    struct source source = {.context = s, .read = stage_read, .exists = stage_exists, .root = "modules"};
    s->programme = programme_load(&s->arena, &source, "p", &problems);
    for (const struct problem *p = problems.first; p; p = p->next)
        if (p->severity == SEVERITY_ERROR)
            fprintf(stderr, "%s %s\n", p->message, p->place.pointer ? p->place.pointer : "");
    if (!s->programme || s->programme->module_count != 1)
        abort();
    s->attempt = attempt_new(&s->arena, s->programme, &s->programme->modules[0],
                             (struct attempt_settings){.setting = "community", .language = "en-GB", .and_word = "and"});
    s->state = calloc(1, sizeof *s->state);
    if (!s->state)
        abort();
    page_state_init(s->state);
    struct moment now = {.at = 1795255200000, .boot_ms = s->now_ms, .sitting = "s"};
    attempt_open(s->attempt, now, &s->decision);
    for (int i = 0; i < s->decision.count; i++)
        attempt_apply(s->attempt, &s->decision.events[i]);
    stage_draw(s);
}

static inline void stage_close(struct page_stage *s)
{
    free(s->state);
    arena_release(&s->frame);
    arena_release(&s->arena);
}

static inline void stage_press_target(struct page_stage *s, const struct target *t)
{
    if (!t)
        abort();
    page_press(s->state, s->attempt, &t->press, s->now_ms, &s->act, &s->draft_changed);
    if (s->act.kind != ACT_NONE)
        stage_do(s, s->act);
    stage_draw(s);
}

/* By name, as a person knows it ("Next"), or by id. */
static inline void stage_press(struct page_stage *s, const char *name)
{
    const struct target *t = target_find(&s->ui.targets, name);
    t = t ? t : target_named(&s->ui.targets, name);
    if (!t)
        fprintf(stderr, "nothing is called \"%s\"\n", name);
    stage_press_target(s, t);
}

static inline void stage_type(struct page_stage *s, const char *text)
{
    page_type(s->state, s->attempt, text, &s->draft_changed);
    stage_draw(s);
}

static inline const struct target *stage_target(const struct page_stage *s, const char *name)
{
    const struct target *t = target_find(&s->ui.targets, name);
    return t ? t : target_named(&s->ui.targets, name);
}

/* Is this said on the page, as one item? */
static inline bool stage_says(const struct page_stage *s, const char *text)
{
    for (int i = 0; i < s->ui.spoken.count; i++)
        if (text_is(s->ui.spoken.item[i].text, text))
            return true;
    return false;
}

static inline int stage_says_count(const struct page_stage *s, const char *text)
{
    int n = 0;
    for (int i = 0; i < s->ui.spoken.count; i++)
        n += text_is(s->ui.spoken.item[i].text, text);
    return n;
}

#endif
