#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "../page_stage.h"

#define GAPS                                                                                                           \
    "{\"kind\":\"choice\",\"id\":\"t\",\"ask\":\"What?\",\"many\":true,\"options\":[{\"id\":\"a\",\"text\":\"Being "   \
    "told no\"},"                                                                                                      \
    "{\"id\":\"b\",\"text\":\"Noise\"}]},"                                                                             \
    "{\"kind\":\"gaps\",\"id\":\"p\",\"ask\":\"My plan\",\"text\":\"If [when], then I will [acts].\",\"gaps\":["       \
    "{\"id\":\"when\",\"label\":\"When\",\"recall\":\"t\",\"bank\":[{\"id\":\"wait\",\"text\":\"I wait\"}]},"          \
    "{\"id\":\"acts\",\"label\":\"What I "                                                                             \
    "do\",\"write\":true,\"at_most\":2,\"bank\":[{\"id\":\"breathe\",\"text\":\"breathe\"},"                           \
    "{\"id\":\"count\",\"text\":\"count\"}]}]}"

static const char *gap_says(struct page_stage *s, const char *gap)
{
    return stage_target(s, gap)->says;
}

static void the_first_empty_gap_is_open_and_offers_own_words_first(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GAPS);
    assert_non_null(stage_target(&s, "I wait"));
    assert_null(stage_target(&s, "breathe"));
    stage_press(&s, "t.option.a");
    assert_non_null(stage_target(&s, "being told no")); /* inside a sentence: no capital */
    stage_press(&s, "being told no");
    assert_string_equal(gap_says(&s, "p.gap.when"), "being told no");
    assert_non_null(stage_target(&s, "breathe")); /* and the next gap opens */
    stage_close(&s);
}

static void a_gap_holds_several_words_and_gives_them_back(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GAPS);
    stage_press(&s, "p.gap.acts");
    stage_press(&s, "breathe");
    stage_press(&s, "count");
    assert_string_equal(gap_says(&s, "p.gap.acts"), "breathe and count");
    assert_true(stage_target(&s, "p.acts.count")->chosen);
    stage_press(&s, "p.acts.breathe");
    assert_string_equal(gap_says(&s, "p.gap.acts"), "count");
    stage_close(&s);
}

static void own_words_come_from_the_keyboard(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, GAPS);
    stage_press(&s, "p.gap.acts");
    stage_press(&s, "My own words");
    assert_true(s.state->writing);
    stage_type(&s, "ring my mum");
    stage_press(&s, "key.done");
    assert_int_equal(s.act.kind, ACT_FILL);
    assert_string_equal(gap_says(&s, "p.gap.acts"), "ring my mum");
    assert_true(stage_target(&s, "ring my mum")->chosen); /* to be taken back */
    stage_press(&s, "ring my mum");
    assert_string_equal(gap_says(&s, "p.gap.acts"), "Empty. Press to choose words.");
    stage_close(&s);
}

/* The bank's word for what was said before is not offered a second time. */
static void words_that_read_alike_are_offered_once(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"choice\",\"id\":\"t\",\"ask\":\"What?\",\"options\":["
                   "{\"id\":\"wait\",\"text\":\"Waiting\"},{\"id\":\"b\",\"text\":\"Noise\"}]},"
                   "{\"kind\":\"gaps\",\"id\":\"p\",\"ask\":\"My plan\",\"text\":\"If [when].\",\"gaps\":["
                   "{\"id\":\"when\",\"label\":\"When\",\"recall\":\"t\",\"bank\":["
                   "{\"id\":\"wait\",\"text\":\"I wait\"},{\"id\":\"b\",\"text\":\"it is loud\"}]}]}");
    stage_press(&s, "t.option.wait");
    int offered = 0;
    for (int i = 0; i < s.ui.targets.count; i++)
        offered += text_is(s.ui.targets.item[i].name, "I wait");
    assert_int_equal(offered, 1);
    stage_press(&s, "p.when.own:I wait");
    stage_press(&s, "p.gap.when");
    assert_true(stage_target(&s, "I wait")->chosen);
    stage_close(&s);
}

static int left_of(const struct page_stage *s, const char *words)
{
    for (int i = 0; i < s->ui.draw.count; i++)
        if (s->ui.draw.item[i].kind == DRAW_TEXT && text_is(s->ui.draw.item[i].text, words))
            return s->ui.draw.item[i].rect.x;
    fail_msg("not drawn: %s", words);
    return 0;
}

static void assert_from_the_left(const struct page_stage *s, const char *const *words, int count)
{
    for (int i = 1; i < count; i++)
        if (left_of(s, words[i - 1]) >= left_of(s, words[i]))
            fail_msg("%s is not left of %s", words[i - 1], words[i]);
}

#define SENTENCE(text)                                                                                                 \
    "{\"kind\":\"gaps\",\"id\":\"p\",\"ask\":\"My plan\",\"text\":\"" text "\",\"gaps\":["                             \
    "{\"id\":\"when\",\"label\":\"When\",\"bank\":[{\"id\":\"wait\",\"text\":\"I wait\"}]}]}"

static void open_turned(struct page_stage *s, const char *block, bool right_to_left)
{
    stage_open(s, block);
    s->right_to_left = right_to_left;
    stage_draw(s);
}

/* Latin words and numbers keep their order where the sentence runs right to left, and its full stop its place. */
static void words_run_their_own_way_on_every_screen(void **state)
{
    (void)state;
    struct page_stage s;
    open_turned(&s, SENTENCE("אחת 116 123. Big Bus שתיים [when]."), true);
    assert_from_the_left(&s, (const char *const[]){"When", "שתיים", "Big", "Bus", "116", "123", "אחת"}, 7);
    stage_close(&s);
    open_turned(&s, SENTENCE("Ring 116 123 if [when] (now)."), true);
    assert_from_the_left(&s, (const char *const[]){"Ring", "116", "123", "if", "When", "(now)."}, 6);
    stage_close(&s);
    open_turned(&s, SENTENCE("Say אחת שתיים 7 8 [when] now."), false);
    assert_from_the_left(&s, (const char *const[]){"Say", "7", "8", "שתיים", "אחת", "When", "now."}, 7);
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_empty_gap_is_open_and_offers_own_words_first),
        cmocka_unit_test(a_gap_holds_several_words_and_gives_them_back),
        cmocka_unit_test(own_words_come_from_the_keyboard),
        cmocka_unit_test(words_that_read_alike_are_offered_once),
        cmocka_unit_test(words_run_their_own_way_on_every_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
