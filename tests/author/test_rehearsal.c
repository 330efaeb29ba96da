/* Every page of every module can be opened at once and filled in with sample answers, in both settings; and a
 * storyboard of it has everything that stands in the file. */
#include "cmocka_unit.h"
#include <stdlib.h>
#include <string.h>

#include "html.h"
#include "library.h"
#include "rehearsal.h"
#include "../fixed_measure.h"
#include "storyboard.h"

static struct library library;

static int open_library(void **state)
{
    (void)state;
    return seal_start() && library_open(&library, SOURCE_DIR "/modules", SOURCE_DIR "/assets") ? 0 : -1;
}

static int close_library(void **state)
{
    (void)state;
    library_close(&library);
    return 0;
}

static int waiting_on(const struct rehearsal *r, const struct block *b)
{
    int waiting = block_is_exercise(b) && attempt_shows(r->attempt, b) && attempt_is_waiting(r->attempt, b);
    for (int i = 0; i < block_part_count(b); i++)
        waiting += waiting_on(r, block_part(b, i));
    return waiting;
}

static void open_every_page(const struct programme *p, const struct module *m, const char *setting)
{
    struct rehearsal_look look = {
        .setting = setting, .language = p->languages[0], .width = 1280, .height = 800, .size = SIZE_M};
    struct moment now = {.at = 1795255200000, .boot_ms = 1000, .sitting = "s"};
    for (int i = 0; i < m->page_count; i++) {
        struct rehearsal r;
        rehearsal_open(&r, p, m, &look, fixed_measure(), now);
        rehearsal_go(&r, i);
        assert_ptr_equal(attempt_page(r.attempt), &m->pages[i]);
        rehearsal_fill(&r);
        for (int k = 0; k < m->pages[i].block_count; k++)
            if (waiting_on(&r, &m->pages[i].blocks[k]))
                fail_msg("%s, %s, page %s: %s still waits", m->id, setting, m->pages[i].id, m->pages[i].blocks[k].id);
        int height = rehearsal_draw_whole(&r, 10000);
        if (r.page->content_px > r.page->body_px)
            fail_msg("%s, page %s: %d px are not enough", m->id, m->pages[i].id, height);
        rehearsal_close(&r);
    }
}

static void every_page_is_opened_and_filled_in(void **state)
{
    (void)state;
    int modules = 0;
    for (int i = 0; i < library.count; i++)
        for (int k = 0; k < library.programmes[i]->module_count; k++, modules++) {
            open_every_page(library.programmes[i], &library.programmes[i]->modules[k], "community");
            open_every_page(library.programmes[i], &library.programmes[i]->modules[k], "custody");
        }
    assert_true(modules > 20);
}

static void a_press_goes_its_way(void **state)
{
    (void)state;
    struct rehearsal r;
    const struct programme *p = library_programme(&library, "thinking-skills");
    const struct module *m = programme_module(p, "stop-and-think");
    struct rehearsal_look look = {
        .setting = "custody", .language = "en-GB", .width = 1280, .height = 800, .size = SIZE_M};
    rehearsal_open(&r, p, m, &look, fixed_measure(),
                   (struct moment){.at = 1795255200000, .boot_ms = 1, .sitting = "s"});
    rehearsal_go(&r, 1);
    rehearsal_draw(&r);
    const struct page *page = attempt_page(r.attempt);
    assert_false(rehearsal_press(&r, target_find(&r.ui.targets, "next")));
    assert_true(r.page->missing);
    rehearsal_fill(&r);
    rehearsal_draw(&r);
    assert_true(rehearsal_press(&r, target_find(&r.ui.targets, "next")));
    assert_ptr_not_equal(attempt_page(r.attempt), page);
    rehearsal_close(&r);
}

static bool has_words(const char *html, struct arena *a, const char *words)
{
    struct buffer written;
    buffer_init(&written, a);
    html_text(&written, words);
    return strstr(html, buffer_text(&written)) != NULL;
}

static const struct board_page *board_page_called(const struct storyboard *board, const char *id)
{
    for (int i = 0; i < board->page_count; i++)
        if (text_is(board->pages[i].page->id, id))
            return &board->pages[i];
    fail_msg("no page \"%s\" in the storyboard", id);
    return NULL;
}

static void a_storyboard_has_every_word_and_page(void **state)
{
    (void)state;
    struct arena a;
    struct problems problems;
    struct storyboard board;
    struct buffer html;
    const struct programme *p = library_programme(&library, "thinking-skills");
    const struct module *m = programme_module(p, "stop-and-think");
    struct storyboard_wants wants = {.settings = {"community", "custody"},
                                     .setting_count = 2,
                                     .languages = {"en-GB", "cy"},
                                     .language_count = 2,
                                     .look = {.width = 1280, .height = 800, .size = SIZE_M}};
    arena_init(&a);
    problems_init(&problems, &a);
    struct pictures *pictures = pictures_open(SOURCE_DIR "/assets", BUILD_DIR "/media", &problems);
    assert_non_null(pictures);
    assert_true(storyboard_draw(&a, &library, p, m, &wants, pictures, &board, NULL, NULL));
    pictures_close(pictures);
    assert_int_equal(board.page_count, m->page_count);
    for (int i = 0; i < board.page_count; i++) {
        assert_int_equal(board.pages[i].shot_count, 4);
        assert_memory_equal(board.pages[i].shots[0].png, "\x89PNG", 4);
        assert_true(board.pages[i].shots[0].said_count > 0);
    }
    assert_true(board_page_called(&board, "welcome")->shots[2].same); /* says the same inside and outside */
    assert_false(board_page_called(&board, "dean")->shots[2].same);   /* waits for a parking space, or for the phone */
    assert_false(board_page_called(&board, "cool-down")->shots[0].on_path); /* only by a rule, after a hot answer */
    buffer_init(&html, &a);
    storyboard_html(&a, &board, &html);
    for (int i = 0; i < m->messages.count; i++) {
        if (!has_words(buffer_text(&html), &a, m->messages.item[i]->source))
            fail_msg("not in the storyboard: %s", m->messages.item[i]->source);
        assert_true(has_words(buffer_text(&html), &a, m->messages.item[i]->in[1]));
    }
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_is_opened_and_filled_in),
        cmocka_unit_test(a_press_goes_its_way),
        cmocka_unit_test(a_storyboard_has_every_word_and_page),
    };
    return cmocka_run_group_tests(tests, open_library, close_library);
}
