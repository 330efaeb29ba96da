#include "cmocka_unit.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "reading.h"

struct counted {
    const char *word;
    int syllables;
};

/* Counted by ear. "every" and "different" are said shorter than they are written. */
static const struct counted words[] = {
    {"stop", 1},      {"breathe", 1},   {"choose", 1},   {"people", 2},      {"little", 2},   {"idea", 3},
    {"wanted", 2},    {"walked", 1},    {"officer", 3},  {"probation", 3},   {"quiet", 2},    {"hour", 2},
    {"violence", 3},  {"diary", 3},     {"create", 2},   {"being", 2},       {"area", 3},     {"usually", 4},
    {"vegetable", 4}, {"chocolate", 2}, {"rhythm", 2},   {"don't", 1},       {"couldn't", 2}, {"Samaritans", 4},
    {"family", 3},    {"alcohol", 3},   {"cannabis", 3}, {"appointment", 3}, {"a", 1},        {"I", 1},
};

static void words_are_counted_as_they_are_said(void **state)
{
    (void)state;
    struct syllables *s = syllables_open();
    assert_non_null(s);
    for (int round = 0; round < 2; round++) /* the second time they are remembered */
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (syllables_of(s, words[i].word, strlen(words[i].word)) != words[i].syllables)
                fail_msg("%s: %d, not %d", words[i].word, syllables_of(s, words[i].word, strlen(words[i].word)),
                         words[i].syllables);
    syllables_close(s);
}

static void many_words_are_remembered(void **state)
{
    (void)state;
    struct syllables *s = syllables_open();
    char word[16];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++) {
            snprintf(word, sizeof word, "b%dt", i);
            assert_true(syllables_of(s, word, strlen(word)) >= 1);
        }
    syllables_close(s);
}

static int sentences_in(const char *text, int *words_of_last)
{
    struct sentence s;
    int count = 0;
    for (const char *at = text; sentence_next(&at, &s);) {
        count++;
        *words_of_last = s.words;
    }
    return count;
}

static void sentences_end_where_a_reader_stops(void **state)
{
    (void)state;
    int last = 0;
    assert_int_equal(sentences_in("", &last), 0);
    assert_int_equal(sentences_in("No end", &last), 1);
    assert_int_equal(last, 2);
    assert_int_equal(sentences_in("One. Two! Three? Four", &last), 4);
    assert_int_equal(sentences_in("At 2.30pm he came. \"Why?\" he said.", &last), 3);
    assert_int_equal(sentences_in("A line\nand another\n\n", &last), 2);
    assert_int_equal(sentences_in("I don\xe2\x80\x99t know \xe2\x80\x93 if-then.", &last), 1);
    assert_int_equal(last, 4);
    assert_int_equal(sentences_in("... ! ?", &last), 0);
    assert_int_equal(sentences_in("Mae\xcc\x82r \xc5\xb5yl.", &last), 1);
    assert_int_equal(last, 2);
}

static void formulas_are_those_published(void **state)
{
    (void)state;
    struct reading thirty = {.sentences = 30, .words = 200, .syllables = 260, .long_words = 9, .short_words = 150};
    assert_true(fabs(reading_smog_age(&thirty) - 11) < 1e-9);
    thirty.long_words = 4;
    assert_true(fabs(reading_smog_age(&thirty) - 10) < 1e-9);
    assert_true(fabs(reading_grade(&thirty) - (0.39 * 200 / 30 + 11.8 * 260 / 200 - 15.59)) < 1e-9);
    assert_true(fabs(reading_forcast(&thirty) - (20 - 112.5 / 10)) < 1e-9);
    struct reading nothing = {0};
    assert_true(reading_smog_age(&nothing) == 0 && reading_grade(&nothing) == 0 && reading_forcast(&nothing) == 0);
}

static void text_is_counted_whole(void **state)
{
    (void)state;
    struct syllables *s = syllables_open();
    struct reading r = {0};
    reading_add(&r, s, "The officer was quiet. Ring 116 123.");
    assert_int_equal(r.sentences, 2);
    assert_int_equal(r.words, 7);
    assert_int_equal(r.long_words, 1); /* digits are seen at a glance */
    assert_int_equal(r.short_words, 5);
    assert_int_equal(r.syllables, 1 + 3 + 1 + 2 + 1 + 1 + 1);
    syllables_close(s);
}

static void markdown_is_read_as_it_shows(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_string_equal(reading_plain(&a, "You said: **{trigger}**.\n\n- One\n- Two [then] {a b}"),
                        "You said: it.\nOne\nTwo it {a b}\n");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_counted_as_they_are_said),
        cmocka_unit_test(many_words_are_remembered),
        cmocka_unit_test(sentences_end_where_a_reader_stops),
        cmocka_unit_test(formulas_are_those_published),
        cmocka_unit_test(text_is_counted_whole),
        cmocka_unit_test(markdown_is_read_as_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
