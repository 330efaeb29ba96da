/* Programmes are read when they are asked for, and each once. */
#include "cmocka_unit.h"

#include <string.h>

#include "library.h"

static struct library l;

static void a_kiosk_reads_what_is_asked_for(void **state)
{
    (void)state;
    assert_true(library_open_on_demand(&l, SOURCE_DIR "/modules", SOURCE_DIR "/assets", false));
    assert_int_equal(l.count, 0);
    assert_true(l.place_count >= 10);
    assert_true(l.language_count >= 2); /* known all the same */
    const struct programme *p = library_programme(&l, "thinking-skills");
    assert_non_null(p);
    assert_int_equal(l.count, 1);
    assert_ptr_equal(library_programme(&l, "thinking-skills"), p);
    assert_null(library_programme(&l, "no-such"));
    assert_null(library_programme(&l, "showcase")); /* an example */
    assert_int_equal(l.count, 1);
    library_close(&l);
}

static void going_through_all_is_in_the_order_of_folders(void **state)
{
    (void)state;
    const struct programme *p, *before = NULL;
    int count = 0;
    assert_true(library_open_on_demand(&l, SOURCE_DIR "/modules", SOURCE_DIR "/assets", false));
    assert_non_null(library_programme(&l, "youth-programme")); /* the last is read first */
    for (int at = 0; (p = library_next(&l, &at)); before = p, count++)
        assert_true(!before || strcmp(before->id, p->id) < 0);
    assert_int_equal(count, l.place_count);
    library_close(&l);
}

static void a_module_is_found_in_its_programme(void **state)
{
    (void)state;
    const struct programme *p = NULL;
    assert_true(library_open_on_demand(&l, SOURCE_DIR "/modules", SOURCE_DIR "/assets", false));
    assert_non_null(library_module(&l, "thinking-skills", "stop-and-think", &p));
    assert_string_equal(p->id, "thinking-skills");
    assert_int_equal(l.count, 1);
    assert_null(library_module(&l, "youth-programme", "stop-and-think", NULL));
    p = NULL;
    assert_non_null(library_module(&l, NULL, "stop-and-think", &p));
    assert_string_equal(p->id, "thinking-skills");
    library_close(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kiosk_reads_what_is_asked_for),
        cmocka_unit_test(going_through_all_is_in_the_order_of_folders),
        cmocka_unit_test(a_module_is_found_in_its_programme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
