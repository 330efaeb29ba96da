#include "cmocka_unit.h"

#include "../page_stage.h"

#define FILM                                                                                                           \
    "{\"kind\":\"video\",\"id\":\"film\",\"src\":\"media/colours.webm\",\"poster\":\"media/a.svg\","                   \
    "\"title\":\"Three colours\",\"alt\":\"A dark wall\",\"captions\":[{\"from\":0,\"to\":1,\"text\":\"Red\"},"        \
    "{\"from\":1,\"to\":2,\"text\":\"Green\"}],\"transcript\":\"Red, **green** and blue.\"},"                          \
    "{\"kind\":\"video\",\"id\":\"other\",\"src\":\"media/silent.webm\",\"poster\":\"media/a.svg\","                   \
    "\"title\":\"Page one\",\"transcript\":\"Nothing is said.\"}"

static bool is_shown(const struct page_stage *s, const char *words)
{
    for (int i = 0; i < s->ui.draw.count; i++)
        if (s->ui.draw.item[i].kind == DRAW_TEXT && strstr(s->ui.draw.item[i].text, words))
            return true;
    return false;
}

static const struct spoken *said(const struct page_stage *s, const char *words)
{
    for (int i = 0; i < s->ui.spoken.count; i++)
        if (strstr(s->ui.spoken.item[i].text, words))
            return &s->ui.spoken.item[i];
    return NULL;
}

static const struct draw_command *film_of(const struct page_stage *s, int number)
{
    for (int i = 0; i < s->ui.draw.count; i++)
        if (s->ui.draw.item[i].kind == DRAW_VIDEO && number-- == 0)
            return &s->ui.draw.item[i];
    return NULL;
}

static void be(struct page_stage *s, enum video_state state, int position_ms, uint32_t picture)
{
    s->video = (struct video_now){.block = "film", .state = state, .position_ms = position_ms, .picture = picture};
    stage_draw(s);
}

static void a_still_film_is_its_poster(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FILM);
    assert_string_equal(film_of(&s, 0)->text, "p/media/a.svg");
    assert_int_equal(film_of(&s, 0)->picture, 0);
    assert_non_null(said(&s, "A dark wall"));
    assert_true(is_shown(&s, "It takes 3 seconds."));
    assert_false(is_shown(&s, "Red"));
    assert_string_equal(stage_target(&s, "film.play")->name, "Play");
    assert_int_equal(s.ui.wake_ms, 0);
    assert_null(target_find(&s.ui.targets, "other.captions")); /* there are none */
    int titles = 0;
    for (int i = 0; i < s.ui.spoken.count; i++)
        titles += text_is(s.ui.spoken.item[i].text, "Page one");
    assert_int_equal(titles, 1); /* what the heading has said is not said twice */
    stage_close(&s);
}

static void a_playing_film_shows_its_picture_and_what_is_said(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FILM);
    int play_y = stage_target(&s, "film.play")->rect.y;
    be(&s, VIDEO_PLAYING, 1200, 17);
    assert_int_equal(film_of(&s, 0)->picture, 17);
    assert_int_equal(film_of(&s, 1)->picture, 0);
    assert_true(is_shown(&s, "Green"));
    assert_null(said(&s, "Green")); /* it is heard */
    assert_true(is_shown(&s, "1 second of 3 seconds"));
    assert_string_equal(stage_target(&s, "film.play")->name, "Pause");
    assert_int_equal(stage_target(&s, "film.play")->rect.y, play_y);
    assert_true(stage_target(&s, "film.captions")->chosen);
    stage_press(&s, "film.captions");
    assert_false(is_shown(&s, "Green"));
    assert_string_equal(stage_target(&s, "film.captions")->says, "Off.");
    be(&s, VIDEO_PLAYING, 2500, 30);
    stage_press(&s, "film.captions");
    assert_false(is_shown(&s, "Green"));
    stage_close(&s);
}

static void its_words_open_and_close(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FILM);
    assert_null(said(&s, "green and blue"));
    stage_press(&s, "film.words");
    assert_non_null(said(&s, "green and blue"));
    assert_true(stage_target(&s, "film.words")->chosen);
    assert_int_equal(s.act.kind, ACT_NONE);
    stage_press(&s, "film.words");
    assert_null(said(&s, "green and blue"));
    stage_close(&s);
}

static void a_film_goes_on_from_where_it_was(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FILM);
    stage_do(&s, (struct act){.kind = ACT_SEEN, .item = "film", .number = 1});
    stage_draw(&s);
    assert_string_equal(stage_target(&s, "film.play")->name, "Carry on");
    assert_true(is_shown(&s, "1 second of 3 seconds"));
    stage_do(&s, (struct act){.kind = ACT_SEEN, .item = "film", .number = 3});
    stage_draw(&s);
    assert_string_equal(stage_target(&s, "film.play")->name, "Watch again");
    be(&s, VIDEO_ENDED, 3008, 90);
    assert_string_equal(stage_target(&s, "film.play")->name, "Watch again");
    assert_int_equal(film_of(&s, 0)->picture, 0);
    stage_close(&s);
}

static void a_failed_film_is_its_poster_and_its_words(void **state)
{
    (void)state;
    struct page_stage s;
    stage_open(&s, FILM);
    be(&s, VIDEO_FAILED, 1200, 17);
    assert_int_equal(film_of(&s, 0)->picture, 0);
    assert_false(is_shown(&s, "Green"));
    assert_true(said(&s, "This film cannot be shown")->live); /* it came a while after the press */
    assert_null(target_find(&s.ui.targets, "film.play"));
    assert_null(target_find(&s.ui.targets, "film.back"));
    stage_press(&s, "film.words");
    assert_non_null(said(&s, "green and blue"));
    assert_non_null(stage_target(&s, "other.play")); /* that one may be whole */
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_still_film_is_its_poster),
        cmocka_unit_test(a_playing_film_shows_its_picture_and_what_is_said),
        cmocka_unit_test(its_words_open_and_close),
        cmocka_unit_test(a_film_goes_on_from_where_it_was),
        cmocka_unit_test(a_failed_film_is_its_poster_and_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
