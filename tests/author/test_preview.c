/* A module is edited under the preview a thousand times, well and badly: it stays on its page with its answers, shows
 * the last good version while there is nothing better, and keeps nothing of the versions before. */
#define _GNU_SOURCE /* mallinfo2 */
#include "cmocka_unit.h"
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../fixed_measure.h"
#include "clock.h"
#include "files.h"
#include "preview.h"
#include "speech.h"

#define EDITS 1000

struct desk {
    char folder[64];
    struct arena arena;
    const char *good; /* the module's text */
    struct preview preview;
};

static const char *path_of(struct desk *d, const char *name)
{
    return arena_printf(&d->arena, "%s/%s", d->folder, name);
}

static void save(struct desk *d, const char *name, const char *text, size_t length)
{
    FILE *file = fopen(path_of(d, name), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fclose(file);
}

static void save_module(struct desk *d, const char *text)
{
    save(d, "small/one.json", text, strlen(text));
}

static int open_desk(void **state)
{
    static struct desk d;
    static const char *const files[] = {"small/programme.json", "small/one.json"};
    const char *bytes;
    size_t size;
    arena_init(&d.arena);
    strcpy(d.folder, "/tmp/cairn-preview-XXXXXX");
    assert_non_null(mkdtemp(d.folder));
    assert_int_equal(mkdir(path_of(&d, "small"), 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_true(file_read(&d.arena, arena_printf(&d.arena, TESTS_DIR "/judge/base/%s", files[i]), &bytes, &size));
        save(&d, files[i], bytes, size);
    }
    d.good = bytes;
    struct preview_options options = {
        .modules = d.folder,
        .programme = "small",
        .module = "one",
        .assets = SOURCE_DIR "/assets",
        .look = {.setting = "community", .language = "en-GB", .width = 1280, .height = 800, .size = SIZE_M},
        .measure = fixed_measure(),
        .voice = voice_open(NULL, NULL, NULL)};
    assert_true(seal_start());
    preview_open(&d.preview, &options);
    assert_true(d.preview.is_open);
    *state = &d;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    preview_close(&d->preview);
    voice_close(d->preview.options.voice);
    unlink(path_of(d, "small/one.json"));
    unlink(path_of(d, "small/programme.json"));
    rmdir(path_of(d, "small"));
    rmdir(d->folder);
    arena_release(&d->arena);
    return 0;
}

static const struct target *target(struct desk *d, const char *id)
{
    while (preview_frame(&d->preview, 1000))
        ;
    const struct target *t = target_find(&d->preview.ui.targets, id);
    if (!t)
        fail_msg("there is no %s", id);
    return t;
}

static void press(struct desk *d, const char *id)
{
    const struct target *t = target(d, id);
    int x = t->rect.x + t->rect.w / 2, y = t->rect.y + t->rect.h / 2;
    preview_input(&d->preview, &(struct input){.kind = INPUT_DOWN, .x = x, .y = y});
    preview_input(&d->preview, &(struct input){.kind = INPUT_UP, .x = x, .y = y});
    while (preview_frame(&d->preview, 1000))
        ;
}

static const char *with(struct desk *d, const char *from, const char *to)
{
    const char *at = strstr(d->good, from);
    assert_non_null(at);
    return arena_printf(&d->arena, "%.*s%s%s", (int)(at - d->good), d->good, to, at + strlen(from));
}

/* Page two, with the scale of page one answered. */
static void is_where_it_was(struct desk *d)
{
    const struct attempt *s = d->preview.rehearsal.attempt;
    const struct answer *heat = attempt_answer(s, "heat");
    assert_string_equal(attempt_page(s)->id, "end");
    assert_true(heat && heat->has_number && heat->number == 5);
}

static void it_is_played_like_by_a_person(void **state)
{
    struct desk *d = *state;
    press(d, "heat.step.5");
    press(d, "preview.do.6"); /* fill in */
    press(d, "next");
    is_where_it_was(d);
}

static void a_good_edit_shows_and_nothing_is_lost(void **state)
{
    struct desk *d = *state;
    save_module(d, with(d, "You did it.", "You made it."));
    assert_true(preview_reload(&d->preview));
    is_where_it_was(d);
    target(d, "next");
    bool said = false;
    for (int i = 0; i < d->preview.ui.spoken.count; i++)
        said |= strstr(d->preview.ui.spoken.item[i].text, "You made it.") != NULL;
    assert_true(said);
    assert_false(d->preview.panel);
}

static void a_bad_edit_lies_over_the_last_good_version(void **state)
{
    struct desk *d = *state;
    save_module(d, with(d, "\"kind\": \"write\"", "\"kind\": \"wriet\""));
    assert_false(preview_reload(&d->preview));
    assert_true(d->preview.panel && d->preview.problems.errors > 0);
    is_where_it_was(d);
    d->preview.options.editor = "edit {file} +{line} {column}";
    press(d, "preview.problem.0");
    assert_non_null(strstr(d->preview.run, "small/one.json +"));
    d->preview.run[0] = '\0';
    is_where_it_was(d);
    save_module(d, d->good);
    assert_true(preview_reload(&d->preview));
    assert_false(d->preview.panel);
}

static void half_a_file_and_none_at_all_are_borne(void **state)
{
    struct desk *d = *state;
    for (size_t length = 0; length < strlen(d->good); length += 37) {
        save(d, "small/one.json", d->good, length);
        assert_false(preview_reload(&d->preview));
        is_where_it_was(d);
    }
    unlink(path_of(d, "small/one.json"));
    assert_false(preview_reload(&d->preview));
    is_where_it_was(d);
    save_module(d, d->good);
    rename(path_of(d, "small/programme.json"), path_of(d, "small/programme.jsom"));
    assert_false(preview_reload(&d->preview));
    is_where_it_was(d);
    rename(path_of(d, "small/programme.jsom"), path_of(d, "small/programme.json"));
    assert_true(preview_reload(&d->preview));
    is_where_it_was(d);
}

static void looks_turn_and_marks_show(void **state)
{
    struct desk *d = *state;
    static const char *const turns[] = {"preview.do.1", "preview.do.2", "preview.do.3", "preview.do.4", "preview.do.5"};
    for (int round = 0; round < 4; round++)
        for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
            press(d, turns[i]);
            is_where_it_was(d);
        }
    assert_true(d->preview.wants_resize);
    press(d, "preview.do.10");
    press(d, "preview.do.11");
    press(d, "preview.do.12");
    press(d, "preview.do.13");
    for (int i = 0; i < MARKS; i++)
        assert_true(d->preview.marks[i]);
    memset(d->preview.marks, 0, sizeof d->preview.marks);
}

static void it_reads_aloud_when_asked_to(void **state)
{
    struct desk *d = *state;
    struct speech *speech = speech_open_null();
    struct sound *sound = sound_open_null(clock_real());
    struct voice *silent = d->preview.options.voice;
    struct voice *voice = d->preview.options.voice = voice_open(speech, sound, d->folder);
    target(d, "next");
    assert_false(voice_bar(voice).playing);
    press(d, "preview.do.14");
    assert_true(voice_bar(voice).playing);
    assert_true(target(d, "preview.do.14")->chosen);
    save_module(d, with(d, "You did it.", "You made it.")); /* an edit does not begin it anew */
    assert_true(preview_reload(&d->preview));
    target(d, "next");
    assert_string_equal(d->preview.aloud_page, "end");
    press(d, "preview.page.start");
    assert_string_equal(d->preview.aloud_page, "start");
    assert_true(voice_bar(voice).playing);
    press(d, "preview.do.14");
    assert_false(voice_bar(voice).playing);
    save_module(d, d->good);
    assert_true(preview_reload(&d->preview));
    press(d, "next");
    is_where_it_was(d);
    d->preview.options.voice = silent;
    voice_close(voice);
    sound_close(sound);
    speech_close(speech);
}

static void it_shows_languages_that_nobody_speaks(void **state)
{
    struct desk *d = *state;
    static const char *const languages[] = {"x-long", "x-rtl", "en-GB", "x-long"};
    for (int i = 0; i < 4; i++) {
        press(d, "preview.do.0");
        assert_string_equal(d->preview.rehearsal.look.language, languages[i]);
        assert_int_equal(d->preview.rehearsal.look.right_to_left, i == 1);
        is_where_it_was(d);
        assert_true(preview_reload(&d->preview)); /* and an edit leaves it so */
        assert_string_equal(d->preview.rehearsal.look.language, languages[i]);
        is_where_it_was(d);
    }
    assert_string_equal(target(d, "next")->name, "Çĥééçķ ṁý ááñšŵééŕš");
    press(d, "preview.do.0");
    press(d, "preview.do.0");
    assert_string_equal(d->preview.rehearsal.look.language, "en-GB");
}

static void a_page_that_goes_leaves_the_one_before(void **state)
{
    struct desk *d = *state;
    save_module(d, with(d, "\"id\": \"end\"", "\"id\": \"finish\""));
    assert_true(preview_reload(&d->preview));
    assert_string_equal(attempt_page(d->preview.rehearsal.attempt)->id, "start");
    assert_true(attempt_answer(d->preview.rehearsal.attempt, "heat")->number == 5);
    save_module(d, d->good);
    assert_true(preview_reload(&d->preview));
    press(d, "next");
    is_where_it_was(d);
}

static void what_is_recorded_can_be_read(void **state)
{
    struct desk *d = *state;
    press(d, "preview.page.start");
    press(d, "preview.do.8");
    press(d, "next");
    press(d, "preview.do.8");
    assert_string_equal(buffer_text(&d->preview.recorded),
                        "module one\nsetting community\nlanguage en-GB\ngo start\npress \"Next\"\nexpect page end\n");
    assert_non_null(strstr(d->preview.save, "/small/tests/one-end.journey"));
    d->preview.save[0] = '\0';
    is_where_it_was(d);
}

static void a_thousand_edits_leave_nothing_behind(void **state)
{
    struct desk *d = *state;
    size_t before = 0;
    for (int i = 0; i < EDITS; i++) {
        char text[32];
        snprintf(text, sizeof text, "Edit %d, you did it.", i);
        struct arena kept = d->arena; /* what this edit needs is given back */
        arena_init(&d->arena);
        save_module(d, i % 7 == 3   ? "{"
                       : i % 7 == 5 ? with(d, "\"scale\"", "\"scael\"")
                                    : with(d, "You did it.", text));
        assert_int_equal(preview_reload(&d->preview), i % 7 != 3 && i % 7 != 5);
        arena_release(&d->arena);
        d->arena = kept;
        while (preview_frame(&d->preview, 1000 + i))
            ;
        is_where_it_was(d);
        if (i == EDITS / 10)
            before = mallinfo2().uordblks;
    }
    size_t after = mallinfo2().uordblks;      /* 0 where the sanitizer has its own: then that looks for leaks */
    assert_true(after <= before + 2 * 65536); /* an arena grows by blocks of 64 KiB: one may have come */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_like_by_a_person),
        cmocka_unit_test(a_good_edit_shows_and_nothing_is_lost),
        cmocka_unit_test(a_bad_edit_lies_over_the_last_good_version),
        cmocka_unit_test(half_a_file_and_none_at_all_are_borne),
        cmocka_unit_test(looks_turn_and_marks_show),
        cmocka_unit_test(it_shows_languages_that_nobody_speaks),
        cmocka_unit_test(it_reads_aloud_when_asked_to),
        cmocka_unit_test(a_page_that_goes_leaves_the_one_before),
        cmocka_unit_test(what_is_recorded_can_be_read),
        cmocka_unit_test(a_thousand_edits_leave_nothing_behind),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
