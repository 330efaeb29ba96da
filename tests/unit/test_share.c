/* What staff are shown of a person's own words: nothing, unless it was chosen and the session finished. */
#include "player_kit.h"

#include "../page_stage.h"
#include "share.h"

/* clang-format off */
static const char *const pages =
    "{'id': 'one', 'title': 'My plan', 'blocks': ["
    "  {'kind': 'write', 'id': 'why', 'about_me': true, 'optional': true, 'ask': 'Why?'},"
    "  {'kind': 'write', 'id': 'secret', 'about_me': true, 'optional': true, 'ask': 'Only for you', 'print': false},"
    "  {'kind': 'write', 'id': 'plan', 'about_me': true, 'optional': true}]},"
    "{'id': 'two', 'title': 'Piece by piece', 'blocks': ["
    "  {'kind': 'worksheet', 'optional': true, 'id': 'record', 'about_me': true, 'layout': 'steps', 'fields': ["
    "    {'kind': 'write', 'id': 'first', 'ask': 'First'}, {'kind': 'write', 'id': 'then', 'ask': 'Then'}]},"
    "  {'kind': 'diary', 'id': 'week', 'about_me': true, 'optional': true, 'ask': 'The week', 'days': 2,"
    "   'columns': [{'kind': 'number', 'id': 'n', 'ask': 'How many?', 'from': 0, 'to': 9}]}]},"
    "{'id': 'three', 'title': 'Show', 'blocks': ["
    "  {'kind': 'choice', 'id': 'share', 'optional': true, 'ask': 'Show my plan?', 'options': ["
    "    {'id': 'yes', 'text': 'Yes', 'shares': ['plan', 'record', 'week']}, {'id': 'no', 'text': 'No'}]}]}";
/* clang-format on */

static void answer(struct kit *k)
{
    kit_begin(k, "'complete': {'pages': 'path'},", pages);
    kit_write(k, "why", NULL, "Because of him");
    kit_write(k, "secret", NULL, "Nobody knows");
    kit_write(k, "plan", NULL, "I walk <away>");
    kit_next(k);
    kit_write(k, "record.then", NULL, "I went home");
    kit_number(k, "week.tue.n", 4);
    kit_next(k);
}

static int shared(struct kit *k, struct document_item item[EXERCISES_MAX])
{
    return shared_items(&k->arena, k->attempt, NULL, item);
}

static void nothing_is_shared_by_itself(void **state)
{
    (void)state;
    struct document_item item[EXERCISES_MAX];
    struct kit k;
    answer(&k);
    assert_true(share_is_asked(k.module));
    kit_next(&k);
    kit_complete(&k);
    assert_int_equal(shared(&k, item), 0);
    kit_end(&k);
    answer(&k);
    kit_pick(&k, "share", "no");
    kit_next(&k);
    kit_complete(&k);
    assert_int_equal(shared(&k, item), 0);
    kit_end(&k);
}

static void what_was_chosen_is_shown_once_it_is_finished(void **state)
{
    (void)state;
    struct document_item item[EXERCISES_MAX];
    struct kit k;
    answer(&k);
    kit_pick(&k, "share", "yes");
    assert_int_equal(shared(&k, item), 0);
    kit_next(&k);
    kit_complete(&k);
    assert_int_equal(shared(&k, item), 3);
    assert_string_equal(item[0].label, "My plan");
    assert_string_equal(item[0].words, "I walk <away>");
    assert_string_equal(item[1].label, "Then");
    assert_string_equal(item[1].words, "I went home");
    assert_string_equal(item[2].label, "Tuesday: How many?");
    assert_string_equal(item[2].words, "4");
    kit_end(&k);
}

static void a_mind_can_be_changed(void **state)
{
    (void)state;
    struct document_item item[EXERCISES_MAX];
    struct kit k;
    answer(&k);
    kit_pick(&k, "share", "yes");
    kit_pick(&k, "share", "no");
    kit_next(&k);
    kit_complete(&k);
    assert_int_equal(shared(&k, item), 0);
    kit_end(&k);
}

/* Lint refuses to name it; the words do not leave even so. */
static void what_is_kept_off_paper_is_never_shown(void **state)
{
    (void)state;
    static const char *const names[] = {"secret"};
    const struct option all = {.id = "yes", .shares = names, .share_count = 1};
    struct document_item item[EXERCISES_MAX];
    struct kit k;
    answer(&k);
    assert_int_equal(share_preview(&k.arena, k.attempt, NULL, &all, item), 0);
    kit_end(&k);
}

#define QUESTION                                                                                                       \
    "{\"kind\":\"write\",\"id\":\"plan\",\"ask\":\"What is your plan?\",\"optional\":true},"                           \
    "{\"kind\":\"choice\",\"id\":\"share\",\"optional\":true,\"ask\":\"Show it?\",\"options\":["                       \
    "{\"id\":\"yes\",\"text\":\"Yes\",\"shares\":[\"plan\"]},{\"id\":\"no\",\"text\":\"No\"}]}"

static void what_staff_will_see_stands_above_the_choice(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, QUESTION);
    assert_true(stage_says(&s, "What staff will see"));
    assert_true(stage_says(&s, "You have not filled it in, so there is nothing to see."));
    stage_do(&s, (struct act){.kind = ACT_WRITE, .exercise = "plan", .text = "Go *home*"});
    stage_draw(&s);
    assert_true(stage_says(&s, "Go *home*"));
    assert_false(stage_says(&s, "You have not filled it in, so there is nothing to see."));
    assert_non_null(stage_target(&s, "Yes"));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_shared_by_itself),
        cmocka_unit_test(what_was_chosen_is_shown_once_it_is_finished),
        cmocka_unit_test(a_mind_can_be_changed),
        cmocka_unit_test(what_is_kept_off_paper_is_never_shown),
        cmocka_unit_test(what_staff_will_see_stands_above_the_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
