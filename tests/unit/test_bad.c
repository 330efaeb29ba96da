/* Every folder of tests/bad is one author's mistake, laid over the programme in tests/bad/base, and the lint output it
 * must lead to. */
#include "cmocka_unit.h"

#include "golden.h"
#include "overlay.h"

#define BAD TESTS_DIR "/bad"

static bool case_passes(const char *name)
{
    struct arena a;
    arena_init(&a);
    struct overlay o;
    const char *folder = arena_printf(&a, BAD "/%s", name);
    struct source source = overlay_source(&o, &a, BAD "/base", folder, name);
    struct problems problems;
    problems_init(&problems, &a);
    programme_load(&a, &source, "small", &problems);
    overlay_check(&o);
    struct buffer out;
    buffer_init(&out, &a);
    problems_print(&problems, &out);
    bool passes = golden_is(&a, "bad", name, arena_printf(&a, "%s/expect", folder), buffer_text(&out));
    arena_release(&a);
    return passes;
}

static void every_mistake_is_named(void **state)
{
    (void)state;
    overlay_every(BAD, 180, case_passes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_mistake_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
