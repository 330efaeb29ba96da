/* scale whose steps have names: faces and a traffic light. Nothing is told by colour alone. */
#include "cmocka_unit.h"

#include "../page_stage.h"
#include "wording.h"

#define FACES(good)                                                                                                    \
    "{\"kind\":\"scale\",\"id\":\"m\",\"ask\":\"How are you?\",\"about_me\":true,\"from\":1,\"to\":5,"                 \
    "\"look\":\"faces\"" good ",\"names\":[\"Awful\",\"Bad\",\"So so\",\"Good\",\"Great\"]},"                          \
    "{\"kind\":\"text\",\"text\":\"You are {m}.\",\"empty\":\"Nothing said.\"}"

/* How far the middle of the mouth hangs below its corners: of the face drawn `nth`. */
static int smile(const struct ui *ui, int nth)
{
    const struct draw_command *c = ui->draw.item;
    int face = -1, corner = 0, lowest = 0, dots = 0;
    for (int i = 0; i < ui->draw.count; i++) {
        if (c[i].kind != DRAW_ELLIPSE)
            continue;
        if (c[i].fill == COLOUR_WARNING_TINT) {
            face++;
            dots = 0;
        } else if (face == nth && c[i].fill == COLOUR_INK && ++dots > 2) { /* after the eyes */
            if (dots == 3)
                corner = c[i].rect.y;
            if (dots == 7)
                lowest = c[i].rect.y;
        }
    }
    return lowest - corner;
}

static void a_face_has_its_name_and_a_mouth_of_its_own(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FACES(""));
    for (int i = 1; i < 5; i++)
        assert_true(smile(&s.ui, i) > smile(&s.ui, i - 1));
    assert_true(smile(&s.ui, 0) < 0 && smile(&s.ui, 4) > 0);
    assert_true(stage_says(&s, "Choose one. 5 choices."));
    assert_true(stage_says(&s, "Nothing said."));
    stage_press(&s, "Good");
    assert_string_equal(stage_target(&s, "Good")->says, "Chosen. 4 of 5.");
    assert_int_equal(stage_target(&s, "Good")->role, ROLE_STEP);
    assert_true(stage_says(&s, "You are good."));
    assert_true(attempt_answer(s.attempt, "m")->number == 4);
    stage_press(&s, "I would rather not say");
    assert_false(stage_target(&s, "Good")->chosen);
    stage_close(&s);
}

static void the_low_end_can_be_the_good_one(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FACES(",\"good\":\"low\""));
    assert_true(smile(&s.ui, 0) > 0 && smile(&s.ui, 4) < 0);
    stage_close(&s);
}

static void choosing_a_face_moves_nothing(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FACES(""));
    struct rect before = stage_target(&s, "m.step.2")->rect;
    stage_press(&s, "m.step.2");
    assert_memory_equal(&before, &stage_target(&s, "m.step.2")->rect, sizeof before);
    stage_close(&s);
}

static void a_traffic_light_is_red_on_top(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, "{\"kind\":\"scale\",\"id\":\"m\",\"ask\":\"Where are you?\",\"from\":1,\"to\":3,\"good\":\"low\","
                   "\"look\":\"traffic-light\",\"names\":[\"Calm\",\"Wound up\",\"About to blow\"]}");
    assert_true(stage_target(&s, "About to blow")->rect.y < stage_target(&s, "Wound up")->rect.y);
    assert_true(stage_target(&s, "Wound up")->rect.y < stage_target(&s, "Calm")->rect.y);
    enum colour seen[3] = {COLOUR_NONE};
    int lamps = 0;
    for (int i = 0; i < s.ui.draw.count; i++) {
        enum colour fill = s.ui.draw.item[i].fill;
        if (fill == COLOUR_LAMP_RED || fill == COLOUR_LAMP_AMBER || fill == COLOUR_LAMP_GREEN)
            seen[lamps++] = fill;
    }
    assert_int_equal(lamps, 3);
    assert_int_equal(seen[0], COLOUR_LAMP_RED);
    assert_int_equal(seen[2], COLOUR_LAMP_GREEN);
    stage_press(&s, "About to blow");
    assert_true(attempt_answer(s.attempt, "m")->number == 3);
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_face_has_its_name_and_a_mouth_of_its_own),
        cmocka_unit_test(the_low_end_can_be_the_good_one),
        cmocka_unit_test(choosing_a_face_moves_nothing),
        cmocka_unit_test(a_traffic_light_is_red_on_top),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
