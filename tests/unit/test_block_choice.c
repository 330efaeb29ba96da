/* choice with pictures: tiles where they have room, else rows; the same options, names and order either way. */
#include "cmocka_unit.h"

#include "../page_stage.h"

#define PICTURES                                                                                                       \
    "{\"kind\":\"choice\",\"id\":\"c\",\"ask\":\"What helps?\",\"about_me\":true,\"many\":true,\"options\":["          \
    "{\"id\":\"a\",\"text\":\"A walk\",\"picture\":\"media/a.svg\"},"                                                  \
    "{\"id\":\"b\",\"text\":\"Music\",\"picture\":\"media/b.svg\"},"                                                   \
    "{\"id\":\"d\",\"text\":\"Sleep\"%s},"                                                                             \
    "{\"id\":\"o\",\"text\":\"Else\",\"write\":true}]}"

static int images(const struct ui *ui)
{
    int count = 0;
    for (int i = 0; i < ui->draw.count; i++)
        count += ui->draw.item[i].kind == DRAW_IMAGE;
    return count;
}

static void open_pictures(struct page_stage *s, const char *third)
{
    char blocks[1024];
    snprintf(blocks, sizeof blocks, PICTURES, third);
    stage_open(s, blocks);
}

static void pictures_stand_as_tiles(void **state)
{
    (void)state;
    struct page_stage s;
    open_pictures(&s, ",\"picture\":\"media/d.svg\"");
    struct rect a = stage_target(&s, "c.option.a")->rect, b = stage_target(&s, "c.option.b")->rect,
                o = stage_target(&s, "c.option.o")->rect;
    assert_int_equal(images(&s.ui), 3);
    assert_int_equal(a.y, b.y);
    assert_true(a.x + a.w < b.x);
    assert_true(a.w >= 160 && a.h * 3 > a.w);
    assert_true(o.y >= a.y + a.h); /* the write-in is below, as a row */
    assert_int_equal(stage_target(&s, "c.declined")->role, ROLE_CHECK);
    stage_press(&s, "Music");
    assert_true(stage_target(&s, "Music")->chosen);
    assert_string_equal(stage_target(&s, "Music")->says, "Chosen. 2 of 5.");
    assert_memory_equal(&b, &stage_target(&s, "c.option.b")->rect, sizeof b); /* choosing moves nothing */
    stage_press(&s, "Music");
    assert_false(stage_target(&s, "Music")->chosen);
    stage_close(&s);
}

static void without_a_picture_for_each_they_are_rows(void **state)
{
    (void)state;
    struct page_stage s;
    open_pictures(&s, "");
    struct rect a = stage_target(&s, "c.option.a")->rect;
    assert_true(a.h * 3 < a.w);
    assert_int_equal(images(&s.ui), 2);
    stage_close(&s);
}

static void where_two_have_no_room_they_are_rows(void **state)
{
    (void)state;
    struct page_stage s;
    open_pictures(&s, ",\"picture\":\"media/d.svg\"");
    s.width = 420;
    s.height = 2400;
    stage_draw(&s);
    struct rect a = stage_target(&s, "c.option.a")->rect, b = stage_target(&s, "c.option.b")->rect;
    assert_int_equal(a.x, b.x);
    assert_int_equal(images(&s.ui), 3);
    stage_close(&s);
}

#define WITH_NONE                                                                                                      \
    "{\"kind\":\"choice\",\"id\":\"c\",\"ask\":\"Which?\",\"many\":true,\"at_most\":1,\"shuffle\":true,\"options\":["  \
    "{\"id\":\"none\",\"text\":\"None of these\",\"alone\":true},{\"id\":\"o\",\"text\":\"Else\",\"write\":true},"     \
    "{\"id\":\"a\",\"text\":\"One\"},{\"id\":\"b\",\"text\":\"Two\"},{\"id\":\"d\",\"text\":\"Three\"}]}"

static void none_of_these_stands_behind_them_and_makes_room(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, WITH_NONE);
    stage_press(&s, "None of these");
    assert_string_equal(stage_target(&s, "None of these")->says, "Chosen. 4 of 5.");
    assert_string_equal(stage_target(&s, "Else")->says, "Not chosen. 5 of 5.");
    stage_press(&s, "Two");
    assert_true(stage_target(&s, "Two")->chosen);
    assert_false(stage_target(&s, "None of these")->chosen);
    stage_press(&s, "Else"); /* as many as may be are chosen: nothing is typed */
    assert_false(s.state->writing);
    stage_press(&s, "None of these");
    assert_false(stage_target(&s, "Two")->chosen);
    stage_press(&s, "Else"); /* there is room again */
    assert_true(s.state->writing);
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_stand_as_tiles),
        cmocka_unit_test(without_a_picture_for_each_they_are_rows),
        cmocka_unit_test(where_two_have_no_room_they_are_rows),
        cmocka_unit_test(none_of_these_stands_behind_them_and_makes_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
