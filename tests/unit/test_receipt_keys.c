#include "store_stage.h"

#include "receipt.h"
#include "receipt_keys.h"

static struct virtual_clock now;

static const char *receipt_of(struct stage *t, const char *record)
{
    struct store_record *rows;
    int count = store_records(t->store, &t->arena, NULL, &rows);
    for (int i = 0; i < count; i++)
        if (text_is(rows[i].id, record))
            return receipt_write(&t->arena, store_keys(t->store), &rows[i]);
    fail_msg("no record %s", record);
    return NULL;
}

static const char *days_pass(struct stage *t, struct buffer *file, char first[UUID_TEXT], int days)
{
    stage_begin(t, false);
    now = (struct virtual_clock){.wall = STAGE_NOW, .boot_ms = 5000};
    store_use_clock(t->store, clock_virtual(&now));
    stage_complete(t, first);
    const char *text = receipt_of(t, first);
    for (int i = 0; i < days; i++, now.wall += (int64_t)24 * 3600 * 1000)
        assert_true(store_day(t->store));
    buffer_init(file, &t->arena);
    assert_true(receipt_keys_write(t->store, file));
    return text;
}

/* Receipts of every day are checked with the file alone, whatever key signs now. */
static void a_receipt_of_any_day_is_checked_with_the_file_alone(void **state)
{
    (void)state;
    struct stage t, other;
    struct buffer file, others;
    struct receipt_keys keys;
    struct receipt first, last, strange;
    char record[UUID_TEXT], later[UUID_TEXT];
    const char *text = days_pass(&t, &file, record, 3);
    stage_complete(&t, later);
    assert_true(receipt_read(text, &first) && receipt_read(receipt_of(&t, later), &last));
    assert_string_not_equal(first.key_id, last.key_id);
    assert_true(receipt_read(days_pass(&other, &others, record, 0), &strange));
    stage_end(&other);
    stage_close(&t);

    if (!receipt_keys_read(&t.arena, buffer_text(&file), file.length, &keys, &t.problems))
        fail_msg("%s", t.problems.last->message);
    assert_int_equal(keys.count, 4);
    assert_string_equal(keys.terminal, "T1");
    assert_false(keys.demonstration);
    assert_true(receipt_verify(&first, receipt_key(&keys, first.key_id)));
    assert_true(receipt_verify(&last, receipt_key(&keys, last.key_id)));
    assert_false(receipt_verify(&first, receipt_key(&keys, last.key_id)));
    assert_null(receipt_key(&keys, strange.key_id));
    stage_end(&t);
}

static void a_key_that_was_stolen_is_said(void **state)
{
    (void)state;
    struct stage t;
    struct buffer file;
    struct receipt_keys keys;
    char record[UUID_TEXT];
    days_pass(&t, &file, record, 1);
    assert_true(store_key_roll(t.store, "stolen"));
    assert_true(store_key_roll(t.store, "new keys"));
    buffer_init(&file, &t.arena);
    assert_true(receipt_keys_write(t.store, &file));
    if (!receipt_keys_read(&t.arena, buffer_text(&file), file.length, &keys, &t.problems))
        fail_msg("%s", t.problems.last->message);
    assert_int_equal(keys.count, 4);
    for (int i = 0; i < keys.count; i++)
        assert_int_equal(receipt_key_is_stolen(&keys, keys.ids[i]), i == 1);
    stage_end(&t);
}

/* No letter of what was signed can be another: the root, what a row says, who signed it. */
static void a_changed_file_is_refused(void **state)
{
    (void)state;
    struct stage t;
    struct buffer file;
    struct receipt_keys keys;
    char record[UUID_TEXT];
    days_pass(&t, &file, record, 2);
    const char *names[] = {"\"root\":\"",      "\"epoch\":\"", "\"id\":\"",    "public\\\":\\\"", "\"previous\":\"",
                           "\"signature\":\"", "\"seq\":",     "\"boot_ms\":", "\"at\":"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct arena a;
        struct problems problems;
        arena_init(&a);
        problems_init(&problems, &a);
        char *changed = arena_copy(&a, buffer_text(&file), file.length);
        char *at = strstr(changed, names[i]);
        assert_non_null(at);
        at += strlen(names[i]);
        *at = *at == '1' ? '2' : '1';
        if (receipt_keys_read(&a, changed, file.length, &keys, &problems))
            fail_msg("%s may be another", names[i]);
        arena_release(&a);
    }
    assert_false(receipt_keys_read(&t.arena, "{}", 2, &keys, &t.problems));
    assert_string_equal(stage_code(&t), "public-read");
    stage_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_receipt_of_any_day_is_checked_with_the_file_alone),
        cmocka_unit_test(a_key_that_was_stolen_is_said),
        cmocka_unit_test(a_changed_file_is_refused),
    };
    return cmocka_run_group_tests_name("receipt keys", tests, NULL, NULL);
}
