#include "cmocka_unit.h"

#include <string.h>

#include "golden.h"
#include "site.h"

struct reading {
    struct arena arena;
    struct problems problems;
    struct site site;
    bool good;
};

static void read(struct reading *r, const char *text)
{
    arena_init(&r->arena);
    problems_init(&r->problems, &r->arena);
    r->good = site_read(&r->arena, SITE_FILE, text, strlen(text), &r->problems, &r->site);
}

static void what_is_left_out_has_its_default(void **state)
{
    (void)state;
    struct reading r;
    read(&r, "{\"format\": 1, \"terminal\": \"T7\", \"day\": {\"minimum_minutes\": 45}}");
    assert_true(r.good);
    assert_string_equal(r.site.terminal, "T7");
    assert_string_equal(r.site.site, "SITE-01");
    assert_string_equal(r.site.setting, "community");
    assert_int_equal(r.site.minimum_active_minutes, 45);
    assert_int_equal(r.site.idle_s, 90);
    assert_string_equal(r.site.day_rule, "completion");
    assert_int_equal(r.site.day_activities, 1);
    assert_string_equal(site_words(&r.site, SITE_WORDS_DAY), "activity day");
    assert_int_equal(r.site.tries, 10);
    assert_int_equal(r.site.keep_after_activity_days, 365);
    arena_release(&r.arena);
}

static void everything_wrong_is_said_in_one_pass(void **state)
{
    (void)state;
    struct reading r;
    struct buffer out;
    const char *text;
    size_t size;
    struct arena a;
    arena_init(&a);
    assert_true(file_read(&a, TESTS_DIR "/site/bad.json", &text, &size));
    read(&r, text);
    assert_false(r.good);
    problems_sort(&r.problems);
    buffer_init(&out, &r.arena);
    problems_print(&r.problems, &out);
    assert_true(golden_is(&r.arena, "site", "bad", TESTS_DIR "/site/bad.txt", buffer_text(&out)));
    arena_release(&r.arena);
    arena_release(&a);
}

static void a_day_has_a_name(void **state)
{
    (void)state;
    struct reading r;
    read(&r, "{\"format\": 1, \"day\": {\"label\": \"rar\"}}");
    assert_string_equal(site_words(&r.site, SITE_WORDS_DAYS), "RAR days");
    arena_release(&r.arena);
    read(&r, "{\"format\": 1, \"day\": {\"label\": \"probation-requirement\"}}");
    assert_string_equal(site_words(&r.site, SITE_WORDS_NONE_YET), "There is no probation requirement day yet.");
    arena_release(&r.arena);
}

static void settings_must_fit_together(void **state)
{
    (void)state;
    struct reading r;
    read(&r, "{\"format\": 1, \"pin\": {\"free_tries\": 8, \"tries\": 6}}");
    assert_false(r.good);
    assert_string_equal(r.problems.first->code, "site-tries");
    arena_release(&r.arena);
    read(&r, "{\"format\": 2}");
    assert_false(r.good);
    assert_string_equal(r.problems.first->code, "format");
    arena_release(&r.arena);
    read(&r, "[]");
    assert_false(r.good);
    arena_release(&r.arena);
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    struct reading r;
    struct buffer first, second;
    read(&r, "{\"format\": 1}");
    assert_true(r.good);
    buffer_init(&first, &r.arena);
    site_write(&r.arena, &r.site, false, &first);
    assert_string_equal(buffer_text(&first), "{\n  \"format\": 1\n}\n");
    r.site.site = "Tŷ \"Un\"";
    r.site.tries = 7;
    r.site.day_activities = 5;
    r.site.privacy_line = (struct site_text){.in = {{"en-GB", "Ours."}, {"cy", "Ein rhai ni."}}, .count = 2};
    r.site.save_to = "/media/stick";
    r.site.print = (struct site_command){.word = {"/usr/bin/lp", "-d", "wing \"b\""}, .count = 3};
    for (int whole = 0; whole < 2; whole++) {
        struct site again;
        buffer_init(&first, &r.arena);
        buffer_init(&second, &r.arena);
        site_write(&r.arena, &r.site, whole, &first);
        assert_true(site_read(&r.arena, SITE_FILE, buffer_text(&first), first.length, &r.problems, &again));
        site_write(&r.arena, &again, whole, &second);
        assert_string_equal(buffer_text(&first), buffer_text(&second));
        assert_string_equal(again.site, "Tŷ \"Un\"");
        assert_int_equal(again.tries, 7);
        assert_int_equal(again.day_activities, 5);
        assert_string_equal(site_text_in(&again.privacy_line, "cy"), "Ein rhai ni.");
        assert_string_equal(site_text_in(&again.privacy_line, "pl"), "Ours.");
        assert_null(site_text_in(&again.privacy_notice, "cy"));
        assert_string_equal(again.save_to, "/media/stick");
        assert_int_equal(again.print.count, 3);
        assert_string_equal(again.print.word[2], "wing \"b\"");
        assert_null(again.print.word[3]);
    }
    arena_release(&r.arena);
}

/* tests/check-schema looks at what the schema says of these. */
static void the_schema_and_the_whole_file_follow_the_table(void **state)
{
    (void)state;
    struct reading r;
    struct buffer out;
    read(&r, "{\"format\": 1}");
    buffer_init(&out, &r.arena);
    site_schema(&out);
    bool schema =
        golden_is(&r.arena, "site", "schema", SOURCE_DIR "/modules/schema/site.schema.json", buffer_text(&out));
    buffer_init(&out, &r.arena);
    site_write(&r.arena, &r.site, true, &out);
    assert_true(golden_is(&r.arena, "site", "whole", TESTS_DIR "/site/whole.json", buffer_text(&out)) && schema);
    arena_release(&r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(everything_wrong_is_said_in_one_pass),
        cmocka_unit_test(settings_must_fit_together),
        cmocka_unit_test(a_day_has_a_name),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(the_schema_and_the_whole_file_follow_the_table),
    };
    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
