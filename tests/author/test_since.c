/* Every folder of tests/since is a change of the programme in tests/bad/base that people have answers from, and what
 * they would lose by it. */
#include "cmocka_unit.h"

#include "golden.h"
#include "overlay.h"
#include "since.h"

#define BASE  TESTS_DIR "/bad/base"
#define CASES TESTS_DIR "/since"

static bool case_passes(const char *name)
{
    struct arena a;
    arena_init(&a);
    struct overlay o;
    struct source before = files_source(BASE);
    struct source source = overlay_source(&o, &a, BASE, arena_printf(&a, CASES "/%s", name), name);
    struct problems problems, since;
    problems_init(&problems, &a);
    problems_init(&since, &a);
    struct programme *was = programme_load(&a, &before, "small", &problems);
    struct programme *is = programme_load(&a, &source, "small", &problems);
    if (!was || !is || problems_breaking(&problems))
        fail_msg("%s: %s", name, problems.first ? problems.first->message : "no programme");
    overlay_check(&o);
    since_judge(was, is, &since);
    struct buffer out;
    buffer_init(&out, &a);
    problems_print(&since, &out);
    bool passes = golden_is(&a, "since", name, arena_printf(&a, CASES "/%s/expect", name), buffer_text(&out));
    arena_release(&a);
    return passes;
}

static void every_loss_is_told(void **state)
{
    (void)state;
    overlay_every(CASES, 14, case_passes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_loss_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
