/* A record: what it takes from an attempt, its canonical bytes, and reading them back. */
#include "player_kit.h"
#include "record.h"

static const char *const pages =
    "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'choice', 'id': 'q', 'ask': '?', 'options': ["
    "{'id': 'yes', 'text': 'Yes', 'right': true}, {'id': 'no', 'text': 'No'}], 'feedback': {'right': 'Y', 'other': "
    "'N'}}],"
    " 'next': [{'when': {'==': [{'var': 'visits.calm'}, 0]}, 'page': 'calm'}]},"
    "{'id': 'two', 'title': 'Two', 'blocks': [{'kind': 'text', 'text': 'Words.'}]},"
    "{'id': 'calm', 'title': 'Calm', 'extra': true, 'blocks': [{'kind': 'text', 'text': 'Words.'}]}";

static void played(struct kit *k, struct activity *activity)
{
    kit_begin(k, "'complete': {'pages': 'path', 'check': {'exercises': ['q'], 'at_least': 0.5}},", pages);
    assert_true(kit_pick(k, "q", "no"));
    assert_true(kit_next(k)); /* 0: have another go */
    k->now.sitting = "s-2";
    k->now.at += 86400000;
    kit_open(k);
    assert_true(kit_pick(k, "q", "yes"));
    for (int i = 0; i < 3; i++)
        assert_true(kit_next(k));
    activity_init(activity);
    for (int i = 0; i < k->count; i++)
        activity_add(activity, &k->log[i], ACTIVITY_GAP_MAX_MS);
}

static void test_from_attempt(void **state)
{
    (void)state;
    struct kit k;
    struct activity activity;
    struct record r;
    played(&k, &activity);
    assert_true(k.last.finished);
    record_from_attempt(k.attempt, &activity, k.log[0].at, k.now.at, &r);
    assert_string_equal(r.programme, "kit");
    assert_string_equal(r.module, "m");
    assert_string_equal(r.version, "1.0.0");
    assert_string_equal(r.setting, "community");
    assert_string_equal(r.language, "en-GB");
    assert_string_equal(r.activity, "activity");
    assert_true(r.start == 1790000000000);
    assert_true(r.end == k.now.at);
    assert_int_equal(r.sitting_count, 2);
    assert_string_equal(r.sittings[1].id, "s-2");
    assert_int_equal(date_days(r.sittings[1].date) - date_days(r.sittings[0].date), 1);
    assert_true(r.active_ms == 25000);
    assert_true(r.sittings[0].active_ms == 10000);
    assert_int_equal(r.pages, 2); /* the extra page is not counted */
    assert_true(r.has_score);
    assert_true(r.score == 1); /* of the last look */
    assert_int_equal(r.tries, 2);
    assert_null(r.id);
    assert_false(r.demonstration);
    kit_end(&k);
}

static void test_no_quiz_no_score(void **state)
{
    (void)state;
    struct kit k;
    struct activity activity;
    struct record r;
    kit_begin(&k, "", "{'id': 'one', 'title': 'One', 'blocks': [{'kind': 'text', 'text': 'Words.'}]}");
    activity_init(&activity);
    record_from_attempt(k.attempt, &activity, 0, 0, &r);
    assert_false(r.has_score);
    assert_int_equal(r.tries, 0);
    kit_end(&k);
}

static void test_code(void **state)
{
    (void)state;
    char a[RECORD_CODE], b[RECORD_CODE];
    record_code("019cae06-bea8-7ab8-8328-66fde6517bd7", a);
    assert_string_equal(a, "ZKX-R62-XKR");
    record_code("019cae06-bea8-7ab8-8328-66fde6517bd8", b);
    assert_string_not_equal(a, b);
    assert_null(strpbrk(a, "01ILOU"));
}

static struct record example(void)
{
    return (struct record){
        .id = "0190-id",
        .person = "p-7",
        .assignment = "a-1",
        .attempt = "at-1",
        .programme = "thinking-skills",
        .module = "stop-and-think",
        .version = "1.0.0",
        .content_hash = "ab12",
        .setting = "community",
        .language = "en-GB",
        .start = 1784500000000,
        .end = 1784501800500,
        .active_ms = 1500000,
        .sitting_count = 1,
        .sittings =
            {{.id = "s-1", .date = {2026, 7, 19}, .start = 1784500000000, .active_ms = 1500000, .doubt = "jumped"}},
        .expected_min = 30,
        .pages = 14,
        .has_score = true,
        .score = 0.6,
        .tries = 2,
        .how = {.has = true, .pages = 12, .fast = 1, .words = 1480, .back = 3, .aloud_s = 95},
        .activity = "activity",
        .terminal = "t-1",
        .site = "Leeds \"North\"",
        .demonstration = true};
}

static const char *bytes_of(struct arena *a, const struct record *r)
{
    struct buffer out;
    buffer_init(&out, a);
    record_write(r, &out);
    return buffer_text(&out);
}

static void test_bytes(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = example(), back;
    const char *bytes = bytes_of(&a, &r);
    assert_string_equal(
        bytes,
        "{\"active_ms\":1500000,\"activity\":\"activity\",\"assignment\":\"a-1\",\"attempt\":\"at-1\",\"content_hash\":"
        "\"ab12\","
        "\"demonstration\":true,\"end\":\"2026-07-19T23:56:40.500+01:00\",\"expected_min\":30,"
        "\"how\":{\"aloud_s\":95,\"back\":3,\"fast\":1,\"pages\":12,\"words\":1480},\"id\":\"0190-id\",\"language\":"
        "\"en-GB\","
        "\"module\":\"stop-and-think\",\"pages\":14,\"person\":\"p-7\",\"programme\":\"thinking-skills\",\"score\":0.6,"
        "\"setting\":\"community\",\"site\":\"Leeds \\\"North\\\"\",\"sittings\":[{\"active_ms\":1500000,"
        "\"date\":\"2026-07-19\",\"doubt\":\"jumped\",\"id\":\"s-1\",\"start\":\"2026-07-19T23:26:40.000+01:00\"}],"
        "\"start\":\"2026-07-19T23:26:40.000+01:00\",\"terminal\":\"t-1\",\"tries\":2,\"version\":\"1.0.0\"}");
    assert_true(record_read(&a, bytes, strlen(bytes), &back));
    assert_string_equal(bytes_of(&a, &back), bytes);
    assert_true(back.demonstration);
    assert_true(back.end == r.end);
    assert_true(back.score == r.score);
    assert_int_equal(date_compare(back.sittings[0].date, r.sittings[0].date), 0);
    assert_string_equal(back.site, r.site);
    arena_release(&a);
}

static void test_keys_are_sorted(void **state)
{
    (void)state;
    struct arena a;
    struct problems problems;
    arena_init(&a);
    problems_init(&problems, &a);
    struct record r = example();
    const char *bytes = bytes_of(&a, &r);
    const struct json *root = json_root(json_parse(&a, "record", bytes, strlen(bytes), &problems));
    const struct json *sitting = json_at(json_member(root, "sittings"), 0);
    for (int i = 1; i < json_count(root); i++)
        assert_true(strcmp(json_key(json_at(root, i - 1)), json_key(json_at(root, i))) < 0);
    for (int i = 1; i < json_count(sitting); i++)
        assert_true(strcmp(json_key(json_at(sitting, i - 1)), json_key(json_at(sitting, i))) < 0);
    arena_release(&a);
}

static void test_absent_is_left_out(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct record r = example(), back;
    r.assignment = NULL;
    r.has_score = false;
    r.demonstration = false;
    r.sitting_count = 0;
    const char *bytes = bytes_of(&a, &r);
    assert_null(strstr(bytes, "assignment"));
    assert_null(strstr(bytes, "score"));
    assert_non_null(strstr(bytes, "\"demonstration\":false"));
    assert_non_null(strstr(bytes, "\"sittings\":[]"));
    assert_true(record_read(&a, bytes, strlen(bytes), &back));
    assert_null(back.assignment);
    assert_false(back.has_score);
    arena_release(&a);
}

/* The bytes of the example with one piece changed. */
static bool reads_with(const char *piece, const char *instead)
{
    struct arena a;
    arena_init(&a);
    struct record r = example(), back;
    const char *bytes = bytes_of(&a, &r), *at = strstr(bytes, piece);
    assert_non_null(at);
    const char *changed = arena_printf(&a, "%.*s%s%s", (int)(at - bytes), bytes, instead, at + strlen(piece));
    bool reads = record_read(&a, changed, strlen(changed), &back);
    arena_release(&a);
    return reads;
}

static void test_refused(void **state)
{
    (void)state;
    assert_true(reads_with("\"tries\":2", "\"tries\":3"));
    assert_true(reads_with("\"tries\":2", "\"tries\":2,\"unknown\":1"));
    assert_false(reads_with("\"tries\":2", "\"tries\":\"2\""));
    assert_false(reads_with("\"tries\":2", "\"tries\":-2"));
    assert_false(reads_with("\"tries\":2", "\"tries\":2.5"));
    assert_false(reads_with("\"score\":0.6", "\"score\":1.6"));
    assert_false(reads_with("\"id\":\"0190-id\",", ""));
    assert_false(reads_with("\"id\":\"0190-id\"", "\"id\":7"));
    assert_false(reads_with("\"demonstration\":true,", ""));
    assert_false(reads_with("\"demonstration\":true", "\"demonstration\":1"));
    assert_false(reads_with("\"date\":\"2026-07-19\"", "\"date\":\"2026-02-30\""));
    assert_false(reads_with("\"end\":\"2026", "\"end\":\"x2026"));
    assert_false(reads_with("\"sittings\":[{", "\"sittings\":[7,{"));
    assert_false(reads_with("\"version\":\"1.0.0\"}", "\"version\":\"1.0.0\"} x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_attempt),
        cmocka_unit_test(test_no_quiz_no_score),
        cmocka_unit_test(test_code),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_keys_are_sorted),
        cmocka_unit_test(test_absent_is_left_out),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
