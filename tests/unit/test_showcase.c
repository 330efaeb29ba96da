/*
 * The showcase has a module for every kind of block, with everything the kind can do. Each page is drawn as it is first
 * seen: as text, which tests/showcase/<module>.draw holds, and on the screens that are hardest to fit, which may clip
 * and cover nothing. A module without such a file is not looked at.
 */
#include "cmocka_unit.h"

#include <dirent.h>
#include <stdlib.h>

#include "../fixed_measure.h"
#include "layout_invariants.h"
#include "golden.h"
#include "library.h"
#include "page.h"

#define SHOWCASE TESTS_DIR "/showcase"

struct screen {
    int width, height;
    enum theme_size size;
    bool right_to_left;
};

struct show {
    struct arena arena, frame;
    struct library library;
    struct page_state *state;
    struct ui ui;
};

static int set_up(void **state)
{
    struct show *s = calloc(1, sizeof *s);
    if (!s)
        return -1;
    arena_init(&s->arena);
    arena_init(&s->frame);
    s->state = calloc(1, sizeof *s->state);
    *state = s;
    return s->state && library_open(&s->library, SOURCE_DIR "/modules", SOURCE_DIR "/assets") ? 0 : -1;
}

static int tear_down(void **state)
{
    struct show *s = *state;
    library_close(&s->library);
    arena_release(&s->frame);
    arena_release(&s->arena);
    free(s->state);
    free(s);
    return 0;
}

static void open_page(struct attempt *attempt, const struct page *page)
{
    struct event started = {.kind = EVENT_STARTED, .at = 1795255200000, .boot_ms = 1000, .sitting = "s"};
    struct event opened = started;
    opened.kind = EVENT_PAGE;
    opened.page = page->id;
    if (!attempt_is_started(attempt))
        attempt_apply(attempt, &started);
    attempt_apply(attempt, &opened);
}

/* Twice, as a kiosk does: only then is known how much there is to scroll. */
static void draw(struct show *s, const struct attempt *attempt, struct screen on)
{
    struct page_frame frame = {.signed_in = true};
    page_state_init(s->state);
    for (int pass = 0; pass < 2; pass++) {
        arena_clear(&s->frame);
        struct ui_input in = {.theme = theme_make(LOOK_LIGHT, on.size, on.width, on.height, 0x0A6B68),
                              .measure = fixed_measure(),
                              .language = "en-GB",
                              .right_to_left = on.right_to_left,
                              .speaking = {.item = -1},
                              .now_ms = 1000,
                              .today = {2026, 11, 21}};
        ui_init(&s->ui, &s->frame, &in);
        page_view(&s->ui, attempt, s->state, &frame);
        ui_finish(&s->ui);
    }
}

static int wrong_on(struct show *s, const struct attempt *attempt, struct screen on)
{
    struct buffer out;
    draw(s, attempt, on);
    buffer_init(&out, &s->frame);
    int wrong = layout_violations(&s->ui, &out);
    if (wrong)
        printf("%s/%s at %dx%d:\n%s", attempt_module(attempt)->id, attempt_page(attempt)->id, on.width, on.height,
               buffer_text(&out));
    return wrong;
}

/* The page without its bars: they are every page's. */
static struct draw_list body_of(const struct ui *ui)
{
    struct draw_list body = ui->draw;
    while (body.count > 0 && body.item->kind != DRAW_CLIP)
        body.item++, body.count--;
    while (body.count > 0 && body.item[body.count - 1].kind != DRAW_UNCLIP)
        body.count--;
    return body;
}

static int wrong_in(struct show *s, const struct module *m, const char *golden)
{
    static const struct screen usual = {1280, 800, SIZE_M, false};
    static const struct screen hard[] = {{1024, 768, SIZE_XL, false},
                                         {1080, 1920, SIZE_L, false},
                                         {1080, 1920, SIZE_XL, true},
                                         {1280, 800, SIZE_M, true}};
    const struct programme *p = library_programme(&s->library, "showcase");
    struct attempt *attempt = attempt_new(
        &s->arena, p, m, (struct attempt_settings){.setting = "community", .language = "en-GB", .and_word = "and"});
    struct buffer out;
    int wrong = 0;
    buffer_init(&out, &s->arena);
    for (int i = 0; i < m->page_count; i++) {
        open_page(attempt, &m->pages[i]);
        draw(s, attempt, usual);
        buffer_addf(&out, "== %s\n", m->pages[i].id);
        struct draw_list body = body_of(&s->ui);
        draw_dump(&body, &out);
        wrong += wrong_on(s, attempt, usual);
        for (size_t n = 0; n < sizeof hard / sizeof hard[0]; n++)
            wrong += wrong_on(s, attempt, hard[n]);
    }
    return wrong + !golden_is(&s->arena, "showcase", m->id, golden, buffer_text(&out));
}

static void every_page_is_drawn_as_it_should_be(void **state)
{
    struct show *s = *state;
    const struct programme *p = library_programme(&s->library, "showcase");
    int wrong = 0, looked_at = 0;
    assert_non_null(p);
    for (int i = 0; i < p->module_count; i++) {
        const char *golden = arena_printf(&s->arena, SHOWCASE "/%s.draw", p->modules[i].id);
        struct stat info;
        if (stat(golden, &info))
            continue;
        looked_at++;
        wrong += wrong_in(s, &p->modules[i], golden);
    }
    assert_true(looked_at > 0);
    assert_int_equal(wrong, 0);
}

/* A module that is broken would not be in the programme, and nobody would miss it. */
static void every_golden_has_its_module(void **state)
{
    struct show *s = *state;
    DIR *folder = opendir(SHOWCASE);
    const struct programme *p = library_programme(&s->library, "showcase");
    assert_non_null(folder);
    for (struct dirent *e; (e = readdir(folder));) {
        const char *end = strstr(e->d_name, ".draw");
        if (!end)
            continue;
        if (!programme_module(p, arena_copy(&s->arena, e->d_name, (size_t)(end - e->d_name))))
            fail_msg("there is no module for %s", e->d_name);
    }
    closedir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_is_drawn_as_it_should_be),
        cmocka_unit_test(every_golden_has_its_module),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
