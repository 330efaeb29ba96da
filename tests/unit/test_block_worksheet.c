/* worksheet: where the boxes of each layout stand, and in which order they come. */
#include "cmocka_unit.h"

#include "../page_stage.h"

#define WRITE(id, more) "{\"kind\":\"write\",\"id\":\"" id "\",\"ask\":\"Box " id "\"" more "}"
#define SHEET(layout, fields)                                                                                          \
    "{\"kind\":\"worksheet\",\"id\":\"w\",\"ask\":\"The sheet\",\"layout\":" layout ",\"fields\":[" fields "]}"
#define FOUR   WRITE("a", "") "," WRITE("b", "") "," WRITE("c", "") "," WRITE("d", "")
#define MATRIX "\"matrix\",\"column_titles\":[\"For\",\"Against\"],\"row_titles\":[\"Go on\",\"Change\"]"

static struct rect box(const struct page_stage *s, const char *field)
{
    char id[32];
    snprintf(id, sizeof id, "w.%s.box", field);
    const struct target *t = stage_target(s, id);
    assert_non_null(t);
    return t->rect;
}

static int order(const struct page_stage *s, const char *field)
{
    char id[32];
    snprintf(id, sizeof id, "w.%s.box", field);
    return (int)(stage_target(s, id) - s->ui.targets.item);
}

static void fill(struct page_stage *s, const char *field, const char *words)
{
    char id[32];
    snprintf(id, sizeof id, "w.%s.box", field);
    stage_press(s, id);
    snprintf(id, sizeof id, "w.%s.field", field);
    stage_press(s, id);
    stage_type(s, words);
    stage_press(s, "key.done");
    stage_press(s, "sheet.done");
}

static bool shows(const struct page_stage *s, const char *text)
{
    for (int i = 0; i < s->ui.draw.count; i++)
        if (s->ui.draw.item[i].kind == DRAW_TEXT && text_is(s->ui.draw.item[i].text, text))
            return true;
    return false;
}

static void a_matrix_is_two_by_two_and_says_where_a_box_is(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SHEET(MATRIX, FOUR));
    assert_int_equal(box(&s, "a").y, box(&s, "b").y);
    assert_int_equal(box(&s, "a").x, box(&s, "c").x);
    assert_int_equal(box(&s, "d").x, box(&s, "b").x);
    assert_true(box(&s, "a").x < box(&s, "b").x && box(&s, "a").y < box(&s, "c").y);
    assert_string_equal(stage_target(&s, "Box d")->says, "Change: Against. Empty. Press to fill it in.");
    s.width = 420; /* one below the other, each under its titles */
    s.height = 2400;
    stage_draw(&s);
    assert_int_equal(box(&s, "a").x, box(&s, "b").x);
    assert_true(box(&s, "a").y < box(&s, "b").y && box(&s, "b").y < box(&s, "c").y);
    assert_string_equal(stage_target(&s, "Box d")->says, "Against. Empty. Press to fill it in.");
    stage_close(&s);
}

static void a_hidden_box_leaves_its_place_in_the_matrix(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(
        &s,
        SHEET(MATRIX, WRITE("a", "") "," WRITE("b", ",\"when\":{\"==\":[{\"var\":\"setting\"},\"custody\"]}") "," WRITE(
                          "c", "") "," WRITE("d", "")));
    assert_null(stage_target(&s, "Box b"));
    assert_int_equal(box(&s, "a").x, box(&s, "c").x);
    assert_true(box(&s, "d").x > box(&s, "c").x);
    stage_close(&s);
}

static void a_ladder_is_climbed_from_the_bottom(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SHEET("\"ladder\"", FOUR));
    const char *rungs[] = {"a", "b", "c", "d"};
    for (int i = 1; i < 4; i++) {
        assert_true(box(&s, rungs[i]).y + box(&s, rungs[i]).h <= box(&s, rungs[i - 1]).y);
        assert_int_equal(order(&s, rungs[i]), order(&s, rungs[i - 1]) + 1);
    }
    stage_close(&s);
}

static void a_line_runs_across_where_there_is_room_and_down_where_there_is_not(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SHEET("\"timeline\"",
                         WRITE("a", ",\"with\":{\"kind\":\"choice\",\"id\":\"when\",\"ask\":\"When?\",\"options\":["
                                    "{\"id\":\"x\",\"text\":\"In the morning\"},{\"id\":\"y\",\"text\":\"At "
                                    "noon\"}]}") "," WRITE("b", "") "," WRITE("c", "")));
    assert_int_equal(box(&s, "a").y, box(&s, "b").y);
    assert_true(box(&s, "b").x < box(&s, "c").x);
    stage_press(&s, "w.a.box");
    stage_press(&s, "w.when.option.x");
    stage_press(&s, "sheet.done");
    assert_true(shows(&s, "In the morning")); /* what the point says */
    assert_false(shows(&s, "When?"));
    s.width = 1080;
    s.height = 1920;
    stage_draw(&s);
    assert_int_equal(box(&s, "a").x, box(&s, "b").x);
    assert_true(shows(&s, "In the morning"));
    stage_close(&s);
}

static void a_number_is_not_taken_for_its_point(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SHEET("\"timeline\"",
                         WRITE("a", ",\"with\":{\"kind\":\"scale\",\"id\":\"heat\",\"ask\":\"How "
                                    "hot?\",\"from\":0,\"to\":10,\"ends\":[\"Cool\",\"Hot\"]}") "," WRITE("b", "")));
    stage_press(&s, "w.a.box");
    stage_press(&s, "w.heat.step.7");
    stage_press(&s, "sheet.done");
    assert_true(shows(&s, "How hot?") && shows(&s, "7 of 10")); /* in its box */
    assert_true(text_starts_with(stage_target(&s, "Box a")->says, "How hot? 7 of 10. "));
    assert_true(shows(&s, "1") && shows(&s, "2")); /* the points keep theirs */
    stage_close(&s);
}

static void circles_show_names_and_the_list_says_them(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SHEET("\"circles\"", WRITE("a", ",\"ring\":\"me\"") "," WRITE("b", ",\"ring\":\"close\"")));
    fill(&s, "b", "Mum,  Sam; Jo,,");
    assert_true(shows(&s, "Mum") && shows(&s, "Sam") && shows(&s, "Jo"));
    assert_false(stage_says(&s, "Mum")); /* the circles are silent: the list has said it */
    assert_true(stage_says(&s, "Mum,  Sam; Jo,,") || stage_says(&s, "Mum, Sam; Jo,,"));
    assert_true(text_starts_with(stage_target(&s, "Box b")->says, "Close to me. "));
    stage_close(&s);
}

static void more_names_than_have_room_are_counted(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SHEET("\"circles\"", WRITE("a", ",\"ring\":\"me\"")));
    fill(&s, "a",
         "Alexandra,Bartholomew,Constantine,Dorothea,Ebenezer,Florentina,Guinevere,Hildegard,Isabella,"
         "Josephine,Konstantin,Leopoldine,Maximilian,Nathaniel,Octavia,Persephone,Quentin,Rosalinde,Seraphina");
    bool counted = false;
    for (int i = 0; i < s.ui.draw.count; i++)
        counted |= s.ui.draw.item[i].kind == DRAW_TEXT && s.ui.draw.item[i].text[0] == '+';
    assert_true(counted);
    stage_close(&s);
}

static void the_box_that_next_waits_for_says_so(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, SHEET("\"steps\"", WRITE("a", "") "," WRITE("b", "")));
    fill(&s, "a", "Done");
    assert_false(shows(&s, "This still needs an answer"));
    stage_press(&s, "next");
    assert_true(shows(&s, "This still needs an answer"));
    assert_string_equal(stage_target(&s, "Box b")->says, "This still needs an answer. Empty. Press to fill it in.");
    assert_true(stage_says(&s, "Write something for: Box b"));
    fill(&s, "b", "Done too");
    assert_false(shows(&s, "This still needs an answer"));
    stage_press(&s, "next");
    assert_string_equal(attempt_page(s.attempt)->id, "two");
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_matrix_is_two_by_two_and_says_where_a_box_is),
        cmocka_unit_test(a_hidden_box_leaves_its_place_in_the_matrix),
        cmocka_unit_test(a_ladder_is_climbed_from_the_bottom),
        cmocka_unit_test(a_line_runs_across_where_there_is_room_and_down_where_there_is_not),
        cmocka_unit_test(a_number_is_not_taken_for_its_point),
        cmocka_unit_test(circles_show_names_and_the_list_says_them),
        cmocka_unit_test(more_names_than_have_room_are_counted),
        cmocka_unit_test(the_box_that_next_waits_for_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
