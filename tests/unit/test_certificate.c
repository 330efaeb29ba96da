/* A certificate is for who has finished all of a programme by records that stand, and nobody else. */
#include "store_stage.h"

#include "certificate.h"

static bool has(struct stage *t, const struct programme *p, struct certificate *out)
{
    return certificate_of(t->store, p, t->person.id, STAGE_NOW, out);
}

static void test_has_finished(void **state)
{
    (void)state;
    struct stage t;
    char record[UUID_TEXT];
    struct certificate certificate;
    struct module modules[] = {{.id = "stop-and-think"}, {.id = "my-plan"}};
    struct programme p = {.id = "thinking-skills", .modules = modules, .module_count = 1};
    stage_begin(&t, true);
    assert_false(has(&t, &p, &certificate)); /* begun is not finished */
    stage_complete(&t, record);
    assert_true(has(&t, &p, &certificate)); /* also when it was begun once more */
    assert_string_equal(certificate.record, record);
    assert_ptr_equal(certificate.programme, &p);
    assert_int_equal(certificate.date.day, 21);
    p.broken_count = 1;
    assert_false(has(&t, &p, &certificate)); /* there is more of it than can be opened now */
    p.broken_count = 0;
    p.module_count = 2;
    assert_false(has(&t, &p, &certificate));
    p.module_count = 0;
    assert_false(has(&t, &p, &certificate));
    p = (struct programme){.id = "another", .modules = modules, .module_count = 1};
    assert_false(has(&t, &p, &certificate));
    stage_end(&t);
}

static void change(struct stage *t, const char *record, enum record_change_kind kind)
{
    struct record_change change = {.record = record, .kind = kind, .reason = "Tried."};
    if (kind == CHANGE_DATE) {
        change.from = date_in_london(STAGE_NOW + 3600000);
        assert_true(date_parse("2026-11-19", &change.to));
    }
    assert_true(store_change_add(t->store, &change, &t->problems));
}

/* What staff said of a record since then holds for the paper too. */
static void test_records_that_stand(void **state)
{
    (void)state;
    struct stage t;
    char first[UUID_TEXT], again[UUID_TEXT];
    struct certificate certificate;
    struct module modules[] = {{.id = "stop-and-think"}};
    struct programme p = {.id = "thinking-skills", .modules = modules, .module_count = 1};
    stage_begin(&t, true);
    stage_complete(&t, first);
    change(&t, first, CHANGE_DATE);
    assert_true(has(&t, &p, &certificate));
    assert_int_equal(certificate.date.day, 19);
    change(&t, first, CHANGE_VOID);
    assert_false(has(&t, &p, &certificate));
    stage_complete(&t, again);
    assert_true(has(&t, &p, &certificate)); /* what was done again counts */
    assert_string_equal(certificate.record, again);
    assert_int_equal(certificate.date.day, 21);
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_has_finished), cmocka_unit_test(test_records_that_stand)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
