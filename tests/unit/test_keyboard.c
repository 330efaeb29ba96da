#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define WRITE                                                                                                          \
    "{\"kind\":\"write\",\"id\":\"w\",\"ask\":\"What happened?\",\"long\":true,\"starters\":[\"Someone said\"]}"

static const char *draft_of(struct page_stage *s)
{
    const struct page_draft *d = page_draft_find(s->state, "w", "");
    return d ? d->text : NULL;
}

static void key(struct page_stage *s, const char *name)
{
    struct press press = {.kind = PRESS_KEY, .text = name};
    page_press(s->state, s->attempt, &press, s->now_ms, &s->act, &s->draft_changed);
    if (s->act.kind != ACT_NONE)
        stage_do(s, s->act);
    stage_draw(s);
}

static void keys_write_and_done_makes_the_answer(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, WRITE);
    stage_press(&s, "What happened?");
    assert_true(s.state->writing);
    assert_null(stage_target(&s, "next")); /* nothing behind the keyboard can be pressed */
    stage_press(&s, "key.H");              /* a sentence begins with a capital */
    stage_press(&s, "key.e");
    stage_press(&s, "key.space");
    stage_press(&s, "key.r");
    stage_press(&s, "key.backspace");
    assert_true(s.draft_changed);
    assert_string_equal(draft_of(&s), "He ");
    stage_press(&s, "key.symbols");
    stage_press(&s, "key.9");
    stage_press(&s, "key.done");
    assert_int_equal(s.act.kind, ACT_WRITE);
    assert_false(s.state->writing);
    assert_null(draft_of(&s));
    assert_string_equal(answer_value(attempt_answer(s.attempt, "w"), "text"), "He 9");
    assert_true(stage_says(&s, "He 9"));
    stage_close(&s);
}

static void signs_on_keys_are_as_they_are_written(void **state)
{
    (void)state;
    struct page_stage s;
    bool shown = false;
    stage_open(&s, WRITE);
    s.right_to_left = true;
    stage_press(&s, "What happened?");
    for (int i = 0; i < s.ui.draw.count; i++)
        shown = shown || (s.ui.draw.item[i].kind == DRAW_TEXT && text_is(s.ui.draw.item[i].text, "?123"));
    assert_true(shown); /* in one piece, from the left */
    stage_close(&s);
}

static void a_new_sentence_begins_with_a_capital(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, WRITE);
    stage_press(&s, "What happened?");
    stage_press(&s, "key.A");
    stage_press(&s, "key..");
    assert_false(s.state->shift);
    stage_press(&s, "key.space");
    assert_true(s.state->shift);
    stage_close(&s);
}

static void the_caret_moves_by_whole_characters(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, WRITE);
    stage_press(&s, "What happened?");
    stage_type(&s, "a\xC5\xB5"); /* w with a circumflex: two bytes */
    stage_type(&s, "e\xCC\x81"); /* e and a combining accent: one character to a person */
    assert_int_equal(s.state->caret, 6);
    key(&s, "left");
    assert_int_equal(s.state->caret, 3);
    key(&s, "left");
    assert_int_equal(s.state->caret, 1);
    key(&s, "delete");
    assert_string_equal(draft_of(&s), "ae\xCC\x81");
    key(&s, "end");
    key(&s, "backspace");
    assert_string_equal(draft_of(&s), "a");
    key(&s, "home");
    stage_type(&s, "b");
    assert_string_equal(draft_of(&s), "ba");
    stage_type(&s, "\b");
    assert_string_equal(draft_of(&s), "a");
    key(&s, "done");
    assert_int_equal(s.act.kind, ACT_WRITE);
    stage_close(&s);
}

static void it_never_holds_more_than_an_answer_and_says_so(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, WRITE);
    stage_press(&s, "What happened?");
    for (int i = 0; i < ANSWER_TEXT_MAX + 100; i++)
        page_type(s.state, s.attempt, "x", &s.draft_changed);
    assert_false(s.draft_changed);
    assert_true(strlen(draft_of(&s)) <= ANSWER_TEXT_MAX);
    stage_draw(&s);
    assert_true(stage_says(&s, "That is as much as fits here"));
    page_type(s.state, s.attempt, "\xFF", &s.draft_changed); /* not UTF-8 */
    assert_false(s.draft_changed);
    stage_press(&s, "key.clear");
    assert_string_equal(draft_of(&s), "");
    stage_close(&s);
}

static void a_starter_puts_its_words_in(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, WRITE);
    stage_press(&s, "Someone said");
    assert_true(s.state->writing);
    assert_string_equal(draft_of(&s), "Someone said ");
    stage_type(&s, "no");
    stage_press(&s, "key.done");
    assert_string_equal(answer_value(attempt_answer(s.attempt, "w"), "text"), "Someone said no");
    stage_close(&s);
}

static void a_draft_outlives_its_page(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, WRITE);
    stage_press(&s, "What happened?");
    stage_type(&s, "half a th");
    page_state_enter(s.state, &s.programme->modules[0].pages[1]);
    assert_false(s.state->writing);
    page_state_enter(s.state, attempt_page(s.attempt));
    stage_draw(&s);
    assert_true(stage_says(&s, "half a th"));
    assert_true(stage_says(&s, "Not finished yet. Tap to go on."));
    stage_close(&s);
}

static void a_write_in_opens_the_keyboard_and_is_picked_by_writing(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"choice\",\"id\":\"c\",\"ask\":\"Which?\",\"options\":[{\"id\":\"a\",\"text\":\"A\"},"
                   "{\"id\":\"o\",\"text\":\"Something else\",\"write\":true}]}");
    stage_press(&s, "Something else");
    assert_true(s.state->writing);
    assert_false(
        answer_has(attempt_answer(s.attempt, "c") ? attempt_answer(s.attempt, "c") : &(struct answer){0}, "o"));
    stage_type(&s, "Dogs");
    stage_press(&s, "key.done");
    assert_string_equal(answer_value(attempt_answer(s.attempt, "c"), "o"), "Dogs");
    assert_true(stage_target(&s, "c.option.o")->chosen);
    assert_true(stage_says(&s, "Dogs"));
    stage_press(&s, "c.option.o"); /* again: to change or to take back */
    stage_press(&s, "key.clear");
    stage_press(&s, "key.done");
    assert_false(stage_target(&s, "c.option.o")->chosen);
    stage_close(&s);
}

/* Half-typed words come back from the store, more than there is room for on the page. */
static void words_that_were_typed_make_no_room(void **state)
{
    (void)state;
    struct page_stage s;
    char name[16];
    stage_open(&s, "{\"kind\":\"write\",\"id\":\"w\",\"ask\":\"Why?\",\"optional\":true},"
                   "{\"kind\":\"write\",\"id\":\"x\",\"ask\":\"How?\",\"optional\":true}");
    for (int i = 0; i < DRAFTS_MAX; i++) {
        snprintf(name, sizeof name, "e%d", i);
        page_draft_put(s.state, name, "", "typed");
    }
    stage_press(&s, "Why?");
    assert_false(s.state->writing);
    assert_true(stage_says(&s, "You have begun to write in many places. Finish one of them first."));
    assert_int_equal(s.state->draft_count, DRAFTS_MAX);
    page_draft_put(s.state, "e3", "", ""); /* nothing in it: nothing is lost */
    stage_press(&s, "How?");
    assert_true(s.state->writing);
    assert_null(page_draft_find(s.state, "e3", ""));
    assert_non_null(page_draft_find(s.state, "e4", ""));
    stage_close(&s);
}

static void drafts_have_a_limit(void **state)
{
    (void)state;
    struct page_state *p = calloc(1, sizeof *p);
    assert_non_null(p);
    char name[16];
    for (int i = 0; i < DRAFTS_MAX; i++) {
        snprintf(name, sizeof name, "e%d", i);
        assert_non_null(page_draft_put(p, name, "", name));
    }
    assert_null(page_draft_put(p, "more", "", "x"));
    page_draft_remove(p, "e3", NULL);
    assert_null(page_draft_find(p, "e3", ""));
    assert_string_equal(page_draft_find(p, "e15", "")->text, "e15");
    assert_non_null(page_draft_put(p, "more", "", "x"));
    free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_write_and_done_makes_the_answer),
        cmocka_unit_test(signs_on_keys_are_as_they_are_written),
        cmocka_unit_test(a_new_sentence_begins_with_a_capital),
        cmocka_unit_test(the_caret_moves_by_whole_characters),
        cmocka_unit_test(it_never_holds_more_than_an_answer_and_says_so),
        cmocka_unit_test(a_starter_puts_its_words_in),
        cmocka_unit_test(a_draft_outlives_its_page),
        cmocka_unit_test(a_write_in_opens_the_keyboard_and_is_picked_by_writing),
        cmocka_unit_test(words_that_were_typed_make_no_room),
        cmocka_unit_test(drafts_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
