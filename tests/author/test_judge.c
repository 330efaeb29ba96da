/* Every folder of tests/judge is a programme that is right and does not read well, laid over the one in
 * tests/judge/base, and what it is told. */
#include "cmocka_unit.h"

#include "golden.h"
#include "judge_layout.h"
#include "overlay.h"

#define CASES TESTS_DIR "/judge"

static bool case_passes(const char *name)
{
    struct arena a;
    arena_init(&a);
    struct overlay o;
    struct source source = overlay_source(&o, &a, CASES "/base", arena_printf(&a, CASES "/%s", name), name);
    struct problems problems;
    problems_init(&problems, &a);
    const char *bytes;
    size_t size;
    struct judge judge = {.arena = &a, .syllables = syllables_open()};
    assert_non_null(judge.syllables);
    assert_true(source.read(source.context, &a, "words-to-avoid.txt", &bytes, &size));
    judge.avoid = avoid_parse(&a, "modules/words-to-avoid.txt", bytes, size, &problems);
    struct icons icons;
    assert_true(icons_read(&icons, SOURCE_DIR "/assets"));
    judge.icons = &icons;
    judge.source = &source;
    judge.layout = judge_layout_open(SOURCE_DIR "/assets", false, &problems);
    assert_non_null(judge.layout);
    struct programme *p = programme_load(&a, &source, "small", &problems);
    if (!p)
        fail_msg("%s: %s", name, problems.first ? problems.first->message : "no programme");
    overlay_check(&o);
    judge_programme(&judge, p, &problems);
    struct buffer out;
    buffer_init(&out, &a);
    problems_print(&problems, &out);
    bool passes = golden_is(&a, "judge", name, arena_printf(&a, CASES "/%s/expect", name), buffer_text(&out));
    judge_layout_close(judge.layout);
    icons_release(&icons);
    syllables_close(judge.syllables);
    arena_release(&a);
    return passes;
}

static void every_fault_is_told(void **state)
{
    (void)state;
    overlay_every(CASES, 20, case_passes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_fault_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
