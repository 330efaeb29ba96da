/* A programme of 36 modules in six stages: it loads, goes on across them, and quotes answers of any of them. */
#include "cmocka_unit.h"
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "wording.h"

#define STAGES        6
#define STAGE_MODULES 6

static struct arena arena;

/* Each module asks for one word, `said`. */
static bool read_file(void *context, struct arena *a, const char *path, const char **bytes_out, size_t *size_out)
{
    (void)context;
    struct buffer out;
    int stage, module;
    buffer_init(&out, a);
    if (text_is(path, "toolkit/programme.json")) {
        buffer_adds(&out, "{\"format\":1,\"id\":\"toolkit\",\"version\":\"1.0.0\",\"title\":\"T\",\"summary\":\"S\","
                          "\"accent\":\"#0A6B68\",\"languages\":[\"en-GB\"],\"unlock\":\"staff\","
                          "\"activity\":{\"kind\":\"activity\"},\"stages\":[");
        for (int s = 0; s < STAGES; s++) {
            buffer_addf(&out, "%s{\"id\":\"stage-%d\",\"title\":\"Stage %d\",\"modules\":[", s ? "," : "", s, s);
            for (int m = 0; m < STAGE_MODULES; m++)
                buffer_addf(&out, "%s\"s%d-m%d\"", m ? "," : "", s, m);
            buffer_adds(&out, "]}");
        }
        buffer_adds(&out, "]}");
    } else if (sscanf(path, "toolkit/s%d-m%d.json", &stage, &module) == 2) {
        buffer_addf(&out,
                    "{\"id\":\"s%d-m%d\",\"title\":\"M\",\"public_title\":\"Session\",\"minutes\":20,%s\"pages\":["
                    "{\"id\":\"one\",\"title\":\"One\",\"review_by\":\"2026-0%d-01\",\"blocks\":[{\"kind\":\"write\","
                    "\"id\":\"said\",\"ask\":\"Say a word\",\"print\":false}]}]}",
                    stage, module, stage == 0 && module == 0 ? "\"kind\":\"induction\",\"unlock\":\"free\"," : "",
                    stage + 1);
    } else
        return false;
    *bytes_out = buffer_text(&out);
    *size_out = out.length;
    return true;
}

static bool exists(void *context, const char *path)
{
    (void)context, (void)path;
    return true;
}

static struct programme *load(void)
{
    struct problems problems;
    struct source source = {NULL, read_file, exists, "modules", NULL};
    problems_init(&problems, &arena);
    struct programme *p = programme_load(&arena, &source, "toolkit", &problems);
    if (!p || problems.first) {
        struct buffer out;
        buffer_init(&out, &arena);
        problems_print(&problems, &out);
        fail_msg("%s", buffer_text(&out));
    }
    return p;
}

static void stages_hold_their_modules(void **state)
{
    (void)state;
    const struct programme *p = load();
    assert_int_equal(p->module_count, STAGES * STAGE_MODULES);
    assert_int_equal(p->stage_count, STAGES);
    for (int s = 0; s < STAGES; s++) {
        assert_int_equal(p->stages[s].first, s * STAGE_MODULES);
        assert_int_equal(p->stages[s].count, STAGE_MODULES);
        assert_string_equal(p->stages[s].title.item[0].message.context,
                            arena_printf(&arena, "programme.stage.stage-%d/title", s));
    }
    assert_int_equal(p->modules[0].activity, ACTIVITY_INDUCTION);
    assert_int_equal(p->modules[1].activity, ACTIVITY_ACTIVITY);
    assert_false(p->modules[0].staff_unlock);
    assert_true(p->modules[1].staff_unlock);
    assert_true(module_exercise(&p->modules[7], "said")->no_print);
}

static void the_last_module_quotes_the_first(void **state)
{
    (void)state;
    struct programme *p = load();
    struct attempt_settings settings = {.setting = "community", .language = "en-GB", .and_word = "and"};
    struct attempt *past[STAGES * STAGE_MODULES];
    struct moment now = {.at = 1790000000000, .boot_ms = 1000, .sitting = "s-1"};
    struct decision d;
    int last = p->module_count - 1;
    for (int i = 0; i < last; i++) {
        past[i] = attempt_new(&arena, p, &p->modules[i], settings);
        attempt_open(past[i], now, &d);
        for (int e = 0; e < d.count; e++)
            attempt_apply(past[i], &d.events[e]);
        struct act act = {.kind = ACT_WRITE, .exercise = "said", .text = arena_printf(&arena, "word %d", i)};
        attempt_decide(past[i], act, now, &d);
        for (int e = 0; e < d.count; e++)
            attempt_apply(past[i], &d.events[e]);
    }
    struct attempt *s = attempt_new(&arena, p, &p->modules[last], settings);
    attempt_set_past(s, (struct past){past, last});
    for (int i = 0; i < last; i++) {
        struct wording one = {.message = {.in = {arena_printf(&arena, "{%s.said}", p->modules[i].id)}}};
        struct words words = {&one, 1};
        assert_string_equal(wording_text(s, &arena, &words), arena_printf(&arena, "word %d", i));
    }
}

static void facts_are_looked_at_again_in_time(void **state)
{
    (void)state;
    const struct programme *p = load();
    struct problems problems;
    problems_init(&problems, &arena);
    programme_check_review(p, (struct local_date){2026, 1, 1}, &problems);
    assert_int_equal(problems.warnings, 0); /* on the day itself it is not late */
    programme_check_review(p, (struct local_date){2026, 3, 1}, &problems);
    assert_int_equal(problems.warnings, 2 * STAGE_MODULES);
    assert_string_equal(problems.first->code, "review-overdue");
    assert_string_equal(problems.first->place.pointer, "/pages/0/review_by");
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages_hold_their_modules),
        cmocka_unit_test(the_last_module_quotes_the_first),
        cmocka_unit_test(facts_are_looked_at_again_in_time),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
