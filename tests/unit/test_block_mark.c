/* mark on the page: words run on as words do, a long piece is one thing to press on every line it is on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define LONG                                                                                                           \
    "I would like to try again if you would like that too and this time I will let you finish before I say anything "  \
    "at all to you or to anybody else who is there."
#define MARK(more)                                                                                                     \
    "{\"kind\":\"mark\",\"id\":\"k\",\"ask\":\"Which?\"," more "\"pieces\":[{\"text\":\"Dean\"},"                      \
    "{\"id\":\"a\",\"text\":\"laughed\",\"right\":true,\"feedback\":\"It could be heard.\"},{\"text\":\", then:\"},"   \
    "{\"id\":\"b\",\"text\":\"" LONG "\",\"feedback\":\"Long.\"},"                                                     \
    "{\"id\":\"c\",\"text\":\"He knew.\",\"right\":true,\"new_paragraph\":true}]}"

static bool is_marked(struct page_stage *s, const char *piece)
{
    const struct answer *a = attempt_answer(s->attempt, "k");
    return a && answer_has(a, piece);
}

static void words_run_on(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, MARK(""));
    const struct target *a = stage_target(&s, "k.piece.a"), *b = stage_target(&s, "k.piece.b"),
                        *c = stage_target(&s, "k.piece.c");
    assert_int_equal(a->rect.y, b->rect.y); /* in one line, as words are */
    assert_true(b->rect.x > a->rect.x + a->rect.w);
    assert_true(b->more_count >= 1); /* and goes on in the next */
    assert_true(b->more[0].rect.y >= b->rect.y + b->rect.h);
    assert_true(b->more[0].rect.x < b->rect.x);
    const struct target_more *last = &b->more[b->more_count - 1];
    assert_true(c->rect.y >= last->rect.y + last->rect.h); /* a paragraph of its own */
    assert_true(a->rect.h >= 48 && last->rect.h >= 48);
    assert_true(stage_says(&s, "Dean laughed, then: " LONG)); /* whole, paragraph by paragraph */
    assert_true(stage_says(&s, "He knew."));
    assert_string_equal(a->says, "Not marked. 1 of 3.");
    stage_close(&s);
}

static void a_piece_is_one_thing_on_all_its_lines(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, MARK(""));
    const struct target *b = stage_target(&s, "k.piece.b");
    struct rect more = b->more[0].rect;
    assert_ptr_equal(target_at(&s.ui.targets, more.x + more.w / 2, more.y + more.h / 2), b);
    assert_ptr_equal(target_at(&s.ui.targets, b->rect.x + 3, b->rect.y + 3), b);
    stage_press_target(&s, b);
    assert_true(is_marked(&s, "b"));
    assert_true(stage_says(&s, "Long."));
    assert_true(stage_says(&s, "Marked: " LONG));
    assert_true(stage_target(&s, "k.piece.b")->chosen);
    stage_press(&s, "laughed");
    assert_true(stage_says(&s, "It could be heard."));
    assert_false(stage_says(&s, "Long."));
    stage_press(&s, "k.piece.b");
    assert_false(is_marked(&s, "b"));
    stage_close(&s);
}

/* Marking a piece moves no word. */
static void nothing_moves_under_a_finger(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, MARK(""));
    struct rect before = stage_target(&s, "k.piece.c")->rect;
    stage_press(&s, "laughed");
    stage_press(&s, "k.piece.b");
    struct rect after = stage_target(&s, "k.piece.c")->rect;
    assert_memory_equal(&before, &after, sizeof before);
    stage_close(&s);
}

static void marked_enough_says_so(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, MARK("\"at_most\":2,"));
    assert_true(stage_says(&s, "Tap words to mark them. Tap again to take the mark off. Mark up to 2."));
    stage_press(&s, "laughed");
    stage_press(&s, "k.piece.b");
    stage_press(&s, "He knew.");
    assert_false(is_marked(&s, "c"));
    assert_true(stage_says(&s, "You have marked 2. Tap one to take the mark off."));
    stage_close(&s);
}

static void the_last_go_shows_what_was_right(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, MARK("\"tries\":1,\"feedback\":{\"right\":\"That is it.\",\"other\":\"Not yet.\"},"));
    stage_press(&s, "laughed");
    stage_press(&s, "k.piece.b");
    assert_false(stage_says(&s, "Long."));
    stage_press(&s, "Check my answer");
    assert_true(stage_says(&s, LONG " Long.")); /* of what was not right */
    assert_false(stage_says(&s, "laughed: It could be heard."));
    assert_true(stage_says(&s, "That was the last go. The answer is:"));
    assert_null(stage_target(&s, "k.piece.a"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_run_on),
        cmocka_unit_test(a_piece_is_one_thing_on_all_its_lines),
        cmocka_unit_test(nothing_moves_under_a_finger),
        cmocka_unit_test(marked_enough_says_so),
        cmocka_unit_test(the_last_go_shows_what_was_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
