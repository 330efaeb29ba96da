/* Words in a language that nobody speaks: every letter on every page is another one, or it was written into the
 * program, where no translator finds it. */
#include "cmocka_unit.h"
#include <stdio.h>
#include <string.h>

#include "../fixed_measure.h"
#include "pseudo.h"
#include "measure.h"
#include "rehearsal.h"

static const char *said(const char *language, const char *words)
{
    static struct arena a;
    arena_clear(&a);
    return pseudo_words(&a, language, words);
}

static void signs_stay_and_letters_do_not(void **state)
{
    (void)state;
    assert_string_equal(said(PSEUDO_LONG, "Stop, **and** think"), "Šţóóþ, **ááñð** ţĥííñķ");
    assert_string_equal(said(PSEUDO_LONG, "You said {heat}, [when] %1 of %2"), "Ýóóúú šááííð {heat}, [when] %1 óóƒ %2");
    assert_string_equal(said(PSEUDO_RTL, "Go on"), "گو ون");
    assert_true(pseudo_is("x-long") && pseudo_is("x-rtl") && !pseudo_is("cy") && !pseudo_is(NULL));
    assert_true(language_is_right_to_left(PSEUDO_RTL) && !language_is_right_to_left(PSEUDO_LONG));
}

/* What sample answers are made of: the words of a person, and of the beginning that was offered to them. */
static bool is_theirs(const char *word, size_t length)
{
    static const char theirs[] = "some words of mine I was at I stayed Dear me";
    for (const char *at = theirs; at + length <= theirs + strlen(theirs); at++)
        if (strncmp(at, word, length) == 0)
            return true;
    return false;
}

/* Whoever made a questionnaire is named as they ask to be. */
static bool is_credit(const struct programme *p, const char *text)
{
    for (int i = 0; i < p->measure_count; i++)
        if (p->measures[i]->licence && strstr(p->measures[i]->licence, text))
            return true;
    return false;
}

static int plain_letters(const struct rehearsal *r, const char *text, const char *how)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const char *at = text ? text : ""; *(at += strcspn(at, letters));) {
        size_t length = strspn(at, letters);
        if (!is_theirs(at, length) && !is_credit(r->programme, text)) {
            printf("%s, page %s, %s: \"%s\"\n", r->module->id, attempt_page(r->attempt)->id, how, text);
            return 1;
        }
        at += length;
    }
    return 0;
}

static int look_at(const struct rehearsal *r)
{
    int found = 0;
    for (int i = 0; i < r->ui.draw.count; i++) {
        const struct draw_command *c = &r->ui.draw.item[i];
        if (c->kind == DRAW_TEXT && c->face != FACE_ICON)
            found += plain_letters(r, c->text, "shown");
    }
    for (int i = 0; i < r->ui.spoken.count; i++)
        found += plain_letters(r, r->ui.spoken.item[i].text, "said");
    return found;
}

static int walk(const struct library *l, const struct programme *p, const struct module *m, const char *language)
{
    struct rehearsal r;
    struct rehearsal_look look = {.setting = "community",
                                  .language = language,
                                  .interface = l->interface[library_language(l, language)],
                                  .right_to_left = language_is_right_to_left(language),
                                  .width = 1280,
                                  .height = 800,
                                  .size = SIZE_M};
    struct moment now = {.at = 1795255200000, .boot_ms = 1000, .sitting = "s"};
    int found = 0;
    rehearsal_open(&r, p, m, &look, fixed_measure(), now);
    for (int i = 0; i < m->page_count; i++) {
        rehearsal_enter(&r, i);
        rehearsal_draw_whole(&r, 9000);
        found += look_at(&r);
        rehearsal_fill(&r);
        rehearsal_draw_whole(&r, 9000);
        found += look_at(&r);
    }
    rehearsal_close(&r);
    return found;
}

/* The showcase has every kind of block with every option. */
static void no_word_stands_in_the_program(void **state)
{
    (void)state;
    static struct library l;
    static const char *const languages[] = {PSEUDO_LONG, PSEUDO_RTL};
    int found = 0;
    assert_true(seal_start());
    assert_true(library_open_one(&l, SOURCE_DIR "/modules", SOURCE_DIR "/assets", "showcase"));
    for (int i = 0; i < 2; i++) {
        assert_true(pseudo_add(&l, SOURCE_DIR "/assets", languages[i]));
        assert_int_equal(l.problems.errors, 0);
        for (int k = 0; k < l.programmes[0]->module_count; k++)
            found += walk(&l, l.programmes[0], &l.programmes[0]->modules[k], languages[i]);
    }
    assert_int_equal(found, 0);
    library_close(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_stay_and_letters_do_not),
        cmocka_unit_test(no_word_stands_in_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
