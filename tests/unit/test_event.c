/* An event is one line of JSON with sorted keys, and reads back as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "event.h"

static const struct answer_entry entries[] = {{"waiting", NULL}, {"other", "caf\xc3\xa9 \"x\"\n"}};

static const struct {
    struct event event;
    const char *line;
} cases[] = {
    {{.kind = EVENT_STARTED,
      .at = 1790000000000,
      .boot_ms = 5000,
      .sitting = "s-1",
      .detail = "abc",
      .setting = "custody",
      .language = "cy"},
     "{\"at\":1790000000000,\"boot\":5000,\"detail\":\"abc\",\"kind\":\"started\",\"language\":\"cy\","
     "\"setting\":\"custody\",\"sitting\":\"s-1\"}"},
    {{.kind = EVENT_PAGE,
      .at = -1,
      .boot_ms = 0,
      .sitting = "s-1",
      .page = "welcome",
      .has_number = true,
      .number = PAGE_BACK},
     "{\"at\":-1,\"boot\":0,\"kind\":\"page\",\"number\":-1,\"page\":\"welcome\",\"sitting\":\"s-1\"}"},
    {{.kind = EVENT_ANSWER,
      .at = 1,
      .boot_ms = 2,
      .sitting = "s",
      .page = "p",
      .exercise = "record.thought",
      .answer = {.entries = entries, .count = 2}},
     "{\"answer\":{\"entries\":[[\"waiting\"],[\"other\",\"caf\xc3\xa9 \\\"x\\\"\\n\"]]},\"at\":1,\"boot\":2,"
     "\"exercise\":\"record.thought\",\"kind\":\"answer\",\"page\":\"p\",\"sitting\":\"s\"}"},
    {{.kind = EVENT_ANSWER, .at = 1, .boot_ms = 2, .sitting = "s", .exercise = "heat"},
     "{\"answer\":{},\"at\":1,\"boot\":2,\"exercise\":\"heat\",\"kind\":\"answer\",\"sitting\":\"s\"}"},
    {{.kind = EVENT_CHECKED, .at = 1, .boot_ms = 2, .has_number = true, .number = 0.6},
     "{\"at\":1,\"boot\":2,\"kind\":\"checked\",\"number\":0.6}"},
    {{.kind = EVENT_SUPPORT}, "{\"at\":0,\"boot\":0,\"kind\":\"support\"}"},
};

static void test_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        struct buffer out, again;
        struct event back;
        arena_init(&a);
        buffer_init(&out, &a);
        buffer_init(&again, &a);
        event_write(&cases[i].event, &out);
        assert_string_equal(buffer_text(&out), cases[i].line);
        assert_true(event_read(&a, out.text, out.length, &back));
        assert_int_equal(back.kind, cases[i].event.kind);
        assert_int_equal(back.has_number, cases[i].event.has_number);
        assert_true(answer_equal(&back.answer, &cases[i].event.answer));
        event_write(&back, &again);
        assert_string_equal(buffer_text(&again), cases[i].line);
        arena_release(&a);
    }
}

static void test_every_kind_has_its_own_name(void **state)
{
    (void)state;
    for (int i = 0; i < EVENT_KINDS; i++) {
        struct arena a;
        arena_init(&a);
        struct event back;
        const char *line = arena_printf(&a, "{\"kind\":\"%s\",\"at\":1,\"boot\":2,\"exercise\":\"x\"%s}",
                                        event_kind_name((enum event_kind)i), i == EVENT_ANSWER ? ",\"answer\":{}" : "");
        assert_true(event_read(&a, line, strlen(line), &back));
        assert_int_equal(back.kind, i);
        arena_release(&a);
    }
}

static void test_unknown_keys_are_passed_over(void **state)
{
    (void)state;
    static const char line[] = "{\"at\":1,\"boot\":2,\"kind\":\"paused\",\"later\":[1,2],\"page\":\"p\"}";
    struct arena a;
    struct event back;
    arena_init(&a);
    assert_true(event_read(&a, line, sizeof line - 1, &back));
    assert_string_equal(back.page, "p");
    arena_release(&a);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"at\":1,\"boot\":2}",
        "{\"at\":1,\"boot\":2,\"kind\":\"danced\"}",
        "{\"at\":1,\"boot\":2,\"kind\":7}",
        "{\"at\":1.5,\"boot\":2,\"kind\":\"paused\"}",
        "{\"at\":\"1\",\"boot\":2,\"kind\":\"paused\"}",
        "{\"boot\":2,\"kind\":\"paused\"}",
        "{\"at\":1,\"kind\":\"paused\"}",
        "{\"at\":1,\"boot\":2,\"kind\":\"page\",\"page\":7}",
        "{\"at\":1,\"boot\":2,\"kind\":\"checked\",\"number\":\"all\"}",
        "{\"at\":1,\"boot\":2,\"kind\":\"answer\",\"exercise\":\"x\"}",
        "{\"at\":1,\"boot\":2,\"kind\":\"answer\",\"answer\":{}}",
        "{\"at\":1,\"boot\":2,\"kind\":\"answer\",\"exercise\":\"x\",\"answer\":[]}",
        "{\"at\":1,\"boot\":2,\"kind\":\"paused\",\"answer\":{}}",
        "{\"at\":1,\"boot\":2,\"kind\":\"paused\"} {}",
        "{\"at\":1,\"at\":1,\"boot\":2,\"kind\":\"paused\"}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct arena a;
        struct event back;
        arena_init(&a);
        if (event_read(&a, lines[i], strlen(lines[i]), &back))
            fail_msg("taken: %s", lines[i]);
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_every_kind_has_its_own_name),
        cmocka_unit_test(test_unknown_keys_are_passed_over),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
