/* A certificate is for who has finished all of a programme, and nobody else. */
#include "store_stage.h"

#include "kiosk_state.h"

static void test_has_finished(void **state)
{
    (void)state;
    struct stage t;
    char record[UUID_TEXT];
    struct certificate certificate;
    struct module modules[] = {{.id = "stop-and-think"}, {.id = "my-plan"}};
    struct programme p = {.id = "thinking-skills", .modules = modules, .module_count = 1};
    struct kiosk *k = calloc(1, sizeof *k);
    stage_begin(&t, true);
    k->drivers.store = t.store;
    k->person = t.person;
    assert_false(kiosk_has_finished(k, &p, &certificate)); /* begun is not finished */
    stage_complete(&t, record);
    assert_true(kiosk_has_finished(k, &p, &certificate)); /* also when it was begun once more */
    assert_string_equal(certificate.record, record);
    assert_true(certificate.receipt.size > 0);
    p.broken_count = 1;
    assert_false(kiosk_has_finished(k, &p, &certificate)); /* there is more of it than can be opened now */
    p.broken_count = 0;
    p.module_count = 2;
    assert_false(kiosk_has_finished(k, &p, &certificate));
    p.module_count = 0;
    assert_false(kiosk_has_finished(k, &p, &certificate));
    p = (struct programme){.id = "another", .modules = modules, .module_count = 1};
    assert_false(kiosk_has_finished(k, &p, &certificate));
    arena_release(&k->done_arena);
    stage_end(&t);
    free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_has_finished)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
